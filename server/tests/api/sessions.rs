//! Sessions: the cookie, its end by signing out, by time, and what another site cannot do with it.

use domain::exchange::Refusal;
use domain::fixtures::{ANNA, BENT, DORTE, KAREN, MADS};
use domain::id::InstallationId;
use domain::moment::{DAY, HOUR};
use hyper::Method;
use serde_json::{Value, json};
use server::audit::Act;
use uuid::Uuid;

use crate::harness::TestApp;

const SIGNED_OUT: &str = r#"{"refusal":"signed_out"}"#;

#[tokio::test]
async fn who_is_signed_in_is_told_and_nobody_is_nobody() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let me: Value = serde_json::from_slice(&app.http.get("/api/me", &cookie).await.body).unwrap();
    let person = format!("medarbejder:{ANNA}");
    assert_eq!(me["person"], *person);
    assert_eq!((&me["navn"], &me["roller"][0]), (&"Anna Lund".into(), &"overgangsmentor".into()));
    assert_eq!(me["demo"], false);
    let cookie = app.sign_in(MADS).await;
    let mads = app.http.get("/api/me", &cookie).await;
    assert!(mads.text().contains("\"roller\":[]"));

    for nobody in ["", "__Host-overgang=", "__Host-overgang=zz", &cookie[..40], "overgang=1"] {
        let answer = app.http.get("/api/me", nobody).await;
        assert_eq!((answer.status, answer.text()), (401, SIGNED_OUT), "{nobody}");
        assert_eq!(app.http.get("/api/poke", nobody).await.status, 401);
        let exchange = app.http.post("/api/exchange", nobody, "application/json", "{}").await;
        assert_eq!((exchange.status, exchange.text()), (401, SIGNED_OUT));
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let mut app = TestApp::start().await;
    let (phone, desk) = (app.sign_in(ANNA).await, app.sign_in(ANNA).await);
    let out = app.http.post("/api/logout", &phone, "", "").await;
    assert_eq!(out.status, 204);
    let taken = out.header("set-cookie");
    assert!(taken.starts_with("__Host-overgang=; ") && taken.contains("Max-Age=0"));
    assert_eq!(out.header("clear-site-data"), "", "what is on the phone stays");
    assert_eq!(app.http.get("/api/me", &phone).await.status, 401);
    assert_eq!(app.http.get("/api/me", &desk).await.status, 200);
    assert_eq!(app.http.post("/api/logout", &phone, "", "").await.status, 204);
}

#[tokio::test]
async fn a_session_ends_unused_and_it_ends_in_any_case() {
    let mut app = TestApp::start().await;
    let unused = app.sign_in(ANNA).await;
    app.clock.forward(12 * HOUR + 1);
    assert_eq!(app.http.get("/api/me", &unused).await.status, 401);
    let used = app.sign_in(ANNA).await;
    let mut lasted = 0;
    while app.http.get("/api/me", &used).await.status == 200 {
        app.clock.forward(11 * HOUR);
        lasted += 11 * HOUR;
        assert!(lasted <= 31 * DAY);
    }
    assert!(lasted >= 30 * DAY, "used every day it lasts thirty days");
}

#[tokio::test]
async fn another_sites_page_changes_nothing() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let from = |name, value| [("cookie", &*cookie), (name, value)].map(|(a, b)| (a, b.to_owned()));
    for headers in [
        from("origin", "https://andre.example"),
        from("origin", "null"),
        from("sec-fetch-site", "cross-site"),
        from("sec-fetch-site", "same-site"),
        from("x-nothing", "at all"),
    ] {
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, &**value)).collect();
        let answer = app.http.send(Method::POST, "/api/logout", &headers, "").await;
        assert_eq!(answer.status, 403, "{headers:?}");
    }
    assert_eq!(app.http.get("/api/me", &cookie).await.status, 200);
    let form = app.http.post("/api/exchange", &cookie, "text/plain", "{}").await;
    let refusal: Refusal = serde_json::from_slice(&form.body).unwrap();
    assert_eq!((form.status, refusal), (400, Refusal::Malformed));
}

#[tokio::test]
async fn a_cookie_that_was_planted_is_never_taken_up() {
    let mut app = TestApp::start().await;
    let planted = format!("__Host-overgang={}", "ab".repeat(32));
    let bent = app.sign_in(BENT).await;
    for before in [planted.as_str(), bent.as_str()] {
        let karen = app.sign_in(KAREN).await;
        let page = format!("/admin/medarbejder/{ANNA}");
        let code = app.http.form(&page, &karen, "act=kode").await.code();
        let signed_in = app.http.form("/kode", before, &format!("kode={code}")).await;
        assert_ne!(signed_in.session(), before, "always a new one");
        assert_eq!(app.http.get("/konto/ny", &signed_in.session()).await.status, 200);
        assert_eq!(app.http.get("/api/me", before).await.status, 401, "and the old one is void");
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_host_over_tls_for_no_script_and_the_token_is_nowhere_else() {
    let mut app = TestApp::start().await;
    let dorte = app.sign_in(DORTE).await;
    let code = app.http.form(&format!("/adgang/ung/{MADS}"), &dorte, "act=kode").await.code();
    let signed_in = app.http.form("/kode", "", &format!("kode={code}")).await;
    let line = signed_in.header("set-cookie");
    for part in ["__Host-overgang=", "; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(!line.to_lowercase().contains("domain=") && line.len() < 4_096);
    let cookie = signed_in.session();
    let (_, token) = cookie.split_once('=').unwrap();
    assert!(token.len() == 64 && token.bytes().all(|digit| digit.is_ascii_hexdigit()));
    for path in ["/konto", "/konto/ny", "/api/me"] {
        let answer = app.http.get(path, &cookie).await;
        assert!(answer.status == 200 && !answer.text().contains(token), "{path}");
    }
    assert!(!signed_in.text().contains(token) && !signed_in.header("location").contains(token));
    let file = std::fs::read(&app.config().database).unwrap();
    let kept = |text: &[u8]| file.windows(text.len()).any(|part| part == text);
    assert!(!kept(token.as_bytes()), "nor in the database");
}

/// The ids of the sessions that `/konto` offers to end.
async fn others(app: &TestApp, cookie: &str) -> Vec<String> {
    let page = app.http.get("/konto", cookie).await;
    let rows = page.text().split("end-session").skip(1).map(str::to_owned);
    let id = |row: String| {
        let (_, rest) = row.split_once("name=\"id\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    rows.map(id).collect()
}

/// Whoever finds a stranger among their sessions must be able to throw them out.
#[tokio::test]
async fn a_phone_whose_session_was_ended_opens_no_other_until_somebody_signs_in_on_it() {
    let mut app = TestApp::start().await;
    let (here, desk) = (app.sign_in(ANNA).await, app.sign_in(ANNA).await);
    let phone = InstallationId(Uuid::from_u128(0xf00d));
    let which = json!({ "installation": phone });
    let shown = async |app: &TestApp, cookie: &str| {
        let keys = app.http.json("/api/installation/enrol", cookie, &which).await.json();
        json!({ "installation": phone, "secret": keys["secret"] })
    };
    let by_phone = async |app: &TestApp, shown: &Value| {
        app.http.json("/api/installation/session", "", shown).await
    };
    let first = shown(&app, &here).await;
    let by_itself = by_phone(&app, &first).await.session();
    for session in others(&app, &desk).await {
        let end = format!("act=end-session&id={session}");
        assert_eq!(app.http.form("/konto", &desk, &end).await.status, 303);
    }
    assert_eq!(app.http.get("/api/me", &by_itself).await.status, 401);
    assert_eq!(by_phone(&app, &first).await.status, 401, "it does not come back");

    let again = app.sign_in(ANNA).await;
    let second = shown(&app, &again).await;
    let by_itself = by_phone(&app, &second).await.session();
    app.http.form("/konto", &by_itself, "act=sign-out").await;
    assert_eq!(by_phone(&app, &second).await.status, 401, "nor after signing out on the page");

    let anew = app.sign_in(ANNA).await;
    let third = shown(&app, &anew).await;
    let by_itself = by_phone(&app, &third).await.session();
    app.http.form("/konto", &desk, &format!("act=wipe-phone&id={phone}")).await;
    app.http.post("/api/logout", &by_itself, "", "").await;
    let to_wipe = by_phone(&app, &third).await;
    assert_eq!(to_wipe.status, 204, "a revoked one still hears that it is to be wiped");
    assert_eq!(app.http.get("/api/me", &to_wipe.session()).await.status, 403);
}

#[tokio::test]
async fn whoever_signs_in_anew_on_a_phone_and_out_on_the_page_is_out_on_the_phone() {
    let mut app = TestApp::start().await;
    let phone = InstallationId(Uuid::from_u128(0xf00d));
    let first = app.sign_in(ANNA).await;
    let which = json!({ "installation": phone });
    let keys = app.http.json("/api/installation/enrol", &first, &which).await.json();
    let shown = json!({ "installation": phone, "secret": keys["secret"] });
    let karen = app.sign_in(KAREN).await;
    let page = format!("/admin/medarbejder/{ANNA}");
    let code = app.http.form(&page, &karen, "act=kode").await.code();
    let anew = app.http.form("/kode", &first, &format!("kode={code}")).await.session();
    assert_eq!(app.http.json("/api/logout", &anew, &json!({})).await.status, 204);
    let by_phone = app.http.json("/api/installation/session", "", &shown).await;
    assert_eq!(by_phone.status, 401);
}

#[tokio::test]
async fn nobody_ends_anothers_phone_by_naming_it() {
    let mut app = TestApp::start().await;
    let anna = app.phone(ANNA).await;
    let which = json!({ "installation": anna.installation });
    let keys = app.http.json("/api/installation/enrol", &anna.cookie, &which).await.json();
    let mut bent = app.phone(BENT).await;
    bent.installation = anna.installation;
    assert_eq!(bent.send(&bent.request()).await.unwrap_err().0, 403);
    app.http.form("/konto", &bent.cookie, "act=sign-out").await;
    let shown = json!({ "installation": anna.installation, "secret": keys["secret"] });
    let by_phone = app.http.json("/api/installation/session", "", &shown).await;
    assert_eq!(by_phone.status, 204);
}

#[tokio::test]
async fn a_session_that_was_ended_is_of_no_use_to_whoever_kept_its_cookie() {
    let mut app = TestApp::start().await;
    let (phone, desk) = (app.sign_in(ANNA).await, app.sign_in(ANNA).await);
    let page = app.http.get("/konto", &desk).await;
    let (_, rest) = page.text().split_once("end-session").unwrap();
    let (_, rest) = rest.split_once("name=\"id\" value=\"").unwrap();
    let end = format!("act=end-session&id={}", rest.split_once('"').unwrap().0);
    let bent = app.sign_in(BENT).await;
    assert_eq!(app.http.form("/konto", &bent, &end).await.status, 404, "not his to end");
    assert_eq!(app.http.get("/api/me", &phone).await.status, 200);
    assert_eq!(app.http.form("/konto", &desk, &end).await.status, 303);
    assert_eq!(app.http.get("/api/me", &phone).await.status, 401);
    let out = app.http.form("/konto", &desk, "act=sign-out").await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(app.http.get("/api/me", &desk).await.status, 401);
    let told = app.done_by(ANNA).await;
    assert_eq!(told.iter().filter(|act| matches!(act, Act::SessionEnded { .. })).count(), 2);
}
