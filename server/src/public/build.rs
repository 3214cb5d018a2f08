//! What the build left beside the files: under which name the style sheet and the icons lie.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::state::Site;

/// The part of `build.json` that pages need.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Build {
    pub css: Option<String>,
    pub icons: Option<String>,
    /// Every file by the name it has in the sources.
    #[serde(default)]
    pub assets: BTreeMap<String, String>,
}

/// Read at every page, so that a new build needs no restart. Without a build, pages are plain.
pub async fn read(site: &Site) -> Build {
    let text = tokio::fs::read(site.folder.join("build.json")).await.unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}
