//! "Has a source file changed?", by looking at the times of all of them: a few hundred files take milliseconds.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::{files, place};

const FOLDERS: [&str; 6] = ["app", "domain", "replica", "server", "style", "public"];

type Times = Vec<(PathBuf, Option<SystemTime>)>;

pub(super) struct Watch {
    seen: Times,
}

impl Watch {
    pub(super) fn new() -> Self {
        Self { seen: times() }
    }

    /// Whether anything is new, gone or written since the last question.
    pub(super) fn changed(&mut self) -> bool {
        let now = times();
        let changed = now != self.seen;
        self.seen = now;
        changed
    }
}

fn times() -> Times {
    let folders = FOLDERS.iter().map(place::in_root);
    let found = folders.flat_map(|folder| files::below(&folder).unwrap_or_default());
    found.map(|file| (file.clone(), written(&file))).collect()
}

fn written(file: &PathBuf) -> Option<SystemTime> {
    fs::metadata(file).and_then(|data| data.modified()).ok()
}
