//! Who sits where at one place, and who waits: the only code that gives and takes seats. Runs on the
//! server alone. A booking sits on all its days or waits on all of them; when a seat comes free, whoever
//! has waited longest and now fits on all their days gets it.

use std::collections::{BTreeMap, BTreeSet};

use crate::Day;
use crate::decide::{Ask, Change};
use crate::folder::Folder;
use crate::id::{OrganisationId, PladsId, SnusepraktikId};
use crate::plads::{Plads, Pladsdag};
use crate::snusepraktik::{Bookingstatus, Snusepraktik, Vaertsbooking};

/// The days of one place under change.
pub(crate) struct Seating<'a> {
    organisation: OrganisationId,
    plads: PladsId,
    /// The days as they stood in the records.
    stood: BTreeMap<Day, &'a Pladsdag>,
    /// The days as they are to be.
    days: BTreeMap<Day, Pladsdag>,
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
    pub(crate) fn promote(mut self, ask: &Ask<'a>) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut seen = BTreeSet::new();
        // Somebody who moves up may free a place in line on days not looked at yet: go on until none is new.
        while let Some(who) = self.waiting().into_iter().find(|who| !seen.contains(who)) {
            seen.insert(who);
            let Some(waiting) = self.booking(who, ask) else { continue };
            self.extend(&waiting.dage, ask);
            let status = self.place(who, &waiting.dage);
            if status != waiting.status {
                changes.extend(Snusepraktik { status, ..waiting.clone() }.with_host_copy(ask));
            }
        }
        changes.extend(self.changes());
        changes
    }

    /// The days that differ from what stood.
    pub(crate) fn changes(self) -> Vec<Change> {
        let Self { stood, days, .. } = self;
        let differs = |day: &Pladsdag| stood.get(&day.dag).is_none_or(|before| *before != day);
        days.into_values().filter(differs).map(|day| Change::Put(day.into())).collect()
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

    /// Everyone who waits on any day, by their longest place in line. Between the lines of different
    /// days the ids settle, which are the same for everybody.
    fn waiting(&self) -> Vec<SnusepraktikId> {
        let all: BTreeSet<_> =
            self.days.values().flat_map(|day| day.venter.iter().copied()).collect();
        let mut waiting: Vec<_> =
            all.into_iter().map(|who| (self.place_in_line(who), who)).collect();
        waiting.sort_unstable();
        waiting.into_iter().map(|(_, who)| who).collect()
    }

    /// A booking known by its id alone: the host's copy tells whose plan it lies in.
    fn booking(&self, who: SnusepraktikId, ask: &Ask<'a>) -> Option<&'a Snusepraktik> {
        let copy = ask.find::<Vaertsbooking>(Folder::Vaert(self.organisation), who.0)?;
        ask.find(Folder::Plan(copy.ung), who.0)
    }
}
