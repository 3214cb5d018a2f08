//! What opens a copy. Everything at rest is sealed with a data key, which lies here wrapped twice: under a PIN mixed
//! with a share that the server gives and that may be kept for some days, so that it opens with no network; and
//! under a key that the server gives only to somebody who has just signed in, so that a forgotten PIN loses
//! nothing. A passkey of the phone's own can stand beside the PIN (`passkey`). How the row is read and written beside
//! other tabs is in `row`, what is sealed how in `store/locked`; what this protects against is in docs/security.md.

pub(crate) mod cipher;
mod note;
mod passkey;
mod pin;
mod row;

use std::cell::Cell;
use std::fmt;

use domain::Moment;
use domain::id::InstallationId;

pub use note::{GivenShare, MOST_WRONG};
pub use passkey::{Answer, NewPasskey, Passkey, PasskeySalt};
pub(crate) use pin::stretch;
pub use pin::{Cost, Pin, PinFault, Salt};

use self::cipher::Secret;
use self::note::{KeptShare, LockNote};
use crate::replica::Identity;
use crate::store::locked::Locked;
use crate::store::{Store, StoreError, Written};

/// The lock of a store.
#[derive(Clone, Debug)]
pub struct Lock<S> {
    store: S,
}

/// The key of everything at rest. Whoever holds it has opened the lock.
#[derive(Clone)]
pub struct DataKey(pub(crate) Secret);

/// What somebody opens it by.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// What they remember.
    Pin(&'a Pin),
    /// What the phone's own passkey answered.
    Passkey(&'a Answer),
}

/// What the server gives to somebody who has just signed in on an installation.
#[derive(Clone)]
pub struct Parts {
    /// Mixed with the PIN.
    pub given: GivenShare,
    /// Opens without the PIN. Never written down on the phone.
    pub recovery: [u8; 32],
}

/// How a lock stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is none yet. What lies here in clear, from before there were locks, is this installation's.
    Unset {
        /// Which, if any.
        installation: Option<InstallationId>,
    },
    /// It is shut.
    Shut(Shut),
}

/// A lock that is shut, and what can be told without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shut {
    /// Whose copy lies behind it.
    pub identity: Identity,
    /// How many more wrong PINs it takes; at none the PIN opens nothing and only signing in anew does.
    pub left: u32,
    /// No PIN is taken before this.
    pub closed_until: Option<Moment>,
    /// The server must give its share again before a PIN can open it, as far as the clock can be believed.
    pub wants_share: bool,
    /// The clock says a time that is known to have passed: nothing opens with no network until it is set right.
    pub clock_wrong: bool,
    /// The phone's own passkey opens it too.
    pub has_passkey: bool,
    /// How many commands lie behind it that were not sent.
    pub unsent: usize,
}

/// Why a lock stays shut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEntry {
    /// That was not it.
    Wrong,
    /// Too many were wrong just now.
    ClosedUntil(Moment),
    /// The server's share is not here.
    WantsShare,
    /// The phone's clock says a time that is known to have passed. Nothing was let go of.
    ClockWrong,
    /// Too many were wrong: only signing in anew opens it.
    PinGone,
    /// Another tab was faster, or there is no lock.
    Moved,
    /// The store failed.
    Store(StoreError),
}

impl DataKey {
    /// From chance.
    #[must_use]
    pub fn new(chance: [u8; 32]) -> Self {
        Self(Secret::new(chance))
    }
}

impl<S: Store + Clone> Lock<S> {
    /// The lock of this store, which must not be a sealed one.
    pub const fn of(store: S) -> Self {
        Self { store }
    }

    /// How it stands, by a clock that may be wrong: looking lets go of nothing.
    pub async fn standing(&self, now: Moment) -> Result<Standing, StoreError> {
        let Some((mut note, says)) = self.found().await? else {
            return Ok(Standing::Unset { installation: self.in_clear().await? });
        };
        note.follow_clock(now);
        // Where another tab was faster, it has looked at the clock too; a phone that can store nothing still opens.
        drop(self.keep(&note, says).await);
        let share = note.usable_share(now);
        Ok(Standing::Shut(Shut {
            identity: note.identity,
            left: note.by_pin.as_ref().map_or(0, |_| MOST_WRONG.saturating_sub(note.wrong)),
            closed_until: note.closed_until(now),
            wants_share: share == Err(NoEntry::WantsShare),
            clock_wrong: share == Err(NoEntry::ClockWrong),
            has_passkey: note.passkey().is_some(),
            unsent: self.unsent().await?,
        }))
    }

    /// Sets a PIN for somebody who has signed in, the first time or anew. The first time, what lies here in clear is
    /// sealed in the same step; anew, whatever else opened it does so no more.
    pub async fn set(
        &self,
        identity: Identity,
        key: &DataKey,
        parts: &Parts,
        pin: (&Pin, Salt, Cost),
        now: Moment,
    ) -> Result<Locked<S>, NoEntry> {
        let note = LockNote::new(identity, key, parts, pin, now).ok_or(NoEntry::Moved)?;
        let locked = Locked::new(self.store.clone(), key);
        let known = self.found().await?.filter(|(known, _)| known.identity == identity);
        let written = match known {
            Some((_, says)) => self.keep(&note, says).await?,
            None => self.claim(&note, &locked).await?,
        };
        match written {
            Written::Done => Ok(locked),
            Written::GuardFailed => Err(NoEntry::Moved),
        }
    }

    /// Tries a PIN or what a passkey answered, with the share that lies here or one that just came. A PIN is counted
    /// before it is looked at. Nobody guesses what a passkey answers: a wrong one counts for nothing, and the pauses
    /// after wrong PINs do not hold it up.
    pub async fn open(
        &self,
        by: By<'_>,
        fresh: Option<[u8; 32]>,
        now: Moment,
    ) -> Result<DataKey, NoEntry> {
        let may = Cell::new(Ok(()));
        let attempt = |note: &mut LockNote| {
            may.set(note.attempt(by, fresh, now));
            Ok(())
        };
        let note = self.change(&attempt).await?;
        may.into_inner()?;
        let opened = note.open(by, &note.share_or(fresh)?);
        let right = opened.is_some();
        let tried = |note: &mut LockNote| {
            note.tried(right);
            Ok(())
        };
        let note = self.change(&tried).await?;
        opened.ok_or(if note.takes(by) { NoEntry::Wrong } else { NoEntry::PinGone })
    }

    /// Opens it for somebody who has just signed in, whom the server gave this.
    pub async fn recover(&self, recovery: &[u8; 32]) -> Result<DataKey, NoEntry> {
        let note = self.note().await?.ok_or(NoEntry::Moved)?;
        note.recover(recovery).ok_or(NoEntry::Wrong)
    }

    /// The server gave its share again: it may lie here anew for as long as it says.
    pub async fn keep_share(&self, given: GivenShare, now: Moment) -> Result<(), NoEntry> {
        let kept = KeptShare::of(given, now);
        let put = |note: &mut LockNote| {
            note.share = Some(kept.clone());
            Ok(())
        };
        self.change(&put).await.map(drop)
    }
}

impl From<StoreError> for NoEntry {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey")
    }
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Parts")
    }
}
