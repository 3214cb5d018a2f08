//! How a young person comes in is in what they fetch too: each session, passkey and phone, and what was done with them,
//! in words. No key is, and nothing of anybody else's account.

use domain::fixtures::{BENT, DORTE, MADS, SOFIE};
use domain::id::IndsigtId;
use domain::indsigt::{AskIndsigt, GiveIndsigt};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::authenticator::Authenticator;
use crate::harness::{Phone, TestApp};
use crate::installations::with_keys;
use crate::passkeys::{make, origin};

const INDSIGT: IndsigtId = IndsigtId(Uuid::from_u128(0x196));

/// Mads came in by a code, made a passkey, has a phone, asked for everything and was given it. The phone, and the
/// keys it got.
async fn given(app: &mut TestApp) -> (Phone, Value) {
    let dorte = app.sign_in(DORTE).await;
    let code = app.http.form(&desk(), &dorte, "act=kode").await.code();
    let came_in = app.http.form("/kode", "", &format!("kode={code}")).await.session();
    let mut key = Authenticator::new(&origin(app), 7);
    assert_eq!(make(app, &came_in, &mut key).await.status, 204);
    let (mut phone, keys) = with_keys(app, MADS).await;
    with_keys(app, SOFIE).await;
    phone.write(AskIndsigt { id: INDSIGT, ung: MADS });
    phone.sync().await;
    let mut bent = app.phone(BENT).await;
    bent.write(GiveIndsigt { indsigt: INDSIGT, ung: MADS, bemaerkning: None });
    bent.sync().await;
    (phone, keys)
}

fn desk() -> String {
    format!("/adgang/ung/{MADS}")
}

async fn fetched(app: &mut TestApp, path: &str) -> String {
    let cookie = app.sign_in(MADS).await;
    let answer = app.http.get(&format!("{path}/{INDSIGT}"), &cookie).await;
    assert_eq!(answer.status, 200);
    answer.text().to_owned()
}

fn names(of: &Value) -> Vec<&str> {
    of.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn every_session_passkey_and_phone_is_in_the_file_and_no_key_to_any() {
    let mut app = TestApp::start().await;
    let (phone, keys) = given(&mut app).await;
    let text = fetched(&mut app, "/api/indsigt").await;
    let account = serde_json::from_str::<Value>(&text).unwrap()["account"].take();
    let sessions = account["sessions"].as_array().unwrap();
    let mut how: Vec<_> = sessions.iter().map(|one| one["how"].as_str().unwrap()).collect();
    how.sort_unstable();
    assert_eq!(how, ["code", "passkey", "passkey"], "at the desk, on the phone, and to fetch this");
    assert!(sessions.iter().any(|one| one["phone"] == json!(phone.installation)));
    for session in sessions {
        assert_eq!(names(session), ["created", "how", "last_seen", "phone", "until"]);
    }
    let [passkey] = account["passkeys"].as_array().unwrap().as_slice() else { panic!("{account}") };
    assert_eq!(names(passkey), ["created", "id", "last_used"]);
    let [one] = account["phones"].as_array().unwrap().as_slice() else { panic!("{account}") };
    assert_eq!(one["id"], json!(phone.installation));
    assert_eq!(names(one), ["clock_behind", "closed", "id", "last_seen", "waiting"]);
    for key in ["share", "recovery", "secret"] {
        assert!(!text.contains(keys[key].as_str().unwrap()), "{key}");
    }
}

#[tokio::test]
async fn what_was_done_with_the_account_is_told_in_words() {
    let mut app = TestApp::start().await;
    let (phone, _) = given(&mut app).await;
    let dorte = app.sign_in(DORTE).await;
    let erase = format!("act=wipe-phone&id={}", phone.installation);
    for act in ["act=ud", &erase] {
        assert_eq!(app.http.form(&desk(), &dorte, act).await.status, 200);
    }
    let page = fetched(&mut app, "/indsigt").await;
    for words in [
        "Sådan kommer du ind",
        "Logget ind med adgangsnøgle",
        "Lukket: 7. september 2026",
        "Dorte (vejleder) lavede en kode, du kunne logge ind med",
        "Du loggede ind",
        "Hvordan: Logget ind med kode",
        "Du lavede en adgangsnøgle",
        "Du tog Overgang i brug på en telefon",
        "afsluttede et sted, du var logget ind",
        "lukkede alle dine veje ind",
        "lukkede en telefon",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("som siden ikke har ord for endnu"), "nothing is left as data");
}
