//! Who is asking: a random token in a cookie that no script can read. What a session is and when it ends is in
//! `account::session`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::exchange::Refusal;
use domain::id::SessionId;
use domain::moment;

use crate::account::session::{ABSOLUTE, Beginning, Token, fingerprint, open};
use crate::error::Problem;
use crate::exchange::Sender;
use crate::state::App;
use crate::store::{Fault, Fingerprint, How, SessionRow, Store, Write as _};
use domain::hex;

/// Who is signed in. As a handler's argument: nobody else gets in, nor does a phone that was revoked, nor staff who
/// came in by a code.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn(pub Sender);

/// The same, with the session: for what a phone asks about itself.
#[derive(Clone, Copy, Debug)]
pub struct OnPhone(pub Current);

/// For those who must have shown in person who they are, minutes ago, in whatever way: to make a passkey.
#[derive(Clone, Copy, Debug)]
pub struct Recent(pub Current);

/// The same, where a code is not enough for staff: to enrol a phone. What else has consequences is on pages.
#[derive(Clone, Copy, Debug)]
pub struct RecentPerson(pub Current);

/// A session and the cookie it came by. A phone that was revoked has one too.
#[derive(Clone, Copy, Debug)]
pub struct Current {
    pub token: Fingerprint,
    pub row: SessionRow,
}

/// "Last seen" is written down this often, not at every call.
const NOTED_EVERY: i64 = 5 * moment::MINUTE;

const SESSION: &str = "overgang";

impl Current {
    /// Whoever the request's cookie belongs to.
    pub async fn of<S: Store>(headers: &HeaderMap, app: &App<S>) -> Result<Option<Self>, Fault> {
        let Some(token) = cookie(headers, SESSION, app.site.demo) else { return Ok(None) };
        let (token, now) = (fingerprint(&token), app.world.clock.now());
        let Some(row) = app.store.session(&token).await? else { return Ok(None) };
        if row.is_over(now) {
            return Ok(None);
        }
        if now.0.saturating_sub(row.last_seen.0) > NOTED_EVERY {
            app.store.see_session(&token, now).await?;
        }
        Ok(Some(Self { token, row }))
    }

    /// Refuses whoever is on a phone that was revoked.
    fn must_be_free(&self) -> Result<(), Refusal> {
        if self.row.confined { Err(Refusal::Revoked) } else { Ok(()) }
    }

    /// Refuses staff who came in by a code: to the app they are not signed in yet. In a demo a code is as good as the
    /// demo's door.
    pub fn must_be_in<S>(&self, app: &App<S>) -> Result<(), Refusal> {
        let not_yet = self.row.only_makes_a_passkey() && !app.site.demo;
        if not_yet { Err(Refusal::SignedOut) } else { Ok(()) }
    }

    /// Its id, for whoever signs in on the same browser.
    pub async fn id<S: Store>(
        headers: &HeaderMap,
        app: &App<S>,
    ) -> Result<Option<SessionId>, Fault> {
        Ok(Self::of(headers, app).await?.map(|current| current.row.id))
    }
}

impl<S: Store> FromRequestParts<App<S>> for Current {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App<S>) -> Result<Self, Problem> {
        Ok(Self::of(&parts.headers, app).await?.ok_or(Refusal::SignedOut)?)
    }
}

impl<S: Store> FromRequestParts<App<S>> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App<S>) -> Result<Self, Problem> {
        let OnPhone(current) = OnPhone::from_request_parts(parts, app).await?;
        Ok(Self(current.row.sender()))
    }
}

impl<S: Store> FromRequestParts<App<S>> for OnPhone {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App<S>) -> Result<Self, Problem> {
        let current = Current::from_request_parts(parts, app).await?;
        current.must_be_free()?;
        current.must_be_in(app)?;
        Ok(Self(current))
    }
}

impl<S: Store> FromRequestParts<App<S>> for Recent {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App<S>) -> Result<Self, Problem> {
        let current = Current::from_request_parts(parts, app).await?;
        current.must_be_free()?;
        if !current.row.is_recent(app.world.clock.now()) {
            return Err(Refusal::NotFresh.into());
        }
        Ok(Self(current))
    }
}

impl<S: Store> FromRequestParts<App<S>> for RecentPerson {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App<S>) -> Result<Self, Problem> {
        let Recent(current) = Recent::from_request_parts(parts, app).await?;
        current.must_be_in(app)?;
        Ok(Self(current))
    }
}

/// Signs somebody in where no proof is asked for: at the demo's door. Returns the cookie to set.
pub async fn open_door<S: Store>(
    app: &App<S>,
    headers: &HeaderMap,
    who: Sender,
) -> Result<String, Problem> {
    let beginning = Beginning::by(How::Demo, Current::id(headers, app).await?);
    let mut tx = app.store.write(who.kommune).await?;
    let token = open(&mut tx, &app.world, who, beginning).await?.ok_or(Refusal::SignedOut)?;
    tx.commit().await?;
    Ok(set(app.site.demo, &token))
}

/// The cookie of a session that has begun.
#[must_use]
pub fn set(demo: bool, token: &Token) -> String {
    line(demo, SESSION, &hex::encode(token), ABSOLUTE / 1_000)
}

/// What takes it away.
#[must_use]
pub fn unset(demo: bool) -> String {
    line(demo, SESSION, "", 0)
}

/// The secret in a cookie of ours.
#[must_use]
pub fn cookie(headers: &HeaderMap, name: &str, demo: bool) -> Option<Token> {
    hex::decode(sealed(headers, name, demo)?)
}

/// What stands in a cookie of ours.
#[must_use]
pub fn sealed<'h>(headers: &'h HeaderMap, name: &str, demo: bool) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| {
        let key = key.trim();
        let bare = if demo { Some(key) } else { key.strip_prefix("__Host-") };
        bare == Some(name)
    })?;
    Some(value.trim())
}

/// A line that sets a cookie. The prefix binds it to this host over TLS; a demo runs without, on localhost.
#[must_use]
pub fn line(demo: bool, name: &str, value: &str, seconds: i64) -> String {
    let (prefix, secure) = if demo { ("", "") } else { ("__Host-", "; Secure") };
    format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}
