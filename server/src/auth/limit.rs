//! Brakes on guessing: how often one browser, one address, and all together may try something that was wrong. A try
//! counts before it is looked at and is taken back if it was right, so that a hundred at once are no way round. Behind one
//! address may sit a whole school: where browsers show which they are (`browser`), one is not stopped by another, and one
//! in which somebody was right before is not stopped by what goes on elsewhere. The same brakes, by person, bound what
//! somebody who is signed in may ask for in a minute. Kept in memory: a restart forgives, and several servers each count
//! for themselves. What there is in a day is in `exchange::daily`.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::id::InstallationId;
use domain::moment::{DAY, HOUR, MINUTE};
use domain::{Moment, Person};

use super::address::Address;
use super::browser::Source;
use super::lines::Lines;
use crate::error::Problem;

/// The brakes there are.
#[derive(Debug)]
pub struct Limits {
    /// Wrong codes.
    pub codes: Guesses,
    /// Passkeys that do not verify.
    pub passkeys: Guesses,
    /// Journeys to the organisation's own sign-in, each of which is kept for a while, unless somebody comes back from it.
    pub journeys: Guesses,
    /// Wrong secrets of phones. They are too long to guess, so a right one is never stopped by wrong ones.
    pub devices: Brake,
    /// How often one phone signs in by its secret.
    pub phones: Brake<InstallationId>,
    /// Cases that a manager names and that are not there.
    pub cases: Brake<Person>,
    /// Names that somebody searches for: nobody goes through a municipality letter by letter.
    pub searches: Brake<Person>,
    /// Cases that somebody brings along, or tries to.
    pub brought: Brake<Person>,
    /// Exchanges of one person, on all their phones, and phones they enrol: far more than it takes to come back after a
    /// year. A phone that was shut out counts for itself.
    pub exchanges: Brake<(Person, Option<InstallationId>)>,
    /// Access requests that one person has gathered, to read in either language and as a file: each walks through the whole log.
    pub indsigt: Spells<(Person, Indsigtsform)>,
    /// Apps that stopped and tell where.
    pub faults: Brake,
    /// Streams that one person holds open.
    pub lines: Lines,
}

/// A brake on what anybody may guess at. Who shows no browser counts by address, strictly; who does, by browser. As a new
/// browser costs nothing, those at one address in which nobody was ever right have an end together, too: a high one that
/// is lifted after a minute.
#[derive(Debug)]
pub struct Guesses {
    own: Brake<Whose>,
    place: Brake,
}

/// Whose count it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Whose {
    Browser([u8; 16]),
    Address(Address),
}

/// A guess that may be made.
#[derive(Debug)]
#[must_use]
pub struct Guess<'a> {
    own: Try<'a, Whose>,
    place: Option<Try<'a>>,
}

/// As what an access request is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Indsigtsform {
    /// To read and to print, in Danish.
    Page,
    /// The same in English.
    English,
    /// For another program.
    File,
}

/// What anybody may have once in a spell of time.
#[derive(Debug)]
pub struct Spells<K> {
    /// In milliseconds.
    lasts: i64,
    last: Mutex<HashMap<K, Moment>>,
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
            codes: Guesses::new(5, 60, 300),
            passkeys: Guesses::new(20, 300, 1_200),
            journeys: Guesses::new(120, 1_200, 1_200),
            devices: Brake::steady(20),
            phones: Brake::steady(30),
            cases: Brake::new(5, usize::MAX),
            searches: Brake::new(30, usize::MAX),
            brought: Brake::new(120, usize::MAX),
            exchanges: Brake::steady(600),
            indsigt: Spells::new(10 * MINUTE),
            faults: Brake { all: 60, ..Brake::steady(10) },
            lines: Lines::default(),
        }
    }
}

impl<K: Eq + Hash> Spells<K> {
    fn new(lasts: i64) -> Self {
        Self { lasts, last: Mutex::default() }
    }

    /// Begins a spell, or tells how long the one before still lasts.
    pub fn begin(&self, whose: K, now: Moment) -> Result<(), Problem> {
        let mut last = self.last();
        last.retain(|_, began| *began <= now && now < began.plus(self.lasts));
        match last.entry(whose) {
            Entry::Occupied(began) => Err(wait(began.get().plus(self.lasts), now)),
            Entry::Vacant(free) => {
                free.insert(now);
                Ok(())
            }
        }
    }

    /// Nothing came of it: it may be begun again.
    pub fn forgive(&self, whose: &K) {
        self.last().remove(whose);
    }

    fn last(&self) -> MutexGuard<'_, HashMap<K, Moment>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guesses {
    fn new(each: usize, place: usize, all: usize) -> Self {
        Self { own: Brake::new(each, all), place: Brake::steady(place) }
    }

    /// A guess, or how long to wait for one.
    pub fn admit(&self, from: &Source, now: Moment) -> Result<Guess<'_>, Problem> {
        let is_known = from.browser.is_some_and(|browser| browser.was_right);
        let place = match from.browser {
            Some(_) if !is_known => Some(self.place.admit(from.address, now)?),
            _ => None,
        };
        match self.own.admit_known(Whose::of(from), is_known, now) {
            Ok(own) => Ok(Guess { own, place }),
            Err(wait) => {
                if let Some(place) = place {
                    place.was_none();
                }
                Err(wait)
            }
        }
    }

    /// Somebody was right there, in answer to a try of the last minute; to which, is not known.
    pub fn was_answered(&self, from: &Source, now: Moment) {
        self.own.was_answered(Whose::of(from), now);
        self.place.was_answered(from.address, now);
    }
}

impl Whose {
    fn of(from: &Source) -> Self {
        from.browser.map_or(Self::Address(from.address), |browser| Self::Browser(browser.number))
    }
}

impl Guess<'_> {
    /// It was right: it does not count.
    pub fn was_right(self) {
        self.own.was_right();
        if let Some(place) = self.place {
            place.was_none();
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
        self.admit_known(from, false, now)
    }

    /// The same for somebody who may show that they were right before.
    fn admit_known(&self, from: K, shown: bool, now: Moment) -> Result<Try<'_, K>, Problem> {
        let mut state = self.state();
        state.forget(now);
        let is_known = shown || state.known.get(&from).is_some_and(|tries| tries.are_known(now));
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

    fn was_answered(&self, from: K, now: Moment) {
        let last = self.state().known.get(&from).and_then(|tries| tries.recent.last().copied());
        self.take_back(from, last.unwrap_or(now), Some(now));
    }

    fn take_back(&self, from: K, at: Moment, right: Option<Moment>) {
        let mut state = self.state();
        let tries = state.known.entry(from).or_default();
        tries.right = right.or(tries.right);
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
        self.recent.retain(|at| is_recent(*at, now));
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
        self.recent.retain(|at| is_recent(*at, now));
        if self.paused.is_some_and(|began| began > now || began.plus(DAY) <= now) {
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
        self.brake.take_back(self.from, self.at, Some(self.at));
    }

    /// It was not made after all.
    fn was_none(self) {
        self.brake.take_back(self.from, self.at, None);
    }
}

/// Within a minute. What was tried while the clock stood ahead is forgiven once it is put right.
fn is_recent(at: Moment, now: Moment) -> bool {
    at <= now && now < at.plus(MINUTE)
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
    use crate::auth::browser::Browser;

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

    fn browser(number: u8, was_right: bool) -> Source {
        let browser = Some(Browser { number: [number; 16], was_right });
        Source { address: from(1), browser }
    }

    fn guessed(brake: &Guesses, source: Source, now: Moment) -> bool {
        brake.admit(&source, now).is_ok()
    }

    #[test]
    fn behind_one_address_each_browser_pays_for_itself() {
        let brake = Guesses::new(5, 60, 300);
        let nameless = Source { address: from(1), browser: None };
        for minute in 0..240 {
            let now = Moment(minute * MINUTE);
            for _ in 0..9 {
                let _ = guessed(&brake, browser(1, false), now);
                let _ = guessed(&brake, nameless, now);
            }
            assert!(guessed(&brake, browser(2, false), now), "{minute}");
            assert!(guessed(&brake, browser(3, true), now), "{minute}");
        }
    }

    #[test]
    fn ever_new_browsers_at_one_address_meet_an_end_that_a_known_one_does_not() {
        let brake = Guesses::new(5, 60, 300);
        let new = (10..=255).filter(|number| guessed(&brake, browser(*number, false), Moment(0)));
        assert_eq!(new.count(), 60);
        assert!(guessed(&brake, browser(3, true), Moment(0)));
        let elsewhere = Source { address: from(2), ..browser(4, false) };
        assert!(guessed(&brake, elsewhere, Moment(0)));
        assert!(guessed(&brake, browser(5, false), Moment(2 * MINUTE)), "and a minute lifts it");
    }

    #[test]
    fn twenty_who_are_right_at_once_are_not_stopped() {
        let brake = Guesses::new(5, 60, 300);
        let tries: Vec<_> = (0..20)
            .map(|number| brake.admit(&browser(number, false), Moment(0)).unwrap())
            .collect();
        tries.into_iter().for_each(Guess::was_right);
        let left = (30..=255).filter(|number| guessed(&brake, browser(*number, false), Moment(0)));
        assert_eq!(left.count(), 60, "they do not count");
    }

    #[test]
    fn what_was_tried_while_the_clock_stood_ahead_is_forgiven_when_it_is_put_right() {
        let brake = Brake::new(5, 60);
        let ahead = Moment(2 * DAY);
        assert_eq!((0..100).filter(|_| reached(&brake, from(1), ahead)).count(), 5);
        for other in 2..=100 {
            let _ = reached(&brake, from(other), ahead);
        }
        assert!(reached(&brake, from(1), Moment(DAY)));
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
