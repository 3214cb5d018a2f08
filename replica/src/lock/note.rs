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

/// A share and how long it may still lie here, by the phone's clock (decision 0015).
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeptShare {
    pub(crate) share: [u8; 32],
    /// When it came, or somebody last tried to open with it.
    since: Moment,
    /// When it is over. What lies between the two is left, whatever the clock was set to since.
    until: Moment,
    /// What the server said the time was when it gave it: earlier than this it never is again. Rows from before
    /// decision 0015 do not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    floor: Option<Moment>,
}

/// A share as the server gives it.
#[derive(Clone, Copy)]
pub struct GivenShare {
    /// Mixed with the PIN.
    pub share: [u8; 32],
    /// How long it may lie here, in milliseconds: so long a phone can be without contact.
    pub keep_for: i64,
    /// The time by the server's clock, if it told.
    pub server_time: Option<Moment>,
}

/// A clock may be this much behind the server's last word before it is called wrong.
const TOLERANCE: i64 = moment::DAY;

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
            by_pin: Some(ByPin::of(key, &parts.given.share, pin)?),
            by_passkey: None,
            by_sign_in: Cipher::new(&parts.recovery).seal(BY_SIGN_IN, key.0.as_slice())?,
            share: Some(KeptShare::of(parts.given, now)),
            wrong: 0,
            last: now,
        })
    }

    /// Whether there is a share that can be used now, or why not. Looking at a clock decides nothing.
    pub(crate) fn usable_share(&self, now: Moment) -> Result<(), NoEntry> {
        let kept = self.share.as_ref().ok_or(NoEntry::WantsShare)?;
        match (kept.is_behind(now), kept.is_over(now)) {
            (true, _) => Err(NoEntry::ClockWrong),
            (false, true) => Err(NoEntry::WantsShare),
            (false, false) => Ok(()),
        }
    }

    /// Until when no PIN is taken, if somebody was wrong too often just now.
    pub(crate) fn closed_until(&self, now: Moment) -> Option<Moment> {
        let until = self.last.min(now).plus(pause(self.wrong));
        (until > now).then_some(until)
    }

    /// A pause that began by a clock which was ahead begins again where it was put right, so that it ends.
    pub(crate) fn follow_clock(&mut self, now: Moment) {
        self.last = self.last.min(now);
    }

    /// Begins to try a way in, or tells why not now; what it leaves behind counts either way. A guess counts as wrong
    /// until it was right: closing the app undoes nothing.
    pub(crate) fn attempt(
        &mut self,
        by: By<'_>,
        fresh: Option<[u8; 32]>,
        now: Moment,
    ) -> Result<(), NoEntry> {
        self.follow_clock(now);
        let is_guess = matches!(by, By::Pin(_));
        if !self.takes(by) {
            return Err(NoEntry::PinGone);
        }
        if let Some(until) = self.closed_until(now).filter(|_| is_guess) {
            return Err(NoEntry::ClosedUntil(until));
        }
        if fresh.is_none() {
            self.spend(now)?;
        }
        if is_guess {
            self.wrong = self.wrong.saturating_add(1);
            self.last = now;
        }
        Ok(())
    }

    /// The time since the last try is spent. What is spent is never won back, so a share that is over is let go of
    /// here: whoever tried knows the clock they tried at.
    fn spend(&mut self, now: Moment) -> Result<(), NoEntry> {
        let usable = self.usable_share(now);
        match &usable {
            Ok(()) => self.share.iter_mut().for_each(|kept| kept.spend(now)),
            Err(NoEntry::WantsShare) => self.share = None,
            Err(_) => {}
        }
        usable
    }

    /// The share that just came, or else the one that lies here.
    pub(crate) fn share_or(&self, fresh: Option<[u8; 32]>) -> Result<[u8; 32], NoEntry> {
        let kept = || self.share.as_ref().map(|kept| kept.share);
        fresh.or_else(kept).ok_or(NoEntry::WantsShare)
    }

    /// What an attempt leaves behind. Too many wrong guesses leave nothing that a PIN opens.
    pub(crate) fn tried(&mut self, was_right: bool) {
        if was_right {
            self.wrong = 0;
        } else if self.wrong >= MOST_WRONG {
            self.close();
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
    /// Where the phone's clock is behind the server's, the days count from the server's time: they are not spent by
    /// setting the clock right.
    pub(crate) fn of(given: GivenShare, now: Moment) -> Self {
        let GivenShare { share, keep_for, server_time: floor } = given;
        let since = floor.map_or(now, |floor| floor.max(now));
        Self { share, since, until: since.plus(keep_for), floor }
    }

    /// The clock says a time that is known to have passed.
    fn is_behind(&self, now: Moment) -> bool {
        self.floor.is_some_and(|floor| now.plus(TOLERANCE) < floor)
    }

    fn is_over(&self, now: Moment) -> bool {
        now >= self.until
    }

    /// A clock that went on takes from what is left; one that was put back takes nothing and gives nothing.
    fn spend(&mut self, now: Moment) {
        let put_back = self.since.0.saturating_sub(now.0).max(0);
        self.since = now;
        self.until = self.until.plus(-put_back);
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
