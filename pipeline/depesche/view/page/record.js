// From a record of Depesche, as it stands in the output, to what the page shows.

const FAMILIES = {
  ownership: ["acquisition", "merger", "divestiture", "ipo"],
  money: ["investment", "funding_round"],
  cooperation: ["partnership", "joint_venture", "licensing", "contract"],
  people: ["talent_move", "leadership_change", "layoff"],
  trouble: ["insolvency", "settlement"],
};
const FAMILY_OF = Object.fromEntries(
  Object.entries(FAMILIES).flatMap(([family, types]) => types.map((type) => [type, family])),
);

/** An article with its deals; what only the opened article needs is looked up when it is opened. */
function readRecord(record) {
  const source = record.source ?? {};
  const article = {
    record,
    title: source.title ?? record.id,
    published: source.published ?? null,
    medium: source.medium ?? null,
    url: source.url ?? null,
    text: record.text ?? null,
    entities: entitiesOf(record),
  };
  onFirstUse(article, "search", () => fold([article.title, article.medium, article.text].join("\n")));
  article.deals = (record.deals ?? []).map((deal) => readDeal(deal, article));
  return article;
}

function entitiesOf(record) {
  const entities = new Map();
  for (const kind of ["companies", "organizations", "people"]) {
    for (const entity of record[kind] ?? []) entities.set(entity.id, Object.assign(entity, { kind }));
  }
  return entities;
}

function readDeal(deal, article) {
  const { record, entities } = article;
  const find = (list, id) => (list ?? []).find((entry) => entry.id === id) ?? null;
  const roles = new Map();
  const companies = [];
  for (const { role, entity, text } of deal.participants ?? []) {
    const known = entities.get(entity);
    const name = known?.name ?? text ?? entity ?? "?";
    roles.set(role, [...(roles.get(role) ?? []), name]);
    if (known?.kind === "companies" && !companies.some((c) => c.name === name)) companies.push({ name, role });
  }
  const date = find(record.dates, deal.date)?.value ?? null;
  const read = Object.assign(deal, {
    article,
    roles,
    companies,
    family: FAMILY_OF[deal.type],
    sum: find(record.amounts, deal.amount),
    worth: find(record.amounts, deal.valuation),
    when: date ?? article.published,
    day: firstDay(date) ?? firstDay(article.published),
    evidence: deal.evidence ?? [],
  });
  onFirstUse(read, "who", () => [...roles].map(([role, names]) => `${word("role", role)} ${names.join(" + ")}`).join(", "));
  onFirstUse(read, "search", () =>
    fold([word("type", deal.type), word("status", deal.status), read.who, article.title].join("\n")));
  return read;
}

/** The figures of a deal for the eye, its sum first. */
function figures(deal) {
  const list = [];
  if (deal.sum) list.push(money(deal.sum));
  if (deal.worth) list.push(say("valuation", { sum: money(deal.worth) }));
  if (deal.stake_percent !== undefined) list.push(say("stake", { share: number(deal.stake_percent) }));
  if (deal.round) list.push(say("round", { name: deal.round }));
  if (deal.headcount !== undefined) list.push(say("people", { number: number(deal.headcount) }));
  return list;
}

/** A property that is worked out when it is first asked for: a large page then opens at once. */
function onFirstUse(object, name, work) {
  Object.defineProperty(object, name, {
    configurable: true,
    get() {
      const value = work();
      Object.defineProperty(object, name, { value });
      return value;
    },
  });
}

/** Lower case without accents, so that "cafe" finds "Café". */
function fold(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The sums of deals by currency, largest first; a range counts with its lower end. */
function sumsOf(deals) {
  const sums = new Map();
  for (const { sum } of deals) {
    if (sum?.value !== undefined && sum.currency) {
      sums.set(sum.currency, (sums.get(sum.currency) ?? 0) + Number(sum.value));
    }
  }
  return [...sums].sort((a, b) => b[1] - a[1]);
}
