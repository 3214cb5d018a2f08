//! Look-ups: told with an exchange, seen by the young person, written in the audit trail whatever came of them.

use domain::exchange::{MAX_COMMANDS, Outcome, Refusal};
use domain::fixtures::{ANNA, MADS, NOW, SOFIE, THYLAND};
use domain::moment::MINUTE;
use domain::opslag::NewOpslag;
use domain::{Folder, Rejection};
use server::audit::{Act, Entry};
use server::store::{Read as _, Store as _};

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
    assert_eq!(seen(&app).await, [(PLAN, Outcome::Applied); 3]);
}

#[tokio::test]
async fn a_look_up_of_somebody_elses_page_is_refused_and_told_of_in_the_trail_alone() {
    let mut app = TestApp::start().await;
    let (mut anna, mut sofie) = (app.phone(ANNA).await, app.phone(SOFIE).await);
    anna.sync().await;
    assert_eq!(tells(&mut anna, vec![NewOpslag { ung: SOFIE, kl: NOW }]).await, 1);
    sofie.sync().await;
    assert!(sofie.docs(Folder::Plan(SOFIE), "opslag").is_empty());
    let why = Rejection::AccessMissing;
    assert_eq!(seen(&app).await, [(Folder::Plan(SOFIE), Outcome::Refused { why })]);
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
