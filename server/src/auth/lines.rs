//! How many streams one person may hold open, so that nobody holds them all. What a stream says is in `api::poke`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Person;

/// A tab holds one; a phone that lost its network may leave some behind for a while.
const EACH: usize = 20;

/// The streams that are open.
#[derive(Clone, Debug, Default)]
pub struct Lines(Arc<Mutex<HashMap<Person, usize>>>);

/// One of them, until it is dropped.
#[derive(Debug)]
pub struct Line {
    all: Lines,
    person: Person,
}

impl Lines {
    /// A line more; none if the person holds too many.
    #[must_use]
    pub fn open(&self, person: Person) -> Option<Line> {
        let mut held = self.held();
        let count = held.entry(person).or_default();
        if *count >= EACH {
            return None;
        }
        *count += 1;
        Some(Line { all: self.clone(), person })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Person, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let mut held = self.all.held();
        if let Some(count) = held.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{ANNA, BENT};

    use super::*;

    #[test]
    fn one_person_holds_so_many_and_no_other_pays_for_it() {
        let lines = Lines::default();
        let anna = Person::Medarbejder(ANNA);
        let mut held: Vec<_> = (0..EACH).map(|_| lines.open(anna).unwrap()).collect();
        assert!(lines.open(anna).is_none());
        assert!(lines.open(Person::Medarbejder(BENT)).is_some());
        held.pop();
        held.push(lines.open(anna).unwrap());
        assert!(lines.open(anna).is_none());
        held.clear();
        assert!(lines.held().is_empty(), "nobody is remembered for nothing");
    }
}
