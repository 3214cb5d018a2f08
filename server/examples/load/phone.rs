//! A phone that knows its outbox and its cursor and nothing else.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use domain::envelope::{Envelope, Sealed, Seq};
use domain::exchange::{Cursor, PROTOCOL, Reply, Request};
use domain::fixtures;
use domain::id::{CommandId, Epoch, InstallationId, NotatId};
use domain::notat::WriteNotat;
use domain::{Moment, Person};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use uuid::Uuid;

use crate::world::ung;
use crate::{Failed, words};

pub(crate) struct Phone {
    client: Client<HttpConnector, Full<Bytes>>,
    address: SocketAddr,
    cookie: String,
    person: Person,
    number: u16,
    epoch: Option<Epoch>,
    cursor: Cursor,
    waiting: Vec<Sealed>,
    acknowledged: usize,
    now: Moment,
}

/// A note of about 600 bytes on a young person, with a number of its own.
pub(crate) fn note(young: u16, number: usize) -> Result<Envelope, Failed> {
    let own = (u64::from(young) << 32) + u64::try_from(number)?;
    let text = words::text(own, 50);
    let write = fixtures::notat(NotatId(words::id("notat", own)), ung(young), &text);
    let write = WriteNotat { sket: Moment(0), ..write };
    let id = CommandId(words::id("command", own));
    Ok(Envelope::new(id, Person::System, Moment(0), "load", &write.into())?)
}

impl Phone {
    /// `number` is the phone's own; two of one person have two.
    pub(crate) fn new(
        address: SocketAddr,
        cookie: String,
        person: Person,
        number: u16,
        now: Moment,
    ) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let (epoch, cursor, waiting) = (None, Cursor::default(), Vec::new());
        Self {
            client,
            address,
            cookie,
            person,
            number,
            epoch,
            cursor,
            waiting,
            acknowledged: 0,
            now,
        }
    }

    /// Puts notes on a young person in line, before the clock runs.
    pub(crate) fn write(&mut self, young: u16, commands: usize) -> Result<(), Failed> {
        let next = self.waiting.len();
        for number in next..next + commands {
            let envelope =
                Envelope { person: self.person, written: self.now, ..note(young, number)? };
            self.waiting.push(envelope.seal(Seq(u64::try_from(number)? + 1))?);
        }
        Ok(())
    }

    /// Sends all of it, so many to a request, each request after the answer to the one before. Answers how long
    /// the slowest took.
    pub(crate) async fn send(mut self, batch: usize) -> Result<Duration, Failed> {
        let mut slowest = Duration::ZERO;
        while self.acknowledged < self.waiting.len() {
            let start = Instant::now();
            self.exchange(batch).await?;
            slowest = slowest.max(start.elapsed());
        }
        Ok(slowest)
    }

    /// How many bytes the first copy takes on the wire, asked for as a browser does, headers left out.
    pub(crate) async fn first_copy_bytes(&mut self) -> Result<usize, Failed> {
        let mut bytes = 0;
        loop {
            let request = self.request(Vec::new());
            bytes += self.post(&request, "br, gzip").await?.len();
            // Asked again in clear: until the cursor moves, the answer is the same.
            let reply: Reply = serde_json::from_slice(&self.post(&request, "identity").await?)?;
            (self.epoch, self.cursor) = (Some(reply.epoch), reply.cursor);
            if !reply.more {
                return Ok(bytes);
            }
        }
    }

    /// One exchange, with at most so many commands.
    pub(crate) async fn exchange(&mut self, most: usize) -> Result<(), Failed> {
        let commands: Vec<_> =
            self.waiting.iter().skip(self.acknowledged).take(most).cloned().collect();
        let sent = commands.len();
        let body = self.post(&self.request(commands), "identity").await?;
        let reply: Reply = serde_json::from_slice(&body)?;
        let applied = |receipt: &domain::exchange::Receipt| {
            receipt.outcome == domain::exchange::Outcome::Applied
        };
        if reply.receipts.len() != sent || !reply.receipts.iter().all(applied) {
            return Err(format!("not applied: {:?}", reply.receipts).into());
        }
        self.acknowledged += sent;
        (self.epoch, self.cursor) = (Some(reply.epoch), reply.cursor);
        Ok(())
    }

    async fn post(&self, request: &Request, encoding: &'static str) -> Result<Bytes, Failed> {
        let request = hyper::Request::post(format!("http://{}/api/exchange", self.address))
            .header("content-type", "application/json")
            .header("origin", format!("http://{}", self.address))
            .header("accept-encoding", encoding)
            .header("cookie", &self.cookie)
            .body(Full::new(Bytes::from(serde_json::to_vec(request)?)))?;
        let (head, body) = self.client.request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        if !head.status.is_success() {
            return Err(format!("{}: {}", head.status, String::from_utf8_lossy(&body)).into());
        }
        Ok(body)
    }

    fn request(&self, commands: Vec<Sealed>) -> Request {
        Request {
            protocol: PROTOCOL,
            app: "load".to_owned(),
            installation: InstallationId(Uuid::from_u128(0x1_0000 + u128::from(self.number))),
            person: self.person,
            epoch: self.epoch,
            cursor: self.cursor.clone(),
            outbox_len: u32::try_from(commands.len()).unwrap_or(u32::MAX),
            commands,
            first_available: Seq(1),
            sent_at: self.now,
            want_digests: false,
            page: None,
            opslag: Vec::new(),
        }
    }
}
