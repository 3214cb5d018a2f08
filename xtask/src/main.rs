//! `cargo xtask <verb>`: everything done to this repository, one file per verb.
//! What several verbs share: `site` makes what the browser loads, `setup` sees to the tools.

mod bench;
mod build;
mod command;
mod error;
mod files;
mod hash;
mod place;
mod run;
mod say;
mod setup;
mod simulate;
mod site;
mod stamp;
mod test;
mod tidy;

use std::process::ExitCode;

use error::Error;
use pico_args::Arguments;

const VERBS: &str = "\
cargo xtask setup                     check the tools, fetch what is missing
cargo xtask run                       build for daily work and start the server with example data
    --port 8080  --size lille|h  --fresh (new database)  --watch (rebuild and restart on change)
cargo xtask watch                     the same as run --watch
cargo xtask build                     release: dist/site and the server, with sizes and budget
    --weigh (which crates the wasm consists of)
cargo xtask test                      everything that must hold before a change is shared
    --package NAME  --only STEP (fmt tidy clippy native app site conformance browser)  --story NAME (one browser story, quick to build)
cargo xtask simulate                  phones and server through everything that can go wrong, 10,000 times
    --seeds N  --from S  --seed S (one of them, with its history)
cargo xtask bench                     the phone and the server measured against PouchDB, RxDB and bare IndexedDB
    --quick (under three minutes)  --json FILE  --runs 15
    --only offline,filled,faults (any of them) or server (commands a second, beside bare SQLite)
cargo xtask tidy                      the rules of this repository that no compiler knows
    --accept-protocol (after docs/protocol.md was brought up to date)";

fn main() -> ExitCode {
    match dispatch(Arguments::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::failure(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut args: Arguments) -> Result<(), Error> {
    match args.subcommand()?.as_deref() {
        Some("setup") => setup::verb(args),
        Some("run") => run::verb(args, false),
        Some("watch") => run::verb(args, true),
        Some("build") => build::verb(args),
        Some("simulate") => simulate::verb(args),
        Some("test") => test::verb(args),
        Some("bench") => bench::verb(args),
        Some("tidy") => tidy::verb(args),
        None | Some("help") => {
            say::line(VERBS);
            Ok(())
        }
        Some(other) => Err(Error::UnknownVerb(other.to_owned())),
    }
}

/// A misspelt option stops the verb instead of being passed over.
fn no_more(args: Arguments) -> Result<(), Error> {
    let rest = args.finish();
    if rest.is_empty() {
        return Ok(());
    }
    let words: Vec<_> = rest.iter().map(|word| word.to_string_lossy()).collect();
    Err(Error::Leftover(words.join(" ")))
}
