//! The server: the real exchange over its store in memory, one transaction a request, that can be stopped
//! between any two steps, fail to commit, be older than the app, and be put back to a backup.

use std::sync::Arc;

use domain::command::Undecodable;
use domain::decide::{Actor, Context, Decision};
use domain::digest::derived_uuid;
use domain::envelope::{Envelope, Seq};
use domain::exchange::{Outcome, Refusal, Reply, Request};
use domain::fixtures::{NOW, THYLAND, setup};
use domain::id::{CommandId, Epoch, InstallationId};
use domain::{Command, Moment, Person, Rejection, View};
use replica::Response;
use server::error::status;
use server::exchange::alone::Alone;
use server::exchange::{Part, Room, Rules, Scribe, Sender, Written, exchange_within};
use server::store::memory::Memory;
use server::store::{Fault, Store as _};
use uuid::Uuid;

use crate::task::finish;

/// Text that makes the server's rule panic.
pub const POISON: &str = "Gift";
/// The command that a server of an older version does not know.
const NEWEST: &str = "aftale.make.v1";

/// The server and its backups.
#[derive(Clone, Debug)]
pub struct Backend {
    /// The database.
    pub store: Memory,
    /// What the rules are: an older server knows fewer commands.
    pub rules: Rules,
    /// How much a reply carries.
    pub room: Room,
    /// Nobody answers while it is down.
    pub up: bool,
    backups: Vec<(Moment, Memory)>,
    epochs: u32,
    asked: u64,
}

/// What becomes of a request's transactions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fate {
    /// Nothing is written.
    pub fails: bool,
    /// It is written, and the database says it was not.
    pub lies: bool,
}

struct Shaky {
    alone: Alone<Memory>,
    fate: Fate,
}

impl Scribe for Shaky {
    async fn write(
        &self,
        sender: Sender,
        request: &Arc<Request>,
        part: Part,
        now: Moment,
    ) -> Result<Written, Fault> {
        if self.fate.fails {
            return Err(Fault::Unavailable("the disk is full".into()));
        }
        let written = self.alone.write(sender, request, part, now).await;
        if self.fate.lies { Err(Fault::Unavailable("it took too long".into())) } else { written }
    }
}

impl Backend {
    /// Thyland as the fixtures have it.
    pub fn thyland() -> Result<Self, String> {
        let store = Memory::that_gives_way();
        let founded = finish(store.found(THYLAND, epoch(0)));
        founded.map_err(|fault| fault.to_string())?;
        let rules = Rules { decide, ..Rules::DOMAIN };
        let (room, backups) = (Room::PAGE, Vec::new());
        let mut backend = Self { store, rules, room, up: true, backups, epochs: 0, asked: 0 };
        backend.set_up()?;
        Ok(backend)
    }

    fn set_up(&mut self) -> Result<(), String> {
        for command in setup() {
            let outcome = self.ask_as_system(&command, NOW)?;
            if outcome != Some(Outcome::Applied) {
                return Err(format!("the set-up's {} came to {outcome:?}", command.name()));
            }
        }
        Ok(())
    }

    /// What the municipality itself asks, straight at the server.
    pub fn ask_as_system(
        &mut self,
        command: &Command,
        now: Moment,
    ) -> Result<Option<Outcome>, String> {
        self.asked += 1;
        let (seq, person) = (Seq(self.asked), Person::System);
        let id = CommandId(Uuid::from_u128(u128::from(self.asked)));
        let envelope = Envelope::new(id, person, now, "system", command);
        let sealed = envelope.and_then(|envelope| envelope.seal(seq));
        let commands = vec![sealed.map_err(|error| error.to_string())?];
        let phone = InstallationId(Uuid::nil());
        let handed_in = Request::handing_in(commands, phone, person, "system", now);
        let request = Request { first_available: seq, ..handed_in };
        let sender = Sender { kommune: THYLAND, person };
        let alone = Alone { store: self.store.clone(), rules: self.rules };
        let done = finish(alone.write(sender, &Arc::new(request), Part::Desk, now));
        let pushed = done.map_err(|fault| fault.to_string())?.map_err(|why| format!("{why:?}"))?;
        Ok(pushed.receipts.first().map(|receipt| receipt.outcome))
    }

    /// A copy of its own, to go another way.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self { store: self.store.copy(), ..self.clone() }
    }

    /// The server's part of one exchange.
    pub fn answer(
        &self,
        signed_in: Option<Person>,
        body: String,
        fate: Fate,
        now: Moment,
    ) -> impl Future<Output = Response> + 'static {
        let (store, room) = (self.store.clone(), self.room);
        let scribe = Shaky { alone: Alone { store: store.clone(), rules: self.rules }, fate };
        async move {
            let answer = match (signed_in, serde_json::from_str::<Request>(&body)) {
                (None, _) => Err(Refusal::SignedOut),
                (_, Err(_)) => Err(Refusal::Malformed),
                (Some(person), Ok(request)) => {
                    let sender = Sender { kommune: THYLAND, person };
                    let request = Arc::new(request);
                    let answer = exchange_within(&store, &scribe, sender, request, room, now);
                    Box::pin(answer).await.unwrap_or(Err(Refusal::Busy))
                }
            };
            response(&answer)
        }
    }

    /// Keeps a copy of the database.
    pub fn back_up(&mut self, now: Moment) {
        self.backups.push((now, self.store.copy()));
    }

    /// Puts the database back to some copy made since `earliest`.
    pub fn restore(
        &mut self,
        earliest: Moment,
        pick: impl FnOnce(usize) -> usize,
    ) -> Option<Moment> {
        self.backups.retain(|(made, _)| *made >= earliest);
        let (made, copy) = self.backups.get(pick(self.backups.len()))?;
        let (made, store) = (*made, copy.copy());
        self.epochs += 1;
        store.begin_epoch(THYLAND, epoch(self.epochs));
        self.store = store;
        Some(made)
    }

    /// Makes the server as old as can be, or as new.
    pub fn be_old(&mut self, old: bool) {
        self.rules.read = if old { read_as_before } else { Envelope::command };
    }
}

fn epoch(number: u32) -> Epoch {
    Epoch(derived_uuid(Uuid::nil(), &format!("epoch {number}")))
}

fn response(answer: &Result<Reply, Refusal>) -> Response {
    let (status, body) = match answer {
        Ok(reply) => (200, serde_json::to_string(reply)),
        Err(refusal) => (status(*refusal).as_u16(), serde_json::to_string(refusal)),
    };
    Response { status, body: body.unwrap_or_default(), took: 0 }
}

fn read_as_before(envelope: &Envelope) -> Result<Command, Undecodable> {
    if envelope.name == NEWEST {
        return Err(Undecodable::UnknownName);
    }
    envelope.command()
}

/// The domain's rule, but for a bug that some texts meet.
fn decide(
    view: &dyn View,
    actor: &Actor<'_>,
    command: &Command,
    context: &Context,
) -> Result<Decision, Rejection> {
    if let Command::WriteNotat(notat) = command
        && notat.tekst.as_str().starts_with(POISON)
    {
        // As a panic, but that nothing is printed.
        std::panic::resume_unwind(Box::new(POISON));
    }
    domain::decide(view, actor, command, context)
}
