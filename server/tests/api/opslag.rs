//! Look-ups: told with an exchange, seen by the young person, written in the audit trail once.

use domain::Folder;
use domain::exchange::{MAX_COMMANDS, Outcome, Quarantine, Refusal};
use domain::fixtures::{ANNA, MADS, NOW, SOFIE, THYLAND};
use domain::id::UngId;
use domain::moment::{DAY, HOUR, MINUTE};
use domain::opslag::NewOpslag;
use server::audit::{Act, Entry};
use server::store::{Read as _, Store as _};
use uuid::Uuid;

use crate::harness::{Phone, TestApp};

const PLAN: Folder = Folder::Plan(MADS);

fn look(later: i64) -> NewOpslag {
    NewOpslag { ung: MADS, kl: NOW.plus(later) }
}

/// Tells of look-ups; answers how many were taken.
async fn tells(phone: &mut Phone, opslag: Vec<NewOpslag>) -> usize {
    let request = domain::exchange::Request { opslag, ..phone.request() };
    let reply = phone.send(&request).await.unwrap();
    phone.take(&reply);
    reply.opslag
}

async fn seen(app: &TestApp) -> Vec<(Folder, Outcome)> {
    let mut snapshot = app.store().read(THYLAND).await.unwrap();
    let rows = snapshot.audit(0, 100_000).await.unwrap();
    let acts = rows.iter().map(|row| serde_json::from_str::<Entry>(&row.entry).unwrap().did);
    acts.filter_map(|act| match act {
        Act::Seen { folder, outcome, .. } => Some((folder, outcome)),
        _ => None,
    })
    .collect()
}

#[tokio::test]
async fn a_look_up_reaches_the_young_person_once_however_often_it_is_told() {
    let mut app = TestApp::start().await;
    let (mut anna, mut mads) = (app.phone(ANNA).await, app.phone(MADS).await);
    anna.sync().await;
    assert_eq!(tells(&mut anna, vec![look(0), look(MINUTE)]).await, 2);
    assert_eq!(tells(&mut anna, vec![look(0)]).await, 1, "its answer was lost");
    mads.sync().await;
    let told = mads.docs(PLAN, "opslag");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["af"], format!("medarbejder:{ANNA}"));
    assert_eq!(told[0]["som"], "overgangsmentor");
    assert_eq!(seen(&app).await, [(PLAN, Outcome::Applied); 2]);
}

/// Whoever would fill the trail tells the same again and again.
#[tokio::test]
async fn look_ups_that_are_told_again_fill_no_trail() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    app.clock.forward(4 * HOUR);
    anna.cookie = app.sign_in(ANNA).await;
    let all: Vec<_> = (0..200).map(|number| look(number * MINUTE)).collect();
    let before = app.trail().await.len();
    for _ in 0..3 {
        assert_eq!(tells(&mut anna, all.clone()).await, 200, "each is done with");
        // The same page a blink later.
        let again = all.iter().map(|one| NewOpslag { kl: one.kl.plus(1), ..*one }).collect();
        assert_eq!(tells(&mut anna, again).await, 200);
    }
    assert_eq!(app.trail().await.len(), before + 200);
    let mut another = app.phone(ANNA).await;
    another.sync().await;
    let before = app.trail().await.len();
    tells(&mut another, all).await;
    assert_eq!(app.trail().await.len(), before, "whichever phone tells it");
}

/// A day that was not told of yet is told, however late its phone comes.
#[tokio::test]
async fn an_earlier_day_is_told_of_after_a_later_one() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    app.clock.forward(2 * DAY);
    anna.cookie = app.sign_in(ANNA).await;
    tells(&mut anna, vec![look(2 * DAY)]).await;
    tells(&mut anna, vec![look(0)]).await;
    tells(&mut anna, vec![look(0), look(2 * DAY)]).await;
    assert_eq!(seen(&app).await, [(PLAN, Outcome::Applied); 2]);
    let mut mads = app.phone(MADS).await;
    mads.sync().await;
    assert_eq!(mads.docs(PLAN, "opslag")[0]["dage"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_look_up_of_a_page_that_they_never_had_is_refused_and_told_of_nowhere() {
    let mut app = TestApp::start().await;
    let (mut anna, mut sofie) = (app.phone(ANNA).await, app.phone(SOFIE).await);
    anna.sync().await;
    assert_eq!(tells(&mut anna, vec![NewOpslag { ung: SOFIE, kl: NOW }]).await, 1);
    sofie.sync().await;
    assert!(sofie.docs(Folder::Plan(SOFIE), "opslag").is_empty());
    let nobody = |number: u128| NewOpslag { ung: UngId(Uuid::from_u128(0x7000 + number)), kl: NOW };
    assert_eq!(tells(&mut anna, (0..200).map(nobody).collect()).await, 200);
    assert_eq!(seen(&app).await, []);
}

#[tokio::test]
async fn one_made_after_the_access_ended_is_refused_and_told_of_in_the_trail_alone_once() {
    let (app, mut anna, mut bent) = TestApp::after_anna().await;
    for _ in 0..2 {
        assert_eq!(tells(&mut anna, vec![look(HOUR + MINUTE)]).await, 1);
    }
    bent.sync().await;
    assert!(bent.docs(PLAN, "opslag").is_empty());
    let why = Quarantine::AccessEnded;
    assert_eq!(seen(&app).await, [(PLAN, Outcome::Quarantined { why })]);
}

#[tokio::test]
async fn one_made_with_no_network_before_the_access_ended_is_told_after_it() {
    let (app, mut anna, mut bent) = TestApp::after_anna().await;
    assert_eq!(tells(&mut anna, vec![look(MINUTE)]).await, 1);
    bent.sync().await;
    assert_eq!(bent.docs(PLAN, "opslag").len(), 1);
    assert_eq!(seen(&app).await, [(PLAN, Outcome::AppliedLate)]);
}

#[tokio::test]
async fn more_than_a_request_holds_are_turned_away_whole() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let opslag: Vec<_> = (0..).take(MAX_COMMANDS + 1).map(look).collect();
    let request = domain::exchange::Request { opslag, ..anna.request() };
    let refused = anna.send(&request).await.unwrap_err();
    assert_eq!(refused.1, Refusal::TooManyCommands);
    assert!(seen(&app).await.is_empty());
}
