// Starts the app: imports the glue that the page names and hands it the wasm, unless browser.js has said that this
// browser cannot run it. If that fails, it says in plain words what is safe and what to do; it needs nothing but the
// page itself.

const address = (id) => document.getElementById(id).href;

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

const isFit = document.documentElement.dataset.boot !== "unfit";
const started = isFit ? start() : Promise.resolve();
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
