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
  if (form.dataset.wait) {
    const said = document.createElement("p");
    said.className = "notice wait";
    said.setAttribute("role", "status");
    form.append(said);
    said.textContent = form.dataset.wait; // into a region that is there already: it is read out
  }
});
// A page taken from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const said of document.querySelectorAll(".wait")) said.remove();
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

// A step of a chart is lit with its Kelengkapan and its Output, by touch, pointer or focus, and
// told in words below the chart.
const lightStep = (chart, row) => {
  chart.dataset.lit = row;
  for (const one of chart.querySelectorAll(".lit")) one.classList.remove("lit");
  const parts = `[data-row="${row}"], .arrow[data-from="${row}"], .arrow[data-to="${row}"]`;
  for (const one of chart.querySelectorAll(parts)) one.classList.add("lit");
  const step = chart.querySelector(`.step[data-row="${row}"]`);
  const told = chart.parentElement.querySelector("[data-told-here]");
  if (step && told) told.textContent = step.dataset.told;
};
const rowAt = (chart, y) => {
  for (const ground of chart.querySelectorAll(".ground:not(.ground--paper)")) {
    const box = ground.getBoundingClientRect();
    if (y >= box.top && y <= box.bottom) return ground.dataset.row;
  }
  return null;
};
const stepsOf = (chart) => [...chart.querySelectorAll(".step[data-row]")];
const readySteps = (chart) => {
  const steps = stepsOf(chart);
  const first = steps.find((one) => one.matches(".step--present, .step--late, .step--held"));
  for (const step of steps) {
    step.setAttribute("tabindex", step === (first || steps[0]) ? "0" : "-1");
    step.setAttribute("role", "img");
    step.setAttribute("aria-label", step.dataset.told);
  }
};
for (const chart of document.querySelectorAll("[data-chart]")) {
  const svg = chart.querySelector("svg");
  if (svg) svg.setAttribute("role", "group");
  const told = document.createElement("p");
  told.className = "chart-told";
  told.lang = "id";
  told.dataset.toldHere = "";
  chart.after(told);
  readySteps(chart);
  chart.addEventListener("drawn", () => {
    readySteps(chart);
    if (chart.dataset.lit) lightStep(chart, chart.dataset.lit);
  });
  chart.addEventListener("light", (event) => lightStep(chart, event.detail));
  chart.addEventListener("click", (event) => {
    const row = rowAt(chart, event.clientY);
    if (row) lightStep(chart, row);
  });
  chart.addEventListener("focusin", (event) => {
    const step = event.target.closest(".step[data-row]");
    if (step) lightStep(chart, step.dataset.row);
  });
  chart.addEventListener("keydown", (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const steps = stepsOf(chart);
    const next = steps[steps.indexOf(event.target) + move];
    if (!move || !steps.includes(event.target)) return;
    event.preventDefault();
    if (next) next.focus();
  });
  zoomable(chart);
}

// A chart is enlarged and made smaller by two buttons; fingers do it by themselves.
function zoomable(chart) {
  const bar = document.createElement("p");
  bar.className = "chart-zoom no-print";
  let size = 1;
  const set = (next) => {
    const svg = chart.querySelector("svg");
    if (!svg) return;
    size = Math.min(4, Math.max(0.3, next));
    svg.style.minWidth = "0";
    svg.style.width = `${Math.round(size * chart.clientWidth)}px`;
  };
  chart.addEventListener("drawn", () => size !== 1 && set(size));
  const { smaller, larger } = document.body.dataset; // said in the reader's language
  const words = [smaller, larger];
  [["−", 1 / 1.4], ["+", 1.4]].forEach(([sign, factor], index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    button.textContent = sign;
    button.setAttribute("aria-label", words[index]);
    button.addEventListener("click", () => {
      const svg = chart.querySelector("svg");
      if (size === 1 && svg) size = svg.getBoundingClientRect().width / chart.clientWidth;
      set(size * factor);
    });
    bar.append(button);
  });
  chart.before(bar);
}

// The present step of a flow chart is brought into sight.
for (const region of document.querySelectorAll("[data-chart]")) {
  const present = region.querySelector(".step--present, .step--late, .step--held");
  if (!present) continue;
  const here = region.getBoundingClientRect();
  const there = present.getBoundingClientRect();
  region.scrollLeft += there.left - here.left - (here.width - there.width) / 2;
}

// What is wrong is read out and seen first.
const wrong = document.querySelector("[data-refusal]");
if (wrong) wrong.focus();
