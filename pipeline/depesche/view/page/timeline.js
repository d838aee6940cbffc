// Deals by time: one bar a period, its parts coloured by what the deals are about. A bar narrows the time.

const MOST_BARS = 48;
const PERIODS = [
  { months: 0, label: (day) => format(day, { day: "numeric", month: "short", year: "numeric" }) },
  { months: 1, label: (day) => format(day, { month: "short", year: "numeric" }) },
  { months: 3, label: (day) => `Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1} ${day.slice(0, 4)}` },
  { months: 12, label: (day) => day.slice(0, 4) },
  { months: 120, label: (day) => `${day.slice(0, 4)}–${Number(day.slice(0, 4)) + 9}` },
];

function showTimeline(panel, deals, state, change) {
  const dated = deals.filter((deal) => deal.day).sort((a, b) => (a.day < b.day ? 1 : -1));
  if (!dated.length) {
    panel.replaceChildren(make("p", { class: "empty" }, say("no_deals")));
    return;
  }
  const bars = barsOf(dated);
  const most = Math.max(...bars.map((bar) => bar.deals.length));
  const isNarrow = Boolean(state.from || state.until);
  const undated = deals.length - dated.length;
  panel.replaceChildren(
    make("div", { class: "bar-head" },
      familyLegend(dated),
      isNarrow ? make("button", { type: "button", click: () => change({ from: "", until: "", page: 0 }) }, say("whole_time")) : null),
    make("div", { class: "bars", role: "group", "aria-label": say("bars") }, ...bars.map((bar) => barButton(bar, most, change))),
    make("div", { class: "bar-ends soft", "aria-hidden": "true" }, make("span", {}, bars[0].label), make("span", {}, bars[bars.length - 1].label)),
    undated ? make("p", { class: "soft" }, say("undated", { number: number(undated) })) : make("span"),
    dealStream(dated, state, change));
}

/** The shortest period that needs few enough bars, and its bars without gaps. */
function barsOf(dated) {
  const [first, last] = [dated[dated.length - 1].day, dated[0].day];
  const period = PERIODS.find((each) => count(first, last, each) <= MOST_BARS) ?? PERIODS[PERIODS.length - 1];
  const bars = new Map();
  for (let day = startOf(first, period); day <= last; day = following(day, period)) {
    bars.set(day, { from: day, until: dayBefore(following(day, period)), label: period.label(day), deals: [] });
  }
  for (const deal of dated) bars.get(startOf(deal.day, period)).deals.push(deal);
  return [...bars.values()];
}

function startOf(day, { months }) {
  if (months === 0) return day;
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return fromMonth(index - (index % months));
}

function following(day, { months }) {
  if (months === 0) return shift(day, 1);
  return fromMonth(Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months);
}

function fromMonth(index) {
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}

function dayBefore(day) {
  return shift(day, -1);
}

function shift(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);
}

function count(first, last, { months }) {
  const days = (Date.parse(last) - Date.parse(first)) / 86400000;
  return months === 0 ? days + 1 : days / (30.4 * months) + 2;
}

function barButton(bar, most, change) {
  const { length } = bar.deals;
  const places = { period: bar.label, number: number(length) };
  const label = length === 1 ? say("period_one", places) : say("period", places);
  const parts = Object.keys(FAMILIES).map((family) => {
    const share = bar.deals.filter((deal) => deal.family === family).length / most;
    const part = make("span", { class: `part ${family}` });
    part.style.height = `${100 * share}%`;
    return share ? part : null;
  });
  return make("button", { type: "button", class: "bar", title: label, "aria-label": label, disabled: length ? null : "",
    click: () => change({ from: bar.from, until: bar.until, page: 0 }) }, ...parts);
}

function familyLegend(deals) {
  const present = new Set(deals.map((deal) => deal.family));
  return make("ul", { class: "legend" }, ...Object.keys(FAMILIES).filter((family) => present.has(family)).map((family) =>
    make("li", {}, make("span", { class: `dot ${family}`, "aria-hidden": "true" }), word("family", family))));
}

/** The deals below the bars, in the order of time. */
function dealStream(dated, state, change) {
  const { rows, pager } = paged(dated, state, change);
  const days = new Map();
  for (const deal of rows) days.set(deal.when, [...(days.get(deal.when) ?? []), deal]);
  return make("div", {}, make("ol", { class: "stream" }, ...[...days].map(([when, list]) =>
    make("li", {}, make("h2", {}, showDate(when)), make("ul", {}, ...list.map(dealLine))))), pager);
}

function dealLine(deal) {
  return make("li", { class: deal.family },
    make("button", { type: "button", class: "link", click: () => openArticle(deal.article, deal) },
      make("b", {}, word("type", deal.type)), " ", ...whoParts(deal)),
    " ", statusBadge(deal), " ", make("span", { class: "soft" }, figures(deal).join(", ")));
}
