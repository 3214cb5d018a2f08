//! All that is written about one young person, gathered for them (law.md 2.1, art. 15; decision 0010): every
//! revision of every record, every command, every entry of the audit trail. What is about them is told in
//! `mine`, who the people in it are in `names`, how they come in in `account`; who may have it when is in `fetch`.

use std::collections::{BTreeMap, BTreeSet};

use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::id::{InstallationId, KommuneId, MedarbejderId, OrganisationId};
use domain::indsigt::Indsigt;
use domain::{Folder, Moment, Person, Record, Rolle};
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use self::account::Account;
use self::mine::Mine;
use self::names::{Names, Staff};
use crate::audit::Entry;
use crate::store::{Fault, LogRow, Read, Revision};
use crate::text::{Lang, indsigt as text};

pub mod account;
pub mod fetch;
pub mod mine;
pub mod names;

/// All of it.
#[derive(Debug, Serialize)]
pub struct Udskrift {
    /// The request that it answers.
    pub indsigt: Indsigt,
    /// As it was when.
    pub gathered: Moment,
    pub records: Vec<WholeRecord>,
    pub commands: Vec<Asked>,
    pub trail: Vec<Told>,
    /// How they come in, and on which phones.
    pub account: Account,
    /// The staff named in it, by first name and role.
    pub staff: BTreeMap<MedarbejderId, Staff>,
    /// The organisations named in it.
    pub organisations: BTreeMap<OrganisationId, String>,
}

/// A record with all that it ever was.
#[derive(Debug, Serialize)]
pub struct WholeRecord {
    pub folder: Folder,
    pub kind: String,
    pub id: Uuid,
    /// Oldest first; the last one stands.
    pub revisions: Vec<Edition>,
}

/// One revision of a record.
#[derive(Debug, Serialize)]
pub struct Edition {
    pub rev: u64,
    /// As stored; none where the record was removed.
    pub doc: Option<Box<RawValue>>,
}

/// A command that was received.
#[derive(Debug, Serialize)]
pub struct Asked {
    pub entry: u64,
    /// Who sent it; none where that was another young person.
    pub sender: Option<Person>,
    /// When, by their phone.
    pub written: Option<Moment>,
    pub received: Moment,
    pub outcome: Outcome,
    /// As it came; none where it names another young person too.
    pub body: Option<Box<RawValue>>,
}

/// An entry of the audit trail.
#[derive(Debug, Serialize)]
pub struct Told {
    pub no: u64,
    /// As what somebody of the staff did it.
    pub role: Option<Rolle>,
    /// What somebody does who is that.
    pub purpose: Option<&'static str>,
    pub entry: Box<RawValue>,
}

/// How many rows of the log or the trail are read at a time.
const PAGE: usize = 1_000;

/// Gathers it. Costs a walk through the whole log and trail: it is asked for seldom, and nothing may be missed.
pub async fn gather<R: Read>(
    tx: &mut R,
    kommune: KommuneId,
    indsigt: Indsigt,
    now: Moment,
) -> Result<Udskrift, Fault> {
    let mut mine = Mine::of(indsigt.ung);
    let records = records(tx, &mut mine).await?;
    let all = names::load(tx, kommune, &records).await?;
    let (commands, places) = commands(tx, &mut mine).await?;
    let trail = trail(tx, &mut mine, &all, &places).await?;
    let account = account::load(tx, Person::Ung(mine.ung)).await?;
    let (staff, organisations) = all.named(&mine.mentioned);
    Ok(Udskrift { indsigt, gathered: now, records, commands, trail, account, staff, organisations })
}

/// Their own folders first, and what those tell of lying elsewhere: at schools, and at hosts.
async fn records<R: Read>(tx: &mut R, mine: &mut Mine) -> Result<Vec<WholeRecord>, Fault> {
    let mut all = Vec::new();
    let mut elsewhere = BTreeSet::new();
    for folder in mine.own_folders() {
        let rows = tx.revisions(folder).await?;
        mine.take_in(&rows);
        elsewhere.extend(rows.iter().flat_map(|row| copies(folder, row)));
        all.extend(whole(folder, rows, mine, true));
    }
    let is_theirs = |folder: &Folder| matches!(folder, Folder::Deling(_));
    elsewhere.iter().filter(|folder| is_theirs(folder)).for_each(|folder| mine.lies_in(*folder));
    for folder in elsewhere {
        let rows = tx.revisions(folder).await?;
        let found = whole(folder, rows, mine, is_theirs(&folder));
        if !found.is_empty() {
            mine.lies_in(folder);
            all.extend(found);
        }
    }
    Ok(all)
}

/// Where else a record of theirs says that something of it lies. One that this version cannot read tells nothing.
fn copies(folder: Folder, row: &Revision) -> Vec<Folder> {
    let read = |doc: &str| Record::decode(folder, &row.kind, row.id, doc).ok();
    row.doc.as_deref().and_then(read).map(|record| record.copies()).unwrap_or_default()
}

/// The records among these rows that are theirs: all of a folder that is about them, and those elsewhere
/// that tell of them and of no other young person.
fn whole(folder: Folder, rows: Vec<Revision>, mine: &mut Mine, all: bool) -> Vec<WholeRecord> {
    let is_mine =
        |row: &Revision| row.doc.as_deref().is_some_and(|doc| mine.is_about_me_alone(doc));
    let theirs: BTreeSet<_> = rows
        .iter()
        .filter(|row| all || is_mine(row))
        .map(|row| (row.kind.clone(), row.id))
        .collect();
    let mut records = BTreeMap::<(String, Uuid), Vec<Edition>>::new();
    for Revision { kind, id, rev, doc, .. } in rows {
        // Under the same number something of another's may have stood.
        let anothers = !all && doc.as_deref().is_some_and(|doc| mine.names_another(doc));
        if theirs.contains(&(kind.clone(), id)) && !anothers {
            let doc = doc.and_then(|doc| mine.told(&doc));
            records.entry((kind, id)).or_default().push(Edition { rev, doc });
        }
    }
    let record = |((kind, id), revisions)| WholeRecord { folder, kind, id, revisions };
    records.into_iter().map(record).collect()
}

/// Every command that tells of them or that they sent, and where on which phone it stood in line.
async fn commands<R: Read>(
    tx: &mut R,
    mine: &mut Mine,
) -> Result<(Vec<Asked>, BTreeSet<(InstallationId, Seq)>), Fault> {
    let (mut all, mut places, mut last) = (Vec::new(), BTreeSet::new(), 0);
    loop {
        let page = tx.commands(last, PAGE).await?;
        let Some(end) = page.last() else { return Ok((all, places)) };
        last = end.entry;
        for row in page {
            if row.sender == Person::Ung(mine.ung) || mine.is_told_of_in(&row.body) {
                places.insert((row.installation, row.seq));
                all.push(asked(mine, row));
            }
        }
    }
}

fn asked(mine: &mut Mine, row: LogRow) -> Asked {
    let LogRow { entry, sender, written, received, body, outcome, .. } = row;
    let body = (!mine.names_another(&body)).then(|| mine.told(&body)).flatten();
    Asked { entry, sender: mine.known(sender), written, received, outcome, body }
}

/// Every entry of the trail that tells of them, of a folder in which something of theirs lies, or of such a
/// command.
async fn trail<R: Read>(
    tx: &mut R,
    mine: &mut Mine,
    names: &Names,
    commands: &BTreeSet<(InstallationId, Seq)>,
) -> Result<Vec<Told>, Fault> {
    let (mut all, mut last) = (Vec::new(), 0);
    loop {
        let page = tx.audit(last, PAGE).await?;
        let Some(end) = page.last() else { return Ok(all) };
        last = end.no;
        for row in page {
            let entry: Option<Entry> = serde_json::from_str(&row.entry).ok();
            let of_command = entry.as_ref().and_then(Entry::place);
            let of_command = of_command.is_some_and(|place| commands.contains(&place));
            if !of_command && !mine.is_told_of_in(&row.entry) {
                continue;
            }
            let role = entry.as_ref().and_then(|entry| names.as_what(entry));
            let purpose = role.map(|rolle| text::purpose_of(Lang::Da, rolle));
            let Some(entry) = mine.told(&without_phone(mine, entry, row.entry)) else { continue };
            all.push(Told { no: row.no, role, purpose, entry });
        }
    }
}

/// An entry's text; of another young person's phone nothing is said.
fn without_phone(mine: &Mine, entry: Option<Entry>, text: String) -> String {
    let anothers = entry.filter(|entry| mine.known(entry.who).is_none());
    let without = anothers.map(|entry| Entry { phone: None, ..entry });
    without.and_then(|entry| serde_json::to_string(&entry).ok()).unwrap_or(text)
}
