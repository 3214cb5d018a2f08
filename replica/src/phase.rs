//! When to exchange: a state machine with a total table. It knows no timers and no network; it is told
//! what happens and answers whether to send now. At most one exchange runs at a time, and a wish that
//! comes while one runs is never lost.
//!
//! ```text
//!              wanted, due            answered, nothing more
//!   Resting ───────────────▶ Sending ───────────────────────▶ Resting
//!      ▲                      │  ▲ └─ answered, more or wanted meanwhile ─▶ Sending
//!      │              failed  │  │ wanted, due
//!      │                      ▼  │
//!      └───────────────── Waiting(failures)
//! ```

use domain::Moment;
use domain::exchange::Refusal;

use crate::exchange::{Exchanged, Failure};

/// Where the exchange stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// All is well; the next exchange is due then.
    Resting {
        /// When.
        due: Moment,
    },
    /// An exchange runs.
    Sending {
        /// How many failed in a row before it.
        failures: u32,
        /// Another was wanted meanwhile.
        again: bool,
    },
    /// The last exchange failed; the next is due then.
    Waiting {
        /// When.
        due: Moment,
        /// How many failed in a row.
        failures: u32,
        /// Why.
        trouble: Trouble,
    },
}

/// Why exchanges fail, as far as a person can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No network, no server, or something between that answers in its place.
    Offline,
    /// The server is busy, or the phone was: it passes by itself.
    Passing,
    /// Somebody must sign in.
    SignedOut,
    /// App and server do not go together now.
    Stopped(Refusal),
    /// The phone cannot store what comes.
    Storage,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Something gives cause: a command was stored, the network came, the app was opened, the server
    /// called.
    Wanted,
    /// Time passes.
    Tick,
    /// The exchange succeeded.
    Answered(Exchanged),
    /// It failed.
    Failed(Failure),
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Start an exchange now.
    Send,
    /// Nothing.
    Rest,
}

/// The pause after the first failure; it doubles from there.
const FIRST_PAUSE: i64 = 1_000;
/// The longest pause after failures that pass by themselves.
const LONGEST_PAUSE: i64 = 60_000;
/// The pause while somebody must do something: an exchange is still tried, they may have done it.
const HELPLESS_PAUSE: i64 = 5 * 60_000;
/// A wish during a pause is granted no sooner than this after it was made, so that many wishes do not
/// become as many tries.
const WISH_PAUSE: i64 = 500;

impl Phase {
    /// At the start an exchange is due.
    pub const START: Self = Self::Resting { due: Moment(i64::MIN) };

    /// The table: from where, on what, to where, doing what.
    #[must_use]
    pub fn on(self, event: &Event, now: Moment) -> (Self, Act) {
        match (self, event) {
            (Self::Resting { .. }, Event::Wanted) => Self::send(0),
            (Self::Resting { due }, Event::Tick) if due <= now => Self::send(0),
            (Self::Waiting { due, failures, .. }, Event::Tick) if due <= now => {
                Self::send(failures)
            }
            (Self::Waiting { due, failures, trouble }, Event::Wanted) => {
                let due = due.min(now.plus(WISH_PAUSE));
                (Self::Waiting { due, failures, trouble }, Act::Rest)
            }
            (Self::Sending { failures, .. }, Event::Wanted) => {
                (Self::Sending { failures, again: true }, Act::Rest)
            }
            (Self::Sending { again, .. }, Event::Answered(got)) if again || got.more => {
                Self::send(0)
            }
            (Self::Sending { .. }, Event::Answered(got)) => {
                (Self::Resting { due: now.plus(i64::from(got.next_after)) }, Act::Rest)
            }
            // What matters is on disk already: another tab did the work, or fewer commands will fit.
            (
                Self::Sending { failures, .. },
                Event::Failed(Failure::Overtaken | Failure::TooLarge),
            ) if failures < 10 => Self::send(failures + 1),
            (Self::Sending { failures, again }, Event::Failed(why)) => {
                (Self::wait(failures + 1, again, why, now), Act::Rest)
            }
            // An answer to an exchange that nobody started, or a clock that is not due: nothing changes.
            (same, Event::Tick | Event::Answered(_) | Event::Failed(_)) => (same, Act::Rest),
        }
    }

    /// When a tick will do something; none while an exchange runs.
    #[must_use]
    pub const fn due(self) -> Option<Moment> {
        match self {
            Self::Resting { due } | Self::Waiting { due, .. } => Some(due),
            Self::Sending { .. } => None,
        }
    }

    /// What stands in the way, if the last exchange failed.
    #[must_use]
    pub const fn trouble(self) -> Option<Trouble> {
        if let Self::Waiting { trouble, .. } = self { Some(trouble) } else { None }
    }

    const fn send(failures: u32) -> (Self, Act) {
        (Self::Sending { failures, again: false }, Act::Send)
    }

    fn wait(failures: u32, wanted: bool, why: &Failure, now: Moment) -> Self {
        let trouble = Trouble::of(why);
        let pause = match trouble {
            _ if wanted && failures == 1 => WISH_PAUSE,
            Trouble::SignedOut | Trouble::Stopped(_) => HELPLESS_PAUSE,
            _ => FIRST_PAUSE.saturating_mul(1 << failures.min(7).saturating_sub(1)),
        };
        let longest = LONGEST_PAUSE.max(if pause == HELPLESS_PAUSE { pause } else { 0 });
        Self::Waiting { due: now.plus(pause.min(longest)), failures, trouble }
    }
}

impl Trouble {
    const fn of(why: &Failure) -> Self {
        match why {
            Failure::Unreachable | Failure::Garbled => Self::Offline,
            Failure::Busy | Failure::Overtaken | Failure::TooLarge => Self::Passing,
            Failure::SignedOut => Self::SignedOut,
            Failure::Stopped(refusal) => Self::Stopped(*refusal),
            Failure::Store(_) => Self::Storage,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_000_000);

    fn phases() -> Vec<Phase> {
        let mut phases = vec![Phase::START, Phase::Resting { due: NOW.plus(60_000) }];
        for failures in [0, 1, 9, 50] {
            phases.push(Phase::Sending { failures, again: false });
            phases.push(Phase::Sending { failures, again: true });
            for trouble in troubles() {
                phases.push(Phase::Waiting { due: NOW.plus(30_000), failures, trouble });
                phases.push(Phase::Waiting { due: NOW, failures, trouble });
            }
        }
        phases
    }

    fn troubles() -> Vec<Trouble> {
        failures().iter().map(Trouble::of).collect()
    }

    fn failures() -> Vec<Failure> {
        let store = Failure::Store(crate::store::StoreError::Full);
        vec![
            Failure::Unreachable,
            Failure::Garbled,
            Failure::Busy,
            Failure::SignedOut,
            Failure::TooLarge,
            Failure::Stopped(Refusal::AppTooOld),
            Failure::Overtaken,
            store,
        ]
    }

    fn events() -> Vec<Event> {
        let answered = |more| Event::Answered(Exchanged { more, next_after: 1_000 });
        let mut events = vec![Event::Wanted, Event::Tick, answered(true), answered(false)];
        events.extend(failures().into_iter().map(Event::Failed));
        events
    }

    fn sending(phase: Phase) -> bool {
        matches!(phase, Phase::Sending { .. })
    }

    #[test]
    fn an_exchange_starts_exactly_when_the_machine_comes_to_be_sending() {
        for phase in phases() {
            for event in events() {
                let (next, act) = phase.on(&event, NOW);
                let ended = matches!(event, Event::Answered(_) | Event::Failed(_));
                let starts = sending(next) && (!sending(phase) || ended);
                assert_eq!(act == Act::Send, starts, "{phase:?} on {event:?}");
            }
        }
    }

    #[test]
    fn a_wish_is_followed_by_an_exchange_that_starts_after_it() {
        for phase in phases() {
            let (next, act) = phase.on(&Event::Wanted, NOW);
            let soon = |phase: Phase| phase.due().is_some_and(|due| due <= NOW.plus(WISH_PAUSE));
            let after_this_one = |end: &Event| {
                let (after, act) = next.on(end, NOW);
                act == Act::Send || (after.due().is_some())
            };
            let granted =
                act == Act::Send || soon(next) || events().iter().skip(2).all(after_this_one);
            assert!(granted, "{phase:?}");
        }
    }

    #[test]
    fn whatever_happens_ticking_leads_to_an_exchange() {
        for phase in phases() {
            for event in events() {
                let (next, act) = phase.on(&event, NOW);
                if let (Act::Rest, Some(due)) = (act, next.due()) {
                    assert_eq!(next.on(&Event::Tick, due).1, Act::Send, "{phase:?} on {event:?}");
                    assert!(due <= NOW.plus(HELPLESS_PAUSE), "{phase:?} on {event:?}");
                }
            }
        }
    }

    #[test]
    fn pauses_grow_and_end_growing() {
        let pause = |failures| {
            let phase = Phase::Sending { failures, again: false };
            let (next, _) = phase.on(&Event::Failed(Failure::Unreachable), NOW);
            next.due().unwrap().0 - NOW.0
        };
        assert_eq!([0, 1, 2, 3].map(pause), [1_000, 2_000, 4_000, 8_000]);
        assert_eq!([10, u32::MAX - 1].map(pause), [LONGEST_PAUSE; 2]);
    }
}
