//! An OpenID Connect provider as small as can be, which keeps to the protocol and, on demand, does not. Who signs in
//! there is said by the test.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use server::state::Clock as _;
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::HandClock;
use super::authenticator::text;

/// What the operator was given.
pub(crate) const SECRET: &str = "hemmelig nok";
/// The client's name and that, each as in a form, together as in a head.
const CLIENT: &str = "Basic b3Zlcmdhbmc6aGVtbWVsaWcrbm9r";

pub(crate) struct Provider {
    pub(crate) issuer: String,
    desk: Arc<Mutex<Desk>>,
    listening: Option<JoinHandle<()>>,
}

/// How it answers when it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Well,
    Slow,
    Rubbish,
    Huge,
    /// Sends whoever asks elsewhere.
    Elsewhere,
    /// Says that it is another.
    Another,
    /// Gives no code back.
    Forgetful,
}

/// Changes what is about to be signed.
type Change = Box<dyn Fn(&mut Value) + Send>;

struct Desk {
    clock: Arc<HandClock>,
    issuer: String,
    mood: Mood,
    /// The key it signs with, and the one it announces.
    signs: u8,
    announces: u8,
    header: Change,
    claims: Change,
    codes: BTreeMap<String, Asked>,
    made: usize,
    /// How often it was asked for its keys.
    keys_asked: usize,
}

/// What somebody was sent with, and as whom they signed in.
#[derive(Clone)]
struct Asked {
    subject: String,
    query: BTreeMap<String, String>,
}

impl Provider {
    pub(crate) async fn start(clock: Arc<HandClock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let desk = Desk {
            clock,
            issuer: issuer.clone(),
            mood: Mood::Well,
            signs: 1,
            announces: 1,
            header: Box::new(|_| {}),
            claims: Box::new(|_| {}),
            codes: BTreeMap::new(),
            made: 0,
            keys_asked: 0,
        };
        let desk = Arc::new(Mutex::new(desk));
        let mut provider = Self { issuer, desk, listening: None };
        provider.listen(listener);
        provider
    }

    fn listen(&mut self, listener: TcpListener) {
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(configuration))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&self.desk));
        let serve = async move { axum::serve(listener, router).await.unwrap() };
        self.listening = Some(tokio::spawn(serve));
    }

    /// Nobody is there any more.
    pub(crate) async fn stop(&mut self) {
        let listening = self.listening.take().unwrap();
        listening.abort();
        let _ = listening.await;
    }

    /// It is there again, at the same address.
    pub(crate) async fn run_again(&mut self) {
        let address = self.issuer.strip_prefix("http://").unwrap();
        let listener = TcpListener::bind(address).await.unwrap();
        self.listen(listener);
    }

    pub(crate) fn is(&self, mood: Mood) {
        self.desk().mood = mood;
    }

    /// Signs with this key from now on, and announces that one.
    pub(crate) fn keys(&self, signs: u8, announces: u8) {
        let mut desk = self.desk();
        (desk.signs, desk.announces) = (signs, announces);
    }

    pub(crate) fn keys_asked(&self) -> usize {
        self.desk().keys_asked
    }

    /// What it says of people is changed like this from now on.
    pub(crate) fn says(&self, change: impl Fn(&mut Value) + Send + 'static) {
        self.desk().claims = Box::new(change);
    }

    pub(crate) fn heads(&self, change: impl Fn(&mut Value) + Send + 'static) {
        self.desk().header = Box::new(change);
    }

    /// Somebody who was sent there signs in: where they are sent back to, as a path of our own.
    pub(crate) fn sign_in(&self, sent_to: &str, subject: &str) -> String {
        let query = query(sent_to);
        let mut desk = self.desk();
        desk.made += 1;
        let code = format!("billet-{}", desk.made);
        let asked = Asked { subject: subject.to_owned(), query: query.clone() };
        desk.codes.insert(code.clone(), asked);
        format!("{}?code={code}&state={}", path_of(&query["redirect_uri"]), query["state"])
    }

    /// The file that the operator writes.
    pub(crate) fn file(&self, secret: &std::path::Path, more: &str) -> String {
        format!(
            "issuer = '{}'\nname = 'Prøvekommunens login'\nclient_id = 'overgang'\n\
             secret_file = '{}'\n{more}",
            self.issuer,
            secret.display()
        )
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap()
    }
}

/// The parameters of an address.
pub(crate) fn query(address: &str) -> BTreeMap<String, String> {
    let pairs = address.split_once('?').unwrap().1.split('&');
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), plain(value))).collect()
}

/// Without the percent signs.
fn plain(value: &str) -> String {
    let mut bytes = value.bytes();
    let mut plain = Vec::new();
    while let Some(byte) = bytes.next() {
        plain.push(match byte {
            b'%' => {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(plain).unwrap()
}

fn path_of(address: &str) -> String {
    let (_, rest) = address.split_once("://").unwrap();
    format!("/{}", rest.split_once('/').unwrap().1)
}

type Held = State<Arc<Mutex<Desk>>>;

async fn configuration(State(desk): Held) -> Response {
    let (mood, issuer) = {
        let desk = desk.lock().unwrap();
        (desk.mood, desk.issuer.clone())
    };
    let said = if mood == Mood::Another { "https://andre.example" } else { &issuer };
    let configuration = json!({
        "issuer": said,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "none", "HS256"],
    });
    answer(mood, &issuer, configuration).await
}

async fn keys(State(desk): Held) -> Response {
    let mut desk = desk.lock().unwrap();
    desk.keys_asked += 1;
    let point = key(desk.announces).verifying_key().to_sec1_point(false);
    let (x, y) = (text(point.x().unwrap()), text(point.y().unwrap()));
    let kid = desk.announces.to_string();
    let one = json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": kid, "x": x, "y": y });
    Json(json!({ "keys": [one] })).into_response()
}

async fn token(
    State(desk): Held,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let (mood, issuer, signed) = {
        let mut desk = desk.lock().unwrap();
        (desk.mood, desk.issuer.clone(), desk.redeem(&headers, &form))
    };
    let Some(signed) = signed.filter(|_| mood != Mood::Forgetful) else {
        let no = Json(json!({ "error": "invalid_grant" }));
        return (StatusCode::BAD_REQUEST, no).into_response();
    };
    let all = json!({ "access_token": "x", "token_type": "Bearer", "id_token": signed });
    answer(mood, &issuer, all).await
}

async fn answer(mood: Mood, issuer: &str, well: Value) -> Response {
    match mood {
        Mood::Well | Mood::Another | Mood::Forgetful => Json(well).into_response(),
        Mood::Slow => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            Json(well).into_response()
        }
        Mood::Rubbish => "<html>".into_response(),
        Mood::Huge => {
            let mut huge = well;
            huge["more"] = "x".repeat(1 << 20).into();
            Json(huge).into_response()
        }
        Mood::Elsewhere => Redirect::temporary(&format!("{issuer}/keys")).into_response(),
    }
}

impl Desk {
    /// What it signs for a code, if the code is good, for this client, and asked for by whoever set out.
    fn redeem(&mut self, headers: &HeaderMap, form: &BTreeMap<String, String>) -> Option<String> {
        let asked = self.codes.remove(form.get("code")?)?;
        let challenge = text(&Sha256::digest(form.get("code_verifier")?));
        let same = challenge == asked.query["code_challenge"]
            && asked.query["code_challenge_method"] == "S256"
            && form.get("redirect_uri") == asked.query.get("redirect_uri");
        (same && headers.get("authorization")? == CLIENT).then(|| self.sign(&asked))
    }

    fn sign(&self, asked: &Asked) -> String {
        let now = self.clock.now().0 / 1_000;
        let mut header = json!({ "alg": "ES256", "typ": "JWT", "kid": self.signs.to_string() });
        let mut claims = json!({
            "iss": self.issuer, "sub": asked.subject, "aud": "overgang", "nonce": asked.query["nonce"],
            "iat": now, "exp": now + 300, "auth_time": now - 5,
        });
        (self.header)(&mut header);
        (self.claims)(&mut claims);
        let said = format!("{}.{}", part(&header), part(&claims));
        let signature: Signature = key(self.signs).sign(said.as_bytes());
        format!("{said}.{}", text(&signature.to_bytes()))
    }
}

fn part(value: &Value) -> String {
    text(value.to_string().as_bytes())
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}
