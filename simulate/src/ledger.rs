//! What was asked and what was promised: every command that people gave a phone, and every place in line
//! that a phone's disk ever held. The end of a run is measured against it.

use std::collections::{BTreeMap, BTreeSet};

use domain::Command;
use domain::envelope::{Sealed, Seq};
use domain::id::{CommandId, InstallationId};

/// A command's place in line.
pub type Place = (InstallationId, Seq);

/// What was asked and promised.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Every command that somebody asked for.
    pub asked: BTreeMap<CommandId, Command>,
    /// Every place in line that was ever written to a disk, as it was first written.
    pub lined_up: BTreeMap<Place, (CommandId, Sealed)>,
    /// What people were told is stored.
    pub promised: BTreeMap<CommandId, Place>,
    /// Installations whose disk is gone.
    pub gone: BTreeSet<InstallationId>,
    places: BTreeMap<CommandId, Place>,
}

impl Ledger {
    /// A phone put a command in line: one that somebody asked for, once, at a place nothing else ever had.
    pub fn line_up(&mut self, phone: InstallationId, sealed: Sealed) -> Result<(), String> {
        let place = (phone, sealed.seq);
        let envelope =
            sealed.open().map_err(|error| format!("no envelope at {place:?}: {error}"))?;
        if !self.asked.contains_key(&envelope.id) {
            return Err(format!("nobody asked for the command at {}", sealed.seq.0));
        }
        let first = *self.places.entry(envelope.id).or_insert(place);
        if first != place {
            return Err(format!("I3: one command at places {} and {}", first.1.0, sealed.seq.0));
        }
        match self.lined_up.get(&place) {
            Some((_, known)) if known.body.get() != sealed.body.get() => {
                Err(format!("I3: place {} was used twice", sealed.seq.0))
            }
            _ => {
                self.lined_up.insert(place, (envelope.id, sealed));
                Ok(())
            }
        }
    }

    /// Somebody was told that their command is stored (I1): then it is.
    pub fn promise(&mut self, command: CommandId, place: Place) -> Result<(), String> {
        self.promised.insert(command, place);
        let stored = self.lined_up.get(&place).is_some_and(|(id, _)| *id == command);
        stored.then_some(()).ok_or_else(|| format!("I1: {} was promised, not stored", place.1.0))
    }
}
