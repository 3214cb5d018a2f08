//! Server and app of different ages (T10): held, kept, offered again, never dropped.

use domain::envelope::{Envelope, Seq};
use domain::exchange::{Outcome, Refusal};
use domain::fixtures::{ANNA, NOW};
use domain::{Rejection, moment::DAY};
use replica::exchange::Failure;
use replica::store::Table;
use replica::{Chip, Progress};

use crate::harness::{
    Fault, Tab, World, aftale, assert_once, new_id, notat, phone, server_notes, world,
};

fn too_old(world: &World) {
    world.borrow_mut().verdicts.insert("aftale.make.v1", Outcome::Held);
}

fn offered(tab: &Tab) -> Vec<u64> {
    tab.last_request().commands.iter().map(|sealed| sealed.seq.0).collect()
}

#[test]
fn t10_a_held_command_stays_and_does_not_hold_up_the_others() {
    let world = world();
    too_old(&world);
    let anna = phone(&world, ANNA);
    anna.write("før");
    let held = anna.submit(aftale("Ringe til skolen"));
    anna.write("efter");
    anna.sync();
    assert_eq!(server_notes(&world), ["efter", "før"]);
    assert_eq!(anna.outbox(), [held]);
    assert_eq!(anna.chip(), Chip::Waiting(1));
    assert_eq!(anna.phone.look(|r| r.progress_of(held)), Progress::Sent);
    // It is not sent again and again while the app runs.
    anna.sync();
    assert_eq!(offered(&anna), Vec::<u64>::new());
    anna.write("senere");
    anna.sync();
    assert_eq!(server_notes(&world), ["efter", "før", "senere"]);
}

#[test]
fn t10_a_held_command_is_offered_again_after_reopening_and_carried_out_once() {
    let world = world();
    too_old(&world);
    let anna = phone(&world, ANNA);
    anna.submit(aftale("Ringe til skolen"));
    anna.write("efter");
    anna.sync();
    let anna = anna.power_cut(usize::MAX);
    anna.sync();
    assert_eq!(anna.outbox(), [Seq(1)]);
    world.borrow_mut().verdicts.clear();
    let anna = anna.power_cut(usize::MAX);
    anna.sync();
    assert_eq!(anna.outbox(), []);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t10_a_command_held_for_longer_than_the_journal_reaches_is_still_offered() {
    let world = world();
    too_old(&world);
    let anna = phone(&world, ANNA);
    anna.submit(aftale("Ringe til skolen"));
    for day in 0..50 {
        world.borrow_mut().now = NOW.plus(day * DAY);
        anna.write(&format!("dag {day}"));
        anna.sync();
    }
    world.borrow_mut().verdicts.clear();
    let anna = anna.power_cut(usize::MAX);
    anna.sync();
    assert_eq!(anna.outbox(), []);
    assert_once(&world);
    // Were the server restored now, the whole run would be needed once more. Then the journal may forget.
    anna.sync();
    anna.assert_same();
    assert_eq!(anna.phone.look(|r| r.sent().count()), 51);
    world.borrow_mut().now = NOW.plus(80 * DAY);
    anna.sync();
    assert_eq!(anna.phone.look(|r| r.sent().count()), 0);
}

#[test]
fn t10_an_outcome_that_only_a_newer_server_knows_is_kept_and_asks_for_attention() {
    let world = world();
    let anna = phone(&world, ANNA);
    let seq = anna.write("ord");
    anna.fault(Fault::Rewrite(|body| body.replace(r#"{"is":"applied"}"#, r#"{"is":"forwarded"}"#)));
    anna.sync();
    assert_eq!(anna.phone.look(|r| r.outcome(seq)), Some(Outcome::Unknown));
    assert_eq!(anna.chip(), Chip::Attention(1));
    let text = anna.phone.look(|r| {
        let sent = r.sent().next().expect("it is kept");
        sent.sealed.body.get().to_owned()
    });
    assert!(text.contains("\"ord\""), "{text}");
}

#[test]
fn t10_a_reason_that_only_a_newer_server_knows_is_a_refusal() {
    let world = world();
    let anna = phone(&world, ANNA);
    let seq = anna.write("ord");
    let refused = r#"{"is":"refused","why":"full_moon"}"#;
    anna.fault(Fault::Rewrite(|body| body.replace(r#"{"is":"applied"}"#, REFUSED)));
    assert_eq!(refused, REFUSED);
    anna.sync();
    let outcome = anna.phone.look(|r| r.outcome(seq));
    assert_eq!(outcome, Some(Outcome::Refused { why: Rejection::Unknown }));
}

const REFUSED: &str = r#"{"is":"refused","why":"full_moon"}"#;

#[test]
fn t10_a_command_of_a_newer_app_is_kept_and_sent_by_an_older_one() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    let (key, row) = anna.disk.rows(Table::Outbox).remove(0);
    let newer = String::from_utf8(row).unwrap().replace("notat.write.v1", "notat.write.v9");
    anna.disk.tamper(Table::Outbox, &key, Some(newer.into_bytes()));
    let anna = anna.power_cut(0);
    assert_eq!(anna.waiting(), [Seq(1)]);
    assert_eq!(anna.notes(), Vec::<String>::new(), "this app cannot show it");
    anna.sync();
    let sent: Envelope = {
        let requests = anna.wire.requests.borrow();
        let request = requests.iter().find(|r| !r.commands.is_empty()).expect("it was offered");
        request.commands[0].open().unwrap()
    };
    assert_eq!(sent.name, "notat.write.v9");
    assert_eq!(anna.outbox(), [Seq(1)], "the server holds it as well");
}

#[test]
fn t10_a_server_and_an_app_that_do_not_go_together_say_so_and_lose_nothing() {
    let anna = phone(&world(), ANNA);
    anna.write("ord");
    for (refusal, body) in [
        (Refusal::AppTooOld, r#"{"refusal":"app_too_old"}"#),
        (Refusal::ServerTooOld, r#"{"refusal":"server_too_old"}"#),
        (Refusal::Unknown, r#"{"refusal":"something_new"}"#),
    ] {
        anna.fault(Fault::Answer(400, body.to_owned()));
        assert_eq!(anna.exchange(), Err(Failure::Stopped(refusal)));
    }
    anna.fault(Fault::Edit(|reply| reply.protocol += 1));
    assert_eq!(anna.exchange(), Err(Failure::Stopped(Refusal::AppTooOld)));
    assert_eq!((anna.outbox().len(), anna.notes().len()), (1, 1));
    anna.sync();
    anna.assert_same();
}

#[test]
fn t10_a_store_that_a_newer_app_used_opens_in_an_older_one_and_sends_what_waits() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    // The newer app held a folder of a kind that this one does not know.
    let folder = format!("samtale:{}", new_id());
    let meta = anna.disk.rows(Table::Meta);
    let (_, folders) = meta.iter().find(|(key, _)| key == "folders").unwrap();
    let mut folders: serde_json::Value = serde_json::from_slice(folders).unwrap();
    let known = folders[domain::Folder::Plan(domain::fixtures::MADS).to_string()].clone();
    folders[&folder] = known;
    anna.disk.tamper(Table::Meta, "folders", Some(folders.to_string().into_bytes()));
    let (_, sync) = meta.iter().find(|(key, _)| key == "sync").unwrap();
    let mut sync: serde_json::Value = serde_json::from_slice(sync).unwrap();
    sync["unconfirmed"] = serde_json::json!([folder]);
    anna.disk.tamper(Table::Meta, "sync", Some(sync.to_string().into_bytes()));
    let segment = format!(r#"{{"folder":"{folder}","round":0,"rows":[]}}"#);
    anna.disk.tamper(Table::Records, "00000000000000ff", Some(segment.into_bytes()));

    let anna = anna.power_cut(0);
    assert_eq!(anna.notes(), ["ord"]);
    anna.sync();
    assert_eq!(server_notes(&world), ["ord"]);
    let left = anna.disk.rows(Table::Records).into_iter().filter(|(key, _)| key.ends_with("ff"));
    assert_eq!(left.count(), 0, "no row outlives its folder");
    anna.assert_same();
}

#[test]
fn a_held_command_is_not_counted_as_more_to_send() {
    let world = world();
    too_old(&world);
    let anna = phone(&world, ANNA);
    anna.submit(aftale("Ringe til skolen"));
    assert!(!anna.exchange().unwrap().more);
    anna.submit(notat("ord"));
    assert!(!anna.exchange().unwrap().more);
    assert_eq!(offered(&anna), [2]);
}
