//! A server in memory: the real rules, the exchange as `domain::exchange` tells it, and switches for what
//! servers do wrong.

use std::collections::BTreeMap;

use domain::decide::{Actor, Authority, Context};
use domain::digest::{ContentHash, Digest};
use domain::envelope::{Sealed, Seq};
use domain::exchange::{
    Cursor, FolderPage, Outcome, PROTOCOL, Quarantine, Receipt, RecordChange, Refusal, Reply,
    Request,
};
use domain::fixtures::{self, THYLAND};
use domain::grant::{Permit, Permits};
use domain::id::{CommandId, Epoch, InstallationId};
use domain::opslag::NewOpslag;
use domain::person::Grantee;
use domain::{Change, Command, Folder, Key, Kind, Moment, Person, Record, View, decide};
use replica::Response;
use serde_json::value::RawValue;
use uuid::Uuid;

/// A row's place: by the kind's name, as a server may know more kinds than the phone.
type Place = (Folder, String, Uuid);

#[derive(Clone, Debug)]
struct Row {
    no: u64,
    rev: u64,
    doc: Option<String>,
}

#[derive(Clone, Debug)]
struct Holding {
    since: u64,
    permit: Permit,
    permit_no: u64,
    left: Option<u64>,
}

#[derive(Clone, Debug)]
struct Known {
    person: Person,
    next: Seq,
    receipts: BTreeMap<Seq, (ContentHash, Outcome)>,
    holdings: BTreeMap<Folder, Holding>,
}

#[derive(Clone, Debug, Default)]
struct Records(BTreeMap<Key, Record>);

impl View for Records {
    fn get(&self, key: &Key) -> Option<&Record> {
        self.0.get(key)
    }

    fn list(&self, folder: Folder, kind: Kind) -> Vec<&Record> {
        let of = |id| Key { folder, kind, id };
        self.0.range(of(Uuid::nil())..=of(Uuid::max())).map(|(_, record)| record).collect()
    }
}

/// The server.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) now: Moment,
    /// It is new enough to take look-ups.
    pub(crate) knows_opslag: bool,
    /// The look-ups it was told of.
    pub(crate) opslag: Vec<NewOpslag>,
    /// How many records a reply carries.
    pub(crate) page: usize,
    /// What becomes of every command of a name, whatever the rule says.
    pub(crate) verdicts: BTreeMap<&'static str, Outcome>,
    /// How often each command was carried out.
    pub(crate) carried_out: BTreeMap<CommandId, usize>,
    /// What became of each command, wherever it stood in line.
    outcomes: BTreeMap<CommandId, Outcome>,
    epoch: Epoch,
    no: u64,
    rows: BTreeMap<Place, Row>,
    records: Records,
    phones: BTreeMap<InstallationId, Known>,
}

impl Server {
    /// Thyland as the fixtures have it.
    pub(crate) fn thyland() -> Self {
        let mut server = Self {
            now: fixtures::NOW,
            knows_opslag: true,
            opslag: Vec::new(),
            page: 1_000,
            verdicts: BTreeMap::new(),
            carried_out: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            epoch: Epoch(Uuid::from_u128(1)),
            no: 0,
            rows: BTreeMap::new(),
            records: Records::default(),
            phones: BTreeMap::new(),
        };
        for command in fixtures::setup() {
            server.system(&command);
        }
        server
    }

    /// Carries out what the set-up asks.
    pub(crate) fn system(&mut self, command: &Command) {
        let id = CommandId(Uuid::from_u128(u128::from(self.no)));
        let outcome = self.decide(Person::System, command, id, self.now);
        assert_eq!(outcome, Outcome::Applied, "{command:?}");
    }

    /// The database goes back to what it was in `earlier`.
    pub(crate) fn restore(&mut self, earlier: &Self) {
        let epoch = Epoch(Uuid::from_u128(self.epoch.0.as_u128() + 1));
        *self = Self { epoch, now: self.now, ..earlier.clone() };
    }

    /// Removes a record, as no command does yet.
    pub(crate) fn remove(&mut self, key: Key) {
        self.put_row((key.folder, key.kind.code().to_owned(), key.id), None);
        self.records.0.remove(&key);
    }

    /// Puts a row that need not be a record of this version.
    pub(crate) fn put_raw(&mut self, folder: Folder, kind: &str, id: Uuid, doc: &str) {
        self.put_row((folder, kind.to_owned(), id), Some(doc.to_owned()));
    }

    /// Removes such a row.
    pub(crate) fn remove_raw(&mut self, folder: Folder, kind: &str, id: Uuid) {
        self.put_row((folder, kind.to_owned(), id), None);
    }

    /// The records of a folder.
    pub(crate) fn records(&self, folder: Folder) -> Vec<Record> {
        let records = Kind::ALL.iter().flat_map(|kind| self.records.list(folder, *kind));
        records.cloned().collect()
    }

    /// The place in line that is expected of a phone next.
    pub(crate) fn expects(&self, phone: InstallationId) -> Option<Seq> {
        self.phones.get(&phone).map(|known| known.next)
    }

    /// What somebody may see now.
    pub(crate) fn visible(&self, person: Person) -> BTreeMap<Folder, Permit> {
        let permits = self.permits_of(person).into_iter();
        let mut visible = BTreeMap::new();
        for (folder, permit) in permits.filter(|(_, permit)| permit.term.holds_at(self.now)) {
            let best = visible.entry(folder).or_insert(permit);
            let worth = |permit: &Permit| {
                let until = permit.term.until.unwrap_or(Moment(i64::MAX));
                (permit.access, until)
            };
            if worth(&permit) > worth(best) {
                *best = permit;
            }
        }
        visible
    }

    fn permits_of(&self, person: Person) -> Vec<(Folder, Permit)> {
        let grantees = self.records.0.values().find_map(|record| match record {
            Record::Medarbejder(m) if Person::Medarbejder(m.id) == person => Some(m.grantees()),
            Record::Ung(ung) if Person::Ung(ung.id) == person => Some(ung.grantees()),
            _ => None,
        });
        let grantees = grantees.unwrap_or_default();
        let grants = self.records.0.values().flat_map(Record::grants);
        let of_grant = |grant: domain::grant::Grant| {
            let is_it = move |(who, _): &&(Grantee, _)| *who == grant.grantee;
            let permit = |(_, term): &(_, domain::grant::Term)| Permit {
                access: grant.access,
                term: grant.term.and(*term),
            };
            let found: Vec<_> =
                grantees.iter().filter(is_it).map(|held| (grant.folder, permit(held))).collect();
            found
        };
        grants.flat_map(of_grant).collect()
    }

    fn put_row(&mut self, place: Place, doc: Option<String>) {
        self.no += 1;
        let rev = self.rows.get(&place).map_or(1, |row| row.rev + 1);
        self.rows.insert(place, Row { no: self.no, rev, doc });
    }

    fn decide(
        &mut self,
        person: Person,
        command: &Command,
        id: CommandId,
        written: Moment,
    ) -> Outcome {
        if let Some(verdict) = self.verdicts.get(command.name()) {
            return *verdict;
        }
        let permits = Permits::from_iter(self.permits_of(person));
        let actor = Actor { person, permits: &permits };
        let authority = Authority::Server;
        let context = Context { kommune: THYLAND, now: self.now, written, command: id, authority };
        match decide(&self.records, &actor, command, &context) {
            Ok(decision) => {
                let outcome = decision.outcome();
                decision.changes.into_iter().for_each(|change| self.carry_out(change));
                if person != Person::System {
                    *self.carried_out.entry(id).or_default() += 1;
                }
                outcome
            }
            Err(why) => Outcome::from(why),
        }
    }

    fn carry_out(&mut self, change: Change) {
        match change {
            Change::Put(record) => {
                let key = record.key();
                let doc = record.encode().expect("a record is JSON").get().to_owned();
                self.put_row((key.folder, key.kind.code().to_owned(), key.id), Some(doc));
                self.records.0.insert(key, record);
            }
            Change::Remove(key) => self.remove(key),
        }
    }

    /// Answers a request.
    pub(crate) fn answer(&mut self, signed_in: Option<Person>, body: &str) -> Response {
        let reply = serde_json::from_str(body)
            .or(Err(Refusal::Malformed))
            .and_then(|request| self.exchange(signed_in, &request));
        let (status, body) = match reply {
            Ok(reply) => (200, serde_json::to_string(&reply)),
            Err(Refusal::SignedOut) => (401, serde_json::to_string(&Refusal::SignedOut)),
            Err(refusal) => (400, serde_json::to_string(&refusal)),
        };
        Response { status, body: body.expect("a reply is JSON"), took: 0 }
    }

    fn exchange(&mut self, signed_in: Option<Person>, request: &Request) -> Result<Reply, Refusal> {
        let person = signed_in.ok_or(Refusal::SignedOut)?;
        let seqs = request.commands.iter().map(|sealed| sealed.seq);
        if request.person != person {
            return Err(Refusal::WrongPerson);
        }
        if seqs.clone().zip(seqs.skip(1)).any(|(seq, after)| after != seq.next()) {
            return Err(Refusal::Gap);
        }
        let known = self.phones.entry(request.installation).or_insert_with(|| Known {
            person,
            next: Seq(1),
            receipts: BTreeMap::new(),
            holdings: BTreeMap::new(),
        });
        if known.person != person {
            return Err(Refusal::ForeignInstallation);
        }
        known.next = known.next.max(request.first_available);
        let receipts = self.take(person, request);
        if self.knows_opslag {
            self.opslag.extend(&request.opslag);
        }
        let same = request.epoch == Some(self.epoch) && request.cursor.no <= self.no;
        let cursor = if same { request.cursor.clone() } else { Cursor::default() };
        self.settle_holdings(request.installation, person, cursor.no);
        Ok(self.pull(request, &cursor, receipts))
    }

    fn take(&mut self, person: Person, request: &Request) -> Vec<Receipt> {
        let phone = request.installation;
        let mut receipts = Vec::new();
        for sealed in &request.commands {
            let known = self.phones.get(&phone).expect("it was just noted");
            let next = known.next;
            if sealed.seq > next {
                break;
            }
            let earlier = known.receipts.get(&sealed.seq).copied();
            let outcome = self.take_one(person, sealed, earlier);
            let known = self.phones.get_mut(&phone).expect("it was just noted");
            known.next = next.max(sealed.seq.next());
            known.receipts.entry(sealed.seq).or_insert((sealed.hash(), outcome)).1 = outcome;
            receipts.push(Receipt { seq: sealed.seq, outcome });
        }
        receipts
    }

    fn take_one(
        &mut self,
        person: Person,
        sealed: &Sealed,
        earlier: Option<(ContentHash, Outcome)>,
    ) -> Outcome {
        match earlier {
            Some((content, _)) if content != sealed.hash() => {
                return Outcome::Quarantined { why: Quarantine::IdentityReused };
            }
            Some((_, outcome)) if outcome.is_final() => return outcome,
            _ => {}
        }
        let Ok(envelope) = sealed.open() else {
            return Outcome::Quarantined { why: Quarantine::Unreadable };
        };
        if envelope.person != person {
            return Outcome::Quarantined { why: Quarantine::WrongPerson };
        }
        if let Some(outcome) = self.outcomes.get(&envelope.id) {
            return *outcome;
        }
        let Ok(command) = envelope.command() else { return Outcome::Held };
        let outcome = self.decide(person, &command, envelope.id, envelope.written);
        if outcome.is_final() {
            self.outcomes.insert(envelope.id, outcome);
        }
        outcome
    }

    fn settle_holdings(&mut self, phone: InstallationId, person: Person, reached: u64) {
        let visible = self.visible(person);
        let no = self.no + 1;
        let known = self.phones.get_mut(&phone).expect("it was just noted");
        let mut changed = false;
        known.holdings.retain(|folder, holding| {
            let gone = holding.left.is_some_and(|left| left <= reached);
            visible.contains_key(folder) || !gone
        });
        for (folder, holding) in &mut known.holdings {
            if !visible.contains_key(folder) && holding.left.is_none() {
                holding.left = Some(no);
                changed = true;
            }
        }
        for (folder, permit) in visible {
            match known.holdings.get_mut(&folder) {
                Some(holding) if holding.left.is_none() && holding.permit == permit => continue,
                Some(holding) if holding.left.is_none() => {
                    (holding.permit, holding.permit_no) = (permit, no);
                }
                _ => {
                    let holding = Holding { since: no, permit, permit_no: no, left: None };
                    known.holdings.insert(folder, holding);
                }
            }
            changed = true;
        }
        if changed {
            self.no = no;
        }
    }

    fn pull(&self, request: &Request, cursor: &Cursor, receipts: Vec<Receipt>) -> Reply {
        let known = self.phones.get(&request.installation).expect("it was just noted");
        let held = || known.holdings.iter().filter(|(_, holding)| holding.left.is_none());
        let left = known.holdings.iter().filter(|(_, h)| h.left.is_some_and(|no| no > cursor.no));
        let mut digest = Digest::default();
        for (folder, _) in held() {
            digest ^= Digest::of_folder(*folder, self.digest(*folder));
        }
        let digests = || held().map(|(f, _)| (f.to_string(), self.digest(*f))).collect();
        let (folders, behind) = self.pages(held(), cursor, request.page);
        Reply {
            protocol: PROTOCOL,
            server: "model".to_owned(),
            epoch: self.epoch,
            receipts,
            next_seq: known.next,
            folders,
            leave: left.map(|(folder, _)| folder.to_string()).collect(),
            more: !behind.is_empty(),
            cursor: Cursor { no: self.no, behind },
            server_time: self.now,
            next_after: 60_000,
            digest,
            digests: request.want_digests.then(digests),
            opslag: if self.knows_opslag { request.opslag.len() } else { 0 },
            wipe: false,
        }
    }

    fn pages<'a>(
        &self,
        held: impl Iterator<Item = (&'a Folder, &'a Holding)>,
        cursor: &Cursor,
        asked: Option<u32>,
    ) -> (Vec<FolderPage>, BTreeMap<Folder, u64>) {
        let room = asked.map_or(self.page, |asked| self.page.min(asked as usize));
        let (mut pages, mut behind, mut room) = (Vec::new(), BTreeMap::new(), room);
        for (folder, holding) in held {
            let asked = cursor.behind.get(folder).copied();
            let new = holding.since > cursor.no;
            let after = asked.unwrap_or(if new { 0 } else { cursor.no });
            let mut changes = self.changes(*folder, after);
            let news = asked.is_some() || holding.permit_no > cursor.no;
            if changes.is_empty() && !news {
                continue;
            }
            if !changes.is_empty() && room == 0 {
                behind.insert(*folder, after);
                continue;
            }
            let complete = changes.len() <= room;
            changes.truncate(room);
            room -= changes.len();
            if let (false, Some((no, _))) = (complete, changes.last()) {
                behind.insert(*folder, *no);
            }
            let changes = changes.into_iter().map(|(_, change)| change).collect();
            let (folder, permit) = (folder.to_string(), holding.permit);
            pages.push(FolderPage { folder, permit, after, changes, complete });
        }
        (pages, behind)
    }

    fn changes(&self, folder: Folder, after: u64) -> Vec<(u64, RecordChange)> {
        let of_folder = self.rows.iter().filter(|((of, ..), _)| *of == folder);
        let mut changes: Vec<_> = of_folder
            .filter(|(_, row)| row.no > after && (after > 0 || row.doc.is_some()))
            .map(|((_, kind, id), row)| {
                let doc = row.doc.clone().map(|doc| RawValue::from_string(doc).expect("JSON"));
                (row.no, RecordChange { kind: kind.clone(), id: *id, rev: row.rev, doc })
            })
            .collect();
        changes.sort_by_key(|(no, _)| *no);
        changes
    }

    fn digest(&self, folder: Folder) -> Digest {
        let of_folder = self.rows.iter().filter(|((of, ..), _)| *of == folder);
        of_folder.fold(Digest::default(), |mut sum, ((_, kind, id), row)| {
            if let Some(doc) = &row.doc {
                sum ^= Digest::of_row(kind, *id, row.rev, doc);
            }
            sum
        })
    }
}
