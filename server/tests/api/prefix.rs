//! T2: a piece in the middle is missing. The server takes what follows on and says where to go on from.

use domain::envelope::Seq;
use domain::exchange::{Outcome, Refusal};
use domain::fixtures::{ANNA, MADS, notat};
use domain::id::NotatId;
use uuid::Uuid;

use crate::harness::{Phone, TestApp};

fn five_notes(anna: &mut Phone) {
    for number in 0..5 {
        anna.write(notat(NotatId(Uuid::from_u128(number)), MADS, "Mødte."));
    }
}

#[tokio::test]
async fn t2_what_does_not_follow_on_waits_for_what_is_missing() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    five_notes(&mut anna);
    let mut late = anna.request();
    late.commands.drain(..2);
    let reply = anna.send(&late).await.unwrap();
    assert_eq!((reply.receipts.len(), reply.next_seq), (0, Seq(1)));
    let mut early = anna.request();
    early.commands.truncate(2);
    assert_eq!(anna.send(&early).await.unwrap().next_seq, Seq(3));
    let reply = anna.send(&anna.request()).await.unwrap();
    assert_eq!((reply.receipts.len(), reply.next_seq), (5, Seq(6)));
}

#[tokio::test]
async fn t2_a_request_with_a_gap_in_itself_is_refused_whole() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    five_notes(&mut anna);
    let mut torn = anna.request();
    torn.commands.remove(2);
    assert_eq!(anna.send(&torn).await.unwrap_err(), (409, Refusal::Gap));
    assert_eq!(anna.exchange().await.receipts.len(), 5, "nothing was taken before");
}

#[tokio::test]
async fn what_the_phone_has_let_go_of_is_not_waited_for() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    five_notes(&mut anna);
    let mut request = anna.request();
    request.commands.drain(..3);
    request.first_available = Seq(4);
    let reply = anna.send(&request).await.unwrap();
    assert_eq!((reply.receipts.len(), reply.next_seq), (2, Seq(6)));
    // Should it turn up after all, it is taken, not lost.
    let mut request = anna.request();
    request.commands.truncate(1);
    let reply = anna.send(&request).await.unwrap();
    assert_eq!(reply.receipts[0].outcome, Outcome::Applied);
    assert_eq!(reply.next_seq, Seq(6));
}

/// Nobody else writes while a request is decided.
#[tokio::test]
async fn a_request_has_its_share_of_the_writer_and_the_rest_comes_with_the_next() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    for number in 0..150 {
        anna.write(notat(NotatId(Uuid::from_u128(number)), MADS, &"lang ".repeat(1_900)));
    }
    let first = anna.send(&anna.request()).await.unwrap();
    assert!((50..150).contains(&first.receipts.len()), "{}", first.receipts.len());
    let mut rest = anna.request();
    rest.commands.drain(..first.receipts.len());
    let second = anna.send(&rest).await.unwrap();
    assert_eq!(second.next_seq, Seq(151));
    assert!(second.receipts.iter().all(|receipt| receipt.outcome == Outcome::Applied));
}
