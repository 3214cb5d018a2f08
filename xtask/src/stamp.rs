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

    /// Works only if an input changed. The old stamp goes first: a work that was broken off counts as not done.
    pub(crate) fn unless_fresh(
        &self,
        work: impl FnOnce() -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.is_fresh() {
            return Ok(());
        }
        files::write(&self.path(), b"")?;
        work()?;
        files::write(&self.path(), self.key.as_bytes())
    }

    fn is_fresh(&self) -> bool {
        fs::read_to_string(self.path()).is_ok_and(|old| old == self.key)
    }

    fn path(&self) -> std::path::PathBuf {
        place::kept(self.step).join("stamp")
    }
}
