/* Improvements only: a folder is handed in and followed without this script too. */
"use strict";

// What is too much is said before it is sent, and each file keeps its place in the folder.
for (const form of document.querySelectorAll("form[data-folder]")) {
  const picks = [...form.querySelectorAll("input[type=file]")];
  const problem = form.querySelector("[data-problem]");
  const chosen = () => picks.flatMap((pick) => [...pick.files]);
  const look = () => {
    const files = chosen();
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const { mostFiles, mostBytes, tooMany, tooMuch } = form.dataset;
    const told = files.length > mostFiles ? tooMany : bytes > mostBytes ? tooMuch : "";
    problem.textContent = told;
    problem.hidden = !told;
    return !told;
  };
  form.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    if (!look()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const paths = chosen().map((file) => file.webkitRelativePath || file.name);
    form.querySelector("input[name=paths]").value = JSON.stringify(paths);
  });
}

// How far the import is: asked again while somebody looks, more rarely while nothing changes.
for (const place of document.querySelectorAll("[data-poll]")) {
  const shortest = 2000;
  const longest = 15000;
  let wait = shortest;
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(place.dataset.poll, { headers: { Accept: "text/html" } });
        if (!answer.ok || answer.redirected) return;
        const text = await answer.text();
        wait = text === place.innerHTML ? Math.min(longest, wait * 1.5) : shortest;
        place.innerHTML = text;
      } catch {
        wait = longest; // the network is away for a while
      }
      if (!place.querySelector("[data-running]")) {
        location.reload();
        return;
      }
    }
    setTimeout(ask, wait);
  };
  if (place.querySelector("[data-running]")) setTimeout(ask, wait);
}
