//! The steps of `test`, in order.

use super::tally::Tally;
use super::{Choice, browser, cargo};
use crate::error::Error;
use crate::site::{self, Mode};
use crate::tidy;

pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    /// Whether it makes sense for one package.
    pub(super) by_package: bool,
    pub(super) run: fn(&Choice, &mut Tally) -> Result<(), Error>,
}

pub(super) const STEPS: [Step; 8] = [
    Step { name: "fmt", what: "formatting", by_package: true, run: cargo::format },
    Step { name: "tidy", what: "our own rules", by_package: false, run: |_, _| tidy::check() },
    Step { name: "clippy", what: "lints", by_package: true, run: cargo::lint },
    Step { name: "native", what: "tests outside the browser", by_package: true, run: cargo::test },
    Step { name: "app", what: "the app's plain structs", by_package: true, run: cargo::test_app },
    Step { name: "site", what: "what is shipped", by_package: false, run: |_, _| release_site() },
    Step {
        name: "conformance",
        what: "the store's page",
        by_package: false,
        run: |_, _| site::make_conformance().map(drop),
    },
    Step { name: "browser", what: "stories in Chromium", by_package: false, run: browser::test },
];

fn release_site() -> Result<(), Error> {
    site::make(Mode::Release)
}
