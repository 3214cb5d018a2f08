//! For whoever watches the server: is it alive, and can it answer.

use axum::extract::State;
use axum::http::StatusCode;

use crate::state::App;
use crate::store::Store;

/// `GET /healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers too, and its tables are up to date (they are before this listens).
pub async fn ready<S: Store>(State(app): State<App<S>>) -> (StatusCode, &'static str) {
    match app.store.kommuner().await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(fault) => {
            tracing::error!(%fault, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    }
}
