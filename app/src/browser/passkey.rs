//! The phone's own authenticator: it looks at a finger or a face, and answers a salt with bytes that it gives to no
//! other page (`WebAuthn` with the extension PRF). What they open is in `replica::lock`; the server knows none of it.
//! Bound here by hand: the bindings would bring more than is asked for.

use js_sys::{JSON, Promise, Reflect, Uint8Array};
use replica::lock::{Answer, Passkey, PasskeySalt};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Why there is no passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// The person or the phone said no.
    Declined,
    /// The authenticator makes one, and gives no bytes for it.
    NoAnswer,
}

/// What is asked with, but for what `put` puts there. That the authenticator keeps the passkey itself is what phones
/// need in order to answer; RS256 is for Windows Hello.
const MAKE: &str = r#"{"publicKey":{"rp":{},"user":{"displayName":""},"pubKeyCredParams":[{"type":"public-key","alg":-7},{"type":"public-key","alg":-257}],"authenticatorSelection":{"authenticatorAttachment":"platform","residentKey":"required","userVerification":"required"},"extensions":{"prf":{"eval":{}}}}}"#;
const ASK: &str = r#"{"publicKey":{"allowCredentials":[{"type":"public-key","transports":["internal"]}],"userVerification":"required","extensions":{"prf":{"eval":{}}}}}"#;

/// Asks for a passkey that was made here. None where somebody said no, it is gone, or it gives no bytes.
pub async fn ask(passkey: &Passkey) -> Option<Answer> {
    let asked = question(ASK, &passkey.salt);
    put(&asked, "publicKey.allowCredentials.0.id", &bytes(&passkey.credential));
    let credential = JsFuture::from(get(&asked).ok()?).await.ok()?;
    answer(&credential)
}

/// Whether there is an authenticator in this phone that looks at its person.
pub async fn is_there() -> bool {
    match has_authenticator() {
        Ok(asked) => JsFuture::from(asked).await.is_ok_and(|there| there.is_truthy()),
        Err(_) => false,
    }
}

/// What the phone's own list of passkeys says. Whose it is stands nowhere in it.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    /// Of whom: one that is made for the same owner later takes its place.
    pub owner: &'a [u8],
    /// The app.
    pub app: &'a str,
    /// What it is for.
    pub purpose: &'a str,
}

/// Makes a passkey and has its answer.
pub async fn make(label: Label<'_>, salt: PasskeySalt) -> Result<(Passkey, Answer), NotMade> {
    let asked = question(MAKE, &salt);
    put(&asked, "publicKey.rp.name", &label.app.into());
    put(&asked, "publicKey.user.id", &bytes(label.owner));
    put(&asked, "publicKey.user.name", &label.purpose.into());
    let made = create(&asked).or(Err(NotMade::Declined))?;
    let credential = JsFuture::from(made).await.or(Err(NotMade::Declined))?;
    let id = at(&credential, "rawId").ok_or(NotMade::NoAnswer)?;
    let passkey = Passkey { credential: Uint8Array::new(&id).to_vec(), salt };
    if let Some(answer) = answer(&credential) {
        return Ok((passkey, answer));
    }
    // Many answer only when they are asked with it, some never.
    if extension(&credential, "prf.enabled").is_none_or(|enabled| enabled.is_falsy()) {
        return Err(NotMade::NoAnswer);
    }
    let answer = ask(&passkey).await.ok_or(NotMade::Declined)?;
    Ok((passkey, answer))
}

/// Nobody looks at a signature here, so the challenge need not be new.
fn question(text: &str, salt: &PasskeySalt) -> JsValue {
    let asked = JSON::parse(text).unwrap_or_default();
    let salt = bytes(salt);
    put(&asked, "publicKey.challenge", &salt);
    put(&asked, "publicKey.extensions.prf.eval.first", &salt);
    asked
}

fn answer(credential: &JsValue) -> Option<Answer> {
    let first = Uint8Array::new(&extension(credential, "prf.results.first")?);
    let mut bytes = [0; 32];
    if first.length() != 32 {
        return None;
    }
    first.copy_to(&mut bytes);
    Some(Answer::new(bytes))
}

/// What the authenticator says of it.
fn extension(credential: &JsValue, way: &str) -> Option<JsValue> {
    at(&credential.unchecked_ref::<Credential>().results().ok()?, way)
}

/// What lies there; none if there is nothing on the way.
fn at(value: &JsValue, way: &str) -> Option<JsValue> {
    way.split('.').try_fold(value.clone(), |value, name| {
        Reflect::get(&value, &name.into()).ok().filter(|found| !found.is_undefined())
    })
}

/// Puts something where the text has left it out.
fn put(value: &JsValue, way: &str, what: &JsValue) {
    if let Some((way, name)) = way.rsplit_once('.')
        && let Some(place) = at(value, way)
    {
        // Setting a field of a fresh object cannot fail.
        let _set = Reflect::set(&place, &name.into(), what);
    }
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

#[wasm_bindgen]
extern "C" {
    /// Older browsers have no such thing: then it is an error like others.
    #[wasm_bindgen(js_namespace = ["navigator", "credentials"], catch)]
    fn get(options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "credentials"], catch)]
    fn create(options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = PublicKeyCredential, js_name = isUserVerifyingPlatformAuthenticatorAvailable, catch)]
    fn has_authenticator() -> Result<Promise, JsValue>;
    type Credential;
    #[wasm_bindgen(method, js_name = getClientExtensionResults, catch)]
    fn results(this: &Credential) -> Result<JsValue, JsValue>;
}
