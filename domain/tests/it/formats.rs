//! What is stored and sent is kept: one line a sample, in `tests/kept`. Phones hold commands for weeks and the server holds
//! records for years, so a line that was written once is read by every later version: lines are added and never changed
//! (`cargo xtask tidy` looks). Running once with `OVERGANG_WRITE_FORMATS=1` adds the samples that are new.

use std::collections::BTreeSet;
use std::path::PathBuf;

use domain::command::{CommandKind, Undecodable};
use domain::digest::{ContentHash, Digest, derived_uuid};
use domain::envelope::{Envelope, Sealed, Seq};
use domain::exchange::{
    Cursor, FolderPage, Outcome, PROTOCOL, Quarantine, Receipt, RecordChange, Refusal, Reply,
    Request,
};
use domain::fixtures::{ANNA, ERHVERVSSKOLEN, MADS, NOW, PRAKTIKERNE, THYLAND, TOEMRER, day};
use domain::folder::FolderKind;
use domain::grant::{Access, Grant, Permit};
use domain::id::{CommandId, Epoch, InstallationId};
use domain::opslag::NewOpslag;
use domain::person::Grantee;
use domain::plads::Pladsdag;
use domain::record::Unreadable;
use domain::{Command, Folder, Key, Kind, Person, Record, Rejection, Rolle};
use proptest::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::samples::{self, NOTAT};

#[derive(Serialize, Deserialize)]
struct Line {
    /// The version that wrote it first.
    since: String,
    /// A command's name or a record's kind.
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    folder: Option<Folder>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<Uuid>,
    doc: Box<RawValue>,
}

impl Line {
    fn new(name: &str, key: Option<Key>, doc: Box<RawValue>) -> Self {
        let (folder, id) = (key.map(|key| key.folder), key.map(|key| key.id));
        Self { since: env!("CARGO_PKG_VERSION").to_owned(), name: name.to_owned(), folder, id, doc }
    }

    fn is(&self, other: &Self) -> bool {
        let of = |line: &Self| (line.name.clone(), line.folder, line.id, line.doc.get().to_owned());
        of(self) == of(other)
    }

    fn command(&self) -> Command {
        Command::decode(&self.name, &self.doc).expect(&self.name)
    }

    fn record(&self) -> Record {
        let (folder, id) = (self.folder.unwrap(), self.id.unwrap());
        Record::decode(folder, &self.name, id, self.doc.get()).expect(&self.name)
    }
}

/// Every line of a file. Today's samples are among them.
fn kept(file: &str, samples: impl IntoIterator<Item = Line>) -> Vec<Line> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "kept", file].iter().collect();
    let stored = std::fs::read_to_string(&path).expect("the file of samples");
    let lines: Vec<Line> = stored.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let is_new = |sample: &Line| !lines.iter().any(|line| line.is(sample));
    let new = samples.into_iter().filter(is_new);
    let new: String = new.map(|line| serde_json::to_string(&line).unwrap() + "\n").collect();
    if std::env::var_os("OVERGANG_WRITE_FORMATS").is_some() {
        std::fs::write(path, stored + &new).unwrap();
    } else {
        assert_eq!(new, "", "{file} lacks these; the older lines stay, and are read");
    }
    lines
}

fn command_lines() -> Vec<Line> {
    let line = |command: Command| Line::new(command.name(), None, command.encode().unwrap());
    kept("commands.jsonl", samples::commands().into_iter().map(line))
}

fn record_lines() -> Vec<Line> {
    let line = |record: Record| {
        let key = record.key();
        Line::new(key.kind.code(), Some(key), record.encode().unwrap())
    };
    kept("records.jsonl", samples::records().into_iter().map(line))
}

#[test]
fn every_command_that_was_ever_written_is_read() {
    for sample in samples::commands() {
        let args = sample.encode().unwrap();
        assert_eq!(Command::decode(sample.name(), &args), Ok(sample));
    }
    let lines = command_lines();
    for line in &lines {
        let read = line.command();
        let again = Command::decode(read.name(), &read.encode().unwrap());
        assert_eq!(again, Ok(read), "{}", line.name);
    }
    let names: BTreeSet<_> = lines.iter().map(|line| line.name.as_str()).collect();
    let all = CommandKind::ALL.iter().map(|kind| kind.name());
    assert_eq!(all.filter(|name| !names.contains(name)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn every_record_that_was_ever_written_is_read() {
    for sample in samples::records() {
        let Key { folder, kind, id } = sample.key();
        let doc = sample.encode().unwrap();
        assert_eq!(Record::decode(folder, kind.code(), id, doc.get()), Ok(sample));
    }
    let lines = record_lines();
    for line in &lines {
        let read = line.record();
        let Key { folder, kind, id } = read.key();
        let again = Record::decode(folder, kind.code(), id, read.encode().unwrap().get());
        assert_eq!(again, Ok(read), "{}", line.name);
    }
    let kinds: BTreeSet<_> = lines.iter().map(|line| line.name.as_str()).collect();
    let all = Kind::ALL.iter().map(|kind| kind.code());
    assert_eq!(all.filter(|kind| !kinds.contains(kind)).collect::<Vec<_>>(), [""; 0]);
}

/// The document with a field in every object that nobody knows.
fn from_a_newer_version(doc: &RawValue) -> Box<RawValue> {
    // Objects that are maps, not records: their keys are data.
    const MAPS: [&str; 1] = ["fremmoede"];
    fn add(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                let inner = fields.iter_mut().filter(|(name, _)| !MAPS.contains(&name.as_str()));
                inner.for_each(|(_, value)| add(value));
                let is_variant = fields.len() == 1
                    && ["forloeb", "venteliste", "afvist", "mundtligt"]
                        .iter()
                        .any(|v| fields.contains_key(*v));
                if !is_variant {
                    fields.insert("fra_en_nyere_version".into(), serde_json::json!({"x": [1]}));
                }
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(add),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(doc.get()).unwrap();
    add(&mut value);
    serde_json::value::to_raw_value(&value).unwrap()
}

#[test]
fn a_field_nobody_knows_stops_no_reading() {
    for line in command_lines() {
        let newer = from_a_newer_version(&line.doc);
        assert_eq!(Command::decode(&line.name, &newer), Ok(line.command()), "{newer}");
    }
    for line in record_lines() {
        let newer = from_a_newer_version(&line.doc);
        let read = Record::decode(line.folder.unwrap(), &line.name, line.id.unwrap(), newer.get());
        assert_eq!(read, Ok(line.record()), "{newer}");
    }
}

/// A list is never taken for an object, nor a list that nobody writes for one that somebody did.
#[test]
fn lists_are_taken_where_they_belong_and_no_longer_than_anybody_writes_them() {
    let mut met = 0;
    let decode =
        |name, args: &str| Command::decode(name, &RawValue::from_string(args.to_owned()).unwrap());
    for command in samples::commands() {
        let args = command.encode().unwrap();
        for (inner, listed) in [
            (
                r#"{"forloeb":{"linjer":["Tømrer","Elektriker"]}}"#,
                r#"{"forloeb":[["Tømrer","Elektriker"]]}"#,
            ),
            (r#"{"mundtligt":{"vidne":"Anna Lund"}}"#, r#"{"mundtligt":["Anna Lund"]}"#),
        ] {
            let text = args.get().replace(inner, listed);
            let expected = text != args.get();
            let refused = decode(command.name(), &text) == Err(Undecodable::BadArguments);
            assert_eq!(refused, expected, "{text}");
            met += usize::from(expected);
        }
        if let Some((before, after)) = args.get().split_once("\"dage\":[") {
            let many = vec!["\"2026-09-07\""; 401].join(",");
            let rest = after.split_once(']').unwrap().1;
            let text = format!("{before}\"dage\":[{many}]{rest}");
            assert_eq!(decode(command.name(), &text), Err(Undecodable::BadArguments));
        }
    }
    assert_eq!(met, 2, "each of the two stands in a sample");
}

#[test]
fn a_name_from_a_newer_version_is_told_from_bad_arguments() {
    let none = RawValue::from_string("{}".to_owned()).unwrap();
    assert_eq!(Command::decode("notat.write.v2", &none), Err(Undecodable::UnknownName));
    for name in CommandKind::ALL.iter().map(|kind| kind.name()) {
        assert_eq!(Command::decode(name, &none), Err(Undecodable::BadArguments), "{name}");
    }
}

#[test]
fn a_record_is_read_only_where_it_belongs() {
    for record in samples::records() {
        let Key { folder, kind, id } = record.key();
        let doc = record.encode().unwrap();
        let read = |folder, code, id, doc| Record::decode(folder, code, id, doc);
        let elsewhere = FolderKind::Moeder.of(folder.subject());
        assert_eq!(read(elsewhere, kind.code(), id, doc.get()), Err(Unreadable::Misplaced));
        assert_eq!(read(folder, kind.code(), Uuid::max(), doc.get()), Err(Unreadable::Misplaced));
        assert_eq!(read(folder, "noget_nyt", id, doc.get()), Err(Unreadable::UnknownKind));
        assert_eq!(read(folder, kind.code(), id, "{}"), Err(Unreadable::Malformed));
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
    }
}

/// What a text that is stored must say is found in no form that shows itself.
#[test]
fn no_free_text_shows_itself_in_debug_output() {
    for shown in [format!("{:?}", samples::commands()), format!("{:?}", samples::records())] {
        for text in ["Vi talte", "tvivl", "plakaten", "Elektriker"] {
            assert!(!shown.contains(text), "{text}");
        }
    }
}

fn codes<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(all: &[T]) -> Vec<String> {
    let code = |value: &T| {
        let code = serde_json::to_string(value).unwrap();
        assert_eq!(&serde_json::from_str::<T>(&code).unwrap(), value);
        code
    };
    all.iter().map(code).collect()
}

const REJECTIONS: [Rejection; 20] = [
    Rejection::AccessMissing,
    Rejection::AccessEnded,
    Rejection::AlreadyExists,
    Rejection::RecordMissing,
    Rejection::OrganisationMissing,
    Rejection::HappenedInFuture,
    Rejection::TimeOutOfBounds,
    Rejection::NumberOutOfBounds,
    Rejection::NothingChanged,
    Rejection::ConflictSettled,
    Rejection::DaysInvalid,
    Rejection::DayNotOffered,
    Rejection::ForloebNotWhole,
    Rejection::BookingEnded,
    Rejection::DayNotYet,
    Rejection::BookingNotConfirmed,
    Rejection::RolleMissing,
    Rejection::TermInvalid,
    Rejection::IndsigtGiven,
    Rejection::Unknown,
];

#[test]
fn the_codes_of_what_became_of_a_command() {
    let quarantines = [
        Quarantine::AccessEnded,
        Quarantine::Unreadable,
        Quarantine::TooLarge,
        Quarantine::WrongPerson,
        Quarantine::IdentityReused,
        Quarantine::ServerFault,
        Quarantine::Unknown,
    ];
    let mut outcomes = vec![
        Outcome::Applied,
        Outcome::AppliedLate,
        Outcome::Merged,
        Outcome::Held,
        Outcome::Unknown,
    ];
    outcomes.extend(REJECTIONS.map(|why| Outcome::Refused { why }));
    outcomes.extend(quarantines.map(|why| Outcome::Quarantined { why }));
    assert_eq!(
        codes(&outcomes),
        [
            r#"{"is":"applied"}"#,
            r#"{"is":"applied_late"}"#,
            r#"{"is":"merged"}"#,
            r#"{"is":"held"}"#,
            r#"{"is":"unknown"}"#,
            r#"{"is":"refused","why":"access_missing"}"#,
            r#"{"is":"refused","why":"access_ended"}"#,
            r#"{"is":"refused","why":"already_exists"}"#,
            r#"{"is":"refused","why":"record_missing"}"#,
            r#"{"is":"refused","why":"organisation_missing"}"#,
            r#"{"is":"refused","why":"happened_in_future"}"#,
            r#"{"is":"refused","why":"time_out_of_bounds"}"#,
            r#"{"is":"refused","why":"number_out_of_bounds"}"#,
            r#"{"is":"refused","why":"nothing_changed"}"#,
            r#"{"is":"refused","why":"conflict_settled"}"#,
            r#"{"is":"refused","why":"days_invalid"}"#,
            r#"{"is":"refused","why":"day_not_offered"}"#,
            r#"{"is":"refused","why":"forloeb_not_whole"}"#,
            r#"{"is":"refused","why":"booking_ended"}"#,
            r#"{"is":"refused","why":"day_not_yet"}"#,
            r#"{"is":"refused","why":"booking_not_confirmed"}"#,
            r#"{"is":"refused","why":"rolle_missing"}"#,
            r#"{"is":"refused","why":"term_invalid"}"#,
            r#"{"is":"refused","why":"indsigt_given"}"#,
            r#"{"is":"refused","why":"unknown"}"#,
            r#"{"is":"quarantined","why":"access_ended"}"#,
            r#"{"is":"quarantined","why":"unreadable"}"#,
            r#"{"is":"quarantined","why":"too_large"}"#,
            r#"{"is":"quarantined","why":"wrong_person"}"#,
            r#"{"is":"quarantined","why":"identity_reused"}"#,
            r#"{"is":"quarantined","why":"server_fault"}"#,
            r#"{"is":"quarantined","why":"unknown"}"#,
        ]
    );
}

#[test]
fn the_codes_of_why_a_request_was_not_taken() {
    let refusals = [
        Refusal::Malformed,
        Refusal::TooLarge,
        Refusal::TooDeep,
        Refusal::TooManyCommands,
        Refusal::Gap,
        Refusal::AppTooOld,
        Refusal::ServerTooOld,
        Refusal::SignedOut,
        Refusal::WrongPerson,
        Refusal::ForeignInstallation,
        Refusal::EnoughToday,
        Refusal::Busy,
        Refusal::Unknown,
    ];
    assert_eq!(
        codes(&refusals),
        [
            r#"{"refusal":"malformed"}"#,
            r#"{"refusal":"too_large"}"#,
            r#"{"refusal":"too_deep"}"#,
            r#"{"refusal":"too_many_commands"}"#,
            r#"{"refusal":"gap"}"#,
            r#"{"refusal":"app_too_old"}"#,
            r#"{"refusal":"server_too_old"}"#,
            r#"{"refusal":"signed_out"}"#,
            r#"{"refusal":"wrong_person"}"#,
            r#"{"refusal":"foreign_installation"}"#,
            r#"{"refusal":"enough_today"}"#,
            r#"{"refusal":"busy"}"#,
            r#"{"refusal":"unknown"}"#,
        ]
    );
}

#[test]
fn a_code_from_a_newer_server_is_unknown_and_stops_nothing() {
    let read = |text| serde_json::from_str::<Outcome>(text).unwrap();
    assert_eq!(read(r#"{"is":"sent_to_the_moon","why":{"deep":[1]}}"#), Outcome::Unknown);
    let why = Rejection::Unknown;
    assert_eq!(read(r#"{"is":"refused","why":"stjernerne"}"#), Outcome::Refused { why });
    let why = Quarantine::Unknown;
    assert_eq!(read(r#"{"is":"quarantined","why":"stjernerne"}"#), Outcome::Quarantined { why });
    let refusal: Refusal = serde_json::from_str(r#"{"refusal":"too_late","until":7}"#).unwrap();
    assert_eq!(refusal, Refusal::Unknown);
}

#[test]
fn what_an_outcome_asks_of_the_phone() {
    let why = Rejection::DayNotYet;
    assert!(Outcome::Refused { why }.needs_attention() && Outcome::Refused { why }.is_final());
    assert!(Outcome::Unknown.needs_attention());
    assert!(!Outcome::Held.is_final() && !Outcome::Held.needs_attention());
    assert!(!Outcome::AppliedLate.needs_attention() && Outcome::Merged.is_final());
    let ended = Outcome::from(Rejection::AccessEnded);
    assert_eq!(ended, Outcome::Quarantined { why: Quarantine::AccessEnded });
    assert_eq!(Outcome::from(why), Outcome::Refused { why });
}

#[test]
fn a_request_and_a_reply_read_back() {
    let folder = Folder::Plan(MADS);
    let command = samples::commands().pop().unwrap();
    let envelope =
        Envelope::new(CommandId(NOTAT.0), Person::Ung(MADS), NOW, "1.0.0", &command).unwrap();
    let request = Request {
        protocol: PROTOCOL,
        app: "1.0.0".into(),
        installation: InstallationId(Uuid::from_u128(1)),
        person: Person::Ung(MADS),
        epoch: Some(Epoch(Uuid::from_u128(2))),
        cursor: Cursor { no: 7, behind: [(folder, 3)].into() },
        commands: vec![envelope.seal(Seq(4)).unwrap()],
        first_available: Seq(1),
        outbox_len: 1,
        sent_at: NOW,
        want_digests: true,
        opslag: Vec::new(),
        page: None,
    };
    let change = RecordChange {
        kind: "aftale".into(),
        id: NOTAT.0,
        rev: 9,
        doc: Some(RawValue::from_string(r#"{"b":1, "a":2}"#.into()).unwrap()),
    };
    let gone = RecordChange { rev: 10, doc: None, ..change.clone() };
    let reply = Reply {
        protocol: PROTOCOL,
        server: "1.0.0".into(),
        epoch: Epoch(Uuid::from_u128(2)),
        receipts: vec![Receipt { seq: Seq(4), outcome: Outcome::Applied }],
        next_seq: Seq(5),
        folders: vec![FolderPage { changes: vec![change, gone], ..FolderPage::empty(folder) }],
        leave: vec!["noget:nyt".into()],
        cursor: Cursor { no: 9, ..Cursor::default() },
        more: false,
        server_time: NOW,
        next_after: 60_000,
        digest: Digest::of_row("aftale", NOTAT.0, 9, "{}"),
        digests: Some([(folder.to_string(), Digest::default())].into()),
        opslag: 0,
        wipe: false,
    };
    let opslag = vec![NewOpslag { ung: MADS, kl: NOW }];
    let looked = Request { opslag, ..request.clone() };
    let slow = Request { page: Some(250), ..request.clone() };
    let heard = Reply { opslag: 1, ..reply.clone() };
    let wiped = Reply { wipe: true, ..reply.clone() };
    let line = |name: &str, doc| Line::new(name, None, doc);
    let request = serde_json::value::to_raw_value(&request).unwrap();
    let reply = serde_json::value::to_raw_value(&reply).unwrap();
    let looked = serde_json::value::to_raw_value(&looked).unwrap();
    let slow = serde_json::value::to_raw_value(&slow).unwrap();
    let heard = serde_json::value::to_raw_value(&heard).unwrap();
    let wiped = serde_json::value::to_raw_value(&wiped).unwrap();
    let samples = [
        line("request", request),
        line("reply", reply),
        line("request", looked),
        line("reply", heard),
        line("reply", wiped),
        line("request", slow),
    ];
    let lines = kept("exchange.jsonl", samples);
    let looked: Request = serde_json::from_str(lines[2].doc.get()).unwrap();
    let heard: Reply = serde_json::from_str(lines[3].doc.get()).unwrap();
    assert_eq!((looked.opslag[0].ung, heard.opslag), (MADS, 1));
    let slow: Request = serde_json::from_str(lines[5].doc.get()).unwrap();
    assert_eq!((looked.page, slow.page), (None, Some(250)));
    let read: Request = serde_json::from_str(lines[0].doc.get()).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), lines[0].doc.get());
    assert_eq!(read.commands[0].open().unwrap().command(), Ok(command));
    let read: Reply = serde_json::from_str(lines[1].doc.get()).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), lines[1].doc.get());
}

#[test]
fn a_cursor_passes_over_folders_of_a_newer_server() {
    let text = format!(r#"{{"no":7,"behind":{{"noget:nyt":3,"{}":4}}}}"#, Folder::Plan(MADS));
    let cursor: Cursor = serde_json::from_str(&text).unwrap();
    assert_eq!(cursor.behind, [(Folder::Plan(MADS), 4)].into());
    assert_eq!(
        (cursor.reaches(&Folder::Plan(MADS)), cursor.reaches(&Folder::Journal(MADS))),
        (4, 7)
    );
}

#[test]
fn an_envelope_keeps_its_text_and_its_fingerprint() {
    let body = r#"{"id":"00000000-0000-0000-0000-000000000001","person":"system","written":5,
        "app":"9.9","name":"noget.nyt.v7","args":{"z":1,  "a":[]},"fra_en_nyere_version":true}"#;
    let sealed = Sealed { seq: Seq(1), body: RawValue::from_string(body.to_owned()).unwrap() };
    let sent = serde_json::to_string(&sealed).unwrap();
    let received: Sealed = serde_json::from_str(&sent).unwrap();
    assert_eq!(received.body.get(), body);
    assert_eq!(received.hash(), sealed.hash());
    assert_eq!(received.open().unwrap().command(), Err(Undecodable::UnknownName));
}

/// Ids and fingerprints are computed on every phone and on the server, of every version: these never move.
#[test]
fn what_is_computed_in_two_places_is_pinned() {
    let id = Uuid::from_u128(1);
    assert_eq!(derived_uuid(id, "Antal").to_string(), "ddc182e9-22f8-8e63-9242-bf102e420428");
    assert_eq!(
        Pladsdag::id_of(TOEMRER, day("2026-09-14")).to_string(),
        "8614b993-bab9-8aca-aa05-19df68317c5d"
    );
    assert_eq!(
        format!("{:?}", ContentHash::of("æ")),
        "889be819e24eaa58cd98ff071bc5aa9d9d6b3fea8d62c6cd43778c7370d2bf60"
    );
    assert_eq!(
        Digest::of_row("notat", id, 3, "{}").to_string(),
        "c014d56c7ba6decd53fe9be08e9b687f"
    );
    let rows = Digest::of_row("notat", id, 3, "{}");
    assert_eq!(
        Digest::of_folder(Folder::Plan(MADS), rows).to_string(),
        "88557c2794538182f02c7195b853b4c0"
    );
}

#[test]
fn a_digest_knows_no_order_and_tells_folders_apart() {
    let (mut ab, mut ba) = (Digest::default(), Digest::default());
    let rows = [1, 2].map(|rev| Digest::of_row("notat", NOTAT.0, rev, "{}"));
    for row in rows {
        ab ^= row;
    }
    for row in rows.into_iter().rev() {
        ba ^= row;
    }
    assert_eq!(ab, ba);
    ab ^= rows[0];
    assert_eq!(ab, rows[1]);
    let empty = |folder| Digest::of_folder(folder, Digest::default());
    assert_ne!(empty(Folder::Plan(MADS)), empty(Folder::Journal(MADS)));
}

#[test]
fn names_are_written_as_they_always_were() {
    let ung = "00000000-0000-0000-0000-000000000040";
    let org = "00000000-0000-0000-0000-000000000020";
    let written: Vec<_> = FolderKind::ALL.iter().map(|kind| kind.of(MADS.0).to_string()).collect();
    let kinds = [
        "faelles",
        "partnerskab",
        "pladser",
        "vaert",
        "plan",
        "skole",
        "journal",
        "deling",
        "indbakke",
        "moeder",
    ];
    assert_eq!(written, kinds.map(|kind| format!("{kind}:{ung}")));
    assert_eq!(Person::Ung(MADS).to_string(), format!("ung:{ung}"));
    assert_eq!(Grantee::Vaert(ERHVERVSSKOLEN).to_string(), format!("vaert:{org}"));
    assert_eq!(Grantee::Skole(ERHVERVSSKOLEN).to_string(), format!("skole:{org}"));
    assert_eq!(Grantee::Rolle(Rolle::Netvaerkstovholder).to_string(), "rolle:netvaerkstovholder");
    assert_eq!(
        (Grantee::Alle.to_string(), Person::System.to_string()),
        ("alle".into(), "system".into())
    );
    for rolle in Rolle::ALL {
        assert_eq!(serde_json::to_string(&rolle).unwrap(), format!("\"{}\"", rolle.code()));
    }
    let subjects = [THYLAND.0, ANNA.0, PRAKTIKERNE.0];
    assert!(subjects.iter().all(|id| id.to_string().starts_with("00000000")));
}

#[test]
fn texts_that_only_look_like_names_are_none() {
    let nil = Uuid::nil();
    for text in ["", "plan", "plan:", ":", "nyt:x", &format!("Plan:{nil}"), &format!("plan:{nil} ")]
    {
        assert!(text.parse::<Folder>().is_err(), "{text}");
    }
    for text in ["", "System", "system:", "alle", "ung", "ung:", &format!("unge:{nil}")] {
        assert!(text.parse::<Person>().is_err(), "{text}");
    }
    for text in ["", "Alle", "rolle:", "rolle:konge", "vaert:", &format!("vaerter:{nil}")] {
        assert!(text.parse::<Grantee>().is_err(), "{text}");
    }
    let hex = "0123456789abcdef0123456789abcdef";
    for text in
        ["", &hex[1..], &format!("+{}", &hex[1..]), &format!("{hex}0"), &hex.replace('a', "æ")]
    {
        assert!(text.parse::<Digest>().is_err(), "{text}");
    }
}

#[test]
fn every_grant_of_the_samples_reads_back() {
    for grant in samples::records().iter().flat_map(Record::grants) {
        let text = serde_json::to_string(&grant).unwrap();
        assert_eq!(serde_json::from_str::<Grant>(&text).unwrap(), grant, "{text}");
    }
    let permit = FolderPage::empty(Folder::Plan(MADS)).permit;
    assert_eq!(permit.access, Access::Read);
    assert_eq!(serde_json::to_string(&permit).unwrap(), r#"{"access":"read","term":{"from":0}}"#);
    let _: Permit =
        serde_json::from_str(r#"{"access":"write","term":{"from":0,"until":5}}"#).unwrap();
}

fn round_trips<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    value: &T,
) -> Result<(), TestCaseError> {
    let text = serde_json::to_string(value).unwrap();
    prop_assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value, "{}", text);
    Ok(())
}

proptest! {
    #[test]
    fn names_round_trip(subject in any::<u128>(), kind in 0..8_usize, rolle in 0..6_usize, hash in any::<u128>()) {
        let id = Uuid::from_u128(subject);
        let folder = FolderKind::ALL[kind].of(id);
        prop_assert_eq!((folder.kind(), folder.subject()), (FolderKind::ALL[kind], id));
        round_trips(&folder)?;
        let people = [
            Person::System,
            Person::Ung(domain::id::UngId(id)),
            Person::Medarbejder(domain::id::MedarbejderId(id)),
        ];
        for person in people {
            round_trips(&person)?;
            round_trips(&Grantee::Person(person))?;
        }
        round_trips(&Grantee::Rolle(Rolle::ALL[rolle]))?;
        round_trips(&Grantee::Vaert(domain::id::OrganisationId(id)))?;
        let digest = Digest::of_row("x", id, 1, &hash.to_string());
        round_trips(&digest)?;
        prop_assert_eq!(digest.to_string().parse(), Ok(digest));
    }

    #[test]
    fn no_wild_text_is_read_as_a_name(text in ".{0,50}") {
        if let Ok(folder) = text.parse::<Folder>() {
            prop_assert_eq!(folder.to_string().parse(), Ok(folder));
        }
        if let Ok(grantee) = text.parse::<Grantee>() {
            prop_assert_eq!(grantee.to_string().parse(), Ok(grantee));
        }
    }
}

#[test]
fn settings_that_came_later_have_what_was_the_rule_before() {
    let (org, kommune) = (ERHVERVSSKOLEN.0, THYLAND.0);
    let doc = format!(
        r#"{{"id":"{org}","kommune":"{kommune}","navn":"Skolen","by":null,"partner_siden":null,"vaert":true}}"#
    );
    let read = Record::decode(Folder::Faelles(THYLAND), "organisation", org, &doc);
    assert!(matches!(read, Ok(Record::Organisation(read)) if !read.skole && read.vaert));
    let doc = format!(r#"{{"id":"{kommune}","navn":"K","program":"P","lukkedage":[]}}"#);
    let read = Record::decode(Folder::Faelles(THYLAND), "kommune", kommune, &doc);
    let rule = domain::samtykke::Underskriftsregel::FraFemtenBegge;
    assert!(matches!(read, Ok(Record::Kommune(read)) if read.underskrifter == rule));
}
