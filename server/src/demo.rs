//! Example data: a municipality with real organisations and invented people, told as commands and carried
//! out by the same rules as anybody's. All dates are relative to the day it is loaded; all ids are the
//! same every time.

use std::sync::Arc;

use domain::digest::derived_uuid;
use domain::id::{Epoch, KommuneId};
use domain::{Moment, Person, Rolle};
use uuid::Uuid;

use crate::state::{NoChance, World};
use crate::store::{Fault, MadeAs, Read as _, Store};

mod load;
mod organisations;
mod people;
mod places;
mod samtykker;
mod script;
mod sizes;
mod words;
mod year;

/// How much there is to be of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// Enough to look at every page.
    #[default]
    Lille,
    /// As many young people and partners as Hjørring counted (S4).
    H,
}

/// Somebody whom anybody may sign in as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Persona {
    pub person: Person,
    pub navn: &'static str,
    /// What they are; none for a young person.
    pub rolle: Option<Rolle>,
    /// Where they work, or go to school.
    pub sted: Option<&'static str>,
}

/// Why there is no example data.
#[derive(Debug)]
pub enum DemoFault {
    /// The database failed.
    Fault(Fault),
    /// No fresh id can be made.
    NoChance(NoChance),
    /// A text in it is none.
    Text(domain::text::TextFault),
    /// A command could not be written down.
    Command(serde_json::Error),
    /// The rules said no to a command.
    Refused { command: &'static str, outcome: domain::exchange::Outcome },
    /// Someone is named who is not there.
    Nobody,
}

/// The demo's municipality.
#[must_use]
pub fn kommune() -> KommuneId {
    KommuneId(id("kommune"))
}

/// Everybody one can sign in as.
#[must_use]
pub fn personas() -> Vec<Persona> {
    people::personas()
}

/// Loads the example data, unless it is here already.
pub async fn load<S: Store>(store: &S, world: &World, size: Size) -> Result<(), DemoFault> {
    store.found(kommune(), Epoch(world.id()?)).await?;
    if store.read(kommune()).await?.head().await?.no == 0 {
        let script = sizes::script(world.clock.now(), size)?;
        load::run(store, world, Arc::from(script.in_order())).await?;
    }
    if store.made_as().await?.is_none() {
        store.make_as(MadeAs::Demo).await?;
    }
    Ok(())
}

/// An id that follows from a name, the same in every demo.
fn id(name: &str) -> Uuid {
    derived_uuid(Uuid::from_u128(0x0764_656d_6f00_8000_8000_0000_0000_0001), name)
}

/// The moment everything of the set-up is dated to, in days before today.
const FOUNDED: i32 = -600;

fn always(now: Moment) -> domain::grant::Term {
    domain::grant::Term::from(now.plus(-900 * domain::moment::DAY))
}

impl std::fmt::Display for DemoFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::NoChance(fault) => fault.fmt(f),
            Self::Text(fault) => fault.fmt(f),
            Self::Command(error) => error.fmt(f),
            Self::Refused { command, outcome } => write!(f, "{command} came to {outcome:?}"),
            Self::Nobody => f.write_str("the example names somebody who is not in it"),
        }
    }
}

impl std::error::Error for DemoFault {}

impl From<Fault> for DemoFault {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<NoChance> for DemoFault {
    fn from(fault: NoChance) -> Self {
        Self::NoChance(fault)
    }
}

impl From<domain::text::TextFault> for DemoFault {
    fn from(fault: domain::text::TextFault) -> Self {
        Self::Text(fault)
    }
}
