//! The log: what was asked by its route's pattern, how it ended, how long it took. Never an address, a
//! body, a name, or who. A panic tells where, not what: its text may quote a record. Lines are written by a thread of
//! their own (`log/lines.rs`): a reader who stands still holds up nobody.

use std::any::Any;

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::exchange::Refusal;
use tokio::time::Instant;
use tracing_subscriber::EnvFilter;

mod lines;

pub use lines::Lines;

/// Writes one line a request.
pub async fn request(request: Request<Body>, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let start = Instant::now();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let ms = start.elapsed().as_millis();
    tracing::info!(%method, route, status = response.status().as_u16(), ms, "request");
    response
}

/// What a caller is told when a handler panicked: as little as when the database is broken.
#[must_use]
pub fn panicked(_what: Box<dyn Any + Send>) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, axum::Json(Refusal::Busy)).into_response()
}

/// Starts the log on the standard error; `OVERGANG_LOG` says how much.
#[must_use]
pub fn start() -> Lines {
    let lines = Lines::start(std::io::stderr());
    let to = lines.clone();
    let wanted = EnvFilter::try_from_env("OVERGANG_LOG");
    let filter = wanted
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,webauthn_rs=off,webauthn_rs_core=off"));
    let plain = tracing_subscriber::fmt().with_writer(move || to.clone()).with_env_filter(filter);
    // A line that cannot be written is lost. To complain of it on the same stream would panic, and the panic is told
    // on the same stream again: that ends the process.
    let plain = plain.log_internal_errors(false);
    // A second start, as in tests, changes nothing.
    let _ = plain.with_ansi(false).try_init();
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(at, "panic");
    }));
    lines
}
