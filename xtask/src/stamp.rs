//! "Nothing changed since last time": a step's inputs as a hash, kept beside its outputs.

use std::fs;

use crate::error::Error;
use crate::{files, place};

pub(crate) struct Stamp {
    step: &'static str,
    key: String,
}

impl Stamp {
    pub(crate) fn new(step: &'static str, key: String) -> Self {
        Self { step, key }
    }

    pub(crate) fn is_fresh(&self) -> bool {
        fs::read_to_string(self.path()).is_ok_and(|old| old == self.key)
    }

    pub(crate) fn keep(&self) -> Result<(), Error> {
        files::write(&self.path(), self.key.as_bytes())
    }

    fn path(&self) -> std::path::PathBuf {
        place::kept(self.step).join("stamp")
    }
}
