//! What is written down of a lock, the one row that is not sealed: whose copy it is, the data key wrapped once for
//! each way in, the server's share as long as it may be kept, and how often somebody was wrong. What a wrong guess
//! costs is here.

use domain::{Moment, moment};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::cipher::{Cipher, Secret};
use super::passkey::ByPasskey;
use super::pin::{Cost, Pin, Salt};
use super::{By, DataKey, NoEntry, Parts};
use crate::replica::Identity;

/// The row.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct LockNote {
    /// Whose copy this is, on which installation.
    pub(crate) identity: Identity,
    /// The data key, for whoever knows the PIN; none after too many wrong ones.
    pub(crate) by_pin: Option<ByPin>,
    /// The data key, for whoever has the phone's own passkey; never without the PIN's. Notes from before there were
    /// passkeys do not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by_passkey: Option<ByPasskey>,
    /// The data key, for whoever signs in anew.
    by_sign_in: Vec<u8>,
    /// The server's part of the PIN's key.
    pub(crate) share: Option<KeptShare>,
    /// Wrong PINs in a row.
    pub(crate) wrong: u32,
    /// When the last of them was tried.
    last: Moment,
}

/// The data key under a PIN and a share.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ByPin {
    salt: Salt,
    cost: Cost,
    sealed: Vec<u8>,
}

/// A share and until when it may lie here.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeptShare {
    pub(crate) share: [u8; 32],
    /// When it came, or was last used: a clock that is put back behind this does not keep it longer.
    since: Moment,
    until: Moment,
}

/// After so many wrong PINs in a row the PIN opens nothing any more.
pub const MOST_WRONG: u32 = 10;

const BY_PIN: &[u8] = b"lock by pin";
const BY_SIGN_IN: &[u8] = b"lock by sign-in";

impl LockNote {
    /// A lock for this key.
    pub(crate) fn new(
        identity: Identity,
        key: &DataKey,
        parts: &Parts,
        pin: (&Pin, Salt, Cost),
        now: Moment,
    ) -> Option<Self> {
        Some(Self {
            identity,
            by_pin: Some(ByPin::of(key, &parts.share, pin)?),
            by_passkey: None,
            by_sign_in: Cipher::new(&parts.recovery).seal(BY_SIGN_IN, key.0.as_slice())?,
            share: Some(KeptShare::of(parts.share, parts.keep_for, now)),
            wrong: 0,
            last: now,
        })
    }

    /// Lets go of a share that has been here long enough.
    pub(crate) fn let_go(&mut self, now: Moment) {
        self.share.take_if(|kept| kept.is_over(now));
    }

    /// Until when no PIN is taken, if somebody was wrong too often just now.
    pub(crate) fn closed_until(&self, now: Moment) -> Option<Moment> {
        // A clock that was put back does not make the pause longer than it is.
        let until = self.last.min(now).plus(pause(self.wrong));
        (until > now).then_some(until)
    }

    /// Begins to try a way in, or tells why not now. A guess counts as wrong until it was right: closing the app undoes
    /// nothing.
    pub(crate) fn attempt(
        &mut self,
        by: By<'_>,
        fresh: Option<[u8; 32]>,
        now: Moment,
    ) -> Result<(), NoEntry> {
        self.let_go(now);
        let is_guess = matches!(by, By::Pin(_));
        if !self.takes(by) {
            return Err(NoEntry::PinGone);
        }
        if let Some(until) = self.closed_until(now).filter(|_| is_guess) {
            return Err(NoEntry::ClosedUntil(until));
        }
        self.share_or(fresh)?;
        if is_guess {
            self.wrong = self.wrong.saturating_add(1);
            self.last = now;
            self.use_share(now);
        }
        Ok(())
    }

    /// The share that just came, or else the one that lies here.
    pub(crate) fn share_or(&self, fresh: Option<[u8; 32]>) -> Result<[u8; 32], NoEntry> {
        let kept = || self.share.as_ref().map(|kept| kept.share);
        fresh.or_else(kept).ok_or(NoEntry::WantsShare)
    }

    /// What an attempt leaves behind. Too many wrong guesses leave nothing that a PIN opens.
    pub(crate) fn tried(&mut self, was_right: bool, now: Moment) {
        if was_right {
            self.wrong = 0;
            self.use_share(now);
        } else if self.wrong >= MOST_WRONG {
            self.close();
        }
    }

    /// The days until now are spent.
    fn use_share(&mut self, now: Moment) {
        if let Some(kept) = &mut self.share {
            kept.since = kept.since.max(now);
        }
    }

    /// Too many were wrong: only signing in anew opens it from now on.
    fn close(&mut self) {
        self.by_pin = None;
        self.by_passkey = None;
    }

    /// Whether too many were wrong, also where the app was closed before that was written down.
    fn is_closed(&self) -> bool {
        self.by_pin.is_none() || self.wrong >= MOST_WRONG
    }

    /// Whether it opens to anybody this way.
    pub(crate) fn takes(&self, by: By<'_>) -> bool {
        match by {
            By::Pin(_) => !self.is_closed(),
            By::Passkey(_) => self.passkey().is_some(),
        }
    }

    /// The passkey that opens it.
    pub(crate) fn passkey(&self) -> Option<&ByPasskey> {
        self.by_passkey.as_ref().filter(|_| !self.is_closed())
    }

    /// What that opens.
    pub(crate) fn open(&self, by: By<'_>, share: &[u8; 32]) -> Option<DataKey> {
        let key = match by {
            By::Pin(pin) => {
                let by_pin = self.by_pin.as_ref()?;
                let under = Cipher::new(&*pin.key(&by_pin.salt, by_pin.cost, share)?);
                under.open(BY_PIN, &by_pin.sealed)?
            }
            By::Passkey(answer) => self.passkey()?.open(answer, share)?,
        };
        data_key(key)
    }

    /// What somebody who has signed in anew opens.
    pub(crate) fn recover(&self, recovery: &[u8; 32]) -> Option<DataKey> {
        data_key(Cipher::new(recovery).open(BY_SIGN_IN, &self.by_sign_in)?)
    }
}

impl ByPin {
    fn of(key: &DataKey, share: &[u8; 32], pin: (&Pin, Salt, Cost)) -> Option<Self> {
        let (pin, salt, cost) = pin;
        let under = Cipher::new(&*pin.key(&salt, cost, share)?);
        Some(Self { salt, cost, sealed: under.seal(BY_PIN, key.0.as_slice())? })
    }
}

impl KeptShare {
    pub(crate) fn of(share: [u8; 32], keep_for: i64, now: Moment) -> Self {
        Self { share, since: now, until: now.plus(keep_for) }
    }

    fn is_over(&self, now: Moment) -> bool {
        now >= self.until || now.plus(moment::DAY) < self.since
    }
}

/// How long nothing is taken after so many wrong ones, in milliseconds.
const fn pause(wrong: u32) -> i64 {
    match wrong {
        0..=4 => 0,
        5 => 30 * 1_000,
        6 => moment::MINUTE,
        7 => 5 * moment::MINUTE,
        8 => 15 * moment::MINUTE,
        _ => moment::HOUR,
    }
}

fn data_key(bytes: Vec<u8>) -> Option<DataKey> {
    let bytes = Zeroizing::new(bytes);
    let key: [u8; 32] = bytes.as_slice().try_into().ok()?;
    Some(DataKey(Secret::new(key)))
}
