//! Killed at any moment (I2, I3): more kills by the variable `OVERGANG_KILLS`.

use std::time::Duration;

use tokio::time::timeout;

use super::{Process, at_rest, expect_all_once, send_all, write};

const KILLS: u64 = 12;
/// How many commands are written for each kill.
const EACH: usize = 10;
/// The longest that the program is let live after the first request of a life, in microseconds.
const LONGEST: u64 = 40_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_it_keeps_what_it_acknowledged_and_does_nothing_twice() {
    let wanted = std::env::var("OVERGANG_KILLS").ok().map(|number| number.parse().unwrap());
    let (app, mut anna) = at_rest().await;
    let mut cut_short = 0;
    for kill in 1..=wanted.unwrap_or(KILLS) {
        let process = Process::start(app.config()).await;
        anna.http = process.http.clone();
        write(&mut anna, EACH);
        let lives = Duration::from_micros(some(kill) % LONGEST);
        cut_short += u32::from(timeout(lives, send_all(&mut anna)).await.is_err());
    }
    assert!(cut_short > 0, "some must be killed at work");
    let process = Process::start(app.config()).await;
    anna.http = process.http.clone();
    expect_all_once(&mut anna).await;
}

/// Numbers all over the place, the same ones every time.
fn some(number: u64) -> u64 {
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 17
}
