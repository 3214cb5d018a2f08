//! What every record has, and the register of all kinds. A record's fields and rule are in the file of
//! its concept; which folder it lies in follows from its own fields, so it can never lie in two.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::folder::Folder;
use crate::grant::Grant;
use crate::json;
use crate::soegning::folded;

/// Where a record is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The folder it lies in.
    pub folder: Folder,
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: Uuid,
}

/// A type of record. Implemented by the register below only.
pub trait Kept: Clone + Serialize + for<'de> Deserialize<'de> {
    /// The kind that stands for this type.
    const KIND: Kind;

    /// Where it lies.
    fn key(&self) -> Key;

    /// This type's part of a record, if that is what the record is.
    fn of(record: &Record) -> Option<&Self>;
}

/// The records that `decide` may look at: the phone's copy, or what the server loaded.
/// A view never waits and never fails; what it does not hold does not exist for the rule.
pub trait View {
    /// The record at the key.
    fn get(&self, key: &Key) -> Option<&Record>;

    /// All records of a kind in a folder, in the order of their ids.
    fn list(&self, folder: Folder, kind: Kind) -> Vec<&Record>;

    /// Whether a record of that kind and id lies in any other folder. Only the server knows all there are; a phone
    /// says no.
    fn lies_elsewhere(&self, _key: &Key) -> bool {
        false
    }
}

/// Why a stored or received document is not a record of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A kind this version does not know: probably newer than this program.
    UnknownKind,
    /// A known kind whose fields do not fit.
    Malformed,
    /// It claims to lie in another folder, or to have another id, than it was found under.
    Misplaced,
}

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident = $module:ident, $code:literal, $id:ident in $folder:expr;)*) => {
        /// The kinds of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        /// Any record.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record {
            $($(#[$doc])* $name(crate::$module::$name),)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The kind's code word, as it is stored and sent.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The kind with that code word, if this version knows it.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }

        impl Record {
            /// Where the record lies.
            #[must_use]
            pub fn key(&self) -> Key {
                match self { $(Self::$name(record) => record.key(),)* }
            }

            /// The record's fields as a JSON document.
            pub fn encode(&self) -> Result<Box<RawValue>, serde_json::Error> {
                match self { $(Self::$name(record) => serde_json::value::to_raw_value(record),)* }
            }

            fn decode_kind(kind: Kind, doc: &str) -> Result<Self, serde_json::Error> {
                match kind { $(Kind::$name => json::read(doc).map(Self::$name),)* }
            }
        }

        $(impl Kept for crate::$module::$name {
            const KIND: Kind = Kind::$name;

            fn key(&self) -> Key {
                let place: fn(&Self) -> Folder = $folder;
                Key { folder: place(self), kind: Kind::$name, id: self.$id.0 }
            }

            fn of(record: &Record) -> Option<&Self> {
                if let Record::$name(found) = record { Some(found) } else { None }
            }
        }

        impl From<crate::$module::$name> for Record {
            fn from(record: crate::$module::$name) -> Self {
                Self::$name(record)
            }
        })*
    };
}

records! {
    /// The municipality and its settings.
    Kommune = kommune, "kommune", id in |r| Folder::Faelles(r.id);
    /// A partner, school or host.
    Organisation = organisation, "organisation", id in |r| Folder::Faelles(r.kommune);
    /// A member of staff in the directory.
    Medarbejder = organisation, "medarbejder", id in |r| Folder::Faelles(r.kommune);
    /// A meeting in the wheel of the year.
    Netvaerksmoede = aarshjul, "netvaerksmoede", id in |r| Folder::Faelles(r.kommune);
    /// An offer in the Landkort.
    Tilbud = tilbud, "tilbud", id in |r| Folder::Faelles(r.kommune);
    /// A law basis.
    Lovhjemmel = lovhjemmel, "lovhjemmel", id in |r| Folder::Faelles(r.kommune);
    /// A roadshow visit.
    Besoeg = besoeg, "besoeg", id in |r| Folder::Partnerskab(r.organisation);
    /// A promise made at a visit.
    Loefte = loefte, "loefte", id in |r| Folder::Partnerskab(r.organisation);
    /// Two edits of one field of a visit.
    Conflict = edit, "conflict", id in |r| Folder::Partnerskab(r.organisation);
    /// A place for snusepraktik.
    Plads = plads, "plads", id in |r| Folder::Pladser(r.organisation);
    /// The seats of one place on one day.
    Pladsdag = plads, "pladsdag", id in |r| Folder::Pladser(r.organisation);
    /// A booking as the host sees it.
    Vaertsbooking = snusepraktik, "vaertsbooking", id in |r| Folder::Vaert(r.organisation);
    /// A young person.
    Ung = ung, "ung", id in |r| Folder::Plan(r.id);
    /// A helper's assignment to a young person.
    Tilknytning = tilknytning, "tilknytning", id in |r| Folder::Plan(r.ung);
    /// A young person's time at a school.
    Indskrivning = indskrivning, "indskrivning", id in |r| Folder::Plan(r.ung);
    /// Whom a school's folder is about.
    Elev = indskrivning, "elev", ung in |r| Folder::Skole(r.ung);
    /// A young person's plan.
    Plan = plan, "plan", ung in |r| Folder::Plan(r.ung);
    /// An agreement with a young person.
    Aftale = aftale, "aftale", id in |r| Folder::Plan(r.ung);
    /// A request for snusepraktik.
    Snusepraktik = snusepraktik, "snusepraktik", id in |r| Folder::Plan(r.ung);
    /// The words of a samtykke.
    Samtykketekst = samtykke, "samtykketekst", id in |r| Folder::Faelles(r.kommune);
    /// A samtykke.
    Samtykke = samtykke, "samtykke", id in |r| Folder::Plan(r.ung);
    /// A samtykke as its receiver sees it.
    Samtykkebrev = samtykke, "samtykkebrev", id in |r| Folder::Deling(r.id);
    /// Something told under a samtykke.
    Oplysning = oplysning, "oplysning", id in |r| Folder::Plan(r.ung);
    /// The same as its receiver sees it.
    DeltOplysning = oplysning, "delt_oplysning", id in |r| Folder::Deling(r.deling);
    /// A helper's look-ups in one month.
    Opslag = opslag, "opslag", id in |r| Folder::Plan(r.ung);
    /// A request for all that is written about a young person.
    Indsigt = indsigt, "indsigt", id in |r| Folder::Plan(r.ung);
    /// What a school is told of a samtykke.
    Besked = besked, "besked", id in |r| Folder::Indbakke(r.modtager);
    /// Something that was put aside.
    Henlagt = henlagt, "henlagt", id in |r| Folder::Journal(r.ung);
    /// A manager's emergency access to the case.
    Noedadgang = noedadgang, "noedadgang", id in |r| Folder::Journal(r.ung);
    /// A note on a young person.
    Notat = notat, "notat", id in crate::notat::Notat::folder;
}

impl Kind {
    /// Whether the server keeps something beside such a record that follows from it: whom it grants what, who sits
    /// where, what its folder is found by.
    #[must_use]
    pub const fn implies(self) -> bool {
        match self {
            Self::Kommune
            | Self::Organisation
            | Self::Ung
            | Self::Tilknytning
            | Self::Indskrivning
            | Self::Elev
            | Self::Noedadgang
            | Self::Samtykke
            | Self::Pladsdag => true,
            Self::Medarbejder
            | Self::Netvaerksmoede
            | Self::Tilbud
            | Self::Lovhjemmel
            | Self::Besoeg
            | Self::Loefte
            | Self::Conflict
            | Self::Plads
            | Self::Vaertsbooking
            | Self::Plan
            | Self::Aftale
            | Self::Snusepraktik
            | Self::Samtykketekst
            | Self::Samtykkebrev
            | Self::Oplysning
            | Self::DeltOplysning
            | Self::Opslag
            | Self::Indsigt
            | Self::Besked
            | Self::Henlagt
            | Self::Notat => false,
        }
    }
}

impl Record {
    /// Reads a document found under `folder`, `code` and `id`, and checks that it belongs there.
    pub fn decode(folder: Folder, code: &str, id: Uuid, doc: &str) -> Result<Self, Unreadable> {
        let kind = Kind::from_code(code).ok_or(Unreadable::UnknownKind)?;
        let record = Self::decode_kind(kind, doc).or(Err(Unreadable::Malformed))?;
        let right = record.key() == Key { folder, kind, id };
        right.then_some(record).ok_or(Unreadable::Misplaced)
    }

    /// What this record lets people see: the only place grants come from.
    #[must_use]
    pub fn grants(&self) -> Vec<Grant> {
        match self {
            Self::Kommune(kommune) => kommune.grants(),
            Self::Organisation(organisation) => organisation.grants(),
            Self::Ung(ung) => ung.grants(),
            Self::Tilknytning(tilknytning) => tilknytning.grants(),
            Self::Indskrivning(indskrivning) => indskrivning.grants(),
            Self::Noedadgang(noedadgang) => noedadgang.grants(),
            Self::Samtykke(samtykke) => samtykke.grants(),
            _ => Vec::new(),
        }
    }

    /// What a search finds the record's folder by, [`folded`]; none if nobody looks for it.
    #[must_use]
    pub fn found_by(&self) -> Option<String> {
        match self {
            Self::Ung(ung) => Some(folded(ung.navn.as_str())),
            Self::Elev(elev) => Some(folded(elev.navn.as_str())),
            _ => None,
        }
    }
}

/// The record of type `R` at that place.
#[must_use]
pub fn find<R: Kept>(view: &dyn View, folder: Folder, id: Uuid) -> Option<&R> {
    view.get(&Key { folder, kind: R::KIND, id }).and_then(R::of)
}

/// All records of type `R` in the folder.
#[must_use]
pub fn list<R: Kept>(view: &dyn View, folder: Folder) -> Vec<&R> {
    view.list(folder, R::KIND).into_iter().filter_map(R::of).collect()
}
