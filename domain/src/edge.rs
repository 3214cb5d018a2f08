//! The edge along which a program that comes in parts is cut: reading, writing and deciding commands, as values that
//! arrive with a later part. The app in a browser begins without them (feature `in_parts`); every other program has them
//! from its start.

use serde_json::value::RawValue;

use crate::Rejection;
use crate::command::{Command, CommandKind};
use crate::decide::Ask;
use crate::writing::Changes;

/// What is done with commands, whichever they are.
#[derive(Clone, Copy, Debug)]
pub struct Commands {
    pub(crate) read: Read,
    pub(crate) write: Write,
    pub(crate) decide: Decide,
}

type Read = fn(CommandKind, &str) -> Result<Command, serde_json::Error>;
type Write = fn(&Command) -> Result<Box<RawValue>, serde_json::Error>;
type Decide = fn(&Command, &Ask<'_>) -> Result<Changes, Rejection>;

impl Commands {
    /// All of it. Whoever names this brings the code along.
    #[must_use]
    pub fn whole() -> Self {
        Self { read: CommandKind::read, write: Command::write, decide: Command::judge }
    }
}

#[cfg(not(feature = "in_parts"))]
mod place {
    use super::Commands;

    /// A whole program has them.
    pub fn arrive(_: Commands) {}

    #[expect(clippy::unnecessary_wraps, reason = "a program in parts may not have them yet")]
    pub(crate) fn here() -> Option<Commands> {
        Some(Commands::whole())
    }
}

#[cfg(feature = "in_parts")]
mod place {
    use std::sync::OnceLock;

    use super::Commands;

    static HERE: OnceLock<Commands> = OnceLock::new();

    /// The part that has them has come.
    pub fn arrive(commands: Commands) {
        // The same ones may come twice.
        let _stand = HERE.set(commands);
    }

    pub(crate) fn here() -> Option<Commands> {
        HERE.get().copied()
    }
}

pub use place::arrive;
pub(crate) use place::here;

/// Whether commands can be read, written and decided now.
#[must_use]
pub fn is_here() -> bool {
    here().is_some()
}
