//! How many who tried to sign in were refused: counted, and told to the audit trail now and then. A line a try
//! would let a stranger fill the trail, and there is nothing to tell of a stranger.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::{Moment, Person};

use crate::audit::{self, Act, Entry};
use crate::store::{Fault, How, Store, Write as _};

/// Counts since it was last told.
#[derive(Debug, Default)]
pub struct Refused([AtomicU64; How::ALL.len()]);

impl Refused {
    /// One more.
    pub fn count(&self, how: How) {
        if let Some(counter) = self.counter(how) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Tells the trail of every municipality: which one a stranger meant nobody knows.
    pub async fn tell<S: Store>(&self, store: &S, now: Moment) -> Result<(), Fault> {
        let taken = How::ALL.into_iter().filter_map(|how| {
            let count = self.counter(how)?.swap(0, Ordering::Relaxed);
            (count > 0).then_some(Act::Refused { how, count })
        });
        let entries: Vec<_> = taken.map(|did| Entry::by(Person::System, now, did)).collect();
        if entries.is_empty() {
            return Ok(());
        }
        for kommune in store.kommuner().await? {
            let mut tx = store.write(kommune).await?;
            audit::append(&mut tx, &entries).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    fn counter(&self, how: How) -> Option<&AtomicU64> {
        let place = How::ALL.iter().position(|one| *one == how);
        place.and_then(|place| self.0.get(place))
    }
}
