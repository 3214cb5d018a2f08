//! At which school a young person is: as the record of them says, or as whoever helps has enrolled them since.

use domain::alfabet::sorted;
use domain::grant::Term;
use domain::id::{IndskrivningId, OrganisationId, UngId};
use domain::indskrivning::{EndIndskrivning, EnrolUng, Indskrivning};
use domain::lovhjemmel::{Lovhjemmel, Lovomraade};
use domain::record::list;
use domain::ung::Ung;
use domain::{Command, Day, Folder};

use super::Sight;
use super::order;

/// A young person's schools.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skoler {
    /// Where they are now or will be, the earliest first.
    pub nu: Vec<SkoleRow>,
    /// Where they could be enrolled, by name.
    pub mulige: Vec<(OrganisationId, String)>,
    /// By which paragraph a school may see what is shared with schools; none if by none.
    pub hjemmel: Option<String>,
}

/// A time at a school.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SkoleRow {
    pub id: IndskrivningId,
    /// The school's name.
    pub navn: String,
    /// The first day.
    pub fra: Day,
    /// The last day, if one is set.
    pub til: Option<Day>,
}

/// The school's name; empty if there is none.
#[must_use]
pub fn skole(sight: &Sight<'_>, ung: &Ung) -> String {
    let enrolled = current(sight, ung.id).into_iter().find(|one| one.term.holds_at(sight.now));
    let skole = enrolled.map(|one| one.skole).or(ung.skole);
    skole.map_or_else(String::new, |skole| sight.organisation_navn(skole))
}

fn current<'a>(sight: &Sight<'a>, ung: UngId) -> Vec<&'a Indskrivning> {
    let mut all = list::<Indskrivning>(sight.view, Folder::Plan(ung));
    all.retain(|one| !one.term.ended_at(sight.now));
    order::by_key(&mut all, |one| one.term.from);
    all
}

impl Skoler {
    /// A young person's.
    #[must_use]
    pub fn of(sight: &Sight<'_>, ung: UngId) -> Self {
        let current = current(sight, ung);
        let row = |one: &&Indskrivning| SkoleRow {
            id: one.id,
            navn: sight.organisation_navn(one.skole),
            fra: one.term.from.day(),
            til: one.term.last_day(),
        };
        let schools = sight.organisationer().into_iter().filter(|one| one.skole);
        let free = schools.filter(|one| current.iter().all(|held| held.skole != one.id));
        let mut mulige: Vec<_> = free.map(|one| (one.id, one.navn.to_string())).collect();
        order::by_key(&mut mulige, |(_, navn)| sorted(navn));
        Self { nu: current.iter().map(row).collect(), mulige, hjemmel: law(sight) }
    }
}

fn law(sight: &Sight<'_>) -> Option<String> {
    let all = list::<Lovhjemmel>(sight.view, sight.faelles()).into_iter();
    let mut held = all.filter(|law| law.holds_at(sight.now) && law.omraade == Lovomraade::Skole);
    held.next().map(|law| format!("{}, {}", law.lov, law.paragraf))
}

/// Enrols from now on.
#[must_use]
pub fn enrol(sight: &Sight<'_>, id: IndskrivningId, ung: UngId, skole: OrganisationId) -> Command {
    let term = Term::from(sight.now);
    EnrolUng { indskrivning: Indskrivning { id, ung, skole, term } }.into()
}

/// Ends now.
#[must_use]
pub fn leave(sight: &Sight<'_>, indskrivning: IndskrivningId, ung: UngId) -> Command {
    EndIndskrivning { indskrivning, ung, until: sight.now }.into()
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::fixtures::{ANNA, ERHVERVSSKOLEN, GYMNASIET, MADS};
    use domain::moment::HOUR;
    use uuid::Uuid;

    use super::*;
    use crate::view::ung::ung_side;
    use crate::view::world::World;

    const ID: IndskrivningId = IndskrivningId(Uuid::from_u128(1));
    const ANNA_: Person = Person::Medarbejder(ANNA);

    #[test]
    fn who_is_enrolled_elsewhere_is_shown_there_and_not_offered_it_again() {
        let mut world = World::thyland();
        let skole = |world: &World| world.seen_by(ANNA_, |s| ung_side(s, MADS)).unwrap().skole;
        let schools = |world: &World| world.seen_by(ANNA_, |s| Skoler::of(s, MADS));
        assert_eq!(skole(&world), "Gymnasiet");
        let command = world.seen_by(ANNA_, |s| enrol(s, ID, MADS, ERHVERVSSKOLEN));
        world.asks_offline(ANNA_, command);
        assert_eq!(skole(&world), "Erhvervsskolen");
        let ids: Vec<_> = schools(&world).mulige.into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, [GYMNASIET]);
        world.now = world.now.plus(HOUR);
        let command = world.seen_by(ANNA_, |s| leave(s, ID, MADS));
        world.asks_offline(ANNA_, command);
        assert!(schools(&world).nu.is_empty());
        assert_eq!(skole(&world), "Gymnasiet");
    }
}
