//! How many streams one person may hold open: the newest takes the place of the oldest, which as often as not is one
//! whose phone has lost it. What a stream says is in `api::poke`.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Person;
use tokio::sync::oneshot::{Receiver, Sender, channel};

/// A tab holds one; a phone whose network comes and goes leaves some behind for a while.
const EACH: usize = 20;

/// The streams that are open.
#[derive(Clone, Debug, Default)]
pub struct Lines(Arc<Mutex<HashMap<Person, VecDeque<Sender<()>>>>>);

/// One of them, until it is dropped.
#[derive(Debug)]
pub struct Line {
    all: Lines,
    person: Person,
    over: Receiver<()>,
}

impl Lines {
    /// A line more. If the person holds too many, the oldest is over.
    #[must_use]
    pub fn open(&self, person: Person) -> Line {
        let (end, over) = channel();
        let mut held = self.held();
        let own = held.entry(person).or_default();
        own.push_back(end);
        if own.len() > EACH {
            own.pop_front();
        }
        Line { all: self.clone(), person, over }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Person, VecDeque<Sender<()>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    /// Waits until newer ones have taken its place.
    pub async fn over(&mut self) {
        let _newer = (&mut self.over).await;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.over.close();
        let mut held = self.all.held();
        if let Some(own) = held.get_mut(&self.person) {
            own.retain(|end| !end.is_closed());
            if own.is_empty() {
                held.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{ANNA, BENT};
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn the_newest_takes_the_place_of_the_oldest_and_no_other_person_pays_for_it() {
        let lines = Lines::default();
        let anna = Person::Medarbejder(ANNA);
        let mut other = lines.open(Person::Medarbejder(BENT));
        let mut held: Vec<_> = (0..=EACH).map(|_| lines.open(anna)).collect();
        let over = |line: &mut Line| line.over().now_or_never().is_some();
        assert_eq!(held.iter_mut().filter_map(|line| over(line).then_some(())).count(), 1);
        assert!(!over(&mut other));
        drop(held.split_off(1));
        let mut fresh: Vec<_> = (0..EACH).map(|_| lines.open(anna)).collect();
        assert!(!fresh.iter_mut().any(over), "those that ended made room");
        drop((held, fresh, other));
        assert!(lines.held().is_empty(), "nobody is remembered for nothing");
    }
}
