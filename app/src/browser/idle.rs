//! Whether somebody is there. Every tap and key counts, in any tab that is looked at.

use std::cell::Cell;
use std::rc::Rc;

use domain::{Moment, moment};
use gloo::events::{EventListener, EventListenerOptions};

use super::clock;

/// After so long with nobody there the app locks itself.
pub const PATIENCE: i64 = 5 * moment::MINUTE;

thread_local! {
    static SEEN: Rc<Cell<Moment>> = Rc::new(Cell::new(Moment(i64::MIN)));
}

/// Begins to notice. What it sets up lives as long as the tab.
pub fn watch() {
    here();
    for event in ["pointerdown", "keydown"] {
        let options = EventListenerOptions::run_in_capture_phase();
        let listener =
            EventListener::new_with_options(&super::window(), event, options, |_| here());
        listener.forget();
    }
}

/// Whether nobody has been there for too long. A clock that was put back counts from now.
#[must_use]
pub fn is_over() -> bool {
    let (now, seen) = (clock::now(), SEEN.with(|seen| seen.get()));
    if seen > now {
        here();
    }
    now.0.saturating_sub(seen.0) >= PATIENCE
}

fn here() {
    SEEN.with(|seen| seen.set(clock::now()));
}
