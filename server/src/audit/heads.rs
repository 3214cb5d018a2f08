//! Signed ends of the trail, a line each in a file that belongs in another place than the database: whoever
//! rewrites the database, or cuts it off, does not rewrite these. The key lies beside the database; what it
//! signs is worth as much as the other place is out of its owner's reach.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use domain::Moment;
use domain::digest::ContentHash;
use domain::id::{Epoch, KommuneId};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::files;
use crate::state::{NoChance, World};
use crate::store::{AuditRow, Fault, Read as _, Store};
use domain::hex;

/// One signed end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whose trail.
    pub kommune: KommuneId,
    /// Its last entry.
    pub no: u64,
    /// The hash of that, as hex digits.
    hash: String,
    /// When it was signed.
    pub at: Moment,
    /// By which key, as hex digits.
    key: String,
    /// The signature of all of the above, as hex digits.
    signature: String,
}

/// Where ends are noted, and what signs them.
#[derive(Debug)]
pub struct Keeper {
    file: PathBuf,
    key: SigningKey,
}

/// Why ends cannot be noted or read.
#[derive(Debug)]
pub enum HeadsFault {
    Fault(Fault),
    Io(std::io::Error),
    NoChance(NoChance),
    /// The file of the key is not one.
    Key(PathBuf),
    /// It is not there, and its public half or ends that it signed are.
    KeyLost(PathBuf),
    /// Its public half, as it lies beside the database, is another's.
    OtherKey(PathBuf),
    /// A line of this file is no signed end, or somebody else's, or was changed.
    Line(PathBuf, usize),
}

impl Head {
    /// The hash it was signed with.
    #[must_use]
    pub fn hash(&self) -> Option<ContentHash> {
        hex::decode(&self.hash).map(ContentHash)
    }

    fn is_signed_by(&self, key: &VerifyingKey) -> bool {
        let bytes = hex::decode::<64>(&self.signature);
        let signature = bytes.map(|bytes| Signature::from_bytes(&bytes));
        let own = self.key == hex::encode(key.as_bytes());
        own && signature.is_some_and(|signature| {
            key.verify_strict(self.signed().as_bytes(), &signature).is_ok()
        })
    }

    fn signed(&self) -> String {
        format!("{} {} {} {} {}", self.kommune, self.no, self.hash, self.at.0, self.key)
    }
}

impl Keeper {
    /// With the key beside the database, which is made if there never was one. Another in the place of one that was lost
    /// would be told from a forger's by nobody.
    pub fn open(database: &Path, file: &Path, world: &World) -> Result<Self, HeadsFault> {
        let place = key_file(database);
        if !place.exists() {
            if public_key_file(database).exists() || is_filled(file) {
                return Err(HeadsFault::KeyLost(place));
            }
            files::write_whole(&place, &world.chance.bytes()?)?;
        }
        for its in [place.as_path(), file] {
            files::keep_to_owner(its);
        }
        Self::existing(database, file)
    }

    /// With the key that must be there. Its public half is put beside it for whoever verifies, if all that was signed is
    /// this key's.
    pub fn existing(database: &Path, file: &Path) -> Result<Self, HeadsFault> {
        let keeper = Self { file: file.to_owned(), key: own_key(database)? };
        let (public, place) =
            (hex::encode(keeper.key.verifying_key().as_bytes()), public_key_file(database));
        match std::fs::read_to_string(&place) {
            Ok(known) if known.trim() == public => return Ok(keeper),
            Ok(_) => return Err(HeadsFault::OtherKey(place)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(files::at(&place)(error).into()),
        }
        if is_filled(file) {
            keeper.read()?;
        }
        std::fs::write(&place, public + "\n").map_err(files::at(&place))?;
        Ok(keeper)
    }

    /// The first end that the trails do not reach, or reach otherwise: the database was put back, or is another.
    pub async fn beyond<S: Store>(&self, store: &S) -> Result<Option<Head>, HeadsFault> {
        let noted = if self.file.exists() { self.read()? } else { Vec::new() };
        let mut ends = BTreeMap::<KommuneId, Head>::new();
        for head in noted {
            let known = ends.get(&head.kommune).is_some_and(|known| known.no >= head.no);
            if !known {
                ends.insert(head.kommune, head);
            }
        }
        for head in ends.into_values() {
            let there = match store.read(head.kommune).await {
                Ok(mut snapshot) => snapshot.audit(head.no.saturating_sub(1), 1).await?.pop(),
                Err(Fault::UnknownKommune) => None,
                Err(fault) => return Err(fault.into()),
            };
            if there.is_none_or(|row| row.no != head.no || Some(row.hash) != head.hash()) {
                return Ok(Some(head));
            }
        }
        Ok(None)
    }

    /// Notes the end of every trail that has grown since it was last noted.
    pub async fn note<S: Store>(&self, store: &S, now: Moment) -> Result<(), HeadsFault> {
        let known = if self.file.exists() { self.read()? } else { Vec::new() };
        let mut lines = String::new();
        for kommune in store.kommuner().await? {
            let reached = known.iter().filter(|head| head.kommune == kommune).map(|head| head.no);
            let end = store.read(kommune).await?.audit_end().await?;
            if let Some(end) = end.filter(|end| Some(end.no) > reached.max()) {
                let line = serde_json::to_string(&self.sign(kommune, &end, now));
                lines += &line.or(Err(Fault::Corrupt("audit end")))?;
                lines.push('\n');
            }
        }
        if !lines.is_empty() {
            let mut file = files::owners()
                .append(true)
                .create(true)
                .open(&self.file)
                .map_err(files::at(&self.file))?;
            // A line that a power cut left half is no end: the next one begins where it began.
            let whole = whole_lines(&std::fs::read_to_string(&self.file)?).len();
            file.set_len(u64::try_from(whole).unwrap_or(u64::MAX))?;
            file.write_all(lines.as_bytes())?;
            file.sync_all()?;
        }
        Ok(())
    }

    /// Every end that was noted; a line that this key did not sign is a fault.
    pub fn read(&self) -> Result<Vec<Head>, HeadsFault> {
        read(&self.file, &self.key.verifying_key())
    }

    /// After a restore: all ends are put aside in a file of their own, and those that the restored trails still reach
    /// stay. They are there under one name or the other at every moment.
    pub async fn put_aside<S: Store>(&self, store: &S, epoch: Epoch) -> Result<(), HeadsFault> {
        if !self.file.exists() {
            return Ok(());
        }
        let mut kept = String::new();
        for head in self.read()? {
            let reached = match store.read(head.kommune).await {
                Ok(mut snapshot) => snapshot.audit_end().await?.map_or(0, |end| end.no),
                Err(Fault::UnknownKommune) => 0,
                Err(fault) => return Err(fault.into()),
            };
            if head.no <= reached {
                kept += &serde_json::to_string(&head).or(Err(Fault::Corrupt("audit end")))?;
                kept.push('\n');
            }
        }
        let aside = files::beside(&self.file, &format!(".until-{}", epoch.0));
        let all = std::fs::read(&self.file).map_err(files::at(&self.file))?;
        files::write_whole(&aside, &all)?;
        Ok(files::write_whole(&self.file, kept.as_bytes())?)
    }

    fn sign(&self, kommune: KommuneId, end: &AuditRow, at: Moment) -> Head {
        let (hash, key) =
            (hex::encode(&end.hash.0), hex::encode(self.key.verifying_key().as_bytes()));
        let mut head = Head { kommune, no: end.no, hash, at, key, signature: String::new() };
        head.signature = hex::encode(&self.key.sign(head.signed().as_bytes()).to_bytes());
        head
    }
}

/// Every end that was noted in a file; a line that the key did not sign is a fault.
pub fn read(file: &Path, key: &VerifyingKey) -> Result<Vec<Head>, HeadsFault> {
    let text = std::fs::read_to_string(file).map_err(files::at(file))?;
    let line = |(number, line): (usize, &str)| {
        let head: Option<Head> = serde_json::from_str(line).ok();
        head.filter(|head| head.is_signed_by(key))
            .ok_or_else(|| HeadsFault::Line(file.to_owned(), number + 1))
    };
    whole_lines(&text).lines().enumerate().map(line).collect()
}

/// The key that lies beside a database.
pub fn own_key(database: &Path) -> Result<SigningKey, HeadsFault> {
    let place = key_file(database);
    let key = std::fs::read(&place).map_err(files::at(&place))?;
    let key: [u8; 32] = key.try_into().map_err(|_| HeadsFault::Key(place))?;
    Ok(SigningKey::from_bytes(&key))
}

/// Where the public half of it lies: it verifies, and signs nothing.
#[must_use]
pub fn public_key_file(database: &Path) -> PathBuf {
    files::beside(database, ".audit-key.pub")
}

/// Where the key of a database lies.
#[must_use]
pub fn key_file(database: &Path) -> PathBuf {
    files::beside(database, ".audit-key")
}

/// Where ends are noted unless somebody says otherwise.
#[must_use]
pub fn heads_file(database: &Path) -> PathBuf {
    files::beside(database, ".audit-heads")
}

/// Whether anything was noted there.
fn is_filled(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|found| found.len() > 0)
}

fn whole_lines(text: &str) -> &str {
    text.rfind('\n').and_then(|end| text.get(..=end)).unwrap_or_default()
}

impl fmt::Display for HeadsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::Io(error) => write!(f, "the ends of the audit trail: {error}"),
            Self::NoChance(none) => none.fmt(f),
            Self::Key(place) => {
                write!(f, "{}: this is no key of the audit trail", place.display())
            }
            Self::KeyLost(place) => write!(
                f,
                "{}: the key that signs the ends of the audit trail is gone, and what it signed or its public half is \
                 there. Put it back from a backup. If there is none, keep the public half and the ends elsewhere, as \
                 they prove what was until now, and take them away from here: then another key is made",
                place.display()
            ),
            Self::OtherKey(place) => write!(
                f,
                "{}: this is not the public half of the key that lies beside the database",
                place.display()
            ),
            Self::Line(file, line) => {
                write!(f, "{}: line {line} is no end that this key signed", file.display())
            }
        }
    }
}

impl std::error::Error for HeadsFault {}

impl From<Fault> for HeadsFault {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<std::io::Error> for HeadsFault {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<NoChance> for HeadsFault {
    fn from(none: NoChance) -> Self {
        Self::NoChance(none)
    }
}
