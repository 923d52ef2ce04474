/* Writing in the forum: quotations that lead back, whom a reply answers, pictures. Without it the forms work as they are. */
(() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const field = document.getElementById("id_body");
  if (!field) return;
  const put = (text) => {
    const at = field.selectionStart ?? field.value.length;
    const before = field.value.slice(0, at);
    const gap = before && !before.endsWith("\n") && text.startsWith(">") ? "\n\n" : "";
    field.focus();
    if (!document.execCommand("insertText", false, gap + text)) field.setRangeText(gap + text, at, at, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const answering = document.querySelector("[data-answering]");
  const target = document.getElementById("id_reply_to");
  const answer = (post, name) => {
    if (!answering || !target) return;
    target.value = post;
    answering.hidden = !post;
    answering.querySelector("[data-answered]").textContent = name;
  };
  all("[data-reply]").forEach((link) => link.addEventListener("click", () => {
    answer(link.dataset.reply, link.dataset.name);
    setTimeout(() => field.focus(), 0);
  }));
  document.querySelector("[data-answer-nobody]")?.addEventListener("click", () => answer("", ""));

  /* What was marked before the button took the focus. */
  let marked = { text: "", post: "" };
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const words = selection.anchorNode?.parentElement?.closest("[data-words]");
    const text = String(selection).trim();
    if (words && text && words.contains(selection.focusNode)) marked = { text, post: words.closest("[data-post]").dataset.post };
    else if (words) marked = { text: "", post: "" };
  });
  all("[data-quote]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const post = button.closest("[data-post]");
      const text = marked.post === post.dataset.post ? marked.text : "";
      const found = await fetch(`${button.dataset.quote}?${new URLSearchParams({ text: text.slice(0, 1500) })}`, { credentials: "same-origin" });
      if (!found.ok) return;
      const { quote } = await found.json();
      put(quote);
      field.scrollIntoView({ block: "center" });
    });
  });

  all("[data-picture]").forEach((box) => {
    box.hidden = false;
    const input = box.querySelector("input[type=file]");
    const state = box.querySelector("[data-picture-state]");
    input.addEventListener("change", async () => {
      if (!input.files.length) return;
      const form = new FormData();
      form.append("image", input.files[0]);
      form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      state.textContent = "…";
      try {
        const sent = await fetch(input.dataset.address, { method: "POST", credentials: "same-origin", body: form });
        const said = await sent.json();
        state.textContent = sent.ok ? "" : said.message;
        if (sent.ok) put(`\n${said.markdown}\n`);
      } catch {
        state.textContent = state.dataset.failed;
      }
      input.value = "";
    });
  });
})();
