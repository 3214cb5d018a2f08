//! What a browser keeps for the server and can neither read nor change. The key is made when the server starts and lies
//! nowhere: after a restart nothing opens that was closed before, and whoever brings it is asked anew.

use std::fmt;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::hex;

use crate::state::{NoChance, World};

/// The key.
pub struct Seal(XChaCha20Poly1305);

const NONCE: usize = 24;

impl Seal {
    pub fn new(world: &World) -> Result<Self, NoChance> {
        Ok(Self(XChaCha20Poly1305::new(&world.chance.bytes()?.into())))
    }

    /// Closes a text for one use, as hex digits.
    pub fn close(&self, world: &World, used_as: &str, text: &[u8]) -> Result<String, NoChance> {
        let bytes = world.chance.bytes()?;
        let nonce: &[u8; NONCE] = bytes.first_chunk().ok_or(NoChance)?;
        let payload = Payload { msg: text, aad: used_as.as_bytes() };
        let sealed = self.0.encrypt(&XNonce::from(*nonce), payload).or(Err(NoChance))?;
        Ok(hex::encode(nonce) + &hex::encode(&sealed))
    }

    /// What was closed for this use; none if it was not, or not by this key, or was changed since.
    #[must_use]
    pub fn open(&self, used_as: &str, sealed: &str) -> Option<Vec<u8>> {
        let pairs = sealed.as_bytes().chunks(2);
        let byte = |pair| hex::decode::<1>(std::str::from_utf8(pair).ok()?);
        let bytes = pairs.map(byte).collect::<Option<Vec<_>>>()?.concat();
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: used_as.as_bytes() };
        self.0.decrypt(&XNonce::from(*nonce), payload).ok()
    }
}

/// A key does not show itself.
impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_closed_opens_for_the_same_use_and_the_same_key_alone() {
        let world = World::real();
        let (seal, other) = (Seal::new(&world).unwrap(), Seal::new(&world).unwrap());
        let closed = seal.close(&world, "browser", b"text").unwrap();
        assert_eq!(seal.open("browser", &closed).as_deref(), Some(b"text".as_slice()));
        assert_ne!(seal.close(&world, "browser", b"text").unwrap(), closed);
        assert_eq!(seal.open("question", &closed), None);
        assert_eq!(other.open("browser", &closed), None);
        let (first, rest) = closed.split_at(60);
        for wrong in ["", "0", "zz", first, rest, &format!("{rest}{first}"), &format!("{closed}0")]
        {
            assert_eq!(seal.open("browser", wrong), None, "{wrong}");
        }
    }
}
