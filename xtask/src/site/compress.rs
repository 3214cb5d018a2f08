//! Precompressed siblings (.br, .gz) for what is shipped. Brotli at its best is slow, so results are kept by content.

use std::path::{Path, PathBuf};

use super::assets::SiteFile;
use super::emit::path_of;
use crate::error::Error;
use crate::{command, files, hash, place};

/// Below this a compressed sibling is not worth a file.
const SMALLEST: usize = 1000;
const DENSE: [&str; 4] = [".png", ".woff2", ".jpg", ".webp"];
const ENDS: [&str; 2] = ["br", "gz"];

/// A file's sizes in bytes; the compressed ones equal the raw one where there is no sibling.
pub(super) struct Size {
    pub(super) url: String,
    pub(super) raw: usize,
    pub(super) gzip: usize,
    pub(super) brotli: usize,
}

/// Writes the siblings beside the files; returns the sizes and the siblings' paths.
pub(super) fn all(folder: &Path, site: &[SiteFile]) -> Result<(Vec<Size>, Vec<PathBuf>), Error> {
    compress_new(site)?;
    let (mut sizes, mut siblings) = (Vec::new(), Vec::new());
    for file in site.iter().filter(|file| file.url != "/build.json") {
        let (url, raw) = (file.url.clone(), file.bytes.len());
        let mut found = Size { url, raw, gzip: raw, brotli: raw };
        if is_worth_it(file) {
            let path = path_of(folder, &file.url);
            found.brotli = sibling(file, &path, "br", &mut siblings)?;
            found.gzip = sibling(file, &path, "gz", &mut siblings)?;
        }
        sizes.push(found);
    }
    Ok((sizes, siblings))
}

fn is_worth_it(file: &SiteFile) -> bool {
    file.bytes.len() >= SMALLEST && !DENSE.iter().any(|end| file.url.ends_with(end))
}

/// Hands node the files whose content it has not seen.
fn compress_new(site: &[SiteFile]) -> Result<(), Error> {
    let mut node = command::new("node");
    node.arg("xtask/src/site/compress.mjs");
    for file in site.iter().filter(|file| is_worth_it(file)) {
        let kept = kept(file);
        if ENDS.iter().any(|end| !with_end(&kept, end).exists()) {
            files::write(&kept, &file.bytes)?;
            node.arg(kept);
        }
    }
    if node.get_args().len() > 1 { command::run(&mut node) } else { Ok(()) }
}

fn kept(file: &SiteFile) -> PathBuf {
    place::kept("compressed").join(hash::short(&file.bytes))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.{end}"))
}

fn sibling(
    file: &SiteFile,
    path: &Path,
    end: &str,
    siblings: &mut Vec<PathBuf>,
) -> Result<usize, Error> {
    let (small, beside) = (files::read(&with_end(&kept(file), end))?, with_end(path, end));
    files::write(&beside, &small)?;
    siblings.push(beside);
    Ok(small.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_shrinks_gets_siblings() {
        assert!(is_worth_it(&SiteFile::new("/app/assets/app.1.css", vec![b' '; 1000])));
        assert!(!is_worth_it(&SiteFile::new("/app/assets/app.1.css", vec![b' '; 999])));
        assert!(!is_worth_it(&SiteFile::new("/app/assets/a.1.woff2", vec![b' '; 9000])));
    }

    #[test]
    fn a_sibling_keeps_the_whole_name() {
        assert_eq!(with_end(Path::new("a/app.1.css"), "br"), Path::new("a/app.1.css.br"));
    }
}
