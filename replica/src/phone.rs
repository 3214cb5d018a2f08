//! The only place that waits. Every step is: make it in memory, store it, and only then take it over; a
//! step that could not be stored never happened. No borrow of the state lives across a wait.

use std::cell::{Cell, RefCell};
use std::fmt;

use domain::envelope::Seq;
use domain::exchange::MAX_COMMANDS;
use domain::{Command, Moment, Rejection};

use crate::exchange::{Exchanged, Failure, read};
use crate::outbox::{self, bytes};
use crate::replica::{Identity, Prepared, Replica, Stamp, Tables, meta};
use crate::store::{Batch, Durability, Store, StoreError, Table, Written};
use crate::transport::Transport;

/// A replica with the store it lies in and the way to the server.
#[derive(Debug)]
pub struct Phone<S, T> {
    replica: RefCell<Replica>,
    store: S,
    transport: T,
    /// How many commands the server was last found to take at once.
    most: Cell<usize>,
}

/// A phone that cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// The store failed.
    Store(StoreError),
    /// The store belongs to another person. Nothing of theirs is shown or sent.
    ForeignStore,
}

/// A command that was not stored. The form still has what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitError {
    /// The rule says no.
    Rejected(Rejection),
    /// The phone could not store it.
    Store(StoreError),
}

/// How often a place in line may be lost to another tab before giving up.
const MAX_RACES: usize = 20;

impl<S: Store, T: Transport> Phone<S, T> {
    /// Opens a person's copy; the first time, it becomes theirs. `identity.installation` counts only
    /// then: an existing copy keeps its own.
    pub async fn open(
        store: S,
        transport: T,
        identity: Identity,
        app: &'static str,
    ) -> Result<Self, PhoneError> {
        let mut claim = Batch::new(Durability::Strict).guarded(meta::IDENTITY, None);
        claim.put(Table::Meta, meta::IDENTITY, bytes(&identity));
        store.write(claim).await?;
        let replica = Replica::load(&tables(&store).await?, app)?;
        if replica.identity.person != identity.person {
            return Err(PhoneError::ForeignStore);
        }
        let (replica, most) = (RefCell::new(replica), Cell::new(MAX_COMMANDS));
        Ok(Self { replica, store, transport, most })
    }

    /// Looks at the copy. Must not wait inside.
    pub fn look<R>(&self, look: impl FnOnce(&Replica) -> R) -> R {
        look(&self.replica.borrow())
    }

    /// Decides a command and stores it. When this returns, it survives a power cut.
    pub async fn submit(
        &self,
        command: Command,
        stamp: Stamp,
        draft: Option<&str>,
    ) -> Result<Seq, SubmitError> {
        for _ in 0..MAX_RACES {
            let prepared = self.look(|replica| replica.prepare(command.clone(), stamp))?;
            match self.store.write(prepared.batch(draft)).await? {
                Written::Done => {
                    let seq = prepared.seq();
                    self.take_over(prepared).await?;
                    return Ok(seq);
                }
                Written::GuardFailed => self.refresh().await?,
            }
        }
        Err(SubmitError::Store(StoreError::Other("another tab keeps writing".to_owned())))
    }

    /// A stored command shows at once. Another tab may have moved on since: then the store tells.
    async fn take_over(&self, prepared: Prepared) -> Result<(), StoreError> {
        let seq = prepared.seq();
        let (next, here) = self.look(|r| (r.outbox.next, r.outbox.waiting.contains_key(&seq)));
        match (here, next == seq) {
            (true, _) => {}
            (false, true) => self.replica.borrow_mut().submitted(prepared),
            (false, false) => self.refresh().await?,
        }
        Ok(())
    }

    /// One exchange with the server. Only one tab at a time may do this.
    pub async fn exchange(&self, now: Moment) -> Result<Exchanged, Failure> {
        self.refresh_outbox().await?;
        let request = self.look(|replica| replica.request(self.most.get(), now));
        let body = serde_json::to_string(&request).or(Err(Failure::Garbled))?;
        if let Some(last) = request.commands.last() {
            let mut replica = self.replica.borrow_mut();
            replica.live.offered = replica.live.offered.max(last.seq);
        }
        let response = self.transport.post(body).await.or(Err(Failure::Unreachable))?;
        let reply = read(&response).inspect_err(|why| self.shrink(why))?;
        let (more, next_after) = (reply.more, reply.next_after);
        let (next, batch) = self.look(|replica| replica.merge(&request, &reply, now));
        match self.store.write(batch).await? {
            Written::Done => {
                self.adopt(next);
                Ok(self.look(|replica| replica.after(more, next_after)))
            }
            Written::GuardFailed => {
                self.refresh().await?;
                Err(Failure::Overtaken)
            }
        }
    }

    /// Takes a stored state over. Commands that were stored while it was being stored are kept.
    fn adopt(&self, mut next: Replica) {
        let mut replica = self.replica.borrow_mut();
        let newer = replica.outbox.waiting.iter().filter(|(seq, _)| **seq >= next.outbox.next);
        next.outbox.waiting.extend(newer.map(|(seq, row)| (*seq, row.clone())).collect::<Vec<_>>());
        next.outbox.next = next.outbox.next.max(replica.outbox.next);
        next.live.offered = next.live.offered.max(replica.live.offered);
        next.recompute();
        *replica = next;
    }

    fn shrink(&self, why: &Failure) {
        if *why == Failure::TooLarge {
            self.most.set((self.most.get() / 2).max(1));
        }
    }

    /// Lets go of folders whose permit has ended. Answers whether any was.
    pub async fn expire(&self, now: Moment) -> Result<bool, StoreError> {
        let Some((next, batch)) = self.look(|replica| replica.expire(now)) else {
            return Ok(false);
        };
        match self.store.write(batch).await? {
            Written::Done => self.adopt(next),
            Written::GuardFailed => self.refresh().await?,
        }
        Ok(true)
    }

    /// Reads everything another tab may have written.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let tables = tables(&self.store).await?;
        let mut replica = self.replica.borrow_mut();
        let live = replica.live.clone();
        *replica = Replica::load(&tables, replica.app)?;
        replica.live = live;
        Ok(())
    }

    /// Reads what another tab may have put in line.
    async fn refresh_outbox(&self) -> Result<(), StoreError> {
        let rows = self.store.read(Table::Outbox).await?;
        let changed = {
            let replica = self.replica.borrow();
            let known = replica.outbox.waiting.keys().map(|seq| outbox::key(*seq));
            !known.eq(rows.iter().map(|(key, _)| key.clone()))
        };
        if changed { self.refresh().await } else { Ok(()) }
    }

    /// Somebody has looked at an outcome.
    pub async fn mark_seen(&self, seq: Seq) -> Result<(), StoreError> {
        let found = self.look(|replica| replica.outbox.sent.get(&seq).cloned());
        let Some(mut sent) = found else { return Ok(()) };
        sent.seen = true;
        let mut batch = Batch::new(Durability::Relaxed);
        batch.put(Table::Sent, outbox::key(seq), bytes(&sent));
        self.store.write(batch).await?;
        self.replica.borrow_mut().outbox.sent.insert(seq, sent);
        Ok(())
    }

    /// Keeps a form as it is, or lets go of it.
    pub async fn keep_draft(&self, name: &str, text: Option<String>) -> Result<(), StoreError> {
        let mut batch = Batch::new(Durability::Relaxed);
        match text {
            Some(text) => batch.put(Table::Drafts, name, text.into_bytes()),
            None => batch.remove(Table::Drafts, name),
        }
        self.store.write(batch).await.map(|_| ())
    }

    /// The forms that were kept, by name.
    pub async fn drafts(&self) -> Result<Vec<(String, String)>, StoreError> {
        let rows = self.store.read(Table::Drafts).await?;
        let text = |(name, value)| Some((name, String::from_utf8(value).ok()?));
        Ok(rows.into_iter().filter_map(text).collect())
    }
}

async fn tables(store: &impl Store) -> Result<Tables, StoreError> {
    // Another tab may store an exchange between these reads. The version, read before and after, tells.
    loop {
        let before = store.read(Table::Meta).await?;
        let records = store.read(Table::Records).await?;
        let outbox = store.read(Table::Outbox).await?;
        let sent = store.read(Table::Sent).await?;
        let meta = store.read(Table::Meta).await?;
        if meta == before {
            return Ok(Tables { outbox, sent, records, meta });
        }
    }
}

impl From<StoreError> for PhoneError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<StoreError> for SubmitError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Rejection> for SubmitError {
    fn from(why: Rejection) -> Self {
        Self::Rejected(why)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl fmt::Display for PhoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::ForeignStore => f.write_str("the store belongs to another person"),
        }
    }
}

impl std::error::Error for PhoneError {}
