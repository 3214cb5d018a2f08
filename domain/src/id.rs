//! Every id type, alphabetical. Each wraps a UUID so that no id can land in another's field; where the
//! UUID comes from (the phone's or the server's source of chance) is decided outside this crate.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// An agreement with a young person (R4).
    AftaleId,
    /// What a school is told of a samtykke.
    BeskedId,
    /// A roadshow visit (R1).
    BesoegId,
    /// One thing a person asked for, made on the phone (`UUIDv7`).
    CommandId,
    /// Two edits of one field, until somebody settles which stands.
    ConflictId,
    /// What one samtykke opens; follows from the young person and the samtykke, so that nobody else's can
    /// open it.
    DelingId,
    /// One state of the server's database; a restore makes a new one.
    Epoch,
    /// Something that was put aside for the tovholder to read.
    HenlagtId,
    /// A young person's request for all that is written about them.
    IndsigtId,
    /// A young person's time at a school.
    IndskrivningId,
    /// One browser profile on one device, for one person.
    InstallationId,
    /// A municipality: the tenant.
    KommuneId,
    /// A promise made at a roadshow visit (R1).
    LoefteId,
    /// A law basis: a paragraph by which a group may see.
    LovhjemmelId,
    /// A member of staff.
    MedarbejderId,
    /// A meeting in the wheel of the year (R16).
    MoedeId,
    /// A network of practitioners, middle managers or directors (S0, Årshjul).
    NetvaerkId,
    /// A manager's emergency access to one case.
    NoedadgangId,
    /// A note on a young person (R3).
    NotatId,
    /// Something told to a school under a samtykke.
    OplysningId,
    /// A helper's look-ups of one young person in one month.
    OpslagId,
    /// A partner organisation, school or host.
    OrganisationId,
    /// A passkey somebody signs in with.
    PasskeyId,
    /// A place where young people may taste an education (R15).
    PladsId,
    /// One day at a place for snusepraktik; follows from the two.
    PladsdagId,
    /// What may be told about a young person to a school (R6).
    SamtykkeId,
    /// One wording of what people sign.
    SamtykketekstId,
    /// One signed-in browser.
    SessionId,
    /// One request for snusepraktik by or for one young person (R15).
    SnusepraktikId,
    /// An offer in the overview of offers (R19).
    TilbudId,
    /// An assignment of a helper to a young person.
    TilknytningId,
    /// A step in a young person's plan (R13).
    TrinId,
    /// A young person.
    UngId,
}
