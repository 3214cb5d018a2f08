//! The end of a run: everything is made well, all phones come to rest, and then the server, the phones and
//! the ledger are held against each other.

use std::collections::{BTreeMap, BTreeSet};

use domain::exchange::Outcome;
use domain::fixtures::THYLAND;
use domain::id::{CommandId, InstallationId};
use domain::{Command, Key, Kind, Record, moment};
use replica::Chip;
use replica::phase::Event;
use server::store::ReceiptRow;
use server::store::memory::whole::Whole;

use crate::ledger::Place;
use crate::post::Weather;
use crate::stored::{self, Stored};
use crate::tab::Tab;
use crate::world::World;

/// How many steps everything may take to come to rest.
const PATIENCE: usize = 200_000;
/// How many rounds of exchanges may pass before all phones have heard of everything.
const ROUNDS: usize = 16;

type Receipts<'a> = BTreeMap<Place, &'a ReceiptRow>;

impl World {
    /// Heals, comes to rest, and looks.
    pub(crate) fn end(&mut self) -> Result<(), String> {
        self.heal();
        let mut before = None;
        for round in 0..ROUNDS {
            if round == ROUNDS / 2 {
                // Whoever has had enough for a day goes on the next.
                self.now.set(self.now.get().plus(moment::DAY));
            }
            self.round()?;
            let head = self.server.store.whole(THYLAND).map(|whole| whole.head());
            if head == std::mem::replace(&mut before, head) && self.all_rest() {
                return self.look_at_end();
            }
        }
        Err(format!("I10: no rest after {ROUNDS} rounds: {:?}", self.chips()))
    }

    fn heal(&mut self) {
        self.history.tell(|| "everything is made well".to_owned());
        self.weather = Weather::default();
        self.server.up = true;
        let reopen = std::mem::take(&mut self.was_old);
        self.server.be_old(false);
        for phone in &mut self.phones {
            phone.online = true;
            phone.disk.befall(None);
            phone.signed_in.set(Some(phone.identity.person));
            phone.set_clock(0);
            // What an old server held is offered again when the app starts.
            if std::mem::take(&mut phone.old_app) || reopen {
                phone.tabs.clear();
            }
            phone.tabs.iter_mut().for_each(|tab| tab.frozen = false);
            if phone.tabs.is_empty() {
                phone.open_tab();
            }
        }
    }

    /// Every tab exchanges, until nothing is under way.
    fn round(&mut self) -> Result<(), String> {
        self.now.set(self.now.get().plus(6 * moment::MINUTE));
        for phone in 0..self.phones.len() {
            for tab in 0..self.phones.get(phone).map_or(0, |phone| phone.tabs.len()) {
                self.hear(phone, tab, &Event::Tick);
                self.hear(phone, tab, &Event::Wanted);
                let Some(handset) = self.phones.get_mut(phone) else { continue };
                if let Some(open) = handset.tabs.get_mut(tab) {
                    open.expire(&handset.clock);
                    open.look_at_outcomes();
                }
            }
        }
        for _ in 0..PATIENCE {
            self.post();
            let (letters, work) = (self.letters.len(), self.work());
            if letters + work == 0 {
                return Ok(());
            }
            let choice = self.dice.below(letters + work);
            if choice < letters { self.carry(choice)? } else { self.work_on(choice - letters)? }
        }
        Err("the exchanges do not end".to_owned())
    }

    fn all_rest(&self) -> bool {
        let tabs = self.phones.iter().flat_map(|phone| &phone.tabs);
        let rests = |tab: &Tab| tab.chip() == Some(Chip::Synced) && tab.phase.trouble().is_none();
        tabs.into_iter().all(rests)
    }

    fn chips(&self) -> Vec<Option<Chip>> {
        self.phones.iter().flat_map(|phone| &phone.tabs).map(Tab::chip).collect()
    }

    fn look_at_end(&mut self) -> Result<(), String> {
        let whole = self.server.store.whole(THYLAND).ok_or("no municipality")?;
        let receipts: Receipts<'_> =
            whole.receipts().map(|(phone, seq, row)| ((phone, seq), row)).collect();
        for phone in 0..self.phones.len() {
            self.look_at_copy(phone).map_err(|why| format!("phone {phone}: {why}"))?;
            self.look_at_line(phone, &receipts).map_err(|why| format!("phone {phone}: {why}"))?;
        }
        self.look_at_receipts(&whole, &receipts)
    }

    /// I5, I8: the disk holds what the server lets its person see, and nothing else.
    fn look_at_copy(&mut self, phone: usize) -> Result<(), String> {
        let Some(handset) = self.phones.get(phone) else { return Ok(()) };
        let stored = Stored::read(&handset.disk)?;
        let sight = self.oracle.sight(handset.identity.person, self.now.get());
        if !stored.folders.iter().eq(sight.keys()) {
            return Err(format!("I5: it holds {:?}", stored.folders));
        }
        match sight.iter().find(|(folder, rows)| !stored.has(**folder, rows)) {
            Some((folder, _)) => Err(format!("I5: {folder} differs")),
            None => Ok(()),
        }
    }

    /// I1, I2: all that was ever in line has an outcome, the one that the server gave.
    fn look_at_line(&self, phone: usize, receipts: &Receipts<'_>) -> Result<(), String> {
        let Some(handset) = self.phones.get(phone) else { return Ok(()) };
        let installation = handset.identity.installation;
        let waiting = stored::waiting(&handset.disk);
        if !waiting.is_empty() {
            return Err(format!("I2: {waiting:?} still wait"));
        }
        let outcomes = stored::outcomes(&handset.disk)?;
        for ((_, seq), _) in self.ledger.lined_up.iter().filter(|((of, _), _)| *of == installation)
        {
            let receipt = receipts.get(&(installation, *seq)).map(|row| row.outcome);
            match (outcomes.get(seq), receipt) {
                (Some(here), Some(there)) if *here == there => {}
                // It could only be offered in an unbroken run, and what lay between was let go of.
                (Some(_), None) if self.may_forget(installation) => {}
                (Some(here), there) => {
                    return Err(format!("I2: {} is {here:?} here, {there:?} there", seq.0));
                }
                (None, _) if !handset.forgets => return Err(format!("I1: {} is lost", seq.0)),
                (None, None) if !self.restored => return Err(format!("I1: {} is lost", seq.0)),
                (None, _) => {}
            }
        }
        Ok(())
    }

    /// I3, I7, I9: the server has what phones put in line and nothing else, each under its own name, with
    /// its text, and with the effects that its outcome tells of.
    fn look_at_receipts(&self, whole: &Whole, receipts: &Receipts<'_>) -> Result<(), String> {
        let mut taken = BTreeSet::new();
        for (place, row) in receipts.iter().filter(|((phone, _), _)| !is_set_up(*phone)) {
            let Some((id, sealed)) = self.ledger.lined_up.get(place) else {
                return Err(format!("I9: a command nobody put in line, at {}", place.1.0));
            };
            if sealed.hash() != row.content {
                return Err(format!("I3: another text at {}", place.1.0));
            }
            if !taken.insert(*id) {
                return Err(format!("I3: {} was taken twice", self.named(*id)));
            }
            if !whole.logged(place.0, place.1).any(|body| body == sealed.body.get()) {
                return Err(format!("I7: the text of {} is not kept", place.1.0));
            }
            let carried_out =
                matches!(row.outcome, Outcome::Applied | Outcome::AppliedLate | Outcome::Merged);
            if carried_out && !self.has_effect(*id) {
                return Err(format!("I3: {} has an outcome and no effect", self.named(*id)));
            }
        }
        let missing = self.ledger.promised.iter().find(|(id, (phone, _))| {
            let excused = self.ledger.gone.contains(phone) || self.may_forget(*phone);
            !taken.contains(*id) && !excused
        });
        missing.map_or(Ok(()), |(id, place)| {
            Err(format!("I1: {} was promised as {} and never came", self.named(*id), place.1.0))
        })
    }

    fn may_forget(&self, installation: InstallationId) -> bool {
        let of = |phone: &&crate::handset::Handset| phone.identity.installation == installation;
        self.restored && self.phones.iter().find(of).is_some_and(|phone| phone.forgets)
    }

    /// What must stand if the command was carried out, for those that make something which stays.
    fn has_effect(&self, id: CommandId) -> bool {
        let at = |key: Key| self.oracle.row(&key).map(|row| &row.record);
        let key = |folder, kind, id| Key { folder, kind, id };
        match self.ledger.asked.get(&id) {
            Some(Command::WriteNotat(c)) => {
                let key = key(c.synlighed.folder(c.ung), Kind::Notat, c.id.0);
                matches!(at(key), Some(Record::Notat(found)) if found.tekst == c.tekst)
            }
            Some(Command::CorrectNotat(c)) => {
                let key = key(c.synlighed.folder(c.ung), Kind::Notat, c.id.0);
                let once = |found: &domain::notat::Notat| {
                    let own = found.rettelser.iter().filter(|made| made.id == id);
                    own.filter(|made| made.tekst == c.tekst).count() == 1
                };
                matches!(at(key), Some(Record::Notat(found)) if once(found))
            }
            Some(Command::MakeAftale(c)) => {
                at(key(domain::Folder::Plan(c.ung), Kind::Aftale, c.aftale.id.0)).is_some()
            }
            Some(Command::LogBesoeg(c)) => {
                let folder = domain::Folder::Partnerskab(c.organisation);
                at(key(folder, Kind::Besoeg, c.id.0)).is_some()
            }
            Some(Command::RequestSnusepraktik(c)) => {
                at(key(domain::Folder::Plan(c.ung), Kind::Snusepraktik, c.id.0)).is_some()
            }
            _ => true,
        }
    }
}

fn is_set_up(phone: InstallationId) -> bool {
    phone.0.is_nil()
}
