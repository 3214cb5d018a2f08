//! Brakes on guessing: how often one address, and all together, may try something that was wrong. A try counts
//! before it is looked at and is taken back if it was right, so that a hundred at once are no way round. From where
//! somebody was right within a day, nobody is stopped by what goes on elsewhere. The same brakes, by person, bound
//! what somebody who is signed in may ask for. Kept in memory: a restart forgives, and several servers each count for
//! themselves.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::id::InstallationId;
use domain::moment::{DAY, HOUR, MINUTE};
use domain::{Moment, Person};

use super::address::Address;
use super::lines::Lines;
use crate::error::Problem;

/// The brakes there are.
#[derive(Debug)]
pub struct Limits {
    /// Wrong codes: five an address and minute, then a growing pause.
    pub codes: Brake,
    /// Passkeys that do not verify.
    pub passkeys: Brake,
    /// Phones with a wrong secret.
    pub devices: Brake,
    /// Cases that a manager names and that are not there.
    pub cases: Brake,
    /// Questions to an authenticator, each of which is kept for a while, unless it is answered rightly.
    pub questions: Brake,
    /// Names that somebody searches for: nobody goes through a municipality letter by letter.
    pub searches: Brake<Person>,
    /// Cases that somebody brings along, or tries to.
    pub brought: Brake<Person>,
    /// Exchanges of one person, on all their phones, and phones they enrol: far more than it takes to come back after a
    /// year. A phone that was shut out counts for itself.
    pub exchanges: Brake<(Person, Option<InstallationId>)>,
    /// Streams that one person holds open.
    pub lines: Lines,
}

/// One of them, by what it tells those who try apart.
#[derive(Debug)]
pub struct Brake<K = Address> {
    each: usize,
    all: usize,
    /// No pause is longer, in milliseconds.
    longest: i64,
    state: Mutex<State<K>>,
}

#[derive(Debug)]
struct State<K> {
    known: HashMap<K, Tries>,
    /// All tries of the last minute that were not taken back.
    recent: VecDeque<Moment>,
}

#[derive(Debug, Default)]
struct Tries {
    recent: Vec<Moment>,
    /// How often there was a pause: each is twice as long as the one before.
    pauses: u32,
    /// When the last of them began. A day later they are forgiven: behind one address may sit a whole school.
    paused: Option<Moment>,
    /// When somebody there was last right.
    right: Option<Moment>,
}

/// A try that may be made.
#[derive(Debug)]
#[must_use]
pub struct Try<'a, K: Copy + Eq + Hash = Address> {
    brake: &'a Brake<K>,
    from: K,
    at: Moment,
}

/// More of them than this are not told apart for long.
const KNOWN: usize = 10_000;

impl Default for Limits {
    fn default() -> Self {
        Self {
            codes: Brake::new(5, 60),
            passkeys: Brake::new(20, 300),
            devices: Brake::new(20, 300),
            cases: Brake::new(5, 60),
            questions: Brake::new(120, 1_200),
            searches: Brake::new(30, usize::MAX),
            brought: Brake::new(120, usize::MAX),
            exchanges: Brake::steady(600),
            lines: Lines::default(),
        }
    }
}

impl<K: Copy + Eq + Hash> Brake<K> {
    fn new(each: usize, all: usize) -> Self {
        let state = State { known: HashMap::new(), recent: VecDeque::new() };
        Self { each, all, longest: HOUR, state: Mutex::new(state) }
    }

    /// One whose pauses do not grow: for what nobody guesses at.
    fn steady(each: usize) -> Self {
        Self { longest: MINUTE, ..Self::new(each, usize::MAX) }
    }

    /// A try, or how long to wait for one.
    pub fn admit(&self, from: K, now: Moment) -> Result<Try<'_, K>, Problem> {
        let mut state = self.state();
        state.forget(now);
        let is_known = state.known.get(&from).is_some_and(|tries| tries.are_known(now));
        let full = !is_known && state.recent.len() >= self.all;
        if let Some(oldest) = state.recent.front().filter(|_| full) {
            return Err(wait(oldest.plus(MINUTE), now));
        }
        let tries = state.known.entry(from).or_default();
        tries.forget(now);
        if let Some(last) = tries.recent.last().filter(|_| tries.recent.len() >= self.each) {
            tries.paused = Some(*last);
            tries.pauses += 1;
            tries.recent.clear();
        }
        if let Some(until) = tries.until(self.longest).filter(|until| now < *until) {
            return Err(wait(until, now));
        }
        tries.recent.push(now);
        state.recent.push_back(now);
        Ok(Try { brake: self, from, at: now })
    }

    /// Somebody was right there, in answer to a try of the last minute; to which, is not known.
    pub fn was_answered(&self, from: K, now: Moment) {
        let last = self.state().known.get(&from).and_then(|tries| tries.recent.last().copied());
        self.take_back(from, last.unwrap_or(now), now);
    }

    fn take_back(&self, from: K, at: Moment, now: Moment) {
        let mut state = self.state();
        let tries = state.known.entry(from).or_default();
        tries.right = Some(now);
        if let Some(place) = tries.recent.iter().rposition(|one| *one == at) {
            tries.recent.remove(place);
        }
        if let Some(place) = state.recent.iter().rposition(|one| *one == at) {
            state.recent.remove(place);
        }
    }

    fn state(&self) -> MutexGuard<'_, State<K>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Copy + Eq + Hash> State<K> {
    fn forget(&mut self, now: Moment) {
        while self.recent.front().is_some_and(|at| at.plus(MINUTE) <= now) {
            self.recent.pop_front();
        }
        if self.known.len() >= KNOWN {
            self.known.retain(|_, tries| {
                tries.forget(now);
                tries.paused.is_some() || tries.are_remembered(now)
            });
        }
        if self.known.len() >= KNOWN {
            self.known.retain(|_, tries| tries.are_remembered(now));
        }
    }
}

impl Tries {
    fn forget(&mut self, now: Moment) {
        self.recent.retain(|at| now < at.plus(MINUTE));
        if self.paused.is_some_and(|began| began.plus(DAY) <= now) {
            (self.paused, self.pauses) = (None, 0);
        }
    }

    /// A stranger who comes from ever new addresses does not make anybody forgotten who was right.
    fn are_remembered(&self, now: Moment) -> bool {
        let stopped = self.until(HOUR).is_some_and(|until| now < until);
        !self.recent.is_empty() || stopped || self.are_known(now)
    }

    fn are_known(&self, now: Moment) -> bool {
        self.right.is_some_and(|right| now < right.plus(DAY))
    }

    fn until(&self, longest: i64) -> Option<Moment> {
        self.paused.map(|began| began.plus(pause(self.pauses).min(longest)))
    }
}

impl<K: Copy + Eq + Hash> Try<'_, K> {
    /// It was right: it does not count.
    pub fn was_right(self) {
        self.brake.take_back(self.from, self.at, self.at);
    }
}

/// A minute, then twice as long each time, an hour at most.
fn pause(pauses: u32) -> i64 {
    let doubled = pauses.saturating_sub(1).min(6);
    MINUTE.saturating_mul(1_i64.checked_shl(doubled).unwrap_or(1)).min(HOUR)
}

fn wait(until: Moment, now: Moment) -> Problem {
    let seconds = until.0.saturating_sub(now.0).div_euclid(1_000) + 1;
    Problem::TooMany(u64::try_from(seconds).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn from(last: u8) -> Address {
        IpAddr::from([10, 0, 0, last]).into()
    }

    fn reached(brake: &Brake, address: Address, now: Moment) -> bool {
        brake.admit(address, now).is_ok()
    }

    #[test]
    fn the_pause_grows_and_others_do_not_pay_for_it() {
        let brake = Brake::new(5, 60);
        let tries: Vec<i64> =
            (0..1_000).filter(|second| reached(&brake, from(1), Moment(second * 1_000))).collect();
        assert_eq!(tries.len(), 25, "a thousand tries, one a second: {tries:?}");
        assert_eq!(tries[..11], [0, 1, 2, 3, 4, 64, 65, 66, 67, 68, 188]);
        assert!(reached(&brake, from(2), Moment(1_000_000)));
    }

    #[test]
    fn where_nobody_guesses_the_pause_stays_a_minute() {
        let brake = Brake::steady(5);
        for minute in 0..10 {
            let now = Moment(minute * 2 * MINUTE);
            assert_eq!((0..9).filter(|_| reached(&brake, from(1), now)).count(), 5, "{minute}");
            assert!(!reached(&brake, from(1), now.plus(MINUTE - 1)));
        }
    }

    #[test]
    fn what_was_right_does_not_count() {
        let brake = Brake::new(5, 60);
        for _ in 0..1_000 {
            brake.admit(from(1), Moment(0)).unwrap().was_right();
        }
        assert!(reached(&brake, from(1), Moment(0)));
    }

    #[test]
    fn many_addresses_meet_the_ceiling_and_a_minute_lifts_it() {
        let brake = Brake::new(5, 60);
        let at_once = (0..=255).filter(|last| reached(&brake, from(*last), Moment(0))).count();
        assert_eq!(at_once, 60);
        assert!(reached(&brake, from(1), Moment(MINUTE)));
    }

    #[test]
    fn a_school_that_mistypes_every_day_waits_a_minute_every_day() {
        let brake = Brake::new(5, 60);
        for day in (0..30).map(|day| Moment(day * DAY)) {
            assert_eq!((0..9).filter(|_| reached(&brake, from(1), day)).count(), 5, "{day:?}");
            assert!(!reached(&brake, from(1), day.plus(MINUTE - 1)));
            assert!(reached(&brake, from(1), day.plus(MINUTE)), "{day:?}");
        }
    }

    #[test]
    fn a_stranger_with_many_addresses_shuts_out_nobody_who_was_right_within_a_day() {
        let brake = Brake::new(5, 60);
        brake.admit(from(1), Moment(0)).unwrap().was_right();
        // A line of IPv6 each, as many as are told apart and more, over half a day.
        let other =
            |number: u16| Address::from(IpAddr::from([0x2001, 0xdb8, 7, number, 0, 0, 0, 0]));
        for number in 0..20_000 {
            let _ = reached(&brake, other(number), Moment(i64::from(number) * 2_000));
        }
        for (now, tries) in [(Moment(DAY / 2), 5), (Moment(DAY), 0)] {
            let at_once = (20_000..20_100).filter(|number| reached(&brake, other(*number), now));
            assert_eq!(at_once.count(), 60, "the ceiling is reached");
            let own = (0..9).filter(|_| reached(&brake, from(1), now)).count();
            assert_eq!(own, tries, "its own limit holds, and after a day it is as any other");
        }
    }

    #[test]
    fn a_question_that_was_answered_does_not_count() {
        let brake = Brake::new(5, 60);
        for _ in 0..1_000 {
            assert!(reached(&brake, from(1), Moment(0)));
            brake.was_answered(from(1), Moment(1_000));
        }
    }
}
