//! What must hold at every moment of a run: of the server's commits, of what lies on a phone's disk, and of
//! what a phone says. What must hold at the end is in `end`.

use std::collections::{BTreeMap, BTreeSet};

use domain::fixtures::THYLAND;
use domain::id::{CommandId, Epoch, InstallationId};
use domain::snusepraktik::Snusepraktik;
use domain::{Folder, Key, Kind, Moment, Record};
use replica::Chip;

use crate::oracle::{Oracle, Sight};
use crate::stored::{self, Stored};
use crate::tab::SimPhone;
use crate::world::World;

/// What each installation was told, in the order of the replies.
pub type Sights = BTreeMap<InstallationId, Vec<Told>>;

/// What a reply told.
#[derive(Debug)]
pub struct Told {
    epoch: Epoch,
    no: u64,
    sight: Sight,
}

impl World {
    /// Looks at the server after each of its steps.
    pub(crate) fn look_at_server(&mut self) -> Result<(), String> {
        let Some(whole) = self.server.store.whole(THYLAND) else { return Ok(()) };
        let changed = self.oracle.refresh(&whole)?;
        if changed.is_empty() {
            return Ok(());
        }
        self.tally.commits += 1;
        // I3, I4: effects and receipt become visible together, and no command has effects twice.
        let decided: BTreeSet<CommandId> =
            whole.receipts().filter_map(|(_, _, row)| Some(row.command?.0)).collect();
        let mut made = BTreeSet::new();
        for (key, rev, command) in whole.made_by() {
            if !decided.contains(&command) {
                return Err(format!("I3: {} has effects and no receipt", self.named(command)));
            }
            if !made.insert((key, command)) {
                let what = self.named(command);
                return Err(format!("I3: {what} was carried out twice, last as revision {rev}"));
            }
        }
        if changed.iter().any(|key| matches!(key.folder, Folder::Pladser(_))) {
            seats(&self.oracle)?;
        }
        Ok(())
    }

    /// A reply was made: what its reader might see when it was asked for.
    pub(crate) fn note_sight(&mut self, phone: usize, installation: InstallationId, asked: Moment) {
        let Some(head) = self.server.store.whole(THYLAND).map(|whole| whole.head()) else { return };
        let Some(handset) = self.phones.get(phone) else { return };
        let sight = self.oracle.sight(handset.identity.person, asked);
        let folders = sight.len();
        self.tell(phone, &format!("the server tells of {folders} folders at {}", head.no));
        let told = Told { epoch: head.epoch, no: head.no, sight };
        self.sights.entry(installation).or_default().push(told);
    }

    /// Looks at a phone's disk whenever the copy on it reaches elsewhere: what it claims to have, it has
    /// (I4), and it claims nothing that was never its person's (I8).
    pub(crate) fn look_at_disk(&self, phone: usize) -> Result<(), String> {
        let Some(handset) = self.phones.get(phone) else { return Ok(()) };
        let stored = Stored::read(&handset.disk)?;
        let person = handset.identity.person;
        for folder in stored.folders.iter().chain(stored.rows.keys()) {
            if !self.oracle.ever(person, *folder) {
                return Err(format!("I8: {folder} was never granted"));
            }
        }
        if let Some(stray) = stored.rows.keys().find(|folder| !stored.folders.contains(folder)) {
            return Err(format!("I8: rows of {stray} lie on the disk without the folder"));
        }
        let Some(reach) = &stored.reach else { return Ok(()) };
        let Some(epoch) = reach.epoch else { return Ok(()) };
        let told = self.sights.get(&handset.identity.installation);
        let told = told.and_then(|told| {
            told.iter().rev().find(|told| (told.epoch, told.no) == (epoch, reach.cursor.no))
        });
        let Some(told) = told else {
            return Err(format!("I4: the cursor {} is no reply's", reach.cursor.no));
        };
        let whole = |folder: &&Folder| !reach.cursor.behind.contains_key(folder);
        for folder in told.sight.keys().filter(whole) {
            if !stored.folders.contains(folder) {
                let no = reach.cursor.no;
                return Err(format!(
                    "I4: the cursor {no} is ahead of {folder}, which is not there"
                ));
            }
        }
        let settled = |folder: &&Folder| !reach.unconfirmed.contains(folder);
        for folder in stored.folders.iter().filter(whole).filter(settled) {
            let Some(rows) = told.sight.get(folder) else {
                let no = reach.cursor.no;
                return Err(format!("I8: {folder} stayed on the disk at {no}"));
            };
            if !stored.has(*folder, rows) {
                return Err(format!("I4: the cursor {} is ahead of {folder}", reach.cursor.no));
            }
        }
        Ok(())
    }

    /// Looks at what a tab says and shows after its copy may have changed (I12).
    pub(crate) fn look_at_tab(&mut self, phone: usize, tab: usize) -> Result<(), String> {
        let Some(handset) = self.phones.get(phone) else { return Ok(()) };
        let Some(open) = handset.tabs.get(tab) else { return Ok(()) };
        let (Some(copy), Some(status)) = (&open.phone, open.status()) else { return Ok(()) };
        let person = handset.identity.person;
        let folders: Vec<Folder> = copy.look(|replica| replica.folders().collect());
        if let Some(folder) = folders.iter().find(|folder| !self.oracle.ever(person, **folder)) {
            return Err(format!("I8: a tab shows {folder}, which was never granted"));
        }
        if status.chip() != Chip::Synced {
            return Ok(());
        }
        self.tally.synced += 1;
        if status.waiting != 0 {
            return Err("I12: in step with something waiting".to_owned());
        }
        let all = self.sights.get(&handset.identity.installation).map_or(&[][..], Vec::as_slice);
        let equal = |told: &Told| shows(copy, &folders, &told.sight);
        match all.iter().skip(open.seen).rposition(equal) {
            Some(_) => Ok(()),
            None => {
                Err("I12: in step, and the copy is of no moment since the last answer".to_owned())
            }
        }
    }

    /// The earliest reply that a tab's copy may be of, once it has taken one over.
    pub(crate) fn reached(&self, phone: usize) -> usize {
        let reached = || {
            let handset = self.phones.get(phone)?;
            let reach = stored::reach(&handset.disk).ok()??;
            let told = self.sights.get(&handset.identity.installation)?;
            told.iter()
                .rposition(|told| Some(told.epoch) == reach.epoch && told.no == reach.cursor.no)
        };
        reached().unwrap_or(0)
    }

    pub(crate) fn named(&self, command: CommandId) -> String {
        let asked = self.ledger.asked.get(&command);
        asked.map_or("the set-up", domain::Command::name).to_owned()
    }
}

/// What a tab shows, with nothing pending, is what might be seen.
fn shows(copy: &SimPhone, folders: &[Folder], sight: &Sight) -> bool {
    let same = |(folder, rows): (&Folder, &std::rc::Rc<crate::oracle::Rows>)| {
        copy.look(|replica| {
            let (view, mut left) = (replica.view(), rows.len());
            for kind in Kind::ALL {
                for record in domain::View::list(&view, *folder, *kind) {
                    let Key { kind, id, .. } = record.key();
                    if rows.get(&(kind, id)).is_none_or(|row| row.record != *record) {
                        return false;
                    }
                    left = left.saturating_sub(1);
                }
            }
            left == 0
        })
    };
    folders.len() == sight.len() && sight.keys().eq(folders) && sight.iter().all(same)
}

/// I6: on no day do more sit at a place than there are seats, and who is told so sits there.
fn seats(oracle: &Oracle) -> Result<(), String> {
    let bookings: Vec<&Snusepraktik> = oracle
        .all(Kind::Snusepraktik)
        .filter_map(|record| domain::record::Listed::of(record))
        .collect();
    for record in oracle.all(Kind::Pladsdag) {
        let Record::Pladsdag(day) = record else { continue };
        let sits = |booking: &&&Snusepraktik| {
            booking.plads == day.plads
                && booking.dage.contains(&day.dag)
                && booking.status.is_seated()
        };
        let told: BTreeSet<_> = bookings.iter().filter(sits).map(|booking| booking.id).collect();
        let seated: BTreeSet<_> = day.saeder.iter().flatten().copied().collect();
        if told != seated || seated.len() != day.saeder.iter().flatten().count() {
            return Err(format!("I6: {} sit and {} were told so", seated.len(), told.len()));
        }
        let places = oracle.all(Kind::Plads).filter_map(|record| match record {
            Record::Plads(plads) if plads.id == day.plads => Some(usize::from(plads.pladser)),
            _ => None,
        });
        if places.max().is_some_and(|places| seated.len() > places) {
            return Err(format!("I6: {} sit on too few seats", seated.len()));
        }
    }
    Ok(())
}
