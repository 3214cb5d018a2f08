//! Commands: as whoever asked for one knows it, and as the young person it was about reads that it was done.

use domain::Command;
use domain::command::CommandKind;
use domain::snusepraktik::Fremmoede;

use crate::{Lang, Word};

/// What was asked for, as a heading.
#[must_use]
pub const fn asked(lang: Lang, command: &Command) -> &'static str {
    let word: Word = match command {
        Command::FoundKommune(_) => ["Ny kommune", "New municipality"],
        Command::RegisterOrganisation(_) => {
            ["Partner, skole eller vært", "Partner, school or host"]
        }
        Command::RegisterMedarbejder(_) => ["Medarbejder", "Member of staff"],
        Command::SetLovhjemmel(_) => ["Lovhjemmel", "Law basis"],
        Command::RegisterTilbud(_) => ["Tilbud", "Offer"],
        Command::PlanNetvaerksmoede(_) => ["Netværksmøde", "Network meeting"],
        Command::RegisterUng(_) => ["Ny ung", "New young person"],
        Command::AssignHelper(_) => ["Ny hjælper", "New helper"],
        Command::EndTilknytning(_) => ["Slut på en hjælpers adgang", "End of a helper’s access"],
        Command::EnrolUng(_) => ["Begyndt på en skole", "Began at a school"],
        Command::EndIndskrivning(_) => ["Gået ud af en skole", "Left a school"],
        Command::WritePlan(_) | Command::EditPlan(_) => ["Plan", "Plan"],
        Command::MakeAftale(_) => ["Ny aftale", "New agreement"],
        Command::SettleAftale(asked) if asked.udfoert => {
            ["Aftale krydset af", "Agreement ticked off"]
        }
        Command::SettleAftale(_) => ["Aftale åbnet igen", "Agreement opened again"],
        Command::WriteNotat(_) => ["Notat", "Note"],
        Command::CorrectNotat(_) => ["Rettelse af et notat", "Correction of a note"],
        Command::LogBesoeg(_) => ["Besøg", "Visit"],
        Command::AmendBesoeg(_) => ["Rettelse af et besøg", "Correction of a visit"],
        Command::SettleConflict(_) => ["Valg mellem to svar", "Choice between two answers"],
        Command::SettleLoefte(asked) if asked.udfoert => ["Løfte krydset af", "Promise ticked off"],
        Command::SettleLoefte(_) => ["Løfte åbnet igen", "Promise opened again"],
        Command::OfferPlads(_) => ["Plads til snusepraktik", "Taster place"],
        Command::RequestSnusepraktik(_) => {
            ["Ønske om snusepraktik", "Request for a taster placement"]
        }
        Command::CancelSnusepraktik(_) => {
            ["Aflysning af snusepraktik", "Cancellation of a taster placement"]
        }
        Command::ConfirmFremmoede(asked) => match asked.fremmoede {
            Fremmoede::Moedt => ["Mødt", "Came"],
            Fremmoede::Udeblevet => ["Ikke mødt", "Did not come"],
        },
        Command::PublishSamtykketekst(_) => ["Samtykkets ord", "The words of a consent"],
        Command::DraftSamtykke(_) => ["Samtykke", "Consent"],
        Command::SignSamtykke(_) => ["Underskrift på et samtykke", "Signature to a consent"],
        Command::WithdrawSamtykke(_) => ["Samtykke trukket tilbage", "Consent withdrawn"],
        Command::ShareOplysning(_) => ["Fortalt til skolen", "Told to the school"],
        Command::AskIndsigt(_) => {
            ["Ønske om at se alt, der står om dig", "Request to see all that is written about you"]
        }
        Command::GiveIndsigt(_) => ["Indsigt givet ud", "Access given"],
        Command::OpenNoedadgang(_) => ["Nødadgang", "Emergency access"],
        Command::EndNoedadgang(_) => ["Nødadgang sluttet", "Emergency access ended"],
        Command::SeeNoedadgang(_) => {
            ["Læst, at sagen var åbnet", "Read that the case had been opened"]
        }
        Command::SeeHenlagt(_) => ["Læst, hvad der var lagt til side", "Read what was put aside"],
        Command::NoteOpslag(_) => ["Set på en sag", "Looked at a case"],
    };
    lang.word(word)
}

/// What is said of a command that this edition does not know.
#[must_use]
pub const fn of_a_newer_edition(lang: Lang) -> &'static str {
    lang.word(["Noget fra en nyere udgave af appen", "Something from a newer version of the app"])
}

/// What was done, as the young person it was about reads it, with who did it before.
#[must_use]
pub const fn did(lang: Lang, kind: CommandKind) -> &'static str {
    use CommandKind as C;
    let word: Word = match kind {
        C::FoundKommune => ["Oprettede kommunen", "Set up the municipality"],
        C::RegisterOrganisation => {
            ["Skrev om en partner, skole eller vært", "Wrote about a partner, school or host"]
        }
        C::RegisterMedarbejder => ["Skrev om en medarbejder", "Wrote about a member of staff"],
        C::SetLovhjemmel => ["Satte en lovhjemmel", "Set a law basis"],
        C::RegisterTilbud => ["Skrev om et tilbud", "Wrote about an offer"],
        C::PlanNetvaerksmoede => ["Planlagde et netværksmøde", "Planned a network meeting"],
        C::RegisterUng => ["Oprettede dig", "Added you"],
        C::AssignHelper => ["Gav dig en hjælper", "Gave you a helper"],
        C::EndTilknytning => ["Sluttede en hjælpers adgang", "Ended a helper's access"],
        C::EnrolUng => ["Skrev, hvilken skole du går på", "Wrote which school you are at"],
        C::EndIndskrivning => ["Skrev, hvornår du gik ud", "Wrote when you left a school"],
        C::WritePlan => ["Skrev din plan", "Wrote your plan"],
        C::EditPlan => ["Rettede din plan", "Changed your plan"],
        C::MakeAftale => ["Lavede en aftale", "Made an agreement"],
        C::SettleAftale => {
            ["Krydsede en aftale af eller åbnede den", "Ticked an agreement off or opened it"]
        }
        C::WriteNotat => ["Skrev et notat", "Wrote a note"],
        C::CorrectNotat => ["Rettede et notat", "Corrected a note"],
        C::LogBesoeg => ["Skrev om et besøg", "Wrote about a visit"],
        C::AmendBesoeg => ["Rettede et besøg", "Corrected a visit"],
        C::SettleConflict => ["Valgte mellem to svar", "Chose between two answers"],
        C::SettleLoefte => {
            ["Krydsede et løfte af eller åbnede det", "Ticked a promise off or opened it"]
        }
        C::OfferPlads => ["Skrev om en plads", "Wrote about a place"],
        C::RequestSnusepraktik => ["Ønskede snusepraktik", "Asked for a taster placement"],
        C::CancelSnusepraktik => ["Aflyste snusepraktik", "Cancelled a taster placement"],
        C::ConfirmFremmoede => ["Meldte, om du kom", "Told whether you came"],
        C::PublishSamtykketekst => ["Skrev samtykkets ord", "Wrote the words of a consent"],
        C::DraftSamtykke => ["Skrev et samtykke", "Wrote a consent"],
        C::SignSamtykke => ["Skrev under på et samtykke", "Signed a consent"],
        C::WithdrawSamtykke => ["Trak et samtykke tilbage", "Withdrew a consent"],
        C::ShareOplysning => ["Fortalte skolen noget", "Told the school something"],
        C::AskIndsigt => ["Bad om alt, der står om dig", "Asked for all that is written about you"],
        C::GiveIndsigt => {
            ["Gav dig alt, der står om dig", "Gave you all that is written about you"]
        }
        C::OpenNoedadgang => ["Åbnede din sag med en grund", "Opened your case with a reason"],
        C::EndNoedadgang => {
            ["Sluttede en leders adgang til din sag", "Ended a manager's access to your case"]
        }
        C::SeeNoedadgang => ["Læste, at sagen var åbnet", "Read that the case was opened"],
        C::SeeHenlagt => ["Læste det, der var lagt til side", "Read what was put aside"],
        C::NoteOpslag => ["Så på din side", "Looked at your page"],
    };
    lang.word(word)
}
