//! Cuts the module at the split points that `app/src/main.rs` marks: what only they reach becomes a chunk that
//! the app fetches when it is needed. Before wasm-bindgen, by the relocations that the linker has left in.

use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::error::Error;
use crate::files;

/// The linker leaves in what points where; the cut moves functions and data by it.
pub(super) const LINKED: [&str; 3] = ["--", "-C", "link-arg=--emit-relocs"];

/// The script that fetches chunks, as the module imports it; none of that name is shipped.
const LOADER: &str = "./loader.js";
const CHUNK: &str = "split_";

/// A part of the module that is fetched later.
pub(crate) struct Chunk {
    /// As the loader names it.
    file: String,
    pub(crate) wasm: Vec<u8>,
}

impl Chunk {
    /// Its name among the assets.
    pub(crate) fn name(&self) -> String {
        format!("later-{}", self.file.trim_start_matches(CHUNK))
    }

    /// How the glue spells its address, and is to spell it.
    pub(crate) fn address_in(&self, js: &str, url: &str) -> String {
        js.replace(&format!("\"./{}\"", self.file), &format!("\"{url}\""))
    }
}

/// Whether an address is that of a chunk: no part of the first load.
pub(super) fn is_later(url: &str) -> bool {
    url.contains("/later-")
}

/// Leaves the main module at `main`, and chunks and loader in `out`.
pub(super) fn cut(raw: &Path, main: &Path, out: &Path) -> Result<(), Error> {
    let input = files::read(raw)?;
    let mut options = Options::new(&input);
    options.main_out_path = main;
    options.output_dir = out;
    options.link_name = LOADER;
    options.main_module = "./app.js";
    transform(options).map(drop).map_err(|error| Error::Split(format!("{error:#}")))
}

/// Every module that was made: each is made smaller by itself.
pub(super) fn modules(out: &Path) -> Result<Vec<PathBuf>, Error> {
    let found = files::below(out)?.into_iter();
    Ok(found.filter(|path| path.extension().is_some_and(|end| end == "wasm")).collect())
}

pub(super) fn chunks(out: &Path) -> Result<Vec<Chunk>, Error> {
    let name = |path: &PathBuf| path.file_name()?.to_str().map(str::to_owned);
    let chunk = |path: PathBuf| {
        let file = name(&path).filter(|file| file != "app_bg.wasm")?;
        Some(files::read(&path).map(|wasm| Chunk { file, wasm }))
    };
    modules(out)?.into_iter().filter_map(chunk).collect()
}

/// Puts the loader into the glue. They import each other, so that neither could carry the other's hash in its
/// name; and a script fewer is a round trip fewer.
pub(super) fn join(out: &Path) -> Result<(), Error> {
    let (glue, loader) = (out.join("app.js"), out.join(LOADER));
    let joined = joined(&files::read_text(&glue)?, &files::read_text(&loader)?)?;
    files::write(&glue, joined.as_bytes())?;
    files::remove(&loader)
}

fn joined(glue: &str, loader: &str) -> Result<String, Error> {
    let missing = || Error::Split("the glue does not import the loader as it did".to_owned());
    let (import, name) = import_of_loader(glue).ok_or_else(missing)?;
    let exported = exports(loader).join(", ");
    let inner: Vec<_> = loader.lines().filter(|line| !line.starts_with("import ")).collect();
    let inner = inner.join("\n").replace("export const ", "const ");
    Ok(format!("{}\n{inner}\nconst {name} = {{ {exported} }};\n", glue.replacen(&import, "", 1)))
}

/// `import * as NAME from "./loader.js"`, whole, and its name.
fn import_of_loader(glue: &str) -> Option<(String, String)> {
    let line = glue.lines().find(|line| line.starts_with("import ") && line.contains(LOADER))?;
    let name = line.strip_prefix("import * as ")?.split(' ').next()?;
    Some((line.to_owned(), name.to_owned()))
}

fn exports(loader: &str) -> Vec<&str> {
    let names = loader.lines().filter_map(|line| line.strip_prefix("export const "));
    names.filter_map(|rest| rest.split(' ').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./loader.js\"\nexport function initSync() {}\nconst imports = { \"./loader.js\": import1 };";
    const LOADER_TEXT: &str = "import { initSync } from \"./app.js\";\nfunction makeLoad() {}\nexport const __wasm_split_load_rest = makeLoad(\"./split_rest.wasm\");\n";

    #[test]
    fn the_glue_carries_the_loader_and_neither_names_the_other() {
        let joined = joined(GLUE, LOADER_TEXT).unwrap();
        assert!(!joined.contains("import * as") && !joined.contains("from \"./app.js\""));
        assert!(joined.contains("const import1 = { __wasm_split_load_rest };"));
        assert!(joined.contains("\"./loader.js\": import1"));
    }

    #[test]
    fn a_glue_that_loads_its_loader_in_another_way_stops_the_build() {
        assert!(joined("import { load } from './loader.js';", LOADER_TEXT).is_err());
        assert!(joined("export default 1;", LOADER_TEXT).is_err());
    }

    #[test]
    fn a_chunk_is_fetched_by_its_address_and_is_no_part_of_the_first_load() {
        let chunk = Chunk { file: "split_rest.wasm".to_owned(), wasm: Vec::new() };
        let js = chunk.address_in(LOADER_TEXT, "/app/assets/later-rest.1.wasm");
        assert!(js.contains("makeLoad(\"/app/assets/later-rest.1.wasm\")"));
        assert_eq!(chunk.name(), "later-rest.wasm");
        assert!(is_later("/app/assets/later-rest.1.wasm") && !is_later("/app/assets/app.1.wasm"));
    }
}
