//! T12 and I10: a command that cannot be read, is too long, or makes the rule fail is put aside with its
//! text; its neighbours and the reply go on.

use domain::command::Undecodable;
use domain::decide::{Actor, Context, Decision};
use domain::digest::Digest;
use domain::envelope::{Envelope, Seq};
use domain::exchange::{MAX_COMMAND, Outcome, Quarantine, Refusal, Request};
use domain::fixtures::{ANNA, CLARA, MADS, NOW, SOFIE, THYLAND, long, notat, setup};
use domain::id::{CommandId, NotatId};
use domain::notat::{CorrectNotat, Synlighed};
use domain::opslag::NewOpslag;
use domain::{Command, Folder, Key, Kind, Rejection, View};
use hyper::Method;
use serde_json::{Value, json};
use server::exchange::Rules;
use server::store::{Read as _, RecordRow, Store as _, Stored, Write as _};
use uuid::Uuid;

use crate::harness::{Phone, TestApp};

fn good(phone: &mut Phone, number: u128) {
    phone.write(notat(NotatId(Uuid::from_u128(number)), MADS, "Mødte."));
}

const fn aside(why: Quarantine) -> Outcome {
    Outcome::Quarantined { why }
}

#[tokio::test]
async fn t12_what_cannot_be_read_is_put_aside_and_its_neighbours_flow() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    let deep = format!("{{\"a\":{}7{}}}", "[".repeat(60), "]".repeat(60));
    let surrogate = "\"\\ud800\"";
    good(&mut anna, 1);
    let poison = [
        (anna.write_raw("\"ikke en kuvert\""), Quarantine::Unreadable),
        (anna.write_raw("{}"), Quarantine::Unreadable),
        (anna.write_raw(&deep), Quarantine::Unreadable),
        (anna.write_raw(surrogate), Quarantine::Unreadable),
        (anna.write_raw(&format!("\"{}\"", "x".repeat(MAX_COMMAND))), Quarantine::TooLarge),
        (anna.write_named("notat.write.v1", "{\"tekst\":7}"), Quarantine::Unreadable),
        (anna.write_named("notat.write.v1", "[]"), Quarantine::Unreadable),
    ];
    good(&mut anna, 2);
    anna.sync().await;
    for (seq, why) in poison {
        assert_eq!(anna.outcome(seq), aside(why), "{seq:?}");
        let mut tx = app.store().read(THYLAND).await.unwrap();
        let logged = tx.logged(anna.installation, seq).await.unwrap();
        let text = anna.written[seq.0 as usize - 1].body.get();
        let logged: Vec<_> = logged.iter().map(|row| (row.body.as_str(), row.outcome)).collect();
        assert_eq!(logged, [(text, aside(why))], "the text is kept");
    }
    assert_eq!(anna.docs(Folder::Journal(MADS), "notat").len(), 2);
}

#[tokio::test]
async fn a_text_that_shows_nothing_is_put_aside_and_one_with_unseen_marks_is_cleaned() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    let args = |text: &str| {
        let command = Command::from(notat(NotatId(Uuid::from_u128(1)), MADS, "Ordene"));
        command.encode().unwrap().get().replace("Ordene", text)
    };
    let unseen = anna.write_named("notat.write.v1", &args("\\u200b\u{feff}"));
    let marked = anna.write_named("notat.write.v1", &args("Ring \u{202d}+45\u{202c}\\u000bi dag"));
    anna.sync().await;
    assert_eq!(anna.outcome(unseen), aside(Quarantine::Unreadable));
    assert_eq!(anna.outcome(marked), Outcome::Applied);
    let docs = anna.docs(Folder::Journal(MADS), "notat");
    assert_eq!(docs.len(), 1);
    assert_eq!(docs[0]["tekst"], "Ring +45\ni dag");
}

#[tokio::test]
async fn t12_what_the_rules_always_refuse_is_refused_and_its_neighbours_flow() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    good(&mut anna, 1);
    let foreign = anna.write(notat(NotatId(Uuid::from_u128(2)), SOFIE, "Ikke min."));
    good(&mut anna, 3);
    anna.sync().await;
    assert_eq!(anna.outcome(foreign), Outcome::Refused { why: Rejection::AccessMissing });
    assert_eq!(anna.docs(Folder::Journal(MADS), "notat").len(), 2);
    assert!(!anna.holds(Folder::Journal(SOFIE)));
}

/// The domain's rule, but for three words that make it fail.
fn failing(
    view: &dyn View,
    actor: &Actor<'_>,
    command: &Command,
    context: &Context,
) -> Result<Decision, Rejection> {
    if let Command::WriteNotat(notat) = command {
        match notat.tekst.as_str() {
            "panik" => panic!("the text of this must not be in any log"),
            "mere" => {
                // Asks for another record each time it is run, for ever.
                static ASKED: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
                let next = ASKED.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                let (folder, kind) = (Folder::Plan(MADS), Kind::Aftale);
                let id = Uuid::from_u128(u128::from(next));
                assert!(view.get(&Key { folder, kind, id }).is_none());
                return Ok(Decision::default());
            }
            _ => {}
        }
    }
    domain::decide(view, actor, command, context)
}

#[tokio::test]
async fn t12_a_rule_that_fails_puts_its_command_aside_and_its_neighbours_flow() {
    let mut app = TestApp::empty(Rules { decide: failing, ..Rules::DOMAIN }).await;
    app.set_up(setup()).await;
    let mut anna = app.phone(ANNA).await;
    good(&mut anna, 1);
    let panics = anna.write(notat(NotatId(Uuid::from_u128(2)), MADS, "panik"));
    let endless = anna.write(notat(NotatId(Uuid::from_u128(3)), MADS, "mere"));
    good(&mut anna, 4);
    anna.sync().await;
    assert_eq!(anna.outcome(panics), aside(Quarantine::ServerFault));
    assert_eq!(anna.outcome(endless), aside(Quarantine::ServerFault));
    assert_eq!(anna.docs(Folder::Journal(MADS), "notat").len(), 2);
}

/// Falls over one name before any rule is asked.
fn fragile(envelope: &Envelope) -> Result<Command, Undecodable> {
    assert_ne!(envelope.name, "dans.fald.v1");
    envelope.command()
}

#[tokio::test]
async fn t12_a_request_that_makes_the_writer_fall_over_harms_nobody_else() {
    let mut app = TestApp::empty(Rules { read: fragile, ..Rules::DOMAIN }).await;
    app.set_up(setup()).await;
    let (mut clara, mut anna) = (app.phone(CLARA).await, app.phone(ANNA).await);
    clara.write_named("dans.fald.v1", "{}");
    let falls = clara.request();
    let busy = (503, Refusal::Busy);
    assert_eq!(clara.send(&falls).await.unwrap_err(), busy, "she may try again");
    good(&mut anna, 1);
    anna.sync().await;
    good(&mut anna, 2);
    let mine = anna.request();
    let (hers, others) = tokio::join!(anna.send(&mine), clara.send(&falls));
    assert_eq!(others.unwrap_err(), busy);
    anna.take(&hers.unwrap());
    anna.sync().await;
    assert_eq!(anna.docs(Folder::Journal(MADS), "notat").len(), 2);
}

#[tokio::test]
async fn t12_a_stored_document_that_cannot_be_read_stops_only_what_needs_it() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    let strange = NotatId(Uuid::from_u128(7));
    let mut tx = app.store().write(THYLAND).await.unwrap();
    let (folder, kind, id) = (Folder::Journal(MADS), Kind::Notat, strange.0);
    let doc = Some("{\"fra\":\"fremtiden\"}".to_owned());
    let stored = Stored { rev: 1, no: tx.next_no(), doc, digest: Digest::default() };
    let command = CommandId(Uuid::nil());
    let row = RecordRow { key: Key { folder, kind, id }, stored: &stored, command };
    tx.put_record(&row).await.unwrap();
    tx.commit().await.unwrap();

    let tekst = long("Rettet.");
    let correct = CorrectNotat { id: strange, ung: MADS, synlighed: Synlighed::Journal, tekst };
    let stuck = anna.write(correct);
    good(&mut anna, 1);
    anna.exchange().await;
    assert_eq!(anna.outcome(stuck), aside(Quarantine::ServerFault));
    assert_eq!(anna.outcomes.into_values().last(), Some(Outcome::Applied));
    let mut tx = app.store().read(THYLAND).await.unwrap();
    assert_eq!(tx.record(&row.key).await.unwrap(), Some(stored), "it was not written over");
}

/// The same values in a list, in the order of their names in the code: what is derived would read it.
fn as_list(value: &Value) -> Value {
    value.as_object().unwrap().values().cloned().collect()
}

/// What has named fields is an object, in every body and all the way down.
#[tokio::test]
async fn nothing_with_named_fields_is_read_from_a_list() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    good(&mut anna, 1);
    let whole = serde_json::to_value(Request {
        opslag: vec![NewOpslag { ung: MADS, kl: NOW }],
        ..anna.request()
    });
    let whole = whole.unwrap();
    let with = |name: &str, value: Value| {
        let mut request = whole.clone();
        request[name] = value;
        request
    };
    let zero = json!([{ "seq": 0, "body": whole["commands"][0]["body"] }]);
    let last = json!([{ "seq": u64::MAX, "body": whole["commands"][0]["body"] }]);
    let odd = [
        json!(["1", "test"]),
        with("cursor", json!([0, {}])),
        with("commands", json!([as_list(&whole["commands"][0])])),
        with("commands", json!([[1, whole["commands"][0]["body"]]])),
        with("opslag", json!([[MADS, NOW.0]])),
        with("commands", zero),
        with("commands", last),
    ];
    for request in odd {
        let refused = anna.send_raw(request.to_string().into()).await.unwrap_err();
        assert_eq!(refused, (400, Refusal::Malformed), "{request}");
    }
    let routes = ["installation/share", "installation/enrol", "soeg", "tag-med"];
    let bodies = [
        json!([anna.installation]),
        json!([anna.installation]),
        json!(["mads"]),
        json!([anna.installation, Folder::Plan(MADS)]),
    ];
    for (route, body) in routes.iter().zip(&bodies) {
        let answer = app.http.json(&format!("/api/{route}"), &anna.cookie, body).await;
        assert_eq!((answer.status, answer.text()), (400, r#"{"refusal":"malformed"}"#), "{route}");
    }
    anna.sync().await;
    assert_eq!(anna.outcome(Seq(1)), Outcome::Applied);
    let shown = json!([anna.installation, "00".repeat(32)]);
    assert_eq!(app.http.json("/api/installation/session", "", &shown).await.status, 401);
}

#[tokio::test]
async fn a_body_packed_in_another_way_is_refused_in_words() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let origin = app.http.origin();
    let headers = [
        ("cookie", &*cookie),
        ("origin", &*origin),
        ("content-type", "application/json"),
        ("content-encoding", "br"),
    ];
    let answer = app.http.send(Method::POST, "/api/exchange", &headers, "{}").await;
    assert_eq!((answer.status, answer.text()), (415, r#"{"refusal":"malformed"}"#));
    assert_eq!(answer.header("accept-encoding"), "gzip");
}
