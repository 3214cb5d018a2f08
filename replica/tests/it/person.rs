//! Signed out, and other people on the same phone (T8, I9).

use domain::Person;
use domain::exchange::Refusal;
use domain::fixtures::{ANNA, BENT};
use replica::exchange::Failure;
use replica::{Chip, PhoneError};

use crate::harness::{Tab, assert_once, identity, phone, server_notes, wire, world};

#[test]
fn t8_signed_out_keeps_everything_and_can_still_write() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("før");
    anna.wire.signed_in.set(None);
    assert_eq!(anna.exchange(), Err(Failure::SignedOut));
    anna.write("efter");
    assert_eq!(anna.exchange(), Err(Failure::SignedOut));
    assert_eq!(anna.chip_after(Failure::SignedOut), Chip::SignedOut(2));
    let anna = anna.power_cut(0);
    assert_eq!(anna.outbox().len(), 2);
    assert_eq!(anna.notes(), ["efter", "før"]);
    assert_eq!(server_notes(&world), Vec::<String>::new());

    anna.wire.signed_in.set(Some(anna.identity.person));
    anna.sync();
    assert_once(&world);
    anna.assert_same();
}

#[test]
fn t8_with_somebody_else_signed_in_nothing_is_sent_under_their_name() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("Annas");
    anna.wire.signed_in.set(Some(Person::Medarbejder(BENT)));
    assert_eq!(anna.exchange(), Err(Failure::Stopped(Refusal::WrongPerson)));
    assert_eq!(server_notes(&world), Vec::<String>::new());
    assert_eq!(anna.outbox().len(), 1);
    assert_eq!(anna.chip_after(Failure::Stopped(Refusal::WrongPerson)), Chip::Attention(1));
}

#[test]
fn t8_another_person_on_the_same_store_is_refused_and_changes_nothing() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("Annas");
    let before: Vec<_> = replica::store::Table::ALL.map(|table| anna.disk.rows(table)).into();
    let bent = identity(BENT);
    let opened = Tab::open(anna.disk.clone(), wire(&world, bent.person), bent);
    assert_eq!(opened.err(), Some(PhoneError::ForeignStore));
    let after: Vec<_> = replica::store::Table::ALL.map(|table| anna.disk.rows(table)).into();
    assert_eq!(before, after);
}

#[test]
fn a_store_keeps_the_installation_it_began_with() {
    let world = world();
    let anna = phone(&world, ANNA);
    let renamed = replica::Identity { installation: identity(BENT).installation, ..anna.identity };
    let tab = Tab::open(anna.disk.clone(), anna.wire.clone(), renamed).unwrap();
    assert_eq!(tab.phone.look(|replica| replica.identity), anna.identity);
}

#[test]
fn i9_every_command_carries_the_name_of_who_wrote_it() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("ord");
    let person = anna.phone.look(|r| r.waiting().next().map(|(_, row)| row.envelope.person));
    assert_eq!(person, Some(Person::Medarbejder(ANNA)));
    anna.sync();
}
