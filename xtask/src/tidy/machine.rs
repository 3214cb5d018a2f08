//! Rule: nothing of one machine gets into the repository: no path of it, no address of a package registry.

use std::env;

use super::{Finding, Text};
use crate::place;

/// Starts of addresses that package tools write down when they are set up for a mirror.
const REGISTRIES: [&str; 3] = ["://registry.", "://index.crates", "\"resolved\": \"http"];

pub(super) struct Places(Vec<String>);

impl Places {
    /// Where this repository lies here, and the home folder: only such deep paths that no address looks like them.
    pub(super) fn of_this_machine() -> Self {
        let root = place::root().canonicalize().ok();
        let root = root.map(|path| path.to_string_lossy().into_owned());
        let deep = |path: &String| path.matches('/').count() > 1;
        let home = env::var("HOME").ok().filter(|home| home.len() > 1);
        let folders = root.filter(deep).into_iter().chain(home);
        Self(folders.map(|folder| format!("{folder}/")).chain(homes()).collect())
    }

    pub(super) fn check(&self, text: &Text) -> Vec<Finding> {
        let lines = text.body.lines().enumerate();
        lines.filter_map(|(at, line)| self.finding(&text.path, at, line)).collect()
    }

    fn finding(&self, path: &str, at: usize, line: &str) -> Option<Finding> {
        if self.0.iter().any(|place| has_place(line, place)) {
            return Some(Finding::new(path, at, "a path of one machine"));
        }
        // This file names what it looks for.
        let registry = REGISTRIES.iter().any(|start| line.contains(start));
        let own = path.ends_with("tidy/machine.rs");
        (registry && !own).then(|| Finding::new(path, at, "the address of a package registry"))
    }
}

/// The usual homes of people, put together here so that this file does not find itself.
fn homes() -> [String; 2] {
    ["home", "Users"].map(|folder| format!("/{folder}/"))
}

/// Only where a path begins: `/app/home/` is an address of ours.
fn has_place(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line.get(..at).and_then(|start| start.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() && !"_-.}>".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(body: &str) -> usize {
        let places = Places(vec!["/srv/someone/overgang/".to_owned()]);
        places.check(&Text { path: "a.md".to_owned(), body: body.to_owned() }).len()
    }

    #[test]
    fn paths_of_this_machine_are_found() {
        assert_eq!(complaints("see /srv/someone/overgang/a.rs\nand \"/srv/someone/overgang/\""), 2);
    }

    #[test]
    fn addresses_that_only_look_like_paths_pass() {
        assert_eq!(complaints("https://example.dk/srv/someone/overgang/"), 0);
    }

    #[test]
    fn registries_are_found() {
        assert_eq!(complaints("\"resolved\": \"https://mirror.example/a.tgz\""), 1);
    }
}
