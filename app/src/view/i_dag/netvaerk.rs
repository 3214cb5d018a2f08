//! The tasks about partners and the network: visits that are owed or agreed, promises, conflicts, and for
//! the network's keeper the next meetings on the wheel.

use domain::aarshjul::Netvaerksmoede;
use domain::besoeg::{Besoeg, Fristens, besoegsfrist};
use domain::edit::Conflict;
use domain::id::{LoefteId, OrganisationId};
use domain::loefte::{Loefte, SettleLoefte};
use domain::organisation::Organisation;
use domain::record::{Listed as _, list};
use domain::{Command, Folder, FolderKind, Key, Rolle};

use super::{Del, Naar, Opgave, Sight, Sted, Tick, WEEK_DAYS};
use crate::text::{date, i_dag as t, words};
use crate::view::order;

/// How many meetings ahead are shown.
const MEETINGS: usize = 2;

pub(super) fn opgaver(sight: &Sight<'_>) -> Vec<Opgave> {
    if !sight.me.visits_partners() {
        return Vec::new();
    }
    let held: Vec<_> = sight.folders_of(FolderKind::Partnerskab).collect();
    let mut all = Vec::new();
    for partner in sight.organisationer() {
        if held.contains(&Folder::Partnerskab(partner.id)) {
            add(&mut all, partner, sight);
        }
    }
    if sight.me.is(Rolle::Netvaerkstovholder) {
        add_meetings(&mut all, sight);
    }
    all
}

fn add(all: &mut Vec<Opgave>, partner: &Organisation, sight: &Sight<'_>) {
    let folder = Folder::Partnerskab(partner.id);
    all.extend(owed(partner, sight));
    for loefte in list::<Loefte>(sight.view, folder) {
        all.push(promised(loefte, partner, sight));
    }
    for conflict in list::<Conflict>(sight.view, folder) {
        if conflict.afgjort.is_none() {
            all.push(undecided(conflict, partner));
        }
    }
}

fn page_of(partner: OrganisationId) -> String {
    format!("/app/besoeg/{partner}")
}

/// A visit. An agreed one comes before the yearly one that is owed.
fn owed(partner: &Organisation, sight: &Sight<'_>) -> Option<Opgave> {
    let today = sight.today();
    let held = list::<Besoeg>(sight.view, Folder::Partnerskab(partner.id));
    let last = held.iter().max_by_key(|besoeg| besoeg.sket);
    let agreed = last.and_then(|besoeg| besoeg.naeste);
    let frist = besoegsfrist(partner, held.iter().copied(), today)?;
    let sted = match (agreed, frist.stand) {
        (Some(_), _) | (None, Fristens::Sen) => Sted::Dag,
        (None, Fristens::Snart) => Sted::Senere,
        (None, Fristens::IOrden) => return None,
    };
    let never = || t::besoeg_never().to_owned();
    let last = frist.sidst.map_or_else(never, |day| t::besoeg_last(&date::date(day, today)));
    let mut om: Vec<_> =
        agreed.map(|_| Del::Ord(t::besoeg_agreed().to_owned())).into_iter().collect();
    om.push(Del::Ord(last));
    Some(Opgave {
        om,
        dag: Some(agreed.unwrap_or(frist.senest)),
        naar: if agreed.is_some() { Naar::Dag } else { Naar::Senest },
        sted,
        ..Opgave::new(
            "student",
            t::besoeg(partner.navn.as_str()),
            format!("{}/nyt", page_of(partner.id)),
        )
    })
}

fn promised(loefte: &Loefte, partner: &Organisation, sight: &Sight<'_>) -> Opgave {
    let opgave = Opgave {
        diskret: Some(t::a_loefte()),
        om: vec![Del::Ord(t::promise_to(partner.navn.as_str()))],
        dag: loefte.frist,
        ..Opgave::new("checklist", loefte.hvad.to_string(), page_of(partner.id))
    };
    let settle = |key: Key, udfoert| -> Command {
        let organisation = OrganisationId(key.folder.subject());
        SettleLoefte { organisation, loefte: LoefteId(key.id), udfoert }.into()
    };
    let tick = Tick { key: loefte.key(), gjort: loefte.udfoert.is_some(), settle };
    opgave.ticked(tick, loefte.udfoert.as_ref(), sight)
}

/// Two people changed the same field of a visit.
fn undecided(conflict: &Conflict, partner: &Organisation) -> Opgave {
    let fields = conflict.edit.fields();
    let felter: Vec<_> = fields.iter().map(|felt| words::besoeg_felt(*felt)).collect();
    let href = format!("{}/{}", page_of(partner.id), conflict.besoeg);
    Opgave {
        om: vec![Del::Ord(felter.join(", "))],
        sted: Sted::Haenger,
        key: Some(conflict.key()),
        ..Opgave::new("warning", t::conflict(partner.navn.as_str()), href)
    }
}

/// The next meetings of the network. One has a week, not a day.
fn add_meetings(all: &mut Vec<Opgave>, sight: &Sight<'_>) {
    let today = sight.today();
    let meetings = list::<Netvaerksmoede>(sight.view, sight.faelles());
    let week = |meeting: &Netvaerksmoede| meeting.week().and_then(domain::day::Week::monday);
    let mut coming: Vec<_> = meetings.into_iter().map(|meeting| (week(meeting), meeting)).collect();
    coming.retain(|(monday, _)| monday.is_some_and(|monday| monday.plus(6) >= today));
    order::by_key(&mut coming, |(monday, _)| *monday);
    for (monday, meeting) in coming.into_iter().take(MEETINGS) {
        let soon = monday.is_some_and(|monday| monday <= today.plus(WEEK_DAYS));
        let host = meeting.vaert.map(|vaert| t::meeting_host(&sight.organisation_navn(vaert)));
        let niveau = words::niveau(meeting.niveau).to_owned();
        all.push(Opgave {
            om: host.into_iter().map(Del::Ord).collect(),
            dag: monday,
            naar: Naar::Uge,
            sted: if soon { Sted::Ugen } else { Sted::Senere },
            ..Opgave::new("groups", niveau, "/app/mere/aarshjul".to_owned())
        });
    }
}
