//! What is said on the command line.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use domain::text::ShortText;
use pico_args::Arguments;

use crate::account::invite::Invitation;
use crate::audit::heads::heads_file;
use crate::audit::verify::Inspection;
use crate::demo::Size;
use crate::exchange::daily::Bounds;

/// How to call this program.
pub const USAGE: &str = "\
overgang serve --listen 127.0.0.1:8080 --database data/overgang.sqlite --site dist/site
               [--demo] [--demo-size lille|h]
               [--heads FILE]  where the ends of the audit trail are noted; best on another machine's disk
               [--origin https://overgang.example.dk]  the address people use; passkeys belong to it
               [--oidc FILE]  the organisation's own sign-in (OpenID Connect)
               [--behind-proxy]  a proxy in front notes who asks (X-Forwarded-For)
               [--searches-a-day 60] [--cases-a-day 40]  how many names one person searches for, and how many cases
               they bring along that were not on the phone
               [--noedadgange-a-day 5]  how many cases one manager opens that nobody gave them
overgang account invite --database data/overgang.sqlite --kommune-navn NAME --navn NAME [--program NAME] [--new]
               makes the database and founds the municipality if there is none yet, and prints a one-time code for its
               local administrator; --new founds another municipality in a database that has one
overgang restored --database data/overgang.sqlite [--heads FILE]
               after a backup was put back and before it is served again
overgang audit verify --database data/overgang.sqlite [--heads FILE] [--key KEY] [--records]
               whether anything in the audit trail was changed, taken out or cut off; changes nothing.
               KEY is the public key, 64 hex digits or a file of them; else FILE.audit-key.pub beside the database.
               --records also computes anew what follows from the records: grants, seats, search keys, sums
overgang --help, --version
";

const VERSION: &str = concat!("overgang ", env!("CARGO_PKG_VERSION"), "\n");

/// What to do.
#[derive(Clone, Debug)]
pub enum Order {
    /// Say how to call this program, or which edition it is.
    Say(&'static str),
    /// Serve until asked to stop.
    Serve(Config),
    /// Say that the database was put back to an earlier state.
    Restored { database: PathBuf, heads: PathBuf },
    /// Invite a local administrator.
    Invite(Invitation),
    /// Look through the audit trail.
    Verify(Inspection),
}

/// How to serve.
#[derive(Clone, Debug)]
pub struct Config {
    pub listen: SocketAddr,
    pub database: PathBuf,
    /// Where the ends of the audit trail are noted.
    pub heads: PathBuf,
    /// The folder the app was built into.
    pub site: PathBuf,
    /// Invented persons, and anybody may sign in as them.
    pub demo: Option<Size>,
    /// The address people use, if it is not this machine's.
    pub origin: Option<String>,
    /// What there is to say of the organisation's own sign-in.
    pub oidc: Option<PathBuf>,
    /// A proxy stands in front and notes who asks.
    pub behind_proxy: bool,
    /// How much of some things there is for one person a day.
    pub bounds: Bounds,
}

/// The command line is not one of this program's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misused(pub String);

impl Order {
    /// Reads the command line.
    pub fn read(mut words: Arguments) -> Result<Self, Misused> {
        if words.contains(["-h", "--help"]) {
            return Ok(Self::Say(USAGE));
        }
        if words.contains(["-V", "--version"]) {
            return Ok(Self::Say(VERSION));
        }
        let order = match words.subcommand().map_err(misused)?.as_deref() {
            Some("serve") => Self::Serve(Config::read(&mut words)?),
            Some("restored") => {
                let database = words.value_from_os_str("--database", path).map_err(misused)?;
                let heads = heads(&mut words, &database)?;
                Self::Restored { database, heads }
            }
            Some("audit") => Self::audit(&mut words)?,
            Some("account") => Self::account(&mut words)?,
            _ => return Err(Misused(USAGE.to_owned())),
        };
        match words.finish().first() {
            None => Ok(order),
            Some(word) => {
                Err(Misused(format!("not understood: {}\n{USAGE}", word.to_string_lossy())))
            }
        }
    }
}

impl Order {
    fn account(words: &mut Arguments) -> Result<Self, Misused> {
        if words.subcommand().map_err(misused)?.as_deref() != Some("invite") {
            return Err(Misused(USAGE.to_owned()));
        }
        let database = words.value_from_os_str("--database", path).map_err(misused)?;
        let kommune = words.value_from_fn("--kommune-navn", ShortText::parse).map_err(misused)?;
        let program = words.opt_value_from_fn("--program", ShortText::parse).map_err(misused)?;
        let navn = words.value_from_fn("--navn", ShortText::parse).map_err(misused)?;
        let (heads, new) = (heads(words, &database)?, words.contains("--new"));
        Ok(Self::Invite(Invitation { database, heads, kommune, new, program, navn }))
    }

    fn audit(words: &mut Arguments) -> Result<Self, Misused> {
        if words.subcommand().map_err(misused)?.as_deref() != Some("verify") {
            return Err(Misused(USAGE.to_owned()));
        }
        let database = words.value_from_os_str("--database", path).map_err(misused)?;
        let heads = heads(words, &database)?;
        let key = words.opt_value_from_str("--key").map_err(misused)?;
        Ok(Self::Verify(Inspection { database, heads, key, records: words.contains("--records") }))
    }
}

fn heads(words: &mut Arguments, database: &Path) -> Result<PathBuf, Misused> {
    let said = words.opt_value_from_os_str("--heads", path).map_err(misused)?;
    Ok(said.unwrap_or_else(|| heads_file(database)))
}

impl Config {
    fn read(words: &mut Arguments) -> Result<Self, Misused> {
        let listen = words.value_from_str("--listen").map_err(misused)?;
        let database = words.value_from_os_str("--database", path).map_err(misused)?;
        let heads = heads(words, &database)?;
        let site = words.value_from_os_str("--site", path).map_err(misused)?;
        let demo = words.contains("--demo");
        let large = words.opt_value_from_fn("--demo-size", size).map_err(misused)?;
        if large.is_some() && !demo {
            return Err(Misused("--demo-size belongs to --demo".to_owned()));
        }
        let origin = words.opt_value_from_str("--origin").map_err(misused)?;
        let oidc = words.opt_value_from_os_str("--oidc", path).map_err(misused)?;
        let behind_proxy = words.contains("--behind-proxy");
        let demo = demo.then(|| large.unwrap_or_default());
        let usual = Bounds::default();
        let searches = words.opt_value_from_str("--searches-a-day").map_err(misused)?;
        let cases = words.opt_value_from_str("--cases-a-day").map_err(misused)?;
        let noedadgange = words.opt_value_from_str("--noedadgange-a-day").map_err(misused)?;
        let bounds = Bounds {
            searches: searches.unwrap_or(usual.searches),
            cases: cases.unwrap_or(usual.cases),
            noedadgange: noedadgange.unwrap_or(usual.noedadgange),
        };
        Ok(Self { listen, database, heads, site, demo, origin, oidc, behind_proxy, bounds })
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
