//! The notes on a young person, newest first. A corrected note says what it says now, and below it every
//! earlier text, the first one last.

use std::cmp::Reverse;

use domain::id::{NotatId, UngId};
use domain::notat::{Notat, Notatslags, Opmaerksomhedspunkt};
use domain::record::{Listed as _, list};
use domain::{Key, Moment, Person};

use super::Sight;
use super::notat::{choices, seen_by};
use super::order;

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: NotatId,
    /// What kind of contact it was.
    pub slags: Notatslags,
    /// Who wrote it.
    pub af: String,
    /// When the contact was.
    pub sket: Moment,
    /// When it was written.
    pub skrevet: Moment,
    /// When the server received it.
    pub modtaget: Option<Moment>,
    /// What it says now.
    pub tekst: String,
    /// Who corrected it last, and when.
    pub rettet: Option<(String, Moment)>,
    /// What it said before, the first text last.
    pub tidligere: Vec<Tidligere>,
    /// What to pay attention to.
    pub punkter: Vec<Opmaerksomhedspunkt>,
    /// Who sees it.
    pub ses_af: String,
    /// Written before the case was handed over, received after.
    pub foer_overdragelse: bool,
    /// Where it lies.
    pub key: Key,
}

/// A text that was corrected since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tidligere {
    /// Who wrote it; none for the first text, whose writer is the note's.
    pub af: Option<String>,
    /// When.
    pub skrevet: Moment,
    /// What it said.
    pub tekst: String,
}

/// The notes that this person may see, the newest contact first.
#[must_use]
pub fn noter(sight: &Sight<'_>, ung: UngId, called: &dyn Fn(&str) -> String) -> Vec<Note> {
    let kept = choices(sight, ung).into_iter().flat_map(|synlighed| {
        let ses_af = seen_by(sight, ung, synlighed, called);
        let found = list::<Notat>(sight.view, synlighed.folder(ung)).into_iter();
        found.map(move |notat| note(sight, notat, &ses_af))
    });
    let mut notes: Vec<_> = kept.collect();
    order::by_key(&mut notes, |note| Reverse((note.sket, note.skrevet, note.id)));
    notes
}

fn note(sight: &Sight<'_>, notat: &Notat, ses_af: &str) -> Note {
    Note {
        id: notat.id,
        slags: notat.slags,
        af: sight.navn(notat.af),
        sket: notat.sket,
        skrevet: notat.skrevet,
        modtaget: notat.modtaget,
        tekst: notat.gaeldende().to_string(),
        rettet: notat.rettelser.last().map(|last| (sight.navn(last.af), last.skrevet)),
        tidligere: tidligere(sight, notat),
        punkter: notat.punkter.iter().copied().collect(),
        ses_af: ses_af.to_owned(),
        foer_overdragelse: notat.foer_overdragelse,
        key: notat.key(),
    }
}

fn tidligere(sight: &Sight<'_>, notat: &Notat) -> Vec<Tidligere> {
    let earlier = |af: Option<Person>, skrevet, tekst: &domain::text::LongText| Tidligere {
        af: af.map(|af| sight.navn(af)),
        skrevet,
        tekst: tekst.to_string(),
    };
    let Some((_, before)) = notat.rettelser.split_last() else { return Vec::new() };
    let corrections =
        before.iter().rev().map(|made| earlier(Some(made.af), made.skrevet, &made.tekst));
    let first = earlier(None, notat.skrevet, &notat.tekst);
    corrections.chain([first]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::world::World;
    use domain::fixtures::{ANNA, BENT, DORTE, MADS, NOW, long, notat};
    use domain::notat::{CorrectNotat, Synlighed, WriteNotat};
    use uuid::Uuid;

    const ID: NotatId = NotatId(Uuid::from_u128(0x910));

    fn seen(world: &World, by: domain::id::MedarbejderId) -> Vec<Note> {
        world.seen_by(Person::Medarbejder(by), |sight| {
            noter(sight, MADS, &|navn| crate::view::me::fornavn(navn).to_owned())
        })
    }

    #[test]
    fn a_corrected_note_shows_every_earlier_text_with_the_first_one_last() {
        let mut world = World::thyland();
        world.asks(Person::Medarbejder(ANNA), notat(ID, MADS, "Først"));
        let synlighed = Synlighed::Journal;
        for (by, text) in [(BENT, "Så"), (ANNA, "Nu")] {
            world.now = world.now.plus(domain::moment::MINUTE);
            let tekst = long(text);
            world.asks(
                Person::Medarbejder(by),
                CorrectNotat { id: ID, ung: MADS, synlighed, tekst },
            );
        }
        let [note] = seen(&world, ANNA).try_into().unwrap();
        assert_eq!((note.tekst.as_str(), note.rettet.unwrap().0.as_str()), ("Nu", "Anna Lund"));
        let earlier: Vec<_> =
            note.tidligere.iter().map(|t| (t.af.as_deref(), t.tekst.as_str())).collect();
        assert_eq!(earlier, [(Some("Bent Krogh"), "Så"), (None, "Først")]);
        assert_eq!(note.ses_af, "Bent (tovholder) og Anna (overgangsmentor)");
    }

    #[test]
    fn the_newest_contact_stands_first_and_the_journal_is_not_for_everybody() {
        let mut world = World::thyland();
        world.asks(Person::Medarbejder(ANNA), notat(ID, MADS, "I journalen"));
        let later = NotatId(Uuid::from_u128(0x911));
        let open =
            WriteNotat { synlighed: Synlighed::Plan, sket: NOW, ..notat(later, MADS, "I planen") };
        world.asks(Person::Medarbejder(DORTE), open);
        let texts = |by| seen(&world, by).into_iter().map(|n| n.tekst).collect::<Vec<_>>();
        assert_eq!(texts(ANNA), ["I planen", "I journalen"]);
        assert_eq!(texts(DORTE), ["I planen"]);
    }
}
