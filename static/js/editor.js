/* Writing: the Markdown toolbar and autosave. Loaded by app.js where a page holds either. */
(() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];

  /* Setting text through the browser's own editing keeps undo working. */
  const put = (field, start, end, text, from, to) => {
    field.focus();
    field.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) field.setRangeText(text, start, end, "end");
    field.setSelectionRange(from, to);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const wrap = (mark) => (field) => {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const chosen = value.slice(start, end);
    const inside = chosen.startsWith(mark) && chosen.endsWith(mark) && chosen.length > mark.length * 2;
    const text = inside ? chosen.slice(mark.length, -mark.length) : mark + chosen + mark;
    const shift = inside ? 0 : mark.length;
    put(field, start, end, text, start + shift, start + text.length - shift);
  };
  const prefix = (markOf) => (field) => {
    const { value } = field;
    const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const after = value.indexOf("\n", field.selectionEnd);
    const end = after < 0 ? value.length : after;
    const lines = value.slice(start, end).split("\n");
    const done = lines.every((line, at) => line.startsWith(markOf(at)));
    const text = lines.map((line, at) => (done ? line.slice(markOf(at).length) : markOf(at) + line)).join("\n");
    put(field, start, end, text, start, start + text.length);
  };
  const link = (field) => {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const chosen = value.slice(start, end);
    const isAddress = /^https?:\/\/\S+$/.test(chosen);
    const text = isAddress ? `[](${chosen})` : `[${chosen}](https://)`;
    const place = isAddress ? start + 1 : start + chosen.length + 3;
    put(field, start, end, text, place, isAddress ? place : place + 8);
  };
  const acts = {
    heading: prefix(() => "## "), bold: wrap("**"), italic: wrap("_"), code: wrap("`"), link,
    quote: prefix(() => "> "), list: prefix(() => "- "), ordered: prefix((at) => `${at + 1}. `),
  };
  const keys = { b: "bold", i: "italic", k: "link" };
  all("[data-markdown]").forEach((bar) => {
    const field = document.getElementById(bar.dataset.markdown);
    if (!field) return;
    bar.hidden = false;
    const buttons = [...bar.querySelectorAll("button")];
    buttons.forEach((button, at) => (button.tabIndex = at ? -1 : 0));
    bar.addEventListener("click", (event) => acts[event.target.closest("button")?.dataset.act]?.(field));
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const way = getComputedStyle(bar).direction === "rtl" ? -step : step;
      const at = buttons.indexOf(document.activeElement);
      const next = buttons[(at + way + buttons.length) % buttons.length];
      buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
      next.focus();
    });
    field.addEventListener("keydown", (event) => {
      const act = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && keys[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      acts[act](field);
    });
  });

  /* data-autosave="address": the form is posted there 1.5 s after the last change, one request at a time. */
  all("form[data-autosave]").forEach((form) => {
    const state = form.querySelector("[data-autosave-state]");
    const tell = (word, said = "") => state && (state.textContent = said || state.dataset[word] || "");
    /* What the server counts on (a revision, say) comes back by the names of hidden fields. */
    const take = (reply) => Object.entries(reply).forEach(([name, value]) => {
      const field = form.elements.namedItem(name);
      if (field?.type === "hidden") field.value = value;
    });
    let timer = 0;
    let isSending = false;
    let isDirty = false;
    let waiting = null;
    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };
    const save = async () => {
      if (!isDirty) return;
      if (isSending) return later(500);
      isDirty = false;
      isSending = true;
      tell("saving");
      try {
        const data = new FormData(form);
        [...data.keys()].forEach((name) => data.get(name) instanceof File && data.delete(name));
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: data, credentials: "same-origin",
          headers: { "X-Requested-With": "autosave", "X-CSRFToken": data.get("csrfmiddlewaretoken") || "" },
        });
        if (answer.redirected || answer.status >= 500) throw new Error(String(answer.status));
        const reply = await answer.json().catch(() => ({}));
        take(reply);
        /* What wasn't taken isn't sent again by itself, but leaving asks first. */
        if (!answer.ok) {
          isDirty = true;
          tell("refused", reply.message);
        } else if (!isDirty) tell("saved");
      } catch {
        isDirty = true;
        tell("failed");
        later(5000);
      } finally {
        isSending = false;
        const { button } = waiting || {};
        if (waiting) {
          waiting = null;
          form.requestSubmit(button);
        }
      }
    };
    form.addEventListener("input", () => {
      isDirty = true;
      later(1500);
    });
    /* Sending waits for a save under way, or it would carry an old revision. Before app.js hears of it. */
    addEventListener("submit", (event) => {
      if (event.target !== form) return;
      clearTimeout(timer);
      if (isSending) {
        event.preventDefault();
        event.stopImmediatePropagation();
        waiting = { button: event.submitter };
        return;
      }
      const wasDirty = isDirty;
      isDirty = false;
      /* Who is asked whether they are sure, and isn't, goes on writing. */
      setTimeout(() => {
        if (!event.defaultPrevented) return;
        isDirty ||= wasDirty;
        if (isDirty) later(1500);
      });
    }, true);
    addEventListener("beforeunload", (event) => isDirty && event.preventDefault());
  });
})();
