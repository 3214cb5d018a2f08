//! Precompressed siblings (.br, .gz) for what is shipped. Brotli 11 is slow, so results are kept by content.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::assets::SiteFile;
use super::emit::path_of;
use crate::error::Error;
use crate::{files, hash, place};

/// Below this a compressed sibling is not worth a file.
const SMALLEST: usize = 1000;
const DENSE: [&str; 4] = [".png", ".woff2", ".jpg", ".webp"];

/// A file's sizes in bytes; the compressed ones equal the raw one where there is no sibling.
pub(crate) struct Size {
    pub(crate) url: String,
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
    siblings: Vec<PathBuf>,
}

impl Size {
    pub(super) fn siblings(&self) -> Vec<PathBuf> {
        self.siblings.clone()
    }

    #[cfg(test)]
    pub(super) fn of(url: &str, raw: usize, brotli: usize) -> Self {
        Self { url: url.to_owned(), raw, gzip: raw, brotli, siblings: Vec::new() }
    }
}

pub(super) fn all(folder: &Path, site: &[SiteFile]) -> Result<Vec<Size>, Error> {
    let site = site.iter().filter(|file| file.url != "/build.json");
    site.map(|file| one(folder, file)).collect()
}

fn one(folder: &Path, file: &SiteFile) -> Result<Size, Error> {
    let (url, raw) = (file.url.clone(), file.bytes.len());
    if raw < SMALLEST || DENSE.iter().any(|end| url.ends_with(end)) {
        return Ok(Size { url, raw, gzip: raw, brotli: raw, siblings: Vec::new() });
    }
    let path = path_of(folder, &url);
    let (br, brotli) = sibling(&path, "br", &file.bytes, by_brotli)?;
    let (gz, gzip) = sibling(&path, "gz", &file.bytes, by_gzip)?;
    Ok(Size { url, raw, gzip, brotli, siblings: vec![br, gz] })
}

type Method = fn(&[u8]) -> std::io::Result<Vec<u8>>;

fn sibling(
    path: &Path,
    end: &str,
    bytes: &[u8],
    method: Method,
) -> Result<(PathBuf, usize), Error> {
    let kept = place::kept("compressed").join(format!("{}.{end}", hash::short(bytes)));
    let small = match files::read(&kept) {
        Ok(small) => small,
        Err(_) => method(bytes).map_err(Error::file(path))?,
    };
    files::write(&kept, &small)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!("{name}.{end}"));
    files::write(&beside, &small)?;
    Ok((beside, small.len()))
}

fn by_brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let (quality, window) = (11, 22);
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, quality, window);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

fn by_gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_methods_shrink_and_brotli_shrinks_more() {
        let text = "en vej fra et sted til et andet; ".repeat(200);
        let (br, gz) = (by_brotli(text.as_bytes()).unwrap(), by_gzip(text.as_bytes()).unwrap());
        assert!(!br.is_empty() && br.len() < gz.len() && gz.len() < text.len() / 10);
    }
}
