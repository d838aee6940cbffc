"use strict";
const buttons = document.querySelectorAll(".filters button");
function show(wanted) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.kind === wanted));
  for (const article of document.querySelectorAll("details.article")) {
    let left = 0;
    for (const row of article.querySelectorAll("ul.errors li")) {
      row.hidden = wanted !== "" && row.dataset.kind !== wanted && row.dataset.layer !== wanted;
      if (!row.hidden) left += 1;
    }
    article.hidden = wanted !== "" && left === 0;
  }
}
for (const button of buttons) button.addEventListener("click", () => show(button.dataset.kind));

// A rule is folded: who follows a link to it wants to see it.
function unfold() {
  const there = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (there && there.tagName === "DETAILS") { there.open = true; there.scrollIntoView(); }
}
addEventListener("hashchange", unfold);
unfold();
