//! Places for snusepraktik: what can be tasted where, and how many seats each coming day has. Days that
//! have passed are not shown; a day that nobody has asked for yet has all its seats.

use std::collections::BTreeMap;

use domain::alfabet::sorted;
use domain::id::{OrganisationId, PladsId};
use domain::plads::{Plads, Pladsdag, Pladsform};
use domain::record::list;
use domain::{Day, FolderKind};

use super::Sight;
use super::order;

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PladsRow {
    pub id: PladsId,
    /// The host.
    pub organisation: OrganisationId,
    /// What is tasted.
    pub linje: String,
    /// The host's name.
    pub hos: String,
    /// The host's town.
    pub by: String,
    /// Where to meet.
    pub sted: String,
    /// When to meet.
    pub moedetid: String,
    /// What to bring.
    pub medbring: Option<String>,
    /// The coming days.
    pub dage: Vec<DagRow>,
    /// The lines to choose from, where it is a course that is followed whole.
    pub forloeb: Option<Vec<String>>,
    /// Takes nobody more.
    pub lukket: bool,
}

/// A day at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DagRow {
    /// Which day.
    pub dag: Day,
    /// Seats that nobody has.
    pub ledige: usize,
    /// All its seats.
    pub pladser: usize,
    /// How many wait.
    pub venter: usize,
}

/// A week of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uge {
    /// Its number in the course, from 1.
    pub nr: i32,
    /// Its first day.
    pub fra: Day,
    /// Its last day.
    pub til: Day,
}

/// The places on this phone with days to come, by what is tasted. Whoever books sees only what can be
/// asked for; a host also sees what is closed.
#[must_use]
pub fn pladser(sight: &Sight<'_>) -> Vec<PladsRow> {
    let all = sight.folders_of(FolderKind::Pladser).flat_map(|folder| {
        let dage = list::<Pladsdag>(sight.view, folder);
        let places = list::<Plads>(sight.view, folder).into_iter();
        places.map(move |plads| row(sight, plads, &dage)).collect::<Vec<_>>()
    });
    let shown = |row: &PladsRow| !row.dage.is_empty() && (!row.lukket || is_host(sight));
    let mut rows: Vec<_> = all.filter(shown).collect();
    order::by_key(&mut rows, |row| (sorted(&row.linje), sorted(&row.hos)));
    rows
}

/// Whether whoever looks receives young people and books none.
#[must_use]
pub fn is_host(sight: &Sight<'_>) -> bool {
    sight.me.is(domain::Rolle::Vaert) && !sight.me.helps_young()
}

/// The hosts of the places, by name.
#[must_use]
pub fn hosts(rows: &[PladsRow]) -> Vec<(OrganisationId, String)> {
    let all: BTreeMap<_, _> =
        rows.iter().map(|row| (sorted(&row.hos), (row.organisation, row.hos.clone()))).collect();
    all.into_values().collect()
}

fn row(sight: &Sight<'_>, plads: &Plads, dage: &[&Pladsdag]) -> PladsRow {
    let organisation = sight.organisation(plads.organisation);
    let by = organisation.and_then(|organisation| organisation.by.as_ref());
    PladsRow {
        id: plads.id,
        organisation: plads.organisation,
        linje: plads.linje.to_string(),
        hos: sight.organisation_navn(plads.organisation),
        by: by.map(ToString::to_string).unwrap_or_default(),
        sted: plads.sted.to_string(),
        moedetid: plads.moedetid.to_string(),
        medbring: plads.medbring.as_ref().map(ToString::to_string),
        dage: coming(plads, dage, sight.today()),
        forloeb: match &plads.form {
            Pladsform::Dage => None,
            Pladsform::Forloeb { linjer } => Some(linjer.iter().map(ToString::to_string).collect()),
        },
        lukket: plads.lukket,
    }
}

/// The days to come; none of a course that has begun, as it is followed whole.
fn coming(plads: &Plads, dage: &[&Pladsdag], today: Day) -> Vec<DagRow> {
    let begun = plads.dage.first().is_some_and(|first| *first < today);
    if begun && matches!(plads.form, Pladsform::Forloeb { .. }) {
        return Vec::new();
    }
    let opened: BTreeMap<Day, &Pladsdag> =
        dage.iter().filter(|day| day.plads == plads.id).map(|day| (day.dag, *day)).collect();
    let ahead = plads.dage.iter().copied().filter(|dag| *dag >= today);
    let row = |dag| {
        let stands = opened.get(&dag).map(|day| (*day).clone());
        let day = stands.unwrap_or_else(|| Pladsdag::empty(plads, dag));
        let (ledige, pladser, venter) = (day.ledige(), day.saeder.len(), day.venter.len());
        DagRow { dag, ledige, pladser, venter }
    };
    ahead.map(row).collect()
}

impl PladsRow {
    /// The fewest seats left on any of the days.
    #[must_use]
    pub fn ledige(&self) -> usize {
        self.dage.iter().map(|dag| dag.ledige).min().unwrap_or(0)
    }

    /// The days, week by week.
    #[must_use]
    pub fn uger(&self) -> Vec<Uge> {
        let mut weeks: Vec<Uge> = Vec::new();
        let Some(first) = self.dage.first() else { return weeks };
        for DagRow { dag, .. } in &self.dage {
            let nr = dag.monday().days_since(first.dag.monday()) / 7 + 1;
            match weeks.last_mut() {
                Some(week) if week.nr == nr => week.til = *dag,
                _ => weeks.push(Uge { nr, fra: *dag, til: *dag }),
            }
        }
        weeks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::Person;
    use domain::fixtures::{ANNA, ERIK, MADS, at, day, snusepraktik, toemrer};
    use domain::id::SnusepraktikId;
    use domain::plads::OfferPlads;
    use uuid::Uuid;

    const ID: SnusepraktikId = SnusepraktikId(Uuid::from_u128(0x970));

    fn seen(world: &World, by: domain::id::MedarbejderId) -> Vec<PladsRow> {
        world.seen_by(Person::Medarbejder(by), pladser)
    }

    #[test]
    fn a_day_nobody_asked_for_has_all_its_seats_and_a_seat_taken_is_one_less() {
        let mut world = World::thyland();
        world.asks(Person::Medarbejder(ANNA), snusepraktik(ID, MADS, &["2026-09-15"]));
        let rows = seen(&world, ANNA);
        let toemrer = rows.iter().find(|row| row.forloeb.is_none()).unwrap();
        let seats: Vec<_> = toemrer.dage.iter().map(|dag| dag.ledige).collect();
        assert_eq!(seats, [2, 1, 2, 2, 2]);
    }

    #[test]
    fn passed_days_are_gone_and_a_course_that_has_begun_is_gone_whole() {
        let mut world = World::thyland();
        world.now = at("2026-09-16", 10, 0);
        assert_eq!(
            seen(&world, ANNA).iter().map(|row| row.dage.len()).collect::<Vec<_>>(),
            [20, 3]
        );
        world.now = at("2026-09-22", 10, 0);
        assert_eq!(seen(&world, ANNA), []);
    }

    #[test]
    fn a_course_is_four_weeks() {
        let rows = seen(&World::thyland(), ANNA);
        let course = rows.iter().find(|row| row.forloeb.is_some()).unwrap();
        let weeks = course.uger();
        assert_eq!(weeks.iter().map(|week| week.nr).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!((weeks[1].fra, weeks[1].til), (day("2026-09-28"), day("2026-10-02")));
    }

    #[test]
    fn a_closed_place_is_still_seen_by_its_host() {
        let mut world = World::thyland();
        let plads = Plads { lukket: true, ..toemrer() };
        world.asks(Person::Medarbejder(ERIK), OfferPlads { plads });
        assert_eq!((seen(&world, ANNA).len(), seen(&world, ERIK).len()), (1, 2));
    }
}
