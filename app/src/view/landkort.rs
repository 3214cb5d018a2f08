//! Landkortet: the overview of offers, searched on the phone.

use domain::alfabet::sorted;
use domain::record::list;
use domain::soegning::{folded, rank};
use domain::tilbud::Tilbud;

use super::Sight;
use super::order;

/// An offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is called.
    pub navn: String,
    /// Who offers it, and where.
    pub sted: String,
    /// For whom.
    pub maalgruppe: Option<String>,
    /// What it is.
    pub indhold: Option<String>,
}

/// Every offer, by name.
#[must_use]
pub fn landkort(sight: &Sight<'_>) -> Vec<Offer> {
    let mut offers: Vec<_> = list::<Tilbud>(sight.view, sight.faelles())
        .into_iter()
        .map(|tilbud| Offer {
            navn: tilbud.navn.to_string(),
            sted: place(tilbud, sight),
            maalgruppe: tilbud.maalgruppe.as_ref().map(ToString::to_string),
            indhold: tilbud.indhold.as_ref().map(ToString::to_string),
        })
        .collect();
    order::by_key(&mut offers, |offer| sorted(&offer.navn));
    offers
}

/// Whether every word that is searched for is found somewhere in the offer.
#[must_use]
pub fn matches(offer: &Offer, search: &str) -> bool {
    let parts =
        [Some(&offer.navn), Some(&offer.sted), offer.maalgruppe.as_ref(), offer.indhold.as_ref()];
    let all = parts.into_iter().flatten().map(|part| folded(part)).collect::<Vec<_>>().join("\n");
    rank(&all, search).is_some()
}

fn place(tilbud: &Tilbud, sight: &Sight<'_>) -> String {
    let Some(found) = sight.organisation(tilbud.organisation) else { return String::new() };
    // An offer is often called after who offers it.
    let navn = Some(&found.navn).filter(|navn| **navn != tilbud.navn);
    let parts: Vec<_> = navn.into_iter().chain(&found.by).map(ToString::to_string).collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::fixtures::ANNA;

    use super::*;
    use crate::view::world::World;

    #[test]
    fn every_word_must_be_found_somewhere() {
        let world = World::thyland();
        let [offer] = world.seen_by(Person::Medarbejder(ANNA), landkort).try_into().unwrap();
        assert_eq!(offer.sted, "Værkstedet, Klitby");
        assert!(matches(&offer, ""));
        assert!(matches(&offer, "klit ÅBENT"));
        assert!(matches(&offer, "aabent"));
        assert!(!matches(&offer, "klit gymnasium"));
    }
}
