//! Who sits where at one place, and who waits: the only code that gives and takes seats. Runs on the
//! server alone. A booking sits on all its days or waits on all of them; when a seat comes free, whoever
//! has waited longest and now fits on all their days gets it.
//!
//! Everyone joins the lines of all their days at once and at their ends, so the lines of different days
//! never disagree about who came first. That is the only order there is; no clock is asked.

use std::collections::BTreeMap;

use crate::Day;
use crate::decide::Ask;
use crate::folder::Folder;
use crate::id::{OrganisationId, PladsId, SnusepraktikId};
use crate::plads::{Plads, Pladsdag};
use crate::snusepraktik::{Bookingstatus, Snusepraktik, Vaertsbooking};
use crate::writing::{Changes, Writing};

/// Those who wait, with their bookings where the view holds them.
type Waiting<'a> = BTreeMap<SnusepraktikId, Option<&'a Snusepraktik>>;

/// The days of one place under change.
pub(crate) struct Seating<'a> {
    organisation: OrganisationId,
    plads: PladsId,
    /// The days as they stood in the records.
    stood: BTreeMap<Day, &'a Pladsdag>,
    /// The days as they are to be.
    days: BTreeMap<Day, Pladsdag>,
}

impl Plads {
    /// Whether somebody who waits may still get a seat: the place is open, and all their days are offered
    /// and to come.
    fn takes_in(&self, waiting: &Snusepraktik, ask: &Ask<'_>) -> bool {
        let today = ask.context.now.day();
        let mut dage = waiting.dage.iter();
        !self.lukket && dage.all(|dag| *dag >= today && self.dage.contains(dag))
    }
}

impl<'a> Seating<'a> {
    pub(crate) fn load(
        organisation: OrganisationId,
        plads: PladsId,
        dage: &[Day],
        ask: &Ask<'a>,
    ) -> Self {
        let (stood, days) = (BTreeMap::new(), BTreeMap::new());
        let mut seating = Self { organisation, plads, stood, days };
        seating.extend(dage, ask);
        seating
    }

    fn extend(&mut self, dage: &[Day], ask: &Ask<'a>) {
        for dag in dage {
            let id = Pladsdag::id_of(self.plads, *dag).0;
            let stood = ask.find::<Pladsdag>(Folder::Pladser(self.organisation), id);
            if let (false, Some(day)) = (self.days.contains_key(dag), stood) {
                self.stood.insert(*dag, day);
                self.days.insert(*dag, day.clone());
            }
        }
    }

    /// Days that nobody has booked yet come into being with all seats free.
    pub(crate) fn open(&mut self, plads: &Plads, dage: &[Day]) {
        for dag in dage {
            self.days.entry(*dag).or_insert_with(|| Pladsdag::empty(plads, *dag));
        }
    }

    /// Every day gets this many seats, but never fewer than are taken.
    pub(crate) fn resize(&mut self, seats: usize) {
        self.days.values_mut().for_each(|day| day.resize(seats));
    }

    /// Takes somebody off all days, seated or waiting.
    pub(crate) fn release(&mut self, who: SnusepraktikId) {
        self.days.values_mut().for_each(|day| day.release(who));
    }

    /// Seats somebody on all their days, or puts them last in line on all of them.
    pub(crate) fn place(&mut self, who: SnusepraktikId, dage: &[Day]) -> Bookingstatus {
        if self.fits(dage) {
            self.of(dage).for_each(|day| day.seat(who));
            return Bookingstatus::Bekraeftet;
        }
        self.of(dage).filter(|day| !day.venter.contains(&who)).for_each(|day| day.venter.push(who));
        Bookingstatus::Venteliste(self.place_in_line(who))
    }

    /// Gives free seats to those who wait, tells the others their new place in line, and ends the change.
    /// Who may not be taken in any more keeps waiting.
    pub(crate) fn promote(
        mut self,
        plads: Option<&Plads>,
        right: Writing<'_, '_>,
        ask: &Ask<'a>,
    ) -> Changes {
        let (next, waiting) = self.whom_it_concerns(ask);
        if let Some(plads) = plads {
            self.resize(usize::from(plads.pladser));
        }
        let takes_in =
            |booking: &&Snusepraktik| plads.is_some_and(|plads| plads.takes_in(booking, ask));
        let mut left = next;
        while let Some(who) = self.first_in_line(&left) {
            if let Some(booking) = left.remove(&who).flatten().filter(takes_in) {
                self.place(who, &booking.dage);
            }
        }
        // Seats are given before anybody is told a place in line: whoever sits down shortens it for others.
        let moved = waiting.into_iter().filter_map(|(who, booking)| {
            let (status, booking) = (self.status_of(who), booking?);
            let moedested = plads.map(Plads::moedested).or_else(|| booking.moedested.clone());
            (status != booking.status).then(|| Snusepraktik {
                moedested,
                status,
                ..booking.clone()
            })
        });
        let told: Changes = moved.map(|moved| moved.with_host_copy(right, ask)).collect();
        told.and(self.changes(right))
    }

    /// Who waits on the days under change and may get a seat now; and everyone whose place in line that can change: who
    /// waits on a day of theirs. Nobody further on is asked for: a seat that is taken lets nobody else in. A booking that
    /// the view does not hold keeps its place in line.
    fn whom_it_concerns(&mut self, ask: &Ask<'a>) -> (Waiting<'a>, Waiting<'a>) {
        let mut found = Waiting::new();
        self.find_waiting(&mut found, ask);
        let next = found.clone();
        self.find_waiting(&mut found, ask);
        (next, found)
    }

    /// Adds who waits on these days, and the days of each.
    fn find_waiting(&mut self, found: &mut Waiting<'a>, ask: &Ask<'a>) {
        let lines = self.days.values().flat_map(|day| &day.venter);
        let new: Vec<_> = lines.copied().filter(|who| !found.contains_key(who)).collect();
        for who in new {
            let booking = self.booking(who, ask);
            if let Some(booking) = booking {
                self.extend(&booking.dage, ask);
            }
            found.insert(who, booking);
        }
    }

    /// Somebody of those left whom nobody left stands before on any day.
    fn first_in_line<T>(&self, left: &BTreeMap<SnusepraktikId, T>) -> Option<SnusepraktikId> {
        let first_of =
            |day: &Pladsdag| day.venter.iter().copied().find(|who| left.contains_key(who));
        let firsts: Vec<_> = self.days.values().map(|day| (day, first_of(day))).collect();
        let is_first = |who: &SnusepraktikId| {
            let mut lines = firsts.iter().filter(|(day, _)| day.venter.contains(who));
            lines.all(|(_, first)| *first == Some(*who))
        };
        let found = firsts.iter().filter_map(|(_, first)| *first).find(is_first);
        found.or_else(|| left.keys().next().copied())
    }

    /// Where somebody stands who waited.
    fn status_of(&self, who: SnusepraktikId) -> Bookingstatus {
        if self.days.values().any(|day| day.venter.contains(&who)) {
            Bookingstatus::Venteliste(self.place_in_line(who))
        } else {
            Bookingstatus::Bekraeftet
        }
    }

    /// The days that differ from what stood.
    pub(crate) fn changes(self, right: Writing<'_, '_>) -> Changes {
        let Self { organisation, stood, days, .. } = self;
        let differs = |day: &Pladsdag| stood.get(&day.dag).is_none_or(|before| *before != day);
        let pladser = right.beyond(Folder::Pladser(organisation));
        days.into_values().filter(differs).map(|day| pladser.put(day)).collect()
    }

    fn of(&mut self, dage: &[Day]) -> impl Iterator<Item = &mut Pladsdag> {
        self.days.iter_mut().filter(|(dag, _)| dage.contains(dag)).map(|(_, day)| day)
    }

    fn fits(&self, dage: &[Day]) -> bool {
        dage.iter().all(|dag| self.days.get(dag).is_some_and(|day| day.ledige() > 0))
    }

    /// The longest place in line of any day, from 1.
    fn place_in_line(&self, who: SnusepraktikId) -> u16 {
        let longest = self.days.values().filter_map(|day| day.place_in_line(who)).max();
        longest.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX)
    }

    /// A booking known by its id alone: the host's copy tells whose plan it lies in.
    fn booking(&self, who: SnusepraktikId, ask: &Ask<'a>) -> Option<&'a Snusepraktik> {
        let copy = ask.find::<Vaertsbooking>(Folder::Vaert(self.organisation), who.0)?;
        ask.find(Folder::Plan(copy.ung), who.0)
    }
}
