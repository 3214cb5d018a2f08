//! A partner's page: when the next visit is due, what is promised, and the visits so far.

use std::cmp::Reverse;

use domain::besoeg::{Besoeg, Besoegsfrist, Moedetype, besoegsfrist};
use domain::edit::Conflict;
use domain::id::{BesoegId, LoefteId, OrganisationId};
use domain::loefte::Loefte;
use domain::record::list;
use domain::{Day, Folder, Key, Kind, Moment};

use super::Sight;
use super::order;

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerSide {
    /// Its name.
    pub navn: String,
    /// Where it is.
    pub by: String,
    /// When it is due a visit, if it is a partner.
    pub frist: Option<Besoegsfrist>,
    /// Since when it is a partner.
    pub siden: Option<Day>,
    /// The day agreed for the next visit, if it lies ahead.
    pub aftalt: Option<Day>,
    /// Promises to keep, the earliest first.
    pub aabne: Vec<LoefteRow>,
    /// Promises kept.
    pub holdte: Vec<LoefteRow>,
    /// The visits, the newest first.
    pub besoeg: Vec<BesoegRow>,
    /// Whether whoever looks may log and tick off.
    pub may_write: bool,
}

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LoefteRow {
    pub id: LoefteId,
    /// To which partner.
    pub organisation: OrganisationId,
    /// At which visit.
    pub besoeg: BesoegId,
    /// What was promised.
    pub hvad: String,
    /// By when.
    pub frist: Option<Day>,
    /// Kept.
    pub gjort: bool,
    /// Where it lies.
    pub key: Key,
}

/// A visit in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesoegRow {
    pub id: BesoegId,
    /// At what kind of meeting.
    pub moedetype: Moedetype,
    /// When.
    pub sket: Moment,
    /// How many listened, if counted.
    pub antal: Option<u16>,
    /// Two edits disagree.
    pub uenige: bool,
    /// Where it lies.
    pub key: Key,
}

/// The page, if the organisation's visits are on this phone.
#[must_use]
pub fn partner_side(sight: &Sight<'_>, id: OrganisationId) -> Option<PartnerSide> {
    let folder = Folder::Partnerskab(id);
    let organisation = sight.organisation(id).filter(|_| sight.folders.contains(&folder))?;
    let mut besoeg: Vec<&Besoeg> = list(sight.view, folder);
    order::by_key(&mut besoeg, |besoeg| Reverse((besoeg.sket, besoeg.id)));
    let (holdte, aabne) = loefter(sight, id).into_iter().partition(|row| row.gjort);
    Some(PartnerSide {
        navn: organisation.navn.to_string(),
        by: organisation.by.as_ref().map(ToString::to_string).unwrap_or_default(),
        frist: besoegsfrist(organisation, besoeg.iter().copied(), sight.today()),
        siden: organisation.partner_siden,
        aftalt: besoeg.first().and_then(|last| last.naeste).filter(|day| *day >= sight.today()),
        aabne,
        holdte,
        besoeg: besoeg.iter().map(|besoeg| row(sight, besoeg)).collect(),
        may_write: sight.me.visits_partners(),
    })
}

fn row(sight: &Sight<'_>, besoeg: &Besoeg) -> BesoegRow {
    let folder = Folder::Partnerskab(besoeg.organisation);
    let conflicts = list::<Conflict>(sight.view, folder);
    let open = |c: &&Conflict| c.besoeg == besoeg.id && c.afgjort.is_none();
    BesoegRow {
        id: besoeg.id,
        moedetype: besoeg.moedetype,
        sket: besoeg.sket,
        antal: besoeg.antal,
        uenige: conflicts.iter().any(open),
        key: Key { folder, kind: Kind::Besoeg, id: besoeg.id.0 },
    }
}

/// Every promise to a partner, the earliest first.
#[must_use]
pub fn loefter(sight: &Sight<'_>, organisation: OrganisationId) -> Vec<LoefteRow> {
    let folder = Folder::Partnerskab(organisation);
    let mut all: Vec<&Loefte> = list(sight.view, folder);
    order::by_key(&mut all, |loefte| (loefte.frist.is_none(), loefte.frist));
    let row = |loefte: &Loefte| LoefteRow {
        id: loefte.id,
        organisation,
        besoeg: loefte.besoeg,
        hvad: loefte.hvad.to_string(),
        frist: loefte.frist,
        gjort: loefte.udfoert.is_some(),
        key: Key { folder, kind: Kind::Loefte, id: loefte.id.0 },
    };
    all.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::Person;
    use domain::besoeg::LogBesoeg;
    use domain::fixtures::{CLARA, ERHVERVSSKOLEN, ERIK, besoeg, day, short};
    use domain::loefte::{NewLoefte, SettleLoefte};
    use uuid::Uuid;

    const ID: BesoegId = BesoegId(Uuid::from_u128(0x930));
    const LOEFTE: LoefteId = LoefteId(Uuid::from_u128(0x931));

    fn side(world: &World, by: domain::id::MedarbejderId) -> PartnerSide {
        let look = |sight: &Sight<'_>| partner_side(sight, ERHVERVSSKOLEN);
        world.seen_by(Person::Medarbejder(by), look).unwrap()
    }

    #[test]
    fn a_promise_stands_open_until_it_is_kept_and_the_host_only_reads() {
        let mut world = World::thyland();
        let loefter = vec![NewLoefte { id: LOEFTE, hvad: short("Sende folderen"), frist: None }];
        let naeste = Some(day("2027-09-01"));
        world.asks(Person::Medarbejder(CLARA), LogBesoeg { loefter, naeste, ..besoeg(ID) });
        let seen = side(&world, CLARA);
        assert_eq!((seen.aabne.len(), seen.besoeg.len(), seen.may_write), (1, 1, true));
        assert_eq!(seen.aftalt, naeste);
        assert!(!side(&world, ERIK).may_write);

        let kept = SettleLoefte { organisation: ERHVERVSSKOLEN, loefte: LOEFTE, udfoert: true };
        world.asks_offline(Person::Medarbejder(CLARA), kept);
        let seen = side(&world, CLARA);
        assert_eq!((seen.aabne.len(), seen.holdte.len()), (0, 1));
    }
}
