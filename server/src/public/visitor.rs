//! Who looks at a page and what they may see of it, and the pages for those who may not: sign in first, sign in
//! again, somebody else's, too many tries.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Person;
use leptos::prelude::*;

use super::layout::{Frame, Reader, page};
use super::missing;
use super::parts::alert;
use crate::account::{Known, known};
use crate::auth::session::Current;
use crate::error::Problem;
use crate::exchange::Sender;
use crate::state::App;
use crate::store::{Fault, Store};
use crate::text::{Lang, Spoken as _};

/// A request for a page, but for its body.
#[derive(Clone, Debug)]
pub struct Asked {
    pub lang: Lang,
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub current: Current,
    pub known: Known,
    /// They showed in person who they are, minutes ago.
    pub fresh: bool,
    /// They did so with a code, and are staff: it is good for making a passkey, and for nothing on these pages.
    pub by_code: bool,
}

/// Why there is no such page for whoever asks.
#[derive(Debug)]
pub enum NoPage {
    /// Nobody is signed in, or not in person lately enough for what was to be done.
    SignIn {
        again: bool,
    },
    /// A code is not enough for what was to be done: a passkey is made first.
    MakePasskey,
    /// It is the local administrator's.
    Forbidden,
    Missing,
    Problem(Problem),
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let (lang, path) = (Lang::of(Some(&query)), parts.uri.path().to_owned());
        Ok(Self { lang, path, query, headers: parts.headers.clone() })
    }
}

impl Asked {
    /// Whoever is signed in. Staff who came in by a code are led to making a passkey.
    pub async fn visitor<S: Store>(&self, app: &App<S>) -> Result<Visitor, NoPage> {
        let visitor = self.newcomer(app).await?;
        match visitor.current.must_be_in(app) {
            Ok(()) => Ok(visitor),
            Err(_) => Err(NoPage::MakePasskey),
        }
    }

    /// Whoever is signed in, or on the way to it with a code of the last minutes.
    pub async fn newcomer<S: Store>(&self, app: &App<S>) -> Result<Visitor, NoPage> {
        let current = Current::of(&self.headers, app).await?;
        let current = current.filter(|current| !current.row.confined);
        let current = current.ok_or(NoPage::SignIn { again: false })?;
        let (who, now) = (current.row.sender(), app.world.clock.now());
        let found = known(&mut app.store.read(who.kommune).await?, who, now).await?;
        let known = found.ok_or(NoPage::SignIn { again: false })?;
        let fresh = current.row.is_fresh(now);
        let by_code = current.row.is_recent(now) && !fresh;
        if !by_code && current.must_be_in(app).is_err() {
            return Err(NoPage::SignIn { again: true });
        }
        Ok(Visitor { current, known, fresh, by_code })
    }

    /// The local administrator who is signed in.
    pub async fn administrator<S: Store>(&self, app: &App<S>) -> Result<Visitor, NoPage> {
        let visitor = self.visitor(app).await?;
        if visitor.known.is_administrator() { Ok(visitor) } else { Err(NoPage::Forbidden) }
    }

    /// The frame of a page for somebody.
    pub async fn frame<S: Store>(&self, app: &App<S>, visitor: Option<&Visitor>) -> Frame {
        let administrator = visitor.map(|visitor| visitor.known.is_administrator());
        let reader = administrator
            .map_or(Reader::Anybody, |administrator| Reader::SignedIn { administrator });
        let (here, by_code) = (self.path.clone(), visitor.is_some_and(|visitor| visitor.by_code));
        Frame { here, reader, by_code, ..Frame::of(&app.site, self.lang).await }
    }

    /// Another page in the same language.
    #[must_use]
    pub fn to(&self, path: &str) -> Response {
        Redirect::to(&format!("{path}{}", self.lang.query())).into_response()
    }

    /// Where somebody was on the way to, if it is one of our own pages.
    #[must_use]
    pub fn way_back(&self) -> Option<String> {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(name, _)| *name == "videre").and_then(|(_, to)| way_back(to))
    }

    /// The page, or the one that says why not.
    pub async fn answer<S: Store>(&self, app: &App<S>, made: Result<Response, NoPage>) -> Response {
        match made {
            Ok(response) => response,
            Err(NoPage::SignIn { again }) => self.sign_in(again),
            Err(NoPage::MakePasskey) => self.make_passkey(),
            Err(NoPage::Forbidden) => {
                let frame = self.frame(app, None).await;
                let title = frame.lang.text().account.forbidden;
                page(StatusCode::FORBIDDEN, &frame, title, forbidden)
            }
            Err(NoPage::Missing) => missing::page(&app.site).await,
            Err(NoPage::Problem(Problem::TooMany(seconds))) => self.wait(app, seconds).await,
            Err(NoPage::Problem(problem)) => problem.into_response(),
        }
    }

    fn sign_in(&self, again: bool) -> Response {
        let lang = if self.lang == Lang::En { "&lang=en" } else { "" };
        let again = if again { "&igen" } else { "" };
        let to = way_back(&self.path).unwrap_or_default();
        Redirect::to(&format!("/ind?videre={to}{again}{lang}")).into_response()
    }

    fn make_passkey(&self) -> Response {
        let lang = if self.lang == Lang::En { "&lang=en" } else { "" };
        let to = way_back(&self.path).unwrap_or_default();
        Redirect::to(&format!("/konto/ny?videre={to}{lang}")).into_response()
    }

    async fn wait<S: Store>(&self, app: &App<S>, seconds: u64) -> Response {
        let frame = self.frame(app, None).await;
        let minutes = seconds.div_ceil(60);
        let title = frame.lang.text().account.wait;
        let mut response =
            page(StatusCode::TOO_MANY_REQUESTS, &frame, title, |frame| waiting(frame, minutes));
        if let Ok(seconds) = seconds.to_string().parse() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

impl Visitor {
    #[must_use]
    pub const fn who(&self) -> Sender {
        self.current.row.sender()
    }

    #[must_use]
    pub const fn person(&self) -> Person {
        self.current.row.person
    }

    /// What is about to be done wants a sign-in of the last minutes; for staff not by a code.
    pub const fn must_be_fresh(&self) -> Result<(), NoPage> {
        match (self.fresh, self.by_code) {
            (true, _) => Ok(()),
            (false, true) => Err(NoPage::MakePasskey),
            (false, false) => Err(NoPage::SignIn { again: true }),
        }
    }
}

/// An address of ours that somebody may be led back to; no other ever is.
#[must_use]
pub fn way_back(to: &str) -> Option<String> {
    let ours = ["/konto", "/admin", "/adgang/ung/", "/noedadgang", "/app/"];
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "/-".contains(c);
    let is_ours = ours.iter().any(|start| to.starts_with(start)) && !to.contains("//");
    (is_ours && to.chars().all(plain)).then(|| to.to_owned())
}

fn forbidden(frame: &Frame) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    view! {
        <section class="band desk">
            <h1>{text.forbidden}</h1>
            <p class="lead">{text.forbidden_body}</p>
            <p><a class="button button-primary" href="/app/">{frame.lang.text().open_app}</a></p>
        </section>
    }
}

fn waiting(frame: &Frame, minutes: u64) -> impl IntoView + use<> {
    let text = &frame.lang.text().account;
    let body = text.wait_body.replace("{}", &minutes.to_string());
    view! { <section class="band desk"><h1>{text.wait}</h1>{alert("alert-warning", None, body)}</section> }
}

impl From<Fault> for NoPage {
    fn from(fault: Fault) -> Self {
        Self::Problem(fault.into())
    }
}

impl From<Problem> for NoPage {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

#[cfg(test)]
mod tests {
    use super::way_back;

    #[test]
    fn nobody_is_led_to_another_site() {
        for ours in ["/konto", "/admin", "/admin/medarbejder/ny", "/app/ind"] {
            assert_eq!(way_back(ours).as_deref(), Some(ours));
        }
        let others = [
            "",
            "/",
            "//andre.example",
            "https://andre.example",
            "/\\andre.example",
            "/ind",
            "/admin//andre.example",
            "/admin?x=1",
            "/konto%0d%0a",
            "/app/\u{202E}",
        ];
        for other in others {
            assert_eq!(way_back(other), None, "{other}");
        }
    }
}
