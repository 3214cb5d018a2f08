//! What every record says of itself, and the register of all kinds. A record's fields and rule are in the file of its
//! concept.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::folder::Folder;
use crate::grant::Grant;
use crate::json;

/// Where a record is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The folder it lies in.
    pub folder: Folder,
    /// What it is.
    pub kind: Kind,
    /// The record's own id.
    pub id: Uuid,
}

/// A type of record: what is known about it stands at its type. Nothing here has a default, so that what is forgotten
/// does not compile.
pub trait Kept: Clone + Serialize + for<'de> Deserialize<'de> {
    /// The code word of its kind, as it is stored and sent.
    const CODE: &'static str;

    /// What the server does when such a record changes.
    const FOLLOWS: Follows;

    /// Where it lies. Follows from its own fields, so that it can never lie in two folders.
    fn folder(&self) -> Folder;

    /// Which one of its kind it is.
    fn id(&self) -> Uuid;

    /// What it lets people see: the only place grants come from.
    fn grants(&self) -> Vec<Grant>;

    /// What a search finds its folder by, [`folded`](crate::soegning::folded); none if nobody looks for it.
    fn found_by(&self) -> Option<String>;

    /// The other folders in which something of it is written when it is.
    fn copies(&self) -> Vec<Folder>;
}

/// What the server does when a record changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Nothing: it stands for itself.
    Nothing,
    /// It derives anew what is kept beside the record: whom it grants what, who sits where, what its folder is found by.
    Derived,
    /// It works out anew what anybody may see: the record says who somebody is, or which law holds.
    AnyAccess,
}

/// A type of record that stands in the register below.
pub trait Listed: Kept {
    /// The kind that stands for this type.
    const KIND: Kind;

    /// Where it is found.
    fn key(&self) -> Key {
        Key { folder: self.folder(), kind: Self::KIND, id: Kept::id(self) }
    }

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
    ($($(#[$doc:meta])* $module:ident::$name:ident,)*) => {
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
                match self { $(Self::$name => <crate::$module::$name as Kept>::CODE,)* }
            }

            /// The kind with that code word, if this version knows it.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $(<crate::$module::$name as Kept>::CODE => Some(Self::$name),)* _ => None }
            }

            /// What the server does when such a record changes.
            #[must_use]
            pub const fn follows(self) -> Follows {
                match self { $(Self::$name => <crate::$module::$name as Kept>::FOLLOWS,)* }
            }
        }

        impl Record {
            /// Where the record lies.
            #[must_use]
            pub fn key(&self) -> Key {
                match self { $(Self::$name(record) => record.key(),)* }
            }

            /// What this record lets people see.
            #[must_use]
            pub fn grants(&self) -> Vec<Grant> {
                match self { $(Self::$name(record) => Kept::grants(record),)* }
            }

            /// What a search finds the record's folder by.
            #[must_use]
            pub fn found_by(&self) -> Option<String> {
                match self { $(Self::$name(record) => record.found_by(),)* }
            }

            /// The other folders in which something of it is written.
            #[must_use]
            pub fn copies(&self) -> Vec<Folder> {
                match self { $(Self::$name(record) => record.copies(),)* }
            }

            /// The record's fields as a JSON document.
            pub fn encode(&self) -> Result<Box<RawValue>, serde_json::Error> {
                match self { $(Self::$name(record) => serde_json::value::to_raw_value(record),)* }
            }

            fn decode_kind(kind: Kind, doc: &str) -> Result<Self, serde_json::Error> {
                match kind { $(Kind::$name => json::read(doc).map(Self::$name),)* }
            }
        }

        $(impl Listed for crate::$module::$name {
            const KIND: Kind = Kind::$name;

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
    kommune::Kommune,
    /// A partner, school or host.
    organisation::Organisation,
    /// A member of staff in the directory.
    organisation::Medarbejder,
    /// A meeting in the wheel of the year.
    aarshjul::Netvaerksmoede,
    /// An offer in the Landkort.
    tilbud::Tilbud,
    /// A law basis.
    lovhjemmel::Lovhjemmel,
    /// A roadshow visit.
    besoeg::Besoeg,
    /// A promise made at a visit.
    loefte::Loefte,
    /// Two edits of one field of a visit.
    edit::Conflict,
    /// A place for snusepraktik.
    plads::Plads,
    /// The seats of one place on one day.
    plads::Pladsdag,
    /// A booking as the host sees it.
    snusepraktik::Vaertsbooking,
    /// A young person.
    ung::Ung,
    /// A helper's assignment to a young person.
    tilknytning::Tilknytning,
    /// A young person's time at a school.
    indskrivning::Indskrivning,
    /// Whom a school's folder is about.
    indskrivning::Elev,
    /// A young person's plan.
    plan::Plan,
    /// An agreement with a young person.
    aftale::Aftale,
    /// A request for snusepraktik.
    snusepraktik::Snusepraktik,
    /// The words of a samtykke.
    samtykke::Samtykketekst,
    /// A samtykke.
    samtykke::Samtykke,
    /// A samtykke as its receiver sees it.
    samtykke::Samtykkebrev,
    /// Something told under a samtykke.
    oplysning::Oplysning,
    /// The same as its receiver sees it.
    oplysning::DeltOplysning,
    /// A helper's look-ups in one month.
    opslag::Opslag,
    /// A request for all that is written about a young person.
    indsigt::Indsigt,
    /// What a school is told of a samtykke.
    besked::Besked,
    /// Something that was put aside.
    henlagt::Henlagt,
    /// A manager's emergency access to the case.
    noedadgang::Noedadgang,
    /// A note on a young person.
    notat::Notat,
}

impl Record {
    /// Reads a document found under `folder`, `code` and `id`, and checks that it belongs there.
    pub fn decode(folder: Folder, code: &str, id: Uuid, doc: &str) -> Result<Self, Unreadable> {
        let kind = Kind::from_code(code).ok_or(Unreadable::UnknownKind)?;
        let record = Self::decode_kind(kind, doc).or(Err(Unreadable::Malformed))?;
        let right = record.key() == Key { folder, kind, id };
        right.then_some(record).ok_or(Unreadable::Misplaced)
    }
}

/// The record of type `R` at that place.
#[must_use]
pub fn find<R: Listed>(view: &dyn View, folder: Folder, id: Uuid) -> Option<&R> {
    view.get(&Key { folder, kind: R::KIND, id }).and_then(R::of)
}

/// All records of type `R` in the folder.
#[must_use]
pub fn list<R: Listed>(view: &dyn View, folder: Folder) -> Vec<&R> {
    view.list(folder, R::KIND).into_iter().filter_map(R::of).collect()
}
