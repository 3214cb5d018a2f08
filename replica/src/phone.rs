//! The only place that waits. Every step is: make it in memory, store it, and only then take it over; a
//! step that could not be stored never happened. No borrow of the state lives across a wait.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

use domain::envelope::Seq;
use domain::exchange::{Reply, Request};
use domain::id::CommandId;
use domain::opslag::NewOpslag;
use domain::{Command, Moment, Rejection, edge};
use futures_util::future::join5;

use crate::exchange::{Exchanged, Failure, read};
use crate::opslag;
use crate::outbox::{self, SETTLED, Sent, bytes};
use crate::parcel::{Parcel, ParcelFault};
use crate::portion::Portion;
use crate::replica::{Identity, Prepared, Replica, Stamp, Tables, line_batch, meta};
use crate::store::{Batch, Durability, Guard, Row, Store, StoreError, Table, Written};
use crate::transport::Transport;

/// A replica with the store it lies in and the way to the server.
#[derive(Debug)]
pub struct Phone<S, T> {
    replica: RefCell<Replica>,
    store: S,
    transport: T,
    /// How much was last found to get through at once.
    portion: Cell<Portion>,
    /// The look-ups noted since this was opened: one a young person and day is enough.
    noted: RefCell<BTreeSet<String>>,
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
    /// The part of the app that decides has not come, and cannot be had now.
    NotHere,
    /// The phone could not store it.
    Store(StoreError),
}

/// A parcel that was not taken in, or not whole: what was is in line, and taking it in again adds the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakeInError {
    /// It is none of this person's.
    Parcel(ParcelFault),
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
        // A copy that exists is opened without writing: a full phone can still be read.
        let mut found = tables(&store).await?;
        if !found.meta.iter().any(|(key, _)| key == meta::IDENTITY) {
            let mut claim = Batch::new(Durability::Strict);
            claim.claim(Table::Meta, meta::IDENTITY, bytes(&identity));
            store.write(claim).await?;
            found = tables(&store).await?;
        }
        let replica = Replica::load(&found, app)?;
        if replica.identity.person != identity.person {
            return Err(PhoneError::ForeignStore);
        }
        let (replica, portion) = (RefCell::new(replica), Cell::new(Portion::FIRST));
        Ok(Self { replica, store, transport, portion, noted: RefCell::default() })
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
        if !edge::is_here() {
            return Err(SubmitError::NotHere);
        }
        let prepare =
            |replica: &Replica| replica.prepare(command.clone(), stamp).map_err(SubmitError::from);
        self.put_in_line(stamp.id, draft, prepare).await
    }

    /// Takes in what waited on another phone of the same person. Answers how many commands were new here.
    pub async fn take_in(&self, parcel: &Parcel) -> Result<usize, TakeInError> {
        let person = self.look(|replica| replica.identity.person);
        let mut new = 0;
        for sealed in parcel.sealed(person).map_err(TakeInError::Parcel)? {
            let id = sealed.open().map_err(|_| TakeInError::Parcel(ParcelFault::NotOne))?.id;
            if self.look(|replica| replica.outbox.place_of(id)).is_none() {
                let prepare = |replica: &Replica| replica.take_in(&sealed);
                self.put_in_line(id, None, prepare).await?;
                new += 1;
            }
        }
        Ok(new)
    }

    /// Stores a command in the first place in line that no other tab takes.
    async fn put_in_line<E: From<StoreError>>(
        &self,
        id: CommandId,
        draft: Option<&str>,
        prepare: impl Fn(&Replica) -> Result<Prepared, E>,
    ) -> Result<Seq, E> {
        for race in 0..MAX_RACES {
            // A store may have written what it said it had not: the same command is not put in line twice.
            let place = || self.look(|replica| replica.outbox.place_of(id));
            if let Some(seq) = (race > 0).then(place).flatten() {
                return Ok(seq);
            }
            let prepared = self.look(&prepare)?;
            match self.store.write(prepared.batch(draft)).await? {
                Written::Done => {
                    let seq = prepared.seq();
                    self.take_over(prepared).await;
                    return Ok(seq);
                }
                Written::GuardFailed => self.refresh().await?,
            }
        }
        Err(StoreError::Other("another tab keeps writing".to_owned()).into())
    }

    /// A stored command shows at once. Another tab may have moved on since: then the store tells, or, if
    /// it cannot be read now, the next exchange. The command is safe either way.
    async fn take_over(&self, prepared: Prepared) {
        let seq = prepared.seq();
        let (next, here) = self.look(|r| (r.outbox.next, r.outbox.waiting.contains_key(&seq)));
        match (here, next == seq) {
            (true, _) => {}
            (false, true) => self.replica.borrow_mut().submitted(prepared),
            (false, false) => drop(self.refresh().await),
        }
    }

    /// The part of the app that reads and decides commands has come: what could not be read shows. Answers whether there
    /// was any of it.
    pub fn commands_came(&self) -> bool {
        let mut replica = self.replica.borrow_mut();
        let any = replica.outbox.read_anew() || replica.has_lost();
        if any {
            replica.recompute();
        }
        any
    }

    /// One exchange with the server. Only one tab at a time may do this.
    pub async fn exchange(&self, now: Moment) -> Result<Exchanged, Failure> {
        let untold = opslag::untold(&self.refresh_outbox().await?);
        let (mut request, version) =
            self.look(|replica| (replica.request(self.portion.get(), now), replica.sync.version));
        request.opslag = untold;
        let body = serde_json::to_string(&request).or(Err(Failure::Garbled))?;
        let before = self.look(|replica| replica.live.offered);
        let last = request.commands.last().map_or(before, |sealed| before.max(sealed.seq));
        self.set_offered(last);
        let answer = self.transport.post(body).await;
        let took = answer.as_ref().map_or(0, |response| response.took);
        let reply = match answer {
            Ok(response) => read(&response),
            Err(why) => Err(why.into()),
        };
        let reply = reply.inspect_err(|why| {
            // Whether it arrived, nobody can tell: the phone says less, never more.
            self.set_offered(before);
            self.shrink(why);
        })?;
        self.learn(&request, &reply, took);
        let (more, next_after, wipe) = (reply.more, reply.next_after, reply.wipe);
        self.follow_line(reply.next_seq).await?;
        if self.look(|replica| replica.sync.version) != version {
            // The answer is to a copy that is no more: folders may have been let go of, or come.
            return Err(Failure::Overtaken);
        }
        let (next, batch) = self.look(|replica| replica.merge(&request, &reply, now));
        match self.store.write(batch).await? {
            Written::Done => {
                self.adopt(next);
                if let Some(told) = opslag::told(&request.opslag, reply.opslag) {
                    // If this fails they are told once more, which changes nothing.
                    drop(self.store.write(told).await);
                }
                Ok(self.look(|replica| replica.after(more, next_after, wipe)))
            }
            Written::GuardFailed => {
                self.refresh().await?;
                Err(Failure::Overtaken)
            }
        }
    }

    /// Somebody looked at a young person's page. The server is told with the next exchange.
    pub async fn note_opslag(&self, opslag: NewOpslag) -> Result<(), StoreError> {
        let key = opslag::key(&opslag);
        if !self.noted.borrow_mut().insert(key.clone()) {
            return Ok(());
        }
        let written = self.store.write(opslag::noted(&opslag)).await;
        if written.is_err() {
            self.noted.borrow_mut().remove(&key);
        }
        written.map(drop)
    }

    fn set_offered(&self, seq: Seq) {
        self.replica.borrow_mut().live.offered = seq;
    }

    /// If the server knows more commands than this phone does, the phone's storage went back in time:
    /// their places in line are never used again. Stored by itself, as another tab may write meanwhile.
    async fn follow_line(&self, expected: Seq) -> Result<(), Failure> {
        let next = self.look(|replica| replica.outbox.next);
        if expected <= next {
            return Ok(());
        }
        match self.store.write(line_batch(next, SETTLED.to_vec(), expected)).await? {
            Written::Done => {
                let mut replica = self.replica.borrow_mut();
                replica.outbox.next = replica.outbox.next.max(expected);
                Ok(())
            }
            Written::GuardFailed => {
                self.refresh().await?;
                Err(Failure::Overtaken)
            }
        }
    }

    /// Takes a stored state over. What was stored while it was being stored, or read, is kept: commands
    /// put in line, outcomes looked at.
    fn adopt(&self, mut next: Replica) {
        let mut replica = self.replica.borrow_mut();
        if next.sync.version < replica.sync.version {
            return;
        }
        let outbox = &mut next.outbox;
        let settled = |seq: &Seq| outbox.waiting.contains_key(seq) || outbox.sent.contains_key(seq);
        let newer: Vec<_> =
            replica.outbox.waiting.iter().filter(|(seq, _)| !settled(seq)).collect();
        let any_newer = !newer.is_empty();
        outbox.waiting.extend(newer.into_iter().map(|(seq, row)| (*seq, row.clone())));
        outbox.next = outbox.next.max(replica.outbox.next);
        for (seq, sent) in &mut outbox.sent {
            let known = replica.outbox.sent.get(seq);
            let seen = known.is_some_and(|known| known.seen && known.outcome == sent.outcome);
            if seen && !sent.seen {
                Rc::make_mut(sent).seen = true;
            }
        }
        next.live.offered = next.live.offered.max(replica.live.offered);
        if any_newer {
            next.recompute();
        }
        *replica = next;
    }

    fn shrink(&self, why: &Failure) {
        let portion = self.portion.get();
        self.portion.set(match why {
            Failure::TooLarge => portion.never_again(),
            Failure::BrokenOff => portion.smaller(),
            _ => portion,
        });
    }

    fn learn(&self, request: &Request, reply: &Reply, took: u32) {
        let portion = self.portion.get();
        let is_full = reply.more || request.commands.len() >= portion.commands();
        self.portion.set(portion.after(took, is_full));
    }

    /// Lets go of folders whose permit has ended. Answers whether any was. They are out of sight even if
    /// the store fails; the rows are then removed the next time something is stored.
    pub async fn expire(&self, now: Moment) -> Result<bool, StoreError> {
        let mut any = false;
        while let Some((next, batch)) = self.look(|replica| replica.expire(now)) {
            any = true;
            match self.store.write(batch).await {
                Ok(Written::Done) => self.adopt(next),
                Ok(Written::GuardFailed) => self.refresh().await?,
                Err(error) => {
                    self.replica.borrow_mut().hide(now);
                    return Err(error);
                }
            }
        }
        Ok(any)
    }

    /// Reads everything another tab may have written.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let tables = tables(&self.store).await?;
        let (app, live) = self.look(|replica| (replica.app, replica.live.clone()));
        let mut next = Replica::load(&tables, app)?;
        next.live = live;
        self.adopt(next);
        Ok(())
    }

    /// Reads what another tab may have put in line. That none has is told by a few small rows, however long
    /// the line is. Answers these.
    async fn refresh_outbox(&self) -> Result<Vec<Row>, StoreError> {
        let meta = self.store.read(Table::Meta).await?;
        if !self.look(|replica| replica.is_as_stored(&meta))? {
            self.refresh().await?;
        }
        Ok(meta)
    }

    /// Somebody has looked at an outcome.
    pub async fn mark_seen(&self, seq: Seq) -> Result<(), StoreError> {
        for _ in 0..MAX_RACES {
            let found = self.look(|r| Some((r.outbox.sent.get(&seq)?.clone(), r.guarded_batch())));
            let Some((sent, mut batch)) = found else { return Ok(()) };
            let sent = Sent { seen: true, ..Sent::clone(&sent) };
            batch.put(Table::Sent, outbox::key(seq), bytes(&sent));
            match self.store.write(batch).await? {
                Written::Done => {
                    let mut replica = self.replica.borrow_mut();
                    let known = replica.outbox.sent.get_mut(&seq);
                    if let Some(known) = known.filter(|known| known.outcome == sent.outcome) {
                        Rc::make_mut(known).seen = true;
                    }
                    return Ok(());
                }
                Written::GuardFailed => self.refresh().await?,
            }
        }
        Err(StoreError::Other("another tab keeps writing".to_owned()))
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

    /// Lets go of a kept form, unless it has changed since it said this: then somebody else still writes there.
    pub async fn drop_draft(&self, name: &str, says: &str) -> Result<Written, StoreError> {
        let says = Some(says.as_bytes().to_vec());
        let guard = Guard { table: Table::Drafts, key: name.to_owned().into(), says };
        let mut batch = Batch { guard: Some(guard), ..Batch::new(Durability::Relaxed) };
        batch.remove(Table::Drafts, name);
        self.store.write(batch).await
    }

    /// The forms that were kept, by name.
    pub async fn drafts(&self) -> Result<Vec<(String, String)>, StoreError> {
        let rows = self.store.read(Table::Drafts).await?;
        let text = |(name, value): Row| (name, String::from_utf8_lossy(&value).into_owned());
        Ok(rows.into_iter().map(text).collect())
    }
}

async fn tables(store: &impl Store) -> Result<Tables, StoreError> {
    // Another tab may store an exchange between these reads. The version, read before and after, tells.
    loop {
        // They are asked for at once, in this order: a browser takes long to answer, and is not asked five times.
        let (before, records, outbox, sent, meta) = join5(
            store.read(Table::Meta),
            store.read(Table::Records),
            store.read(Table::Outbox),
            store.read(Table::Sent),
            store.read(Table::Meta),
        )
        .await;
        let meta = meta?;
        if meta == before? {
            return Ok(Tables { outbox: outbox?, sent: sent?, records: records?, meta });
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

impl From<StoreError> for TakeInError {
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
