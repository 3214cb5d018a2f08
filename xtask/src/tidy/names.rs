//! Rule: every word in the name of a public type of `domain` is either in GLOSSARY.md's code-word column
//! or an English technical word of words.txt: so a Danish noun gets one spelling, and is explained.

use std::collections::BTreeSet;

use super::{Finding, Text};

const ENGLISH: &str = include_str!("words.txt");

/// The words that may be used, in lower case.
pub(super) struct Known(BTreeSet<String>);

impl Known {
    pub(super) fn new(glossary: &str) -> Self {
        let english = ENGLISH.lines().filter(|line| !line.starts_with('#'));
        let english = english.flat_map(str::split_whitespace).map(str::to_lowercase);
        let danish = glossary.lines().filter_map(code_word).flat_map(|word| words(&word));
        Self(english.chain(danish).collect())
    }
}

/// The second column of a table row, without its backticks.
fn code_word(row: &str) -> Option<String> {
    let cell = row.trim().strip_prefix('|')?.split('|').nth(1)?;
    Some(cell.replace(['`', ' '], ""))
}

pub(super) fn check(text: &Text, known: &Known) -> Vec<Finding> {
    if !text.path.starts_with("domain/src/") {
        return Vec::new();
    }
    let lines = text.body.lines().enumerate();
    let named = lines.filter_map(|(line, code)| Some((line, type_name(code)?)));
    let unknown = |(line, name): (usize, &str)| {
        let word = words(name).into_iter().find(|word| !known.0.contains(word))?;
        Some(Finding::new(&text.path, line, advice(name, &word)))
    };
    named.filter_map(unknown).collect()
}

fn advice(name: &str, word: &str) -> String {
    format!("`{word}` in `{name}` is in neither GLOSSARY.md nor xtask/src/tidy/words.txt")
}

/// The name that a line declares, if it declares a public type.
fn type_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?;
    rest.split(|c: char| !c.is_alphanumeric()).next()
}

/// `SnusepraktikId` → snusepraktik, id. A run of capitals is one word: `CPRNumber` → cpr, number.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let mut words: Vec<String> = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        if before.is_none_or(|before| starts_word(*before, *letter, letters.get(at + 1))) {
            words.push(String::new());
        }
        words
            .iter_mut()
            .next_back()
            .into_iter()
            .for_each(|word| word.extend(letter.to_lowercase()));
    }
    words
}

fn starts_word(before: char, letter: char, after: Option<&char>) -> bool {
    letter.is_uppercase() && (before.is_lowercase() || after.is_some_and(|c| c.is_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "| dansk | kode | plural |\n|---|---|---|\n\
        | uddannelsespålæg | `Uddannelsespaalaeg` | `uddannelsespaalaeg_list` |";

    fn complaints(code: &str) -> Vec<String> {
        let text = Text { path: "domain/src/a.rs".to_owned(), body: code.to_owned() };
        check(&text, &Known::new(GLOSSARY)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(words("SnusepraktikId"), ["snusepraktik", "id"]);
        assert_eq!(words("CPRNumber"), ["cpr", "number"]);
    }

    #[test]
    fn glossary_words_and_english_ones_pass() {
        assert!(complaints("pub struct UddannelsespaalaegId(Uuid);").is_empty());
        assert!(complaints("pub enum Command {").is_empty());
    }

    #[test]
    fn a_danish_word_outside_the_glossary_is_found() {
        let found = complaints("//! A.\npub struct PaabudId(Uuid);");
        assert!(found[0].starts_with("domain/src/a.rs:2: `paabud` in `PaabudId`"));
    }

    #[test]
    fn private_types_are_free() {
        assert!(complaints("struct Paabud;").is_empty());
    }
}
