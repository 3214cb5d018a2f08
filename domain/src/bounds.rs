//! What may have happened and what may be to come: the one rule for every day, moment and number of every command. The
//! server decides by it, and a form tells by it at the field. What was stored before there was a rule is still read,
//! and a field that stands as it stood may go on standing.

use crate::decide::Ask;
use crate::grant::Term;
use crate::id::MedarbejderId;
use crate::organisation::Medarbejder;
use crate::{Day, Folder, Moment, Rejection};

/// How many days back anything may lie: a hundred years.
pub const LONGEST_AGO: i32 = 36_525;
/// How many days ahead anything may lie: ten years.
pub const FURTHEST_AHEAD: i32 = 3_653;
/// How many days back something may lie that is still to come: a year, as what was written offline can be a good
/// while on its way.
pub const OVERTAKEN: i32 = 366;
/// The longest list that any command may bring: more days than a place may be offered on for a year.
pub const LONGEST_LIST: usize = 400;
/// How many minutes a day has: a time of day is fewer.
pub const MINUTES_OF_A_DAY: u16 = 1_440;

/// Whether anything can lie on such a day, seen from today.
#[must_use]
pub fn is_near(day: Day, today: Day) -> bool {
    (-LONGEST_AGO..=FURTHEST_AHEAD).contains(&day.days_since(today))
}

/// Whether something that is to come can lie on such a day, seen from the day it was written.
#[must_use]
pub fn may_come(day: Day, today: Day) -> bool {
    (-OVERTAKEN..=FURTHEST_AHEAD).contains(&day.days_since(today))
}

/// When something was written, if that can be believed; else it was written when it came.
#[must_use]
pub fn believed(written: Moment, now: Moment) -> Moment {
    if is_near(written.day(), now.day()) { written } else { now }
}

fn or_no(holds: bool, no: Rejection) -> Result<(), Rejection> {
    if holds { Ok(()) } else { Err(no) }
}

/// A number must not be greater than anything that was ever counted so.
pub(crate) fn must_be_at_most(number: u16, most: u16) -> Result<(), Rejection> {
    or_no(number <= most, Rejection::NumberOutOfBounds)
}

/// A list must not be longer than anybody ever wrote one.
pub(crate) fn must_be_few(count: usize, most: usize) -> Result<(), Rejection> {
    or_no(count <= most, Rejection::NumberOutOfBounds)
}

/// A time of day, in minutes after midnight, must be one.
pub(crate) fn must_be_on_a_clock(minutes: Option<u16>) -> Result<(), Rejection> {
    or_no(minutes.is_none_or(|at| at < MINUTES_OF_A_DAY), Rejection::TimeOutOfBounds)
}

impl Ask<'_> {
    /// Days on which anything can lie.
    pub(crate) fn must_be_near(
        &self,
        days: impl IntoIterator<Item = Day>,
    ) -> Result<(), Rejection> {
        let today = self.happened().day();
        or_no(days.into_iter().all(|day| is_near(day, today)), Rejection::TimeOutOfBounds)
    }

    /// Days on which something can lie that is to come.
    pub(crate) fn must_come(&self, days: impl IntoIterator<Item = Day>) -> Result<(), Rejection> {
        let today = self.happened().day();
        or_no(days.into_iter().all(|day| may_come(day, today)), Rejection::TimeOutOfBounds)
    }

    /// Both ends of a term can be so, or stood so before.
    pub(crate) fn must_be_a_term(&self, new: Term, stood: Option<Term>) -> Result<(), Rejection> {
        let from = (stood.map(|term| term.from) != Some(new.from)).then_some(new.from);
        let until = new.until.filter(|_| stood.and_then(|term| term.until) != new.until);
        self.must_be_near(from.into_iter().chain(until).map(Moment::day))
    }

    /// Whoever is named is somebody of the municipality's staff.
    pub(crate) fn must_be_staff<'a>(
        &self,
        named: impl IntoIterator<Item = &'a MedarbejderId>,
    ) -> Result<(), Rejection> {
        let faelles = Folder::Faelles(self.context.kommune);
        // All are looked for, though the first that is missing decides: the server loads them in one go.
        let found = named.into_iter().map(|who| self.find::<Medarbejder>(faelles, who.0).is_some());
        or_no(found.fold(true, |all, one| all & one), Rejection::RecordMissing)
    }
}
