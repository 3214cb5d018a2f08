//! Seals bytes for one place, so that they open there and nowhere else. XChaCha20-Poly1305; the nonce is a keyed
//! hash of the place and the text (decision 0008): the same text in the same place is sealed the same way, so
//! that a store can compare what it cannot read, and no chance is needed.

use std::fmt;

use blake2::Blake2bMac;
use blake2::digest::consts::U32;
use blake2::digest::{KeyInit as _, Mac as _};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use uuid::Uuid;
use zeroize::Zeroizing;

/// 32 secret bytes, overwritten when they are let go of.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// What seals and opens.
#[derive(Clone)]
pub(crate) struct Cipher {
    aead: XChaCha20Poly1305,
    nonces: Secret,
    names: Secret,
}

/// The first byte of what is sealed: how it was done.
const FIRST_WAY: u8 = 1;
const NONCE: usize = 24;

impl Cipher {
    /// From one secret, a key for each use.
    pub(crate) fn new(secret: &[u8; 32]) -> Self {
        let key = keyed(secret, &[b"overgang texts"]);
        Self {
            aead: XChaCha20Poly1305::new(&(*key).into()),
            nonces: keyed(secret, &[b"overgang nonces"]),
            names: keyed(secret, &[b"overgang names"]),
        }
    }

    /// Seals a text for a place. None if it is longer than the cipher can (256 GiB).
    pub(crate) fn seal(&self, place: &[u8], text: &[u8]) -> Option<Vec<u8>> {
        let hash = keyed(&self.nonces, &[place, text]);
        let nonce = hash.first_chunk::<NONCE>()?;
        let payload = Payload { msg: text, aad: place };
        let sealed = self.aead.encrypt(&XNonce::from(*nonce), payload).ok()?;
        Some([&[FIRST_WAY], nonce.as_slice(), sealed.as_slice()].concat())
    }

    /// What was sealed for this place; none if it was not, or not with this key, or was changed since.
    pub(crate) fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (FIRST_WAY, rest) = sealed.split_first().map(|(way, rest)| (*way, rest))? else {
            return None;
        };
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>()?;
        self.aead.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place }).ok()
    }

    /// A name for a place that tells nothing of it.
    pub(crate) fn name(&self, place: &[u8]) -> String {
        let hash = keyed(&self.names, &[place]);
        let half = hash.first_chunk::<16>().copied().unwrap_or_default();
        Uuid::from_bytes(half).simple().to_string()
    }
}

/// `BLAKE2b` under a key, of parts that cannot be mistaken for each other.
pub(crate) fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> Secret {
    // The longest key it takes: any other length could fail.
    let whole: [u8; 64] = std::array::from_fn(|at| key.get(at).copied().unwrap_or(0));
    let mut hash = Blake2bMac::<U32>::new(&whole.into());
    for part in parts {
        hash.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(part);
    }
    Zeroizing::new(hash.finalize().into_bytes().into())
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cipher")
    }
}
