//! A simulation of phones and server: the real rules, the real phone and the real exchange, on one thread,
//! with clocks, disks, a network and mishaps that follow from one number.
//!
//! ```text
//!  wish ─▶ tab (Phone) ─▶ disk            mischief: power, tabs, clocks, restores, sign-ins
//!            │  ▲
//!            ▼  │ letters: lost, late, twice, cut short
//!          post ─▶ backend (exchange over memory) ─▶ oracle (who may see what, found anew)
//! ```
//!
//! `check` says what must hold at every moment, `end` what must hold when all is well again. Reading order:
//! `world`, then along the arrows.

use std::panic::{AssertUnwindSafe, catch_unwind};

mod asks;
pub mod backend;
pub mod check;
pub mod dice;
pub mod disk;
mod end;
pub mod handset;
pub mod history;
pub mod ledger;
pub mod mischief;
pub mod oracle;
pub mod post;
pub mod stored;
mod sweep;
pub mod tab;
pub mod task;
pub mod wire;
pub mod wish;
pub mod world;

pub use backend::Backend;
pub use history::History;
pub use sweep::sweep;
pub use world::{Size, Tally, World};

/// A run that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Which.
    pub seed: u64,
    /// What did not hold.
    pub why: String,
}

/// Runs one seed, starting from a server that was set up once for many.
pub fn run(seed: u64, size: Size, server: &Backend, history: &History) -> Result<Tally, Failed> {
    let world = || {
        let mut world = World::new(seed, size, server.copy(), history.clone());
        world.run().map(|()| world.tally)
    };
    let ran = catch_unwind(AssertUnwindSafe(world)).unwrap_or_else(|panic| Err(said(&*panic)));
    ran.map_err(|why| Failed { seed, why })
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("with no word"))
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "seed {}: {}", self.seed, self.why)
    }
}
