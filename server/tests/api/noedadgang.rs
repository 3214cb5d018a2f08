//! Breaking the glass, by its page: who may, what must be said, what it opens, and that nobody is found by it.

use domain::fixtures::{ANNA, BENT, KAREN, LARS, MADS, UNGEHUSET, medarbejder, ung, ung_nr};
use domain::grant::Basis;
use domain::moment::{DAY, HOUR, MINUTE};
use domain::organisation::RegisterMedarbejder;
use domain::ung::RegisterUng;
use domain::{Folder, Person, Rolle};
use server::audit::Act;
use server::exchange::daily::Bounds;
use server::store::Daily;

use crate::harness::{Answer, TestApp};

const PAGE: &str = "/noedadgang";
const RIGHT: &str = "navn=mads+KJAER&foedt=2008-03-14&grund=Mads+er+meldt+savnet.";
const CASE: [Folder; 3] = [Folder::Plan(MADS), Folder::Journal(MADS), Folder::Skole(MADS)];

async fn asked(app: &mut TestApp, fields: &str) -> Answer {
    let lars = app.sign_in(LARS).await;
    app.http.form(PAGE, &lars, fields).await
}

#[tokio::test]
async fn a_manager_opens_a_case_by_its_page_and_has_it_on_the_phone_for_three_hours() {
    let mut app = TestApp::start().await;
    let (mut lars, mut bent) = (app.phone(LARS).await, app.phone(BENT).await);
    lars.sync().await;
    assert_eq!(CASE.map(|folder| lars.holds(folder)), [false; 3]);
    let page = asked(&mut app, RIGHT).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains(&format!("/app/unge/{MADS}")), "leads to the case");
    lars.sync().await;
    assert_eq!(CASE.map(|folder| lars.holds(folder)), [true; 3]);
    bent.sync().await;
    let [told] = bent.docs(Folder::Journal(MADS), "noedadgang").try_into().unwrap();
    assert_eq!(told["grund"], "Mads er meldt savnet.");
    app.clock.forward(3 * HOUR);
    lars.cookie = app.sign_in(LARS).await;
    lars.sync().await;
    assert_eq!(CASE.map(|folder| lars.holds(folder)), [false; 3]);
    let in_need = |act: &Act| match act {
        Act::Given { basis, .. } => basis.iter().any(|one| matches!(one, Basis::Noedadgang(_))),
        _ => false,
    };
    assert_eq!(app.done_by(LARS).await.iter().filter(|act| in_need(act)).count(), 3);
}

#[tokio::test]
async fn nothing_opens_without_the_whole_name_the_birthday_and_a_reason() {
    let mut app = TestApp::start().await;
    let grund = "grund=Mads+er+meldt+savnet.";
    for wrong in [
        format!("navn=Mads&foedt=2008-03-14&{grund}"),
        format!("navn=Mads+Kj%C3%A6r&foedt=2008-03-15&{grund}"),
        format!("navn=Mads+Kj%C3%A6r&foedt=&{grund}"),
        format!("navn=%25&foedt=2008-03-14&{grund}"),
        "navn=Mads+Kj%C3%A6r&foedt=2008-03-14&grund=".to_owned(),
        "navn=Mads+Kj%C3%A6r&foedt=2008-03-14&grund=haster".to_owned(),
    ] {
        let page = asked(&mut app, &wrong).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert!(!page.text().contains(&MADS.to_string()), "{wrong}");
    }
    let mut lars = app.phone(LARS).await;
    lars.sync().await;
    assert_eq!(CASE.map(|folder| lars.holds(folder)), [false; 3]);
    let missed = app.done_by(LARS).await.into_iter().filter(|act| *act == Act::NoSuchCase);
    assert_eq!(missed.count(), 4, "each try is told, with nothing of whom it was for");
}

/// An answer that is another for who is there than for who is not, is an answer about somebody.
#[tokio::test]
async fn without_a_reason_or_after_the_days_last_nobody_learns_who_is_there() {
    let mut app = TestApp::start().await;
    let mads = "navn=Mads+Kj%C3%A6r&foedt=2008-03-14";
    let nobody = "navn=Mads+Kj%C3%A6r&foedt=2008-03-15";
    let told = async |app: &mut TestApp, whose: &str, grund: &str| {
        let page = asked(app, &format!("{whose}&grund={grund}")).await;
        let text = page.text().replace("2008-03-15", "2008-03-14");
        assert!(text.contains("2008-03-14"), "what was typed is still there");
        (page.status, text)
    };
    for grund in ["", "haster"] {
        assert_eq!(told(&mut app, mads, grund).await, told(&mut app, nobody, grund).await);
    }
    for _ in 0..Bounds::default().noedadgange {
        assert_eq!(asked(&mut app, RIGHT).await.status, 200);
    }
    let after = told(&mut app, mads, "Mads+er+meldt+savnet.").await;
    assert_eq!(after.0, 429);
    assert_eq!(after, told(&mut app, nobody, "Mads+er+meldt+savnet.").await);
}

#[tokio::test]
async fn only_a_manager_who_has_just_signed_in_gets_as_far() {
    let mut app = TestApp::start().await;
    for who in [Person::Medarbejder(ANNA), Person::Medarbejder(KAREN), Person::Ung(MADS)] {
        let cookie = app.sign_in(who).await;
        assert_eq!(app.http.form(PAGE, &cookie, RIGHT).await.status, 403, "{who}");
    }
    let stale = app.sign_in(LARS).await;
    app.clock.forward(11 * MINUTE);
    let page = app.http.form(PAGE, &stale, RIGHT).await;
    assert_eq!((page.status, page.header("location")), (303, "/ind?videre=/noedadgang&igen"));
    let mut bent = app.phone(BENT).await;
    bent.sync().await;
    assert!(bent.docs(Folder::Journal(MADS), "noedadgang").is_empty());
}

/// Three hours are long enough to go through a municipality case by case.
#[tokio::test]
async fn a_manager_opens_five_cases_a_day_and_the_administrator_is_told() {
    let mut app = TestApp::start().await;
    let crowd = (0..7).map(|number| {
        let navn = format!("Nummer{number} Prøve");
        RegisterUng { ung: ung(ung_nr(number), &navn, "2008-01-01") }.into()
    });
    app.set_up(crowd.collect()).await;
    let fields = |number: i32| {
        format!("navn=Nummer{number}+Pr%C3%B8ve&foedt=2008-01-01&grund=En+grund+der+holder")
    };
    for number in 0..5 {
        let page = asked(&mut app, &fields(number)).await;
        assert_eq!(page.status, 200, "{number}");
        app.clock.forward(MINUTE);
    }
    for restarted in [false, true] {
        if restarted {
            app.stop().await;
            app.run_again().await;
        }
        let page = asked(&mut app, &fields(5)).await;
        assert_eq!(page.status, 429, "restarted: {restarted}");
        assert!(page.text().contains("Ikke flere i dag"));
    }
    let mut lars = app.phone(LARS).await;
    lars.sync().await;
    assert!(lars.holds(Folder::Plan(ung_nr(4))) && !lars.holds(Folder::Plan(ung_nr(5))));
    let much = app.done_by(LARS).await.into_iter().filter_map(|act| match act {
        Act::Much { what, times } => Some((what, times)),
        _ => None,
    });
    let what = Daily::Noedadgange;
    assert_eq!(much.collect::<Vec<_>>(), [(what, 3), (what, 5)]);
    let karen = app.sign_in(KAREN).await;
    let page = app.http.get("/admin", &karen).await;
    assert!(page.text().contains("5 nødadgange"), "{}", page.text());
    app.clock.forward(DAY);
    assert_eq!(asked(&mut app, &fields(5)).await.status, 200, "tomorrow is another day");
}

/// Whoever comes back comes back to nothing that nobody gave them since.
#[tokio::test]
async fn an_account_that_is_opened_again_has_no_case_that_it_had_opened() {
    let mut app = TestApp::start().await;
    assert_eq!(asked(&mut app, RIGHT).await.status, 200);
    let mut lars = app.phone(LARS).await;
    lars.sync().await;
    assert!(lars.holds(Folder::Journal(MADS)));
    app.clock.forward(MINUTE);
    let (karen, page) = (app.sign_in(KAREN).await, format!("/admin/medarbejder/{LARS}"));
    assert_eq!(app.http.form(&page, &karen, "act=luk").await.status, 200);
    let again = medarbejder(LARS, "Lars Hede", UNGEHUSET, &[Rolle::Leder]);
    app.clock.forward(MINUTE);
    app.set_up(vec![RegisterMedarbejder { medarbejder: again }.into()]).await;
    assert_eq!(app.http.form(&page, &karen, "act=kode").await.status, 200, "open again");
    let mut lars = app.phone(LARS).await;
    lars.sync().await;
    assert_eq!(CASE.map(|folder| lars.holds(folder)), [false; 3]);
    let mut bent = app.phone(BENT).await;
    bent.sync().await;
    let [told] = bent.docs(Folder::Journal(MADS), "noedadgang").try_into().unwrap();
    assert_eq!(told["term"]["until"], app.clock_now().plus(-MINUTE).0, "and it is told");
}

/// Somebody with a stolen manager's session must not find out who is known by trying names.
#[tokio::test]
async fn names_are_not_tried_out() {
    let mut app = TestApp::start().await;
    let lars = app.sign_in(LARS).await;
    let mut looked_at = 0;
    for number in 0..100 {
        let fields = format!("navn=Person+{number}&foedt=2008-03-14&grund=En+grund+der+holder");
        let status = app.http.form(PAGE, &lars, &fields).await.status;
        assert!(matches!(status, 422 | 429), "{status}");
        looked_at += usize::from(status == 422);
    }
    assert_eq!(looked_at, 5);
}
