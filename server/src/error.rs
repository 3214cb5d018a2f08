//! How a "no" and a broken world look over HTTP: one JSON shape, the domain's [`Refusal`], and a status
//! that fits. Nothing of the inside shows.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::exchange::Refusal;

use crate::state::NoChance;
use crate::store::Fault;

/// Why an API call got no answer.
#[derive(Debug)]
pub enum Problem {
    /// An expected no.
    Refused(Refusal),
    /// The request comes from a page of another site.
    ForeignOrigin,
    /// Too many tries; after so many seconds there may be another.
    TooMany(u64),
    /// There is no more of it today; after so many seconds there is.
    EnoughToday(u64),
    /// The database is broken. Told apart in the log, not to the caller.
    Fault(Fault),
    /// No token can be made.
    NoChance(NoChance),
}

/// The HTTP status of a refusal.
#[must_use]
pub const fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::Malformed | Refusal::TooDeep | Refusal::Unknown => StatusCode::BAD_REQUEST,
        Refusal::TooLarge | Refusal::TooManyCommands => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Gap => StatusCode::CONFLICT,
        Refusal::AppTooOld => StatusCode::UPGRADE_REQUIRED,
        Refusal::ServerTooOld => StatusCode::NOT_IMPLEMENTED,
        Refusal::SignedOut => StatusCode::UNAUTHORIZED,
        Refusal::WrongPerson
        | Refusal::ForeignInstallation
        | Refusal::Revoked
        | Refusal::NotFresh => StatusCode::FORBIDDEN,
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::EnoughToday => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, refusal) = match self {
            Self::Refused(refusal) => (status(refusal), refusal),
            Self::ForeignOrigin => (StatusCode::FORBIDDEN, Refusal::Malformed),
            Self::TooMany(seconds) => return wait(seconds, Refusal::Busy),
            Self::EnoughToday(seconds) => return wait(seconds, Refusal::EnoughToday),
            Self::Fault(fault) => {
                tracing::error!(%fault, "a call got no answer");
                (StatusCode::SERVICE_UNAVAILABLE, Refusal::Busy)
            }
            Self::NoChance(fault) => {
                tracing::error!(%fault, "a call got no answer");
                (StatusCode::SERVICE_UNAVAILABLE, Refusal::Busy)
            }
        };
        let mut response = (status, Json(refusal)).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}

fn wait(seconds: u64, refusal: Refusal) -> Response {
    let wait = [(header::RETRY_AFTER, seconds.to_string())];
    (StatusCode::TOO_MANY_REQUESTS, wait, Json(refusal)).into_response()
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<NoChance> for Problem {
    fn from(fault: NoChance) -> Self {
        Self::NoChance(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, status};

    /// A new one does not compile until it is told here, and fails until the page tells it.
    const fn is_told(refusal: Refusal) -> bool {
        match refusal {
            Refusal::Malformed
            | Refusal::TooLarge
            | Refusal::TooDeep
            | Refusal::TooManyCommands
            | Refusal::Gap
            | Refusal::AppTooOld
            | Refusal::ServerTooOld
            | Refusal::SignedOut
            | Refusal::WrongPerson
            | Refusal::ForeignInstallation
            | Refusal::Revoked
            | Refusal::NotFound
            | Refusal::NotFresh
            | Refusal::EnoughToday
            | Refusal::Busy => true,
            // What this version reads where a newer one says something else.
            Refusal::Unknown => false,
        }
    }

    #[test]
    fn the_page_of_the_protocol_and_the_server_tell_the_same_status() {
        let page = include_str!("../../docs/protocol.md");
        let (_, table) = page.split_once("| refusal | status |").unwrap();
        let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        let mut told = 0;
        for row in rows {
            let cells: Vec<_> = row.split('|').map(str::trim).collect();
            let number: u16 = cells[2].split([',', ' ']).next().unwrap().parse().unwrap();
            for code in cells[1].split(", ").map(|code| code.trim_matches('`')) {
                let refusal = serde_json::from_str(&format!(r#"{{"refusal":"{code}"}}"#)).unwrap();
                assert!(is_told(refusal), "{code}");
                assert_eq!(status(refusal).as_u16(), number, "{code}");
                told += 1;
            }
        }
        assert_eq!(told, 15, "each of them once");
    }
}
