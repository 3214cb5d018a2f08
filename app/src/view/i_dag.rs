//! I dag: the work list. What is late, due today, due in the next seven days, stuck, and coming up; what was ticked off
//! today stays in sight, so that a slip of the thumb can be undone. A task is plain: what, about whom, when, where it leads,
//! what ticks it off. Each area hands its own in (`AREAS`), in words: young people in `unge`, partners and the network in
//! `netvaerk`.

mod netvaerk;
mod unge;

use std::hash::{Hash, Hasher};

use domain::aftale::Udfoert;
use domain::{Command, Day, Key};
use uuid::Uuid;

use super::Sight;
use super::order;

/// What hands in tasks for whoever looks.
const AREAS: [fn(&Sight<'_>) -> Vec<Opgave>; 2] = [unge::opgaver, netvaerk::opgaver];

/// The work list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IDag {
    /// Past their day, the latest first.
    pub sene: Vec<Opgave>,
    /// Today, in the order of the clock.
    pub i_dag: Vec<Opgave>,
    /// In the next seven days: on a Friday, too, next week is in sight.
    pub ugen: Vec<Opgave>,
    /// What does not move unless somebody does something.
    pub haenger: Vec<Opgave>,
    /// What comes after these days.
    pub senere: Vec<Opgave>,
    /// Ticked off today by whoever looks.
    pub gjort: Vec<Opgave>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Opgave {
    /// What, in words.
    pub hvad: String,
    /// What discreet mode says instead: of what somebody wrote themselves, what it is.
    pub diskret: Option<&'static str>,
    /// The name of its icon.
    pub ikon: &'static str,
    /// Whom it is about, and what else is known.
    pub om: Vec<Del>,
    /// The day it is due or takes place.
    pub dag: Option<Day>,
    /// How that day is said.
    pub naar: Naar,
    /// Minutes after midnight.
    pub klokken: Option<u16>,
    /// Under which heading it stands.
    pub sted: Sted,
    /// Where it leads: to the act, not to a page about it.
    pub href: String,
    /// The record whose state it shows.
    pub key: Option<Key>,
    /// What ticks it off, where it can be.
    pub tick: Option<Tick>,
}

/// A part of what stands beside a task.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Del {
    /// A person's name, which discreet mode shortens.
    Navn(String),
    /// Any words.
    Ord(String),
}

/// How the day of a task is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Naar {
    /// As the day on which it is.
    #[default]
    Dag,
    /// As the last day on which it is in time.
    Senest,
    /// As a week.
    Uge,
}

/// Under which heading a task stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sted {
    /// Where its day belongs; without one it comes later.
    #[default]
    Dag,
    /// With what does not move by itself.
    Haenger,
    /// In the next days.
    Ugen,
    /// With what comes later.
    Senere,
    /// With what was ticked off today.
    Gjort,
    /// In no sight: it was ticked off before, or by somebody else.
    Ingen,
}

/// How a task is ticked off.
#[derive(Clone, Copy, Debug)]
pub struct Tick {
    /// The record.
    pub key: Key,
    /// Whether it is.
    pub gjort: bool,
    settle: fn(Key, bool) -> Command,
}

/// How many days count as this week, and how far beyond agreements are shown.
const WEEK_DAYS: i32 = 7;
const AHEAD_DAYS: i32 = 21;

impl IDag {
    /// Makes the list for whoever looks.
    #[must_use]
    pub fn of(sight: &Sight<'_>) -> Self {
        let mut list = Self::default();
        for area in AREAS {
            for opgave in area(sight) {
                list.place(opgave, sight.today());
            }
        }
        list.sort();
        list
    }

    /// Whether there is nothing at all to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let groups =
            [&self.sene, &self.i_dag, &self.ugen, &self.haenger, &self.senere, &self.gjort];
        groups.into_iter().all(Vec::is_empty)
    }

    fn place(&mut self, opgave: Opgave, today: Day) {
        let rows = match (opgave.sted, opgave.dag) {
            (Sted::Ingen, _) => return,
            (Sted::Haenger, _) => &mut self.haenger,
            (Sted::Ugen, _) => &mut self.ugen,
            (Sted::Gjort, _) => &mut self.gjort,
            (Sted::Dag, Some(day)) if day < today => &mut self.sene,
            (Sted::Dag, Some(day)) if day == today => &mut self.i_dag,
            (Sted::Dag, Some(day)) if day <= today.plus(WEEK_DAYS) => &mut self.ugen,
            (Sted::Dag, Some(day)) if day > today.plus(AHEAD_DAYS) => return,
            (Sted::Senere, _) | (Sted::Dag, None | Some(_)) => &mut self.senere,
        };
        rows.push(opgave);
    }

    fn sort(&mut self) {
        for rows in [&mut self.sene, &mut self.i_dag, &mut self.ugen, &mut self.senere] {
            // Without a day or a time comes last.
            order::by_key(rows, |row| {
                (row.dag.is_none(), row.dag, row.klokken.is_none(), row.klokken)
            });
        }
    }
}

impl Opgave {
    /// Something to do that stands where its day belongs.
    fn new(ikon: &'static str, hvad: String, href: String) -> Self {
        Self {
            hvad,
            diskret: None,
            ikon,
            om: Vec::new(),
            dag: None,
            naar: Naar::default(),
            klokken: None,
            sted: Sted::default(),
            href,
            key: None,
            tick: None,
        }
    }

    /// Can be ticked off. What was ticked off stays in sight today, for whoever did it.
    fn ticked(self, tick: Tick, udfoert: Option<&Udfoert>, sight: &Sight<'_>) -> Self {
        let sted = match udfoert {
            None => self.sted,
            Some(Udfoert { af, kl }) if *af == sight.me.person && kl.day() == sight.today() => {
                Sted::Gjort
            }
            Some(_) => Sted::Ingen,
        };
        Self { sted, key: Some(tick.key), tick: Some(tick), ..self }
    }

    /// Whether it is ticked off, where it can be.
    #[must_use]
    pub fn gjort(&self) -> Option<bool> {
        self.tick.map(|tick| tick.gjort)
    }
}

impl Tick {
    /// The record.
    #[must_use]
    pub const fn id(self) -> Uuid {
        self.key.id
    }

    /// What ticks it off, or opens it again.
    #[must_use]
    pub fn settle(self, udfoert: bool) -> Command {
        (self.settle)(self.key, udfoert)
    }
}

/// What settles it follows from the record.
impl PartialEq for Tick {
    fn eq(&self, other: &Self) -> bool {
        (self.key, self.gjort) == (other.key, other.gjort)
    }
}

impl Eq for Tick {}

impl Hash for Tick {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.key, self.gjort).hash(state);
    }
}

#[cfg(test)]
mod tests;
