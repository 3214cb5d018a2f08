//! Which browser asks, as brakes on guessing tell browsers apart: by a cookie that the server sealed, with a number
//! drawn by chance and whether somebody was ever right in it. It says nothing of a person and is stored nowhere here.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use domain::moment;

use super::address::Address;
use super::session::{line, sealed};
use crate::error::Problem;
use crate::state::{App, NoChance};
use crate::store::Store;

const COOKIE: &str = "overgang-browser";
/// Whoever does not come back for so long is a new browser.
const KEPT: i64 = 180 * moment::DAY;

/// Where a try comes from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub address: Address,
    /// Which browser, if it shows that.
    pub browser: Option<Browser>,
}

/// A browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Browser {
    pub number: [u8; 16],
    /// Somebody has signed in in it.
    pub was_right: bool,
}

impl<S: Store> FromRequestParts<App<S>> for Source {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App<S>) -> Result<Self, Problem> {
        let browser = Browser::of(&parts.headers, app);
        Ok(Self { address: Address::from_request_parts(parts, app).await?, browser })
    }
}

impl Browser {
    fn of<S>(headers: &HeaderMap, app: &App<S>) -> Option<Self> {
        let shown = app.seal.open(COOKIE, sealed(headers, COOKIE, app.site.demo)?)?;
        let (number, rest) = shown.split_first_chunk()?;
        Some(Self { number: *number, was_right: rest == [1] })
    }

    fn new<S>(app: &App<S>) -> Result<Self, NoChance> {
        Ok(Self { number: app.world.id()?.into_bytes(), was_right: false })
    }

    fn cookie<S>(self, app: &App<S>) -> Result<String, NoChance> {
        let text = [self.number.as_slice(), &[u8::from(self.was_right)]].concat();
        let sealed = app.seal.close(&app.world, COOKIE, &text)?;
        Ok(line(app.site.demo, COOKIE, &sealed, KEPT / 1_000))
    }
}

impl Source {
    /// Gives a browser that shows no number one, before anything is typed in it.
    pub fn greet<S>(self, app: &App<S>, response: &mut Response) -> Result<(), NoChance> {
        if self.browser.is_none() {
            add(response, &Browser::new(app)?.cookie(app)?);
        }
        Ok(())
    }

    /// Notes in the browser that somebody has just signed in in it.
    pub fn was_right<S>(self, app: &App<S>, response: &mut Response) -> Result<(), NoChance> {
        let browser = self.browser.map_or_else(|| Browser::new(app), Ok)?;
        add(response, &Browser { was_right: true, ..browser }.cookie(app)?);
        Ok(())
    }
}

fn add(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
