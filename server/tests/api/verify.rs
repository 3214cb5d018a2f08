//! `overgang audit verify`: what somebody who writes to the database itself cannot do unseen, and that looking needs no
//! more than the public key and changes nothing. What the trail holds is in `audit.rs`.

use domain::envelope::{Sealed, Seq};
use domain::exchange::{MAX_COMMAND, Outcome, Quarantine};
use domain::fixtures::{ANNA, MADS, notat, samtykke, underskrift};
use domain::id::{NotatId, SamtykkeId};
use domain::samtykke::Underskriver;
use domain::{Folder, hex};
use server::audit::heads::{self, HeadsFault};
use server::audit::verify::{Break, Differs, Inspection, Unverified, Verdict, file};
use server::serve::{self, NoStart};
use server::state::World;
use server::store::Fault;
use server::store::sqlite::Untold;
use uuid::Uuid;

use crate::harness::TestApp;

const SAMTYKKE: SamtykkeId = SamtykkeId(Uuid::from_u128(0x9c));

pub(crate) fn everything(app: &TestApp) -> Inspection {
    let (database, heads) = (app.config().database.clone(), app.config().heads.clone());
    Inspection { database, heads, key: None, records: true }
}

/// A server that was stopped after a day's work: notes, a samtykke that was signed, a search.
async fn stopped() -> TestApp {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Kanariefuglen sang klokken ni"));
    anna.write(samtykke(SAMTYKKE, MADS));
    anna.write(underskrift(SAMTYKKE, MADS, Underskriver::Ung));
    anna.sync().await;
    app.stop().await;
    app
}

/// What is found after somebody has done that to the database of a server that was stopped.
async fn after(sql: &'static str) -> Verdict {
    let app = stopped().await;
    assert!(file(&everything(&app)).await.unwrap()[0].1.is_whole(), "before it is done");
    change(&app, sql).await;
    file(&everything(&app)).await.unwrap().pop().unwrap().1
}

async fn change(app: &TestApp, sql: &'static str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&app.config().database);
    let pool = sqlx::SqlitePool::connect_with(options.foreign_keys(false)).await.unwrap();
    let done = sqlx::raw_sql(sql).execute(&pool).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
    pool.close().await;
}

#[tokio::test]
async fn who_asked_and_when_cannot_be_changed_in_the_log_nor_a_command_be_invented() {
    let differs = |found: &Verdict| matches!(found, Verdict::Broken { how: Break::LogDiffers, .. });
    let untold = |found: &Verdict| matches!(found, Verdict::Untold { .. });
    let sender = "UPDATE command_log SET sender = 'system' WHERE name = 'notat.write.v1'";
    assert!(differs(&after(sender).await));
    let later = "UPDATE command_log SET received = received + 1 WHERE name = 'notat.write.v1'";
    assert!(differs(&after(later).await));
    let earlier = "UPDATE command_log SET received = received - 1 WHERE name = 'notat.write.v1'";
    assert!(untold(&after(earlier).await));
    let written = "UPDATE command_log SET written = written - 1 WHERE name = 'notat.write.v1'";
    assert!(untold(&after(written).await));
    let invented = "INSERT INTO command_log (tenant, installation, seq, content, command, sender, name,
            written, received, skew, body, outcome)
        SELECT tenant, installation, seq + 100, content, command, sender, name, written, received, skew,
            body, outcome FROM command_log WHERE name = 'notat.write.v1'";
    assert!(untold(&after(invented).await));
    let gone = "DELETE FROM command_log WHERE name = 'notat.write.v1'";
    assert!(differs(&after(gone).await));
}

/// Anybody signed in can send such things, and must not be able to make a whole trail look broken by it.
#[tokio::test]
async fn what_was_put_aside_unread_leaves_the_trail_whole_and_hides_nothing() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    let write = |number, words: &str| notat(NotatId(Uuid::from_u128(number)), MADS, words);
    anna.write(write(1, "Kanariefuglen sang klokken ni"));
    anna.sync().await;
    let mut again = anna.request();
    let seq = anna.write(write(2, "Samme plads i linjen"));
    let Sealed { body, .. } = anna.written.remove(usize::try_from(seq.0).unwrap() - 1);
    again.commands = vec![Sealed { seq: Seq(1), body }];
    let reply = anna.send(&again).await.unwrap();
    let why = Quarantine::IdentityReused;
    assert_eq!(reply.receipts[0].outcome, Outcome::Quarantined { why });
    anna.write_named("notat.write.v1", &format!("{{\"a\":\"{}\"}}", "x".repeat(MAX_COMMAND)));
    anna.write_named("notat.write.v1", &format!("{}1{}", "[".repeat(30), "]".repeat(30)));
    anna.sync().await;
    app.stop().await;
    let found = file(&everything(&app)).await.unwrap();
    assert!(found.iter().all(|(_, verdict)| verdict.is_whole()), "{found:?}");
    // And what is wrong with the trail does not keep what is wrong with the records from being told.
    change(&app, "UPDATE command_log SET received = received - 1 WHERE name = 'notat.write.v1'")
        .await;
    change(&app, "DELETE FROM access_grant").await;
    let found = file(&everything(&app)).await.unwrap();
    let [(_, Verdict::Untold { .. }), (_, Verdict::Derived { .. })] = found[..] else {
        panic!("{found:?}")
    };
}

#[tokio::test]
async fn a_trail_that_was_emptied_with_its_ends_is_not_whole() {
    let app = stopped().await;
    change(&app, "DELETE FROM audit").await;
    std::fs::remove_file(&app.config().heads).unwrap();
    let found = file(&everything(&app)).await.unwrap().pop().unwrap().1;
    assert!(matches!(found, Verdict::Untold { .. }), "{found}");
    change(&app, "DELETE FROM command_log").await;
    let found = file(&everything(&app)).await.unwrap().pop().unwrap().1;
    assert_eq!(found, Verdict::Broken { no: 0, how: Break::Unsigned });
}

/// Whoever takes the trail away takes away all that tells of it: the log, the ends, and the count of changes.
#[tokio::test]
async fn records_with_no_trail_or_no_municipality_are_not_whole_and_not_served() {
    let app = stopped().await;
    change(&app, "DELETE FROM audit").await;
    change(&app, "DELETE FROM command_log").await;
    change(&app, "UPDATE kommune SET change_no = 0").await;
    std::fs::remove_file(&app.config().heads).unwrap();
    let emptied = Verdict::Broken { no: 0, how: Break::Emptied };
    for records in [false, true] {
        let asked = Inspection { records, ..everything(&app) };
        assert_eq!(file(&asked).await.unwrap().swap_remove(0).1, emptied, "{records}");
    }
    let served = serve::start(app.config(), World::real()).await;
    assert!(matches!(served, Err(NoStart::Untold(Untold { table: "record", .. }))));
    change(&app, "DELETE FROM kommune").await;
    let found = file(&everything(&app)).await.unwrap_err();
    assert!(matches!(found, Unverified::NoKommune(Untold { kommune: None, .. })), "{found}");
    assert!(serve::start(app.config(), World::real()).await.is_err());
}

#[tokio::test]
async fn phones_and_sessions_with_no_trail_are_not_whole_either() {
    let app = stopped().await;
    let all = ["audit", "command_log", "receipt", "record", "record_history", "folder"];
    let all = all.into_iter().chain(["access_grant", "found_by", "seat", "holding"]);
    for table in all.chain(["installation"]) {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&app.config().database);
        let pool = sqlx::SqlitePool::connect_with(options.foreign_keys(false)).await.unwrap();
        let sql = sqlx::AssertSqlSafe(format!("DELETE FROM {table}"));
        sqlx::raw_sql(sql).execute(&pool).await.unwrap();
        pool.close().await;
    }
    change(&app, "UPDATE kommune SET change_no = 0").await;
    std::fs::remove_file(&app.config().heads).unwrap();
    let emptied = Verdict::Broken { no: 0, how: Break::Emptied };
    assert_eq!(file(&everything(&app)).await.unwrap().pop().unwrap().1, emptied);
    change(&app, "DELETE FROM session").await;
    let found = file(&everything(&app)).await.unwrap().pop().unwrap().1;
    assert_eq!(found, Verdict::Whole { entries: 0, heads: 0 }, "as it is founded");
    change(&app, "DELETE FROM kommune").await;
    assert!(matches!(file(&everything(&app)).await, Err(Unverified::Nothing(_))));
}

/// Another key would be told from a forger's by nobody, and the public half tells what was signed until now.
#[tokio::test]
async fn where_the_key_was_lost_nothing_is_served_and_nothing_is_written() {
    let app = stopped().await;
    let (database, ends) = (&app.config().database, &app.config().heads);
    let (key, public) = (heads::key_file(database), heads::public_key_file(database));
    let (private, before) = (std::fs::read(&key).unwrap(), std::fs::read(&public).unwrap());
    let refuses = async |lost: bool| {
        let served = serve::start(app.config(), World::real()).await;
        let no = served.unwrap_err();
        match no {
            NoStart::Audit(HeadsFault::KeyLost(_)) => assert!(lost),
            NoStart::Audit(HeadsFault::OtherKey(_) | HeadsFault::Line(_, 1)) => assert!(!lost),
            other => panic!("{other}"),
        }
    };
    std::fs::remove_file(&key).unwrap();
    refuses(true).await;
    assert!(!key.exists() && std::fs::read(&public).unwrap() == before);
    std::fs::remove_file(&public).unwrap();
    refuses(true).await;
    assert!(!key.exists() && !public.exists(), "what it signed is there");
    std::fs::write(&key, [7; 32]).unwrap();
    refuses(false).await;
    assert!(!public.exists());
    std::fs::write(&public, &before).unwrap();
    refuses(false).await;
    assert_eq!(std::fs::read(&public).unwrap(), before);
    std::fs::write(&key, private).unwrap();
    assert!(ends.exists());
    serve::start(app.config(), World::real()).await.unwrap().stop().await;
}

#[tokio::test]
async fn what_the_records_do_not_give_is_found() {
    let journal = Folder::Journal(MADS);
    let derived = |folder, how| Verdict::Derived { folder, how };
    let granted =
        "UPDATE access_grant SET grantee = 'rolle:ambassadoer' WHERE folder LIKE 'journal:%'";
    assert!(matches!(after(granted).await, Verdict::Derived { how: Differs::Grants, .. }));
    let text = "UPDATE record SET doc = replace(doc, 'sang', 'tav') WHERE kind = 'notat'";
    assert_eq!(after(text).await, derived(journal, Differs::Digest));
    let history = "DELETE FROM record_history WHERE kind = 'samtykke'";
    assert_eq!(after(history).await, derived(Folder::Plan(MADS), Differs::History));
    let record = "DELETE FROM record WHERE kind = 'notat'";
    assert_eq!(after(record).await, derived(journal, Differs::Sum));
    let found_by = "UPDATE found_by SET words = 'somebody else' WHERE folder LIKE 'plan:%'";
    assert!(matches!(after(found_by).await, Verdict::Derived { how: Differs::FoundBy, .. }));
    let seat = "INSERT INTO seat (tenant, vaert, plads, dag, number)
        SELECT tenant, zeroblob(16), zeroblob(16), 1, 1 FROM kommune";
    assert!(matches!(after(seat).await, Verdict::Seats { .. }));
}

#[tokio::test]
async fn looking_changes_nothing_and_wants_the_public_key_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let app = stopped().await;
    let asked = everything(&app);
    let (key, public) = (heads::key_file(&asked.database), heads::public_key_file(&asked.database));
    let hex = std::fs::read_to_string(&public).unwrap();
    // What an auditor is given: a copy of the database, the ends and the public key, in a folder that nobody may write to.
    let folder = app.file("copy");
    std::fs::create_dir(&folder).unwrap();
    let copy = Inspection {
        database: folder.join("copy.sqlite"),
        heads: folder.join("heads"),
        key: Some(hex.trim().to_owned()),
        records: true,
    };
    std::fs::copy(&asked.database, &copy.database).unwrap();
    std::fs::copy(&asked.heads, &copy.heads).unwrap();
    let before = std::fs::read(&copy.database).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).unwrap();
    assert!(file(&copy).await.unwrap()[0].1.is_whole());
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(std::fs::read(&copy.database).unwrap(), before);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "nothing was made beside it");
    // Beside the database the public half is found by itself, and somebody else's key is told from it.
    std::fs::remove_file(key).unwrap();
    assert!(file(&asked).await.unwrap()[0].1.is_whole());
    std::fs::write(&public, hex::encode(&[9; 32])).unwrap();
    assert!(file(&asked).await.is_err());
    let unnamed = Inspection { database: folder.join("no.sqlite"), ..copy };
    assert!(file(&unnamed).await.unwrap_err().to_string().contains("no.sqlite"));
}

#[tokio::test]
async fn a_lost_receipt_a_count_that_was_put_back_and_a_foreign_digest_are_found() {
    let found = after("DELETE FROM receipt").await;
    assert!(matches!(found, Verdict::Untold { .. }), "{found}");
    let found = after("UPDATE kommune SET change_no = 3").await;
    assert!(matches!(found, Verdict::Derived { how: Differs::Counted, .. }), "{found}");
    let found = after("UPDATE record SET digest = 'ffffffffffffffffffffffffffffffff'").await;
    assert!(matches!(found, Verdict::Derived { how: Differs::Digest, .. }), "{found}");
}

#[tokio::test]
async fn a_trigger_that_somebody_put_there_is_told() {
    let app = stopped().await;
    change(
        &app,
        "UPDATE kommune SET change_no = change_no;
        CREATE TRIGGER seen AFTER INSERT ON record BEGIN DELETE FROM audit; END",
    )
    .await;
    let told = file(&everything(&app)).await.unwrap_err().to_string();
    assert!(told.contains("trigger"), "{told}");
}

#[tokio::test]
async fn a_database_of_another_edition_is_not_brought_up_to_date_by_looking() {
    let app = stopped().await;
    change(&app, "DELETE FROM _sqlx_migrations WHERE version > 5").await;
    let before = std::fs::read(&app.config().database).unwrap();
    let found = file(&everything(&app)).await;
    assert!(matches!(found, Err(Unverified::Fault(Fault::OtherEdition(_)))));
    assert_eq!(std::fs::read(&app.config().database).unwrap(), before);
}
