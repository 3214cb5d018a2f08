//! A fake phone: an outbox, a cursor, a copy. Simple-minded on purpose; the real one is the replica.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::digest::Digest;
use domain::envelope::{Envelope, Sealed, Seq};
use domain::exchange::{Cursor, Outcome, PROTOCOL, Refusal, Reply, Request};
use domain::id::{CommandId, Epoch, InstallationId};
use domain::{Command, Folder, Moment, Person};
use http_body_util::BodyExt as _;
use hyper::Method;
use serde_json::value::RawValue;
use server::state::Clock as _;
use uuid::Uuid;

use super::{HandClock, Http};

#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) http: Http,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) person: Person,
    pub(crate) cookie: String,
    pub(crate) installation: InstallationId,
    pub(crate) epoch: Option<Epoch>,
    pub(crate) cursor: Cursor,
    /// Everything ever written, in order; `acknowledged` of them are done with.
    pub(crate) written: Vec<Sealed>,
    pub(crate) acknowledged: usize,
    pub(crate) outcomes: BTreeMap<Seq, Outcome>,
    pub(crate) folders: BTreeMap<String, Rows>,
    number: u128,
}

type Rows = BTreeMap<(String, Uuid), (u64, String)>;

impl Phone {
    pub(crate) fn new(
        http: Http,
        clock: Arc<HandClock>,
        person: Person,
        cookie: String,
        number: u128,
    ) -> Self {
        Self {
            http,
            clock,
            person,
            cookie,
            installation: InstallationId(Uuid::from_u128(number)),
            epoch: None,
            cursor: Cursor::default(),
            written: Vec::new(),
            acknowledged: 0,
            outcomes: BTreeMap::new(),
            folders: BTreeMap::new(),
            number,
        }
    }

    /// Writes a command down, now by the phone's clock.
    pub(crate) fn write(&mut self, command: impl Into<Command>) -> Seq {
        let now = self.clock.now();
        self.write_at(now, command)
    }

    pub(crate) fn write_at(&mut self, written: Moment, command: impl Into<Command>) -> Seq {
        let id = self.next_command();
        let envelope = Envelope::new(id, self.person, written, "test", &command.into()).unwrap();
        let seq = self.next();
        self.written.push(envelope.seal(seq).unwrap());
        seq
    }

    /// Writes down any text as an envelope.
    pub(crate) fn write_raw(&mut self, body: &str) -> Seq {
        let seq = self.next();
        let body = RawValue::from_string(body.to_owned()).unwrap();
        self.written.push(Sealed { seq, body });
        seq
    }

    /// Writes down a command by name.
    pub(crate) fn write_named(&mut self, name: &str, args: &str) -> Seq {
        let (id, now) = (self.next_command(), self.clock.now().0);
        let person = self.person;
        self.write_raw(&format!(
            r#"{{"id":"{id}","person":"{person}","written":{now},"app":"test","name":"{name}","args":{args}}}"#
        ))
    }

    fn next(&self) -> Seq {
        Seq(self.written.len() as u64 + 1)
    }

    pub(crate) fn next_command(&self) -> CommandId {
        CommandId(Uuid::from_u128((self.number << 32) + self.written.len() as u128 + 1))
    }

    pub(crate) fn request(&self) -> Request {
        Request {
            protocol: PROTOCOL,
            app: "test".to_owned(),
            installation: self.installation,
            person: self.person,
            epoch: self.epoch,
            cursor: self.cursor.clone(),
            commands: self.written[self.acknowledged..].to_vec(),
            first_available: Seq(1),
            outbox_len: (self.written.len() - self.acknowledged) as u32,
            sent_at: self.clock.now(),
            want_digests: false,
            page: None,
            opslag: Vec::new(),
        }
    }

    pub(crate) async fn send(&self, request: &Request) -> Result<Reply, (u16, Refusal)> {
        self.send_raw(serde_json::to_vec(request).unwrap()).await
    }

    /// As `send`, over a line that may break: then there is no status.
    pub(crate) async fn try_send(&self, request: &Request) -> Result<Reply, Option<u16>> {
        let (body, origin) = (serde_json::to_vec(request).unwrap(), self.http.origin());
        let headers =
            [("cookie", &*self.cookie), ("origin", &origin), ("content-type", "application/json")];
        let answer = self.http.open(Method::POST, "/api/exchange", &headers, body).await;
        let answer = answer.or(Err(None))?;
        if answer.status() != 200 {
            return Err(Some(answer.status().as_u16()));
        }
        let body = answer.into_body().collect().await.or(Err(None))?.to_bytes();
        Ok(serde_json::from_slice(&body).unwrap())
    }

    pub(crate) async fn send_raw(&self, body: Vec<u8>) -> Result<Reply, (u16, Refusal)> {
        let answer = self.http.post("/api/exchange", &self.cookie, "application/json", body).await;
        match answer.status {
            200 => Ok(serde_json::from_slice(&answer.body).unwrap()),
            status => Err((status, serde_json::from_slice(&answer.body).unwrap())),
        }
    }

    /// One exchange, taken in.
    pub(crate) async fn exchange(&mut self) -> Reply {
        let reply = self.send(&self.request()).await.unwrap();
        self.take(&reply);
        reply
    }

    /// Exchanges until nothing is left to fetch, and checks that phone and server hold the same.
    pub(crate) async fn sync(&mut self) {
        while self.exchange().await.more {}
        let reply = self.exchange().await;
        assert_eq!(self.digest(), reply.digest, "phone and server hold the same");
    }

    pub(crate) fn take(&mut self, reply: &Reply) {
        for receipt in &reply.receipts {
            self.outcomes.insert(receipt.seq, receipt.outcome);
        }
        self.acknowledged = usize::try_from(reply.next_seq.0).unwrap() - 1;
        if self.epoch != Some(reply.epoch) {
            self.folders.clear();
        }
        for page in &reply.folders {
            let rows = self.folders.entry(page.folder.clone()).or_default();
            if page.after == 0 {
                rows.clear();
            }
            for change in &page.changes {
                let key = (change.kind.clone(), change.id);
                match &change.doc {
                    Some(doc) => rows.insert(key, (change.rev, doc.get().to_owned())),
                    None => rows.remove(&key),
                };
            }
        }
        for folder in &reply.leave {
            self.folders.remove(folder);
        }
        self.epoch = Some(reply.epoch);
        self.cursor = reply.cursor.clone();
    }

    pub(crate) fn digest(&self) -> Digest {
        let mut sum = Digest::default();
        for (folder, rows) in &self.folders {
            let folder: Folder = folder.parse().unwrap();
            sum ^= Digest::of_folder(folder, of_rows(rows));
        }
        sum
    }

    pub(crate) fn outcome(&self, seq: Seq) -> Outcome {
        self.outcomes[&seq]
    }

    pub(crate) fn holds(&self, folder: Folder) -> bool {
        self.folders.contains_key(&folder.to_string())
    }

    /// The documents of one kind in a folder.
    pub(crate) fn docs(&self, folder: Folder, kind: &str) -> Vec<serde_json::Value> {
        let rows = self.folders.get(&folder.to_string()).into_iter().flatten();
        let of_kind = rows.filter(|((of, _), _)| of == kind);
        of_kind.map(|(_, (_, doc))| serde_json::from_str(doc).unwrap()).collect()
    }
}

pub(crate) fn of_rows(rows: &Rows) -> Digest {
    let mut sum = Digest::default();
    for ((kind, id), (rev, doc)) in rows {
        sum ^= Digest::of_row(kind, *id, *rev, doc);
    }
    sum
}
