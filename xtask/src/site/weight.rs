//! Which crates a wasm module consists of: bytes of code by crate, before wasm-opt (which strips the names).
//! A generic function counts where it was written, not where it is used: much `alloc` means many kinds of maps.

use std::collections::BTreeMap;
use std::path::Path;

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::error::Error;
use crate::{files, say};

const SHOWN: usize = 16;

pub(super) fn show(wasm: &Path) -> Result<(), Error> {
    let mut crates: Vec<_> = by_crate(&functions(&files::read(wasm)?)?).into_iter().collect();
    crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    say::line("  bytes of code by crate, before wasm-opt");
    for (name, bytes) in crates.iter().take(SHOWN) {
        say::line(&format!("  {bytes:>9}  {name}"));
    }
    Ok(())
}

/// Every function's name and size.
fn functions(wasm: &[u8]) -> Result<Vec<(String, usize)>, Error> {
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(parts) = section.as_known() {
                    for part in parts {
                        read_names(part?, &mut names)?;
                    }
                }
            }
            _ => {}
        }
    }
    let name = |at| names.get(&at).cloned().unwrap_or_default();
    Ok((imported..).zip(sizes).map(|(at, size)| (name(at), size)).collect())
}

fn read_names(part: Name<'_>, names: &mut BTreeMap<u32, String>) -> Result<(), Error> {
    if let Name::Function(functions) = part {
        for function in functions {
            let function = function?;
            names.insert(function.index, function.name.to_owned());
        }
    }
    Ok(())
}

fn by_crate(functions: &[(String, usize)]) -> BTreeMap<String, usize> {
    functions.iter().fold(BTreeMap::new(), |mut crates, (name, size)| {
        *crates.entry(crate_of(name)).or_default() += size;
        crates
    })
}

/// The first path in a name: `<domain::notat::Notat as serde::Deserialize>::deserialize` is domain's.
fn crate_of(mangled: &str) -> String {
    if mangled.starts_with("__wbindgen_describe") {
        return "(wasm-bindgen's descriptions, not shipped)".to_owned();
    }
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let start = name.trim_start_matches(['<', '&', '*', '(', '[']);
    let start = start.trim_start_matches("mut ").trim_start_matches("dyn ");
    let word: String = start.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if start.get(word.len()..).is_some_and(|rest| rest.starts_with("::")) {
        word
    } else {
        "(other)".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_of_its_first_path() {
        assert_eq!(crate_of("_ZN6domain6decide8dispatch17he3bde210bd902a72E"), "domain");
        assert_eq!(
            crate_of(
                "_ZN98_$LT$$RF$mut$u20$serde_json..de..Deserializer$LT$R$GT$$u20$as$u20$serde_core..de..Deserializer$GT$18deserialize_struct17h0123456789abcdefE"
            ),
            "serde_json"
        );
        assert_eq!(crate_of("memcpy"), "(other)");
    }

    #[test]
    fn sizes_add_up_by_crate() {
        let name = "_ZN6domain6decide8dispatch17he3bde210bd902a72E".to_owned();
        let crates = by_crate(&[(name.clone(), 2), (name, 3), ("memcpy".to_owned(), 1)]);
        assert_eq!(crates.get("domain"), Some(&5));
    }
}
