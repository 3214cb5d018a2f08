//! How much of the example there is: the little one, and one the size of Hjørring (S4: 15,509 young
//! people, 200 partners, 1,547 guidances a year), whose further people and firms are numbered.

use domain::calendar::Calendar;
use domain::organisation::{Organisation, RegisterOrganisation};
use domain::text::ShortText;
use domain::{Day, Moment, Rolle};

use super::organisations::{PARTNERE, lukkedage, organisation, system};
use super::people::{UNGE, employ, some_partner, take_in};
use super::script::Script;
use super::{DemoFault, Size, kommune, organisations, people, places, samtykker, year};

const UNGE_H: usize = 15_509;
const ORGANISATIONER_H: usize = 200;
/// Guidances of one year, each with a note.
const SAMTALER_H: usize = 1_547;
/// Pairs of tovholder and mentor who share the further young people.
const PAR_H: usize = 100;

pub(super) fn script(now: Moment, size: Size) -> Result<Script, DemoFault> {
    let mut script = Script::new(now, Calendar { closed: lukkedage(now.day()) });
    organisations::tell(&mut script)?;
    people::tell(&mut script)?;
    year::tell(&mut script)?;
    places::tell(&mut script)?;
    samtykker::tell(&mut script)?;
    if size == Size::H {
        further(&mut script)?;
    }
    Ok(script)
}

fn further(script: &mut Script) -> Result<(), DemoFault> {
    for number in PARTNERE.len() + 1..=ORGANISATIONER_H {
        system(script, RegisterOrganisation { organisation: firm(number)? });
    }
    for pair in 0..PAR_H {
        let [tovholder, mentor] = pair_of(pair);
        employ(script, &tovholder, Rolle::Tovholder, some_partner(pair))?;
        employ(script, &mentor, Rolle::Overgangsmentor, some_partner(pair + 3))?;
    }
    (0..PAR_H).try_for_each(|pair| their_young(script, pair))
}

/// Told pair by pair: what one person asks for at one moment goes up at once.
fn their_young(script: &mut Script, pair: usize) -> Result<(), DemoFault> {
    let [tovholder, mentor] = pair_of(pair);
    for place in (UNGE.len()..UNGE_H).filter(|place| place % PAR_H == pair) {
        let navn = format!("Prøveung {place:05} Demosen");
        take_in(script, place, &navn, [&tovholder, &mentor])?;
        year::plan(script, place, &navn, &mentor)?;
        if place < UNGE.len() + SAMTALER_H {
            year::note(script, &navn, &mentor, place, 20)?;
        }
    }
    Ok(())
}

fn pair_of(pair: usize) -> [String; 2] {
    [format!("Prøvetovholder {pair:03} Demosen"), format!("Prøvementor {pair:03} Demosen")]
}

fn firm(number: usize) -> Result<Organisation, DemoFault> {
    let navn = format!("Prøvevirksomhed {number:03}");
    Ok(Organisation {
        id: organisation(&navn),
        kommune: kommune(),
        navn: ShortText::parse(&navn)?,
        by: None,
        partner_siden: if number.is_multiple_of(2) { Day::new(2020, 1, 15) } else { None },
        vaert: number.is_multiple_of(4),
        skole: false,
    })
}
