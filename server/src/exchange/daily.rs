//! How much of a municipality one person goes through in a day: names searched for, cases brought along, and cases opened
//! that nobody gave them. It is counted in the database, so that no restart forgives it. How much in a minute is in
//! `auth::limit`.

use domain::exchange::Refusal;
use domain::{Moment, Person};

use crate::audit::{self, Act, Entry};
use crate::store::{Daily, Fault, Write};

/// How much there is for one person a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub searches: u32,
    pub cases: u32,
    pub noedadgange: u32,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { searches: 60, cases: 40, noedadgange: 5 }
    }
}

impl Bounds {
    /// For a demo, where many are the same person.
    pub const NONE: Self = Self { searches: u32::MAX, cases: u32::MAX, noedadgange: u32::MAX };

    const fn of(self, what: Daily) -> u32 {
        match what {
            Daily::Searches => self.searches,
            Daily::Cases => self.cases,
            Daily::Noedadgange => self.noedadgange,
            // Nobody goes through a municipality by phones: `installation::let_in` bounds them.
            Daily::Phones => u32::MAX,
            Daily::Handed => MOST_HANDED,
        }
    }

    /// Whether it is so much that the local administrator is told.
    #[must_use]
    pub const fn is_much(self, what: Daily, times: u32) -> bool {
        times >= self.of(what).div_ceil(2)
    }
}

/// Whether somebody has had all there is today.
pub async fn is_enough<W: Write>(
    tx: &mut W,
    bounds: Bounds,
    who: Person,
    what: Daily,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.count_daily(who, what, 0, now.day()).await? >= bounds.of(what))
}

/// So much one person hands in on a day, in kilobytes. Ten thousand notes of a page are a third of it.
pub const MOST_HANDED: u32 = 64 * 1024;

/// Counts what somebody handed in, in bytes, and tells how much it is today, in kilobytes.
pub async fn handed<W: Write>(
    tx: &mut W,
    who: Person,
    bytes: usize,
    now: Moment,
) -> Result<u32, Fault> {
    let kilobytes = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
    tx.count_daily(who, Daily::Handed, kilobytes, now.day()).await
}

/// Counts that somebody asks once more. Half of what there is, and the last of it, are told in the trail.
pub async fn count<W: Write>(
    tx: &mut W,
    bounds: Bounds,
    who: Person,
    what: Daily,
    now: Moment,
) -> Result<Result<(), Refusal>, Fault> {
    let (most, times) = (bounds.of(what), tx.count_daily(who, what, 1, now.day()).await?);
    if times > most {
        return Ok(Err(Refusal::EnoughToday));
    }
    if times == most.div_ceil(2) || times == most {
        audit::append(tx, &[Entry::by(who, now, Act::Much { what, times })]).await?;
    }
    Ok(Ok(()))
}
