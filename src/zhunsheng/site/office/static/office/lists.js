// Rows of a long list by key: arrow down and up go from name to name, Home and End to the first and last.
(function () {
  "use strict";
  function names(table) {
    return Array.prototype.slice.call(table.querySelectorAll("tbody th a"));
  }
  document.addEventListener("keydown", function (event) {
    var table = event.target.closest && event.target.closest("[data-rows]");
    if (!table || event.altKey || event.ctrlKey || event.metaKey) return;
    var all = names(table);
    var row = event.target.closest("tr");
    var at = all.findIndex(function (link) { return row && row.contains(link); });
    var next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || at < 0 && event.key !== "ArrowDown") return;
    next = Math.max(0, Math.min(all.length - 1, next));
    event.preventDefault();
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
  });
  // The files hold what the list shows: their addresses ask the same as the page's.
  document.addEventListener("htmx:pushedIntoHistory", function () {
    document.querySelectorAll("a[data-follow]").forEach(function (link) { link.search = window.location.search; });
  });
  // A filter swaps the list; htmx finds the pressed chip again by its id.  Where it is gone, the sum takes the focus.
  document.addEventListener("htmx:afterSettle", function () {
    var sum = document.getElementById("list-sum");
    if (sum && document.activeElement === document.body) sum.focus({ preventScroll: true });
  });
})();
