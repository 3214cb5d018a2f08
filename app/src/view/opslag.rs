//! Who has looked at a young person's page in the last thirty days, as the young person sees it.

use domain::alfabet::sorted;
use domain::id::UngId;
use domain::lovhjemmel::{Lovhjemmel, Lovomraade};
use domain::opslag::Opslag;
use domain::record::list;
use domain::tilknytning::Funktion;
use domain::{Folder, Moment, Person, Rolle};

use super::Sight;
use super::order;

/// A helper who has looked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OpslagRow {
    /// Who.
    pub navn: String,
    /// As what they looked.
    pub som: Som,
    /// When last.
    pub seneste: Moment,
    /// On how many of the last thirty days.
    pub dage: usize,
}

/// Which paragraphs let others see the plan now.
#[must_use]
pub fn law(sight: &Sight<'_>) -> Vec<(Lovomraade, String)> {
    let all = list::<Lovhjemmel>(sight.view, sight.faelles()).into_iter();
    let held = all.filter(|law| law.holds_at(sight.now));
    held.map(|law| (law.omraade, format!("{}, {}", law.lov, law.paragraf))).collect()
}

/// As what somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Som {
    /// They helped.
    Helper(Funktion),
    /// They helped somebody else, and the law let them.
    EfterLoven,
    /// A manager had opened the case.
    INoed,
}

impl Som {
    /// Whoever looked without helping is told by what they are.
    fn of(sight: &Sight<'_>, one: &Opslag) -> Self {
        let who = one.af.medarbejder().and_then(|id| sight.medarbejder(id));
        let leads = who.is_some_and(|who| who.has(Rolle::Leder, one.seneste));
        match one.som {
            Some(funktion) => Self::Helper(funktion),
            None if leads => Self::INoed,
            None => Self::EfterLoven,
        }
    }
}

/// How far back, in days.
const SHOWN: i32 = 30;

/// Who has looked, the latest first.
#[must_use]
pub fn opslag(sight: &Sight<'_>, ung: UngId) -> Vec<OpslagRow> {
    // A handful of helpers: no map is worth its code.
    let mut rows: Vec<(Person, OpslagRow)> = Vec::new();
    for one in list::<Opslag>(sight.view, Folder::Plan(ung)) {
        let recent = |dag: &&domain::Day| sight.today().days_since(**dag) < SHOWN;
        let dage = one.dage.iter().filter(recent).count();
        if dage == 0 {
            continue;
        }
        if let Some((_, row)) = rows.iter_mut().find(|(af, _)| *af == one.af) {
            row.dage += dage;
            if one.seneste >= row.seneste {
                (row.seneste, row.som) = (one.seneste, Som::of(sight, one));
            }
        } else {
            let (navn, som, seneste) = (sight.navn(one.af), Som::of(sight, one), one.seneste);
            rows.push((one.af, OpslagRow { navn, som, seneste, dage }));
        }
    }
    let mut rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
    order::by_key(&mut rows, |row| (std::cmp::Reverse(row.seneste), sorted(&row.navn)));
    rows
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{ANNA, BENT, LARS, MADS, NOW, short};
    use domain::id::NoedadgangId;
    use domain::moment::{DAY, HOUR};
    use domain::noedadgang::OpenNoedadgang;
    use domain::opslag::NoteOpslag;
    use uuid::Uuid;

    use super::*;
    use crate::view::world::World;

    #[test]
    fn whoever_looked_without_helping_is_told_by_what_they_are() {
        let mut world = World::thyland();
        let grund = short("Mads er meldt savnet.");
        let id = NoedadgangId(Uuid::from_u128(1));
        world.asks(Person::Medarbejder(LARS), OpenNoedadgang { id, ung: MADS, grund });
        world.asks(Person::Medarbejder(LARS), NoteOpslag { ung: MADS });
        world.asks(Person::Medarbejder(ANNA), NoteOpslag { ung: MADS });
        let rows = world.seen_by(Person::Ung(MADS), |sight| opslag(sight, MADS));
        let mut told: Vec<_> = rows.into_iter().map(|row| (row.navn, row.som)).collect();
        told.sort_by(|a, b| a.0.cmp(&b.0));
        let mentor = Som::Helper(Funktion::Overgangsmentor);
        assert_eq!(told, [("Anna Lund".to_owned(), mentor), ("Lars Hede".to_owned(), Som::INoed)]);
    }

    #[test]
    fn each_helper_stands_once_with_how_many_days_and_the_latest_first() {
        let mut world = World::thyland();
        let look = NoteOpslag { ung: MADS };
        world.asks(Person::Medarbejder(ANNA), look.clone());
        world.now = NOW.plus(25 * DAY);
        world.asks(Person::Medarbejder(ANNA), look.clone());
        world.now = NOW.plus(25 * DAY + HOUR);
        world.asks(Person::Medarbejder(BENT), look);
        let rows = |world: &World| world.seen_by(Person::Ung(MADS), |sight| opslag(sight, MADS));
        let seen: Vec<_> = rows(&world).into_iter().map(|row| (row.navn, row.dage)).collect();
        assert_eq!(seen, [("Bent Krogh".to_owned(), 1), ("Anna Lund".to_owned(), 2)]);
        world.now = NOW.plus(40 * DAY);
        assert_eq!(rows(&world)[1].dage, 1, "thirty days back");
        world.now = NOW.plus(90 * DAY);
        assert!(rows(&world).is_empty());
    }
}
