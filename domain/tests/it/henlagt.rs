//! What was put aside: kept word for word where the tovholder reads it, and seen by nobody it should not be.

use domain::envelope::Envelope;
use domain::fixtures::{ANNA, BENT, FIE, HANNE, MADS, NOW, besoeg, notat};
use domain::henlagt::{Henlagt, SeeHenlagt};
use domain::id::{BesoegId, CommandId, NotatId};
use domain::moment::HOUR;
use domain::{Authority, Command, Folder, Rejection};
use uuid::Uuid;

use crate::samples::{HENLAGT, put_aside};
use crate::world::{Who as _, World};

#[test]
fn its_text_is_the_command_as_it_came() {
    let envelope = put_aside().envelope().unwrap();
    let note = notat(NotatId(Uuid::from_u128(0x94)), MADS, "Han vil gerne ringes op.");
    assert_eq!(envelope.command(), Ok(Command::from(note)));
    assert_eq!((envelope.person, put_aside().af), (HANNE.person(), HANNE.person()));
}

#[test]
fn a_clock_that_runs_ahead_is_not_believed_and_what_is_about_no_case_is_none() {
    let world = World::thyland();
    let of = |command: Command| {
        let id = CommandId(Uuid::from_u128(1));
        let late = NOW.plus(HOUR);
        let envelope = Envelope::new(id, FIE.person(), late, "1", &command).unwrap();
        let context = world.context(id, late, Authority::Server);
        Henlagt::of(&envelope, &command, &context)
    };
    let note = of(notat(NotatId(Uuid::from_u128(2)), MADS, "Hej").into()).unwrap();
    assert_eq!((note.skrevet, note.modtaget), (NOW, NOW));
    assert_eq!(of(besoeg(BesoegId(Uuid::from_u128(3))).into()), None);
}

#[test]
fn only_the_tovholder_says_that_it_was_read_and_that_once() {
    let mut world = World::thyland();
    world.put(put_aside());
    let see = SeeHenlagt { id: HENLAGT, ung: MADS };
    world.by(ANNA).asks(see.clone()).is_refused(Rejection::AccessMissing);
    world.by(MADS).asks(see.clone()).is_refused(Rejection::AccessMissing);
    world.by(BENT).asks(see.clone()).is_applied();
    world.later(HOUR).by(BENT).asks(see).is_no_change();
    let held: Henlagt = world.get(Folder::Journal(MADS), HENLAGT.0);
    assert_eq!(held.set, Some(NOW));
}
