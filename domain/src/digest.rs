//! Fingerprints: of a command (so that the same identity with other content is noticed) and of a
//! folder's rows (so that phone and server can tell whether they hold the same). SHA-256 throughout.

use std::fmt;
use std::ops::BitXorAssign;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::folder::Folder;
use crate::hex;

/// The fingerprint of a command as it was first written down, byte for byte.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 32]);

/// An order-independent fingerprint of a set of rows: the rows' own fingerprints, exclusive-or'd, so
/// that putting and removing one row costs one step whatever the set's size. Written as 32 hex digits.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(u128);

impl ContentHash {
    /// The fingerprint of these bytes.
    #[must_use]
    pub fn of(body: &str) -> Self {
        Self(Sha256::digest(body).into())
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl Digest {
    /// The fingerprint of one row: a record's place, its revision, its document as stored and sent.
    #[must_use]
    pub fn of_row(kind: &str, id: Uuid, rev: u64, doc: &str) -> Self {
        let mut sha = Sha256::new();
        sha.update(kind.as_bytes());
        sha.update([0]);
        sha.update(id.as_bytes());
        sha.update(rev.to_be_bytes());
        sha.update(doc.as_bytes());
        Self::first_half(&sha.finalize().into())
    }

    /// A folder's contribution to the fingerprint of everything a phone holds. Folders that hold the
    /// same rows, empty ones above all, contribute differently.
    #[must_use]
    pub fn of_folder(folder: Folder, rows: Self) -> Self {
        let mut sha = Sha256::new();
        sha.update(folder.kind().code().as_bytes());
        sha.update(folder.subject().as_bytes());
        sha.update(rows.0.to_be_bytes());
        Self::first_half(&sha.finalize().into())
    }

    fn first_half(hash: &[u8; 32]) -> Self {
        let (half, _) = hash.split_at(16);
        Self(half.iter().fold(0, |sum, byte| (sum << 8) | u128::from(*byte)))
    }
}

impl BitXorAssign for Digest {
    fn bitxor_assign(&mut self, other: Self) {
        self.0 ^= other.0;
    }
}

/// An id that follows from another id and a name: the same on every phone and on the server.
#[must_use]
pub fn derived_uuid(from: Uuid, name: &str) -> Uuid {
    let mut sha = Sha256::new();
    sha.update(from.as_bytes());
    sha.update(name.as_bytes());
    let Digest(half) = Digest::first_half(&sha.finalize().into());
    uuid::Builder::from_custom_bytes(half.to_be_bytes()).into_uuid()
}

/// Whether an id follows from others. What a phone makes up by itself is of another version.
#[must_use]
pub fn is_derived(id: Uuid) -> bool {
    id.get_version_num() == 8
}

/// A text is not 32 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigestFault;

impl fmt::Display for DigestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a digest of 32 hex digits")
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Digest {
    type Err = DigestFault;
    fn from_str(text: &str) -> Result<Self, DigestFault> {
        let hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = hex.then(|| u128::from_str_radix(text, 16).ok()).flatten();
        number.map(Self).ok_or(DigestFault)
    }
}

impl TryFrom<String> for Digest {
    type Error = DigestFault;
    fn try_from(text: String) -> Result<Self, DigestFault> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}
