//! Sessions: a random token in a cookie that no script can read; the database knows only its SHA-256.
//! A session ends by signing out, after twelve hours unused, or after thirty days.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::exchange::Refusal;
use domain::{Moment, moment};
use sha2::{Digest as _, Sha256};

use crate::error::Problem;
use crate::exchange::Sender;
use crate::hex;
use crate::state::App;
use crate::store::{SessionRow, Store};

/// Who is signed in. As a handler's argument: nobody else gets in.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn(pub Sender);

const IDLE: i64 = 12 * moment::HOUR;
const ABSOLUTE: i64 = 30 * moment::DAY;
/// "Last seen" is written down this often, not at every call.
const NOTED_EVERY: i64 = 5 * moment::MINUTE;

impl<S: Store> FromRequestParts<App<S>> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App<S>) -> Result<Self, Problem> {
        let token = token(&parts.headers, app.site.demo).ok_or(Refusal::SignedOut)?;
        let session = app.store.session(&token).await?.ok_or(Refusal::SignedOut)?;
        let now = app.world.clock.now();
        if is_over(&session, now) {
            app.store.end_session(&token).await?;
            return Err(Refusal::SignedOut.into());
        }
        if now.0.saturating_sub(session.last_seen.0) > NOTED_EVERY {
            app.store.keep_session(&token, &SessionRow { last_seen: now, ..session }).await?;
        }
        Ok(Self(Sender { kommune: session.kommune, person: session.person }))
    }
}

fn is_over(session: &SessionRow, now: Moment) -> bool {
    let age = |since: Moment| now.0.saturating_sub(since.0);
    age(session.last_seen) > IDLE || age(session.created) > ABSOLUTE
}

/// Signs somebody in: a new session, always with a new token. Returns the cookie to set.
pub async fn open<S: Store>(app: &App<S>, who: Sender) -> Result<String, Problem> {
    let token = app.world.chance.bytes()?;
    let now = app.world.clock.now();
    let Sender { kommune, person } = who;
    let session = SessionRow { kommune, person, created: now, last_seen: now };
    app.store.keep_session(&fingerprint(&token), &session).await?;
    Ok(cookie(app.site.demo, &hex::encode(&token), ABSOLUTE / 1_000))
}

/// The fingerprint of the token in the request's cookie.
#[must_use]
pub fn token(headers: &HeaderMap, demo: bool) -> Option<[u8; 32]> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let (_, digits) = pairs.find(|(key, _)| key.trim() == name(demo))?;
    Some(fingerprint(&hex::decode(digits.trim())?))
}

/// What takes the cookie away.
#[must_use]
pub fn no_cookie(demo: bool) -> String {
    cookie(demo, "", 0)
}

fn cookie(demo: bool, value: &str, seconds: i64) -> String {
    let secure = if demo { "" } else { "; Secure" };
    let name = name(demo);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// The prefix binds the cookie to this host over TLS. A demo runs without TLS, on localhost.
const fn name(demo: bool) -> &'static str {
    if demo { "overgang" } else { "__Host-overgang" }
}

fn fingerprint(token: &[u8; 32]) -> [u8; 32] {
    Sha256::digest(token).into()
}
