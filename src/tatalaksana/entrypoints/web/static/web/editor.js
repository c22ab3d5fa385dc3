/* The editor of a draft: the chart follows what is typed, every change can be undone.
   The page works without this script: the buttons send the form, the chart follows a save. */
"use strict";

const form = document.querySelector("[data-editor]");
const chart = document.querySelector("[data-live]");
const said = document.querySelector("[data-live-said]");
const WAIT = 60; // milliseconds of rest before the chart is drawn anew
const LEAST = ["csrfmiddlewaretoken", "seen", "now", "deed"]; // never taken back

// -- the chart follows -------------------------------------------------------------------------
let asked = null;
let timer = 0;
const quiet = said.textContent;
async function draw() {
  if (asked) asked.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(chart.dataset.live, {
      method: "POST", body: new FormData(form), signal: asked.signal, redirect: "error",
    });
    const text = await answer.text();
    if (answer.ok) {
      chart.innerHTML = text;
      chart.dispatchEvent(new CustomEvent("drawn"));
    }
    said.textContent = answer.ok ? quiet : answer.status === 422 ? text : quiet;
    chart.classList.toggle("chart-waiting", !answer.ok);
  } catch (stopped) {
    if (stopped.name !== "AbortError") chart.classList.add("chart-waiting");
  }
}
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(draw, WAIT);
});

// A field lights its step in the chart; a step of the chart leads to its fields.
form.addEventListener("focusin", (event) => {
  const step = event.target.closest("[id^='step-']");
  const row = step && /^step-(\d+)/.exec(step.id);
  if (row) chart.dispatchEvent(new CustomEvent("light", { detail: row[1] }));
});
chart.addEventListener("dblclick", (event) => {
  const step = event.target.closest("[data-row]");
  const place = step && document.getElementById(`step-${step.dataset.row}`);
  if (place) place.scrollIntoView({ block: "start" });
});

// -- undo and redo -----------------------------------------------------------------------------
const key = (name) => `draft-${form.dataset.editor}-${name}`;
const stack = (name) => JSON.parse(sessionStorage.getItem(key(name)) || "[]");
const keep = (name, list) => sessionStorage.setItem(key(name), JSON.stringify(list.slice(-60)));
const typed = () => {
  const pairs = [...new FormData(form)].filter(([name]) => !LEAST.includes(name));
  return new URLSearchParams(pairs).toString();
};
const undo = form.querySelector("[data-undo]");
const redo = form.querySelector("[data-redo]");
function show() {
  undo.disabled = stack("past").length < 2;
  redo.disabled = !stack("future").length;
}
function note() {
  const past = stack("past");
  const now = typed();
  if (past.at(-1) === now) return;
  keep("past", [...past, now]);
  keep("future", []);
  show();
}
// The state is sent as if it had been typed, and shown unsaved.
function send(state) {
  const sent = document.createElement("form");
  sent.method = "post";
  sent.action = form.action;
  sent.hidden = true;
  const pairs = [...new URLSearchParams(state)];
  for (const name of LEAST.slice(0, 3)) {
    const now = form.elements.namedItem(name);
    if (now) pairs.push([name, now.value]);
  }
  pairs.push(["deed", "show"]);
  for (const [name, value] of pairs) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    sent.append(field);
  }
  document.body.append(sent);
  sent.submit();
}
undo.addEventListener("click", (event) => {
  event.preventDefault();
  note();
  const past = stack("past");
  if (past.length < 2) return;
  keep("future", [...stack("future"), past.pop()]);
  keep("past", past);
  send(past.at(-1));
});
redo.addEventListener("click", (event) => {
  event.preventDefault();
  const future = stack("future");
  if (!future.length) return;
  const state = future.pop();
  keep("future", future);
  keep("past", [...stack("past"), state]);
  send(state);
});
form.addEventListener("change", note);
undo.hidden = redo.hidden = false;
const past = stack("past");
if (past.at(-1) !== typed()) keep("past", [...past, typed()]);
show();

// -- two panes as tabs ---------------------------------------------------------------------------
const panes = [...document.querySelectorAll("[data-pane]")];
if (panes.length > 1) {
  const bar = document.createElement("div");
  bar.className = "tabs";
  bar.setAttribute("role", "group");
  const choose = (chosen) => {
    panes.forEach((pane, index) => {
      pane.hidden = index !== chosen;
      bar.children[index].setAttribute("aria-pressed", String(index === chosen));
    });
    sessionStorage.setItem("review-pane", panes[chosen].getAttribute("aria-labelledby"));
  };
  panes.forEach((pane, index) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.className = "button button-small";
    tab.textContent = pane.querySelector("h2").textContent;
    tab.addEventListener("click", () => choose(index));
    bar.append(tab);
    pane.addEventListener("wanted", () => choose(index));
  });
  document.querySelector("[data-panes]").prepend(bar);
  const last = sessionStorage.getItem("review-pane");
  choose(Math.max(0, panes.findIndex((one) => one.getAttribute("aria-labelledby") === last)));
}
