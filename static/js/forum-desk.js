/* The forum's queue by keyboard: J and K move, A lets it stand, E edits, R removes, W warns, O opens it in its place,
   U takes the last decision back. Keys are read by their place, so that they work on Arabic and Hebrew keyboards, too.
   Everything can be done without them. */
(() => {
  "use strict";
  const items = () => [...document.querySelectorAll("[data-queue-item]")];
  let at = -1;
  const go = (step) => {
    const list = items();
    if (!list.length) return;
    at = Math.min(Math.max(at + step, 0), list.length - 1);
    list[at].focus();
    list[at].scrollIntoView({ block: "nearest" });
  };
  const open = (name) => {
    const box = items()[at]?.querySelector(`[data-queue-form=${name}]`);
    if (!box) return;
    items()[at].querySelectorAll("details[open]").forEach((one) => one !== box && (one.open = false));
    box.open = true;
    box.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  };
  const acts = {
    KeyJ: () => go(1),
    KeyK: () => go(-1),
    KeyA: () => items()[at]?.querySelector("[data-queue-accept]")?.click(),
    KeyE: () => open("edit"),
    KeyR: () => open("remove"),
    KeyW: () => open("warn"),
    KeyO: () => items()[at]?.querySelector("[data-queue-open]")?.click(),
    KeyU: () => document.querySelector("[data-queue-undo]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && isWriting) {
      const box = isWriting.closest("details[data-queue-form]");
      if (box) box.open = false;
      items()[at]?.focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-queue-item]");
    if (item) at = items().indexOf(item);
  });
  /* Who has just decided goes on where that one stood. */
  const start = document.querySelector("[data-queue-start]")?.dataset.queueStart;
  if (start) go(Math.min(Number(start), items().length - 1) + 1);
})();
