//! The local administrator: inviting staff, giving roles for a time, ending accounts; always just signed in, and
//! never for themselves. And the first one, who is made on the command line.

use domain::fixtures::{
    ANNA, ANNA_FOR_MADS, BENT, GYMNASIET, KAREN, MADS, NOW, THYLAND, UNGEHUSET, medarbejder,
};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::organisation::{Medarbejder, RegisterMedarbejder};
use domain::{Folder, Person, Rolle};
use serde_json::json;
use server::account::invite::{Invitation, NotInvited, invite};
use server::audit::Act;
use server::exchange::access;
use server::serve::{self, NoStart};
use server::state::World;
use server::store::Store as _;
use server::store::sqlite::Sqlite;

use crate::harness::authenticator::Authenticator;
use crate::harness::{Answer, Http, TestApp, make_real};

const NEW: &str = "/admin/medarbejder/ny";

fn page_of(id: impl std::fmt::Display) -> String {
    format!("/admin/medarbejder/{id}")
}

async fn staff(app: &TestApp, name: &str) -> Option<Medarbejder> {
    let mut tx = app.store().read(THYLAND).await.unwrap();
    let folder = Folder::Faelles(THYLAND);
    let all: Vec<Medarbejder> = access::kept_all(&mut tx, folder).await.unwrap();
    all.into_iter().find(|one| one.navn.as_str() == name)
}

#[tokio::test]
async fn a_member_of_staff_is_invited_signs_in_and_has_the_role_in_its_time() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    // Today is 7 September 2026.
    let form = format!(
        "act=gem&navn=Nina+Pr%C3%B8ve&organisation={GYMNASIET}&telefon=&mail=\
         &rolle_ambassadoer=on&fra_ambassadoer=2026-09-07&til_ambassadoer=2026-09-30\
         &rolle_skolevejleder=on&fra_skolevejleder=2026-09-10&til_skolevejleder="
    );
    let page = app.http.form(NEW, &karen, &form).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let signed_in = app.http.form("/kode", "", &format!("kode={}", page.code())).await;
    assert_eq!(signed_in.header("location"), "/konto/ny");
    let cookie = app.sign_in(staff(&app, "Nina Prøve").await.unwrap().id).await;
    let me = app.http.get("/api/me", &cookie).await.json();
    assert_eq!((&me["navn"], &me["roller"]), (&"Nina Prøve".into(), &["ambassadoer"].into()));
    app.clock.set(domain::fixtures::at("2026-09-10", 0, 0));
    let nina = staff(&app, "Nina Prøve").await.unwrap();
    let holds = |rolle, date: &str| nina.has(rolle, domain::fixtures::at(date, 12, 0));
    assert!(
        !holds(Rolle::Skolevejleder, "2026-09-09") && holds(Rolle::Skolevejleder, "2026-09-10")
    );
    assert!(holds(Rolle::Ambassadoer, "2026-09-30") && !holds(Rolle::Ambassadoer, "2026-10-01"));
    assert_eq!(nina.organisation, GYMNASIET);
    let told = app.done_by(KAREN).await;
    assert!(
        told.iter().any(|act| matches!(act, Act::Command { name: Some(name), .. }
        if name == "medarbejder.register.v1")),
        "{told:?}"
    );
}

#[tokio::test]
async fn what_a_role_was_stays_told_when_it_is_changed_or_taken_away() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let form = format!("act=gem&navn=Anna+Lund&organisation={UNGEHUSET}&telefon=&mail=");
    assert_eq!(app.http.form_on(&page_of(ANNA), &karen, &form).await.status, 200);
    let after = staff(&app, "Anna Lund").await.unwrap();
    assert!(!after.has(Rolle::Overgangsmentor, NOW), "not ticked: it ends now");
    assert!(after.has(Rolle::Overgangsmentor, NOW.plus(-DAY)), "and was held before");
    assert_eq!(after.roller.len(), 1);
    app.clock.forward(MINUTE);
    let again =
        format!("{form}&rolle_overgangsmentor=on&fra_overgangsmentor=&til_overgangsmentor=");
    app.http.form_on(&page_of(ANNA), &karen, &again).await;
    let after = staff(&app, "Anna Lund").await.unwrap();
    assert_eq!(after.roller.len(), 2, "both are told");
    assert!(after.has(Rolle::Overgangsmentor, app.clock_now()));
}

#[tokio::test]
async fn what_does_not_hold_together_is_not_saved() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let base = format!("act=gem&navn=Ny+Person&organisation={UNGEHUSET}");
    for wrong in [
        format!("act=gem&navn=+&organisation={UNGEHUSET}"),
        "act=gem&navn=Ny+Person&organisation=00000000-0000-0000-0000-000000000001".to_owned(),
        "act=gem&navn=Ny+Person".to_owned(),
        format!("{base}&rolle_vaert=on&fra_vaert=2026-10-02&til_vaert=2026-10-01"),
        format!("{base}&rolle_vaert=on&fra_vaert=i+morgen"),
    ] {
        let page = app.http.form(NEW, &karen, &wrong).await;
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.text().contains("Det blev ikke gemt"));
    }
    assert_eq!(staff(&app, "Ny Person").await, None);
}

/// Two administrators, and a page that one of them opened in the morning.
#[tokio::test]
async fn an_old_page_undoes_nothing_that_was_saved_since() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let base = format!("act=gem&navn=Anna+Lund&organisation={UNGEHUSET}");
    let with = format!("{base}&rolle_overgangsmentor=on&fra_overgangsmentor=&telefon=11223344");
    let (page, house) = (page_of(ANNA), format!("/admin/organisation/{GYMNASIET}"));
    let morning = app.http.get(&page, &karen).await.seen();
    assert_eq!(app.http.form_on(&page, &karen, &base).await.status, 200, "the role is taken away");
    for old in [format!("{with}&seen={morning}"), with.clone()] {
        let told = app.http.form(&page, &karen, &old).await;
        assert_eq!(told.status, 409, "{old}");
        assert!(told.text().contains("Nogen har ændret det imens"));
        assert!(!staff(&app, "Anna Lund").await.unwrap().has(Rolle::Overgangsmentor, NOW));
    }
    let seen = app.http.get(&page, &karen).await.seen();
    for twice in ["from a new page it is", "and a double click is no other person"] {
        let with = format!("{with}&seen={seen}");
        assert_eq!(app.http.form(&page, &karen, &with).await.status, 200, "{twice}");
    }
    let morning = app.http.get(&house, &karen).await.seen();
    assert_eq!(app.http.form_on(&house, &karen, "navn=Nyt+navn&skole=on").await.status, 200);
    let old = format!("navn=Gammelt+navn&seen={morning}");
    assert_eq!(app.http.form(&house, &karen, &old).await.status, 409);
    assert!(app.http.get(&house, &karen).await.text().contains("Nyt navn"));
}

#[tokio::test]
async fn what_was_typed_and_not_taken_is_still_in_the_form() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let typed = format!(
        "act=gem&navn=Ny+Person&organisation={GYMNASIET}&telefon=11223344\
         &rolle_vaert=on&fra_vaert=2026-10-02&til_vaert=2026-10-01"
    );
    let page = app.http.form(NEW, &karen, &typed).await;
    assert_eq!(page.status, 422);
    for kept in ["Ny Person", "11223344", "2026-10-02", "2026-10-01"] {
        assert!(page.text().contains(&format!("value=\"{kept}\"")), "{kept}");
    }
    let law = "act=ny&omraade=skole&lov=Serviceloven&paragraf=&fra=2026-10-02&til=";
    let page = app.http.form("/admin/lov", &karen, law).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Serviceloven") && page.text().contains("2026-10-02"));
}

#[tokio::test]
async fn nobody_gives_themselves_a_role_a_code_or_an_end() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let form = format!("act=gem&navn=Karen+Bro&organisation={UNGEHUSET}&rolle_tovholder=on");
    for act in [form.as_str(), "act=kode", "act=luk"] {
        assert_eq!(app.http.form(&page_of(KAREN), &karen, act).await.status, 403, "{act}");
    }
    let own = app.http.get(&page_of(KAREN), &karen).await;
    assert!(own.text().contains("Det er dig selv") && !own.text().contains("rolle_tovholder"));
}

#[tokio::test]
async fn an_ended_account_is_out_everywhere_with_the_next_request() {
    let mut app = TestApp::start().await;
    let mut bent = app.phone(BENT).await;
    bent.sync().await;
    let elsewhere = app.sign_in(BENT).await;
    let karen = app.sign_in(KAREN).await;
    assert_eq!(app.http.form(&page_of(BENT), &karen, "act=luk").await.status, 200);
    for cookie in [&bent.cookie, &elsewhere] {
        assert_eq!(app.http.get("/api/me", cookie).await.status, 401);
        assert_eq!(app.http.get("/konto", cookie).await.status, 303);
    }
    assert_eq!(bent.send(&bent.request()).await.unwrap_err().0, 401);
    let after = staff(&app, "Bent Krogh").await.unwrap();
    assert!(!after.has(Rolle::Tovholder, NOW));
    let whom = Person::Medarbejder(BENT);
    let told = app.done_by(KAREN).await;
    assert!(told.contains(&Act::AccountEnded { whom }), "{told:?}");
    assert!(told.contains(&Act::Revoked { whom, phone: bent.installation }));
    let page = app.http.get(&page_of(BENT), &karen).await;
    assert!(page.text().contains("Kontoen er lukket"));
}

/// Whoever comes back comes back to nothing that nobody gave them since.
#[tokio::test]
async fn an_account_that_is_opened_again_has_none_of_its_cases() {
    let mut app = TestApp::start().await;
    let (karen, page) = (app.sign_in(KAREN).await, format!("/admin/medarbejder/{ANNA}"));
    let mut bent = app.phone(BENT).await;
    bent.sync().await;
    let count = format!("{}: 1", "Unge, som kollegaen er knyttet til");
    assert!(app.http.get(&page, &karen).await.text().contains(&count));
    assert_eq!(app.http.form(&page, &karen, "act=luk").await.status, 200);
    assert!(!app.http.get(&page, &karen).await.text().contains("Unge, som kollegaen"));
    bent.sync().await;
    let helpers = bent.docs(Folder::Plan(MADS), "tilknytning");
    let hers = helpers.iter().find(|held| held["id"] == *ANNA_FOR_MADS.to_string()).unwrap();
    assert_eq!(hers["term"]["until"], app.clock_now().0, "her tovholder's phone tells him");

    app.clock.forward(HOUR);
    let karen = app.sign_in(KAREN).await;
    let all = [Rolle::Ambassadoer, Rolle::Overgangsmentor];
    let again = medarbejder(ANNA, "Anna Lund", UNGEHUSET, &all);
    app.set_up(vec![RegisterMedarbejder { medarbejder: again }.into()]).await;
    assert_eq!(app.http.form(&page, &karen, "act=kode").await.status, 200, "open again");
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    for folder in [Folder::Plan(MADS), Folder::Journal(MADS), Folder::Skole(MADS)] {
        assert!(!anna.holds(folder), "{folder}");
    }
}

/// What a role opened is shut with it: the case, and the way to let the young person in.
#[tokio::test]
async fn a_mentor_without_the_role_sees_no_case_and_makes_no_code() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let (case, make) = (format!("/adgang/ung/{MADS}"), "act=kode");
    assert_eq!(app.http.form(&case, &anna.cookie, make).await.status, 200);
    let none = medarbejder(ANNA, "Anna Lund", UNGEHUSET, &[]);
    app.set_up(vec![RegisterMedarbejder { medarbejder: none }.into()]).await;
    assert_eq!(app.http.form(&case, &anna.cookie, make).await.status, 404);
    anna.sync().await;
    assert!(!anna.holds(Folder::Journal(MADS)) && !anna.holds(Folder::Plan(MADS)));
}

#[tokio::test]
async fn every_act_of_an_administrator_wants_a_fresh_sign_in_and_leads_back() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    app.clock.forward(10 * MINUTE - 1);
    assert_eq!(app.http.form(&page_of(ANNA), &karen, "act=kode").await.status, 200, "just so");
    app.clock.forward(1);
    let (anna, house) = (page_of(ANNA), format!("/admin/organisation/{GYMNASIET}"));
    for (page, form) in [
        (NEW, "act=gem&navn=Ny"),
        (anna.as_str(), "act=gem&navn=Ny"),
        (anna.as_str(), "act=kode"),
        (anna.as_str(), "act=luk"),
        (anna.as_str(), "act=wipe-phone&id=00000000-0000-0000-0000-000000000001"),
        ("/admin/organisation/ny", "navn=Ny"),
        (house.as_str(), "navn=Ny"),
        ("/admin/telefoner", "id=00000000-0000-0000-0000-000000000001"),
    ] {
        let answer = app.http.form(page, &karen, form).await;
        let back = format!("/ind?videre={page}&igen");
        assert_eq!((answer.status, answer.header("location")), (303, &*back), "{form}");
        let looked = app.http.get(page, &karen).await;
        assert!(looked.text().contains("før du ændrer noget"), "{page} says so before");
    }
    let led = app.http.get(&format!("/ind?videre={NEW}&igen"), "").await;
    assert!(led.text().contains(&format!("data-to=\"{NEW}\"")), "and the way back is kept");
    let astray = app.http.get("/ind?videre=//andre.example", "").await;
    assert!(!astray.text().contains("andre.example"));
}

#[tokio::test]
async fn organisations_are_added_and_changed() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let form = "navn=Ny+Skole&by=Fjordby&partner=2026-09-01&skole=on";
    assert_eq!(app.http.form("/admin/organisation/ny", &karen, form).await.status, 200);
    let page = format!("/admin/organisation/{GYMNASIET}");
    let renamed =
        app.http.form_on(&page, &karen, "navn=Gymnasiet+og+HF&by=&partner=&vaert=on").await;
    assert_eq!(renamed.status, 200);
    let mut phone = app.phone(ANNA).await;
    phone.sync().await;
    let all = phone.docs(Folder::Faelles(THYLAND), "organisation");
    let named = |navn: &str| all.iter().find(|one| one["navn"] == navn).unwrap();
    assert_eq!(
        (&named("Ny Skole")["skole"], &named("Ny Skole")["vaert"]),
        (&true.into(), &false.into())
    );
    assert_eq!(named("Gymnasiet og HF")["partner_siden"], serde_json::Value::Null);
    assert_eq!(app.http.form("/admin/organisation/ny", &karen, "navn=").await.status, 422);
}

#[tokio::test]
async fn a_name_is_text_whatever_stands_in_it() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let name = "\"><script>alert('x')</script>";
    let typed = "%22%3E%3Cscript%3Ealert(%27x%27)%3C%2Fscript%3E";
    let house = app.http.form("/admin/organisation/ny", &karen, &format!("navn={typed}")).await;
    let form =
        format!("act=gem&navn={typed}&organisation={GYMNASIET}&telefon={typed}&mail={typed}");
    let added = app.http.form(NEW, &karen, &form).await;
    let known = staff(&app, name).await.unwrap();
    let own = app.sign_in(known.id).await;
    let own = app.http.get("/konto", &own).await;
    let (list, page) =
        (app.http.get("/admin", &karen).await, app.http.get(&page_of(known.id), &karen).await);
    for shown in [&house, &added, &own, &list, &page] {
        assert_eq!(shown.status, 200);
        assert!(shown.text().contains("&lt;script&gt;alert"), "{}", shown.text());
        // The passkey's own script lies in no build here, so there is none.
        assert!(!shown.text().contains("<script") && !shown.text().contains("\"\">"));
    }
}

#[tokio::test]
async fn an_administrator_sees_no_young_people() {
    let mut app = TestApp::start().await;
    let mut mads = app.phone(MADS).await;
    mads.sync().await;
    let karen = app.sign_in(KAREN).await;
    for path in ["/admin", "/admin/telefoner", &page_of(ANNA)] {
        let page = app.http.get(path, &karen).await;
        assert_eq!(page.status, 200);
        assert!(!page.text().contains("Mads") && !page.text().contains("Sofie"), "{path}");
    }
}

fn invitation(app: &TestApp, navn: &str) -> Invitation {
    Invitation {
        database: app.file("new/overgang.sqlite"),
        heads: app.file("new/heads"),
        new: false,
        kommune: domain::fixtures::short("Nykommune"),
        program: None,
        navn: domain::fixtures::short(navn),
    }
}

#[tokio::test]
async fn the_first_administrator_is_made_on_the_command_line_and_can_be_let_in_again() {
    let app = TestApp::start().await;
    let world = World { clock: app.clock.clone(), ..World::real() };
    let first = invitation(&app, "Prøve Første");
    let code = invite(&first, &world).await.unwrap();
    let again = invite(&first, &world).await.unwrap();
    let (database, heads) = (first.database.clone(), first.heads.clone());
    let config = server::config::Config { database, heads, ..app.config().clone() };
    let server = serve::start(&config, world.clone()).await.unwrap();
    let http = Http::to(server.address);
    let old = http.form("/kode", "", &format!("kode={code}")).await;
    assert_eq!(old.status, 401, "the newer one replaced it");
    let signed_in = http.form("/kode", "", &format!("kode={again}")).await;
    let cookie = signed_in.session();
    let welcome = http.get("/konto/ny", &cookie).await;
    assert!(welcome.text().contains("data-to=\"/ind?videre=/admin\""));
    let mut key = Authenticator::new(&http.origin().replace("127.0.0.1", "localhost"), 7);
    let post = async |path: &str, cookie: &str, body| http.json(path, cookie, &body).await;
    let question =
        |begun: &Answer| begun.header("set-cookie").split(';').next().unwrap().to_owned();
    let begun = post("/api/passkey/make/begin", &cookie, json!({})).await;
    let both = format!("{cookie}; {}", question(&begun));
    let made = post("/api/passkey/make/finish", &both, key.make(&begun.json())).await;
    assert_eq!(made.status, 204);
    let begun = post("/api/passkey/sign-in/begin", "", json!({})).await;
    let shown = key.show(&begun.json());
    let cookie = post("/api/passkey/sign-in/finish", &question(&begun), shown).await.session();
    let me = http.get("/api/me", &cookie).await.json();
    assert_eq!((&me["navn"], &me["roller"]), (&"Prøve Første".into(), &["administrator"].into()));
    assert!(http.get("/admin", &cookie).await.text().contains("Nykommune"));
    server.stop().await;

    let store = Sqlite::open(&first.database).await.unwrap();
    let kommuner = store.kommuner().await.unwrap();
    assert_eq!(kommuner.len(), 1, "it is founded once");
    let mut tx = store.read(kommuner[0]).await.unwrap();
    let folder = Folder::Faelles(kommuner[0]);
    let staff: Vec<Medarbejder> = access::kept_all(&mut tx, folder).await.unwrap();
    assert_eq!(staff.len(), 1, "and the same person is let in again");
    let rows = server::store::Read::audit(&mut tx, 0, 100).await.unwrap();
    let made = rows.iter().filter(|row| row.entry.contains("code_made")).count();
    assert_eq!(made, 2, "both are told of");
    assert!(rows.iter().all(|row| !row.entry.contains(&again.to_string())));
    drop(tx);
    store.close().await;
}

#[tokio::test]
async fn a_misspelt_name_founds_no_second_municipality() {
    let app = TestApp::start().await;
    let first = invitation(&app, "Prøve Første");
    invite(&first, &World::real()).await.unwrap();
    let named = |kommune: &str, new| Invitation {
        kommune: domain::fixtures::short(kommune),
        new,
        ..first.clone()
    };
    for same in ["nykommune", "NYKOMMUNE", " Nykommune "] {
        invite(&named(same, false), &World::real()).await.unwrap();
    }
    let misspelt = invite(&named("Nykomune", false), &World::real()).await;
    let told = misspelt.unwrap_err().to_string();
    assert!(told.contains("\"Nykommune\"") && told.contains("--new"), "{told}");
    invite(&named("Nabokommune", true), &World::real()).await.unwrap();
    let store = Sqlite::open(&first.database).await.unwrap();
    assert_eq!(store.kommuner().await.unwrap().len(), 2);
    store.close().await;
}

#[tokio::test]
async fn nothing_is_served_from_a_misspelt_name_nor_from_an_empty_file() {
    let app = TestApp::start().await;
    let database = app.file("nowhere/overgnag.sqlite");
    let config = server::config::Config { database, ..app.config().clone() };
    let start = || serve::start(&config, World::real());
    assert!(matches!(start().await, Err(NoStart::NoDatabase(_))));
    assert!(!config.database.exists(), "and none is made");
    std::fs::create_dir_all(config.database.parent().unwrap()).unwrap();
    std::fs::write(&config.database, "").unwrap();
    assert!(matches!(start().await, Err(NoStart::NoDatabase(_))));
    Sqlite::open(&config.database).await.unwrap().close().await;
    let told = start().await.unwrap_err().to_string();
    assert!(told.contains("overgnag.sqlite") && told.contains("account invite"), "{told}");
}

#[tokio::test]
async fn a_backup_that_was_put_back_is_not_served_before_that_is_said() {
    let mut app = TestApp::start().await;
    let (database, heads) = (app.config().database.clone(), app.config().heads.clone());
    app.stop().await;
    let backup = app.file("backup.sqlite");
    std::fs::copy(&database, &backup).unwrap();
    app.run_again().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    app.stop().await;
    std::fs::copy(&backup, &database).unwrap();
    let refused = serve::start(app.config(), World::real()).await;
    assert!(matches!(refused, Err(NoStart::Behind(_))));
    server::restored::say(&database, &heads, &World::real()).await.unwrap();
    app.run_again().await;
    app.stop().await;
    // An empty database under the same name, beside ends that were signed.
    std::fs::remove_file(&database).unwrap();
    make_real(&database).await;
    let another = serve::start(app.config(), World::real()).await;
    assert!(matches!(another, Err(NoStart::Behind(_))));
}

#[tokio::test]
async fn nobody_is_invited_into_a_demo() {
    let app = TestApp::start().await;
    let database = app.file("demo.sqlite");
    let demo = Some(server::demo::Size::Lille);
    let (heads, usual) = (app.file("demo-heads"), app.config().clone());
    let config = server::config::Config { database: database.clone(), heads, demo, ..usual };
    serve::start(&config, World::real()).await.unwrap().stop().await;
    let asked = Invitation { database, ..invitation(&app, "Prøve Første") };
    assert!(matches!(invite(&asked, &World::real()).await, Err(NotInvited::IsADemo)));
}

#[tokio::test]
async fn a_restored_database_forgets_every_session_and_code() {
    let mut app = TestApp::start().await;
    let karen = app.sign_in(KAREN).await;
    let code = app.http.form(&page_of(ANNA), &karen, "act=kode").await.code();
    let (database, heads) = (app.config().database.clone(), app.config().heads.clone());
    app.stop().await;
    server::restored::say(&database, &heads, &World::real()).await.unwrap();
    app.run_again().await;
    assert_eq!(app.http.get("/api/me", &karen).await.status, 401);
    assert_eq!(app.http.form("/kode", "", &format!("kode={code}")).await.status, 401);
    let mut tx = app.store().read(THYLAND).await.unwrap();
    let folder = Folder::Faelles(THYLAND);
    assert!(access::kept::<_, Medarbejder>(&mut tx, folder, KAREN.0).await.unwrap().is_some());
}
