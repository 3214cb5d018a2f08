//! Gives short names to what module and glue know each other by: wasm-bindgen's carry a hash of their own, which no packing
//! makes smaller. Making the glue itself smaller is terser's (`optimise.rs`).

use std::collections::HashMap;
use std::path::Path;

use walrus::Module;

use crate::error::Error;
use crate::files;

/// Under which the module imports from its glue.
const GLUE: &str = "./app_bg.js";
/// What the chunks are linked to, and what the glue starts, under names that others use too.
const SHARED: [&str; 3] = ["memory", "__indirect_function_table", "main"];
const SHARED_BY_CHUNKS: &str = "__wasm_split_";

const FIRST: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
const LATER: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// Renames on both sides, in place.
pub(super) fn shorten(wasm: &Path, js: &Path) -> Result<(), Error> {
    let mut module = Module::from_file(wasm).map_err(|error| Error::Names(format!("{error:#}")))?;
    let glue = files::read_text(js)?;
    let short = short_names(&module, &glue);
    for import in module.imports.iter_mut().filter(|import| import.module == GLUE) {
        rename(&mut import.name, &short);
    }
    for export in module.exports.iter_mut() {
        rename(&mut export.name, &short);
    }
    files::write(wasm, &module.emit_wasm())?;
    files::write(js, renamed(&glue, &short).as_bytes())
}

fn rename(name: &mut String, short: &HashMap<String, String>) {
    if let Some(short) = short.get(name) {
        name.clone_from(short);
    }
}

/// In the order in which the module names them: the same build gives the same names.
fn short_names(module: &Module, glue: &str) -> HashMap<String, String> {
    let imports = module.imports.iter().filter(|import| import.module == GLUE);
    let imports = imports.map(|import| import.name.as_str());
    let exports = module.exports.iter().map(|export| export.name.as_str());
    let may = |name: &&str| !SHARED.contains(name) && !name.starts_with(SHARED_BY_CHUNKS);
    let mut short = HashMap::new();
    let mut next = (0..).map(spelt).filter(|name| !is_word_of(glue, name));
    for name in imports.chain(exports).filter(may) {
        if !short.contains_key(name) {
            short.extend(next.next().map(|new| (name.to_owned(), new)));
        }
    }
    short
}

/// `_a`, `_b`, … `_aa`: the line before keeps them from being anybody's local name.
fn spelt(mut number: usize) -> String {
    let mut name = vec![b'_', FIRST.get(number % FIRST.len()).copied().unwrap_or(b'a')];
    number /= FIRST.len();
    while number > 0 {
        name.push(LATER.get(number % LATER.len()).copied().unwrap_or(b'a'));
        number /= LATER.len();
    }
    String::from_utf8_lossy(&name).into_owned()
}

fn is_word_of(glue: &str, name: &str) -> bool {
    words(glue).any(|word| word == name)
}

fn renamed(glue: &str, short: &HashMap<String, String>) -> String {
    words(glue).map(|word| short.get(word).map_or(word, String::as_str)).collect()
}

/// The script cut into words and what stands between them; put together again it is the same.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let word = in_word(first);
        let end = rest.find(|c: char| in_word(c) != word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_renamed() {
        let short = HashMap::from([("__wbg_get_1".to_owned(), "_a".to_owned())]);
        let glue = "{ __wbg_get_1: function() { __wbg_get_12(); wasm.__wbg_get_1; } } // æ";
        let wanted = "{ _a: function() { __wbg_get_12(); wasm._a; } } // æ";
        assert_eq!(renamed(glue, &short), wanted);
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: std::collections::HashSet<_> = (0..5_000).map(spelt).collect();
        assert_eq!(names.len(), 5_000);
        assert_eq!((spelt(0), spelt(25), spelt(26)), ("_a".into(), "_z".into(), "_ab".into()));
    }

    #[test]
    fn a_name_that_the_glue_uses_already_is_passed_over() {
        assert!(is_word_of("let _a = 1;", "_a"));
        assert!(!is_word_of("let _ab = 1;", "_a"));
    }

    #[test]
    fn both_sides_change_together_and_what_chunks_are_linked_to_stays() {
        let folder = std::env::temp_dir().join(format!("overgang-names-{}", std::process::id()));
        let (wasm, js) = (folder.join("app_bg.wasm"), folder.join("app.js"));
        files::write(&wasm, MODULE).unwrap();
        files::write(&js, b"import0 = { __wbg_say_63f6: say }; wasm.__wbindgen_start(); memory")
            .unwrap();
        shorten(&wasm, &js).unwrap();
        let module = Module::from_file(&wasm).unwrap();
        let import = module.imports.iter().next().unwrap();
        let exports: Vec<_> = module.exports.iter().map(|export| export.name.clone()).collect();
        assert_eq!((import.module.as_str(), import.name.as_str()), (GLUE, "_a"));
        assert_eq!(exports, ["_b", "memory"]);
        let glue = files::read_text(&js).unwrap();
        assert_eq!(glue, "import0 = { _a: say }; wasm._b(); memory");
        std::fs::remove_dir_all(folder).unwrap();
    }

    /// Imports `__wbg_say_63f6` from the glue and exports it again as `__wbindgen_start`, beside a memory.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x1e\x01\x0b./app_bg.js\x0e__wbg_say_63f6\0\0\x05\x03\x01\0\x01\x07\x1d\x02\x10__wbindgen_start\0\0\x06memory\x02\0";
}
