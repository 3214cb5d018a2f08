//! Reading what was typed: each form's `parse` goes through a [`Check`], which collects what is wrong with
//! every field at once, so that a person is told everything in one go.

use domain::moment::WallTime;
use domain::text::{Text, TextFault};
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
            Err(TextFault::ControlCharacter) => self.fault(at, t::text_odd()),
        }
        None
    }

    /// A text that may be left out.
    pub fn optional_text<const MAX: usize>(&mut self, at: &str, typed: &str) -> Option<Text<MAX>> {
        if typed.trim().is_empty() { None } else { self.text(at, typed, t::text_missing()) }
    }

    /// A day that may be left out.
    pub fn optional_day(&mut self, at: &str, typed: &str) -> Option<Day> {
        match typed.trim() {
            "" => None,
            typed => typed.parse().map_err(|_| self.fault(at, t::day_wrong())).ok(),
        }
    }

    /// A day that may be left out, and is today or later.
    pub fn coming_day(&mut self, at: &str, typed: &str, today: Day) -> Option<Day> {
        let day = self.optional_day(at, typed)?;
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
                self.fault(at, t::clock_wrong());
                None
            }),
        }
    }

    /// When something happened: a day that is not in the future, and a time.
    pub fn happened(
        &mut self,
        day: (&str, &str),
        clock: (&str, &str),
        today: Day,
    ) -> Option<Moment> {
        let (found, minutes) =
            (self.optional_day(day.0, day.1), self.optional_clock(clock.0, clock.1));
        if day.1.trim().is_empty() {
            self.fault(day.0, t::day_missing());
        }
        if clock.1.trim().is_empty() {
            self.fault(clock.0, t::clock_wrong());
        }
        let (found, minutes) = (found?, u32::from(minutes?));
        if found > today {
            self.fault(day.0, t::day_future());
        }
        Some(WallTime { day: found, hour: minutes / 60, minute: minutes % 60 }.moment())
    }

    /// A whole number that may be left out.
    pub fn optional_number(&mut self, at: &str, typed: &str, most: u16) -> Option<u16> {
        let typed = typed.trim();
        let number = typed.parse().ok().filter(|number| *number <= most);
        if number.is_none() && !typed.is_empty() {
            self.fault(at, t::number_wrong(most));
        }
        number
    }

    /// What was made, if nothing is wrong.
    pub fn end<T>(self, made: impl FnOnce() -> Option<T>) -> Result<T, Vec<Fault>> {
        let Self { faults } = self;
        if faults.is_empty() { made().ok_or(faults) } else { Err(faults) }
    }
}

/// "HH:MM" as minutes after midnight.
fn clock(typed: &str) -> Option<u16> {
    let (hour, minute) = typed.split_once([':', '.'])?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
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
