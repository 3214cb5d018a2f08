//! Chance, from one seed: the same throws in the same order every time. Clones share the throws.

use std::cell::Cell;
use std::rc::Rc;

use uuid::Uuid;

/// Dice that are thrown again in the same way for the same seed.
#[derive(Clone, Debug)]
pub struct Dice(Rc<Cell<u64>>);

impl Dice {
    /// Fresh dice.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Rc::new(Cell::new(seed)))
    }

    /// The next throw (splitmix64).
    #[must_use]
    pub fn throw(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to just below `end`; 0 if there is none.
    #[must_use]
    pub fn below(&self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.throw() % end).unwrap_or(0)
    }

    /// A number from `first` to `last`.
    #[must_use]
    pub fn between(&self, first: i64, last: i64) -> i64 {
        let span = u64::try_from(last - first).unwrap_or(0).saturating_add(1);
        first + i64::try_from(self.throw() % span).unwrap_or(0)
    }

    /// True once in so many throws; never for 0.
    #[must_use]
    pub fn one_in(&self, times: u32) -> bool {
        times > 0 && self.throw().is_multiple_of(u64::from(times))
    }

    /// One of these.
    #[must_use]
    pub fn pick<'a, T>(&self, among: &'a [T]) -> Option<&'a T> {
        among.get(self.below(among.len()))
    }

    /// An id that nobody had before.
    #[must_use]
    pub fn id(&self) -> Uuid {
        let drawn = Uuid::from_u64_pair(self.throw(), self.throw());
        uuid::Builder::from_random_bytes(drawn.into_bytes()).into_uuid()
    }
}
