//! `simulate --seeds N --from S`: runs so many seeds on all cores and tells of each that fails.
//! `simulate --seed S` tells one seed's whole history. With `--small` the runs are those of the suite.

use std::io::{Write as _, stdout};
use std::process::ExitCode;

use simulate::{Backend, Failed, History, Size, Tally, run};

fn main() -> ExitCode {
    let mut args = pico_args::Arguments::from_env();
    let size = if args.contains("--small") { Size::Small } else { Size::Full };
    let told = (|| {
        let seed = args.opt_value_from_str("--seed")?;
        let from = args.opt_value_from_str("--from")?.unwrap_or(0);
        let seeds = args.opt_value_from_str("--seeds")?.unwrap_or(500);
        Ok::<_, pico_args::Error>((seed, from, seeds))
    })();
    let Ok((seed, from, seeds)) = told else {
        say("simulate [--small] [--seeds N] [--from S] | --seed S");
        return ExitCode::FAILURE;
    };
    let failed = match seed {
        Some(seed) => tell(seed, size).err().into_iter().collect(),
        None => sweep(from, seeds, size),
    };
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// One seed with its history.
fn tell(seed: u64, size: Size) -> Result<Tally, Failed> {
    let server = Backend::thyland().map_err(|why| Failed { seed, why })?;
    let history = History::kept();
    let ran = run(seed, size, &server, &history);
    for line in history.lines() {
        say(&line);
    }
    match &ran {
        Ok(tally) => say(&format!("{tally:?}")),
        Err(failed) => say(&failed.to_string()),
    }
    ran
}

/// Many seeds, each told of only if it fails.
fn sweep(from: u64, seeds: u64, size: Size) -> Vec<Failed> {
    let (total, failed) = simulate::sweep(from..from.saturating_add(seeds), size);
    for failed in &failed {
        say(&failed.to_string());
    }
    say(&format!("{seeds} seeds from {from}: {} failed. {total:?}", failed.len()));
    failed
}

fn say(line: &str) {
    // Nobody reads: nothing to do about it.
    drop(writeln!(stdout(), "{line}"));
}
