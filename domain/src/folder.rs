//! Folders (mapper): what the same people may see lies together (design 3). A folder is the unit of
//! access, of sync, of locking, of purge. Who may see one is in `grant`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{DelingId, KommuneId, NetvaerkId, OrganisationId, UngId};

/// A subject together with a kind; only the pairs that mean something can be made.
/// Written `<kind>:<subject uuid>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Folder {
    /// What everyone signed in shares: organisations, offers, calendar, staff directory.
    Faelles(KommuneId),
    /// Roadshow visits and promises at a partner.
    Partnerskab(OrganisationId),
    /// Places for snusepraktik and their seats, without names.
    Pladser(OrganisationId),
    /// Who comes to the host and when; only the host sees it.
    Vaert(OrganisationId),
    /// A young person's plan, agreements, bookings and helpers; the young person sees it too.
    Plan(UngId),
    /// Attendance and concern as shared with a school.
    Skole(UngId),
    /// Notater and assessments; only the helpers with the case see it.
    Journal(UngId),
    /// What was told to a school under one samtykke.
    Deling(DelingId),
    /// What a school is told of samtykker that are given to it or withdrawn.
    Indbakke(OrganisationId),
    /// A network's meetings.
    Moeder(NetvaerkId),
}

/// A folder's kind, without its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "told at `Folder`")]
pub enum FolderKind {
    Faelles,
    Partnerskab,
    Pladser,
    Vaert,
    Plan,
    Skole,
    Journal,
    Deling,
    Indbakke,
    Moeder,
}

impl Folder {
    /// The folder's kind.
    #[must_use]
    pub const fn kind(self) -> FolderKind {
        match self {
            Self::Faelles(_) => FolderKind::Faelles,
            Self::Partnerskab(_) => FolderKind::Partnerskab,
            Self::Pladser(_) => FolderKind::Pladser,
            Self::Vaert(_) => FolderKind::Vaert,
            Self::Plan(_) => FolderKind::Plan,
            Self::Skole(_) => FolderKind::Skole,
            Self::Journal(_) => FolderKind::Journal,
            Self::Deling(_) => FolderKind::Deling,
            Self::Indbakke(_) => FolderKind::Indbakke,
            Self::Moeder(_) => FolderKind::Moeder,
        }
    }

    /// The folders about a young person.
    pub fn of_ung(ung: UngId) -> impl Iterator<Item = Self> {
        FolderKind::ALL.into_iter().filter(|kind| kind.is_of_ung()).map(move |kind| kind.of(ung.0))
    }

    /// The id of whom or what the folder is about.
    #[must_use]
    pub const fn subject(self) -> Uuid {
        match self {
            Self::Faelles(id) => id.0,
            Self::Partnerskab(id) | Self::Pladser(id) | Self::Vaert(id) | Self::Indbakke(id) => {
                id.0
            }
            Self::Plan(id) | Self::Skole(id) | Self::Journal(id) => id.0,
            Self::Deling(id) => id.0,
            Self::Moeder(id) => id.0,
        }
    }
}

impl FolderKind {
    /// Whether such a folder tells of young people by name or by what befell them: who is given one is
    /// written down (law.md 2.3; sensitivity 2 and 3 of domain.md 3).
    #[must_use]
    pub const fn is_about_people(self) -> bool {
        match self {
            Self::Vaert
            | Self::Plan
            | Self::Skole
            | Self::Journal
            | Self::Deling
            | Self::Indbakke => true,
            Self::Faelles | Self::Partnerskab | Self::Pladser | Self::Moeder => false,
        }
    }

    /// Whether such a folder is about one young person.
    #[must_use]
    pub const fn is_of_ung(self) -> bool {
        match self {
            Self::Plan | Self::Skole | Self::Journal => true,
            Self::Faelles
            | Self::Partnerskab
            | Self::Pladser
            | Self::Vaert
            | Self::Deling
            | Self::Indbakke
            | Self::Moeder => false,
        }
    }

    /// The kind with that code word, if this version knows it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Faelles,
        Self::Partnerskab,
        Self::Pladser,
        Self::Vaert,
        Self::Plan,
        Self::Skole,
        Self::Journal,
        Self::Deling,
        Self::Indbakke,
        Self::Moeder,
    ];

    /// The kind's code word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Faelles => "faelles",
            Self::Partnerskab => "partnerskab",
            Self::Pladser => "pladser",
            Self::Vaert => "vaert",
            Self::Plan => "plan",
            Self::Skole => "skole",
            Self::Journal => "journal",
            Self::Deling => "deling",
            Self::Indbakke => "indbakke",
            Self::Moeder => "moeder",
        }
    }

    /// The folder of this kind about that subject.
    #[must_use]
    pub const fn of(self, subject: Uuid) -> Folder {
        match self {
            Self::Faelles => Folder::Faelles(KommuneId(subject)),
            Self::Partnerskab => Folder::Partnerskab(OrganisationId(subject)),
            Self::Pladser => Folder::Pladser(OrganisationId(subject)),
            Self::Vaert => Folder::Vaert(OrganisationId(subject)),
            Self::Plan => Folder::Plan(UngId(subject)),
            Self::Skole => Folder::Skole(UngId(subject)),
            Self::Journal => Folder::Journal(UngId(subject)),
            Self::Deling => Folder::Deling(DelingId(subject)),
            Self::Indbakke => Folder::Indbakke(OrganisationId(subject)),
            Self::Moeder => Folder::Moeder(NetvaerkId(subject)),
        }
    }
}

/// A text does not name a folder this version knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFolder;

impl fmt::Display for UnknownFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a known folder")
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind().code(), self.subject())
    }
}

impl FromStr for Folder {
    type Err = UnknownFolder;
    fn from_str(text: &str) -> Result<Self, UnknownFolder> {
        let (code, subject) = text.split_once(':').ok_or(UnknownFolder)?;
        let subject = Uuid::parse_str(subject).or(Err(UnknownFolder))?;
        FolderKind::from_code(code).map(|kind| kind.of(subject)).ok_or(UnknownFolder)
    }
}

impl TryFrom<String> for Folder {
    type Error = UnknownFolder;
    fn try_from(text: String) -> Result<Self, UnknownFolder> {
        text.parse()
    }
}

impl From<Folder> for String {
    fn from(folder: Folder) -> Self {
        folder.to_string()
    }
}
