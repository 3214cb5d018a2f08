//! The simulation as part of the suite: five hundred seeds, and those that failed once.

use simulate::{Backend, Failed, History, Size, run, sweep};

const KEPT: &str = include_str!("../../seeds.txt");

/// A seed's history, and how it ended.
fn told(seed: u64, size: Size) -> (Vec<String>, Result<(), Failed>) {
    let (server, history) = (Backend::thyland().expect("the set-up holds"), History::kept());
    let ran = run(seed, size, &server, &history);
    (history.lines(), ran.map(drop))
}

/// Ends with the shortest history among those that failed.
fn must_hold(failed: &[Failed], size: Size) {
    let histories = failed.iter().take(5).map(|failed| (told(failed.seed, size).0, failed));
    if let Some((history, shortest)) = histories.min_by_key(|(history, _)| history.len()) {
        let all: Vec<_> = failed.iter().map(ToString::to_string).collect();
        panic!("{}\n\n{}\n{shortest}", all.join("\n"), history.join("\n"));
    }
}

#[test]
fn five_hundred_seeds_hold() {
    let (tally, failed) = sweep(0..500, Size::Small);
    must_hold(&failed, Size::Small);
    assert!(tally.commands > 1_000 && tally.synced > 2_000, "too little happens: {tally:?}");
}

#[test]
fn seeds_that_failed_once_hold() {
    let lines = KEPT.lines().filter(|line| !line.starts_with('#'));
    let seeds = lines.map(|line| line.split(' ').next().unwrap().parse().unwrap());
    let failed: Vec<_> = seeds.filter_map(|seed| told(seed, Size::Full).1.err()).collect();
    must_hold(&failed, Size::Full);
}

#[test]
fn a_seed_is_one_history() {
    for seed in [3, 17, 40] {
        let (once, again) = (told(seed, Size::Full), told(seed, Size::Full));
        assert!(once.0.len() > 20, "a history of {} lines", once.0.len());
        assert_eq!(once, again);
    }
}
