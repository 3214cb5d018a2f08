//! What stands before a locked copy: what may be typed, what is said about what lies behind, and what a chosen PIN
//! must be. The lock itself is in `replica::lock`.

use domain::text::clean;
use domain::{Moment, moment};
use replica::lock::{Pin, PinFault, Shut};

/// What the gate asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The PIN.
    Pin,
    /// Nothing, for so many minutes.
    Wait {
        /// Begun ones count.
        minutes: i64,
    },
    /// Signing in anew: the PIN opens nothing any more.
    SignIn,
}

/// A chosen PIN is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChooseFault {
    /// It is none that anybody should have.
    Pin(PinFault),
    /// The second time it was another.
    Differs,
}

/// From here on everybody is told how many tries are left.
const FEW: u32 = 6;

/// What to ask for.
#[must_use]
pub fn entry(shut: &Shut, now: Moment) -> Entry {
    match (shut.left, shut.closed_until) {
        (0, _) => Entry::SignIn,
        (_, Some(until)) if until > now => {
            Entry::Wait { minutes: (until.0 - now.0 + moment::MINUTE - 1) / moment::MINUTE }
        }
        _ => Entry::Pin,
    }
}

/// How many wrong PINs are still taken, once that is worth saying.
#[must_use]
pub fn few_left(shut: &Shut) -> Option<u32> {
    (shut.left <= FEW).then_some(shut.left)
}

/// Reads a PIN that is chosen, typed twice.
pub fn chosen(once: &str, again: &str) -> Result<Pin, ChooseFault> {
    let (once, again) = (clean(once), clean(again));
    let pin = Pin::choose(once.trim()).map_err(ChooseFault::Pin)?;
    if once.trim() == again.trim() { Ok(pin) } else { Err(ChooseFault::Differs) }
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::fixtures::{ANNA, THYLAND};
    use domain::id::InstallationId;
    use replica::Identity;
    use uuid::Uuid;

    use super::*;

    const NOW: Moment = Moment(1_000_000);

    fn shut(left: u32, closed_for: Option<i64>) -> Shut {
        let installation = InstallationId(Uuid::nil());
        Shut {
            identity: Identity {
                installation,
                person: Person::Medarbejder(ANNA),
                kommune: THYLAND,
            },
            left,
            closed_until: closed_for.map(|time| NOW.plus(time)),
            wants_share: false,
            clock_wrong: false,
            has_passkey: false,
            unsent: 0,
        }
    }

    #[test]
    fn tries_are_counted_aloud_only_when_they_become_few() {
        for (left, told) in [(10, None), (7, None), (6, Some(6)), (1, Some(1))] {
            assert_eq!(entry(&shut(left, None), NOW), Entry::Pin);
            assert_eq!(few_left(&shut(left, None)), told);
        }
        assert_eq!(entry(&shut(0, None), NOW), Entry::SignIn);
    }

    #[test]
    fn a_pause_is_told_in_begun_minutes_and_ends() {
        assert_eq!(entry(&shut(5, Some(1)), NOW), Entry::Wait { minutes: 1 });
        assert_eq!(entry(&shut(5, Some(60_000)), NOW), Entry::Wait { minutes: 1 });
        assert_eq!(entry(&shut(5, Some(60_001)), NOW), Entry::Wait { minutes: 2 });
        assert_eq!(entry(&shut(5, Some(0)), NOW), Entry::Pin);
    }

    #[test]
    fn a_chosen_pin_is_typed_twice_the_same() {
        assert!(chosen("194728", " 194728 ").is_ok());
        assert_eq!(chosen("194728", "194729").err(), Some(ChooseFault::Differs));
        assert_eq!(chosen("123456", "123456").err(), Some(ChooseFault::Pin(PinFault::TooEasy)));
        assert_eq!(chosen("1947", "1947").err(), Some(ChooseFault::Pin(PinFault::Length)));
    }
}
