// The kill switch: a worker that keeps nothing, clears the shell's caches and takes itself away.
// The server sends it in place of sw.js while the file `app/kill` lies in the site's folder (`touch dist/site/app/kill`).
// It leaves IndexedDB alone: what a person has written stays on the phone. Open pages run on; the next start comes
// from the network.
"use strict";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "version") {
    (event.ports[0] ?? event.source)?.postMessage({ type: "version", build: "kill" });
  }
});

// A start that comes meanwhile waits until this has ended: taking leave is asked for first, and nobody waits for it.
async function leave() {
  self.registration.unregister();
  const names = await caches.keys();
  const shells = names.filter((name) => name.startsWith("shell-"));
  await Promise.all(shells.map((name) => caches.delete(name)));
}
