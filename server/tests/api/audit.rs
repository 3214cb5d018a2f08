//! The audit trail: it tells who was given what and why, whatever is done to its rows is found, and nothing
//! that anybody wrote is in it.

use domain::digest::ContentHash;
use domain::fixtures::{ANNA, ANNA_FOR_MADS, BENT, IDA, MADS, NOW, THYLAND, samtykke, underskrift};
use domain::grant::Basis;
use domain::id::{NotatId, SamtykkeId};
use domain::moment::{HOUR, MINUTE};
use domain::samtykke::{Samtykke, Underskriver};
use domain::tilknytning::EndTilknytning;
use domain::{Command, Folder, Moment, Person};
use server::audit::heads::{HeadsFault, Keeper};
use server::audit::verify::{Break, Inspection, Verdict, file, verify};
use server::audit::{Act, Entry, append};
use server::state::World;
use server::store::sqlite::Sqlite;
use server::store::{Read as _, Store as _, Write as _};
use uuid::Uuid;

use crate::harness::{Phone, TestApp};

const CANARY: &str = "Kanariefuglen sang klokken ni";
const SAMTYKKE: SamtykkeId = SamtykkeId(Uuid::from_u128(0x9c));

async fn trail(app: &TestApp) -> Vec<Entry> {
    let mut snapshot = app.store().read(THYLAND).await.unwrap();
    let rows = snapshot.audit(0, 100_000).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(&row.entry).unwrap()).collect()
}

fn of(trail: &[Entry], phone: &Phone) -> Vec<Act> {
    let its = trail.iter().filter(|entry| entry.phone == Some(phone.installation));
    its.map(|entry| entry.did.clone()).collect()
}

fn note(phone: &mut Phone, text: &str) {
    phone.write(domain::fixtures::notat(NotatId(Uuid::from_u128(1)), MADS, text));
}

#[tokio::test]
async fn who_is_given_what_about_whom_is_told_with_its_ground_and_when_it_is_taken() {
    let mut app = TestApp::start().await;
    let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
    anna.sync().await;
    bent.sync().await;
    let given = of(&trail(&app).await, &anna);
    let basis = vec![Basis::Tilknytning(ANNA_FOR_MADS)];
    for folder in [Folder::Plan(MADS), Folder::Journal(MADS), Folder::Skole(MADS)] {
        let told = given.iter().any(|act| {
            matches!(act, Act::Given { folder: of, basis: why, .. } if *of == folder && why.iter().eq(&basis))
        });
        assert!(told, "{folder}");
    }
    assert_eq!(given.len(), 3, "what tells of nobody is not told of: {given:?}");
    bent.write(EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: NOW });
    bent.sync().await;
    anna.sync().await;
    let after = of(&trail(&app).await, &anna);
    let taken = after.iter().filter(|act| matches!(act, Act::Taken { .. })).count();
    assert_eq!(taken, 3);
}

#[tokio::test]
async fn a_school_that_is_given_something_is_told_of_with_the_samtykke() {
    let mut app = TestApp::start().await;
    let (mut anna, mut ida) = (app.phone(ANNA).await, app.phone(IDA).await);
    anna.write(samtykke(SAMTYKKE, MADS));
    anna.write(underskrift(SAMTYKKE, MADS, Underskriver::Ung));
    anna.sync().await;
    ida.sync().await;
    let given = of(&trail(&app).await, &ida);
    let deling = Folder::Deling(Samtykke::deling_of(MADS, SAMTYKKE));
    let told = given.iter().any(|act| {
        matches!(act, Act::Given { folder, basis, .. }
            if *folder == deling && *basis == [Basis::Samtykke(SAMTYKKE)].into())
    });
    assert!(told, "{given:?}");
}

#[tokio::test]
async fn every_command_is_told_of_and_no_word_of_it() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    note(&mut anna, CANARY);
    anna.write_named(&format!("{CANARY}.v1"), "{}");
    anna.sync().await;
    let told = of(&trail(&app).await, &anna);
    let names: Vec<_> = told
        .iter()
        .filter_map(|act| match act {
            Act::Command { name, .. } => Some(name.as_deref()),
            _ => None,
        })
        .collect();
    assert_eq!(names, [Some("notat.write.v1"), None], "an unknown name may be anything");
    let mut snapshot = app.store().read(THYLAND).await.unwrap();
    let rows = snapshot.audit(0, 100_000).await.unwrap();
    assert!(rows.iter().all(|row| !row.entry.contains("Kanarie")));
    drop(snapshot);
    let heads = app.config().heads.clone();
    app.stop().await;
    let noted = std::fs::read_to_string(&heads).unwrap();
    assert!(!noted.contains("Kanarie") && noted.lines().count() >= 1);
    let verdicts = file(&crate::verify::everything(&app)).await.unwrap();
    let entries = rows.len() as u64;
    let ends = noted.lines().count();
    assert_eq!(verdicts, [(THYLAND, Verdict::Whole { entries, heads: ends })]);
}

/// A database with a long trail, the ends of which were noted twice.
async fn long(folder: &std::path::Path) -> (Sqlite, Keeper) {
    let database = folder.join("long.sqlite");
    let store = Sqlite::open(&database).await.unwrap();
    store.found(THYLAND, domain::id::Epoch(Uuid::from_u128(1))).await.unwrap();
    let keeper = Keeper::open(&database, &folder.join("heads"), &World::real()).unwrap();
    for half in 0..2_i64 {
        let mut tx = store.write(THYLAND).await.unwrap();
        let entry = |n: i64| Entry {
            at: Moment(half * 5_000 + n),
            who: Person::Medarbejder(ANNA),
            phone: Some(domain::id::InstallationId(Uuid::from_u128(n.unsigned_abs().into()))),
            did: Act::Taken { folder: Folder::Plan(MADS) },
        };
        let entries: Vec<_> = (0..5_000).map(entry).collect();
        for part in entries.chunks(500) {
            append(&mut tx, part).await.unwrap();
        }
        tx.commit().await.unwrap();
        keeper.note(&store, NOW.plus(half * HOUR)).await.unwrap();
    }
    (store, keeper)
}

async fn found(store: &Sqlite, keeper: &Keeper) -> Verdict {
    let mut snapshot = store.read(THYLAND).await.unwrap();
    verify(&mut snapshot, &keeper.read().unwrap()).await.unwrap()
}

async fn harmed(sql: &'static str) -> Verdict {
    let folder = tempfile::tempdir().unwrap();
    let (store, keeper) = long(folder.path()).await;
    assert_eq!(found(&store, &keeper).await, Verdict::Whole { entries: 10_000, heads: 2 });
    let options =
        sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join("long.sqlite"));
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::raw_sql(sql).execute(&pool).await.unwrap();
    pool.close().await;
    found(&store, &keeper).await
}

#[tokio::test]
async fn whatever_is_done_to_one_of_ten_thousand_rows_is_found() {
    let broken = |no, how| Verdict::Broken { no, how };
    let changed = "UPDATE audit SET entry = replace(entry, 'plan:', 'skole:') WHERE no = 7321";
    assert_eq!(harmed(changed).await, broken(7_321, Break::Altered));
    let deleted = "DELETE FROM audit WHERE no = 4000";
    assert_eq!(harmed(deleted).await, broken(4_001, Break::Missing));
    let swapped = "UPDATE audit SET no = -1 WHERE no = 10; UPDATE audit SET no = 10 WHERE no = 11;
        UPDATE audit SET no = 11 WHERE no = -1";
    assert_eq!(harmed(swapped).await, broken(10, Break::Altered));
    let hash = "UPDATE audit SET hash = zeroblob(32) WHERE no = 9999";
    assert_eq!(harmed(hash).await, broken(9_999, Break::Altered));
    let cut = "DELETE FROM audit WHERE no > 9990";
    assert_eq!(harmed(cut).await, broken(10_000, Break::CutOff));
    let all = "DELETE FROM audit";
    assert_eq!(harmed(all).await, broken(5_000, Break::CutOff));
}

#[tokio::test]
async fn a_trail_that_was_written_anew_does_not_end_as_was_signed() {
    let folder = tempfile::tempdir().unwrap();
    let (store, keeper) = long(folder.path()).await;
    let options =
        sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join("long.sqlite"));
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::raw_sql("DELETE FROM audit").execute(&pool).await.unwrap();
    pool.close().await;
    let mut tx = store.write(THYLAND).await.unwrap();
    let entry = Entry {
        at: NOW,
        who: Person::Medarbejder(BENT),
        phone: Some(domain::id::InstallationId(Uuid::nil())),
        did: Act::Taken { folder: Folder::Plan(MADS) },
    };
    for _ in 0..20 {
        append(&mut tx, &vec![entry.clone(); 500]).await.unwrap();
    }
    tx.commit().await.unwrap();
    let verdict = found(&store, &keeper).await;
    assert_eq!(verdict, Verdict::Broken { no: 5_000, how: Break::NotAsSigned });
}

#[tokio::test]
async fn a_signed_end_that_was_changed_is_no_signed_end() {
    let folder = tempfile::tempdir().unwrap();
    let (_store, keeper) = long(folder.path()).await;
    let file = folder.path().join("heads");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("\"no\":10000", "\"no\":9990", 1)).unwrap();
    assert!(matches!(keeper.read(), Err(HeadsFault::Line(_, 2))));
    let key = server::audit::heads::key_file(&folder.path().join("long.sqlite"));
    let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(key).unwrap());
    assert_eq!(mode & 0o777, 0o600, "nobody else reads the key");
}

#[tokio::test]
async fn a_command_whose_text_was_changed_in_the_log_is_found() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    note(&mut anna, CANARY);
    anna.sync().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&app.config().database);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let sql = "UPDATE command_log SET body = replace(body, 'sang', 'tav')";
    sqlx::raw_sql(sql).execute(&pool).await.unwrap();
    pool.close().await;
    let mut snapshot = app.store().read(THYLAND).await.unwrap();
    let verdict = verify(&mut snapshot, &[]).await.unwrap();
    assert!(matches!(verdict, Verdict::Broken { how: Break::LogDiffers, .. }), "{verdict:?}");
}

#[tokio::test]
async fn after_a_restore_the_ends_that_were_lost_are_put_aside_and_the_trail_goes_on() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    note(&mut anna, CANARY);
    anna.sync().await;
    let (database, heads) = (app.config().database.clone(), app.config().heads.clone());
    app.stop().await;
    server::restored::say(&database, &heads, &World::real()).await.unwrap();
    let kept = std::fs::read_to_string(&heads).unwrap();
    assert_ne!(kept, "", "the ends that the restored trail still reaches stay");
    app.run_again().await;
    app.clock.forward(MINUTE);
    anna.http = app.http.clone();
    // Sessions do not outlive a restore.
    anna.cookie = app.sign_in(ANNA).await;
    anna.write(Command::from(domain::fixtures::notat(NotatId(Uuid::from_u128(2)), MADS, "Siden.")));
    anna.sync().await;
    app.stop().await;
    let verdicts = file(&crate::verify::everything(&app)).await.unwrap();
    assert!(verdicts.iter().all(|(_, verdict)| verdict.is_whole()), "{verdicts:?}");
    assert_ne!(ContentHash::of(""), ContentHash([0; 32]));
}

#[tokio::test]
async fn a_municipality_that_is_gone_whole_is_found_and_half_a_line_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, keeper) = long(folder.path()).await;
    let (database, heads) = (folder.path().join("long.sqlite"), folder.path().join("heads"));
    let mut text = std::fs::read_to_string(&heads).unwrap();
    text.push_str("{\"kommune\":\"half a li");
    std::fs::write(&heads, &text).unwrap();
    assert_eq!(keeper.read().unwrap().len(), 2);
    let mut tx = store.write(THYLAND).await.unwrap();
    let (at, who) = (NOW, Person::Medarbejder(ANNA));
    let phone = Some(domain::id::InstallationId(Uuid::nil()));
    let did = Act::Taken { folder: Folder::Plan(MADS) };
    append(&mut tx, &[Entry { at, who, phone, did }]).await.unwrap();
    tx.commit().await.unwrap();
    keeper.note(&store, NOW).await.unwrap();
    assert_eq!(keeper.read().unwrap().len(), 3, "the half line is gone");
    store.close().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&database);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::raw_sql("DELETE FROM audit; DELETE FROM kommune").execute(&pool).await.unwrap();
    pool.close().await;
    let asked = Inspection { database, heads, key: None, records: false };
    let verdicts = file(&asked).await.unwrap();
    let gone = Verdict::Broken { no: 5_000, how: Break::CutOff };
    assert_eq!(verdicts, [(THYLAND, gone)]);
}
