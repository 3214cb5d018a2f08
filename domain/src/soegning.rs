//! Finding somebody who is not on the phone, and bringing their case along: for those who by law may see more
//! young people than they help (design 3, holdings). Asked online, answered by the server; no command.

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::folder::Folder;
use crate::id::{InstallationId, OrganisationId, UngId};
use crate::moment::DAY;
use crate::text::ShortText;

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

impl Soegning {
    /// The parts of the name, in lower case; none if there is too little to look for.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let typed = self.tekst.as_str().to_lowercase();
        if typed.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST {
            return Vec::new();
        }
        typed.split_whitespace().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<String> {
        Soegning { tekst: ShortText::parse(typed).unwrap_or_else(|_| unreachable!()) }.words()
    }

    #[test]
    fn a_search_is_for_parts_of_a_name_whatever_the_case_and_never_for_everybody() {
        assert_eq!(words(" Søren  ÅB "), ["søren", "åb"]);
        for little in ["å", "%", "  a ", "- %", "..."] {
            assert_eq!(words(little), Vec::<String>::new(), "{little}");
        }
    }
}
