//! T14 and I6: many phones ask for the last seat at once. One gets it, the rest wait in line.

use domain::exchange::Outcome;
use domain::fixtures::{
    ANNA, ERHVERVSSKOLEN, HANNE, MADS, SOFIE, THYLAND, TOEMRER, VAERKSTEDET, day, snusepraktik,
    tilknytning, toemrer, ung, ung_nr, working_weeks,
};
use domain::id::{PladsId, SnusepraktikId, TilknytningId};
use domain::plads::{OfferPlads, Plads};
use domain::snusepraktik::{CancelSnusepraktik, RequestSnusepraktik};
use domain::tilknytning::{AssignHelper, Funktion};
use domain::ung::RegisterUng;
use domain::{Command, Folder, Rejection};
use server::store::{Read as _, Store as _};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::harness::TestApp;

const PHONES: u16 = 50;

/// As many young people as phones, all with Anna, and one seat a day.
async fn crowd(app: &mut TestApp) {
    let mut commands: Vec<Command> =
        vec![OfferPlads { plads: Plads { pladser: 1, ..toemrer() } }.into()];
    for number in 0..PHONES {
        let id = TilknytningId(Uuid::from_u128(0x9000 + u128::from(number)));
        let ung = ung(ung_nr(number), "Prøve Demosen", "2008-01-01");
        let tilknytning = tilknytning(id, ung.id, ANNA, Funktion::Overgangsmentor);
        commands.push(RegisterUng { ung }.into());
        commands.push(AssignHelper { tilknytning }.into());
    }
    app.set_up(commands).await;
}

fn booking(number: u16) -> SnusepraktikId {
    SnusepraktikId(Uuid::from_u128(0xa000 + u128::from(number)))
}

async fn statuses(app: &mut TestApp) -> Vec<String> {
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let of = |number| anna.docs(Folder::Plan(ung_nr(number)), "snusepraktik");
    let mut all: Vec<_> = (0..PHONES).flat_map(of).map(|doc| doc["status"].to_string()).collect();
    all.sort_by_key(|status| (status.len(), status.clone()));
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t14_the_last_seat_goes_to_exactly_one_of_fifty() {
    let mut app = TestApp::start_with_any_number_of_phones().await;
    crowd(&mut app).await;
    let mut phones = JoinSet::new();
    for number in 0..PHONES {
        let mut phone = app.phone(ANNA).await;
        phone.write(snusepraktik(booking(number), ung_nr(number), &["2026-09-15"]));
        phones.spawn(async move { phone.exchange().await });
    }
    while let Some(done) = phones.join_next().await {
        assert_eq!(done.unwrap().receipts.len(), 1);
    }
    let found = statuses(&mut app).await;
    let mut expected: Vec<_> = (1..PHONES).map(|n| format!("{{\"venteliste\":{n}}}")).collect();
    expected.push("\"bekraeftet\"".to_owned());
    expected.sort_by_key(|status| (status.len(), status.clone()));
    assert_eq!(found, expected);

    let mut tx = app.store().read(THYLAND).await.unwrap();
    let seats = tx.seats(ERHVERVSSKOLEN, TOEMRER, day("2026-09-15")).await.unwrap();
    assert_eq!((seats.len(), seats.iter().flatten().count()), (1, 1));
}

#[tokio::test]
async fn a_seat_that_comes_free_goes_to_who_waited_longest() {
    let mut app = TestApp::start().await;
    crowd(&mut app).await;
    let mut anna = app.phone(ANNA).await;
    for number in 0..3 {
        anna.write(snusepraktik(booking(number), ung_nr(number), &["2026-09-15"]));
    }
    anna.write(CancelSnusepraktik { id: booking(0), ung: ung_nr(0) });
    anna.sync().await;
    let status =
        |number| anna.docs(Folder::Plan(ung_nr(number)), "snusepraktik")[0]["status"].clone();
    assert_eq!([status(0), status(1)], ["aflyst", "bekraeftet"]);
    assert_eq!(status(2)["venteliste"], 1);
    let mut tx = app.store().read(THYLAND).await.unwrap();
    let seats = tx.seats(ERHVERVSSKOLEN, TOEMRER, day("2026-09-15")).await.unwrap();
    assert_eq!(seats, [Some(booking(1))]);
    let folder = tx.folder(Folder::Vaert(ERHVERVSSKOLEN)).await.unwrap();
    assert_eq!(folder.live, 3, "the host sees all three");
}

/// Each of nineteen who wait shares a day with the next: a seat that is given back concerns the first of them alone.
#[tokio::test]
async fn a_long_chain_of_those_who_wait_keeps_nobody_from_cancelling() {
    let mut app = TestApp::start().await;
    crowd(&mut app).await;
    let dage = working_weeks("2026-09-14", 4);
    let plads = Plads { pladser: 1, dage: dage.clone(), ..toemrer() };
    app.set_up(vec![OfferPlads { plads }.into()]).await;
    let mut anna = app.phone(ANNA).await;
    let dage: Vec<_> = dage.iter().map(ToString::to_string).collect();
    let sits = |day: u16| day;
    let waits = |day: u16| 20 + day;
    for (day, dag) in (0..).zip(&dage) {
        anna.write(snusepraktik(booking(sits(day)), ung_nr(sits(day)), &[dag]));
    }
    for (day, two) in (0..).zip(dage.windows(2)) {
        let two = [two[0].as_str(), two[1].as_str()];
        anna.write(snusepraktik(booking(waits(day)), ung_nr(waits(day)), &two));
    }
    anna.sync().await;
    for day in [0, 1] {
        let cancelled = CancelSnusepraktik { id: booking(sits(day)), ung: ung_nr(sits(day)) };
        let cancelled = anna.write(cancelled);
        anna.sync().await;
        assert_eq!(anna.outcome(cancelled), Outcome::Applied);
    }
    let status =
        |number| anna.docs(Folder::Plan(ung_nr(number)), "snusepraktik")[0]["status"].clone();
    assert_eq!(status(waits(0)), "bekraeftet", "both days came free");
    let line: Vec<_> = (1..19).map(|day| status(waits(day))["venteliste"].clone()).collect();
    let mut expected = [2; 18];
    expected[0] = 1;
    assert_eq!(line, expected, "the next is first in line, the others behind one on a day");
}

/// Whoever books sees the ids of those who wait, and a host those of other hosts' places.
#[tokio::test]
async fn a_borrowed_id_stands_in_nobodys_way() {
    let mut app = TestApp::start().await;
    let elsewhere = PladsId(Uuid::from_u128(0xb0));
    let there = Plads { id: elsewhere, organisation: VAERKSTEDET, ..toemrer() };
    let one = Plads { pladser: 1, ..toemrer() };
    app.set_up(vec![OfferPlads { plads: one }.into(), OfferPlads { plads: there }.into()]).await;
    let (mut anna, mut hanne) = (app.phone(ANNA).await, app.phone(HANNE).await);
    let ask = |number, ung| snusepraktik(booking(number), ung, &["2026-09-15"]);
    anna.write(ask(1, MADS));
    anna.sync().await;
    hanne.write(ask(2, SOFIE));
    hanne.sync().await;
    // Anna knows the id of Sofie's booking, which waits.
    let (organisation, plads) = (VAERKSTEDET, elsewhere);
    let id = TilknytningId(Uuid::from_u128(0x9fff));
    let (ung, navn) = (ung_nr(1), "Prøve Demosen");
    let tilknytning = tilknytning(id, ung, ANNA, Funktion::Overgangsmentor);
    let known = RegisterUng { ung: domain::fixtures::ung(ung, navn, "2008-01-01") };
    app.set_up(vec![known.into(), AssignHelper { tilknytning }.into()]).await;
    let borrowed = anna.write(RequestSnusepraktik { organisation, plads, ..ask(2, ung) });
    let cancel = anna.write(CancelSnusepraktik { id: booking(1), ung: MADS });
    anna.sync().await;
    let taken = Outcome::Refused { why: Rejection::AlreadyExists };
    assert_eq!((anna.outcome(borrowed), anna.outcome(cancel)), (taken, Outcome::Applied));
    let mut tx = app.store().read(THYLAND).await.unwrap();
    let seats = tx.seats(ERHVERVSSKOLEN, TOEMRER, day("2026-09-15")).await.unwrap();
    assert_eq!(seats, [Some(booking(2))], "who waited sits");
    drop(tx);

    let theirs = Plads { organisation: VAERKSTEDET, pladser: 3, ..toemrer() };
    let receipts = app.set_up(vec![OfferPlads { plads: theirs }.into()]).await;
    assert_eq!(receipts[0].outcome, taken, "a place's id is nobody else's either");
}
