//! A visit with all its fields, who amended what, and where two people disagree.

use domain::besoeg::{Besoeg, BesoegEdit, BesoegFelt, Materiale, Moedetype};
use domain::edit::{Conflict, Edit};
use domain::id::{BesoegId, ConflictId, MedarbejderId, OrganisationId};
use domain::record::{find, list};
use domain::text::ShortText;
use domain::{Day, Folder, Key, Kind, Moment, Person};

use super::Sight;
use super::partner::{LoefteRow, loefter};
use crate::text::{besoeg as t, date, joined, words};

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesoegSide {
    /// The partner's name.
    pub navn: String,
    /// At what kind of meeting.
    pub moedetype: Moedetype,
    /// When.
    pub sket: Moment,
    /// Every field in words.
    pub felter: Vec<(BesoegFelt, String)>,
    /// Who logged it, and when.
    pub af: (String, Moment),
    /// Who amended what, the newest first.
    pub rettelser: Vec<Rettet>,
    /// Where two people disagree and nobody has chosen.
    pub uenige: Vec<Uenighed>,
    /// What was promised.
    pub loefter: Vec<LoefteRow>,
    /// Whether whoever looks may amend.
    pub may_write: bool,
    /// Where it lies.
    pub key: Key,
}

/// An amendment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rettet {
    /// Who.
    pub af: String,
    /// When.
    pub kl: Moment,
    /// Which fields, in words.
    pub felter: String,
}

/// Two answers to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uenighed {
    /// Which disagreement.
    pub id: ConflictId,
    /// Which field.
    pub felt: BesoegFelt,
    /// The value that stood.
    pub staaende: Svar,
    /// The other.
    pub anden: Svar,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svar {
    /// Who gave it.
    pub af: String,
    /// When.
    pub kl: Moment,
    /// What it says.
    pub siger: String,
}

/// The page, if the visit is on this phone.
#[must_use]
pub fn besoeg_side(
    sight: &Sight<'_>,
    organisation: OrganisationId,
    id: BesoegId,
) -> Option<BesoegSide> {
    let folder = Folder::Partnerskab(organisation);
    let besoeg: &Besoeg = find(sight.view, folder, id.0)?;
    let conflicts = list::<Conflict>(sight.view, folder).into_iter();
    let open = conflicts.filter(|c| c.besoeg == id && c.afgjort.is_none());
    let mut promised = loefter(sight, organisation);
    promised.retain(|row| row.besoeg == id);
    Some(BesoegSide {
        navn: sight.organisation_navn(organisation),
        moedetype: besoeg.moedetype,
        sket: besoeg.sket,
        felter: felter(sight, besoeg),
        af: (who(sight, besoeg.af), besoeg.skrevet),
        rettelser: rettelser(sight, besoeg),
        uenige: open.filter_map(|conflict| uenighed(sight, conflict)).collect(),
        loefter: promised,
        may_write: sight.me.visits_partners(),
        key: Key { folder, kind: Kind::Besoeg, id: id.0 },
    })
}

fn who(sight: &Sight<'_>, person: Person) -> String {
    if person == sight.me.person { t::you().to_owned() } else { sight.navn(person) }
}

fn rettelser(sight: &Sight<'_>, besoeg: &Besoeg) -> Vec<Rettet> {
    let word = |(at, felt): (usize, &BesoegFelt)| {
        let word = words::besoeg_felt(*felt);
        if at == 0 { word.to_owned() } else { word.to_lowercase() }
    };
    let made = besoeg.aendringer.iter().rev().map(|made| {
        let felter: Vec<_> = made.felter.iter().enumerate().map(word).collect();
        Rettet { af: who(sight, made.af), kl: made.kl, felter: joined(&felter) }
    });
    made.collect()
}

fn uenighed(sight: &Sight<'_>, conflict: &Conflict) -> Option<Uenighed> {
    let (felt, was, now) = both(sight, &conflict.edit)?;
    let svar = |af, kl, siger| Svar { af: who(sight, af), kl, siger };
    Some(Uenighed {
        id: conflict.id,
        felt,
        staaende: svar(conflict.stod_af, conflict.stod_kl, was),
        anden: svar(conflict.af, conflict.kl, now),
    })
}

/// The one field that a conflict is about, and both its values in words.
fn both(sight: &Sight<'_>, edit: &BesoegEdit) -> Option<(BesoegFelt, String, String)> {
    fn say<T>(edit: Option<&Edit<T>>, say: impl Fn(&T) -> String) -> Option<(String, String)> {
        edit.map(|edit| (say(&edit.was), say(&edit.now)))
    }
    let felt = edit.fields().first().copied()?;
    let (was, now) = match felt {
        BesoegFelt::Sted => say(edit.sted.as_ref(), |sted| text(sted.as_ref())),
        BesoegFelt::Moedetype => {
            say(edit.moedetype.as_ref(), |kind| words::moedetype(*kind).to_owned())
        }
        BesoegFelt::Sket => say(edit.sket.as_ref(), |moment| date::moment(*moment, sight.today())),
        BesoegFelt::Ambassadoerer => say(edit.ambassadoerer.as_ref(), |all| names(sight, all)),
        BesoegFelt::Antal => say(edit.antal.as_ref(), |antal| counted(*antal)),
        BesoegFelt::Minutter => say(edit.minutter.as_ref(), ToString::to_string),
        BesoegFelt::Spoergsmaal => say(edit.spoergsmaal.as_ref(), |all| lines(all)),
        BesoegFelt::Naeste => say(edit.naeste.as_ref(), |day| of_day(*day, sight.today())),
        BesoegFelt::Materialer => say(edit.materialer.as_ref(), |all| materials(all)),
    }?;
    Some((felt, was, now))
}

fn felter(sight: &Sight<'_>, besoeg: &Besoeg) -> Vec<(BesoegFelt, String)> {
    let today = sight.today();
    vec![
        (BesoegFelt::Sket, date::moment(besoeg.sket, today)),
        (BesoegFelt::Sted, text(besoeg.sted.as_ref())),
        (BesoegFelt::Ambassadoerer, names(sight, &besoeg.ambassadoerer)),
        (BesoegFelt::Antal, counted(besoeg.antal)),
        (BesoegFelt::Minutter, besoeg.minutter.to_string()),
        (BesoegFelt::Spoergsmaal, lines(&besoeg.spoergsmaal)),
        (BesoegFelt::Materialer, materials(&besoeg.materialer)),
        (BesoegFelt::Naeste, of_day(besoeg.naeste, today)),
    ]
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { t::nothing().to_owned() } else { text }
}

fn text(text: Option<&ShortText>) -> String {
    or_nothing(text.map(ToString::to_string).unwrap_or_default())
}

fn counted(antal: Option<u16>) -> String {
    antal.map_or_else(|| t::not_counted().to_owned(), |antal| antal.to_string())
}

fn of_day(day: Option<Day>, today: Day) -> String {
    day.map_or_else(|| t::nothing().to_owned(), |day| date::day(day, today))
}

fn names(sight: &Sight<'_>, all: &[MedarbejderId]) -> String {
    let name = |id: &MedarbejderId| sight.navn(Person::Medarbejder(*id));
    or_nothing(joined(&all.iter().map(name).collect::<Vec<_>>()))
}

fn lines(all: &[ShortText]) -> String {
    or_nothing(all.iter().map(ShortText::as_str).collect::<Vec<_>>().join("\n"))
}

fn materials(all: &[Materiale]) -> String {
    let words: Vec<_> = all.iter().map(|one| words::materiale(*one).to_owned()).collect();
    or_nothing(joined(&words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::besoeg::AmendBesoeg;
    use domain::edit::{SettleConflict, Valg};
    use domain::fixtures::{CLARA, ERHVERVSSKOLEN, HANNE, besoeg};
    use uuid::Uuid;

    const ID: BesoegId = BesoegId(Uuid::from_u128(0x950));

    fn amend(now: u16) -> AmendBesoeg {
        let antal = Some(Edit { was: Some(17), now: Some(now) });
        let edit = BesoegEdit { antal, ..BesoegEdit::default() };
        AmendBesoeg { id: ID, organisation: ERHVERVSSKOLEN, edit }
    }

    fn side(world: &World) -> BesoegSide {
        let look = |sight: &Sight<'_>| besoeg_side(sight, ERHVERVSSKOLEN, ID);
        world.seen_by(Person::Medarbejder(HANNE), look).unwrap()
    }

    #[test]
    fn both_answers_stand_side_by_side_until_one_is_chosen() {
        let mut world = World::thyland();
        world.asks(Person::Medarbejder(CLARA), besoeg(ID));
        world.asks(Person::Medarbejder(CLARA), amend(18));
        world.asks(Person::Medarbejder(HANNE), amend(24));
        let seen = side(&world);
        let [uenig] = seen.uenige.as_slice() else { panic!("one conflict") };
        assert_eq!(uenig.felt, BesoegFelt::Antal);
        let svar = [&uenig.staaende, &uenig.anden].map(|s| (s.af.as_str(), s.siger.as_str()));
        assert_eq!(svar, [("Clara Holm", "18"), ("Dig", "24")]);

        let (organisation, conflict, valg) = (ERHVERVSSKOLEN, uenig.id, Valg::Anden);
        world.asks(Person::Medarbejder(HANNE), SettleConflict { organisation, conflict, valg });
        let seen = side(&world);
        assert!(seen.uenige.is_empty());
        assert!(seen.felter.contains(&(BesoegFelt::Antal, "24".to_owned())));
        let last = &seen.rettelser[0];
        assert_eq!((last.af.as_str(), last.felter.as_str()), ("Dig", "Antal til stede"));
    }
}
