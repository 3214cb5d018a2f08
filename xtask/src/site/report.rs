//! What the build weighs: wasm, js and css in brotli, what the first screen waits for and all of it. The first
//! load shall be 350 kB and is not yet: the limits say how far the code has come, and were raised for mends alone (decision 0027).
//! docs/benchmarks.md tells what stands between.

use super::compress::Size;
use super::split;
use crate::error::Error;
use crate::say;

/// A kilobyte is 1,000 bytes here, as in what a phone's subscription counts.
const TARGET: usize = 350_000;
const LIMIT: usize = 477_000;
/// The first load and what is fetched after it.
const LIMIT_OF_ALL: usize = 869_500;
const COUNTED: [&str; 3] = [".wasm", ".js", ".css"];
/// Fetched beside the app, or never.
const NOT_OF_THE_APP: [&str; 2] = ["/sw.js", "/sw-kill.js"];

pub(super) fn show(sizes: &[Size]) {
    say::line(&format!("  {:>9} {:>9} {:>9}", "raw", "gzip", "brotli"));
    for size in sizes {
        say::line(&row(size.raw, size.gzip, size.brotli, &size.url));
    }
    let (first, all) = (first_load(sizes), whole(sizes));
    say::line(&format!("  first load {first} bytes of brotli; limit {LIMIT}, target {TARGET}"));
    say::line(&format!("  later {}, all {all}; limit of all {LIMIT_OF_ALL}", all - first));
}

fn row(raw: usize, gzip: usize, brotli: usize, url: &str) -> String {
    format!("  {raw:>9} {gzip:>9} {brotli:>9}  {url}")
}

pub(super) fn check_limit(sizes: &[Size]) -> Result<(), Error> {
    within("the first load", first_load(sizes), LIMIT)?;
    within("all of the app", whole(sizes), LIMIT_OF_ALL)
}

fn within(what: &'static str, actual: usize, allowed: usize) -> Result<(), Error> {
    if actual > allowed { Err(Error::OverBudget { what, actual, allowed }) } else { Ok(()) }
}

fn first_load(sizes: &[Size]) -> usize {
    of_the_app(sizes).filter(|size| !split::is_later(&size.url)).map(|size| size.brotli).sum()
}

fn whole(sizes: &[Size]) -> usize {
    of_the_app(sizes).map(|size| size.brotli).sum()
}

fn of_the_app(sizes: &[Size]) -> impl Iterator<Item = &Size> {
    let counted = |url: &str| COUNTED.iter().any(|end| url.ends_with(end));
    let beside = |url: &str| {
        NOT_OF_THE_APP.iter().any(|end| url.ends_with(end)) || super::is_of_the_pages(url)
    };
    sizes.iter().filter(move |size| counted(&size.url) && !beside(&size.url))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(url: &str, brotli: usize) -> Size {
        Size { url: url.to_owned(), raw: 9 * brotli, gzip: 2 * brotli, brotli }
    }

    fn sizes(first: usize, later: usize) -> Vec<Size> {
        vec![
            size("/app/assets/app.1.wasm", first),
            size("/app/assets/later-rest.1.wasm", later),
            size("/app/assets/app.1.css", 10_000),
            size("/app/assets/mark.1.svg", 900_000),
            size("/app/sw.js", 9_000),
            size("/app/assets/adgangsnoegle.1.js", 9_000),
        ]
    }

    #[test]
    fn pictures_the_worker_and_what_comes_later_are_not_in_the_first_load() {
        assert_eq!(first_load(&sizes(300_000, 200_000)), 310_000);
        assert_eq!(whole(&sizes(300_000, 200_000)), 510_000);
    }

    #[test]
    fn each_limit_holds_up_to_its_last_byte() {
        let css = 10_000;
        let later = LIMIT_OF_ALL - LIMIT;
        assert!(check_limit(&sizes(LIMIT - css, later)).is_ok());
        let over = |first, later| match check_limit(&sizes(first, later)) {
            Err(Error::OverBudget { what, actual, allowed }) => Some((what, actual - allowed)),
            _ => None,
        };
        assert_eq!(over(LIMIT - css + 1, 0), Some(("the first load", 1)));
        assert_eq!(over(LIMIT - css, later + 1), Some(("all of the app", 1)));
    }
}
