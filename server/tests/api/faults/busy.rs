//! Somebody else holds the file, such as a backup that takes long.

use domain::fixtures::THYLAND;
use server::store::Store as _;
use server::store::sqlite::Sqlite;

use super::{Process, at_rest, expect_all_once, send_all, write};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_file_is_held_it_says_it_is_busy_and_goes_on_after() {
    let (app, mut anna) = at_rest().await;
    write(&mut anna, 10);
    let process = Process::start(app.config()).await;
    anna.http = process.http.clone();
    let other = Sqlite::open(&app.config().database).await.unwrap();
    let held = other.write(THYLAND).await.unwrap();
    assert_eq!(send_all(&mut anna).await, Err(Some(503)));
    assert_eq!(anna.acknowledged, 0);
    drop(held);
    other.close().await;
    expect_all_once(&mut anna).await;
}
