// The state of the page, kept in its address, and what happens when it changes.

const FIELDS = ["query", "company", "type", "status", "from", "until"];
const VIEWS = { deals: showDeals, articles: showArticles, timeline: showTimeline, network: showNetwork };
const START = { query: "", company: "", type: "", status: "", from: "", until: "", view: "deals", sort: "date", up: false, page: 0 };

const articles = [];
let state = stateOf(location.hash);

function stateOf(hash) {
  const given = new URLSearchParams(hash.slice(1));
  const read = { ...START };
  for (const field of [...FIELDS, "view", "sort"]) if (given.has(field)) read[field] = given.get(field);
  if (!Object.hasOwn(VIEWS, read.view)) read.view = START.view;
  read.up = given.get("up") === "1";
  read.page = Number.parseInt(given.get("page"), 10) || 0;
  return read;
}

function hashOf(of) {
  const parts = new URLSearchParams();
  for (const field of [...FIELDS, "view", "sort"]) if (of[field] !== START[field]) parts.set(field, of[field]);
  if (of.up) parts.set("up", "1");
  if (of.page) parts.set("page", of.page);
  return `#${parts}`;
}

/** Change the state and show it; ``focus`` selects what has the focus then, for what was made anew. */
function change(changes, focus = null) {
  state = { ...state, ...changes };
  history.replaceState(null, "", hashOf(state));
  show();
  if (focus) document.querySelector(`#panel ${focus}`)?.focus();
}

function show() {
  const { deals, shown } = filtered();
  showForm();
  showTiles(deals, shown);
  for (const tab of document.querySelectorAll('[role="tab"]')) {
    const isChosen = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  const panel = document.getElementById("panel");
  panel.setAttribute("aria-labelledby", `tab-${state.view}`);
  VIEWS[state.view](panel, state.view === "articles" ? shown : deals, state, change);
}

/** The deals and the articles that fit: a filter that is about deals needs a deal in the article. */
function filtered() {
  const query = fold(state.query.trim());
  const company = fold(state.company.trim());
  const isAboutDeals = company || state.type || state.status;
  const deals = [];
  const shown = [];
  for (const article of articles) {
    const fitting = article.deals.filter((deal) =>
      (!state.type || deal.type === state.type)
      && (!state.status || deal.status === state.status)
      && (!company || deal.companies.some(({ name }) => folded(name).includes(company)))
      && isWithin(deal.day)
      && (!query || deal.search.includes(query)));
    deals.push(...fitting);
    const isFound = !query || article.search.includes(query) || fitting.length > 0;
    if (isAboutDeals ? fitting.length : isFound && (isWithin(firstDay(article.published)) || fitting.length)) shown.push(article);
  }
  return { deals, shown };
}

const foldedNames = new Map();

/** The name of a company in the form it is searched in; a name occurs in many deals. */
function folded(name) {
  if (!foldedNames.has(name)) foldedNames.set(name, fold(name));
  return foldedNames.get(name);
}

function isWithin(day) {
  if (!state.from && !state.until) return true;
  return day !== null && (!state.from || day >= state.from) && (!state.until || day <= state.until);
}

function showForm() {
  const form = document.getElementById("filters");
  for (const field of FIELDS) {
    const input = form.elements[field];
    if (input !== document.activeElement && input.value !== state[field]) input.value = state[field];
  }
}

function showTiles(deals, shown) {
  const companies = new Set(deals.flatMap((deal) => deal.companies.map(({ name }) => name)));
  const tile = (value, label) => make("div", {}, make("dt", {}, label), make("dd", {}, value));
  const sums = sumsOf(deals).slice(0, 3).map(([currency, sum]) => `${short(Number(sum.toPrecision(4)))} ${currency}`);
  document.getElementById("tiles").replaceChildren(
    tile(number(deals.length), say("deals")),
    tile(number(shown.length), say("articles")),
    tile(number(companies.size), say("companies")),
    ...(sums.length ? [tile(sums.join("; "), say("sums"))] : []));
}

/** Add records to the page, and what can be chosen because of them. */
function add(records) {
  for (const record of records) articles.push(readRecord(record));
  const deals = articles.flatMap((article) => article.deals);
  options("type", deals.map((deal) => deal.type));
  options("status", deals.map((deal) => deal.status));
  const names = new Map();
  for (const { companies } of deals) for (const { name } of companies) names.set(name, (names.get(name) ?? 0) + 1);
  const common = [...names].sort((a, b) => b[1] - a[1]).slice(0, 300).map(([name]) => name).sort();
  document.getElementById("companies").replaceChildren(...common.map((name) => make("option", { value: name })));
  document.getElementById("browser").hidden = articles.length === 0;
  const made = new Set(articles.map(({ record }) => `Depesche ${record.pipeline.version}, ${record.pipeline.model.name} ${record.pipeline.model.version}`));
  document.getElementById("about").textContent = articles.length
    ? say("about", { articles: number(articles.length), deals: number(deals.length), pipeline: [...made].join("; ") })
    : "";
}

function options(section, values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const entries = [...counts].map(([value, times]) => [word(section, value), value, times]).sort((a, b) => a[0].localeCompare(b[0], LOCALE));
  document.getElementById("filters").elements[section].replaceChildren(make("option", { value: "" }, say("all")),
    ...entries.map(([label, value, times]) => make("option", { value }, `${label} (${number(times)})`)));
}

function start() {
  const lines = document.getElementById("records").textContent.split("\n").filter(Boolean);
  add(lines.map((line) => JSON.parse(line)));
  const form = document.getElementById("filters");
  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    const take = () => change({ [event.target.name]: event.target.value, page: 0 });
    // Typing waits for a pause; a choice is heard at once.
    if (event.target.type === "search") waiting = setTimeout(take, 150);
    else take();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    clearTimeout(waiting);
    change({ ...Object.fromEntries(FIELDS.map((field) => [field, ""])), page: 0 });
  });
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => change({ view: tab.dataset.view, page: 0 }));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[(to + tabs.length) % tabs.length];
      change({ view: next.dataset.view, page: 0 });
      next.focus();
    });
  }
  // On a wide screen the filters lie open.
  document.getElementById("more-filters").open = matchMedia("(min-width: 45rem)").matches;
  const dialog = document.getElementById("article");
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { if (history.state?.isArticle) history.back(); });
  window.addEventListener("popstate", () => dialog.close());
  window.addEventListener("hashchange", () => { state = stateOf(location.hash); show(); });
  const paste = document.getElementById("paste");
  if (paste) preparePaste(paste);
  show();
}

start();
