//! The harness: records, permits derived from them as the server derives them, and a clock moved by hand.
//!
//! Whatever a test asks for, the world also holds decide to what must always be true: deciding twice gives
//! the same, a repeated command changes nothing, records survive their stored form, and [`check`] holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use domain::fixtures::{NOW, THYLAND, setup, ung, ung_nr};
use domain::grant::{Access, Permit, Permits, Standing, Term};
use domain::id::{CommandId, MedarbejderId, UngId};
use domain::lovhjemmel::Lovhjemmel;
use domain::moment::MINUTE;
use domain::noedadgang::Noedadgang;
use domain::organisation::Medarbejder;
use domain::person::Grantee;
use domain::plads::{Plads, Pladsdag};
use domain::record::{Listed, find, list};
use domain::samtykke::Samtykke;
use domain::snusepraktik::{Bookingstatus, Snusepraktik, Vaertsbooking};
use domain::tilknytning::{Funktion, Tilknytning};
use domain::ung::{RegisterUng, Ung};
use domain::{
    Actor, Authority, Change, Command, Context, Day, Decision, Folder, Key, Kind, Moment, Person,
    Record, Rejection, Rolle, View, decide,
};
use uuid::Uuid;

/// The records of one municipality, and the time.
#[derive(Clone)]
pub(crate) struct World {
    records: BTreeMap<Key, Record>,
    /// The server's clock.
    pub(crate) now: Moment,
    commands: u128,
}

/// Somebody about to ask for something.
pub(crate) struct By<'w> {
    world: &'w mut World,
    person: Person,
    written: Option<Moment>,
    id: Option<CommandId>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) struct Answer(pub(crate) Result<Decision, Rejection>);

/// Whoever can ask.
pub(crate) trait Who {
    fn person(self) -> Person;
}

impl Who for Person {
    fn person(self) -> Person {
        self
    }
}

impl Who for MedarbejderId {
    fn person(self) -> Person {
        Person::Medarbejder(self)
    }
}

impl Who for UngId {
    fn person(self) -> Person {
        Person::Ung(self)
    }
}

impl World {
    /// Nothing yet.
    pub(crate) fn empty() -> Self {
        Self { records: BTreeMap::new(), now: NOW, commands: 0 }
    }

    /// The municipality of the fixtures.
    pub(crate) fn thyland() -> Self {
        static THYLAND: LazyLock<World> = LazyLock::new(|| {
            let mut world = World::empty();
            for command in setup() {
                world.by(Person::System).asks(command).is_applied();
            }
            world
        });
        THYLAND.clone()
    }

    /// Thyland with a crowd of young people besides; see `fixtures::ung_nr`.
    pub(crate) fn crowded(young: u16) -> Self {
        let mut world = Self::thyland();
        for number in 0..young {
            let ung = ung(ung_nr(number), &format!("Nummer{number} Ung"), "2008-01-01");
            world.by(Person::System).asks(RegisterUng { ung }).is_applied();
        }
        world
    }

    /// Time passes.
    pub(crate) fn later(&mut self, milliseconds: i64) -> &mut Self {
        self.now = self.now.plus(milliseconds);
        self
    }

    /// Somebody is about to ask for something; the server decides.
    pub(crate) fn by(&mut self, who: impl Who) -> By<'_> {
        By { world: self, person: who.person(), written: None, id: None }
    }

    /// What a phone that holds all of this would show.
    pub(crate) fn on_the_phone_of(&self, who: impl Who, command: impl Into<Command>) -> Answer {
        let person = who.person();
        let id = CommandId(Uuid::from_u128(0xffff));
        let context = self.context(id, self.now, Authority::Phone);
        Answer(self.decide(person, &self.permits(person), &command.into(), &context))
    }

    /// Decides with permits that are handed in, and changes nothing.
    pub(crate) fn decide(
        &self,
        person: Person,
        permits: &Permits,
        command: &Command,
        context: &Context,
    ) -> Result<Decision, Rejection> {
        decide(self, &Actor { person, permits }, command, context)
    }

    pub(crate) fn context(&self, command: CommandId, written: Moment, of: Authority) -> Context {
        Context { kommune: THYLAND, now: self.now, written, command, authority: of }
    }

    /// All that the person may see and do: each grant of each record that fits something they are, for
    /// the time that both hold. This is how the server does it.
    pub(crate) fn permits(&self, person: Person) -> Permits {
        let is = self.grantees(person);
        let grants = self.records.values().flat_map(Record::grants);
        grants
            .flat_map(|grant| {
                let fits = is.iter().filter(move |(grantee, _)| *grantee == grant.grantee);
                fits.map(move |(_, term)| {
                    (grant.folder, Permit { access: grant.access, term: grant.term.and(*term) })
                })
            })
            .collect()
    }

    fn grantees(&self, person: Person) -> Vec<(Grantee, Term)> {
        match person {
            Person::Medarbejder(id) => {
                let faelles = Folder::Faelles(THYLAND);
                let law: Vec<_> = list::<Lovhjemmel>(self, faelles).into_iter().cloned().collect();
                let found = find::<Medarbejder>(self, faelles, id.0);
                let all = |found: &Medarbejder| [found.grantees(), found.grantees_by_law(&law)];
                found.map(all).into_iter().flatten().flatten().collect()
            }
            Person::Ung(id) => {
                let found = find::<Ung>(self, Folder::Plan(id), id.0);
                found.map(Ung::grantees).unwrap_or_default()
            }
            Person::System => Vec::new(),
        }
    }

    /// What the person may do in the folder now.
    pub(crate) fn access(&self, who: impl Who, folder: Folder) -> Option<Access> {
        let permits = self.permits(who.person());
        let holds = |access| permits.standing(folder, access, self.now, self.now);
        [Access::Write, Access::Read].into_iter().find(|a| holds(*a) == Standing::Holds)
    }

    /// The record, which must be there.
    #[track_caller]
    pub(crate) fn get<R: Listed>(&self, folder: Folder, id: Uuid) -> R {
        find::<R>(self, folder, id).expect("the record is there").clone()
    }

    /// The record, if it is there.
    pub(crate) fn find<R: Listed>(&self, folder: Folder, id: Uuid) -> Option<R> {
        find::<R>(self, folder, id).cloned()
    }

    pub(crate) fn stands(&self, key: &Key) -> bool {
        self.records.contains_key(key)
    }

    /// All records of a kind, wherever they lie.
    pub(crate) fn all<R: Listed>(&self) -> Vec<&R> {
        self.records.values().filter_map(R::of).collect()
    }

    /// Puts a record that no command made.
    pub(crate) fn put(&mut self, record: impl Into<Record>) {
        let record = record.into();
        self.records.insert(record.key(), record);
    }

    pub(crate) fn apply(&mut self, decision: &Decision) {
        for change in &decision.changes {
            match change {
                Change::Put(record) => self.records.insert(record.key(), record.clone()),
                Change::Remove(key) => self.records.remove(key),
            };
        }
    }

    pub(crate) fn next_command(&mut self) -> CommandId {
        self.commands += 1;
        CommandId(Uuid::from_u128(0xc000_0000 + self.commands))
    }
}

impl View for World {
    fn get(&self, key: &Key) -> Option<&Record> {
        self.records.get(key)
    }

    fn list(&self, folder: Folder, kind: Kind) -> Vec<&Record> {
        let of = |id| Key { folder, kind, id };
        self.records.range(of(Uuid::nil())..=of(Uuid::max())).map(|(_, record)| record).collect()
    }

    fn lies_elsewhere(&self, key: &Key) -> bool {
        let named = |other: &&Key| (other.kind, other.id) == (key.kind, key.id);
        self.records.keys().filter(named).any(|other| other.folder != key.folder)
    }
}

impl By<'_> {
    /// They wrote it at another time than it is received.
    pub(crate) fn at(mut self, written: Moment) -> Self {
        self.written = Some(written);
        self
    }

    /// It is a command that was sent before.
    pub(crate) fn again(mut self, id: CommandId) -> Self {
        self.id = Some(id);
        self
    }

    /// Asks; the server decides, finally.
    #[track_caller]
    pub(crate) fn asks(self, command: impl Into<Command>) -> Answer {
        let Self { world, person, written, id } = self;
        let command = command.into();
        let id = id.unwrap_or_else(|| world.next_command());
        let written = written.unwrap_or(world.now);
        let permits = world.permits(person);
        let context = world.context(id, written, Authority::Server);
        let answer = world.decide(person, &permits, &command, &context);
        let twice = world.decide(person, &permits, &command, &context);
        assert_eq!(answer, twice, "the same decision twice");
        if let Ok(decision) = &answer {
            let before = world.clone();
            world.apply(decision);
            world.must_not_change_again(person, &command, context);
            check(world, Some(&before));
        }
        Answer(answer)
    }
}

impl World {
    /// A command that comes again, a little later, changes nothing more.
    #[track_caller]
    fn must_not_change_again(&self, person: Person, command: &Command, context: Context) {
        let again = Context { now: context.now.plus(MINUTE), ..context };
        let answer = self.decide(person, &self.permits(person), command, &again);
        let changes = answer.map(|decision| decision.changes).unwrap_or_default();
        assert!(changes.is_empty(), "{} again: {changes:#?}", command.name());
    }
}

impl Answer {
    /// Carried out, and something changed.
    #[track_caller]
    pub(crate) fn is_applied(&self) -> &Self {
        let decision = self.decision();
        assert!(!decision.late, "applied in time");
        assert!(!decision.changes.is_empty(), "something changed");
        self
    }

    /// Carried out, and nothing was left to change.
    #[track_caller]
    pub(crate) fn is_no_change(&self) {
        assert_eq!(self.decision().changes, [], "nothing changed");
    }

    /// Carried out, though the access has ended since.
    #[track_caller]
    pub(crate) fn is_late(&self) {
        let decision = self.decision();
        assert!(decision.late && !decision.changes.is_empty(), "applied late: {decision:?}");
    }

    #[track_caller]
    pub(crate) fn is_refused(&self, why: Rejection) {
        assert_eq!(self.0.as_ref().map(|decision| &decision.changes), Err(&why));
    }

    #[track_caller]
    pub(crate) fn decision(&self) -> &Decision {
        self.0.as_ref().expect("not refused")
    }

    /// The records of one kind among the changes.
    #[track_caller]
    pub(crate) fn puts<R: Listed>(&self) -> Vec<R> {
        let put = |change: &Change| match change {
            Change::Put(record) => R::of(record).cloned(),
            Change::Remove(_) => None,
        };
        self.decision().changes.iter().filter_map(put).collect()
    }
}

/// What is true of every committed state, whatever was asked for.
#[track_caller]
pub(crate) fn check(world: &World, before: Option<&World>) {
    check_stored_form(world, before);
    check_seats(world, before);
    check_bookings(world);
    check_tovholdere(world);
    world.check_samtykker();
    world.check_journals();
}

impl World {
    /// Nobody sees a journal but who is assigned to the young person and holds the role for it, and a manager in an
    /// emergency: told here once more and in other words than the rule's.
    #[track_caller]
    pub(crate) fn check_journals(&self) {
        for person in self.all::<Medarbejder>() {
            let is = |rolle| {
                let mut held = person.roller.iter();
                held.any(|role| role.rolle == rolle && role.term.holds_at(self.now))
            };
            for ung in self.all::<Ung>() {
                let helps = self.all::<Tilknytning>().into_iter().any(|held| {
                    let role = match held.funktion {
                        Funktion::Tovholder => is(Rolle::Tovholder),
                        Funktion::Overgangsmentor => is(Rolle::Overgangsmentor),
                        Funktion::Vejleder => false,
                    };
                    let whose = (held.ung, held.medarbejder) == (ung.id, person.id);
                    role && whose && held.term.holds_at(self.now)
                });
                let opened = self.all::<Noedadgang>().into_iter().any(|held| {
                    let whose = (held.ung, held.leder) == (ung.id, person.id);
                    is(Rolle::Leder) && whose && held.term.holds_at(self.now)
                });
                let sees = self.access(person.id, Folder::Journal(ung.id)).is_some();
                assert_eq!(sees, helps || opened, "{:?} {:?}", person.id, ung.id);
            }
        }
    }
}

impl World {
    /// Nobody sees what was told without a samtykke that is signed by all who must, has begun, and has not
    /// ended: told here once more and in other words than the rule's.
    #[track_caller]
    pub(crate) fn check_samtykker(&self) {
        let staff: Vec<_> = self.all::<Medarbejder>().into_iter().cloned().collect();
        for held in self.all::<Samtykke>() {
            let holds = in_force(held, self.now);
            for person in &staff {
                let is_counsellor = person.organisation == held.modtager
                    && person.roller.iter().any(|role| {
                        role.rolle == Rolle::Skolevejleder && role.term.holds_at(self.now)
                    });
                let sees = self.access(person.id, Folder::Deling(held.deling())).is_some();
                assert_eq!(sees, holds && is_counsellor, "{:?} {held:?}", person.id);
            }
            assert!(self.access(held.ung, Folder::Deling(held.deling())).is_none());
        }
    }
}

fn in_force(held: &Samtykke, now: Moment) -> bool {
    let Some(signed) = held.underskrevet else { return false };
    let today = now.day();
    let custody_only_until = signed >= held.myndig || now < held.myndig;
    let withdrawn = held.trukket.as_ref().is_some_and(|end| end.kl <= now);
    let replaced = held.erstattet.as_ref().is_some_and(|end| end.kl <= now);
    signed <= now
        && held.fra <= today
        && today <= held.til
        && custody_only_until
        && !withdrawn
        && !replaced
}

#[track_caller]
fn check_stored_form(world: &World, before: Option<&World>) {
    let stood = |key| before.and_then(|before| before.records.get(key));
    for (key, record) in world.records.iter().filter(|(key, record)| stood(key) != Some(record)) {
        let doc = record.encode().expect("a record has a stored form");
        let read = Record::decode(key.folder, key.kind.code(), key.id, doc.get());
        assert_eq!(read.as_ref(), Ok(record), "what is stored is what is read");
    }
}

/// I6: nobody new gets a seat beyond what the place offers, and nobody has two.
#[track_caller]
fn check_seats(world: &World, before: Option<&World>) {
    for day in world.all::<Pladsdag>() {
        let seated: Vec<_> = day.saeder.iter().flatten().copied().collect();
        let everyone: Vec<_> = seated.iter().chain(&day.venter).copied().collect();
        let once: BTreeSet<_> = everyone.iter().collect();
        assert_eq!(once.len(), everyone.len(), "one seat or one place in line each: {day:?}");
        let folder = Folder::Pladser(day.organisation);
        let stood = before.and_then(|b| find::<Pladsdag>(b, folder, day.id.0));
        let newly =
            seated.iter().any(|who| !stood.is_some_and(|stood| stood.saeder.contains(&Some(*who))));
        let pladser = world.get::<Plads>(folder, day.plads.0).pladser;
        assert!(!newly || seated.len() <= usize::from(pladser), "overbooked: {day:?}");
    }
}

/// Each booking sits on all of its days, waits on all of them, or is on none; what it says is true; the
/// host sees the same; and nobody waits who could sit.
#[track_caller]
fn check_bookings(world: &World) {
    let today = world.now.day();
    for booking in world.all::<Snusepraktik>() {
        let pladser = Folder::Pladser(booking.organisation);
        let days: Vec<Pladsdag> = booking
            .dage
            .iter()
            .filter_map(|dag| world.find(pladser, Pladsdag::id_of(booking.plads, *dag).0))
            .collect();
        let sits = days.iter().filter(|day| day.saeder.contains(&Some(booking.id))).count();
        let places: Vec<_> = days.iter().filter_map(|day| day.place_in_line(booking.id)).collect();
        let all = booking.dage.len();
        match booking.status {
            Bookingstatus::Venteliste(place) => {
                assert_eq!((sits, places.len()), (0, all), "waits on all days: {booking:?}");
                assert_eq!(places.iter().max(), Some(&usize::from(place)), "{booking:?}");
                let plads: Plads = world.get(pladser, booking.plads.0);
                let fits = days.iter().all(|day| day.ledige() > 0);
                let gone = |dag: &Day| *dag < today || !plads.dage.contains(dag);
                let gone = plads.lukket || booking.dage.iter().any(gone);
                assert!(!fits || gone, "waits beside a free seat: {booking:?}");
            }
            status if status.is_seated() => {
                assert_eq!((sits, places.len()), (all, 0), "sits on all days: {booking:?}");
            }
            _ => assert_eq!((sits, places.len()), (0, 0), "is on no day: {booking:?}"),
        }
        let copy: Option<Vaertsbooking> =
            world.find(Folder::Vaert(booking.organisation), booking.id.0);
        if let Some(copy) = copy {
            assert_eq!(
                (copy.ung, copy.plads, copy.status, &copy.dage, &copy.fremmoede),
                (booking.ung, booking.plads, booking.status, &booking.dage, &booking.fremmoede)
            );
        } else {
            let unseen = matches!(booking.status, Bookingstatus::Afvist(_));
            assert!(unseen, "the host sees it: {booking:?}");
        }
    }
}

/// T13: never two tovholdere for one young person.
#[track_caller]
fn check_tovholdere(world: &World) {
    let held: Vec<_> = world
        .all::<Tilknytning>()
        .into_iter()
        .filter(|held| held.funktion == Funktion::Tovholder)
        .collect();
    for at in held.iter().map(|held| held.term.from) {
        let mut seen = BTreeSet::new();
        for held in held.iter().filter(|held| held.term.holds_at(at)) {
            assert!(seen.insert(held.ung), "two tovholdere at {at:?}: {:?}", held.ung);
        }
    }
}
