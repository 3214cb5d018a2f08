//! A calendar day and its ISO week: plain date arithmetic in the proleptic Gregorian calendar.
//! What makes a day a Danish working day is in `calendar`; the hour of the day is in `moment`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day, counted from 1970-01-01. Written `YYYY-MM-DD`; years 1 to 9999, at whose ends arithmetic stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i32);

/// A year, a month (1 to 12) and a day of the month (from 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ymd {
    /// The year, 1 to 9999.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

/// A day of the week, Monday first as ISO 8601 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// An ISO 8601 week. Its year is the year its Thursday lies in, so it may differ from the day's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    /// The year the week belongs to.
    pub year: i32,
    /// 1 to 52, or 53 in long years.
    pub week: u32,
}

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl Day {
    /// 0001-01-01, a Monday.
    pub const FIRST: Self = Self(-719_162);
    /// 9999-12-31.
    pub const LAST: Self = Self(2_932_896);

    /// The day `days` after (before, if negative) 1970-01-01.
    #[must_use]
    pub const fn from_epoch(days: i32) -> Self {
        if days < Self::FIRST.0 {
            Self::FIRST
        } else if days > Self::LAST.0 {
            Self::LAST
        } else {
            Self(days)
        }
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn since_epoch(self) -> i32 {
        self.0
    }

    /// The day of that date, or none if the month has no such day or the year is out of range.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !((1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)) {
            return None;
        }
        let date = Ymd { year, month, day };
        let found = Self(days_from_civil(date));
        (found.ymd() == date).then_some(found)
    }

    /// Year, month and day of the month.
    #[must_use]
    pub fn ymd(self) -> Ymd {
        civil_from_days(self.0)
    }

    /// The day `days` later, or earlier if negative.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self::from_epoch(self.0.saturating_add(days))
    }

    /// How many days this day lies after `other`; negative if it lies before.
    #[must_use]
    pub const fn days_since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// The same date a year later; 29 February becomes 1 March.
    #[must_use]
    pub fn plus_year(self) -> Self {
        let Ymd { year, month, day } = self.ymd();
        Self::new(year + 1, month, day).unwrap_or_else(|| self.plus(366))
    }

    /// The same date a month later; the last day of that month if it has no such date.
    #[must_use]
    pub fn plus_month(self) -> Self {
        let Ymd { year, month, day } = self.ymd();
        let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let dates = (1..=day).rev().find_map(|day| Self::new(year, month, day));
        dates.unwrap_or_else(|| self.plus(31))
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday, index 3.
        let index = (self.0 + 3).rem_euclid(7);
        usize::try_from(index)
            .ok()
            .and_then(|i| WEEKDAYS.get(i))
            .copied()
            .unwrap_or(Weekday::Sunday)
    }

    /// The Monday of the day's ISO week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus(-((self.0 + 3).rem_euclid(7)))
    }

    /// The ISO week the day lies in.
    #[must_use]
    pub fn week(self) -> Week {
        let thursday = self.monday().plus(3);
        let year = thursday.ymd().year;
        let first = days_from_civil(Ymd { year, month: 1, day: 1 });
        Week { year, week: u32::try_from((thursday.0 - first) / 7 + 1).unwrap_or(0) }
    }
}

impl Week {
    /// The week's Monday, or none if the year has no such week.
    #[must_use]
    pub fn monday(self) -> Option<Day> {
        let week = i32::try_from(self.week).ok().filter(|week| (1..=53).contains(week))?;
        let monday = Day::new(self.year, 1, 4)?.monday().plus((week - 1) * 7);
        (monday.week() == self).then_some(monday)
    }
}

/// Howard Hinnant's `days_from_civil`: years counted from March make the leap day the last of the year.
fn days_from_civil(date: Ymd) -> i32 {
    let (month, day) = (date.month.cast_signed(), date.day.cast_signed());
    let year = date.year - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i32) -> Ymd {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    Ymd { year, month: month.cast_unsigned(), day: day.cast_unsigned() }
}

/// What was given is not a date written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayFault;

impl fmt::Display for DayFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date written YYYY-MM-DD")
    }
}

impl FromStr for Day {
    type Err = DayFault;
    fn from_str(text: &str) -> Result<Self, DayFault> {
        // A number may be written with a sign; a date may not.
        let number =
            |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok());
        let mut parts = text.splitn(3, '-').map(|part| (part.len(), number(part).flatten()));
        match (parts.next(), parts.next(), parts.next()) {
            (Some((4, Some(year))), Some((2, Some(month))), Some((2, Some(day)))) => {
                Self::new(u32::cast_signed(year), month, day).ok_or(DayFault)
            }
            _ => Err(DayFault),
        }
    }
}

impl TryFrom<String> for Day {
    type Error = DayFault;
    fn try_from(text: String) -> Result<Self, DayFault> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ymd { year, month, day } = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_does_not_exist_is_no_day() {
        assert_eq!(Day::new(2027, 2, 29), None);
        assert_eq!(Day::new(10_000, 1, 1), None);
        for text in ["2027-2-1", "2027-02-30", "+027-02-01", "2027-02-1x", "", "2027-02"] {
            assert_eq!(text.parse::<Day>(), Err(DayFault), "{text}");
        }
    }

    #[test]
    fn a_year_after_a_leap_day_is_the_first_of_march() {
        assert_eq!("2028-02-29".parse::<Day>().unwrap().plus_year().to_string(), "2029-03-01");
    }

    #[test]
    fn a_month_after_the_last_of_a_month_is_the_last_of_the_next() {
        let after = |text: &str| text.parse::<Day>().unwrap().plus_month().to_string();
        assert_eq!(after("2026-09-07"), "2026-10-07");
        assert_eq!(after("2026-08-31"), "2026-09-30");
        assert_eq!(
            (after("2027-01-30"), after("2028-01-30")),
            ("2027-02-28".into(), "2028-02-29".into())
        );
        assert_eq!(
            (after("2027-02-28"), after("2026-12-15")),
            ("2027-03-28".into(), "2027-01-15".into())
        );
        assert_eq!(Day::LAST.plus_month(), Day::LAST);
    }
}
