//! Asking for snusepraktik: days at one place for one young person. A phone only ever asks; whether there
//! is a seat is the server's to say.

use std::collections::BTreeSet;

use domain::id::{OrganisationId, PladsId, SnusepraktikId, UngId};
use domain::snusepraktik::RequestSnusepraktik;
use domain::text::ShortText;
use domain::{Command, Day};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::draft::Draft;
use super::form::{Check, Fault};
use super::pladser::PladsRow;
use crate::text::pladser as t;

/// A request being made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OenskForm {
    /// Which one it becomes.
    pub id: SnusepraktikId,
    /// For whom.
    pub ung: Option<UngId>,
    /// At which place of which host.
    pub plads: Option<(OrganisationId, PladsId)>,
    /// The days, where they are chosen singly.
    pub dage: BTreeSet<Day>,
    /// The lines for the weeks after the first, in a course.
    pub linjer: BTreeSet<String>,
}

impl OenskForm {
    /// An untouched form.
    #[must_use]
    pub const fn fresh(
        id: SnusepraktikId,
        ung: Option<UngId>,
        plads: Option<(OrganisationId, PladsId)>,
    ) -> Self {
        Self { id, ung, plads, dage: BTreeSet::new(), linjer: BTreeSet::new() }
    }

    /// A wish that was refused, to be put right and sent again as a new one.
    #[must_use]
    pub fn again(refused: &RequestSnusepraktik, id: SnusepraktikId) -> Self {
        Self {
            id,
            ung: Some(refused.ung),
            plads: Some((refused.organisation, refused.plads)),
            dage: refused.dage.iter().copied().collect(),
            linjer: refused.linjer.iter().map(ToString::to_string).collect(),
        }
    }

    /// Turns a day at a place on or off. Days lie at one place: another's are let go.
    pub fn turn(&mut self, plads: &PladsRow, dag: Day, on: bool) {
        self.at(plads);
        if on {
            self.dage.insert(dag);
        } else {
            self.dage.remove(&dag);
        }
    }

    /// Turns a line of a course on or off.
    pub fn turn_line(&mut self, plads: &PladsRow, linje: &str, on: bool) {
        self.at(plads);
        if on {
            self.linjer.insert(linje.to_owned());
        } else {
            self.linjer.remove(linje);
        }
    }

    fn at(&mut self, plads: &PladsRow) {
        let here = Some((plads.organisation, plads.id));
        if self.plads != here {
            (self.plads, self.dage, self.linjer) = (here, BTreeSet::new(), BTreeSet::new());
        }
    }

    /// Whether it is this place that is asked for.
    #[must_use]
    pub fn is_at(&self, plads: &PladsRow) -> bool {
        self.plads == Some((plads.organisation, plads.id))
    }

    /// The days asked for: those chosen that are still offered, or all of a course.
    #[must_use]
    pub fn days(&self, plads: &PladsRow) -> Vec<Day> {
        let offered = plads.dage.iter().map(|row| row.dag);
        let whole = plads.forloeb.is_some();
        offered.filter(|dag| whole || self.dage.contains(dag)).collect()
    }

    /// Whether one of the days asked for is full, as far as this phone knows.
    #[must_use]
    pub fn will_wait(&self, plads: &PladsRow) -> bool {
        let days = self.days(plads);
        plads.dage.iter().any(|row| row.ledige == 0 && days.contains(&row.dag))
    }

    /// What it asks for, or what is wrong with it. `pladser` are the places there are now.
    pub fn parse(&self, pladser: &[PladsRow]) -> Result<Command, Vec<Fault>> {
        let mut check = Check::default();
        let ung = check.given("ung", self.ung, t::for_whom_missing());
        let there_is = pladser.iter().find(|plads| self.is_at(plads));
        let missing = if self.plads.is_none() { t::days_missing() } else { t::place_gone() };
        let plads = check.given("dage", there_is, missing);
        let dage = plads.map(|plads| self.checked_days(plads, &mut check));
        let linjer = plads.map(|plads| self.checked_lines(plads, &mut check));
        check.end(|| {
            let (organisation, plads) = self.plads?;
            let (id, ung, dage, linjer) = (self.id, ung?, dage?, linjer?);
            Some(RequestSnusepraktik { id, ung, organisation, plads, dage, linjer }.into())
        })
    }

    fn checked_days(&self, plads: &PladsRow, check: &mut Check) -> Vec<Day> {
        let days = self.days(plads);
        if days.len() < self.dage.len() {
            check.fault("dage", t::day_gone());
        } else if days.is_empty() {
            check.fault("dage", t::days_missing());
        }
        days
    }

    /// In the order in which the place names them.
    fn checked_lines(&self, plads: &PladsRow, check: &mut Check) -> Vec<ShortText> {
        let offered = plads.forloeb.iter().flatten();
        let chosen = offered.filter(|linje| self.linjer.contains(*linje));
        let lines: Vec<_> = chosen.filter_map(|linje| ShortText::parse(linje).ok()).collect();
        if plads.forloeb.is_some() && lines.is_empty() {
            check.fault("linjer", t::lines_missing());
        }
        lines
    }
}

impl Draft for OenskForm {
    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn renew(&mut self, id: &mut dyn FnMut() -> Uuid) {
        self.id = SnusepraktikId(id());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::pladser::pladser;
    use crate::view::world::World;
    use domain::Person;
    use domain::fixtures::{ANNA, ERHVERVSSKOLEN, FORLOEB, MADS, TOEMRER, day};

    fn form() -> OenskForm {
        OenskForm::fresh(SnusepraktikId(Uuid::from_u128(0x980)), Some(MADS), None)
    }

    fn rows() -> Vec<PladsRow> {
        World::thyland().seen_by(Person::Medarbejder(ANNA), pladser)
    }

    fn at(rows: &[PladsRow], id: PladsId) -> &PladsRow {
        rows.iter().find(|row| row.id == id).unwrap()
    }

    fn request(form: &OenskForm, rows: &[PladsRow]) -> RequestSnusepraktik {
        match form.parse(rows) {
            Ok(Command::RequestSnusepraktik(request)) => request,
            other => panic!("a request, not {other:?}"),
        }
    }

    #[test]
    fn days_lie_at_one_place() {
        let (rows, mut form) = (rows(), form());
        form.turn_line(at(&rows, FORLOEB), "Tømrer", true);
        form.turn(at(&rows, TOEMRER), day("2026-09-15"), true);
        form.turn(at(&rows, TOEMRER), day("2026-09-14"), true);
        let asked = request(&form, &rows);
        assert_eq!((asked.plads, asked.organisation), (TOEMRER, ERHVERVSSKOLEN));
        assert_eq!(asked.dage, [day("2026-09-14"), day("2026-09-15")]);
        assert!(asked.linjer.is_empty());
    }

    #[test]
    fn a_course_is_asked_for_whole_with_at_least_one_line() {
        let (rows, mut form) = (rows(), form());
        let course = at(&rows, FORLOEB);
        form.turn_line(course, "Elektriker", true);
        assert_eq!(request(&form, &rows).dage.len(), 20);
        form.turn_line(course, "Elektriker", false);
        assert_eq!(form.parse(&rows).unwrap_err()[0].at, "linjer");
    }

    #[test]
    fn a_day_or_a_place_that_is_gone_is_told_and_not_asked_for() {
        let (mut rows, mut form) = (rows(), form());
        assert_eq!(form.parse(&rows).unwrap_err()[0].says, t::days_missing());
        form.turn(at(&rows, TOEMRER), day("2026-09-14"), true);
        form.turn(at(&rows, TOEMRER), day("2026-09-15"), true);
        let place = rows.iter_mut().find(|row| row.id == TOEMRER).unwrap();
        place.dage.remove(0);
        assert_eq!(form.parse(&rows).unwrap_err()[0].says, t::day_gone());
        rows.retain(|row| row.id != TOEMRER);
        assert_eq!(form.parse(&rows).unwrap_err()[0].says, t::place_gone());
    }
}
