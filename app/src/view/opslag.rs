//! Who has looked at a young person's page in the last thirty days, as the young person sees it.

use domain::id::UngId;
use domain::lovhjemmel::{Lovhjemmel, Lovomraade};
use domain::opslag::Opslag;
use domain::record::list;
use domain::tilknytning::Funktion;
use domain::{Folder, Moment, Person};

use super::Sight;
use super::order;

/// A helper who has looked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OpslagRow {
    /// Who.
    pub navn: String,
    /// As what they helped.
    pub som: Option<Funktion>,
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
                (row.seneste, row.som) = (one.seneste, one.som);
            }
        } else {
            let (navn, som, seneste) = (sight.navn(one.af), one.som, one.seneste);
            rows.push((one.af, OpslagRow { navn, som, seneste, dage }));
        }
    }
    let mut rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
    order::by_key(&mut rows, |row| (std::cmp::Reverse(row.seneste), row.navn.clone()));
    rows
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{ANNA, BENT, MADS, NOW};
    use domain::moment::{DAY, HOUR};
    use domain::opslag::NoteOpslag;

    use super::*;
    use crate::view::world::World;

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
