//! A record that this app cannot read (T19): its folder stands still at its last good state, says so, and
//! heals; the others go on.

use domain::fixtures::{ANNA, BENT, MADS, THYLAND};
use domain::{Folder, Key, Kind};
use replica::Chip;
use replica::confirmed::Hold;
use replica::store::Table;
use uuid::Uuid;

use crate::harness::{JOURNAL, PLAN, Tab, World, assert_once, new_id, new_phone, phone, world};

const FAELLES: Folder = Folder::Faelles(THYLAND);

/// What a server may put into Mads' plan that this app cannot read.
fn unreadable() -> Vec<(Hold, &'static str, Uuid, String)> {
    let id = new_id();
    let aftale = |id: Uuid, ung: Uuid| {
        let fields = r#""hvad":"a","frist":null,"klokken":null,"med":null,"notat":null"#;
        let who = r#""af":"medarbejder:00000000-0000-0000-0000-000000000030","udfoert":null"#;
        format!(r#"{{"id":"{id}","ung":"{ung}",{fields},{who}}}"#)
    };
    vec![
        (Hold::UnknownKind, "drøm", id, "{}".to_owned()),
        (Hold::Malformed, "aftale", id, r#"{"id":7}"#.to_owned()),
        (Hold::Misplaced, "aftale", id, aftale(id, new_id())),
        (Hold::Misplaced, "aftale", id, aftale(new_id(), MADS.0)),
    ]
}

fn hold_plan(world: &World) -> Key {
    let id = new_id();
    world.borrow_mut().put_raw(PLAN, "aftale", id, r#"{"id":7}"#);
    Key { folder: PLAN, kind: Kind::Aftale, id }
}

fn assert_held(tab: &Tab, why: Hold) {
    assert_eq!(tab.status().held, [(PLAN, why)]);
    assert_eq!(tab.chip(), Chip::Attention(1));
    assert!(!tab.status().verified);
}

#[test]
fn t19_a_record_that_cannot_be_read_holds_its_folder_and_the_others_go_on() {
    for (why, kind, id, doc) in unreadable() {
        let world = world();
        let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
        let plan = anna.sees(PLAN);
        assert!(!plan.is_empty());
        world.borrow_mut().put_raw(PLAN, kind, id, &doc);
        bent.write("Bents");
        bent.sync();
        let seq = anna.write("Annas");
        assert_eq!(anna.sync(), 1, "{why:?}: the held folder is not asked for in a loop");
        assert_held(&anna, why);
        assert_eq!(anna.sees(PLAN), plan, "the last good state");
        assert_eq!(anna.notes(), ["Annas", "Bents"]);
        assert_eq!(anna.phone.look(|r| r.progress_of(seq)), replica::Progress::Received);
        // It stays so: after a power cut, and as more comes.
        let anna = anna.power_cut(usize::MAX);
        assert_held(&anna, why);
        bent.write("Bents anden");
        bent.sync();
        anna.sync();
        assert_held(&anna, why);
        assert_eq!(anna.notes(), ["Annas", "Bents", "Bents anden"]);

        world.borrow_mut().remove_raw(PLAN, kind, id);
        assert_once(&world);
        anna.sync();
        anna.assert_same();
    }
}

#[test]
fn t19_what_is_written_in_a_held_folder_goes_up_and_shows_when_it_heals() {
    let world = world();
    let anna = phone(&world, ANNA);
    let bad = hold_plan(&world);
    anna.sync();
    let hvad = domain::fixtures::short("imens");
    let id = domain::id::AftaleId(new_id());
    let aftale = domain::aftale::NewAftale { id, hvad, frist: None, klokken: None, med: None };
    anna.submit(domain::aftale::MakeAftale { ung: MADS, aftale });
    anna.sync();
    assert_held(&anna, Hold::Malformed);
    assert_eq!(anna.outbox(), []);
    world.borrow_mut().remove(bad);
    anna.sync();
    let key = Key { folder: PLAN, kind: Kind::Aftale, id: id.0 };
    assert!(anna.sees(PLAN).iter().any(|record| record.key() == key));
    anna.assert_same();
}

#[test]
fn t19_a_first_download_with_an_unreadable_folder_brings_the_others() {
    let world = world();
    let bad = hold_plan(&world);
    let bent = new_phone(&world, BENT);
    bent.sync();
    bent.write("Bents");
    bent.sync();
    let anna = new_phone(&world, ANNA);
    anna.sync();
    assert_eq!(anna.status().held, [(PLAN, Hold::Malformed)]);
    assert_eq!(anna.notes(), ["Bents"]);
    assert_eq!(anna.sees(PLAN), []);
    world.borrow_mut().remove(bad);
    anna.sync();
    anna.assert_same();
}

#[test]
fn t19_a_held_folder_larger_than_a_page_does_not_starve_the_others() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    // The common folder comes first in every answer and fills it.
    world.borrow_mut().page = 5;
    for _ in 0..12 {
        world.borrow_mut().put_raw(FAELLES, "nyhed", new_id(), "{}");
    }
    for n in 0..12 {
        bent.write(&format!("{n:02}"));
    }
    bent.sync();
    let exchanges = anna.sync();
    assert!(exchanges < 12, "{exchanges}");
    assert_eq!(anna.notes().len(), 12);
    assert_eq!(anna.status().held, [(FAELLES, Hold::UnknownKind)]);
    // Nothing new: the ordinary rhythm costs an exchange or two, not a loop.
    assert!(anna.sync() <= 3);
    bent.write("12");
    bent.sync();
    anna.sync();
    assert_eq!(anna.notes().len(), 13);
}

#[test]
fn t19_a_stored_row_that_an_older_app_cannot_read_holds_its_folder_and_is_not_lost() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    anna.sync();
    let segments = anna.disk.segments();
    let of_journal = segments.iter().find(|(_, text)| text.contains("\"ord\""));
    let (key, text) = of_journal.expect("the note is stored");
    let newer = text.replace("\"tekst\"", "\"texte\"");
    anna.disk.tamper(Table::Records, key, Some(newer.into_bytes()));
    let anna = anna.power_cut(0);
    // It is read when somebody asks for it, and the copy was never told to be the server's before.
    assert_ne!(anna.chip(), Chip::Synced);
    assert_eq!(anna.notes(), Vec::<String>::new());
    assert_eq!(anna.status().held, [(JOURNAL, Hold::Malformed)]);
    assert_ne!(anna.chip(), Chip::Synced);
    anna.sync();
    assert_eq!(anna.notes(), ["ord"]);
    anna.assert_same();
}

#[test]
fn t19_a_held_folder_is_purged_when_it_is_to_be_left() {
    let world = world();
    let anna = phone(&world, ANNA);
    hold_plan(&world);
    anna.sync();
    let tilknytning = domain::fixtures::ANNA_FOR_MADS;
    let end = domain::tilknytning::EndTilknytning { tilknytning, ung: MADS, until: anna.now() };
    world.borrow_mut().system(&end.into());
    anna.sync();
    assert!(!anna.holds(PLAN));
    assert_eq!(anna.disk.segments_of(PLAN), Vec::<String>::new());
    assert_eq!(anna.chip(), Chip::Synced);
}

#[test]
fn t19_a_held_folder_keeps_the_permit_it_was_last_given() {
    let world = world();
    let anna = phone(&world, ANNA);
    hold_plan(&world);
    let tilknytning = domain::fixtures::ANNA_FOR_MADS;
    let until = anna.now().plus(1_000);
    let end = domain::tilknytning::EndTilknytning { tilknytning, ung: MADS, until };
    world.borrow_mut().system(&end.into());
    anna.sync();
    assert_held(&anna, Hold::Malformed);
    world.borrow_mut().now = until;
    assert!(anna.expire());
    assert!(!anna.holds(PLAN) && !anna.holds(JOURNAL));
}
