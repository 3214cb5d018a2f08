//! One-time codes: who may make one for whom, that it works once and not for long, and that guessing does not
//! get far.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::Person;
use domain::fixtures::{
    ANNA, ANNA_FOR_MADS, BENT, CLARA, DORTE, GORM, IDA, KAREN, MADS, NOW, SOFIE, ung, ung_nr,
};
use domain::moment::{DAY, MINUTE};
use domain::tilknytning::EndTilknytning;
use domain::ung::RegisterUng;
use server::account::code::{self, Code};
use server::audit::Act;
use server::serve;
use server::state::{Chance, NoChance, World};
use server::store::{How, Store as _, Write as _};
use tokio::task::JoinSet;

use crate::harness::{Http, TestApp};

const DESK: &str = "/adgang/ung/";

/// The code that somebody who helps Mads makes for him.
async fn code_for_mads(app: &mut TestApp) -> String {
    let cookie = app.sign_in(DORTE).await;
    let page = app.http.form(&format!("{DESK}{MADS}"), &cookie, "act=kode").await;
    assert_eq!(page.status, 200);
    page.code()
}

fn typed(code: &str) -> String {
    format!("kode={code}")
}

#[tokio::test]
async fn a_code_made_at_the_desk_lets_a_young_person_in_and_the_trail_tells() {
    let mut app = TestApp::start().await;
    let code = code_for_mads(&mut app).await;
    let by_hand = typed(&code.to_lowercase().replace('-', "+"));
    let answer = app.http.form("/kode", "", &by_hand).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/konto/ny"));
    let cookie = answer.session();
    let me = app.http.get("/api/me", &cookie).await.json();
    assert_eq!(me["person"], *Person::Ung(MADS).to_string());
    let welcome = app.http.get("/konto/ny", &cookie).await;
    assert!(welcome.text().contains("data-passkey=\"make\""), "they can make a passkey");
    assert!(welcome.text().contains("href=\"/app/ind\""), "or go on without one");

    let made = app.done_by(DORTE).await;
    assert!(made.contains(&Act::CodeMade { whom: Person::Ung(MADS) }), "{made:?}");
    assert!(app.done_by(MADS).await.contains(&Act::SignedIn { how: How::Code }));
    let trail = serde_json::to_string(&app.trail().await).unwrap();
    assert!(!trail.contains(&code) && !trail.contains(&code.replace('-', "")));
}

#[tokio::test]
async fn only_those_who_may_act_in_the_plan_now_make_a_code_for_a_young_person() {
    let mut app = TestApp::start().await;
    let path = format!("{DESK}{MADS}");
    for helper in [ANNA, BENT, DORTE] {
        let cookie = app.sign_in(helper).await;
        assert_eq!(app.http.form(&path, &cookie, "act=kode").await.status, 200, "{helper}");
    }
    for stranger in [GORM, CLARA, IDA, KAREN] {
        let cookie = app.sign_in(stranger).await;
        let (looked, asked) =
            (app.http.get(&path, &cookie).await, app.http.form(&path, &cookie, "act=kode").await);
        assert_eq!((looked.status, asked.status), (404, 404), "{stranger}");
        assert!(!looked.text().contains("Mads"));
    }
    for young in [MADS, SOFIE] {
        let cookie = app.sign_in(young).await;
        assert_eq!(app.http.form(&path, &cookie, "act=kode").await.status, 404, "{young}");
    }
    let mut bent = app.phone(BENT).await;
    bent.write(EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: NOW });
    bent.sync().await;
    let cookie = app.sign_in(ANNA).await;
    assert_eq!(app.http.form(&path, &cookie, "act=kode").await.status, 404, "no longer");
}

/// Or whoever finds a helper's computer open is soon "just signed in" as the young person, and adds a passkey.
#[tokio::test]
async fn a_code_for_a_young_person_wants_a_fresh_sign_in_and_leads_back() {
    let mut app = TestApp::start().await;
    let (path, cookie) = (format!("{DESK}{MADS}"), app.sign_in(DORTE).await);
    app.clock.forward(10 * MINUTE - 1);
    let just_so = app.http.get(&path, &cookie).await;
    assert!(!just_so.text().contains("før du ændrer noget"));
    app.clock.forward(1);
    let asked = app.http.form(&path, &cookie, "act=kode").await;
    let back = format!("/ind?videre={path}&igen");
    assert_eq!((asked.status, asked.header("location")), (303, &*back));
    let looked = app.http.get(&path, &cookie).await;
    assert!(looked.text().contains("før du ændrer noget"), "the page says so before");
    assert_eq!(app.done_by(DORTE).await, [], "none was made");
    let gorm = app.sign_in(GORM).await;
    app.clock.forward(10 * MINUTE);
    let stranger = app.http.form(&path, &gorm, "act=kode").await;
    assert_eq!(stranger.status, 303, "nobody is told whether there is such a young person");
}

#[tokio::test]
async fn a_code_works_once_until_there_is_a_newer_one_and_for_a_quarter_of_an_hour() {
    let mut app = TestApp::start().await;
    let code = code_for_mads(&mut app).await;
    assert_eq!(app.http.form("/kode", "", &typed(&code)).await.status, 303);
    let again = app.http.form("/kode", "", &typed(&code)).await;
    assert_eq!((again.status, again.header("set-cookie")), (401, ""));
    assert!(again.text().contains("Koden virker ikke"));

    let old = code_for_mads(&mut app).await;
    let new = code_for_mads(&mut app).await;
    assert_eq!(app.http.form("/kode", "", &typed(&old)).await.status, 401, "replaced");
    app.clock.forward(15 * MINUTE);
    assert_eq!(app.http.form("/kode", "", &typed(&new)).await.status, 401, "too old");
    let other = code_for_mads(&mut app).await;
    app.clock.forward(15 * MINUTE - 1);
    assert_eq!(app.http.form("/kode", "", &typed(&other)).await.status, 303);
}

#[tokio::test]
async fn an_invitation_lasts_seven_days() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(KAREN).await;
    let page = format!("/admin/medarbejder/{ANNA}");
    let first = app.http.form(&page, &cookie, "act=kode").await.code();
    app.clock.forward(7 * DAY - 1);
    assert_eq!(app.http.form("/kode", "", &typed(&first)).await.status, 303);
    let cookie = app.sign_in(KAREN).await;
    let second = app.http.form(&page, &cookie, "act=kode").await.code();
    app.clock.forward(7 * DAY);
    assert_eq!(app.http.form("/kode", "", &typed(&second)).await.status, 401);
}

/// Below the brakes: the database itself lets one have it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_hundred_who_type_one_code_at_once_one_is_in() {
    let mut app = TestApp::start().await;
    let code = Code::parse(&code_for_mads(&mut app).await).unwrap();
    let world = World { clock: app.clock.clone(), ..World::real() };
    let mut tries = JoinSet::new();
    for _ in 0..100 {
        let (store, world) = (app.store().clone(), world.clone());
        tries.spawn(async move { code::enter(&store, &world, code, None).await.unwrap() });
    }
    let signed_in = tries.join_all().await.into_iter().flatten().count();
    assert_eq!(signed_in, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_at_once_are_no_way_round_the_brakes() {
    let mut app = TestApp::start().await;
    let code = code_for_mads(&mut app).await;
    let mut tries = JoinSet::new();
    for _ in 0..100 {
        let (http, code) = (app.http.clone(), typed(&code));
        tries.spawn(async move { http.form("/kode", "", &code).await.status });
    }
    let answers = tries.join_all().await;
    let count = |status| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!(count(303), 1);
    assert!(count(401) <= 5 && count(401) + count(429) == 99, "{answers:?}");
}

#[tokio::test]
async fn a_thousand_guesses_are_looked_at_twenty_five_times_and_the_rest_told_to_wait() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let page = format!("/admin/medarbejder/{ANNA}");
    let right = app.http.form(&page, &karen, "act=kode").await.code();
    let (mut looked_at, mut told_to_wait) = (0, 0);
    for guess in 0..1_000_u32 {
        let guess = format!("kode=2346{:0>6}", guess.to_string().replace(['0', '1', '5'], "A"));
        let answer = app.http.form("/kode", "", &guess).await;
        match answer.status {
            401 => looked_at += 1,
            429 => {
                let seconds: i64 = answer.header("retry-after").parse().unwrap();
                assert!((1..=3_600).contains(&seconds));
                assert!(answer.text().contains("Vent lidt"), "{}", answer.text());
                told_to_wait += 1;
            }
            other => panic!("{other}"),
        }
        app.clock.forward(1_000);
    }
    assert!(looked_at <= 25, "{looked_at}");
    assert_eq!(looked_at + told_to_wait, 1_000);
    assert_eq!(app.http.form("/kode", "", &typed(&right)).await.status, 429, "nobody jumps it");
    app.clock.forward(16 * MINUTE);
    assert_eq!(app.http.form("/kode", "", &typed(&right)).await.status, 303, "and it ends");
    app.stop().await;
    app.run_again().await;
    let told = app.done_by(Person::System).await;
    let counted = told.iter().find_map(|act| match act {
        Act::Refused { how: How::Code, count } => Some(*count),
        _ => None,
    });
    assert_eq!(counted, Some(looked_at), "counted, with nothing of who it was");
}

/// A browser that has come to the page.
async fn browser(app: &TestApp) -> String {
    let page = app.http.get("/kode", "").await;
    page.header("set-cookie").split(';').next().unwrap().to_owned()
}

/// Behind one address may sit a whole school.
#[tokio::test]
async fn a_pupil_who_guesses_shuts_nobody_out_behind_the_same_address() {
    let mut app = TestApp::start().await;
    let pupil = browser(&app).await;
    for round in 0..12 {
        for cookie in [pupil.as_str(), ""] {
            for _ in 0..7 {
                app.http.form("/kode", cookie, &typed("2346789ACD")).await;
            }
            let own = app.http.form("/kode", cookie, &typed("2346789ACD")).await;
            assert_eq!(own.status, 429, "{round}");
        }
        let (code, other) = (code_for_mads(&mut app).await, browser(&app).await);
        assert_eq!(app.http.form("/kode", &other, &typed(&code)).await.status, 303, "{round}");
        app.clock.forward(10 * MINUTE);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_pupils_who_type_twenty_right_codes_at_once_are_all_in() {
    let mut app = TestApp::start().await;
    let crowd: Vec<_> =
        (0..20).map(|number| ung(ung_nr(number), "En Elev", "2008-01-01")).collect();
    app.set_up(crowd.iter().cloned().map(|ung| RegisterUng { ung }.into()).collect()).await;
    let world = World { clock: app.clock.clone(), ..World::real() };
    let mut tries = JoinSet::new();
    for one in crowd {
        let drawn = code::draw(&world).await.unwrap();
        let mut tx = app.store().write(domain::fixtures::THYLAND).await.unwrap();
        let whom = Person::Ung(one.id);
        let code = code::give(&mut tx, &world, drawn, whom, Person::System).await.unwrap();
        tx.commit().await.unwrap();
        let (http, cookie) = (app.http.clone(), browser(&app).await);
        tries.spawn(
            async move { http.form("/kode", &cookie, &format!("kode={code}")).await.status },
        );
    }
    assert_eq!(tries.join_all().await, [303; 20]);
}

/// Behind one address may sit a whole school, where somebody mistypes every day.
#[tokio::test]
async fn an_address_is_forgiven_its_pauses_after_a_day() {
    let app = TestApp::start().await;
    for day in 0..9 {
        let mut last = String::new();
        for _ in 0..6 {
            let answer = app.http.form("/kode", "", &typed("2346789ACD")).await;
            last = answer.header("retry-after").to_owned();
        }
        assert_eq!(last, "61", "day {day}");
        app.clock.forward(DAY);
    }
}

#[tokio::test]
async fn a_code_signs_in_whom_it_was_made_for_in_whosever_browser() {
    let mut app = TestApp::start().await;
    let code = code_for_mads(&mut app).await;
    let sofie = app.sign_in(SOFIE).await;
    let answer = app.http.form("/kode", &sofie, &typed(&code)).await;
    let cookie = answer.session();
    assert_ne!(cookie, sofie);
    let me = app.http.get("/api/me", &cookie).await.json();
    assert_eq!(me["person"], *Person::Ung(MADS).to_string());
    assert_eq!(app.http.get("/api/me", &sofie).await.status, 401, "hers has ended");
}

#[tokio::test]
async fn an_ended_account_has_no_use_for_a_code_that_was_made_before() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(KAREN).await;
    let page = format!("/admin/medarbejder/{ANNA}");
    let code = app.http.form(&page, &cookie, "act=kode").await.code();
    assert_eq!(app.http.form(&page, &cookie, "act=luk").await.status, 200);
    assert_eq!(app.http.form("/kode", "", &typed(&code)).await.status, 401);
    let world = World { clock: app.clock.clone(), ..World::real() };
    let drawn = code::draw(&world).await.unwrap();
    let mut tx = app.store().write(domain::fixtures::THYLAND).await.unwrap();
    let anna = Person::Medarbejder(ANNA);
    let new = code::give(&mut tx, &world, drawn, anna, Person::System).await.unwrap();
    tx.commit().await.unwrap();
    let opened = app.http.form("/kode", "", &typed(&new.to_string())).await;
    assert_eq!(opened.status, 303, "a new one opens it again");
    assert!(app.done_by(Person::System).await.contains(&Act::AccountOpened { whom: anna }));
}

/// Counts how often chance was asked.
#[derive(Debug, Default)]
struct Watched(AtomicUsize);

impl Chance for Watched {
    fn bytes(&self) -> Result<[u8; 32], NoChance> {
        self.0.fetch_add(1, Ordering::SeqCst);
        World::real().chance.bytes()
    }
}

/// Everybody's writing waits for whoever writes: nobody stretches a code meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_drawn_before_anything_is_written() {
    let mut app = TestApp::start().await;
    let (bent, karen) = (app.sign_in(BENT).await, app.sign_in(KAREN).await);
    app.stop().await;
    let chance = Arc::new(Watched::default());
    let world = World { clock: app.clock.clone(), chance: chance.clone(), ..World::real() };
    let server = serve::start(app.config(), world).await.unwrap();
    for (page, cookie) in
        [(format!("/adgang/ung/{MADS}"), bent), (format!("/admin/medarbejder/{ANNA}"), karen)]
    {
        let writing = server.store.write(domain::fixtures::THYLAND).await.unwrap();
        let (before, http) = (chance.0.load(Ordering::SeqCst), Http::to(server.address));
        let asked = tokio::spawn(async move { http.form(&page, &cookie, "act=kode").await.status });
        let drawn = async {
            while chance.0.load(Ordering::SeqCst) == before {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let drawn = tokio::time::timeout(Duration::from_secs(4), drawn).await;
        assert!(drawn.is_ok() && !asked.is_finished(), "it waits to write, with a code drawn");
        drop(writing);
        assert_eq!(asked.await.unwrap(), 200);
    }
    server.stop().await;
}
