//! Rule: a markdown link to a file of the repository leads somewhere.

use std::path::{Component, Path, PathBuf};

use super::{Finding, Text};

pub(super) fn check(text: &Text, exists: &dyn Fn(&Path) -> bool) -> Vec<Finding> {
    if Path::new(&text.path).extension().is_none_or(|end| end != "md") {
        return Vec::new();
    }
    let folder = Path::new(&text.path).parent().unwrap_or(Path::new(""));
    let links = prose(&text.body).flat_map(|(at, line)| targets(line).map(move |to| (at, to)));
    let dead = links.filter(|(_, to)| !exists(&resolved(folder, to)));
    dead.map(|(at, to)| Finding::new(&text.path, at, format!("no file `{to}`"))).collect()
}

/// Lines outside fenced code.
fn prose(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    body.lines().enumerate().filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// What a line links to, if it is a file: `[text](path#part)` gives `path`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let after = line.split("](").skip(1);
    let whole = after.filter_map(|rest| rest.split([')', ' ']).next());
    let files = whole.filter(|to| !to.contains("://") && !to.starts_with("mailto:"));
    files.filter_map(|to| to.split('#').next()).filter(|to| !to.is_empty())
}

/// Relative to the page, or to the root when it starts with a slash; `..` is followed by name.
fn resolved(folder: &Path, to: &str) -> PathBuf {
    let path = to.strip_prefix('/').map_or_else(|| folder.join(to), PathBuf::from);
    path.components().fold(PathBuf::new(), |mut path, part| {
        if part == Component::ParentDir {
            path.pop();
        } else {
            path.push(part);
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(path: &str, body: &str) -> Vec<String> {
        let text = Text { path: path.to_owned(), body: body.to_owned() };
        let exists = |path: &Path| path == Path::new("docs/protocol.md");
        check(&text, &exists).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn links_are_followed_from_where_the_page_lies() {
        assert!(dead("README.md", "[a](docs/protocol.md#up)").is_empty());
        assert!(dead("docs/x/a.md", "[a](../protocol.md) [b](/docs/protocol.md)").is_empty());
    }

    #[test]
    fn dead_links_are_found_with_their_line() {
        assert_eq!(dead("README.md", "\n[a](gone.md)"), ["README.md:2: no file `gone.md`"]);
    }

    #[test]
    fn addresses_anchors_and_code_are_left_alone() {
        assert!(dead("a.md", "[a](https://x.dk) [b](#c)\n```\n[a](gone.md)\n```").is_empty());
        assert!(dead("a.rs", "//! [a](gone.md)").is_empty());
    }
}
