//! A withdrawal that one tap asked for: for ten seconds it can be undone, and from the first of them it lies on the
//! phone. Leaving the page, the app or the network does not undo it: it is put in line then, or when the app is next
//! opened. The page that shows it is `pages::samtykke::traek`.

use domain::Moment;
use domain::Rejection;
use domain::id::CommandId;
use domain::samtykke::WithdrawSamtykke;
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

/// Puts in line what a tab that was closed had held.
pub fn carry_out_what_was_left(field: Field) {
    spawn_local(async move {
        let Ok(rows) = field.phone().drafts().await else { return };
        for (_, text) in rows.into_iter().filter(|(name, _)| name.starts_with(PREFIX)) {
            if let Ok(held) = serde_json::from_str::<Held>(&text) {
                // What cannot be stored now is tried again when the app is next opened.
                drop(held.carry_out(field).await);
            }
        }
    });
}
