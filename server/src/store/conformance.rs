//! What every store must do, whatever it is made of. A store's tests call [`suite!`] with a way to make an
//! empty one; a store that passes can be put under the exchange without any caller noticing.

use domain::digest::{ContentHash, Digest};
use domain::envelope::Seq;
use domain::exchange::{Outcome, Quarantine};
use domain::grant::{Access, Basis, Grant, Permit, Term};
use domain::id::{
    CommandId, Epoch, InstallationId, KommuneId, MedarbejderId, OrganisationId, PladsId,
    SnusepraktikId, UngId,
};
use domain::lovhjemmel::Lovomraade;
use domain::person::Grantee;
use domain::{Day, Folder, Key, Kind, Moment, Person, Rolle};
use uuid::Uuid;

use super::{
    AuditRow, Fault, FolderState, Head, Holding, Installation, LogEntry, LogRead, LogRow, MadeAs,
    Read, ReceiptRow, RecordRow, Store, Stored, Write,
};

mod account;
pub(crate) use account::*;

/// Stamps out one test for each promise.
macro_rules! suite {
    ($make:path) => {
        $crate::store::conformance::suite!($make;
            a_commit_is_seen_by_the_next_reader_and_not_before,
            what_is_not_committed_never_happened,
            a_savepoint_takes_back_its_own_and_nothing_else,
            numbers_rise_and_are_kept_at_commit,
            a_replaced_revision_is_kept,
            a_removed_record_leaves_its_revision,
            changes_come_in_order_after_a_number,
            grants_are_replaced_by_their_source,
            grants_are_found_by_name_and_by_folder,
            nobody_sits_twice_on_a_day,
            rules_are_noted,
            an_id_is_found_wherever_it_lies,
            a_phone_and_what_it_holds_are_kept,
            a_receipt_is_found_by_place_and_by_command,
            the_log_keeps_every_text_once,
            what_follows_from_records_is_read_as_it_is_stored,
            the_audit_trail_grows_in_order_and_gives_a_number_once,
            the_audit_trail_takes_many_entries_at_once,
            a_database_that_was_put_back_says_so,
            tenants_do_not_meet,
            a_database_is_made_as_one_thing,
            a_session_lasts_until_it_is_ended,
            a_phone_confines_every_session_that_ever_stood_on_it,
            a_code_is_taken_once_and_a_new_one_replaces_it,
            a_passkey_belongs_to_one,
            a_link_is_between_one_identity_and_one_colleague,
            an_enrolled_phone_is_found_by_its_secret,
            an_account_is_ended_and_opened_again,
            what_has_a_bound_by_day_is_counted,
            what_is_over_is_swept_away,
        );
    };
    ($make:path; $($promise:ident,)*) => {$(
        #[tokio::test]
        async fn $promise() {
            let (store, _keep) = $make().await;
            $crate::store::conformance::$promise(store).await;
        }
    )*};
}
pub(crate) use suite;

const HERE: KommuneId = KommuneId(Uuid::from_u128(1));
const THERE: KommuneId = KommuneId(Uuid::from_u128(2));
const EPOCH: Epoch = Epoch(Uuid::from_u128(3));
const PHONE: InstallationId = InstallationId(Uuid::from_u128(4));
const VAERT: OrganisationId = OrganisationId(Uuid::from_u128(6));
const OTHER_VAERT: OrganisationId = OrganisationId(Uuid::from_u128(7));
const SECOND: InstallationId = InstallationId(Uuid::from_u128(5));
const WHO: Person = Person::Medarbejder(MedarbejderId(Uuid::from_u128(5)));
const PLAN: Folder = Folder::Plan(UngId(Uuid::from_u128(6)));

fn key(id: u128) -> Key {
    Key { folder: PLAN, kind: Kind::Aftale, id: Uuid::from_u128(id) }
}

fn command(id: u128) -> CommandId {
    CommandId(Uuid::from_u128(id))
}

fn revision(rev: u64, no: u64, doc: Option<&str>) -> Stored {
    let digest = doc.map(|doc| Digest::of_row("aftale", Uuid::nil(), rev, doc));
    Stored { rev, no, doc: doc.map(str::to_owned), digest: digest.unwrap_or_default() }
}

async fn begun<S: Store>(store: &S) -> S::Write {
    store.found(HERE, EPOCH).await.unwrap();
    store.write(HERE).await.unwrap()
}

async fn put<W: Write>(tx: &mut W, id: u128, rev: u64, doc: Option<&str>) -> u64 {
    let no = tx.next_no();
    let stored = revision(rev, no, doc);
    tx.put_record(&RecordRow { key: key(id), stored: &stored, command: command(7) }).await.unwrap();
    no
}

pub(crate) async fn a_commit_is_seen_by_the_next_reader_and_not_before<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let no = put(&mut tx, 1, 1, Some("{}")).await;
    let mut before = store.read(HERE).await.unwrap();
    assert_eq!(before.record(&key(1)).await.unwrap(), None);
    tx.commit().await.unwrap();
    assert_eq!(before.record(&key(1)).await.unwrap(), None, "a snapshot does not move");
    assert_eq!(before.head().await.unwrap().no, 0);
    let mut after = store.read(HERE).await.unwrap();
    assert_eq!(after.record(&key(1)).await.unwrap(), Some(revision(1, no, Some("{}"))));
}

pub(crate) async fn what_is_not_committed_never_happened<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    put(&mut tx, 1, 1, Some("{}")).await;
    drop(tx);
    let mut tx = store.write(HERE).await.unwrap();
    assert_eq!(tx.record(&key(1)).await.unwrap(), None);
}

pub(crate) async fn a_savepoint_takes_back_its_own_and_nothing_else<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    put(&mut tx, 1, 1, Some("{}")).await;
    tx.savepoint().await.unwrap();
    put(&mut tx, 2, 1, Some("{}")).await;
    tx.savepoint().await.unwrap();
    put(&mut tx, 3, 1, Some("{}")).await;
    tx.rollback().await.unwrap();
    put(&mut tx, 4, 1, Some("{}")).await;
    tx.release().await.unwrap();
    tx.commit().await.unwrap();
    let mut seen = store.read(HERE).await.unwrap();
    let found = seen.records(PLAN, Kind::Aftale).await.unwrap();
    let ids: Vec<_> = found.iter().map(|(id, _)| id.as_u128()).collect();
    assert_eq!(ids, [1, 2, 4]);
}

pub(crate) async fn numbers_rise_and_are_kept_at_commit<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    tx.savepoint().await.unwrap();
    let first = tx.next_no();
    tx.rollback().await.unwrap();
    let second = tx.next_no();
    assert!(second > first, "a number is never given twice");
    tx.commit().await.unwrap();
    let head = store.read(HERE).await.unwrap().head().await.unwrap();
    assert_eq!(head, Head { epoch: EPOCH, no: second });
    assert_eq!(store.write(HERE).await.unwrap().next_no(), second + 1);
}

pub(crate) async fn a_replaced_revision_is_kept<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let first = put(&mut tx, 1, 1, Some("{\"a\":1}")).await;
    let second = put(&mut tx, 1, 2, None).await;
    let third = put(&mut tx, 1, 3, Some("{\"a\":3}")).await;
    let kept = tx.history(&key(1)).await.unwrap();
    assert_eq!(kept, [revision(1, first, Some("{\"a\":1}")), revision(2, second, None)]);
    let now = tx.record(&key(1)).await.unwrap();
    assert_eq!(now, Some(revision(3, third, Some("{\"a\":3}"))));
    let all = tx.revisions(PLAN).await.unwrap();
    let told: Vec<_> = all.iter().map(|row| (row.rev, row.no, row.doc.is_some())).collect();
    assert_eq!(told, [(1, first, true), (2, second, false), (3, third, true)]);
    assert_eq!((all[0].kind.as_str(), all[0].id), (key(1).kind.code(), key(1).id));
}

pub(crate) async fn a_removed_record_leaves_its_revision<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    put(&mut tx, 1, 1, Some("{}")).await;
    let no = put(&mut tx, 1, 2, None).await;
    assert_eq!(tx.record(&key(1)).await.unwrap(), Some(revision(2, no, None)));
    assert_eq!(tx.records(PLAN, Kind::Aftale).await.unwrap(), []);
}

async fn ids<R: Read>(tx: &mut R, after: u64, living: bool, limit: usize) -> Vec<u128> {
    let found = tx.changes(PLAN, after, living, limit).await.unwrap();
    assert!(found.is_sorted_by_key(|change| change.no) && found.len() <= limit);
    found.iter().map(|change| change.id.as_u128()).collect()
}

pub(crate) async fn changes_come_in_order_after_a_number<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    for id in [3, 1, 2] {
        put(&mut tx, id, 1, Some("{}")).await;
    }
    put(&mut tx, 3, 2, Some("{}")).await;
    put(&mut tx, 1, 2, None).await;
    assert_eq!(ids(&mut tx, 0, false, 9).await, [2, 3, 1]);
    assert_eq!(ids(&mut tx, 0, true, 9).await, [2, 3]);
    assert_eq!(ids(&mut tx, 3, false, 9).await, [3, 1], "strictly after");
    assert_eq!(ids(&mut tx, 0, false, 1).await, [2]);
    assert_eq!(ids(&mut tx, 5, false, 9).await, [0; 0]);
}

pub(crate) async fn grants_are_replaced_by_their_source<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let term = Term { from: Moment(1), until: Some(Moment(9)) };
    let one = |grantee, access, basis| Grant { folder: PLAN, grantee, access, basis, term };
    let person = one(Grantee::Person(WHO), Access::Write, Basis::Self_);
    let role = one(Grantee::Rolle(Rolle::Vejleder), Access::Read, Basis::Rolle(Rolle::Vejleder));
    tx.put_grants(&key(1), &[person.clone(), role.clone()]).await.unwrap();
    tx.put_grants(&key(2), std::slice::from_ref(&role)).await.unwrap();
    assert_eq!(tx.grants(&[Grantee::Person(WHO)]).await.unwrap(), std::slice::from_ref(&person));
    assert_eq!(tx.grants(&[person.grantee, role.grantee]).await.unwrap().len(), 3);
    assert_eq!(tx.grants(&[]).await.unwrap(), []);
    tx.put_grants(&key(1), &[]).await.unwrap();
    assert_eq!(tx.grants(&[person.grantee, role.grantee]).await.unwrap(), [role]);
}

pub(crate) async fn grants_are_found_by_name_and_by_folder<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let plan = |id: u128| Folder::Plan(UngId(Uuid::from_u128(id)));
    let grantee = Grantee::Vejledning;
    let grant = |id, until: i64| {
        let (access, basis) = (Access::Read, Basis::Lov(Lovomraade::Vejledning));
        let term = Term { from: Moment(1), until: Some(Moment(until)) };
        Grant { folder: plan(id), grantee, access, basis, term }
    };
    for (id, name, until) in
        [(1, "åse bo", 9), (2, "bo åsted", 9), (3, "åse over", 5), (4, "ib", 9)]
    {
        tx.put_grants(&key(id), &[grant(id, until)]).await.unwrap();
        tx.put_found_by(plan(id), Some(name)).await.unwrap();
    }
    let found = async |tx: &mut S::Write, words: &[&str], limit: usize| {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        let found = tx.search(&[grantee], &words, Moment(5), limit).await.unwrap();
        found.into_iter().map(|grant| grant.folder).collect::<Vec<_>>()
    };
    assert_eq!(
        found(&mut tx, &["ås"], 9).await,
        [plan(2), plan(1)],
        "by name, and only what holds"
    );
    assert_eq!(found(&mut tx, &["ås", "bo"], 1).await, [plan(2)]);
    for (id, name) in [(5, "bo soerensen"), (6, "ib sorensen")] {
        tx.put_grants(&key(id), &[grant(id, 9)]).await.unwrap();
        tx.put_found_by(plan(id), Some(name)).await.unwrap();
    }
    assert_eq!(found(&mut tx, &["sorensen"], 9).await, [plan(6), plan(5)], "as written first");
    assert_eq!(found(&mut tx, &["sorensen"], 1).await, [plan(6)]);
    assert_eq!(found(&mut tx, &["soerensen"], 1).await, [plan(5)]);
    assert_eq!(found(&mut tx, &["%"], 9).await, []);
    assert_eq!(tx.search(&[Grantee::Alle], &["ib".to_owned()], Moment(5), 9).await.unwrap(), []);
    assert_eq!(tx.named("ib").await.unwrap(), [plan(4)]);
    let among = [plan(4), plan(7)].into();
    assert_eq!(tx.grants_in(&[grantee], &among).await.unwrap(), [grant(4, 9)]);
    tx.put_found_by(plan(4), Some("ida")).await.unwrap();
    assert_eq!(tx.named("ib").await.unwrap(), []);
    tx.put_found_by(plan(4), None).await.unwrap();
    assert_eq!(tx.named("ida").await.unwrap(), []);
}

pub(crate) async fn nobody_sits_twice_on_a_day<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let (here, there) = (PladsId(Uuid::from_u128(1)), PladsId(Uuid::from_u128(2)));
    let day = Day::from_epoch(20_000);
    let seat = |id: u128| Some(SnusepraktikId(Uuid::from_u128(id)));
    tx.put_seats(VAERT, here, day, &[seat(1), None, seat(2)]).await.unwrap();
    tx.put_seats(VAERT, here, day, &[seat(2), seat(1)]).await.unwrap();
    assert_eq!(tx.seats(VAERT, here, day).await.unwrap(), [seat(2), seat(1)]);
    tx.put_seats(VAERT, there, day.plus(1), &[seat(1)]).await.unwrap();
    tx.savepoint().await.unwrap();
    let twice = tx.put_seats(VAERT, there, day, &[seat(3), seat(1)]).await;
    assert!(matches!(twice, Err(Fault::Constraint)), "{twice:?}");
    tx.rollback().await.unwrap();
    assert_eq!(tx.seats(VAERT, there, day).await.unwrap(), []);
    tx.put_seats(VAERT, here, day, &[]).await.unwrap();
    tx.put_seats(VAERT, there, day, &[seat(1)]).await.unwrap();
    tx.put_seats(OTHER_VAERT, there, day, &[seat(1)]).await.unwrap();
    assert_eq!(tx.seats(VAERT, there, day).await.unwrap(), [seat(1)], "each host has their own");
}

pub(crate) async fn rules_are_noted<S: Store>(store: S) {
    assert_eq!(store.rules().await.unwrap(), None);
    for rules in [2, 3] {
        store.follow_rules(rules).await.unwrap();
        assert_eq!(store.rules().await.unwrap(), Some(rules));
    }
}

pub(crate) async fn an_id_is_found_wherever_it_lies<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let of = |folder| Key { folder, kind: Kind::Snusepraktik, id: Uuid::from_u128(8) };
    let (here, there) = (of(PLAN), of(Folder::Plan(UngId(Uuid::from_u128(0xabc)))));
    let no = tx.next_no();
    let stored = Stored { rev: 1, no, doc: Some("{}".to_owned()), digest: Digest::default() };
    let command = CommandId(Uuid::from_u128(1));
    tx.put_record(&RecordRow { key: here, stored: &stored, command }).await.unwrap();
    assert!(!tx.lies_elsewhere(&here).await.unwrap());
    assert!(tx.lies_elsewhere(&there).await.unwrap());
    let other = Key { id: Uuid::from_u128(9), ..there };
    assert!(!tx.lies_elsewhere(&other).await.unwrap());
    assert_eq!(tx.all_of(Kind::Snusepraktik).await.unwrap(), [(here, stored)]);
    assert_eq!(tx.all_of(Kind::Plads).await.unwrap(), []);
}

pub(crate) async fn a_phone_and_what_it_holds_are_kept<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    assert_eq!(tx.installation(PHONE).await.unwrap(), None);
    let (last_seen, next_seq) = (Moment(5), Seq(3));
    let phone = Installation {
        id: PHONE,
        person: WHO,
        next_seq,
        last_seen,
        outbox_len: 4,
        skew: -6,
        revoked: None,
    };
    tx.put_installation(&phone).await.unwrap();
    tx.put_installation(&Installation { next_seq: Seq(9), ..phone }).await.unwrap();
    let found = tx.installation(PHONE).await.unwrap();
    assert_eq!(found, Some(Installation { next_seq: Seq(9), ..phone }));
    let revoked = Installation { revoked: Some(Moment(6)), ..phone };
    tx.put_installation(&revoked).await.unwrap();
    assert_eq!(tx.installation(PHONE).await.unwrap(), Some(revoked));

    let term = Term { from: Moment(1), until: None };
    let permit = Permit { access: Access::Read, term };
    let held =
        Holding { folder: PLAN, since: 1, permit, permit_no: 2, used: Some(Moment(3)), left: None };
    let state = FolderState { last_no: 8, live: 2, digest: revision(1, 1, Some("x")).digest };
    tx.put_holding(PHONE, &held).await.unwrap();
    assert_eq!(tx.holdings(PHONE).await.unwrap(), [(held, FolderState::default())]);
    tx.put_folder(PLAN, &state).await.unwrap();
    assert_eq!(tx.folder(PLAN).await.unwrap(), state);
    let term = Term { from: Moment(1), until: Some(Moment(2)) };
    let permit = Permit { access: Access::Write, term };
    let held = Holding { permit, left: Some(7), used: None, ..held };
    tx.put_holding(PHONE, &held).await.unwrap();
    assert_eq!(tx.holdings(PHONE).await.unwrap(), [(held, state)]);
    tx.drop_holding(PHONE, PLAN).await.unwrap();
    assert_eq!(tx.holdings(PHONE).await.unwrap(), []);
}

pub(crate) async fn a_receipt_is_found_by_place_and_by_command<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let asked = ContentHash::of("asked");
    let row = |id, outcome| ReceiptRow {
        content: ContentHash::of("a"),
        command: Some((command(id), asked)),
        outcome,
    };
    tx.put_receipts(PHONE, &[(Seq(1), row(1, Outcome::Held))]).await.unwrap();
    assert_eq!(tx.receipt_of(command(1)).await.unwrap(), Some(row(1, Outcome::Held)));
    tx.put_receipts(PHONE, &[(Seq(2), row(1, Outcome::Applied))]).await.unwrap();
    let found = tx.receipt_of(command(1)).await.unwrap();
    assert_eq!(found, Some(row(1, Outcome::Applied)), "what is final comes before what is held");
    assert_eq!(tx.receipt(PHONE, Seq(1)).await.unwrap(), Some(row(1, Outcome::Held)));
    let outcome = Outcome::Quarantined { why: Quarantine::Unreadable };
    let bare = ReceiptRow { content: ContentHash::of("b"), command: None, outcome };
    let both = [(Seq(1), row(1, Outcome::Merged)), (Seq(3), bare.clone())];
    tx.put_receipts(PHONE, &both).await.unwrap();
    assert_eq!(tx.receipt(PHONE, Seq(1)).await.unwrap(), Some(row(1, Outcome::Merged)));
    assert_eq!(tx.receipt(PHONE, Seq(3)).await.unwrap(), Some(bare));
    assert_eq!(tx.receipt(PHONE, Seq(4)).await.unwrap(), None);
    assert_eq!(tx.receipt_of(command(9)).await.unwrap(), None);
}

pub(crate) async fn the_log_keeps_every_text_once<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let name = "notat.write.v1".to_owned();
    let read = Some(LogRead { command: command(1), name, written: Moment(1) });
    let entry = |body: &'static str, read: Option<&LogRead>, outcome| {
        let (content, received, read) = (ContentHash::of(body), Moment(2), read.cloned());
        let (installation, seq, sender, skew) = (PHONE, Seq(1), WHO, 0);
        LogEntry { installation, seq, content, sender, read, received, skew, body, outcome }
    };
    let reused = Outcome::Quarantined { why: Quarantine::IdentityReused };
    tx.log(&[entry("a", read.as_ref(), Outcome::Held)]).await.unwrap();
    let entries = [
        entry("a", read.as_ref(), Outcome::Held),
        entry("a", read.as_ref(), Outcome::Applied),
        entry("b", None, reused),
        entry("b", None, reused),
    ];
    tx.log(&entries).await.unwrap();
    for (body, outcome, there) in
        [("b", reused, true), ("c", reused, false), ("b", Outcome::Held, false)]
    {
        let content = ContentHash::of(body);
        assert_eq!(tx.is_logged(PHONE, Seq(1), content, outcome).await.unwrap(), there, "{body}");
        assert!(!tx.is_logged(PHONE, Seq(2), content, outcome).await.unwrap());
    }
    let found = tx.logged(PHONE, Seq(1)).await.unwrap();
    let bodies: Vec<_> = found.iter().map(|row| row.body.as_str()).collect();
    assert_eq!(bodies, ["a", "a", "b"]);
    let all = tx.commands(0, 9).await.unwrap();
    let told = |row: &LogRow| (row.written, row.received, row.sender, row.outcome);
    assert_eq!(told(&all[0]), (Some(Moment(1)), Moment(2), WHO, Outcome::Held));
    assert_eq!(told(&all[2]), (None, Moment(2), WHO, reused));
    assert!(all.is_sorted_by_key(|row| row.entry) && all.len() == 3);
    assert_eq!(tx.commands(all[0].entry, 1).await.unwrap(), all[1..2]);
}

pub(crate) async fn tenants_do_not_meet<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    put(&mut tx, 1, 1, Some("{}")).await;
    tx.commit().await.unwrap();
    assert!(matches!(store.read(THERE).await, Err(Fault::UnknownKommune)));
    store.found(THERE, EPOCH).await.unwrap();
    let mut there = store.write(THERE).await.unwrap();
    assert_eq!(there.record(&key(1)).await.unwrap(), None);
    assert_eq!(there.next_no(), 1);
    put(&mut there, 1, 1, Some("{\"b\":2}")).await;
    there.commit().await.unwrap();
    let here = store.read(HERE).await.unwrap().record(&key(1)).await.unwrap();
    assert_eq!(here.and_then(|stored| stored.doc).as_deref(), Some("{}"));
    assert_eq!(store.kommuner().await.unwrap().len(), 2);
}

pub(crate) async fn a_database_is_made_as_one_thing<S: Store>(store: S) {
    assert_eq!(store.made_as().await.unwrap(), None);
    store.make_as(MadeAs::Demo).await.unwrap();
    assert!(store.make_as(MadeAs::Real).await.is_err());
    assert_eq!(store.made_as().await.unwrap(), Some(MadeAs::Demo));
}

pub(crate) async fn what_follows_from_records_is_read_as_it_is_stored<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    put(&mut tx, 1, 1, Some("{}")).await;
    let sum =
        FolderState { last_no: 1, live: 1, digest: Digest::of_row("aftale", Uuid::nil(), 1, "{}") };
    tx.put_folder(PLAN, &sum).await.unwrap();
    let grant = Grant {
        folder: PLAN,
        grantee: Grantee::Person(WHO),
        access: Access::Write,
        basis: Basis::Faelles,
        term: Term::from(Moment(1)),
    };
    tx.put_grants(&key(1), std::slice::from_ref(&grant)).await.unwrap();
    tx.put_found_by(PLAN, Some("mads")).await.unwrap();
    let (plads, dag) = (PladsId(Uuid::from_u128(8)), Day::from_epoch(9));
    let seats = [Some(SnusepraktikId(Uuid::from_u128(10))), None];
    tx.put_seats(VAERT, plads, dag, &seats).await.unwrap();
    tx.commit().await.unwrap();
    let found = store.read(HERE).await.unwrap().derived().await.unwrap();
    assert_eq!(found.folders, [(PLAN, sum)].into());
    assert_eq!(found.grants, [(key(1), vec![grant])].into());
    assert_eq!(found.found_by, [(PLAN, "mads".to_owned())].into());
    assert_eq!(found.seats, [((VAERT, plads, dag), seats.to_vec())].into());
    assert_eq!(found.filled, [PLAN].into());
}

pub(crate) async fn the_audit_trail_grows_in_order_and_gives_a_number_once<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let row =
        |no: u64| AuditRow { no, entry: format!("{no}"), hash: ContentHash::of(&no.to_string()) };
    assert_eq!(tx.audit_end().await.unwrap(), None);
    tx.put_audit(&[row(1), row(2)]).await.unwrap();
    tx.put_audit(&[row(3)]).await.unwrap();
    assert_eq!(tx.audit_end().await.unwrap(), Some(row(3)));
    tx.savepoint().await.unwrap();
    tx.put_audit(&[row(4)]).await.unwrap();
    tx.rollback().await.unwrap();
    assert!(matches!(tx.put_audit(&[row(3)]).await, Err(Fault::Constraint)));
    tx.commit().await.unwrap();
    let mut seen = store.read(HERE).await.unwrap();
    assert_eq!(seen.audit(1, 1).await.unwrap(), [row(2)]);
    assert_eq!(seen.audit(0, 9).await.unwrap(), [row(1), row(2), row(3)]);
    store.found(THERE, EPOCH).await.unwrap();
    assert_eq!(store.read(THERE).await.unwrap().audit_end().await.unwrap(), None);
}

pub(crate) async fn the_audit_trail_takes_many_entries_at_once<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let row = |no: u64| AuditRow { no, entry: String::new(), hash: ContentHash([0; 32]) };
    let all: Vec<_> = (1..=10_000).map(row).collect();
    tx.put_audit(&all).await.unwrap();
    assert_eq!(tx.audit(0, 20_000).await.unwrap(), all);
}

pub(crate) async fn a_database_that_was_put_back_says_so<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    let no = put(&mut tx, 1, 1, Some("{}")).await;
    tx.commit().await.unwrap();
    let epoch = Epoch(Uuid::from_u128(0xe2));
    store.renew(epoch).await.unwrap();
    let head = store.read(HERE).await.unwrap().head().await.unwrap();
    assert_eq!((head.epoch, head.no), (epoch, no), "another epoch, and nothing else");
}
