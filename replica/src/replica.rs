//! The state of one person's copy on one phone, and what it looks like from outside. Synchronous: every
//! step that must be stored is first made (`prepare`, `merge`), then stored by `phone`, then taken over.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::digest::Digest;
use domain::envelope::{Envelope, Sealed, Seq};
use domain::exchange::Cursor;
use domain::grant::Permits;
use domain::id::{CommandId, Epoch, InstallationId, KommuneId};
use domain::{Command, Folder, Moment, Person, Rejection, decide};
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use crate::confirmed::{Confirmed, FolderNote};
use crate::outbox::{self, Outbox, Sent, Waiting, bytes, parse};
use crate::pending::{Decider, Overlay, Pending};
use crate::store::{Batch, Durability, Row, StoreError, Table};

/// One person's copy on one phone.
#[derive(Clone, Debug)]
pub struct Replica {
    /// Whose copy this is.
    pub identity: Identity,
    /// The app's version, written on every command.
    pub app: &'static str,
    pub(crate) confirmed: Confirmed,
    pub(crate) outbox: Outbox,
    pub(crate) pending: Pending,
    pub(crate) permits: Permits,
    pub(crate) sync: SyncNote,
    pub(crate) live: Live,
}

/// Who uses this copy. Stored once; another person on the same phone has a store of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// This browser profile, for this person.
    pub installation: InstallationId,
    /// The person.
    pub person: Person,
    /// Their municipality.
    pub kommune: KommuneId,
}

/// How far the copy reaches. Stored with every exchange.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SyncNote {
    /// Rises with every stored exchange; a tab that read an older one must read again.
    pub(crate) version: u64,
    /// The server state that the cursor belongs to.
    pub(crate) epoch: Option<Epoch>,
    /// Up to where everything is here.
    pub(crate) cursor: Cursor,
    /// The place in line that the server expects next.
    pub(crate) expected: Seq,
    /// From where on the journal is still to be offered to a restored server.
    #[serde(default)]
    pub(crate) reoffer: Option<Seq>,
    /// Folders of a former server state that the present one has not told of yet.
    #[serde(default, deserialize_with = "known")]
    pub(crate) unconfirmed: BTreeSet<Folder>,
    /// The fingerprint that the copy must have, as the server told it at this cursor; none while more is
    /// to come. Whether it has it is always computed, never noted: see [`Replica::verified`].
    #[serde(default)]
    pub(crate) told: Option<Digest>,
    /// When the server last answered, by the phone's clock.
    pub(crate) contact: Option<Moment>,
    /// How far the phone's clock was ahead of the server's then, in milliseconds.
    #[serde(default)]
    pub(crate) ahead: i64,
}

/// What is true only while the app runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Live {
    /// Every command up to here was in a request that left the phone.
    pub(crate) offered: Seq,
    /// Commands that the server holds because it is too old for them. Offered again at every start.
    pub(crate) held: BTreeSet<Seq>,
    /// How often in a row the fingerprints differed and folders were asked for anew.
    pub(crate) repairs: u32,
    /// The last answer showed a difference, and asking again may mend it.
    pub(crate) repairing: bool,
    /// The last answer was one of several: folders that cannot be read are not asked for again until the
    /// others are here.
    pub(crate) paging: bool,
    /// The last answer changed nothing: the same request would bring the same answer.
    pub(crate) stalled: bool,
}

/// Everything read from the store.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) outbox: Vec<Row>,
    pub(crate) sent: Vec<Row>,
    pub(crate) records: Vec<Row>,
    pub(crate) meta: Vec<Row>,
}

/// A command that was decided and awaits being stored.
#[derive(Debug)]
pub struct Prepared {
    seq: Seq,
    waiting: Waiting,
}

/// What a command is stamped with: both come from outside.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// Now, by the phone's clock.
    pub now: Moment,
    /// The command's id.
    pub id: CommandId,
}

pub(crate) mod meta {
    //! The rows of the meta table.
    pub(crate) const IDENTITY: &str = "identity";
    pub(crate) const NEXT: &str = "next";
    pub(crate) const VERSION: &str = "version";
    pub(crate) const SYNC: &str = "sync";
    pub(crate) const FOLDERS: &str = "folders";
}

impl Replica {
    pub(crate) fn load(tables: &Tables, app: &'static str) -> Result<Self, StoreError> {
        let identity = tables.meta(meta::IDENTITY)?.ok_or(StoreError::Corrupt("no identity"))?;
        let sync: SyncNote = tables.meta(meta::SYNC)?.unwrap_or_default();
        let notes: BTreeMap<String, FolderNote> = tables.meta(meta::FOLDERS)?.unwrap_or_default();
        let notes = notes.into_iter().filter_map(|(name, note)| Some((name.parse().ok()?, note)));
        let next = tables.meta(meta::NEXT)?.unwrap_or(Seq(1));
        let mut replica = Self {
            identity,
            app,
            confirmed: Confirmed::load(notes.collect(), &tables.records),
            outbox: Outbox::load(&tables.outbox, &tables.sent, next)?,
            pending: Pending::default(),
            permits: Permits::default(),
            sync,
            live: Live::default(),
        };
        replica.recompute();
        Ok(replica)
    }

    /// What the person sees: confirmed records with the pending commands over them.
    #[must_use]
    pub fn view(&self) -> Overlay<'_> {
        Overlay { confirmed: &self.confirmed, pending: &self.pending }
    }

    /// What the person may do.
    #[must_use]
    pub fn permits(&self) -> &Permits {
        &self.permits
    }

    /// The folders on this phone.
    pub fn folders(&self) -> impl Iterator<Item = Folder> + '_ {
        self.confirmed.folders.keys().copied()
    }

    /// What waits to be sent, in order.
    pub fn waiting(&self) -> impl Iterator<Item = (Seq, &Waiting)> {
        self.outbox.waiting.iter().map(|(seq, row)| (*seq, &**row))
    }

    /// What was sent and its outcome, newest first.
    pub fn sent(&self) -> impl Iterator<Item = &Sent> {
        self.outbox.sent.values().rev().map(Rc::as_ref)
    }

    /// Where this very command waits, or was sent and not refused.
    #[must_use]
    pub fn place_of_same(&self, command: &Command) -> Option<Seq> {
        self.outbox.place_of_same(command)
    }

    /// Whether a command that waits or was sent speaks of this id.
    #[must_use]
    pub fn speaks_of(&self, id: Uuid) -> bool {
        self.outbox.speaks_of(id)
    }

    /// Why this phone itself doubts a pending command, if it does.
    #[must_use]
    pub fn doubt(&self, seq: Seq) -> Option<Rejection> {
        self.pending.doubted.get(&seq).copied()
    }

    /// Decides a command and puts it in line. What this phone can see is wrong is refused at once, while
    /// the person still has the form before them.
    pub fn prepare(&self, command: Command, stamp: Stamp) -> Result<Prepared, Rejection> {
        let decider = self.decider();
        let context = decider.context(stamp.id, stamp.now);
        decide(&self.view(), &decider.actor(), &command, &context)?;
        let seq = self.outbox.next;
        let sealed = self.seal(&command, stamp, seq).or(Err(Rejection::Unknown))?;
        let (envelope, sealed) = sealed;
        Ok(Prepared { seq, waiting: Waiting { sealed, envelope, command: Some(command) } })
    }

    /// Gives a command of the same person from another phone a place in line, as it was written. The server
    /// decides: what this phone can see was not what the writer saw.
    pub(crate) fn take_in(&self, sealed: &Sealed) -> Result<Prepared, StoreError> {
        let seq = self.outbox.next;
        let sealed = Sealed { seq, body: sealed.body.clone() };
        Ok(Prepared { seq, waiting: Waiting::open(sealed)? })
    }

    fn seal(
        &self,
        command: &Command,
        stamp: Stamp,
        seq: Seq,
    ) -> Result<(Envelope, Sealed), serde_json::Error> {
        let person = self.identity.person;
        let envelope = Envelope::new(stamp.id, person, stamp.now, self.app, command)?;
        let sealed = envelope.seal(seq)?;
        Ok((envelope, sealed))
    }

    /// The prepared command is stored: it shows from now on.
    pub(crate) fn submitted(&mut self, prepared: Prepared) {
        let Prepared { seq, waiting } = prepared;
        let decider = Decider {
            person: self.identity.person,
            permits: &self.permits,
            kommune: self.identity.kommune,
        };
        self.pending.add(seq, &waiting, &self.confirmed, decider);
        self.outbox.waiting.insert(seq, Rc::new(waiting));
        self.outbox.next = seq.next();
    }

    /// Computes anew what follows from the confirmed records and the outbox.
    pub(crate) fn recompute(&mut self) {
        let permits = self.confirmed.folders.iter().map(|(folder, copy)| (*folder, copy.permit));
        self.permits = permits.collect();
        let lost = self.outbox.lost(self.sync.expected);
        self.pending = Pending::replay(&self.confirmed, &self.outbox, lost, self.decider());
    }

    /// Whether everything is here and is what the server has (I12), and the server has lost nothing that
    /// this phone could give it back.
    pub(crate) fn verified(&self) -> bool {
        self.sync.cursor.behind.is_empty() && self.is_equal() && self.is_given_back()
    }

    /// Whether the server, restored or not, has every command again that it had.
    pub(crate) fn is_given_back(&self) -> bool {
        self.sync.reoffer.is_none() && !self.has_lost()
    }

    /// As [`Replica::verified`], if that can be said without reading everything; else no.
    pub(crate) fn seen_to_be_verified(&self) -> bool {
        self.confirmed.is_summed() && self.verified()
    }

    /// Computes more of what [`crate::Status::verified`] needs after opening, about so many documents of it.
    /// Answers whether that is done.
    #[must_use]
    pub fn sum_up(&self, documents: usize) -> bool {
        self.confirmed.sum(documents)
    }

    /// Whether the fingerprint the server told is that of the phone's own rows.
    pub(crate) fn is_equal(&self) -> bool {
        self.sync.told.is_some_and(|told| told == self.confirmed.digest())
    }

    /// Whether the server, restored, expects commands again that it had received.
    pub(crate) fn has_lost(&self) -> bool {
        self.outbox.lost(self.sync.expected).next().is_some()
    }

    fn decider(&self) -> Decider<'_> {
        let Identity { person, kommune, .. } = self.identity;
        Decider { person, permits: &self.permits, kommune }
    }

    /// Folders whose permit has ended are gone from this phone, with no network needed (I8). What waits
    /// in the outbox stays: the server judges it. Should the permit be given again, the folder comes anew.
    pub(crate) fn expire(&self, now: Moment) -> Option<(Self, Batch)> {
        if self.confirmed.ended(now).is_empty() {
            return None;
        }
        let (mut next, mut batch) = (self.clone(), self.guarded_batch());
        next.hide(now);
        next.note(&mut batch);
        Some((next, batch))
    }

    /// As [`Replica::expire`], in memory alone: the rows leave the store with the next batch.
    pub(crate) fn hide(&mut self, now: Moment) {
        for folder in self.confirmed.ended(now) {
            self.confirmed.remove(&folder);
            self.sync.cursor.behind.insert(folder, 0);
        }
        self.recompute();
    }

    /// Whether another tab has put nothing in line and stored no exchange since this one read: both move a
    /// row of the meta table.
    pub(crate) fn is_as_stored(&self, meta: &[Row]) -> Result<bool, StoreError> {
        let next = row(meta, meta::NEXT)?.unwrap_or(Seq(1));
        let version: u64 = row(meta, meta::VERSION)?.unwrap_or_default();
        Ok(next == self.outbox.next && version == self.sync.version)
    }

    /// A batch that holds only if no other tab has stored an exchange since this one read.
    pub(crate) fn guarded_batch(&self) -> Batch {
        let version = self.sync.version;
        let says = (version > 0).then(|| bytes(&version));
        Batch::new(Durability::Relaxed).guarded(Table::Meta, meta::VERSION, says)
    }

    /// Writes down how far the copy reaches.
    pub(crate) fn note(&mut self, batch: &mut Batch) {
        self.sync.version += 1;
        batch.put(Table::Meta, meta::VERSION, bytes(&self.sync.version));
        batch.put(Table::Meta, meta::SYNC, bytes(&self.sync));
        batch.put(Table::Meta, meta::FOLDERS, bytes(&self.confirmed.notes()));
        self.confirmed.sweep(batch);
    }
}

/// Folders of a kind that this version does not know are passed over: a newer one was here before it.
fn known<'de, D: Deserializer<'de>>(input: D) -> Result<BTreeSet<Folder>, D::Error> {
    let named = BTreeSet::<String>::deserialize(input)?;
    Ok(named.into_iter().filter_map(|name| name.parse().ok()).collect())
}

/// A strict batch that puts this at a place in line and moves the line on. It holds only if no other tab
/// has taken the place, or one after it: a tab that slept longer than the journal reaches finds its place empty.
pub(crate) fn line_batch(place: Seq, says: Vec<u8>, next: Seq) -> Batch {
    let mut batch = Batch::new(Durability::Strict);
    batch.claim_last(Table::Outbox, outbox::key(place), says);
    batch.put(Table::Meta, meta::NEXT, bytes(&next));
    batch
}

impl Prepared {
    /// The command's place in line.
    #[must_use]
    pub const fn seq(&self) -> Seq {
        self.seq
    }

    /// The strict batch that stores the command and removes the draft it was written in. It holds only
    /// if no other tab has taken this place in line.
    #[must_use]
    pub fn batch(&self, draft: Option<&str>) -> Batch {
        let mut batch = line_batch(self.seq, bytes(&self.waiting.sealed), self.seq.next());
        if let Some(draft) = draft {
            batch.remove(Table::Drafts, draft);
        }
        batch
    }
}

impl Tables {
    pub(crate) fn meta<T: for<'de> Deserialize<'de>>(
        &self,
        key: &str,
    ) -> Result<Option<T>, StoreError> {
        row(&self.meta, key)
    }
}

fn row<T: for<'de> Deserialize<'de>>(meta: &[Row], key: &str) -> Result<Option<T>, StoreError> {
    let row = meta.iter().find(|(name, _)| name == key);
    row.map(|(_, value)| parse(value, "a meta row")).transpose()
}
