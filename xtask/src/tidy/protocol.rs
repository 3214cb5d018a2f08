//! Rule: docs/protocol.md was looked at whenever the types that go over the wire changed.
//! The page carries their hash; `cargo xtask tidy --accept-protocol` writes it anew.

use super::{Finding, Text};
use crate::error::Error;
use crate::{files, hash, place};

const PAGE: &str = "docs/protocol.md";
const TYPES: [&str; 3] =
    ["domain/src/exchange.rs", "domain/src/command.rs", "domain/src/envelope.rs"];
const START: &str = "<!-- protocol-hash: ";
const END: &str = " -->";

pub(super) fn check(texts: &[Text]) -> Option<Finding> {
    let hash = hash_of(texts)?;
    let page = texts.iter().find(|text| text.path == PAGE);
    let written = page.and_then(|page| written(&page.body));
    (written != Some(&hash)).then(|| Finding::new(PAGE, 0, advice()))
}

fn advice() -> String {
    format!(
        "the types of the exchange changed. Bring this page up to date ({}), then run \
         `cargo xtask tidy --accept-protocol`",
        TYPES.join(", ")
    )
}

/// `None` while there is no protocol yet.
fn hash_of(texts: &[Text]) -> Option<String> {
    let body = |path: &&str| texts.iter().find(|text| text.path == *path);
    let bodies: Vec<_> = TYPES.iter().filter_map(body).map(|text| text.body.as_bytes()).collect();
    (!bodies.is_empty()).then(|| hash::of_parts(bodies))
}

fn written(page: &str) -> Option<&str> {
    page.lines().find_map(|line| line.trim().strip_prefix(START)?.strip_suffix(END))
}

/// Writes today's hash into the page.
pub(super) fn accept() -> Result<(), Error> {
    let texts: Vec<_> = TYPES.iter().filter_map(|path| super::text(path)).collect();
    let page = place::in_root(PAGE);
    let body = files::read_text(&page)?;
    let accepted = with_hash(&body, &hash_of(&texts).unwrap_or_default());
    files::write(&page, accepted.as_bytes())
}

fn with_hash(page: &str, hash: &str) -> String {
    let line = format!("{START}{hash}{END}");
    match written(page) {
        Some(old) => page.replace(&format!("{START}{old}{END}"), &line),
        None => format!("{page}\n{line}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &str, body: &str) -> Text {
        Text { path: path.to_owned(), body: body.to_owned() }
    }

    #[test]
    fn an_accepted_page_passes_until_the_types_change() {
        let types = |body| text("domain/src/exchange.rs", body);
        let hash = hash_of(&[types("a")]).unwrap();
        let page = |hash: &str| text(PAGE, &with_hash("# Protocol\n", hash));
        assert!(check(&[types("a"), page(&hash)]).is_none());
        assert!(check(&[types("b"), page(&hash)]).is_some());
        assert!(check(&[types("a")]).is_some());
    }

    #[test]
    fn without_a_protocol_there_is_nothing_to_describe() {
        assert!(check(&[text("README.md", "")]).is_none());
    }

    #[test]
    fn accepting_again_replaces_the_line() {
        let page = with_hash(&with_hash("# Protocol\n", "1"), "2");
        assert_eq!(written(&page), Some("2"));
        assert_eq!(page.matches(START).count(), 1);
    }
}
