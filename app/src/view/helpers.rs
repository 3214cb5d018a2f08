//! Who helps a young person now, and how to reach them.

use domain::alfabet::sorted;
use domain::id::{MedarbejderId, UngId};
use domain::record::list;
use domain::tilknytning::{Funktion, Tilknytning};
use domain::{Folder, Person};

use super::Sight;
use super::order;

/// A helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// Who.
    pub id: MedarbejderId,
    /// First and last name.
    pub navn: String,
    /// As what they help.
    pub funktion: Funktion,
    /// Where they work.
    pub sted: String,
    /// How to call and text them.
    pub telefon: Option<String>,
    /// How to write to them.
    pub mail: Option<String>,
    /// It is whoever looks.
    pub me: bool,
}

/// Who helps now, the tovholder first.
#[must_use]
pub fn helpers(sight: &Sight<'_>, ung: UngId) -> Vec<Helper> {
    let assigned = list::<Tilknytning>(sight.view, Folder::Plan(ung));
    let now = assigned.into_iter().filter(|held| held.term.holds_at(sight.now));
    let mut helpers: Vec<_> = now.map(|held| helper(sight, held)).collect();
    order::by_key(&mut helpers, |helper| (helper.funktion, sorted(&helper.navn)));
    helpers
}

fn helper(sight: &Sight<'_>, held: &Tilknytning) -> Helper {
    let person = Person::Medarbejder(held.medarbejder);
    let known = sight.medarbejder(held.medarbejder);
    Helper {
        id: held.medarbejder,
        navn: sight.navn(person),
        funktion: held.funktion,
        sted: known.map_or_else(String::new, |k| sight.organisation_navn(k.organisation)),
        telefon: known.and_then(|k| Some(k.telefon.as_ref()?.to_string())),
        mail: known.and_then(|k| Some(k.mail.as_ref()?.to_string())),
        me: sight.me.person == person,
    }
}
