//! A command on its way: what was asked, by whom, when, with its identity. Written down once on the
//! phone; from then on its text is never made anew, so that its fingerprint stays.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::command::{Command, Undecodable};
use crate::digest::ContentHash;
use crate::id::CommandId;
use crate::{Moment, Person, json};

/// A command's place among all that one installation ever sent: 1, 2, 3, with no gap.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

/// What was asked. Fields that this version does not know stay in the text, which is what is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Envelope {
    /// The command's id.
    pub id: CommandId,
    /// Who asked. Nothing is ever sent under another name (I9).
    pub person: Person,
    /// When, by the phone's clock.
    pub written: Moment,
    /// The version of the app that wrote it.
    pub app: String,
    /// The command's versioned name.
    pub name: String,
    /// Its arguments.
    pub args: Box<RawValue>,
}

/// An envelope's text together with its place in line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sealed {
    /// The place in line.
    pub seq: Seq,
    /// The envelope, exactly as first written.
    pub body: Box<RawValue>,
}

impl Seq {
    /// The place after this one; the last place of all has none.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl Envelope {
    /// Puts a command in an envelope.
    pub fn new(
        id: CommandId,
        person: Person,
        written: Moment,
        app: &str,
        command: &Command,
    ) -> Result<Self, serde_json::Error> {
        let args = command.encode()?;
        Ok(Self { id, person, written, app: app.to_owned(), name: command.name().to_owned(), args })
    }

    /// What is asked, if this version understands it.
    pub fn command(&self) -> Result<Command, Undecodable> {
        Command::decode(&self.name, &self.args)
    }

    /// Writes the envelope down.
    pub fn seal(&self, seq: Seq) -> Result<Sealed, serde_json::Error> {
        Ok(Sealed { seq, body: serde_json::value::to_raw_value(self)? })
    }
}

impl Sealed {
    /// Reads the envelope.
    pub fn open(&self) -> Result<Envelope, serde_json::Error> {
        json::read(self.body.get())
    }

    /// The fingerprint of the envelope as written.
    #[must_use]
    pub fn hash(&self) -> ContentHash {
        ContentHash::of(self.body.get())
    }
}
