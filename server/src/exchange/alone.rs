//! A scribe with no task and no queue: one transaction a request. For a simulation, which runs everything
//! on one thread in an order of its own.

use std::sync::Arc;

use domain::Moment;
use domain::exchange::Request;

use super::{Part, Rules, Scribe, Sender, Written, write};
use crate::store::{Fault, Store, Write as _};

/// Writes by itself.
#[derive(Clone, Debug)]
pub struct Alone<S> {
    pub store: S,
    pub rules: Rules,
}

impl<S: Store> Scribe for Alone<S> {
    async fn write(
        &self,
        sender: Sender,
        request: &Arc<Request>,
        part: Part,
        now: Moment,
    ) -> Result<Written, Fault> {
        let mut tx = self.store.write(sender.kommune).await?;
        let written = write(&mut tx, &self.rules, sender, request, part, now).await?;
        if written.is_ok() {
            tx.commit().await?;
        }
        Ok(written)
    }
}
