//! A passkey of the phone's own beside the PIN (decision 0014): it answers a salt with 32 bytes that it gives to
//! nobody else, and they open the data key with the same share that the PIN needs. The server knows nothing of it;
//! asking the authenticator is the browser's business.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::cipher::{Cipher, Secret, keyed};
use super::note::LockNote;
use super::{DataKey, Lock, NoEntry};
use crate::store::{Store, StoreError};

/// What an authenticator is asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// What a passkey is to open, the passkey, and what it answered.
pub type NewPasskey<'a> = (&'a DataKey, &'a Passkey, &'a Answer);

/// The data key under a passkey's answer and a share: the salt, the sealed key, whose first byte says how it was
/// sealed, and the credential's id. One row of bytes, as every phone has the code for reading those.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct ByPasskey(Vec<u8>);

const BY_PASSKEY: &[u8] = b"lock by passkey";
const SALT: usize = 32;
/// A byte, the nonce, the key and its seal.
const SEALED: usize = 1 + 24 + 32 + 16;

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

impl ByPasskey {
    fn of((key, passkey, answer): NewPasskey<'_>, share: &[u8; 32]) -> Option<Self> {
        let sealed = answer.cipher(share).seal(BY_PASSKEY, key.0.as_slice())?;
        Some(Self([&passkey.salt, sealed.as_slice(), &passkey.credential].concat()))
    }

    pub(crate) fn open(&self, answer: &Answer, share: &[u8; 32]) -> Option<Vec<u8>> {
        let (_, rest) = self.0.split_first_chunk::<SALT>()?;
        let (sealed, _) = rest.split_first_chunk::<SEALED>()?;
        answer.cipher(share).open(BY_PASSKEY, sealed)
    }

    fn passkey(&self) -> Option<Passkey> {
        let (salt, rest) = self.0.split_first_chunk::<SALT>()?;
        let (_, credential) = rest.split_first_chunk::<SEALED>()?;
        Some(Passkey { credential: credential.to_vec(), salt: *salt })
    }
}

impl<S: Store + Clone> Lock<S> {
    /// The passkey to ask for, if one opens it.
    pub async fn passkey(&self) -> Result<Option<Passkey>, StoreError> {
        let note = self.note().await?;
        Ok(note.and_then(|note| note.passkey()?.passkey()))
    }

    /// From now on this passkey opens it too, or none does; one before does so no more. For whoever opened it just now.
    pub async fn set_passkey(&self, with: Option<NewPasskey<'_>>) -> Result<(), NoEntry> {
        let set = |note: &mut LockNote| {
            note.by_passkey = None;
            if let Some(new) = with {
                if note.by_pin.is_none() {
                    return Err(NoEntry::PinGone);
                }
                let kept = note.share.as_ref().ok_or(NoEntry::WantsShare)?;
                note.by_passkey = ByPasskey::of(new, &kept.share);
            }
            Ok(())
        };
        self.change(&set).await.map(drop)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}
