//! The seam for accounts: who may sign in, by what, and on which phones. What follows from that is in
//! `account`; the rest of the seam, and who else is told of a change, is as for records.

use std::future::Future;

use domain::id::{InstallationId, KommuneId, MedarbejderId, PasskeyId, SessionId};
use domain::{Day, Moment, Person};
use serde::{Deserialize, Serialize};

use super::{Fault, Installation};

/// What something secret is known by, which itself is nowhere: its SHA-256 where it is long, of a short code what
/// Argon2id makes of it.
pub type Fingerprint = [u8; 32];

/// How somebody came to be signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// At the demo's door.
    Demo,
    /// With a one-time code.
    Code,
    /// With a passkey.
    Passkey,
    /// By the sign-in of their own organisation.
    Oidc,
    /// By the phone, on its own: nobody showed who they are.
    Device,
}

/// Who is signed in where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionRow {
    pub id: SessionId,
    pub kommune: KommuneId,
    pub person: Person,
    pub how: How,
    /// On which phone, as far as is known.
    pub phone: Option<InstallationId>,
    /// That phone was revoked: it may hand in what it wrote, and nothing else.
    pub confined: bool,
    pub created: Moment,
    pub last_seen: Moment,
    /// The first moment it no longer holds, however much it is used.
    pub until: Moment,
}

/// A one-time code that waits to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRow {
    pub hash: Fingerprint,
    /// Whom it signs in.
    pub person: Person,
    pub made_by: Person,
    /// The first moment it is of no use.
    pub until: Moment,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    pub id: PasskeyId,
    /// The id that the authenticator gave it.
    pub credential: Vec<u8>,
    pub person: Person,
    /// The public key and its counter, as the library writes them.
    pub made: String,
    pub created: Moment,
    pub last_used: Option<Moment>,
}

/// Who somebody is to the organisation's own sign-in: the SHA-256 of which one it is, of the claim that tells
/// people apart there, and of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identity(pub Fingerprint);

/// Which colleague that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRow {
    pub identity: Identity,
    pub medarbejder: MedarbejderId,
    pub created: Moment,
    pub last_used: Option<Moment>,
}

/// A phone that was enrolled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Enrolment {
    pub installation: InstallationId,
    /// The server's share of the phone's key.
    pub share: [u8; 32],
    /// What opens the phone's copy when its PIN is forgotten.
    pub recovery: [u8; 32],
    /// Of what the phone signs in with.
    pub secret: Fingerprint,
    /// When somebody last signed in on it in person; [`Enrolment::VOID`] once its secret signs nobody in.
    pub signed_in: Moment,
}

/// What one person may ask for only so often a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Daily {
    /// Searching for somebody by name.
    Searches,
    /// Bringing along a case that was not on the phone.
    Cases,
    /// Coming with a phone that was never here before.
    Phones,
    /// Opening a case that nobody gave them.
    Noedadgange,
    /// Handing commands in, in kilobytes.
    Handed,
}

/// How often somebody asked for it on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyRow {
    pub person: Person,
    pub what: Daily,
    pub dag: Day,
    pub times: u32,
}

/// For so many days it is kept how often.
pub const DAILY_KEPT: i32 = 90;

/// What somebody shows who is not signed in.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    Code(&'a Fingerprint),
    Passkey(&'a [u8]),
    Device(&'a Fingerprint),
    Identity(&'a Identity),
}

/// Reading the accounts of one municipality.
pub trait ReadAccounts: Send {
    /// When somebody's account was ended, if it is.
    fn account_ended(
        &mut self,
        person: Person,
    ) -> impl Future<Output = Result<Option<Moment>, Fault>> + Send;

    /// Every phone that a session ever stood on.
    fn stood_on(
        &mut self,
        session: SessionId,
    ) -> impl Future<Output = Result<Vec<InstallationId>, Fault>> + Send;

    /// Every other phone that a session ever stood on which also stood on this one, though it be over.
    fn beside(
        &mut self,
        phone: InstallationId,
    ) -> impl Future<Output = Result<Vec<InstallationId>, Fault>> + Send;

    /// Somebody's sessions, oldest first; those that are over by time included.
    fn sessions_of(
        &mut self,
        person: Person,
    ) -> impl Future<Output = Result<Vec<SessionRow>, Fault>> + Send;

    /// Somebody's passkeys, oldest first.
    fn passkeys_of(
        &mut self,
        person: Person,
    ) -> impl Future<Output = Result<Vec<PasskeyRow>, Fault>> + Send;

    /// The passkey that the authenticator calls so.
    fn passkey(
        &mut self,
        credential: &[u8],
    ) -> impl Future<Output = Result<Option<PasskeyRow>, Fault>> + Send;

    /// Which colleague somebody is.
    fn link(
        &mut self,
        identity: Identity,
    ) -> impl Future<Output = Result<Option<LinkRow>, Fault>> + Send;

    /// Who a colleague is, if that was ever said.
    fn link_of(
        &mut self,
        medarbejder: MedarbejderId,
    ) -> impl Future<Output = Result<Option<LinkRow>, Fault>> + Send;

    /// The phones of one person, or of everybody, the last seen first.
    fn installations(
        &mut self,
        of: Option<Person>,
    ) -> impl Future<Output = Result<Vec<Installation>, Fault>> + Send;

    /// What was asked for since a day that has a bound by day, the newest first.
    fn daily(&mut self, since: Day) -> impl Future<Output = Result<Vec<DailyRow>, Fault>> + Send;

    /// How a phone is enrolled, if it is.
    fn enrolment(
        &mut self,
        id: InstallationId,
    ) -> impl Future<Output = Result<Option<Enrolment>, Fault>> + Send;
}

/// Writing to the accounts of one municipality.
pub trait WriteAccounts: ReadAccounts {
    /// Notes since when somebody's account is ended; `None` opens it again.
    fn put_account(
        &mut self,
        person: Person,
        ended: Option<Moment>,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Keeps a session under its token's fingerprint. The phone it is on joins those it ever stood on.
    fn put_session(
        &mut self,
        token: &Fingerprint,
        session: &SessionRow,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Forgets a session.
    fn drop_session(&mut self, id: SessionId) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Says that a session stood on whatever another stands or stood on.
    fn take_over(
        &mut self,
        of: SessionId,
        by: SessionId,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Lets every session that ever stood on a phone hand in what that phone wrote, and nothing else.
    fn confine(&mut self, phone: InstallationId) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Keeps a code in the place of any other that the person had.
    fn put_code(&mut self, code: &CodeRow) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Takes a code away and tells what it was. Of many who take it, one gets it.
    fn take_code(
        &mut self,
        hash: &Fingerprint,
    ) -> impl Future<Output = Result<Option<CodeRow>, Fault>> + Send;

    /// Forgets the code somebody has not used.
    fn drop_code(&mut self, person: Person) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Keeps a passkey, or what it is after it was used. [`Fault::Constraint`] if another has its name.
    fn put_passkey(&mut self, row: &PasskeyRow) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Forgets a passkey.
    fn drop_passkey(&mut self, id: PasskeyId) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Keeps which colleague somebody is, or that it was used. [`Fault::Constraint`] if they are another, or the
    /// colleague is somebody else.
    fn put_link(&mut self, row: &LinkRow) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Forgets who a colleague is.
    fn drop_link(
        &mut self,
        medarbejder: MedarbejderId,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Counts that somebody asks for so much more of what has a bound by day, and tells how much that is.
    fn count_daily(
        &mut self,
        person: Person,
        what: Daily,
        more: u32,
        dag: Day,
    ) -> impl Future<Output = Result<u32, Fault>> + Send;

    /// Keeps how a phone is enrolled.
    fn put_enrolment(&mut self, row: &Enrolment) -> impl Future<Output = Result<(), Fault>> + Send;
}

impl Daily {
    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Searches => "searches",
            Self::Cases => "cases",
            Self::Phones => "phones",
            Self::Noedadgange => "noedadgange",
            Self::Handed => "handed",
        }
    }
}

impl How {
    /// Every way.
    pub const ALL: [Self; 5] = [Self::Demo, Self::Code, Self::Passkey, Self::Oidc, Self::Device];

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Code => "code",
            Self::Passkey => "passkey",
            Self::Oidc => "oidc",
            Self::Device => "device",
        }
    }

    /// Somebody showed in person who they are.
    #[must_use]
    pub const fn in_person(self) -> bool {
        !matches!(self, Self::Device)
    }
}

impl Enrolment {
    /// Longer ago than any secret lasts. The secret stays known: by it a phone that is revoked later on still hands
    /// in and hears that it is to be wiped.
    pub const VOID: Moment = Moment(0);
}

/// Keys do not show themselves.
impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { installation, signed_in, .. } = self;
        write!(f, "Enrolment({installation}, {signed_in:?})")
    }
}
