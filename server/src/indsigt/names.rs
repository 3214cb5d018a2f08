//! Who the people in it are: staff by first name and by what they are to the young person, organisations by
//! name (law.md 2.1: no more of the staff than is needed).

use std::collections::{BTreeMap, BTreeSet};

use domain::grant::Basis;
use domain::id::{KommuneId, MedarbejderId, OrganisationId, TilknytningId};
use domain::lovhjemmel::Lovomraade;
use domain::organisation::{Medarbejder, Organisation};
use domain::record::Listed;
use domain::tilknytning::{Funktion, Tilknytning};
use domain::{Folder, Moment, Rolle};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::WholeRecord;
use crate::audit::{Act, Entry};
use crate::store::{Fault, Read};

/// Somebody of the staff.
#[derive(Clone, Debug, Serialize)]
pub struct Staff {
    pub fornavn: String,
    /// What they are or were to the young person; else what they are.
    pub roles: BTreeSet<Rolle>,
}

/// Everybody in the directory, and who helped this young person as what.
#[derive(Debug)]
pub struct Names {
    staff: BTreeMap<MedarbejderId, Medarbejder>,
    organisations: BTreeMap<OrganisationId, String>,
    helped: BTreeMap<TilknytningId, Tilknytning>,
}

/// Reads the directory, and who helped from the young person's own records.
pub async fn load<R: Read>(
    tx: &mut R,
    kommune: KommuneId,
    records: &[WholeRecord],
) -> Result<Names, Fault> {
    let faelles = Folder::Faelles(kommune);
    let staff = all::<R, Medarbejder>(tx, faelles).await?;
    let organisations = all::<R, Organisation>(tx, faelles).await?;
    let of_kind = records.iter().filter(|record| record.kind == Tilknytning::KIND.code());
    let last = of_kind.filter_map(|record| {
        record.revisions.iter().rev().find_map(|edition| edition.doc.as_deref())
    });
    let helped = last.filter_map(|doc| serde_json::from_str::<Tilknytning>(doc.get()).ok());
    Ok(Names {
        staff: staff.into_iter().map(|staff| (staff.id, staff)).collect(),
        organisations: organisations.into_iter().map(|o| (o.id, o.navn.to_string())).collect(),
        helped: helped.map(|helped| (helped.id, helped)).collect(),
    })
}

async fn all<R: Read, K: Listed + DeserializeOwned>(
    tx: &mut R,
    folder: Folder,
) -> Result<Vec<K>, Fault> {
    let rows = tx.records(folder, K::KIND).await?;
    let docs = rows.iter().filter_map(|(_, stored)| stored.doc.as_deref());
    docs.map(|doc| serde_json::from_str(doc).or(Err(Fault::Corrupt("record")))).collect()
}

impl Names {
    /// Those that are named.
    #[must_use]
    pub fn named(
        &self,
        mentioned: &BTreeSet<Uuid>,
    ) -> (BTreeMap<MedarbejderId, Staff>, BTreeMap<OrganisationId, String>) {
        let staff = self.staff.values().filter(|staff| mentioned.contains(&staff.id.0));
        let houses = self.organisations.iter().filter(|(id, _)| mentioned.contains(&id.0));
        (
            staff.map(|staff| (staff.id, self.staff(staff))).collect(),
            houses.map(|(id, navn)| (*id, navn.clone())).collect(),
        )
    }

    fn staff(&self, staff: &Medarbejder) -> Staff {
        let first = staff.navn.as_str().split_whitespace().next().unwrap_or_default();
        let helped = self.helped.values().filter(|held| held.medarbejder == staff.id);
        let mut roles: BTreeSet<_> = helped.map(|held| held.funktion.rolle()).collect();
        if roles.is_empty() {
            roles = staff.roller.iter().map(|held| held.rolle).collect();
        }
        Staff { fornavn: first.to_owned(), roles }
    }

    /// As what whoever did it did it: by the ground it rests on, else by what they were then.
    #[must_use]
    pub fn as_what(&self, entry: &Entry) -> Option<Rolle> {
        let who = entry.who.medarbejder()?;
        let (ground, at) = match &entry.did {
            Act::Given { basis, .. } => {
                (basis.iter().find_map(|one| self.of_basis(*one)), entry.at)
            }
            Act::Seen { kl, .. } => (None, *kl),
            _ => (None, entry.at),
        };
        let helped = || self.helping(who, at).map(Funktion::rolle);
        let held = || {
            let roles = &self.staff.get(&who)?.roller;
            roles.iter().find(|held| held.term.holds_at(at)).map(|held| held.rolle)
        };
        ground.or_else(helped).or_else(held)
    }

    fn of_basis(&self, basis: Basis) -> Option<Rolle> {
        match basis {
            Basis::Tilknytning(id) => self.helped.get(&id).map(|held| held.funktion.rolle()),
            Basis::Samtykke(_) | Basis::Lov(Lovomraade::Skole) => Some(Rolle::Skolevejleder),
            Basis::Lov(Lovomraade::Vejledning) => Some(Rolle::Vejleder),
            Basis::Noedadgang(_) => Some(Rolle::Leder),
            Basis::Rolle(rolle) => Some(rolle),
            Basis::Self_ | Basis::Faelles => None,
        }
    }

    fn helping(&self, who: MedarbejderId, at: Moment) -> Option<Funktion> {
        let held = self.helped.values().filter(|held| held.medarbejder == who);
        held.filter(|held| held.term.holds_at(at)).map(|held| held.funktion).min()
    }
}
