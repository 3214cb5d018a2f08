//! Two of one name: what stands beside a name so that nobody takes one for the other. Which names are on this phone is
//! known to `Sight::navn`, which every page asks.

use domain::text::ShortText;

/// What stands between a name and what tells it apart. No name has it.
pub const SKEL: &str = " · ";

/// Whether two names read the same.
#[must_use]
pub fn alike(one: &ShortText, other: &ShortText) -> bool {
    let parts = |navn: &ShortText| navn.as_str().to_lowercase();
    parts(one).split_whitespace().eq(parts(other).split_whitespace())
}

/// The name, and as much of what is told about the person as tells them from the others of that name; `told` goes from
/// the plainest to the last resort, and what is empty tells nothing.
#[must_use]
pub fn apart(navn: &ShortText, told: Vec<String>, mut others: Vec<Vec<String>>) -> String {
    let mut whole = navn.to_string();
    for (at, part) in told.into_iter().enumerate() {
        if others.is_empty() {
            break;
        }
        let before = others.len();
        others.retain(|other| other.get(at) == Some(&part));
        // What they share is no help, unless nothing else will be.
        if !part.is_empty() && (others.len() < before || at == 0) {
            whole.push_str(SKEL);
            whole.push_str(&part);
        }
    }
    whole
}

/// A name without what tells it apart, and that.
#[must_use]
pub fn parts(navn: &str) -> (&str, &str) {
    navn.split_at(navn.find(SKEL).unwrap_or(navn.len()))
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{ANNA, ERIK, MADS, SOFIE, THYLAND, short, tilknytning};
    use domain::id::TilknytningId;
    use domain::organisation::Medarbejder;
    use domain::record::find;
    use domain::tilknytning::Funktion;
    use domain::ung::Ung;
    use domain::{Folder, Person};
    use uuid::Uuid;

    use super::*;
    use crate::view::unge::hjulpne;
    use crate::view::world::World;

    fn told(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn a_name_that_nobody_else_has_stands_alone() {
        assert_eq!(apart(&short("Mads Jensen"), told(&["17 år"]), Vec::new()), "Mads Jensen");
    }

    #[test]
    fn age_tells_two_of_one_name_apart_and_the_school_where_it_does_not() {
        let mads = |others: &[&[&str]]| {
            let others = others.iter().map(|other| told(other)).collect();
            apart(&short("Mads Jensen"), told(&["17 år", "Gymnasiet", "3. maj"]), others)
        };
        assert_eq!(mads(&[&["19 år", "Gymnasiet", "1. juni"]]), "Mads Jensen · 17 år");
        assert_eq!(mads(&[&["17 år", "FGU", "1. juni"]]), "Mads Jensen · 17 år · Gymnasiet");
        assert_eq!(mads(&[&["17 år", "Gymnasiet", "1. juni"]]), "Mads Jensen · 17 år · 3. maj");
    }

    #[test]
    fn whoever_helps_two_of_one_name_is_told_which_in_every_picker_and_question() {
        let mut world = World::thyland();
        let anna = Person::Medarbejder(ANNA);
        let alone = world.seen_by(anna, |sight| sight.navn(Person::Ung(MADS)));
        assert_eq!(alone, "Mads Kjær");

        let sofie = find::<Ung>(&world, Folder::Plan(SOFIE), SOFIE.0).unwrap().clone();
        world.put(Ung { navn: short("mads  kjær"), ..sofie });
        world.put(tilknytning(
            TilknytningId(Uuid::from_u128(9)),
            SOFIE,
            ANNA,
            Funktion::Overgangsmentor,
        ));
        let (asked, offered) = world.seen_by(anna, |sight| {
            let offered: Vec<_> = hjulpne(sight).into_iter().map(|row| row.kendt).collect();
            (sight.navn(Person::Ung(MADS)), offered)
        });
        assert_eq!(asked, "Mads Kjær · 18 år");
        assert!(offered.contains(&asked) && offered.iter().any(|one| one.ends_with(" · 19 år")));
    }

    #[test]
    fn two_of_the_staff_with_one_name_are_told_apart_by_where_they_work() {
        let mut world = World::thyland();
        let faelles = Folder::Faelles(THYLAND);
        let anna = find::<Medarbejder>(&world, faelles, ANNA.0).unwrap().clone();
        let erik = find::<Medarbejder>(&world, faelles, ERIK.0).unwrap().clone();
        world.put(Medarbejder { navn: anna.navn.clone(), ..erik });
        let seen = world.seen_by(Person::Ung(MADS), |sight| {
            [ANNA, ERIK].map(|id| sight.navn(Person::Medarbejder(id)))
        });
        assert_eq!(seen[1], "Anna Lund · Erhvervsskolen");
        assert!(seen[0].starts_with("Anna Lund · ") && seen[0] != seen[1], "{seen:?}");
    }
}
