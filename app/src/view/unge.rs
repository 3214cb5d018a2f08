//! The list of young people: who they are, and how their next agreement stands. Searching is here too.

use domain::aftale::Aftale;
use domain::alfabet::sorted;
use domain::id::UngId;
use domain::record::list;
use domain::soegning::{folded, rank};
use domain::ung::Ung;
use domain::{Day, Folder, Key, Kind};

use super::Sight;
use super::indskrivning::skole;
use super::order;

/// A young person in the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UngRow {
    pub id: UngId,
    /// First and last name.
    pub navn: String,
    /// The same, as far as is needed where nothing else is told of them.
    pub kendt: String,
    /// Age in years.
    pub alder: i32,
    /// The school they are at.
    pub skole: String,
    /// The first agreement still to be kept.
    pub aftale: Stand,
    /// Whoever looks helps them; else the case was brought along, to read.
    pub hjulpet: bool,
    /// Where the young person's record lies.
    pub key: Key,
    /// What a search looks in.
    found_by: String,
}

/// How a young person's agreements stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stand {
    /// One is late by so many days.
    Late(i32),
    /// The next is on this day.
    On(Day),
    /// There are open ones, none with a day.
    Undated,
    /// There is none.
    Without,
}

/// Which of them are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Show {
    /// All.
    #[default]
    Everyone,
    /// Those with a late agreement.
    Late,
    /// Those without an agreement.
    Without,
}

/// The young people whose plan is on this phone, by name.
#[must_use]
pub fn unge(sight: &Sight<'_>) -> Vec<UngRow> {
    let mut rows: Vec<_> = sight.unge().into_iter().map(|ung| row(sight, ung)).collect();
    order::by_key(&mut rows, |row| sorted(&row.navn));
    rows
}

/// Those whom whoever looks helps: a form is about one of them. What was brought along can only be read.
#[must_use]
pub fn hjulpne(sight: &Sight<'_>) -> Vec<UngRow> {
    let mut rows = unge(sight);
    rows.retain(|row| row.hjulpet);
    rows
}

fn row(sight: &Sight<'_>, ung: &Ung) -> UngRow {
    let folder = Folder::Plan(ung.id);
    let skole = skole(sight, ung);
    UngRow {
        hjulpet: sight.helps(ung.id),
        id: ung.id,
        navn: ung.navn.to_string(),
        kendt: sight.kendt(ung),
        alder: age(ung.foedt, sight.today()),
        aftale: stand(&list(sight.view, folder), sight.today()),
        key: Key { folder, kind: Kind::Ung, id: ung.id.0 },
        found_by: folded(&format!("{} {skole}", ung.navn)),
        skole,
    }
}

fn stand(aftaler: &[&Aftale], today: Day) -> Stand {
    let open = || aftaler.iter().filter(|aftale| aftale.udfoert.is_none());
    match open().filter_map(|aftale| aftale.frist).min() {
        Some(day) if day < today => Stand::Late(today.days_since(day)),
        Some(day) => Stand::On(day),
        None if open().next().is_some() => Stand::Undated,
        None => Stand::Without,
    }
}

impl UngRow {
    /// Whether they are among those shown, and how well every word searched for is found in name or school.
    #[must_use]
    pub fn shown(&self, show: Show, search: &str) -> Option<u8> {
        let among = match show {
            Show::Everyone => true,
            Show::Late => self.hjulpet && matches!(self.aftale, Stand::Late(_)),
            Show::Without => self.hjulpet && self.aftale == Stand::Without,
        };
        if among { rank(&self.found_by, search) } else { None }
    }
}

/// Those that are shown, by name; whoever is written as the search is stands first.
#[must_use]
pub fn found<'a>(rows: &'a [UngRow], show: Show, search: &str) -> Vec<&'a UngRow> {
    let ranked = rows.iter().filter_map(|row| Some((row.shown(show, search)?, row)));
    let (exact, other): (Vec<_>, Vec<_>) = ranked.partition(|(rank, _)| *rank == 0);
    exact.into_iter().chain(other).map(|(_, row)| row).collect()
}

/// Age in whole years.
#[must_use]
pub fn age(born: Day, today: Day) -> i32 {
    let (born, today) = (born.ymd(), today.ymd());
    let had_birthday = (today.month, today.day) >= (born.month, born.day);
    today.year - born.year - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::Person;
    use domain::aftale::{MakeAftale, NewAftale, SettleAftale};
    use domain::fixtures::{ANNA, LARS, MADS, day, short};
    use domain::id::{AftaleId, NoedadgangId};
    use domain::noedadgang::OpenNoedadgang;
    use uuid::Uuid;

    const ID: AftaleId = AftaleId(Uuid::from_u128(0x900));

    fn with_aftale(frist: &str) -> World {
        let mut world = World::thyland();
        let (hvad, frist) = (short("Ringe til skolen"), Some(day(frist)));
        let aftale = NewAftale { id: ID, hvad, frist, klokken: None, med: Some(ANNA) };
        world.asks(Person::Medarbejder(ANNA), MakeAftale { ung: MADS, aftale });
        world
    }

    fn mads(world: &World) -> UngRow {
        world.seen_by(Person::Medarbejder(ANNA), |sight| {
            let rows = unge(sight);
            assert_eq!(rows.len(), 1, "Anna sees those she helps");
            rows.into_iter().next().unwrap()
        })
    }

    #[test]
    fn a_late_agreement_marks_the_young_person_until_it_is_ticked_off() {
        let mut world = with_aftale("2026-09-04");
        assert_eq!(mads(&world).aftale, Stand::Late(3));
        let done = SettleAftale { ung: MADS, aftale: ID, udfoert: true };
        world.asks_offline(Person::Medarbejder(ANNA), done);
        assert_eq!(mads(&world).aftale, Stand::Without);
    }

    #[test]
    fn whoever_only_reads_a_case_is_not_offered_a_form_about_it() {
        let mut world = World::thyland();
        let (id, grund) = (NoedadgangId(Uuid::from_u128(1)), short("Mads er meldt savnet."));
        world.asks(Person::Medarbejder(LARS), OpenNoedadgang { id, ung: MADS, grund });
        let ids = |rows: Vec<UngRow>| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        world.seen_by(Person::Medarbejder(LARS), |sight| {
            assert_eq!(ids(unge(sight)), [MADS]);
            assert_eq!(ids(hjulpne(sight)), []);
        });
        world.seen_by(Person::Medarbejder(ANNA), |sight| {
            assert_eq!(ids(hjulpne(sight)), [MADS]);
        });
    }

    #[test]
    fn searching_looks_in_name_and_school_whatever_the_case() {
        let row = mads(&with_aftale("2026-09-09"));
        assert_eq!((row.alder, row.skole.as_str()), (18, "Gymnasiet"));
        let shown = |show, search: &str| row.shown(show, search).is_some();
        assert!(shown(Show::Everyone, " KJÆR gymn"));
        assert!(shown(Show::Everyone, "kjaer"));
        assert!(!shown(Show::Everyone, "sofie"));
        assert!(!shown(Show::Late, ""));
    }

    #[test]
    fn whoever_is_written_as_the_search_is_stands_before_whoever_is_found_without_the_letters() {
        let mut row = mads(&World::thyland());
        let mut named = |navn: &str| {
            row.navn = navn.to_owned();
            row.found_by = folded(navn);
            row.clone()
        };
        let rows = ["Bo Sørensen", "Ida Sorensen", "Mads Kjær"].map(&mut named);
        let names = |search| {
            found(&rows, Show::Everyone, search)
                .into_iter()
                .map(|row| row.navn.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("sorensen"), ["Ida Sorensen", "Bo Sørensen"]);
        assert_eq!(names("sørensen"), ["Bo Sørensen", "Ida Sorensen"]);
        assert_eq!(names(""), ["Bo Sørensen", "Ida Sorensen", "Mads Kjær"]);
    }
}
