//! Writes the tree: first what is named, then what names it, so that a server in mid-build serves a whole site.

use std::path::{Path, PathBuf};

use super::assets::SiteFile;
use crate::error::Error;
use crate::files;

/// Writes every file and returns the paths.
pub(super) fn write(folder: &Path, site: &[SiteFile]) -> Result<Vec<PathBuf>, Error> {
    let mut written = Vec::new();
    for file in site {
        let path = path_of(folder, &file.url);
        files::write(&path, &file.bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// Clears what earlier builds left behind.
pub(super) fn remove_others(folder: &Path, keep: &[PathBuf]) -> Result<(), Error> {
    for path in files::below(folder)? {
        if !keep.contains(&path) && !path.ends_with("app/kill") {
            files::remove(&path)?;
        }
    }
    Ok(())
}

/// Where an address lies on disk: a folder's page is its index.html.
pub(super) fn path_of(folder: &Path, url: &str) -> PathBuf {
    let page = if url.ends_with('/') { "index.html" } else { "" };
    folder.join(format!("{}{page}", url.trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths() {
        let site = Path::new("site");
        assert_eq!(path_of(site, "/app/"), Path::new("site/app/index.html"));
        assert_eq!(path_of(site, "/app/sw.js"), Path::new("site/app/sw.js"));
        assert_eq!(path_of(site, "/"), Path::new("site/index.html"));
    }
}
