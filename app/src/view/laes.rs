//! What a case's tovholder must read and say so: that a manager opened the case, and what was written after its
//! writer's access had ended.

use domain::henlagt::{Henlagt, SeeHenlagt};
use domain::id::{HenlagtId, NoedadgangId, UngId};
use domain::noedadgang::{Noedadgang, SeeNoedadgang};
use domain::record::{Listed as _, find, list};
use domain::{Command, Folder, Key, Kind, Moment, Person};

use super::Sight;
use super::order;
use super::synk::{Asked, typed};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Laes {
    /// In whose case.
    pub ung: UngId,
    /// Which.
    pub id: LaesId,
    /// What it is.
    pub hvad: Ulaest,
    /// When it happened.
    pub kl: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LaesId {
    /// A manager's access.
    Noedadgang(NoedadgangId),
    /// What was put aside.
    Henlagt(HenlagtId),
}

/// What it is, and who did it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ulaest {
    /// A manager opened the case.
    Noedadgang { leder: String },
    /// Somebody wrote after their access had ended.
    Henlagt { af: String, hvad: Asked },
}

/// What nobody has read yet in the case, the oldest first.
#[must_use]
pub fn laes(sight: &Sight<'_>, ung: UngId) -> Vec<Laes> {
    let journal = Folder::Journal(ung);
    let opened = list::<Noedadgang>(sight.view, journal).into_iter();
    let opened = opened.filter(|one| one.set.is_none()).map(|one| Laes::opened(sight, one));
    let aside = list::<Henlagt>(sight.view, journal).into_iter();
    let aside = aside.filter(|one| one.set.is_none()).map(|one| Laes::aside(sight, one));
    let mut all: Vec<_> = opened.chain(aside).collect();
    order::by_key(&mut all, |one| one.kl);
    all
}

impl Laes {
    fn opened(sight: &Sight<'_>, one: &Noedadgang) -> Self {
        let leder = sight.navn(Person::Medarbejder(one.leder));
        Self {
            ung: one.ung,
            id: LaesId::Noedadgang(one.id),
            hvad: Ulaest::Noedadgang { leder },
            kl: one.term.from,
        }
    }

    fn aside(sight: &Sight<'_>, one: &Henlagt) -> Self {
        let hvad = Asked::of(asked(one).as_ref());
        Self {
            ung: one.ung,
            id: LaesId::Henlagt(one.id),
            hvad: Ulaest::Henlagt { af: sight.navn(one.af), hvad },
            kl: one.skrevet,
        }
    }

    /// Every word of it. What this version has no words for is shown as it came.
    #[must_use]
    pub fn words(&self, sight: &Sight<'_>) -> Vec<String> {
        let journal = Folder::Journal(self.ung);
        let of_henlagt = |one: &Henlagt| match asked(one) {
            Some(command) => typed(&command, sight),
            None => vec![one.konvolut.clone()],
        };
        let words = match self.id {
            LaesId::Noedadgang(id) => find::<Noedadgang>(sight.view, journal, id.0)
                .map(|opened| vec![opened.grund.to_string()]),
            LaesId::Henlagt(id) => find(sight.view, journal, id.0).map(of_henlagt),
        };
        words.unwrap_or_default()
    }

    /// Where it lies.
    #[must_use]
    pub const fn key(&self) -> Key {
        let (kind, id): (Kind, _) = match self.id {
            LaesId::Noedadgang(id) => (Noedadgang::KIND, id.0),
            LaesId::Henlagt(id) => (Henlagt::KIND, id.0),
        };
        Key { folder: Folder::Journal(self.ung), kind, id }
    }

    /// What says that it was read.
    #[must_use]
    pub fn read(&self) -> Command {
        let ung = self.ung;
        match self.id {
            LaesId::Noedadgang(id) => SeeNoedadgang { id, ung }.into(),
            LaesId::Henlagt(id) => SeeHenlagt { id, ung }.into(),
        }
    }
}

fn asked(one: &Henlagt) -> Option<Command> {
    one.envelope().and_then(|envelope| envelope.command().ok())
}

#[cfg(test)]
mod tests {
    use domain::envelope::Envelope;
    use domain::fixtures::{
        ANNA, ANNA_FOR_MADS, BENT, HANNE, LARS, MADS, NOW, UNGEHUSET, medarbejder, notat, short,
    };
    use domain::id::{CommandId, NotatId};
    use domain::moment::DAY;
    use domain::noedadgang::OpenNoedadgang;
    use domain::organisation::RegisterMedarbejder;
    use domain::tilknytning::EndTilknytning;
    use domain::{Authority, Context, Rolle};
    use uuid::Uuid;

    use super::*;
    use crate::view::helpers::helpers;
    use crate::view::i_dag::IDag;
    use crate::view::world::World;

    fn world() -> World {
        let mut world = World::thyland();
        let grund = short("Mads er meldt savnet.");
        let id = NoedadgangId(Uuid::from_u128(1));
        world.asks(Person::Medarbejder(LARS), OpenNoedadgang { id, ung: MADS, grund });
        let command = notat(NotatId(Uuid::from_u128(2)), MADS, "Han vil gerne ringes op.").into();
        let id = CommandId(Uuid::from_u128(3));
        let envelope = Envelope::new(id, Person::Medarbejder(HANNE), NOW, "1", &command).unwrap();
        let (kommune, authority) = (domain::fixtures::THYLAND, Authority::Server);
        let context = Context { kommune, now: NOW, written: NOW, command: id, authority };
        world.put(Henlagt::of(&envelope, &command, &context).unwrap());
        world
    }

    fn unread(world: &World) -> Vec<Laes> {
        world.seen_by(Person::Medarbejder(BENT), |sight| laes(sight, MADS))
    }

    #[test]
    fn the_tovholder_reads_every_word_and_who_it_was_until_they_say_so() {
        let mut world = world();
        let all = unread(&world);
        let tovholder = Person::Medarbejder(BENT);
        let words = |one: &Laes| world.seen_by(tovholder, |sight| one.words(sight).join(" "));
        let texts: Vec<_> = all.iter().map(words).collect();
        assert_eq!(texts, ["Mads er meldt savnet.", "Han vil gerne ringes op."]);
        assert_eq!(all[0].hvad, Ulaest::Noedadgang { leder: "Lars Hede".to_owned() });
        for one in all {
            world.asks(Person::Medarbejder(BENT), one.read());
        }
        assert!(unread(&world).is_empty());
    }

    #[test]
    fn it_stands_in_the_work_list_of_the_tovholder_and_of_nobody_else() {
        let world = world();
        let stuck =
            |who| world.seen_by(Person::Medarbejder(who), |sight| IDag::of(sight).haenger.len());
        assert_eq!([BENT, ANNA].map(stuck), [2, 0]);
    }

    #[test]
    fn the_tovholder_is_told_of_a_helper_who_lost_the_role_and_the_young_person_sees_one_less() {
        let mut world = World::thyland();
        let told =
            |world: &World| world.seen_by(Person::Medarbejder(BENT), |s| IDag::of(s).haenger);
        let helped = |world: &World| world.seen_by(Person::Ung(MADS), |s| helpers(s, MADS).len());
        assert_eq!((told(&world).len(), helped(&world)), (0, 3));
        let mut anna = medarbejder(ANNA, "Anna Lund", UNGEHUSET, &[Rolle::Overgangsmentor]);
        anna.roller[0].term.until = Some(NOW.plus(-1));
        world.asks(Person::System, RegisterMedarbejder { medarbejder: anna });
        let rows = told(&world);
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(row.hvad, crate::text::laes::lost("Anna Lund"));
        assert_eq!(helped(&world), 2);
        let (tilknytning, until) = (ANNA_FOR_MADS, NOW);
        let end = EndTilknytning { tilknytning, ung: MADS, until };
        world.asks(Person::System, end);
        assert_eq!(told(&world).len(), 1, "as it is when an account is ended");
        world.now = NOW.plus(15 * DAY);
        assert_eq!(told(&world).len(), 0);
    }
}
