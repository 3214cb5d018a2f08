//! The one rule, run twice: on the phone at once (provisional), on the server finally (design 4).
//! Pure, synchronous, total. This file holds the frame; each command decides in its concept's file.

use crate::command::Command;
use crate::exchange::Outcome;
use crate::folder::Folder;
use crate::grant::{Access, Permits, Standing};
use crate::id::{CommandId, KommuneId};
use crate::record::{Key, Record, View};
use crate::writing::Writing;
use crate::{Moment, Person, Rejection};

/// Decides a command: the records that change, or a typed no.
pub fn decide(
    view: &dyn View,
    actor: &Actor<'_>,
    command: &Command,
    context: &Context,
) -> Result<Decision, Rejection> {
    let ask = Ask { view, actor, context };
    let (mut changes, late) = command.decide(&ask)?.settle()?;
    changes.retain(|change| change.differs_from(view));
    Ok(Decision { changes, late })
}

/// Who asks, and what they may.
#[derive(Clone, Copy, Debug)]
pub struct Actor<'a> {
    /// The person.
    pub person: Person,
    /// What they may see and do, ended permits included.
    pub permits: &'a Permits,
}

/// What is true around the decision and is not in any record.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The municipality.
    pub kommune: KommuneId,
    /// When it is decided, by the decider's clock.
    pub now: Moment,
    /// When the person asked. From a phone's clock: data, and judged as such.
    pub written: Moment,
    /// The command that is decided.
    pub command: CommandId,
    /// Whose decision this is.
    pub authority: Authority,
}

/// Whose decision it is. Seats, access and deadlines are settled by the server alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// Provisional: shown until the server has answered.
    Phone,
    /// Final.
    Server,
}

/// What a command comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The records that change; none if it stands so already.
    pub changes: Vec<Change>,
    /// The access had ended when it was received, not when it was written.
    pub late: bool,
}

/// One change to the records.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "changes live briefly and removals are rare")]
pub enum Change {
    /// The record now stands so.
    Put(Record),
    /// The record is gone.
    Remove(Key),
}

impl Decision {
    /// What the phone is told.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let open = |change: &Change| matches!(change, Change::Put(Record::Conflict(conflict)) if conflict.afgjort.is_none());
        match self {
            Self { late: true, .. } => Outcome::AppliedLate,
            Self { changes, .. } if changes.iter().any(open) => Outcome::Merged,
            _ => Outcome::Applied,
        }
    }
}

impl Change {
    /// Which record changes.
    #[must_use]
    pub fn key(&self) -> Key {
        match self {
            Self::Put(record) => record.key(),
            Self::Remove(key) => *key,
        }
    }

    fn differs_from(&self, view: &dyn View) -> bool {
        let stands = view.get(&self.key());
        match self {
            Self::Put(record) => stands != Some(record),
            Self::Remove(_) => stands.is_some(),
        }
    }
}

/// A command under decision: what the concept files are handed.
pub struct Ask<'a> {
    pub(crate) view: &'a dyn View,
    pub(crate) actor: &'a Actor<'a>,
    pub(crate) context: &'a Context,
}

impl<'a> Ask<'a> {
    pub(crate) fn find<R: crate::record::Listed>(
        &self,
        folder: Folder,
        id: uuid::Uuid,
    ) -> Option<&'a R> {
        crate::record::find(self.view, folder, id)
    }

    /// As [`Ask::find`], with a missing record being a no.
    pub(crate) fn need<R: crate::record::Listed>(
        &self,
        folder: Folder,
        id: uuid::Uuid,
    ) -> Result<&'a R, Rejection> {
        self.find(folder, id).ok_or(Rejection::RecordMissing)
    }

    /// Whether the id of a new record is another's already, wherever that lies. For records that others know by
    /// their id alone.
    pub(crate) fn is_taken<R: crate::record::Listed>(
        &self,
        folder: Folder,
        id: uuid::Uuid,
    ) -> bool {
        self.view.lies_elsewhere(&Key { folder, kind: R::KIND, id })
    }

    /// The person must be allowed to act in the folder, or have been when they wrote this: for what only adds a record of
    /// its own (decision 0028).
    pub(crate) fn must_add(&self, folder: Folder) -> Result<Writing<'_, 'a>, Rejection> {
        self.must(folder, Access::Write)
    }

    /// As [`Ask::must_add`], for what gives access, tells others, or changes what stands: a phone's clock never decides
    /// that, so it is judged by now alone. What was written before a handover goes to the tovholder to read.
    pub(crate) fn must_write_now(&self, folder: Folder) -> Result<Writing<'_, 'a>, Rejection> {
        let writing = self.must_add(folder)?;
        if writing.is_late() { Err(Rejection::AccessEnded) } else { Ok(writing) }
    }

    /// Whoever may see the folder leaves their trace in it.
    pub(crate) fn must_trace(&self, folder: Folder) -> Result<Writing<'_, 'a>, Rejection> {
        self.must(folder, Access::Read)
    }

    /// The set-up and the server's own acts alone.
    pub(crate) fn must_be_system(&self, folder: Folder) -> Result<Writing<'_, 'a>, Rejection> {
        let is = self.actor.person == Person::System;
        is.then(|| Writing::new(self, folder, false)).ok_or(Rejection::AccessMissing)
    }

    /// A right that rests on a role, for whoever has just asked that it holds now.
    pub(crate) const fn by_role(&self, folder: Folder) -> Writing<'_, 'a> {
        Writing::new(self, folder, false)
    }

    fn must(&self, folder: Folder, access: Access) -> Result<Writing<'_, 'a>, Rejection> {
        if self.actor.person == Person::System {
            return Ok(Writing::new(self, folder, false));
        }
        let Context { written, now, .. } = *self.context;
        match self.actor.permits.standing(folder, access, written, now) {
            Standing::Holds => Ok(Writing::new(self, folder, false)),
            Standing::EndedSince => Ok(Writing::new(self, folder, true)),
            Standing::EndedBefore => Err(Rejection::AccessEnded),
            Standing::Never => Err(Rejection::AccessMissing),
        }
    }

    pub(crate) fn is_server(&self) -> bool {
        self.context.authority == Authority::Server
    }

    /// When the person asked; a clock that runs ahead is not believed.
    pub(crate) fn happened(&self) -> Moment {
        self.context.written.min(self.context.now)
    }

    /// A young person acts in their own plan too, but not as those who help do.
    pub(crate) fn must_not_be_young(&self) -> Result<(), Rejection> {
        self.actor.person.ung().is_none().then_some(()).ok_or(Rejection::AccessMissing)
    }

    /// When the server received it; nothing on a phone.
    pub(crate) fn received(&self) -> Option<Moment> {
        self.is_server().then_some(self.context.now)
    }
}
