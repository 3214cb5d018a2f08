//! One tab of the app: the real phone with the real state machine, and what is under way in it. What the
//! app's own driver does around them is done here in its place.

use std::cell::Cell;
use std::rc::Rc;

use domain::envelope::Seq;
use domain::id::CommandId;
use domain::{Command, Moment};
use replica::exchange::Failure;
use replica::phase::{Act, Event, Phase};
use replica::replica::Stamp;
use replica::{Chip, Identity, Phone, PhoneError, Status, SubmitError};

use crate::disk::Disk;
use crate::task::{Task, give_way, step};
use crate::wire::Wire;

/// A phone as the simulation has it.
pub type SimPhone = Phone<Disk, Wire>;

/// A tab.
pub struct Tab {
    /// None until it is open.
    pub phone: Option<Rc<SimPhone>>,
    /// When to exchange.
    pub phase: Phase,
    /// The browser lets nothing of it run.
    pub frozen: bool,
    /// The earliest reply that its copy may be of.
    pub seen: usize,
    work: Vec<Task<Work>>,
}

/// What came of something that was under way.
pub enum Work {
    /// The copy was opened.
    Opened(Result<Rc<SimPhone>, PhoneError>),
    /// An exchange ended.
    Exchanged(Event),
    /// A command was stored, or not.
    Submitted(CommandId, Result<Seq, SubmitError>),
    /// What another tab wrote was read, or not.
    Refreshed(bool),
    /// Something that changes nothing anybody waits for.
    Other,
}

/// Held by the one tab of a phone that exchanges; free again when its holder is gone.
#[derive(Clone, Debug, Default)]
pub struct Lock(Rc<Cell<bool>>);

struct Held(Rc<Cell<bool>>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

impl Lock {
    async fn take(&self) -> Held {
        while self.0.replace(true) {
            give_way().await;
        }
        Held(Rc::clone(&self.0))
    }
}

/// A phone's clock: the world's, and how far it is wrong.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// The true time.
    pub world: Rc<Cell<Moment>>,
    /// How far this one is ahead.
    pub skew: Rc<Cell<i64>>,
}

impl Clock {
    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.world.get().plus(self.skew.get())
    }
}

impl Tab {
    /// A tab that begins to open.
    #[must_use]
    pub fn open(disk: Disk, wire: Wire, identity: Identity) -> Self {
        let open = async move {
            Work::Opened(Phone::open(disk, wire, identity, "sim").await.map(Rc::new))
        };
        let work: Vec<Task<Work>> = vec![Box::pin(open)];
        Self { phone: None, phase: Phase::START, frozen: false, seen: 0, work }
    }

    /// How much is under way.
    #[must_use]
    pub fn busy(&self) -> usize {
        if self.frozen { 0 } else { self.work.len() }
    }

    /// Takes something that is under way one step further.
    pub fn step(&mut self, which: usize) -> Option<Work> {
        let done = step(self.work.get_mut(which)?)?;
        drop(self.work.remove(which));
        Some(done)
    }

    /// Tells the state machine what happened, and does what it says.
    pub fn hear(&mut self, event: &Event, clock: &Clock, lock: &Lock) {
        let Some(phone) = self.phone.clone() else { return };
        let (next, act) = self.phase.on(event, clock.now());
        self.phase = next;
        if act == Act::Send {
            let (clock, lock) = (clock.clone(), lock.clone());
            self.begin(async move {
                let _held = lock.take().await;
                let got = phone.exchange(clock.now()).await;
                Work::Exchanged(got.map_or_else(Event::Failed, Event::Answered))
            });
        }
    }

    /// Somebody asks for something.
    pub fn submit(&mut self, command: Command, stamp: Stamp) {
        let Some(phone) = self.phone.clone() else { return };
        self.begin(async move {
            Work::Submitted(stamp.id, phone.submit(command, stamp, Some("form")).await)
        });
    }

    /// Another tab has written.
    pub fn refresh(&mut self) {
        let Some(phone) = self.phone.clone() else { return };
        self.begin(async move { Work::Refreshed(phone.refresh().await.is_ok()) });
    }

    /// A minute has passed.
    pub fn expire(&mut self, clock: &Clock) {
        let (Some(phone), now) = (self.phone.clone(), clock.now()) else { return };
        self.begin(async move {
            drop(phone.expire(now).await);
            Work::Other
        });
    }

    /// Somebody has looked at every outcome that asks for it.
    pub fn look_at_outcomes(&mut self) {
        let Some(phone) = self.phone.clone() else { return };
        let asking: Vec<Seq> = phone.look(|replica| {
            replica.sent().filter(|sent| sent.asks()).map(|sent| sent.sealed.seq).collect()
        });
        if !asking.is_empty() {
            self.begin(async move {
                for seq in asking {
                    drop(phone.mark_seen(seq).await);
                }
                Work::Other
            });
        }
    }

    fn begin(&mut self, work: impl Future<Output = Work> + 'static) {
        self.work.push(Box::pin(work));
    }

    /// What the app says of the copy, once it has had the time to sum up.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        let said = |replica: &replica::Replica| {
            let _summed = replica.sum_up(usize::MAX);
            replica.status(self.phase)
        };
        self.phone.as_ref().map(|phone| phone.look(said))
    }

    /// The one line that is always in sight.
    #[must_use]
    pub fn chip(&self) -> Option<Chip> {
        self.status().map(|status| status.chip())
    }
}

/// An event in a word or two.
#[must_use]
pub fn shown(event: &Event) -> String {
    match event {
        Event::Answered(got) if got.more => "answered, more".to_owned(),
        Event::Answered(_) => "answered".to_owned(),
        Event::Failed(Failure::Stopped(why)) => format!("stopped: {why:?}"),
        Event::Failed(why) => format!("{why:?}").to_lowercase(),
        Event::Wanted | Event::Tick => format!("{event:?}"),
    }
}
