//! The way to the server: one `fetch`, with an end to its patience.

use gloo::net::http::Request;
use gloo::timers::callback::Timeout;
use replica::{Response, Transport, Unreachable};
use web_sys::AbortController;

/// Sends requests with the browser's `fetch`.
#[derive(Clone, Copy, Debug, Default)]
pub struct FetchTransport;

/// After how many milliseconds without an answer the network counts as gone.
const PATIENCE: u32 = 30_000;

impl Transport for FetchTransport {
    async fn post(&self, body: String) -> Result<Response, Unreachable> {
        let abort = AbortController::new().or(Err(Unreachable))?;
        let signal = abort.signal();
        let _patience = Timeout::new(PATIENCE, move || abort.abort());
        let request = Request::post("/api/exchange")
            .header("content-type", "application/json")
            .abort_signal(Some(&signal))
            .body(body)
            .or(Err(Unreachable))?;
        let response = request.send().await.or(Err(Unreachable))?;
        let status = response.status();
        let body = response.text().await.or(Err(Unreachable))?;
        Ok(Response { status, body })
    }
}
