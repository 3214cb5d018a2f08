//! Stopping: what was acknowledged is there afterwards, streams do not hold it up, and the program itself
//! ends when it is asked to.

use std::process::{Command as Program, Stdio};
use std::time::{Duration, Instant};

use domain::Folder;
use domain::exchange::Outcome;
use domain::fixtures::{ANNA, MADS, notat};
use domain::id::NotatId;
use http_body_util::BodyExt as _;
use hyper::Method;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::harness::TestApp;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_is_kept_when_the_server_ends_among_calls() {
    let mut app = TestApp::start_with_any_number_of_phones().await;
    let mut phones = JoinSet::new();
    for phone in 0..20 {
        let mut anna = app.phone(ANNA).await;
        phones.spawn(async move {
            let mut acknowledged = Vec::new();
            for number in 0..1_000 {
                let id = NotatId(Uuid::from_u128(phone * 10_000 + number));
                anna.write(notat(id, MADS, "Mødte."));
                let request = anna.request();
                let sent = tokio::spawn(async move {
                    let reply = anna.send(&request).await;
                    (anna, reply)
                });
                let Ok((back, Ok(reply))) = sent.await else { break };
                anna = back;
                assert!(reply.receipts.iter().all(|one| one.outcome == Outcome::Applied));
                anna.take(&reply);
                acknowledged.push(id);
            }
            acknowledged
        });
    }
    tokio::time::sleep(Duration::from_millis(400)).await;
    app.stop().await;
    let mut acknowledged = Vec::new();
    while let Some(done) = phones.join_next().await {
        acknowledged.extend(done.unwrap());
    }
    assert!(acknowledged.len() > 20, "some came through: {}", acknowledged.len());
    app.run_again().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let kept = anna.docs(Folder::Journal(MADS), "notat");
    let kept: std::collections::BTreeSet<_> =
        kept.iter().map(|doc| doc["id"].as_str().unwrap().to_owned()).collect();
    assert!(acknowledged.iter().all(|id| kept.contains(&id.to_string())));
}

#[tokio::test]
async fn an_open_stream_does_not_hold_up_the_end() {
    let mut app = TestApp::start().await;
    let cookie = app.sign_in(ANNA).await;
    let mut stream =
        app.http.open(Method::GET, "/api/poke", &[("cookie", &cookie)], "").await.unwrap();
    stream.body_mut().frame().await.unwrap().unwrap();
    let begun = Instant::now();
    app.stop().await;
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert!(stream.body_mut().frame().await.is_none_or(|frame| frame.is_err()));
}

#[tokio::test]
async fn the_program_ends_when_asked_to_and_leaves_one_whole_file() {
    let app = TestApp::start().await;
    let database = app.file("own/demo.sqlite");
    let mut program = Program::new(env!("CARGO_BIN_EXE_overgang"))
        .args(["serve", "--listen", "127.0.0.1:0", "--demo", "--database"])
        .arg(&database)
        .arg("--site")
        .arg(&app.config().site)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let log = std::io::BufReader::new(program.stderr.take().unwrap());
    let mut lines = std::io::BufRead::lines(log);
    assert!(lines.any(|line| line.unwrap().contains("listening")));
    let begun = Instant::now();
    let id = program.id().to_string();
    assert!(Program::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(program.wait().unwrap().success());
    assert!(begun.elapsed() < Duration::from_secs(5));
    let wal = database.with_extension("sqlite-wal");
    assert!(!wal.exists() || std::fs::metadata(&wal).unwrap().len() == 0);
}
