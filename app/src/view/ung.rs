//! A young person's page: what happens next, who helps, what is agreed, which taster placements there are.
//! The notes are in `noter`.

use domain::aftale::Aftale;
use domain::id::{AftaleId, OrganisationId, SnusepraktikId, UngId};
use domain::naeste::Naeste as Next;
use domain::record::list;
use domain::snusepraktik::{Bookingstatus, Snusepraktik};
use domain::{Day, Folder, Key, Kind, Person};

use super::Sight;
use super::helpers::{Helper, helpers};
use super::indskrivning::skole;
use super::moede::Moede;
use super::order;
use super::unge::age;
use crate::text::unge as t;

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UngSide {
    /// First and last name.
    pub navn: String,
    /// Age in years.
    pub alder: i32,
    /// The school they are at.
    pub skole: String,
    /// How to reach them.
    pub telefon: Option<String>,
    /// Whoever looks helps them, and may act; else they may read.
    pub hjulpet: bool,
    /// What happens next.
    pub naeste: Option<Naeste>,
    /// Who helps.
    pub helpers: Vec<Helper>,
    /// What is agreed and open, the earliest first.
    pub aabne: Vec<AftaleRow>,
    /// What is ticked off, the latest first.
    pub gjorte: Vec<AftaleRow>,
    /// Taster placements: those that hold or wait first.
    pub snusepraktikker: Vec<SnuseRow>,
}

/// What happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naeste {
    /// What.
    pub hvad: String,
    /// On which day.
    pub dag: Option<Day>,
    /// At which time: minutes after midnight.
    pub klokken: Option<u16>,
    /// Where to meet, on a taster day.
    pub moede: Moede,
}

/// An agreement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AftaleRow {
    pub id: AftaleId,
    /// What.
    pub hvad: String,
    /// When it is due.
    pub frist: Option<Day>,
    /// At which time: minutes after midnight.
    pub klokken: Option<u16>,
    /// The helper it is with.
    pub med: Option<String>,
    /// Ticked off.
    pub gjort: bool,
    /// Where it lies.
    pub key: Key,
}

/// A taster placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnuseRow {
    pub id: SnusepraktikId,
    /// What is tasted.
    pub linje: String,
    /// Where.
    pub hos: String,
    /// At which host.
    pub organisation: OrganisationId,
    /// When.
    pub dage: Vec<Day>,
    /// The lines chosen, in a snuseforløb.
    pub linjer: Vec<String>,
    /// What became of it.
    pub status: Bookingstatus,
    /// Where it lies.
    pub key: Key,
}

/// The page, if the young person's plan is on this phone.
#[must_use]
pub fn ung_side(sight: &Sight<'_>, id: UngId) -> Option<UngSide> {
    let ung = sight.ung(id)?;
    let aftaler = aftaler(sight, id);
    let (gjorte, aabne): (Vec<_>, Vec<_>) = aftaler.into_iter().partition(|row| row.gjort);
    Some(UngSide {
        navn: ung.navn.to_string(),
        alder: age(ung.foedt, sight.today()),
        skole: skole(sight, ung),
        hjulpet: sight.helps(id),
        telefon: ung.telefon.as_ref().map(ToString::to_string),
        naeste: naeste(sight, id),
        helpers: helpers(sight, id),
        aabne,
        gjorte: gjorte.into_iter().rev().collect(),
        snusepraktikker: snusepraktikker(sight, id),
    })
}

fn aftaler(sight: &Sight<'_>, ung: UngId) -> Vec<AftaleRow> {
    let mut all: Vec<&Aftale> = list(sight.view, Folder::Plan(ung));
    order::by_key(&mut all, |aftale| (aftale.frist.is_none(), aftale.frist, aftale.klokken));
    let row = |aftale: &Aftale| AftaleRow {
        id: aftale.id,
        hvad: aftale.hvad.to_string(),
        frist: aftale.frist,
        klokken: aftale.klokken,
        med: aftale.med.map(|med| sight.navn(Person::Medarbejder(med))),
        gjort: aftale.udfoert.is_some(),
        key: Key { folder: Folder::Plan(ung), kind: Kind::Aftale, id: aftale.id.0 },
    };
    all.into_iter().map(row).collect()
}

fn snusepraktikker(sight: &Sight<'_>, ung: UngId) -> Vec<SnuseRow> {
    let folder = Folder::Plan(ung);
    let mut all: Vec<&Snusepraktik> = list(sight.view, folder);
    order::by_key(&mut all, |booking| (!booking.status.is_open(), booking.dage.first().copied()));
    let row = |booking: &Snusepraktik| SnuseRow {
        id: booking.id,
        linje: booking.linje.to_string(),
        hos: sight.organisation_navn(booking.organisation),
        organisation: booking.organisation,
        dage: booking.dage.clone(),
        linjer: booking.linjer.iter().map(ToString::to_string).collect(),
        status: booking.status,
        key: Key { folder, kind: Kind::Snusepraktik, id: booking.id.0 },
    };
    all.into_iter().map(row).collect()
}

/// What the rule says is next, in words.
fn naeste(sight: &Sight<'_>, ung: UngId) -> Option<Naeste> {
    let next = domain::naeste::naeste(sight.view, ung, sight.today())?;
    let (hvad, moede) = match next {
        Next::Snusepraktik(booking, _) => {
            let sted = sight.organisation_navn(booking.organisation);
            (t::next_taster(booking.linje.as_str(), &sted), Moede::of(sight, booking))
        }
        Next::Aftale(aftale) => (aftale.hvad.to_string(), Moede::default()),
        Next::Trin(trin) => (trin.hvad.to_string(), Moede::default()),
    };
    Some(Naeste { hvad, dag: next.dag(), klokken: next.klokken(), moede })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::aftale::{MakeAftale, NewAftale};
    use domain::fixtures::{ANNA, MADS, day, short, snusepraktik};
    use uuid::Uuid;

    const ANNA_: Person = Person::Medarbejder(ANNA);

    fn side(world: &World) -> UngSide {
        world.seen_by(ANNA_, |sight| ung_side(sight, MADS)).unwrap()
    }

    #[test]
    fn the_next_thing_is_the_earliest_that_lies_ahead() {
        let mut world = World::thyland();
        let naeste = side(&world).naeste.unwrap();
        assert_eq!(
            (naeste.hvad.as_str(), naeste.dag),
            ("Besøge Erhvervsskolen", Some(day("2026-09-14")))
        );

        let aftale = NewAftale {
            id: AftaleId(Uuid::from_u128(0x901)),
            hvad: short("Møde på skolen"),
            frist: Some(day("2026-09-09")),
            klokken: Some(9 * 60),
            med: None,
        };
        world.asks(ANNA_, MakeAftale { ung: MADS, aftale });
        assert_eq!(side(&world).naeste.unwrap().hvad, "Møde på skolen");
    }

    #[test]
    fn what_is_only_asked_for_is_neither_next_nor_booked() {
        let mut world = World::thyland();
        let id = SnusepraktikId(Uuid::from_u128(0x902));
        world.asks_offline(ANNA_, snusepraktik(id, MADS, &["2026-09-14"]));
        let side = side(&world);
        let [row] = side.snusepraktikker.as_slice() else { panic!("one placement") };
        assert_eq!((row.status, row.hos.as_str()), (Bookingstatus::Oensket, "Erhvervsskolen"));
        assert_eq!(side.naeste.unwrap().hvad, "Besøge Erhvervsskolen");
    }

    #[test]
    fn the_tovholder_stands_first_among_the_helpers() {
        let names: Vec<_> =
            side(&World::thyland()).helpers.into_iter().map(|h| (h.navn, h.me)).collect();
        let expected = [("Bent Krogh", false), ("Anna Lund", true), ("Dorte Bak", false)];
        assert_eq!(names, expected.map(|(navn, me)| (navn.to_owned(), me)));
    }
}
