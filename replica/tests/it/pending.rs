//! What the person sees at once: pending commands over confirmed records, in every order, told truthfully.

use domain::besoeg::{AmendBesoeg, Besoeg, BesoegEdit};
use domain::edit::Edit;
use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::fixtures::{ANNA, BENT, CLARA, ERHVERVSSKOLEN, HANNE, MADS};
use domain::id::{AftaleId, BesoegId, NotatId};
use domain::notat::{CorrectNotat, Synlighed};
use domain::record::find;
use domain::{Command, Folder, Key, Kind, Rejection};
use replica::Progress;

use crate::harness::{
    Fault, JOURNAL, PLAN, Tab, assert_once, new_id, phone, server_notes, texts, world,
};

const PARTNERSKAB: Folder = Folder::Partnerskab(ERHVERVSSKOLEN);

fn correct(id: NotatId, text: &str) -> Command {
    let tekst = domain::fixtures::long(text);
    CorrectNotat { id, ung: MADS, synlighed: Synlighed::Journal, tekst }.into()
}

fn write(id: NotatId, text: &str) -> Command {
    domain::fixtures::notat(id, MADS, text).into()
}

fn antal(tab: &Tab, id: BesoegId) -> Option<u16> {
    tab.phone.look(|replica| {
        find::<Besoeg>(&replica.view(), PARTNERSKAB, id.0).and_then(|besoeg| besoeg.antal)
    })
}

fn set_antal(id: BesoegId, was: u16, now: u16) -> Command {
    let antal = Some(Edit { was: Some(was), now: Some(now) });
    let edit = BesoegEdit { antal, ..BesoegEdit::default() };
    AmendBesoeg { id, organisation: ERHVERVSSKOLEN, edit }.into()
}

#[test]
fn commands_that_build_on_each_other_are_replayed_in_their_order_also_after_reopening() {
    let world = world();
    let anna = phone(&world, ANNA);
    let id = NotatId(new_id());
    anna.submit(write(id, "første"));
    anna.submit(correct(id, "anden"));
    anna.submit(correct(id, "tredje"));
    assert_eq!(anna.notes(), ["tredje"]);
    let anna = anna.power_cut(0);
    assert_eq!(anna.notes(), ["tredje"]);
    anna.sync();
    assert_eq!(server_notes(&world), ["tredje"]);
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn two_phones_that_correct_one_note_in_either_order_both_keep_both_texts() {
    for anna_first in [true, false] {
        let world = world();
        let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
        let id = NotatId(new_id());
        anna.submit(write(id, "første"));
        anna.sync();
        bent.sync();
        anna.submit(correct(id, "Annas"));
        bent.submit(correct(id, "Bents"));
        assert_eq!((anna.notes(), bent.notes()), (vec!["Annas".into()], vec!["Bents".into()]));
        let (first, second) = if anna_first { (&anna, &bent) } else { (&bent, &anna) };
        first.sync();
        second.sync();
        first.sync();
        assert_eq!(server_notes(&world), [if anna_first { "Bents" } else { "Annas" }]);
        anna.assert_same();
        bent.assert_same();
    }
}

#[test]
fn a_pending_edit_is_replayed_over_what_comes_down_meanwhile() {
    let world = world();
    let (clara, hanne) = (phone(&world, CLARA), phone(&world, HANNE));
    let id = BesoegId(new_id());
    clara.submit(domain::fixtures::besoeg(id));
    clara.sync();
    hanne.sync();
    clara.submit(set_antal(id, 17, 20));
    let edit = BesoegEdit { minutter: Some(Edit { was: 45, now: 60 }), ..BesoegEdit::default() };
    hanne.submit(AmendBesoeg { id, organisation: ERHVERVSSKOLEN, edit });
    hanne.sync();
    // Clara hears of Hanne's edit before her own is decided.
    clara.fault(Fault::Edit(|reply| {
        reply.receipts.clear();
        reply.next_seq = Seq(2);
    }));
    clara.exchange().expect("it answers");
    assert_eq!(antal(&clara, id), Some(20));
    clara.sync();
    hanne.sync();
    assert_eq!((antal(&clara, id), antal(&hanne, id)), (Some(20), Some(20)));
    clara.assert_same();
    hanne.assert_same();
}

#[test]
fn one_field_changed_on_two_phones_keeps_both_values_whoever_comes_first() {
    for clara_first in [true, false] {
        let world = world();
        let (clara, hanne) = (phone(&world, CLARA), phone(&world, HANNE));
        let id = BesoegId(new_id());
        clara.submit(domain::fixtures::besoeg(id));
        clara.sync();
        hanne.sync();
        clara.submit(set_antal(id, 17, 20));
        let seq = hanne.submit(set_antal(id, 17, 30));
        let (first, second) = if clara_first { (&clara, &hanne) } else { (&hanne, &clara) };
        first.sync();
        second.sync();
        first.sync();
        let stands = if clara_first { 20 } else { 30 };
        assert_eq!((antal(&clara, id), antal(&hanne, id)), (Some(stands), Some(stands)));
        let conflicts = clara.sees(PARTNERSKAB).into_iter();
        assert_eq!(conflicts.filter(|r| r.key().kind == Kind::Conflict).count(), 1);
        let outcome = hanne.phone.look(|r| r.outcome(seq));
        assert_eq!(outcome, Some(if clara_first { Outcome::Merged } else { Outcome::Applied }));
        clara.assert_same();
        hanne.assert_same();
    }
}

#[test]
fn a_pending_command_that_becomes_impossible_is_doubted_and_still_sent() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    let id = NotatId(new_id());
    bent.submit(write(id, "Bents"));
    bent.sync();
    anna.sync();
    let seq = anna.submit(correct(id, "rettet"));
    assert_eq!(anna.phone.look(|r| r.doubt(seq)), None);
    world.borrow_mut().remove(Key { folder: JOURNAL, kind: Kind::Notat, id: id.0 });
    // The records come before the command is decided.
    anna.fault(Fault::Edit(|reply| {
        reply.receipts.clear();
        reply.next_seq = Seq(1);
    }));
    anna.exchange().expect("it answers");
    assert_eq!(anna.phone.look(|r| r.doubt(seq)), Some(Rejection::RecordMissing));
    assert_eq!(anna.notes(), Vec::<String>::new());
    assert_eq!(anna.outbox(), [seq]);
    anna.sync();
    let refused = Outcome::Refused { why: Rejection::RecordMissing };
    assert_eq!(anna.phone.look(|r| r.outcome(seq)), Some(refused));
    assert_eq!(anna.phone.look(|r| r.doubt(seq)), None);
}

#[test]
fn progress_tells_saved_then_received_and_nothing_more_than_that() {
    let world = world();
    let anna = phone(&world, ANNA);
    let id = NotatId(new_id());
    let key = Key { folder: JOURNAL, kind: Kind::Notat, id: id.0 };
    let progress = |tab: &Tab| tab.phone.look(|r| r.progress(&key));
    let seq = anna.submit(write(id, "ord"));
    let of_seq = |tab: &Tab| tab.phone.look(|r| r.progress_of(seq));
    assert_eq!((progress(&anna), of_seq(&anna)), (Progress::Saved, Progress::Saved));

    anna.fault(Fault::LoseReply);
    drop(anna.exchange());
    // Whether it arrived, nobody can tell: the phone says less, never more.
    assert_eq!((progress(&anna), of_seq(&anna)), (Progress::Saved, Progress::Saved));
    assert_eq!(progress(&anna.again()), Progress::Saved);

    anna.submit(correct(id, "rettet"));
    assert_eq!(progress(&anna), Progress::Saved, "the newest change has not left");
    anna.sync();
    assert_eq!((progress(&anna), of_seq(&anna)), (Progress::Received, Progress::Received));
    assert_eq!(progress(&anna.again()), Progress::Received);
}

#[test]
fn a_command_is_said_to_be_on_its_way_only_while_its_request_is() {
    let world = world();
    let anna = phone(&world, ANNA);
    let seq = anna.write("ord");
    let progress = || anna.phone.look(|r| r.progress_of(seq));
    anna.wire.yields.set(true);
    for fault in [Some(Fault::LoseReply), None] {
        anna.wire.faults.borrow_mut().extend(fault);
        let mut exchange = Box::pin(anna.phone.exchange(anna.now()));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert_eq!(progress(), Progress::Saved);
        assert!(exchange.as_mut().poll(&mut context).is_pending());
        assert_eq!(progress(), Progress::Sent);
        drop(crate::harness::block_on(exchange));
    }
    assert_eq!(progress(), Progress::Received);
}

#[test]
fn what_does_not_fit_one_request_is_not_said_to_be_sent() {
    let world = world();
    let anna = phone(&world, ANNA);
    let seqs: Vec<Seq> = (0..250).map(|n| anna.write(&format!("{n}"))).collect();
    drop(anna.exchange());
    let sent = |seq: Seq| anna.phone.look(|r| r.progress_of(seq));
    assert_eq!(sent(seqs[49]), Progress::Received);
    assert_eq!(sent(seqs[50]), Progress::Saved);
}

#[test]
fn a_list_has_pending_and_confirmed_records_in_the_order_of_their_ids() {
    let world = world();
    let anna = phone(&world, ANNA);
    let ids: Vec<NotatId> = (0..6).map(|_| NotatId(new_id())).collect();
    for id in [ids[4], ids[0], ids[2]] {
        anna.submit(write(id, "sendt"));
    }
    anna.sync();
    for id in [ids[5], ids[1], ids[3]] {
        anna.submit(write(id, "venter"));
    }
    anna.submit(correct(ids[2], "rettet"));
    let listed: Vec<_> = anna.sees(JOURNAL).iter().map(|record| record.key().id).collect();
    assert_eq!(listed, ids.iter().map(|id| id.0).collect::<Vec<_>>());
    assert_eq!(
        texts(&anna.sees(JOURNAL)),
        ["rettet", "sendt", "sendt", "venter", "venter", "venter"]
    );
    let only = |tab: &Tab, id: NotatId| {
        let key = Key { folder: JOURNAL, kind: Kind::Notat, id: id.0 };
        tab.phone.look(|r| domain::View::get(&r.view(), &key).is_some())
    };
    assert!(ids.iter().all(|id| only(&anna, *id)));
    assert!(!only(&anna, NotatId(new_id())));
}

#[test]
fn a_note_with_an_agreement_shows_in_both_folders_at_once() {
    let world = world();
    let anna = phone(&world, ANNA);
    let id = AftaleId(new_id());
    let hvad = domain::fixtures::short("Ringe");
    let aftale = domain::aftale::NewAftale { id, hvad, frist: None, klokken: None, med: None };
    let notat = domain::fixtures::notat(NotatId(new_id()), MADS, "ord");
    anna.submit(domain::notat::WriteNotat { aftale: Some(aftale), ..notat });
    let key = Key { folder: PLAN, kind: Kind::Aftale, id: id.0 };
    assert_eq!(anna.phone.look(|r| r.progress(&key)), Progress::Saved);
    assert!(anna.sees(PLAN).iter().any(|record| record.key() == key));
    anna.sync();
    anna.assert_same();
}

#[test]
fn the_places_of_a_kind_are_those_of_the_view_pending_ones_among_them() {
    let world = world();
    let anna = phone(&world, ANNA);
    let notes: Vec<_> = (0..3).map(|_| NotatId(new_id())).collect();
    anna.submit(write(notes[0], "modtaget"));
    anna.sync();
    anna.submit(write(notes[1], "venter"));
    anna.submit(correct(notes[0], "rettet"));
    let anna = anna.power_cut(0);
    let found = anna.phone.look(|replica| {
        let mut found = replica.view().keys(Kind::Notat);
        found.sort_unstable();
        found
    });
    let key = |id: &NotatId| Key { folder: JOURNAL, kind: Kind::Notat, id: id.0 };
    let mut expected = vec![key(&notes[0]), key(&notes[1])];
    expected.sort_unstable();
    assert_eq!(found, expected);
}
