//! Synk: what waits, what came back with a no, what was received, each in words that its writer knows it by.

use domain::envelope::{Envelope, Seq};
use domain::exchange::Outcome;
use domain::id::{OrganisationId, UngId};
use domain::plan::{PlanEdit, Trin};
use domain::snusepraktik::Fremmoede;
use domain::text::{LongText, ShortText};
use domain::{Command, Folder, Moment, Person, Rejection};
use replica::outbox::{Sent, Waiting};
use replica::{Progress, Replica};

use super::Sight;
use crate::text::{pick, words};

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

/// The kinds of command, as far as words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// A note.
    Notat,
    /// A correction of one.
    Rettelse,
    /// An agreement.
    Aftale,
    /// It was ticked off.
    AftaleGjort,
    /// It was opened again.
    AftaleAaben,
    /// A visit.
    Besoeg,
    /// A change of one.
    BesoegRettet,
    /// A choice between two answers.
    Valg,
    /// A promise was ticked off.
    LoefteGjort,
    /// It was opened again.
    LoefteAaben,
    /// A request for snusepraktik.
    Oenske,
    /// A cancellation.
    Aflysning,
    /// That somebody came.
    Moedt,
    /// That somebody did not.
    IkkeMoedt,
    /// A plan.
    Plan,
    /// A place for snusepraktik.
    Plads,
    /// A samtykke, or a signature to one.
    Samtykke,
    /// Something told to a school.
    Fortalt,
    /// All that is written about whoever asks.
    Indsigt,
    /// It was given out.
    IndsigtGivet,
    /// Anything else, or something that a newer version wrote.
    Andet,
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
        let (asked, about, text) = command.map_or((Asked::Andet, None, Vec::new()), |command| {
            let (asked, about) = read(command, sight);
            (asked, about, typed(command))
        });
        let form = command.and_then(|command| form(command, seq, sight));
        Self { seq, asked, about, written: envelope.written, text, form }
    }
}

/// What a command asks for, and about whom.
#[must_use]
pub fn read(command: &Command, sight: &Sight<'_>) -> (Asked, Option<About>) {
    let ung = |id: UngId| Some(About::Person(sight.navn(Person::Ung(id))));
    let at = |id: OrganisationId| Some(About::Organisation(sight.organisation_navn(id)));
    match command {
        Command::WriteNotat(c) => (Asked::Notat, ung(c.ung)),
        Command::CorrectNotat(c) => (Asked::Rettelse, ung(c.ung)),
        Command::MakeAftale(c) => (Asked::Aftale, ung(c.ung)),
        Command::SettleAftale(c) if c.udfoert => (Asked::AftaleGjort, ung(c.ung)),
        Command::SettleAftale(c) => (Asked::AftaleAaben, ung(c.ung)),
        Command::LogBesoeg(c) => (Asked::Besoeg, at(c.organisation)),
        Command::AmendBesoeg(c) => (Asked::BesoegRettet, at(c.organisation)),
        Command::SettleConflict(c) => (Asked::Valg, at(c.organisation)),
        Command::SettleLoefte(c) if c.udfoert => (Asked::LoefteGjort, at(c.organisation)),
        Command::SettleLoefte(c) => (Asked::LoefteAaben, at(c.organisation)),
        Command::RequestSnusepraktik(c) => (Asked::Oenske, ung(c.ung)),
        Command::CancelSnusepraktik(c) => (Asked::Aflysning, ung(c.ung)),
        Command::ConfirmFremmoede(c) if c.fremmoede == Fremmoede::Moedt => {
            (Asked::Moedt, at(c.organisation))
        }
        Command::ConfirmFremmoede(c) => (Asked::IkkeMoedt, at(c.organisation)),
        Command::WritePlan(c) => (Asked::Plan, ung(c.plan.ung)),
        Command::EditPlan(c) => (Asked::Plan, ung(c.ung)),
        Command::OfferPlads(c) => (Asked::Plads, at(c.plads.organisation)),
        Command::DraftSamtykke(c) => (Asked::Samtykke, ung(c.ung)),
        Command::SignSamtykke(c) => (Asked::Samtykke, ung(c.ung)),
        Command::WithdrawSamtykke(c) => (Asked::Samtykke, ung(c.ung)),
        Command::ShareOplysning(c) => (Asked::Fortalt, ung(c.ung)),
        Command::AskIndsigt(_) => (Asked::Indsigt, None),
        Command::GiveIndsigt(c) => (Asked::IndsigtGivet, ung(c.ung)),
        _ => (Asked::Andet, None),
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
        _ => return None,
    };
    Some(format!("{page}?igen={seq}"))
}

/// What the person typed: every word of it, as it can be copied into a new form.
#[must_use]
pub fn typed(command: &Command) -> Vec<String> {
    match command {
        Command::WriteNotat(c) => {
            let aftale = c.aftale.iter().map(|aftale| aftale.hvad.to_string());
            std::iter::once(c.tekst.to_string()).chain(aftale).collect()
        }
        Command::CorrectNotat(c) => vec![c.tekst.to_string()],
        Command::MakeAftale(c) => vec![c.aftale.hvad.to_string()],
        Command::LogBesoeg(c) => {
            let facts = format!(
                "{} · {} min. · {}",
                words::moedetype(c.moedetype),
                c.minutter,
                c.antal.map_or_else(
                    || pick("ikke talt", "not counted").to_owned(),
                    |antal| antal.to_string()
                ),
            );
            let asked = c.spoergsmaal.iter().map(ToString::to_string);
            let promised = c.loefter.iter().map(|loefte| loefte.hvad.to_string());
            std::iter::once(facts).chain(asked).chain(promised).collect()
        }
        Command::AmendBesoeg(c) => {
            let felter = c.edit.fields();
            felter.into_iter().map(|felt| words::besoeg_felt(felt).to_owned()).collect()
        }
        Command::ShareOplysning(c) => vec![c.tekst.to_string()],
        Command::SignSamtykke(c) => vec![c.navn.to_string()],
        Command::GiveIndsigt(c) => c.bemaerkning.iter().map(ToString::to_string).collect(),
        Command::RequestSnusepraktik(c) => c.dage.iter().map(ToString::to_string).collect(),
        Command::WritePlan(c) => of_plan(None, c.plan.maal.as_ref(), &c.plan.trin),
        Command::EditPlan(c) => {
            let PlanEdit { egne_ord, maal, trin } = &c.edit;
            let words = egne_ord.as_ref().and_then(|edit| edit.now.as_ref());
            let maal = maal.as_ref().and_then(|edit| edit.now.as_ref());
            of_plan(words, maal, trin.as_ref().map_or(&[][..], |edit| edit.now.as_slice()))
        }
        _ => Vec::new(),
    }
}

fn of_plan(words: Option<&LongText>, maal: Option<&ShortText>, trin: &[Trin]) -> Vec<String> {
    let words = words.iter().map(ToString::to_string);
    let maal = maal.iter().map(ToString::to_string);
    words.chain(maal).chain(trin.iter().map(|trin| trin.hvad.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::fixtures::{ANNA, CLARA, ERHVERVSSKOLEN, MADS, NOW, besoeg, notat};
    use domain::id::{BesoegId, CommandId, NotatId};
    use uuid::Uuid;

    use super::*;
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
        assert_eq!(found.asked, Asked::Notat);
        assert_eq!(found.about, Some(About::Person("Mads Kjær".to_owned())));
        assert_eq!(found.text, ["Vi talte om tømrer."]);
        assert_eq!(found.form, Some(format!("/app/unge/{MADS}/notat?igen=1")));
    }

    #[test]
    fn a_visit_is_told_with_its_questions() {
        let id = BesoegId(Uuid::from_u128(2));
        let found = item(Person::Medarbejder(CLARA), &besoeg(id).into());
        assert_eq!(found.asked, Asked::Besoeg);
        assert_eq!(found.about, Some(About::Organisation("Erhvervsskolen".to_owned())));
        assert_eq!(found.text, ["Lærermøde · 45 min. · 17", "Hvem ringer vi til?"]);
        assert_eq!(found.form, Some(format!("/app/besoeg/{ERHVERVSSKOLEN}/nyt?igen=1")));
    }

    #[test]
    fn somebody_who_is_not_on_this_phone_has_no_name_here() {
        let id = NotatId(Uuid::from_u128(2));
        let found = item(Person::Medarbejder(CLARA), &notat(id, MADS, "Hej").into());
        assert_eq!(found.about, Some(About::Person(words::unknown_person().to_owned())));
        assert_eq!(found.form, None, "nor is there a form about them");
    }
}
