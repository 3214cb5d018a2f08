//! Places for snusepraktik at the three hosts, some with a single seat, one four-week course; and who has
//! booked: seated, waiting, come and not come.

use domain::id::{PladsId, SnusepraktikId};
use domain::plads::{OfferPlads, Plads, Pladsform};
use domain::snusepraktik::{ConfirmFremmoede, Fremmoede, RequestSnusepraktik};
use domain::text::ShortText;
use domain::{Day, Person};

use super::organisations::{EUC, GYM, SOSU, organisation};
use super::people::{UNGE, VAERT_EUC, mentor_of, staff, ung};
use super::script::Script;
use super::{DemoFault, id};

const TOEMRER: &str = "Tømrer, grundforløb 1";
const SMED: &str = "Smed, værksted";
const FORLOEB: &str = "Snuseforløb på fire uger";
const SOSU_HJAELPER: &str = "Social- og sundhedshjælper";
const STX: &str = "En dag i 1.g";

/// Offered long ago, so that there are days behind and ahead.
const OFFERED: i32 = -30;
const ASKED: i32 = -12;

pub(super) fn tell(script: &mut Script) -> Result<(), DemoFault> {
    let (workshop, weeks) = (workshop_days(script), course_days(script));
    offer(script, EUC, TOEMRER, 3, Pladsform::Dage, &workshop)?;
    offer(script, EUC, SMED, 1, Pladsform::Dage, &workshop)?;
    let lines = ["Tømrer", "Smed", "Gastronomi"].map(ShortText::parse);
    let linjer = lines.into_iter().collect::<Result<Vec<_>, _>>()?;
    offer(script, EUC, FORLOEB, 6, Pladsform::Forloeb { linjer: linjer.clone() }, &weeks)?;
    offer(script, SOSU, SOSU_HJAELPER, 2, Pladsform::Dage, &workshop)?;
    offer(script, GYM, STX, 1, Pladsform::Dage, &workshop)?;
    bookings(script, &weeks, &linjer)
}

/// Two weeks back, today whatever day it is, and four weeks ahead.
fn workshop_days(script: &Script) -> Vec<Day> {
    let mut days = script.working_days(script.today.plus(-14), 42);
    if !days.contains(&script.today) {
        days.push(script.today);
        days.sort_unstable();
    }
    days
}

/// Four whole weeks from the Monday after next.
fn course_days(script: &Script) -> Vec<Day> {
    script.working_days(script.today.monday().plus(14), 28)
}

fn offer(
    script: &mut Script,
    host: &str,
    linje: &str,
    pladser: u8,
    form: Pladsform,
    dage: &[Day],
) -> Result<(), DemoFault> {
    let plads = Plads {
        id: plads(host, linje),
        organisation: organisation(host),
        linje: ShortText::parse(linje)?,
        form,
        sted: ShortText::parse("Hovedindgangen")?,
        moedetid: ShortText::parse("kl. 8.10 ved receptionen")?,
        medbring: Some(ShortText::parse("Madpakke og praktisk tøj")?),
        dage: dage.to_vec(),
        pladser,
        lukket: false,
    };
    script.ask(script.at(OFFERED, 9, 0), Person::System, OfferPlads { plads });
    Ok(())
}

fn plads(host: &str, linje: &str) -> PladsId {
    PladsId(id(&format!("plads {host} {linje}")))
}

fn bookings(script: &mut Script, weeks: &[Day], linjer: &[ShortText]) -> Result<(), DemoFault> {
    let (today, past, soon) = (script.today, script.working_day_before(2), script.working_day(3));
    let mut book = |who: usize, host: &str, linje: &str, dage: &[Day], linjer: &[ShortText]| {
        let navn = UNGE.get(who).ok_or(DemoFault::Nobody)?;
        let ask = RequestSnusepraktik {
            id: booking(who, linje),
            ung: ung(navn),
            organisation: organisation(host),
            plads: plads(host, linje),
            dage: dage.to_vec(),
            linjer: linjer.to_vec(),
        };
        let minute = u32::try_from(who).unwrap_or(0);
        script.ask(script.at(ASKED, 10, minute), staff(mentor_of(who)), ask);
        Ok::<_, DemoFault>(())
    };
    for who in [0, 3, 13] {
        book(who, EUC, TOEMRER, &[today], &[])?;
    }
    for who in [4, 5] {
        book(who, EUC, TOEMRER, &[past], &[])?;
    }
    for who in [0, 1, 12] {
        book(who, EUC, SMED, &[soon], &[])?;
    }
    book(6, EUC, FORLOEB, weeks, linjer.get(..2).unwrap_or_default())?;
    book(7, SOSU, SOSU_HJAELPER, &[soon], &[])?;
    book(14, GYM, STX, &[soon], &[])?;
    book(15, GYM, STX, &[soon], &[])?;
    attendance(script, past);
    Ok(())
}

/// One of the two who had a seat came; of the other nothing is known yet.
fn attendance(script: &mut Script, dag: Day) {
    let came = ConfirmFremmoede {
        organisation: organisation(EUC),
        id: booking(4, TOEMRER),
        dag,
        fremmoede: Fremmoede::Moedt,
    };
    let morning = domain::moment::WallTime { day: dag, hour: 8, minute: 30 }.moment();
    script.ask(morning, staff(VAERT_EUC), came);
}

fn booking(who: usize, linje: &str) -> SnusepraktikId {
    SnusepraktikId(id(&format!("snusepraktik {who} {linje}")))
}
