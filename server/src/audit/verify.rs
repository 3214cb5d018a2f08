//! Whether the trail is whole, read only: every hash computed anew, every end that was signed found again, the trail and
//! the command log compared both ways (`verify/trail.rs`), and if asked, what follows from the records (`verify/records.rs`).

mod records;
mod trail;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use domain::id::{KommuneId, PladsId};
use domain::{Day, Folder, hex};
use ed25519_dalek::VerifyingKey;

use super::heads::{self, Head, HeadsFault};
use crate::store::sqlite::{Sqlite, Untold};
use crate::store::{Fault, Read, Store as _};

pub use records::Differs;

/// What is to be looked at.
#[derive(Clone, Debug)]
pub struct Inspection {
    pub database: PathBuf,
    /// Where the ends were noted.
    pub heads: PathBuf,
    /// The public key, in hex digits or in a file of them; else the one beside the database.
    pub key: Option<String>,
    /// Whether what follows from the records is computed anew as well.
    pub records: bool,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong, with so many entries and so many signed ends.
    Whole { entries: u64, heads: usize },
    /// From this entry of the trail on it is not what was written.
    Broken { no: u64, how: Break },
    /// This entry of the command log is one that the trail does not tell of, or tells of otherwise, or its receipt is
    /// gone.
    Untold { entry: u64 },
    /// What is stored of this folder is not what follows from its records.
    Derived { folder: Folder, how: Differs },
    /// Who sits at this place on that day is not what the records say.
    Seats { plads: PladsId, dag: Day },
}

/// What is wrong with the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The number before it is missing.
    Missing,
    /// It was changed, or moved here.
    Altered,
    /// It was signed as an end and is not there: the trail was cut off.
    CutOff,
    /// It is not what was signed.
    NotAsSigned,
    /// The command it tells of is not in the log, or in other words, by somebody else or at another time.
    LogDiffers,
    /// No end of this trail was ever signed, or all were taken away.
    Unsigned,
    /// It is empty, and something stands that it would tell of.
    Emptied,
}

/// Why nothing could be looked at.
#[derive(Debug)]
pub enum Unverified {
    Heads(HeadsFault),
    /// A file that is needed cannot be read.
    Io(PathBuf, std::io::Error),
    /// What was named as the public key is none.
    Key(String),
    Fault(Fault),
    /// There are rows of a municipality that is not there.
    NoKommune(Untold),
    /// There is no municipality, and no end of its trail was signed.
    Nothing(PathBuf),
}

/// Looks through the trails of every municipality in a database, which must be there. Changes nothing.
pub async fn file(asked: &Inspection) -> Result<Vec<(KommuneId, Verdict)>, Unverified> {
    readable(&asked.database)?;
    let key = key(asked)?;
    let noted = if asked.heads.exists() { heads::read(&asked.heads, &key)? } else { Vec::new() };
    let store = Sqlite::inspect(&asked.database).await?;
    let untold = store.untold().await?;
    if let Some(strays) = untold.iter().find(|untold| untold.kommune.is_none()) {
        return Err(Unverified::NoKommune(*strays));
    }
    let mut verdicts = Vec::new();
    for kommune in store.kommuner().await? {
        let its: Vec<_> = noted.iter().filter(|head| head.kommune == kommune).cloned().collect();
        let mut snapshot = store.read(kommune).await?;
        let mut verdict = verify(&mut snapshot, &its).await?;
        if verdict.is_whole() && untold.iter().any(|untold| untold.kommune == Some(kommune)) {
            verdict = Verdict::Broken { no: 0, how: Break::Emptied };
        }
        // What is wrong with the trail hides nothing that is wrong with the records.
        let derived = if asked.records { records::verify(&mut snapshot).await? } else { None };
        if derived.is_none() || !verdict.is_whole() {
            verdicts.push((kommune, verdict));
        }
        verdicts.extend(derived.map(|wrong| (kommune, wrong)));
    }
    drop(store);
    verdicts.extend(gone(&noted, &verdicts));
    if verdicts.is_empty() {
        return Err(Unverified::Nothing(asked.database.clone()));
    }
    Ok(verdicts)
}

/// Looks at one municipality's trail.
pub async fn verify<R: Read>(tx: &mut R, heads: &[Head]) -> Result<Verdict, Fault> {
    trail::verify(tx, heads).await
}

fn readable(file: &Path) -> Result<(), Unverified> {
    std::fs::File::open(file).map(drop).map_err(|error| Unverified::Io(file.to_owned(), error))
}

/// The public half is enough to verify, and whoever has it alone can forge nothing.
fn key(asked: &Inspection) -> Result<VerifyingKey, Unverified> {
    let file = heads::public_key_file(&asked.database);
    let text = match asked.key.as_deref() {
        Some(named) if hex::decode::<32>(named).is_some() => named.to_owned(),
        Some(named) => text_of(Path::new(named))?,
        None if file.exists() => text_of(&file)?,
        None => return Ok(heads::own_key(&asked.database)?.verifying_key()),
    };
    let bytes = hex::decode::<32>(text.trim());
    let key = bytes.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
    key.ok_or(Unverified::Key(text))
}

fn text_of(file: &Path) -> Result<String, Unverified> {
    std::fs::read_to_string(file).map_err(|error| Unverified::Io(file.to_owned(), error))
}

/// A municipality that was signed for and is gone was cut off whole.
fn gone(noted: &[Head], found: &[(KommuneId, Verdict)]) -> Vec<(KommuneId, Verdict)> {
    let known = |head: &&Head| found.iter().any(|(kommune, _)| *kommune == head.kommune);
    let mut gone = BTreeMap::<KommuneId, u64>::new();
    for head in noted.iter().filter(|head| !known(head)) {
        let first = gone.entry(head.kommune).or_insert(head.no);
        *first = head.no.min(*first);
    }
    let cut = |(kommune, no)| (kommune, Verdict::Broken { no, how: Break::CutOff });
    gone.into_iter().map(cut).collect()
}

impl Verdict {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole { .. })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole { entries, heads } => {
                write!(f, "whole: {entries} entries, {heads} signed ends")
            }
            Self::Broken { no, how } => write!(f, "broken at entry {no}: {how}"),
            Self::Untold { entry } => {
                write!(
                    f,
                    "broken: the trail does not tell of entry {entry} of the command log as it stands there, or its \
                     receipt is gone"
                )
            }
            Self::Derived { folder, how } => write!(f, "broken in {folder}: {how}"),
            Self::Seats { plads, dag } => {
                write!(
                    f,
                    "broken at place {plads} on {dag:?}: who sits there is not what the records say"
                )
            }
        }
    }
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "the one before it is missing",
            Self::Altered => "it was changed, or moved here",
            Self::CutOff => "it was signed as an end and is gone",
            Self::NotAsSigned => "it is not what was signed as an end",
            Self::LogDiffers => {
                "its command is not in the log in those words, by that person and at that time"
            }
            Self::Emptied => {
                "it is empty, and records, phones or sessions stand that it would tell of"
            }
            Self::Unsigned => {
                "no end of this trail was signed; were they noted in another file (--heads)?"
            }
        })
    }
}

impl fmt::Display for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heads(fault) => fault.fmt(f),
            Self::Io(file, error) => write!(f, "{}: {error}", file.display()),
            Self::Key(text) => write!(f, "not a public key of 64 hex digits: {}", text.trim()),
            Self::Fault(fault) => fault.fmt(f),
            Self::NoKommune(untold) => write!(f, "broken: {untold}"),
            Self::Nothing(file) => {
                write!(
                    f,
                    "{}: there is no municipality here, and nothing to look at",
                    file.display()
                )
            }
        }
    }
}

impl std::error::Error for Unverified {}

impl From<HeadsFault> for Unverified {
    fn from(fault: HeadsFault) -> Self {
        Self::Heads(fault)
    }
}

impl From<Fault> for Unverified {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
