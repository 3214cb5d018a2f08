//! `cargo xtask <verb>`: everything done to this repository, one file per verb.
//! What several verbs share: `site` makes what the browser loads, `setup` sees to the tools.

mod bench;
mod build;
mod command;
mod error;
mod files;
mod hash;
mod help;
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
    let asks_how = args.contains(["-h", "--help"]);
    let asks_which = args.contains(["-V", "--version"]);
    match args.subcommand()?.as_deref() {
        verb if asks_how => {
            say::line(&help::about(verb)?);
            Ok(())
        }
        _ if asks_which => {
            say::line(help::VERSION);
            Ok(())
        }
        Some("setup") => setup::verb(args),
        Some("run") => run::verb(args, false),
        Some("watch") => run::verb(args, true),
        Some("build") => build::verb(args),
        Some("simulate") => simulate::verb(args),
        Some("test") => test::verb(args),
        Some("bench") => bench::verb(args),
        Some("tidy") => tidy::verb(args),
        None | Some("help") => {
            say::line(&help::about(None)?);
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
