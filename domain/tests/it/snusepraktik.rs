//! Snusepraktik: a phone asks, the server seats. `world` checks after every command that each booking sits
//! on all or none of its days, that places in line are true, and that nobody waits beside a free seat.

use domain::fixtures::{
    ANNA, BENT, CLARA, ERHVERVSSKOLEN, ERIK, FORLOEB, GYMNASIET, MADS, NOW, SOFIE, TOEMRER, at,
    day, forloeb, short, snusepraktik, toemrer, ung_nr, working_weeks,
};
use domain::id::{CommandId, OrganisationId, PladsId, SnusepraktikId, UngId};
use domain::moment::{DAY, HOUR};
use domain::plads::{OfferPlads, Plads, Pladsdag, Pladsform};
use domain::snusepraktik::{
    Afvisning, Bookingstatus, CancelSnusepraktik, ConfirmFremmoede, Fremmoede, RequestSnusepraktik,
    Snusepraktik, Vaertsbooking,
};
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion};
use domain::{Authority, Change, Day, Folder, Person, Record, Rejection};
use proptest::prelude::*;
use uuid::Uuid;

use crate::world::{Answer, Who, World};

const PLADSER: Folder = Folder::Pladser(ERHVERVSSKOLEN);
const VAERT: Folder = Folder::Vaert(ERHVERVSSKOLEN);
const MONDAY: &str = "2026-09-14";
const TUESDAY: &str = "2026-09-15";
const WEDNESDAY: &str = "2026-09-16";

/// The booking of one in the crowd, by number.
fn nr(number: u16) -> SnusepraktikId {
    SnusepraktikId(Uuid::from_u128(0x5000 + u128::from(number)))
}

/// One in the crowd asks for days as a carpenter; the set-up asks for them, as they have no helpers.
fn asks_for(world: &mut World, number: u16, dage: &[&str]) -> Answer {
    world.by(Person::System).asks(snusepraktik(nr(number), ung_nr(number), dage))
}

fn cancels(world: &mut World, number: u16) -> Answer {
    world.by(ung_nr(number)).asks(CancelSnusepraktik { id: nr(number), ung: ung_nr(number) })
}

fn booking(world: &World, number: u16) -> Snusepraktik {
    world.get(Folder::Plan(ung_nr(number)), nr(number).0)
}

fn status(world: &World, number: u16) -> Bookingstatus {
    booking(world, number).status
}

fn statuses(world: &World, numbers: u16) -> Vec<Bookingstatus> {
    (0..numbers).map(|number| status(world, number)).collect()
}

fn offers(world: &mut World, plads: Plads) -> Answer {
    world.by(ERIK).asks(OfferPlads { plads })
}

fn seats_taken(world: &World, date: &str) -> usize {
    let id = Pladsdag::id_of(TOEMRER, day(date));
    let day = world.find::<Pladsdag>(PLADSER, id.0);
    day.map_or(0, |day| day.saeder.len() - day.ledige())
}

/// Mads asks, through Anna.
fn mads_asks(dage: &[&str]) -> RequestSnusepraktik {
    snusepraktik(nr(0), MADS, dage)
}

fn of_mads(world: &World) -> Snusepraktik {
    world.get(Folder::Plan(MADS), nr(0).0)
}

use Bookingstatus::{Aflyst, Afvist, Bekraeftet, Gennemfoert, Oensket, Udeblevet, Venteliste};

#[test]
fn a_phone_asks_and_books_nothing() {
    let world = World::thyland();
    let answer = world.on_the_phone_of(ANNA, mads_asks(&[MONDAY]));
    let [asked] = answer.puts::<Snusepraktik>().try_into().unwrap();
    assert_eq!((asked.status, asked.linje), (Oensket, toemrer().linje));
    assert_eq!(answer.decision().changes.len(), 1, "no seats, no host");
}

#[test]
fn a_booking_says_where_and_when_to_meet_and_goes_on_doing_so_when_the_place_changes() {
    let mut world = World::thyland();
    let answer = world.on_the_phone_of(ANNA, mads_asks(&[MONDAY]));
    let [asked] = answer.puts::<Snusepraktik>().try_into().unwrap();
    assert_eq!(asked.moedested, Some(toemrer().moedested()), "before there is a network too");
    world.by(ANNA).asks(mads_asks(&[MONDAY])).is_applied();
    assert_eq!(of_mads(&world).moedested, Some(toemrer().moedested()));

    let moved = Plads { sted: short("Hal 5"), moedetid: short("kl. 9"), ..toemrer() };
    offers(&mut world, moved.clone()).is_applied();
    assert_eq!(of_mads(&world).moedested, Some(moved.moedested()));
    offers(&mut world, moved.clone()).is_no_change();

    // A booking from before this was copied is told when the place is next changed.
    world.put(Snusepraktik { moedested: None, ..of_mads(&world) });
    offers(&mut world, Plads { medbring: None, ..moved.clone() }).is_applied();
    assert_eq!(of_mads(&world).moedested.unwrap().medbring, None);

    world.by(ANNA).asks(CancelSnusepraktik { id: nr(0), ung: MADS }).is_applied();
    let before = of_mads(&world);
    offers(&mut world, toemrer()).is_applied();
    assert_eq!(of_mads(&world), before, "whoever does not come is told nothing");
}

#[test]
fn whoever_moves_up_as_the_place_changes_is_told_where_it_is_now() {
    let mut world = World::crowded(3);
    for number in 0..3 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    assert_eq!(status(&world, 2), Venteliste(1));
    let larger = Plads { sted: short("Hal 5"), pladser: 3, ..toemrer() };
    offers(&mut world, larger.clone()).is_applied();
    assert_eq!(statuses(&world, 3), [Bekraeftet; 3]);
    for number in 0..3 {
        assert_eq!(booking(&world, number).moedested, Some(larger.moedested()));
    }
}

#[test]
fn the_server_seats_and_tells_the_host_a_first_name() {
    let mut world = World::thyland();
    world.by(ANNA).asks(mads_asks(&[MONDAY, WEDNESDAY])).is_applied();
    assert_eq!(of_mads(&world).status, Bekraeftet);
    assert_eq!((seats_taken(&world, MONDAY), seats_taken(&world, TUESDAY)), (1, 0));
    let copy: Vaertsbooking = world.get(VAERT, nr(0).0);
    assert_eq!((copy.fornavn, copy.af), (short("Mads"), ANNA.person()));
    assert_eq!(copy.dage, [day(MONDAY), day(WEDNESDAY)]);
}

#[test]
fn seats_carry_no_names() {
    let mut world = World::thyland();
    world.by(ANNA).asks(mads_asks(&[MONDAY])).is_applied();
    let id = Pladsdag::id_of(TOEMRER, day(MONDAY));
    let text = serde_json::to_string(&world.get::<Pladsdag>(PLADSER, id.0)).unwrap();
    assert!(!text.contains("Mads") && !text.contains(&MADS.to_string()), "{text}");
}

#[test]
fn a_request_that_comes_again_takes_no_second_seat() {
    let mut world = World::thyland();
    world.by(ANNA).asks(mads_asks(&[MONDAY])).is_applied();
    world.later(DAY).by(ANNA).at(NOW).asks(mads_asks(&[MONDAY])).is_no_change();
    assert_eq!(seats_taken(&world, MONDAY), 1);
    world.by(ANNA).asks(mads_asks(&[TUESDAY])).is_refused(Rejection::AlreadyExists);
    world.by(BENT).at(NOW).asks(mads_asks(&[MONDAY])).is_refused(Rejection::AlreadyExists);
    world.by(MADS).asks(CancelSnusepraktik { id: nr(0), ung: MADS }).is_applied();
    world.by(ANNA).at(NOW).asks(mads_asks(&[MONDAY])).is_no_change();
    assert_eq!(of_mads(&world).status, Aflyst, "and what was cancelled stays so");
}

#[test]
fn nobody_books_under_the_id_of_somebody_elses_booking() {
    let mut world = World::thyland();
    world.by(ANNA).asks(mads_asks(&[MONDAY])).is_applied();
    let stolen = snusepraktik(nr(0), SOFIE, &[TUESDAY]);
    world.by(domain::fixtures::GORM).asks(stolen).is_refused(Rejection::AlreadyExists);
    assert_eq!(world.get::<Vaertsbooking>(VAERT, nr(0).0).ung, MADS);
}

#[test]
fn beyond_the_seats_there_is_a_line() {
    let mut world = World::crowded(4);
    for number in 0..4 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    assert_eq!(statuses(&world, 4), [Bekraeftet, Bekraeftet, Venteliste(1), Venteliste(2)]);
    assert_eq!(world.get::<Vaertsbooking>(VAERT, nr(3).0).status, Venteliste(2));
}

#[test]
fn who_does_not_fit_on_one_day_waits_on_all() {
    let mut world = World::crowded(3);
    asks_for(&mut world, 0, &[MONDAY]).is_applied();
    asks_for(&mut world, 1, &[MONDAY]).is_applied();
    asks_for(&mut world, 2, &[MONDAY, TUESDAY]).is_applied();
    assert_eq!(status(&world, 2), Venteliste(1));
    assert_eq!(seats_taken(&world, TUESDAY), 0);
}

#[test]
fn a_free_seat_goes_to_the_first_in_line() {
    let mut world = World::crowded(5);
    for number in 0..5 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    cancels(&mut world, 0).is_applied();
    assert_eq!(statuses(&world, 5), [Aflyst, Bekraeftet, Bekraeftet, Venteliste(1), Venteliste(2)]);
    // One who leaves the line moves those behind.
    cancels(&mut world, 3).is_applied();
    assert_eq!(status(&world, 4), Venteliste(1));
    cancels(&mut world, 1).is_applied();
    assert_eq!(status(&world, 4), Bekraeftet);
    assert_eq!(world.get::<Vaertsbooking>(VAERT, nr(4).0).status, Bekraeftet);
}

#[test]
fn who_fits_passes_who_does_not() {
    let mut world = World::crowded(6);
    asks_for(&mut world, 0, &[MONDAY]).is_applied();
    asks_for(&mut world, 1, &[MONDAY]).is_applied();
    asks_for(&mut world, 2, &[TUESDAY]).is_applied();
    asks_for(&mut world, 3, &[TUESDAY]).is_applied();
    asks_for(&mut world, 4, &[MONDAY, TUESDAY]).is_applied();
    asks_for(&mut world, 5, &[TUESDAY]).is_applied();
    assert_eq!((status(&world, 4), status(&world, 5)), (Venteliste(1), Venteliste(2)));
    cancels(&mut world, 2).is_applied();
    assert_eq!((status(&world, 4), status(&world, 5)), (Venteliste(1), Bekraeftet));
    cancels(&mut world, 5).is_applied();
    cancels(&mut world, 0).is_applied();
    assert_eq!(status(&world, 4), Bekraeftet);
}

/// Number 4 waits first on Monday and third on Wednesday; number 7 second on Monday. Both fit when seats
/// come free, and number 4 has waited longer, however long its other line.
#[test]
fn who_has_waited_longest_is_not_who_has_the_shortest_line() {
    let mut world = World::crowded(12);
    offers(&mut world, Plads { pladser: 1, ..toemrer() }).is_applied();
    asks_for(&mut world, 0, &[MONDAY]).is_applied();
    asks_for(&mut world, 1, &[TUESDAY]).is_applied();
    for number in [2, 3] {
        asks_for(&mut world, number, &[TUESDAY, WEDNESDAY]).is_applied();
    }
    asks_for(&mut world, 4, &[MONDAY, WEDNESDAY]).is_applied();
    asks_for(&mut world, 7, &[MONDAY]).is_applied();
    assert_eq!((status(&world, 4), status(&world, 7)), (Venteliste(3), Venteliste(2)));
    cancels(&mut world, 0).is_applied();
    assert_eq!((status(&world, 4), status(&world, 7)), (Bekraeftet, Venteliste(1)));
}

/// Number 5 waits behind number 4 on Monday and cannot move up, as Friday is taken. When number 4 does,
/// from far back in Tuesday's line, number 5 is told its new place.
#[test]
fn places_are_told_after_the_last_move() {
    let mut world = World::crowded(7);
    let (thursday, friday) = ("2026-09-17", "2026-09-18");
    offers(&mut world, Plads { pladser: 1, ..toemrer() }).is_applied();
    asks_for(&mut world, 0, &[MONDAY]).is_applied();
    asks_for(&mut world, 1, &[thursday]).is_applied();
    for number in [2, 3] {
        asks_for(&mut world, number, &[TUESDAY, thursday]).is_applied();
    }
    asks_for(&mut world, 4, &[MONDAY, TUESDAY]).is_applied();
    asks_for(&mut world, 6, &[friday]).is_applied();
    asks_for(&mut world, 5, &[MONDAY, friday]).is_applied();
    assert_eq!((status(&world, 4), status(&world, 5)), (Venteliste(3), Venteliste(2)));
    cancels(&mut world, 0).is_applied();
    assert_eq!((status(&world, 4), status(&world, 5)), (Bekraeftet, Venteliste(1)));
}

#[test]
fn more_seats_let_the_line_in() {
    let mut world = World::crowded(5);
    for number in 0..5 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    offers(&mut world, Plads { pladser: 4, ..toemrer() }).is_applied();
    assert_eq!(statuses(&world, 4), [Bekraeftet; 4]);
    assert_eq!(status(&world, 4), Venteliste(1));
    offers(&mut world, Plads { pladser: 4, ..toemrer() }).is_no_change();
}

#[test]
fn fewer_seats_put_nobody_out_and_let_nobody_in() {
    let mut world = World::crowded(4);
    for number in 0..4 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    offers(&mut world, Plads { pladser: 1, ..toemrer() }).is_applied();
    assert_eq!(statuses(&world, 4), [Bekraeftet, Bekraeftet, Venteliste(1), Venteliste(2)]);
    cancels(&mut world, 0).is_applied();
    assert_eq!(seats_taken(&world, MONDAY), 1);
    assert_eq!(status(&world, 2), Venteliste(1), "one seat was offered, and one is taken");
    cancels(&mut world, 1).is_applied();
    assert_eq!(status(&world, 2), Bekraeftet);
}

#[test]
fn a_hosts_phone_gives_no_seats_either() {
    let mut world = World::crowded(3);
    for number in 0..3 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    let more = OfferPlads { plads: Plads { pladser: 9, ..toemrer() } };
    let answer = world.on_the_phone_of(ERIK, more);
    assert_eq!(answer.decision().changes.len(), 1);
    assert_eq!(answer.puts::<Plads>()[0].pladser, 9);
}

#[test]
fn a_place_offers_days_in_order_each_once() {
    let mut world = World::thyland();
    let mut backwards = toemrer().dage;
    backwards.reverse();
    for dage in [Vec::new(), backwards, vec![day(MONDAY), day(MONDAY)]] {
        offers(&mut world, Plads { dage, ..toemrer() }).is_refused(Rejection::DaysInvalid);
    }
    let long = working_weeks("2026-09-14", 30);
    offers(&mut world, Plads { dage: long, ..toemrer() }).is_applied();
    let first = day(MONDAY);
    let in_a_row = |count| (0..count).map(|number| first.plus(number)).collect();
    offers(&mut world, Plads { dage: in_a_row(400), ..toemrer() }).is_applied();
    offers(&mut world, Plads { dage: in_a_row(401), ..toemrer() })
        .is_refused(Rejection::DaysInvalid);
}

#[test]
fn a_course_lasts_four_weeks_at_most_and_begins_with_inspiration() {
    let mut world = World::thyland();
    let five = working_weeks("2026-09-21", 5);
    offers(&mut world, Plads { dage: five, ..forloeb() }).is_refused(Rejection::DaysInvalid);
    let [first, last] = [day("2026-09-21"), day("2026-10-16")];
    assert_eq!((forloeb().dage.first(), forloeb().dage.last()), (Some(&first), Some(&last)));
    assert_eq!((forloeb().forloebsuge(first), forloeb().forloebsuge(last)), (Some(1), Some(4)));
    assert_eq!(forloeb().forloebsuge(day("2026-09-27")), Some(1));
    assert_eq!(forloeb().forloebsuge(day("2026-09-28")), Some(2));
    assert_eq!(toemrer().forloebsuge(day(MONDAY)), None);
    let lasts = |days| vec![first, first.plus(days)];
    offers(&mut world, Plads { dage: lasts(28), ..forloeb() }).is_refused(Rejection::DaysInvalid);
    offers(&mut world, Plads { dage: lasts(27), ..forloeb() }).is_applied();
}

fn whole(number: u16) -> RequestSnusepraktik {
    let linjer = vec![short("Elektriker")];
    let one = snusepraktik(nr(number), MADS, &[]);
    RequestSnusepraktik { plads: FORLOEB, dage: forloeb().dage, linjer, ..one }
}

#[test]
fn a_course_is_followed_whole() {
    let mut world = World::thyland();
    for weeks in 1..4 {
        let part = RequestSnusepraktik { dage: working_weeks("2026-09-21", weeks), ..whole(0) };
        world.by(ANNA).asks(part.clone()).is_refused(Rejection::ForloebNotWhole);
        assert_eq!(world.on_the_phone_of(ANNA, part).0, Err(Rejection::ForloebNotWhole));
    }
    let other = RequestSnusepraktik { linjer: vec![short("Kok")], ..whole(0) };
    world.by(ANNA).asks(other).is_refused(Rejection::DayNotOffered);
    world.by(ANNA).asks(whole(0)).is_applied();
    let booked = of_mads(&world);
    assert_eq!((booked.status, booked.dage.len()), (Bekraeftet, 20));
    assert_eq!(booked.linjer, [short("Elektriker")]);
}

#[test]
fn only_offered_days_of_an_offered_place_can_be_asked_for() {
    let mut world = World::thyland();
    let saturday = mads_asks(&["2026-09-19"]);
    world.by(ANNA).asks(saturday).is_refused(Rejection::DayNotOffered);
    let mixed = mads_asks(&[MONDAY, "2026-09-19"]);
    world.by(ANNA).asks(mixed).is_refused(Rejection::DayNotOffered);
    for dage in
        [&[][..], &[TUESDAY, MONDAY][..], &[MONDAY, MONDAY][..], &[MONDAY, "2026-10-12"][..]]
    {
        world.by(ANNA).asks(mads_asks(dage)).is_refused(Rejection::DaysInvalid);
    }
    let plads = PladsId(Uuid::from_u128(1));
    let nowhere = RequestSnusepraktik { plads, ..mads_asks(&[MONDAY]) };
    assert_eq!(world.on_the_phone_of(ANNA, nowhere.clone()).0, Err(Rejection::RecordMissing));
    world.by(ANNA).asks(nowhere).is_refused(Rejection::RecordMissing);
    let organisation = GYMNASIET;
    let no_host = RequestSnusepraktik { organisation, ..mads_asks(&[MONDAY]) };
    world.by(ANNA).asks(no_host).is_refused(Rejection::AccessMissing);
}

#[test]
fn a_young_person_does_not_book_alone() {
    let mut world = World::thyland();
    world.by(MADS).asks(mads_asks(&[MONDAY])).is_refused(Rejection::AccessMissing);
    world.by(CLARA).asks(mads_asks(&[MONDAY])).is_refused(Rejection::AccessMissing);
    world.by(ERIK).asks(mads_asks(&[MONDAY])).is_refused(Rejection::AccessMissing);
}

#[test]
fn a_closed_place_takes_nobody_in() {
    let mut world = World::crowded(3);
    for number in 0..3 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    offers(&mut world, Plads { lukket: true, pladser: 5, ..toemrer() }).is_applied();
    assert_eq!(statuses(&world, 3), [Bekraeftet, Bekraeftet, Venteliste(1)]);
    cancels(&mut world, 0).is_applied();
    assert_eq!(status(&world, 2), Venteliste(1));
    world.by(ANNA).asks(snusepraktik(nr(9), MADS, &[TUESDAY])).is_applied();
    let refused: Snusepraktik = world.get(Folder::Plan(MADS), nr(9).0);
    assert_eq!(refused.status, Afvist(Afvisning::PladsLukket));
    assert!(world.find::<Vaertsbooking>(VAERT, nr(9).0).is_none(), "the host is told nothing");
    offers(&mut world, toemrer()).is_applied();
    assert_eq!(status(&world, 2), Bekraeftet, "opened again, the line moves");
}

#[test]
fn a_day_that_is_offered_no_more_takes_nobody_in() {
    let mut world = World::crowded(3);
    for number in 0..3 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    offers(&mut world, Plads { dage: vec![day(TUESDAY)], ..toemrer() }).is_applied();
    assert_eq!(status(&world, 0), Bekraeftet, "who was booked stays booked");
    cancels(&mut world, 0).is_applied();
    assert_eq!(status(&world, 2), Venteliste(1));
    offers(&mut world, toemrer()).is_applied();
    assert_eq!(status(&world, 2), Bekraeftet);
}

#[test]
fn a_day_that_has_passed_is_refused_and_its_seats_stay_empty() {
    let mut world = World::crowded(3);
    for number in 0..3 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    world.now = at(MONDAY, 23, 59);
    world.by(ANNA).asks(snusepraktik(nr(8), MADS, &[MONDAY])).is_applied();
    let waits: Snusepraktik = world.get(Folder::Plan(MADS), nr(8).0);
    assert_eq!(waits.status, Venteliste(2), "today is not over");
    world.now = at(TUESDAY, 0, 0);
    let late = snusepraktik(nr(9), SOFIE, &[MONDAY, TUESDAY]);
    // Written in time and received too late: the server's clock decides.
    world.by(domain::fixtures::GORM).at(NOW).asks(late).is_applied();
    let refused: Snusepraktik = world.get(Folder::Plan(SOFIE), nr(9).0);
    assert_eq!(refused.status, Afvist(Afvisning::DagPasseret));
    cancels(&mut world, 0).is_applied();
    assert_eq!(status(&world, 2), Venteliste(1), "nobody is sent to yesterday");
}

#[test]
fn nobody_is_in_two_places_on_one_day() {
    let mut world = World::thyland();
    let other = Plads { id: PladsId(Uuid::from_u128(2)), pladser: 5, ..toemrer() };
    offers(&mut world, other.clone()).is_applied();
    world.by(ANNA).asks(mads_asks(&[MONDAY, TUESDAY])).is_applied();
    let mut again = |number, dage: &[&str]| {
        let ask = snusepraktik(nr(number), MADS, dage);
        world.by(ANNA).asks(RequestSnusepraktik { plads: other.id, ..ask }).is_applied();
        world.get::<Snusepraktik>(Folder::Plan(MADS), nr(number).0).status
    };
    assert_eq!(again(1, &[TUESDAY, WEDNESDAY]), Afvist(Afvisning::Optaget));
    assert_eq!(again(2, &[WEDNESDAY]), Bekraeftet);
    assert_eq!(again(3, &[WEDNESDAY]), Afvist(Afvisning::Optaget));
    // A refused booking is nowhere, a cancelled one is no longer.
    world.by(MADS).asks(CancelSnusepraktik { id: nr(0), ung: MADS }).is_applied();
    let free = RequestSnusepraktik { plads: other.id, ..snusepraktik(nr(4), MADS, &[TUESDAY]) };
    world.by(ANNA).asks(free).is_applied();
    assert_eq!(world.get::<Snusepraktik>(Folder::Plan(MADS), nr(4).0).status, Bekraeftet);
}

#[test]
fn who_waits_somewhere_is_not_free_elsewhere() {
    let mut world = World::crowded(2);
    asks_for(&mut world, 0, &[MONDAY]).is_applied();
    asks_for(&mut world, 1, &[MONDAY]).is_applied();
    world.by(ANNA).asks(mads_asks_as(7)).is_applied();
    let waits: Snusepraktik = world.get(Folder::Plan(MADS), nr(7).0);
    assert_eq!(waits.status, Venteliste(1));
    world.by(ANNA).asks(mads_asks_as(8)).is_applied();
    let refused: Snusepraktik = world.get(Folder::Plan(MADS), nr(8).0);
    assert_eq!(refused.status, Afvist(Afvisning::Optaget));
}

fn mads_asks_as(number: u16) -> RequestSnusepraktik {
    snusepraktik(nr(number), MADS, &[MONDAY])
}

#[test]
fn who_has_come_on_the_first_day_is_still_there_on_the_next() {
    let mut world = World::thyland();
    world.by(ANNA).asks(mads_asks(&[MONDAY, TUESDAY])).is_applied();
    world.now = at(MONDAY, 12, 0);
    world.by(ERIK).asks(came(0, MONDAY)).is_applied();
    assert_eq!(of_mads(&world).status, Gennemfoert);
    let plads = Plads { id: PladsId(Uuid::from_u128(2)), ..toemrer() };
    offers(&mut world, plads.clone()).is_applied();
    let elsewhere =
        RequestSnusepraktik { plads: plads.id, ..snusepraktik(nr(1), MADS, &[TUESDAY]) };
    world.by(ANNA).asks(elsewhere).is_applied();
    let refused: Snusepraktik = world.get(Folder::Plan(MADS), nr(1).0);
    assert_eq!(refused.status, Afvist(Afvisning::Optaget));
}

#[test]
fn a_young_person_cancels_the_own_booking_and_no_other() {
    let mut world = World::thyland();
    world.by(ANNA).asks(mads_asks(&[MONDAY])).is_applied();
    let cancel = || CancelSnusepraktik { id: nr(0), ung: MADS };
    world.by(SOFIE).asks(cancel()).is_refused(Rejection::AccessMissing);
    let [shown] = world.on_the_phone_of(MADS, cancel()).puts::<Snusepraktik>().try_into().unwrap();
    assert_eq!(shown.status, Aflyst);
    world.by(MADS).asks(cancel()).is_applied();
    assert_eq!((of_mads(&world).status, seats_taken(&world, MONDAY)), (Aflyst, 0));
    assert_eq!(world.get::<Vaertsbooking>(VAERT, nr(0).0).status, Aflyst);
    world.by(ANNA).asks(cancel()).is_no_change();
    let unknown = CancelSnusepraktik { id: nr(5), ung: MADS };
    world.by(MADS).asks(unknown).is_refused(Rejection::RecordMissing);
}

fn marks(number: u16, date: &str, fremmoede: Fremmoede) -> ConfirmFremmoede {
    ConfirmFremmoede { organisation: ERHVERVSSKOLEN, id: nr(number), dag: day(date), fremmoede }
}

fn came(number: u16, date: &str) -> ConfirmFremmoede {
    marks(number, date, Fremmoede::Moedt)
}

fn stayed_away(number: u16, date: &str) -> ConfirmFremmoede {
    marks(number, date, Fremmoede::Udeblevet)
}

#[test]
fn attendance_is_marked_day_by_day_by_the_host() {
    let mut world = World::thyland();
    world.by(ANNA).asks(mads_asks(&[MONDAY, TUESDAY])).is_applied();
    world.by(ERIK).asks(came(0, MONDAY)).is_refused(Rejection::DayNotYet);
    world.now = at(MONDAY, 0, 0);
    world.by(ANNA).asks(came(0, MONDAY)).is_refused(Rejection::AccessMissing);
    world.by(ERIK).asks(stayed_away(0, MONDAY)).is_applied();
    assert_eq!(of_mads(&world).status, Bekraeftet, "there is a day left");
    world.by(ERIK).asks(stayed_away(0, TUESDAY)).is_refused(Rejection::DayNotYet);
    world.by(ERIK).asks(came(0, WEDNESDAY)).is_refused(Rejection::DayNotOffered);
    world.now = at(TUESDAY, 15, 0);
    world.by(ERIK).asks(stayed_away(0, TUESDAY)).is_applied();
    assert_eq!(of_mads(&world).status, Udeblevet);
    // The host may change their mind, and say the same twice.
    world.by(ERIK).asks(came(0, TUESDAY)).is_applied();
    world.by(ERIK).asks(came(0, TUESDAY)).is_no_change();
    assert_eq!(of_mads(&world).status, Gennemfoert);
    assert_eq!(of_mads(&world).fremmoede[&day(MONDAY)], Fremmoede::Udeblevet);
    let cancel = CancelSnusepraktik { id: nr(0), ung: MADS };
    world.by(MADS).asks(cancel).is_refused(Rejection::BookingEnded);
}

#[test]
fn only_who_has_a_seat_has_attendance() {
    let mut world = World::crowded(3);
    for number in 0..3 {
        asks_for(&mut world, number, &[MONDAY]).is_applied();
    }
    world.now = at(MONDAY, 12, 0);
    world.by(ERIK).asks(came(2, MONDAY)).is_refused(Rejection::BookingNotConfirmed);
    cancels(&mut world, 0).is_applied();
    world.by(ERIK).asks(came(0, MONDAY)).is_refused(Rejection::BookingNotConfirmed);
    world.by(ERIK).asks(came(2, MONDAY)).is_applied();
    world.by(ERIK).asks(came(9, MONDAY)).is_refused(Rejection::RecordMissing);
}

#[test]
fn a_hosts_phone_marks_attendance_without_the_young_persons_plan() {
    let mut world = World::thyland();
    world.by(ANNA).asks(mads_asks(&[MONDAY])).is_applied();
    world.now = at(MONDAY, 12, 0);
    let mut phone = World::empty();
    phone.now = world.now;
    phone.put(world.get::<Vaertsbooking>(VAERT, nr(0).0));
    let context = phone.context(CommandId(Uuid::nil()), phone.now, Authority::Phone);
    let permits = world.permits(ERIK.person());
    let decision =
        phone.decide(ERIK.person(), &permits, &came(0, MONDAY).into(), &context).unwrap();
    assert!(matches!(decision.changes[..], [Change::Put(Record::Vaertsbooking(_))]));
}

#[test]
fn a_helper_handed_over_since_still_gets_what_was_asked_in_time() {
    let mut world = World::thyland();
    let mentor = domain::fixtures::tilknytning(
        domain::id::TilknytningId(Uuid::from_u128(1)),
        MADS,
        domain::fixtures::GORM,
        Funktion::Overgangsmentor,
    );
    world.by(BENT).asks(AssignHelper { tilknytning: mentor }).is_applied();
    let tilknytning = domain::fixtures::ANNA_FOR_MADS;
    let end = EndTilknytning { tilknytning, ung: MADS, until: NOW.plus(HOUR) };
    world.by(BENT).asks(end).is_applied();
    world.later(2 * HOUR);
    world.by(ANNA).at(NOW).asks(mads_asks(&[MONDAY])).is_late();
    assert_eq!(of_mads(&world).status, Bekraeftet);
}

#[test]
fn the_same_requests_in_the_same_order_seat_the_same_people() {
    let seated = |world: &mut World| {
        for number in 0..6 {
            asks_for(world, number, &[MONDAY, TUESDAY]).is_applied();
        }
        statuses(world, 6)
    };
    assert_eq!(seated(&mut World::crowded(6)), seated(&mut World::crowded(6)));
}

/// T14: fifty ask offline for the last seat. The server's order decides, not their clocks.
#[test]
fn fifty_ask_for_the_last_seat() {
    let mut world = World::crowded(50);
    offers(&mut world, Plads { pladser: 1, ..toemrer() }).is_applied();
    for number in 0..50 {
        let ask = snusepraktik(nr(number), ung_nr(number), &[MONDAY]);
        let written = NOW.plus(-i64::from(number) * HOUR);
        world.by(Person::System).at(written).asks(ask).is_applied();
    }
    assert_eq!(status(&world, 0), Bekraeftet);
    for number in 1..50 {
        assert_eq!(status(&world, number), Venteliste(number));
    }
}

/// What a crowd may do to one place.
#[derive(Clone, Debug)]
enum Move {
    Ask { who: u16, from: usize, days: usize, step: usize },
    Cancel { who: u16 },
    Offer { pladser: u8, lukket: bool, from: usize, days: usize },
    Mark { who: u16, dag: usize, came: bool },
    Sleep,
}

const CROWD: u16 = 7;
const OFFERED: usize = 5;

fn some_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        8 => (0..CROWD, 0..OFFERED, 1..4_usize, 1..3_usize)
            .prop_map(|(who, from, days, step)| Move::Ask { who, from, days, step }),
        4 => (0..CROWD).prop_map(|who| Move::Cancel { who }),
        2 => (0..4_u8, prop::bool::weighted(0.2), 0..2_usize, 3..=OFFERED)
            .prop_map(|(pladser, lukket, from, days)| Move::Offer { pladser, lukket, from, days }),
        2 => (0..CROWD, 0..OFFERED, any::<bool>())
            .prop_map(|(who, dag, came)| Move::Mark { who, dag, came }),
        1 => Just(Move::Sleep),
    ]
}

/// The last booking of each in the crowd, as each asks again and again.
#[derive(Default)]
struct Crowd {
    asked: u16,
    last: [Option<(SnusepraktikId, UngId)>; CROWD as usize],
}

impl Crowd {
    fn makes(&mut self, world: &mut World, made: &Move) -> Option<Answer> {
        let all = toemrer().dage;
        Some(match *made {
            Move::Ask { who, from, days, step } => {
                self.asked += 1;
                let (id, ung) = (nr(self.asked), ung_nr(who));
                self.last[usize::from(who)] = Some((id, ung));
                let dage: Vec<Day> = all.into_iter().skip(from).step_by(step).take(days).collect();
                let request = RequestSnusepraktik { dage, ..snusepraktik(id, ung, &[]) };
                world.by(Person::System).asks(request)
            }
            Move::Cancel { who } => {
                let (id, ung) = self.last[usize::from(who)]?;
                world.by(ung).asks(CancelSnusepraktik { id, ung })
            }
            Move::Offer { pladser, lukket, from, days } => {
                let dage = all.into_iter().skip(from).take(days).collect();
                offers(world, Plads { pladser, lukket, dage, ..toemrer() })
            }
            Move::Mark { who, dag, came } => {
                let (id, _) = self.last[usize::from(who)]?;
                let fremmoede = if came { Fremmoede::Moedt } else { Fremmoede::Udeblevet };
                let dag = all[dag];
                let organisation: OrganisationId = ERHVERVSSKOLEN;
                world.by(ERIK).asks(ConfirmFremmoede { organisation, id, dag, fremmoede })
            }
            Move::Sleep => {
                world.later(2 * DAY);
                return None;
            }
        })
    }
}

/// Who stands before whom on any day.
fn before(world: &World) -> Vec<(SnusepraktikId, SnusepraktikId)> {
    let pairs = |day: &&Pladsdag| {
        let line = day.venter.clone();
        let followed = line.clone().into_iter().enumerate().flat_map(move |(place, who)| {
            line.clone().into_iter().skip(place + 1).map(move |other| (who, other))
        });
        followed.collect::<Vec<_>>()
    };
    world.all::<Pladsdag>().iter().flat_map(pairs).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// I6, and all that `world` checks: whatever a crowd asks for, cancels, and a host changes. Besides: who
    /// moves up passes nobody who stood before them on a day of theirs and would have fitted as well.
    #[test]
    fn seats_are_never_given_twice(moves in prop::collection::vec(some_move(), 1..40)) {
        let mut world = World::crowded(CROWD);
        // Four days to go before the first offered day, so that sleeping does not end it all at once.
        world.now = at("2026-09-10", 10, 0);
        let mut crowd = Crowd::default();
        for made in &moves {
            let stood = world.clone();
            let lines = before(&stood);
            let Some(answer) = crowd.makes(&mut world, made) else { continue };
            if answer.0.is_err() {
                prop_assert_eq!(stood.all::<Pladsdag>(), world.all::<Pladsdag>());
                continue;
            }
            let moved_up = |id: SnusepraktikId| {
                let was = stood.all::<Snusepraktik>().into_iter().find(|b| b.id == id).map(|b| b.status);
                let is = world.all::<Snusepraktik>().into_iter().find(|b| b.id == id).map(|b| b.status);
                matches!(was, Some(Venteliste(_))) && is == Some(Bekraeftet)
            };
            // A pair on the same days alone: the one before never waits while the one behind sits down.
            for (first, second) in lines {
                let dage = |id| {
                    world.all::<Snusepraktik>().into_iter().find(|b| b.id == id).map(|b| b.dage.clone())
                };
                if moved_up(second) && !moved_up(first) {
                    let waits = world.all::<Snusepraktik>().into_iter()
                        .any(|b| b.id == first && matches!(b.status, Venteliste(_)));
                    prop_assert!(!waits || dage(first) != dage(second), "passed: {first:?} by {second:?}");
                }
            }
        }
    }

    /// A line of people who all ask for a part of the same days moves up in the order in which they asked.
    #[test]
    fn a_line_moves_in_its_order(
        spans in prop::collection::vec((0..3_usize, 1..3_usize), 4..8),
        cancelled in prop::collection::vec(0..8_u16, 1..8),
    ) {
        let mut world = World::crowded(8);
        offers(&mut world, Plads { pladser: 1, form: Pladsform::Dage, ..toemrer() }).is_applied();
        let all = toemrer().dage;
        for (number, (from, days)) in (0..).zip(&spans) {
            let dage = all.iter().copied().skip(*from).take(*days).collect();
            let request = RequestSnusepraktik { dage, ..snusepraktik(nr(number), ung_nr(number), &[]) };
            world.by(Person::System).asks(request).is_applied();
        }
        let asked = u16::try_from(spans.len()).unwrap();
        for number in cancelled.into_iter().filter(|number| *number < asked) {
            let was = statuses(&world, asked);
            let _ = cancels(&mut world, number);
            let is = statuses(&world, asked);
            let sat: Vec<_> = (0..asked).map(usize::from)
                .filter(|n| matches!(was[*n], Venteliste(_)) && is[*n] == Bekraeftet).collect();
            // Done over with a plain loop: in the order of asking, whoever fits sits.
            let mut taken: Vec<Day> = (0..asked)
                .filter(|n| was[usize::from(*n)] == Bekraeftet && *n != number)
                .flat_map(|n| booking(&world, n).dage).collect();
            let mut expected = Vec::new();
            for n in (0..asked).filter(|n| matches!(was[usize::from(*n)], Venteliste(_)) && *n != number) {
                let dage = booking(&world, n).dage;
                if dage.iter().all(|dag| !taken.contains(dag)) {
                    taken.extend(dage);
                    expected.push(usize::from(n));
                }
            }
            prop_assert_eq!(sat, expected);
        }
    }
}
