//! The tasks about young people: agreements, snusepraktik, what a tovholder must read, and requests for all that is
//! written about somebody.

use domain::aftale::{Aftale, SettleAftale};
use domain::id::{AftaleId, UngId};
use domain::indsigt::Indsigt;
use domain::moment::DAY;
use domain::record::{Listed as _, list};
use domain::snusepraktik::{Bookingstatus, Snusepraktik};
use domain::tilknytning::Funktion;
use domain::ung::Ung;
use domain::{Command, Folder, Key, Person};

use super::super::helpers::lost;
use super::super::laes::laes;
use super::super::moede::Moede;
use super::{Del, Opgave, Sight, Sted, Tick, WEEK_DAYS};
use crate::text::{self, date, i_dag as t};

/// After how many days a request without an answer counts as stuck.
const UNANSWERED_DAYS: i64 = 3;

pub(super) fn opgaver(sight: &Sight<'_>) -> Vec<Opgave> {
    let mut all = Vec::new();
    if sight.me.helps_young() {
        for ung in sight.unge().into_iter().filter(|ung| sight.helps(ung.id)) {
            add(&mut all, ung, sight);
        }
    }
    all
}

fn add(all: &mut Vec<Opgave>, ung: &Ung, sight: &Sight<'_>) {
    let plan = Folder::Plan(ung.id);
    for aftale in list::<Aftale>(sight.view, plan) {
        if is_mine(aftale, sight) {
            all.push(aftalt(aftale, ung, sight));
        }
    }
    for booking in list::<Snusepraktik>(sight.view, plan) {
        all.extend(booked(booking, ung, sight));
    }
    if !holds(ung.id, sight) {
        return;
    }
    for asked in list::<Indsigt>(sight.view, plan) {
        if asked.is_open() {
            all.push(indsigt(asked, ung, sight));
        }
    }
    // Until the tovholder says that they have read it.
    for unread in laes(sight, ung.id) {
        all.push(stuck(unread.key(), text::laes::heading(&unread.hvad), ung, sight));
    }
    // A helper who can help no longer: they lost the role, or their account was ended.
    for held in lost(sight, ung.id) {
        let hvem = sight.navn(Person::Medarbejder(held.medarbejder));
        all.push(stuck(held.key(), text::laes::lost(&hvem), ung, sight));
    }
}

/// A tovholder holds all threads; other helpers see what is theirs or nobody's in particular.
fn is_mine(aftale: &Aftale, sight: &Sight<'_>) -> bool {
    holds(aftale.ung, sight) || aftale.med.is_none() || aftale.med == sight.me.medarbejder()
}

/// Whether whoever looks is the young person's tovholder.
fn holds(ung: UngId, sight: &Sight<'_>) -> bool {
    sight.help(ung).any(|funktion| funktion == Funktion::Tovholder)
}

fn page_of(ung: UngId) -> String {
    format!("/app/unge/{ung}")
}

fn navn(ung: &Ung, sight: &Sight<'_>) -> Del {
    Del::Navn(sight.kendt(ung))
}

fn with(first: Del, more: Option<Del>) -> Vec<Del> {
    let mut all = vec![first];
    all.extend(more);
    all
}

/// An agreement; `med` is told where it is with another helper.
fn aftalt(aftale: &Aftale, ung: &Ung, sight: &Sight<'_>) -> Opgave {
    let med = aftale.med.filter(|helper| Some(*helper) != sight.me.medarbejder());
    let med = med.map(|helper| Del::Ord(t::with(&sight.navn(Person::Medarbejder(helper)))));
    let href = format!("{}/notat", page_of(ung.id));
    let opgave = Opgave {
        diskret: Some(t::an_aftale()),
        om: with(navn(ung, sight), med),
        dag: aftale.frist,
        klokken: aftale.klokken,
        ..Opgave::new("checklist", aftale.hvad.to_string(), href)
    };
    let settle = |key: Key, udfoert| -> Command {
        let (ung, aftale) = (UngId(key.folder.subject()), AftaleId(key.id));
        SettleAftale { ung, aftale, udfoert }.into()
    };
    let tick = Tick { key: aftale.key(), gjort: aftale.udfoert.is_some(), settle };
    opgave.ticked(tick, aftale.udfoert.as_ref(), sight)
}

/// A request that has had no answer for days, or a day in snusepraktik that comes.
fn booked(booking: &Snusepraktik, ung: &Ung, sight: &Sight<'_>) -> Option<Opgave> {
    let Snusepraktik { status, skrevet, .. } = *booking;
    let (linje, key) = (booking.linje.as_str(), Some(booking.key()));
    let unanswered = skrevet.plus(UNANSWERED_DAYS * DAY) < sight.now;
    if status == Bookingstatus::Oensket && unanswered {
        let since = Del::Ord(t::wished(&date::near(skrevet.day(), sight.today())));
        let om = vec![navn(ung, sight), since];
        let opgave = Opgave::new("hourglass", t::ubesvaret(linje), page_of(ung.id));
        return Some(Opgave { om, key, sted: Sted::Haenger, ..opgave });
    }
    let coming = booking.dage.iter().copied().find(|day| *day >= sight.today());
    let dag = coming.filter(|day| status.is_seated() && *day <= sight.today().plus(WEEK_DAYS))?;
    let moedetid = Moede::of(sight, booking).moedested.map(|at| Del::Ord(at.moedetid.to_string()));
    let mut om = vec![navn(ung, sight), Del::Ord(sight.organisation_navn(booking.organisation))];
    om.extend(moedetid);
    let opgave = Opgave::new("construction", t::i_snusepraktik(linje), page_of(ung.id));
    Some(Opgave { om, key, dag: Some(dag), ..opgave })
}

/// In sight from the first day on, however far ahead its last one is.
fn indsigt(asked: &Indsigt, ung: &Ung, sight: &Sight<'_>) -> Opgave {
    let soon = asked.frist.is_some_and(|frist| frist <= sight.today().plus(WEEK_DAYS));
    let href = format!("{}/indsigt/{}", page_of(ung.id), asked.id);
    Opgave {
        om: vec![navn(ung, sight)],
        dag: asked.frist,
        sted: if soon { Sted::Dag } else { Sted::Senere },
        key: Some(asked.key()),
        ..Opgave::new("visibility", text::indsigt::task().to_owned(), href)
    }
}

fn stuck(key: Key, hvad: String, ung: &Ung, sight: &Sight<'_>) -> Opgave {
    Opgave {
        om: vec![navn(ung, sight)],
        sted: Sted::Haenger,
        key: Some(key),
        ..Opgave::new("visibility", hvad, page_of(ung.id))
    }
}
