//! What the build weighs. The first load, wasm, js and css together, shall be 350 kB of brotli and is not yet:
//! the limit says how far the code has come and only goes down. docs/benchmarks.md tells what stands between.

use super::compress::Size;
use crate::error::Error;
use crate::say;

/// A kilobyte is 1,000 bytes here, as in what a phone's subscription counts.
const TARGET: usize = 350_000;
const LIMIT: usize = 715_000;
const COUNTED: [&str; 3] = [".wasm", ".js", ".css"];
/// Fetched later than the first load, or never.
const NOT_FIRST: [&str; 2] = ["/sw.js", "/sw-kill.js"];

pub(super) fn show(sizes: &[Size]) {
    say::line(&format!("  {:>9} {:>9} {:>9}", "raw", "gzip", "brotli"));
    for size in sizes {
        say::line(&row(size.raw, size.gzip, size.brotli, &size.url));
    }
    let total = first_load(sizes);
    say::line(&format!("  first load {total} bytes of brotli; limit {LIMIT}, target {TARGET}"));
}

fn row(raw: usize, gzip: usize, brotli: usize, url: &str) -> String {
    format!("  {raw:>9} {gzip:>9} {brotli:>9}  {url}")
}

pub(super) fn check_limit(sizes: &[Size]) -> Result<(), Error> {
    let actual = first_load(sizes);
    if actual > LIMIT {
        return Err(Error::OverBudget { actual, allowed: LIMIT });
    }
    Ok(())
}

fn first_load(sizes: &[Size]) -> usize {
    let counted = |url: &str| COUNTED.iter().any(|end| url.ends_with(end));
    let later =
        |url: &str| NOT_FIRST.iter().any(|end| url.ends_with(end)) || super::is_of_the_pages(url);
    let first = sizes.iter().filter(|size| counted(&size.url) && !later(&size.url));
    first.map(|size| size.brotli).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(url: &str, brotli: usize) -> Size {
        Size { url: url.to_owned(), raw: 9 * brotli, gzip: 2 * brotli, brotli }
    }

    fn sizes(wasm: usize) -> Vec<Size> {
        vec![
            size("/app/assets/app.1.wasm", wasm),
            size("/app/assets/app.1.css", 10_000),
            size("/app/assets/mark.1.svg", 900_000),
            size("/app/sw.js", 9_000),
            size("/app/assets/adgangsnoegle.1.js", 9_000),
        ]
    }

    #[test]
    fn pictures_and_the_worker_do_not_count() {
        assert_eq!(first_load(&sizes(300_000)), 310_000);
    }

    #[test]
    fn the_limit_holds_up_to_its_last_byte() {
        let css = 10_000;
        assert!(check_limit(&sizes(LIMIT - css)).is_ok());
        let over = check_limit(&sizes(LIMIT - css + 1));
        assert!(
            matches!(over, Err(Error::OverBudget { actual, allowed: LIMIT }) if actual == LIMIT + 1)
        );
    }
}
