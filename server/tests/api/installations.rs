//! Phones: enrolling one, its share of the key, signing in by it, and revoking it while it still holds what
//! nobody else has.

use domain::envelope::Seq;
use domain::exchange::{Outcome, Quarantine, Refusal};
use domain::fixtures::{
    ANNA, BENT, DORTE, GORM, HANNE, KAREN, MADS, NOW, THYLAND, notat, thyland, tilknytning,
};
use domain::id::{InstallationId, NotatId, TilknytningId};
use domain::kommune::{FoundKommune, Kommune};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::tilknytning::{AssignHelper, Funktion};
use domain::{Folder, Person};
use serde_json::{Value, json};
use server::account::command::desk_of;
use server::account::session::fingerprint;
use server::audit::Act;
use server::store::{
    Enrolment, How, Installation, Read as _, ReadAccounts as _, Store as _, Write as _,
    WriteAccounts as _,
};
use uuid::Uuid;

use crate::harness::{Answer, Phone, TestApp, Who};

const PHONE: InstallationId = InstallationId(Uuid::from_u128(0xf0_0d));

fn which(phone: InstallationId) -> Value {
    json!({ "installation": phone })
}

async fn enrol(app: &TestApp, cookie: &str) -> Value {
    let answer = app.http.json("/api/installation/enrol", cookie, &which(PHONE)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

async fn sign_in_by_phone(app: &TestApp, secret: &Value) -> Answer {
    by_secret(app, PHONE, secret).await
}

async fn by_secret(app: &TestApp, phone: InstallationId, secret: &Value) -> Answer {
    let shown = json!({ "installation": phone, "secret": secret });
    app.http.json("/api/installation/session", "", &shown).await
}

/// A phone in use, and the secret it signs in with.
async fn enrolled(app: &mut TestApp, who: impl Into<Who>) -> (Phone, Value) {
    let (phone, keys) = with_keys(app, who).await;
    (phone, keys["secret"].clone())
}

/// A phone in use, and all that it was given to keep.
pub(crate) async fn with_keys(app: &mut TestApp, who: impl Into<Who>) -> (Phone, Value) {
    let mut phone = app.phone(who).await;
    phone.sync().await;
    let this = which(phone.installation);
    let answer = app.http.json("/api/installation/enrol", &phone.cookie, &this).await;
    (phone, answer.json())
}

fn refusal(answer: &Answer) -> (u16, Refusal) {
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

#[tokio::test]
async fn an_enrolled_phone_keeps_its_keys_and_gets_a_new_secret_each_time() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let (first, second) = (enrol(&app, &cookie).await, enrol(&app, &cookie).await);
    assert_eq!((&first["share"], &first["recovery"]), (&second["share"], &second["recovery"]));
    assert_ne!(first["share"], first["recovery"]);
    assert_ne!(first["secret"], second["secret"]);
    for key in ["share", "recovery", "secret"] {
        assert_eq!(first[key].as_str().unwrap().len(), 64);
    }
    assert_eq!(first["keep_for"], 14 * DAY);
    let other = app.sign_in(ANNA).await;
    let share = app.http.json("/api/installation/share", &other, &which(PHONE)).await.json();
    assert_eq!(share, json!({ "share": first["share"], "keep_for": 14 * DAY }));
    assert_eq!(sign_in_by_phone(&app, &first["secret"]).await.status, 401, "the old one is void");
    assert_eq!(sign_in_by_phone(&app, &second["secret"]).await.status, 204);
    let told = app.done_by(ANNA).await;
    assert_eq!(told.iter().filter(|act| **act == Act::Enrolled).count(), 2);
    let trail = serde_json::to_string(&app.trail().await).unwrap();
    assert!(!trail.contains(second["secret"].as_str().unwrap()));
}

#[tokio::test]
async fn the_municipality_settles_for_how_long_a_phone_may_do_without() {
    let mut app = TestApp::start().await;
    let kommune = Kommune { dage_uden_net: 3, ..thyland() };
    app.set_up(vec![FoundKommune { kommune }.into()]).await;
    let cookie = app.sign_in(ANNA).await;
    assert_eq!(enrol(&app, &cookie).await["keep_for"], 3 * DAY);
}

#[tokio::test]
async fn enrolling_wants_a_fresh_sign_in_and_a_phone_that_is_nobody_elses() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let keys = enrol(&app, &cookie).await;
    let ask = async |app: &TestApp, cookie: &str, path: &str| {
        let (path, which) = (format!("/api/installation/{path}"), which(PHONE));
        refusal(&app.http.json(&path, cookie, &which).await)
    };
    let bent = app.sign_in(BENT).await;
    let foreign = (403, Refusal::ForeignInstallation);
    assert_eq!(ask(&app, &bent, "enrol").await, foreign);
    assert_eq!(ask(&app, &bent, "share").await, foreign);
    let by_itself = sign_in_by_phone(&app, &keys["secret"]).await.session();
    assert_eq!(ask(&app, &by_itself, "enrol").await, (403, Refusal::NotFresh), "by itself is not");
    app.clock.forward(10 * MINUTE);
    assert_eq!(ask(&app, &cookie, "enrol").await, (403, Refusal::NotFresh), "nor is that any more");
}

#[tokio::test]
async fn a_phone_signs_in_by_itself_for_a_month_and_a_young_persons_for_half_a_year() {
    for (who, days) in [(Person::Medarbejder(ANNA), 30), (Person::Ung(MADS), 180)] {
        let mut app = TestApp::start().await;
        let cookie = app.sign_in(who).await;
        let secret = enrol(&app, &cookie).await["secret"].clone();
        app.clock.forward(days * DAY - 2 * HOUR);
        let last = sign_in_by_phone(&app, &secret).await;
        assert_eq!(last.status, 204, "{who}");
        let cookie = last.session();
        let me = app.http.get("/api/me", &cookie).await;
        assert_eq!(me.json()["person"], *who.to_string());
        app.clock.forward(2 * HOUR);
        assert_eq!(sign_in_by_phone(&app, &secret).await.status, 401, "{who}");
        assert_eq!(app.http.get("/api/me", &cookie).await.status, 401, "nor does that one last");
    }
}

#[tokio::test]
async fn signing_in_again_on_a_phone_begins_its_days_anew() {
    let mut app = TestApp::start().await;
    let first = app.sign_in(ANNA).await;
    let old = enrol(&app, &first).await["secret"].clone();
    app.clock.forward(29 * DAY);
    let again = app.sign_in(ANNA).await;
    let new = enrol(&app, &again).await["secret"].clone();
    app.clock.forward(29 * DAY);
    assert_eq!(sign_in_by_phone(&app, &old).await.status, 401);
    assert_eq!(sign_in_by_phone(&app, &new).await.status, 204);
}

/// One that was revoked since the backup was made would sign in by itself again.
#[tokio::test]
async fn after_a_restore_no_phone_signs_in_by_itself_until_somebody_has_on_it() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let before = enrol(&app, &cookie).await;
    app.stop().await;
    let (file, copy) = (app.config().database.clone(), app.file("copy.sqlite"));
    std::fs::copy(&file, &copy).unwrap();
    app.run_again().await;
    let own = app.sign_in(ANNA).await;
    let wipe = format!("act=wipe-phone&id={PHONE}");
    assert_eq!(app.http.form("/konto", &own, &wipe).await.status, 303);
    app.stop().await;
    std::fs::copy(&copy, &file).unwrap();
    let heads = app.config().heads.clone();
    server::restored::say(&file, &heads, &server::state::World::real()).await.unwrap();
    app.run_again().await;
    assert_eq!(sign_in_by_phone(&app, &before["secret"]).await.status, 401);
    let own = app.sign_in(ANNA).await;
    let after = enrol(&app, &own).await;
    assert_eq!(before["share"], after["share"], "what it stored under stays");
    assert_eq!(sign_in_by_phone(&app, &after["secret"]).await.status, 204);
    assert_eq!(app.http.form("/konto", &own, &wipe).await.status, 303);
    let told = sign_in_by_phone(&app, &after["secret"]).await.session();
    assert_eq!(app.http.get("/api/me", &told).await.status, 403, "revoked again, it hears of it");
}

#[tokio::test]
async fn whatever_is_wrong_with_a_phone_is_answered_alike() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let secret = enrol(&app, &cookie).await["secret"].clone();
    let another = InstallationId(Uuid::from_u128(0xbad));
    let nothing = "00".repeat(32);
    let mut answers = Vec::new();
    for shown in [
        json!({ "installation": PHONE, "secret": nothing }),
        json!({ "installation": another, "secret": secret }),
        json!({ "installation": PHONE, "secret": "kort" }),
        json!({ "installation": PHONE }),
        json!([]),
    ] {
        let answer = app.http.json("/api/installation/session", "", &shown).await;
        answers.push((answer.status, answer.text().to_owned(), answer.header("set-cookie").len()));
    }
    let admin = app.sign_in(KAREN).await;
    let page = format!("/admin/medarbejder/{ANNA}");
    assert_eq!(app.http.form(&page, &admin, "act=luk").await.status, 200);
    let ended = sign_in_by_phone(&app, &json!(nothing)).await;
    answers.push((ended.status, ended.text().to_owned(), ended.header("set-cookie").len()));
    let expected = (401, r#"{"refusal":"signed_out"}"#.to_owned(), 0);
    assert!(answers.iter().all(|answer| *answer == expected), "{answers:?}");
    for _ in 0..20 {
        sign_in_by_phone(&app, &json!(nothing)).await;
    }
    assert_eq!(sign_in_by_phone(&app, &json!(nothing)).await.status, 429, "not without end");
    let cookie = app.sign_in(BENT).await;
    let which = json!({ "installation": another });
    let keys = app.http.json("/api/installation/enrol", &cookie, &which).await.json();
    let right = json!({ "installation": another, "secret": keys["secret"] });
    for _ in 0..30 {
        let answer = app.http.json("/api/installation/session", "", &right).await;
        assert_eq!(answer.status, 204, "and a right secret is none of them");
    }
    let answer = app.http.json("/api/installation/session", "", &right).await;
    assert_eq!(answer.status, 429, "but has an end of its own");
}

#[tokio::test]
async fn a_revoked_phone_hands_in_all_it_wrote_and_gets_nothing_but_word_to_wipe() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    assert!(anna.holds(Folder::Journal(MADS)));
    for number in 0..250 {
        anna.write(notat(NotatId(Uuid::from_u128(0x5000 + number)), MADS, "Skrevet før."));
    }
    app.clock.forward(1);
    let admin = app.sign_in(KAREN).await;
    let wipe = format!("act=wipe-phone&id={}", anna.installation);
    let page = format!("/admin/medarbejder/{ANNA}");
    assert_eq!(app.http.form(&page, &admin, &wipe).await.status, 200);

    let held: Vec<String> = anna.folders.keys().cloned().collect();
    let (mut request, all) = (anna.request(), anna.request().commands);
    request.commands = all[..200].to_vec();
    let first = anna.send(&request).await.unwrap();
    assert!(first.wipe && first.folders.is_empty(), "no changes");
    let mut leave = first.leave.clone();
    leave.sort();
    assert_eq!(leave, held, "every folder that it held");
    assert!(first.receipts.iter().all(|receipt| receipt.outcome == Outcome::AppliedLate));
    anna.take(&first);
    let second = anna.exchange().await;
    assert!(second.wipe && second.receipts.len() == 50 && second.folders.is_empty());
    let after = anna.exchange().await;
    assert!(after.wipe && after.leave.is_empty() && anna.folders.is_empty());

    let mut bent = app.phone(BENT).await;
    bent.sync().await;
    assert_eq!(bent.docs(Folder::Journal(MADS), "notat").len(), 250, "nothing typed is lost");
    let whom = Person::Medarbejder(ANNA);
    let revoked = Act::Revoked { whom, phone: anna.installation };
    assert!(app.done_by(KAREN).await.contains(&revoked));
}

/// The line of somebody's commands on the pages has an id that anybody can work out.
#[tokio::test]
async fn no_phone_takes_the_line_of_somebodys_desk() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let foreign = (403, Refusal::ForeignInstallation);
    for whose in [KAREN, ANNA].map(Person::Medarbejder).into_iter().chain([Person::System]) {
        let desk = desk_of(whose);
        let mut claims = anna.clone();
        (claims.installation, claims.written, claims.acknowledged) = (desk, Vec::new(), 0);
        assert_eq!(claims.send(&claims.request()).await.unwrap_err(), foreign, "{whose}");
        claims.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Fra en andens linje."));
        assert_eq!(claims.send(&claims.request()).await.unwrap_err(), foreign, "{whose}");
        for path in ["enrol", "share"] {
            let path = format!("/api/installation/{path}");
            let answer = app.http.json(&path, &anna.cookie, &which(desk)).await;
            assert_eq!(refusal(&answer), foreign, "{whose} {path}");
        }
        let wanted = json!({ "installation": desk, "folder": Folder::Plan(MADS).to_string() });
        let answer = app.http.json("/api/tag-med", &anna.cookie, &wanted).await;
        assert_eq!(refusal(&answer), foreign, "{whose}");
    }
    let karen = app.sign_in(KAREN).await;
    let page = format!("/admin/medarbejder/{ANNA}");
    assert_eq!(app.http.form(&page, &karen, "act=luk").await.status, 200);
}

#[tokio::test]
async fn a_desk_is_revoked_as_no_phone() {
    let mut app = TestApp::start().await;
    let (karen, house) = (app.sign_in(KAREN).await, "/admin/organisation/ny");
    assert_eq!(app.http.form(house, &karen, "navn=En+skole&skole=on").await.status, 200);
    let wipe = format!("act=wipe-phone&id={}", desk_of(Person::Medarbejder(KAREN)));
    let page = format!("/admin/medarbejder/{KAREN}");
    assert_eq!(app.http.form(&page, &karen, &wipe).await.status, 404);
    assert_eq!(app.http.form(house, &karen, "navn=To+skoler&skole=on").await.status, 200);
}

#[tokio::test]
async fn a_desk_that_a_phone_once_claimed_is_its_persons_again() {
    let mut app = TestApp::start().await;
    let (_, secret) = enrolled(&mut app, ANNA).await;
    let desk = desk_of(Person::Medarbejder(KAREN));
    let mut tx = app.store().write(THYLAND).await.unwrap();
    let claimed = Installation {
        id: desk,
        person: Person::Medarbejder(ANNA),
        next_seq: Seq(i64::MAX as u64),
        last_seen: NOW,
        outbox_len: 0,
        skew: 0,
        revoked: Some(NOW),
    };
    tx.put_installation(&claimed).await.unwrap();
    let secret: [u8; 32] = domain::hex::decode(secret.as_str().unwrap()).unwrap();
    let (share, recovery) = ([1; 32], [2; 32]);
    let another = fingerprint(&secret.map(|byte| !byte));
    let row = Enrolment { installation: desk, share, recovery, secret: another, signed_in: NOW };
    tx.put_enrolment(&row).await.unwrap();
    tx.commit().await.unwrap();

    let shown = domain::hex::encode(&secret.map(|byte| !byte));
    assert_eq!(by_secret(&app, desk, &json!(shown)).await.status, 401, "it is no phone's");
    let karen = app.sign_in(KAREN).await;
    for name in ["En", "To"] {
        let form = format!("navn={name}&skole=on");
        assert_eq!(app.http.form("/admin/organisation/ny", &karen, &form).await.status, 200);
    }
    let page = format!("/admin/medarbejder/{ANNA}");
    assert_eq!(app.http.form(&page, &karen, "act=luk").await.status, 200);
    let mut tx = app.store().read(THYLAND).await.unwrap();
    let healed = tx.installation(desk).await.unwrap().unwrap();
    assert_eq!((healed.person, healed.revoked), (Person::Medarbejder(KAREN), None));
    assert_eq!(tx.enrolment(desk).await.unwrap().unwrap().signed_in, Enrolment::VOID);
}

/// Whoever has the phone has the PIN perhaps, and its clock.
#[tokio::test]
async fn a_revoked_phone_changes_nothing_from_then_on_and_gives_nobody_access() {
    let mut app = TestApp::start().await;
    let mut bent = app.phone(BENT).await;
    bent.sync().await;
    app.clock.forward(1);
    let admin = app.sign_in(KAREN).await;
    let wipe = format!("act=wipe-phone&id={}", bent.installation);
    app.http.form(&format!("/admin/medarbejder/{BENT}"), &admin, &wipe).await;
    app.clock.forward(HOUR);
    let assign = |id: u128| {
        let id = TilknytningId(Uuid::from_u128(id));
        AssignHelper { tilknytning: tilknytning(id, MADS, HANNE, Funktion::Overgangsmentor) }
    };
    let after = bent.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Skrevet bagefter."));
    let (now, back) = (bent.write(assign(2)), bent.write_at(NOW, assign(3)));
    bent.exchange().await;
    let why = Quarantine::AccessEnded;
    assert_eq!([after, now, back].map(|seq| bent.outcome(seq)), [Outcome::Quarantined { why }; 3]);
    let mut hanne = app.phone(HANNE).await;
    hanne.sync().await;
    assert!(!hanne.holds(Folder::Journal(MADS)));
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    assert_eq!(anna.docs(Folder::Journal(MADS), "henlagt").len(), 3, "to be read, all of it");
}

#[tokio::test]
async fn a_session_on_a_revoked_phone_is_good_for_that_alone() {
    let mut app = TestApp::start().await;
    let (mut anna, secret) = enrolled(&mut app, ANNA).await;
    let wipe = format!("act=wipe-phone&id={}", anna.installation);
    let own = app.sign_in(ANNA).await;
    assert_eq!(app.http.form("/konto", &own, &wipe).await.status, 303, "her own, from elsewhere");
    for path in ["/api/me", "/api/poke"] {
        let answer = app.http.get(path, &anna.cookie).await;
        assert_eq!(refusal(&answer), (403, Refusal::Revoked), "{path}");
    }
    assert_eq!(app.http.get("/konto", &anna.cookie).await.status, 303);
    let mut disguised = anna.clone();
    disguised.installation = PHONE;
    let refused = disguised.send(&disguised.request()).await.unwrap_err();
    assert_eq!(refused, (403, Refusal::Revoked), "under another name it gets nothing either");
    assert!(anna.exchange().await.wipe);
    let fresh = app.sign_in(ANNA).await;
    for path in ["enrol", "share"] {
        let path = format!("/api/installation/{path}");
        let answer = app.http.json(&path, &fresh, &which(anna.installation)).await;
        assert_eq!(refusal(&answer), (403, Refusal::Revoked));
    }
    let by_itself = by_secret(&app, anna.installation, &secret).await.session();
    assert_eq!(app.http.get("/api/me", &by_itself).await.status, 403, "its secret opens no more");
    // Whoever signs in on it in person learns that it is to be wiped, and can do nothing else there.
    anna.cookie = fresh;
    assert!(anna.exchange().await.wipe);
    assert_eq!(refusal(&app.http.get("/api/me", &anna.cookie).await), (403, Refusal::Revoked));
}

/// Whoever was sent away and knows the PIN must not read on: the phone asks with its secret, and is told.
#[tokio::test]
async fn the_phone_of_an_ended_account_hands_in_and_clears_itself_and_can_do_nothing_else() {
    let mut app = TestApp::start().await;
    let (mut anna, secret) = enrolled(&mut app, ANNA).await;
    anna.write(notat(NotatId(Uuid::from_u128(0x5000)), MADS, "Skrevet før."));
    app.clock.forward(MINUTE);
    let admin = app.sign_in(KAREN).await;
    let page = format!("/admin/medarbejder/{ANNA}");
    assert_eq!(app.http.form(&page, &admin, "act=luk").await.status, 200);
    assert_eq!(anna.send(&anna.request()).await.unwrap_err().0, 401, "no session is left");
    anna.cookie = by_secret(&app, anna.installation, &secret).await.session();

    for path in ["/api/me", "/api/poke", "/api/indsigt/1"] {
        assert_eq!(app.http.get(path, &anna.cookie).await.status, 403, "{path}");
    }
    for path in ["/konto", "/konto/ny", "/admin", "/noedadgang"] {
        assert_eq!(app.http.get(path, &anna.cookie).await.status, 303, "{path}");
    }
    let folder = Folder::Plan(MADS).to_string();
    for (path, body) in [
        ("/api/installation/enrol", which(anna.installation)),
        ("/api/installation/share", which(anna.installation)),
        ("/api/passkey/make/begin", json!({})),
        ("/api/soeg", json!({ "tekst": "mads" })),
        ("/api/tag-med", json!({ "installation": anna.installation, "folder": folder })),
    ] {
        let answer = app.http.json(path, &anna.cookie, &body).await;
        assert_eq!(refusal(&answer), (403, Refusal::Revoked), "{path}");
    }
    let mut disguised = anna.clone();
    disguised.installation = PHONE;
    let refused = disguised.send(&disguised.request()).await.unwrap_err();
    assert_eq!(refused, (403, Refusal::Revoked), "under another name it gets nothing either");

    let reply = anna.exchange().await;
    assert!(reply.wipe && reply.folders.is_empty() && reply.receipts.len() == 1);
    assert!(anna.folders.is_empty(), "every folder is left");
    app.clock.forward(HOUR);
    assert_eq!(anna.send(&anna.request()).await.unwrap_err().0, 401, "and soon that is over");
    app.clock.forward(60 * DAY);
    anna.cookie = by_secret(&app, anna.installation, &secret).await.session();
    assert!(anna.exchange().await.wipe, "however late it comes");
}

#[tokio::test]
async fn a_revoked_phone_whose_session_is_over_is_told_to_wipe_all_the_same() {
    let mut app = TestApp::start().await;
    let (mut mads, secret) = enrolled(&mut app, MADS).await;
    let admin = app.sign_in(KAREN).await;
    let wipe = format!("act=wipe-phone&id={}", mads.installation);
    assert_eq!(app.http.form("/admin/telefoner", &admin, &wipe).await.status, 303);
    app.clock.forward(13 * HOUR);
    assert_eq!(mads.send(&mads.request()).await.unwrap_err().0, 401);
    let guessed = json!("00".repeat(32));
    assert_eq!(by_secret(&app, mads.installation, &guessed).await.status, 401, "not by a guess");
    mads.cookie = by_secret(&app, mads.installation, &secret).await.session();
    assert!(mads.exchange().await.wipe && mads.folders.is_empty());
}

#[tokio::test]
async fn a_session_is_on_the_phone_whose_exchange_was_taken_and_on_none_that_it_only_named() {
    let mut app = TestApp::start().await;
    let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
    anna.sync().await;
    let own = std::mem::replace(&mut bent.installation, anna.installation);
    let named = bent.send(&bent.request()).await.unwrap_err();
    assert_eq!(named, (403, Refusal::ForeignInstallation));
    let admin = app.sign_in(KAREN).await;
    let wipe = |phone| format!("act=wipe-phone&id={phone}");
    app.http.form("/admin/telefoner", &admin, &wipe(anna.installation)).await;
    assert_eq!(app.http.get("/api/me", &bent.cookie).await.status, 200, "hers is not his");
    bent.installation = own;
    bent.sync().await;
    app.http.form("/admin/telefoner", &admin, &wipe(bent.installation)).await;
    assert_eq!(app.http.get("/api/me", &bent.cookie).await.status, 403, "his own is");
}

/// Somebody who forgot the PIN signs in again in the same browser, which takes a new number.
#[tokio::test]
async fn wiping_either_phone_of_a_browser_that_was_enrolled_twice_shuts_its_session_out() {
    for wiped in 0..2 {
        let mut app = TestApp::start().await;
        let (mut first, secret) = enrolled(&mut app, MADS).await;
        let karen = app.sign_in(KAREN).await;
        let (bent, page) = (app.sign_in(BENT).await, format!("/adgang/ung/{MADS}"));
        let code = app.http.form(&page, &bent, "act=kode").await.code();
        let cookie = app.http.form("/kode", &first.cookie, &format!("kode={code}")).await.session();
        first.cookie.clone_from(&cookie);
        let mut second = app.phone(MADS).await;
        second.cookie.clone_from(&cookie);
        second.sync().await;
        let this = which(second.installation);
        assert_eq!(app.http.json("/api/installation/enrol", &cookie, &this).await.status, 200);
        second.sync().await;

        let phones = [first.installation, second.installation];
        let wipe = format!("act=wipe-phone&id={}", phones[wiped]);
        assert_eq!(app.http.form("/admin/telefoner", &karen, &wipe).await.status, 303);
        assert_eq!(app.http.get("/api/me", &cookie).await.status, 403);
        let mut third = app.phone(MADS).await;
        third.cookie.clone_from(&cookie);
        for (number, phone) in [&mut first, &mut second, &mut third].into_iter().enumerate() {
            if number == wiped {
                let told = phone.exchange().await;
                assert!(told.wipe && told.folders.is_empty());
            } else {
                let refused = phone.send(&phone.request()).await.unwrap_err();
                assert_eq!(refused, (403, Refusal::Revoked), "{number} of {wiped}");
            }
            let share = which(phone.installation);
            let answer = app.http.json("/api/installation/share", &cookie, &share).await;
            assert_eq!(refusal(&answer), (403, Refusal::Revoked));
        }
        let again = by_secret(&app, phones[0], &secret).await;
        // Revoked, it goes on telling the phone what it is to do; beside one that was, it lets nobody in.
        assert_eq!(again.status, [204, 401][wiped], "{wiped}");
    }
}

/// Whoever has the telephone comes in by none of the numbers that its browser ever had.
#[tokio::test]
async fn a_revoked_phone_takes_the_secrets_of_its_browsers_other_phones_along() {
    let mut app = TestApp::start().await;
    let (mut first, secret) = enrolled(&mut app, MADS).await;
    let (mut second, _) = enrolled(&mut app, MADS).await;
    let elsewhere = enrolled(&mut app, MADS).await;
    second.cookie.clone_from(&first.cookie);
    second.sync().await;
    // The session in which both were is over, and forgotten.
    app.clock.forward(31 * DAY);
    app.store().sweep(app.clock_now()).await.unwrap();
    let by_itself = by_secret(&app, first.installation, &secret).await;
    assert_eq!(by_itself.status, 204, "half a year");
    first.cookie = by_itself.session();
    let karen = app.sign_in(KAREN).await;
    let wipe = format!("act=wipe-phone&id={}", second.installation);
    assert_eq!(app.http.form("/admin/telefoner", &karen, &wipe).await.status, 303);
    assert_eq!(by_secret(&app, first.installation, &secret).await.status, 401);
    assert_eq!(first.send(&first.request()).await.unwrap_err(), (401, Refusal::SignedOut));
    assert_eq!(by_secret(&app, elsewhere.0.installation, &elsewhere.1).await.status, 204);

    first.cookie = app.sign_in(MADS).await;
    let this = which(first.installation);
    let again = app.http.json("/api/installation/enrol", &first.cookie, &this).await.json();
    assert_eq!(by_secret(&app, first.installation, &again["secret"]).await.status, 204);
    assert!(!first.exchange().await.wipe);
}

/// A cookie that was copied asks in the name of a number of its own.
#[tokio::test]
async fn a_session_that_asked_for_a_phone_is_shut_out_with_it() {
    let mut app = TestApp::start().await;
    let (mut known, _) = enrolled(&mut app, ANNA).await;
    let mut other = app.phone(ANNA).await;
    other.cookie.clone_from(&known.cookie);
    other.sync().await;
    known.sync().await;
    let karen = app.sign_in(KAREN).await;
    let wipe = format!("act=wipe-phone&id={}", other.installation);
    app.http.form("/admin/telefoner", &karen, &wipe).await;
    assert_eq!(known.send(&known.request()).await.unwrap_err(), (403, Refusal::Revoked));
    assert!(other.exchange().await.wipe);
}

#[tokio::test]
async fn a_session_that_was_ended_takes_the_secrets_of_all_its_phones_along() {
    let mut app = TestApp::start().await;
    let (first, secret) = enrolled(&mut app, ANNA).await;
    let mut second = app.phone(ANNA).await;
    second.cookie.clone_from(&first.cookie);
    second.sync().await;
    app.http.form("/konto", &first.cookie, "act=sign-out").await;
    assert_eq!(by_secret(&app, first.installation, &secret).await.status, 401);
}

#[tokio::test]
async fn nobody_wipes_anothers_phone_but_the_administrator() {
    let mut app = TestApp::start().await;
    let mut mads = app.phone(MADS).await;
    mads.sync().await;
    let wipe = format!("act=wipe-phone&id={}", mads.installation);
    let anna = app.sign_in(ANNA).await;
    assert_eq!(app.http.form("/konto", &anna, &wipe).await.status, 404);
    assert!(!mads.exchange().await.wipe);
    let admin = app.sign_in(KAREN).await;
    let list = app.http.get("/admin/telefoner", &admin).await;
    assert!(list.text().contains(&mads.installation.to_string()));
    assert!(!list.text().contains("Mads"), "a young person is not named");
    let answer = app.http.form("/admin/telefoner", &admin, &wipe).await;
    assert_eq!(answer.status, 303);
    assert!(mads.exchange().await.wipe);
    app.clock.set(NOW.plus(11 * MINUTE));
    let stale = app.http.form("/admin/telefoner", &admin, &wipe).await;
    assert_eq!(stale.header("location"), "/ind?videre=/admin/telefoner&igen");
}

#[tokio::test]
async fn the_list_tells_what_waited_and_how_each_session_came_to_be() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Venter."));
    let mut request = anna.request();
    request.commands.clear();
    anna.send(&request).await.unwrap();
    let admin = app.sign_in(KAREN).await;
    let list = app.http.get("/admin/telefoner", &admin).await;
    assert!(
        list.text().contains("Anna Lund") && list.text().contains("1 ventede på at blive sendt")
    );
    let own = app.http.get("/konto", &anna.cookie).await;
    assert!(own.text().contains("Logget ind med adgangsnøgle"));
    let mut tx = server::store::Store::read(app.store(), THYLAND).await.unwrap();
    let sessions =
        server::store::ReadAccounts::sessions_of(&mut tx, Person::Medarbejder(ANNA)).await.unwrap();
    assert_eq!(sessions[0].how, How::Passkey);
    assert_eq!(sessions[0].phone, Some(anna.installation), "known since the first exchange");
}

/// A borrowed computer, a phone that went missing: whoever helps ends it all, and nothing opens itself again.
#[tokio::test]
async fn whoever_helps_signs_a_young_person_out_everywhere_and_erases_a_lost_phone() {
    let mut app = TestApp::start().await;
    let path = format!("/adgang/ung/{MADS}");
    let borrowed = app.sign_in(MADS).await;
    let (phone, secret) = enrolled(&mut app, MADS).await;
    let (gorm, dorte) = (app.sign_in(GORM).await, app.sign_in(DORTE).await);
    let waiting = app.http.form(&path, &dorte, "act=kode").await.code();
    assert_eq!(app.http.form(&path, &gorm, "act=ud").await.status, 404, "no stranger does");
    assert_eq!(app.http.get("/api/me", &borrowed).await.status, 200);
    assert_eq!(by_secret(&app, phone.installation, &secret).await.status, 204);

    let done = app.http.form(&path, &dorte, "act=ud").await;
    assert!(done.text().contains("Den unge er logget ud alle steder"), "{}", done.text());
    for cookie in [&borrowed, &phone.cookie] {
        assert_eq!(app.http.get("/api/me", cookie).await.status, 401);
    }
    assert_eq!(by_secret(&app, phone.installation, &secret).await.status, 401, "by itself");
    let told = app.done_by(DORTE).await;
    let ended = told.iter().filter(|act| matches!(act, Act::SessionEnded { .. })).count();
    assert_eq!(ended, 3, "the trail tells of each");
    assert!(told.contains(&Act::SignedOut { whom: Person::Ung(MADS) }));
    let typed = app.http.form("/kode", "", &format!("kode={waiting}")).await;
    assert_eq!(typed.status, 401, "nor does a code that waited");
    let page = app.http.get(&path, &dorte).await;
    let erase = |phone: InstallationId| format!("act=wipe-phone&id={phone}");
    assert!(page.text().contains(&phone.installation.to_string()), "it can be erased");
    let other = app.phone(ANNA).await.installation;
    assert_eq!(app.http.form(&path, &dorte, &erase(other)).await.status, 404, "not a colleague's");
    assert_eq!(app.http.form(&path, &gorm, &erase(phone.installation)).await.status, 404);
    let erased = app.http.form(&path, &dorte, &erase(phone.installation)).await;
    assert!(erased.text().contains("Lukket "), "{}", erased.text());
    assert_eq!(app.http.form(&path, &dorte, "act=noget").await.status, 404);
    let code = app.http.form(&path, &dorte, "act=kode").await.code();
    assert_eq!(app.http.form("/kode", "", &format!("kode={code}")).await.status, 303);
}
