//! How somebody comes in, and on which phones: what stands on a young person's own account page, and what lies behind
//! it. Keys and fingerprints open things and tell of nobody: they are given to nobody. What was done with an account is
//! in the trail.

use domain::id::{InstallationId, PasskeyId};
use domain::{Moment, Person};
use serde::Serialize;

use crate::store::{Fault, How, Installation, PasskeyRow, Read, SessionRow};

/// An account.
#[derive(Debug, Serialize)]
pub struct Account {
    /// Since when it is ended, if it is.
    pub ended: Option<Moment>,
    /// Where they are signed in, or were until it was over by time.
    pub sessions: Vec<Session>,
    pub passkeys: Vec<Passkey>,
    pub phones: Vec<Phone>,
}

/// Being signed in.
#[derive(Debug, Serialize)]
pub struct Session {
    pub how: How,
    /// On which phone, as far as is known.
    pub phone: Option<InstallationId>,
    pub created: Moment,
    pub last_seen: Moment,
    pub until: Moment,
}

/// A passkey.
#[derive(Debug, Serialize)]
pub struct Passkey {
    pub id: PasskeyId,
    pub created: Moment,
    pub last_used: Option<Moment>,
}

/// A phone.
#[derive(Debug, Serialize)]
pub struct Phone {
    pub id: InstallationId,
    pub last_seen: Moment,
    /// How much it last said was waiting on it.
    pub waiting: u32,
    /// How far its clock was behind ours, in milliseconds.
    pub clock_behind: i64,
    /// Since when it gets nothing more, if it was closed.
    pub closed: Option<Moment>,
}

/// Somebody's account.
pub async fn load<R: Read>(tx: &mut R, person: Person) -> Result<Account, Fault> {
    let sessions = tx.sessions_of(person).await?;
    let passkeys = tx.passkeys_of(person).await?;
    let phones = tx.installations(Some(person)).await?;
    Ok(Account {
        ended: tx.account_ended(person).await?,
        sessions: sessions.into_iter().map(Session::from).collect(),
        passkeys: passkeys.into_iter().map(Passkey::from).collect(),
        phones: phones.into_iter().map(Phone::from).collect(),
    })
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        let SessionRow { how, phone, created, last_seen, until, .. } = row;
        Self { how, phone, created, last_seen, until }
    }
}

impl From<PasskeyRow> for Passkey {
    fn from(row: PasskeyRow) -> Self {
        let PasskeyRow { id, created, last_used, .. } = row;
        Self { id, created, last_used }
    }
}

impl From<Installation> for Phone {
    fn from(row: Installation) -> Self {
        let Installation { id, last_seen, outbox_len, skew, revoked, .. } = row;
        Self { id, last_seen, waiting: outbox_len, clock_behind: skew, closed: revoked }
    }
}
