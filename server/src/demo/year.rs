//! A year and a half of the invented people's work: roadshow visits, so that some partners are late, some
//! soon and some fine; plans, notes with a correction, agreements, some of them overdue.

use std::collections::BTreeSet;

use domain::aftale::{MakeAftale, NewAftale, SettleAftale};
use domain::besoeg::{AmendBesoeg, BesoegEdit, LogBesoeg, Materiale, Moedetype, PRESET_MINUTTER};
use domain::edit::Edit;
use domain::id::{AftaleId, BesoegId, LoefteId, NotatId, TrinId};
use domain::loefte::{NewLoefte, SettleLoefte};
use domain::notat::{CorrectNotat, Synlighed, WriteNotat};
use domain::plan::{Plan, Trin, WritePlan};
use domain::text::{LongText, ShortText};

use super::organisations::{EUC, GYM, JOBCENTER, PRODUKTION, SOSU, UU, organisation};
use super::people::{AMBASSADOERER, UNGE, days_in, medarbejder, mentor_of, staff, ung};
use super::script::Script;
use super::words::{AFTALER, EGNE_ORD, LOEFTER, MAAL, NOTATER, RETTELSE, SPOERGSMAAL, TRIN};
use super::{DemoFault, id};

/// Which partner was visited how many days ago. Sprogcenter Thisted never was.
const VISITS: [(&str, i32); 15] = [
    (EUC, 120),
    (EUC, 480),
    (PRODUKTION, 400),
    (SOSU, 330),
    ("Thy-Mors HF & VUC", 40),
    (GYM, 200),
    ("Folkeskolerne", 430),
    ("Efterskolerne", 350),
    (UU, 20),
    ("Thy Uddannelsescenter", 280),
    ("Familierådgivningen", 310),
    ("Handicap- og psykiatridelingen", 520),
    ("Handicap- og psykiatridelingen", 150),
    ("Forebyggelseskonsulent", 540),
    (JOBCENTER, 90),
];

pub(super) fn tell(script: &mut Script) -> Result<(), DemoFault> {
    for (place, (partner, ago)) in VISITS.into_iter().enumerate() {
        visit(script, place, partner, ago)?;
    }
    disagree(script);
    for (place, navn) in UNGE.into_iter().enumerate() {
        plan(script, place, navn, mentor_of(place))?;
        notes(script, place, navn)?;
        agreements(script, place, navn)?;
    }
    correct(script)
}

/// The element at a place, round and round.
fn turn<T: Copy>(of: &[T], place: usize) -> Result<T, DemoFault> {
    of.get(place % of.len().max(1)).copied().ok_or(DemoFault::Nobody)
}

fn visit(script: &mut Script, place: usize, partner: &str, ago: i32) -> Result<(), DemoFault> {
    let who = turn(&AMBASSADOERER, place)?;
    let day = script.working_day_before(ago);
    let sket = domain::moment::WallTime { day, hour: 14, minute: 0 }.moment();
    let loefte = LoefteId(id(&format!("loefte {place}")));
    let promised = NewLoefte {
        id: loefte,
        hvad: ShortText::parse(turn(&LOEFTER, place)?)?,
        frist: Some(day.plus(30)),
    };
    let log = LogBesoeg {
        id: BesoegId(id(&format!("besoeg {place}"))),
        organisation: organisation(partner),
        sted: Some(ShortText::parse("Lærerværelset")?),
        moedetype: turn(&[Moedetype::Afdeling, Moedetype::Laerer, Moedetype::Vejleder], place)?,
        sket,
        ambassadoerer: vec![medarbejder(who)],
        antal: (place % 4 != 3).then_some(12 + u16::try_from(place).unwrap_or(0)),
        minutter: PRESET_MINUTTER,
        spoergsmaal: vec![ShortText::parse(turn(&SPOERGSMAAL, place)?)?],
        loefter: if place.is_multiple_of(2) { vec![promised] } else { Vec::new() },
        naeste: (place.is_multiple_of(5)).then(|| day.plus(360)),
        materialer: vec![Materiale::Folder, Materiale::Slides],
    };
    let organisation = log.organisation;
    script.ask(sket.plus(2 * domain::moment::HOUR), staff(who), log);
    if place.is_multiple_of(4) {
        let kept = SettleLoefte { organisation, loefte, udfoert: true };
        script.ask(sket.plus(9 * domain::moment::DAY), staff(who), kept);
    }
    Ok(())
}

/// Both ambassadors correct how many listened, each without the other's correction: one tap settles it.
fn disagree(script: &mut Script) {
    let (visit, organisation) = (BesoegId(id("besoeg 0")), organisation(EUC));
    for (who, now, ago) in
        AMBASSADOERER.into_iter().zip([20, 22]).zip([118, 117]).map(|((a, b), c)| (a, b, c))
    {
        let antal = Some(Edit { was: Some(12), now: Some(now) });
        let edit = BesoegEdit { antal, ..BesoegEdit::default() };
        script.ask(
            script.at(-ago, 10, 0),
            staff(who),
            AmendBesoeg { id: visit, organisation, edit },
        );
    }
}

pub(super) fn plan(
    script: &mut Script,
    place: usize,
    navn: &str,
    mentor: &str,
) -> Result<(), DemoFault> {
    let begun = -days_in(place) + 3;
    let mut trin = Vec::new();
    for (step, hvad) in TRIN.into_iter().enumerate() {
        let later = 25 * i32::try_from(step).unwrap_or(0);
        trin.push(Trin {
            id: TrinId(id(&format!("trin {navn} {step}"))),
            hvad: ShortText::parse(hvad)?,
            hvem: (step % 2 == 1).then(|| medarbejder(mentor)),
            hvornaar: Some(script.today.plus(begun + later)),
            naaet: begun + later < -10,
        });
    }
    let plan = Plan {
        ung: ung(navn),
        egne_ord: Some(LongText::parse(turn(&EGNE_ORD, place)?)?),
        maal: Some(ShortText::parse(turn(&MAAL, place)?)?),
        trin,
    };
    script.ask(script.at(begun, 13, 0), staff(mentor), WritePlan { plan });
    Ok(())
}

fn notes(script: &mut Script, place: usize, navn: &str) -> Result<(), DemoFault> {
    for number in 0..2 + place % 3 {
        let ago = days_in(place) * (3 - i32::try_from(number).unwrap_or(0)) / 4;
        note(script, navn, mentor_of(place), place + number, ago.max(1))?;
    }
    Ok(())
}

pub(super) fn note(
    script: &mut Script,
    navn: &str,
    mentor: &str,
    which: usize,
    ago: i32,
) -> Result<(), DemoFault> {
    let (slags, tekst, punkt) = turn(&NOTATER, which)?;
    let sket = script.at(-ago, 10, 30);
    let write = WriteNotat {
        id: NotatId(id(&format!("notat {navn} {which}"))),
        ung: ung(navn),
        synlighed: if which % 3 == 2 { Synlighed::Plan } else { Synlighed::Journal },
        slags,
        sket,
        tekst: LongText::parse(tekst)?,
        punkter: punkt.into_iter().collect::<BTreeSet<_>>(),
        aftale: None,
    };
    script.ask(sket.plus(20 * domain::moment::MINUTE), staff(mentor), write);
    Ok(())
}

/// The first young person's second note told the wrong time of the bus.
fn correct(script: &mut Script) -> Result<(), DemoFault> {
    let [navn, ..] = UNGE;
    let correct = CorrectNotat {
        id: NotatId(id(&format!("notat {navn} 1"))),
        ung: ung(navn),
        synlighed: Synlighed::Journal,
        tekst: LongText::parse(RETTELSE)?,
    };
    script.ask(script.at(-2, 9, 0), staff(mentor_of(0)), correct);
    Ok(())
}

/// One done, one overdue or due soon, one appointment ahead.
fn agreements(script: &mut Script, place: usize, navn: &str) -> Result<(), DemoFault> {
    let mentor = mentor_of(place);
    let due = i32::try_from(place % 7).unwrap_or(0) - 2;
    for (number, frist) in [-20, due, 6 + due].into_iter().enumerate() {
        let aftale = AftaleId(id(&format!("aftale {navn} {number}")));
        let new = NewAftale {
            id: aftale,
            hvad: ShortText::parse(turn(&AFTALER, place + number)?)?,
            frist: Some(script.today.plus(frist)),
            klokken: (number == 2).then_some(9 * 60 + 30),
            med: (number == 2).then(|| medarbejder(mentor)),
        };
        script.ask(
            script.at(-30, 11, 0),
            staff(mentor),
            MakeAftale { ung: ung(navn), aftale: new },
        );
        if number == 0 {
            let done = SettleAftale { ung: ung(navn), aftale, udfoert: true };
            script.ask(script.at(-21, 15, 0), domain::Person::Ung(ung(navn)), done);
        }
    }
    Ok(())
}
