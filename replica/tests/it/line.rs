//! The line of commands: which are offered from where, and what the server is told of it.

use domain::envelope::{Envelope, Seq};
use domain::fixtures::{ANNA, NOW};
use domain::id::CommandId;
use domain::{Moment, Person};
use replica::outbox::{KEPT_FOR, Outbox, Sent, Waiting};
use uuid::Uuid;

use crate::harness::{new_id, notat};

fn sealed(seq: u64, text: &str) -> domain::envelope::Sealed {
    let id = CommandId(new_id());
    let person = Person::Medarbejder(ANNA);
    let envelope = Envelope::new(id, person, NOW, "test", &notat(text)).expect("JSON");
    envelope.seal(Seq(seq)).expect("JSON")
}

/// A line with these waiting and these sent.
fn line(waiting: &[u64], sent: &[u64], next: u64) -> Outbox {
    let mut outbox = Outbox { next: Seq(next), ..Outbox::default() };
    for seq in waiting {
        let row = Waiting::open(sealed(*seq, "ord")).expect("an envelope");
        outbox.waiting.insert(Seq(*seq), row.into());
    }
    for seq in sent {
        let outcome = domain::exchange::Outcome::Applied;
        let row = Sent { sealed: sealed(*seq, "ord"), outcome, at: NOW, seen: false };
        outbox.sent.insert(Seq(*seq), row.into());
    }
    outbox
}

fn offered(outbox: &Outbox, from: u64, most: usize) -> Vec<u64> {
    outbox.offer(Seq(from), most).iter().map(|sealed| sealed.seq.0).collect()
}

#[test]
fn an_offer_is_an_unbroken_run() {
    let outbox = line(&[3, 4, 5], &[1, 2], 6);
    assert_eq!(offered(&outbox, 3, 200), [3, 4, 5]);
    assert_eq!(offered(&outbox, 1, 200), [1, 2, 3, 4, 5]);
    assert_eq!(offered(&outbox, 4, 1), [4]);
    assert_eq!(offered(&outbox, 6, 200), Vec::<u64>::new());
    assert_eq!(offered(&outbox, 9, 200), Vec::<u64>::new());
    assert_eq!(offered(&outbox, 3, 0), Vec::<u64>::new());
}

#[test]
fn what_was_forgotten_is_skipped_and_what_lies_before_a_gap_is_still_offered() {
    let outbox = line(&[7, 8], &[2, 6], 9);
    assert_eq!(outbox.first_available(), Seq(6));
    assert_eq!(offered(&outbox, 1, 200), [6, 7, 8]);
    assert_eq!(offered(&outbox, 4, 200), [6, 7, 8]);
    assert_eq!(offered(&outbox, 2, 200), [2]);
    let jumped = line(&[3, 4], &[1, 2], 10);
    assert_eq!(jumped.first_available(), Seq(10));
    assert_eq!(offered(&jumped, 3, 200), [3, 4]);
}

#[test]
fn an_empty_line_offers_nothing_and_begins_where_it_goes_on() {
    let outbox = line(&[], &[], 5);
    assert_eq!(outbox.first_available(), Seq(5));
    assert_eq!(offered(&outbox, 1, 200), Vec::<u64>::new());
}

#[test]
fn an_offer_stops_at_a_megabyte_but_never_before_its_first() {
    let mut outbox = Outbox { next: Seq(4), ..Outbox::default() };
    for seq in 1..4 {
        let args = format!("\"{}\"", "x".repeat(700_000));
        let envelope = Envelope {
            id: CommandId(Uuid::nil()),
            person: Person::System,
            written: NOW,
            app: "test".to_owned(),
            name: "long.v1".to_owned(),
            args: serde_json::value::RawValue::from_string(args).expect("JSON"),
        };
        let sealed = envelope.seal(Seq(seq)).expect("JSON");
        outbox.waiting.insert(Seq(seq), Waiting::open(sealed).expect("an envelope").into());
    }
    assert_eq!(offered(&outbox, 1, 200), [1]);
    assert_eq!(offered(&outbox, 2, 200), [2]);
}

#[test]
fn the_journal_forgets_nothing_that_comes_after_a_command_that_waits() {
    let late: Moment = NOW.plus(KEPT_FOR + 1);
    let outdated = |outbox: &Outbox, at| outbox.outdated(at).map(|seq| seq.0).collect::<Vec<_>>();
    assert_eq!(outdated(&line(&[], &[1, 2, 3], 4), late), [1, 2, 3]);
    assert_eq!(outdated(&line(&[], &[1, 2, 3], 4), NOW.plus(KEPT_FOR)), Vec::<u64>::new());
    assert_eq!(outdated(&line(&[2], &[1, 3], 4), late), [1]);
    assert_eq!(outdated(&line(&[1], &[2, 3], 4), late), Vec::<u64>::new());
    // Nor after one that got its outcome only now.
    let mut outbox = line(&[], &[1, 2, 3, 4], 5);
    let second = outbox.sent.get_mut(&Seq(2)).expect("it was sent");
    std::rc::Rc::make_mut(second).at = late;
    assert_eq!(outdated(&outbox, late), [1]);
}

#[test]
fn a_commands_place_is_found_by_its_id() {
    let outbox = line(&[2], &[1], 3);
    let id = |seq: u64| {
        let sent = outbox.sent.get(&Seq(seq)).map(|sent| &sent.sealed);
        let sealed = sent.or_else(|| outbox.waiting.get(&Seq(seq)).map(|row| &row.sealed));
        sealed.expect("it is there").open().expect("an envelope").id
    };
    assert_eq!(outbox.place_of(id(1)), Some(Seq(1)));
    assert_eq!(outbox.place_of(id(2)), Some(Seq(2)));
    assert_eq!(outbox.place_of(CommandId(new_id())), None);
}
