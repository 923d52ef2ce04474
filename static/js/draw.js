/* Repeats a draw in the page, from its receipt or from a file that was saved: nothing is sent
   anywhere. The rules stand in docs/draws.md; this is their third telling, after the platform's own
   code and verify_draw.py. Texts come from the page's data-… attributes. */
(() => {
  "use strict";

  const KEYS = [
    "announced_at", "closed_at", "commitment", "contest", "drawn_at", "format", "frozen_at", "order",
    "passed", "places", "secret", "sha256", "signature", "source", "tickets", "value", "value_at",
    "version", "winners",
  ];
  const MOMENTS = ["announced_at", "closed_at", "frozen_at", "value_at", "drawn_at"];
  const CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
  const GENESIS = 1692803367, PERIOD = 3, STRIDE = 2000;
  const LINE = /^([1-9][0-9]*)-([1-9][0-9]*) ([0-9a-z]{12}) (verified|reviewed|declared)$/;
  const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
  const text = new TextEncoder();

  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytes = (digits) => Uint8Array.from(digits.match(/../g) || [], (pair) => parseInt(pair, 16));
  const sha256 = async (raw) => hex(await crypto.subtle.digest("SHA-256", typeof raw === "string" ? text.encode(raw) : raw));

  const canonical = (part) => {
    if (Array.isArray(part)) return `[${part.map(canonical).join(",")}]`;
    if (part && typeof part === "object") {
      return `{${Object.keys(part).sort().map((key) => `${JSON.stringify(key)}:${canonical(part[key])}`).join(",")}}`;
    }
    return JSON.stringify(part);
  };
  const same = (one, other) => canonical(one) === canonical(other);

  const readList = (list, contest) => {
    const lines = list.split("\n");
    if (lines[0] !== "wazzifni-tickets 1" || lines[1] !== `contest ${contest}` || lines.length < 4 || lines[lines.length - 1]) return null;
    const held = [];
    let before = "", last = 0;
    for (const line of lines.slice(3, -1)) {
      const parts = LINE.exec(line);
      if (!parts) return null;
      const first = Number(parts[1]), end = Number(parts[2]), pair = `${parts[3]} ${parts[4]}`;
      if (first !== last + 1 || end < first || pair <= before) return null;
      held.push({ first, last: end, who: parts[3], label: parts[4] });
      before = pair;
      last = end;
    }
    return lines[2] === `tickets ${last}` ? held : null;
  };

  const rank = async (held, receipt, progress) => {
    const key = await crypto.subtle.importKey("raw", bytes(receipt.secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const total = held.length ? held[held.length - 1].last : 0;
    const best = new Map();
    let batch = [];
    const settle = async () => {
      const scores = await Promise.all(batch.map((one) => crypto.subtle.sign("HMAC", key, text.encode(
        `wazzifni-draw 1|${receipt.value}|${receipt.tickets.sha256}|${one.ticket}|${one.who}`))));
      batch.forEach((one, at) => {
        one.score = hex(scores[at]);
        const known = best.get(one.who);
        if (!known || one.score < known.score) best.set(one.who, one);
      });
      if (batch.length) progress(batch[batch.length - 1].ticket, total);
      batch = [];
    };
    for (const range of held) {
      for (let ticket = range.first; ticket <= range.last; ticket += 1) {
        batch.push({ ticket, who: range.who, label: range.label });
        if (batch.length === STRIDE) await settle();
      }
    }
    await settle();
    return [...best.values()].sort((one, other) => (one.score < other.score ? -1 : 1));
  };

  const seat = (order, places, passed) => {
    const seats = new Map(order.slice(0, places).map((one, at) => [at + 1, one]));
    const out = new Set(), refused = new Set();
    for (const one of passed) {
      const holder = seats.get(one.place);
      if (!holder || holder.who !== one.participant) return null;
      refused.add(`${one.place} ${one.participant}`);
      if (one.reason !== "label") out.add(one.participant);
      seats.delete(one.place);
      const taken = new Set([...seats.values()].map((each) => each.who));
      const next = order.find((each) => !taken.has(each.who) && !out.has(each.who) && !refused.has(`${one.place} ${each.who}`));
      if (next) seats.set(one.place, next);
    }
    return seats;
  };

  const checkSource = async (receipt, fault) => {
    const source = receipt.source;
    if (source.kind === "drand") {
      const published = `${new Date((GENESIS + (source.round - 1) * PERIOD) * 1000).toISOString().slice(0, 19)}Z`;
      if (!same(Object.keys(source).sort(), ["chain", "kind", "round"]) || source.chain !== CHAIN
        || !(receipt.frozen_at < published && published <= receipt.value_at)) fault("source");
      if (!/^[0-9a-f]{96}$/.test(receipt.signature) || await sha256(bytes(receipt.signature)) !== receipt.value) fault("value");
    } else if (source.kind === "declared") {
      if (!same(Object.keys(source).sort(), ["evidence", "kind", "name"]) || !source.name) fault("source");
      if (receipt.signature || !receipt.value) fault("value");
    } else fault("source");
  };

  const verify = async (raw, progress = () => {}) => {
    const faults = [];
    const fault = (name) => faults.push(name);
    let receipt;
    try {
      receipt = JSON.parse(raw);
      if (!same(Object.keys(receipt).sort(), KEYS)) return { faults: ["format"], winners: [] };
      if (receipt.format !== "wazzifni-draw" || receipt.version !== 1) fault("format");
      const { sha256: digest, ...bare } = receipt;
      if (`${canonical(receipt)}\n` !== raw || await sha256(canonical(bare)) !== digest) fault("sha256");
      const moments = MOMENTS.map((name) => receipt[name]);
      if (!moments.every((one) => MOMENT.test(one)) || !same(moments, [...moments].sort())) fault("moments");
      if (!/^[0-9a-f]{64}$/.test(receipt.secret) || await sha256(bytes(receipt.secret)) !== receipt.commitment) fault("commitment");
      await checkSource(receipt, fault);
      const held = readList(receipt.tickets.list, receipt.contest);
      if (!same(Object.keys(receipt.tickets).sort(), ["list", "sha256"]) || !held
        || await sha256(receipt.tickets.list) !== receipt.tickets.sha256) {
        return { faults: [...faults, "tickets"], winners: [] };
      }
      const order = await rank(held, receipt, progress);
      if (!same(order.map((one) => ({ participant: one.who, ticket: one.ticket, score: one.score })), receipt.order)) fault("order");
      const seats = seat(order, receipt.places, receipt.passed);
      const winners = seats ? [...seats].sort((one, other) => one[0] - other[0]).map(([place, one]) => (
        { place, participant: one.who, ticket: one.ticket, label: one.label })) : [];
      if (!seats || !same(winners, receipt.winners)) fault("winners");
      return { faults: [...new Set(faults)], winners };
    } catch (broken) {
      return { faults: ["format"], winners: [] };
    }
  };

  const show = (box, name, fill) => {
    for (const part of box.querySelectorAll("[data-draw-says]")) part.hidden = part.dataset.drawSays !== name;
    if (fill) fill(box.querySelector(`[data-draw-says="${name}"]`));
  };

  const run = async (box, load) => {
    const bar = box.querySelector("progress");
    show(box, "working");
    let found;
    try {
      found = await verify(await load(), (done, total) => { bar.max = total; bar.value = done; });
    } catch (lost) {
      show(box, "lost");
      return;
    }
    if (found.faults.length) {
      show(box, "bad", (part) => {
        const list = part.querySelector("ul");
        list.replaceChildren(...found.faults.map((name) => {
          const item = document.createElement("li");
          item.textContent = box.querySelector(`[data-draw-fault="${name}"]`)?.textContent || name;
          return item;
        }));
      });
    } else {
      show(box, "good", (part) => {
        const list = part.querySelector("ol");
        list.replaceChildren(...found.winners.map((one) => {
          const item = document.createElement("li"), code = document.createElement("bdi");
          item.value = one.place;
          code.dir = "ltr";
          code.className = "font-mono";
          code.textContent = one.participant;
          item.append(code);
          return item;
        }));
      });
    }
    box.dataset.drawDone = found.faults.length ? "bad" : "good";
  };

  const fileText = async (file) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  const fetched = async (address) => {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await answer.arrayBuffer());
  };

  const begin = () => {
    for (const box of document.querySelectorAll("[data-draw-check]")) {
      if (!globalThis.crypto?.subtle) { show(box, "unable"); continue; }
      box.querySelector("[data-draw-begin]")?.addEventListener("click", () => run(box, () => fetched(box.dataset.drawCheck)));
      box.querySelector("input[type=file]")?.addEventListener("change", (event) => {
        const file = event.target.files[0];
        if (file) run(box, () => fileText(file));
      });
    }
  };
  if (typeof document !== "undefined") {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
    else begin();
  }
  globalThis.wazzifniDraw = { verify };
})();
