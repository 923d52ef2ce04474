/* The judge's desk by keyboard: 1–5 score, arrows choose the criterion, letters by their place on the keyboard. */
(() => {
  "use strict";
  const root = document.querySelector("[data-judging]");
  if (!root) return;
  const form = root.querySelector("form[data-autosave]");
  const criteria = [...root.querySelectorAll("[data-criterion]")];
  const total = root.querySelector("[data-total]");
  let now = Math.max(0, criteria.findIndex((one) => !one.querySelector("input:checked")));

  const show = (focus) => {
    criteria.forEach((one, at) => one.classList.toggle("crit-now", at === now));
    if (!focus || !criteria[now]) return;
    (criteria[now].querySelector("input:checked") || criteria[now].querySelector("input")).focus();
  };
  const move = (step) => {
    now = Math.min(criteria.length - 1, Math.max(0, now + step));
    show(true);
  };
  const shares = criteria.map((one) => parseFloat(one.dataset.weight));
  const add = () => {
    if (!total) return;
    let sum = 0;
    let weight = 0;
    criteria.forEach((one, at) => {
      const chosen = one.querySelector("input:checked");
      if (!chosen) return;
      sum += shares[at] * Number(chosen.value);
      weight += shares[at];
    });
    total.textContent = weight ? (sum / weight).toFixed(2) : "–";
  };
  const score = (value) => {
    const input = criteria[now]?.querySelector(`input[value="${value}"]`);
    if (!input) return;
    input.checked = true;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (now < criteria.length - 1) move(1);
    else form?.querySelector("textarea")?.focus();
  };
  const digit = (event) => {
    const found = /^(?:Digit|Numpad)([1-5])$/.exec(event.code);
    return found ? found[1] : "";
  };
  const follow = (name) => root.querySelector(`[data-key="${name}"]`);
  const letters = {
    KeyJ: () => follow("next")?.click(),
    KeyK: () => follow("previous")?.click(),
    KeyR: () => follow("reason")?.focus(),
    KeyX: () => {
      const box = follow("tie");
      if (!box) return;
      box.open = true;
      box.querySelector("textarea")?.focus();
    },
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  };

  addEventListener("keydown", (event) => {
    const field = event.target.closest?.("textarea, input:not([type=radio]):not([type=checkbox]), select");
    if (event.code === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (event.key === "Escape" && field) {
      field.blur();
      show(true);
      return;
    }
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = digit(event);
    const pair = pressed && root.querySelector(`[data-digit="${pressed}"]`);
    const act = pair ? () => pair.click() : pressed && criteria.length ? () => score(pressed) : letters[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
  criteria.forEach((one, at) => one.addEventListener("focusin", () => {
    now = at;
    show(false);
  }));
  form?.addEventListener("input", add);
  show(false);
})();
