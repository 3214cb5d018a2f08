//! A withdrawal that one tap asked for: for ten seconds it can be undone, and from the first of them it lies on the
//! phone. Leaving the page, the app or the network does not undo it: it is put in line then, or when the app is next
//! opened. The page that shows it is `pages::samtykke::traek`.

use std::cell::RefCell;

use domain::Moment;
use domain::Rejection;
use domain::id::CommandId;
use domain::samtykke::WithdrawSamtykke;
use gloo::timers::callback::Timeout;
use replica::replica::Stamp;
use replica::{StoreError, SubmitError};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use crate::browser::{clock, tab};
use crate::field::Field;

/// A withdrawal, when it was asked for and in which tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    asked: Moment,
    withdraw: WithdrawSamtykke,
    #[serde(default)]
    tab: String,
}

/// So many milliseconds it can be undone.
pub const TIME: u32 = 10_000;
/// A tab that is still there has put it in line by then, and another leaves it alone until then. Each counts for itself: the
/// phone's clock may be put back meanwhile.
const LEFT_AFTER: u32 = TIME + 5_000;

thread_local! {
    /// What this tab holds.
    static HERE: RefCell<Option<(Field, Held)>> = const { RefCell::new(None) };
}

/// What such a row among the drafts is called; the rest is the samtykke's id.
const PREFIX: &str = "holdt:";

impl Held {
    /// Asked for now.
    #[must_use]
    pub fn now(withdraw: WithdrawSamtykke) -> Self {
        Self { asked: clock::now(), withdraw, tab: tab::name() }
    }

    fn name(&self) -> String {
        format!("{PREFIX}{}", self.withdraw.samtykke)
    }

    /// Stores it, so that nothing but undoing it takes it back.
    pub async fn keep(&self, field: Field) -> Result<(), StoreError> {
        let text = serde_json::to_string(self).ok();
        field.phone().keep_draft(&self.name(), text).await?;
        HERE.replace(Some((field, self.clone())));
        Ok(())
    }

    /// Takes it back.
    pub async fn undo(&self, field: Field) -> Result<(), StoreError> {
        self.let_go();
        field.phone().keep_draft(&self.name(), None).await
    }

    /// This tab holds it no longer. It may hold another.
    fn let_go(&self) {
        HERE.with_borrow_mut(|here| here.take_if(|(_, held)| held == self));
    }

    /// Whether it can still be undone, in a tab that is there.
    fn is_in(&self, open: &[String]) -> bool {
        open.contains(&self.tab)
    }

    /// Puts it in line, as of when it was asked for.
    pub async fn carry_out(self, field: Field) -> Result<(), SubmitError> {
        self.let_go();
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

/// Puts in line what this tab holds, as it is about to begin anew.
pub async fn put_in_line() {
    if let Some((field, held)) = HERE.take() {
        // What cannot be stored now lies there for the next start.
        drop(held.carry_out(field).await);
    }
}

/// Puts in line what a tab that was closed had held. In one that is open it may still be undone for a while.
pub fn carry_out_what_was_left(field: Field) {
    spawn_local(async move {
        let open = tab::others().await;
        let (held, left): (Vec<_>, Vec<_>) =
            all(field).await.into_iter().partition(|one| one.is_in(&open));
        carry_out(field, left).await;
        if !held.is_empty() {
            let late = async move {
                // What was asked for since has its own time.
                let mut still = all(field).await;
                still.retain(|one| held.contains(one));
                carry_out(field, still).await;
            };
            Timeout::new(LEFT_AFTER, move || spawn_local(late)).forget();
        }
    });
}

/// All that is held, in whichever tab.
async fn all(field: Field) -> Vec<Held> {
    let rows = field.phone().drafts().await.unwrap_or_default();
    let held = rows.iter().filter(|(name, _)| name.starts_with(PREFIX));
    held.filter_map(|(_, text)| serde_json::from_str(text).ok()).collect()
}

/// What cannot be stored now is tried again when the app is next opened.
async fn carry_out(field: Field, held: Vec<Held>) {
    for one in held {
        drop(one.carry_out(field).await);
    }
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{MADS, NOW};
    use domain::id::SamtykkeId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_tab_that_is_gone_holds_nothing_nor_does_an_edition_that_named_none() {
        let withdraw = WithdrawSamtykke { samtykke: SamtykkeId(Uuid::nil()), ung: MADS };
        let held = Held { asked: NOW, withdraw, tab: "b".to_owned() };
        let tabs = |all: &[&str]| all.iter().map(|tab| (*tab).to_owned()).collect::<Vec<_>>();
        assert!(held.is_in(&tabs(&["a", "b"])) && !held.is_in(&tabs(&["a"])));
        let mut before = serde_json::to_value(&held).unwrap();
        before.as_object_mut().unwrap().remove("tab");
        let before: Held = serde_json::from_value(before).unwrap();
        assert!(!before.is_in(&tabs(&["a"])));
    }
}
