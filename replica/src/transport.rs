//! How a request reaches the server: one call, behind a trait. What the answer means is `exchange`'s.

/// Carries one request to the server and its answer back.
#[expect(async_fn_in_trait, reason = "a phone has one thread; nothing here is sent to another")]
pub trait Transport {
    /// Sends the body and waits for whatever answers, for as long as something moves. An answer may come from something
    /// that is not our server, such as the sign-in page of a wireless network.
    async fn post(&self, body: String) -> Result<Response, NoAnswer>;
}

/// What answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
    /// How many milliseconds passed from the first byte up to the last one down.
    pub took: u32,
}

/// There is no whole answer. The request may have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nothing moved: no network or no server.
    Unreachable,
    /// Something moved and then no more: the line is slow, or bad.
    BrokenOff,
}
