//! The audit trail (law.md 2.3, security.md 3.3): who did what, and what was given to whose phone. Each entry
//! is sealed by the hash of all before it, so that none can be changed, taken out or moved unnoticed; that the
//! end was not cut off is told by `heads`, kept elsewhere. No entry holds what anybody wrote.

use std::collections::BTreeSet;

use domain::command::CommandKind;
use domain::digest::ContentHash;
use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::grant::{Access, Basis};
use domain::id::{IndsigtId, InstallationId, PasskeyId, SessionId};
use domain::{Folder, Moment, Person, hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::store::{AuditRow, Daily, Fault, How, LogEntry, Write};

pub mod heads;
pub mod verify;

/// One thing that was done or given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When, by the server's clock.
    pub at: Moment,
    /// Who was signed in.
    pub who: Person,
    /// On which phone, if it was done on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<InstallationId>,
    /// What.
    pub did: Act,
}

/// What was done or given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Act {
    /// A command was judged. Its text is in the command log, found by the place in line and this fingerprint.
    Command {
        seq: Seq,
        /// As hex digits.
        content: String,
        /// Its name, if that is one of ours: any other could be anything somebody typed.
        name: Option<String>,
        outcome: Outcome,
    },
    /// A folder about people was given to the phone, or its terms changed, on these grounds.
    Given { folder: Folder, access: Access, basis: BTreeSet<Basis> },
    /// A helper looked at a young person's page, at that time by their phone, perhaps with no network.
    Seen { folder: Folder, kl: Moment, outcome: Outcome },
    /// Whom it is about was shown to them when they looked for a name.
    Found { folder: Folder },
    /// So often on that day they had asked for what has a bound by day: half of what there is, or all of it.
    Much { what: Daily, times: u32 },
    /// A manager wanted a case opened, and there was none of that name and birthday.
    NoSuchCase,
    /// It may no longer be on the phone.
    Taken { folder: Folder },
    /// They signed in.
    SignedIn { how: How },
    /// So many who tried to sign in were refused since it was last told. Who they were nobody knows.
    Refused { how: How, count: u64 },
    /// A one-time code was made for somebody.
    CodeMade { whom: Person },
    /// A passkey was added for themselves.
    PasskeyAdded { passkey: PasskeyId },
    /// It was removed.
    PasskeyRemoved { passkey: PasskeyId },
    /// It signed somebody in and counted less than before: it is on several devices, or a copy of it was made.
    PasskeyFellBack { passkey: PasskeyId },
    /// They said who they are to the organisation's own sign-in, and come in by it from now on.
    Linked,
    /// They no longer do.
    Unlinked,
    /// Somebody's session was ended, by themselves or for them.
    SessionEnded { whom: Person, session: SessionId },
    /// Every way in that somebody had was closed for them: sessions, their phones' own sign-in, passkeys, a code that
    /// waited.
    SignedOut { whom: Person },
    /// Somebody's account was ended, with all its sessions, passkeys and phones, and its link.
    AccountEnded { whom: Person },
    /// It was opened again.
    AccountOpened { whom: Person },
    /// The phone was enrolled: it was given the keys it stores under and signs in with.
    Enrolled,
    /// Somebody's phone was revoked: it gets nothing more and is to be wiped.
    Revoked { whom: Person, phone: InstallationId },
    /// A young person fetched all that is written about them.
    Fetched { indsigt: IndsigtId },
}

/// What everything begins with.
const NOTHING: ContentHash = ContentHash([0; 32]);

impl Entry {
    /// What is told of an entry of the command log.
    #[must_use]
    pub fn of(logged: &LogEntry<'_>) -> Self {
        let known = |name: &&String| CommandKind::from_name(name).is_some();
        let name = logged.read.as_ref().map(|read| &read.name).filter(known).cloned();
        let content = hex::encode(&logged.content.0);
        let did = Act::Command { seq: logged.seq, content, name, outcome: logged.outcome };
        Self { at: logged.received, who: logged.sender, phone: Some(logged.installation), did }
    }

    /// The place in line of the command that this tells of, and on which phone.
    #[must_use]
    pub fn place(&self) -> Option<(InstallationId, Seq)> {
        let Act::Command { seq, .. } = self.did else { return None };
        self.phone.map(|phone| (phone, seq))
    }

    /// What was done on no phone that is known.
    #[must_use]
    pub const fn by(who: Person, at: Moment, did: Act) -> Self {
        Self { at, who, phone: None, did }
    }
}

/// Adds entries to the trail, in the transaction that does what they tell of.
pub async fn append<W: Write>(tx: &mut W, entries: &[Entry]) -> Result<(), Fault> {
    if entries.is_empty() {
        return Ok(());
    }
    let last = tx.audit_end().await?;
    let (mut no, mut hash) = last.map_or((0, NOTHING), |row| (row.no, row.hash));
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let entry = serde_json::to_string(entry).or(Err(Fault::Corrupt("audit entry")))?;
        no += 1;
        hash = seal(hash, no, &entry);
        rows.push(AuditRow { no, entry, hash });
    }
    tx.put_audit(&rows).await
}

fn seal(before: ContentHash, no: u64, entry: &str) -> ContentHash {
    let mut sha = Sha256::new();
    sha.update(before.0);
    sha.update(no.to_be_bytes());
    sha.update(entry);
    ContentHash(sha.finalize().into())
}
