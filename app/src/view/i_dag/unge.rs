//! The rows about young people: agreements, snusepraktik, and requests for all that is written about them.

use domain::aftale::{Aftale, Udfoert};
use domain::id::UngId;
use domain::indsigt::Indsigt;
use domain::moment::DAY;
use domain::record::{Listed as _, list};
use domain::snusepraktik::{Bookingstatus, Snusepraktik};
use domain::tilknytning::Funktion;
use domain::ung::Ung;
use domain::{Folder, Person};

use super::super::helpers::lost;
use super::super::laes::laes;
use super::super::moede::Moede;
use super::{IDag, Row, Sag, Sight, UNANSWERED_DAYS, WEEK_DAYS};

pub(super) fn add(list_: &mut IDag, sight: &Sight<'_>) {
    for ung in sight.unge().into_iter().filter(|ung| sight.helps(ung.id)) {
        let plan = Folder::Plan(ung.id);
        for aftale in list::<Aftale>(sight.view, plan) {
            if is_mine(aftale, sight) {
                add_aftale(list_, aftale, ung, sight);
            }
        }
        for booking in list::<Snusepraktik>(sight.view, plan) {
            add_booking(list_, booking, ung, sight);
        }
        if holds(ung.id, sight) {
            add_indsigt(list_, ung, sight);
            add_unread(list_, ung, sight);
            add_lost(list_, ung, sight);
        }
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

/// In sight from the first day on, however far ahead its last one is.
fn add_indsigt(list_: &mut IDag, ung: &Ung, sight: &Sight<'_>) {
    let all = list::<Indsigt>(sight.view, Folder::Plan(ung.id)).into_iter();
    for held in all.filter(|held| held.is_open()) {
        let sag = Sag::Indsigt { id: held.id, ung: ung.id, navn: sight.kendt(ung) };
        let row = Row::on(held.frist, sag);
        if held.frist.is_some_and(|frist| frist <= sight.today().plus(WEEK_DAYS)) {
            list_.place(row, sight.today());
        } else {
            list_.senere.push(row);
        }
    }
}

/// Until the tovholder says that they have read it.
fn add_unread(list_: &mut IDag, ung: &Ung, sight: &Sight<'_>) {
    for unread in laes(sight, ung.id) {
        let (key, navn) = (unread.key(), sight.kendt(ung));
        let sag = Sag::Laes { key, ung: ung.id, navn, hvad: unread.hvad };
        list_.haenger.push(Row::on(None, sag));
    }
}

fn add_lost(list_: &mut IDag, ung: &Ung, sight: &Sight<'_>) {
    for held in lost(sight, ung.id) {
        let (key, navn) = (held.key(), sight.kendt(ung));
        let hvem = sight.navn(Person::Medarbejder(held.medarbejder));
        list_.haenger.push(Row::on(None, Sag::Slut { key, ung: ung.id, navn, hvem }));
    }
}

fn add_aftale(list: &mut IDag, aftale: &Aftale, ung: &Ung, sight: &Sight<'_>) {
    let today = sight.today();
    let med = aftale.med.filter(|helper| Some(*helper) != sight.me.medarbejder());
    let sag = Sag::Aftale {
        id: aftale.id,
        ung: ung.id,
        navn: sight.kendt(ung),
        hvad: aftale.hvad.to_string(),
        med: med.map(|helper| sight.navn(Person::Medarbejder(helper))),
        gjort: aftale.udfoert.is_some(),
    };
    let row = Row { klokken: aftale.klokken, ..Row::on(aftale.frist, sag) };
    match aftale.udfoert {
        None => list.place(row, today),
        Some(Udfoert { af, kl }) if af == sight.me.person && kl.day() == today => {
            list.gjort.push(row);
        }
        Some(_) => {}
    }
}

fn add_booking(list: &mut IDag, booking: &Snusepraktik, ung: &Ung, sight: &Sight<'_>) {
    let Snusepraktik { id, status, skrevet, .. } = *booking;
    let (navn, linje) = (sight.kendt(ung), booking.linje.to_string());
    let unanswered = skrevet.plus(UNANSWERED_DAYS * DAY) < sight.now;
    if status == Bookingstatus::Oensket && unanswered {
        let sag = Sag::Ubesvaret { id, ung: ung.id, navn, linje, siden: skrevet.day() };
        list.haenger.push(Row::on(None, sag));
    } else if status.is_seated() {
        let coming = booking.dage.iter().copied().find(|day| *day >= sight.today());
        let Some(day) = coming.filter(|day| *day <= sight.today().plus(WEEK_DAYS)) else { return };
        let moedested = Moede::of(sight, booking).moedested;
        let sag = Sag::Snusepraktik {
            id,
            ung: ung.id,
            navn,
            linje,
            sted: sight.organisation_navn(booking.organisation),
            moedetid: moedested.map(|at| at.moedetid.to_string()),
        };
        list.place(Row::on(Some(day), sag), sight.today());
    }
}
