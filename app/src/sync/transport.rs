//! The way to the server, for the exchange. How long a call may take is `browser::call`'s.

use replica::{NoAnswer, Response, Transport};

use crate::browser::call::{self, Answer};

/// Sends requests from a browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserTransport;

impl Transport for BrowserTransport {
    async fn post(&self, body: String) -> Result<Response, NoAnswer> {
        let Answer { status, body, took, .. } = call::carry("/api/exchange", &body).await?;
        Ok(Response { status, body, took })
    }
}
