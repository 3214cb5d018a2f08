//! A log that cannot be written: the lines are lost, the work goes on.

use std::fs::OpenOptions;
use std::process::Stdio;

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

/// It starts, and says a line for each of many requests.
async fn expect_it_works(log: impl Into<Stdio>) {
    let (app, mut anna) = at_rest().await;
    write(&mut anna, 10);
    let process = Process::start_logging(app.config(), log).await;
    anna.http = process.http.clone();
    expect_all_once(&mut anna).await;
}
