//! The demo's door stands open only where there is nothing real behind it; and its people have something
//! to show.

use domain::{Folder, Person};
use server::config::Config;
use server::demo::{Size, kommune, personas};
use server::serve::{NoStart, start};
use server::state::World;

use crate::harness::{Http, Phone, TestApp};

fn demo_of(app: &TestApp) -> Config {
    let database = app.file("demo.sqlite");
    Config {
        database,
        demo: Some(Size::Lille),
        heads: app.file("demo-heads"),
        ..app.config().clone()
    }
}

#[tokio::test]
async fn a_demo_is_never_opened_on_real_data_nor_real_data_as_a_demo() {
    let mut app = TestApp::start().await;
    app.stop().await;
    let wrong = Config { demo: Some(Size::Lille), ..app.config().clone() };
    let refused = start(&wrong, World::real()).await;
    assert!(matches!(refused, Err(NoStart::NotADemo)));

    let demo = demo_of(&app);
    start(&demo, World::real()).await.unwrap().stop().await;
    let wrong = Config { demo: None, ..demo.clone() };
    let refused = start(&wrong, World::real()).await;
    assert!(matches!(refused, Err(NoStart::IsADemo)));
    start(&demo, World::real()).await.unwrap().stop().await;
}

#[tokio::test]
async fn without_demo_nobody_can_sign_in_as_a_persona() {
    let app = TestApp::start().await;
    assert_eq!(app.http.get("/demo", "").await.status, 404);
    let form = format!("persona={}", personas()[0].person);
    let answer = app.http.post("/demo/login", "", "application/x-www-form-urlencoded", form).await;
    assert_eq!((answer.status, answer.header("set-cookie")), (404, ""));
}

#[tokio::test]
async fn every_persona_can_sign_in_and_has_something_to_see() {
    let app = TestApp::start().await;
    let server = start(&demo_of(&app), World::real()).await.unwrap();
    let http = Http::to(server.address);
    let page = http.get("/demo", "").await;
    assert!(page.text().contains("banner-demo"));
    for (number, persona) in (1..).zip(personas()) {
        assert!(page.text().contains(&persona.person.to_string()), "{}", persona.navn);
        let form = format!("persona={}", persona.person);
        let answer = http.post("/demo/login", "", "application/x-www-form-urlencoded", form).await;
        let only_accounts = persona.rolle == Some(domain::Rolle::Administrator);
        let to = if only_accounts { "/admin" } else { "/app/ind" };
        assert_eq!((answer.status, answer.header("location")), (303, to));
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        assert!(
            cookie.starts_with("overgang=") && answer.header("set-cookie").contains("HttpOnly")
        );
        let me = http.get("/api/me", &cookie).await;
        assert!(me.text().contains(persona.navn) && me.text().contains("\"demo\":true"));
        let mut phone = Phone::new(http.clone(), app.clock.clone(), persona.person, cookie, number);
        phone.sync().await;
        assert_eq!(phone.docs(Folder::Faelles(kommune()), "organisation").len(), 14);
        if let Person::Ung(ung) = persona.person {
            assert_eq!(phone.folders.len(), 2);
            assert_eq!(phone.docs(Folder::Plan(ung), "aftale").len(), 3);
        }
    }
    let stranger =
        http.post("/demo/login", "", "application/x-www-form-urlencoded", "persona=system");
    assert_eq!(stranger.await.status, 404);
    server.stop().await;
}

#[tokio::test]
async fn loading_a_demo_again_changes_nothing() {
    use server::store::{Read as _, Store as _};
    let app = TestApp::start().await;
    let demo = demo_of(&app);
    let mut heads = Vec::new();
    for _ in 0..2 {
        let server = start(&demo, World::real()).await.unwrap();
        heads.push(server.store.read(kommune()).await.unwrap().head().await.unwrap());
        server.stop().await;
    }
    assert_eq!(heads[0], heads[1]);
}
