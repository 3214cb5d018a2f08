//! No room on the disk, or one that fails: what cannot be stored is not acknowledged, and goes up when there is room,
//! to the same process.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Process, at_rest, expect_all_once, send_all, write};
use crate::harness::Phone;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_disk_that_fails_it_says_it_is_busy_and_goes_on_when_it_no_longer_does() {
    let (app, mut anna) = at_rest().await;
    let room = std::fs::metadata(&app.config().database).unwrap().len() + 300_000;
    write(&mut anna, 400);
    let mut cramped = Process::start_cramped(app.config(), room).await;
    anna.http = cramped.http.clone();
    expect_busy(&mut anna).await;
    assert!(!cramped.is_ready().await, "nor does it say that it is ready");
    cramped.room(false);
    assert!(!cramped.is_ready().await, "and whoever watches it hears of it");
    cramped.room(true);
    assert!(cramped.is_ready().await);
    expect_it_goes_on(&mut cramped, &mut anna).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_it_says_it_is_busy_and_goes_on_when_there_is_room() {
    let (app, mut anna) = at_rest().await;
    let database = &app.config().database;
    let room = std::fs::metadata(database).unwrap().len() + 900_000;
    let Some(disk) = Disk::mount(app.file("disk"), room) else {
        eprintln!("not shown: this machine lets nobody mount a disk (root may)");
        return;
    };
    let mut config = app.config().clone();
    config.database = disk.0.join("test.sqlite");
    config.heads = disk.0.join("heads");
    std::fs::copy(database, &config.database).unwrap();
    write(&mut anna, 400);
    let mut full = Process::start(&config).await;
    anna.http = full.http.clone();
    expect_busy(&mut anna).await;
    assert!(!full.is_ready().await, "nor does it say that it is ready");
    disk.resize(50_000_000);
    expect_it_goes_on(&mut full, &mut anna).await;
}

async fn expect_busy(anna: &mut Phone) {
    assert_eq!(send_all(anna).await, Err(Some(503)), "there is not room for all");
    assert!(anna.acknowledged > 0, "there is room for some");
    // To the edge: there is not room for a single one any more.
    while send_one(anna).await.is_ok() {}
    assert_eq!(send_all(anna).await, Err(Some(503)), "and it says so each time");
}

async fn send_one(anna: &mut Phone) -> Result<(), Option<u16>> {
    let mut request = anna.request();
    request.commands.truncate(1);
    let reply = anna.try_send(&request).await?;
    anna.take(&reply);
    Ok(())
}

async fn expect_it_goes_on(process: &mut Process, anna: &mut Phone) {
    let before = anna.acknowledged;
    process.ready().await;
    expect_all_once(anna).await;
    assert!(anna.acknowledged > before);
}

/// A small disk, in memory.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: PathBuf, bytes: u64) -> Option<Self> {
        std::fs::create_dir(&at).unwrap();
        let size = format!("size={bytes}");
        let mut asked = Command::new("mount");
        asked.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at);
        asked_for(&mut asked).then_some(Self(at))
    }

    fn resize(&self, bytes: u64) {
        let size = format!("remount,size={bytes}");
        assert!(asked_for(Command::new("mount").args(["-o", &size]).arg(&self.0)));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        asked_for(Command::new("umount").arg("--lazy").arg(Path::new(&self.0)));
    }
}

fn asked_for(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}
