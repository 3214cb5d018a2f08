//! T11: access begins and ends. Folders come and go with it; what was written in time is carried out,
//! what was written after is put aside.

use domain::exchange::{Outcome, Quarantine};
use domain::fixtures::{
    ANNA, ANNA_FOR_MADS, BENT, BENT_FOR_MADS, CLARA, ERHVERVSSKOLEN, ERIK, GORM, GYMNASIET, HANNE,
    MADS, NOW, SOFIE, THYLAND, TOEMRER, UNGEHUSET, VAERKSTEDET, day, medarbejder, notat,
    snusepraktik, tilknytning,
};
use domain::grant::{Access, Basis, Grant, Term};
use domain::id::{NotatId, SnusepraktikId, TilknytningId};
use domain::moment::{HOUR, MINUTE};
use domain::organisation::RegisterMedarbejder;
use domain::person::Grantee;
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion, Tilknytning};
use domain::{Command, Folder, Key, Kind, Moment, Person};
use server::exchange::Rules;
use server::store::{Read as _, Store as _, Write as _};
use uuid::Uuid;

use crate::harness::{Phone, TestApp};

const PLAN: Folder = Folder::Plan(MADS);
const JOURNAL: Folder = Folder::Journal(MADS);

async fn folders(app: &mut TestApp, who: impl Into<crate::harness::Who>) -> Vec<String> {
    let mut phone = app.phone(who).await;
    phone.sync().await;
    phone.folders.into_keys().collect()
}

#[tokio::test]
async fn everyone_gets_what_they_may_see_and_nothing_else() {
    let mut app = TestApp::start().await;
    let faelles = Folder::Faelles(THYLAND);
    let names = |folders: &[Folder]| {
        let mut names: Vec<_> = folders.iter().map(Folder::to_string).collect();
        names.sort();
        names
    };
    let pladser = [Folder::Pladser(ERHVERVSSKOLEN), Folder::Pladser(VAERKSTEDET)];
    let case = |ung| [Folder::Plan(ung), Folder::Journal(ung), Folder::Skole(ung)];
    let with_places = |ung| [&[faelles][..], &pladser, &case(ung)].concat();
    assert_eq!(folders(&mut app, BENT).await, names(&with_places(MADS)));
    assert_eq!(folders(&mut app, ANNA).await, names(&with_places(MADS)));
    assert_eq!(folders(&mut app, GORM).await, names(&with_places(SOFIE)));
    assert_eq!(folders(&mut app, MADS).await, names(&[faelles, PLAN]));
    let partners = [Folder::Partnerskab(ERHVERVSSKOLEN), Folder::Partnerskab(GYMNASIET)];
    assert_eq!(folders(&mut app, CLARA).await, names(&[&[faelles][..], &partners].concat()));
    let host = [partners[0], pladser[0], Folder::Vaert(ERHVERVSSKOLEN), faelles];
    assert_eq!(folders(&mut app, ERIK).await, names(&host));
}

fn end(until: Moment) -> Command {
    EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until }.into()
}

fn note(phone: &mut Phone, number: u128, written: Moment) -> domain::envelope::Seq {
    phone.write_at(written, notat(NotatId(Uuid::from_u128(number)), MADS, "Mødte."))
}

#[tokio::test]
async fn t11_an_ended_grant_takes_its_folders_and_judges_what_was_pending() {
    let mut app = TestApp::start().await;
    let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
    anna.sync().await;
    assert!(anna.holds(JOURNAL));
    let ended = NOW.plus(HOUR);
    bent.write(end(ended));
    bent.sync().await;
    let in_time = note(&mut anna, 1, NOW.plus(30 * MINUTE));
    let too_late = note(&mut anna, 2, NOW.plus(90 * MINUTE));
    app.clock.set(NOW.plus(2 * HOUR));
    let reply = anna.exchange().await;
    assert_eq!(anna.outcome(in_time), Outcome::AppliedLate);
    let aside = Outcome::Quarantined { why: Quarantine::AccessEnded };
    assert_eq!(anna.outcome(too_late), aside);
    assert_eq!(reply.leave.len(), 3, "plan, journal, skole");
    assert!(!anna.holds(JOURNAL) && !anna.holds(PLAN));
    bent.sync().await;
    let notes = bent.docs(JOURNAL, "notat");
    assert_eq!(notes.len(), 1, "what was written in time is there for the tovholder");
    assert_eq!(notes[0]["foer_overdragelse"], true);
}

#[tokio::test]
async fn a_folder_to_leave_is_listed_until_the_phone_has_heard() {
    let mut app = TestApp::start().await;
    let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
    anna.sync().await;
    bent.write(end(NOW));
    bent.sync().await;
    let lost = anna.send(&anna.request()).await.unwrap();
    assert_eq!(lost.leave.len(), 3);
    let again = anna.send(&anna.request()).await.unwrap();
    assert_eq!(again.leave, lost.leave, "the first reply was lost");
    anna.take(&again);
    assert_eq!(anna.exchange().await.leave, [""; 0]);
    anna.sync().await;
}

#[tokio::test]
async fn t11_a_grant_anew_brings_the_folder_from_the_beginning() {
    let mut app = TestApp::start().await;
    let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
    note(&mut anna, 1, NOW);
    anna.sync().await;
    bent.write(end(NOW));
    bent.sync().await;
    anna.sync().await;
    assert!(!anna.holds(JOURNAL));
    bent.write(AssignHelper {
        tilknytning: tilknytning(
            TilknytningId(Uuid::from_u128(9)),
            MADS,
            ANNA,
            Funktion::Overgangsmentor,
        ),
    });
    bent.sync().await;
    let reply = anna.exchange().await;
    let page = reply.folders.iter().find(|page| page.folder == JOURNAL.to_string()).unwrap();
    assert_eq!((page.after, page.changes.len(), page.complete), (0, 1, true));
    anna.sync().await;
}

#[tokio::test]
async fn a_grant_that_ended_and_came_back_while_the_phone_was_away_brings_the_folder_anew() {
    let mut app = TestApp::start().await;
    let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
    anna.sync().await;
    bent.write(end(NOW));
    bent.sync().await;
    // Somebody else's exchange settles nothing for this phone: its own does, in the reply that is lost.
    anna.send(&anna.request()).await.unwrap();
    let back =
        tilknytning(TilknytningId(Uuid::from_u128(9)), MADS, ANNA, Funktion::Overgangsmentor);
    bent.write(AssignHelper { tilknytning: back });
    bent.sync().await;
    let reply = anna.exchange().await;
    assert_eq!(reply.leave, [""; 0]);
    let page = reply.folders.iter().find(|page| page.folder == PLAN.to_string()).unwrap();
    assert_eq!(page.after, 0);
    anna.sync().await;
}

#[tokio::test]
async fn a_permit_that_changes_is_told() {
    let mut app = TestApp::start().await;
    let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
    anna.sync().await;
    let until = NOW.plus(100 * HOUR);
    bent.write(end(until));
    bent.sync().await;
    let reply = anna.exchange().await;
    let page = reply.folders.iter().find(|page| page.folder == JOURNAL.to_string()).unwrap();
    assert_eq!(page.permit.term.until, Some(until));
    assert!(page.changes.is_empty() && page.complete);
    assert_eq!(page.permit.access, Access::Write);
    anna.sync().await;
}

#[tokio::test]
async fn a_grant_ends_by_itself_when_its_time_has_come() {
    let mut app = TestApp::start().await;
    let term = Term { from: NOW, until: Some(NOW.plus(HOUR)) };
    let id = TilknytningId(Uuid::from_u128(9));
    let base = tilknytning(id, SOFIE, ANNA, Funktion::Overgangsmentor);
    let tilknytning = Tilknytning { term, ..base };
    app.set_up(vec![AssignHelper { tilknytning }.into()]).await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    assert!(anna.holds(Folder::Journal(SOFIE)));
    app.clock.forward(HOUR);
    anna.sync().await;
    assert!(!anna.holds(Folder::Journal(SOFIE)) && anna.holds(JOURNAL));
}

#[tokio::test]
async fn a_new_tovholder_takes_over_and_the_former_leaves() {
    let mut app = TestApp::start().await;
    let (mut bent, mut gorm) = (app.phone(BENT).await, app.phone(GORM).await);
    bent.sync().await;
    gorm.sync().await;
    let id = TilknytningId(Uuid::from_u128(9));
    let term = Term::from(NOW);
    let base = tilknytning(id, MADS, GORM, Funktion::Tovholder);
    bent.write(AssignHelper { tilknytning: Tilknytning { term, ..base } });
    bent.sync().await;
    gorm.sync().await;
    assert!(!bent.holds(JOURNAL), "{BENT_FOR_MADS:?} has ended");
    assert!(gorm.holds(JOURNAL));
}

#[tokio::test]
async fn a_foreign_folder_never_reaches_a_phone_whatever_its_cursor_says() {
    let mut app = TestApp::start().await;
    let mut hanne = app.phone(HANNE).await;
    hanne.cursor.behind.insert(JOURNAL, 0);
    hanne.exchange().await;
    hanne.cursor.behind.insert(JOURNAL, 0);
    let reply = hanne.exchange().await;
    assert!(!hanne.holds(JOURNAL) && !reply.cursor.behind.contains_key(&JOURNAL));
}

#[tokio::test]
async fn t4_a_wrong_clock_does_not_decide_who_may() {
    let mut app = TestApp::start().await;
    let mut bent = app.phone(BENT).await;
    let mut phones = [(-365, app.phone(ANNA).await), (365, app.phone(ANNA).await)];
    for (_, phone) in &mut phones {
        phone.sync().await;
    }
    bent.write(end(NOW.plus(HOUR)));
    bent.sync().await;
    app.clock.set(NOW.plus(2 * HOUR));
    // By our clock the first was written half an hour before the end, the second half an hour after it.
    for (number, (days, mut phone)) in (0..).step_by(2).zip(phones) {
        let wrong = |moment: Moment| moment.plus(days * 24 * HOUR);
        let in_time = note(&mut phone, number, wrong(NOW.plus(30 * MINUTE)));
        let too_late = note(&mut phone, number + 1, wrong(NOW.plus(90 * MINUTE)));
        let mut request = phone.request();
        request.sent_at = wrong(request.sent_at);
        phone.take(&phone.send(&request).await.unwrap());
        assert_eq!(phone.outcome(in_time), Outcome::AppliedLate, "{days}");
        let aside = Outcome::Quarantined { why: Quarantine::AccessEnded };
        assert_eq!(phone.outcome(too_late), aside, "{days}");
    }
}

/// Grants and seats are kept beside the records they follow from: a rule that changed counts for what was stored before
/// it, too.
#[tokio::test]
async fn what_older_rules_granted_and_seated_is_worked_out_anew_at_the_next_start() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.write(snusepraktik(SnusepraktikId(Uuid::from_u128(1)), MADS, &["2026-09-15"]));
    anna.sync().await;
    let key = Key { folder: Folder::Plan(MADS), kind: Kind::Tilknytning, id: ANNA_FOR_MADS.0 };
    let by_name = Grant {
        folder: Folder::Journal(MADS),
        grantee: Grantee::Person(Person::Medarbejder(ANNA)),
        access: Access::Write,
        basis: Basis::Tilknytning(ANNA_FOR_MADS),
        term: Term::from(NOW),
    };
    let day = day("2026-09-15");
    let mut tx = app.store().write(THYLAND).await.unwrap();
    tx.put_grants(&key, &[by_name]).await.unwrap();
    tx.put_seats(ERHVERVSSKOLEN, TOEMRER, day, &[]).await.unwrap();
    tx.commit().await.unwrap();
    app.store().follow_rules(1).await.unwrap();
    let none = medarbejder(ANNA, "Anna Lund", UNGEHUSET, &[]);
    app.set_up(vec![RegisterMedarbejder { medarbejder: none }.into()]).await;
    let journal = Folder::Journal(MADS).to_string();
    assert!(folders(&mut app, ANNA).await.contains(&journal), "as it was before");
    app.restart(Rules::DOMAIN).await;
    assert!(!folders(&mut app, ANNA).await.contains(&journal));
    let mut tx = app.store().read(THYLAND).await.unwrap();
    let seats = tx.seats(ERHVERVSSKOLEN, TOEMRER, day).await.unwrap();
    assert_eq!(seats.iter().flatten().count(), 1);
}

#[tokio::test]
async fn a_name_stored_under_another_rule_or_under_none_is_found_after_the_next_start() {
    let mut app = TestApp::start().await;
    let mut tx = app.store().write(THYLAND).await.unwrap();
    let stood = tx.derived().await.unwrap().found_by;
    assert!(stood.contains_key(&PLAN) && stood.contains_key(&Folder::Plan(SOFIE)));
    tx.put_found_by(PLAN, Some("mads nguyễn")).await.unwrap();
    tx.put_found_by(Folder::Plan(SOFIE), None).await.unwrap();
    tx.commit().await.unwrap();
    app.store().follow_rules(1).await.unwrap();
    app.restart(Rules::DOMAIN).await;
    let mut tx = app.store().read(THYLAND).await.unwrap();
    assert_eq!(tx.derived().await.unwrap().found_by, stood);
}
