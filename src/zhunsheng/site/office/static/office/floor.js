/* The panel of the floor board: which cell is open, where the reader's eye and the keyboard go, and the way back. */
(() => {
  "use strict";
  let opener = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const cell = event.target instanceof Element ? event.target.closest("[data-matrix] a.cell[href]") : null;
    if (!cell) return;
    for (const other of document.querySelectorAll("[data-matrix] .cell[aria-current]")) other.removeAttribute("aria-current");
    cell.setAttribute("aria-current", "true");
    opener = cell;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const panel = event.target instanceof Element ? event.target.closest("#floor-panel") : null;
    const title = panel && panel.querySelector(".floor-title");
    if (!title) return;
    panel.scrollTop = 0;
    title.focus({ preventScroll: true });
    const box = panel.getBoundingClientRect();
    if (box.top > window.innerHeight - 120 || box.bottom < 120) panel.scrollIntoView({ block: "start" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opener || !(event.target instanceof Element) || !event.target.closest("#floor-panel")) return;
    opener.focus();
  });
})();
