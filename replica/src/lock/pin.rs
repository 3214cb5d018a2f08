//! The PIN, and the key that is made of it: Argon2id, so that each guess costs time and memory, mixed with a share
//! that the server gives, so that a copied profile alone is not enough once the share is gone.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::cipher::{Secret, keyed};

/// A PIN somebody chose or typed.
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

/// Why digits are no PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinFault {
    /// Fewer than six digits, or more than twelve.
    Length,
    /// Something else than digits.
    NotDigits,
    /// Among the first that anybody would try: one digit again and again, a row up or down, a pattern twice.
    TooEasy,
}

/// What one guess costs. Stored beside what it was used for, so that it can grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory in KiB.
    pub kib: u32,
    /// How often it is gone through.
    pub passes: u32,
}

/// What is mixed in so that the same PIN makes another key on every phone.
pub type Salt = [u8; 16];

const SHORTEST: usize = 6;
const LONGEST: usize = 12;

impl Cost {
    /// On phones: 64 MiB, three times; some 0.15 s on a computer, under a second on a slow phone (design 6).
    pub const PHONE: Self = Self { kib: 64 * 1024, passes: 3 };
}

impl Pin {
    /// A PIN that somebody chooses.
    pub fn choose(digits: &str) -> Result<Self, PinFault> {
        let pin = Self::read(digits)?;
        if is_easy(digits.as_bytes()) { Err(PinFault::TooEasy) } else { Ok(pin) }
    }

    /// A PIN that somebody types to be let in.
    pub fn read(digits: &str) -> Result<Self, PinFault> {
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PinFault::NotDigits);
        }
        if !(SHORTEST..=LONGEST).contains(&digits.len()) {
            return Err(PinFault::Length);
        }
        Ok(Self(Zeroizing::new(digits.to_owned())))
    }

    /// The key it makes with the share. None if the cost is not one that Argon2 takes.
    pub(crate) fn key(&self, salt: &Salt, cost: Cost, share: &[u8; 32]) -> Option<Secret> {
        let stretched = stretch(self.0.as_bytes(), salt, cost)?;
        Some(keyed(&stretched, &[b"overgang pin", share]))
    }
}

/// A key from what a person remembers or writes down. None if the cost is not one that Argon2 takes.
pub(crate) fn stretch(typed: &[u8], salt: &Salt, cost: Cost) -> Option<Secret> {
    let params = Params::new(cost.kib, cost.passes, 1, Some(32)).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut stretched = Secret::default();
    argon.hash_password_into(typed, salt, stretched.as_mut_slice()).ok()?;
    Some(stretched)
}

fn is_easy(digits: &[u8]) -> bool {
    let steps = |step: i16| {
        let pairs = digits.iter().zip(digits.iter().skip(1));
        pairs.into_iter().all(|(a, b)| (i16::from(*b) - i16::from(*a) - step).rem_euclid(10) == 0)
    };
    let repeats = |length: usize| {
        digits.iter().zip(digits.iter().skip(length)).all(|(before, after)| before == after)
    };
    steps(1) || steps(-1) || (1..=3).any(repeats)
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_has_six_digits_and_is_none_that_everybody_tries() {
        for fine in ["194728", "120583", "902145", "112358132134"] {
            assert!(Pin::choose(fine).is_ok(), "{fine}");
        }
        for (digits, why) in [
            ("", PinFault::Length),
            ("19472", PinFault::Length),
            ("1947281947281", PinFault::Length),
            ("19472a", PinFault::NotDigits),
            ("١٢٣٤٥٦", PinFault::NotDigits),
            ("000000", PinFault::TooEasy),
            ("123456", PinFault::TooEasy),
            ("890123", PinFault::TooEasy),
            ("987654", PinFault::TooEasy),
            ("121212", PinFault::TooEasy),
            ("471471", PinFault::TooEasy),
        ] {
            assert_eq!(Pin::choose(digits).err(), Some(why), "{digits}");
        }
        assert!(Pin::read("123456").is_ok(), "what was chosen once still opens");
    }

    #[test]
    fn the_key_depends_on_pin_salt_share_and_cost() {
        let cost = Cost { kib: 8, passes: 1 };
        let key = |pin: &str, salt: u8, share: u8, cost| {
            *Pin::read(pin).unwrap().key(&[salt; 16], cost, &[share; 32]).unwrap()
        };
        let one = key("194728", 1, 1, cost);
        assert_eq!(one, key("194728", 1, 1, cost));
        for other in [
            key("194729", 1, 1, cost),
            key("194728", 2, 1, cost),
            key("194728", 1, 2, cost),
            key("194728", 1, 1, Cost { passes: 2, ..cost }),
        ] {
            assert_ne!(one, other);
        }
    }
}
