//! The trail, its signed ends and the command log: each must tell of what the others tell.

use std::collections::HashSet;

use domain::digest::ContentHash;
use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::id::InstallationId;
use domain::{Moment, Person, hex};
use sha2::{Digest as _, Sha256};

use super::super::heads::Head;
use super::super::{Act, Entry, NOTHING, seal};
use super::{Break, Verdict};
use crate::exchange::push;
use crate::store::{AuditRow, Fault, LogRow, Read};

const PAGE: usize = 1_000;

/// What the trail tells of commands: a fingerprint each of who asked what, when, and what became of it.
type Told = HashSet<[u8; 16]>;

pub(super) async fn verify<R: Read>(tx: &mut R, heads: &[Head]) -> Result<Verdict, Fault> {
    let (mut last, mut hash) = (0, NOTHING);
    let mut told = Told::new();
    loop {
        let page = tx.audit(last, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for row in page {
            match read(&row, last, hash, heads) {
                Err(how) => return Ok(Verdict::Broken { no: row.no, how }),
                Ok(Some(tells)) if !logged(tx, &tells).await? => {
                    return Ok(Verdict::Broken { no: row.no, how: Break::LogDiffers });
                }
                Ok(tells) => told.extend(tells.map(|tells| tells.fingerprint())),
            }
            (last, hash) = (row.no, row.hash);
        }
    }
    if let Some(no) = heads.iter().map(|head| head.no).filter(|no| *no > last).min() {
        return Ok(Verdict::Broken { no, how: Break::CutOff });
    }
    if let Some(entry) = untold(tx, &told).await? {
        return Ok(Verdict::Untold { entry });
    }
    // What was changed at all was asked for: a municipality with changes and no trail has lost it.
    let signed = !heads.is_empty() || (last == 0 && tx.head().await?.no == 0);
    if !signed {
        return Ok(Verdict::Broken { no: last, how: Break::Unsigned });
    }
    Ok(Verdict::Whole { entries: last, heads: heads.len() })
}

/// What an entry tells of a command.
struct Tells {
    phone: InstallationId,
    seq: Seq,
    /// As hex digits.
    content: String,
    outcome: Outcome,
    who: Person,
    at: Moment,
}

impl Tells {
    /// What a row of the log says of itself. The text's own fingerprint, not the one that stands beside it.
    fn of(row: &LogRow) -> Self {
        Self {
            phone: row.installation,
            seq: row.seq,
            content: hex::encode(&ContentHash::of(&row.body).0),
            outcome: row.outcome,
            who: row.sender,
            at: row.received,
        }
    }

    fn fingerprint(&self) -> [u8; 16] {
        let Self { phone, seq, content, outcome, who, at } = self;
        let mut sha = Sha256::new();
        sha.update(format!("{phone} {} {content} {outcome:?} {who} {}", seq.0, at.0));
        let mut half = [0; 16];
        half.iter_mut().zip(sha.finalize()).for_each(|(to, from)| *to = from);
        half
    }
}

/// The entry, if it follows the one before it and is what was sealed and signed; what it tells of a command.
fn read(
    row: &AuditRow,
    last: u64,
    before: ContentHash,
    heads: &[Head],
) -> Result<Option<Tells>, Break> {
    if row.no != last + 1 {
        return Err(Break::Missing);
    }
    if seal(before, row.no, &row.entry) != row.hash {
        return Err(Break::Altered);
    }
    if heads.iter().any(|head| head.no == row.no && head.hash() != Some(row.hash)) {
        return Err(Break::NotAsSigned);
    }
    let entry: Entry = serde_json::from_str(&row.entry).or(Err(Break::Altered))?;
    let Act::Command { seq, content, outcome, .. } = entry.did else { return Ok(None) };
    let phone = entry.phone.ok_or(Break::Altered)?;
    Ok(Some(Tells { phone, seq, content, outcome, who: entry.who, at: entry.at }))
}

/// Whether the log holds what the entry tells of. A text that was held and offered again stands there once, as it first
/// came.
async fn logged<R: Read>(tx: &mut R, tells: &Tells) -> Result<bool, Fault> {
    let is_it = |row: &LogRow| {
        let found = Tells::of(row);
        let same = found.content == tells.content && found.outcome == tells.outcome;
        same && found.who == tells.who && found.at <= tells.at
    };
    Ok(tx.logged(tells.phone, tells.seq).await?.iter().any(is_it))
}

/// The first row of the log that the trail does not tell of, just as it stands there, or that has no receipt.
async fn untold<R: Read>(tx: &mut R, told: &Told) -> Result<Option<u64>, Fault> {
    let mut after = 0;
    loop {
        let page = tx.commands(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(None) };
        after = last.entry;
        let wrong = |row: &&LogRow| {
            !told.contains(&Tells::of(row).fingerprint()) || row.written != written(&row.body)
        };
        if let Some(row) = page.iter().find(wrong) {
            return Ok(Some(row.entry));
        }
        for row in &page {
            // A command without its receipt would be carried out again.
            if tx.receipt(row.installation, row.seq).await?.is_none() {
                return Ok(Some(row.entry));
            }
        }
    }
}

/// When the text says that it was written, as far as whoever logged it could read that.
fn written(body: &str) -> Option<Moment> {
    push::read(body).ok().map(|envelope| envelope.written)
}
