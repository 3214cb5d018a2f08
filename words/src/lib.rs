//! What people read of what the domain names: commands, kinds of record, roles. Both languages stand side by side, and
//! every match names all there is, so that a new one does not compile without its words. Where the words are shown, and
//! the texts of pages, are the app's and the server's.

pub mod command;
pub mod kind;
pub mod rolle;

use serde::{Deserialize, Serialize};

/// A language that people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    /// Danish, the first.
    #[default]
    Da,
    /// English, complete.
    En,
}

/// The same words in both languages: Danish, English.
pub type Word = [&'static str; 2];

impl Lang {
    /// The words in this language.
    #[must_use]
    pub const fn word(self, [danish, english]: Word) -> &'static str {
        match self {
            Self::Da => danish,
            Self::En => english,
        }
    }

    /// One of two values, by language.
    #[must_use]
    pub fn pick<T>(self, danish: T, english: T) -> T {
        match self {
            Self::Da => danish,
            Self::En => english,
        }
    }

    /// The other one, for the link to it.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Da => Self::En,
            Self::En => Self::Da,
        }
    }

    /// The language's code, as browsers and screen readers know it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.word(["da", "en"])
    }
}
