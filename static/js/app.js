/* What every page adds; pages work without scripts. */
(() => {
  "use strict";
  const here = document.currentScript;
  const on = (type, act, options) => document.addEventListener(type, act, options);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* A form is sent once: its buttons rest until the answer, or until the page comes back from history.
     data-confirm on a form or on the pressed button asks first. */
  on("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if ("sent" in form.dataset) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (!form.matches("[method=post]:not([data-again])")) return;
    form.dataset.sent = "";
    /* Later, or the button's own value isn't sent. */
    setTimeout(() => all("button:not([type=button])", form).forEach((button) => {
      button.dataset.busy = "";
      button.setAttribute("aria-disabled", "true");
    }));
    setTimeout(() => rest(form.parentNode || document), 10000);
  }, true);
  const rest = (root) => all("form[data-sent]", root).forEach((form) => {
    delete form.dataset.sent;
    all("[data-busy]", form).forEach((button) => {
      delete button.dataset.busy;
      button.removeAttribute("aria-disabled");
    });
  });
  addEventListener("pageshow", () => rest(document));
  on("htmx:afterRequest", (event) => event.target.closest && rest(event.target.closest("form")?.parentNode || document));

  /* Menus close by themselves. */
  const closeMenus = (except) => all("details[data-menu][open]").forEach((menu) => menu.contains(except) || (menu.open = false));
  on("click", (event) => closeMenus(event.target));
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.("details[data-menu][open]");
    closeMenus(null);
    menu?.querySelector("summary").focus();
  });

  /* The tab of this page is in sight. */
  all(".tabs").forEach((row) => {
    const tab = row.querySelector("[aria-current]")?.getBoundingClientRect();
    const seen = row.getBoundingClientRect();
    if (tab && tab.left < seen.left) row.scrollLeft += tab.left - seen.left - 24;
    else if (tab && tab.right > seen.right) row.scrollLeft += tab.right - seen.right + 24;
  });

  /* Dialogs without commandfor; toasts; copying. */
  on("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("commandfor") && !("commandForElement" in button)) {
      const dialog = document.getElementById(button.getAttribute("commandfor"));
      if (button.getAttribute("command") === "close") dialog?.close();
      else dialog?.showModal();
    }
    if (button.matches("[data-print]")) window.print();
    if (button.matches("[data-dismiss]")) button.closest("[data-toast]")?.remove();
    if (button.matches("[data-copy]")) {
      const source = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(source ? source.value || source.textContent.trim() : button.dataset.copy);
      const label = button.querySelector("[data-copied]");
      if (label) label.textContent = label.dataset.copied;
    }
  });

  /* What a search box suggests. */
  on("keydown", (event) => {
    const box = event.target.closest?.("[data-suggest]");
    if (!box) return;
    const stops = [box.querySelector("input"), ...all("[data-suggestions] a", box)];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") box.querySelector("[data-suggestions]").replaceChildren();
    if (!step || stops.length < 2) return;
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });
  on("focusout", (event) => {
    const box = event.target.closest?.("[data-suggest]");
    if (box && !box.contains(event.relatedTarget)) setTimeout(() => box.contains(document.activeElement) || box.querySelector("[data-suggestions]").replaceChildren(), 150);
  });

  /* Numbers in the reader's digits. */
  const root = document.documentElement;
  const locale = `${root.lang || "ar"}-u-nu-${root.dataset.digits || "latn"}`;
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  const days = new Intl.NumberFormat(locale, { style: "unit", unit: "day", unitDisplay: "long" });
  const tick = () => all("time[data-countdown]").forEach((time) => {
    const left = Math.max(0, Math.floor((Date.parse(time.dateTime) - Date.now()) / 1000));
    const whole = Math.floor(left / 86400);
    const parts = [Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60];
    if (!whole) parts.push(left % 60);
    const clock = document.createElement("bdi");
    clock.dir = "ltr";
    clock.textContent = parts.map((part) => two.format(part)).join(":");
    const words = whole ? days.formatToParts(whole).map(({ type, value }) => {
      const part = document.createElement(type === "integer" || type === "group" ? "span" : "small");
      part.textContent = value;
      return part;
    }) : [];
    time.replaceChildren(...words, whole ? " " : "", clock);
  });
  setInterval(tick, 1000);

  /* Visitors have told no time zone: moments are shown by the clock of their device, with its name. */
  const ownClock = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
  const ownZone = new Intl.DateTimeFormat(locale, { timeZoneName: "short" });
  const showOwnTimes = () => all("time[data-own-zone]").forEach((time) => {
    const moment = new Date(time.dateTime);
    const zone = ownZone.formatToParts(moment).find(({ type }) => type === "timeZoneName")?.value ?? "";
    time.textContent = `${ownClock.format(moment)} (${zone})`;
  });
  showOwnTimes();
  on("htmx:load", showOwnTimes);

  /* Files and days in the reader's words; components/pickers.html tells how. */
  const dayOf = ({ type, value }) => value && new Intl.DateTimeFormat(locale, {
    day: "numeric", month: "long", year: "numeric", ...(type === "date" ? {} : { hour: "2-digit", minute: "2-digit" }),
  }).format(new Date(type === "date" ? `${value}T12:00` : value));
  const startPickers = (root) => all("[data-pick]:not(.is-ours)", root).forEach((pick) => {
    const [control, face] = [pick.querySelector("input"), pick.querySelector(".pick-face")];
    const words = face.querySelector("[data-none]");
    const show = () => {
      const chosen = control.type === "file" ? [...control.files].map((file) => file.name).join(", ") : dayOf(control);
      words.textContent = chosen || words.dataset.none;
      words.classList.toggle("is-empty", !chosen);
    };
    ["input", "change", "blur"].forEach((type) => control.addEventListener(type, show));
    control.form?.addEventListener("reset", () => setTimeout(show));
    pick.classList.add("is-ours");
    face.hidden = false;
    show();
  });
  addEventListener("pageshow", () => all(".pick.is-ours > input").forEach((control) => control.dispatchEvent(new Event("blur"))));

  /* data-keep-draft="key": what was typed waits in this tab while its writer signs up. */
  const keepDrafts = () => all("form[data-keep-draft]").forEach((form) => {
    if (form.keepsDraft) return;
    form.keepsDraft = true;
    const key = `draft:${form.dataset.keepDraft}`;
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    const fields = [...form.elements].filter((field) => field.name && field.matches("textarea, select, input[type=text], input[type=date]"));
    fields.forEach((field) => !field.value && kept[field.name] && (field.value = kept[field.name]));
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value])))));
  });

  /* What the server refuses to an htmx request is said in a toast. */
  const say = (html) => {
    const place = document.getElementById("toasts");
    if (place) place.insertAdjacentHTML("beforeend", html);
  };
  const sayLost = () => {
    const template = document.getElementById("toast-lost");
    if (template) say(template.innerHTML);
  };
  const isAsked = (event) => event.detail.requestConfig?.verb !== "get";
  on("htmx:responseError", (event) => {
    const text = event.detail.xhr.responseText;
    if (text.includes("data-toast")) say(text);
    else if (isAsked(event)) sayLost();
  });
  on("htmx:sendError", (event) => isAsked(event) && sayLost());
  on("htmx:configRequest", (event) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (event.detail.verb !== "get" && token && !event.detail.parameters.csrfmiddlewaretoken) event.detail.headers["X-CSRFToken"] = token.value;
  });

  /* Writing needs more: it comes only where something is written. */
  const wantsEditor = () => document.querySelector("[data-markdown], [data-autosave]");
  const loadEditor = () => {
    if (!wantsEditor() || document.querySelector("script[data-is-editor]")) return;
    const script = document.createElement("script");
    script.src = here.dataset.editor;
    script.dataset.isEditor = "";
    document.head.append(script);
  };
  const begin = (root) => {
    all("[data-drop-draft]").forEach((mark) => sessionStorage.removeItem(`draft:${mark.dataset.dropDraft}`));
    keepDrafts();
    loadEditor();
    startPickers(document);
    tick();
    /* What is wrong with a form is read first. */
    root.querySelector?.("[data-focus]")?.focus();
  };
  begin(document);
  on("htmx:afterSettle", (event) => begin(event.target));
})();
