//! `test`: every check in the order in which it is cheapest to fail, each announced and timed.
//! It stops at the first step that fails, and closes with the sum over all test runners.

mod browser;
mod cargo;
mod step;
mod tally;

use pico_args::Arguments;

use crate::error::Error;
use crate::{say, setup};
use step::{STEPS, Step};
use tally::Tally;

/// What the command line narrows the run to.
pub(crate) struct Choice {
    package: Option<String>,
    only: Option<String>,
    /// One browser story, over a site that is quick to make.
    story: Option<String>,
}

impl Choice {
    /// A package on the command line leaves only the steps that are run for it alone.
    fn wants(&self, step: &Step) -> bool {
        let named = self.only.as_deref().is_none_or(|only| only == step.name);
        let told = |story| step.name == "site" || browser::is_told_in(step.name, story);
        let told = self.story.as_deref().is_none_or(told);
        told && named
            && self.package.as_deref().is_none_or(|package| step.packages.contains(&package))
    }

    /// A misspelt name must not pass as "nothing to do".
    fn check(&self) -> Result<(), Error> {
        let steps: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        known("step", self.only.as_deref(), &steps)?;
        let stories = browser::names()?;
        let stories: Vec<_> = stories.iter().map(String::as_str).collect();
        known("story", self.story.as_deref(), &stories)?;
        known("package", self.package.as_deref(), &cargo::ALL)
    }
}

fn known(what: &'static str, name: Option<&str>, names: &[&str]) -> Result<(), Error> {
    match name {
        Some(name) if !names.contains(&name) => {
            Err(Error::UnknownName { what, name: name.to_owned(), known: names.join(" ") })
        }
        _ => Ok(()),
    }
}

pub(crate) fn verb(mut args: Arguments) -> Result<(), Error> {
    let choice = Choice {
        package: args.opt_value_from_str("--package")?,
        only: args.opt_value_from_str("--only")?,
        story: args.opt_value_from_str("--story")?,
    };
    crate::no_more(args)?;
    choice.check()?;
    setup::for_building()?;
    let mut tally = Tally::default();
    let outcome = run(&choice, &mut tally);
    say::line(&format!("\n{tally}"));
    outcome
}

fn run(choice: &Choice, tally: &mut Tally) -> Result<(), Error> {
    for step in STEPS.iter().filter(|step| choice.wants(step)) {
        let failed = |error| {
            say::failure(&error);
            Error::TestsFailed(format!("the step `{}` ({})", step.name, step.what))
        };
        let title = format!("{}: {}", step.name, step.what);
        let before = tally.failed;
        if let Err(error) = say::timed(&title, || (step.run)(choice, tally)) {
            tally.failed += usize::from(tally.failed == before);
            return Err(failed(error));
        }
    }
    Ok(())
}
