//! What is said where there is nothing: kindly to people, in one line to programs.

use axum::extract::{OriginalUri, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::exchange::Refusal;
use domain::hex;
use leptos::prelude::*;

use super::layout::{self, Frame};
use crate::state::{App, Site};
use crate::store::Store;
use crate::text::{Lang, Spoken as _};

/// Any address that is not a route.
pub async fn get<S: Store>(State(app): State<App<S>>, OriginalUri(uri): OriginalUri) -> Response {
    if uri.path().starts_with("/api/") {
        return (StatusCode::NOT_FOUND, axum::Json(Refusal::Malformed)).into_response();
    }
    page(&app.site).await
}

/// An address that is no text is none of ours, whichever route it looks like.
pub async fn unless_text<S: Store>(
    State(app): State<App<S>>,
    request: Request,
    next: Next,
) -> Response {
    if is_text(request.uri().path()) {
        return next.run(request).await;
    }
    let uri = OriginalUri(request.uri().clone());
    get(State(app), uri).await
}

fn is_text(path: &str) -> bool {
    let mut parts = path.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let escaped = part.split_at_checked(2);
        match escaped.and_then(|(digits, rest)| Some((hex::decode::<1>(digits)?, rest))) {
            Some((byte, rest)) => bytes.extend([&byte, rest.as_bytes()].concat()),
            None => bytes.extend(part.as_bytes()),
        }
    }
    std::str::from_utf8(&bytes).is_ok()
}

/// The page itself. Danish: it does not know who asks.
pub async fn page(site: &Site) -> Response {
    let frame = Frame::of(site, Lang::Da).await;
    let title = frame.lang.text().missing_title;
    layout::page(StatusCode::NOT_FOUND, &frame, title, missing)
}

fn missing(frame: &Frame) -> impl IntoView + use<> {
    let text = frame.lang.text();
    view! {
        <section class="band">
            <h1>{text.missing_title}</h1>
            <p class="lead">{text.missing_body}</p>
            <p><a class="button button-primary" href="/">{text.to_front}</a></p>
        </section>
    }
}
