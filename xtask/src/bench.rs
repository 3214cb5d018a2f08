//! `bench`: the phone and the server measured against others, in one run on one machine. What is measured is in
//! `bench/`; this verb builds what is shipped, installs the peers on first use, and starts the runner.

use pico_args::Arguments;

use crate::error::Error;
use crate::{command, place, say, setup, site};

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
    setup::for_building()?;
    setup::for_browser_tests()?;
    setup::for_benchmarks()?;
    let mut server = command::cargo(&["build", "--release", "--package", "server"]);
    say::timed("server", || command::run(&mut server))?;
    site::make_bench()?;
    say::timed("benchmarks", || run(&choice))
}

fn run(choice: &Choice) -> Result<(), Error> {
    let mut node = command::new("node");
    node.arg("bench/run.mjs").args(choice.quick.then_some("--quick"));
    let named = [("--json", &choice.json), ("--only", &choice.only), ("--runs", &choice.runs)];
    for (name, value) in named {
        node.args(value.iter().flat_map(|value| [name, value]));
    }
    node.env("OVERGANG_SERVER", place::server_binary("release"));
    node.env("OVERGANG_BENCH", place::bench());
    node.env("OVERGANG_PEERS", place::peers());
    node.env("OVERGANG_CHROMIUM", setup::find_browser().unwrap_or_default());
    command::run(&mut node)
}
