/* Improvements only: every page works without this script. */
"use strict";

// A sent form says so, and is not sent twice by a second click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
});
// A page taken from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
});

// j and k walk through the rows of a list, outside of fields.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const rows = [...document.querySelectorAll("a.row")];
  const next = rows[rows.indexOf(document.activeElement) + step];
  if (next) next.focus();
});

// The present step of a flow chart is brought into sight.
for (const region of document.querySelectorAll("[data-chart]")) {
  const present = region.querySelector(".step--present, .step--late");
  if (!present) continue;
  const here = region.getBoundingClientRect();
  const there = present.getBoundingClientRect();
  region.scrollLeft += there.left - here.left - (here.width - there.width) / 2;
}

// What is wrong is read out and seen first.
const wrong = document.querySelector("[data-refusal]");
if (wrong) wrong.focus();
