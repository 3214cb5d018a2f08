//! What people do with the tabs before them: ask for something, and hear whether it was stored.

use domain::Command;
use domain::envelope::Seq;
use domain::id::CommandId;
use replica::SubmitError;
use replica::phase::Event;
use replica::replica::Stamp;

use crate::wish::Wish;
use crate::world::World;

impl World {
    pub(crate) fn submitted(
        &mut self,
        phone: usize,
        tab: usize,
        command: CommandId,
        result: Result<Seq, SubmitError>,
    ) -> Result<(), String> {
        let what = self.named(command);
        match result {
            Ok(seq) => {
                self.tally.commands += 1;
                self.tell(phone, &format!("tab {tab}: {what} is stored as {}", seq.0));
                let installation = self.phones.get(phone).map(|phone| phone.identity.installation);
                if let Some(installation) = installation {
                    self.ledger.promise(command, (installation, seq))?;
                }
                self.tell_others(phone, tab);
                self.hear(phone, tab, &Event::Wanted);
            }
            Err(SubmitError::Rejected(why)) => {
                self.tell(phone, &format!("tab {tab}: {what} is refused: {why:?}"));
            }
            Err(SubmitError::NotHere) => {
                return Err("a whole program has no parts".to_owned());
            }
            Err(SubmitError::Store(why)) => {
                self.tell(phone, &format!("tab {tab}: {what} is not stored: {why}"));
                let again = self.ledger.asked.get(&command).cloned();
                if let Some(again) = again.filter(|_| self.dice.one_in(2)) {
                    self.submit(phone, tab, again);
                }
            }
        }
        Ok(())
    }

    /// Somebody wants something.
    pub(crate) fn ask(&mut self) {
        let phone = self.dice.below(self.phones.len());
        let Some(handset) = self.phones.get_mut(phone) else { return };
        if handset.tabs.is_empty() {
            handset.open_tab();
            self.tell(phone, "opens the app");
            return;
        }
        let tab = self.dice.below(handset.tabs.len());
        let Some(open) = handset.tabs.get_mut(tab).filter(|tab| !tab.frozen) else { return };
        let (Some(copy), now) = (open.phone.clone(), handset.clock.now()) else { return };
        let dice = self.dice.clone();
        let wish = copy.look(|replica| {
            let (view, folders): (_, Vec<_>) = (replica.view(), replica.folders().collect());
            let wish = Wish { view: &view, folders: &folders, now, dice: &dice };
            (0..4).find_map(|_| wish.any())
        });
        if let Some(command) = wish {
            self.submit(phone, tab, command);
        }
    }

    fn submit(&mut self, phone: usize, tab: usize, command: Command) {
        let id = CommandId(self.dice.id());
        self.ledger.asked.insert(id, command.clone());
        let Some(handset) = self.phones.get_mut(phone) else { return };
        let stamp = Stamp { now: handset.clock.now(), id };
        if let Some(tab) = handset.tabs.get_mut(tab) {
            tab.submit(command, stamp);
        }
    }
}
