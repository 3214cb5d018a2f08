//! Grants: who may see a folder, on what basis, from when and until when (design 3).
//! Nobody types a grant; each is computed from a record (an assignment, a role, being the person it is
//! about), in the concept files. How a phone keeps a folder is the replica's affair.

use serde::{Deserialize, Serialize};

use crate::folder::Folder;
use crate::id::{NoedadgangId, SamtykkeId, TilknytningId};
use crate::lovhjemmel::Lovomraade;
use crate::moment::DAY;
use crate::person::{Grantee, Rolle};
use crate::{Day, Moment, Rejection};

/// What one record lets somebody see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The folder that may be seen.
    pub folder: Folder,
    /// Who may see it.
    pub grantee: Grantee,
    /// Whether they may also act in it.
    pub access: Access,
    /// Why.
    pub basis: Basis,
    /// When.
    pub term: Term,
}

/// How far a grant reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// See.
    Read,
    /// See and act.
    Write,
}

/// Why somebody may see a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// It is about them.
    Self_,
    /// They are assigned to the young person.
    Tilknytning(TilknytningId),
    /// A samtykke names them.
    Samtykke(SamtykkeId),
    /// A law basis for what they do; which one was in force is told by the municipality's settings.
    Lov(Lovomraade),
    /// They broke the glass, and said why.
    Noedadgang(NoedadgangId),
    /// Their role is to work with it.
    Rolle(Rolle),
    /// It is common to everyone signed in.
    Faelles,
}

/// A span of time: from a moment, until just before another, or with no end set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// The first moment it holds.
    pub from: Moment,
    /// The first moment it no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

impl Term {
    /// From a moment on, with no end set.
    #[must_use]
    pub const fn from(from: Moment) -> Self {
        Self { from, until: None }
    }

    /// Whether the moment lies in the span.
    #[must_use]
    pub fn holds_at(self, moment: Moment) -> bool {
        self.from <= moment && !self.ended_at(moment)
    }

    /// Whether the span is over at the moment.
    #[must_use]
    pub fn ended_at(self, moment: Moment) -> bool {
        self.until.is_some_and(|until| until <= moment)
    }

    /// Whether no moment at all lies in the span.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.ended_at(self.from)
    }

    /// The same, until then at the latest; nothing if it is over by then anyway. Ending never prolongs: that would
    /// be a new span, with its own rule. Refused if it would end before it began.
    pub fn ending(self, until: Moment) -> Result<Option<Self>, Rejection> {
        if until < self.from {
            return Err(Rejection::TermInvalid);
        }
        Ok((!self.ended_at(until)).then_some(Self { until: Some(until), ..self }))
    }

    /// The last day of which some of it is held, if it has an end. An end at midnight is the day before.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        self.until.map(|until| until.plus(-1).day())
    }

    /// Whether there is a moment that lies in both spans.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }

    /// The time both spans hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let until = match (self.until, other.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { from: self.from.max(other.from), until }
    }
}

/// What one person may do in one folder, for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    /// See, or see and act.
    pub access: Access,
    /// When.
    pub term: Term,
}

/// How a permit stands towards something that was written at one moment and is judged at a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// There never was a permit.
    Never,
    /// The permit has ended, and did not hold when it was written, or ended so long ago that nobody can tell.
    EndedBefore,
    /// The permit held when it was written and has ended since, not long ago: "skrevet før overdragelsen".
    EndedSince,
    /// The permit holds.
    Holds,
}

/// The permits of one person, those that have ended included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permits(Vec<(Folder, Permit)>);

impl Permits {
    /// Adds what a grant permits.
    pub fn add(&mut self, folder: Folder, permit: Permit) {
        self.0.push((folder, permit));
    }

    /// The best standing of any permit of at least `access` for the folder.
    #[must_use]
    pub fn standing(
        &self,
        folder: Folder,
        access: Access,
        written: Moment,
        now: Moment,
    ) -> Standing {
        let fitting = |(of, permit): &&(Folder, Permit)| *of == folder && permit.access >= access;
        let standings =
            self.0.iter().filter(fitting).map(|(_, permit)| permit.standing(written, now));
        standings.max().unwrap_or(Standing::Never)
    }

    /// The same, each ended by then at the latest: of a phone that was revoked.
    #[must_use]
    pub fn ended_by(mut self, end: Moment) -> Self {
        for (_, permit) in &mut self.0 {
            permit.term = permit.term.and(Term { from: permit.term.from, until: Some(end) });
        }
        self
    }

    /// Whether the folder may be seen now.
    #[must_use]
    pub fn may_read(&self, folder: Folder, now: Moment) -> bool {
        self.standing(folder, Access::Read, now, now) == Standing::Holds
    }

    /// Whether somebody may act in the folder now.
    #[must_use]
    pub fn may_write(&self, folder: Folder, now: Moment) -> bool {
        self.standing(folder, Access::Write, now, now) == Standing::Holds
    }
}

impl FromIterator<(Folder, Permit)> for Permits {
    fn from_iter<I: IntoIterator<Item = (Folder, Permit)>>(permits: I) -> Self {
        Self(permits.into_iter().collect())
    }
}

impl Permit {
    /// For how long after its end, in milliseconds, a phone is believed that something was written before it.
    pub const BELIEVED: i64 = 30 * DAY;

    fn is_believed(self, now: Moment) -> bool {
        self.term.until.is_some_and(|until| now < until.plus(Self::BELIEVED))
    }

    fn standing(self, written: Moment, now: Moment) -> Standing {
        if self.term.holds_at(now) {
            Standing::Holds
        } else if self.term.from > now {
            Standing::Never
        } else if self.term.holds_at(written) && self.is_believed(now) {
            Standing::EndedSince
        } else {
            Standing::EndedBefore
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::UngId;
    use uuid::Uuid;

    const PLAN: Folder = Folder::Plan(UngId(Uuid::nil()));

    fn standing(from: i64, until: Option<i64>, written: i64, now: i64) -> Standing {
        let term = Term { from: Moment(from), until: until.map(Moment) };
        let permits = Permits::from_iter([(PLAN, Permit { access: Access::Write, term })]);
        permits.standing(PLAN, Access::Write, Moment(written), Moment(now))
    }

    #[test]
    fn an_end_is_judged_by_when_it_was_written() {
        assert_eq!(standing(0, None, 50, 100), Standing::Holds);
        assert_eq!(standing(0, Some(80), 50, 100), Standing::EndedSince);
        assert_eq!(standing(0, Some(80), 80, 100), Standing::EndedBefore);
        assert_eq!(standing(60, Some(80), 50, 100), Standing::EndedBefore);
        assert_eq!(standing(200, None, 50, 100), Standing::Never);
    }

    #[test]
    fn nobody_is_believed_for_ever_that_it_was_written_in_time() {
        let until = 100 + Permit::BELIEVED;
        assert_eq!(standing(0, Some(100), 50, until - 1), Standing::EndedSince);
        assert_eq!(standing(0, Some(100), 50, until), Standing::EndedBefore);
    }

    #[test]
    fn what_is_ended_by_a_moment_is_late_before_it_and_nothing_after() {
        let permit = Permit { access: Access::Write, term: Term::from(Moment(0)) };
        let permits = Permits::from_iter([(PLAN, permit)]).ended_by(Moment(50));
        let at = |written| permits.standing(PLAN, Access::Write, Moment(written), Moment(60));
        assert_eq!((at(49), at(50)), (Standing::EndedSince, Standing::EndedBefore));
    }

    #[test]
    fn reading_is_not_acting() {
        let term = Term::from(Moment(0));
        let permits = Permits::from_iter([(PLAN, Permit { access: Access::Read, term })]);
        assert!(permits.may_read(PLAN, Moment(1)));
        assert!(!permits.may_write(PLAN, Moment(1)));
    }
}
