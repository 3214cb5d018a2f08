//! Breaking the glass: a manager, a reason, three hours, and the tovholder hears of it.

use domain::fixtures::{ANNA, BENT, LARS, MADS, SOFIE, short};
use domain::grant::Access;
use domain::id::{NoedadgangId, UngId};
use domain::moment::HOUR;
use domain::noedadgang::{EndNoedadgang, Noedadgang, OpenNoedadgang, SeeNoedadgang};
use domain::opslag::{NoteOpslag, Opslag};
use domain::{Folder, Person, Rejection};
use uuid::Uuid;

use crate::samples::{NOEDADGANG, opening};
use crate::world::{Who as _, World};

const CASE: [Folder; 3] = [Folder::Plan(MADS), Folder::Journal(MADS), Folder::Skole(MADS)];

fn opened() -> World {
    let mut world = World::thyland();
    world.by(LARS).asks(opening()).is_applied();
    world
}

#[test]
fn it_opens_one_case_to_read_for_three_hours() {
    let mut world = opened();
    assert_eq!(CASE.map(|folder| world.access(LARS, folder)), [Some(Access::Read); 3]);
    assert_eq!(world.access(LARS, Folder::Plan(SOFIE)), None);
    world.later(3 * HOUR - 1);
    assert_eq!(CASE.map(|folder| world.access(LARS, folder)), [Some(Access::Read); 3]);
    world.later(1);
    assert_eq!(CASE.map(|folder| world.access(LARS, folder)), [None; 3]);
}

#[test]
fn only_a_manager_opens_one_with_a_reason_and_not_on_a_phone() {
    let mut world = World::thyland();
    for who in [ANNA, BENT] {
        world.by(who).asks(opening()).is_refused(Rejection::AccessMissing);
    }
    let short = OpenNoedadgang { grund: short("haster"), ..opening() };
    world.by(LARS).asks(short).is_refused(Rejection::ReasonMissing);
    let nobody = OpenNoedadgang { ung: UngId(Uuid::from_u128(1)), ..opening() };
    world.by(LARS).asks(nobody).is_refused(Rejection::RecordMissing);
    let phone = world.on_the_phone_of(LARS, opening());
    assert_eq!(phone.0.map(|_| ()), Err(Rejection::AccessMissing));
}

#[test]
fn asked_again_it_lasts_no_longer() {
    let mut world = opened();
    world.later(HOUR).by(LARS).asks(opening()).is_no_change();
    let other = OpenNoedadgang { ung: SOFIE, ..opening() };
    world.by(LARS).asks(other).is_applied();
    let again = OpenNoedadgang { grund: short("En helt anden grund."), ..opening() };
    world.by(LARS).asks(again).is_refused(Rejection::AlreadyExists);
}

#[test]
fn it_is_ended_by_the_system_alone_and_never_prolonged() {
    let mut world = opened();
    let end = EndNoedadgang { id: NOEDADGANG, ung: MADS };
    for who in [LARS, BENT] {
        world.by(who).asks(end.clone()).is_refused(Rejection::AccessMissing);
    }
    world.later(HOUR).by(Person::System).asks(end.clone()).is_applied();
    assert_eq!(CASE.map(|folder| world.access(LARS, folder)), [None; 3]);
    let ended = world.now;
    world.later(HOUR).by(Person::System).asks(end).is_no_change();
    let held: Noedadgang = world.get(Folder::Journal(MADS), NOEDADGANG.0);
    assert_eq!(held.term.until, Some(ended));
    let other = EndNoedadgang { id: NoedadgangId(Uuid::from_u128(1)), ung: MADS };
    world.by(Person::System).asks(other).is_refused(Rejection::RecordMissing);
}

#[test]
fn the_tovholder_says_that_they_have_seen_it_once() {
    let mut world = opened();
    let see = SeeNoedadgang { id: NOEDADGANG, ung: MADS };
    world.by(ANNA).asks(see.clone()).is_refused(Rejection::AccessMissing);
    world.by(BENT).asks(see.clone()).is_applied();
    let seen = world.now;
    world.later(HOUR).by(BENT).asks(see).is_no_change();
    let held: Noedadgang = world.get(Folder::Journal(MADS), NOEDADGANG.0);
    assert_eq!(held.set, Some(seen));
    let other = SeeNoedadgang { id: NoedadgangId(Uuid::from_u128(1)), ung: MADS };
    world.by(BENT).asks(other).is_refused(Rejection::RecordMissing);
}

#[test]
fn the_young_person_sees_that_somebody_from_outside_the_case_looked() {
    let mut world = opened();
    world.by(LARS).asks(NoteOpslag { ung: MADS }).is_applied();
    let [opslag] = world.all::<Opslag>().try_into().unwrap();
    assert_eq!((opslag.af, opslag.som), (LARS.person(), None));
}
