// The service worker of /app/: keeps one whole build of the shell on the phone, chunks included that the app itself
// has not asked for yet, so that the app starts and every page opens with no network.
// The build puts `const MANIFEST = { build, files: [[url, integrity], …] }` before this text.
// It never touches /api/, IndexedDB or anything outside the shell, and it never takes over by itself: it waits for the
// page to say { type: "activate" }, at a moment when nothing is being typed.
"use strict";

const PREFIX = "shell-";
const CACHE = PREFIX + MANIFEST.build;
const SHELL = "/app/";
const ASSETS = "/app/assets/";
const IN_CHARGE = "/app/in-charge"; // a mark in a build's cache, not an address
const KEPT = new Set(MANIFEST.files.map(([url]) => url));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => answer(event));
self.addEventListener("message", (event) => hear(event));

// Install: every file of the manifest, or it fails: a half build must never start. What came is kept for the next try,
// which on a slow line would never end otherwise; but no page, as only the names of the others say what they are.
async function install() {
  const cache = await caches.open(CACHE);
  const kept = await Promise.allSettled(MANIFEST.files.map((file) => keep(cache, file)));
  const failed = kept.find(({ status }) => status === "rejected");
  if (!failed) return;
  const pages = [...KEPT].filter((url) => !url.startsWith(ASSETS));
  if (!(await cache.match(IN_CHARGE))) await Promise.all(pages.map((url) => cache.delete(url)));
  await tell(failed.reason);
  throw failed.reason;
}

// The pages say that the app does not start here with no network, and why.
async function tell(error) {
  const why = error.name === "QuotaExceededError" ? "full" : error.why;
  const pages = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  for (const page of pages) page.postMessage({ type: "not-kept", why });
}

// A hashed file that an older build has kept is copied: the name says that it is the same. For the same reason one
// that the page has just loaded is not loaded twice, unless what the browser kept of it is broken.
async function keep(cache, [url, integrity]) {
  const hashed = url.startsWith(ASSETS);
  const old = hashed && (await caches.match(url, { ignoreVary: true }));
  const anew = () => fetchExactly(url, integrity, "reload");
  const fetched = () => (hashed ? fetchExactly(url, integrity, "default").catch(anew) : anew());
  await cache.put(url, old || (await fetched()));
}

// `integrity` refuses a file of another build (a server in mid-deployment), and a redirect would be refused by
// browsers as an answer to a navigation.
async function fetchExactly(url, integrity, cache) {
  const response = await fetch(url, { cache, integrity, redirect: "error" }).catch(() => null);
  if (response?.ok) return response;
  // A browser does not tell a file that differs from one that did not come.
  const any = response ?? (await fetch(url, { cache: "no-store" }).catch(() => null));
  throw Object.assign(new Error(`${url}: ${any?.status}`), { why: any?.ok ? "changed" : "missing" });
}

// Activate: the build that was in charge stays, for a page of it that may still be open. Older ones go, and with them
// those that were fetched but never took over. Keys come in the order of creation: what comes after ours is a newer
// build that is just being fetched, and none of our business.
async function activate() {
  const builds = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const older = builds.slice(0, builds.indexOf(CACHE));
  const wasInCharge = await Promise.all(older.map((name) => caches.match(IN_CHARGE, { cacheName: name })));
  const previous = older.findLast((_, at) => wasInCharge[at]);
  await Promise.all(older.filter((name) => name !== previous).map((name) => caches.delete(name)));
  await (await caches.open(CACHE)).put(IN_CHARGE, new Response());
  await self.clients.claim();
}

function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith(ASSETS)) event.respondWith(cached(request, url.pathname));
  else if (request.mode === "navigate" && isPage(url)) event.respondWith(cached(request, SHELL));
  else if (KEPT.has(url.pathname) && url.pathname !== SHELL) event.respondWith(cached(request, url.pathname));
}

// Every address of the app is the same page. What has an ending (/app/sw.js) is a file.
function isPage(url) {
  return url.pathname.startsWith(SHELL) && !url.pathname.split("/").pop().includes(".");
}

// This build first, then the previous one. The stored response is passed on as it is: only then does the browser
// keep the compiled wasm.
async function cached(request, key) {
  const own = await caches.open(CACHE);
  const options = { ignoreVary: true, ignoreSearch: true };
  return (await own.match(key, options)) || (await caches.match(key, options)) || fetch(request);
}

function hear(event) {
  const type = event.data?.type;
  if (type === "activate") event.waitUntil(self.skipWaiting());
  if (type === "version") event.waitUntil(tellVersion(event.ports[0] ?? event.source));
}

// Whether all of it is still there: a browser may have cleared what was kept. Then it is fetched again.
async function tellVersion(asker) {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const whole = [...KEPT].every((url) => kept.has(url));
  asker?.postMessage({ type: "version", build: MANIFEST.build, whole });
  if (!whole) await install().then(() => asker?.postMessage({ type: "version", build: MANIFEST.build, whole: true }));
}
