//! Adds up what test runners print: cargo's `test result:` lines and the closing lines of node's runner.

use std::fmt;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Tally {
    /// Takes a line of output; lines that report nothing change nothing.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(counts) = line.trim().strip_prefix("test result: ") {
            self.read_cargo(counts);
        } else if let Some((word, count)) = node_line(line) {
            self.read_node(word, count);
        }
    }

    /// `ok. 5 passed; 0 failed; 0 ignored; …`
    fn read_cargo(&mut self, counts: &str) {
        let mut before = 0;
        for word in counts.split([' ', ';']) {
            match word {
                "passed" => self.passed += before,
                "failed" => self.failed += before,
                _ => before = word.parse().unwrap_or(before),
            }
        }
    }

    fn read_node(&mut self, word: &str, count: usize) {
        match word {
            "pass" => self.passed += count,
            "fail" | "cancelled" => self.failed += count,
            _ => {}
        }
    }
}

/// `# pass 3` of the TAP reporter, `ℹ pass 3` of the readable one; only at the start of a line.
fn node_line(line: &str) -> Option<(&str, usize)> {
    let rest = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ "))?;
    let (word, count) = rest.split_once(' ')?;
    Some((word, count.trim().parse().ok()?))
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(output: &str) -> (usize, usize) {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        (tally.passed, tally.failed)
    }

    #[test]
    fn cargo_results_are_added_up() {
        let output = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\n\
            test result: FAILED. 2 passed; 1 failed; 0 ignored; finished in 0.00s";
        assert_eq!(tally(output), (5, 1));
    }

    #[test]
    fn both_reporters_of_node_are_read() {
        assert_eq!(tally("# tests 4\n# pass 3\n# fail 1\n# cancelled 0"), (3, 1));
        assert_eq!(tally("ℹ tests 4\nℹ pass 3\nℹ fail 0\nℹ cancelled 1"), (3, 1));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(tally("# Subtest: pass 3\npass 3\ntest result of mine"), (0, 0));
    }

    #[test]
    fn the_closing_line_is_the_one_that_is_looked_for() {
        assert_eq!(Tally { passed: 7, failed: 0 }.to_string(), "7 passed, 0 failed");
    }
}
