//! Monday at eight: all phones come back at once, each with fifty notes from where there was no network.
//! How many is said by the variable `OVERGANG_PHONES`; a thousand of them come within a minute.

use std::time::{Duration, Instant};

use domain::fixtures::{UNGEHUSET, medarbejder, notat, tilknytning, ung};
use domain::id::{MedarbejderId, NotatId, TilknytningId, UngId};
use domain::organisation::RegisterMedarbejder;
use domain::tilknytning::{AssignHelper, Funktion};
use domain::ung::RegisterUng;
use domain::{Command, Folder, Rolle};
use tokio::task::JoinSet;
use tokio::time::sleep;
use uuid::Uuid;

use super::process::Process;
use crate::harness::{Phone, TestApp};

const PHONES: u32 = 20;
const EACH: u128 = 50;
/// Between two phones that come back.
const APART: Duration = Duration::from_millis(60);
const WITHIN: Duration = Duration::from_mins(2);
const MEMORY: u64 = 512 << 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn monday_at_eight_everything_goes_up_once() {
    let wanted = std::env::var("OVERGANG_PHONES").ok().map(|number| number.parse().unwrap());
    let count = wanted.unwrap_or(PHONES);
    let mut app = TestApp::start().await;
    app.set_up((0..count).flat_map(caseload).collect()).await;
    app.clock.set(server::state::Clock::now(&*server::state::World::real().clock));
    let mut phones = Vec::new();
    for number in 0..count {
        phones.push(loaded(&mut app, number).await);
    }
    app.stop().await;

    let process = Process::start(app.config()).await;
    let begun = Instant::now();
    let mut returning = JoinSet::new();
    for (mut phone, turn) in phones.into_iter().zip(0..) {
        phone.http = process.http.anew();
        returning.spawn(come_back(phone, turn));
    }
    let mut waits: Vec<Duration> = returning.join_all().await;
    waits.sort_unstable();
    let whole = begun.elapsed();
    println!(
        "{count} phones in {whole:?}; each took {:?} in the middle, {:?} at most; {} MiB",
        waits[waits.len() / 2],
        waits[waits.len() - 1],
        process.most_memory() >> 20
    );
    assert!(whole < WITHIN, "{whole:?}");
    assert!(process.most_memory() < MEMORY);
}

/// A mentor with a young person of their own.
fn caseload(number: u32) -> [Command; 3] {
    let (who, whom) = (mentor(number), young(number));
    let id = TilknytningId(Uuid::from_u128(0xa000_0000 + u128::from(number)));
    let tilknytning = tilknytning(id, whom, who, Funktion::Overgangsmentor);
    let medarbejder = medarbejder(who, "Mange Mentor", UNGEHUSET, &[Rolle::Overgangsmentor]);
    [
        RegisterMedarbejder { medarbejder }.into(),
        RegisterUng { ung: ung(whom, "Mange Unge", "2009-05-01") }.into(),
        AssignHelper { tilknytning }.into(),
    ]
}

const fn mentor(number: u32) -> MedarbejderId {
    MedarbejderId(Uuid::from_u128(0xb000_0000 + number as u128))
}

const fn young(number: u32) -> UngId {
    UngId(Uuid::from_u128(0xc000_0000 + number as u128))
}

/// A phone with its notes.
async fn loaded(app: &mut TestApp, number: u32) -> Phone {
    let mut phone = app.phone(mentor(number)).await;
    for place in 0..EACH {
        let id = NotatId(Uuid::from_u128((u128::from(number) << 64) + place));
        phone.write(notat(id, young(number), "Skrevet, hvor der ikke var net."));
    }
    phone
}

/// Sends until all is acknowledged, as patiently as a phone does. How long that took.
async fn come_back(mut phone: Phone, turn: u32) -> Duration {
    sleep(APART * turn).await;
    let begun = Instant::now();
    while phone.acknowledged < phone.written.len() {
        match phone.try_send(&phone.request()).await {
            Ok(reply) => phone.take(&reply),
            Err(_) => sleep(Duration::from_millis(500)).await,
        }
    }
    let took = begun.elapsed();
    phone.sync().await;
    let folder = Folder::Journal(young(turn));
    assert_eq!(phone.docs(folder, "notat").len(), phone.written.len());
    took
}
