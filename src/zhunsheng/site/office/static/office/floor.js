/* The panel of the floor board: which cell is open, where the reader's eye and the keyboard go, and the way back. */
(() => {
  "use strict";
  let opener = null;
  let kept = null;
  const panelOf = (event) => (event.target instanceof Element ? event.target.closest("#floor-panel") : null);
  /* What wants attention stands in the panel until a cell is opened; it is kept, and comes back as it was. */
  const back = (panel) => {
    if (!kept) return false;
    panel.replaceChildren(...kept);
    kept = null;
    for (const other of document.querySelectorAll("[data-matrix] .cell[aria-current]")) other.removeAttribute("aria-current");
    panel.scrollTop = 0;
    if (opener && opener.isConnected) opener.focus();
    return true;
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-matrix] a.cell[href], .floor-todo a[href]") : null;
    if (!link) return;
    for (const other of document.querySelectorAll("[data-matrix] .cell[aria-current]")) other.removeAttribute("aria-current");
    if (link.matches(".cell")) link.setAttribute("aria-current", "true");
    opener = link;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const panel = event.target instanceof Element && event.target.id === "floor-panel" ? event.target : null;
    if (panel && panel.querySelector(".floor-panel-title")) { kept = [...panel.childNodes]; panel.replaceChildren(); }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const panel = panelOf(event);
    if (!panel) return;
    if (event.target.closest("#floor-change")) {
      const found = panel.querySelector("#floor-change > [tabindex]");
      if (found) { found.focus({ preventScroll: true }); found.parentElement.scrollIntoView({ block: "nearest" }); }
      return;
    }
    const title = panel.querySelector(".floor-title");
    if (!title) return;
    panel.scrollTop = 0;
    title.focus({ preventScroll: true });
    const box = panel.getBoundingClientRect();
    if (box.top > window.innerHeight - 120 || box.bottom < 120) panel.scrollIntoView({ block: "start" });
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("#floor-panel [data-floor-back]") : null;
    if (link && !event.ctrlKey && !event.metaKey && back(link.closest("#floor-panel"))) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" ? panelOf(event) : null;
    if (!panel || !opener) return;
    if (opener.isConnected) opener.focus();
    else back(panel);
  });
})();
