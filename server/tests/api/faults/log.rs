//! A log that cannot be written: the lines are lost, the work goes on.

use std::fs::OpenOptions;
use std::io::Read as _;
use std::process::Stdio;
use std::time::Duration;

use super::{Process, at_rest, expect_all_once, write};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_on_a_full_disk_stops_nobody() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    expect_it_works(full).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_whose_reader_is_gone_stops_nobody() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    expect_it_works(writer).await;
}

/// As a supervisor does that was stopped, or whose own disk stands still.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_nobody_reads_stops_nobody_and_not_the_end() {
    let (app, mut anna) = at_rest().await;
    write(&mut anna, 10);
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut process = Process::start_logging(app.config(), writer).await;
    anna.http = process.http.clone();
    ask_much(&process).await;
    expect_all_once(&mut anna).await;
    assert!(process.ends().await, "asked to, it ends");
    drop(process);
    let mut told = String::new();
    reader.read_to_string(&mut told).unwrap();
    assert!(told.contains("listening"), "what was written stands");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_is_read_again_tells_how_much_was_lost_and_ends_with_its_last_line() {
    let (app, _) = at_rest().await;
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut process = Process::start_logging(app.config(), writer).await;
    ask_much(&process).await;
    let read = std::thread::spawn(move || {
        let mut told = String::new();
        reader.read_to_string(&mut told).map(|_| told).unwrap()
    });
    assert!(process.ends().await);
    drop(process);
    let told = read.join().unwrap();
    assert!(told.contains("lines_lost="), "{told}");
    assert!(told.trim_end().ends_with("stopped"), "{told}");
}

/// More lines than a pipe holds and than wait; each is answered all the same.
async fn ask_much(process: &Process) {
    for number in 0..6_000 {
        let asked = process.http.get("/healthz", "");
        let answer = tokio::time::timeout(Duration::from_secs(10), asked).await;
        assert_eq!(answer.expect("it answers").status, 200, "{number}");
    }
}

/// It starts, and says a line for each of many requests.
async fn expect_it_works(log: impl Into<Stdio>) {
    let (app, mut anna) = at_rest().await;
    write(&mut anna, 10);
    let process = Process::start_logging(app.config(), log).await;
    anna.http = process.http.clone();
    expect_all_once(&mut anna).await;
}
