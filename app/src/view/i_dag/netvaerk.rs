//! The rows about partners and the network: visits that are owed or agreed, promises, conflicts, and for
//! the network's keeper the next meetings on the wheel.

use domain::aarshjul::Netvaerksmoede;
use domain::aftale::Udfoert;
use domain::besoeg::{Besoeg, Fristens, besoegsfrist};
use domain::edit::Conflict;
use domain::loefte::Loefte;
use domain::organisation::Organisation;
use domain::record::list;
use domain::{Folder, FolderKind, Rolle};

use super::{IDag, Row, Sag, Sight, WEEK_DAYS};
use crate::view::order;

/// How many meetings ahead are shown.
const MEETINGS: usize = 2;

pub(super) fn add(list_: &mut IDag, sight: &Sight<'_>) {
    let held: Vec<_> = sight.folders_of(FolderKind::Partnerskab).collect();
    let partners = sight.organisationer().into_iter();
    for partner in partners.filter(|found| held.contains(&Folder::Partnerskab(found.id))) {
        add_besoeg(list_, partner, sight);
        add_loefter(list_, partner, sight);
        add_conflicts(list_, partner, sight);
    }
    if sight.me.is(Rolle::Netvaerkstovholder) {
        add_meetings(list_, sight);
    }
}

/// An agreed visit comes before the yearly one that is owed.
fn add_besoeg(list_: &mut IDag, partner: &Organisation, sight: &Sight<'_>) {
    let today = sight.today();
    let held = list::<Besoeg>(sight.view, Folder::Partnerskab(partner.id));
    let last = held.iter().max_by_key(|besoeg| besoeg.sket);
    let agreed = last.and_then(|besoeg| besoeg.naeste);
    let Some(frist) = besoegsfrist(partner, held.iter().copied(), today) else { return };
    let day = agreed.unwrap_or(frist.senest);
    let (organisation, navn, sidst) = (partner.id, partner.navn.to_string(), frist.sidst);
    let sag = Sag::Besoeg { organisation, navn, sidst, aftalt: agreed.is_some() };
    match (agreed, frist.stand) {
        (Some(_), _) | (None, Fristens::Sen) => list_.place(Row::on(Some(day), sag), today),
        (None, Fristens::Snart) => list_.senere.push(Row::on(Some(day), sag)),
        (None, Fristens::IOrden) => {}
    }
}

fn add_loefter(list_: &mut IDag, partner: &Organisation, sight: &Sight<'_>) {
    let today = sight.today();
    for loefte in list::<Loefte>(sight.view, Folder::Partnerskab(partner.id)) {
        let sag = Sag::Loefte {
            id: loefte.id,
            organisation: partner.id,
            navn: partner.navn.to_string(),
            hvad: loefte.hvad.to_string(),
            gjort: loefte.udfoert.is_some(),
        };
        let row = Row::on(loefte.frist, sag);
        match loefte.udfoert {
            None => list_.place(row, today),
            Some(Udfoert { af, kl }) if af == sight.me.person && kl.day() == today => {
                list_.gjort.push(row);
            }
            Some(_) => {}
        }
    }
}

fn add_conflicts(list_: &mut IDag, partner: &Organisation, sight: &Sight<'_>) {
    let open = list::<Conflict>(sight.view, Folder::Partnerskab(partner.id));
    for conflict in open.into_iter().filter(|conflict| conflict.afgjort.is_none()) {
        let sag = Sag::Conflict {
            id: conflict.id,
            organisation: partner.id,
            besoeg: conflict.besoeg,
            navn: partner.navn.to_string(),
            felter: conflict.edit.fields(),
        };
        list_.haenger.push(Row::on(None, sag));
    }
}

fn add_meetings(list_: &mut IDag, sight: &Sight<'_>) {
    let today = sight.today();
    let meetings = list::<Netvaerksmoede>(sight.view, sight.faelles());
    let week = |meeting: &Netvaerksmoede| meeting.week().and_then(domain::day::Week::monday);
    let mut coming: Vec<_> = meetings.into_iter().map(|meeting| (week(meeting), meeting)).collect();
    coming.retain(|(monday, _)| monday.is_some_and(|monday| monday.plus(6) >= today));
    order::by_key(&mut coming, |(monday, _)| *monday);
    for (monday, meeting) in coming.into_iter().take(MEETINGS) {
        let sag = Sag::Moede {
            id: meeting.id,
            niveau: meeting.niveau,
            uge: meeting.uge,
            maaned: meeting.maaned,
            vaert: meeting.vaert.map(|vaert| sight.organisation_navn(vaert)),
        };
        let soon = monday.is_some_and(|monday| monday <= today.plus(WEEK_DAYS));
        let rows = if soon { &mut list_.ugen } else { &mut list_.senere };
        rows.push(Row::on(monday, sag));
    }
}
