//! Everything a person can ask for: one enum, versioned names. A name never changes its meaning; a
//! changed command gets a new version, and the old one is upcast here for at least twelve months.
//! What each command does is in its concept's file.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::aarshjul::PlanNetvaerksmoede;
use crate::aftale::{MakeAftale, SettleAftale};
use crate::besoeg::{AmendBesoeg, LogBesoeg};
use crate::edit::SettleConflict;
use crate::henlagt::SeeHenlagt;
use crate::id::UngId;
use crate::indsigt::{AskIndsigt, GiveIndsigt};
use crate::indskrivning::{EndIndskrivning, EnrolUng};
use crate::json;
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
use crate::text::all_show;
use crate::tilbud::RegisterTilbud;
use crate::tilknytning::{AssignHelper, EndTilknytning};
use crate::ung::RegisterUng;

/// Why a name and its arguments are not a command of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// The name is not known: the sender is newer.
    UnknownName,
    /// The name is known and the arguments do not fit it.
    BadArguments,
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident = $wire:literal,)*) => {
        /// What a person asks for.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Command {
            $($(#[$doc])* $name($name),)*
        }

        impl Command {
            /// Every name this version understands.
            pub const NAMES: &'static [&'static str] = &[$($wire,)*];

            /// The versioned name.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => $wire,)* }
            }

            /// The arguments as JSON.
            pub fn encode(&self) -> Result<Box<RawValue>, serde_json::Error> {
                match self { $(Self::$name(args) => raw(args),)* }
            }

            /// Reads a command back. A text that shows nothing is none, so that nobody signs with one.
            pub fn decode(name: &str, args: &RawValue) -> Result<Self, Undecodable> {
                let read = match name {
                    $($wire => json::read(args.get()).map(Self::$name),)*
                    _ => return Err(Undecodable::UnknownName),
                };
                read.ok().filter(|_| all_show(args.get())).ok_or(Undecodable::BadArguments)
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
    FoundKommune = "kommune.found.v1",
    /// Adds or changes a partner, school or host.
    RegisterOrganisation = "organisation.register.v1",
    /// Adds or changes a member of staff and their roles.
    RegisterMedarbejder = "medarbejder.register.v1",
    /// Sets a law basis, or changes it.
    SetLovhjemmel = "lovhjemmel.set.v1",
    /// Adds or changes an offer.
    RegisterTilbud = "tilbud.register.v1",
    /// Puts a meeting on the wheel of the year.
    PlanNetvaerksmoede = "netvaerksmoede.plan.v1",
    /// Adds a young person.
    RegisterUng = "ung.register.v1",
    /// Assigns a helper to a young person for a time.
    AssignHelper = "tilknytning.assign.v1",
    /// Ends an assignment.
    EndTilknytning = "tilknytning.end.v1",
    /// Enrols a young person at a school.
    EnrolUng = "indskrivning.enrol.v1",
    /// Ends an enrolment.
    EndIndskrivning = "indskrivning.end.v1",
    /// Writes a young person's plan whole; apps of before ask so.
    WritePlan = "plan.write.v1",
    /// Changes a young person's plan.
    EditPlan = "plan.edit.v1",
    /// Makes an agreement or an appointment.
    MakeAftale = "aftale.make.v1",
    /// Ticks an agreement off, or opens it again.
    SettleAftale = "aftale.settle.v1",
    /// Writes a note.
    WriteNotat = "notat.write.v1",
    /// Corrects a note; the first text stays.
    CorrectNotat = "notat.correct.v1",
    /// Logs a roadshow visit.
    LogBesoeg = "besoeg.log.v1",
    /// Changes fields of a logged visit.
    AmendBesoeg = "besoeg.amend.v1",
    /// Chooses between two edits of one field.
    SettleConflict = "conflict.settle.v1",
    /// Ticks a promise off, or opens it again.
    SettleLoefte = "loefte.settle.v1",
    /// Offers a place for snusepraktik.
    OfferPlads = "plads.offer.v1",
    /// Asks for snusepraktik.
    RequestSnusepraktik = "snusepraktik.request.v1",
    /// Cancels it.
    CancelSnusepraktik = "snusepraktik.cancel.v1",
    /// Says whether the young person came.
    ConfirmFremmoede = "snusepraktik.fremmoede.v1",
    /// Puts the words of a samtykke into use.
    PublishSamtykketekst = "samtykketekst.publish.v1",
    /// Writes a samtykke that nobody has signed yet.
    DraftSamtykke = "samtykke.draft.v1",
    /// Adds a signature.
    SignSamtykke = "samtykke.sign.v1",
    /// Withdraws it.
    WithdrawSamtykke = "samtykke.withdraw.v1",
    /// Tells something under it.
    ShareOplysning = "oplysning.share.v1",
    /// Asks for all that is written about whoever asks.
    AskIndsigt = "indsigt.ask.v1",
    /// Gives it out.
    GiveIndsigt = "indsigt.give.v1",
    /// Opens a case that nobody gave whoever asks, for three hours.
    OpenNoedadgang = "noedadgang.open.v1",
    /// Ends such an access before its three hours are over.
    EndNoedadgang = "noedadgang.end.v1",
    /// Says that the tovholder has seen it.
    SeeNoedadgang = "noedadgang.see.v1",
    /// Says that the tovholder has read what was put aside.
    SeeHenlagt = "henlagt.see.v1",
    /// Writes a look-up down.
    NoteOpslag = "opslag.note.v1",
}

impl Command {
    /// Whether only the server's own pages or its set-up ask for it, behind a sign-in of the last minutes: what gives
    /// roles, opens what nobody was assigned to, or is said in the municipality's name. No phone may.
    #[must_use]
    pub const fn is_asked_at_a_desk(&self) -> bool {
        match self {
            Self::FoundKommune(_)
            | Self::RegisterOrganisation(_)
            | Self::RegisterMedarbejder(_)
            | Self::SetLovhjemmel(_)
            | Self::RegisterUng(_)
            | Self::PublishSamtykketekst(_)
            | Self::OpenNoedadgang(_)
            | Self::EndNoedadgang(_) => true,
            Self::RegisterTilbud(_)
            | Self::PlanNetvaerksmoede(_)
            | Self::AssignHelper(_)
            | Self::EndTilknytning(_)
            | Self::EnrolUng(_)
            | Self::EndIndskrivning(_)
            | Self::WritePlan(_)
            | Self::EditPlan(_)
            | Self::MakeAftale(_)
            | Self::SettleAftale(_)
            | Self::WriteNotat(_)
            | Self::CorrectNotat(_)
            | Self::LogBesoeg(_)
            | Self::AmendBesoeg(_)
            | Self::SettleConflict(_)
            | Self::SettleLoefte(_)
            | Self::OfferPlads(_)
            | Self::RequestSnusepraktik(_)
            | Self::CancelSnusepraktik(_)
            | Self::ConfirmFremmoede(_)
            | Self::DraftSamtykke(_)
            | Self::SignSamtykke(_)
            | Self::WithdrawSamtykke(_)
            | Self::ShareOplysning(_)
            | Self::AskIndsigt(_)
            | Self::GiveIndsigt(_)
            | Self::SeeNoedadgang(_)
            | Self::SeeHenlagt(_)
            | Self::NoteOpslag(_) => false,
        }
    }

    /// The young person whose case it is about, if it is about one.
    #[must_use]
    pub const fn ung(&self) -> Option<UngId> {
        match self {
            Self::RegisterUng(RegisterUng { ung }) => Some(ung.id),
            Self::AssignHelper(AssignHelper { tilknytning }) => Some(tilknytning.ung),
            Self::EnrolUng(EnrolUng { indskrivning }) => Some(indskrivning.ung),
            Self::WritePlan(WritePlan { plan }) => Some(plan.ung),
            Self::EditPlan(EditPlan { ung, .. })
            | Self::EndTilknytning(EndTilknytning { ung, .. })
            | Self::EndIndskrivning(EndIndskrivning { ung, .. })
            | Self::MakeAftale(MakeAftale { ung, .. })
            | Self::SettleAftale(SettleAftale { ung, .. })
            | Self::WriteNotat(WriteNotat { ung, .. })
            | Self::CorrectNotat(CorrectNotat { ung, .. })
            | Self::RequestSnusepraktik(RequestSnusepraktik { ung, .. })
            | Self::CancelSnusepraktik(CancelSnusepraktik { ung, .. })
            | Self::DraftSamtykke(DraftSamtykke { ung, .. })
            | Self::SignSamtykke(SignSamtykke { ung, .. })
            | Self::WithdrawSamtykke(WithdrawSamtykke { ung, .. })
            | Self::ShareOplysning(ShareOplysning { ung, .. })
            | Self::AskIndsigt(AskIndsigt { ung, .. })
            | Self::GiveIndsigt(GiveIndsigt { ung, .. })
            | Self::OpenNoedadgang(OpenNoedadgang { ung, .. })
            | Self::EndNoedadgang(EndNoedadgang { ung, .. })
            | Self::SeeNoedadgang(SeeNoedadgang { ung, .. })
            | Self::SeeHenlagt(SeeHenlagt { ung, .. })
            | Self::NoteOpslag(NoteOpslag { ung }) => Some(*ung),
            Self::FoundKommune(_)
            | Self::RegisterOrganisation(_)
            | Self::RegisterMedarbejder(_)
            | Self::SetLovhjemmel(_)
            | Self::RegisterTilbud(_)
            | Self::PlanNetvaerksmoede(_)
            | Self::LogBesoeg(_)
            | Self::AmendBesoeg(_)
            | Self::SettleConflict(_)
            | Self::SettleLoefte(_)
            | Self::OfferPlads(_)
            | Self::ConfirmFremmoede(_)
            | Self::PublishSamtykketekst(_) => None,
        }
    }
}

fn raw(args: &impl Serialize) -> Result<Box<RawValue>, serde_json::Error> {
    serde_json::value::to_raw_value(args)
}
