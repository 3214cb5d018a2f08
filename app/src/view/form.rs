//! Reading what was typed: each form's `parse` goes through a [`Check`], which collects what is wrong with
//! every field at once, so that a person is told everything in one go.

use domain::bounds::{is_near, may_come};
use domain::moment::WallTime;
use domain::text::{Text, TextFault, clean, is_blank};
use domain::{Day, Moment};

use crate::text::form as t;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's id on the page.
    pub at: String,
    /// What to do about it.
    pub says: String,
}

/// What stands for a day or a time that was begun and is none: half of one, or one that there is not, such as
/// 31 November. The browser gives nothing for it, which must not be taken for left out.
pub const HALF: &str = "?";

/// What has been found wrong so far.
#[derive(Debug, Default)]
pub struct Check {
    faults: Vec<Fault>,
}

impl Check {
    /// Says that something is wrong.
    pub fn fault(&mut self, at: &str, says: impl Into<String>) {
        self.faults.push(Fault { at: at.to_owned(), says: says.into() });
    }

    /// Something that must be given.
    pub fn given<T>(&mut self, at: &str, value: Option<T>, missing: &str) -> Option<T> {
        if value.is_none() {
            self.fault(at, missing);
        }
        value
    }

    /// A text that must be written.
    pub fn text<const MAX: usize>(
        &mut self,
        at: &str,
        typed: &str,
        missing: &str,
    ) -> Option<Text<MAX>> {
        match Text::parse(typed) {
            Ok(text) => return Some(text),
            Err(TextFault::Empty) => self.fault(at, missing),
            Err(TextFault::TooLong { max }) => self.fault(at, t::text_too_long(max)),
        }
        None
    }

    /// A text that may be left out.
    pub fn optional_text<const MAX: usize>(&mut self, at: &str, typed: &str) -> Option<Text<MAX>> {
        if is_blank(typed) { None } else { self.text(at, typed, t::text_missing()) }
    }

    /// A day that may be left out, of a year in which `fits` holds.
    fn day(
        &mut self,
        at: &str,
        typed: &str,
        today: Day,
        fits: fn(Day, Day) -> bool,
    ) -> Option<Day> {
        let day = match typed.trim() {
            "" => return None,
            HALF => Err(t::day_half().to_owned()),
            typed => typed.parse::<Day>().map_err(|_| t::day_wrong().to_owned()),
        };
        let unlikely = |day: Day| t::year_unlikely(day.ymd().year, meant(day, today));
        let day = day.and_then(|day| if fits(day, today) { Ok(day) } else { Err(unlikely(day)) });
        day.map_err(|says| self.fault(at, says)).ok()
    }

    /// A day that may be left out, of something that is to come; it may have come already.
    pub fn coming_or_past(&mut self, at: &str, typed: &str, today: Day) -> Option<Day> {
        self.day(at, typed, today, may_come)
    }

    /// A day that may be left out, and is today or later.
    pub fn coming_day(&mut self, at: &str, typed: &str, today: Day) -> Option<Day> {
        // What lies in a year long gone is more likely a slip in the year than a day that has passed.
        let day = self.coming_or_past(at, typed, today)?;
        if day < today {
            self.fault(at, t::day_past());
        }
        Some(day)
    }

    /// A time of day that may be left out: minutes after midnight.
    pub fn optional_clock(&mut self, at: &str, typed: &str) -> Option<u16> {
        match typed.trim() {
            "" => None,
            typed => clock(typed).or_else(|| {
                self.fault(at, if typed == HALF { t::clock_half() } else { t::clock_wrong() });
                None
            }),
        }
    }

    /// The moment at which the clock shows this on the day; it skips an hour in spring.
    pub fn moment(&mut self, at: &str, day: Day, minutes: u16) -> Option<Moment> {
        let (hour, minute) = (u32::from(minutes) / 60, u32::from(minutes) % 60);
        let wall = WallTime { day, hour, minute };
        if !wall.exists() {
            self.fault(at, t::clock_skipped());
        }
        wall.exists().then(|| wall.moment())
    }

    /// When something happened: a day that is not in the future, and a time.
    pub fn happened(
        &mut self,
        day: (&str, &str),
        clock: (&str, &str),
        today: Day,
    ) -> Option<Moment> {
        let (found, minutes) =
            (self.day(day.0, day.1, today, is_near), self.optional_clock(clock.0, clock.1));
        if day.1.trim().is_empty() {
            self.fault(day.0, t::day_missing());
        }
        if clock.1.trim().is_empty() {
            self.fault(clock.0, t::clock_wrong());
        }
        let (found, minutes) = (found?, minutes?);
        if found > today {
            self.fault(day.0, t::day_future());
        }
        self.moment(clock.0, found, minutes)
    }

    /// A whole number that may be left out.
    pub fn optional_number(&mut self, at: &str, typed: &str, most: u16) -> Option<u16> {
        let typed = clean(typed);
        let typed = typed.trim();
        let number = typed.parse().ok().filter(|number| *number <= most);
        if number.is_none() && !typed.is_empty() {
            self.fault(at, t::number_wrong(most));
        }
        number
    }

    /// What was made, if nothing is wrong.
    pub fn end<T>(mut self, made: impl FnOnce() -> Option<T>) -> Result<T, Vec<Fault>> {
        let made = if self.faults.is_empty() { made() } else { None };
        if made.is_none() && self.faults.is_empty() {
            // Nobody is left with a button that does nothing.
            self.fault(NOWHERE, t::unread());
        }
        made.ok_or(self.faults)
    }
}

/// Where something is wrong of which nobody knows at which field: the summary itself.
const NOWHERE: &str = "form-faults";

/// The year that was meant, most likely: one of this century with the same last digits, else this year.
fn meant(day: Day, today: Day) -> i32 {
    let this = today.ymd().year;
    let meant = this - this % 100 + day.ymd().year % 100;
    if (this - 10..=this + 10).contains(&meant) { meant } else { this }
}

/// "HH:MM" as minutes after midnight.
fn clock(typed: &str) -> Option<u16> {
    let (hour, minute) = typed.split_once([':', '.'])?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A time of day as a time input shows it.
#[must_use]
pub fn clock_input(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A moment as a date input and a time input show it.
#[must_use]
pub fn inputs(moment: Moment) -> (String, String) {
    let WallTime { day, hour, minute } = moment.wall();
    (day.to_string(), format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fixtures::{NOW, at, day};
    use domain::text::ShortText;

    #[test]
    fn everything_wrong_is_told_at_once() {
        let mut check = Check::default();
        let text: Option<ShortText> = check.text("tekst", "  ", "mangler");
        let when = check.happened(("dag", "2026-09-08"), ("tid", "25:00"), NOW.day());
        let number = check.optional_number("antal", "sytten", 999);
        assert_eq!((text, when, number), (None, None, None));
        let faults = check.end(|| Some(())).unwrap_err();
        let at: Vec<_> = faults.iter().map(|fault| fault.at.as_str()).collect();
        assert_eq!(at, ["tekst", "tid", "antal"]);
    }

    fn said(check: Check) -> Vec<(String, String)> {
        let faults = check.end(|| Some(())).err().unwrap_or_default();
        faults.into_iter().map(|fault| (fault.at, fault.says)).collect()
    }

    #[test]
    fn half_a_day_or_half_a_time_is_told_and_never_taken_for_left_out() {
        let mut check = Check::default();
        assert_eq!(check.coming_day("frist", HALF, NOW.day()), None);
        assert_eq!(check.optional_clock("klokken", HALF), None);
        assert_eq!(check.happened(("dag", HALF), ("tid", HALF), NOW.day()), None);
        let told: Vec<_> =
            said(check).into_iter().map(|(at, says)| (at, says.len() > 10)).collect();
        assert_eq!(told, ["frist", "klokken", "dag", "tid"].map(|at| (at.to_owned(), true)));
    }

    #[test]
    fn a_year_that_cannot_be_is_asked_about_at_the_field() {
        for (typed, meant) in [
            ("0026-09-15", "2026"),
            ("9999-01-01", "2026"),
            ("2062-01-01", "2026"),
            ("1027-01-01", "2027"),
        ] {
            let mut check = Check::default();
            check.happened(("dag", typed), ("tid", "08:00"), NOW.day());
            check.coming_day("frist", typed, NOW.day());
            check.coming_or_past("naeste", typed, NOW.day());
            let told = said(check);
            assert_eq!(told.len(), 3, "{typed}");
            let year = &typed[..4];
            assert!(
                told.iter().all(|(_, says)| says.contains(year) && says.contains(meant)),
                "{told:?}"
            );
        }
    }

    #[test]
    fn an_hour_that_the_clock_skips_is_told_at_the_field() {
        let today = day("2026-04-01");
        let mut check = Check::default();
        assert_eq!(check.happened(("dag", "2026-03-29"), ("tid", "02:30"), today), None);
        assert_eq!(said(check), [("tid".to_owned(), t::clock_skipped().to_owned())]);
        let mut check = Check::default();
        let back = check.happened(("dag", "2026-03-29"), ("tid", "03:00"), today);
        assert_eq!(back, Some(at("2026-03-29", 3, 0)));
    }

    #[test]
    fn a_moment_goes_through_the_inputs_unchanged() {
        let (dag, tid) = inputs(at("2026-09-07", 9, 5));
        assert_eq!((dag.as_str(), tid.as_str()), ("2026-09-07", "09:05"));
        let mut check = Check::default();
        let back = check.happened(("dag", &dag), ("tid", &tid), day("2026-09-07"));
        assert_eq!(back, Some(at("2026-09-07", 9, 5)));
    }

    #[test]
    fn tomorrow_has_not_happened_and_not_counted_is_not_zero() {
        let mut check = Check::default();
        check.happened(("dag", "2026-09-08"), ("tid", "08:00"), day("2026-09-07"));
        assert_eq!(check.optional_number("antal", "", 999), None);
        assert_eq!(check.optional_number("antal", "0", 999), Some(0));
        assert_eq!(check.end(|| Some(())).unwrap_err().len(), 1);
    }
}
