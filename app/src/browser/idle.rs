//! Whether somebody is there. Taps and keys count, and so does all that comes in without them: dictation, a soft
//! keyboard, reading with a wheel. Whoever stays away is warned before the app locks itself.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::{Moment, moment};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;

use super::{clock, unkept};

/// After so long with nobody there the app locks itself.
pub const PATIENCE: i64 = 5 * moment::MINUTE;
/// So long before that it says so (WCAG 2.2.1).
pub const WARNING: i64 = 20_000;
/// What tells that somebody is there.
const SIGNS: [&str; 7] =
    ["pointerdown", "keydown", "input", "compositionupdate", "wheel", "touchmove", "scroll"];

/// Where whoever was there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Here.
    Here,
    /// Away for so long that the app is about to lock itself.
    Leaving,
    /// Away for too long.
    Gone,
}

type Told = Rc<dyn Fn(Presence)>;

thread_local! {
    static SEEN: Cell<Moment> = const { Cell::new(Moment(i64::MIN)) };
    /// Somebody was warned, and is to be told that it is over.
    static WARNED: RefCell<Option<Told>> = const { RefCell::new(None) };
}

/// Begins to notice, and tells what changes. What it sets up lives as long as the tab.
pub fn watch(told: impl Fn(Presence) + 'static) {
    here();
    for event in SIGNS {
        let options = EventListenerOptions::run_in_capture_phase();
        let listener =
            EventListener::new_with_options(&super::window(), event, options, |_| here());
        listener.forget();
    }
    look(Rc::new(told));
}

/// Whether nobody has been there for too long. What is stored nowhere is not left behind.
#[must_use]
pub fn is_over() -> bool {
    left() <= 0 && !unkept::is_any()
}

/// Somebody is there.
pub fn here() {
    SEEN.set(clock::now());
    if let Some(told) = WARNED.take() {
        told(Presence::Here);
    }
}

/// Looks now, and again when there may be something to tell.
fn look(told: Told) {
    let next = match left() {
        ..=0 if is_over() => return told(Presence::Gone),
        ..=0 => WARNING,
        left @ ..=WARNING => {
            told(Presence::Leaving);
            WARNED.set(Some(Rc::clone(&told)));
            left
        }
        left => left - WARNING,
    };
    let next = u32::try_from(next).unwrap_or(u32::MAX);
    Timeout::new(next, move || look(told)).forget();
}

/// How much patience is left. A clock that was put back counts from now.
fn left() -> i64 {
    let (now, seen) = (clock::now(), SEEN.get());
    if seen > now {
        SEEN.set(now);
    }
    PATIENCE - now.0.saturating_sub(seen.0).max(0)
}
