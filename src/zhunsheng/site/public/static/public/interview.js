// What the interview does beyond plain forms: focus after a swap, keys, printing, and a back button that goes back.
// Earlier steps are remembered in this page only; nothing is written to the device.
(() => {
  const steps = [];
  let current = -1;
  let waiting = false;

  const root = () => document.getElementById("interview");
  const focusQuestion = () => {
    if (document.activeElement?.matches("#question input[type=radio]")) return; // already answering
    const target = root()?.querySelector("[aria-invalid]") ?? root()?.querySelector("[data-focus]");
    target?.focus({ preventScroll: false });
  };
  const body = (form, submitter) => {
    const data = new FormData(form);
    if (submitter?.name) data.append(submitter.name, submitter.value);
    return data;
  };

  // In the helping page one writes on while results are worked out.  Results that know nothing of what was written since
  // would write over it: they are let go, and asked for again when the field is left.
  let newer = false;
  const helpingForm = (node) => (node.form?.id === "helping-form" ? node.form : null);
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => { newer ||= helpingForm(event.target) !== null; });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (newer && event.detail.target?.id === "helping") event.detail.shouldSwap = false;
  });
  document.addEventListener("focusout", (event) => {
    if (newer) helpingForm(event.target)?.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.id === "helping-form") newer = false;
    if (!root()?.contains(event.target)) return;
    const form = event.target.closest("form");
    if (!form) return;
    current += 1;
    steps.length = current;
    steps.push(body(form, event.detail.triggeringEvent?.submitter));
    waiting = true;
  });

  const failed = () => {
    const said = document.getElementById("interview-failed");
    if (said) said.hidden = false;
    if (waiting) {
      current -= 1;
      waiting = false;
      steps.length = current + 1;
    }
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);

  // At once with the new question, so that a quick answer to it is a step of its own.
  document.addEventListener("htmx:afterSwap", () => {
    if (!waiting || !root()) return;
    waiting = false;
    history.pushState({ interview: current }, "");
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const said = document.getElementById("interview-failed");
    if (said) said.hidden = true;
    if (event.detail.target?.id === "helping" || document.getElementById("helping")) return;
    if (!root()) return;
    focusQuestion();
  });

  // One earlier step after the other: a page that is asked for while another comes is shown after it.
  let wanted = null;
  let coming = false;
  const show = async () => {
    coming = true;
    while (wanted !== null && root()) {
      const step = steps[wanted];
      current = wanted;
      wanted = null;
      const values = {};
      for (const [name, value] of step.entries()) {
        values[name] = name in values ? [].concat(values[name], value) : value;
      }
      const address = window.location.pathname + window.location.search;
      try {
        await window.htmx.ajax("POST", address, { target: "#interview", swap: "outerHTML", values });
      } catch {
        break;
      }
    }
    coming = false;
  };
  window.addEventListener("popstate", (event) => {
    if (!root() || !window.htmx || !steps.length) return;
    const step = event.state?.interview;
    if (step === undefined || !steps[step]) {
      window.location.reload();
      return;
    }
    wanted = step;
    if (!coming) show();
  });

  // Digits choose an answer; in the helping page they also lead on to the next question.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
    if (event.target.matches("input:not([type=radio]), select, textarea")) return;
    const box = event.target.closest("[data-question]") ?? document.getElementById("question");
    const options = [...(box?.querySelectorAll("input[type=radio]") ?? [])];
    if (!options.length) return;
    const chosen = event.key === "0" ? options.at(-1) : options[Number(event.key) - 1];
    if (!chosen) return;
    event.preventDefault();
    chosen.checked = true;
    chosen.focus();
    const next = box.matches("[data-question]") && nextQuestion(box);
    if (next) next.focus();
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const nextQuestion = (box) => {
    const all = [...document.querySelectorAll("[data-question]")];
    return all[all.indexOf(box) + 1]?.querySelector("input:checked, input");
  };

  // The other language or letter size without losing the answers: the page is asked for again with them in the body.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[hreflang], a[data-display]");
    const form = document.querySelector("#thread-form, #helping-form, #sheet-form");
    if (!link || !form || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.hreflang) form.action = link.href;
    else await fetch(link.href).then((answer) => answer.text()).catch(() => {}); // so that the device remembers it
    HTMLFormElement.prototype.submit.call(form);
  });

  const enhance = () => {
    document.querySelectorAll("[data-keys-help]").forEach((one) => { one.hidden = false; });
  };
  enhance();
  document.addEventListener("htmx:afterSettle", enhance);
})();
