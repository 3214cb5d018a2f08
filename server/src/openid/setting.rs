//! What the operator says of the organisation's provider, in a file: where it is, as whom we come to it, which of
//! its claims tells people apart, and how surely somebody must have shown who they are. The secret is elsewhere.

use std::path::{Path, PathBuf};

use openidconnect::core::CoreJwsSigningAlgorithm;
use openidconnect::{ClientId, ClientSecret, IssuerUrl};
use serde::Deserialize;

/// Where the secret is looked for if the file names no other.
pub const SECRET: &str = "OVERGANG_OIDC_SECRET";

/// The claim that every provider has and never gives to anybody else.
const SUBJECT: &str = "sub";

/// One provider.
#[derive(Clone, Debug)]
pub struct Setting {
    pub issuer: IssuerUrl,
    /// As people know it.
    pub name: String,
    pub client_id: ClientId,
    pub secret: ClientSecret,
    /// By which its signatures are accepted, as far as it announces them.
    pub algorithms: Vec<Algorithm>,
    pub colleague: Colleague,
    pub assurance: Option<Assurance>,
}

/// Which claim tells people apart.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colleague {
    pub claim: String,
    /// The provider never gives its value to anybody else. True of the subject by the standard; of any other
    /// claim the operator must say it.
    #[serde(default)]
    trusted: bool,
}

/// How surely somebody must have shown who they are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assurance {
    #[serde(default = "acr")]
    pub claim: String,
    /// The values that are let in.
    pub accepted: Vec<String>,
}

/// A way of signing. None of them has a secret that both sides know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Algorithm {
    #[serde(rename = "ES256")]
    Es256,
    #[serde(rename = "EdDSA")]
    EdDsa,
    #[serde(rename = "RS256")]
    Rs256,
}

/// Why there is no provider.
#[derive(Debug)]
pub enum Misset {
    /// A file cannot be read.
    Io(PathBuf, std::io::Error),
    /// It does not say what it must, or something else.
    Unreadable(String),
    /// It cannot be meant so.
    Wrong(&'static str),
    /// This machine cannot speak https.
    Tls(rustls::Error),
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    issuer: IssuerUrl,
    name: String,
    client_id: ClientId,
    secret_file: Option<PathBuf>,
    #[serde(default = "every_algorithm")]
    algorithms: Vec<Algorithm>,
    #[serde(default)]
    colleague: Colleague,
    assurance: Option<Assurance>,
}

impl Setting {
    /// Reads the file, and the secret from where it says.
    pub fn read(file: &Path) -> Result<Self, Misset> {
        let written = toml::from_str(&text(file)?);
        let written: Written = written.map_err(|error| Misset::Unreadable(error.to_string()))?;
        let secret = match &written.secret_file {
            Some(file) => text(file)?,
            None => std::env::var(SECRET).unwrap_or_default(),
        };
        Self::of(written, secret.trim())
    }

    fn of(written: Written, secret: &str) -> Result<Self, Misset> {
        let Written { issuer, name, client_id, algorithms, colleague, assurance, .. } = written;
        if secret.is_empty() {
            return Err(Misset::Wrong("the client's secret is missing"));
        }
        if !is_safe(issuer.url(), is_here(issuer.url())) {
            return Err(Misset::Wrong("the issuer is an https address; http only on localhost"));
        }
        if name.trim().is_empty() || client_id.is_empty() || algorithms.is_empty() {
            return Err(Misset::Wrong("name, client_id and algorithms say something"));
        }
        if colleague.claim != SUBJECT && !colleague.trusted {
            return Err(Misset::Wrong(
                "a claim other than sub tells people apart only where the provider never gives its \
                 value to anybody else: say so with trusted = true",
            ));
        }
        if assurance.as_ref().is_some_and(|assurance| assurance.accepted.is_empty()) {
            return Err(Misset::Wrong("no level of assurance would be let in"));
        }
        let secret = ClientSecret::new(secret.to_owned());
        Ok(Self { issuer, name, client_id, secret, algorithms, colleague, assurance })
    }

    /// The levels to ask the provider for, where it has a claim of its own for them.
    #[must_use]
    pub fn levels(&self) -> &[String] {
        let asked = self.assurance.as_ref().filter(|assurance| assurance.claim == "acr");
        asked.map_or(&[], |assurance| &assurance.accepted)
    }

    /// Whether the provider is on this machine, where nothing but http is spoken.
    #[must_use]
    pub fn is_here(&self) -> bool {
        is_here(self.issuer.url())
    }
}

/// Whether we may send anything there. Only a provider on this machine may name addresses on this machine.
#[must_use]
pub fn is_safe(url: &openidconnect::url::Url, here: bool) -> bool {
    url.scheme() == "https" || here && is_here(url)
}

fn is_here(url: &openidconnect::url::Url) -> bool {
    url.scheme() == "http" && matches!(url.host_str(), Some("localhost" | "127.0.0.1"))
}

fn text(file: &Path) -> Result<String, Misset> {
    std::fs::read_to_string(file).map_err(|error| Misset::Io(file.to_owned(), error))
}

fn every_algorithm() -> Vec<Algorithm> {
    vec![Algorithm::Es256, Algorithm::EdDsa, Algorithm::Rs256]
}

fn acr() -> String {
    "acr".to_owned()
}

impl Default for Colleague {
    fn default() -> Self {
        Self { claim: SUBJECT.to_owned(), trusted: true }
    }
}

impl From<Algorithm> for CoreJwsSigningAlgorithm {
    fn from(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Es256 => Self::EcdsaP256Sha256,
            Algorithm::EdDsa => Self::EdDsa,
            Algorithm::Rs256 => Self::RsaSsaPkcs1V15Sha256,
        }
    }
}

impl std::fmt::Display for Misset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(file, error) => write!(f, "{}: {error}", file.display()),
            Self::Unreadable(why) => write!(f, "the file of --oidc cannot be read: {why}"),
            Self::Wrong(why) => write!(f, "the file of --oidc: {why}"),
            Self::Tls(error) => write!(f, "https cannot be spoken: {error}"),
        }
    }
}

impl std::error::Error for Misset {}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str =
        "issuer = 'https://login.nordby.example'\nname = 'Nordby'\nclient_id = 'o'\n";

    fn read(more: &str, secret: &str) -> Result<Setting, Misset> {
        Setting::of(toml::from_str(&format!("{LEAST}{more}")).unwrap(), secret)
    }

    #[test]
    fn the_least_is_an_address_a_name_and_a_client() {
        let setting = read("", "hemmelig").unwrap();
        assert_eq!((&*setting.colleague.claim, setting.assurance.is_none()), ("sub", true));
        assert_eq!(setting.algorithms, every_algorithm());
        assert!(!format!("{setting:?}").contains("hemmelig"), "a secret does not show itself");
        let more =
            "[colleague]\nclaim = 'uuid'\ntrusted = true\n[assurance]\naccepted = ['high']\n";
        let setting = read(more, "hemmelig").unwrap();
        assert_eq!(setting.colleague.claim, "uuid");
        assert_eq!(setting.assurance.unwrap().claim, "acr");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_at_the_start() {
        for more in
            ["[colleague]\nclaim = 'email'\n", "[assurance]\naccepted = []\n", "algorithms = []\n"]
        {
            assert!(matches!(read(more, "hemmelig"), Err(Misset::Wrong(_))), "{more}");
        }
        assert!(matches!(read("", ""), Err(Misset::Wrong(_))), "without a secret");
        for more in ["algorithms = ['HS256']\n", "algorithms = ['none']\n", "secret = 'x'\n"] {
            assert!(toml::from_str::<Written>(&format!("{LEAST}{more}")).is_err(), "{more}");
        }
        let plain = LEAST.replace("https", "http");
        assert!(Setting::of(toml::from_str(&plain).unwrap(), "hemmelig").is_err());
    }

    #[test]
    fn nobody_elsewhere_sends_us_to_this_machine() {
        let url = |text: &str| text.parse().unwrap();
        for here in [true, false] {
            assert!(is_safe(&url("https://login.nordby.example/token"), here));
            assert!(!is_safe(&url("http://login.nordby.example/token"), here));
        }
        assert!(is_safe(&url("http://localhost:1/token"), true));
        assert!(!is_safe(&url("http://localhost:1/token"), false));
        assert!(!is_safe(&url("file:///etc/passwd"), true));
    }
}
