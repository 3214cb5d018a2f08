//! What goes wrong besides the network: to phones, to their clocks and disks, to the server. Each run draws
//! some kinds of it, so that every kind also meets a world where little else is wrong.

use domain::grant::Term;
use domain::id::{InstallationId, TilknytningId};
use domain::organisation::RegisterMedarbejder;
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion, Tilknytning};
use domain::{Command, Kind, Person, Record, fixtures, moment};
use replica::store::Table;

use crate::dice::Dice;
use crate::disk::Mischance;
use crate::task::finish;
use crate::world::World;

/// A kind of thing that goes wrong, and goes right again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mischief {
    /// A phone has no network.
    Line,
    /// The server does not answer, or does again.
    Down,
    /// The server is stopped in the middle of what it does.
    Restart,
    /// The database is copied, or put back to a copy.
    Restore,
    /// A tab is closed.
    Kill,
    /// Another tab is opened.
    Tab,
    /// A tab is frozen, or thaws.
    Freeze,
    /// A phone's power goes.
    Power,
    /// A browser throws a copy away.
    Evict,
    /// A phone is full, or has room again.
    Full,
    /// A disk says that it did not do what it did.
    Lie,
    /// A disk does nothing, once.
    Closed,
    /// A phone's clock is set.
    Clock,
    /// Somebody signs out, or somebody else in.
    Sign,
    /// A phone's app is too old for a kind of record.
    OldApp,
    /// The server is too old for a command.
    OldServer,
    /// Much time passes.
    Leap,
    /// The municipality gives somebody a case, or takes it from them.
    Handover,
    /// Somebody else opens the app on a phone.
    Intruder,
}

const ALL: [Mischief; 20] = [
    Mischief::Line,
    Mischief::Down,
    Mischief::Restart,
    Mischief::Restore,
    Mischief::Kill,
    Mischief::Tab,
    Mischief::Freeze,
    Mischief::Power,
    Mischief::Evict,
    Mischief::Full,
    Mischief::Lie,
    Mischief::Closed,
    Mischief::Clock,
    Mischief::Sign,
    Mischief::OldApp,
    Mischief::OldServer,
    Mischief::Leap,
    Mischief::Handover,
    Mischief::Handover,
    Mischief::Intruder,
];

impl Mischief {
    /// The kinds that one run draws.
    #[must_use]
    pub fn some(dice: &Dice) -> Vec<Self> {
        let rare = dice.one_in(2);
        let drawn = |_: &&Self| if rare { dice.one_in(4) } else { dice.one_in(2) };
        ALL.iter().filter(drawn).copied().collect()
    }
}

impl World {
    /// One thing goes wrong, or right again.
    pub(crate) fn misbehave(&mut self) -> Result<(), String> {
        let Some(what) = self.dice.pick(&self.mischief).copied() else { return Ok(()) };
        let phone = self.dice.below(self.phones.len());
        match what {
            Mischief::Down => {
                self.server.up = !self.server.up;
                let up = self.server.up;
                self.tell_all(&format!("the server is {}", if up { "up" } else { "down" }));
            }
            Mischief::Restart => {
                self.drop_at_server();
                self.tell_all("the server starts again");
            }
            Mischief::Restore => self.restore()?,
            Mischief::OldServer => {
                let old = self.dice.one_in(2);
                self.server.be_old(old);
                self.was_old |= old;
                self.tell_all(if old { "the server is old" } else { "the server is new" });
            }
            Mischief::Leap => self.leap(),
            Mischief::Handover => self.hand_over(phone)?,
            Mischief::Intruder => self.intrude(phone)?,
            Mischief::Kill | Mischief::Tab | Mischief::Freeze | Mischief::Power => {
                self.disturb_tabs(what, phone);
            }
            Mischief::Evict => self.evict(phone),
            Mischief::Full | Mischief::Lie | Mischief::Closed => self.disturb_disk(what, phone),
            Mischief::Clock => self.set_clock(phone),
            Mischief::Sign => self.sign(phone),
            Mischief::Line | Mischief::OldApp => self.toggle(what, phone),
        }
        Ok(())
    }

    fn tell_all(&self, what: &str) {
        self.history.tell(|| what.to_owned());
    }

    fn restore(&mut self) -> Result<(), String> {
        if self.dice.one_in(2) {
            self.server.back_up(self.now.get());
            self.tell_all("the database is copied");
            return Ok(());
        }
        // What a phone was told longer ago than this it may have let go of.
        let earliest = self.now.get().plus(-25 * moment::DAY);
        let dice = self.dice.clone();
        if let Some(made) = self.server.restore(earliest, |copies| dice.below(copies)) {
            let ago = (self.now.get().0 - made.0) / moment::MINUTE;
            self.tell_all(&format!("the database is as it was {ago} minutes ago"));
            self.restored = true;
            self.drop_at_server();
            self.look_at_server()?;
        }
        Ok(())
    }

    fn leap(&mut self) {
        let spans = [moment::HOUR, moment::DAY, 8 * moment::DAY, 31 * moment::DAY];
        let span = self.dice.pick(&spans).copied().unwrap_or(0);
        self.now.set(self.now.get().plus(span));
        for phone in &mut self.phones {
            phone.forgets |= span > moment::DAY;
        }
        self.tell_all(&format!("{} hours pass", span / moment::HOUR));
    }

    /// Waits for whoever writes just now: the set-up's own requests are not driven step by step.
    fn hand_over(&mut self, phone: usize) -> Result<(), String> {
        if self.letters.iter().any(crate::post::Letter::is_at_server) {
            return Ok(());
        }
        let role = if self.dice.one_in(4) { self.role(phone) } else { None };
        let Some(command) = role.or_else(|| self.handover(phone)) else { return Ok(()) };
        let outcome = self.server.ask_as_system(&command, self.now.get())?;
        self.tell_all(&format!("the municipality asks {}: {outcome:?}", command.name()));
        self.look_at_server()
    }

    /// A role of whoever has the phone ends, or holds again: and with it what they were given as that.
    fn role(&self, phone: usize) -> Option<Command> {
        let whose = self.phones.get(phone)?.identity.person.medarbejder()?;
        let own = |record: &Record| match record {
            Record::Medarbejder(known) if known.id == whose => Some(known.clone()),
            _ => None,
        };
        let mut medarbejder = self.oracle.all(Kind::Medarbejder).find_map(own)?;
        let which = self.dice.below(medarbejder.roller.len().max(1));
        let held = medarbejder.roller.get_mut(which)?;
        let end = self.now.get().plus(self.dice.between(-moment::MINUTE, 10 * moment::MINUTE));
        held.term.until = if held.term.until.is_some() { None } else { Some(end) };
        Some(RegisterMedarbejder { medarbejder }.into())
    }

    /// The case of whoever has the phone, where they have one; else they get one for a time.
    fn handover(&self, phone: usize) -> Option<Command> {
        let helper = self.phones.get(phone)?.identity.person.medarbejder()?;
        let own = |record: &Record| match record {
            Record::Tilknytning(held) if held.medarbejder == helper => Some(held.clone()),
            _ => None,
        };
        let held: Vec<_> = self.oracle.all(Kind::Tilknytning).filter_map(own).collect();
        let until = self.now.get().plus(self.dice.between(-moment::MINUTE, 10 * moment::MINUTE));
        if let Some(held) = self.dice.pick(&held).filter(|_| !self.dice.one_in(3)) {
            let (tilknytning, ung) = (held.id, held.ung);
            return Some(EndTilknytning { tilknytning, ung, until }.into());
        }
        let ung = *self.dice.pick(&[fixtures::MADS, fixtures::SOFIE])?;
        let funktion = held.first().map_or(Funktion::Overgangsmentor, |held| held.funktion);
        let (id, from) = (TilknytningId(self.dice.id()), self.now.get().plus(-moment::MINUTE));
        let until = self.dice.one_in(2).then(|| until.plus(moment::HOUR));
        let term = Term { from, until };
        let tilknytning = Tilknytning { id, ung, medarbejder: helper, funktion, term };
        Some(AssignHelper { tilknytning }.into())
    }

    /// I9: nobody is let into another's copy.
    fn intrude(&self, phone: usize) -> Result<(), String> {
        let Some(handset) = self.phones.get(phone) else { return Ok(()) };
        let claimed = handset.disk.rows(Table::Meta).iter().any(|(key, _)| key == "identity");
        if !claimed || handset.identity.person == Person::Medarbejder(fixtures::BENT) {
            return Ok(());
        }
        match finish(handset.open_as(Person::Medarbejder(fixtures::BENT))) {
            Ok(_) => Err("I9: somebody was let into another's copy".to_owned()),
            Err(_) => Ok(()),
        }
    }

    fn disturb_tabs(&mut self, what: Mischief, phone: usize) {
        let dice = self.dice.clone();
        let Some(handset) = self.phones.get_mut(phone) else { return };
        let tab = dice.below(handset.tabs.len());
        let said = match what {
            Mischief::Power => {
                let unflushed = handset.power_cut(|unflushed| dice.below(unflushed + 1));
                format!("the power goes, {unflushed} not flushed")
            }
            Mischief::Tab if handset.tabs.len() < 3 => {
                handset.open_tab();
                "opens a tab".to_owned()
            }
            Mischief::Kill if tab < handset.tabs.len() => {
                drop(handset.tabs.remove(tab));
                format!("closes tab {tab}")
            }
            Mischief::Freeze => match handset.tabs.get_mut(tab) {
                Some(open) => {
                    open.frozen = !open.frozen;
                    format!("tab {tab} is {}", if open.frozen { "frozen" } else { "thawed" })
                }
                None => return,
            },
            _ => return,
        };
        self.tell(phone, &said);
    }

    fn evict(&mut self, phone: usize) {
        let installation = InstallationId(self.dice.id());
        let Some(handset) = self.phones.get_mut(phone) else { return };
        self.ledger.gone.insert(handset.identity.installation);
        handset.evict(installation);
        self.tell(phone, "the browser throws the copy away");
    }

    fn disturb_disk(&mut self, what: Mischief, phone: usize) {
        let full = self.dice.one_in(2).then_some(Mischance::Full);
        let (mischance, said) = match what {
            Mischief::Lie => (Some(Mischance::Lies), "the disk will lie"),
            Mischief::Closed => (Some(Mischance::Closed), "the disk will fail once"),
            _ if full.is_some() => (full, "the disk is full"),
            _ => (None, "the disk has room"),
        };
        if let Some(handset) = self.phones.get(phone) {
            handset.disk.befall(mischance);
            self.tell(phone, said);
        }
    }

    fn set_clock(&mut self, phone: usize) {
        const YEAR: i64 = 365 * moment::DAY;
        let spans = [0, 0, moment::HOUR, -moment::HOUR, moment::DAY, -moment::DAY, YEAR, -YEAR];
        let skew = self.dice.pick(&spans).copied().unwrap_or(0);
        if let Some(handset) = self.phones.get_mut(phone) {
            handset.set_clock(skew);
            self.tell(phone, &format!("the clock is {} hours off", skew / moment::HOUR));
        }
    }

    fn sign(&mut self, phone: usize) {
        let Some(handset) = self.phones.get(phone) else { return };
        let own = handset.identity.person;
        let who = match self.dice.below(4) {
            0 => None,
            1 => Some(Person::Medarbejder(fixtures::BENT)),
            _ => Some(own),
        };
        handset.signed_in.set(who);
        let said = match who {
            None => "signed out",
            Some(who) if who == own => "signed in",
            Some(_) => "signed in as somebody else",
        };
        self.tell(phone, said);
    }

    fn toggle(&mut self, what: Mischief, phone: usize) {
        let Some(handset) = self.phones.get_mut(phone) else { return };
        let said = if what == Mischief::Line {
            handset.online = !handset.online;
            if handset.online { "online" } else { "offline" }
        } else {
            // Another version of the app starts anew.
            handset.old_app = !handset.old_app;
            handset.tabs.clear();
            handset.open_tab();
            if handset.old_app { "the app is old" } else { "the app is new" }
        };
        self.tell(phone, said);
    }
}
