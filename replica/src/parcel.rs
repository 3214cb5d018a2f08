//! Unsent work in a file of its own, for a phone that must be handed in or begins anew: sealed under a code that the
//! person writes down, taken in on another phone of theirs. The commands keep their ids, so that one which arrived
//! after all is not carried out twice.

use std::fmt;

use domain::Person;
use domain::envelope::{Sealed, Seq};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::lock::cipher::Cipher;
use crate::lock::{Cost, Salt, stretch};
use crate::outbox::bytes;
use crate::replica::Replica;

/// Commands on their way from one phone to another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Parcel {
    /// Whose they are.
    pub person: Person,
    /// As they were written, in order.
    pub(crate) bodies: Vec<Box<RawValue>>,
}

/// What opens a parcel: ten letters and digits, in two groups.
#[derive(Clone, PartialEq, Eq)]
pub struct ParcelCode(String);

/// A file is no parcel that can be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParcelFault {
    /// It is no such file, or not whole.
    NotOne,
    /// It does not open with this code.
    Code,
    /// It is somebody else's.
    Foreign,
}

/// Without letters and digits that look like others.
const ALPHABET: [char; 32] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'U',
    'V', 'W', 'X', 'Y', 'Z', '2', '3', '4', '5', '6', '7', '8', '9',
];
const LENGTH: usize = 10;
/// What a file begins with.
const MARK: &[u8] = b"overgang parcel 1\n";
const PLACE: &[u8] = b"parcel";
/// More than any phone would take in for a file that says so itself.
const MOST: Cost = Cost { kib: 1024 * 1024, passes: 10 };

impl Parcel {
    /// Everything that waits on this phone.
    #[must_use]
    pub fn of(replica: &Replica) -> Self {
        let bodies = replica.waiting().map(|(_, waiting)| waiting.sealed.body.clone());
        Self { person: replica.identity.person, bodies: bodies.collect() }
    }

    /// How many commands are in it.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// The file. None if the cost is not one that Argon2 takes.
    #[must_use]
    pub fn seal(&self, code: &ParcelCode, salt: Salt, cost: Cost) -> Option<Vec<u8>> {
        let key = stretch(code.0.as_bytes(), &salt, cost)?;
        let sealed = Cipher::new(&key).seal(PLACE, &bytes(self))?;
        let (kib, passes) = (cost.kib.to_le_bytes(), cost.passes.to_le_bytes());
        Some([MARK, &salt, &kib, &passes, sealed.as_slice()].concat())
    }

    /// Opens a file.
    pub fn open(file: &[u8], code: &ParcelCode) -> Result<Self, ParcelFault> {
        let (salt, cost, sealed) = parts(file).ok_or(ParcelFault::NotOne)?;
        let key = stretch(code.0.as_bytes(), &salt, cost).ok_or(ParcelFault::NotOne)?;
        let text = Cipher::new(&key).open(PLACE, sealed).ok_or(ParcelFault::Code)?;
        serde_json::from_slice(&text).or(Err(ParcelFault::NotOne))
    }

    /// The commands, each to be given a place in line. None is taken in if one is not this person's.
    pub(crate) fn sealed(&self, person: Person) -> Result<Vec<Sealed>, ParcelFault> {
        let sealed = |body: &RawValue| {
            let sealed = Sealed { seq: Seq::default(), body: body.to_owned() };
            let envelope = sealed.open().or(Err(ParcelFault::NotOne))?;
            (envelope.person == person).then_some(sealed).ok_or(ParcelFault::Foreign)
        };
        self.bodies.iter().map(|body| sealed(body)).collect()
    }
}

fn parts(file: &[u8]) -> Option<(Salt, Cost, &[u8])> {
    let (salt, rest) = file.strip_prefix(MARK)?.split_first_chunk::<16>()?;
    let (kib, rest) = rest.split_first_chunk()?;
    let (passes, sealed) = rest.split_first_chunk()?;
    let cost = Cost { kib: u32::from_le_bytes(*kib), passes: u32::from_le_bytes(*passes) };
    (cost.kib <= MOST.kib && cost.passes <= MOST.passes).then_some((*salt, cost, sealed))
}

impl ParcelCode {
    /// From chance.
    #[must_use]
    pub fn new(chance: [u8; LENGTH]) -> Self {
        let letter = |byte: u8| ALPHABET.get(usize::from(byte) % ALPHABET.len());
        Self(chance.into_iter().filter_map(letter).collect())
    }

    /// As somebody types it: small letters and what stands between groups do not matter.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let typed = domain::text::clean(typed);
        let letters = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
        let code: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
        let known = code.chars().all(|letter| ALPHABET.contains(&letter));
        (known && code.chars().count() == LENGTH).then_some(Self(code))
    }
}

impl fmt::Display for ParcelCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, two) = self.0.split_at_checked(LENGTH / 2).unwrap_or((&self.0, ""));
        write!(f, "{one}-{two}")
    }
}

impl fmt::Debug for ParcelCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ParcelCode")
    }
}
