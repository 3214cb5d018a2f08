//! Access requests: asked by the young person alone, answered by their tovholder alone, each once.

use domain::fixtures::{ANNA, BENT, DORTE, GORM, MADS, NOW, SOFIE, at, day, long};
use domain::grant::Term;
use domain::id::{CommandId, IndsigtId, TilknytningId};
use domain::indsigt::{AskIndsigt, GiveIndsigt, Indsigt, Udlevering};
use domain::moment::{DAY, HOUR};
use domain::tilknytning::{AssignHelper, Funktion, Tilknytning};
use domain::{Folder, Person, Rejection};
use uuid::Uuid;

use crate::samples::INDSIGT;
use crate::world::{Who as _, World};

const PLAN: Folder = Folder::Plan(MADS);
const ASK: AskIndsigt = AskIndsigt { id: INDSIGT, ung: MADS };
const GIVE: GiveIndsigt = GiveIndsigt { indsigt: INDSIGT, ung: MADS, bemaerkning: None };
const ANOTHER: IndsigtId = IndsigtId(Uuid::from_u128(0x197));

fn asked() -> World {
    let mut world = World::thyland();
    world.by(MADS).asks(ASK).is_applied();
    world
}

fn stands(world: &World) -> Indsigt {
    world.get(PLAN, INDSIGT.0)
}

#[test]
fn the_month_runs_from_the_day_the_server_has_it_and_a_phone_promises_no_day() {
    let mut world = World::thyland();
    let [provisional] = world.on_the_phone_of(MADS, ASK).puts::<Indsigt>().try_into().unwrap();
    assert_eq!((provisional.bedt, provisional.frist), (NOW, None));
    world.now = at("2026-12-31", 9, 0);
    world.by(MADS).at(NOW).asks(ASK).is_applied();
    assert_eq!((stands(&world).bedt, stands(&world).frist), (NOW, Some(day("2027-01-31"))));
    let mut world = World::thyland();
    world.by(MADS).at(NOW.plus(30 * DAY)).asks(ASK).is_applied();
    assert_eq!(stands(&world).bedt, NOW, "nobody asks in the future");
}

#[test]
fn a_month_ends_with_the_day_of_the_same_date_or_with_the_month() {
    for (received, last) in [
        ("2026-09-07", "2026-10-07"),
        ("2026-08-31", "2026-09-30"),
        ("2027-01-29", "2027-02-28"),
        ("2028-01-31", "2028-02-29"),
        ("2026-12-15", "2027-01-15"),
    ] {
        assert_eq!(Indsigt::frist_for(day(received)), day(last), "{received}");
    }
}

#[test]
fn asking_again_while_one_is_open_changes_nothing() {
    let mut world = asked();
    world.later(DAY).by(MADS).asks(AskIndsigt { id: ANOTHER, ..ASK }).is_no_change();
    assert_eq!(world.all::<Indsigt>().len(), 1);
    world.by(BENT).asks(GIVE).is_applied();
    world.by(MADS).asks(ASK).is_no_change();
    world.by(MADS).asks(AskIndsigt { id: ANOTHER, ..ASK }).is_applied();
    assert_eq!(world.all::<Indsigt>().len(), 2, "one that was answered is over");
}

#[test]
fn nobody_asks_but_the_young_person() {
    let mut world = World::thyland();
    for who in [BENT.person(), ANNA.person(), SOFIE.person(), Person::System] {
        world.by(who).asks(ASK).is_refused(Rejection::AccessMissing);
    }
}

#[test]
fn nobody_answers_but_the_tovholder_not_even_who_asked() {
    let mut world = asked();
    for who in [MADS.person(), SOFIE.person(), ANNA.person(), DORTE.person(), GORM.person()] {
        world.by(who).asks(GIVE).is_refused(Rejection::AccessMissing);
    }
    world.by(BENT).asks(GIVE).is_applied();
    let Udlevering { af, kl, bemaerkning } = stands(&world).givet.unwrap();
    assert_eq!((af, kl, bemaerkning), (BENT.person(), NOW, None));
}

#[test]
fn what_was_not_asked_for_is_not_given() {
    let mut world = World::thyland();
    world.by(BENT).asks(GIVE).is_refused(Rejection::RecordMissing);
}

#[test]
fn it_is_answered_once_and_a_second_remark_is_told_that_it_came_too_late() {
    let mut world = asked();
    let with = |text| GiveIndsigt { bemaerkning: Some(long(text)), ..GIVE };
    world.by(BENT).asks(with("Et brev mangler.")).is_applied();
    let first = stands(&world);
    world.later(HOUR).by(BENT).asks(with("Et brev mangler.")).is_no_change();
    world.by(BENT).asks(with("To breve mangler.")).is_refused(Rejection::IndsigtGiven);
    world.by(BENT).asks(GIVE).is_refused(Rejection::IndsigtGiven);
    assert_eq!(stands(&world), first);
}

#[test]
fn the_days_run_from_when_it_is_received_and_the_last_of_them_counts_whole() {
    let mut world = asked();
    assert!(!stands(&world).can_be_fetched(world.now));
    world.later(2 * DAY).by(BENT).at(NOW).asks(GIVE).is_applied();
    let given = stands(&world);
    assert_eq!(given.hentes_til(), Some(day("2026-10-09")));
    assert!(!given.can_be_fetched(world.now.plus(-1)));
    assert!(given.can_be_fetched(world.now));
    assert!(given.can_be_fetched(at("2026-10-09", 23, 59)));
    assert!(!given.can_be_fetched(at("2026-10-10", 0, 0)));
}

#[test]
fn whoever_holds_the_case_when_the_answer_is_received_gives_it_and_not_whoever_held_it_before() {
    let mut world = asked();
    let id = TilknytningId(Uuid::from_u128(0x198));
    let term = Term::from(NOW.plus(HOUR));
    let medarbejder = GORM;
    let funktion = Funktion::Tovholder;
    let tilknytning = Tilknytning { id, ung: MADS, medarbejder, funktion, term };
    world.by(BENT).asks(AssignHelper { tilknytning }).is_applied();
    world.later(DAY);
    for written in [NOW, NOW.plus(2 * HOUR)] {
        world.by(BENT).at(written).asks(GIVE).is_refused(Rejection::AccessEnded);
    }
    world.by(GORM).asks(GIVE).is_applied();
}

#[test]
fn a_repeated_request_of_a_database_that_lost_it_is_asked_anew() {
    let mut world = asked();
    let id = CommandId(Uuid::from_u128(0x199));
    world.by(MADS).again(id).asks(ASK).is_no_change();
    let mut restored = World::thyland();
    restored.later(DAY).by(MADS).at(NOW).again(id).asks(ASK).is_applied();
    assert_eq!(stands(&restored).bedt, NOW);
}
