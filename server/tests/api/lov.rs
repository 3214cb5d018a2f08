//! What the law opens, and what happens to it on a phone: found by name, brought along, let go of when it is not
//! used, gone when the law or the enrolment ends. And what was written too late: kept for the tovholder.
//! Who may bring what is asked cell by cell in `matrix`.

use domain::exchange::{Outcome, Quarantine, Refusal, Request};
use domain::fixtures::{
    ANNA, DORTE, GORM, GYMNASIET, IDA, KAREN, LARS, MADS, NOW, SOFIE, indskrivning, lovhjemmel,
    medarbejder, notat, short, thyland, ung, ung_nr,
};
use domain::grant::Basis;
use domain::henlagt::SeeHenlagt;
use domain::id::{HenlagtId, IndskrivningId, NoedadgangId, NotatId};
use domain::indskrivning::EnrolUng;
use domain::kommune::FoundKommune;
use domain::lovhjemmel::{Lovhjemmel, Lovomraade, SetLovhjemmel};
use domain::moment::{DAY, MINUTE};
use domain::noedadgang::OpenNoedadgang;
use domain::opslag::NewOpslag;
use domain::organisation::RegisterMedarbejder;
use domain::soegning::TagMed;
use domain::ung::RegisterUng;
use domain::{Folder, Person, Rejection, Rolle};
use server::audit::Act;
use server::state::Clock as _;
use server::store::Daily;
use uuid::Uuid;

use crate::harness::{Phone, TestApp};

const PLAN: Folder = Folder::Plan(SOFIE);

/// Counsellors see plans by law; Dorte helps Mads, and has nothing to do with Sofie.
async fn by_law() -> TestApp {
    let mut app = TestApp::start().await;
    let set = |omraade| SetLovhjemmel { lovhjemmel: lovhjemmel(omraade) }.into();
    app.set_up(Lovomraade::ALL.map(set).to_vec()).await;
    app
}

async fn found(app: &TestApp, phone: &Phone, tekst: &str) -> Vec<String> {
    let body = serde_json::json!({ "tekst": tekst });
    let answer = app.http.json("/api/soeg", &phone.cookie, &body).await;
    assert_eq!(answer.status, 200);
    let rows = answer.json();
    rows.as_array().unwrap().iter().map(|row| row["navn"].as_str().unwrap().to_owned()).collect()
}

async fn brings(app: &TestApp, phone: &Phone, folder: Folder) -> u16 {
    let wanted = TagMed { installation: phone.installation, folder };
    let wanted = serde_json::to_value(wanted).unwrap();
    app.http.json("/api/tag-med", &phone.cookie, &wanted).await.status
}

/// They look at the young person's page, and the phone tells of it.
async fn looks(phone: &mut Phone, ung: domain::id::UngId) {
    let opslag = vec![NewOpslag { ung, kl: phone.clock.now() }];
    let request = Request { opslag, ..phone.request() };
    let reply = phone.send(&request).await.unwrap();
    phone.take(&reply);
}

/// After so long, with nothing done since; their session is a new one, as the old one has ended.
async fn later(app: &mut TestApp, phone: &mut Phone, milliseconds: i64) {
    app.clock.forward(milliseconds);
    phone.cookie = app.sign_in(phone.person).await;
    phone.sync().await;
}

#[tokio::test]
async fn a_counsellor_finds_somebody_by_name_and_brings_the_case_along() {
    let mut app = by_law().await;
    let mut dorte = app.phone(DORTE).await;
    dorte.sync().await;
    assert!(!dorte.holds(PLAN), "what the law opens is not on every phone");
    assert_eq!(found(&app, &dorte, " SOFIE ").await, ["Sofie Ravn"]);
    assert_eq!(brings(&app, &dorte, PLAN).await, 204);
    dorte.sync().await;
    assert!(dorte.holds(PLAN) && !dorte.holds(Folder::Journal(SOFIE)));
    assert_eq!(brings(&app, &dorte, PLAN).await, 204, "again");
    dorte.sync().await;

    let did = app.done_by(DORTE).await;
    assert!(did.contains(&Act::Found { folder: PLAN }));
    let basis = Basis::Lov(Lovomraade::Vejledning);
    let given = did.iter().filter(|act| match act {
        Act::Given { folder, basis: grounds, .. } => *folder == PLAN && grounds.contains(&basis),
        _ => false,
    });
    assert_eq!(given.count(), 2);
}

#[tokio::test]
async fn nobody_finds_whom_the_law_does_not_let_them_see() {
    let mut app = by_law().await;
    for who in [Person::Medarbejder(ANNA), Person::Medarbejder(LARS), Person::Ung(MADS)] {
        let phone = app.phone(who).await;
        assert!(found(&app, &phone, "sofie").await.is_empty(), "{who}");
    }
    let ida = app.phone(IDA).await;
    assert!(found(&app, &ida, "mads").await.is_empty(), "not enrolled there");
    let dorte = app.phone(DORTE).await;
    for text in ["s", "%%", "__", "zz", "sofie zz"] {
        assert!(found(&app, &dorte, text).await.is_empty(), "{text}");
    }
    let until = Some(app.clock_now());
    let law = lovhjemmel(Lovomraade::Vejledning);
    let over = Lovhjemmel { term: domain::grant::Term { until, ..law.term }, ..law };
    app.set_up(vec![SetLovhjemmel { lovhjemmel: over }.into()]).await;
    assert!(found(&app, &dorte, "sofie").await.is_empty());
}

#[tokio::test]
async fn of_many_with_one_name_twenty_are_told() {
    let mut app = by_law().await;
    let crowd = (0..50).map(|number| {
        let ung = ung(ung_nr(number), &format!("Nummer{number} Ægidius"), "2008-01-01");
        RegisterUng { ung }.into()
    });
    app.set_up(crowd.collect()).await;
    let dorte = app.phone(DORTE).await;
    assert_eq!(found(&app, &dorte, "ægid").await.len(), 20);
    assert_eq!(found(&app, &dorte, "ÆGID nummer49").await, ["Nummer49 Ægidius"]);
}

#[tokio::test]
async fn a_school_finds_its_own_and_learns_the_name_alone() {
    let mut app = by_law().await;
    let mut anna = app.phone(ANNA).await;
    let id = IndskrivningId(Uuid::from_u128(1));
    anna.write(EnrolUng { indskrivning: indskrivning(id, MADS, GYMNASIET) });
    anna.sync().await;
    let mut ida = app.phone(IDA).await;
    ida.sync().await;
    let body = serde_json::json!({ "tekst": "mads" });
    let rows = app.http.json("/api/soeg", &ida.cookie, &body).await.json();
    let skole = Folder::Skole(MADS);
    let only = serde_json::json!([{ "folder": skole, "ung": MADS, "navn": "Mads Kjær" }]);
    assert_eq!(rows, only);
    assert_eq!(brings(&app, &ida, skole).await, 204);
    ida.sync().await;
    assert_eq!(ida.docs(skole, "elev").len(), 1);
}

#[tokio::test]
async fn a_case_that_is_not_used_for_fourteen_days_leaves_the_phone_and_one_that_is_stays() {
    let mut app = by_law().await;
    let mut dorte = app.phone(DORTE).await;
    dorte.sync().await;
    brings(&app, &dorte, PLAN).await;
    dorte.sync().await;
    for _ in 0..3 {
        later(&mut app, &mut dorte, 10 * DAY).await;
        assert!(dorte.holds(PLAN));
        looks(&mut dorte, SOFIE).await;
    }
    later(&mut app, &mut dorte, 14 * DAY - 1).await;
    assert!(dorte.holds(PLAN));
    later(&mut app, &mut dorte, 1).await;
    assert!(!dorte.holds(PLAN));
    assert!(dorte.holds(Folder::Plan(MADS)), "whom she helps stays");
    assert_eq!(brings(&app, &dorte, PLAN).await, 204);
    dorte.sync().await;
    assert!(dorte.holds(PLAN), "and comes again when asked for");
}

#[tokio::test]
async fn the_phone_is_told_when_to_let_go_by_itself() {
    let mut app = by_law().await;
    let mut dorte = app.phone(DORTE).await;
    dorte.sync().await;
    brings(&app, &dorte, PLAN).await;
    let reply = dorte.exchange().await;
    let page = reply.folders.iter().find(|page| page.folder == PLAN.to_string()).unwrap();
    assert_eq!(page.permit.term.until, Some(NOW.plus(14 * DAY)));
}

#[tokio::test]
async fn looking_is_told_though_the_case_is_no_case_of_theirs() {
    let mut app = by_law().await;
    let (mut dorte, mut sofie) = (app.phone(DORTE).await, app.phone(SOFIE).await);
    dorte.sync().await;
    brings(&app, &dorte, PLAN).await;
    dorte.sync().await;
    looks(&mut dorte, SOFIE).await;
    sofie.sync().await;
    let told = sofie.docs(PLAN, "opslag");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["af"], format!("medarbejder:{DORTE}"));
    assert!(told[0]["som"].is_null(), "she does not help her");
}

#[tokio::test]
async fn nothing_is_brought_to_anothers_phone_to_none_or_to_one_that_was_revoked() {
    let mut app = by_law().await;
    let (mut dorte, mut gorm) = (app.phone(DORTE).await, app.phone(GORM).await);
    let unknown = brings(&app, &dorte, PLAN).await;
    assert_eq!(unknown, 404, "a phone the server never heard of");
    dorte.sync().await;
    gorm.sync().await;
    dorte.installation = gorm.installation;
    assert_eq!(brings(&app, &dorte, PLAN).await, 403);
}

/// I7, and the review list of design 3.
#[tokio::test]
async fn what_was_written_too_late_is_kept_word_for_word_for_the_tovholder_to_read() {
    let (_app, mut anna, mut bent) = TestApp::after_anna().await;
    let words = "Mads ringede og vil gerne tale med nogen.";
    let late = anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, words));
    anna.exchange().await;
    let why = Quarantine::AccessEnded;
    assert_eq!(anna.outcome(late), Outcome::Quarantined { why });
    bent.sync().await;
    let journal = Folder::Journal(MADS);
    assert!(bent.docs(journal, "notat").is_empty(), "it is no note");
    let [kept] = bent.docs(journal, "henlagt").try_into().unwrap();
    assert!(kept["konvolut"].as_str().unwrap().contains(words));
    assert_eq!(kept["af"], format!("medarbejder:{ANNA}"));

    // Told again, as after a lost reply, it is there once.
    let mut again = anna.request();
    again.commands = anna.written.clone();
    anna.send(&again).await.unwrap();
    bent.sync().await;
    assert_eq!(bent.docs(journal, "henlagt").len(), 1);

    let id = HenlagtId(kept["id"].as_str().unwrap().parse().unwrap());
    bent.write(SeeHenlagt { id, ung: MADS });
    bent.sync().await;
    assert!(!bent.docs(journal, "henlagt")[0]["set"].is_null());
    assert!(!anna.holds(journal), "nothing of it goes back to who wrote it");
}

#[tokio::test]
async fn what_nobody_wrote_or_what_is_no_case_is_not_put_aside_for_anybody() {
    let (_app, mut anna, mut bent) = TestApp::after_anna().await;
    looks(&mut anna, MADS).await;
    let never = anna.write(notat(NotatId(Uuid::from_u128(2)), SOFIE, "Om en, hun aldrig hjalp."));
    anna.exchange().await;
    let why = Rejection::AccessMissing;
    assert_eq!(anna.outcome(never), Outcome::Refused { why });
    bent.sync().await;
    assert!(bent.docs(Folder::Journal(MADS), "henlagt").is_empty());
}

/// What gives roles or opens what nobody was assigned to is asked on pages that want a sign-in of the last
/// minutes; a phone's line is no way round them.
#[tokio::test]
async fn what_is_asked_at_a_desk_is_taken_from_no_phone() {
    let mut app = TestApp::start().await;
    let (mut karen, mut lars) = (app.phone(KAREN).await, app.phone(LARS).await);
    let grund = short("Mads er meldt savnet, og Bent er på ferie.");
    let opens = OpenNoedadgang { id: NoedadgangId(Uuid::from_u128(1)), ung: MADS, grund };
    let medarbejder = medarbejder(ANNA, "Anna Lund", GYMNASIET, &Rolle::ALL);
    let lovhjemmel = lovhjemmel(Lovomraade::Vejledning);
    let asked = [
        karen.write(RegisterMedarbejder { medarbejder }),
        karen.write(SetLovhjemmel { lovhjemmel }),
        karen.write(FoundKommune { kommune: thyland() }),
    ];
    let opened = lars.write(opens);
    karen.sync().await;
    lars.sync().await;
    let no = Outcome::Refused { why: Rejection::AccessMissing };
    assert_eq!(asked.map(|seq| karen.outcome(seq)), [no; 3]);
    assert_eq!(lars.outcome(opened), no);
    assert!(!lars.holds(Folder::Plan(MADS)));
}

/// The administrator's page of it.
#[tokio::test]
async fn a_law_basis_is_set_and_ended_by_the_administrator_who_has_just_signed_in() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let form = "act=ny&omraade=vejledning&lov=Lov+om+unge&paragraf=%C2%A7+2+a";
    for wrong in ["&fra=2026-09-07&til=2026-09-01", "&fra=i+morgen&til=", "&fra=&til=&lov=+"] {
        let page = app.http.form("/admin/lov", &karen, &format!("{form}{wrong}")).await;
        assert_eq!(page.status, 422, "{wrong}");
    }
    let mut dorte = app.phone(DORTE).await;
    dorte.sync().await;
    assert!(found(&app, &dorte, "sofie").await.is_empty());
    // Today is 7 September 2026.
    let right = format!("{form}&fra=2026-09-07&til=2026-09-30");
    assert_eq!(app.http.form("/admin/lov", &karen, &right).await.status, 303);
    assert_eq!(found(&app, &dorte, "sofie").await, ["Sofie Ravn"]);
    brings(&app, &dorte, PLAN).await;
    dorte.sync().await;
    let page = app.http.get("/admin/lov", &karen).await;
    assert!(
        page.text().contains("Lov om unge, § 2 a") && page.text().contains("30. september 2026")
    );

    let (_, rest) = page.text().split_once("name=\"id\" value=\"").unwrap();
    let end = format!("act=slut&id={}", rest.split_once('"').unwrap().0);
    app.clock.forward(11 * MINUTE);
    let stale = app.http.form("/admin/lov", &karen, &end).await;
    assert_eq!(stale.header("location"), "/ind?videre=/admin/lov&igen");
    let karen = app.sign_in(KAREN).await;
    assert_eq!(app.http.form("/admin/lov", &karen, &end).await.status, 303);
    dorte.sync().await;
    assert!(!dorte.holds(PLAN), "at the next contact");
    assert!(found(&app, &dorte, "sofie").await.is_empty());
}

/// Whoever would go through a municipality name by name is stopped, and nobody else with them.
#[tokio::test]
async fn searching_and_bringing_along_have_an_end_for_each_person() {
    let mut app = by_law().await;
    let (mut dorte, ida) = (app.phone(DORTE).await, app.phone(IDA).await);
    dorte.sync().await;
    for _ in 0..30 {
        assert_eq!(found(&app, &dorte, "sofie").await.len(), 1);
    }
    let search = serde_json::json!({ "tekst": "sofie" });
    let stopped = app.http.json("/api/soeg", &dorte.cookie, &search).await;
    assert_eq!((stopped.status, stopped.header("retry-after")), (429, "61"));
    assert!(found(&app, &ida, "sofie").await.is_empty(), "and is answered");
    app.clock.forward(MINUTE);
    assert_eq!(found(&app, &dorte, "sofie").await.len(), 1);

    for _ in 0..120 {
        assert_eq!(brings(&app, &dorte, PLAN).await, 204);
    }
    assert_eq!(brings(&app, &dorte, PLAN).await, 429);
}

/// At a pace that no brake by the minute minds, a municipality would be gone through in an hour.
#[tokio::test]
async fn nobody_goes_through_a_municipality_at_any_pace_and_the_administrator_is_told() {
    let mut app = by_law().await;
    let crowd = (0..45).map(|number| {
        RegisterUng { ung: ung(ung_nr(number), "Person Prøve", "2008-01-01") }.into()
    });
    app.set_up(crowd.collect()).await;
    let mut dorte = app.phone(DORTE).await;
    dorte.sync().await;
    let search = serde_json::json!({ "tekst": "sofie" });
    for _ in 0..60 {
        assert_eq!(found(&app, &dorte, "sofie").await.len(), 1);
        app.clock.forward(3_000);
    }
    for number in 0..40 {
        let folder = Folder::Plan(ung_nr(number));
        assert_eq!(brings(&app, &dorte, folder).await, 204, "{number}");
        app.clock.forward(1_000);
    }
    let enough = Refusal::EnoughToday;
    for restarted in [false, true] {
        if restarted {
            app.stop().await;
            app.run_again().await;
        }
        let stopped = app.http.json("/api/soeg", &dorte.cookie, &search).await;
        let told: Refusal = serde_json::from_slice(&stopped.body).unwrap();
        assert_eq!((stopped.status, told), (429, enough), "restarted: {restarted}");
        let seconds: i64 = stopped.header("retry-after").parse().unwrap();
        assert_eq!(app.clock_now().plus(seconds * 1_000).day(), app.clock_now().day().plus(1));
        assert_eq!(brings(&app, &dorte, Folder::Plan(ung_nr(44))).await, 429);
        assert_eq!(brings(&app, &dorte, Folder::Plan(ung_nr(1))).await, 204, "it is here already");
    }
    let ida = app.phone(IDA).await;
    assert!(found(&app, &ida, "sofie").await.is_empty(), "and nobody else is stopped");

    let much = app.done_by(DORTE).await.into_iter().filter_map(|act| match act {
        Act::Much { what, times } => Some((what, times)),
        _ => None,
    });
    let (searches, cases) = (Daily::Searches, Daily::Cases);
    assert_eq!(
        much.collect::<Vec<_>>(),
        [(searches, 30), (searches, 60), (cases, 20), (cases, 40)]
    );
    let karen = app.sign_in(KAREN).await;
    let page = app.http.get("/admin", &karen).await;
    for said in ["Har søgt meget", "60 søgninger", "40 sager taget med"] {
        assert!(page.text().contains(said), "{said}");
    }
    app.clock.forward(DAY);
    dorte.cookie = app.sign_in(DORTE).await;
    assert_eq!(found(&app, &dorte, "sofie").await.len(), 1, "tomorrow is another day");
}
