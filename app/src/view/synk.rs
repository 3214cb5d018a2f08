//! Synk: what waits, what came back with a no, what was received, each in words that its writer knows it by. What of it
//! somebody typed is in `synk/typed.rs`.

mod typed;

use domain::command::{self, CommandKind};
use domain::envelope::{Envelope, Seq};
use domain::exchange::Outcome;
use domain::id::{OrganisationId, UngId};
use domain::{Command, Folder, Moment, Person, Rejection};
use replica::outbox::{Sent, Waiting};
use replica::{Progress, Replica};

use super::Sight;
use crate::text;
pub use typed::typed;

/// What a command was about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// Its place in line.
    pub seq: Seq,
    /// What was asked for.
    pub asked: Asked,
    /// The person or the partner it is about.
    pub about: Option<About>,
    /// When it was written.
    pub written: Moment,
    /// What was typed, so that nothing of it is lost to its writer.
    pub text: Vec<String>,
    /// The form it can be put right in, if there is one and what it is about is on this phone.
    pub form: Option<String>,
}

/// Whom a command is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// A person, whose name discreet mode shortens.
    Person(String),
    /// A partner or host.
    Organisation(String),
}

/// What was asked for, as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The heading.
    pub title: &'static str,
    /// The picture beside it.
    pub icon: &'static str,
}

/// A command that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// What.
    pub item: Item,
    /// How far it has come.
    pub progress: Progress,
    /// Why this phone itself doubts it.
    pub doubt: Option<Rejection>,
}

/// A command with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// What.
    pub item: Item,
    /// What became of it.
    pub outcome: Outcome,
    /// When the phone was told.
    pub at: Moment,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Somebody should look at these.
    pub attention: Vec<Came>,
    /// These wait.
    pub waiting: Vec<Waits>,
    /// These were received lately.
    pub received: Vec<Came>,
}

/// How many received ones are shown.
const LATELY: usize = 20;

impl Overview {
    /// Reads the outbox and the journal of outcomes.
    #[must_use]
    pub fn of(replica: &Replica, sight: &Sight<'_>) -> Self {
        let waits = |(seq, row): (Seq, &Waiting)| Waits {
            item: Item::of(seq, &row.envelope, row.command.as_ref(), sight),
            progress: replica.progress_of(seq),
            doubt: replica.doubt(seq),
        };
        let came = |sent: &Sent| {
            let envelope = sent.sealed.open().ok()?;
            let command = envelope.command().ok();
            let item = Item::of(sent.sealed.seq, &envelope, command.as_ref(), sight);
            Some(Came { item, outcome: sent.outcome, at: sent.at })
        };
        let asking = replica.sent().filter(|sent| sent.asks());
        let settled = replica.sent().filter(|sent| !sent.asks());
        Self {
            attention: asking.filter_map(came).collect(),
            waiting: replica.waiting().map(waits).collect(),
            received: settled.filter_map(came).take(LATELY).collect(),
        }
    }
}

impl Item {
    fn of(seq: Seq, envelope: &Envelope, command: Option<&Command>, sight: &Sight<'_>) -> Self {
        Self {
            seq,
            asked: Asked::of(command),
            about: command.and_then(|command| about(command, sight)),
            written: envelope.written,
            text: command.map(|command| typed(command, sight)).unwrap_or_default(),
            form: command.and_then(|command| form(command, seq, sight)),
        }
    }
}

impl Asked {
    /// A command, or one that a newer edition wrote.
    #[must_use]
    pub fn of(command: Option<&Command>) -> Self {
        let icon = command.map_or("document", |command| icon(command.kind()));
        Self { title: text::synk::asked(command), icon }
    }
}

const fn icon(kind: CommandKind) -> &'static str {
    use CommandKind as C;
    match kind {
        C::WriteNotat | C::CorrectNotat => "edit",
        C::MakeAftale | C::SettleAftale | C::SettleLoefte => "checklist",
        C::LogBesoeg
        | C::AmendBesoeg
        | C::SettleConflict
        | C::EnrolUng
        | C::EndIndskrivning
        | C::PublishSamtykketekst
        | C::DraftSamtykke
        | C::SignSamtykke
        | C::WithdrawSamtykke
        | C::ShareOplysning => "student",
        C::OfferPlads | C::RequestSnusepraktik | C::CancelSnusepraktik => "construction",
        C::ConfirmFremmoede
        | C::RegisterUng
        | C::RegisterMedarbejder
        | C::AssignHelper
        | C::EndTilknytning => "person",
        C::WritePlan | C::EditPlan => "flag",
        C::AskIndsigt
        | C::GiveIndsigt
        | C::OpenNoedadgang
        | C::EndNoedadgang
        | C::SeeNoedadgang
        | C::SeeHenlagt
        | C::NoteOpslag => "visibility",
        C::FoundKommune
        | C::RegisterOrganisation
        | C::SetLovhjemmel
        | C::RegisterTilbud
        | C::PlanNetvaerksmoede => "document",
    }
}

/// Whom it is about, if that is anybody but whoever wrote it.
fn about(command: &Command, sight: &Sight<'_>) -> Option<About> {
    match command.about() {
        command::About::Ung(ung) if sight.me.ung() == Some(ung) => None,
        command::About::Ung(ung) => Some(About::Person(sight.navn(Person::Ung(ung)))),
        command::About::Organisation(id) => Some(About::Organisation(sight.organisation_navn(id))),
        command::About::Kommune => None,
    }
}

/// The address of the form that a command with words in it came from, opened with those words. A signature is given
/// anew by whoever signs, so its form opens empty.
fn form(command: &Command, Seq(seq): Seq, sight: &Sight<'_>) -> Option<String> {
    let young = |ung: UngId| sight.ung(ung).map(|_| format!("/app/unge/{ung}"));
    let partner = |id: OrganisationId| {
        let here = sight.folders.contains(&Folder::Partnerskab(id));
        here.then(|| format!("/app/besoeg/{id}"))
    };
    let page = match command {
        Command::WriteNotat(c) => young(c.ung)? + "/notat",
        Command::CorrectNotat(c) => format!("{}/notat/{}/ret", young(c.ung)?, c.id),
        Command::LogBesoeg(c) => partner(c.organisation)? + "/nyt",
        Command::AmendBesoeg(c) => format!("{}/{}/ret", partner(c.organisation)?, c.id),
        Command::RequestSnusepraktik(c) => young(c.ung)? + "/snusepraktik",
        Command::DraftSamtykke(c) => young(c.ung)? + "/samtykke/nyt",
        Command::SignSamtykke(c) => {
            return Some(format!("{}/samtykke/{}", young(c.ung)?, c.samtykke));
        }
        Command::ShareOplysning(c) => format!("{}/samtykke/{}/fortael", young(c.ung)?, c.samtykke),
        Command::GiveIndsigt(c) => format!("{}/indsigt/{}", young(c.ung)?, c.indsigt),
        Command::FoundKommune(_)
        | Command::RegisterOrganisation(_)
        | Command::RegisterMedarbejder(_)
        | Command::SetLovhjemmel(_)
        | Command::RegisterTilbud(_)
        | Command::PlanNetvaerksmoede(_)
        | Command::RegisterUng(_)
        | Command::AssignHelper(_)
        | Command::EndTilknytning(_)
        | Command::EnrolUng(_)
        | Command::EndIndskrivning(_)
        | Command::WritePlan(_)
        | Command::EditPlan(_)
        | Command::MakeAftale(_)
        | Command::SettleAftale(_)
        | Command::SettleConflict(_)
        | Command::SettleLoefte(_)
        | Command::OfferPlads(_)
        | Command::CancelSnusepraktik(_)
        | Command::ConfirmFremmoede(_)
        | Command::PublishSamtykketekst(_)
        | Command::WithdrawSamtykke(_)
        | Command::AskIndsigt(_)
        | Command::OpenNoedadgang(_)
        | Command::EndNoedadgang(_)
        | Command::SeeNoedadgang(_)
        | Command::SeeHenlagt(_)
        | Command::NoteOpslag(_) => return None,
    };
    Some(format!("{page}?igen={seq}"))
}
#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::fixtures::{
        ANNA, CLARA, ERHVERVSSKOLEN, GYMNASIET, MADS, NOW, besoeg, indskrivning, notat,
    };
    use domain::id::{BesoegId, CommandId, IndskrivningId, NotatId};
    use domain::indskrivning::EnrolUng;
    use uuid::Uuid;

    use super::*;
    use crate::text::words;
    use crate::view::world::World;

    fn item(person: Person, command: &Command) -> Item {
        let id = CommandId(Uuid::from_u128(1));
        let envelope = Envelope::new(id, person, NOW, "test", command).unwrap();
        World::thyland().seen_by(person, |sight| Item::of(Seq(1), &envelope, Some(command), sight))
    }

    #[test]
    fn a_note_is_told_with_its_whole_text() {
        let id = NotatId(Uuid::from_u128(2));
        let found = item(Person::Medarbejder(ANNA), &notat(id, MADS, "Vi talte om tømrer.").into());
        assert_eq!(found.asked, Asked { title: "Notat", icon: "edit" });
        assert_eq!(found.about, Some(About::Person("Mads Kjær".to_owned())));
        assert_eq!(found.text, ["Vi talte om tømrer."]);
        assert_eq!(found.form, Some(format!("/app/unge/{MADS}/notat?igen=1")));
    }

    #[test]
    fn a_visit_is_told_with_its_questions() {
        let id = BesoegId(Uuid::from_u128(2));
        let found = item(Person::Medarbejder(CLARA), &besoeg(id).into());
        assert_eq!(found.asked, Asked { title: "Besøg", icon: "student" });
        assert_eq!(found.about, Some(About::Organisation("Erhvervsskolen".to_owned())));
        assert_eq!(
            found.text,
            ["Lærermøde · 45 min. · 17", "Lærerværelset", "Hvem ringer vi til?"]
        );
        assert_eq!(found.form, Some(format!("/app/besoeg/{ERHVERVSSKOLEN}/nyt?igen=1")));
    }

    #[test]
    fn an_enrolment_is_told_with_its_school_and_its_day() {
        let id = IndskrivningId(Uuid::from_u128(3));
        let indskrivning = indskrivning(id, MADS, GYMNASIET);
        let found = item(Person::Medarbejder(ANNA), &EnrolUng { indskrivning }.into());
        assert_eq!(found.asked.title, "Begyndt på en skole");
        assert!(found.text[0].starts_with("Gymnasiet"), "{:?}", found.text);
    }

    #[test]
    fn somebody_who_is_not_on_this_phone_has_no_name_here() {
        let id = NotatId(Uuid::from_u128(2));
        let found = item(Person::Medarbejder(CLARA), &notat(id, MADS, "Hej").into());
        assert_eq!(found.about, Some(About::Person(words::unknown_person().to_owned())));
        assert_eq!(found.form, None, "nor is there a form about them");
    }
}
