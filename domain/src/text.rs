//! Parsed texts: what a person typed, cleaned of what cannot be seen, trimmed, within a length.
//! Lengths count characters, not bytes, so that æ, ø and å cost the same as any letter. What is cleaned out is told
//! in `text/clean.rs`; how the texts in a value are found, in `text/texts.rs`.

mod clean;
mod texts;

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

pub(crate) use clean::all_show;
pub use clean::{clean, is_blank};
pub use texts::texts;

/// One line: a place, a name, a promise. At most [`ShortText::MAX`] characters.
pub type ShortText = Text<200>;

/// Several paragraphs: the text of a notat. At most [`LongText::MAX`] characters.
pub type LongText = Text<10_000>;

/// Text with 1 to `MAX` characters, some of which can be seen; line breaks and tabs are its only control characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// The most characters such a text may have.
    pub const MAX: usize = MAX;

    /// Cleans and checks what was typed.
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        let cleaned = clean(typed);
        if is_blank(&cleaned) {
            return Err(TextFault::Empty);
        }
        let trimmed = cleaned.trim();
        if trimmed.chars().count() > MAX {
            return Err(TextFault::TooLong { max: MAX });
        }
        Ok(Self(trimmed.to_owned()))
    }

    /// As [`Text::parse`], with nothing typed meaning "not given".
    pub fn parse_optional(typed: &str) -> Result<Option<Self>, TextFault> {
        match Self::parse(typed) {
            Err(TextFault::Empty) => Ok(None),
            other => other.map(Some),
        }
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a stored text is read as that shows nothing: editions before took one of U+200B for a text.
const UNSEEN: &str = "\u{fffd}";

/// Why something typed is not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing that can be seen.
    Empty,
    /// More characters than the field holds.
    TooLong {
        /// The most it holds.
        max: usize,
    },
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = TextFault;
    /// What was ever stored is read, so what shows nothing but was a text once is one still. No command may bring
    /// such a text in: see `Command::decode`.
    fn try_from(typed: String) -> Result<Self, TextFault> {
        match Self::parse(&typed) {
            Err(TextFault::Empty) if !typed.trim().is_empty() => Ok(Self(UNSEEN.to_owned())),
            other => other,
        }
    }
}

/// By the name of [`TEXT`](texts::TEXT), so that every text in a value can be found. As JSON it is a string.
impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(texts::TEXT, &self.0)
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Free text may hold anything about anybody, so it does not show itself in debug output or logs.
impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} chars)", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_count_as_one_character() {
        let typed = "æøå".repeat(70);
        assert_eq!(Text::<210>::parse(&typed).map(|t| t.as_str().len()), Ok(420));
        assert_eq!(ShortText::parse(&typed), Err(TextFault::TooLong { max: 200 }));
    }

    #[test]
    fn what_shows_nothing_is_not_given() {
        let nothing =
            ["", " \n ", "\u{200b}", "\u{feff}", "\u{200f}", "\u{61c}", "\u{202d}\u{202c}"];
        let joins = ["\u{200d}", "\u{2067}\u{2069}", "\u{3164} \u{2800}", "\u{ad}\u{fe0f}"];
        for typed in nothing.into_iter().chain(joins) {
            assert_eq!(ShortText::parse_optional(typed), Ok(None), "{typed:?}");
        }
    }

    #[test]
    fn every_letter_that_unicode_lets_pass_unseen_is_no_text() {
        let tags = '\u{e0000}'..='\u{e0fff}';
        let others = "\u{180b}\u{180f}\u{2065}\u{fff0}\u{fff8}\u{13430}\u{1bca0}\u{1d173}\u{e0041}\u{17b4}\u{115f}";
        for unseen in tags.chain(others.chars()) {
            assert_eq!(ShortText::parse(&unseen.to_string()), Err(TextFault::Empty), "{unseen:?}");
            assert!(!all_show(&format!("{{\"navn\":\"{unseen}\"}}")), "{unseen:?}");
        }
    }

    #[test]
    fn what_comes_along_when_something_is_pasted_is_cleaned_out_and_never_refused() {
        for (pasted, read) in [
            ("Ring til far \u{202D}+45 12 34 56 78\u{202C}", "Ring til far +45 12 34 56 78"),
            (
                "Linje 1\u{b}Linje 2\u{85}Linje 3\r\nLinje 4\rLinje 5",
                "Linje 1\nLinje 2\nLinje 3\nLinje 4\nLinje 5",
            ),
            ("a\u{0}b\u{200b}c\u{feff}d\u{ad}e\u{202e}f", "abcdef"),
            ("\u{200b} Ida \u{200b}", "Ida"),
            ("\u{2067}محمد\u{2069} og Ida", "\u{2067}محمد\u{2069} og Ida"),
            ("\u{2067}\u{2068}åben\u{2069}", "\u{2068}åben\u{2069}"),
            ("åben \u{2067}her\nslut\u{2069}", "åben her\nslut"),
            (
                "می\u{200c}خواهم \u{1f468}\u{200d}\u{1f467}",
                "می\u{200c}خواهم \u{1f468}\u{200d}\u{1f467}",
            ),
        ] {
            let text = LongText::parse(pasted).unwrap();
            assert_eq!(text.as_str(), read);
            assert_eq!(LongText::parse(text.as_str()), Ok(text), "once is enough");
        }
    }

    #[test]
    fn what_was_stored_is_read_even_if_it_shows_nothing() {
        let stored = |text: &str| serde_json::from_value::<ShortText>(text.into());
        assert_eq!(stored("\u{200b}").unwrap().as_str(), "\u{fffd}");
        assert_eq!(stored("\u{fffd}").unwrap().as_str(), "\u{fffd}");
        assert!(stored(" ").is_err());
    }

    #[test]
    fn a_text_of_a_command_that_shows_nothing_is_seen_however_it_is_written() {
        for json in [r#"{"navn":"\u200b"}"#, r#"{"navn":" \n\t\u2060 "}"#, "[\"a\",\"\u{61c}\"]"] {
            assert!(!all_show(json), "{json}");
        }
        for json in
            [r#"{"navn":"Ida\u200b","b":"\"","c":"\\","d":""}"#, r#""\ud83d\ude00""#, "[1,null]"]
        {
            assert!(all_show(json), "{json}");
        }
    }

    #[test]
    fn a_text_never_shows_itself_in_debug_output() {
        let text = ShortText::parse("hemmeligt").unwrap();
        assert!(!format!("{text:?}").contains("hemmeligt"));
    }
}
