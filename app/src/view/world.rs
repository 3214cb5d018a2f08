//! The fixtures' municipality for the tests of this folder: what one person would have on their phone.

use std::collections::BTreeMap;

use domain::fixtures::{NOW, THYLAND, setup};
use domain::grant::{Access, Permit, Permits};
use domain::id::CommandId;
use domain::organisation::Medarbejder;
use domain::person::Grantee;
use domain::record::find;
use domain::ung::Ung;
use domain::{
    Actor, Authority, Change, Command, Context, Folder, Key, Kind, Moment, Person, Record, View,
    decide,
};
use uuid::Uuid;

use super::Sight;
use super::me::Me;

/// The records of Thyland, and the time.
pub(crate) struct World {
    records: BTreeMap<Key, Record>,
    pub(crate) now: Moment,
    commands: u128,
}

impl World {
    /// Thyland as the fixtures set it up.
    pub(crate) fn thyland() -> Self {
        let mut world = Self { records: BTreeMap::new(), now: NOW, commands: 0 };
        for command in setup() {
            world.asks(Person::System, command);
        }
        world
    }

    /// Somebody asks, the server decides, and must say yes.
    #[track_caller]
    pub(crate) fn asks(&mut self, person: Person, command: impl Into<Command>) {
        self.decided(person, &command.into(), Authority::Server);
    }

    /// Somebody asks, and nobody but their own phone has decided yet.
    #[track_caller]
    pub(crate) fn asks_offline(&mut self, person: Person, command: impl Into<Command>) {
        self.decided(person, &command.into(), Authority::Phone);
    }

    #[track_caller]
    fn decided(&mut self, person: Person, command: &Command, authority: Authority) {
        self.commands += 1;
        let id = CommandId(Uuid::from_u128(0xc000_0000 + self.commands));
        let now = self.now;
        let context = Context { kommune: THYLAND, now, written: now, command: id, authority };
        let permits = self.permits(person).into_iter().collect::<Permits>();
        let actor = Actor { person, permits: &permits };
        let decision = decide(self, &actor, command, &context).expect("an applied command");
        for change in decision.changes {
            match change {
                Change::Put(record) => self.put(record),
                Change::Remove(key) => drop(self.records.remove(&key)),
            }
        }
    }

    /// Puts a record that no command made.
    pub(crate) fn put(&mut self, record: impl Into<Record>) {
        let record = record.into();
        self.records.insert(record.key(), record);
    }

    /// What the person would see.
    pub(crate) fn seen_by<R>(&self, person: Person, look: impl FnOnce(&Sight<'_>) -> R) -> R {
        let held = self.permits(person).into_iter();
        let held = held.filter(|(_, permit)| permit.term.holds_at(self.now));
        let mut folders: Vec<Folder> = held.map(|(folder, _)| folder).collect();
        folders.sort_unstable();
        folders.dedup();
        let phone = Phone { world: self, folders: &folders };
        let me = Me::of(&phone, person, THYLAND, self.now);
        look(&Sight { view: &phone, folders: &folders, me: &me, now: self.now })
    }

    fn permits(&self, person: Person) -> Vec<(Folder, Permit)> {
        let faelles = Folder::Faelles(THYLAND);
        let is = match person {
            Person::Medarbejder(id) => {
                find::<Medarbejder>(self, faelles, id.0).map(Medarbejder::grantees)
            }
            Person::Ung(id) => find::<Ung>(self, Folder::Plan(id), id.0).map(Ung::grantees),
            Person::System => None,
        };
        let is = is.unwrap_or_default();
        let held = |grantee: Grantee| {
            let held = is.iter().filter(move |(is, _)| *is == grantee);
            held.map(|(_, term)| *term)
        };
        let grants = self.records.values().flat_map(Record::grants);
        let permits = grants.flat_map(|grant| {
            let (folder, access) = (grant.folder, grant.access);
            let terms = held(grant.grantee).map(move |term| grant.term.and(term));
            terms.map(move |term| (folder, Permit { access, term })).collect::<Vec<_>>()
        });
        permits.filter(|(_, permit)| permit.access >= Access::Read).collect()
    }
}

/// What one person holds of it.
struct Phone<'a> {
    world: &'a World,
    folders: &'a [Folder],
}

impl View for Phone<'_> {
    fn get(&self, key: &Key) -> Option<&Record> {
        self.folders.contains(&key.folder).then(|| self.world.get(key)).flatten()
    }

    fn list(&self, folder: Folder, kind: Kind) -> Vec<&Record> {
        if self.folders.contains(&folder) { self.world.list(folder, kind) } else { Vec::new() }
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
}
