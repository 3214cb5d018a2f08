//! Finding somebody who is not on the phone, and bringing their case along: for those who by law may see more
//! young people than they help (design 3, holdings). Asked online, answered by the server; no command.

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::alfabet::base;
use crate::folder::Folder;
use crate::id::{InstallationId, OrganisationId, UngId};
use crate::moment::DAY;
use crate::text::{ShortText, clean};

/// What is looked for: parts of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Soegning {
    /// As typed.
    pub tekst: ShortText,
}

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fundet {
    /// The folder that may be brought along.
    pub folder: Folder,
    /// The young person.
    pub ung: UngId,
    /// First and last name.
    pub navn: ShortText,
    /// Birthday, to tell two of one name apart; only to those who may see the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foedt: Option<Day>,
    /// The school they are at; likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skole: Option<OrganisationId>,
}

/// A folder is to be on this phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagMed {
    /// On which phone.
    pub installation: InstallationId,
    /// Which folder.
    pub folder: Folder,
}

/// The fewest characters that can be looked for: with fewer, everybody is found.
pub const FEWEST: usize = 2;
/// How many are told of at most; whoever is not among them is found by more of the name.
pub const MOST: usize = 20;
/// For how long a case that was brought along stays without being used, in milliseconds (design 3: 14 days).
pub const STAYS: i64 = 14 * DAY;

/// A name as it is compared: in lower case, with letters that one person writes one way and the next another told
/// as one (Nørgård and Noergaard, René and Rene, Nguyễn and Nguyen), and a hyphen as the space it may as well be. Two
/// names can come out alike that are not; it is for finding, never for showing or sorting (that is in `alfabet`).
#[must_use]
pub fn folded(navn: &str) -> String {
    let mut folded = String::with_capacity(navn.len());
    for letter in clean(navn).chars().flat_map(char::to_lowercase) {
        match letter {
            // Some keyboards send the ring and the dots after their letter.
            '\u{30a}' if folded.ends_with('a') => folded.push('a'),
            '\u{308}' if folded.ends_with(['a', 'o']) => folded.push('e'),
            '\u{30b}' if folded.ends_with('o') => folded.push('e'),
            '\u{300}'..='\u{36f}' | '\u{2066}'..='\u{2069}' | '\u{200c}' | '\u{200d}' => {}
            '-' | '\u{2010}' | '\u{2011}' => folded.push(' '),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => folded.push('\''),
            letter => match base(letter) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(letter),
            },
        }
    }
    folded
}

/// A [`folded`] name as it is written by somebody who has no æ, ø and å, or leaves the marks out: Sorensen for
/// Sørensen, Agard for Ågård.
#[must_use]
pub fn bare(folded: &str) -> String {
    folded.replace("aa", "a").replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// How well a [`folded`] name meets what was typed: 0 if it has every word of it, 1 if it does but for letters that
/// were left [`bare`]; none if it does not. What meets better stands first.
#[must_use]
pub fn rank(name: &str, typed: &str) -> Option<u8> {
    let typed = folded(typed);
    rank_of(name, &typed.split_whitespace().collect::<Vec<_>>())
}

/// As [`rank`], of words that are [`folded`].
#[must_use]
pub fn rank_of<W: AsRef<str>>(name: &str, words: &[W]) -> Option<u8> {
    if words.iter().all(|word| name.contains(word.as_ref())) {
        return Some(0);
    }
    let name = bare(name);
    words.iter().all(|word| name.contains(&bare(word.as_ref()))).then_some(1)
}

impl Soegning {
    /// The parts of the name, [`folded`]; none if there is too little to look for.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let typed = self.tekst.as_str();
        if typed.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST {
            return Vec::new();
        }
        folded(typed).split_whitespace().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for (one, other) in [
            ("Nørgård", "NOERGAARD"),
            ("Åse", "Aase"),
            ("René", "rene"),
            ("Anne-Marie", "anne marie"),
            ("Müller", "Muller"),
            ("A\u{30a}se Sø", "åse soe"),
            ("Jose\u{301} Nun\u{303}ez", "José Nuñez"),
            ("Mo\u{308}ller", "Møller"),
            ("İbrahim", "ibrahim"),
            ("Łukasz Źdźbło", "lukasz zdzblo"),
            ("Nguyễn", "nguyen"),
            ("Nguye\u{302}\u{303}n", "nguyen"),
            ("\u{2068}Ida\u{2069} \u{200b}Bo", "ida bo"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        for (one, other) in [("Bo", "Bø"), ("Mads", "Mads"), ("Ib", "Ibe")] {
            assert_eq!(folded(one) == folded(other), one == other, "{one} {other}");
        }
        assert_eq!(folded("محمد 李"), "محمد 李", "what we know nothing of stays");
    }

    #[test]
    fn a_name_is_found_without_its_letters_after_those_that_are_written_so() {
        let found = |name: &str, typed| rank(&folded(name), typed);
        for (typed, name) in [
            ("Sorensen", "Sørensen"),
            ("Agard", "Ågård"),
            ("agard", "Aagaard"),
            ("Kjar", "Kjær"),
            ("mueller", "Müller"),
        ] {
            assert_eq!(found(name, typed), Some(1), "{typed}");
            assert_eq!(found(typed, typed), Some(0), "{typed}");
        }
        assert_eq!(found("Nguyễn Van", "van nguyen"), Some(0));
        assert_eq!(found("Sørensen", "soerensen"), Some(0));
        assert_eq!(found("Sørensen", "sorenson"), None);
    }

    fn words(typed: &str) -> Vec<String> {
        Soegning { tekst: ShortText::parse(typed).unwrap_or_else(|_| unreachable!()) }.words()
    }

    #[test]
    fn a_search_is_for_parts_of_a_name_whatever_the_case_and_never_for_everybody() {
        assert_eq!(words(" Søren  ÅB "), ["soeren", "aab"]);
        for little in ["å", "%", "  a ", "- %", "..."] {
            assert_eq!(words(little), Vec::<String>::new(), "{little}");
        }
    }
}
