//! `tidy`: the rules of this repository that no compiler knows. One file per rule; each reads texts and returns findings.

mod header;
mod kept;
mod links;
mod machine;
mod names;
mod protocol;
mod spelling;

use std::fmt;
use std::path::Path;

use pico_args::Arguments;

use crate::error::Error;
use crate::{command, place, say};

/// A text file of the repository.
pub(crate) struct Text {
    pub(crate) path: String,
    pub(crate) body: String,
}

pub(crate) struct Finding {
    path: String,
    line: usize,
    what: String,
}

impl Finding {
    /// `line` counts from 0, as `enumerate` does; a person reads it from 1.
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: line + 1, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

pub(crate) fn verb(mut args: Arguments) -> Result<(), Error> {
    let accept = args.contains("--accept-protocol");
    crate::no_more(args)?;
    if accept {
        protocol::accept()?;
    }
    check()?;
    say::line("Tidy.");
    Ok(())
}

pub(crate) fn check() -> Result<(), Error> {
    let paths = paths()?;
    let texts: Vec<_> = paths.iter().filter_map(|path| text(path)).collect();
    let findings = findings(&paths, &texts);
    for finding in &findings {
        say::line(&finding.to_string());
    }
    if findings.is_empty() { Ok(()) } else { Err(Error::Untidy(findings.len())) }
}

fn findings(paths: &[String], texts: &[Text]) -> Vec<Finding> {
    let exists = |path: &Path| place::in_root(path).exists();
    let glossary = texts.iter().find(|text| text.path == "GLOSSARY.md");
    let known = names::Known::new(glossary.map_or("", |text| &text.body));
    let machine = machine::Places::of_this_machine();
    let mut found: Vec<_> = paths.iter().filter_map(|path| spelling::file_name(path)).collect();
    for text in texts {
        found.extend(header::check(text));
        found.extend(names::check(text, &known));
        found.extend(spelling::check(text));
        found.extend(machine.check(text));
        found.extend(links::check(text, &exists));
    }
    found.extend(protocol::check(texts));
    found.extend(kept::check());
    found
}

/// What git knows or would take in.
fn paths() -> Result<Vec<String>, Error> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
    let output = command::run_quietly(command::new("git").args(list))?;
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    let exists = |path: &&str| place::in_root(path).is_file();
    Ok(names
        .split('\0')
        .filter(|path| !path.is_empty())
        .filter(exists)
        .map(str::to_owned)
        .collect())
}

/// `None` for pictures, fonts and whatever else is not text.
fn text(path: &str) -> Option<Text> {
    let body = std::fs::read_to_string(place::in_root(path)).ok()?;
    Some(Text { path: path.to_owned(), body })
}
