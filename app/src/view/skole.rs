//! What a school's counsellor sees: what was told to the school, young person by young person, and what was
//! given and withdrawn.

use domain::alfabet::sorted;
use domain::besked::{Besked, Beskedtype};
use domain::id::{BeskedId, DelingId, UngId};
use domain::indskrivning::Elev as Pupil;
use domain::oplysning::DeltOplysning;
use domain::record::{find, list};
use domain::samtykke::{Emne, Samtykkebrev, Situation};
use domain::{Day, FolderKind, Moment, Person};

use super::Sight;
use super::me::fornavn;
use super::order;
use super::samtykke::FortaltRow;

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skole {
    /// The school.
    pub sted: String,
    /// The young people of whom something may be told, by name.
    pub elever: Vec<Elev>,
    /// Pupils whose folder was brought along, by name.
    pub medbragte: Vec<(UngId, String)>,
    /// What was given and withdrawn in the last weeks, newest first.
    pub beskeder: Vec<BeskedRow>,
}

/// A young person, and what was told of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Elev {
    /// In which sharing.
    pub deling: DelingId,
    /// First and last name.
    pub navn: String,
    /// When the samtykke was given, where somebody else here has that name.
    pub givet: Option<Moment>,
    /// What may be told.
    pub omfang: Vec<Emne>,
    /// In which situations.
    pub situationer: Vec<Situation>,
    /// The last day.
    pub til: Day,
    /// Whom to ask, and their number.
    pub kontakt: (String, Option<String>),
    /// What was told, newest first.
    pub fortalt: Vec<FortaltRow>,
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BeskedRow {
    pub id: BeskedId,
    /// The first name.
    pub fornavn: String,
    /// When the samtykke was given, where somebody else here has that first name.
    pub givet: Option<Moment>,
    /// What happened.
    pub hvad: Beskedtype,
    /// When.
    pub kl: Moment,
}

/// How long a notice stays in sight, in days.
const REMEMBERED: i32 = 30;

impl Skole {
    /// Reads what was told to the school.
    #[must_use]
    pub fn of(sight: &Sight<'_>) -> Self {
        let mut elever: Vec<_> = sight
            .folders_of(FolderKind::Deling)
            .filter_map(|folder| find::<Samtykkebrev>(sight.view, folder, folder.subject()))
            .map(|brev| Elev::of(sight, brev))
            .collect();
        order::by_key(&mut elever, |elev| (sorted(&elev.navn), elev.til, elev.deling));
        tell_apart(&mut elever, &notices(sight));
        let sted = sight.me.organisation.map(|id| sight.organisation_navn(id));
        let (medbragte, beskeder) = (brought(sight), recent(sight, &elever));
        Self { sted: sted.unwrap_or_default(), elever, medbragte, beskeder }
    }

    /// Whether nothing was told and nothing happened.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.elever.is_empty() && self.medbragte.is_empty() && self.beskeder.is_empty()
    }
}

impl Elev {
    fn of(sight: &Sight<'_>, brev: &Samtykkebrev) -> Self {
        let contact = brev.kontakt.medarbejder().and_then(|id| sight.medarbejder(id));
        let number = contact.and_then(|found| Some(found.telefon.as_ref()?.to_string()));
        Self {
            deling: brev.id,
            navn: brev.navn.to_string(),
            givet: None,
            omfang: brev.omfang.iter().copied().collect(),
            situationer: brev.situationer.iter().copied().collect(),
            til: brev.til,
            kontakt: (sight.navn(brev.kontakt), number),
            fortalt: told(sight, brev.id),
        }
    }
}

fn brought(sight: &Sight<'_>) -> Vec<(UngId, String)> {
    let folders = sight.folders_of(FolderKind::Skole);
    let here = folders.filter_map(|folder| find::<Pupil>(sight.view, folder, folder.subject()));
    let mut rows: Vec<_> = here.map(|pupil| (pupil.ung, pupil.navn.to_string())).collect();
    order::by_key(&mut rows, |(_, navn)| sorted(navn));
    rows
}

fn told(sight: &Sight<'_>, deling: DelingId) -> Vec<FortaltRow> {
    let all = list::<DeltOplysning>(sight.view, domain::Folder::Deling(deling)).into_iter();
    let mut rows: Vec<_> = all
        .map(|told| FortaltRow {
            id: told.id,
            emne: told.emne,
            situation: told.situation,
            tekst: told.tekst.to_string(),
            af: sight.navn(told.af),
            kl: told.kl,
            key: None,
        })
        .collect();
    order::by_key(&mut rows, |row| (std::cmp::Reverse(row.kl), row.id));
    rows
}

fn notices<'a>(sight: &Sight<'a>) -> Vec<&'a Besked> {
    let inboxes = sight.folders_of(FolderKind::Indbakke);
    inboxes.flat_map(|folder| list::<Besked>(sight.view, folder)).collect()
}

/// When the samtykke that opens this was given.
fn given(notices: &[&Besked], deling: DelingId) -> Option<Moment> {
    let its = |notice: &&&Besked| notice.deling == deling && notice.hvad == Beskedtype::Givet;
    notices.iter().find(its).map(|notice| notice.kl)
}

/// Where two have one name, each has the day on which their samtykke was given.
fn tell_apart(elever: &mut [Elev], notices: &[&Besked]) {
    let names: Vec<_> = elever.iter().map(|elev| elev.navn.to_lowercase()).collect();
    for elev in elever {
        let navn = elev.navn.to_lowercase();
        if names.iter().filter(|other| **other == navn).count() > 1 {
            elev.givet = given(notices, elev.deling);
        }
    }
}

/// The notices that are still in sight. They say a first name: where another has it too, the day on which the samtykke was
/// given stands beside it, as it does where the young person is shown.
fn recent(sight: &Sight<'_>, elever: &[Elev]) -> Vec<BeskedRow> {
    let all = notices(sight);
    let name = |notice: &Besked| {
        let known = notice.fornavn.as_ref().map(ToString::to_string);
        known.unwrap_or_else(|| sight.navn(Person::System))
    };
    let here = elever.iter().map(|elev| (elev.deling, fornavn(&elev.navn).to_lowercase()));
    let told = all.iter().map(|notice| (notice.deling, name(notice).to_lowercase()));
    let known: Vec<_> = here.chain(told).collect();
    let row = |notice: &Besked| {
        let fornavn = name(notice);
        let alike = fornavn.to_lowercase();
        let is_twin =
            |(deling, other): &(DelingId, String)| *deling != notice.deling && *other == alike;
        let givet = known.iter().any(is_twin).then(|| given(&all, notice.deling)).flatten();
        BeskedRow { id: notice.id, fornavn, givet, hvad: notice.hvad, kl: notice.kl }
    };
    let is_recent = |notice: &&&Besked| sight.today().days_since(notice.kl.day()) <= REMEMBERED;
    let mut rows: Vec<_> = all.iter().filter(is_recent).map(|notice| row(notice)).collect();
    order::by_key(&mut rows, |row| (std::cmp::Reverse(row.kl), row.id));
    rows
}

#[cfg(test)]
mod tests {
    use domain::fixtures::{
        ANNA, IDA, JENS, MADS, NOW, long, samtykke, tilknytning, underskrift, ung, ung_nr,
    };
    use domain::id::{OplysningId, SamtykkeId, TilknytningId};
    use domain::moment::DAY;
    use domain::oplysning::ShareOplysning;
    use domain::samtykke::{Underskriver, WithdrawSamtykke};
    use domain::tilknytning::{AssignHelper, Funktion};
    use domain::ung::RegisterUng;
    use uuid::Uuid;

    use super::*;
    use crate::view::world::World;

    const STAFF: Person = Person::Medarbejder(ANNA);
    const ID: SamtykkeId = SamtykkeId(Uuid::from_u128(0x990));

    fn seen(world: &World, by: domain::id::MedarbejderId) -> Skole {
        world.seen_by(Person::Medarbejder(by), Skole::of)
    }

    fn told() -> World {
        let mut world = World::thyland();
        world.asks(STAFF, samtykke(ID, MADS));
        world.asks(STAFF, underskrift(ID, MADS, Underskriver::Ung));
        let id = OplysningId(Uuid::from_u128(1));
        let (emne, situation) = (Emne::Fremmoede, Situation::Fravaer);
        let tekst = long("Ring samme dag.");
        world.asks(STAFF, ShareOplysning { id, ung: MADS, samtykke: ID, emne, situation, tekst });
        world
    }

    #[test]
    fn the_named_school_sees_what_was_told_and_whom_to_ask_and_another_sees_nothing() {
        let world = told();
        let page = seen(&world, IDA);
        let [mads] = page.elever.as_slice() else { panic!("one young person") };
        assert_eq!((mads.navn.as_str(), mads.fortalt.len()), ("Mads Kjær", 1));
        assert_eq!(mads.kontakt, ("Anna Lund".to_owned(), Some("12 34 56 78".to_owned())));
        assert_eq!(page.beskeder[0].hvad, Beskedtype::Givet);
        assert!(seen(&world, JENS).is_empty());
    }

    #[test]
    fn once_withdrawn_only_the_notice_is_left_and_that_for_a_month() {
        let mut world = told();
        world.now = NOW.plus(DAY);
        world.asks(Person::Ung(MADS), WithdrawSamtykke { samtykke: ID, ung: MADS });
        let page = seen(&world, IDA);
        assert!(page.elever.is_empty());
        let first = page.beskeder.first().map(|row| (row.fornavn.as_str(), row.hvad));
        assert_eq!(first, Some(("Mads", Beskedtype::Trukket)));
        world.now = NOW.plus(40 * DAY);
        assert!(seen(&world, IDA).is_empty());
    }
    #[test]
    fn two_of_one_name_are_told_apart_by_when_they_said_yes() {
        let mut world = told();
        let alone = seen(&world, IDA);
        assert_eq!((alone.elever[0].givet, alone.beskeder[0].givet), (None, None));
        let twin = ung(ung_nr(7), "Mads Kjær", "2009-01-01");
        world.asks(Person::System, RegisterUng { ung: twin });
        let id = TilknytningId(Uuid::from_u128(0x77));
        let tilknytning = tilknytning(id, ung_nr(7), ANNA, Funktion::Overgangsmentor);
        world.asks(Person::System, AssignHelper { tilknytning });
        world.now = NOW.plus(DAY);
        let other = SamtykkeId(Uuid::from_u128(0x991));
        world.asks(STAFF, samtykke(other, ung_nr(7)));
        world.asks(STAFF, underskrift(other, ung_nr(7), Underskriver::Ung));
        world.asks(STAFF, underskrift(other, ung_nr(7), Underskriver::Foraeldremyndighed));
        let page = seen(&world, IDA);
        let given: Vec<_> = page.elever.iter().map(|elev| elev.givet).collect();
        assert_eq!(given.len(), 2, "{page:?}");
        assert!(given.iter().all(Option::is_some) && given[0] != given[1], "{given:?}");
        assert!(page.beskeder.iter().all(|row| row.givet.is_some()));
    }
}
