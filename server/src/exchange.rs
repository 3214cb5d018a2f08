//! The server's half of the exchange (docs/protocol.md), free of HTTP: what is checked, in which order.
//!
//! `push` judges the commands, `holdings` settles what the phone is to hold, both in one write
//! transaction; `pull` then reads the reply in one snapshot. What is true of access is in `access`.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;

use domain::command::Undecodable;
use domain::decide::{Actor, Context, Decision};
use domain::digest::is_derived;
use domain::envelope::Envelope;
use domain::envelope::Seq;
use domain::exchange::{MAX_COMMANDS, PROTOCOL, Receipt, Refusal, Reply, Request};
use domain::id::KommuneId;
use domain::{Command, Folder, Moment, Person, Rejection, View};

use crate::account::installation;
use crate::store::{Fault, Store, Write};

pub mod access;
pub mod alone;
pub mod bring;
pub mod daily;
pub mod derived;
pub mod effects;
pub mod holdings;
mod judge;
mod ledger;
mod opslag;
pub mod pull;
pub mod push;
pub mod shape;
pub mod view;

pub use pull::Room;

/// Who is signed in where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender {
    pub kommune: KommuneId,
    pub person: Person,
}

/// How an envelope is understood and a command decided: the domain's rules, or a test's.
#[derive(Clone, Copy)]
pub struct Rules {
    pub read: fn(&Envelope) -> Result<Command, Undecodable>,
    pub decide: Decide,
    /// How many phones that live somebody has, and how many new ones on a day.
    pub most_phones: u32,
    /// How much one person hands in on a day, in kilobytes.
    pub most_handed: u32,
}

/// The shape of [`domain::decide()`].
pub type Decide = fn(&dyn View, &Actor<'_>, &Command, &Context) -> Result<Decision, Rejection>;

/// What came of a request's commands.
#[derive(Clone, Debug, Default)]
pub struct Pushed {
    pub receipts: Vec<Receipt>,
    pub next_seq: Seq,
    /// How many look-ups were taken.
    pub opslag: usize,
    /// The phone was revoked: what it wrote is judged as ever, and it gets nothing more.
    pub revoked: bool,
    pub touched: Touched,
}

/// What a commit changed, for those who wait to hear of it.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    pub folders: BTreeSet<Folder>,
    /// Somebody may see more or less than before.
    pub access: bool,
}

/// What is to be written of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its commands, and what the phone is to hold.
    All,
    /// Its commands, asked on one of the server's own pages or by its set-up: these may ask for more than a
    /// phone may.
    Desk,
    /// What the phone is to hold; the commands were carried out before.
    Holdings,
}

/// Whoever carries requests out and commits them: one task for many phones, or a simulation's single
/// thread.
pub trait Scribe: Sync {
    /// Carries out a request and returns when it is committed.
    fn write(
        &self,
        sender: Sender,
        request: &Arc<Request>,
        part: Part,
        now: Moment,
    ) -> impl Future<Output = Result<Written, Fault>> + Send;
}

/// What came of writing.
pub type Written = Result<Pushed, Refusal>;

/// The expected "no" to a whole request, or a reply.
pub type Answer = Result<Reply, Refusal>;

impl Touched {
    /// Adds what another commit changed.
    pub fn join(&mut self, other: Self) {
        self.folders.extend(other.folders);
        self.access |= other.access;
    }
}

impl Rules {
    /// The real ones.
    pub const DOMAIN: Self = Self {
        read: Envelope::command,
        decide: domain::decide,
        most_phones: installation::MOST,
        most_handed: daily::MOST_HANDED,
    };
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rules")
    }
}

/// No place in line comes before this one.
const FIRST: Seq = Seq(1);

/// How often the reply is tried when a grant begins or ends just between writing and reading.
const ATTEMPTS: usize = 3;

/// Carries out a request: commands first, then what has changed.
pub async fn exchange<S: Store>(
    store: &S,
    scribe: &impl Scribe,
    sender: Sender,
    request: Arc<Request>,
    now: Moment,
) -> Result<Answer, Fault> {
    exchange_within(store, scribe, sender, request, Room::PAGE, now).await
}

/// As [`exchange`], with replies of another size. A phone on a poor line asks for smaller ones yet.
pub async fn exchange_within<S: Store>(
    store: &S,
    scribe: &impl Scribe,
    sender: Sender,
    request: Arc<Request>,
    room: Room,
    now: Moment,
) -> Result<Answer, Fault> {
    if let Some(refusal) = refusal(&request, sender.person) {
        return Ok(Err(refusal));
    }
    let mut pushed = None;
    if !request.commands.is_empty() || !request.opslag.is_empty() {
        match scribe.write(sender, &request, Part::All, now).await? {
            Ok(done) => pushed = Some(done),
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    let room = room.at_most(request.page);
    for _ in 0..ATTEMPTS {
        let mut snapshot = store.read(sender.kommune).await?;
        match pull::pull(&mut snapshot, sender, &request, pushed.as_ref(), room, now).await? {
            pull::Pulled::Answer(answer) => return Ok(*answer),
            pull::Pulled::Unsettled => {}
        }
        drop(snapshot);
        let settled = scribe.write(sender, &request, Part::Holdings, now).await?;
        match (settled, &pushed) {
            (Err(refusal), _) => return Ok(Err(refusal)),
            (Ok(done), None) => pushed = Some(done),
            (Ok(_), Some(_)) => {}
        }
    }
    Ok(Err(Refusal::Busy))
}

/// Carries one request out in a transaction that somebody else commits.
pub async fn write<W: Write>(
    tx: &mut W,
    rules: &Rules,
    sender: Sender,
    request: &Request,
    part: Part,
    now: Moment,
) -> Result<Written, Fault> {
    let written = push::push(tx, rules, sender, request, part, now).await?;
    if let Ok(pushed) = &written {
        holdings::settle(tx, sender, request, pushed.revoked, now).await?;
    }
    Ok(written)
}

/// What is wrong with a request before anything is looked up.
fn refusal(request: &Request, signed_in: Person) -> Option<Refusal> {
    let gap = || {
        let seqs = request.commands.iter().map(|sealed| sealed.seq);
        seqs.clone().zip(seqs.skip(1)).any(|(seq, after)| after != seq.next())
    };
    if request.protocol < PROTOCOL {
        Some(Refusal::AppTooOld)
    } else if request.protocol > PROTOCOL {
        Some(Refusal::ServerTooOld)
    } else if request.person != signed_in {
        Some(Refusal::WrongPerson)
    } else if is_derived(request.installation.0) {
        // Such a line is the server's own (`account::command`), and no phone's, whoever asks.
        Some(Refusal::ForeignInstallation)
    } else if request.commands.len().max(request.opslag.len()) > MAX_COMMANDS {
        Some(Refusal::TooManyCommands)
    } else if request.commands.iter().any(|one| one.seq < FIRST || one.seq == one.seq.next()) {
        // The last place of all has none after it: whatever came next would stand there too.
        Some(Refusal::Malformed)
    } else if gap() {
        Some(Refusal::Gap)
    } else {
        None
    }
}
