//! No room on the disk: what cannot be stored is not acknowledged, and goes up when there is room.

use super::{Process, at_rest, expect_all_once, send_all, write};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_it_says_it_is_busy_and_loses_nothing() {
    let (app, mut anna) = at_rest().await;
    let room = std::fs::metadata(&app.config().database).unwrap().len() + 300_000;
    write(&mut anna, 400);
    let cramped = Process::start_cramped(app.config(), room).await;
    anna.http = cramped.http.clone();
    assert_eq!(send_all(&mut anna).await, Err(Some(503)), "there is not room for all");
    assert!(anna.acknowledged > 0, "there is room for some");
    assert_eq!(send_all(&mut anna).await, Err(Some(503)), "and it says so each time");
    let before = anna.acknowledged;
    drop(cramped);

    let roomy = Process::start(app.config()).await;
    anna.http = roomy.http.clone();
    expect_all_once(&mut anna).await;
    assert!(anna.acknowledged > before);
}
