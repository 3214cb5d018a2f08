//! What a command brings besides its heading: every text that was typed, found by its type, and the facts that tell it
//! from another of its kind.

use domain::aftale::Aftale;
use domain::indskrivning::Indskrivning;
use domain::loefte::Loefte;
use domain::record::find;
use domain::samtykke::Samtykke;
use domain::tilknytning::Tilknytning;
use domain::{Command, Folder, Moment, Person};

use crate::text::{date, pick, words};
use crate::view::Sight;

/// All of it, line by line, as it can be read and copied.
#[must_use]
pub fn typed(command: &Command, sight: &Sight<'_>) -> Vec<String> {
    let mut lines = facts(command, sight);
    lines.extend(command.texts());
    lines
}

/// What no text of the command says: which agreement, which school, which days.
fn facts(command: &Command, sight: &Sight<'_>) -> Vec<String> {
    let day = |moment: Moment| date::date(moment.day(), sight.today());
    let school = |id| sight.organisation_navn(id);
    match command {
        Command::LogBesoeg(c) => {
            let antal = c.antal.map(|antal| antal.to_string());
            let antal = antal.unwrap_or_else(|| pick("ikke talt", "not counted").to_owned());
            let kind = words::moedetype(c.moedetype);
            vec![format!("{kind} · {} min. · {antal}", c.minutter)]
        }
        Command::AmendBesoeg(c) => {
            c.edit.fields().into_iter().map(|felt| words::besoeg_felt(felt).to_owned()).collect()
        }
        Command::RequestSnusepraktik(c) => c.dage.iter().map(ToString::to_string).collect(),
        Command::ConfirmFremmoede(c) => vec![date::date(c.dag, sight.today())],
        Command::SettleAftale(c) => {
            let aftale = find::<Aftale>(sight.view, Folder::Plan(c.ung), c.aftale.0);
            aftale.map(|aftale| aftale.hvad.to_string()).into_iter().collect()
        }
        Command::SettleLoefte(c) => {
            let loefte =
                find::<Loefte>(sight.view, Folder::Partnerskab(c.organisation), c.loefte.0);
            loefte.map(|loefte| loefte.hvad.to_string()).into_iter().collect()
        }
        Command::EnrolUng(c) => {
            vec![format!("{} · {}", school(c.indskrivning.skole), day(c.indskrivning.term.from))]
        }
        Command::EndIndskrivning(c) => {
            let stood = find::<Indskrivning>(sight.view, Folder::Plan(c.ung), c.indskrivning.0);
            stood.map(|stood| school(stood.skole)).into_iter().chain([day(c.until)]).collect()
        }
        Command::AssignHelper(c) => vec![helper(&c.tilknytning, sight)],
        Command::EndTilknytning(c) => {
            let stood = find::<Tilknytning>(sight.view, Folder::Plan(c.ung), c.tilknytning.0);
            let helper = stood.map(|stood| helper(stood, sight));
            helper.into_iter().chain([day(c.until)]).collect()
        }
        Command::WithdrawSamtykke(c) => {
            let stood = find::<Samtykke>(sight.view, Folder::Plan(c.ung), c.samtykke.0);
            stood.map(|stood| school(stood.modtager)).into_iter().collect()
        }
        Command::FoundKommune(_)
        | Command::RegisterOrganisation(_)
        | Command::RegisterMedarbejder(_)
        | Command::SetLovhjemmel(_)
        | Command::RegisterTilbud(_)
        | Command::PlanNetvaerksmoede(_)
        | Command::RegisterUng(_)
        | Command::WritePlan(_)
        | Command::EditPlan(_)
        | Command::MakeAftale(_)
        | Command::WriteNotat(_)
        | Command::CorrectNotat(_)
        | Command::SettleConflict(_)
        | Command::OfferPlads(_)
        | Command::CancelSnusepraktik(_)
        | Command::PublishSamtykketekst(_)
        | Command::DraftSamtykke(_)
        | Command::SignSamtykke(_)
        | Command::ShareOplysning(_)
        | Command::AskIndsigt(_)
        | Command::GiveIndsigt(_)
        | Command::OpenNoedadgang(_)
        | Command::EndNoedadgang(_)
        | Command::SeeNoedadgang(_)
        | Command::SeeHenlagt(_)
        | Command::NoteOpslag(_) => Vec::new(),
    }
}

fn helper(of: &Tilknytning, sight: &Sight<'_>) -> String {
    let navn = sight.navn(Person::Medarbejder(of.medarbejder));
    format!("{navn} ({})", words::funktion(of.funktion).to_lowercase())
}
