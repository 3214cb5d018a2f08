//! Danish working days: which days count, and the day a deadline falls on.
//! Source: law.md 2.6. What a municipality closes beyond the public holidays is handed in.

use std::collections::BTreeSet;

use crate::day::{Day, Weekday, Ymd};

/// The working days of one municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Days on which the offices are closed though the law does not say so, such as 24 December.
    pub closed: BTreeSet<Day>,
}

/// A Danish public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the holidays'")]
pub enum Helligdag {
    Nytaarsdag,
    Skaertorsdag,
    Langfredag,
    Paaskedag,
    AndenPaaskedag,
    /// Counts up to and with 2023.
    StoreBededag,
    KristiHimmelfart,
    Pinsedag,
    AndenPinsedag,
    Juledag,
    AndenJuledag,
}

impl Calendar {
    /// Whether `day` is an *arbejdsdag*: Monday to Friday, no public holiday, no local closing day.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> bool {
        day.weekday() < Weekday::Saturday && helligdag(day).is_none() && !self.closed.contains(&day)
    }

    /// The day the `count`-th working day after `trigger` falls on; counting starts the day after.
    /// A calendar that is closed for a whole year gives up and answers the day it reached.
    #[must_use]
    pub fn due(&self, trigger: Day, count: u32) -> Day {
        let mut day = trigger;
        for _ in 0..count {
            day = self.next_working_day(day);
        }
        day
    }

    fn next_working_day(&self, after: Day) -> Day {
        (1..=366)
            .map(|n| after.plus(n))
            .find(|d| self.is_working_day(*d))
            .unwrap_or(after.plus(366))
    }
}

/// The public holiday on `day`, if it is one. 1 May, 5 June, 24 and 31 December are none.
#[must_use]
pub fn helligdag(day: Day) -> Option<Helligdag> {
    let Ymd { year, month, day: of_month } = day.ymd();
    match (month, of_month) {
        (1, 1) => return Some(Helligdag::Nytaarsdag),
        (12, 25) => return Some(Helligdag::Juledag),
        (12, 26) => return Some(Helligdag::AndenJuledag),
        _ => {}
    }
    match day.days_since(paaskedag(year)?) {
        -3 => Some(Helligdag::Skaertorsdag),
        -2 => Some(Helligdag::Langfredag),
        0 => Some(Helligdag::Paaskedag),
        1 => Some(Helligdag::AndenPaaskedag),
        26 if year <= 2023 => Some(Helligdag::StoreBededag),
        39 => Some(Helligdag::KristiHimmelfart),
        49 => Some(Helligdag::Pinsedag),
        50 => Some(Helligdag::AndenPinsedag),
        _ => None,
    }
}

/// Easter Sunday, by the anonymous Gregorian computus.
#[must_use]
pub fn paaskedag(year: i32) -> Option<Day> {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let moon = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let march_based = epact + weekday - 7 * correction + 114;
    let (month, day) = (march_based / 31, march_based % 31 + 1);
    Day::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}
