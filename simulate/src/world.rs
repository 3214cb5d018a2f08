//! The run itself: phones, letters and the server, and who takes the next step. Every choice is a throw of
//! the dice, so that one seed is one history.

use std::cell::Cell;
use std::rc::Rc;

use domain::fixtures::{self, NOW};
use domain::id::InstallationId;
use domain::{Moment, Person, moment};
use replica::PhoneError;
use replica::phase::Event;

use crate::backend::Backend;
use crate::check::Sights;
use crate::dice::Dice;
use crate::handset::Handset;
use crate::history::History;
use crate::ledger::Ledger;
use crate::mischief::Mischief;
use crate::oracle::Oracle;
use crate::post::{Letter, Weather};
use crate::tab::{Tab, Work, shown};
use crate::wire::Outbound;

/// Everything there is.
pub struct World {
    pub(crate) dice: Dice,
    pub(crate) now: Rc<Cell<Moment>>,
    pub(crate) size: Size,
    pub(crate) phones: Vec<Handset>,
    pub(crate) letters: Vec<Letter>,
    pub(crate) outbound: Outbound,
    pub(crate) server: Backend,
    pub(crate) weather: Weather,
    pub(crate) mischief: Vec<Mischief>,
    pub(crate) oracle: Oracle,
    pub(crate) sights: Sights,
    pub(crate) ledger: Ledger,
    pub(crate) history: History,
    pub(crate) tally: Tally,
    pub(crate) restored: bool,
    pub(crate) was_old: bool,
}

/// How much happens in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As much as a suite has time for, many times over: up to 5 phones.
    Small,
    /// Up to 20 phones, and up to 200 things asked for.
    Full,
}

/// How much a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Commands that were stored.
    pub commands: usize,
    /// Commits that changed something.
    pub commits: usize,
    /// Times that a phone was found to say it is in step.
    pub synced: usize,
}

impl Tally {
    /// Adds what another run did.
    pub fn add(&mut self, other: Self) {
        self.commands += other.commands;
        self.commits += other.commits;
        self.synced += other.synced;
    }
}

const PEOPLE: [Person; 11] = [
    Person::Medarbejder(fixtures::ANNA),
    Person::Medarbejder(fixtures::BENT),
    Person::Medarbejder(fixtures::GORM),
    Person::Medarbejder(fixtures::HANNE),
    Person::Medarbejder(fixtures::CLARA),
    Person::Medarbejder(fixtures::DORTE),
    Person::Medarbejder(fixtures::ERIK),
    Person::Ung(fixtures::MADS),
    Person::Ung(fixtures::SOFIE),
    Person::Medarbejder(fixtures::IDA),
    Person::Medarbejder(fixtures::FIE),
];

impl World {
    /// A world as the seed has it.
    #[must_use]
    pub fn new(seed: u64, size: Size, server: Backend, history: History) -> Self {
        let dice = Dice::new(seed);
        let now = Rc::new(Cell::new(NOW));
        let outbound = Outbound::default();
        let mut world = Self {
            weather: Weather::any(&dice),
            mischief: Mischief::some(&dice),
            dice,
            now,
            size,
            phones: Vec::new(),
            letters: Vec::new(),
            outbound,
            server,
            oracle: Oracle::default(),
            sights: Sights::new(),
            ledger: Ledger::default(),
            history,
            tally: Tally::default(),
            restored: false,
            was_old: false,
        };
        world.set_up();
        world
    }

    fn set_up(&mut self) {
        if self.dice.one_in(2) {
            self.server.room.records = 1 + self.dice.below(30);
        }
        let most = match self.size {
            Size::Small => 5,
            Size::Full if self.dice.one_in(8) => 20,
            Size::Full => 6,
        };
        let phones = 2 + self.dice.below(most - 1);
        for number in 0..phones {
            let person = self.dice.pick(&PEOPLE).copied().unwrap_or(Person::System);
            let installation = InstallationId(self.dice.id());
            let handset = Handset::new(number, person, installation, &self.now, &self.outbound);
            self.phones.push(handset);
            self.tell(number, &format!("belongs to {}", name(person)));
        }
    }

    /// Runs until so many things were asked for, then heals everything and looks.
    pub fn run(&mut self) -> Result<(), String> {
        let asks = match self.size {
            Size::Small => 8 + self.dice.below(16),
            Size::Full => 10 + self.dice.below(if self.dice.one_in(10) { 190 } else { 50 }),
        };
        self.look_at_server()?;
        for _ in 0..asks {
            for _ in 0..self.dice.below(40) {
                self.step()?;
            }
            if self.dice.one_in(4) {
                self.misbehave()?;
            }
            self.ask();
        }
        self.end()
    }

    /// Something goes on, somewhere.
    pub(crate) fn step(&mut self) -> Result<(), String> {
        self.post();
        let (letters, work) = (self.letters.len(), self.work());
        let choice = self.dice.below(letters + work + 1);
        if choice < letters {
            self.carry(choice)
        } else if choice < letters + work {
            self.work_on(choice - letters)
        } else {
            self.pass_time();
            Ok(())
        }
    }

    pub(crate) fn post(&mut self) {
        let posted = self.outbound.take();
        self.letters.extend(posted.into_iter().map(Letter::new));
    }

    /// How many things are under way on phones.
    pub(crate) fn work(&self) -> usize {
        self.phones.iter().flat_map(|phone| &phone.tabs).map(Tab::busy).sum()
    }

    pub(crate) fn work_on(&mut self, mut which: usize) -> Result<(), String> {
        for phone in 0..self.phones.len() {
            let tabs = self.phones.get(phone).map_or(0, |phone| phone.tabs.len());
            for tab in 0..tabs {
                let open = self.phones.get_mut(phone).and_then(|phone| phone.tabs.get_mut(tab));
                let Some(open) = open else { continue };
                let busy = open.busy();
                if which < busy {
                    let done = open.step(which);
                    return self.after_step(phone, tab, done);
                }
                which -= busy;
            }
        }
        Ok(())
    }

    fn after_step(&mut self, phone: usize, tab: usize, done: Option<Work>) -> Result<(), String> {
        let Some(handset) = self.phones.get(phone) else { return Ok(()) };
        let (disk, installation) = (handset.disk.clone(), handset.identity.installation);
        for sealed in disk.take_put() {
            self.ledger.line_up(installation, sealed)?;
        }
        if let Some(fault) = disk.take_faults().into_iter().next() {
            return Err(fault);
        }
        if disk.take_moved() {
            self.look_at_disk(phone).map_err(|why| format!("phone {phone}: {why}"))?;
        }
        match done {
            Some(work) => self.after(phone, tab, work),
            None => Ok(()),
        }
    }

    fn after(&mut self, phone: usize, tab: usize, work: Work) -> Result<(), String> {
        match work {
            Work::Opened(Ok(copy)) => {
                if let Some(open) = self.tab(phone, tab) {
                    open.phone = Some(copy);
                }
                self.look_at_tab(phone, tab)?;
                self.hear(phone, tab, &Event::Wanted);
            }
            Work::Opened(Err(PhoneError::ForeignStore)) => {
                return Err("a phone was not let into its own store".to_owned());
            }
            Work::Opened(Err(PhoneError::Store(_))) => {
                if let Some(handset) = self.phones.get_mut(phone) {
                    drop(handset.tabs.remove(tab));
                    handset.open_tab();
                }
            }
            Work::Exchanged(event) => {
                self.tell(phone, &format!("tab {tab}: {}", shown(&event)));
                if matches!(event, Event::Answered(_)) {
                    let seen = self.reached(phone);
                    if let Some(open) = self.tab(phone, tab) {
                        open.seen = open.seen.max(seen);
                    }
                    self.tell_others(phone, tab);
                }
                self.hear(phone, tab, &event);
                self.look_at_tab(phone, tab)?;
            }
            Work::Submitted(command, result) => self.submitted(phone, tab, command, result)?,
            Work::Refreshed(_) | Work::Other => self.look_at_tab(phone, tab)?,
        }
        Ok(())
    }

    /// A little time passes, and sometimes more.
    pub(crate) fn pass_time(&mut self) {
        let most = if self.dice.one_in(20) { moment::HOUR } else { 3_000 };
        self.now.set(self.now.get().plus(self.dice.between(1, most)));
        let minute = self.dice.one_in(8);
        for phone in 0..self.phones.len() {
            for tab in 0..self.phones.get(phone).map_or(0, |phone| phone.tabs.len()) {
                self.hear(phone, tab, &Event::Tick);
                let Some(handset) = self.phones.get_mut(phone) else { continue };
                if minute && let Some(open) = handset.tabs.get_mut(tab).filter(|tab| !tab.frozen) {
                    open.expire(&handset.clock);
                }
            }
        }
    }

    pub(crate) fn hear(&mut self, phone: usize, tab: usize, event: &Event) {
        if let Some(handset) = self.phones.get_mut(phone) {
            handset.hear(tab, event);
        }
    }

    pub(crate) fn tell_others(&mut self, phone: usize, tab: usize) {
        let dice = self.dice.clone();
        if let Some(handset) = self.phones.get_mut(phone) {
            handset.tell_others(tab, || !dice.one_in(4));
        }
    }

    fn tab(&mut self, phone: usize, tab: usize) -> Option<&mut Tab> {
        self.phones.get_mut(phone)?.tabs.get_mut(tab)
    }

    pub(crate) fn tell(&self, phone: usize, what: &str) {
        let since = self.now.get().0 - NOW.0;
        self.history.tell(|| format!("{since:>10} phone {phone}: {what}"));
    }
}

fn name(person: Person) -> String {
    let place = PEOPLE.iter().position(|one| *one == person).unwrap_or(PEOPLE.len());
    let names = ["Anna", "Bent", "Gorm", "Hanne", "Clara", "Dorte", "Erik", "Mads", "Sofie", "Fie"];
    names.get(place).copied().unwrap_or("nobody").to_owned()
}
