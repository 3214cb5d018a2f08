//! Who looks: the person whose copy this is, with the roles they hold now.

use domain::id::{KommuneId, MedarbejderId, OrganisationId, UngId};
use domain::organisation::Medarbejder;
use domain::record::find;
use domain::ung::Ung;
use domain::{Folder, Moment, Person, Rolle, View};

use super::navne::parts;

/// The person whose copy this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Who.
    pub person: Person,
    /// Their municipality.
    pub kommune: KommuneId,
    /// First and last name; empty until the first exchange.
    pub navn: String,
    /// The roles held now, in the order of [`Rolle::ALL`].
    pub roller: Vec<Rolle>,
    /// Where they work.
    pub organisation: Option<OrganisationId>,
}

/// What somebody begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// A young person's own plan.
    MinPlan,
    /// The work list.
    IDag,
    /// Who comes to the host today.
    Vaert,
    /// What was told to the school.
    Skole,
}

impl Me {
    /// Reads who somebody is.
    #[must_use]
    pub fn of(view: &dyn View, person: Person, kommune: KommuneId, now: Moment) -> Self {
        let mut me =
            Self { person, kommune, navn: String::new(), roller: Vec::new(), organisation: None };
        let faelles = Folder::Faelles(kommune);
        match person {
            Person::Medarbejder(id) => {
                if let Some(found) = find::<Medarbejder>(view, faelles, id.0) {
                    me.navn = found.navn.to_string();
                    me.roller = Rolle::ALL.into_iter().filter(|r| found.has(*r, now)).collect();
                    me.organisation = Some(found.organisation);
                }
            }
            Person::Ung(id) => {
                if let Some(found) = find::<Ung>(view, Folder::Plan(id), id.0) {
                    me.navn = found.navn.to_string();
                }
            }
            Person::System => {}
        }
        me
    }

    /// The young person, if this is one.
    #[must_use]
    pub fn ung(&self) -> Option<UngId> {
        self.person.ung()
    }

    /// The member of staff, if this is one.
    #[must_use]
    pub fn medarbejder(&self) -> Option<MedarbejderId> {
        self.person.medarbejder()
    }

    /// Whether they hold the role now.
    #[must_use]
    pub fn is(&self, rolle: Rolle) -> bool {
        self.roller.contains(&rolle)
    }

    /// Whether they follow young people.
    #[must_use]
    pub fn helps_young(&self) -> bool {
        [Rolle::Overgangsmentor, Rolle::Vejleder, Rolle::Tovholder].iter().any(|r| self.is(*r))
    }

    /// Whether they see the partners' visits.
    #[must_use]
    pub fn visits_partners(&self) -> bool {
        [Rolle::Ambassadoer, Rolle::Netvaerkstovholder].iter().any(|r| self.is(*r))
    }

    /// What they begin with. Roles add up: a work list has room for what the others would show.
    #[must_use]
    pub fn start(&self) -> Start {
        match () {
            () if self.ung().is_some() => Start::MinPlan,
            () if self.helps_young() || self.visits_partners() => Start::IDag,
            () if self.is(Rolle::Vaert) => Start::Vaert,
            () if self.is(Rolle::Skolevejleder) => Start::Skole,
            () => Start::IDag,
        }
    }

    /// The first of the names.
    #[must_use]
    pub fn fornavn(&self) -> &str {
        fornavn(&self.navn)
    }
}

/// The first of somebody's names.
#[must_use]
pub fn fornavn(navn: &str) -> &str {
    navn.split_whitespace().next().unwrap_or_default()
}

/// "M.K." for "Mads Kjær".
#[must_use]
pub fn initials(navn: &str) -> String {
    letters(navn).flat_map(|letter| [letter, '.']).collect()
}

/// "MK" for "Mads Kjær": at most two letters, for the round mark beside a name.
#[must_use]
pub fn monogram(navn: &str) -> String {
    let all: Vec<char> = letters(navn).collect();
    all.first().into_iter().chain(all.get(1..).and_then(<[char]>::last)).collect()
}

/// The first letter of each part: "Test-Sofie Ærø-Østergård" has S, Æ and Ø beside the T.
fn letters(navn: &str) -> impl Iterator<Item = char> + '_ {
    let (navn, _) = parts(navn);
    let parts = navn.split(|c: char| c.is_whitespace() || c == '-');
    parts.filter_map(|part| part.chars().next()).flat_map(char::to_uppercase)
}

/// The first name, and what tells the person from another of that name.
#[must_use]
pub fn fornavn_apart(navn: &str) -> String {
    format!("{}{}", fornavn(navn), parts(navn).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_keep_danish_letters_and_pass_over_blanks() {
        assert_eq!(initials("mads  Kjær-Østergård"), "M.K.Ø.");
        assert_eq!(monogram("Mads Kjær Østergård"), "MØ");
        assert_eq!(monogram("Mads"), "M");
        assert_eq!(monogram(""), "");
        assert_eq!(initials("Mads Kjær · 17 år"), "M.K.");
        assert_eq!(fornavn(" Mads Kjær"), "Mads");
    }
}
