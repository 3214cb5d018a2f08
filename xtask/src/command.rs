//! Starting other programs from the repository's root, with errors that name the command line.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, ExitStatus, Output, Stdio};

use crate::error::Error;
use crate::place;

pub(crate) fn new(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root());
    command
}

/// Cargo without what the outer `cargo run` set for this tool: otherwise build scripts see changes and run again.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = new("cargo");
    let outer = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
    for (key, _) in env::vars_os() {
        if key.to_str().is_some_and(|key| outer.iter().any(|start| key.starts_with(start))) {
            command.env_remove(key);
        }
    }
    command.args(args);
    command
}

pub(crate) fn run(command: &mut Command) -> Result<(), Error> {
    let status = command.status().map_err(not_started(command))?;
    check(command, status)
}

/// Runs in silence; what it said is shown only if it failed.
pub(crate) fn run_quietly(command: &mut Command) -> Result<Output, Error> {
    let output = command.output().map_err(not_started(command))?;
    if !output.status.success() {
        crate::say::line(&String::from_utf8_lossy(&output.stdout));
        crate::say::line(&String::from_utf8_lossy(&output.stderr));
    }
    check(command, output.status).map(|()| output)
}

/// The first line of what a program prints, `None` if it is not there or fails.
pub(crate) fn first_line(program: &str, args: &[&str]) -> Option<String> {
    let output = new(program).args(args).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

/// Runs and shows every line as it comes, and hands it to `each`.
pub(crate) fn tee(command: &mut Command, mut each: impl FnMut(&str)) -> Result<ExitStatus, Error> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(not_started(command))?;
    let lines = child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines());
    for line in lines.map_while(Result::ok) {
        crate::say::line(&line);
        each(&line);
    }
    child.wait().map_err(not_started(command))
}

fn check(command: &Command, status: ExitStatus) -> Result<(), Error> {
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed { command: shown(command), status: status.to_string() })
}

pub(crate) fn shown(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn not_started(command: &Command) -> impl FnOnce(std::io::Error) -> Error + use<> {
    let program = command.get_program().to_string_lossy().into_owned();
    move |source| Error::NotStarted { program, source }
}
