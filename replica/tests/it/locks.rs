//! What the stories of the lock begin with: whose it is, its PIN, and ways to try it.

use domain::id::{InstallationId, KommuneId};
use domain::{Moment, Person, moment};
use replica::Identity;
use replica::lock::{
    By, Cost, DataKey, GivenShare, Lock, MOST_WRONG, NoEntry, Parts, Pin, Salt, Shut, Standing,
};
use replica::store::locked::Locked;
use replica::store::{Batch, Durability, Store, Table, Written};
use uuid::Uuid;

use crate::harness::block_on;

pub(crate) const NOW: Moment = Moment(1_800_000_000_000);
pub(crate) const CHEAP: Cost = Cost { kib: 8, passes: 1 };
pub(crate) const SALT: Salt = [3; 16];
pub(crate) const KEEP_FOR: i64 = 14 * moment::DAY;
pub(crate) const KEY: [u8; 32] = [9; 32];

pub(crate) fn identity() -> Identity {
    let kommune = KommuneId(Uuid::from_u128(7));
    Identity { installation: InstallationId(Uuid::from_u128(1)), person: Person::System, kommune }
}

pub(crate) fn parts() -> Parts {
    Parts { given: given_at(NOW), recovery: [2; 32] }
}

/// The share as the server gives it at this time of its own.
pub(crate) fn given_at(server_time: Moment) -> GivenShare {
    GivenShare { share: [1; 32], keep_for: KEEP_FOR, server_time: Some(server_time) }
}

pub(crate) fn pin(digits: &str) -> Pin {
    Pin::read(digits).expect("digits")
}

pub(crate) fn set<S: Store + Clone>(lock: &Lock<S>, digits: &str) -> Result<Locked<S>, NoEntry> {
    set_at(lock, digits, NOW)
}

pub(crate) fn set_at<S: Store + Clone>(
    lock: &Lock<S>,
    digits: &str,
    now: Moment,
) -> Result<Locked<S>, NoEntry> {
    let key = DataKey::new(KEY);
    block_on(lock.set(identity(), &key, &parts(), (&pin(digits), SALT, CHEAP), now))
}

pub(crate) fn open<S: Store + Clone>(
    lock: &Lock<S>,
    digits: &str,
    now: Moment,
) -> Result<DataKey, NoEntry> {
    block_on(lock.open(By::Pin(&pin(digits)), None, now))
}

pub(crate) fn shut<S: Store + Clone>(lock: &Lock<S>, now: Moment) -> Shut {
    match block_on(lock.standing(now)) {
        Ok(Standing::Shut(shut)) => shut,
        other => panic!("{other:?}"),
    }
}

/// Ten wrong ones, each after its pause; when the last of them was tried.
pub(crate) fn wrong_until_it_is_gone<S: Store + Clone>(lock: &Lock<S>) -> Moment {
    let mut now = NOW;
    for _ in 0..MOST_WRONG {
        now = shut(lock, now).closed_until.unwrap_or(now);
        assert!(open(lock, "111111", now).is_err());
    }
    now
}

pub(crate) fn put(store: &impl Store, table: Table, key: &str, value: &str) {
    let mut batch = Batch::new(Durability::Strict);
    batch.put(table, key, value.as_bytes().to_vec());
    assert_eq!(block_on(store.write(batch)), Ok(Written::Done));
}
