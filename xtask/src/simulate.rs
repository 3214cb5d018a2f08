//! `simulate`: phones and server over many seeds. Each seed is a run of its own and the same every time.

use pico_args::Arguments;

use crate::command;
use crate::error::Error;

pub(crate) fn verb(mut args: Arguments) -> Result<(), Error> {
    let seed: Option<u64> = args.opt_value_from_str("--seed")?;
    let from: u64 = args.opt_value_from_str("--from")?.unwrap_or(0);
    let seeds: u64 = args.opt_value_from_str("--seeds")?.unwrap_or(10_000);
    let small = args.contains("--small");
    crate::no_more(args)?;
    let mut simulate =
        command::cargo(&["run", "--quiet", "--release", "--package", "simulate", "--"]);
    match seed {
        Some(seed) => simulate.args(["--seed", &seed.to_string()]),
        None => simulate.args(["--from", &from.to_string(), "--seeds", &seeds.to_string()]),
    };
    command::run(simulate.args(small.then_some("--small")))
}
