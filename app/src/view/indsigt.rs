//! An access request: where it stands, as the young person sees it, and what their tovholder answers.

use domain::id::{IndsigtId, UngId};
use domain::indsigt::{GiveIndsigt, Indsigt};
use domain::record::{find, list};
use domain::{Command, Day, Folder, Moment, Person};

use super::Sight;
use super::form::{Check, Fault};
use super::notat::RetNotatForm;

/// The remark being written. It is one text, as a correction is, and its form is the same.
pub type BemaerkningForm = RetNotatForm;

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndsigtSide {
    pub id: IndsigtId,
    /// Who asked.
    pub ung: UngId,
    /// Their name.
    pub navn: String,
    /// When they asked.
    pub bedt: Moment,
    /// Where it stands.
    pub staar: Staar,
}

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staar {
    /// Nobody has answered; none as long as the server has not received it.
    Aaben { frist: Option<Day> },
    /// It can be fetched up to and with that day.
    Givet { til: Day, bemaerkning: Option<String> },
    /// It could be fetched, and the time is over.
    Slut,
}

impl IndsigtSide {
    /// That request.
    #[must_use]
    pub fn of(sight: &Sight<'_>, ung: UngId, id: IndsigtId) -> Option<Self> {
        find::<Indsigt>(sight.view, Folder::Plan(ung), id.0).map(|held| Self::read(sight, held))
    }

    /// The last one the young person made.
    #[must_use]
    pub fn last(sight: &Sight<'_>, ung: UngId) -> Option<Self> {
        let all = list::<Indsigt>(sight.view, Folder::Plan(ung)).into_iter();
        all.max_by_key(|held| (held.is_open(), held.bedt)).map(|held| Self::read(sight, held))
    }

    fn read(sight: &Sight<'_>, held: &Indsigt) -> Self {
        let staar = match (&held.givet, held.hentes_til()) {
            (Some(givet), Some(til)) if sight.today() <= til => {
                let bemaerkning = givet.bemaerkning.as_ref().map(ToString::to_string);
                Staar::Givet { til, bemaerkning }
            }
            (Some(_), _) => Staar::Slut,
            (None, _) => Staar::Aaben { frist: held.frist },
        };
        let navn = sight.navn(Person::Ung(held.ung));
        Self { id: held.id, ung: held.ung, navn, bedt: held.bedt, staar }
    }

    /// What giving it out asks for, or what is wrong with the remark.
    pub fn give(&self, form: &BemaerkningForm) -> Result<Command, Vec<Fault>> {
        let mut check = Check::default();
        let bemaerkning = check.optional_text("tekst", &form.tekst);
        let (indsigt, ung) = (self.id, self.ung);
        check.end(|| Some(GiveIndsigt { indsigt, ung, bemaerkning }.into()))
    }
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{BENT, MADS, NOW, day};
    use domain::indsigt::AskIndsigt;
    use domain::moment::DAY;
    use uuid::Uuid;

    use super::*;
    use crate::view::world::World;

    const ASK: AskIndsigt = AskIndsigt { id: IndsigtId(Uuid::from_u128(0x196)), ung: MADS };

    fn last(world: &World) -> Option<IndsigtSide> {
        world.seen_by(Person::Ung(MADS), |sight| IndsigtSide::last(sight, MADS))
    }

    fn gives(world: &mut World, tekst: &str) {
        let side = last(world).unwrap();
        let form = BemaerkningForm { tekst: tekst.to_owned() };
        world.asks(Person::Medarbejder(BENT), side.give(&form).unwrap());
    }

    #[test]
    fn the_young_person_sees_where_it_stands_and_no_day_before_the_server_has_it() {
        let mut world = World::thyland();
        assert_eq!(last(&world), None);
        world.asks_offline(Person::Ung(MADS), ASK);
        assert_eq!(last(&world).unwrap().staar, Staar::Aaben { frist: None });
        let mut world = World::thyland();
        world.asks(Person::Ung(MADS), ASK);
        let frist = Some(day("2026-10-07"));
        assert_eq!(last(&world).unwrap().staar, Staar::Aaben { frist });
        gives(&mut world, "  ");
        let til = day("2026-10-07");
        assert_eq!(last(&world).unwrap().staar, Staar::Givet { til, bemaerkning: None });
        world.now = NOW.plus(31 * DAY);
        assert_eq!(last(&world).unwrap().staar, Staar::Slut);
    }

    #[test]
    fn a_remark_is_shown_and_an_open_request_stands_before_one_that_was_answered() {
        let mut world = World::thyland();
        world.asks(Person::Ung(MADS), ASK);
        gives(&mut world, "Et brev mangler.");
        let Staar::Givet { bemaerkning, .. } = last(&world).unwrap().staar else { panic!() };
        assert_eq!(bemaerkning.as_deref(), Some("Et brev mangler."));
        let id = IndsigtId(Uuid::from_u128(0x197));
        world.asks(Person::Ung(MADS), AskIndsigt { id, ung: MADS });
        assert_eq!(last(&world).unwrap().id, id);
    }
}
