//! What travels between a phone and the server: one request, one reply, one meaning (docs/protocol.md).
//! The phone's half of the work is in the `replica` crate, the server's in `server`'s exchange.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::digest::Digest;
use crate::envelope::{Sealed, Seq};
use crate::folder::Folder;
use crate::grant::{Access, Permit, Term};
use crate::id::{Epoch, InstallationId};
use crate::opslag::NewOpslag;
use crate::{Moment, Person, Rejection};

/// The version of this protocol.
pub const PROTOCOL: u32 = 1;
/// The most commands in one request.
pub const MAX_COMMANDS: usize = 200;
/// The longest request body, in bytes, unpacked.
pub const MAX_BODY: usize = 4 * 1024 * 1024;
/// The longest single command, in bytes.
pub const MAX_COMMAND: usize = 256 * 1024;
/// How deeply a request may nest.
pub const MAX_DEPTH: usize = 32;
/// About how many records a reply carries before it says `more`.
pub const PAGE: usize = 1_000;

/// Up: what the phone has written, and how far its copy reaches.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// The protocol's version.
    pub protocol: u32,
    /// The app's version.
    pub app: String,
    /// Which browser profile this is.
    pub installation: InstallationId,
    /// For whom.
    pub person: Person,
    /// The server state the cursor belongs to; none on the first exchange.
    pub epoch: Option<Epoch>,
    /// How far the copy reaches.
    pub cursor: Cursor,
    /// Commands in line, without a gap.
    pub commands: Vec<Sealed>,
    /// The first place in line the phone can still supply: what lies before it was acknowledged and let
    /// go of long ago.
    pub first_available: Seq,
    /// How many commands wait on the phone, these included.
    pub outbox_len: u32,
    /// When this was sent, by the phone's clock: lets the server measure its skew.
    pub sent_at: Moment,
    /// The digests of every folder are wanted, to find out which one differs.
    pub want_digests: bool,
    /// Look-ups that the server has not heard of, at most as many as commands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opslag: Vec<NewOpslag>,
    /// About how many records the reply is to carry at most, on a poor line fewer than [`PAGE`]. An older server does
    /// not look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// How far a phone's copy reaches: complete up to `no`, but for the folders that are `behind`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Everything up to and with this change number is here.
    pub no: u64,
    /// Folders whose copy reaches only up to their own number; 0 asks for the folder anew.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "known")]
    pub behind: BTreeMap<Folder, u64>,
}

/// Down: what became of the commands, and what has changed where.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reply {
    /// The protocol's version.
    pub protocol: u32,
    /// The server's version.
    pub server: String,
    /// The state of the server's database. Another than before: the server was restored.
    pub epoch: Epoch,
    /// What became of each command that was taken, in order.
    pub receipts: Vec<Receipt>,
    /// The place in line the server expects next. The phone sends from there.
    pub next_seq: Seq,
    /// What has changed, folder by folder.
    pub folders: Vec<FolderPage>,
    /// Folders that the person may no longer see. Names, as a newer server may know more kinds.
    pub leave: Vec<String>,
    /// How far the copy reaches when this reply has been stored.
    pub cursor: Cursor,
    /// There is more: ask again at once.
    pub more: bool,
    /// The server's time.
    pub server_time: Moment,
    /// After how many milliseconds to ask again if nothing else gives cause.
    pub next_after: u32,
    /// The fingerprint of all the person's folders as the server has them at `cursor`.
    pub digest: Digest,
    /// Each folder's own, when the request wanted them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digests: Option<BTreeMap<String, Digest>>,
    /// How many of the look-ups, from the first on, are done with. An older server takes none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub opslag: usize,
    /// The phone was revoked: it has handed in what it wrote and now clears the person's copy.
    #[serde(default, skip_serializing_if = "is_not")]
    pub wipe: bool,
}

impl Request {
    /// One that only hands in commands, from the first place in line on: of whoever keeps no copy, such as a page
    /// of the server or the set-up of a municipality.
    #[must_use]
    pub fn handing_in(
        commands: Vec<Sealed>,
        installation: InstallationId,
        person: Person,
        app: &str,
        sent_at: Moment,
    ) -> Self {
        Self {
            protocol: PROTOCOL,
            app: app.to_owned(),
            installation,
            person,
            epoch: None,
            cursor: Cursor::default(),
            commands,
            first_available: Seq(1),
            outbox_len: 0,
            sent_at,
            want_digests: false,
            opslag: Vec::new(),
            page: None,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_not(said: &bool) -> bool {
    !*said
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// What became of one command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its place in line.
    pub seq: Seq,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a command. Each is final but `Held`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Outcome {
    /// Carried out.
    Applied,
    /// Carried out though the access has ended since: "skrevet før overdragelsen".
    AppliedLate,
    /// Carried out, and some fields met other people's edits: see the conflicts.
    Merged,
    /// Not carried out.
    Refused {
        /// Why not.
        why: Rejection,
    },
    /// Not carried out, and kept on the server for somebody to look at.
    Quarantined {
        /// Why.
        why: Quarantine,
    },
    /// The server is too old to understand it, keeps it, and will be asked again.
    Held,
    /// Something that this version does not know: the server is newer. The phone keeps the text.
    #[serde(other)]
    Unknown,
}

/// Why a command was put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quarantine {
    /// It was written after the access had ended.
    AccessEnded,
    /// Its text is not an envelope, or its arguments do not fit its name.
    Unreadable,
    /// It is longer than any command may be.
    TooLarge,
    /// It names another person than the one who sends it.
    WrongPerson,
    /// The same identity was sent before with other content.
    IdentityReused,
    /// Deciding it failed on the server. It is a fault there, not on the phone.
    ServerFault,
    /// A reason that this version does not know.
    #[serde(other)]
    Unknown,
}

/// Changes in one folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FolderPage {
    /// The folder's name, as a newer server may know more kinds.
    pub folder: String,
    /// What the person may do in it and for how long.
    pub permit: Permit,
    /// The copy reaches up to here before this page. 0: the folder comes anew, and what the phone holds
    /// of it beyond what comes is gone once the folder is complete.
    pub after: u64,
    /// The changes, in the order of their numbers.
    pub changes: Vec<RecordChange>,
    /// Whether the folder is complete up to the cursor with this page.
    pub complete: bool,
}

/// One record that changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordChange {
    /// Its kind's code word; a newer server may know more.
    pub kind: String,
    /// The record's own id.
    pub id: Uuid,
    /// Its revision, rising with every change.
    pub rev: u64,
    /// Its document as stored; none if it was removed.
    pub doc: Option<Box<RawValue>>,
}

/// Why a whole request was not taken. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// Not a request at all.
    Malformed,
    /// Larger than a request may be.
    TooLarge,
    /// Nested more deeply than a request may be.
    TooDeep,
    /// More commands than one request may carry.
    TooManyCommands,
    /// The commands' places in line leave a gap.
    Gap,
    /// The app speaks an older protocol than the server supports. Update; nothing is lost.
    AppTooOld,
    /// The app speaks a newer protocol than the server. Wait; nothing is lost.
    ServerTooOld,
    /// Nobody is signed in. What is on the phone stays.
    SignedOut,
    /// Somebody else is signed in than the request is for.
    WrongPerson,
    /// The installation belongs to somebody else.
    ForeignInstallation,
    /// The installation was revoked: it gets nothing more, and hands in what it wrote.
    Revoked,
    /// There is no such thing, or not for whoever asks.
    NotFound,
    /// This wants a sign-in of the last minutes.
    NotFresh,
    /// So much of this there is for one person a day; tomorrow there is more.
    EnoughToday,
    /// The server cannot answer now; try again.
    Busy,
    /// A reason that this version does not know.
    #[serde(other)]
    Unknown,
}

impl From<Rejection> for Outcome {
    /// A command written after its access ended is put aside; any other no is a refusal.
    fn from(why: Rejection) -> Self {
        match why {
            Rejection::AccessEnded => Self::Quarantined { why: Quarantine::AccessEnded },
            why => Self::Refused { why },
        }
    }
}

impl Outcome {
    /// Whether the phone may stop offering the command.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Held)
    }

    /// Whether the person should look at it.
    #[must_use]
    pub const fn needs_attention(self) -> bool {
        matches!(self, Self::Refused { .. } | Self::Quarantined { .. } | Self::Unknown)
    }
}

impl FolderPage {
    /// A permit for reading that has no end, to start building a page from.
    #[must_use]
    pub fn empty(folder: Folder) -> Self {
        let permit = Permit { access: Access::Read, term: Term::from(Moment(0)) };
        let (folder, changes) = (folder.to_string(), Vec::new());
        Self { folder, permit, after: 0, changes, complete: true }
    }
}

/// Folders of a kind that this version does not know are passed over: it keeps no copy of them, and the
/// digests tell a later version that it lacks them.
fn known<'de, D: Deserializer<'de>>(input: D) -> Result<BTreeMap<Folder, u64>, D::Error> {
    let named = BTreeMap::<String, u64>::deserialize(input)?;
    Ok(named.into_iter().filter_map(|(name, no)| Some((name.parse().ok()?, no))).collect())
}

impl Cursor {
    /// How far the copy of one folder reaches.
    #[must_use]
    pub fn reaches(&self, folder: &Folder) -> u64 {
        self.behind.get(folder).copied().unwrap_or(self.no)
    }
}
