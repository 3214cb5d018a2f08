//! `bench`: the phone and the server measured against others, in one run on one machine. What is measured is in
//! `bench/`; this verb builds what is shipped, installs the peers on first use, and starts
//! the runner. The server's own load generator is an example of that crate.

use std::path::Path;

use pico_args::Arguments;

use crate::error::Error;
use crate::site::{self, Mode};
use crate::{command, files, place, say, setup};

/// What `--only` may name; the server's part stands alone.
const PARTS: [&str; 6] = ["offline", "filled", "slow", "start", "faults", "server"];

struct Choice {
    quick: bool,
    json: Option<String>,
    only: Option<String>,
    runs: Option<String>,
}

pub(crate) fn verb(mut args: Arguments) -> Result<(), Error> {
    let choice = Choice {
        quick: args.contains("--quick"),
        json: args.opt_value_from_str("--json")?,
        only: args.opt_value_from_str("--only")?,
        runs: args.opt_value_from_str("--runs")?,
    };
    crate::no_more(args)?;
    choice.check()?;
    let server = if choice.wants("server") { load(choice.quick)? } else { String::from("[]") };
    match (choice.only.as_deref(), &choice.json) {
        (Some("server"), Some(file)) => files::write(Path::new(file), server.as_bytes()),
        (Some("server"), None) => Ok(()),
        _ => browser(&choice, &server),
    }
}

/// What is measured in Chromium; the server's figures go into the same file.
fn browser(choice: &Choice, server: &str) -> Result<(), Error> {
    setup::for_building()?;
    setup::for_browser_tests()?;
    setup::for_benchmarks()?;
    let mut build = command::cargo(&["build", "--release", "--package", "server"]);
    say::timed("server", || command::run(&mut build))?;
    site::make_bench()?;
    site::make(Mode::Release)?;
    say::timed("benchmarks", || run(choice, server))
}

impl Choice {
    /// All parts, unless some are named.
    fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only.split(',').any(|name| name == part))
    }

    /// A misspelt name must not pass as "nothing to do".
    fn check(&self) -> Result<(), Error> {
        let mut names = self.only.iter().flat_map(|only| only.split(','));
        match names.find(|name| !PARTS.contains(name)) {
            Some(name) => {
                let (name, known) = (name.to_owned(), PARTS.join(" "));
                Err(Error::UnknownName { what: "part", name, known })
            }
            None => Ok(()),
        }
    }
}

/// The server alone: under many phones at once with one command to a request and with twenty, with many records, and
/// what a new phone fetches. Answers with the figures as a list.
fn load(quick: bool) -> Result<String, Error> {
    let commands = if quick { "100" } else { "500" };
    let many = if quick { "100000" } else { "1000000" };
    let single = ["load", "--commands", commands, "--batch", "1"];
    let twenty = ["load", "--commands", commands, "--batch", "20"];
    let mut figures = Vec::new();
    for words in [&single[..], &twenty, &["scale", "--many", many], &["first"]] {
        let example = ["run", "--quiet", "--release", "--package", "server", "--example", "load"];
        let output = command::run_quietly(command::cargo(&example).arg("--").args(words))?;
        let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        say::line(&line);
        figures.push(line);
    }
    Ok(format!("[{}]\n", figures.join(",")))
}

fn run(choice: &Choice, server: &str) -> Result<(), Error> {
    let mut node = command::new("node");
    node.arg("bench/run.mjs").args(choice.quick.then_some("--quick"));
    let named = [("--json", &choice.json), ("--only", &choice.only), ("--runs", &choice.runs)];
    for (name, value) in named {
        node.args(value.iter().flat_map(|value| [name, value]));
    }
    node.env("OVERGANG_SERVER_FIGURES", server);
    node.env("OVERGANG_SERVER", place::server_binary("release"));
    node.env("OVERGANG_SITE", place::site());
    node.env("OVERGANG_BENCH", place::bench());
    node.env("OVERGANG_PEERS", place::peers());
    node.env("OVERGANG_CHROMIUM", setup::find_browser().unwrap_or_default());
    command::run(&mut node)
}
