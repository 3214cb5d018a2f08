//! Look-ups: who looked, as what, on which days; the young person's to know, one record a helper and month.

use domain::fixtures::{ANNA, ANNA_FOR_MADS, BENT, MADS, NOW, SOFIE, at, day};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::opslag::{NoteOpslag, Opslag};
use domain::tilknytning::{EndTilknytning, Funktion};
use domain::{Folder, Rejection};

use crate::world::{Who as _, World};

const LOOK: NoteOpslag = NoteOpslag { ung: MADS };

fn all(world: &World) -> Vec<Opslag> {
    world.all::<Opslag>().into_iter().cloned().collect()
}

#[test]
fn a_look_is_told_with_who_as_what_and_when_and_the_young_person_sees_it() {
    let mut world = World::thyland();
    world.by(ANNA).asks(LOOK).is_applied();
    let [opslag] = all(&world).try_into().unwrap();
    assert_eq!((opslag.af, opslag.som), (ANNA.person(), Some(Funktion::Overgangsmentor)));
    assert_eq!((opslag.seneste, opslag.dage.len()), (NOW, 1));
    assert!(world.access(MADS, Folder::Plan(MADS)).is_some());
}

#[test]
fn one_record_a_helper_and_month_holds_the_days() {
    let mut world = World::thyland();
    world.by(ANNA).asks(LOOK).is_applied();
    world.later(MINUTE).by(ANNA).asks(LOOK).is_no_change();
    world.later(DAY).by(ANNA).asks(LOOK).is_applied();
    world.by(BENT).asks(LOOK).is_applied();
    assert_eq!(all(&world).len(), 2, "two helpers");
    world.now = at("2026-10-01", 9, 0);
    world.by(ANNA).asks(LOOK).is_applied();
    let of_anna: Vec<_> = all(&world).into_iter().filter(|o| o.af == ANNA.person()).collect();
    let mut days: Vec<_> = of_anna.iter().map(|o| o.dage.len()).collect();
    days.sort_unstable();
    assert_eq!(days, [1, 2]);
}

#[test]
fn told_late_it_counts_for_the_day_it_was() {
    let mut world = World::thyland();
    world.later(3 * DAY);
    world.by(ANNA).asks(LOOK).is_applied();
    world.by(ANNA).at(NOW).asks(LOOK).is_applied();
    let [opslag] = all(&world).try_into().unwrap();
    assert!(opslag.dage.contains(&day("2026-09-07")));
    assert_eq!(opslag.seneste, world.now, "the last stays the last");
    let ahead = world.now.plus(30 * DAY);
    world.by(BENT).at(ahead).asks(LOOK).is_applied();
    assert!(all(&world).iter().all(|o| o.seneste <= world.now), "nobody looks in the future");
}

#[test]
fn who_may_not_see_leaves_no_trace_and_a_look_in_time_is_told_after_the_end() {
    let mut world = World::thyland();
    world.by(ANNA).asks(NoteOpslag { ung: SOFIE }).is_refused(Rejection::AccessMissing);
    world.by(MADS).asks(LOOK).is_refused(Rejection::AccessMissing);
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: NOW.plus(HOUR) };
    world.by(BENT).asks(end).is_applied();
    world.later(2 * HOUR);
    world.by(ANNA).at(NOW.plus(MINUTE)).asks(LOOK).is_late();
    let [opslag] = all(&world).try_into().unwrap();
    assert_eq!(opslag.som, Some(Funktion::Overgangsmentor), "as what she helped then");
}
