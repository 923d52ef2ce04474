/* Shows push messages, and opens what they are about. Served from /push-worker.js. */
"use strict";
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data ? event.data.json() : {}; } catch { /* not one of ours */ }
  if (!told.title) return;
  event.waitUntil(self.registration.showNotification(told.title, {
    body: told.body || "",
    tag: told.tag,
    lang: told.lang,
    dir: told.dir || "auto",
    icon: "/static/img/touch.png",
    data: { url: told.url || "/" },
  }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.url, self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil((async () => {
    const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const open = windows.find((one) => new URL(one.url).pathname === address.pathname);
    return open ? open.focus() : self.clients.openWindow(address.href);
  })());
});
