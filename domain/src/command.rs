//! Everything a person can ask for: what each command says of itself, and the register of all of them. A name never
//! changes its meaning; a changed command gets a new version, and the old one is upcast here for at least twelve months.
//! What each command does is in its concept's file.

use serde::de::Error as _;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::aarshjul::PlanNetvaerksmoede;
use crate::aftale::{MakeAftale, SettleAftale};
use crate::besoeg::{AmendBesoeg, LogBesoeg};
use crate::bounds::LONGEST_LIST;
use crate::decide::Ask;
use crate::edit::SettleConflict;
use crate::henlagt::SeeHenlagt;
use crate::id::{OrganisationId, UngId};
use crate::indsigt::{AskIndsigt, GiveIndsigt};
use crate::indskrivning::{EndIndskrivning, EnrolUng};
use crate::kommune::FoundKommune;
use crate::loefte::SettleLoefte;
use crate::lovhjemmel::SetLovhjemmel;
use crate::noedadgang::{EndNoedadgang, OpenNoedadgang, SeeNoedadgang};
use crate::notat::{CorrectNotat, WriteNotat};
use crate::oplysning::ShareOplysning;
use crate::opslag::NoteOpslag;
use crate::organisation::{RegisterMedarbejder, RegisterOrganisation};
use crate::plads::OfferPlads;
use crate::plan::{EditPlan, WritePlan};
use crate::samtykke::{DraftSamtykke, PublishSamtykketekst, SignSamtykke, WithdrawSamtykke};
use crate::snusepraktik::{CancelSnusepraktik, ConfirmFremmoede, RequestSnusepraktik};
use crate::text::{all_show, texts};
use crate::tilbud::RegisterTilbud;
use crate::tilknytning::{AssignHelper, EndTilknytning};
use crate::ung::RegisterUng;
use crate::writing::Changes;
use crate::{Rejection, edge, json};

/// A command: what is known about it stands at its type. Nothing here has a default, so that what is forgotten does not
/// compile.
pub trait Asks: Serialize + for<'de> Deserialize<'de> {
    /// The versioned name, as it is stored and sent.
    const NAME: &'static str;

    /// Where it may be asked.
    const DOOR: Door;

    /// Whom or what it is about.
    fn about(&self) -> About;

    /// Decides it: the records that change, or a typed no.
    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection>;
}

/// Where a command may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// In the app, on any phone that is enrolled.
    Phone,
    /// Only on the server's own pages or at its set-up, behind a sign-in of the last minutes: what gives roles, opens
    /// what nobody was assigned to, or is said in the municipality's name.
    Desk,
}

/// Whom or what a command is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A young person's case.
    Ung(UngId),
    /// A partner, school or host.
    Organisation(OrganisationId),
    /// The municipality itself.
    Kommune,
}

/// Why a name and its arguments are not a command of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// The name is not known: the sender is newer.
    UnknownName,
    /// The name is known and the arguments do not fit it.
    BadArguments,
    /// The name is known, and the part of this program that reads commands has not come yet.
    NotHere,
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What a person asks for.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Command {
            $($(#[$doc])* $name($name),)*
        }

        /// What a command asks for, without its arguments.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CommandKind {
            $($(#[$doc])* $name,)*
        }

        impl CommandKind {
            /// Every kind that this version understands.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The versioned name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => <$name as Asks>::NAME,)* }
            }

            /// The kind with that name, if this version knows it.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $(<$name as Asks>::NAME => Some(Self::$name),)* _ => None }
            }

            /// Where such a command may be asked.
            #[must_use]
            pub const fn door(self) -> Door {
                match self { $(Self::$name => <$name as Asks>::DOOR,)* }
            }

            pub(crate) fn read(self, args: &str) -> Result<Command, serde_json::Error> {
                match self { $(Self::$name => json::read(args).map(Command::$name),)* }
            }
        }

        impl Command {
            /// Which kind it is.
            #[must_use]
            pub const fn kind(&self) -> CommandKind {
                match self { $(Self::$name(_) => CommandKind::$name,)* }
            }

            /// Whom or what it is about.
            #[must_use]
            pub fn about(&self) -> About {
                match self { $(Self::$name(args) => args.about(),)* }
            }

            pub(crate) fn write(&self) -> Result<Box<RawValue>, serde_json::Error> {
                match self { $(Self::$name(args) => raw(args),)* }
            }

            /// Every text in it, in the order of its fields.
            #[must_use]
            pub fn texts(&self) -> Vec<String> {
                match self { $(Self::$name(args) => texts(args),)* }
            }

            pub(crate) fn judge(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
                match self { $(Self::$name(args) => args.decide(ask),)* }
            }
        }

        $(impl From<$name> for Command {
            fn from(args: $name) -> Self {
                Self::$name(args)
            }
        })*
    };
}

commands! {
    /// Sets up a municipality.
    FoundKommune,
    /// Adds or changes a partner, school or host.
    RegisterOrganisation,
    /// Adds or changes a member of staff and their roles.
    RegisterMedarbejder,
    /// Sets a law basis, or changes it.
    SetLovhjemmel,
    /// Adds or changes an offer.
    RegisterTilbud,
    /// Puts a meeting on the wheel of the year.
    PlanNetvaerksmoede,
    /// Adds a young person.
    RegisterUng,
    /// Assigns a helper to a young person for a time.
    AssignHelper,
    /// Ends an assignment.
    EndTilknytning,
    /// Enrols a young person at a school.
    EnrolUng,
    /// Ends an enrolment.
    EndIndskrivning,
    /// Writes a young person's plan whole; apps of before ask so.
    WritePlan,
    /// Changes a young person's plan.
    EditPlan,
    /// Makes an agreement or an appointment.
    MakeAftale,
    /// Ticks an agreement off, or opens it again.
    SettleAftale,
    /// Writes a note.
    WriteNotat,
    /// Corrects a note; the first text stays.
    CorrectNotat,
    /// Logs a roadshow visit.
    LogBesoeg,
    /// Changes fields of a logged visit.
    AmendBesoeg,
    /// Chooses between two edits of one field.
    SettleConflict,
    /// Ticks a promise off, or opens it again.
    SettleLoefte,
    /// Offers a place for snusepraktik.
    OfferPlads,
    /// Asks for snusepraktik.
    RequestSnusepraktik,
    /// Cancels it.
    CancelSnusepraktik,
    /// Says whether the young person came.
    ConfirmFremmoede,
    /// Puts the words of a samtykke into use.
    PublishSamtykketekst,
    /// Writes a samtykke that nobody has signed yet.
    DraftSamtykke,
    /// Adds a signature.
    SignSamtykke,
    /// Withdraws it.
    WithdrawSamtykke,
    /// Tells something under it.
    ShareOplysning,
    /// Asks for all that is written about whoever asks.
    AskIndsigt,
    /// Gives it out.
    GiveIndsigt,
    /// Opens a case that nobody gave whoever asks, for three hours.
    OpenNoedadgang,
    /// Ends such an access before its three hours are over.
    EndNoedadgang,
    /// Says that the tovholder has seen it.
    SeeNoedadgang,
    /// Says that the tovholder has read what was put aside.
    SeeHenlagt,
    /// Writes a look-up down.
    NoteOpslag,
}

impl Command {
    /// The versioned name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.kind().name()
    }

    /// Where it may be asked.
    #[must_use]
    pub const fn door(&self) -> Door {
        self.kind().door()
    }

    /// The arguments as JSON.
    pub fn encode(&self) -> Result<Box<RawValue>, serde_json::Error> {
        let commands = edge::here().ok_or_else(|| serde_json::Error::custom("not here yet"))?;
        (commands.write)(self)
    }

    /// Decides it.
    pub(crate) fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        // Nobody asks before it has come: what waits is read then, and what is new waits for it.
        let commands = edge::here().ok_or(Rejection::Unknown)?;
        (commands.decide)(self, ask)
    }

    /// Reads a command back. A text that shows nothing is none, so that nobody signs with one; a list that nobody
    /// writes is not taken, so that no command is dear.
    pub fn decode(name: &str, args: &RawValue) -> Result<Self, Undecodable> {
        let kind = CommandKind::from_name(name).ok_or(Undecodable::UnknownName)?;
        let commands = edge::here().ok_or(Undecodable::NotHere)?;
        let args = args.get();
        let may_be = all_show(args) && json::longest_list(args) <= LONGEST_LIST;
        (commands.read)(kind, args).ok().filter(|_| may_be).ok_or(Undecodable::BadArguments)
    }

    /// The young person whose case it is about, if it is about one.
    #[must_use]
    pub fn ung(&self) -> Option<UngId> {
        match self.about() {
            About::Ung(ung) => Some(ung),
            About::Organisation(_) | About::Kommune => None,
        }
    }
}

fn raw(args: &impl Serialize) -> Result<Box<RawValue>, serde_json::Error> {
    serde_json::value::to_raw_value(args)
}
