/* Switches push messages on and off for this browser. The page shows nothing of it without scripts. */
(() => {
  "use strict";
  const box = document.querySelector("[data-push]");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const show = (state) => box.querySelectorAll("[data-push-state]").forEach((part) => { part.hidden = part.dataset.pushState !== state; });
  const token = () => box.querySelector("[name=csrfmiddlewaretoken]").value;
  const tell = (address, data) => fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token() },
    body: new URLSearchParams(data),
  });
  const key = () => {
    const text = atob(box.dataset.push.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  };
  const look = async () => {
    if (Notification.permission === "denied") return show("denied");
    const worker = await navigator.serviceWorker.getRegistration("/");
    show(await worker?.pushManager.getSubscription() ? "on" : "off");
  };
  box.querySelector("[data-push-on]").addEventListener("click", async () => {
    try {
      await navigator.serviceWorker.register("/push-worker.js", { scope: "/" });
      const worker = await navigator.serviceWorker.ready;
      const made = (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key() })).toJSON();
      const answer = await tell(box.dataset.subscribe, { endpoint: made.endpoint, p256dh: made.keys.p256dh, auth: made.keys.auth });
      if (answer.ok) return location.reload();
      show("failed");
    } catch { Notification.permission === "denied" ? show("denied") : show("failed"); }
  });
  box.querySelector("[data-push-off]").addEventListener("click", async () => {
    const worker = await navigator.serviceWorker.getRegistration("/");
    const made = await worker?.pushManager.getSubscription();
    if (made) {
      await tell(box.dataset.unsubscribe, { endpoint: made.endpoint });
      await made.unsubscribe();
    }
    location.reload();
  });
  look();
})();
