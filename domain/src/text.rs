//! Parsed texts: what a person typed, trimmed, within a length, free of control characters.
//! Lengths count characters, not bytes, so that æ, ø and å cost the same as any letter.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One line: a place, a name, a promise. At most [`ShortText::MAX`] characters.
pub type ShortText = Text<200>;

/// Several paragraphs: the text of a notat. At most [`LongText::MAX`] characters.
pub type LongText = Text<10_000>;

/// Text with 1 to `MAX` characters after trimming; line breaks and tabs are its only control characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// The most characters such a text may have.
    pub const MAX: usize = MAX;

    /// Trims and checks what was typed.
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        let trimmed = typed.trim();
        if trimmed.is_empty() {
            return Err(TextFault::Empty);
        }
        if trimmed.chars().count() > MAX {
            return Err(TextFault::TooLong { max: MAX });
        }
        if trimmed.chars().any(is_forbidden) {
            return Err(TextFault::ControlCharacter);
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

/// Control characters, and the marks that turn the reading direction and so can disguise a text.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Why something typed is not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing but white space.
    Empty,
    /// More characters than the field holds.
    TooLong {
        /// The most it holds.
        max: usize,
    },
    /// A character that cannot be seen and does not belong in a text.
    ControlCharacter,
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = TextFault;
    fn try_from(typed: String) -> Result<Self, TextFault> {
        Self::parse(&typed)
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
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
    fn blank_is_not_given_and_disguise_is_refused() {
        assert_eq!(ShortText::parse_optional(" \n "), Ok(None));
        assert_eq!(ShortText::parse("a\u{0}b"), Err(TextFault::ControlCharacter));
        assert_eq!(ShortText::parse("a\u{202E}b"), Err(TextFault::ControlCharacter));
    }

    #[test]
    fn a_text_never_shows_itself_in_debug_output() {
        let text = ShortText::parse("hemmeligt").unwrap();
        assert!(!format!("{text:?}").contains("hemmeligt"));
    }
}
