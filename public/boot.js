// Starts the app: imports the glue that the page names and hands it the wasm, unless browser.js has said that this
// browser cannot run it. If that fails, or the app stops later, it says in plain words what is safe and what to do; it
// needs nothing but the page itself.

const address = (id) => document.getElementById(id).href;

// Every entry that the app makes in the tab's history tells how many of its own lie before it: one that takes another's
// place has as many, and so has one for the page that is there. `browser/history.rs` goes back only where there are any.
// Whoever goes on leaves in the entry how far down they were. That is noted as they scroll: when an entry is made, the
// next page may be drawn already.
let y = 0;
addEventListener("scroll", () => (y = scrollY), { passive: true });
history.scrollRestoration = "manual";
const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
const depth = () => history.state?.depth ?? 0;
history.replaceState = (state, ...rest) => replace({ ...state, depth: depth() }, ...rest);
history.pushState = (state, title, to) => {
  // The router may come too late to an entry that was made for it (`history.rs`).
  if (!state && new URL(to, location).href === location.href) return;
  replace({ ...history.state, y }, "");
  push({ depth: depth() + 1, ...state }, title, to);
};

async function start() {
  const glue = await import(address("glue"));
  await glue.default({ module_or_path: address("wasm") });
}

// The browser looks for a newer edition by itself only once its worker rests, and every start puts that off: one who
// starts the app again because it fails would never get the edition that does not. So it is asked here, whatever
// becomes of the start. Without a network there is nothing newer to be had.
async function look(isFailed) {
  const registration = await navigator.serviceWorker?.getRegistration("/app/");
  await registration?.update();
  // Nothing is being typed on a page that did not start.
  if (isFailed) registration?.waiting?.postMessage({ type: "activate" });
}

// A page that the browser has kept whole comes back as it was left, and meanwhile somebody may have signed out, or
// another may have signed in. It is hidden as it goes and begins anew as it comes.
addEventListener("pagehide", ({ persisted }) => {
  document.documentElement.hidden = persisted;
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});

// The app has stopped: a panic, or an error that went through it and left it half done. Nothing works any more, so
// nothing may look as if it did: the page is covered, and what stood on it is gone with its buttons.
let hasStopped = false;
function stop(place) {
  if (hasStopped) return;
  hasStopped = true;
  document.body.replaceChildren(document.getElementById("stopped").content.cloneNode(true));
  document.querySelector("[data-again]").addEventListener("click", () => location.replace("/app/"));
  document.querySelector("h1").focus();
  try {
    localStorage.setItem("fault", place);
  } catch {
    // Without a storage nobody is told.
  }
  tell();
  look(true).catch(() => {});
}

// Tells the server where in the code the app stopped, and no word of anybody's; if there is no network, at a later start.
function tell() {
  const body = localStorage.getItem("fault");
  if (!body) return;
  const told = fetch("/api/fault", { method: "POST", body, keepalive: true });
  told.then(({ ok }) => ok && localStorage.removeItem("fault")).catch(() => {});
}

// The hook of the app calls this (`browser/fault.rs`). What has no panic is known by its trace.
globalThis.panicked = (file, line) => stop(`${file}:${line}`);
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
const wentThrough = (error) => isTrap(error) || /wasm-function/.test(error?.stack);

const isFit = document.documentElement.dataset.boot !== "unfit";
const started = isFit ? start() : Promise.resolve();
started.then(() => {
  addEventListener("error", ({ error }) => wentThrough(error) && stop("unknown"));
  // A promise that fails is no end: in Firefox and WebKit a refused request bears the trace of whoever asked for it.
  addEventListener("unhandledrejection", ({ reason }) => isTrap(reason) && stop("unknown"));
  tell();
});
started.then(() => look(false), () => look(true)).catch(() => {});
started.catch((error) => {
  document.documentElement.dataset.boot = "failed";
  const message = document.getElementById("boot-failed");
  const skeleton = document.getElementById("skeleton");
  if (!message || !skeleton) throw error;
  skeleton.replaceChildren(message.content.cloneNode(true));
  skeleton.removeAttribute("aria-busy");
  skeleton.querySelector("[data-again]").addEventListener("click", () => location.reload());
  skeleton.querySelector("[data-cause]").textContent = String(error?.message ?? error);
  skeleton.querySelector("h1").focus();
  throw error;
});
