//! Taps that were meant for what is gone. Whoever taps a button twice presses, the second time, what the next page
//! has there: after saving a note that was the button for another one. The same goes for a finger that comes down as
//! the rows of a list move by themselves.

/// A tap or a click.
#[derive(Clone, Debug, PartialEq)]
pub struct Tap {
    /// When, in milliseconds of whatever clock.
    pub at: f64,
    /// Where on the screen.
    pub x: i32,
    pub y: i32,
    /// On which page.
    pub page: String,
}

/// What a tap is judged by.
#[derive(Debug, Default)]
pub struct Taps {
    /// The last tap that counted.
    last: Option<Tap>,
    /// When the page moved by itself.
    moved: Option<f64>,
}

/// Nobody reads a new page and taps on it within this time.
const AT_ONCE: f64 = 300.0;
/// A finger does not hit the same spot to the pixel.
const SAME_SPOT: u32 = 24;

impl Taps {
    /// Whether a tap was meant for what stood there before.
    pub fn is_stray(&mut self, tap: Tap) -> bool {
        let again =
            self.last.as_ref().is_some_and(|last| last.is_again(&tap) && last.page != tap.page);
        let stray =
            again || self.moved.is_some_and(|moved| (0.0..=AT_ONCE).contains(&(tap.at - moved)));
        if !stray {
            self.last = Some(tap);
        }
        stray
    }

    /// The rows of the page have moved, at that time.
    pub fn page_moves(&mut self, at: f64) {
        self.moved = Some(at);
    }
}

impl Tap {
    fn is_again(&self, next: &Self) -> bool {
        let near = |a: i32, b: i32| a.abs_diff(b) <= SAME_SPOT;
        next.at - self.at <= AT_ONCE && near(self.x, next.x) && near(self.y, next.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tap(at: f64, (x, y): (i32, i32), page: &str) -> Tap {
        Tap { at, x, y, page: page.to_owned() }
    }

    #[test]
    fn the_second_of_two_taps_does_not_reach_the_page_that_the_first_one_opened() {
        let mut taps = Taps::default();
        assert!(!taps.is_stray(tap(0.0, (180, 680), "/app/unge/1/notat")));
        assert!(taps.is_stray(tap(120.0, (184, 676), "/app/")));
        assert!(taps.is_stray(tap(240.0, (180, 680), "/app/")), "nor does a third");
        assert!(!taps.is_stray(tap(700.0, (180, 680), "/app/")), "later it is meant");
    }

    #[test]
    fn a_tap_that_comes_as_the_rows_move_was_meant_for_what_stood_there() {
        let mut taps = Taps::default();
        taps.page_moves(1_000.0);
        assert!(taps.is_stray(tap(1_200.0, (40, 300), "/app/")));
        assert!(!taps.is_stray(tap(1_301.0, (40, 300), "/app/")));
    }

    #[test]
    fn every_other_tap_counts() {
        for (why, next) in [
            ("the same page", tap(120.0, (180, 680), "/app/")),
            ("another place", tap(120.0, (40, 30), "/app/unge")),
            ("after a look at it", tap(301.0, (180, 680), "/app/unge")),
        ] {
            let mut taps = Taps::default();
            assert!(!taps.is_stray(tap(0.0, (180, 680), "/app/")));
            assert!(!taps.is_stray(next), "{why}");
        }
    }
}
