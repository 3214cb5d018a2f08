//! Taps that were meant for a page that is gone. Whoever taps a button twice presses, the second time, what the next page
//! has there: after saving a note that was the button for another one.

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

/// The last tap that counted.
#[derive(Debug, Default)]
pub struct Taps(Option<Tap>);

/// Nobody reads a new page and taps on it within this time.
const AT_ONCE: f64 = 300.0;
/// A finger does not hit the same spot to the pixel.
const SAME_SPOT: u32 = 24;

impl Taps {
    /// Whether a tap was meant for the page before.
    pub fn is_stray(&mut self, tap: Tap) -> bool {
        let again =
            self.0.as_ref().is_some_and(|last| last.is_again(&tap) && last.page != tap.page);
        if !again {
            self.0 = Some(tap);
        }
        again
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
