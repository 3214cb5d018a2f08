//! A withdrawal that one tap asked for: for ten seconds it can be undone, and from the first of them it lies on the
//! phone. Leaving the page, the app or the network does not undo it: it is put in line then, or when the app is next
//! opened. The page that shows it is `pages::samtykke::traek`.

use domain::Moment;
use domain::Rejection;
use domain::id::CommandId;
use domain::samtykke::WithdrawSamtykke;
use gloo::timers::callback::Timeout;
use replica::replica::Stamp;
use replica::{StoreError, SubmitError};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use crate::browser::clock;
use crate::field::Field;

/// A withdrawal, and when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    asked: Moment,
    withdraw: WithdrawSamtykke,
}

/// So many milliseconds it can be undone.
pub const TIME: u32 = 10_000;
/// A tab that is still there has put it in line by then, and another leaves it alone until then.
const LEFT_AFTER: u32 = TIME + 5_000;

/// What such a row among the drafts is called; the rest is the samtykke's id.
const PREFIX: &str = "holdt:";

impl Held {
    /// Asked for now.
    #[must_use]
    pub fn now(withdraw: WithdrawSamtykke) -> Self {
        Self { asked: clock::now(), withdraw }
    }

    fn name(&self) -> String {
        format!("{PREFIX}{}", self.withdraw.samtykke)
    }

    /// Stores it, so that nothing but undoing it takes it back.
    pub async fn keep(&self, field: Field) -> Result<(), StoreError> {
        let text = serde_json::to_string(self).ok();
        field.phone().keep_draft(&self.name(), text).await
    }

    /// Takes it back.
    pub async fn undo(&self, field: Field) -> Result<(), StoreError> {
        field.phone().keep_draft(&self.name(), None).await
    }

    /// For how many milliseconds another tab leaves it alone.
    fn time_left(&self, now: Moment) -> u32 {
        let gone = u32::try_from(now.0.saturating_sub(self.asked.0).max(0)).unwrap_or(u32::MAX);
        LEFT_AFTER.saturating_sub(gone)
    }

    /// Puts it in line, as of when it was asked for.
    pub async fn carry_out(self, field: Field) -> Result<(), SubmitError> {
        let stamp = Stamp { now: self.asked, id: CommandId(clock::new_id()) };
        let name = self.name();
        let done =
            field.put_in_line(self.withdraw.clone().into(), stamp, Some(&name)).await.map(drop);
        if done == Err(SubmitError::Rejected(Rejection::SamtykkeEnded)) {
            // It has ended some other way: nothing is left to withdraw.
            drop(self.undo(field).await);
        }
        done
    }
}

/// Puts in line what a tab that was closed had held. In one that is open it may still be undone.
pub fn carry_out_what_was_left(field: Field) {
    spawn_local(async move {
        let Ok(rows) = field.phone().drafts().await else { return };
        let held = rows.iter().filter(|(name, _)| name.starts_with(PREFIX));
        let mut wait = 0;
        for held in held.filter_map(|(_, text)| serde_json::from_str::<Held>(text).ok()) {
            match held.time_left(clock::now()) {
                // What cannot be stored now is tried again when the app is next opened.
                0 => drop(held.carry_out(field).await),
                left => wait = wait.max(left),
            }
        }
        if wait > 0 {
            Timeout::new(wait, move || carry_out_what_was_left(field)).forget();
        }
    });
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{MADS, NOW};
    use domain::id::SamtykkeId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn another_tab_leaves_it_alone_while_it_can_be_undone() {
        let withdraw = WithdrawSamtykke { samtykke: SamtykkeId(Uuid::nil()), ung: MADS };
        let held = Held { asked: NOW, withdraw };
        assert_eq!(held.time_left(NOW), LEFT_AFTER);
        assert_eq!(held.time_left(NOW.plus(i64::from(TIME))), LEFT_AFTER - TIME);
        assert_eq!(held.time_left(NOW.plus(i64::from(LEFT_AFTER))), 0);
        // A clock that was put back does not keep it for ever.
        assert_eq!(held.time_left(NOW.plus(-1)), LEFT_AFTER);
    }
}
