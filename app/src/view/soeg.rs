//! Finding somebody who is not on the phone: whether whoever looks may, by a law basis in force, and how what is
//! found stands. The question itself goes over the network, in `sync::soeg`.

use domain::lovhjemmel::Lovhjemmel;
use domain::organisation::Medarbejder;
use domain::record::{find, list};
use domain::soegning::Fundet;
use domain::{Day, Folder};

use super::Sight;
use super::unge::age;

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FundetRow {
    /// The folder that can be brought along.
    pub folder: Folder,
    /// First and last name.
    pub navn: String,
    /// Age in years; not for a school.
    pub alder: Option<i32>,
    /// The school they are at.
    pub skole: Option<String>,
    /// The page about them.
    pub href: Option<String>,
    /// It is on this phone already.
    pub her: bool,
}

/// Whether a law basis lets whoever looks see more than they help.
#[must_use]
pub fn may_search(sight: &Sight<'_>) -> bool {
    let faelles = sight.faelles();
    let me = sight.me.medarbejder();
    let me = me.and_then(|me| find::<Medarbejder>(sight.view, faelles, me.0));
    let law: Vec<_> = list::<Lovhjemmel>(sight.view, faelles).into_iter().cloned().collect();
    me.is_some_and(|me| me.grantees_by_law(&law).iter().any(|(_, term)| term.holds_at(sight.now)))
}

impl FundetRow {
    /// As it stands on this phone.
    #[must_use]
    pub fn of(sight: &Sight<'_>, found: &Fundet) -> Self {
        let today: Day = sight.today();
        let is_plan = found.folder == Folder::Plan(found.ung);
        Self {
            folder: found.folder,
            navn: found.navn.to_string(),
            alder: found.foedt.map(|foedt| age(foedt, today)),
            skole: found.skole.map(|skole| sight.organisation_navn(skole)),
            href: is_plan.then(|| format!("/app/unge/{}", found.ung)),
            her: sight.folders.contains(&found.folder),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::fixtures::{ANNA, DORTE, IDA, KAREN, MADS, NOW, SOFIE, day, lovhjemmel, short};
    use domain::grant::Term;
    use domain::lovhjemmel::{Lovomraade, SetLovhjemmel};

    use super::*;
    use crate::view::world::World;

    fn by_law(omraade: Lovomraade, until: Option<i64>) -> World {
        let mut world = World::thyland();
        let law = lovhjemmel(omraade);
        let term = Term { until: until.map(|until| NOW.plus(until)), ..law.term };
        let lovhjemmel = Lovhjemmel { term, ..law };
        world.asks(Person::Medarbejder(KAREN), SetLovhjemmel { lovhjemmel });
        world
    }

    #[test]
    fn only_those_the_law_is_for_search_and_only_while_it_holds() {
        let may = |world: &World, who| world.seen_by(Person::Medarbejder(who), may_search);
        let world = by_law(Lovomraade::Vejledning, Some(1));
        assert_eq!([DORTE, ANNA, IDA].map(|who| may(&world, who)), [true, false, false]);
        let world = by_law(Lovomraade::Skole, None);
        assert_eq!([DORTE, ANNA, IDA].map(|who| may(&world, who)), [false, false, true]);
        assert!(!may(&World::thyland(), DORTE));
        assert!(!may(&by_law(Lovomraade::Vejledning, Some(0)), DORTE), "it has just ended");
    }

    #[test]
    fn what_is_found_says_whether_it_is_here_and_a_school_sees_the_name_alone() {
        let found = |folder, ung, foedt| Fundet {
            folder,
            ung,
            navn: short("Sofie Ravn"),
            foedt,
            skole: None,
        };
        let world = World::thyland();
        let row = |found: &Fundet| {
            world.seen_by(Person::Medarbejder(DORTE), |sight| FundetRow::of(sight, found))
        };
        let sofie = row(&found(Folder::Plan(SOFIE), SOFIE, Some(day("2007-01-02"))));
        assert_eq!((sofie.alder, sofie.her), (Some(19), false));
        assert!(row(&found(Folder::Plan(MADS), MADS, None)).her);
        assert_eq!(row(&found(Folder::Skole(SOFIE), SOFIE, None)).href, None);
    }
}
