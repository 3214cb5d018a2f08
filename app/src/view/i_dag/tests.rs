//! What stands on whose work list, and where.

use domain::Person;
use domain::aftale::{MakeAftale, NewAftale, SettleAftale};
use domain::besoeg::LogBesoeg;
use domain::fixtures::{
    ANNA, BENT, CLARA, DORTE, FIE, GYMNASIET, HANNE, MADS, at, besoeg, day, notat, short,
    snusepraktik,
};
use domain::id::{AftaleId, BesoegId, IndsigtId, LoefteId, MedarbejderId, NotatId, SnusepraktikId};
use domain::indsigt::{AskIndsigt, GiveIndsigt};
use domain::loefte::NewLoefte;
use domain::moment::DAY;
use uuid::Uuid;

use super::*;
use crate::text::i_dag as t;
use crate::view::world::World;

fn seen(world: &World, by: MedarbejderId) -> IDag {
    world.seen_by(Person::Medarbejder(by), IDag::of)
}

fn aftale(world: &mut World, id: u128, frist: &str, med: Option<MedarbejderId>) -> AftaleId {
    let id = AftaleId(Uuid::from_u128(id));
    let frist = Some(day(frist));
    let aftale = NewAftale { id, hvad: short("Ring"), frist, klokken: None, med };
    world.asks(Person::Medarbejder(ANNA), MakeAftale { ung: MADS, aftale });
    id
}

fn counts(list: &IDag) -> [usize; 6] {
    [&list.sene, &list.i_dag, &list.ugen, &list.haenger, &list.senere, &list.gjort].map(Vec::len)
}

#[test]
fn agreements_stand_where_their_day_belongs() {
    // Monday 7 September.
    let mut world = World::thyland();
    for (id, frist) in
        (1..).zip(["2026-09-05", "2026-09-07", "2026-09-14", "2026-09-15", "2026-12-01"])
    {
        aftale(&mut world, id, frist, None);
    }
    assert_eq!(counts(&seen(&world, ANNA)), [1, 1, 1, 0, 1, 0]);
    assert!(seen(&world, CLARA).i_dag.is_empty(), "an ambassador sees no young people");
}

#[test]
fn a_tovholder_sees_every_thread_and_a_helper_their_own() {
    let mut world = World::thyland();
    aftale(&mut world, 1, "2026-09-07", Some(ANNA));
    assert_eq!(seen(&world, ANNA).i_dag.len(), 1);
    assert_eq!(seen(&world, DORTE).i_dag.len(), 0);
    let [row] = seen(&world, BENT).i_dag.try_into().unwrap();
    assert!(row.om.contains(&Del::Ord(t::with("Anna Lund"))), "{row:?}");
}

#[test]
fn what_is_ticked_off_stays_today_and_can_be_opened_again() {
    let mut world = World::thyland();
    let id = aftale(&mut world, 1, "2026-09-01", None);
    let anna = Person::Medarbejder(ANNA);
    let [row] = seen(&world, ANNA).sene.try_into().unwrap();
    world.asks(anna, row.tick.unwrap().settle(true));
    assert_eq!(counts(&seen(&world, ANNA)), [0, 0, 0, 0, 0, 1]);
    let [row] = seen(&world, ANNA).gjort.try_into().unwrap();
    assert_eq!(
        row.tick.map(|tick| tick.settle(false)),
        Some(SettleAftale { ung: MADS, aftale: id, udfoert: false }.into())
    );
    world.now = world.now.plus(DAY);
    assert!(seen(&world, ANNA).is_empty());
}

#[test]
fn a_request_without_an_answer_is_stuck_after_three_days() {
    let mut world = World::thyland();
    let id = SnusepraktikId(Uuid::from_u128(7));
    world.asks_offline(Person::Medarbejder(ANNA), snusepraktik(id, MADS, &["2026-09-14"]));
    world.now = world.now.plus(3 * DAY);
    assert_eq!(seen(&world, ANNA).haenger.len(), 0);
    world.now = world.now.plus(1);
    assert_eq!(seen(&world, ANNA).haenger.len(), 1);
}

#[test]
fn a_request_for_all_that_is_written_is_the_tovholders_from_the_first_day_until_it_is_answered() {
    let mut world = World::thyland();
    let id = IndsigtId(Uuid::from_u128(0x196));
    world.asks(Person::Ung(MADS), AskIndsigt { id, ung: MADS });
    assert_eq!(counts(&seen(&world, BENT)), [0, 0, 0, 0, 1, 0]);
    assert!(seen(&world, ANNA).is_empty() && seen(&world, DORTE).is_empty());
    let [row] = seen(&world, BENT).senere.try_into().unwrap();
    assert_eq!(row.dag, Some(day("2026-10-07")));
    assert_eq!(row.href, format!("/app/unge/{MADS}/indsigt/{id}"));
    for (on, expected) in [("2026-10-01", 2), ("2026-10-07", 1), ("2026-10-08", 0)] {
        world.now = at(on, 8, 0);
        let mut where_ = [0; 6];
        where_[expected] = 1;
        assert_eq!(counts(&seen(&world, BENT)), where_, "{on}");
    }
    let bemaerkning = None;
    world.asks(Person::Medarbejder(BENT), GiveIndsigt { indsigt: id, ung: MADS, bemaerkning });
    assert!(seen(&world, BENT).is_empty());
}

#[test]
fn a_confirmed_day_stands_on_its_day() {
    let mut world = World::thyland();
    let id = SnusepraktikId(Uuid::from_u128(7));
    world.now = at("2026-09-06", 8, 0);
    world.asks(Person::Medarbejder(ANNA), snusepraktik(id, MADS, &["2026-09-14", "2026-09-16"]));
    assert_eq!(counts(&seen(&world, ANNA)), [0; 6]);
    world.now = at("2026-09-14", 8, 0);
    assert_eq!(counts(&seen(&world, ANNA)), [0, 1, 0, 0, 0, 0]);
    world.now = at("2026-09-15", 8, 0);
    assert_eq!(counts(&seen(&world, ANNA)), [0, 0, 1, 0, 0, 0]);
}

#[test]
fn a_partner_without_a_visit_for_a_year_is_late_until_one_is_logged() {
    let mut world = World::thyland();
    let late: Vec<_> = seen(&world, CLARA).sene.into_iter().map(|row| row.href).collect();
    assert_eq!(late.len(), 2, "Erhvervsskolen since 2025, Gymnasiet since January");
    world.asks(Person::Medarbejder(CLARA), besoeg(BesoegId(Uuid::from_u128(1))));
    let [row] = seen(&world, CLARA).sene.try_into().unwrap();
    assert_eq!(row.href, format!("/app/besoeg/{GYMNASIET}/nyt"));
}

#[test]
fn an_agreed_visit_and_a_promise_have_their_days() {
    let mut world = World::thyland();
    let promise = |id: u128, frist: Option<&str>| NewLoefte {
        id: LoefteId(Uuid::from_u128(id)),
        hvad: short("Sende folderen"),
        frist: frist.map(day),
    };
    let log = LogBesoeg {
        naeste: Some(day("2026-09-09")),
        loefter: vec![promise(1, Some("2026-09-07")), promise(2, None)],
        ..besoeg(BesoegId(Uuid::from_u128(1)))
    };
    world.asks(Person::Medarbejder(CLARA), log);
    let list = seen(&world, CLARA);
    let [besoeg] = list.ugen.as_slice() else { panic!("one visit") };
    assert_eq!((besoeg.naar, &besoeg.om[0]), (Naar::Dag, &Del::Ord(t::besoeg_agreed().to_owned())));
    let [loefte] = list.i_dag.as_slice() else { panic!("one promise") };
    assert_eq!((loefte.hvad.as_str(), loefte.gjort()), ("Sende folderen", Some(false)));
    assert_eq!(list.senere.len(), 1);
}

#[test]
fn the_networks_keeper_sees_the_next_meeting() {
    let list = seen(&World::thyland(), FIE);
    let [meeting] = list.ugen.as_slice() else { panic!("one meeting") };
    assert_eq!((meeting.naar, meeting.dag), (Naar::Uge, Some(day("2026-09-07"))));
    assert_eq!(list.sene.len(), 2);
}

#[test]
fn roles_add_up_on_one_list() {
    let mut world = World::thyland();
    let sofie = domain::fixtures::SOFIE;
    let id = AftaleId(Uuid::from_u128(1));
    let aftale = NewAftale {
        id,
        hvad: short("Ring"),
        frist: Some(day("2026-09-07")),
        klokken: Some(540),
        med: None,
    };
    world.asks(Person::Medarbejder(HANNE), MakeAftale { ung: sofie, aftale });
    world.asks(Person::Medarbejder(ANNA), notat(NotatId(Uuid::from_u128(2)), MADS, "Andres"));
    assert_eq!(counts(&seen(&world, HANNE)), [2, 1, 0, 0, 0, 0]);
}
