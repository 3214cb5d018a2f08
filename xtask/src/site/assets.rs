//! The hashed files under /app/assets/, and the `asset:…` names by which texts call them.
//! Only what some text names is shipped.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::{files, hash, place};

/// One file of the site, at the address it is served from.
pub(crate) struct SiteFile {
    pub(crate) url: String,
    pub(crate) bytes: Vec<u8>,
}

impl SiteFile {
    pub(crate) fn new(url: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { url: url.to_owned(), bytes: bytes.into() }
    }
}

/// Assets by the name that texts use for them.
#[derive(Default)]
pub(super) struct Assets(BTreeMap<String, SiteFile>);

impl Assets {
    /// Takes a file in under its hashed name and returns its address.
    pub(super) fn add(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let url = format!("/app/assets/{}", hashed_name(name, &bytes));
        self.0.insert(name.to_owned(), SiteFile::new(&url, bytes));
        url
    }

    pub(super) fn into_files(self) -> Vec<SiteFile> {
        self.0.into_values().collect()
    }

    fn url(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|file| file.url.as_str())
    }

    /// Every name with its address.
    pub(super) fn by_name(&self) -> BTreeMap<String, String> {
        self.0.iter().map(|(name, file)| (name.clone(), file.url.clone())).collect()
    }

    /// Replaces every `asset:NAME` in a text by the address, bringing in files of the repository as they are named.
    pub(super) fn fill(&mut self, text: &str) -> Result<String, Error> {
        let mut parts = text.split("asset:");
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part.find(|c: char| !is_name(c)).unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            filled.push_str(&self.address(name)?);
            filled.push_str(rest);
        }
        Ok(filled)
    }

    fn address(&mut self, name: &str) -> Result<String, Error> {
        if let Some(url) = self.url(name) {
            return Ok(url.to_owned());
        }
        if !name.starts_with("public/") && !name.starts_with("node_modules/") {
            return Err(Error::UnknownAsset(name.to_owned()));
        }
        let bytes = files::read(&place::in_root(name))?;
        Ok(self.add(name, bytes))
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._-/@".contains(c)
}

/// `public/icons/mark.svg` becomes `mark.<hash>.svg`.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let path = Path::new(name);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().unwrap_or_default().to_string_lossy();
    format!("{stem}.{}.{end}", hash::short(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_carries_the_hash_of_its_content() {
        assert_eq!(hashed_name("public/icons/mark.svg", b""), "mark.e3b0c44298fc1c14.svg");
    }

    #[test]
    fn texts_get_addresses_for_names() {
        let mut assets = Assets::default();
        let css = assets.add("app.css", b"body{}".to_vec());
        let filled = assets.fill(r#"<link href="asset:app.css"> and url(asset:app.css)"#);
        assert_eq!(filled.unwrap(), format!(r#"<link href="{css}"> and url({css})"#));
    }

    #[test]
    fn a_text_without_names_stays_as_it_is() {
        assert_eq!(Assets::default().fill("assets: none").unwrap(), "assets: none");
    }

    #[test]
    fn an_unknown_name_stops_the_build() {
        assert!(matches!(
            Assets::default().fill("asset:app.csss"),
            Err(Error::UnknownAsset(name)) if name == "app.csss"
        ));
    }
}
