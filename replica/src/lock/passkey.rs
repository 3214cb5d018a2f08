//! A passkey of the phone's own beside the PIN (decision 0014): it answers a salt with 32 bytes that it gives to
//! nobody else, and they open the data key with the same share that the PIN needs. The server knows nothing of it;
//! asking the authenticator is the browser's business.

use std::fmt;

use domain::Moment;
use serde::{Deserialize, Serialize};

use super::cipher::{Cipher, Secret, keyed};
use super::note::data_key;
use super::{DataKey, Lock, NoEntry};
use crate::store::{Store, StoreError};

/// What an authenticator is asked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// The credential's id, as the authenticator gave it.
    pub credential: Vec<u8>,
    /// What it is to answer.
    pub salt: PasskeySalt,
}

/// From chance, once for each passkey.
pub type PasskeySalt = [u8; 32];

/// What the authenticator answers to the salt. Never written down.
#[derive(Clone)]
pub struct Answer(Secret);

/// The data key under a passkey's answer and a share.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ByPasskey {
    passkey: Passkey,
    sealed: Vec<u8>,
}

const BY_PASSKEY: &[u8] = b"lock by passkey";

impl Answer {
    /// As it came from the browser.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// It is as good as chance, so nothing needs to be stretched.
    fn cipher(&self, share: &[u8; 32]) -> Cipher {
        Cipher::new(&keyed(&self.0, &[b"overgang passkey", share]))
    }
}

impl<S: Store + Clone> Lock<S> {
    /// The passkey to ask for, if one opens it.
    pub async fn passkey(&self) -> Result<Option<Passkey>, StoreError> {
        let note = self.note().await?.filter(|note| !note.is_closed());
        Ok(note.and_then(|note| note.by_passkey).map(|by| by.passkey))
    }

    /// From now on a passkey opens it too; one before it does so no more. For whoever opened it just now.
    pub async fn add_passkey(
        &self,
        key: &DataKey,
        passkey: Passkey,
        answer: &Answer,
    ) -> Result<(), NoEntry> {
        let mut note = self.note().await?.ok_or(NoEntry::Moved)?;
        if note.is_closed() {
            return Err(NoEntry::PinGone);
        }
        let kept = note.share.as_ref().ok_or(NoEntry::WantsShare)?;
        let sealed = answer.cipher(&kept.share).seal(BY_PASSKEY, key.0.as_slice());
        note.by_passkey = Some(ByPasskey { passkey, sealed: sealed.ok_or(NoEntry::Moved)? });
        self.keep(&note).await?;
        Ok(())
    }

    /// Opens it with what the passkey answered, and with the share as for a PIN. Nobody guesses 32 bytes: a wrong
    /// answer counts for nothing, and the pauses after wrong PINs do not hold it up.
    pub async fn open_with_passkey(
        &self,
        answer: &Answer,
        fresh: Option<[u8; 32]>,
        now: Moment,
    ) -> Result<DataKey, NoEntry> {
        let mut note = self.note().await?.ok_or(NoEntry::Moved)?;
        note.let_go(now);
        if note.is_closed() {
            return Err(NoEntry::PinGone);
        }
        let by_passkey = note.by_passkey.as_ref().ok_or(NoEntry::Moved)?;
        let kept = note.share.as_ref().map(|kept| kept.share);
        let share = fresh.or(kept).ok_or(NoEntry::WantsShare)?;
        let opened = answer.cipher(&share).open(BY_PASSKEY, &by_passkey.sealed);
        let key = opened.and_then(data_key).ok_or(NoEntry::Wrong)?;
        note.wrong = 0;
        note.use_share(now);
        self.keep(&note).await?;
        Ok(key)
    }

    /// No passkey opens it any more. The PIN does.
    pub async fn remove_passkey(&self) -> Result<(), StoreError> {
        let Some(mut note) = self.note().await? else { return Ok(()) };
        note.by_passkey = None;
        self.keep(&note).await
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}
