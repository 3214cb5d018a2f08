//! I3 and I9: an identity belongs to one content and one person.

use domain::Person;
use domain::envelope::Envelope;
use domain::exchange::{Outcome, Quarantine, Refusal};
use domain::fixtures::{ANNA, BENT, CLARA, MADS, THYLAND, notat};
use domain::id::NotatId;
use server::store::{Read as _, Store as _};
use uuid::Uuid;

use crate::harness::TestApp;

const REUSED: Outcome = Outcome::Quarantined { why: Quarantine::IdentityReused };
const WRONG_PERSON: Outcome = Outcome::Quarantined { why: Quarantine::WrongPerson };

#[tokio::test]
async fn i3_the_same_place_with_another_content_is_put_aside_and_changes_nothing() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    let seq = anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Det første."));
    anna.sync().await;
    let before = anna.folders.clone();

    let mut other = anna.clone();
    other.written.clear();
    other.acknowledged = 0;
    other.write(notat(NotatId(Uuid::from_u128(2)), MADS, "Noget andet."));
    let reply = other.send(&other.request()).await.unwrap();
    assert_eq!(reply.receipts[0].outcome, REUSED);
    assert!(reply.folders.is_empty());
    anna.sync().await;
    assert_eq!(anna.folders, before);

    let mut tx = app.store().read(THYLAND).await.unwrap();
    let logged = tx.logged(anna.installation, seq).await.unwrap();
    assert_eq!(logged.len(), 2, "both texts are kept (I7)");
    assert!(logged[1].body.contains("Noget andet.") && logged[1].outcome == REUSED);
    assert_eq!(
        tx.receipt(anna.installation, seq).await.unwrap().unwrap().outcome,
        Outcome::Applied
    );
}

#[tokio::test]
async fn i3_the_same_command_id_with_another_content_is_put_aside() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    let first = anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Det første."));
    anna.sync().await;
    let mut envelope: Envelope = anna.written[0].open().unwrap();
    envelope.args = notat_args("Noget andet.");
    let text = serde_json::to_string(&envelope).unwrap();
    let second = anna.write_raw(&text);
    anna.sync().await;
    assert_eq!(anna.outcome(second), REUSED);
    // It does not take the id away from its owner.
    let text = anna.written[0].body.get().replace("\"app\":\"test\"", "\"app\":\"test 2\"");
    let third = anna.write_raw(&text);
    anna.sync().await;
    assert_eq!((anna.outcome(first), anna.outcome(third)), (Outcome::Applied, Outcome::Applied));
}

fn notat_args(text: &str) -> Box<serde_json::value::RawValue> {
    let command = domain::Command::from(notat(NotatId(Uuid::from_u128(1)), MADS, text));
    command.encode().unwrap()
}

#[tokio::test]
async fn i9_nothing_is_carried_out_under_another_name() {
    let mut app = TestApp::start().await;
    let mut bent = app.phone(BENT).await;
    bent.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Fra Bent."));
    let mut anna = app.phone(ANNA).await;
    let stolen = anna.write_raw(bent.written[0].body.get());
    anna.sync().await;
    assert_eq!(anna.outcome(stolen), WRONG_PERSON);
    // Its owner can still send it.
    bent.sync().await;
    assert!(bent.outcomes.values().all(|outcome| *outcome == Outcome::Applied));
}

#[tokio::test]
async fn a_request_for_somebody_else_is_refused() {
    let mut app = TestApp::start().await;
    let anna = app.phone(ANNA).await;
    let mut request = anna.request();
    request.person = Person::Medarbejder(BENT);
    assert_eq!(anna.send(&request).await.unwrap_err(), (403, Refusal::WrongPerson));
}

#[tokio::test]
async fn an_installation_belongs_to_one_person() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let mut clara = app.phone(CLARA).await;
    clara.installation = anna.installation;
    let refused = (403, Refusal::ForeignInstallation);
    assert_eq!(clara.send(&clara.request()).await.unwrap_err(), refused);
    clara.write_named("netvaerk.dans.v9", "{}");
    assert_eq!(clara.send(&clara.request()).await.unwrap_err(), refused);
    anna.sync().await;
}
