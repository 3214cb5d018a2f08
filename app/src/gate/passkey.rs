//! A passkey of the phone's own made, or let go of, by somebody who is inside. Making one asks for the PIN, so that a
//! phone that was left open makes nobody a key of their own; a wrong one counts as it does at the gate. Pages call
//! this from event handlers.

use replica::lock::{By, NoEntry, Pin};

use crate::browser::passkey::{self, Label, NotMade};
use crate::browser::{chance, clock};
use crate::field::Field;
use crate::text::{common, laas};

/// How it stands with the passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// This browser or this phone has none.
    Impossible,
    /// It could be made.
    Off,
    /// It opens the app.
    On,
}

/// Why nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOn {
    /// The lock says so.
    Lock(NoEntry),
    /// The phone does.
    Phone(NotMade),
}

/// How it stands now.
pub async fn stands(field: Field) -> Stands {
    match field.store().lock().passkey().await {
        Ok(Some(_)) => Stands::On,
        Ok(None) if passkey::is_there().await => Stands::Off,
        _ => Stands::Impossible,
    }
}

/// Makes a passkey that opens the app beside the PIN.
pub async fn switch_on(field: Field, pin: &Pin) -> Result<(), NotOn> {
    let lock = field.store().lock();
    let key = lock.open(By::Pin(pin), None, clock::now()).await?;
    let salt = chance::bytes().ok_or(NotMade::NoAnswer)?;
    let installation = field.peek(|replica| replica.identity.installation);
    let label = Label {
        // The phone's, not the person's: what the phone's list keeps says nothing of anybody.
        owner: installation.0.as_bytes(),
        app: common::app_name(),
        purpose: laas::passkey_label(),
    };
    let (made, answer) = passkey::make(label, salt).await?;
    Ok(lock.set_passkey(Some((&key, &made, &answer))).await?)
}

/// Lets go of it. The PIN opens the app as before.
pub async fn switch_off(field: Field) -> Result<(), NoEntry> {
    field.store().lock().set_passkey(None).await
}

impl From<NoEntry> for NotOn {
    fn from(why: NoEntry) -> Self {
        Self::Lock(why)
    }
}

impl From<NotMade> for NotOn {
    fn from(why: NotMade) -> Self {
        Self::Phone(why)
    }
}
