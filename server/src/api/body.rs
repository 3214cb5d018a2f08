//! A body of JSON, for every route that takes one: an object all the way down, never a list in the place of one. What
//! is wrong with one that is refused nobody is told.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use domain::exchange::{MAX_DEPTH, Refusal};
use domain::json;
use serde::de::DeserializeOwned;

use crate::error::Problem;
use crate::exchange::shape;

/// What was sent.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let json = is_json(request.headers());
        let sent = Bytes::from_request(request, state).await.or(Err(Refusal::Malformed))?;
        let text = std::str::from_utf8(&sent).or(Err(Refusal::Malformed))?;
        if !json || shape::depth(text) > MAX_DEPTH {
            return Err(Refusal::Malformed.into());
        }
        Ok(Self(json::read(text).or(Err(Refusal::Malformed))?))
    }
}

/// A form on another site cannot send this type without asking first.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.split(';').next().map(str::trim) == Some("application/json"))
}
