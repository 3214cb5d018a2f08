//! Who acts: staff and young people, and the roles staff hold. Roles add up per context, never globally:
//! one person may be ambassador at every partner and mentor for three young people (S0; domain.md 4).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::id::{MedarbejderId, OrganisationId, UngId};

/// Somebody who can sign in. Written `medarbejder:<uuid>` or `ung:<uuid>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Person {
    /// A member of staff.
    Medarbejder(MedarbejderId),
    /// A young person.
    Ung(UngId),
    /// The server setting up a municipality. Nobody can sign in as this.
    System,
}

impl Person {
    /// The young person's id, if this is one.
    #[must_use]
    pub const fn ung(self) -> Option<UngId> {
        if let Self::Ung(id) = self { Some(id) } else { None }
    }

    /// The staff member's id, if this is one.
    #[must_use]
    pub const fn medarbejder(self) -> Option<MedarbejderId> {
        if let Self::Medarbejder(id) = self { Some(id) } else { None }
    }
}

/// What a member of staff may be, each for a time (domain.md 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rolle {
    /// Gives roadshows at the partners (S0, Formidling). Sees no young people.
    Ambassadoer,
    /// Follows a young person through a transition (S1).
    Overgangsmentor,
    /// Guides young people on behalf of the municipality (UU, today KUI).
    Vejleder,
    /// Holds a young person's case together (S0, gennemgående tovholder).
    Tovholder,
    /// Keeps the network running (S0, tovholderfunktionen). Sees no young people.
    Netvaerkstovholder,
    /// Receives young people in snusepraktik at one organisation.
    Vaert,
    /// Guides the pupils of one school, on the school's behalf (S1; domain.md 4).
    Skolevejleder,
    /// Leads a unit. Sees no case but with a reason, for three hours, told to its tovholder (domain.md 4).
    Leder,
    /// Keeps accounts, roles and organisations of the municipality (domain.md 4). Sees no young people.
    Administrator,
}

/// Whom a grant is for. A person is several of these at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Grantee {
    /// Everyone signed in.
    Alle,
    /// One person.
    Person(Person),
    /// Everyone who holds the role.
    Rolle(Rolle),
    /// One member of staff, as long as they hold the role: what was given to them as that, and not for good.
    Holder(MedarbejderId, Rolle),
    /// Everyone who is host at the organisation.
    Vaert(OrganisationId),
    /// Everyone who guides pupils at the school.
    Skole(OrganisationId),
    /// Everyone who by law guides the municipality's young people.
    Vejledning,
    /// Everyone who by law sees what schools are told of those enrolled at the school.
    Elevskole(OrganisationId),
}

/// A text is not written as a person or a grantee is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonFault;

impl fmt::Display for PersonFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a person or grantee")
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Medarbejder(id) => write!(f, "medarbejder:{id}"),
            Self::Ung(id) => write!(f, "ung:{id}"),
            Self::System => f.write_str("system"),
        }
    }
}

impl FromStr for Person {
    type Err = PersonFault;
    fn from_str(text: &str) -> Result<Self, PersonFault> {
        match text.split_once(':') {
            None if text == "system" => Ok(Self::System),
            Some(("medarbejder", id)) => id.parse().map(Self::Medarbejder).or(Err(PersonFault)),
            Some(("ung", id)) => id.parse().map(Self::Ung).or(Err(PersonFault)),
            _ => Err(PersonFault),
        }
    }
}

impl Rolle {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Ambassadoer,
        Self::Overgangsmentor,
        Self::Vejleder,
        Self::Tovholder,
        Self::Netvaerkstovholder,
        Self::Vaert,
        Self::Skolevejleder,
        Self::Leder,
        Self::Administrator,
    ];

    /// The role with that code word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rolle| rolle.code() == code)
    }

    /// What somebody who holds the role and works there is towards grants: most roles are held towards the
    /// whole municipality, two towards one organisation.
    #[must_use]
    pub const fn grantee(self, organisation: OrganisationId) -> Grantee {
        match self {
            Self::Vaert => Grantee::Vaert(organisation),
            Self::Skolevejleder => Grantee::Skole(organisation),
            _ => Grantee::Rolle(self),
        }
    }

    /// The role's code word, as it is stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ambassadoer => "ambassadoer",
            Self::Overgangsmentor => "overgangsmentor",
            Self::Vejleder => "vejleder",
            Self::Tovholder => "tovholder",
            Self::Netvaerkstovholder => "netvaerkstovholder",
            Self::Vaert => "vaert",
            Self::Skolevejleder => "skolevejleder",
            Self::Leder => "leder",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Grantee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Alle => f.write_str("alle"),
            Self::Person(person) => person.fmt(f),
            Self::Rolle(rolle) => write!(f, "rolle:{}", rolle.code()),
            Self::Holder(id, rolle) => write!(f, "holder:{}:{id}", rolle.code()),
            Self::Vaert(id) => write!(f, "vaert:{id}"),
            Self::Skole(id) => write!(f, "skole:{id}"),
            Self::Vejledning => f.write_str("vejledning"),
            Self::Elevskole(id) => write!(f, "elevskole:{id}"),
        }
    }
}

impl FromStr for Grantee {
    type Err = PersonFault;
    fn from_str(text: &str) -> Result<Self, PersonFault> {
        match text.split_once(':') {
            None if text == "alle" => Ok(Self::Alle),
            None if text == "vejledning" => Ok(Self::Vejledning),
            Some(("rolle", code)) => Rolle::from_code(code).map(Self::Rolle).ok_or(PersonFault),
            Some(("holder", text)) => {
                let (code, id) = text.split_once(':').ok_or(PersonFault)?;
                let rolle = Rolle::from_code(code).ok_or(PersonFault)?;
                id.parse().map(|id| Self::Holder(id, rolle)).or(Err(PersonFault))
            }
            Some(("vaert", id)) => id.parse().map(Self::Vaert).or(Err(PersonFault)),
            Some(("skole", id)) => id.parse().map(Self::Skole).or(Err(PersonFault)),
            Some(("elevskole", id)) => id.parse().map(Self::Elevskole).or(Err(PersonFault)),
            _ => text.parse().map(Self::Person),
        }
    }
}

macro_rules! as_string {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = PersonFault;
            fn try_from(text: String) -> Result<Self, PersonFault> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )*};
}
as_string!(Person, Grantee);
