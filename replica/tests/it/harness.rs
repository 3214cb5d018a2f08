//! Phones on disks that lose power and wires that lose letters, and an executor for futures that wait
//! only where a test wants them to.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use domain::envelope::Seq;
use domain::exchange::{Reply, Request};
use domain::fixtures::{self, MADS, THYLAND};
use domain::id::{CommandId, InstallationId, MedarbejderId, NotatId};
use domain::{Command, Folder, Kind, Moment, Person, Record, View};
use replica::exchange::{Exchanged, Failure};
use replica::outbox::SETTLED;
use replica::phase::{Event, Phase};
use replica::replica::Stamp;
use replica::segment::unpack;
use replica::store::memory::MemoryStore;
use replica::store::{Batch, Durability, Row, Table, Written};
use replica::{
    Chip, Identity, NoAnswer, Phone, PhoneError, Response, Status, Store, StoreError, SubmitError,
    Transport,
};
use uuid::Uuid;

use crate::server::Server;

/// Mads' two folders.
pub(crate) const JOURNAL: Folder = Folder::Journal(MADS);
pub(crate) const PLAN: Folder = Folder::Plan(MADS);

/// Runs a future to its end.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// What something does, step by step, beside others.
pub(crate) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Steps several tasks: before step n the running task gives way to the next one if `switches` has n.
/// Answers how many steps there were.
pub(crate) fn interleave(mut tasks: Vec<Task>, switches: &[usize]) -> usize {
    let mut context = Context::from_waker(Waker::noop());
    let mut steps = 0;
    while !tasks.is_empty() {
        if switches.contains(&steps) {
            tasks.rotate_left(1);
        }
        steps += 1;
        if let Some(task) = tasks.first_mut()
            && task.as_mut().poll(&mut context).is_ready()
        {
            drop(tasks.remove(0));
        }
    }
    steps
}

/// Runs something in every order with up to `most` switches between its tasks; it answers how many steps it took.
/// Answers how many orders there were.
pub(crate) fn every_order(most: usize, mut run: impl FnMut(&[usize]) -> usize) -> usize {
    let mut orders = 0;
    let mut todo = vec![Vec::new()];
    while let Some(switches) = todo.pop() {
        let steps = run(&switches);
        orders += 1;
        let from = switches.last().map_or(0, |last| last + 1);
        if switches.len() < most {
            todo.extend((from..steps).map(|step| [&switches[..], &[step]].concat()));
        }
    }
    orders
}

async fn give_way(yields: bool) {
    let mut given = !yields;
    poll_fn(|_| if std::mem::replace(&mut given, true) { Poll::Ready(()) } else { Poll::Pending })
        .await;
}

/// A handle to a disk, as one tab has it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    pub(crate) memory: MemoryStore,
    /// How many calls there were.
    pub(crate) calls: Rc<Cell<usize>>,
    /// The power goes at this call, before it is carried out or after.
    pub(crate) cut: Rc<Cell<Option<(usize, Cut)>>>,
    /// Every call lets other tasks run, before it is carried out and after.
    pub(crate) yields: Rc<Cell<bool>>,
    /// Reads fail.
    pub(crate) unreadable: Rc<Cell<bool>>,
}

/// When the power goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    Before,
    After,
}

impl Disk {
    /// Another disk with the same content.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self::default();
        let mut batch = Batch::new(Durability::Strict);
        for table in Table::ALL {
            for (key, value) in self.rows(table) {
                batch.put(table, key, value);
            }
        }
        assert_eq!(block_on(copy.memory.write(batch)), Ok(Written::Done));
        copy
    }

    pub(crate) fn rows(&self, table: Table) -> Vec<Row> {
        block_on(self.memory.read(table)).expect("memory can be read")
    }

    /// Changes a row behind the phone's back.
    pub(crate) fn tamper(&self, table: Table, key: &str, value: Option<Vec<u8>>) {
        let mut batch = Batch::new(Durability::Strict);
        match value {
            Some(value) => batch.put(table, key, value),
            None => batch.remove(table, key),
        }
        assert_eq!(block_on(self.memory.write(batch)), Ok(Written::Done));
    }

    /// Every segment on the disk, by its key.
    pub(crate) fn segments(&self) -> Vec<(String, String)> {
        let text =
            |value: Vec<u8>| String::from_utf8(unpack(&value).expect("whole")).expect("JSON");
        let rows = self.rows(Table::Records).into_iter();
        rows.map(|(key, value)| (key, text(value))).collect()
    }

    /// The rows of one folder that lie on the disk, whichever segment they are in.
    pub(crate) fn segments_of(&self, folder: Folder) -> Vec<String> {
        let mark = format!("{{\"folder\":\"{folder}\"");
        let texts = self.segments().into_iter().map(|(_, text)| text);
        texts.filter(|text| text.starts_with(&mark)).collect()
    }

    /// Counts a call; answers whether it still happens and whether it is the last.
    fn count(&self) -> (bool, bool) {
        let call = self.calls.get() + 1;
        self.calls.set(call);
        match self.cut.get() {
            Some((at, Cut::Before)) => (call < at, call >= at),
            Some((at, Cut::After)) => (call <= at, call >= at),
            None => (true, false),
        }
    }
}

impl Store for Disk {
    async fn read(&self, table: Table) -> Result<Vec<Row>, StoreError> {
        give_way(self.yields.get()).await;
        let (happens, dead) = self.count();
        if self.unreadable.get() || dead || !happens {
            return Err(StoreError::Closed);
        }
        let rows = self.memory.read(table).await;
        give_way(self.yields.get()).await;
        rows
    }

    async fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        give_way(self.yields.get()).await;
        let (happens, dead) = self.count();
        let written =
            if happens { self.memory.write(batch).await } else { Err(StoreError::Closed) };
        give_way(self.yields.get()).await;
        if dead { Err(StoreError::Closed) } else { written }
    }
}

/// What happens to one letter.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// It never arrives.
    LoseRequest,
    /// Some of it goes through, and then no more.
    BreakOff,
    /// It arrives and the answer is lost.
    LoseReply,
    /// Something else answers in the server's place.
    Answer(u16, String),
    /// The server answers differently.
    Edit(fn(&mut Reply)),
    /// The answer's text is another.
    Rewrite(fn(String) -> String),
}

/// The way to the server.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    pub(crate) server: Rc<RefCell<Server>>,
    pub(crate) signed_in: Rc<Cell<Option<Person>>>,
    pub(crate) faults: Rc<RefCell<VecDeque<Fault>>>,
    pub(crate) requests: Rc<RefCell<Vec<Request>>>,
    pub(crate) yields: Rc<Cell<bool>>,
    /// Longer requests and answers break off.
    pub(crate) carries: Rc<Cell<Option<usize>>>,
}

impl Transport for Wire {
    async fn post(&self, body: String) -> Result<Response, NoAnswer> {
        give_way(self.yields.get()).await;
        let request = serde_json::from_str(&body).expect("a phone sends requests");
        self.requests.borrow_mut().push(request);
        let breaks = |text: &str| self.carries.get().is_some_and(|most| text.len() > most);
        if breaks(&body) {
            return Err(NoAnswer::BrokenOff);
        }
        let answer = || self.server.borrow_mut().answer(self.signed_in.get(), &body);
        let fault = self.faults.borrow_mut().pop_front();
        let response = match fault {
            None => Ok(answer()),
            Some(Fault::LoseRequest) => Err(NoAnswer::Unreachable),
            Some(Fault::BreakOff) => Err(NoAnswer::BrokenOff),
            Some(Fault::LoseReply) => {
                answer();
                Err(NoAnswer::Unreachable)
            }
            Some(Fault::Answer(status, body)) => Ok(Response { status, body, took: 0 }),
            Some(Fault::Edit(edit)) => {
                let mut reply = serde_json::from_str(&answer().body).expect("a reply");
                edit(&mut reply);
                let body = serde_json::to_string(&reply).expect("a reply is JSON");
                Ok(Response { status: 200, body, took: 0 })
            }
            Some(Fault::Rewrite(rewrite)) => {
                let Response { status, body, took } = answer();
                Ok(Response { status, body: rewrite(body), took })
            }
        };
        give_way(self.yields.get()).await;
        if response.as_ref().is_ok_and(|response| breaks(&response.body)) {
            return Err(NoAnswer::BrokenOff);
        }
        response
    }
}

/// A tab on a phone.
#[derive(Debug)]
pub(crate) struct Tab {
    pub(crate) disk: Disk,
    pub(crate) wire: Wire,
    pub(crate) identity: Identity,
    pub(crate) phone: Phone<Disk, Wire>,
}

pub(crate) type World = Rc<RefCell<Server>>;

pub(crate) fn world() -> World {
    Rc::new(RefCell::new(Server::thyland()))
}

/// The first phone of a member of staff.
pub(crate) fn identity(person: MedarbejderId) -> Identity {
    Identity {
        installation: InstallationId(Uuid::from_u128(0xF000 + person.0.as_u128())),
        person: Person::Medarbejder(person),
        kommune: THYLAND,
    }
}

pub(crate) fn wire(world: &World, person: Person) -> Wire {
    Wire {
        server: Rc::clone(world),
        signed_in: Rc::new(Cell::new(Some(person))),
        faults: Rc::default(),
        requests: Rc::default(),
        yields: Rc::default(),
        carries: Rc::default(),
    }
}

/// A new phone that has not exchanged yet.
pub(crate) fn new_phone(world: &World, person: MedarbejderId) -> Tab {
    let identity = identity(person);
    Tab::open(Disk::default(), wire(world, identity.person), identity).expect("it opens")
}

/// A phone that is in step.
pub(crate) fn phone(world: &World, person: MedarbejderId) -> Tab {
    let tab = new_phone(world, person);
    tab.sync();
    assert_eq!(tab.chip(), Chip::Synced);
    tab
}

thread_local! {
    static STAMPS: Cell<u128> = const { Cell::new(0) };
}

/// An id nobody had before.
pub(crate) fn new_id() -> Uuid {
    STAMPS.set(STAMPS.get() + 1);
    Uuid::from_u128(0x00AB_0000 + STAMPS.get())
}

/// A note on Mads, to be written.
pub(crate) fn notat(text: &str) -> Command {
    fixtures::notat(NotatId(new_id()), MADS, text).into()
}

impl Tab {
    pub(crate) fn open(disk: Disk, wire: Wire, identity: Identity) -> Result<Self, PhoneError> {
        let phone = block_on(Phone::open(disk.clone(), wire.clone(), identity, "test"))?;
        Ok(Self { disk, wire, identity, phone })
    }

    /// Another tab, or the same one after its end.
    pub(crate) fn again(&self) -> Self {
        let disk = Disk { memory: self.disk.memory.clone(), ..Disk::default() };
        Self::open(disk, self.wire.clone(), self.identity).expect("it opens")
    }

    /// The power goes; of the batches that were not flushed so many survive.
    pub(crate) fn power_cut(self, survivors: usize) -> Self {
        self.disk.memory.crash(survivors);
        self.again()
    }

    pub(crate) fn now(&self) -> Moment {
        self.wire.server.borrow().now
    }

    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { now: self.now(), id: CommandId(new_id()) }
    }

    pub(crate) fn try_submit(&self, command: impl Into<Command>) -> Result<Seq, SubmitError> {
        block_on(self.phone.submit(command.into(), self.stamp(), None))
    }

    pub(crate) fn submit(&self, command: impl Into<Command>) -> Seq {
        self.try_submit(command).expect("the phone takes it")
    }

    /// Writes a note on Mads.
    pub(crate) fn write(&self, text: &str) -> Seq {
        self.submit(notat(text))
    }

    pub(crate) fn exchange(&self) -> Result<Exchanged, Failure> {
        block_on(self.phone.exchange(self.now()))
    }

    /// Exchanges as the state machine would until it rests; answers how many exchanges it took.
    pub(crate) fn sync(&self) -> usize {
        for exchanges in 1..60 {
            match self.exchange() {
                Ok(Exchanged { more: false, .. }) => return exchanges,
                Ok(_) | Err(Failure::Overtaken | Failure::TooLarge) => {}
                Err(why) => panic!("the exchange fails: {why:?}"),
            }
        }
        panic!("the exchanges do not end");
    }

    pub(crate) fn expire(&self) -> bool {
        block_on(self.phone.expire(self.now())).expect("the store works")
    }

    pub(crate) fn fault(&self, fault: Fault) {
        self.wire.faults.borrow_mut().push_back(fault);
    }

    pub(crate) fn status(&self) -> Status {
        self.said(Phase::START)
    }

    /// What is said once the app has had the time to sum up.
    fn said(&self, phase: Phase) -> Status {
        self.phone.look(|replica| {
            assert!(replica.sum_up(usize::MAX));
            replica.status(phase)
        })
    }

    pub(crate) fn chip(&self) -> Chip {
        self.status().chip()
    }

    /// What the chip says after an exchange failed so.
    pub(crate) fn chip_after(&self, why: Failure) -> Chip {
        let sending = Phase::Sending { failures: 0, again: false, trouble: None };
        let (phase, _) = sending.on(&Event::Failed(why), self.now());
        self.said(phase).chip()
    }

    pub(crate) fn waiting(&self) -> Vec<Seq> {
        self.phone.look(|replica| replica.waiting().map(|(seq, _)| seq).collect())
    }

    /// What waits, as it lies on the disk.
    pub(crate) fn outbox(&self) -> Vec<Seq> {
        let rows = self.disk.rows(Table::Outbox).into_iter().filter(|(_, says)| says != SETTLED);
        rows.map(|(key, _)| Seq(u64::from_str_radix(&key, 16).expect("a place in line"))).collect()
    }

    /// The records of a folder as the person sees them.
    pub(crate) fn sees(&self, folder: Folder) -> Vec<Record> {
        self.phone.look(|replica| {
            let view = replica.view();
            let all = Kind::ALL.iter().flat_map(|kind| view.list(folder, *kind));
            all.cloned().collect()
        })
    }

    /// The notes on Mads as the person sees them, sorted.
    pub(crate) fn notes(&self) -> Vec<String> {
        texts(&self.sees(JOURNAL))
    }

    pub(crate) fn holds(&self, folder: Folder) -> bool {
        self.phone.look(|replica| replica.folders().any(|held| held == folder))
    }

    pub(crate) fn last_request(&self) -> Request {
        self.wire.requests.borrow().last().expect("something was sent").clone()
    }

    /// The copy is what the server has for this person, row by row (I5), and the disk says the same.
    pub(crate) fn assert_same(&self) {
        for tab in [self, &self.again()] {
            let server = self.wire.server.borrow();
            let folders: Vec<Folder> = server.visible(self.identity.person).into_keys().collect();
            assert_eq!(tab.phone.look(|r| r.folders().collect::<Vec<_>>()), folders);
            for folder in folders {
                assert_eq!(tab.sees(folder), server.records(folder), "{folder}");
            }
            assert_eq!(tab.chip(), Chip::Synced);
        }
    }
}

/// The texts of the notes among these records, sorted.
pub(crate) fn texts(records: &[Record]) -> Vec<String> {
    let text = |record: &Record| match record {
        Record::Notat(notat) => Some(notat.gaeldende().as_str().to_owned()),
        _ => None,
    };
    let mut texts: Vec<String> = records.iter().filter_map(text).collect();
    texts.sort();
    texts
}

/// The notes on Mads as the server has them, sorted.
pub(crate) fn server_notes(world: &World) -> Vec<String> {
    texts(&world.borrow().records(JOURNAL))
}

/// No command was carried out twice (I3).
pub(crate) fn assert_once(world: &World) {
    assert!(world.borrow().carried_out.values().all(|times| *times == 1));
}

/// Anna makes an agreement that the server refuses; answers its place in line.
pub(crate) fn poison_aftale(world: &World, tab: &Tab) -> Seq {
    use domain::exchange::Outcome;
    let refused = Outcome::Refused { why: domain::Rejection::RecordMissing };
    world.borrow_mut().verdicts.insert("aftale.make.v1", refused);
    tab.submit(aftale("Ringe til skolen"))
}

/// An agreement with Mads, to be made.
pub(crate) fn aftale(hvad: &str) -> Command {
    let (id, hvad) = (domain::id::AftaleId(new_id()), fixtures::short(hvad));
    let aftale = domain::aftale::NewAftale { id, hvad, frist: None, klokken: None, med: None };
    domain::aftale::MakeAftale { ung: MADS, aftale }.into()
}
