//! Access requests: what a young person fetches is all there is about them and nothing about anybody else; nobody
//! else fetches it, and nobody at another time.

use domain::aftale::{MakeAftale, NewAftale, SettleAftale};
use domain::fixtures::{
    ANNA, BENT, ERHVERVSSKOLEN, ERIK, GORM, IDA, MADS, NOW, SOFIE, long, notat, samtykke, short,
    snusepraktik, underskrift,
};
use domain::id::{AftaleId, IndsigtId, NotatId, OplysningId, SamtykkeId, SnusepraktikId};
use domain::indsigt::{AskIndsigt, GiveIndsigt};
use domain::moment::{DAY, MINUTE};
use domain::notat::{CorrectNotat, Synlighed};
use domain::oplysning::ShareOplysning;
use domain::opslag::NewOpslag;
use domain::samtykke::{Emne, Samtykke, Situation, Underskriver, WithdrawSamtykke};
use domain::snusepraktik::{ConfirmFremmoede, Fremmoede};
use domain::{Folder, Person};
use serde_json::Value;
use server::audit::{Act, Entry};
use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use uuid::Uuid;

use crate::harness::{Answer, Phone, TestApp, Who};

const INDSIGT: IndsigtId = IndsigtId(uuid(0x196));
const SAMTYKKE: SamtykkeId = SamtykkeId(uuid(0x9c));
const AFTALE: AftaleId = AftaleId(uuid(0x90));
const OF_MADS: SnusepraktikId = SnusepraktikId(uuid(0x95));
const OF_SOFIE: SnusepraktikId = SnusepraktikId(uuid(0x96));
const REMARK: &str = "Et brev fra en anden er holdt tilbage.";

const fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn page() -> String {
    format!("/indsigt/{INDSIGT}")
}

fn file() -> String {
    format!("/api/indsigt/{INDSIGT}")
}

/// Somebody's phone with this written on it, sent.
async fn writes(phone: &mut Phone, commands: Vec<domain::Command>) {
    for command in commands {
        phone.write(command);
    }
    phone.sync().await;
}

fn write_notat(id: u128, about: domain::id::UngId, text: &str) -> domain::Command {
    notat(NotatId(uuid(id)), about, text).into()
}

/// A little of everything about Mads, and as much about Sofie.
async fn lived() -> TestApp {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    let aftale = |hvad: &str| NewAftale {
        id: AFTALE,
        hvad: short(hvad),
        frist: None,
        klokken: Some(545),
        med: Some(ANNA),
    };
    let (emne, situation) = (Emne::Stoette, Situation::Opstart);
    let tekst = long("Fortalt til skolen.");
    let told = OplysningId(uuid(0x9f));
    let share = ShareOplysning { id: told, ung: MADS, samtykke: SAMTYKKE, emne, situation, tekst };
    let corrected = CorrectNotat {
        id: NotatId(uuid(1)),
        ung: MADS,
        synlighed: Synlighed::Journal,
        tekst: long("Rettet tekst."),
    };
    writes(
        &mut anna,
        vec![
            write_notat(1, MADS, "Første tekst i journalen."),
            corrected.into(),
            MakeAftale { ung: MADS, aftale: aftale("Ring til skolen") }.into(),
            snusepraktik(OF_MADS, MADS, &["2026-09-14"]).into(),
            samtykke(SAMTYKKE, MADS).into(),
            underskrift(SAMTYKKE, MADS, Underskriver::Ung).into(),
            share.into(),
        ],
    )
    .await;
    let look = NewOpslag { ung: MADS, kl: NOW };
    let request = domain::exchange::Request { opslag: vec![look], ..anna.request() };
    anna.send(&request).await.unwrap();
    // Made by hand, it names both.
    anna.write_named("noget.nyt.v9", &format!(r#"{{"ung":"{MADS}","anden":{{"ung":"{SOFIE}"}}}}"#));
    anna.sync().await;
    let mut ida = app.phone(IDA).await;
    ida.sync().await;

    let mut gorm = app.phone(GORM).await;
    let about_sofie = vec![
        write_notat(2, SOFIE, "Kanariefuglen er Sofies."),
        snusepraktik(OF_SOFIE, SOFIE, &["2026-09-14"]).into(),
        write_notat(3, MADS, "Gorm må ikke skrive om Mads."),
        // The same id as Mads' note, by mistake.
        write_notat(1, SOFIE, "Kanariefuglen igen."),
    ];
    writes(&mut gorm, about_sofie).await;
    let mut erik = app.phone(ERIK).await;
    let came = |id, dag| {
        let dag = domain::fixtures::day(dag);
        let fremmoede = Fremmoede::Moedt;
        ConfirmFremmoede { organisation: ERHVERVSSKOLEN, id, dag, fremmoede }.into()
    };
    // Too early, so refused: nothing but the booking's number says whom it is about.
    writes(&mut erik, vec![came(OF_MADS, "2026-09-14"), came(OF_SOFIE, "2026-09-14")]).await;

    let mut sofie = app.phone(SOFIE).await;
    let settle = SettleAftale { ung: MADS, aftale: AFTALE, udfoert: true };
    writes(&mut sofie, vec![settle.clone().into()]).await;
    let mut mads = app.phone(MADS).await;
    let withdraw = WithdrawSamtykke { samtykke: SAMTYKKE, ung: MADS };
    let ask = AskIndsigt { id: INDSIGT, ung: MADS };
    writes(&mut mads, vec![settle.into(), withdraw.into(), ask.into()]).await;
    app
}

async fn gives(app: &mut TestApp) {
    let mut bent = app.phone(BENT).await;
    let bemaerkning = Some(long(REMARK));
    writes(&mut bent, vec![GiveIndsigt { indsigt: INDSIGT, ung: MADS, bemaerkning }.into()]).await;
}

async fn given() -> TestApp {
    let mut app = lived().await;
    gives(&mut app).await;
    app
}

async fn fetches(app: &mut TestApp, who: impl Into<Who>, path: &str) -> Answer {
    let cookie = app.sign_in(who).await;
    app.http.get(path, &cookie).await
}

/// Everything that a table holds in these columns.
async fn all(app: &TestApp, sql: &'static str) -> Vec<String> {
    let options = SqliteConnectOptions::new().filename(&app.config().database);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let rows = sqlx::query(sql).fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows.iter().filter_map(|row| row.get::<Option<String>, _>(0)).collect()
}

const EVERY_DOCUMENT: &str = "SELECT doc FROM record UNION ALL SELECT doc FROM record_history";
const EVERY_COMMAND: &str = "SELECT body FROM command_log";
const EVERY_ENTRY: &str = "SELECT entry FROM audit";

/// The texts in a list of the file, letter for letter as they are stored.
fn texts(file: &Value, list: &str, field: &str) -> Vec<String> {
    let rows = file[list].as_array().unwrap();
    rows.iter().filter(|row| !row[field].is_null()).map(|row| row[field].to_string()).collect()
}

/// The same JSON, whatever the order of its fields.
fn same(text: &str) -> String {
    serde_json::from_str::<Value>(text).unwrap().to_string()
}

#[tokio::test]
async fn every_document_that_names_the_young_person_is_in_the_file() {
    let mut app = given().await;
    let stored = all(&app, EVERY_DOCUMENT).await;
    let file: Value = serde_json::from_slice(&fetches(&mut app, MADS, &file()).await.body).unwrap();
    let records = file["records"].as_array().unwrap();
    let told: Vec<_> =
        records.iter().flat_map(|one| one["revisions"].as_array().unwrap()).collect();
    let told: Vec<_> = told.iter().map(|one| one["doc"].to_string()).collect();
    let of_mads: Vec<_> = stored.iter().filter(|doc| doc.contains(&MADS.to_string())).collect();
    assert!(of_mads.len() > 15, "{}", of_mads.len());
    for doc in &of_mads {
        assert!(told.contains(&same(doc)), "{doc}");
    }
    // What lies at the school names him by what the samtykke opens.
    let deling = Samtykke::deling_of(MADS, SAMTYKKE).to_string();
    let at_school: Vec<_> = stored.iter().filter(|doc| doc.contains(&deling)).collect();
    assert!(at_school.len() >= 4, "letter, copy, two notices");
    for doc in at_school {
        assert!(told.contains(&same(doc)), "{doc}");
    }
    assert_eq!(told.len(), of_mads.len() + 4, "and nothing more");
}

#[tokio::test]
async fn every_revision_and_every_corrected_text_is_in_it() {
    let mut app = given().await;
    let file: Value = serde_json::from_slice(&fetches(&mut app, MADS, &file()).await.body).unwrap();
    let of = |kind: &str| {
        let records = file["records"].as_array().unwrap().iter();
        records.filter(|one| one["kind"] == kind).cloned().collect::<Vec<_>>()
    };
    let [note] = of("notat").try_into().unwrap();
    let docs = note["revisions"].as_array().unwrap();
    assert_eq!(docs.len(), 2);
    assert_eq!(docs[1]["doc"]["tekst"], "Første tekst i journalen.");
    assert_eq!(docs[1]["doc"]["rettelser"][0]["tekst"], "Rettet tekst.");
    let [aftale] = of("aftale").try_into().unwrap();
    let done: Vec<_> = aftale["revisions"].as_array().unwrap().iter().collect();
    assert!(done[0]["doc"]["udfoert"].is_null() && !done[1]["doc"]["udfoert"].is_null());
    assert_eq!(of("samtykke")[0]["revisions"].as_array().unwrap().len(), 3);
    assert_eq!(file["indsigt"]["givet"]["bemaerkning"], REMARK);
}

#[tokio::test]
async fn every_command_about_the_young_person_is_in_it_with_its_outcome_and_times() {
    let mut app = given().await;
    let stored = all(&app, EVERY_COMMAND).await;
    let file: Value = serde_json::from_slice(&fetches(&mut app, MADS, &file()).await.body).unwrap();
    let told = texts(&file, "commands", "body");
    let id = |body: &str| serde_json::from_str::<Value>(body).unwrap()["person"].to_string();
    let others = format!("\"ung:{SOFIE}\"");
    let both = |body: &&String| body.contains(&SOFIE.to_string());
    let of_mads = stored.iter().filter(|body| body.contains(&MADS.to_string()));
    let (masked, of_mads): (Vec<_>, Vec<_>) = of_mads.partition(both);
    assert_eq!(masked.len(), 2, "another young person's, and one that names both");
    assert!(masked.iter().any(|body| id(body) == others));
    for body in of_mads {
        assert!(told.contains(&same(body)), "{body}");
    }
    let came = told.iter().filter(|body| body.contains("fremmoede.v1")).collect::<Vec<_>>();
    assert!(came.len() == 1 && came[0].contains(&OF_MADS.to_string()), "{came:?}");
    let commands = file["commands"].as_array().unwrap();
    let refused: Vec<_> = commands.iter().filter(|one| one["outcome"]["is"] == "refused").collect();
    let text = "Gorm må ikke skrive om Mads.";
    assert!(refused.iter().any(|one| one["body"]["args"]["tekst"] == text));
    assert!(refused.iter().any(|one| one["sender"].is_null() && one["body"].is_null()));
    for one in commands {
        assert!(one["received"].is_i64() && one["written"].is_i64() && one["outcome"].is_object());
    }
}

#[tokio::test]
async fn who_has_looked_and_was_given_what_is_in_it_with_role_purpose_and_ground() {
    let mut app = given().await;
    let stored = all(&app, EVERY_ENTRY).await;
    let file: Value = serde_json::from_slice(&fetches(&mut app, MADS, &file()).await.body).unwrap();
    let told = texts(&file, "trail", "entry");
    let of_mads = stored.iter().filter(|entry| entry.contains(&MADS.to_string()));
    for entry in of_mads {
        assert!(told.contains(&same(entry)), "{entry}");
    }
    let nobody = "ung:00000000-0000-0000-0000-000000000000";
    let tried: Vec<_> = told.iter().filter(|entry| entry.contains(nobody)).collect();
    assert!(tried.len() == 1 && !tried[0].contains("\"phone\""), "Sofie tried, whoever she is");
    let trail = file["trail"].as_array().unwrap();
    let of = |is: &str, part: &str| {
        let found = trail.iter().find(|one| {
            let entry = &one["entry"];
            entry["did"]["is"] == is && entry.to_string().contains(part)
        });
        found.unwrap_or_else(|| panic!("{is} {part}")).clone()
    };
    let seen = of("seen", &ANNA.to_string());
    assert_eq!((&seen["role"], seen["entry"]["at"].is_i64()), (&"overgangsmentor".into(), true));
    assert!(seen["purpose"].as_str().is_some_and(|says| says.contains("overgang")));
    let given = of("given", &format!("journal:{MADS}"));
    assert!(given["entry"]["did"]["basis"].to_string().contains("tilknytning"), "{given}");
    let school = of("given", "deling:");
    assert_eq!(school["role"], "skolevejleder");
    assert!(school["entry"]["did"]["basis"].to_string().contains(&SAMTYKKE.to_string()));
    assert_eq!(of("given", &format!("vaert:{ERHVERVSSKOLEN}"))["role"], "vaert");
    of("given", "indbakke:");
    assert_eq!(file["staff"][ANNA.to_string()]["fornavn"], "Anna");
}

#[tokio::test]
async fn nothing_about_anybody_else_is_in_it() {
    let mut app = given().await;
    for path in [page(), format!("{}?lang=en", page()), file()] {
        let told = fetches(&mut app, MADS, &path).await;
        assert_eq!(told.status, 200, "{path}");
        for canary in ["Kanarie", "Sofie", "Ravn", &SOFIE.to_string(), &OF_SOFIE.to_string()] {
            assert!(!told.text().contains(canary), "{canary} in {path}");
        }
        for name in ["Lund", "Krogh", "Skov", "Toft", "Vang"] {
            assert!(!told.text().contains(name), "staff by first name: {name} in {path}");
        }
    }
}

#[tokio::test]
async fn the_page_tells_it_in_words_and_what_it_has_no_words_for_as_data() {
    let mut app = given().await;
    let options = SqliteConnectOptions::new().filename(&app.config().database);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let doc = format!(r#"{{"ung":"{MADS}","nyt_felt":{{"dybt":["Noget nyt",7]}}}}"#);
    let sql = "INSERT INTO record SELECT tenant, folder, 'ny_slags', randomblob(16), 1, 99999, ?, digest, command
        FROM record WHERE kind = 'ung' AND folder = ?";
    let folder = Folder::Plan(MADS).to_string();
    sqlx::query(sql).bind(doc).bind(folder).execute(&pool).await.unwrap();
    pool.close().await;
    let told = fetches(&mut app, MADS, &page()).await;
    assert!(told.header("content-type").starts_with("text/html"));
    for words in [
        "Alt, der står om dig",
        REMARK,
        "Første tekst i journalen.",
        "Rettet tekst.",
        "Anna (overgangsmentor)",
        "Bent (tovholder)",
        "Erhvervsskolen",
        "Fortalt til skolen.",
        "Gorm må ikke skrive om Mads.",
        "7. september 2026 kl. 10.00",
        "så på din side",
        "Du fik det her på telefonen",
        "ikke udfyldt",
        "dit samtykke",
        "kl. 9.05",
        "Datatilsynet",
        "ny_slags",
        "nyt_felt",
        "Noget nyt",
    ] {
        assert!(told.text().contains(words), "{words}");
    }
    for inline in ["<script", "<style", " style=", " onclick="] {
        assert!(!told.text().contains(inline), "{inline}");
    }
    let english = fetches(&mut app, MADS, &format!("{}?lang=en", page())).await;
    let says = |words: &str| english.text().contains(words);
    assert!(says("All that is written about you") && says("Anna (transition mentor)"));
}

#[tokio::test]
async fn what_somebody_wrote_is_shown_as_they_wrote_it_and_never_as_markup() {
    let mut app = lived().await;
    let mut anna = app.phone(ANNA).await;
    let text = "<script>alert('x')</script>";
    writes(&mut anna, vec![write_notat(9, MADS, text)]).await;
    anna.write_named("<b>dans</b>.v1", &format!(r#"{{"ung":"{MADS}","<i>felt</i>":"<u>x</u>"}}"#));
    anna.sync().await;
    gives(&mut app).await;
    let told = fetches(&mut app, MADS, &page()).await;
    for shown in ["&lt;script&gt;alert", "&lt;b&gt;dans", "&lt;i&gt;felt", "&lt;u&gt;x"] {
        assert!(told.text().contains(shown), "{shown}");
    }
    for markup in ["<script", "<b>", "<i>", "<u>"] {
        assert!(!told.text().contains(markup), "{markup}");
    }
}

#[tokio::test]
async fn a_file_has_no_name_in_its_name_and_is_kept_by_nobody() {
    let mut app = given().await;
    for (path, name) in [(page(), "indsigt.html"), (file(), "indsigt.json")] {
        let told = fetches(&mut app, MADS, &path).await;
        assert_eq!(told.header("cache-control"), "no-store");
        assert!(told.header("content-disposition").ends_with(&format!("filename=\"{name}\"")));
    }
}

#[tokio::test]
async fn nobody_else_fetches_it_and_nobody_is_told_that_it_is_there() {
    let mut app = given().await;
    for path in [page(), file()] {
        let nowhere = path.replace(&INDSIGT.to_string(), "nowhere");
        for who in [Person::Ung(SOFIE), Person::Medarbejder(BENT), Person::Medarbejder(ANNA)] {
            let refused = fetches(&mut app, who, &path).await;
            let missing = fetches(&mut app, who, &nowhere).await;
            assert_eq!((refused.status, &refused.body), (404, &missing.body), "{who} {path}");
        }
        assert_eq!(fetches(&mut app, MADS, &nowhere).await.status, 404);
        let signed_out = app.http.get(&path, "").await;
        assert_eq!(signed_out.status, 401);
        assert!(!signed_out.text().contains("Mads"));
    }
    assert_eq!(fetched(&app).await, 0);
}

#[tokio::test]
async fn it_is_there_from_when_it_is_given_until_the_thirty_days_are_over() {
    let mut app = lived().await;
    assert_eq!(fetches(&mut app, MADS, &file()).await.status, 404);
    app.clock.forward(3 * DAY);
    gives(&mut app).await;
    assert_eq!(fetches(&mut app, MADS, &file()).await.status, 200);
    app.clock.forward(30 * DAY);
    assert_eq!(fetches(&mut app, MADS, &page()).await.status, 200, "the last day counts");
    app.clock.forward(DAY);
    assert_eq!(fetches(&mut app, MADS, &file()).await.status, 404);
    assert_eq!(fetches(&mut app, MADS, &page()).await.status, 404);
}

/// How often the trail says that it was fetched.
async fn fetched(app: &TestApp) -> usize {
    let entries = all(app, EVERY_ENTRY).await;
    let entries = entries.iter().map(|entry| serde_json::from_str::<Entry>(entry).unwrap());
    let is_it = |entry: &Entry| {
        entry.who == Person::Ung(MADS) && entry.did == Act::Fetched { indsigt: INDSIGT }
    };
    entries.filter(is_it).count()
}

#[tokio::test]
async fn each_fetch_is_an_entry_of_the_trail_and_the_trail_stays_whole() {
    let mut app = given().await;
    fetches(&mut app, MADS, &page()).await;
    fetches(&mut app, MADS, &file()).await;
    assert_eq!(fetched(&app).await, 2);
    app.clock.forward(10 * MINUTE);
    let again: Value =
        serde_json::from_slice(&fetches(&mut app, MADS, &file()).await.body).unwrap();
    let told = texts(&again, "trail", "entry");
    assert_eq!(told.iter().filter(|entry| entry.contains("\"fetched\"")).count(), 2);
    app.stop().await;
    let found = server::audit::verify::file(&crate::verify::everything(&app)).await.unwrap();
    assert!(found.iter().all(|(_, verdict)| verdict.is_whole()), "{found:?}");
}

/// It walks through the whole log.
#[tokio::test]
async fn it_is_gathered_once_in_ten_minutes_to_read_and_once_as_a_file() {
    let mut app = lived().await;
    gives(&mut app).await;
    let mads = app.sign_in(MADS).await;
    let missing = format!("/api/indsigt/{}", uuid(0x77));
    assert_eq!(app.http.get(&missing, &mads).await.status, 404, "what is not there counts not");
    for path in [page(), file()] {
        assert_eq!(app.http.get(&path, &mads).await.status, 200, "{path}");
        let again = app.http.get(&path, &mads).await;
        assert_eq!((again.status, again.header("retry-after")), (429, "601"), "{path}");
    }
    let again = app.http.get(&page(), &mads).await;
    assert!(again.text().contains("efter ti minutter"), "{}", again.text());
    app.clock.forward(10 * MINUTE);
    assert_eq!(app.http.get(&page(), &mads).await.status, 200);
}
