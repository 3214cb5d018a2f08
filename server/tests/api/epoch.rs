//! T9: the server was restored to an earlier state. Phones are given everything anew and offer again what
//! the server lost; nothing happens twice.

use domain::Folder;
use domain::exchange::Outcome;
use domain::fixtures::{ANNA, MADS, notat};
use domain::id::NotatId;
use server::restored;
use server::state::World;
use uuid::Uuid;

use crate::harness::TestApp;

#[tokio::test]
async fn t9_after_a_restore_the_phones_bring_back_what_was_lost() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Før sikkerhedskopien."));
    anna.sync().await;

    app.stop().await;
    let (file, copy) = (app.config().database.clone(), app.file("copy.sqlite"));
    std::fs::copy(&file, &copy).unwrap();
    app.run_again().await;
    anna.http = app.http.clone();
    anna.write(notat(NotatId(Uuid::from_u128(2)), MADS, "Efter sikkerhedskopien."));
    anna.sync().await;
    assert_eq!(anna.docs(Folder::Journal(MADS), "notat").len(), 2);

    app.stop().await;
    std::fs::copy(&copy, &file).unwrap();
    restored::say(&file, &app.config().heads.clone(), &World::real()).await.unwrap();
    app.run_again().await;
    anna.http = app.http.clone();
    // Sessions do not outlive a restore.
    anna.cookie = app.sign_in(ANNA).await;

    // The phone knows one more than the server, and its cursor belongs to the lost state.
    let reply = anna.send(&anna.request()).await.unwrap();
    assert_ne!(Some(reply.epoch), anna.epoch);
    assert!(reply.folders.iter().all(|page| page.after == 0), "everything comes anew");
    assert_eq!(reply.next_seq.0, 2, "the server asks for what it lost");
    anna.take(&reply);
    let mut journal = anna.request();
    journal.commands = anna.written.clone();
    let reply = anna.send(&journal).await.unwrap();
    assert!(reply.receipts.iter().all(|receipt| receipt.outcome == Outcome::Applied));
    anna.take(&reply);
    anna.sync().await;
    assert_eq!(anna.docs(Folder::Journal(MADS), "notat").len(), 2);
}

#[tokio::test]
async fn a_cursor_from_a_future_that_was_lost_is_worth_nothing() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let held = anna.folders.clone();
    anna.cursor.no += 1_000;
    let reply = anna.exchange().await;
    assert!(reply.folders.iter().all(|page| page.after == 0) && !reply.folders.is_empty());
    anna.sync().await;
    assert_eq!(anna.folders, held);
    anna.cursor.behind.insert(Folder::Plan(MADS), u64::MAX);
    assert_eq!(anna.exchange().await.folders[0].after, 0);
}
