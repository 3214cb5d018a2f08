//! A story in commands: who asked for what, when. Told in any order, carried out in the order of time.

use domain::calendar::Calendar;
use domain::moment::WallTime;
use domain::{Command, Day, Moment, Person};

/// The story.
#[derive(Debug)]
pub(super) struct Script {
    /// When it is loaded; nothing in it was written later.
    pub(super) now: Moment,
    pub(super) today: Day,
    calendar: Calendar,
    steps: Vec<Step>,
}

/// One command.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) at: Moment,
    pub(super) by: Person,
    pub(super) command: Command,
}

impl Script {
    pub(super) fn new(now: Moment, calendar: Calendar) -> Self {
        Self { now, today: now.day(), calendar, steps: Vec::new() }
    }

    /// Somebody asks for something.
    pub(super) fn ask(&mut self, at: Moment, by: Person, command: impl Into<Command>) {
        self.steps.push(Step { at: at.min(self.now), by, command: command.into() });
    }

    /// A time of day, so many days after today.
    pub(super) fn at(&self, days: i32, hour: u32, minute: u32) -> Moment {
        WallTime { day: self.today.plus(days), hour, minute }.moment()
    }

    /// The `count`-th working day after today.
    pub(super) fn working_day(&self, count: u32) -> Day {
        self.calendar.due(self.today, count)
    }

    /// The last working day that lies at least so many days back.
    pub(super) fn working_day_before(&self, days: i32) -> Day {
        let back = (days..days + 30).map(|n| self.today.plus(-n));
        let working = |day: &Day| self.calendar.is_working_day(*day);
        back.into_iter().find(working).unwrap_or(self.today.plus(-days))
    }

    /// The working days of a span.
    pub(super) fn working_days(&self, from: Day, length: i32) -> Vec<Day> {
        let all = (0..length).map(|n| from.plus(n));
        all.filter(|day| self.calendar.is_working_day(*day)).collect()
    }

    /// The commands in the order of time; those of one moment in the order they were told.
    pub(super) fn in_order(self) -> Vec<Step> {
        let mut steps = self.steps;
        steps.sort_by_key(|step| step.at);
        steps
    }
}
