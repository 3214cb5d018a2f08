//! When to exchange: a state machine with a total table. It knows no timers and no network; it is told
//! what happens and answers whether to send now. At most one exchange runs at a time, and a wish that
//! comes while one runs is never lost.
//!
//! ```text
//!              wanted, or due
//!   Resting ───────────────────▶ Sending ──┐ answered, and there is more or one was wanted meanwhile;
//!      ▲                         │ │ ▲ ▲   │ overtaken or too large, up to ten times: at once again
//!      │  answered, nothing more │ │ │ └───┘
//!      └─────────────────────────┘ │ │ due; a wish makes it due soon
//!                           failed │ │
//!                                  ▼ │
//!                            Waiting(failures)
//! ```
//!
//! Clocks jump. A moment further off than any pause made here was noted by a clock that has gone back since,
//! and counts as due.

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
        /// What stood in the way of the one before: it still does, for all that is known.
        trouble: Option<Trouble>,
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
    /// The line is there, and an exchange broke off on it.
    Slow,
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
/// The longest pause on a line that carries something: the next try asks it for less.
const SLOW_PAUSE: i64 = 8_000;
/// The pause while somebody must do something: an exchange is still tried, they may have done it.
const HELPLESS_PAUSE: i64 = 5 * 60_000;
/// The longest rest after an answer, whatever the server asks for; the shortest is [`FIRST_PAUSE`].
const LONGEST_REST: i64 = 60 * 60_000;
/// How often in a row what failed is tried again at once.
const MAX_AT_ONCE: u32 = 10;
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
            (Self::Resting { .. }, Event::Wanted) => Self::send(0, None),
            (Self::Resting { due }, Event::Tick) if is_due(due, now) => Self::send(0, None),
            (Self::Waiting { due, failures, trouble }, Event::Tick) if is_due(due, now) => {
                Self::send(failures, Some(trouble))
            }
            (Self::Waiting { due, failures, trouble }, Event::Wanted) => {
                let due = due.min(now.plus(WISH_PAUSE));
                (Self::Waiting { due, failures, trouble }, Act::Rest)
            }
            (Self::Sending { failures, trouble, .. }, Event::Wanted) => {
                (Self::Sending { failures, again: true, trouble }, Act::Rest)
            }
            (Self::Sending { again, .. }, Event::Answered(got)) if again || got.more => {
                Self::send(0, None)
            }
            (Self::Sending { .. }, Event::Answered(got)) => {
                let pause = i64::from(got.next_after).clamp(FIRST_PAUSE, LONGEST_REST);
                (Self::Resting { due: now.plus(pause) }, Act::Rest)
            }
            // What matters is on disk already: another tab did the work, or fewer commands will fit.
            (
                Self::Sending { failures, trouble, .. },
                Event::Failed(Failure::Overtaken | Failure::TooLarge),
            ) if failures < MAX_AT_ONCE => Self::send(failures + 1, trouble),
            (Self::Sending { failures, again, .. }, Event::Failed(why)) => {
                (Self::wait(failures.saturating_add(1), again, why, now), Act::Rest)
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

    /// What stands in the way, if the last exchange that ended failed.
    #[must_use]
    pub const fn trouble(self) -> Option<Trouble> {
        match self {
            Self::Resting { .. } => None,
            Self::Sending { trouble, .. } => trouble,
            Self::Waiting { trouble, .. } => Some(trouble),
        }
    }

    const fn send(failures: u32, trouble: Option<Trouble>) -> (Self, Act) {
        (Self::Sending { failures, again: false, trouble }, Act::Send)
    }

    fn wait(failures: u32, wanted: bool, why: &Failure, now: Moment) -> Self {
        let trouble = Trouble::of(why);
        let doubling = FIRST_PAUSE << failures.saturating_sub(1).min(6);
        let pause = match trouble {
            _ if wanted && failures == 1 => WISH_PAUSE,
            Trouble::SignedOut | Trouble::Stopped(_) => HELPLESS_PAUSE,
            Trouble::Slow => doubling.min(SLOW_PAUSE),
            Trouble::Offline | Trouble::Passing | Trouble::Storage => doubling.min(LONGEST_PAUSE),
        };
        Self::Waiting { due: now.plus(pause), failures, trouble }
    }
}

fn is_due(due: Moment, now: Moment) -> bool {
    due <= now || due > now.plus(LONGEST_REST)
}

impl Trouble {
    const fn of(why: &Failure) -> Self {
        match why {
            Failure::Unreachable | Failure::Garbled => Self::Offline,
            Failure::BrokenOff => Self::Slow,
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
    use crate::store::StoreError;

    const NOW: Moment = Moment(1_000_000);

    fn failures() -> Vec<Failure> {
        vec![
            Failure::Unreachable,
            Failure::BrokenOff,
            Failure::Garbled,
            Failure::Busy,
            Failure::SignedOut,
            Failure::TooLarge,
            Failure::Stopped(Refusal::AppTooOld),
            Failure::Overtaken,
            Failure::Store(StoreError::Full),
        ]
    }

    fn answered(more: bool) -> Event {
        Event::Answered(Exchanged { more, next_after: 7_000, wipe: false })
    }

    fn events() -> Vec<Event> {
        let mut events = vec![Event::Wanted, Event::Tick, answered(true), answered(false)];
        events.extend(failures().into_iter().map(Event::Failed));
        events
    }

    fn phases() -> Vec<Phase> {
        let mut phases = vec![Phase::START, Phase::Resting { due: NOW.plus(60_000) }];
        let troubles: Vec<_> = failures().iter().map(Trouble::of).collect();
        for failures in [0, 1, MAX_AT_ONCE - 1, MAX_AT_ONCE, u32::MAX] {
            for again in [false, true] {
                for trouble in [None, Some(Trouble::Offline)] {
                    phases.push(Phase::Sending { failures, again, trouble });
                }
            }
            for trouble in troubles.iter().copied() {
                for due in [NOW, NOW.plus(30_000)] {
                    phases.push(Phase::Waiting { due, failures, trouble });
                }
            }
        }
        phases
    }

    fn sending_after(failures: u32) -> Phase {
        Phase::Sending { failures, again: false, trouble: None }
    }

    fn sending(phase: Phase) -> bool {
        matches!(phase, Phase::Sending { .. })
    }

    /// How long until something is due, in milliseconds.
    fn pause(phase: Phase) -> Option<i64> {
        phase.due().map(|due| due.0 - NOW.0)
    }

    /// A row of the table: where an event leads from each kind of phase, and with which act.
    fn row(event: &Event) -> [String; 5] {
        let offline = Trouble::Offline;
        let from = [
            Phase::Resting { due: NOW.plus(5_000) },
            sending_after(0),
            Phase::Sending { failures: 2, again: true, trouble: Some(offline) },
            Phase::Waiting { due: NOW.plus(5_000), failures: 3, trouble: offline },
            Phase::Waiting { due: NOW, failures: 3, trouble: offline },
        ];
        from.map(|phase| match phase.on(event, NOW) {
            (same, Act::Rest) if same == phase => "same".to_owned(),
            (Phase::Resting { due }, Act::Rest) => format!("rest {}", due.0 - NOW.0),
            (Phase::Sending { failures, again: false, .. }, Act::Send) => {
                format!("send {failures}")
            }
            (Phase::Sending { failures, again: true, .. }, Act::Rest) => {
                format!("again {failures}")
            }
            (Phase::Waiting { due, failures, .. }, Act::Rest) => {
                format!("wait {} {failures}", due.0 - NOW.0)
            }
            wrong => panic!("{phase:?} on {event:?} leads to {wrong:?}"),
        })
    }

    #[test]
    fn the_table() {
        for (event, expected) in [
            (Event::Wanted, ["send 0", "again 0", "same", "wait 500 3", "same"]),
            (Event::Tick, ["same", "same", "same", "same", "send 3"]),
            (answered(false), ["same", "rest 7000", "send 0", "same", "same"]),
            (answered(true), ["same", "send 0", "send 0", "same", "same"]),
            (
                Event::Failed(Failure::Unreachable),
                ["same", "wait 1000 1", "wait 4000 3", "same", "same"],
            ),
            (Event::Failed(Failure::Busy), ["same", "wait 1000 1", "wait 4000 3", "same", "same"]),
            (
                Event::Failed(Failure::Store(StoreError::Full)),
                ["same", "wait 1000 1", "wait 4000 3", "same", "same"],
            ),
            (
                Event::Failed(Failure::SignedOut),
                ["same", "wait 300000 1", "wait 300000 3", "same", "same"],
            ),
            (
                Event::Failed(Failure::Stopped(Refusal::AppTooOld)),
                ["same", "wait 300000 1", "wait 300000 3", "same", "same"],
            ),
            (Event::Failed(Failure::Overtaken), ["same", "send 1", "send 3", "same", "same"]),
            (Event::Failed(Failure::TooLarge), ["same", "send 1", "send 3", "same", "same"]),
        ] {
            assert_eq!(row(&event), expected, "{event:?}");
        }
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
            if !sending(phase) {
                let soon = pause(next).is_some_and(|pause| pause <= WISH_PAUSE);
                assert!(act == Act::Send || soon, "{phase:?}");
                continue;
            }
            assert_eq!(act, Act::Rest, "one runs already");
            for more in [false, true] {
                assert_eq!(next.on(&answered(more), NOW).1, Act::Send, "{phase:?}");
            }
            for why in failures() {
                let (after, act) = next.on(&Event::Failed(why), NOW);
                let first = matches!(phase, Phase::Sending { failures: 0, .. });
                let longest = if first { WISH_PAUSE } else { HELPLESS_PAUSE };
                let due = pause(after).is_some_and(|pause| (0..=longest).contains(&pause));
                assert!(act == Act::Send || due, "{phase:?}: {after:?}");
            }
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
    fn t4_a_clock_that_jumps_neither_stops_the_exchanges_nor_makes_them_race() {
        const YEAR: i64 = 365 * 24 * 60 * 60_000;
        for phase in phases().into_iter().filter(|phase| !sending(*phase)) {
            for jump in [-YEAR, YEAR] {
                let (next, act) = phase.on(&Event::Tick, NOW.plus(jump));
                if phase != Phase::START || jump > 0 {
                    assert_eq!(act, Act::Send, "{phase:?} after {jump}");
                }
                let (after, _) = next.on(&answered(false), NOW.plus(jump));
                let soon = after.on(&Event::Tick, NOW.plus(jump)).1;
                assert_eq!(soon, Act::Rest, "it rests by the new clock");
            }
        }
    }

    #[test]
    fn a_rest_is_as_long_as_the_server_asks_within_reason() {
        let rest = |next_after| {
            let got = Exchanged { more: false, next_after, wipe: false };
            pause(sending_after(0).on(&Event::Answered(got), NOW).0)
        };
        assert_eq!(rest(90_000), Some(90_000));
        assert_eq!(rest(0), Some(FIRST_PAUSE));
        assert_eq!(rest(u32::MAX), Some(LONGEST_REST));
    }

    #[test]
    fn pauses_grow_and_end_growing() {
        let pause = |failures| {
            pause(sending_after(failures).on(&Event::Failed(Failure::Unreachable), NOW).0)
        };
        assert_eq!([0, 1, 2, 3].map(pause), [1_000, 2_000, 4_000, 8_000].map(Some));
        assert_eq!([6, 10, u32::MAX].map(pause), [Some(LONGEST_PAUSE); 3]);
    }

    #[test]
    fn a_line_that_carries_something_is_tried_again_soon() {
        let (phase, _) = sending_after(10).on(&Event::Failed(Failure::BrokenOff), NOW);
        assert_eq!(pause(phase), Some(SLOW_PAUSE));
    }

    #[test]
    fn what_is_tried_again_at_once_is_so_ten_times_and_then_waits() {
        for why in [Failure::Overtaken, Failure::TooLarge] {
            let (mut phase, mut at_once) = (Phase::START.on(&Event::Wanted, NOW).0, 0);
            loop {
                let (next, act) = phase.on(&Event::Failed(why.clone()), NOW);
                if act == Act::Rest {
                    assert_eq!(next.trouble(), Some(Trouble::Passing));
                    break;
                }
                (phase, at_once) = (next, at_once + 1);
                assert!(at_once <= MAX_AT_ONCE);
            }
            assert_eq!(at_once, MAX_AT_ONCE);
        }
    }

    #[test]
    fn trouble_is_told_until_an_answer_comes_also_while_it_is_tried_again() {
        for (why, trouble) in [
            (Failure::Unreachable, Trouble::Offline),
            (Failure::BrokenOff, Trouble::Slow),
            (Failure::Garbled, Trouble::Offline),
            (Failure::Busy, Trouble::Passing),
            (Failure::SignedOut, Trouble::SignedOut),
            (Failure::Stopped(Refusal::AppTooOld), Trouble::Stopped(Refusal::AppTooOld)),
            (Failure::Store(StoreError::Closed), Trouble::Storage),
        ] {
            let (waiting, _) = sending_after(4).on(&Event::Failed(why), NOW);
            assert_eq!(waiting.trouble(), Some(trouble));
            let (trying, act) = waiting.on(&Event::Tick, waiting.due().unwrap());
            assert_eq!((act, trying.trouble()), (Act::Send, Some(trouble)));
            assert_eq!(trying.on(&Event::Wanted, NOW).0.trouble(), Some(trouble));
            assert_eq!(
                trying.on(&Event::Failed(Failure::Overtaken), NOW).0.trouble(),
                Some(trouble)
            );
            for more in [false, true] {
                assert_eq!(trying.on(&answered(more), NOW).0.trouble(), None);
            }
        }
        assert_eq!(Phase::START.trouble(), None);
        assert_eq!(Phase::START.on(&Event::Wanted, NOW).0.trouble(), None);
    }
}
