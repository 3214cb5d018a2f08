//! T10: an app newer than the server. What the server does not understand it keeps, and understands later.

use domain::command::Undecodable;
use domain::envelope::Envelope;
use domain::exchange::Outcome;
use domain::fixtures::{ANNA, MADS, THYLAND, notat, setup};
use domain::id::NotatId;
use domain::{Command, Folder};
use server::exchange::Rules;
use server::store::{Read as _, Store as _};
use uuid::Uuid;

use crate::harness::TestApp;

/// A server from before notes could be written.
fn old(envelope: &Envelope) -> Result<Command, Undecodable> {
    if envelope.name == "notat.write.v1" {
        Err(Undecodable::UnknownName)
    } else {
        envelope.command()
    }
}

#[tokio::test]
async fn t10_a_name_not_known_is_held_and_carried_out_when_it_is() {
    let mut app = TestApp::empty(Rules { read: old, ..Rules::DOMAIN }).await;
    app.set_up(setup()).await;
    let mut anna = app.phone(ANNA).await;
    let held = anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Fra en nyere app."));
    let unknown = anna.write_named("dans.begin.v1", "{\"trin\":3}");
    let neighbour = anna.write_named("conflict.settle.v1", "{}");
    anna.sync().await;
    assert_eq!((anna.outcome(held), anna.outcome(unknown)), (Outcome::Held, Outcome::Held));
    assert!(anna.outcome(neighbour).is_final(), "nobody waits for it");

    app.restart(Rules::DOMAIN).await;
    anna.http = app.http.clone();
    let mut again = anna.request();
    again.commands = anna.written.clone();
    let reply = anna.send(&again).await.unwrap();
    let outcomes: Vec<_> = reply.receipts.iter().map(|receipt| receipt.outcome).collect();
    assert_eq!(outcomes, [Outcome::Applied, Outcome::Held, anna.outcome(neighbour)]);
    anna.take(&reply);
    anna.sync().await;
    assert_eq!(anna.docs(Folder::Journal(MADS), "notat").len(), 1);

    let mut tx = app.store().read(THYLAND).await.unwrap();
    let logged = tx.logged(anna.installation, held).await.unwrap();
    let outcomes: Vec<_> = logged.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [Outcome::Held, Outcome::Applied]);
}

/// A phone offers what is held at every contact.
#[tokio::test]
async fn what_is_held_is_written_down_once_however_often_it_is_offered() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.write_named("dans.begin.v1", "{}");
    anna.sync().await;
    let mut again = anna.request();
    again.commands = anna.written.clone();
    let mut other = again.clone();
    let first = &mut other.commands[0];
    first.body =
        serde_json::value::RawValue::from_string(first.body.get().replace("dans", "sang")).unwrap();
    anna.send(&other).await.unwrap();
    let before = app.trail().await.len();
    for _ in 0..10 {
        anna.send(&again).await.unwrap();
        anna.send(&other).await.unwrap();
    }
    assert_eq!(app.trail().await.len(), before);
    let mut tx = app.store().read(THYLAND).await.unwrap();
    let logged = tx.logged(anna.installation, domain::envelope::Seq(1)).await.unwrap();
    assert_eq!(logged.len(), 2, "each text is kept");
}
