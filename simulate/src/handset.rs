//! One person's phone: a disk, a clock, a line to the server, and the tabs of the app that are open on it.

use std::cell::Cell;
use std::rc::Rc;

use domain::fixtures::THYLAND;
use domain::id::InstallationId;
use domain::{Moment, Person};
use replica::phase::Event;
use replica::{Identity, Phone, PhoneError};

use crate::disk::Disk;
use crate::tab::{Clock, Lock, SimPhone, Tab};
use crate::wire::{Outbound, Wire};

/// A phone.
pub struct Handset {
    /// Whose, and which installation.
    pub identity: Identity,
    /// Where its copy lies.
    pub disk: Disk,
    /// Its clock.
    pub clock: Clock,
    /// Who is signed in.
    pub signed_in: Rc<Cell<Option<Person>>>,
    /// Whether there is a network.
    pub online: bool,
    /// The app is too old for a kind of record.
    pub old_app: bool,
    /// So much time has passed on its clock that it may have let go of what it sent.
    pub forgets: bool,
    /// The open tabs.
    pub tabs: Vec<Tab>,
    /// Which of them exchanges.
    pub lock: Lock,
    number: usize,
    outbound: Outbound,
}

impl Handset {
    /// A new phone with the app open.
    #[must_use]
    pub fn new(
        number: usize,
        person: Person,
        installation: InstallationId,
        world: &Rc<Cell<Moment>>,
        outbound: &Outbound,
    ) -> Self {
        let mut handset = Self {
            identity: Identity { installation, person, kommune: THYLAND },
            disk: Disk::default(),
            clock: Clock { world: Rc::clone(world), skew: Rc::default() },
            signed_in: Rc::new(Cell::new(Some(person))),
            online: true,
            old_app: false,
            forgets: false,
            tabs: Vec::new(),
            lock: Lock::default(),
            number,
            outbound: Rc::clone(outbound),
        };
        handset.open_tab();
        handset
    }

    /// Opens the app, beside what is open.
    pub fn open_tab(&mut self) {
        self.tabs.push(Tab::open(self.disk.clone(), self.wire(), self.identity));
    }

    /// Somebody else opens this copy.
    pub async fn open_as(&self, person: Person) -> Result<SimPhone, PhoneError> {
        let identity = Identity { person, ..self.identity };
        Phone::open(self.disk.clone(), self.wire(), identity, "sim").await
    }

    fn wire(&self) -> Wire {
        Wire {
            phone: self.number,
            installation: self.identity.installation,
            signed_in: Rc::clone(&self.signed_in),
            outbound: Rc::clone(&self.outbound),
        }
    }

    /// The power goes, and the app is opened again.
    pub fn power_cut(&mut self, survivors: impl FnOnce(usize) -> usize) -> usize {
        self.tabs.clear();
        let unflushed = self.disk.power_cut(survivors);
        self.open_tab();
        unflushed
    }

    /// The browser throws the copy away, and the person enrols anew.
    pub fn evict(&mut self, installation: InstallationId) {
        self.tabs.clear();
        self.disk.evict();
        self.identity.installation = installation;
        self.open_tab();
    }

    /// The clock is set to another time.
    pub fn set_clock(&mut self, skew: i64) {
        self.forgets |= skew - self.clock.skew.get() > 10 * domain::moment::DAY;
        self.clock.skew.set(skew);
    }

    /// Something happened to a tab, or to all.
    pub fn hear(&mut self, tab: usize, event: &Event) {
        if let Some(tab) = self.tabs.get_mut(tab).filter(|tab| !tab.frozen) {
            tab.hear(event, &self.clock, &self.lock);
        }
    }

    /// A tab has written: the others read, unless the call is lost on them.
    pub fn tell_others(&mut self, tab: usize, mut arrives: impl FnMut() -> bool) {
        let others = self.tabs.iter_mut().enumerate().filter(|(at, _)| *at != tab);
        for (_, other) in others {
            if arrives() {
                other.refresh();
            }
        }
    }
}
