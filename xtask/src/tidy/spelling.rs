//! Rule: no misspelling that has been seen before, and no file name beyond ASCII (å has two byte forms).

use super::{Finding, Text};

/// Kept with a gap, so that this file does not find itself.
const WRONG: [(&str, &str, &str); 4] = [
    ("paa", "lag", "paalaeg"),
    ("opmer", "ksom", "opmaerksom"),
    ("pa", "leg", "paalaeg"),
    ("tov", "holer", "tovholder"),
];

pub(super) fn check(text: &Text) -> Vec<Finding> {
    let lines = text.body.lines().enumerate();
    lines.flat_map(|(at, line)| wrong_in(&text.path, at, &line.to_lowercase())).collect()
}

fn wrong_in(path: &str, at: usize, line: &str) -> Vec<Finding> {
    let found = WRONG.iter().filter(|(a, b, _)| line.contains(&format!("{a}{b}")));
    let finding = |(a, b, right): &(&str, &str, &str)| {
        Finding::new(path, at, format!("`{a}{b}` is written `{right}`"))
    };
    found.map(finding).collect()
}

pub(super) fn file_name(path: &str) -> Option<Finding> {
    (!path.is_ascii()).then(|| Finding::new(path, 0, "a file name is ASCII: ae, oe, aa"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(body: &str) -> usize {
        check(&Text { path: "a.md".to_owned(), body: body.to_owned() }).len()
    }

    #[test]
    fn known_misspellings_are_found_in_any_case() {
        assert_eq!(complaints(&["Tov", "holer og Uddannelsespaa", "lag"].concat()), 2);
    }

    #[test]
    fn right_spellings_pass() {
        assert_eq!(complaints("Tovholder, uddannelsespaalaeg, opmaerksomhedsskema, opmærksom"), 0);
    }

    #[test]
    fn file_names_are_ascii() {
        assert!(file_name("docs/aar.md").is_none());
        assert!(file_name("docs/år.md").is_some());
    }
}
