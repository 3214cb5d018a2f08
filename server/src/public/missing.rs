//! What is said where there is nothing: kindly to people, in one line to programs.

use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::exchange::Refusal;
use leptos::prelude::*;

use super::layout::{self, Frame};
use crate::state::{App, Site};
use crate::store::Store;
use crate::text::Lang;

/// Any address that is not a route.
pub async fn get<S: Store>(State(app): State<App<S>>, OriginalUri(uri): OriginalUri) -> Response {
    if uri.path().starts_with("/api/") {
        return (StatusCode::NOT_FOUND, axum::Json(Refusal::Malformed)).into_response();
    }
    page(&app.site).await
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
