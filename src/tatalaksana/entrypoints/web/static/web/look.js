/* The sample of a look follows what is chosen. The page works without this script: a button shows
   the sample, another saves. */
"use strict";

const form = document.querySelector("[data-look]");
const sheets = document.querySelector("[data-look-sheets]");
const said = document.querySelector("[data-look-said]");
const WAIT = 250; // milliseconds of rest before the sample is drawn anew
let asked = null;
let timer = 0;

async function draw() {
  if (asked) asked.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(form.dataset.look, {
      method: "POST", body: new FormData(form), signal: asked.signal, redirect: "error",
    });
    const text = await answer.text();
    if (answer.ok) sheets.innerHTML = text;
    if (answer.ok) said.textContent = sheets.dataset.unsaved;
    else if (answer.status === 422) said.textContent = text;
    sheets.classList.toggle("sheets-waiting", !answer.ok);
  } catch (stopped) {
    if (stopped.name !== "AbortError") sheets.classList.add("sheets-waiting");
  }
}
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(draw, WAIT);
});
form.querySelector("[data-show]").hidden = true;
