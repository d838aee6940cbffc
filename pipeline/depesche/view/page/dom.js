"use strict";
// Building elements and writing words, numbers and dates. Text from articles only ever becomes text nodes.

const WORDS = JSON.parse(document.getElementById("words").textContent);
const LOCALE = document.documentElement.lang;
const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (functions become listeners) and children (strings become text). */
function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for a part of a drawing. */
function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function word(section, key) {
  return WORDS[section][key] ?? key;
}

/** A sentence of the page with its {places} filled. */
function say(key, places = {}) {
  return WORDS.page[key].replace(/\{(\w+)\}/g, (_, name) => places[name] ?? "");
}

const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 12 });
const UNITS = [[1e12, "tn"], [1e9, "bn"], [1e6, "m"]];

function number(value) {
  return WHOLE.format(Number(value));
}

/** A number for the eye: "14.3 bn"; below a million in full. */
function short(value) {
  const unit = UNITS.find(([size]) => Math.abs(Number(value)) >= size);
  return unit ? `${number(Number((Number(value) / unit[0]).toPrecision(12)))} ${word("unit", unit[1])}` : number(value);
}

/** A sum for the eye: "up to 14.3 bn USD". */
function money(amount) {
  const currency = amount.currency ?? "";
  if (amount.value === undefined) return `${say("unknown_sum")} ${currency}`.trim();
  const most = amount.max === undefined ? "" : ` ${say("to")} ${short(amount.max)}`;
  return `${WORDS.modifier[amount.modifier] ?? ""} ${short(amount.value)}${most} ${currency}`.trim();
}

// EDTF names seasons 21 to 24, quarters 33 to 36 and halves 40 and 41 in the place of the month.
const PART_STARTS = { 21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7 };

/** The first day of a date of the record as "2025-03-01"; null where it names no period. */
function firstDay(value) {
  const week = /^(\d{4})-W(\d\d)/.exec(value ?? "");
  if (week) {
    const day = new Date(Date.UTC(Number(week[1]), 0, 4 + 7 * (Number(week[2]) - 1)));
    day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
    return day.toISOString().slice(0, 10);
  }
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value ?? "");
  if (!parts) return null;
  const month = PART_STARTS[Number(parts[2])] ?? Number(parts[2] ?? 1);
  return `${parts[1]}-${String(month).padStart(2, "0")}-${parts[3] ?? "01"}`;
}

/** A date of the record for the eye: days and months as the language writes them, others as they are. */
function showDate(value) {
  const day = /^\d{4}-\d\d-\d\d/.exec(value);
  if (day) return format(day[0], { day: "numeric", month: "short", year: "numeric" });
  const part = /^(\d{4})-(\d\d)$/.exec(value);
  if (!part) return value;
  if (Number(part[2]) <= 12) return format(`${value}-01`, { month: "long", year: "numeric" });
  const quarter = Number(part[2]) - 32;
  return quarter >= 1 && quarter <= 4 ? `Q${quarter} ${part[1]}` : format(firstDay(value), { month: "long", year: "numeric" });
}

function format(day, options) {
  return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}
