// One article: its deals, its text with coloured mentions, and on a click the rule and the evidence.

/** Show an article in the dialog, ``deal`` being chosen at once. */
function openArticle(article, deal = null) {
  const dialog = document.getElementById("article");
  const text = make("div", { class: "text", lang: "de" });
  const note = make("div", { class: "note", role: "region", "aria-label": say("evidence"), "aria-live": "polite", tabindex: "0" }, make("p", { class: "soft" }, say("touch")));
  const reading = new Reading(article, text, note);
  const close = make("button", { type: "button", class: "close", click: () => dialog.close() }, say("close"));
  dialog.replaceChildren(
    make("header", {}, make("h2", { id: "article-title" }, article.title), close, articleMeta(article)),
    make("div", { class: "reading" },
      make("aside", { "aria-label": say("deals") }, dealCards(article, reading), note, warningList(article)),
      make("div", {}, legend(article), text)),
  );
  reading.show();
  // An entry of its own in the history: "back", as on a phone, closes the article and not the page.
  history.pushState({ isArticle: true }, "");
  dialog.showModal();
  dialog.scrollTop = 0;
  if (deal) reading.chooseDeal(deal);
}

function articleMeta(article) {
  const date = article.published ? showDate(article.published) : null;
  const link = /^https?:/i.test(article.url ?? "")
    ? make("a", { href: article.url, rel: "noreferrer" }, new URL(article.url).host)
    : null;
  return make("p", { class: "soft" }, [article.medium, date].filter(Boolean).join(", "), link ? " " : null, link);
}

function dealCards(article, reading) {
  if (!article.deals.length) return make("p", { class: "soft" }, say("no_deal_here"));
  return make("ul", { class: "cards" }, ...article.deals.map((deal) => {
    const button = make("button", { type: "button", class: `card ${deal.family}`, "aria-pressed": "false",
      click: () => reading.chooseDeal(deal) },
      make("b", {}, word("type", deal.type)), " ", statusBadge(deal), make("span", { class: "who" }, deal.who),
      make("span", { class: "soft" }, figures(deal).join(", ")));
    reading.cards.set(deal, button);
    return make("li", {}, button);
  }));
}

function statusBadge(deal) {
  return make("span", { class: `badge ${deal.status}` }, word("status", deal.status));
}

function warningList(article) {
  const warnings = article.record.warnings ?? [];
  return warnings.length
    ? make("details", {}, make("summary", {}, say("warnings")),
      make("ul", {}, ...warnings.map((warning) => make("li", {}, warning.message))))
    : null;
}

function legend(article) {
  const types = new Set((article.record.mentions ?? []).map((mention) => mention.type));
  return make("ul", { class: "legend" },
    ...Object.keys(WORDS.mention).filter((type) => types.has(type)).map((type) =>
      make("li", { class: `mention ${type}` }, word("mention", type))));
}

/** The text of one article and what is chosen in it. */
class Reading {
  constructor(article, text, note) {
    Object.assign(this, { article, text, note, cards: new Map(), deal: null, mention: null });
    const { record } = article;
    this.place = offsets(article.text ?? "");
    this.mentions = outermost(record.mentions ?? []);
    this.values = new Map();
    for (const kind of ["amounts", "percentages", "dates"]) {
      for (const value of record[kind] ?? []) this.values.set(value.mention, { ...value, is: kind });
    }
  }

  /** Write the text: mentions as buttons, the evidence of the chosen deal marked. */
  show() {
    const { article, place } = this;
    if (article.text === null) {
      this.text.replaceChildren(make("p", { class: "soft" }, say("no_text")));
      return;
    }
    const spans = this.deal?.evidence ?? [];
    const proves = (start, end) => spans.some((span) => span.start < end && start < span.end);
    const borders = spans.flatMap((span) => [span.start, span.end]);
    const parts = [];
    let at = 0;
    const plain = (end) => {
      for (const border of [...borders.filter((b) => b > at && b < end).sort((a, b) => a - b), end]) {
        if (border <= at) continue;
        const piece = article.text.slice(place(at), place(border));
        parts.push(proves(at, border) ? make("span", { class: "proof" }, piece) : piece);
        at = border;
      }
    };
    this.buttons = this.mentions.map((mention) => {
      plain(mention.start);
      const button = this.mentionButton(mention, proves(mention.start, mention.end));
      parts.push(button);
      at = mention.end;
      return button;
    });
    plain([...article.text].length);
    this.text.replaceChildren(...parts);
    if (this.buttons.length) this.buttons[Math.max(0, this.mentions.indexOf(this.mention))].tabIndex = 0;
  }

  mentionButton(mention, proof) {
    const { article, place } = this;
    return make("span", {
      class: `mention ${mention.type}${proof ? " proof" : ""}`,
      role: "button",
      tabindex: "-1",
      "aria-pressed": String(mention === this.mention),
      "aria-description": word("mention", mention.type),
      click: () => this.chooseMention(mention),
      keydown: (event) => this.key(event, mention),
    }, article.text.slice(place(mention.start), place(mention.end)));
  }

  /** One stop of the tab key for all mentions: the arrows go from one to the next. */
  key(event, mention) {
    const at = this.mentions.indexOf(mention);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.chooseMention(mention);
    else if (step && this.buttons[at + step]) {
      this.buttons[at].tabIndex = -1;
      this.buttons[at + step].tabIndex = 0;
      this.buttons[at + step].focus();
    } else return;
    event.preventDefault();
  }

  chooseMention(mention) {
    this.mention = mention;
    this.show();
    const button = this.buttons[this.mentions.indexOf(mention)];
    button.focus({ preventScroll: true });
    this.note.replaceChildren(...this.aboutMention(mention));
  }

  chooseDeal(deal) {
    this.deal = deal;
    this.mention = null;
    for (const [other, card] of this.cards) card.setAttribute("aria-pressed", String(other === deal));
    this.show();
    this.note.replaceChildren(...this.aboutDeal(deal));
    this.text.querySelector(".proof")?.scrollIntoView({ block: "center" });
  }

  aboutMention(mention) {
    const entity = this.article.entities.get(mention.entity);
    const value = this.values.get(mention.id);
    const rows = [[say("rule"), ruleName(mention.rule)]];
    if (entity) {
      const also = entity.aliases?.length ? ` (${say("also", { names: entity.aliases.join(", ") })})` : "";
      const link = entity.wikidata
        ? make("a", { href: `https://www.wikidata.org/wiki/${encodeURIComponent(entity.wikidata)}`, rel: "noreferrer" },
          entity.wikidata)
        : null;
      rows.unshift([say("entity"), `${entity.name}${also} `, link]);
      for (const title of entity.titles ?? []) {
        const at = this.article.entities.get(title.company)?.name;
        rows.push([word("mention", "title"), [title.title, at, word("title_status", title.status)].filter(Boolean).join(", ")]);
      }
    }
    if (value) rows.unshift([say("value"), showValue(value)]);
    const deals = this.article.deals.filter((deal) => concerns(deal, mention, value));
    return [
      make("h3", {}, `${word("mention", mention.type)}: `, make("q", { lang: "de" }, this.words(mention))),
      facts(rows),
      deals.length ? make("p", { class: "soft" }, say("in_deals")) : null,
      ...deals.map((deal) => make("button", { type: "button", class: "link", click: () => this.chooseDeal(deal) },
        `${word("type", deal.type)}: ${deal.who}`)),
    ].filter(Boolean);
  }

  aboutDeal(deal) {
    const rows = [...deal.roles].map(([role, names]) => [word("role", role), names.join(", ")]);
    for (const figure of figures(deal)) rows.push([say("value"), figure]);
    if (deal.when) rows.push([say("date"), showDate(deal.when)]);
    if (deal.attribution) {
      const who = this.article.entities.get(deal.attribution.entity)?.name ?? deal.attribution.text ?? "?";
      rows.push(["", say("says", { who })]);
    }
    for (const proofs of bySpan(deal.evidence)) {
      if (this.article.text !== null) rows.push([say("evidence"), make("q", { lang: "de" }, this.words(proofs[0]))]);
      for (const { rule, status_cue: cue } of proofs) {
        rows.push([say("rule"), ruleName(rule), cue ? ` (${say("status_cue")} ${cue})` : null]);
      }
    }
    return [
      make("h3", {}, word("type", deal.type), " ", statusBadge(deal), " ",
        make("small", { class: "soft" }, `${say("confidence")} ${number(deal.confidence)}`)),
      facts(rows),
    ];
  }

  words(span) {
    return (this.article.text ?? "").slice(this.place(span.start), this.place(span.end)).replace(/\s+/g, " ");
  }
}

/** The evidence of a deal, gathered by the span it was read from. */
function bySpan(evidence) {
  const spans = new Map();
  for (const proof of evidence) {
    const key = `${proof.start} ${proof.end}`;
    spans.set(key, [...(spans.get(key) ?? []), proof]);
  }
  return spans.values();
}

function facts(rows) {
  return make("dl", {}, ...rows.flatMap(([name, ...values]) => [make("dt", {}, name), make("dd", {}, ...values)]));
}

function ruleName(rule) {
  const label = /^model:(.*)/.exec(rule ?? "");
  return label ? say("model_rule", { label: label[1] }) : make("code", {}, rule ?? "–");
}

/** Whether a deal was read from this mention: as its trigger, a participant or a value. */
function concerns(deal, mention, value) {
  return deal.evidence.some((proof) => proof.trigger === mention.id)
    || (mention.entity && (deal.participants ?? []).some((participant) => participant.entity === mention.entity))
    || (value && [deal.amount, deal.valuation, deal.date].includes(value.id));
}

function showValue(value) {
  if (value.is === "dates") {
    if (!value.value) return say("not_anchored");
    return value.end && value.end !== ".." ? `${showDate(value.value)} ${say("to")} ${showDate(value.end)}` : showDate(value.value);
  }
  if (value.is === "amounts") return money(value) + (value.period ? ` ${say("per", { period: value.period })}` : "");
  const most = value.max === undefined ? "" : ` ${say("to")} ${number(value.max)}`;
  const modifier = WORDS.modifier[value.modifier] ?? "";
  return `${modifier} ${number(value.value ?? 0)}${most} ${value.unit === "points" ? say("points") : "%"}`.trim();
}

/** Mentions in the order of the text, without those that lie inside another. */
function outermost(mentions) {
  let end = 0;
  return [...mentions].sort((a, b) => a.start - b.start || b.end - a.end).filter((mention) => {
    const outside = mention.start >= end;
    if (outside) end = mention.end;
    return outside;
  });
}

/** From offsets in code points, as the record has them, to those of JavaScript. */
function offsets(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (at) => at;
  const places = [0];
  for (const character of text) places.push(places[places.length - 1] + character.length);
  return (at) => places[Math.min(at, places.length - 1)];
}
