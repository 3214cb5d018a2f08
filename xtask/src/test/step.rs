//! The steps of `test`, in order.

use super::tally::Tally;
use super::{Choice, browser, cargo};
use crate::error::Error;
use crate::site::{self, Mode};
use crate::tidy;

pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    /// The packages for which it can be run alone; none where only the whole makes sense.
    pub(super) packages: &'static [&'static str],
    pub(super) run: Run,
}

type Run = fn(&Choice, &mut Tally) -> Result<(), Error>;

const fn step(
    name: &'static str,
    what: &'static str,
    packages: &'static [&'static str],
    run: Run,
) -> Step {
    Step { name, what, packages, run }
}

pub(super) const STEPS: [Step; 9] = [
    step("fmt", "formatting", &cargo::ALL, cargo::format),
    step("tidy", "our own rules", &[], |_, _| tidy::check()),
    step("clippy", "lints", &cargo::ALL, cargo::lint),
    step("native", "tests outside the browser", &cargo::NATIVE, cargo::test),
    step("app", "the app's plain structs", &["app"], cargo::test_app),
    step("site", "what is shipped, within its limit of size", &[], |choice, _| {
        site::make(if choice.story.is_some() { Mode::Dev } else { Mode::Release })
    }),
    step("conformance", "the store's page", &[], |_, _| site::make_conformance().map(drop)),
    step(browser::CHROMIUM, "stories in Chromium", &[], browser::test),
    step(browser::ENGINES, "stories in WebKit and in Firefox", &[], browser::test_engines),
];
