//! Many seeds at once, on all cores. Which thread runs which makes no difference to any of them.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::{Backend, Failed, History, Size, Tally, run};

/// Runs many seeds: what they did together, and those that failed.
#[must_use]
pub fn sweep(seeds: Range<u64>, size: Size) -> (Tally, Vec<Failed>) {
    let next = AtomicU64::new(seeds.start);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let done = thread::scope(|scope| {
        let work = || work(&next, seeds.end, size);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect::<Vec<_>>()
    });
    let (mut total, mut failed) = (Tally::default(), Vec::new());
    for (tally, bad) in done {
        total.add(tally);
        failed.extend(bad);
    }
    failed.sort_by_key(|failed: &Failed| failed.seed);
    (total, failed)
}

fn work(next: &AtomicU64, end: u64, size: Size) -> (Tally, Vec<Failed>) {
    let (mut total, mut failed) = (Tally::default(), Vec::new());
    let server = match Backend::thyland() {
        Ok(server) => server,
        Err(why) => return (total, vec![Failed { seed: end, why }]),
    };
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= end {
            return (total, failed);
        }
        match run(seed, size, &server, &History::default()) {
            Ok(tally) => total.add(tally),
            Err(bad) => failed.push(bad),
        }
    }
}
