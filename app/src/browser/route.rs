//! What the address says: which page it names, and the ids in it, parsed.

use std::borrow::Cow;
use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// The id of that name in the address; none where it is not there or is no id.
pub fn use_id<T>(name: &'static str) -> Memo<Option<T>>
where
    T: FromStr + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.read().get_str(name).and_then(|text| text.parse().ok()))
}

/// An address as `app.rs` writes it, `unge/:ung/notat` or `unge/:ung?`: one type for all of them. The router's own
/// macro makes a type for each shape, and with it the router's code once for each.
#[derive(Clone, Copy, Debug)]
pub struct Address(pub &'static str);

impl Address {
    fn parts(self) -> impl Iterator<Item = &'static str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }
}

impl PossibleRouteMatch for Address {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let (mut rest, mut params) = (path, Vec::new());
        for part in self.parts() {
            let (found, after) = first(rest);
            match part.strip_prefix(':') {
                None if part == found => rest = after,
                Some(name) if !found.is_empty() => {
                    params.push((Cow::Borrowed(name.trim_end_matches('?')), found.to_owned()));
                    rest = after;
                }
                Some(name) if name.ends_with('?') => {}
                _ => return None,
            }
        }
        let matched = path.strip_suffix(rest)?;
        Some(PartialPathMatch::new(rest, params, matched))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.extend(self.parts().map(|part| PathSegment::Static(Cow::Borrowed(part))));
    }
}

/// `/unge/7/notat` is `unge`, and `/7/notat` after it.
fn first(path: &str) -> (&str, &str) {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.split_at(path.find('/').unwrap_or(path.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an address makes of a path, as the router does: nothing may be left but a slash.
    fn params(address: &'static str, path: &str) -> Option<Vec<(String, String)>> {
        let found = Address(address).test(path)?;
        let whole = ["", "/"].contains(&found.remaining());
        let owned = |(name, value): (Cow<'static, str>, String)| (name.into_owned(), value);
        whole.then(|| found.params().into_iter().map(owned).collect())
    }

    fn of(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_address_is_met_whole_or_not_at_all() {
        assert_eq!(params("", "/"), Some(of(&[])));
        assert_eq!(params("", ""), Some(of(&[])));
        assert_eq!(params("", "/unge"), None);
        assert_eq!(params("besoeg/nyt", "/besoeg/nyt"), Some(of(&[])));
        assert_eq!(params("besoeg", "/besoegt"), None);
        assert_eq!(params("unge/:ung/notat", "/unge/7"), None);
    }

    #[test]
    fn what_an_address_names_is_read_from_the_path() {
        assert_eq!(
            params("besoeg/:organisation/:besoeg", "/besoeg/3/æ"),
            Some(of(&[("organisation", "3"), ("besoeg", "æ")]))
        );
        assert_eq!(params("unge/:ung/notat", "/unge/7/notat/"), Some(of(&[("ung", "7")])));
    }

    #[test]
    fn what_may_be_left_out_may_be_left_out() {
        assert_eq!(params("unge/:ung?", "/unge/7"), Some(of(&[("ung", "7")])));
        assert_eq!(params("unge/:ung?", "/unge"), Some(of(&[])));
        assert_eq!(params("unge/:ung?", "/unge/"), Some(of(&[])));
        assert_eq!(params("unge/:ung?", "/unge/7/notat"), None);
    }
}
