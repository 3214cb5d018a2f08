//! Whether the trail is whole: every hash computed anew, every end that was signed found again, every command
//! it tells of found in the command log letter for letter.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use domain::digest::ContentHash;
use domain::id::KommuneId;

use super::heads::{Head, HeadsFault, Keeper};
use super::{Act, Entry, NOTHING, seal};
use crate::store::sqlite::Sqlite;
use crate::store::{AuditRow, Fault, Read, Store as _};
use domain::hex;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong, with so many entries and so many signed ends.
    Whole { entries: u64, heads: usize },
    /// From this number on it is not what was written.
    Broken { no: u64, how: Break },
}

/// What is wrong.
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
    /// The command it tells of is not in the log, or not in those words.
    LogDiffers,
}

/// Looks through the trails of every municipality in a database, which must be there.
pub async fn file(database: &Path, heads: &Path) -> Result<Vec<(KommuneId, Verdict)>, HeadsFault> {
    std::fs::metadata(database)?;
    let noted = Keeper::existing(database, heads)?.read()?;
    let store = Sqlite::open(database).await?;
    let mut verdicts = Vec::new();
    for kommune in store.kommuner().await? {
        let its: Vec<_> = noted.iter().filter(|head| head.kommune == kommune).cloned().collect();
        let mut snapshot = store.read(kommune).await?;
        verdicts.push((kommune, verify(&mut snapshot, &its).await?));
        drop(snapshot);
    }
    store.close().await;
    // A municipality that was signed for and is gone was cut off whole.
    let known = |head: &&Head| verdicts.iter().any(|(kommune, _)| *kommune == head.kommune);
    let mut gone = BTreeMap::<KommuneId, u64>::new();
    for head in noted.iter().filter(|head| !known(head)) {
        let first = gone.entry(head.kommune).or_insert(head.no);
        *first = head.no.min(*first);
    }
    let cut = |(kommune, no)| (kommune, Verdict::Broken { no, how: Break::CutOff });
    verdicts.extend(gone.into_iter().map(cut));
    Ok(verdicts)
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
        let (no, how) = match self {
            Self::Whole { entries, heads } => {
                return write!(f, "whole: {entries} entries, {heads} signed ends");
            }
            Self::Broken { no, how } => (no, how),
        };
        let how = match how {
            Break::Missing => "the one before it is missing",
            Break::Altered => "it was changed, or moved here",
            Break::CutOff => "it was signed as an end and is gone",
            Break::NotAsSigned => "it is not what was signed as an end",
            Break::LogDiffers => "its command is not in the log in those words",
        };
        write!(f, "broken at entry {no}: {how}")
    }
}

const PAGE: usize = 1_000;

/// Looks at the whole trail.
pub async fn verify<R: Read>(tx: &mut R, heads: &[Head]) -> Result<Verdict, Fault> {
    let (mut last, mut hash) = (0, NOTHING);
    loop {
        let page = tx.audit(last, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            if let Some(how) = wrong(tx, &row, last, hash, heads).await? {
                return Ok(Verdict::Broken { no: row.no, how });
            }
            (last, hash) = (row.no, row.hash);
        }
    }
    let beyond = heads.iter().map(|head| head.no).filter(|no| *no > last).min();
    Ok(match beyond {
        Some(no) => Verdict::Broken { no, how: Break::CutOff },
        None => Verdict::Whole { entries: last, heads: heads.len() },
    })
}

async fn wrong<R: Read>(
    tx: &mut R,
    row: &AuditRow,
    last: u64,
    before: ContentHash,
    heads: &[Head],
) -> Result<Option<Break>, Fault> {
    if row.no != last + 1 {
        return Ok(Some(Break::Missing));
    }
    if seal(before, row.no, &row.entry) != row.hash {
        return Ok(Some(Break::Altered));
    }
    let signed_otherwise = |head: &Head| head.no == row.no && head.hash() != Some(row.hash);
    if heads.iter().any(signed_otherwise) {
        return Ok(Some(Break::NotAsSigned));
    }
    let Ok(entry) = serde_json::from_str::<Entry>(&row.entry) else {
        return Ok(Some(Break::Altered));
    };
    let Act::Command { seq, content, outcome, .. } = &entry.did else { return Ok(None) };
    let Some(phone) = entry.phone else { return Ok(Some(Break::Altered)) };
    let logged = tx.logged(phone, *seq).await?;
    let is_it = |(body, became): &(String, _)| {
        became == outcome && hex::encode(&ContentHash::of(body).0) == *content
    };
    Ok((!logged.iter().any(is_it)).then_some(Break::LogDiffers))
}
