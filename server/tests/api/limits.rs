//! Requests that are none, are too large, too deep, too many, or of another time. Nothing is changed.

use std::io::Write as _;

use domain::envelope::{Sealed, Seq};
use domain::exchange::{MAX_BODY, MAX_COMMANDS, Outcome, PROTOCOL, Refusal};
use domain::fixtures::{ANNA, BENT, MADS, notat};
use domain::id::{InstallationId, NotatId};
use domain::moment::{DAY, MINUTE};
use hyper::Method;
use serde_json::value::RawValue;
use server::exchange::Rules;
use uuid::Uuid;

use crate::harness::TestApp;

#[tokio::test]
async fn what_is_no_request_is_told_so() {
    let mut app = TestApp::start().await;
    let anna = app.phone(ANNA).await;
    let deep = "[".repeat(100_000);
    let wide = format!("{{\"x\":{}1{},\"rest\":", "[".repeat(50), "]".repeat(50));
    for (body, status, refusal) in [
        ("", 400, Refusal::Malformed),
        ("{", 400, Refusal::Malformed),
        ("[]", 400, Refusal::Malformed),
        ("\u{feff}{}", 400, Refusal::Malformed),
        (&*deep, 400, Refusal::TooDeep),
        (&*wide, 400, Refusal::TooDeep),
    ] {
        let refused = anna.send_raw(body.into()).await.unwrap_err();
        assert_eq!(refused, (status, refusal), "{}", &body[..body.len().min(20)]);
    }
    let not_utf8 = anna.send_raw(vec![b'{', 0xff, b'}']).await.unwrap_err();
    assert_eq!(not_utf8, (400, Refusal::Malformed));
    let deep_frame = serde_json::to_string(&anna.request()).unwrap();
    let deep_frame =
        deep_frame.replacen('{', &format!("{{\"x\":{}1{},", "[".repeat(40), "]".repeat(40)), 1);
    let refused = anna.send_raw(deep_frame.into()).await.unwrap_err();
    assert_eq!(refused, (400, Refusal::TooDeep), "a field that is not even known");
}

#[tokio::test]
async fn a_request_that_is_too_large_is_told_so_packed_or_not() {
    let mut app = TestApp::start().await;
    let anna = app.phone(ANNA).await;
    let large = vec![b' '; MAX_BODY + 1];
    assert_eq!(anna.send_raw(large.clone()).await.unwrap_err(), (413, Refusal::TooLarge));
    let bomb = packed(&large);
    assert!(bomb.len() < 10_000);
    let answer = send_packed(&app, &anna.cookie, bomb).await;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.text(), r#"{"refusal":"too_large"}"#);
    let whole = packed(&serde_json::to_vec(&anna.request()).unwrap());
    assert_eq!(send_packed(&app, &anna.cookie, whole.clone()).await.status, 200);
    assert_eq!(send_packed(&app, &anna.cookie, whole[..20].to_vec()).await.status, 400);
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(body).unwrap();
    packer.finish().unwrap()
}

async fn send_packed(app: &TestApp, cookie: &str, body: Vec<u8>) -> crate::harness::Answer {
    let headers = [
        ("cookie", cookie),
        ("origin", &*app.http.origin()),
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    app.http.send(Method::POST, "/api/exchange", &headers, body).await
}

#[tokio::test]
async fn another_protocol_is_told_which_side_is_too_old() {
    let mut app = TestApp::start().await;
    let anna = app.phone(ANNA).await;
    let mut request = anna.request();
    request.protocol = PROTOCOL - 1;
    assert_eq!(anna.send(&request).await.unwrap_err(), (426, Refusal::AppTooOld));
    request.protocol = PROTOCOL + 1;
    assert_eq!(anna.send(&request).await.unwrap_err(), (501, Refusal::ServerTooOld));
}

#[tokio::test]
async fn too_many_commands_are_refused_whole() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    for _ in 0..=MAX_COMMANDS {
        anna.write_named("dans.begin.v1", "{}");
    }
    let mut request = anna.request();
    assert_eq!(anna.send(&request).await.unwrap_err(), (413, Refusal::TooManyCommands));
    request.commands.pop();
    assert_eq!(anna.send(&request).await.unwrap().receipts.len(), MAX_COMMANDS);
}

#[tokio::test]
async fn one_person_exchanges_so_often_and_nobody_else_waits_for_it() {
    let mut app = TestApp::start().await;
    let (mut first, mut second) = (app.phone(ANNA).await, app.phone(ANNA).await);
    let mut bent = app.phone(BENT).await;
    for _ in 0..600 {
        first.exchange().await;
    }
    let note = second.write(notat(NotatId(Uuid::from_u128(1)), MADS, "skrevet imens"));
    assert_eq!(second.send(&second.request()).await.unwrap_err(), (429, Refusal::Busy));
    bent.exchange().await;
    app.clock.forward(MINUTE);
    second.exchange().await;
    assert_eq!(second.outcome(note), Outcome::Applied, "it waited, and is not lost");
}

/// Texts that no rule ever sees fill the disk as well as others, and the only writer looks through each.
#[tokio::test]
async fn nobody_fills_the_disk_with_texts_that_are_put_aside() {
    let rules = Rules { most_handed: 2_900, ..Rules::DOMAIN };
    let mut app = TestApp::start_with(rules).await;
    let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
    let notes = (1..=15).map(|number| notat(NotatId(Uuid::from_u128(number)), MADS, "En af dem"));
    let places: Vec<_> = notes.map(|note| anna.write(note)).collect();
    anna.exchange().await;
    let text = |seq: &Seq| {
        let body = format!("\"{}\"", "x".repeat(200 * 1024));
        Sealed { seq: *seq, body: RawValue::from_string(body).unwrap() }
    };
    let offered: Vec<_> = places.iter().map(text).collect();
    let mut request = anna.request();
    request.commands = offered;
    let reply = anna.send(&request).await.unwrap();
    let taken = reply.receipts.len();
    assert!((10..12).contains(&taken), "two megabytes are enough for one request: {taken}");
    request.commands.drain(..taken);
    anna.send(&request).await.unwrap();
    request.commands = vec![text(&places[0])];
    assert_eq!(anna.send(&request).await.unwrap_err(), (429, Refusal::EnoughToday));
    let last = anna.write(notat(NotatId(Uuid::from_u128(99)), MADS, "Den sidste"));
    assert_eq!(anna.send(&anna.request()).await.unwrap_err(), (429, Refusal::EnoughToday));
    bent.write(notat(NotatId(Uuid::from_u128(98)), MADS, "Bents"));
    bent.exchange().await;
    app.clock.forward(DAY);
    anna.cookie = app.sign_in(ANNA).await;
    anna.exchange().await;
    assert_eq!(anna.outcome(last), Outcome::Applied, "it waited, and is not lost");
}

#[tokio::test]
async fn a_phone_that_was_shut_out_keeps_its_owners_others_from_nothing() {
    let mut app = TestApp::start().await;
    let (mut lost, mut new) = (app.phone(ANNA).await, app.phone(ANNA).await);
    lost.sync().await;
    let wipe = format!("act=wipe-phone&id={}", lost.installation);
    assert_eq!(app.http.form("/konto", &new.cookie, &wipe).await.status, 303);
    for _ in 0..600 {
        assert!(lost.exchange().await.wipe);
    }
    assert_eq!(lost.send(&lost.request()).await.unwrap_err(), (429, Refusal::Busy));
    new.exchange().await;
}

#[tokio::test]
async fn phones_are_not_made_without_end() {
    let mut app = TestApp::start().await;
    let enrols = async |app: &TestApp, cookie: &str, number| {
        let which = serde_json::json!({ "installation": InstallationId(Uuid::from_u128(number)) });
        app.http.json("/api/installation/enrol", cookie, &which).await.status
    };
    let anna = app.sign_in(ANNA).await;
    let mut status = Vec::new();
    for number in 0..21 {
        status.push(enrols(&app, &anna, number).await);
    }
    assert_eq!(status.iter().position(|status| *status == 429), Some(20), "{status:?}");
    let mut by_exchange = app.phone(ANNA).await;
    let refused = by_exchange.send(&by_exchange.request()).await.unwrap_err();
    assert_eq!(refused, (429, Refusal::EnoughToday), "nor by an exchange");
    by_exchange.cookie = app.sign_in(BENT).await;
    by_exchange.person = domain::Person::Medarbejder(BENT);
    by_exchange.exchange().await;
}

/// Which one goes is decided in docs/decisions/0020.
#[tokio::test]
async fn one_phone_more_than_twenty_takes_the_place_of_the_one_not_seen_for_longest() {
    let mut app = TestApp::start().await;
    let mut phones = Vec::new();
    for _ in 0..20 {
        let mut phone = app.phone(ANNA).await;
        phone.sync().await;
        phones.push(phone);
        app.clock.forward(MINUTE);
    }
    let [first, second, ..] = phones.as_mut_slice() else { unreachable!() };
    first.exchange().await;
    let note = second.write(notat(NotatId(Uuid::from_u128(1)), MADS, "før den blev for gammel"));
    app.clock.forward(DAY);
    let newest = app.sign_in(ANNA).await;
    for phone in [&mut *first, &mut *second] {
        phone.cookie.clone_from(&newest);
    }
    app.phone(ANNA).await.sync().await;
    assert!(!first.exchange().await.wipe, "seen since");
    second.cookie = app.sign_in(ANNA).await;
    let last = second.exchange().await;
    assert!(last.wipe, "the one that was not seen for longest");
    second.take(&last);
    assert!(second.outcome(note).is_final(), "it has handed in first");
    assert_eq!(phones.len(), 20);
}
