//! Places where young people may taste an education, and the seats of each day (R15). Seats carry no
//! names: whoever books sees how many are left, the host sees who comes (in `snusepraktik`).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::{Ask, Change};
use crate::digest::derived_uuid;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{OrganisationId, PladsId, PladsdagId, SnusepraktikId};
use crate::record::{Follows, Kept, Record, list};
use crate::seating::Seating;
use crate::snusepraktik::{Snusepraktik, Vaertsbooking};
use crate::text::ShortText;
use crate::writing::{Changes, Writing};
use crate::{Day, Rejection};

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plads {
    /// The place's own id.
    pub id: PladsId,
    /// The host.
    pub organisation: OrganisationId,
    /// What is tasted, such as "Tømrer, grundforløb 1".
    pub linje: ShortText,
    /// Single days, or the four-week course followed whole.
    pub form: Pladsform,
    /// Where to meet.
    pub sted: ShortText,
    /// When to meet, in the host's words, such as "kl. 8.10 ved receptionen".
    pub moedetid: ShortText,
    /// What to bring.
    pub medbring: Option<ShortText>,
    /// The days offered, ascending.
    pub dage: Vec<Day>,
    /// Seats on each day.
    pub pladser: u8,
    /// Taken back by the host: nothing new can be booked.
    pub lukket: bool,
}

impl Kept for Plads {
    const CODE: &'static str = "plads";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Pladser(self.organisation)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn grants(&self) -> Vec<Grant> {
        Vec::new()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// Where and when to meet, and what to bring. A booking holds a copy: whoever is booked does not see the place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moedested {
    /// Where to meet.
    pub sted: ShortText,
    /// When to meet, in the host's words.
    pub moedetid: ShortText,
    /// What to bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medbring: Option<ShortText>,
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pladsform {
    /// Any of the days.
    Dage,
    /// The snuseforløb: week 1 inspiration, then one or more of the lines (S1, Snuseforløb; rule F4).
    Forloeb {
        /// The lines to choose from after the first week.
        linjer: Vec<ShortText>,
    },
}

/// The seats of one place on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pladsdag {
    /// Follows from the place and the day.
    pub id: PladsdagId,
    /// The host.
    pub organisation: OrganisationId,
    /// The place.
    pub plads: PladsId,
    /// The day.
    pub dag: Day,
    /// One entry a seat: who has it, or nobody. Its length is the capacity.
    pub saeder: Vec<Option<SnusepraktikId>>,
    /// Who waits, in order.
    pub venter: Vec<SnusepraktikId>,
}

impl Kept for Pladsdag {
    const CODE: &'static str = "pladsdag";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Pladser(self.organisation)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn grants(&self) -> Vec<Grant> {
        Vec::new()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// Offers a place, or changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferPlads {
    /// What it is to be.
    pub plads: Plads,
}

/// The longest a booking reaches from its first to its last day: four weeks (S1, Snuseforløb).
pub const FORLOEB_DAGE: i32 = 28;

impl Plads {
    /// Where and when to meet here, and what to bring.
    #[must_use]
    pub fn moedested(&self) -> Moedested {
        let Self { sted, moedetid, medbring, .. } = self.clone();
        Moedested { sted, moedetid, medbring }
    }

    /// The week of the course a day lies in, from 1; week 1 is inspiration.
    #[must_use]
    pub fn forloebsuge(&self, dag: Day) -> Option<i32> {
        let first = self.dage.first()?;
        matches!(self.form, Pladsform::Forloeb { .. })
            .then(|| dag.monday().days_since(first.monday()) / 7 + 1)
    }
}

impl Pladsdag {
    /// The id of a place's day.
    #[must_use]
    pub fn id_of(plads: PladsId, dag: Day) -> PladsdagId {
        PladsdagId(derived_uuid(plads.0, &dag.to_string()))
    }

    /// The day with all seats free.
    #[must_use]
    pub fn empty(plads: &Plads, dag: Day) -> Self {
        Self {
            id: Self::id_of(plads.id, dag),
            organisation: plads.organisation,
            plads: plads.id,
            dag,
            saeder: vec![None; usize::from(plads.pladser)],
            venter: Vec::new(),
        }
    }

    /// Seats that nobody has.
    #[must_use]
    pub fn ledige(&self) -> usize {
        self.saeder.iter().filter(|seat| seat.is_none()).count()
    }

    /// Somebody's place in line, from 1.
    #[must_use]
    pub fn place_in_line(&self, who: SnusepraktikId) -> Option<usize> {
        self.venter.iter().position(|waiting| *waiting == who).map(|place| place + 1)
    }

    /// Gives the first free seat, if there is one.
    pub(crate) fn seat(&mut self, who: SnusepraktikId) {
        self.venter.retain(|waiting| *waiting != who);
        if let Some(free) = self.saeder.iter_mut().find(|seat| seat.is_none()) {
            *free = Some(who);
        }
    }

    /// Takes somebody off the day, seated or waiting.
    pub(crate) fn release(&mut self, who: SnusepraktikId) {
        self.venter.retain(|waiting| *waiting != who);
        for seat in &mut self.saeder {
            if *seat == Some(who) {
                *seat = None;
            }
        }
    }

    /// The capacity becomes `seats`, but never less than are taken.
    pub(crate) fn resize(&mut self, seats: usize) {
        let mut taken: Vec<_> = self.saeder.iter().flatten().copied().map(Some).collect();
        taken.resize(seats.max(taken.len()), None);
        self.saeder = taken;
    }
}

impl Asks for OfferPlads {
    const NAME: &'static str = "plads.offer.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Organisation(self.plads.organisation)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plads = &self.plads;
        let folder = Folder::Pladser(plads.organisation);
        let pladser = ask.must_write_now(folder)?;
        let known = pladser.find::<Plads>(plads.id.0);
        if known.is_none() && ask.is_taken::<Plads>(folder, plads.id.0) {
            return Err(Rejection::AlreadyExists);
        }
        must_be_days(&plads.dage)?;
        let known = known.map(|known| known.dage.as_slice()).unwrap_or_default();
        let new = plads.dage.iter().filter(|dag| !known.contains(dag));
        ask.must_be_near(new.copied())?;
        if matches!(plads.form, Pladsform::Forloeb { .. }) {
            must_span_four_weeks(&plads.dage)?;
        }
        let offered = pladser.put(plads.clone());
        if !ask.is_server() {
            return Ok(offered);
        }
        let seating = Seating::load(plads.organisation, plads.id, &plads.dage, ask);
        let moved = seating.promote(Some(plads), pladser, ask);
        Ok(offered.and(self.tell_the_booked(&moved, pladser, ask)).and(moved))
    }
}

impl OfferPlads {
    /// Whoever is booked, or waits, and was not moved just now is told where and when to meet as it is from now on.
    fn tell_the_booked(&self, moved: &Changes, pladser: Writing<'_, '_>, ask: &Ask<'_>) -> Changes {
        let (plads, moedested) = (&self.plads, Some(self.plads.moedested()));
        let is_moved = |id: SnusepraktikId| {
            let is = |change: &Change| match change {
                Change::Put(Record::Snusepraktik(booking)) => booking.id == id,
                _ => false,
            };
            moved.iter().any(is)
        };
        let today = ask.context.now.day();
        let copies = list::<Vaertsbooking>(ask.view, Folder::Vaert(plads.organisation));
        let to_come = copies.into_iter().filter(|copy| {
            copy.plads == plads.id && copy.dage.last().is_some_and(|last| *last >= today)
        });
        let booked =
            to_come.filter_map(|copy| ask.find::<Snusepraktik>(Folder::Plan(copy.ung), copy.id.0));
        let stale = booked.filter(|booking| {
            (booking.status.is_open() || booking.status.is_seated())
                && booking.moedested != moedested
                && !is_moved(booking.id)
        });
        let told = |booking: &Snusepraktik| {
            let moedested = moedested.clone();
            pladser.beyond(booking.folder()).put(Snusepraktik { moedested, ..booking.clone() })
        };
        stale.map(told).collect()
    }
}

/// No place is offered, and none is asked for, on more days at a time: a year of them and some. The server looks at each.
pub const MOST_DAGE: usize = 400;

/// Days must be given, ascending, each once, and not without end.
pub(crate) fn must_be_days(dage: &[Day]) -> Result<(), Rejection> {
    let ascending = dage.is_sorted_by(|a, b| a < b);
    let so_many = (1..=MOST_DAGE).contains(&dage.len());
    if ascending && so_many { Ok(()) } else { Err(Rejection::DaysInvalid) }
}

/// No booking reaches further than the four weeks of a snuseforløb.
pub(crate) fn must_span_four_weeks(dage: &[Day]) -> Result<(), Rejection> {
    match (dage.first(), dage.last()) {
        (Some(first), Some(last)) if last.days_since(*first) < FORLOEB_DAGE => Ok(()),
        _ => Err(Rejection::DaysInvalid),
    }
}
