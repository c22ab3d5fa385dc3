/* From a value to its place in the document and back. Without this script the links do the same. */
"use strict";

{
  const review = document.querySelector(".review-form");
  const leaves = document.querySelector("[data-leaves]");
  const beside = window.matchMedia("(min-width: 80rem)"); // the document stands beside the form
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let size = 1;

  const placeOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const linkOf = (field) => {
    const part = field.closest(".decision") || field.closest(".column-list > li, .field");
    return part && part.querySelector(".labelled a, .seen");
  };
  const paneOf = (place) => place.closest("[data-pane]");
  const wanted = (place) => {
    const pane = paneOf(place);
    if (pane && pane.hidden) pane.dispatchEvent(new CustomEvent("wanted"));
    const folded = place.closest("details");
    if (folded) folded.open = true;
  };
  const light = (place) => {
    for (const one of document.querySelectorAll(".review-source .shown")) one.classList.remove("shown");
    place.classList.add("shown");
  };
  // The place in the middle of what scrolls, and nothing else moved.
  const centre = (place) => {
    const frame = place.closest(".leaves, .source-scroll");
    if (!frame) return;
    const here = frame.getBoundingClientRect();
    const there = place.getBoundingClientRect();
    frame.scrollBy({
      left: there.left - here.left - Math.max(0, (here.width - there.width) / 2),
      top: there.top - here.top - Math.max(0, (here.height - there.height) / 2),
      behavior: calm.matches ? "auto" : "smooth",
    });
  };

  // A value that is entered lights its place; where the document stands beside it, it is scrolled.
  review.addEventListener("focusin", (event) => {
    if (!event.target.matches("input, textarea, select")) return;
    const link = linkOf(event.target);
    const place = link && placeOf(link);
    if (!place) return;
    light(place);
    if (beside.matches && !paneOf(place).hidden) centre(place);
    litItem(event.target, place);
  });

  // The item in whose line the cursor stands.
  const litItem = (field, place) => {
    const items = place.querySelectorAll(".item");
    if (!items.length || field.tagName !== "TEXTAREA") return;
    const before = field.value.slice(0, field.selectionStart).split("\n").length - 1;
    items.forEach((item, index) => item.classList.toggle("lit", index === before));
  };
  document.addEventListener("selectionchange", () => {
    const field = document.activeElement;
    if (!field || field.tagName !== "TEXTAREA" || !review.contains(field)) return;
    const link = linkOf(field);
    const place = link && placeOf(link);
    if (place) litItem(field, place);
  });

  // "hal. 2" beside a value, and "lihat di dokumen" of a doubt.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".labelled a, .seen, a[data-seen]");
    const place = link && placeOf(link);
    if (!place) return;
    event.preventDefault();
    wanted(place);
    light(place);
    const frame = place.closest(".leaves, .source-scroll");
    if (!beside.matches) frame.scrollIntoView({ block: "nearest" });
    centre(place);
    const target = place.matches("a") ? place : place.querySelector("a") || place;
    target.focus({ preventScroll: true });
  });

  // A box leads to its value, which is made ready to be mended; so does a cell of the text.
  document.querySelector(".review-source").addEventListener("click", (event) => {
    const cell = event.target.closest(".source td[id]");
    const box = event.target.closest(".leaf-spots a, .source a");
    const from = cell && review.querySelector(`.labelled a[href="#${cell.id}"], .seen[href="#${cell.id}"]`);
    const part = from && from.closest(".column-list > li, .field");
    const field = part || (box && document.getElementById(box.hash ? box.hash.slice(1) : box.getAttribute("href").slice(1)));
    if (!field) return;
    event.preventDefault();
    light(cell || box);
    field.scrollIntoView({ block: "center" });
    const first = field.matches("input, textarea, select") ? field : field.querySelector("input:not([type=hidden]), textarea, select");
    (first || field).focus({ preventScroll: true });
  });

  // One box of a page is in the order of the Tab key; the arrows walk through the others.
  for (const leaf of document.querySelectorAll(".leaf-spots")) {
    const boxes = [...leaf.querySelectorAll("a")].sort((one, other) => {
      const a = one.getBoundingClientRect();
      const b = other.getBoundingClientRect();
      return a.top - b.top || a.left - b.left;
    });
    const ready = (chosen) => {
      for (const one of boxes) one.setAttribute("tabindex", one === chosen ? "0" : "-1");
    };
    ready(boxes[0]);
    leaf.setAttribute("tabindex", "-1"); // else the picture itself is a stop of its own
    leaf.addEventListener("focusin", (event) => {
      const box = event.target.closest("a");
      if (box) ready(box);
    });
    leaf.addEventListener("keydown", (event) => {
      const move = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const next = move && boxes[boxes.indexOf(event.target.closest("a")) + move];
      if (!next) return;
      event.preventDefault();
      next.focus({ preventScroll: true });
      centre(next);
    });
  }

  // The pages larger and smaller; fingers do it by themselves.
  if (leaves) {
    const bar = document.createElement("p");
    bar.className = "chart-zoom no-print";
    for (const [sign, factor, words] of [["−", 1 / 1.3, "smaller"], ["+", 1.3, "larger"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small";
      button.textContent = sign;
      button.setAttribute("aria-label", leaves.dataset[words]);
      button.addEventListener("click", () => {
        const page = leaves.querySelector(".leaf");
        const wide = page.getBoundingClientRect().width;
        size = Math.min(3200, Math.max(300, wide * factor));
        for (const leaf of leaves.querySelectorAll(".leaf")) leaf.style.width = `${size}px`;
      });
      bar.append(button);
    }
    document.querySelector(".marks-switch").before(bar);
  }

  // An address that names a place shows it, whichever pane is open.
  const named = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place && place.closest(".leaf-spots, .source")) {
      wanted(place);
      light(place);
      centre(place);
    }
  };
  window.addEventListener("hashchange", named);
  named();
}
