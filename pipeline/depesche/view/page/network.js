// Companies as points, the deals they share as lines. The same input always gives the same drawing.

const ROUNDS = 320;

function showNetwork(panel, deals) {
  const graph = graphOf(deals, panel.clientWidth < 600 ? 24 : 55);
  if (!graph.links.length) {
    panel.replaceChildren(make("p", { class: "empty" }, say("net_empty")));
    return;
  }
  const width = Math.max(300, panel.clientWidth);
  const height = Math.round(width < 600 ? width * 1.25 : Math.min(760, width * 0.62));
  arrange(graph, width, height);
  const chosen = make("div", { class: "chosen", "aria-live": "polite" });
  const part = graph.nodes.length < graph.all ? say("net_part", { shown: number(graph.nodes.length), all: number(graph.all) }) : "";
  panel.replaceChildren(familyLegend(deals), drawing(graph, width, height, chosen), make("p", { class: "soft" }, part), chosen);
}

/** The companies that share most deals, and for each pair of them what they share. */
function graphOf(deals, most) {
  const shared = deals.filter((deal) => deal.companies.length > 1);
  const nodes = new Map();
  for (const deal of shared) {
    for (const { name } of deal.companies) {
      if (!nodes.has(name)) nodes.set(name, { name, deals: [], near: new Set() });
      nodes.get(name).deals.push(deal);
    }
  }
  const kept = [...nodes.values()].sort((a, b) => b.deals.length - a.deals.length || (a.name < b.name ? -1 : 1)).slice(0, most);
  const known = new Map(kept.map((node) => [node.name, node]));
  const links = new Map();
  for (const deal of shared) {
    for (const [a, b] of pairs(deal)) {
      if (!known.has(a) || !known.has(b)) continue;
      const key = JSON.stringify([a, b].sort());
      if (!links.has(key)) links.set(key, { from: known.get(a), to: known.get(b), deals: [] });
      links.get(key).deals.push(deal);
      known.get(a).near.add(b);
      known.get(b).near.add(a);
    }
  }
  return { nodes: kept.filter((node) => node.near.size), links: [...links.values()], all: nodes.size };
}

/** Who is tied to whom by a deal: those of different roles; where all have the same, each to the first. */
function pairs({ companies }) {
  const [first, ...others] = companies;
  const crossing = companies.flatMap((a, at) =>
    companies.slice(at + 1).filter((b) => a.role !== b.role).map((b) => [a.name, b.name]));
  return crossing.length ? crossing : others.map((other) => [first.name, other.name]);
}

/** Places by forces (Fruchterman and Reingold): neighbours push each other away, links pull, the middle holds. */
function arrange({ nodes, links }, width, height) {
  const space = 0.75 * Math.sqrt((width * height) / nodes.length);
  nodes.forEach((node, at) => {
    const turn = at * 2.4; // the golden angle spreads the beginning evenly
    const far = Math.sqrt((at + 0.5) / nodes.length) / 2.2;
    Object.assign(node, { x: width * (0.5 + far * Math.cos(turn)), y: height * (0.5 + far * Math.sin(turn)) });
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const reach = (Math.min(width, height) / 8) * (1 - round / ROUNDS) + 0.5;
    for (const node of nodes) Object.assign(node, { dx: (width / 2 - node.x) * 0.12, dy: (height / 2 - node.y) * 0.2 });
    for (const [at, a] of nodes.entries()) {
      for (const b of nodes.slice(at + 1)) push(a, b, (distance) => (distance < 2.5 * space ? (space * space) / distance : 0));
    }
    for (const { from, to } of links) push(from, to, (distance) => -(distance * distance) / (0.9 * space));
    for (const node of nodes) {
      const length = Math.hypot(node.dx, node.dy) || 1;
      const step = Math.min(length, reach);
      node.x += (node.dx / length) * step;
      node.y += (node.dy / length) * step;
    }
  }
  stretch(nodes, "x", 55, width - 55);
  stretch(nodes, "y", 32, height - 16);
}

/** Fill the space from ``low`` to ``high``. */
function stretch(nodes, axis, low, high) {
  const places = nodes.map((node) => node[axis]);
  const [least, most] = [Math.min(...places), Math.max(...places)];
  for (const node of nodes) node[axis] = most > least ? low + ((node[axis] - least) / (most - least)) * (high - low) : (low + high) / 2;
}

function push(a, b, force) {
  const [x, y] = [a.x - b.x || 0.01, a.y - b.y || 0.01];
  const distance = Math.max(4, Math.hypot(x, y));
  const by = force(distance) / distance;
  a.dx += x * by;
  a.dy += y * by;
  b.dx -= x * by;
  b.dy -= y * by;
}

function drawing({ nodes, links }, width, height, chosen) {
  const size = scale(nodes, 5, 14);
  const breadth = scale(links, 1.5, 7);
  const lines = links.map((link) => draw("line", { class: commonest(link.deals), x1: link.from.x, y1: link.from.y,
    x2: link.to.x, y2: link.to.y, "stroke-width": breadth(link).toFixed(1) }));
  const points = nodes.map((node) => {
    const places = { name: node.name, number: number(node.deals.length) };
    const label = node.deals.length === 1 ? say("node_one", places) : say("node", places);
    const choose = () => {
      for (const [at, other] of points.entries()) {
        other.classList.toggle("far", nodes[at] !== node && !node.near.has(nodes[at].name));
        other.setAttribute("aria-pressed", String(nodes[at] === node));
      }
      for (const [at, line] of lines.entries()) line.classList.toggle("far", links[at].from !== node && links[at].to !== node);
      chosen.replaceChildren(make("h2", {}, node.name), make("ul", { class: "stream" }, ...node.deals.map(dealLine)));
    };
    return draw("g", { class: "node", role: "button", tabindex: "0", "aria-label": label, "aria-pressed": "false",
      transform: `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`, click: choose,
      keydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose();
      } },
    draw("title", {}, label),
    draw("circle", { class: "touch", r: 16 }),
    draw("circle", { r: size(node).toFixed(1) }),
    draw("text", { y: (-size(node) - 4).toFixed(1) }, cut(node.name)));
  });
  return draw("svg", { class: "net", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": say("net") }, ...lines, ...points);
}

/** A measure from ``low`` to ``high`` by the number of deals, the most being the largest. */
function scale(list, low, high) {
  const most = Math.max(...list.map(({ deals }) => deals.length));
  return ({ deals }) => low + (high - low) * Math.sqrt((deals.length - 1) / Math.max(1, most - 1));
}

function commonest(deals) {
  const counts = new Map();
  for (const { family } of deals) counts.set(family, (counts.get(family) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}

function cut(name) {
  return name.length > 22 ? `${name.slice(0, 21)}…` : name;
}
