//! Passkeys, with an authenticator in software: making one, signing in with it, and everything that must not
//! pass for it.

use domain::Person;
use domain::exchange::Refusal;
use domain::fixtures::{ANNA, BENT, KAREN, MADS};
use domain::moment::MINUTE;
use serde_json::{Value, json};
use server::audit::Act;
use server::store::How;

use crate::harness::authenticator::Authenticator;
use crate::harness::{Answer, TestApp};

/// The address people use: that of the port, as nobody said otherwise.
fn origin(app: &TestApp) -> String {
    let port = app.http.origin().rsplit(':').next().unwrap().to_owned();
    format!("http://localhost:{port}")
}

/// The cookie that binds the question to this browser, added to another.
fn with_question(cookie: &str, begun: &Answer) -> String {
    let question = begun.header("set-cookie").split(';').next().unwrap();
    format!("{cookie}; {question}")
}

async fn make(app: &TestApp, cookie: &str, key: &mut Authenticator) -> Answer {
    let begun = app.http.json("/api/passkey/make/begin", cookie, &json!({})).await;
    assert_eq!(begun.status, 200, "{}", begun.text());
    let answer = key.make(&begun.json());
    app.http.json("/api/passkey/make/finish", &with_question(cookie, &begun), &answer).await
}

async fn begin(app: &TestApp) -> Answer {
    app.http.json("/api/passkey/sign-in/begin", "", &json!({})).await
}

async fn finish(app: &TestApp, begun: &Answer, answer: &Value) -> Answer {
    app.http.json("/api/passkey/sign-in/finish", &with_question("", begun), answer).await
}

async fn sign_in(app: &TestApp, key: &mut Authenticator) -> Answer {
    let begun = begin(app).await;
    let answer = key.show(&begun.json());
    finish(app, &begun, &answer).await
}

/// A browser of Anna's with a passkey of hers.
async fn with_passkey(app: &mut TestApp) -> (String, Authenticator) {
    let (cookie, mut key) = (app.sign_in(ANNA).await, Authenticator::new(&origin(app), 1));
    assert_eq!(make(app, &cookie, &mut key).await.status, 204);
    (cookie, key)
}

fn assert_refused(answer: &Answer, why: &str) {
    let said = (answer.status, answer.text(), answer.header("set-cookie"));
    assert_eq!(said, (401, r#"{"refusal":"signed_out"}"#, ""), "{why}");
}

#[tokio::test]
async fn a_passkey_signs_its_owner_in_without_a_name() {
    let mut app = TestApp::start().await;
    let (cookie, mut key) = with_passkey(&mut app).await;
    let asked = app.http.json("/api/passkey/make/begin", &cookie, &json!({})).await.json();
    let wish = &asked["publicKey"]["authenticatorSelection"];
    assert_eq!(
        (&wish["residentKey"], &wish["userVerification"]),
        (&json!("required"), &json!("required"))
    );
    assert_eq!(asked["publicKey"]["excludeCredentials"].as_array().unwrap().len(), 1);
    let question = begin(&app).await;
    let asked = question.json();
    assert_eq!(asked["publicKey"]["allowCredentials"], json!([]), "no name is asked for");
    assert_eq!(asked["publicKey"]["userVerification"], "required");
    let bound = question.header("set-cookie");
    assert!(bound.starts_with("__Host-overgang-ceremony=") && bound.contains("HttpOnly"));

    let signed_in = sign_in(&app, &mut key).await;
    assert_eq!((signed_in.status, signed_in.json()), (200, json!({ "to": "/app/ind" })));
    let me = app.http.get("/api/me", &signed_in.session()).await.json();
    assert_eq!(me["person"], *Person::Medarbejder(ANNA).to_string());
    assert_eq!(sign_in(&app, &mut key).await.status, 200, "and again");
    let told = app.done_by(ANNA).await;
    assert!(matches!(told[0], Act::PasskeyAdded { .. }), "{told:?}");
    assert_eq!(
        told[1..],
        [Act::SignedIn { how: How::Passkey }, Act::SignedIn { how: How::Passkey }]
    );
}

#[tokio::test]
async fn a_local_administrator_with_nothing_else_arrives_at_their_own_pages() {
    let mut app = TestApp::start().await;
    let (cookie, mut key) = (app.sign_in(KAREN).await, Authenticator::new(&origin(&app), 2));
    make(&app, &cookie, &mut key).await;
    assert_eq!(sign_in(&app, &mut key).await.json(), json!({ "to": "/admin" }));
}

#[tokio::test]
async fn an_answer_counts_once() {
    let mut app = TestApp::start().await;
    let (_, mut key) = with_passkey(&mut app).await;
    let begun = begin(&app).await;
    let answer = key.show(&begun.json());
    assert_eq!(finish(&app, &begun, &answer).await.status, 200);
    assert_refused(&finish(&app, &begun, &answer).await, "replayed");
    let other = begin(&app).await;
    assert_refused(&finish(&app, &other, &answer).await, "an answer to another question");
    let unasked = app.http.json("/api/passkey/sign-in/finish", "", &answer).await;
    assert_refused(&unasked, "an answer to none");
}

#[tokio::test]
async fn a_question_waits_five_minutes_and_no_longer() {
    let mut app = TestApp::start().await;
    let (_, mut key) = with_passkey(&mut app).await;
    let begun = begin(&app).await;
    let answer = key.show(&begun.json());
    app.clock.forward(5 * MINUTE);
    assert_refused(&finish(&app, &begun, &answer).await, "too late");
}

#[tokio::test]
async fn an_answer_given_elsewhere_or_without_the_person_is_none() {
    let mut app = TestApp::start().await;
    let (_, mut key) = with_passkey(&mut app).await;
    let right = key.origin.clone();
    for wrong in ["https://localhost.andre.example", "http://localhost:1", "https://localhost"] {
        wrong.clone_into(&mut key.origin);
        assert_refused(&sign_in(&app, &mut key).await, wrong);
    }
    key.origin = right;
    key.verifies = false;
    assert_refused(&sign_in(&app, &mut key).await, "nobody showed who they are");
    key.verifies = true;
    assert_eq!(sign_in(&app, &mut key).await.status, 200);
    key.counter = 0;
    assert_refused(&sign_in(&app, &mut key).await, "a copy that counts from the start");
}

#[tokio::test]
async fn a_passkey_nobody_knows_or_whose_owner_has_no_account_signs_nobody_in() {
    let mut app = TestApp::start().await;
    let (_, mut key) = with_passkey(&mut app).await;
    let mut stranger = Authenticator::new(&origin(&app), 7);
    assert_refused(&sign_in(&app, &mut stranger).await, "unknown");
    let begun = begin(&app).await;
    let mut forged = key.show(&begun.json());
    forged["response"]["signature"] = stranger.show(&begun.json())["response"]["signature"].clone();
    assert_refused(&finish(&app, &begun, &forged).await, "signed by another key");
    let begun = begin(&app).await;
    let mut renamed = key.show(&begun.json());
    renamed["response"]["userHandle"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
    assert_refused(&finish(&app, &begun, &renamed).await, "in another's name");
    let admin = app.sign_in(KAREN).await;
    let ended = app.http.form(&format!("/admin/medarbejder/{ANNA}"), &admin, "act=luk").await;
    assert_eq!(ended.status, 200);
    assert_refused(&sign_in(&app, &mut key).await, "ended");
}

#[tokio::test]
async fn a_passkey_is_made_by_whoever_was_asked_and_just_signed_in() {
    let mut app = TestApp::start().await;
    let (anna, mut key) = (app.sign_in(ANNA).await, Authenticator::new(&origin(&app), 3));
    let bent = app.sign_in(BENT).await;
    let begun = app.http.json("/api/passkey/make/begin", &anna, &json!({})).await;
    let answer = key.make(&begun.json());
    let finish = "/api/passkey/make/finish";
    let stolen = app.http.json(finish, &with_question(&bent, &begun), &answer).await;
    assert_eq!(stolen.status, 400, "the question was another's");
    let late = app.http.json(finish, &with_question(&anna, &begun), &answer).await;
    assert_eq!(late.status, 400, "and is spent");
    assert_eq!(make(&app, &anna, &mut key).await.status, 204);
    let twice = make(&app, &bent, &mut key).await;
    assert_eq!(twice.status, 400, "a passkey has one owner");
    let mut elsewhere = Authenticator::new("https://andre.example", 4);
    assert_eq!(make(&app, &anna, &mut elsewhere).await.status, 400);
    app.clock.forward(10 * MINUTE);
    let stale = app.http.json("/api/passkey/make/begin", &anna, &json!({})).await;
    let why: Refusal = serde_json::from_slice(&stale.body).unwrap();
    assert_eq!((stale.status, why), (403, Refusal::NotFresh));
}

#[tokio::test]
async fn a_removed_passkey_is_of_no_use_and_removing_wants_a_fresh_sign_in() {
    let mut app = TestApp::start().await;
    let (cookie, mut key) = with_passkey(&mut app).await;
    let page = app.http.get("/konto", &cookie).await;
    let (_, rest) = page.text().split_once("remove-passkey").unwrap();
    let (_, rest) = rest.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split_once('"').unwrap().0.to_owned();
    let remove = format!("act=remove-passkey&id={id}");
    let mads = app.sign_in(MADS).await;
    assert_eq!(app.http.form("/konto", &mads, &remove).await.status, 404, "not his");
    app.clock.forward(10 * MINUTE);
    let stale = app.http.form("/konto", &cookie, &remove).await;
    assert_eq!(stale.header("location"), "/ind?videre=/konto&igen");
    let fresh = sign_in(&app, &mut key).await.session();
    assert_eq!(app.http.form("/konto", &fresh, &remove).await.status, 303);
    assert_refused(&sign_in(&app, &mut key).await, "removed");
}
