//! What the verbs do and take, in words: all of it for `cargo xtask`, a verb's own part for `cargo xtask VERB --help`.

use crate::error::Error;

const VERBS: &str = "\
cargo xtask setup                     check the tools, fetch what is missing
cargo xtask run                       build for daily work and start the server with example data
    --port 8080  --size lille|h  --fresh (new database)  --watch (rebuild and restart on change)
cargo xtask watch                     the same as run --watch
cargo xtask build                     release: dist/site and the server, with sizes and budget
    --weigh (which crates the wasm consists of)
cargo xtask test                      everything that must hold before a change is shared
    --package NAME  --only STEP (fmt tidy clippy native app site conformance browser engines)
    --story NAME (one story of end2end/tests or end2end/engines, quick to build)
cargo xtask simulate                  phones and server through everything that can go wrong, 10,000 times
    --seeds N  --from S  --seed S (one of them, with its history)  --small (fewer phones and people)
cargo xtask bench                     the phone and the server measured against PouchDB, RxDB and bare IndexedDB
    --quick (under three minutes)  --json FILE  --runs 15
    --only offline,filled,slow,start,faults (any of them) or server (commands a second, beside bare SQLite)
cargo xtask tidy                      the rules of this repository that no compiler knows
    --accept-protocol (after docs/protocol.md was brought up to date)
cargo xtask help                      these lines; with a verb before --help, that verb's own";

/// Which edition of the repository this is.
pub(crate) const VERSION: &str = concat!("overgang xtask ", env!("CARGO_PKG_VERSION"));

/// The lines about a verb, or all of them.
pub(crate) fn about(verb: Option<&str>) -> Result<String, Error> {
    let Some(verb) = verb.filter(|verb| *verb != "help") else { return Ok(VERBS.to_owned()) };
    let is_head = |line: &str| !line.starts_with(' ');
    let names = |line: &&str| line.split_whitespace().nth(2) == Some(verb);
    let mut lines = VERBS.lines().skip_while(|line| !(is_head(line) && names(line)));
    let head = lines.next().ok_or_else(|| Error::UnknownVerb(verb.to_owned()))?;
    let rest = lines.take_while(|line| !is_head(line));
    Ok([head].into_iter().chain(rest).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_told_with_its_options_and_nothing_else() {
        let bench = about(Some("bench")).unwrap();
        assert!(bench.starts_with("cargo xtask bench ") && bench.contains("--json FILE"));
        assert!(!bench.contains("simulate") && !bench.contains("tidy"));
    }

    #[test]
    fn without_a_verb_all_are_told() {
        assert_eq!(about(None).unwrap(), about(Some("help")).unwrap());
        assert!(about(None).unwrap().contains("cargo xtask setup"));
    }

    #[test]
    fn a_verb_that_is_not_there_has_no_help() {
        assert!(matches!(about(Some("bnech")), Err(Error::UnknownVerb(verb)) if verb == "bnech"));
    }
}
