// The table of deals and the list of articles, a page of rows at a time.

const ROWS = 50;
const ORDER = new Intl.Collator(LOCALE, { numeric: true });
const COLUMNS = [
  { key: "date", sort: (deal) => deal.day ?? "", first: -1 },
  { key: "type", sort: (deal) => word("type", deal.type), first: 1 },
  { key: "status", sort: (deal) => word("status", deal.status), first: 1 },
  { key: "who", sort: (deal) => deal.who, first: 1 },
  { key: "sum", sort: (deal) => Number(deal.sum?.value ?? -1), first: -1 },
  { key: "article", sort: (deal) => deal.article.title, first: 1 },
];

function showDeals(panel, deals, state, change) {
  if (!deals.length) {
    panel.replaceChildren(make("p", { class: "empty" }, say("no_deals")));
    return;
  }
  const column = COLUMNS.find(({ key }) => key === state.sort) ?? COLUMNS[0];
  const keyed = deals.map((deal) => [column.sort(deal), deal]);
  keyed.sort(([a], [b]) => (state.up ? 1 : -1) * (typeof a === "number" ? a - b : ORDER.compare(a, b)));
  const head = make("tr", { role: "row" }, ...COLUMNS.map((each) => heading(each, column, state, change)));
  const { rows, pager } = paged(keyed, state, change);
  panel.replaceChildren(
    make("table", { class: "deals", role: "table" },
      make("caption", { class: "hidden" }, say("deals")),
      make("thead", { role: "rowgroup" }, head),
      make("tbody", { role: "rowgroup" }, ...rows.map(([, deal]) => dealRow(deal)))),
    pager);
}

function heading(column, sorted, state, change) {
  const label = word("page", column.key);
  const isSorted = column === sorted;
  return make("th", { role: "columnheader", scope: "col", class: column.key,
    "aria-sort": isSorted ? (state.up ? "ascending" : "descending") : "none" },
  make("button", { type: "button", "aria-label": `${label}, ${say("sort_by", { column: label })}`,
    click: () => change({ sort: column.key, up: isSorted ? !state.up : column.first > 0, page: 0 }, `th.${column.key} button`) },
  label, make("span", { "aria-hidden": "true" }, isSorted ? (state.up ? " ▲" : " ▼") : "")));
}

function dealRow(deal) {
  const cell = (key, ...children) => make("td", { role: "cell", class: key, "data-label": word("page", key) }, ...children);
  return make("tr", { role: "row", class: deal.family },
    cell("date", deal.when ? showDate(deal.when) : ""),
    cell("type", word("type", deal.type)),
    cell("status", statusBadge(deal)),
    cell("who", make("button", { type: "button", class: "link", click: () => openArticle(deal.article, deal) },
      ...(deal.roles.size ? whoParts(deal) : [word("type", deal.type)]))),
    cell("sum", ...figures(deal).map((figure) => make("span", {}, figure))),
    cell("article", deal.article.title));
}

function whoParts(deal) {
  const parts = [...deal.roles].map(([role, names]) =>
    make("span", { class: "part" }, make("small", {}, `${word("role", role)} `), names.join(" + ")));
  return parts.flatMap((part, at) => (at ? [" ", part] : [part]));
}

function showArticles(panel, articles, state, change) {
  if (!articles.length) {
    panel.replaceChildren(make("p", { class: "empty" }, say("no_articles")));
    return;
  }
  const { rows, pager } = paged(articles, state, change);
  panel.replaceChildren(make("ul", { class: "articles" }, ...rows.map((article) =>
    make("li", {},
      make("button", { type: "button", class: "link", click: () => openArticle(article) }, article.title),
      make("p", { class: "soft" },
        [article.medium, article.published && showDate(article.published), `${say("deals")}: ${number(article.deals.length)}`]
          .filter(Boolean).join(", "))))), pager);
}

/** One page of a list, and the buttons that lead to the others. */
function paged(list, state, change) {
  const last = Math.max(0, Math.ceil(list.length / ROWS) - 1);
  const page = Math.min(state.page, last);
  const from = page * ROWS;
  const rows = list.slice(from, from + ROWS);
  const turn = (key, to, off) => make("button", { type: "button", class: key, disabled: off ? "" : null,
    click: () => change({ page: to }, off ? "" : `.pager .${key}`) }, say(key));
  const range = say("range", { from: number(from + 1), to: number(from + rows.length), all: number(list.length) });
  const pager = last === 0
    ? make("p", { class: "pager soft" }, range)
    : make("nav", { class: "pager", "aria-label": say("range", { from: 1, to: number(list.length), all: number(list.length) }) },
      turn("previous", page - 1, page === 0), make("span", { role: "status" }, range), turn("next", page + 1, page === last));
  return { rows, pager };
}
