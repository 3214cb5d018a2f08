//! Signing in through the organisation, with a provider of the test's own: being linked, coming in, and everything
//! that must not pass for it.

use domain::Person;
use domain::fixtures::{ANNA, BENT, DORTE, KAREN, MADS};
use domain::moment::MINUTE;
use hyper::Method;
use serde_json::{Value, json};
use server::audit::Act;
use server::store::How;
use tokio::task::JoinSet;

use crate::harness::provider::{Mood, query};
use crate::harness::{Answer, Provider, TestApp};
use crate::headers::check;

const SET_OUT: &str = "/ind/openid";
const SUBJECT: &str = "anna-hos-kommunen";

/// A click in one of our own pages.
async fn click(app: &TestApp, path: &str, cookie: &str) -> Answer {
    let headers = [("cookie", cookie), ("sec-fetch-site", "same-origin")];
    app.http.send(Method::GET, path, &headers, "").await
}

/// The cookie that binds the journey to this browser, added to another.
fn with_journey(cookie: &str, begun: &Answer) -> String {
    let all = begun.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap());
    let mut journeys = all.filter_map(|line| line.split(';').next());
    let ours = |pair: &&str| pair.starts_with("__Host-overgang-openid") && !pair.ends_with('=');
    let journey = journeys.rfind(ours).unwrap();
    format!("{cookie}; {journey}")
}

/// Sets out and signs in there: the way back, and the cookies to go it with.
async fn there(
    app: &TestApp,
    provider: &Provider,
    cookie: &str,
    subject: &str,
) -> (String, String) {
    let begun = click(app, SET_OUT, cookie).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    (provider.sign_in(begun.header("location"), subject), with_journey(cookie, &begun))
}

/// There and back.
async fn sign_in(app: &TestApp, provider: &Provider, subject: &str) -> Answer {
    let (back, cookie) = there(app, provider, "", subject).await;
    app.http.get(&back, &cookie).await
}

/// Links whoever is signed in with that cookie.
async fn link(app: &TestApp, provider: &Provider, cookie: &str, subject: &str) -> Answer {
    let begun = click(app, "/konto/openid", cookie).await;
    let back = provider.sign_in(begun.header("location"), subject);
    app.http.get(&back, &with_journey(cookie, &begun)).await
}

/// Thyland with a provider at which Anna is linked.
async fn with_anna(more: &str) -> (TestApp, Provider) {
    let mut app = TestApp::start().await;
    let provider = app.provider(more).await;
    let anna = app.sign_in(ANNA).await;
    assert_eq!(link(&app, &provider, &anna, SUBJECT).await.header("location"), "/konto");
    (app, provider)
}

/// Nobody is signed in, plainly, and nothing is told that should not be.
fn assert_refused(answer: &Answer, status: u16, head: &str, why: &str) {
    assert_eq!(answer.status, status, "{why}: {}", answer.text());
    assert!(answer.text().contains(&format!("<h1>{head}</h1>")), "{why}: {}", answer.text());
    let sessions = answer.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap());
    assert!(!sessions.into_iter().any(|line| line.starts_with("__Host-overgang=")), "{why}");
    for never in [SUBJECT, "billet-", "invalid_grant", "127.0.0.1"] {
        assert!(!answer.text().contains(never), "{why}: tells {never}");
    }
    check(answer, why);
}

async fn code_for(app: &mut TestApp, whom: impl std::fmt::Display) -> String {
    let karen = app.sign_in(KAREN).await;
    app.http.form(&format!("/admin/medarbejder/{whom}"), &karen, "act=kode").await.code()
}

const DOUBTFUL: &str = "Svaret kunne ikke bekræftes";
const ANEW: &str = "Begynd forfra";
const DOWN: &str = "Vi fik intet svar";

#[tokio::test]
async fn a_whole_school_behind_one_address_comes_in_and_no_endless_row_of_journeys() {
    let (app, provider) = with_anna("").await;
    for _ in 0..130 {
        assert_eq!(sign_in(&app, &provider, SUBJECT).await.status, 303);
    }
    let mut journeys = 0;
    while click(&app, SET_OUT, "").await.status == 303 {
        journeys += 1;
        assert!(journeys < 130, "whoever never comes back is stopped");
    }
    assert_eq!(journeys, 120);
}

#[tokio::test]
async fn a_colleague_is_linked_by_their_own_hand_and_comes_in_through_the_organisation() {
    let (mut app, provider) = with_anna("").await;
    let begun = click(&app, "/ind/openid?videre=/konto", "").await;
    assert!(begun.header("location").starts_with(&format!("{}/authorize?", provider.issuer)));
    let asked = query(begun.header("location"));
    let origin = app.http.origin().replace("127.0.0.1", "localhost");
    assert_eq!(asked["redirect_uri"], format!("{origin}/ind/openid/retur"));
    let fixed = ["response_type", "client_id", "scope", "code_challenge_method", "max_age"];
    assert_eq!(fixed.map(|name| &*asked[name]), ["code", "overgang", "openid", "S256", "300"]);
    assert_eq!((asked["state"].len(), asked["nonce"].len()), (64, 64), "256 bits each");
    let bound = begun.header("set-cookie");
    for word in ["__Host-overgang-openid-", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=600"] {
        assert!(bound.contains(word), "{word}: {bound}");
    }

    let back = provider.sign_in(begun.header("location"), SUBJECT);
    let signed_in = app.http.get(&back, &with_journey("", &begun)).await;
    assert_eq!((signed_in.status, signed_in.header("location")), (303, "/konto"));
    let cookie = signed_in.session();
    let me = app.http.get("/api/me", &cookie).await.json();
    assert_eq!(me["person"], *Person::Medarbejder(ANNA).to_string());
    let fresh = app.http.json("/api/passkey/make/begin", &cookie, &json!({})).await;
    assert_eq!(fresh.status, 200, "as after any real sign-in");
    let own = app.http.get("/konto", &cookie).await;
    assert!(own.text().contains("Logget ind gennem arbejdspladsen"));
    assert!(own.text().contains("log også ud hos Prøvekommunens login"), "it says so");
    let told = app.done_by(ANNA).await;
    assert_eq!(told, [Act::Linked, Act::SignedIn { how: How::Oidc }]);
    let trail = serde_json::to_string(&app.trail().await).unwrap();
    assert!(!trail.contains(SUBJECT));
    let passkey = app.sign_in(ANNA).await;
    assert!(!app.http.get("/konto", &passkey).await.text().contains("log også ud hos"));
}

#[tokio::test]
async fn somebody_nobody_knows_types_an_invitation_once() {
    let mut app = TestApp::start().await;
    let provider = app.provider("").await;
    let unknown = sign_in(&app, &provider, SUBJECT).await;
    assert_eq!((unknown.status, unknown.header("location")), (303, "/ind/openid/kode"));
    let journey = with_journey("", &unknown);
    let page = app.http.get("/ind/openid/kode", &journey).await;
    assert!(page.text().contains("<h1>Vi kender dig ikke endnu</h1>"), "{}", page.text());
    let wrong = app.http.form("/ind/openid/kode", &journey, "kode=2346789ACD").await;
    assert_refused(&wrong, 401, "Vi kender dig ikke endnu", "no code");
    let spent = app.http.form("/ind/openid/kode", &journey, "kode=2346789ACD").await;
    assert_refused(&spent, 401, ANEW, "each try has a cookie of its own");

    let dorte = app.sign_in(DORTE).await;
    let young = app.http.form(&format!("/adgang/ung/{MADS}"), &dorte, "act=kode").await.code();
    let journey = with_journey("", &wrong);
    let his = app.http.form("/ind/openid/kode", &journey, &format!("kode={young}")).await;
    assert_refused(&his, 401, "Vi kender dig ikke endnu", "a young person's code");
    let used = app.http.form("/kode", "", &format!("kode={young}")).await;
    assert_eq!(used.status, 303, "which is not used up by that");

    let code = code_for(&mut app, ANNA).await;
    let journey = with_journey("", &his);
    let inside = app.http.form("/ind/openid/kode", &journey, &format!("kode={code}")).await;
    assert_eq!((inside.status, inside.header("location")), (303, "/app/ind"));
    let me = app.http.get("/api/me", &inside.session()).await.json();
    assert_eq!(me["person"], *Person::Medarbejder(ANNA).to_string());
    assert_eq!(app.done_by(ANNA).await, [Act::Linked, Act::SignedIn { how: How::Oidc }]);
    assert_eq!(sign_in(&app, &provider, SUBJECT).await.header("location"), "/app/ind");
    let again = app.http.form("/kode", "", &format!("kode={code}")).await;
    assert_eq!(again.status, 401, "the code is spent");
}

#[tokio::test]
async fn somebody_nobody_knows_has_ten_minutes_and_the_brakes_of_codes() {
    let mut app = TestApp::start().await;
    let provider = app.provider("").await;
    let code = code_for(&mut app, ANNA).await;
    let mut journey = with_journey("", &sign_in(&app, &provider, SUBJECT).await);
    app.clock.forward(MINUTE);
    for _ in 0..5 {
        let wrong = app.http.form("/ind/openid/kode", &journey, "kode=2346789ACD").await;
        assert_eq!(wrong.status, 401);
        journey = with_journey("", &wrong);
    }
    let right = format!("kode={code}");
    assert_eq!(app.http.form("/ind/openid/kode", &journey, &right).await.status, 429);
    assert_eq!(app.http.form("/kode", "", &right).await.status, 429, "one brake for both pages");
    app.clock.forward(9 * MINUTE);
    let late = app.http.form("/ind/openid/kode", &journey, &right).await;
    assert_refused(&late, 401, ANEW, "trying does not make it longer");
}

/// What is wrong with what the provider signs.
type Wrong = (&'static str, fn(&mut Value));

const WRONG: [Wrong; 14] = [
    ("another issuer", |claims| claims["iss"] = "https://andre.example".into()),
    ("another client", |claims| claims["aud"] = "andre".into()),
    ("another client as well", |claims| claims["aud"] = json!(["overgang", "andre"])),
    ("for another party", |claims| claims["azp"] = "andre".into()),
    ("another question", |claims| claims["nonce"] = "0".repeat(64).into()),
    ("no question", |claims| drop(claims.as_object_mut().unwrap().remove("nonce"))),
    ("over", |claims| claims["exp"] = later(claims, -61)),
    ("signed long ago", |claims| claims["iat"] = later(claims, -661)),
    ("signed in the time to come", |claims| claims["iat"] = later(claims, 61)),
    ("not good yet", |claims| claims["nbf"] = later(claims, 61)),
    ("shown long ago", |claims| claims["auth_time"] = later(claims, -361)),
    ("not said when shown", |claims| drop(claims.as_object_mut().unwrap().remove("auth_time"))),
    ("nobody", |claims| claims["sub"] = "".into()),
    ("for nobody", |claims| claims["aud"] = json!([])),
];

fn later(claims: &Value, seconds: i64) -> Value {
    (claims["iat"].as_i64().unwrap() + seconds).into()
}

#[tokio::test]
async fn what_the_provider_did_not_say_of_them_for_us_now_lets_nobody_in() {
    let (app, provider) = with_anna("").await;
    for (why, change) in WRONG {
        provider.says(change);
        assert_refused(&sign_in(&app, &provider, SUBJECT).await, 401, DOUBTFUL, why);
    }
    provider.says(|claims| claims["iat"] = later(claims, 59));
    assert_eq!(sign_in(&app, &provider, SUBJECT).await.status, 303, "clocks differ a little");
    provider.says(|_| {});
    let heads: [Wrong; 4] = [
        ("unsigned", |header| header["alg"] = "none".into()),
        ("by a shared secret", |header| header["alg"] = "HS256".into()),
        ("by another way", |header| header["alg"] = "ES384".into()),
        ("critical", |header| header["crit"] = json!(["b64"])),
    ];
    for (why, change) in heads {
        provider.heads(change);
        let refused = sign_in(&app, &provider, SUBJECT).await;
        assert!(matches!(refused.status, 401 | 503), "{why}: {}", refused.status);
        assert!(!refused.text().contains(SUBJECT));
    }
    provider.heads(|_| {});
    // The key's name is right, the key is not.
    provider.heads(|header| header["kid"] = "1".into());
    provider.keys(2, 1);
    assert_refused(&sign_in(&app, &provider, SUBJECT).await, 401, DOUBTFUL, "another's signature");
    provider.keys(1, 1);
    assert_eq!(sign_in(&app, &provider, SUBJECT).await.status, 303, "and then it is right");
}

#[tokio::test]
async fn a_return_counts_once_in_time_and_in_the_browser_that_set_out() {
    let (mut app, provider) = with_anna("").await;
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    assert_refused(&app.http.get(&back, "").await, 401, ANEW, "another browser");
    assert_eq!(app.http.get(&back, &cookie).await.status, 303);
    assert_refused(&app.http.get(&back, &cookie).await, 401, ANEW, "replayed");

    // Another's way back, put before somebody who has set out themselves: nobody is signed in as another.
    let (theirs, _) = there(&app, &provider, "", SUBJECT).await;
    let (_, own) = there(&app, &provider, "", SUBJECT).await;
    assert_refused(&app.http.get(&theirs, &own).await, 401, ANEW, "another's journey");

    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    let no = back.replace("code=", "error=access_denied&x=");
    assert_refused(&app.http.get(&no, &cookie).await, 401, "Du blev ikke logget ind", "declined");
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    let from = format!("{back}&iss=https://andre.example");
    assert_refused(&app.http.get(&from, &cookie).await, 401, DOUBTFUL, "from another provider");
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    let made_up = back.replace("code=billet", "code=gaet");
    assert_refused(&app.http.get(&made_up, &cookie).await, 401, DOUBTFUL, "a made-up code");
    for odd in ["/ind/openid/retur", "/ind/openid/retur?state=a&state=b", "/ind/openid/retur?%ff"] {
        let (_, cookie) = there(&app, &provider, "", SUBJECT).await;
        assert_refused(&app.http.get(odd, &cookie).await, 401, ANEW, odd);
    }
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    app.clock.forward(10 * MINUTE);
    assert_refused(&app.http.get(&back, &cookie).await, 401, ANEW, "too late");

    app.stop().await;
    app.run_again().await;
    let told = app.done_by(Person::System).await;
    assert!(told.contains(&Act::Refused { how: How::Oidc, count: 10 }), "{told:?}");
}

/// Both ways back are kept side by side, as a browser does.
#[tokio::test]
async fn two_who_set_out_in_two_tabs_each_come_back() {
    let (app, provider) = with_anna("").await;
    let (first, one) = there(&app, &provider, "", SUBJECT).await;
    let (second, both) = there(&app, &provider, &one, SUBJECT).await;
    for back in [&second, &first] {
        let signed_in = app.http.get(back, &both).await;
        assert_eq!(signed_in.status, 303, "{}", signed_in.text());
        assert_eq!(app.http.get("/api/me", &signed_in.session()).await.status, 200);
    }
}

#[tokio::test]
async fn whoever_is_signed_in_is_never_told_that_they_are_not() {
    let (app, provider) = with_anna("").await;
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    let session = app.http.get(&back, &cookie).await.session();
    for (path, cookie) in [
        (&*back, format!("{cookie}; {session}")),
        (&*back, session.clone()),
        ("/ind/openid/retur", session.clone()),
        ("/ind/openid/retur?state=%00", session.clone()),
    ] {
        let again = app.http.get(path, &cookie).await;
        assert_eq!(again.status, 200, "{}", again.text());
        assert!(again.text().contains("<h1>Du er logget ind</h1>"), "{path}");
        assert!(!again.text().contains("Du er ikke logget ind"), "{path}");
        assert_eq!(app.http.get("/api/me", &session).await.status, 200);
    }
    assert_refused(&app.http.get(&back, &cookie).await, 401, ANEW, "somebody who is not");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_twenty_who_return_at_once_one_is_in() {
    let (app, provider) = with_anna("").await;
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    let mut returns = JoinSet::new();
    for _ in 0..20 {
        let (http, back, cookie) = (app.http.clone(), back.clone(), cookie.clone());
        returns.spawn(async move { http.get(&back, &cookie).await.status });
    }
    let answers = returns.join_all().await;
    let count = |status| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!((count(303), count(401)), (1, 19), "{answers:?}");
}

#[tokio::test]
async fn what_was_planted_before_is_never_taken_up() {
    let (mut app, provider) = with_anna("").await;
    let planted = format!("__Host-overgang={}", "ab".repeat(32));
    let bent = app.sign_in(BENT).await;
    for before in [planted.as_str(), bent.as_str()] {
        let (back, cookie) = there(&app, &provider, before, SUBJECT).await;
        let signed_in = app.http.get(&back, &cookie).await;
        assert_ne!(signed_in.session(), before, "always a new one");
        let me = app.http.get("/api/me", &signed_in.session()).await.json();
        assert_eq!(me["person"], *Person::Medarbejder(ANNA).to_string());
        assert_eq!(app.http.get("/api/me", before).await.status, 401, "and the old one is void");
    }
    // A passkey's question is no journey.
    let asked = app.http.json("/api/passkey/sign-in/begin", "", &json!({})).await;
    let question = asked.header("set-cookie").split(';').next().unwrap();
    let cookie = question.replace("overgang-ceremony", "overgang-openid");
    let odd = app.http.get("/ind/openid/retur?code=a&state=b", &cookie).await;
    assert_refused(&odd, 401, ANEW, "a passkey's question");
}

#[tokio::test]
async fn another_sites_page_sends_nobody_anywhere() {
    let (mut app, _provider) = with_anna("").await;
    let anna = app.sign_in(ANNA).await;
    for (path, to) in [(SET_OUT, "/ind"), ("/konto/openid", "/konto")] {
        for site in ["cross-site", "same-site"] {
            let headers = [("cookie", &*anna), ("sec-fetch-site", site)];
            let sent = app.http.send(Method::GET, path, &headers, "").await;
            let kept = (sent.status, sent.header("location"), sent.header("set-cookie"));
            assert_eq!(kept, (303, to, ""), "{site}");
        }
    }
    let unsaid = app.http.get("/konto/openid", &anna).await;
    assert_eq!(unsaid.header("location"), "/konto", "a link is made by a click of ours only");
}

#[tokio::test]
async fn a_link_is_made_and_ended_by_its_colleague_who_just_signed_in() {
    let (mut app, provider) = with_anna("").await;
    let mads = app.sign_in(MADS).await;
    assert_eq!(click(&app, "/konto/openid", &mads).await.status, 404, "a young person has none");
    assert!(!app.http.get("/konto", &mads).await.text().contains("Prøvekommunens"));
    assert_eq!(
        click(&app, "/konto/openid", "").await.header("location"),
        "/ind?videre=/konto/openid"
    );

    let bent = app.sign_in(BENT).await;
    let taken = link(&app, &provider, &bent, SUBJECT).await;
    assert_refused(&taken, 409, "Den er forbundet med en anden", "Anna's");
    let led_in = format!("href=\"{SET_OUT}\"");
    assert!(!taken.text().contains(&led_in), "he is not led in as Anna");
    let begun = click(&app, "/konto/openid", &bent).await;
    let back = provider.sign_in(begun.header("location"), "bent");
    let anna = app.sign_in(ANNA).await;
    let stolen = app.http.get(&back, &with_journey(&anna, &begun)).await;
    assert!(
        stolen.text().contains("<h1>Du er logget ind</h1>"),
        "another is by now; nothing changed"
    );
    assert_eq!(link(&app, &provider, &bent, "bent").await.header("location"), "/konto");
    assert_eq!(link(&app, &provider, &bent, "bent-igen").await.header("location"), "/konto");
    let before = sign_in(&app, &provider, "bent").await;
    assert_eq!(before.header("location"), "/ind/openid/kode", "a new one takes its place");
    assert_eq!(sign_in(&app, &provider, "bent-igen").await.header("location"), "/app/ind");

    app.clock.forward(10 * MINUTE);
    for path in ["/konto/openid", "/konto"] {
        let stale = match path {
            "/konto" => app.http.form(path, &anna, "act=unlink").await,
            _ => click(&app, path, &anna).await,
        };
        assert_eq!(stale.header("location"), format!("/ind?videre={path}&igen"));
    }
    let anna = sign_in(&app, &provider, SUBJECT).await.session();
    assert!(app.http.get("/konto", &anna).await.text().contains("Fjern forbindelsen"));
    assert_eq!(app.http.form("/konto", &anna, "act=unlink").await.status, 303);
    assert_eq!(app.http.form("/konto", &anna, "act=unlink").await.status, 404, "it is gone");
    assert!(
        app.http.get("/konto", &anna).await.text().contains("Forbind med Prøvekommunens login")
    );
    assert_eq!(sign_in(&app, &provider, SUBJECT).await.header("location"), "/ind/openid/kode");
    assert!(app.done_by(ANNA).await.contains(&Act::Unlinked));
}

#[tokio::test]
async fn an_ended_account_is_not_let_in_and_is_not_linked_when_it_is_opened_again() {
    let (mut app, provider) = with_anna("").await;
    let anna = sign_in(&app, &provider, SUBJECT).await.session();
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    let karen = app.sign_in(KAREN).await;
    app.http.form(&format!("/admin/medarbejder/{ANNA}"), &karen, "act=luk").await;
    assert_eq!(app.http.get("/api/me", &anna).await.status, 401);
    let on_the_way = app.http.get(&back, &cookie).await;
    assert_eq!(on_the_way.header("location"), "/ind/openid/kode", "as somebody nobody knows");
    let code = code_for(&mut app, ANNA).await;
    assert_eq!(sign_in(&app, &provider, SUBJECT).await.header("location"), "/ind/openid/kode");
    let journey = with_journey("", &sign_in(&app, &provider, SUBJECT).await);
    let again = app.http.form("/ind/openid/kode", &journey, &format!("kode={code}")).await;
    assert_eq!(again.header("location"), "/app/ind");
}

#[tokio::test]
async fn a_link_to_an_account_that_is_closed_says_so() {
    use server::store::{Store as _, Write as _, WriteAccounts as _};
    let (app, provider) = with_anna("").await;
    let mut tx = app.store().write(domain::fixtures::THYLAND).await.unwrap();
    tx.put_account(Person::Medarbejder(ANNA), Some(app.clock_now())).await.unwrap();
    tx.commit().await.unwrap();
    let ended = sign_in(&app, &provider, SUBJECT).await;
    assert_refused(&ended, 403, "Din konto er lukket", "ended");
}

#[tokio::test]
async fn only_those_come_in_who_showed_themselves_as_surely_as_is_wanted() {
    let mut app = TestApp::start().await;
    let levels = "[assurance]\nclaim = 'loa'\naccepted = ['Substantial', 'High']\n";
    let provider = app.provider(levels).await;
    let anna = app.sign_in(ANNA).await;
    provider.says(|claims| claims["loa"] = "High".into());
    assert_eq!(link(&app, &provider, &anna, SUBJECT).await.header("location"), "/konto");
    let levels: [Wrong; 4] = [
        ("low", |claims| claims["loa"] = "Low".into()),
        ("unsaid", |_| {}),
        ("in another claim", |claims| claims["acr"] = "High".into()),
        ("all of them", |claims| claims["loa"] = json!(["High"])),
    ];
    for (why, change) in levels {
        provider.says(change);
        let weak = sign_in(&app, &provider, SUBJECT).await;
        assert_refused(&weak, 403, "Der skal et sikrere login til", why);
    }
    provider.says(|claims| claims["loa"] = "Substantial".into());
    assert_eq!(sign_in(&app, &provider, SUBJECT).await.header("location"), "/app/ind");
}

#[tokio::test]
async fn a_claim_that_the_operator_trusts_tells_people_apart_and_a_mail_only_if_it_was_verified() {
    let mut app = TestApp::start().await;
    let provider = app.provider("[colleague]\nclaim = 'email'\ntrusted = true\n").await;
    let anna = app.sign_in(ANNA).await;
    let mail = |verified: Value| {
        move |claims: &mut Value| {
            claims["email"] = "anna@nordby.example".into();
            claims["email_verified"] = verified.clone();
        }
    };
    provider.says(mail(true.into()));
    assert_eq!(link(&app, &provider, &anna, "en").await.header("location"), "/konto");
    assert_eq!(sign_in(&app, &provider, "en anden").await.header("location"), "/app/ind");
    for verified in [json!(false), json!(null)] {
        provider.says(mail(verified));
        assert_refused(&sign_in(&app, &provider, SUBJECT).await, 401, DOUBTFUL, "unverified");
    }
}

/// Bent's mail stands in the records; that tells nobody who he is.
#[tokio::test]
async fn nobody_gets_in_because_an_address_or_a_name_is_like_a_colleagues() {
    let mut app = TestApp::start().await;
    let provider = app.provider("").await;
    let karen = app.sign_in(KAREN).await;
    let page = app.http.get(&format!("/admin/medarbejder/{BENT}"), &karen).await;
    let form = format!(
        "act=gem&navn=Bent+Krogh&organisation={}&telefon=&mail=bent%40nordby.example",
        place(&page)
    );
    assert_eq!(
        app.http.form_on(&format!("/admin/medarbejder/{BENT}"), &karen, &form).await.status,
        200
    );
    provider.says(|claims| {
        claims["email"] = "bent@nordby.example".into();
        claims["email_verified"] = true.into();
        claims["name"] = "Bent Krogh".into();
    });
    let unknown = sign_in(&app, &provider, "en fremmed").await;
    assert_eq!(unknown.header("location"), "/ind/openid/kode");
}

/// The place of work that a form shows as chosen.
fn place(page: &Answer) -> String {
    let (before, _) = page.text().split_once(" selected").unwrap();
    before.rsplit_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_new_key_is_fetched_when_it_is_met_and_no_oftener_than_every_ten_seconds() {
    let (app, provider) = with_anna("").await;
    assert_eq!(provider.keys_asked(), 1);
    assert_eq!(sign_in(&app, &provider, SUBJECT).await.status, 303);
    assert_eq!(provider.keys_asked(), 1, "kept for a time");
    provider.keys(2, 2);
    assert_refused(&sign_in(&app, &provider, SUBJECT).await, 401, DOUBTFUL, "not yet known");
    assert_eq!(provider.keys_asked(), 1);
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    app.clock.forward(10_000);
    assert_eq!(app.http.get(&back, &cookie).await.status, 303, "met on the way back");
    assert_eq!(provider.keys_asked(), 2);
    provider.keys(3, 2);
    for _ in 0..10 {
        assert_refused(&sign_in(&app, &provider, SUBJECT).await, 401, DOUBTFUL, "never known");
    }
    assert_eq!(provider.keys_asked(), 2, "a stranger's keys make us ask no oftener");
}

#[tokio::test]
async fn a_provider_that_is_down_keeps_nobody_else_out() {
    let (mut app, mut provider) = with_anna("").await;
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    provider.stop().await;
    assert_refused(&app.http.get(&back, &cookie).await, 503, DOWN, "down on the way back");
    app.stop().await;
    app.run_again().await;
    let down = click(&app, SET_OUT, "").await;
    assert_refused(&down, 503, DOWN, "down from the start");
    let english = click(&app, "/ind/openid?lang=en", "").await;
    assert_refused(&english, 503, "There was no answer", "in English");
    assert!(app.http.get("/ind", "").await.text().contains("Log ind gennem Prøvekommunens login"));
    let code = code_for(&mut app, ANNA).await;
    assert_eq!(app.http.form("/kode", "", &format!("kode={code}")).await.status, 303);

    provider.run_again().await;
    assert_refused(&click(&app, SET_OUT, "").await, 503, DOWN, "not asked again at once");
    app.clock.forward(10_000);
    assert_eq!(sign_in(&app, &provider, SUBJECT).await.header("location"), "/app/ind");
}

#[tokio::test]
async fn a_provider_that_answers_oddly_is_as_one_that_does_not() {
    let (mut app, provider) = with_anna("").await;
    for mood in [Mood::Rubbish, Mood::Huge, Mood::Elsewhere] {
        let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
        provider.is(mood);
        let odd = app.http.get(&back, &cookie).await;
        let status = odd.status;
        assert_refused(&odd, 503, DOWN, &format!("{mood:?} {status}"));
        provider.is(Mood::Well);
    }
    let (back, cookie) = there(&app, &provider, "", SUBJECT).await;
    provider.is(Mood::Forgetful);
    assert_refused(&app.http.get(&back, &cookie).await, 401, DOUBTFUL, "takes no code back");
    for mood in [Mood::Rubbish, Mood::Huge, Mood::Elsewhere, Mood::Another] {
        provider.is(mood);
        app.stop().await;
        app.run_again().await;
        assert_refused(&click(&app, SET_OUT, "").await, 503, DOWN, &format!("{mood:?}"));
    }
}

#[tokio::test]
async fn a_provider_that_is_slow_is_waited_for_a_few_seconds() {
    let (mut app, provider) = with_anna("").await;
    provider.is(Mood::Slow);
    app.stop().await;
    app.run_again().await;
    let begun = std::time::Instant::now();
    let mut tries = JoinSet::new();
    for _ in 0..10 {
        let http = app.http.anew();
        tries.spawn(async move { http.get(SET_OUT, "").await.status });
    }
    assert_eq!(tries.join_all().await, [503; 10]);
    assert!(begun.elapsed().as_secs() < 10, "one waits for all");
}

/// As `routes`, with a provider: nobody, a young person, staff, the local administrator.
#[tokio::test]
async fn every_route_of_it_answers_each_caller_as_the_table_says() {
    let mut app = TestApp::start().await;
    let _provider = app.provider("").await;
    let routes = [
        ("/ind/openid", [303, 303, 303, 303]),
        ("/ind/openid/retur", [401, 200, 200, 200]),
        ("/ind/openid/kode", [303, 303, 303, 303]),
        ("/konto/openid", [303, 404, 303, 303]),
    ];
    for (path, expected) in routes {
        let callers = [
            String::new(),
            app.sign_in(MADS).await,
            app.sign_in(ANNA).await,
            app.sign_in(KAREN).await,
        ];
        for (caller, status) in callers.iter().zip(expected) {
            let answer = click(&app, path, caller).await;
            assert_eq!(answer.status, status, "{path}");
            check(&answer, path);
        }
    }
    let typed = app.http.form("/ind/openid/kode", "", "kode=2346789ACD").await;
    assert_refused(&typed, 401, ANEW, "nobody came back");
    let elsewhere = [("origin", "https://andre.example")];
    let foreign = app.http.send(Method::POST, "/ind/openid/kode", &elsewhere, "kode=x").await;
    assert_eq!(foreign.status, 403);
}
