//! The phone in somebody else's hands. From the moment it is handed over nothing of the app is drawn but what they were
//! given to read (`pages::samtykke::skriv`), and the only way back is the gate.

use domain::id::{SamtykkeId, UngId};
use domain::samtykke::Underskriver;
use leptos::prelude::*;

use crate::boot;
use crate::browser::history;

/// What somebody was given to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToSign {
    /// About whom.
    pub ung: UngId,
    /// Which samtykke.
    pub samtykke: SamtykkeId,
    /// As what they sign.
    pub som: Underskriver,
}

/// Whose hands the phone is in. There is no way to take it back in the same tab: whoever handed it over locks the app,
/// and opens it with their PIN.
#[derive(Clone, Copy)]
pub struct Handed(RwSignal<Option<ToSign>>);

impl Handed {
    /// Hands the phone over. Other tabs of it show names, and lock themselves.
    pub fn over(self, to: ToSign) {
        boot::hand_over();
        history::stay();
        self.0.set(Some(to));
    }

    /// What whoever holds it was given; none while it is with its owner.
    #[must_use]
    pub fn to_sign(self) -> Option<ToSign> {
        self.0.get()
    }
}

/// Makes it known to everything below.
pub fn provide_handed() -> Handed {
    let handed = Handed(RwSignal::new(None));
    provide_context(handed);
    handed
}

/// Whose hands the phone is in.
#[must_use]
pub fn use_handed() -> Handed {
    expect_context::<Handed>()
}
