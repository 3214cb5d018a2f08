//! Passkeys, with an authenticator in software: making one, signing in with it, and everything that must not
//! pass for it.

use domain::exchange::Refusal;
use domain::fixtures::{ANNA, BENT, DORTE, GYMNASIET, KAREN, LARS, MADS, THYLAND};
use domain::moment::MINUTE;
use domain::{Folder, Person};
use serde_json::{Value, json};
use server::account::code;
use server::audit::Act;
use server::state::World;
use server::store::{How, Store as _, Write as _};

use crate::harness::authenticator::Authenticator;
use crate::harness::{Answer, TestApp};

/// The address people use: that of the port, as nobody said otherwise.
pub(crate) fn origin(app: &TestApp) -> String {
    let port = app.http.origin().rsplit(':').next().unwrap().to_owned();
    format!("http://localhost:{port}")
}

/// The cookie that binds the question to this browser, added to another.
fn with_question(cookie: &str, begun: &Answer) -> String {
    let question = begun.header("set-cookie").split(';').next().unwrap();
    format!("{cookie}; {question}")
}

pub(crate) async fn make(app: &TestApp, cookie: &str, key: &mut Authenticator) -> Answer {
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
    assert!(bound.starts_with("__Host-overgang-question=") && bound.contains("HttpOnly"));

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

/// On a Monday morning a whole municipality signs in from one address.
#[tokio::test]
async fn any_number_sign_in_from_one_address_in_a_minute() {
    let mut app = TestApp::start().await;
    let (_, mut key) = with_passkey(&mut app).await;
    for number in 0..130 {
        assert_eq!(sign_in(&app, &mut key).await.status, 200, "{number}");
    }
}

/// One browser behind the address asks without end and answers wrongly; that is no affair of the next.
#[tokio::test]
async fn questions_nobody_answers_and_wrong_answers_shut_nobody_out_behind_the_same_address() {
    let mut app = TestApp::start().await;
    let (_, mut key) = with_passkey(&mut app).await;
    let first = begin(&app).await;
    let (own, theirs) = (browser(&first), browser(&begin(&app).await));
    for round in 0..4 {
        for _ in 0..130 {
            assert_eq!(begin(&app).await.status, 200, "{round}");
        }
        let finish = "/api/passkey/sign-in/finish";
        for _ in 0..30 {
            app.http.json(finish, &theirs, &json!({})).await;
            app.http.json(finish, "", &json!({})).await;
        }
        assert_eq!(app.http.json(finish, &theirs, &json!({})).await.status, 429, "{round}");
        let begun = app.http.json("/api/passkey/sign-in/begin", &own, &json!({})).await;
        let both = with_question(&own, &begun);
        let shown = key.show(&begun.json());
        assert_eq!(app.http.json(finish, &both, &shown).await.status, 200, "{round}");
        app.clock.forward(5 * MINUTE);
    }
}

/// The cookie by which a browser is told from others.
fn browser(answer: &Answer) -> String {
    let mut lines = answer.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap());
    let own = lines.find(|line| line.starts_with("__Host-overgang-browser=")).unwrap();
    own.split(';').next().unwrap().to_owned()
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
}

/// One that is on several devices counts on each of them.
#[tokio::test]
async fn a_passkey_that_counts_less_than_before_signs_in_and_it_is_written_down() {
    let mut app = TestApp::start().await;
    let (_, mut key) = with_passkey(&mut app).await;
    let fell_back = async |app: &TestApp| {
        let told = app.done_by(ANNA).await;
        told.iter().filter(|act| matches!(act, Act::PasskeyFellBack { .. })).count()
    };
    for (counter, entries) in [(5, 0), (9, 0), (2, 1), (3, 1), (3, 2), (2, 3)] {
        key.counter = counter;
        assert_eq!(sign_in(&app, &mut key).await.status, 200, "{counter}");
        assert_eq!(fell_back(&app).await, entries, "{counter}");
    }
    let begun = begin(&app).await;
    let mut forged = key.show(&begun.json());
    key.counter = 0;
    let other = key.show(&begun.json());
    forged["response"]["authenticatorData"] = other["response"]["authenticatorData"].clone();
    assert_refused(&finish(&app, &begun, &forged).await, "a counter that was not signed");
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

/// A browser in which somebody came in with a code.
async fn by_code(app: &TestApp, person: Person) -> String {
    let world = World { clock: app.clock.clone(), ..World::real() };
    let drawn = code::draw(&world).await.unwrap();
    let mut tx = app.store().write(THYLAND).await.unwrap();
    let code = code::give(&mut tx, &world, drawn, person, Person::System).await.unwrap();
    tx.commit().await.unwrap();
    app.http.form("/kode", "", &format!("kode={code}")).await.session()
}

/// What staff do by a page that has consequences, and who may.
fn acts() -> Vec<(domain::id::MedarbejderId, String, &'static str)> {
    let (anna, house) =
        (format!("/admin/medarbejder/{ANNA}"), format!("/admin/organisation/{GYMNASIET}"));
    let glass = "navn=Mads+Kj%C3%A6r&foedt=2008-03-14&grund=Mads+er+meldt+savnet.";
    let phone = "act=wipe-phone&id=00000000-0000-0000-0000-000000000001";
    vec![
        (KAREN, "/admin/medarbejder/ny".to_owned(), "act=gem&navn=Ny"),
        (KAREN, anna.clone(), "act=gem&navn=Ny"),
        (KAREN, anna.clone(), "act=kode"),
        (KAREN, anna.clone(), "act=luk"),
        (KAREN, anna, phone),
        (KAREN, "/admin/organisation/ny".to_owned(), "navn=Ny"),
        (KAREN, house, "navn=Ny"),
        (KAREN, "/admin/telefoner".to_owned(), phone),
        (KAREN, "/admin/lov".to_owned(), "act=gem"),
        (KAREN, "/konto".to_owned(), "act=remove-passkey&id=00000000-0000-0000-0000-000000000001"),
        (DORTE, format!("/adgang/ung/{MADS}"), "act=kode"),
        (LARS, "/noedadgang".to_owned(), glass),
    ]
}

#[tokio::test]
async fn a_code_lets_staff_make_a_passkey_and_do_nothing_else() {
    let mut app = TestApp::start().await;
    for (who, page, form) in acts() {
        let cookie = by_code(&app, Person::Medarbejder(who)).await;
        let to = format!("/konto/ny?videre={page}");
        let answer = app.http.form(&page, &cookie, form).await;
        assert_eq!((answer.status, answer.header("location")), (303, &*to), "{page} {form}");
        let looked = app.http.get(&page, &cookie).await;
        assert_eq!((looked.status, looked.header("location")), (303, &*to), "{page}");
        let led = app.http.get(&to, &cookie).await;
        assert!(led.text().contains("Koden passer. Lav en adgangsnøgle"), "{page} leads there");
        assert!(led.text().contains(&format!("data-to=\"/ind?videre={page}\"")), "and back");
    }
    let told = app.done_by(KAREN).await;
    assert!(told.iter().all(|act| *act == Act::SignedIn { how: How::Code }), "{told:?}");

    let mut anna = app.phone(ANNA).await;
    anna.cookie = by_code(&app, Person::Medarbejder(ANNA)).await;
    let refused = anna.send(&anna.request()).await.unwrap_err();
    assert_eq!(refused, (401, Refusal::SignedOut), "to the app they are not signed in");
    let (phone, name) = (json!({ "installation": anna.installation }), json!({ "tekst": "sofie" }));
    let tag_med = json!({ "installation": anna.installation, "folder": Folder::Plan(MADS) });
    for (path, body) in [
        ("/api/installation/enrol", &phone),
        ("/api/installation/share", &phone),
        ("/api/soeg", &name),
        ("/api/tag-med", &tag_med),
    ] {
        assert_eq!(app.http.json(path, &anna.cookie, body).await.status, 401, "{path}");
    }
    for path in ["/api/me", "/api/poke"] {
        assert_eq!(app.http.get(path, &anna.cookie).await.status, 401, "{path}");
    }
    let make = "/api/passkey/make/begin";
    assert_eq!(app.http.json(make, &anna.cookie, &json!({})).await.status, 200);
    app.clock.forward(10 * MINUTE);
    assert_eq!(app.http.json(make, &anna.cookie, &json!({})).await.status, 403);
    let late = app.http.get("/konto/ny", &anna.cookie).await;
    assert_eq!(late.header("location"), "/ind?videre=/konto/ny&igen", "nor for that any more");
}

#[tokio::test]
async fn staff_whose_device_can_make_no_passkey_are_told_what_to_do() {
    let app = TestApp::start().await;
    let anna = by_code(&app, Person::Medarbejder(ANNA)).await;
    let page = app.http.get("/konto/ny", &anna).await;
    assert!(page.text().contains("bed den lokale administrator om en ny kode"), "{}", page.text());
    assert!(!page.text().contains("href=\"/app/ind\""), "no way on leads to where they may not go");
    let young = by_code(&app, Person::Ung(MADS)).await;
    assert!(app.http.get("/konto/ny", &young).await.text().contains("href=\"/app/ind\""));
}

#[tokio::test]
async fn the_passkey_that_a_code_led_to_does_what_the_code_did_not() {
    let app = TestApp::start().await;
    let (cookie, mut key) =
        (by_code(&app, Person::Medarbejder(KAREN)).await, Authenticator::new(&origin(&app), 5));
    assert_eq!(make(&app, &cookie, &mut key).await.status, 204);
    let page = format!("/admin/medarbejder/{ANNA}");
    assert_eq!(app.http.form(&page, &cookie, "act=kode").await.status, 303, "not the code yet");
    let by_key = sign_in(&app, &mut key).await.session();
    assert_eq!(app.http.form(&page, &by_key, "act=kode").await.status, 200);
}

#[tokio::test]
async fn for_a_young_person_a_code_is_as_good_as_a_passkey() {
    let app = TestApp::start().await;
    let mads = by_code(&app, Person::Ung(MADS)).await;
    let remove = "act=remove-passkey&id=00000000-0000-0000-0000-000000000001";
    assert_eq!(app.http.form("/konto", &mads, remove).await.status, 404, "let in, and not there");
    let welcome = app.http.get("/konto/ny", &mads).await;
    assert!(welcome.text().contains("Du kan også gå videre uden"));
}
