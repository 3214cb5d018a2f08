//! The host's start page: who comes today, who came lately and was not told, who comes this week, how many
//! wait. First names only: more is not on a host's phone.

use std::collections::BTreeMap;

use domain::alfabet::sorted;
use domain::id::{OrganisationId, PladsId, SnusepraktikId};
use domain::plads::Plads;
use domain::record::{Listed, find, list};
use domain::snusepraktik::{Bookingstatus, ConfirmFremmoede, Fremmoede, Vaertsbooking};
use domain::{Day, Folder, FolderKind, Key, Person};

use super::Sight;
use super::order;

/// Who comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vaert {
    /// Where, if the host is one at a single place.
    pub sted: String,
    /// Who comes today.
    pub i_dag: Vec<Gaest>,
    /// Days that have passed without an answer.
    pub mangler: Vec<Gaest>,
    /// Who comes in the days ahead.
    pub kommer: Vec<(Day, Vec<Gaest>)>,
    /// How many wait, line by line.
    pub venter: Vec<(String, usize)>,
}

/// Somebody on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Gaest {
    /// The booking.
    pub id: SnusepraktikId,
    /// The host.
    pub organisation: OrganisationId,
    /// The first name.
    pub fornavn: String,
    /// What is tasted.
    pub linje: String,
    /// The day.
    pub dag: Day,
    /// Which of their days it is, from 1, and of how many.
    pub nummer: (usize, usize),
    /// When and where they meet.
    pub moedetid: Option<String>,
    /// Whom to call, and how.
    pub ring: Option<(String, String)>,
    /// Whether they came.
    pub fremmoede: Option<Fremmoede>,
}

/// How far ahead and how far back.
const AHEAD: i32 = 7;
const BACK: i32 = 28;

impl Vaert {
    /// Reads the host's folders.
    #[must_use]
    pub fn of(sight: &Sight<'_>) -> Self {
        let mut page = Self::default();
        let hosts: Vec<_> = sight.folders_of(FolderKind::Vaert).collect();
        let places = hosts.iter().map(|folder| OrganisationId(folder.subject()));
        page.sted = places.map(|id| sight.organisation_navn(id)).collect::<Vec<_>>().join(", ");
        let mut waiting: BTreeMap<String, usize> = BTreeMap::new();
        let mut ahead: BTreeMap<Day, Vec<Gaest>> = BTreeMap::new();
        for booking in hosts.into_iter().flat_map(|host| list::<Vaertsbooking>(sight.view, host)) {
            let still = booking.dage.last().is_some_and(|last| *last >= sight.today());
            if still && matches!(booking.status, Bookingstatus::Venteliste(_)) {
                *waiting.entry(booking.linje.to_string()).or_default() += 1;
            }
            if booking.status.is_seated() {
                page.add(booking, &mut ahead, sight);
            }
        }
        page.venter = waiting.into_iter().collect();
        order::by_key(&mut page.venter, |(linje, _)| sorted(linje));
        page.kommer = ahead.into_iter().collect();
        page.sort();
        page
    }

    /// Whether nobody comes and nobody waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let (nobody, none) = (self.i_dag.is_empty(), self.mangler.is_empty());
        nobody && none && self.kommer.is_empty() && self.venter.is_empty()
    }

    fn add(
        &mut self,
        booking: &Vaertsbooking,
        ahead: &mut BTreeMap<Day, Vec<Gaest>>,
        sight: &Sight<'_>,
    ) {
        for (index, dag) in booking.dage.iter().enumerate() {
            let days = dag.days_since(sight.today());
            let gaest = || Gaest::of(booking, *dag, index + 1, sight);
            match days {
                0 => self.i_dag.push(gaest()),
                1..=AHEAD => ahead.entry(*dag).or_default().push(gaest()),
                _ if (-BACK..0).contains(&days) && !booking.fremmoede.contains_key(dag) => {
                    self.mangler.push(gaest());
                }
                _ => {}
            }
        }
    }

    fn sort(&mut self) {
        let by_time =
            |gaest: &Gaest| (gaest.dag, gaest.moedetid.clone(), sorted(&gaest.fornavn), gaest.id);
        order::by_key(&mut self.i_dag, by_time);
        order::by_key(&mut self.mangler, by_time);
        self.kommer.iter_mut().for_each(|(_, guests)| order::by_key(guests, by_time));
    }
}

impl Gaest {
    fn of(booking: &Vaertsbooking, dag: Day, number: usize, sight: &Sight<'_>) -> Self {
        let plads = find_plads(sight, booking.organisation, booking.plads);
        let helper = booking.af.medarbejder().and_then(|id| sight.medarbejder(id));
        let ring = helper.and_then(|helper| {
            let navn = sight.navn(Person::Medarbejder(helper.id));
            Some((navn, helper.telefon.as_ref()?.to_string()))
        });
        Self {
            id: booking.id,
            organisation: booking.organisation,
            fornavn: booking.fornavn.to_string(),
            linje: booking.linje.to_string(),
            dag,
            nummer: (number, booking.dage.len()),
            moedetid: plads.map(|plads| plads.moedetid.to_string()),
            ring,
            fremmoede: booking.fremmoede.get(&dag).copied(),
        }
    }

    /// What says that they came, or did not.
    #[must_use]
    pub fn confirm(&self, fremmoede: Fremmoede) -> ConfirmFremmoede {
        let Self { id, organisation, dag, .. } = *self;
        ConfirmFremmoede { organisation, id, dag, fremmoede }
    }

    /// The record whose state the row shows.
    #[must_use]
    pub fn key(&self) -> Key {
        let folder = Folder::Vaert(self.organisation);
        Key { folder, kind: Vaertsbooking::KIND, id: self.id.0 }
    }
}

fn find_plads<'a>(sight: &Sight<'a>, host: OrganisationId, plads: PladsId) -> Option<&'a Plads> {
    find(sight.view, Folder::Pladser(host), plads.0)
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{ANNA, ERIK, HANNE, MADS, SOFIE, at, day, snusepraktik};
    use domain::id::UngId;
    use uuid::Uuid;

    use super::*;
    use crate::view::world::World;

    fn booked(world: &mut World, id: u128, by: Person, ung: UngId, days: &[&str]) {
        let id = SnusepraktikId(Uuid::from_u128(id));
        world.asks(by, snusepraktik(id, ung, days));
    }

    fn seen(world: &World) -> Vaert {
        world.seen_by(Person::Medarbejder(ERIK), Vaert::of)
    }

    #[test]
    fn today_is_told_apart_from_the_days_ahead_and_from_days_without_an_answer() {
        let mut world = World::thyland();
        let anna = Person::Medarbejder(ANNA);
        booked(&mut world, 1, anna, MADS, &["2026-09-14", "2026-09-15", "2026-09-16"]);
        world.now = at("2026-09-15", 9, 0);
        let page = seen(&world);
        let [gaest] = page.i_dag.try_into().unwrap();
        assert_eq!((gaest.fornavn.as_str(), gaest.nummer), ("Mads", (2, 3)));
        assert_eq!(gaest.ring, Some(("Anna Lund".to_owned(), "12 34 56 78".to_owned())));
        assert_eq!(page.mangler.iter().map(|g| g.dag).collect::<Vec<_>>(), [day("2026-09-14")]);
        assert_eq!(page.kommer.first().map(|(day, _)| *day), Some(day("2026-09-16")));

        world.asks(Person::Medarbejder(ERIK), gaest.confirm(Fremmoede::Moedt));
        let [gaest] = seen(&world).i_dag.try_into().unwrap();
        assert_eq!(gaest.fremmoede, Some(Fremmoede::Moedt));
    }

    #[test]
    fn who_waits_is_counted_and_not_shown_as_coming() {
        let mut world = World::thyland();
        let mut plads = domain::fixtures::toemrer();
        plads.pladser = 1;
        world.asks(Person::System, domain::plads::OfferPlads { plads });
        booked(&mut world, 1, Person::Medarbejder(ANNA), MADS, &["2026-09-14"]);
        booked(&mut world, 2, Person::Medarbejder(HANNE), SOFIE, &["2026-09-14"]);
        let page = seen(&world);
        assert_eq!(page.venter, [("Tømrer, grundforløb 1".to_owned(), 1)]);
        assert_eq!(page.kommer.iter().map(|(_, guests)| guests.len()).sum::<usize>(), 1);
        assert!(page.i_dag.is_empty());
    }
}
