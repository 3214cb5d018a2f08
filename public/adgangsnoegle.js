// Passkeys on the pages in front of the app: asks the server, lets the browser ask the person, sends the answer.
// Every word is in the page, which says what to do instead where there is no script or no passkey.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

async function ask(step, body) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`/api/passkey/${step}`, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
  if (!answer.ok) throw Object.assign(new Error(step), { status: answer.status });
  return answer.status === 204 ? {} : answer.json();
}

const descriptors = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function proof(credential, response) {
  const { id, type } = credential;
  return { id, type, rawId: text(credential.rawId), response, extensions: {} };
}

async function make() {
  const { publicKey } = await ask("make/begin");
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = descriptors(publicKey.excludeCredentials);
  const made = await navigator.credentials.create({ publicKey });
  return ask("make/finish", proof(made, {
    attestationObject: text(made.response.attestationObject),
    clientDataJSON: text(made.response.clientDataJSON),
  }));
}

async function signIn() {
  const { publicKey } = await ask("sign-in/begin");
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.allowCredentials = descriptors(publicKey.allowCredentials);
  const shown = await navigator.credentials.get({ publicKey });
  const { response } = shown;
  return ask("sign-in/finish", proof(shown, {
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
    userHandle: response.userHandle && text(response.userHandle),
  }));
}

const STEPS = { make, "sign-in": signIn };

async function press(box, button) {
  const failed = box.querySelector("[data-failed]");
  failed.hidden = true;
  button.disabled = true;
  try {
    const { to } = await STEPS[box.dataset.passkey]();
    location.assign(box.dataset.to ?? to);
  } catch (error) {
    if (error.status === 403 && box.dataset.passkey === "make") {
      location.assign(box.dataset.again);
      return;
    }
    button.disabled = false;
    failed.hidden = false;
    failed.focus();
  }
}

for (const box of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const button = box.querySelector("button");
  box.querySelector("[data-impossible]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => press(box, button));
}
