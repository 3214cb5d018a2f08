//! Rule: a sample of what is stored and sent is never taken back. Its line may lie on a phone or in a database for years,
//! and every later version reads it (`domain/tests/it/formats.rs`).

use super::Finding;
use crate::command;

const FOLDER: &str = "domain/tests/kept";

/// A copy of the project without its history has nothing to look at.
pub(super) fn check() -> Vec<Finding> {
    let ever = ["log", "--format=", "--numstat", "--no-renames", "--", FOLDER];
    let now = ["diff", "HEAD", "--numstat", "--no-renames", "--", FOLDER];
    taken_back(&(git(ever) + &git(now)))
}

fn git(words: [&str; 6]) -> String {
    let said = command::run_quietly(command::new("git").args(words));
    said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned()).unwrap_or_default()
}

/// The files of which a line was ever taken out or changed, in git's words: added, deleted, path.
fn taken_back(numstat: &str) -> Vec<Finding> {
    let mut paths: Vec<_> = numstat
        .lines()
        .filter_map(|line| {
            let mut words = line.split('\t').skip(1);
            let (deleted, path) = (words.next()?, words.next()?);
            (deleted != "0").then_some(path)
        })
        .collect();
    paths.sort_unstable();
    paths.dedup();
    let what =
        "a line was changed or taken out; older versions wrote it, and it must be read for ever";
    paths.into_iter().map(|path| Finding::new(path, 0, what)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_added_and_nothing_else() {
        let told =
            |numstat| taken_back(numstat).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(told("3\t0\tdomain/tests/kept/records.jsonl\n\n70\t0\tx\n"), [""; 0]);
        let changed =
            told("1\t1\tdomain/tests/kept/records.jsonl\n0\t2\tdomain/tests/kept/records.jsonl");
        assert_eq!(changed.len(), 1);
        assert!(changed[0].starts_with("domain/tests/kept/records.jsonl:1: "), "{changed:?}");
    }
}
