//! T1: a reply is lost, the same is sent again, twice, or twice at once. One effect, one outcome.

use domain::Folder;
use domain::exchange::Outcome;
use domain::fixtures::{ANNA, CLARA, ERHVERVSSKOLEN, MADS, besoeg, notat};
use domain::id::{BesoegId, NotatId};
use uuid::Uuid;

use crate::harness::TestApp;

#[tokio::test]
async fn t1_the_same_request_again_has_one_effect_and_the_same_outcome() {
    let mut app = TestApp::start().await;
    let mut clara = app.phone(CLARA).await;
    clara.sync().await;
    clara.write(besoeg(BesoegId(Uuid::from_u128(1))));
    let request = clara.request();
    let first = clara.send(&request).await.unwrap();
    let again = clara.send(&request).await.unwrap();
    assert_eq!(first.receipts, again.receipts);
    assert_eq!(first.receipts[0].outcome, Outcome::Applied);
    assert_eq!(first.cursor, again.cursor, "nothing has changed in between");
    clara.take(&again);
    clara.sync().await;
    assert_eq!(clara.docs(Folder::Partnerskab(ERHVERVSSKOLEN), "besoeg").len(), 1);
}

#[tokio::test]
async fn t1_the_same_request_twice_at_once_has_one_effect() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    for number in 0..20 {
        anna.write(notat(NotatId(Uuid::from_u128(number)), MADS, "Mødte."));
    }
    let request = anna.request();
    let (one, other) = tokio::join!(anna.send(&request), anna.send(&request));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.receipts, other.receipts);
    assert!(one.receipts.iter().all(|receipt| receipt.outcome == Outcome::Applied));
    anna.take(&one);
    anna.sync().await;
    assert_eq!(anna.docs(Folder::Journal(MADS), "notat").len(), 20);
}

#[tokio::test]
async fn the_same_command_from_another_place_in_line_has_no_second_effect() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Mødte."));
    anna.sync().await;
    // The phone was set up anew and offers what it still has as its first command.
    let mut anew = app.phone(ANNA).await;
    anew.written = anna.written.clone();
    anew.sync().await;
    assert_eq!(anew.outcomes, anna.outcomes);
    assert_eq!(anew.docs(Folder::Journal(MADS), "notat").len(), 1);
}
