//! Look-ups that the server has not heard of: a row of the meta table each, told with the next exchange and
//! then removed. They are no commands: they wait for nobody and nobody waits for them.

use domain::exchange::MAX_COMMANDS;
use domain::opslag::NewOpslag;

use crate::outbox::{bytes, parse};
use crate::store::{Batch, Durability, Row, Table};

const PREFIX: &str = "opslag:";

/// The key of a look-up: one a young person and day.
pub(crate) fn key(opslag: &NewOpslag) -> String {
    format!("{PREFIX}{}:{}", opslag.ung, opslag.kl.day())
}

/// Writes one down.
pub(crate) fn noted(opslag: &NewOpslag) -> Batch {
    let mut batch = Batch::new(Durability::Relaxed);
    batch.put(Table::Meta, key(opslag), bytes(opslag));
    batch
}

/// Those that are written down. One that cannot be read says nothing.
pub(crate) fn untold(meta: &[Row]) -> Vec<NewOpslag> {
    let rows = meta.iter().filter(|(key, _)| key.starts_with(PREFIX));
    rows.filter_map(|(_, value)| parse(value, "a look-up").ok()).take(MAX_COMMANDS).collect()
}

/// Removes the first so many of them, which the server took; nothing to do if there are none.
pub(crate) fn told(opslag: &[NewOpslag], taken: usize) -> Option<Batch> {
    let mut batch = Batch::new(Durability::Relaxed);
    for one in opslag.iter().take(taken) {
        batch.remove(Table::Meta, key(one));
    }
    (!batch.changes.is_empty()).then_some(batch)
}
