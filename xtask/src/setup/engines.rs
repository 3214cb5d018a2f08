//! WebKit and Firefox, each with the driver by which stories are told there, and the screen that WebKit wants. Each has a
//! variable that names another program. Debian's packages bring all of them but Firefox' driver, which cargo builds.

use std::env;
use std::fs;
use std::path::Path;

use super::apt_install;
use crate::error::Error;
use crate::{command, place, say};

struct Tool {
    variable: &'static str,
    /// Programs on PATH.
    names: &'static [&'static str],
    package: &'static str,
}

const WEBKIT: &str = "webkit2gtk-driver";
/// WebKit's own small browser comes with its driver, and lies outside PATH.
const MINIBROWSER: Tool = tool("OVERGANG_MINIBROWSER", &[], WEBKIT);
const FROM_DEBIAN: [Tool; 4] = [
    tool("OVERGANG_WEBKITDRIVER", &["WebKitWebDriver"], WEBKIT),
    MINIBROWSER,
    tool("OVERGANG_XVFB", &["Xvfb"], "xvfb"),
    tool("OVERGANG_FIREFOX", &["firefox-esr", "firefox"], "firefox-esr"),
];
const GECKODRIVER: Tool = tool("OVERGANG_GECKODRIVER", &["geckodriver"], "");
const GECKODRIVER_VERSION: &str = "0.37.1";

const fn tool(
    variable: &'static str,
    names: &'static [&'static str],
    package: &'static str,
) -> Tool {
    Tool { variable, names, package }
}

/// The programs that are here, by the variables in which the stories look for them.
pub(crate) fn found() -> impl Iterator<Item = (&'static str, String)> {
    let tools = FROM_DEBIAN.into_iter().chain([GECKODRIVER]);
    tools.filter_map(|tool| tool.find().map(|program| (tool.variable, program)))
}

pub(super) fn ensure() -> Result<(), Error> {
    let missing =
        || FROM_DEBIAN.iter().filter(|tool| tool.find().is_none()).map(|tool| tool.package);
    let mut packages: Vec<_> = missing().collect();
    packages.dedup();
    if !packages.is_empty() {
        let install = || apt_install(&packages);
        let installed = say::timed("WebKit and Firefox", install).unwrap_or(false);
        if !installed || missing().next().is_some() {
            return Err(by_hand(&packages));
        }
    }
    if GECKODRIVER.find().is_none() {
        say::timed("geckodriver, Firefox' driver", build_geckodriver)?;
    }
    Ok(())
}

fn by_hand(packages: &[&str]) -> Error {
    let variables = FROM_DEBIAN.map(|tool| tool.variable).join(", ");
    let install = packages.join(" ");
    let by_hand = format!("sudo apt-get install {install}, or name the programs in {variables}");
    Error::missing("WebKit's or Firefox' browser", &by_hand)
}

impl Tool {
    /// The program, as a path or a name on PATH.
    fn find(&self) -> Option<String> {
        if let Ok(named) = env::var(self.variable) {
            return Some(named);
        }
        let on_path = self.names.iter().find_map(|name| command::first_line("which", &[name]));
        on_path.or_else(|| match self.variable {
            variable if variable == MINIBROWSER.variable => beside_the_libraries(),
            variable if variable == GECKODRIVER.variable => built_here(),
            _ => None,
        })
    }
}

/// `/usr/lib/<kind of machine>/webkit2gtk-4.1/MiniBrowser`, in whichever folder this machine has.
fn beside_the_libraries() -> Option<String> {
    let kinds = fs::read_dir("/usr/lib").ok()?.flatten().map(|kind| kind.path());
    let mut browsers = kinds.map(|kind| kind.join("webkit2gtk-4.1/MiniBrowser"));
    Some(browsers.find(|browser| browser.exists())?.to_string_lossy().into_owned())
}

fn built_here() -> Option<String> {
    let program = place::kept("tools").join("bin/geckodriver");
    program.exists().then(|| program.to_string_lossy().into_owned())
}

/// Once, and kept. Nothing is gained by optimising it: it passes requests on.
fn build_geckodriver() -> Result<(), Error> {
    let (root, build) = (place::kept("tools"), place::kept("tools-build"));
    let version = ["--version", GECKODRIVER_VERSION, "--locked", "--debug"];
    let mut cargo = command::cargo(&["install", "geckodriver"]);
    cargo.args(version).arg("--root").arg(&root).arg("--target-dir").arg(&build);
    let done = command::run_quietly(cargo.env("CARGO_PROFILE_DEV_DEBUG", "0"));
    let by_hand = "cargo install geckodriver, or set OVERGANG_GECKODRIVER";
    done.map_err(|_| Error::missing("geckodriver", by_hand))?;
    remove(&build)
}

/// What building leaves behind is large, and nobody builds it again.
fn remove(folder: &Path) -> Result<(), Error> {
    fs::remove_dir_all(folder).map_err(Error::file(folder))
}
