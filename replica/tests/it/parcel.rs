//! Unsent work goes from one phone to another of the same person in a file, and is carried out once.

use domain::fixtures::{ANNA, BENT};
use domain::id::InstallationId;
use replica::Identity;
use replica::lock::Cost;
use replica::parcel::{Parcel, ParcelCode, ParcelFault};
use replica::phone::TakeInError;

use crate::harness::{
    Disk, Tab, assert_once, block_on, identity, new_id, phone, server_notes, wire, world,
};

const CHEAP: Cost = Cost { kib: 8, passes: 1 };

fn code() -> ParcelCode {
    ParcelCode::read("abcde-23456").expect("a code")
}

fn file_of(tab: &Tab) -> Vec<u8> {
    let parcel = tab.phone.look(Parcel::of);
    parcel.seal(&code(), [5; 16], CHEAP).expect("a file")
}

fn take_in(tab: &Tab, file: &[u8]) -> Result<usize, TakeInError> {
    let parcel = Parcel::open(file, &code()).expect("it opens");
    block_on(tab.phone.take_in(&parcel))
}

#[test]
fn what_waits_on_one_phone_is_sent_by_another_and_stands_once() {
    let world = world();
    let old = phone(&world, ANNA);
    let identity = Identity { installation: InstallationId(new_id()), ..identity(ANNA) };
    let new = Tab::open(Disk::default(), wire(&world, identity.person), identity).expect("opens");
    new.sync();
    for text in ["et", "to", "tre"] {
        old.write(text);
    }
    new.write("fire");
    let file = file_of(&old);
    assert_eq!(take_in(&new, &file), Ok(3));
    assert_eq!(new.waiting().len(), 4);
    let mut seen = new.notes();
    seen.sort();
    assert_eq!(seen, ["et", "fire", "to", "tre"], "they show at once");
    assert_eq!(take_in(&new, &file), Ok(0), "taking it in again changes nothing");
    let new = new.power_cut(0);
    assert_eq!(new.waiting().len(), 4, "they are stored");
    new.sync();
    // The old phone comes home after all.
    old.sync();
    new.sync();
    assert_eq!(server_notes(&world).len(), 4);
    assert_once(&world);
    old.assert_same();
    new.assert_same();
}

#[test]
fn a_file_opens_with_its_code_only_and_not_when_it_was_changed() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("hemmeligt");
    let file = file_of(&anna);
    assert!(!String::from_utf8_lossy(&file).contains("hemmeligt"));
    let other = ParcelCode::read("ABCDE23457").expect("a code");
    assert_eq!(Parcel::open(&file, &other).err(), Some(ParcelFault::Code));
    assert_eq!(Parcel::open(b"something else", &code()).err(), Some(ParcelFault::NotOne));
    assert_eq!(Parcel::open(&file[..30], &code()).err(), Some(ParcelFault::NotOne));
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert!(Parcel::open(&changed, &code()).is_err(), "byte {at}");
    }
}

#[test]
fn somebody_elses_file_is_not_taken_in() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    anna.write("Annas");
    let refused = Err(TakeInError::Parcel(ParcelFault::Foreign));
    assert_eq!(take_in(&bent, &file_of(&anna)), refused);
    assert_eq!(bent.waiting(), []);
}

#[test]
fn a_code_is_read_as_people_type_it() {
    assert_eq!(code().to_string(), "ABCDE-23456");
    assert_eq!(ParcelCode::read(" ab cde 23 456 "), Some(code()));
    for wrong in ["", "ABCDE-2345", "ABCDE-234567", "ABCDE-2345O", "ABCDE-2345Å"] {
        assert_eq!(ParcelCode::read(wrong), None, "{wrong}");
    }
    assert_eq!(ParcelCode::new([0, 1, 2, 3, 4, 24, 25, 26, 27, 255]).to_string(), "ABCDE-23459");
}
