//! For whoever watches the server: is it alive, and can it answer and take what people write.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::state::App;
use crate::store::{Fault, Store};

/// An answer stands so long: whoever asks in between, and anybody may, costs the disk nothing.
const STANDS: Duration = Duration::from_millis(500);
/// A database that takes longer is not ready: something holds it.
const PATIENCE: Duration = Duration::from_secs(6);

/// What was found when it was last tried.
#[derive(Debug, Default)]
pub struct Health(Mutex<Option<(Instant, bool)>>);

/// `GET /healthz`: the process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database can be read and written, and its tables are up to date (they are before this listens).
pub async fn ready<S: Store>(State(app): State<App<S>>) -> (StatusCode, &'static str) {
    // Held while it is tried: however many ask at once, it is tried for all of them.
    let mut last = app.health.0.lock().await;
    let stands = last.filter(|(tried, _)| tried.elapsed() < STANDS);
    let is_ready = match stands {
        Some((_, was)) => was,
        None => look(&app).await,
    };
    if stands.is_none() {
        *last = Some((Instant::now(), is_ready));
    }
    if is_ready {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
    }
}

async fn look<S: Store>(app: &App<S>) -> bool {
    let tried = timeout(PATIENCE, both(app)).await;
    match tried {
        Ok(Ok(())) => true,
        Ok(Err(fault)) => {
            tracing::error!(%fault, "not ready");
            false
        }
        Err(_) => {
            tracing::error!("not ready: the database takes too long");
            false
        }
    }
}

async fn both<S: Store>(app: &App<S>) -> Result<(), Fault> {
    app.store.kommuner().await?;
    app.store.try_to_write(app.world.clock.now()).await
}
