//! A samtykke as the young person and their helpers see it: where it stands, who still has to sign, what was
//! told under it. The forms are in `samtykke/`; what the school sees is in `skole`.

pub mod forms;

use domain::id::{OplysningId, OrganisationId, SamtykkeId, UngId};
use domain::oplysning::Oplysning;
use domain::record::{Listed, find, list};
use domain::samtykke::{
    Bevis, Emne, Samtykke, Samtykketekst, Situation, Tilstand, Underskrift, Underskriftsregel,
    Underskriver,
};
use domain::ung::Ung;
use domain::{Day, Folder, Key, Moment, Person};

use super::Sight;
use super::order;

/// A samtykke in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SamtykkeRow {
    pub id: SamtykkeId,
    /// About whom.
    pub ung: UngId,
    /// To which school.
    pub modtager: String,
    /// What may be told.
    pub omfang: Vec<Emne>,
    /// Where it stands.
    pub tilstand: Tilstand,
    /// It was never in force.
    pub opgivet: bool,
    /// The last day.
    pub til: Day,
    /// How much was told.
    pub fortalt: usize,
}

/// A samtykke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamtykkeSide {
    pub id: SamtykkeId,
    /// About whom.
    pub ung: UngId,
    /// Their name.
    pub navn: String,
    /// To which school.
    pub modtager: String,
    /// The school.
    pub modtager_id: OrganisationId,
    /// What may be told.
    pub omfang: Vec<Emne>,
    /// In which situations.
    pub situationer: Vec<Situation>,
    /// The first day.
    pub fra: Day,
    /// The last day.
    pub til: Day,
    /// The words that are signed, as the young person says them.
    pub tekst: Option<String>,
    /// The same as a holder of custody says it, where the municipality has written that.
    pub foraeldre: Option<String>,
    /// Who wrote it.
    pub af: String,
    /// Where it stands.
    pub tilstand: Tilstand,
    /// It was never in force.
    pub opgivet: bool,
    /// Who signed.
    pub underskrifter: Vec<UnderskriftRow>,
    /// Who still has to.
    pub mangler: Vec<Underskriver>,
    /// Who withdrew it, and when.
    pub trukket: Option<(String, Moment)>,
    /// What was told, newest first.
    pub fortalt: Vec<FortaltRow>,
    /// Whoever looks is the one it is about.
    pub egen: bool,
}

/// The words that somebody signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ord {
    /// They are the signer's: "I" is whoever signs.
    Egne(String),
    /// They are the young person's, and somebody else signs.
    DenUnges(String),
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderskriftRow {
    /// As what they signed.
    pub som: Underskriver,
    /// Their name.
    pub navn: String,
    /// How it is known.
    pub bevis: Bevis,
    /// When.
    pub kl: Moment,
    /// Who took it; none where somebody signed on their own phone.
    pub modtaget_af: Option<String>,
}

/// Something that was told.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FortaltRow {
    pub id: OplysningId,
    /// About what.
    pub emne: Emne,
    /// In which situation.
    pub situation: Situation,
    /// The words.
    pub tekst: String,
    /// Who told it.
    pub af: String,
    /// When.
    pub kl: Moment,
    /// Where it lies; none on the school's phone.
    pub key: Option<Key>,
}

/// A young person's samtykker: those that want something, those in force, those that are over.
#[must_use]
pub fn samtykker(sight: &Sight<'_>, ung: UngId) -> Vec<SamtykkeRow> {
    let told = list::<Oplysning>(sight.view, Folder::Plan(ung));
    let row = |held: &Samtykke| SamtykkeRow {
        id: held.id,
        ung,
        modtager: sight.organisation_navn(held.modtager),
        omfang: held.omfang.iter().copied().collect(),
        tilstand: held.tilstand(sight.now),
        opgivet: held.underskrevet.is_none(),
        til: held.til,
        fortalt: told.iter().filter(|told| told.samtykke == held.id).count(),
    };
    let all = list::<Samtykke>(sight.view, Folder::Plan(ung));
    let mut rows: Vec<_> = all.into_iter().map(row).collect();
    order::by_key(&mut rows, |row| (rank(row.tilstand), row.til, row.id));
    rows
}

const fn rank(tilstand: Tilstand) -> u8 {
    match tilstand {
        Tilstand::Kladde => 0,
        Tilstand::IKraft => 1,
        Tilstand::Underskrevet => 2,
        _ => 3,
    }
}

impl SamtykkeRow {
    /// The record whose state the row shows.
    #[must_use]
    pub const fn key(&self) -> Key {
        Key { folder: Folder::Plan(self.ung), kind: Samtykke::KIND, id: self.id.0 }
    }

    /// Whether it can still be signed or withdrawn.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.tilstand.is_open()
    }
}

impl SamtykkeSide {
    /// The samtykke, if the young person's plan is on this phone.
    #[must_use]
    pub fn of(sight: &Sight<'_>, ung: UngId, id: SamtykkeId) -> Option<Self> {
        let held = find::<Samtykke>(sight.view, Folder::Plan(ung), id.0)?;
        let young = sight.ung(ung)?;
        let tekst = find::<Samtykketekst>(sight.view, sight.faelles(), held.tekst.0);
        Some(Self {
            id,
            ung,
            navn: sight.kendt(young),
            modtager: sight.organisation_navn(held.modtager),
            modtager_id: held.modtager,
            omfang: held.omfang.iter().copied().collect(),
            situationer: held.situationer.iter().copied().collect(),
            fra: held.fra,
            til: held.til,
            tekst: tekst.map(|found| found.tekst.to_string()),
            foraeldre: tekst.and_then(|found| Some(found.foraeldre.as_ref()?.to_string())),
            af: sight.navn(held.af),
            tilstand: held.tilstand(sight.now),
            opgivet: held.underskrevet.is_none(),
            underskrifter: held.underskrifter.iter().map(|made| signature(sight, made)).collect(),
            mangler: missing(sight, held, young),
            trukket: held.trukket.as_ref().map(|end| (sight.navn(end.af), end.kl)),
            fortalt: told(sight, ung, id),
            egen: sight.me.ung() == Some(ung),
        })
    }

    /// The words as this signer says them. A text without words of the holder of custody's own has the young
    /// person's, which are told as theirs.
    #[must_use]
    pub fn ord(&self, som: Underskriver) -> Option<Ord> {
        let own = match som {
            Underskriver::Ung => self.tekst.clone(),
            Underskriver::Foraeldremyndighed => self.foraeldre.clone(),
        };
        own.map(Ord::Egne).or_else(|| Some(Ord::DenUnges(self.tekst.clone()?)))
    }

    /// Whether it can still be withdrawn, or let go of.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.tilstand.is_open()
    }

    /// The record whose state the page shows.
    #[must_use]
    pub const fn key(&self) -> Key {
        Key { folder: Folder::Plan(self.ung), kind: Samtykke::KIND, id: self.id.0 }
    }
}

/// Who has to sign and has not. Once it is signed nobody has.
fn missing(sight: &Sight<'_>, held: &Samtykke, young: &Ung) -> Vec<Underskriver> {
    if held.tilstand(sight.now) != Tilstand::Kladde {
        return Vec::new();
    }
    let rule = Underskriftsregel::of(sight.view, sight.me.kommune);
    held.mangler(young, rule, sight.now)
}

fn signature(sight: &Sight<'_>, made: &Underskrift) -> UnderskriftRow {
    let taken = made.af.medarbejder().map(|id| sight.navn(Person::Medarbejder(id)));
    UnderskriftRow {
        som: made.som,
        navn: made.navn.to_string(),
        bevis: made.bevis.clone(),
        kl: made.kl,
        modtaget_af: taken,
    }
}

fn told(sight: &Sight<'_>, ung: UngId, id: SamtykkeId) -> Vec<FortaltRow> {
    let folder = Folder::Plan(ung);
    let all = list::<Oplysning>(sight.view, folder).into_iter();
    let mut rows: Vec<_> = all
        .filter(|told| told.samtykke == id)
        .map(|told| FortaltRow {
            id: told.id,
            emne: told.emne,
            situation: told.situation,
            tekst: told.tekst.to_string(),
            af: sight.navn(told.af),
            kl: told.kl,
            key: Some(Key { folder, kind: Oplysning::KIND, id: told.id.0 }),
        })
        .collect();
    order::by_key(&mut rows, |row| (std::cmp::Reverse(row.kl), row.id));
    rows
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{ANNA, MADS, NOW, day, long, samtykke, samtykketekst, underskrift};
    use domain::moment::DAY;
    use domain::oplysning::ShareOplysning;
    use domain::samtykke::WithdrawSamtykke;
    use uuid::Uuid;

    use super::*;
    use crate::view::world::World;

    const STAFF: Person = Person::Medarbejder(ANNA);
    const ID: SamtykkeId = SamtykkeId(Uuid::from_u128(0x970));

    fn drafted() -> World {
        let mut world = World::thyland();
        world.asks(STAFF, samtykke(ID, MADS));
        world
    }

    fn side(world: &World, by: Person) -> SamtykkeSide {
        world.seen_by(by, |sight| SamtykkeSide::of(sight, MADS, ID)).unwrap()
    }

    #[test]
    fn it_says_who_has_to_sign_and_nobody_once_they_have() {
        let mut world = drafted();
        let before = side(&world, STAFF);
        assert_eq!(before.tilstand, Tilstand::Kladde);
        assert_eq!(before.mangler, [Underskriver::Ung]);
        assert_eq!((before.modtager.as_str(), before.til), ("Gymnasiet", day("2027-01-31")));
        world.asks_offline(Person::Ung(MADS), underskrift(ID, MADS, Underskriver::Ung));
        let after = side(&world, STAFF);
        assert_eq!((after.tilstand, after.mangler.len()), (Tilstand::IKraft, 0));
        assert_eq!(after.underskrifter[0].modtaget_af, None, "on his own phone");
    }

    #[test]
    fn a_holder_of_custody_reads_their_own_words_and_never_the_young_persons_as_theirs() {
        let mut world = drafted();
        let before = side(&world, STAFF);
        let young = "Jeg siger ja til, at min skole må få det at vide, der står her.".to_owned();
        assert_eq!(before.ord(Underskriver::Ung), Some(Ord::Egne(young.clone())));
        assert_eq!(before.ord(Underskriver::Foraeldremyndighed), Some(Ord::DenUnges(young)));

        let foraeldre = Some(long("Jeg har forældremyndigheden."));
        let tekst = Samtykketekst { foraeldre, ..samtykketekst() };
        world.put(tekst);
        let own = Ord::Egne("Jeg har forældremyndigheden.".to_owned());
        assert_eq!(side(&world, STAFF).ord(Underskriver::Foraeldremyndighed), Some(own));
    }

    #[test]
    fn what_was_told_stays_in_sight_of_the_young_person_after_it_ended() {
        let mut world = drafted();
        world.asks(STAFF, underskrift(ID, MADS, Underskriver::Ung));
        let id = OplysningId(Uuid::from_u128(1));
        let (emne, situation) = (Emne::Stoette, Situation::Opstart);
        let tekst = long("Ring klokken ni.");
        let share = ShareOplysning { id, ung: MADS, samtykke: ID, emne, situation, tekst };
        world.asks(STAFF, share);
        world.asks(Person::Ung(MADS), WithdrawSamtykke { samtykke: ID, ung: MADS });
        world.now = NOW.plus(DAY);
        let seen = side(&world, Person::Ung(MADS));
        assert!(seen.egen && !seen.is_open());
        assert_eq!(seen.fortalt[0].tekst, "Ring klokken ni.");
        assert_eq!(seen.trukket, Some(("Mads Kjær".to_owned(), NOW)));
    }

    #[test]
    fn what_wants_a_signature_stands_before_what_is_over() {
        let mut world = drafted();
        let other = SamtykkeId(Uuid::from_u128(0x971));
        world.asks(STAFF, samtykke(other, MADS));
        world.asks(STAFF, WithdrawSamtykke { samtykke: ID, ung: MADS });
        let rows = world.seen_by(STAFF, |sight| samtykker(sight, MADS));
        let found: Vec<_> = rows.iter().map(|row| (row.id, row.is_open())).collect();
        assert_eq!(found, [(other, true), (ID, false)]);
    }
}
