/* What pages gain by a script; all of them work without. No framework, nothing inline, nothing from elsewhere. */
(() => {
  "use strict";
  const root = document.documentElement;
  const typing = (node) => node instanceof Element && node.closest("input, textarea, select, [contenteditable]") !== null;

  /* "/" leads to the search field. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const field = document.querySelector('[data-hotkey="/"]');
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  /* Boxes that open over the page close with Escape and with a click beside them. */
  const popovers = () => document.querySelectorAll("details[data-popover][open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const box of popovers()) {
      box.open = false;
      box.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const box of popovers()) if (!box.contains(event.target)) box.open = false;
  });

  /* Arrow keys walk over a matrix: any table or grid marked data-matrix, its targets being .cell. */
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] };
  const rowsOf = (matrix) =>
    [...matrix.querySelectorAll("tr, [role=row]")].map((row) => [...row.querySelectorAll(".cell")].filter((cell) => cell.matches("a, button"))).filter((row) => row.length);
  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const cell = step && event.target instanceof Element ? event.target.closest("[data-matrix] .cell") : null;
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = rowsOf(cell.closest("[data-matrix]"));
    const from = rows.findIndex((row) => row.includes(cell));
    if (from < 0) return;
    const column = rows[from].indexOf(cell);
    const row = rows[Math.min(Math.max(from + step[0], 0), rows.length - 1)];
    const next = row[Math.min(Math.max(column + step[1], 0), row.length - 1)];
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  /* Light and dark change in place; the link's address sets the cookie for the pages to come. */
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-theme-choice]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    fetch(link.href, { redirect: "manual", credentials: "same-origin" }).then(
      () => {
        root.dataset.theme = link.dataset.themeChoice;
        for (const other of document.querySelectorAll("a[data-theme-choice]")) {
          if (other.dataset.themeChoice === link.dataset.themeChoice) other.setAttribute("aria-current", "true");
          else other.removeAttribute("aria-current");
        }
      },
      () => { window.location.assign(link.href); },
    );
  });

  /* Reading aloud: buttons marked data-read="#id" appear only where the browser has a voice for the page's language. */
  const speech = window.speechSynthesis;
  const language = root.lang.startsWith("en") ? "en" : "zh";
  const silent = "nav, script, style, svg, form, button, .no-read, .visually-hidden, [hidden]";
  const voice = () => speech.getVoices().find((one) => one.lang.toLowerCase().replace("_", "-").startsWith(language));
  const words = (node) => {
    const copy = node.cloneNode(true);
    for (const part of copy.querySelectorAll(silent)) part.remove();
    for (const part of copy.querySelectorAll("h1, h2, h3, p, li, dt, dd, tr, div")) part.append("\n");
    return copy.textContent.split(/\n+/).map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
  };
  const readAloud = (button) => {
    const target = document.querySelector(button.dataset.read);
    if (!target) return;
    const reading = button.getAttribute("aria-pressed") === "true";
    speech.cancel();
    for (const other of document.querySelectorAll("[data-read]")) other.setAttribute("aria-pressed", "false");
    if (reading) return;
    button.setAttribute("aria-pressed", "true");
    const lines = words(target);
    lines.forEach((line, index) => {
      const said = new SpeechSynthesisUtterance(line);
      said.lang = language === "en" ? "en-GB" : "zh-CN";
      said.rate = root.hasAttribute("data-elder") ? 0.85 : 1;
      const chosen = voice();
      if (chosen) said.voice = chosen;
      if (index === lines.length - 1) said.onend = () => button.setAttribute("aria-pressed", "false");
      speech.speak(said);
    });
  };
  const showReaders = () => {
    const can = speech && typeof SpeechSynthesisUtterance === "function" && voice();
    for (const button of document.querySelectorAll("[data-read]")) button.hidden = !can;
  };
  if (speech) {
    showReaders();
    speech.addEventListener?.("voiceschanged", showReaders);
    document.addEventListener("htmx:afterSettle", showReaders);
    document.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-read]") : null;
      if (button) readAloud(button);
    });
    window.addEventListener("pagehide", () => speech.cancel());
  }

  /* Printing, for buttons marked data-print; without a script the browser's own command does. */
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
  window.addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("main details:not([open])")) { box.open = true; box.dataset.opened = ""; }
  });
  window.addEventListener("afterprint", () => {
    for (const box of document.querySelectorAll("details[data-opened]")) { box.open = false; delete box.dataset.opened; }
  });

  /* A fragment that htmx could not get is said, not swallowed. */
  const failed = (event) => {
    const place = event.detail.elt?.closest("[data-failed]")?.querySelector("[data-failed-words]") ?? document.querySelector("[data-failed-words]");
    if (place) place.hidden = false;
    if (event.detail.requestConfig?.verb === "get" && event.detail.pathInfo) window.location.assign(event.detail.pathInfo.requestPath);
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
  /* Where a fragment gave the page another address (a filter), day, language and display come back to that one. */
  const here = (...without) => {
    const address = new URL(window.location.href);
    for (const name of ["lang", ...without]) address.searchParams.delete(name);
    return address.pathname + address.search;
  };
  document.addEventListener("htmx:pushedIntoHistory", () => {
    for (const field of document.querySelectorAll(".site-head input[name=next]")) field.value = here("on", "known");
    for (const link of document.querySelectorAll(":is(.site-head, .asked-bar) a[href]")) {
      const address = new URL(link.href);
      const language = address.searchParams.get("lang");
      if (address.searchParams.has("next")) address.searchParams.set("next", address.pathname.endsWith("/display") ? here() : here("on", "known"));
      else if (language) { address.search = new URL(here(), link.href).search; address.searchParams.set("lang", language); }
      else continue;
      link.href = address.pathname + address.search;
    }
  });
  /* After a swap the focus goes where the fragment says: data-focus. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const wanted = event.target instanceof Element ? event.target.querySelector("[data-focus]") : null;
    if (wanted) wanted.focus();
  });
})();
