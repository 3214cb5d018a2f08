//! Rule: a source file opens with a comment that says what it is.

use super::{Finding, Text};

pub(super) fn check(text: &Text) -> Option<Finding> {
    let openings = openings(&text.path)?;
    let first = text.body.lines().find(|line| !line.starts_with("#!/"))?;
    let opens = openings.iter().any(|opening| says_something(first, opening));
    (!opens).then(|| Finding::new(&text.path, 0, "open with one to three sentences: what is it?"))
}

fn openings(path: &str) -> Option<&'static [&'static str]> {
    match path.rsplit_once('.')?.1 {
        "rs" => Some(&["//!"]),
        "scss" | "mjs" | "js" => Some(&["//", "/*"]),
        _ => None,
    }
}

fn says_something(line: &str, opening: &str) -> bool {
    line.strip_prefix(opening).is_some_and(|rest| opening == "/*" || !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_fine(path: &str, body: &str) -> bool {
        check(&Text { path: path.to_owned(), body: body.to_owned() }).is_none()
    }

    #[test]
    fn a_file_says_what_it_is() {
        assert!(is_fine("a.rs", "//! The door.\n\nfn f() {}"));
        assert!(is_fine("a.mjs", "#!/usr/bin/env node\n// Opens the door."));
        assert!(is_fine("a.scss", "/* The door. */"));
    }

    #[test]
    fn code_first_or_an_empty_comment_is_found() {
        assert!(!is_fine("a.rs", "use std::fmt;\n//! The door."));
        assert!(!is_fine("a.rs", "//!\n"));
        assert!(!is_fine("a.js", "const a = 1;"));
    }

    #[test]
    fn other_files_are_free() {
        assert!(is_fine("a.md", "text"));
        assert!(is_fine("Makefile", "all:"));
    }
}
