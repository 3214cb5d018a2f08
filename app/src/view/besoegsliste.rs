//! The partners in the order in which they are due a visit.

use domain::alfabet::sorted;
use domain::besoeg::{Besoeg, Besoegsfrist, Fristens, besoegsfrist};
use domain::edit::Conflict;
use domain::id::OrganisationId;
use domain::loefte::Loefte;
use domain::organisation::Organisation;
use domain::record::list;
use domain::{Folder, FolderKind};

use super::Sight;
use super::order;

/// A partner in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerRow {
    pub id: OrganisationId,
    /// Its name.
    pub navn: String,
    /// Where it is.
    pub by: String,
    /// When it is due a visit.
    pub frist: Besoegsfrist,
    /// Promises still to be kept.
    pub loefter: usize,
    /// Two edits disagree somewhere.
    pub uenige: bool,
}

/// The partners on this phone; whoever is due first stands first.
#[must_use]
pub fn partnere(sight: &Sight<'_>) -> Vec<PartnerRow> {
    let held = sight.folders_of(FolderKind::Partnerskab);
    let organisations =
        held.filter_map(|folder| sight.organisation(OrganisationId(folder.subject())));
    let mut rows: Vec<_> =
        organisations.filter_map(|organisation| partner_row(sight, organisation)).collect();
    order::by_key(&mut rows, |row| (row.frist.senest, sorted(&row.navn)));
    rows
}

fn partner_row(sight: &Sight<'_>, organisation: &Organisation) -> Option<PartnerRow> {
    let folder = Folder::Partnerskab(organisation.id);
    let besoeg: Vec<&Besoeg> = list(sight.view, folder);
    let loefter = list::<Loefte>(sight.view, folder);
    let conflicts = list::<Conflict>(sight.view, folder);
    Some(PartnerRow {
        id: organisation.id,
        navn: organisation.navn.to_string(),
        by: organisation.by.as_ref().map(ToString::to_string).unwrap_or_default(),
        frist: besoegsfrist(organisation, besoeg, sight.today())?,
        loefter: loefter.iter().filter(|loefte| loefte.udfoert.is_none()).count(),
        uenige: conflicts.iter().any(|conflict| conflict.afgjort.is_none()),
    })
}

/// Those of the partners whose deadline is so near.
#[must_use]
pub fn with_stand(rows: &[PartnerRow], stand: Fristens) -> Vec<PartnerRow> {
    rows.iter().filter(|row| row.frist.stand == stand).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::Person;
    use domain::fixtures::{ANNA, CLARA, ERHVERVSSKOLEN, GYMNASIET, besoeg};
    use domain::id::BesoegId;
    use uuid::Uuid;

    #[test]
    fn whoever_is_due_first_stands_first_and_a_visit_moves_a_partner_down() {
        let mut world = World::thyland();
        let rows = |world: &World| world.seen_by(Person::Medarbejder(CLARA), partnere);
        let stands = |world: &World| -> Vec<_> {
            rows(world).iter().map(|row| (row.id, row.frist.stand)).collect()
        };
        let late = [(ERHVERVSSKOLEN, Fristens::Sen), (GYMNASIET, Fristens::Sen)];
        assert_eq!(stands(&world), late);

        let id = BesoegId(Uuid::from_u128(0x920));
        world.asks_offline(Person::Medarbejder(CLARA), besoeg(id));
        assert_eq!(
            stands(&world),
            [(GYMNASIET, Fristens::Sen), (ERHVERVSSKOLEN, Fristens::IOrden)]
        );
        assert_eq!(with_stand(&rows(&world), Fristens::Sen).len(), 1);
    }

    #[test]
    fn whoever_does_not_visit_partners_has_none_in_the_list() {
        let rows = World::thyland().seen_by(Person::Medarbejder(ANNA), partnere);
        assert_eq!(rows, []);
    }
}
