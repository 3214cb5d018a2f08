//! Who helps a young person now, and how to reach them.

use domain::alfabet::sorted;
use domain::id::{MedarbejderId, UngId};
use domain::moment::DAY;
use domain::record::list;
use domain::tilknytning::{Funktion, Tilknytning};
use domain::{Folder, Moment, Person};

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

/// Who helps now, the tovholder first. Whoever lost the role is assigned, and helps nobody.
#[must_use]
pub fn helpers(sight: &Sight<'_>, ung: UngId) -> Vec<Helper> {
    let assigned = list::<Tilknytning>(sight.view, Folder::Plan(ung));
    let now = assigned.into_iter().filter(|held| held.term.holds_at(sight.now));
    let now = now.filter(|held| may_help(sight, held, sight.now));
    let mut helpers: Vec<_> = now.map(|held| helper(sight, held)).collect();
    order::by_key(&mut helpers, |helper| (helper.funktion, sorted(&helper.navn)));
    helpers
}

/// Whether the helper holds the role that helping so asks for; yes, where this phone does not know them.
fn may_help(sight: &Sight<'_>, held: &Tilknytning, at: Moment) -> bool {
    let known = sight.medarbejder(held.medarbejder);
    known.is_none_or(|known| known.has(held.funktion.rolle(), at))
}

/// For how many days a tovholder is told that somebody's account was ended, and so their help.
const TOLD_DAYS: i64 = 14;

/// Helpers who can help no longer, as they lost the role or the account: nobody told the tovholder.
#[must_use]
pub fn lost<'a>(sight: &Sight<'a>, ung: UngId) -> Vec<&'a Tilknytning> {
    let mut assigned = list::<Tilknytning>(sight.view, Folder::Plan(ung));
    assigned.retain(|held| {
        let end = held.term.until.filter(|until| *until <= sight.now);
        let told = end.is_none_or(|end| sight.now < end.plus(TOLD_DAYS * DAY));
        let begun = held.term.from <= sight.now && !held.term.is_empty();
        told && begun && !may_help(sight, held, end.unwrap_or(sight.now))
    });
    assigned
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
