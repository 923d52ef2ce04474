/* The forum: what was on screen is taken note of, and what is being written survives a lost connection.
   Loaded by the forum's pages alone; everything works without it, but for the draft itself. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const post = (address, fields, keepalive = false) => fetch(address, {
    method: "POST", credentials: "same-origin", keepalive, body: new URLSearchParams(fields),
    headers: { "X-Requested-With": "autosave", "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]")?.value || "" },
  });

  /* A post counts as read when a tenth of it, or half a screen of it, was in sight for 0.8 s. Marks go out in one
     request every few seconds, and when the page is left; what didn't arrive goes out with the next one. */
  const bar = document.querySelector("[data-read-topic]");
  if (bar) {
    let sent = Number(bar.dataset.lastRead);
    let seen = sent;
    let isSending = false;
    const timers = new Map();
    const flush = async (keepalive = false) => {
      if (seen <= sent || (isSending && !keepalive)) return;
      const upTo = seen;
      isSending = true;
      try {
        const answer = await post(bar.dataset.readAddress, { marks: `${bar.dataset.readTopic}:${upTo}` }, keepalive);
        if (answer.ok) sent = Math.max(sent, upTo);
      } catch { /* The next one takes it along. */ }
      isSending = false;
    };
    const observer = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting, intersectionRatio, intersectionRect }) => {
      const number = Number(target.dataset.postNumber);
      const isSeen = isIntersecting && (intersectionRatio >= 0.1 || intersectionRect.height > innerHeight / 2);
      if (!isSeen) {
        clearTimeout(timers.get(number));
        timers.delete(number);
      } else if (!timers.has(number)) {
        timers.set(number, setTimeout(() => {
          if (document.visibilityState === "visible") seen = Math.max(seen, number);
        }, 800));
      }
    }), { threshold: [0, 0.05, 0.1, 0.3] });
    const watch = () => all("[data-post-number]:not([data-watched])").forEach((one) => {
      one.dataset.watched = "";
      observer.observe(one);
    });
    watch();
    document.addEventListener("htmx:afterSettle", watch);
    setInterval(flush, 3000);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush(true));
    addEventListener("pagehide", () => flush(true));
  }

  /* Drafts. A copy stays in this browser until the server has it; two devices that write the same one are shown both. */
  const device = (() => {
    try {
      return (sessionStorage.forumDevice ||= [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join(""));
    } catch {
      return "";
    }
  })();
  const begin = (box) => {
    const form = box.closest("form");
    if (!form || "begun" in box.dataset) return;
    box.dataset.begun = "";
    const { place, member, save: address, own } = box.dataset;
    const key = `forum-draft:${member}:${place}`;
    const state = box.querySelector("[data-draft-state]");
    const tell = (word, said = "") => {
      state.textContent = said || state.dataset[word] || "";
      state.dataset.now = word;
    };
    const fields = () => [...form.elements].filter((one) => one.name && one.name !== "csrfmiddlewaretoken" && one.matches("textarea, select, input[type=text], input:not([type])"));
    const read = () => Object.fromEntries(fields().filter((one) => one.value && !one.multiple).map((one) => [one.name, one.value]));
    const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
    const untouched = read();
    const write = (values) => fields().forEach((one) => {
      if (one.multiple) return;
      const value = values[one.name] ?? (one.matches("select") ? one.value : "");
      if (one.value === value) return;
      one.value = value;
      one.dispatchEvent(new Event("change", { bubbles: true }));
    });
    const local = {
      get() {
        try {
          return JSON.parse(localStorage.getItem(key));
        } catch {
          return null;
        }
      },
      set(values, isSent) {
        try {
          localStorage.setItem(key, JSON.stringify({ fields: values, revision, own, sent: isSent }));
          return true;
        } catch {
          return false;
        }
      },
      drop() {
        try {
          localStorage.removeItem(key);
        } catch { /* There is nothing to drop then. */ }
      },
    };
    const kept = JSON.parse(box.querySelector("[data-draft-fields]").textContent);
    let revision = Number(box.dataset.revision);
    let timer = 0;
    let pause = 4000;
    let isSending = false;
    let isDirty = false;
    let isStuck = false;
    let waiting = null;
    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };

    const clash = box.querySelector("[data-draft-clash]");
    const showClash = (mine, other) => {
      isStuck = true;
      tell("clash");
      clash.hidden = false;
      const text = (values) => [values.title, values.body ?? Object.values(values).join("\n")].filter(Boolean).join("\n\n");
      clash.querySelector("[data-mine]").textContent = text(mine);
      clash.querySelector("[data-other]").textContent = text(other.fields);
      const settle = (values) => {
        isStuck = false;
        clash.hidden = true;
        revision = other.revision;
        write(values);
        isDirty = !same(values, other.fields);
        if (isDirty) {
          local.set(values, false);
          save();
        } else {
          local.drop();
          tell("saved");
        }
      };
      clash.querySelector("[data-take-mine]").onclick = () => settle(mine);
      clash.querySelector("[data-take-other]").onclick = () => settle(other.fields);
    };

    const save = async () => {
      if (!isDirty || isStuck) return;
      if (isSending) return later(500);
      const values = read();
      isDirty = false;
      isSending = true;
      tell("saving");
      try {
        const answer = await post(address, { place, revision, device, fields: JSON.stringify(same(values, untouched) && !revision ? {} : values) });
        if (answer.redirected || answer.status >= 500 || answer.status === 403) throw new Error(String(answer.status));
        const reply = await answer.json();
        if (answer.status === 409 && reply.draft) showClash(values, reply.draft);
        else if (!answer.ok) tell("refused", reply.message);
        else {
          revision = reply.revision;
          pause = 4000;
          if (isDirty) local.set(read(), false);
          else {
            local.drop();
            tell("saved");
          }
        }
      } catch {
        isDirty = true;
        tell("kept");
        later(pause);
        pause = Math.min(pause * 2, 60000);
      } finally {
        isSending = false;
        if (waiting) form.requestSubmit(waiting.button);
        else if (isDirty && !isStuck) later(1200);
      }
    };

    const mine = local.get();
    const server = { fields: kept, revision };
    const isFresh = box.dataset.fresh === "true";
    if (mine && mine.sent && mine.own !== own) local.drop();
    else if (mine && isFresh && !same(mine.fields, kept)) {
      if (mine.revision === revision) {
        write(mine.fields);
        isDirty = true;
        tell("restored");
        later(400);
      } else {
        if (revision) write(kept);
        showClash(mine.fields, server);
      }
    } else if (isFresh && revision) {
      write(kept);
      tell("restored");
    }
    /* What was posted a moment ago starts with an empty field, also when the page comes from history. */
    form.addEventListener("input", () => {
      isDirty = true;
      if (!local.set(read(), false)) tell("unkept");
      later(1200);
    });
    form.addEventListener("change", () => {
      if (isDirty || isStuck) return;
      if (same(read(), kept) || same(read(), untouched)) return;
      isDirty = true;
      local.set(read(), false);
      later(1200);
    });
    addEventListener("online", () => isDirty && save());
    /* Posting waits for a save under way, or the draft would rise again; without a connection it stays here. */
    addEventListener("submit", (event) => {
      if (event.target !== form) return;
      const opensElsewhere = event.submitter?.hasAttribute("formaction") && !event.submitter.hasAttribute("data-posts");
      if (opensElsewhere) return;
      clearTimeout(timer);
      if (!navigator.onLine || isSending) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (navigator.onLine) waiting = { button: event.submitter };
        else {
          isDirty = true;
          local.set(read(), false);
          tell("offline");
          state.focus?.();
        }
        return;
      }
      waiting = null;
      isDirty = false;
      local.set(read(), true);
    }, true);
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      const copy = local.get();
      isDirty = Boolean(copy && !copy.sent && !same(read(), {}));
      if (isDirty) later(400);
    });
  };
  const beginAll = () => all("[data-draft-box]").forEach(begin);
  beginAll();
  document.addEventListener("htmx:afterSettle", beginAll);
})();
