//! Logging and amending a visit: one form for both. Amending carries the visit as it was seen when the
//! form opened, so that only what the person changed is sent (decision 0003).

use std::collections::BTreeSet;

use domain::alfabet::sorted;
use domain::besoeg::{
    AmendBesoeg, Besoeg, BesoegEdit, LogBesoeg, MOST_ANTAL, MOST_MINUTTER, Materiale, Moedetype,
    PRESET_MINUTTER,
};
use domain::id::{BesoegId, LoefteId, MedarbejderId, OrganisationId};
use domain::loefte::NewLoefte;
use domain::organisation::Medarbejder;
use domain::record::list;
use domain::text::{ShortText, is_blank};
use domain::{Command, Day, Moment, Person, Rolle};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Sight;
use super::draft::Draft;
use super::form::{Check, Fault, inputs};
use super::order;
use crate::text::besoeg as t;

/// A visit being logged or amended. What is typed is kept as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesoegForm {
    /// Which one it is or becomes.
    pub id: BesoegId,
    /// The visit as it was seen, when amending.
    pub seen: Option<Besoeg>,
    /// The partner.
    pub organisation: Option<OrganisationId>,
    /// Where.
    pub sted: String,
    /// At what kind of meeting.
    pub moedetype: Option<Moedetype>,
    /// The day.
    pub dag: String,
    /// The time.
    pub tid: String,
    /// The ambassadors.
    pub ambassadoerer: BTreeSet<MedarbejderId>,
    /// How many listened; empty is "not counted".
    pub antal: String,
    /// How long.
    pub minutter: String,
    /// The questions, a line each.
    pub spoergsmaal: Vec<String>,
    /// The promises.
    pub loefter: Vec<LoefteInput>,
    /// The day of the next visit.
    pub naeste: String,
    /// What was left.
    pub materialer: BTreeSet<Materiale>,
}

/// A promise being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoefteInput {
    /// Which one it becomes.
    pub id: LoefteId,
    /// What is promised.
    pub hvad: String,
    /// By when.
    pub frist: String,
}

impl LoefteInput {
    /// An empty line for a promise.
    #[must_use]
    pub const fn empty(id: LoefteId) -> Self {
        Self { id, hvad: String::new(), frist: String::new() }
    }
}

impl BesoegForm {
    /// An untouched form for a visit that happened just now, with whoever writes as ambassador.
    #[must_use]
    pub fn fresh(
        id: BesoegId,
        loefte: LoefteId,
        organisation: Option<OrganisationId>,
        sight: &Sight<'_>,
    ) -> Self {
        let (dag, tid) = inputs(sight.now);
        let me = sight.me.medarbejder().filter(|_| sight.me.is(Rolle::Ambassadoer));
        Self {
            id,
            seen: None,
            organisation,
            sted: String::new(),
            moedetype: None,
            dag,
            tid,
            ambassadoerer: me.into_iter().collect(),
            antal: String::new(),
            minutter: PRESET_MINUTTER.to_string(),
            spoergsmaal: vec![String::new()],
            loefter: vec![LoefteInput::empty(loefte)],
            naeste: String::new(),
            materialer: BTreeSet::new(),
        }
    }

    /// A form for amending a visit.
    #[must_use]
    pub fn amending(besoeg: Besoeg) -> Self {
        let (dag, tid) = inputs(besoeg.sket);
        Self {
            id: besoeg.id,
            organisation: Some(besoeg.organisation),
            sted: besoeg.sted.as_ref().map(ToString::to_string).unwrap_or_default(),
            moedetype: Some(besoeg.moedetype),
            dag,
            tid,
            ambassadoerer: besoeg.ambassadoerer.iter().copied().collect(),
            antal: besoeg.antal.map(|antal| antal.to_string()).unwrap_or_default(),
            minutter: besoeg.minutter.to_string(),
            spoergsmaal: besoeg.spoergsmaal.iter().map(ToString::to_string).collect(),
            loefter: Vec::new(),
            naeste: besoeg.naeste.map(|day| day.to_string()).unwrap_or_default(),
            materialer: besoeg.materialer.iter().copied().collect(),
            seen: Some(besoeg),
        }
    }

    /// An amendment that was refused, over the visit as it stands now.
    #[must_use]
    pub fn amending_again(seen: Besoeg, refused: &BesoegEdit) -> Self {
        let wished = Self::amending(refused.wished(&seen));
        Self { seen: Some(seen), ..wished }
    }

    /// A visit that was refused, to be put right and sent again as a new one.
    #[must_use]
    pub fn again(refused: &LogBesoeg, mut new: impl FnMut() -> Uuid) -> Self {
        let (dag, tid) = inputs(refused.sket);
        let told = |what: Option<String>| what.unwrap_or_default();
        let mut loefter: Vec<_> = refused
            .loefter
            .iter()
            .map(|made| LoefteInput {
                id: LoefteId(new()),
                hvad: made.hvad.to_string(),
                frist: told(made.frist.map(|frist| frist.to_string())),
            })
            .collect();
        if loefter.is_empty() {
            loefter.push(LoefteInput::empty(LoefteId(new())));
        }
        Self {
            id: BesoegId(new()),
            seen: None,
            organisation: Some(refused.organisation),
            sted: told(refused.sted.as_ref().map(ToString::to_string)),
            moedetype: Some(refused.moedetype),
            dag,
            tid,
            ambassadoerer: refused.ambassadoerer.iter().copied().collect(),
            antal: told(refused.antal.map(|antal| antal.to_string())),
            minutter: refused.minutter.to_string(),
            spoergsmaal: lines(&refused.spoergsmaal),
            loefter,
            naeste: told(refused.naeste.map(|day| day.to_string())),
            materialer: refused.materialer.iter().copied().collect(),
        }
    }

    /// What it asks for, or what is wrong with it.
    pub fn parse(&self, today: Day) -> Result<Command, Vec<Fault>> {
        let mut check = Check::default();
        let read = self.read(&mut check, today);
        let loefter = self.loefter(&mut check, today);
        let command = match &self.seen {
            None => read.map(|read| LogBesoeg { loefter, ..read }.into()),
            Some(seen) => read.and_then(|read| amend(seen, read, &mut check)),
        };
        check.end(|| command)
    }

    /// All but the promises: the fields that logging and amending share.
    fn read(&self, check: &mut Check, today: Day) -> Option<LogBesoeg> {
        let organisation = check.given("organisation", self.organisation, t::partner_missing());
        let moedetype = check.given("moedetype", self.moedetype, t::kind_missing());
        let antal = check.optional_number("antal", &self.antal, MOST_ANTAL);
        let minutter = check.optional_number("minutter", &self.minutter, MOST_MINUTTER);
        if is_blank(&self.minutter) {
            check.fault("minutter", t::minutes_missing());
        }
        let sket = check.happened(("dag", &self.dag), ("tid", &self.tid), today);
        let sted = check.optional_text("sted", &self.sted);
        let spoergsmaal = self.spoergsmaal(check);
        let naeste = check.coming_or_past("naeste", &self.naeste, today);
        Some(LogBesoeg {
            id: self.id,
            organisation: organisation?,
            sted,
            moedetype: moedetype?,
            sket: self.unchanged_time().or(sket)?,
            ambassadoerer: self.ambassadoerer.iter().copied().collect(),
            antal,
            minutter: minutter?,
            spoergsmaal,
            loefter: Vec::new(),
            naeste,
            materialer: self.materialer.iter().copied().collect(),
        })
    }

    /// The inputs know no seconds: a time that was not touched is the very one that was seen.
    fn unchanged_time(&self) -> Option<Moment> {
        let seen = self.seen.as_ref()?.sket;
        (inputs(seen) == (self.dag.clone(), self.tid.clone())).then_some(seen)
    }

    fn spoergsmaal(&self, check: &mut Check) -> Vec<ShortText> {
        let lines = self.spoergsmaal.iter().enumerate();
        lines
            .filter_map(|(at, line)| check.optional_text(&format!("spoergsmaal-{at}"), line))
            .collect()
    }

    fn loefter(&self, check: &mut Check, today: Day) -> Vec<NewLoefte> {
        let mut read = |(at, loefte): (usize, &LoefteInput)| {
            let (id, day_at) = (loefte.id, format!("loefte-{at}-frist"));
            let frist = check.coming_day(&day_at, &loefte.frist, today);
            let written = !is_blank(&loefte.hvad) || !is_blank(&loefte.frist);
            let what_at = format!("loefte-{at}");
            let hvad = written.then(|| check.text(&what_at, &loefte.hvad, t::promise_missing()));
            Some(NewLoefte { id, hvad: hvad.flatten()?, frist })
        };
        self.loefter.iter().enumerate().filter_map(&mut read).collect()
    }
}

/// A line each, and an empty one to begin with where there is none.
fn lines(asked: &[ShortText]) -> Vec<String> {
    if asked.is_empty() {
        vec![String::new()]
    } else {
        asked.iter().map(ToString::to_string).collect()
    }
}

impl Draft for BesoegForm {
    fn makes(&self) -> Option<Uuid> {
        self.seen.is_none().then_some(self.id.0)
    }

    fn renew(&mut self, id: &mut dyn FnMut() -> Uuid) {
        if self.seen.is_none() {
            self.id = BesoegId(id());
            self.loefter.iter_mut().for_each(|loefte| loefte.id = LoefteId(id()));
        }
    }
}

fn amend(seen: &Besoeg, read: LogBesoeg, check: &mut Check) -> Option<Command> {
    let same = |a: &[MedarbejderId], b: &[MedarbejderId]| {
        a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
    };
    let mut now = Besoeg {
        sted: read.sted,
        moedetype: read.moedetype,
        sket: read.sket,
        antal: read.antal,
        minutter: read.minutter,
        spoergsmaal: read.spoergsmaal,
        naeste: read.naeste,
        ..seen.clone()
    };
    // Chips know no order: the same ones are no change.
    if !same(&seen.ambassadoerer, &read.ambassadoerer) {
        now.ambassadoerer = read.ambassadoerer;
    }
    if seen.materialer.iter().collect::<BTreeSet<_>>() != read.materialer.iter().collect() {
        now.materialer = read.materialer;
    }
    let edit = BesoegEdit::between(seen, &now);
    if edit.fields().is_empty() {
        check.fault("moedetype", t::unchanged());
        return None;
    }
    Some(AmendBesoeg { id: seen.id, organisation: seen.organisation, edit }.into())
}

/// Who can have been there: the ambassadors, whoever looks first.
#[must_use]
pub fn ambassadoerer(sight: &Sight<'_>) -> Vec<(MedarbejderId, String)> {
    let mut all: Vec<&Medarbejder> = list(sight.view, sight.faelles());
    all.retain(|staff| staff.has(Rolle::Ambassadoer, sight.now));
    let me = sight.me.medarbejder();
    order::by_key(&mut all, |staff| (Some(staff.id) != me, sorted(staff.navn.as_str())));
    let label = |staff: &Medarbejder| {
        let navn = sight.navn(Person::Medarbejder(staff.id));
        if Some(staff.id) == me { t::me_too(&navn) } else { navn }
    };
    all.into_iter().map(|staff| (staff.id, label(staff))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::edit::Edit;
    use domain::fixtures::{CLARA, ERHVERVSSKOLEN, HANNE, NOW, besoeg, day};
    use domain::record::find;
    use domain::{Folder, fixtures};

    #[test]
    fn a_visit_that_was_refused_is_asked_for_again_in_all_its_parts() {
        let loefte = NewLoefte {
            id: LOEFTE,
            hvad: fixtures::short("Sende"),
            frist: Some(day("2026-10-01")),
        };
        let refused = LogBesoeg {
            loefter: vec![loefte.clone()],
            naeste: Some(day("2027-02-01")),
            ..besoeg(ID)
        };
        let new = Uuid::from_u128(7);
        let again = logged(&BesoegForm::again(&refused, || new));
        let loefter = vec![NewLoefte { id: LoefteId(new), ..loefte }];
        // The inputs know minutes, as whoever wrote it saw.
        let (id, sket) = (BesoegId(new), again.sket);
        assert_eq!(again, LogBesoeg { id, sket, loefter, ..refused });
    }

    #[test]
    fn an_amendment_that_was_refused_is_wished_for_again_over_what_stands_now() {
        let stands = seen();
        let antal = Some(Edit { was: Some(1), now: Some(24) });
        let refused = BesoegEdit { antal, ..BesoegEdit::default() };
        let form = BesoegForm::amending_again(stands, &refused);
        let Ok(Command::AmendBesoeg(amend)) = form.parse(NOW.day()) else { panic!("an edit") };
        let antal = Some(Edit { was: Some(17), now: Some(24) });
        assert_eq!(amend.edit, BesoegEdit { antal, ..BesoegEdit::default() });
    }

    const ID: BesoegId = BesoegId(Uuid::from_u128(0x940));
    const LOEFTE: LoefteId = LoefteId(Uuid::from_u128(0x941));

    fn fresh() -> BesoegForm {
        World::thyland().seen_by(Person::Medarbejder(CLARA), |sight| {
            BesoegForm::fresh(ID, LOEFTE, Some(ERHVERVSSKOLEN), sight)
        })
    }

    fn logged(form: &BesoegForm) -> LogBesoeg {
        match form.parse(NOW.day()) {
            Ok(Command::LogBesoeg(log)) => log,
            other => panic!("a logged visit, not {other:?}"),
        }
    }

    #[test]
    fn a_visit_needs_its_kind_and_nothing_else_that_is_not_preset() {
        let faults = fresh().parse(NOW.day()).unwrap_err();
        assert_eq!(faults.iter().map(|f| f.at.as_str()).collect::<Vec<_>>(), ["moedetype"]);

        let log = logged(&BesoegForm { moedetype: Some(Moedetype::Laerer), ..fresh() });
        assert_eq!((log.minutter, log.antal, log.sket), (45, None, NOW));
        assert_eq!(log.ambassadoerer, [CLARA]);
        assert!(log.loefter.is_empty() && log.spoergsmaal.is_empty());
    }

    #[test]
    fn not_counted_is_not_zero() {
        let antal = |typed: &str| {
            let (moedetype, antal) = (Some(Moedetype::Andet), typed.to_owned());
            logged(&BesoegForm { moedetype, antal, ..fresh() }).antal
        };
        assert_eq!((antal(""), antal("0"), antal("17")), (None, Some(0), Some(17)));
    }

    #[test]
    fn a_promise_with_a_day_and_no_words_is_told_beside_its_line() {
        let mut form = BesoegForm { moedetype: Some(Moedetype::Andet), ..fresh() };
        form.loefter[0].frist = "2026-09-14".to_owned();
        assert_eq!(form.parse(NOW.day()).unwrap_err()[0].at, "loefte-0");
        form.loefter[0].hvad = "Sende folderen".to_owned();
        let log = logged(&form);
        assert_eq!((log.loefter[0].id, log.loefter[0].frist), (LOEFTE, Some(day("2026-09-14"))));
    }

    fn seen() -> Besoeg {
        let mut world = World::thyland();
        let sket = fixtures::at("2026-09-03", 14, 0).plus(17_000);
        let ambassadoerer = vec![HANNE, CLARA];
        world.asks(Person::Medarbejder(CLARA), LogBesoeg { sket, ambassadoerer, ..besoeg(ID) });
        find::<Besoeg>(&world, Folder::Partnerskab(ERHVERVSSKOLEN), ID.0).unwrap().clone()
    }

    #[test]
    fn amending_sends_only_what_was_changed() {
        let form = BesoegForm { antal: "24".to_owned(), ..BesoegForm::amending(seen()) };
        let Ok(Command::AmendBesoeg(amend)) = form.parse(NOW.day()) else { panic!("an edit") };
        let antal = Some(Edit { was: Some(17), now: Some(24) });
        assert_eq!(amend.edit, BesoegEdit { antal, ..BesoegEdit::default() });
    }

    #[test]
    fn a_visit_opened_and_not_touched_asks_for_nothing() {
        let faults = BesoegForm::amending(seen()).parse(NOW.day()).unwrap_err();
        assert_eq!(faults[0].says, t::unchanged());
    }

    #[test]
    fn whoever_writes_stands_first_among_the_ambassadors() {
        let world = World::thyland();
        let names = world.seen_by(Person::Medarbejder(HANNE), ambassadoerer);
        assert_eq!(names[0], (HANNE, "Hanne Mølgaard (mig)".to_owned()));
        assert_eq!(names[1], (CLARA, "Clara Holm".to_owned()));
    }
}
