//! Puts the site together: assets first, then the texts that name them, then the worker that lists them all.

use super::assets::{Assets, SiteFile};
use super::manifest;
use super::split::Chunk;
use super::wasm::Code;
use crate::error::Error;
use crate::{files, hash, place};

const BOOT: &[u8] = b"// Starts the conformance suite.\nimport start from \"./app.js\";\nawait start({ module_or_path: \"app_bg.wasm\" });\n";
const CONFORMANCE_PAGE: &[u8] = b"<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Store conformance</title>\n<script type=\"module\" src=\"boot.js\"></script>\n";

/// What no text of the app names and the server's own pages need.
const FOR_THE_SERVER: &str = "asset:public/adgangsnoegle.js";

const BENCH_PAGE: &str = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Bench</title>\n<script type=\"module\" src=\"asset:ours.mjs\"></script>\n";

/// Wasm, glue and style, under the names that app/index.html uses.
pub(super) fn assets(code: Code, css: &str) -> Result<Assets, Error> {
    let mut assets = Assets::default();
    let js = with_snippets(&mut assets, code.js, code.snippets);
    let js = with_chunks(&mut assets, js, code.chunks);
    assets.add("app.js", js.into_bytes());
    assets.add("app.wasm", code.wasm);
    let css = assets.fill(css)?;
    assets.add("app.css", css.into_bytes());
    Ok(assets)
}

/// The glue imports `./snippets/…`: these become hashed assets beside it.
fn with_snippets(assets: &mut Assets, js: String, snippets: Vec<(String, Vec<u8>)>) -> String {
    snippets.into_iter().fold(js, |js, (path, bytes)| {
        let url = assets.add(&path, bytes);
        js.replace(&format!("./{path}"), &url)
    })
}

/// The glue fetches chunks by their hashed names: an older page finds its own ones, never those of a newer build.
fn with_chunks(assets: &mut Assets, js: String, chunks: Vec<Chunk>) -> String {
    chunks.into_iter().fold(js, |js, chunk| {
        let (name, found) = (chunk.name(), chunk);
        let url = assets.add(&name, found.wasm.clone());
        found.address_in(&js, &url)
    })
}

/// Every file of the site. The build's hash covers all of them, the templates included.
pub(super) fn files(mut assets: Assets) -> Result<Vec<SiteFile>, Error> {
    let source = |path| files::read_text(&place::in_root(path));
    let installed = assets.fill(&source("public/manifest.webmanifest")?)?;
    let index = assets.fill(&source("app/index.html")?)?;
    let worker = source("public/sw.js")?;
    assets.fill(FOR_THE_SERVER)?;
    let by_name = assets.by_name();
    let mut files = assets.into_files();
    let build = build_hash(&files, [&installed, &index, &worker]);
    files.push(SiteFile::new("/app/manifest.webmanifest", installed));
    files.push(SiteFile::new("/app/", index.replace("{{build}}", &build)));
    let precache = manifest::for_worker(&build, &files);
    files.push(SiteFile::new("/app/sw.js", precache + &worker));
    files.push(SiteFile::new("/app/sw-kill.js", source("public/sw-kill.js")?));
    files.push(SiteFile::new("/build.json", manifest::for_server(&build, &by_name, &files)));
    Ok(files)
}

fn build_hash(files: &[SiteFile], templates: [&String; 3]) -> String {
    let urls = files.iter().map(|file| file.url.as_bytes());
    hash::of_parts(urls.chain(templates.map(String::as_bytes)))
}

/// The page that runs the store's conformance suite; plain names, nothing is cached.
pub(super) fn conformance(code: Code) -> Vec<SiteFile> {
    let snippets = code.snippets.into_iter();
    let snippets = snippets.map(|(path, bytes)| SiteFile::new(&format!("/{path}"), bytes));
    let mut files: Vec<_> = snippets.collect();
    files.push(SiteFile::new("/app.js", code.js));
    files.push(SiteFile::new("/app_bg.wasm", code.wasm));
    files.push(SiteFile::new("/boot.js", BOOT));
    files.push(SiteFile::new("/", CONFORMANCE_PAGE));
    files
}

/// The page by which the benchmarks drive the phone, under the app's address: its scripts are assets as the
/// app's are, so that the real server serves it.
pub(super) fn bench(code: Code) -> Result<Vec<SiteFile>, Error> {
    let mut assets = Assets::default();
    let js = with_snippets(&mut assets, code.js, code.snippets);
    assets.add("app.js", js.into_bytes());
    assets.add("app.wasm", code.wasm);
    assets.add("work.mjs", files::read(&place::in_root("bench/lib/work.mjs"))?);
    assets.add("page.mjs", files::read(&place::in_root("bench/lib/page.mjs"))?);
    let driver = assets.fill(&files::read_text(&place::in_root("bench/pages/ours.mjs"))?)?;
    assets.add("ours.mjs", driver.into_bytes());
    let page = assets.fill(BENCH_PAGE)?;
    let mut files = assets.into_files();
    files.push(SiteFile::new("/app/", page));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_finds_its_snippets_under_their_hashed_names() {
        let mut assets = Assets::default();
        let path = "snippets/gloo-1/inline0.js".to_owned();
        let js = format!("import {{ f }} from './{path}';");
        let filled = with_snippets(&mut assets, js, vec![(path, b"export {}".to_vec())]);
        assert!(filled.starts_with("import { f } from '/app/assets/inline0."));
    }

    #[test]
    fn the_build_changes_with_any_template() {
        let (a, b) = ("a".to_owned(), "b".to_owned());
        assert_ne!(build_hash(&[], [&a, &a, &a]), build_hash(&[], [&a, &a, &b]));
    }
}
