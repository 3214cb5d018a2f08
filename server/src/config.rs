//! What is said on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use pico_args::Arguments;

use crate::demo::Size;

/// How to call this program.
pub const USAGE: &str = "\
overgang serve --listen 127.0.0.1:8080 --database data/overgang.sqlite --site dist/site
               [--demo] [--demo-size lille|h]
";

/// How to serve.
#[derive(Clone, Debug)]
pub struct Config {
    pub listen: SocketAddr,
    pub database: PathBuf,
    /// The folder the app was built into.
    pub site: PathBuf,
    /// Invented persons, and anybody may sign in as them.
    pub demo: Option<Size>,
}

/// The command line is not one of this program's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misused(pub String);

impl Config {
    /// Reads the command line.
    pub fn read(mut words: Arguments) -> Result<Self, Misused> {
        if words.subcommand().map_err(misused)?.as_deref() != Some("serve") {
            return Err(Misused(USAGE.to_owned()));
        }
        let listen = words.value_from_str("--listen").map_err(misused)?;
        let database = words.value_from_os_str("--database", path).map_err(misused)?;
        let folder = words.value_from_os_str("--site", path).map_err(misused)?;
        let demo = words.contains("--demo");
        let large = words.opt_value_from_fn("--demo-size", size).map_err(misused)?;
        let rest = words.finish();
        match (rest.first(), demo, large) {
            (Some(word), ..) => {
                Err(Misused(format!("not understood: {}\n{USAGE}", word.to_string_lossy())))
            }
            (None, false, Some(_)) => Err(Misused("--demo-size belongs to --demo".to_owned())),
            (None, _, large) => {
                let demo = demo.then(|| large.unwrap_or_default());
                Ok(Self { listen, database, site: folder, demo })
            }
        }
    }
}

fn size(word: &str) -> Result<Size, Misused> {
    match word {
        "lille" => Ok(Size::Lille),
        "h" => Ok(Size::H),
        _ => Err(Misused("a demo is of the size lille or h".to_owned())),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the parser wants a result")]
fn path(word: &std::ffi::OsStr) -> Result<PathBuf, Misused> {
    Ok(PathBuf::from(word))
}

fn misused(error: impl std::fmt::Display) -> Misused {
    Misused(format!("{error}\n{USAGE}"))
}

impl std::fmt::Display for Misused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misused {}
