//! What happens next: the same for the young person and for everybody who helps.

use domain::aftale::{MakeAftale, NewAftale, SettleAftale};
use domain::fixtures::{
    ANNA, ERHVERVSSKOLEN, ERIK, FORLOEB, MADS, at, day, forloeb, short, snusepraktik,
};
use domain::id::{AftaleId, SnusepraktikId};
use domain::naeste::{Naeste, naeste};
use domain::snusepraktik::{
    Bookingstatus, ConfirmFremmoede, Fremmoede, RequestSnusepraktik, Snusepraktik,
};
use domain::{Day, Folder};
use uuid::Uuid;

use crate::world::World;

const BOOKING: SnusepraktikId = SnusepraktikId(Uuid::from_u128(0x5100));

fn aftale(id: u128, frist: Option<&str>, klokken: Option<u16>) -> MakeAftale {
    let (id, hvad) = (AftaleId(Uuid::from_u128(id)), short("Ring til skolen"));
    let aftale = NewAftale { id, hvad, frist: frist.map(day), klokken, med: Some(ANNA) };
    MakeAftale { ung: MADS, aftale }
}

/// What kind of thing is next for Mads, and its day.
fn next(world: &World, today: Day) -> Option<(&'static str, Option<Day>)> {
    let found = naeste(world, MADS, today)?;
    let kind = match found {
        Naeste::Snusepraktik(..) => "snusepraktik",
        Naeste::Aftale(_) => "aftale",
        Naeste::Trin(_) => "trin",
    };
    Some((kind, found.dag()))
}

#[test]
fn the_earliest_from_today_on_is_next_and_a_taster_day_stands_first_on_its_day() {
    let mut world = World::thyland();
    let today = day("2026-09-07");
    assert_eq!(next(&world, today), Some(("trin", Some(day("2026-09-14")))));
    world.by(ANNA).asks(snusepraktik(BOOKING, MADS, &["2026-09-14"])).is_applied();
    world.by(ANNA).asks(aftale(1, Some("2026-09-14"), Some(480))).is_applied();
    assert_eq!(next(&world, today), Some(("snusepraktik", Some(day("2026-09-14")))));
    world.by(ANNA).asks(aftale(2, Some("2026-09-10"), None)).is_applied();
    assert_eq!(next(&world, today), Some(("aftale", Some(day("2026-09-10")))));
}

#[test]
fn what_is_only_asked_for_is_not_next() {
    let mut world = World::thyland();
    world.by(ANNA).asks(snusepraktik(BOOKING, MADS, &["2026-09-14"])).is_applied();
    let booked: Snusepraktik = world.get(Folder::Plan(MADS), BOOKING.0);
    world.put(Snusepraktik { status: Bookingstatus::Oensket, ..booked });
    assert_eq!(next(&world, day("2026-09-07")), Some(("trin", Some(day("2026-09-14")))));
}

#[test]
fn on_the_second_day_of_a_course_that_day_is_next() {
    let mut world = World::thyland();
    let dage = forloeb().dage;
    let (first, second) = (dage[0], dage[1]);
    let asked = RequestSnusepraktik {
        id: BOOKING,
        ung: MADS,
        organisation: ERHVERVSSKOLEN,
        plads: FORLOEB,
        dage,
        linjer: vec![short("Tømrer")],
    };
    world.by(ANNA).asks(asked).is_applied();
    world.now = at("2026-09-21", 9, 0);
    assert_eq!(next(&world, first), Some(("snusepraktik", Some(first))));
    let (organisation, fremmoede) = (ERHVERVSSKOLEN, Fremmoede::Moedt);
    let came = ConfirmFremmoede { organisation, id: BOOKING, dag: first, fremmoede };
    world.by(ERIK).asks(came).is_applied();
    let booking: Snusepraktik = world.get(Folder::Plan(MADS), BOOKING.0);
    assert_eq!(booking.status, Bookingstatus::Gennemfoert, "decision 0005");
    assert_eq!(next(&world, first), Some(("snusepraktik", Some(second))));
    assert_eq!(next(&world, second), Some(("snusepraktik", Some(second))));
}

#[test]
fn with_nothing_ahead_it_is_the_first_step_and_never_an_agreement_that_is_late() {
    let mut world = World::thyland();
    world.by(ANNA).asks(aftale(1, Some("2026-09-10"), None)).is_applied();
    world.by(ANNA).asks(aftale(2, None, None)).is_applied();
    let later = day("2026-10-01");
    assert_eq!(next(&world, later), Some(("trin", Some(day("2026-09-14")))));
    let mut plan = domain::fixtures::plan_for_mads();
    plan.trin.clear();
    world.put(plan);
    assert_eq!(next(&world, later), Some(("aftale", None)));
    let done = SettleAftale { ung: MADS, aftale: AftaleId(Uuid::from_u128(2)), udfoert: true };
    world.by(ANNA).asks(done).is_applied();
    assert_eq!(next(&world, later), None);
}
