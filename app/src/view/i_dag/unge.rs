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
    let helps = sight.me.helps_young();
    let unge = sight.unge().into_iter().filter(|ung| helps && sight.helps(ung.id));
    unge.flat_map(|ung| of(ung, sight)).collect()
}

fn of(ung: &Ung, sight: &Sight<'_>) -> Vec<Opgave> {
    let plan = Folder::Plan(ung.id);
    let aftaler = list::<Aftale>(sight.view, plan).into_iter();
    let aftaler = aftaler.filter(|aftale| is_mine(aftale, sight));
    let mut all: Vec<_> = aftaler.map(|aftale| aftalt(aftale, ung, sight)).collect();
    let bookings = list::<Snusepraktik>(sight.view, plan).into_iter();
    all.extend(bookings.filter_map(|booking| booked(booking, ung, sight)));
    if holds(ung.id, sight) {
        all.extend(asked(ung, sight));
        all.extend(unread(ung, sight));
        all.extend(left(ung, sight));
    }
    all
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

/// An agreement; `med` is told where it is with another helper.
fn aftalt(aftale: &Aftale, ung: &Ung, sight: &Sight<'_>) -> Opgave {
    let med = aftale.med.filter(|helper| Some(*helper) != sight.me.medarbejder());
    let med = med.map(|helper| Del::Ord(t::with(&sight.navn(Person::Medarbejder(helper)))));
    let href = format!("{}/notat", page_of(ung.id));
    let opgave = Opgave {
        diskret: Some(t::an_aftale()),
        om: [navn(ung, sight)].into_iter().chain(med).collect(),
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
    let sted = Del::Ord(sight.organisation_navn(booking.organisation));
    let om = [navn(ung, sight), sted].into_iter().chain(moedetid).collect();
    let opgave = Opgave::new("construction", t::i_snusepraktik(linje), page_of(ung.id));
    Some(Opgave { om, key, dag: Some(dag), ..opgave })
}

/// In sight from the first day on, however far ahead its last one is.
fn asked(ung: &Ung, sight: &Sight<'_>) -> Vec<Opgave> {
    let all = list::<Indsigt>(sight.view, Folder::Plan(ung.id)).into_iter();
    let open = all.filter(|held| held.is_open()).map(|held| {
        let soon = held.frist.is_some_and(|frist| frist <= sight.today().plus(WEEK_DAYS));
        let href = format!("{}/indsigt/{}", page_of(ung.id), held.id);
        Opgave {
            om: vec![navn(ung, sight)],
            dag: held.frist,
            sted: if soon { Sted::Dag } else { Sted::Senere },
            key: Some(held.key()),
            ..Opgave::new("visibility", text::indsigt::task().to_owned(), href)
        }
    });
    open.collect()
}

/// Until the tovholder says that they have read it.
fn unread(ung: &Ung, sight: &Sight<'_>) -> Vec<Opgave> {
    let to_read = laes(sight, ung.id).into_iter().map(|unread| {
        let heading = text::laes::heading(&unread.hvad);
        stuck(unread.key(), heading, ung, sight)
    });
    to_read.collect()
}

/// A helper who can help no longer: they lost the role, or their account was ended.
fn left(ung: &Ung, sight: &Sight<'_>) -> Vec<Opgave> {
    let gone = lost(sight, ung.id).into_iter().map(|held| {
        let hvem = sight.navn(Person::Medarbejder(held.medarbejder));
        stuck(held.key(), text::laes::lost(&hvem), ung, sight)
    });
    gone.collect()
}

fn stuck(key: Key, hvad: String, ung: &Ung, sight: &Sight<'_>) -> Opgave {
    Opgave {
        om: vec![navn(ung, sight)],
        sted: Sted::Haenger,
        key: Some(key),
        ..Opgave::new("visibility", hvad, page_of(ung.id))
    }
}
