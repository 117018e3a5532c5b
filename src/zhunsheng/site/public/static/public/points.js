// Sorting by the position of the device, only here and only when asked: nothing is sent and nothing is kept.
(() => {
  const box = document.querySelector("[data-device]");
  const said = document.querySelector("[data-device-said]");
  if (!box || !said || !("geolocation" in navigator)) return;
  box.hidden = false;

  const metres = (row, here) => {
    const middle = ((Number(row.dataset.lat) + here.latitude) / 2) * (Math.PI / 180);
    const down = Number(row.dataset.lat) - here.latitude;
    const across = (Number(row.dataset.lon) - here.longitude) * Math.cos(middle);
    return Math.hypot(down, across) * 111195;
  };
  const words = (far) => {
    if (far < 100) return said.dataset.under;
    if (far < 950) return said.dataset.metres.replace("#", String(Math.round(far / 100) * 100));
    return said.dataset.kilometres.replace("#", (far / 1000).toFixed(1));
  };
  const sort = (here) => {
    const lists = [...document.querySelectorAll(".points-found [data-points]")];
    if (!lists.length) return;
    const rows = lists.flatMap((list) => [...list.children]).filter((row) => row.dataset.lat);
    const placed = rows.map((row) => ({ row, far: metres(row, here) })).sort((a, b) => a.far - b.far);
    for (const { row, far } of placed) {
      row.querySelector("[data-far]").textContent = words(far);
      lists[0].append(row);
    }
    document.querySelectorAll(".points-town").forEach((head) => head.remove());
    said.textContent = said.dataset.done;
  };

  box.querySelector("[data-locate]").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      (found) => sort(found.coords),
      () => { said.textContent = said.dataset.refused; },
      { maximumAge: 60000, timeout: 15000 },
    );
  });
})();
