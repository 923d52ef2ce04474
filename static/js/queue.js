/* A queue by keyboard: J and K move, G agrees, R opens the refusal, O opens what belongs to it.
   Everything can be done without it. Keys are read by their place, so that they work on Arabic and
   Hebrew keyboards, too. */
(() => {
  "use strict";
  const items = [...document.querySelectorAll("[data-queue-item]")];
  if (!items.length) return;
  let at = -1;
  const go = (step) => {
    at = Math.min(Math.max(at + step, 0), items.length - 1);
    items[at].focus();
    items[at].scrollIntoView({ block: "nearest" });
  };
  const acts = {
    KeyJ: () => go(1),
    KeyK: () => go(-1),
    KeyG: () => items[at]?.querySelector("[data-queue-yes]")?.click(),
    KeyR: () => {
      const no = items[at]?.querySelector("[data-queue-no]");
      if (!no) return;
      no.parentElement.open = true;
      no.parentElement.querySelector("select, textarea")?.focus();
    },
    KeyO: () => items[at]?.querySelector("[data-queue-open]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-queue-item]");
    if (item) at = items.indexOf(item);
  });
})();
