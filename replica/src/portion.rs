//! How much travels at once, up and down. A line that is slow or breaks gets little, so that something arrives at every
//! try; a good one gets all there is. How long a try may stand still is the transport's.

use domain::exchange::{MAX_COMMANDS, PAGE};

/// The share of the most that one exchange carries: halved so many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    halved: u32,
    /// What is known to be too large for the server, or for something before it, is not tried again.
    least: u32,
}

/// An exchange that took no longer, in milliseconds, may carry twice as much.
const QUICK: u32 = 5_000;
/// One that took longer carried too much: on a worse line it would not have arrived.
const LONG: u32 = 20_000;
/// One command, and [`FEWEST_RECORDS`].
const MOST_HALVINGS: u32 = 8;
/// A reply without a record would bring nobody further.
const FEWEST_RECORDS: usize = 8;

impl Portion {
    /// Of a line that nothing is known about: it gets through at 3 kB/s, and a good one has all after two more.
    pub const FIRST: Self = Self { halved: 2, least: 0 };

    /// How many commands go up.
    #[must_use]
    pub fn commands(self) -> usize {
        (MAX_COMMANDS >> self.halved).max(1)
    }

    /// About how many records are to come down.
    #[must_use]
    pub fn records(self) -> usize {
        (PAGE >> self.halved).max(FEWEST_RECORDS)
    }

    /// After an exchange that arrived. `is_full`: there was more than it carried; only then it tells of the line.
    #[must_use]
    pub fn after(self, took: u32, is_full: bool) -> Self {
        match took {
            0..=QUICK if is_full => self.halved(self.halved.saturating_sub(1)),
            0..LONG => self,
            _ => self.smaller(),
        }
    }

    /// After one that broke off.
    #[must_use]
    pub fn smaller(self) -> Self {
        self.halved(self.halved + 1)
    }

    /// After one that was too large, however good the line is.
    #[must_use]
    pub fn never_again(self) -> Self {
        Self { least: (self.halved + 1).min(MOST_HALVINGS), ..self }.smaller()
    }

    fn halved(self, times: u32) -> Self {
        Self { halved: times.clamp(self.least, MOST_HALVINGS), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_off_is_halved_down_to_one_command_and_a_few_records() {
        let (mut portion, mut sizes) = (Portion::FIRST, Vec::new());
        for _ in 0..12 {
            sizes.push((portion.commands(), portion.records()));
            portion = portion.smaller();
        }
        assert_eq!(sizes[..4], [(50, 250), (25, 125), (12, 62), (6, 31)]);
        assert_eq!(sizes.last(), Some(&(1, FEWEST_RECORDS)));
    }

    #[test]
    fn what_was_quick_and_full_grows_up_to_the_most() {
        let mut portion = Portion::FIRST;
        for commands in [100, MAX_COMMANDS, MAX_COMMANDS] {
            portion = portion.after(QUICK, true);
            assert_eq!(portion.commands(), commands);
        }
        assert_eq!(portion.records(), PAGE);
        assert_eq!(Portion::FIRST.after(0, false), Portion::FIRST, "a small one tells nothing");
    }

    #[test]
    fn a_slow_line_comes_to_rest_at_what_it_carries() {
        // Half a second, and 200 bytes a second a command.
        let took = |portion: Portion| 500 + u32::try_from(portion.commands()).unwrap() * 300;
        let mut portion = Portion::FIRST;
        for _ in 0..10 {
            portion = portion.after(took(portion), true);
        }
        assert_eq!(portion.after(took(portion), true), portion);
        assert!((QUICK..LONG).contains(&took(portion)));
    }

    #[test]
    fn what_the_server_does_not_take_is_not_tried_again() {
        let refused = Portion::FIRST.never_again();
        assert_eq!(refused.after(0, true), refused);
        assert_eq!(refused.smaller().after(0, true), refused);
    }
}
