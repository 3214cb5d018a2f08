//! A moment in time and what the clock on a Danish wall shows at it.
//! Denmark's zone follows the EU rule, so no time zone database is carried.

use serde::{Deserialize, Serialize};

use crate::day::{Day, Ymd};

/// Milliseconds since 1970-01-01T00:00Z. Where it comes from is the caller's affair.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// Danish wall-clock time, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WallTime {
    /// The day in Denmark.
    pub day: Day,
    /// The hour, 0 to 23.
    pub hour: u32,
    /// The minute, 0 to 59.
    pub minute: u32,
}

/// One minute, in the unit of [`Moment`].
pub const MINUTE: i64 = 60_000;
/// One hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Twenty-four hours; a Danish day may be an hour shorter or longer.
pub const DAY: i64 = 24 * HOUR;

impl Moment {
    /// The moment `milliseconds` later, or earlier if negative.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// What the clock shows in Denmark.
    #[must_use]
    pub fn wall(self) -> WallTime {
        let local = self.0.saturating_add(offset(self));
        let minutes = u32::try_from(local.rem_euclid(DAY) / MINUTE).unwrap_or(0);
        WallTime { day: utc_day(local), hour: minutes / 60, minute: minutes % 60 }
    }

    /// The day it is in Denmark.
    #[must_use]
    pub fn day(self) -> Day {
        self.wall().day
    }
}

impl Day {
    /// The first moment of the day in Denmark.
    #[must_use]
    pub fn begins(self) -> Moment {
        WallTime { day: self, hour: 0, minute: 0 }.moment()
    }
}

impl WallTime {
    /// Whether the clock ever shows this: it skips an hour in spring.
    #[must_use]
    pub fn exists(self) -> bool {
        self.moment().wall() == self
    }

    /// The moment the clock shows this. In the hour that autumn repeats, the first; in the hour that
    /// spring skips, the hour after.
    #[must_use]
    pub fn moment(self) -> Moment {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        let as_if_utc = Moment(i64::from(self.day.since_epoch()) * DAY + minutes * MINUTE);
        let summer = as_if_utc.plus(-2 * HOUR);
        if offset(summer) == 2 * HOUR { summer } else { as_if_utc.plus(-HOUR) }
    }
}

/// Denmark's distance from UTC: two hours from 01:00Z on the last Sunday of March until 01:00Z on the
/// last Sunday of October, else one.
fn offset(moment: Moment) -> i64 {
    let Ymd { year, .. } = utc_day(moment.0).ymd();
    let change =
        |month| last_sunday(year, month).map(|day| i64::from(day.since_epoch()) * DAY + HOUR);
    match (change(3), change(10)) {
        (Some(spring), Some(autumn)) if (spring..autumn).contains(&moment.0) => 2 * HOUR,
        _ => HOUR,
    }
}

fn last_sunday(year: i32, month: u32) -> Option<Day> {
    Day::new(year, month, 31).map(|last| last.plus(1).monday().plus(-1))
}

fn utc_day(milliseconds: i64) -> Day {
    let (first, last) = (Day::FIRST.since_epoch(), Day::LAST.since_epoch());
    let days = milliseconds.div_euclid(DAY).clamp(first.into(), last.into());
    Day::from_epoch(i32::try_from(days).unwrap_or(0))
}
