//! Min plan: what the young person sees of their own plan. What happens next stands first; everything
//! else is agreements, taster days, the steps, and the notes that lie in the plan.

use domain::aftale::Aftale;
use domain::id::{AftaleId, MedarbejderId, SnusepraktikId, UngId};
use domain::naeste::Naeste as Next;
use domain::notat::{Notat, Notatslags};
use domain::plan::Plan;
use domain::record::{Listed, find, list};
use domain::snusepraktik::{Bookingstatus, Snusepraktik};
use domain::{Day, Folder, Key, Moment, Person};

use super::Sight;
use super::helpers::{Helper, helpers};
use super::me::fornavn_apart;
use super::moede::Moede;
use super::order;

/// The plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MinPlan {
    /// What happens next.
    pub naeste: Option<Naeste>,
    /// Who helps.
    pub hjaelpere: Vec<Helper>,
    /// Open agreements by their day, then those ticked off today.
    pub aftaler: Vec<AftaleRow>,
    /// Taster days that are to come or wait, then what became of the others.
    pub dage: Vec<DageRow>,
    /// What the young person says themselves.
    pub egne_ord: Option<String>,
    /// What it is to lead to.
    pub maal: Option<String>,
    /// The way there.
    pub trin: Vec<TrinRow>,
    /// Notes that lie in the plan, newest first.
    pub noter: Vec<NoteRow>,
}

/// What happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naeste {
    /// What it is.
    pub hvad: Hvad,
    /// The day, if it has one.
    pub dag: Option<Day>,
    /// Minutes after midnight.
    pub klokken: Option<u16>,
    /// The first name of the helper it is with.
    pub med: Option<String>,
    /// Where to meet, on a taster day.
    pub moede: Moede,
}

/// What kind of thing happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hvad {
    /// An agreement, in the words it was written with.
    Aftale(String),
    /// A step of the plan, in its words.
    Trin(String),
    /// A day in snusepraktik: what and where.
    Snusepraktik { linje: String, sted: String },
}

/// An agreement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AftaleRow {
    pub id: AftaleId,
    /// With whom: always whoever looks.
    pub ung: UngId,
    /// What.
    pub hvad: String,
    /// When.
    pub frist: Option<Day>,
    /// Minutes after midnight.
    pub klokken: Option<u16>,
    /// The first name of the helper it is with.
    pub med: Option<String>,
    /// Ticked off.
    pub gjort: bool,
}

/// A request for snusepraktik and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DageRow {
    pub id: SnusepraktikId,
    /// For whom: always whoever looks.
    pub ung: UngId,
    /// What is tasted.
    pub linje: String,
    /// Where.
    pub sted: String,
    /// The days.
    pub dage: Vec<Day>,
    /// Where to meet, as long as they are to come.
    pub moede: Moede,
    /// What became of it.
    pub status: Bookingstatus,
    /// It may still be cancelled.
    pub kan_aflyses: bool,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrinRow {
    /// What.
    pub hvad: String,
    /// The first name of whoever sees to it; none means the young person.
    pub hvem: Option<String>,
    /// When.
    pub hvornaar: Option<Day>,
    /// It has happened.
    pub naaet: bool,
    /// It is the first that has not.
    pub nu: bool,
}

/// A note that lies in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NoteRow {
    /// What kind of contact it was.
    pub slags: Notatslags,
    /// Who wrote it.
    pub af: String,
    /// When the contact was.
    pub sket: Moment,
    /// What it says now.
    pub tekst: String,
    /// It was corrected.
    pub rettet: bool,
}

/// How long what is over stays in sight, in days.
const REMEMBERED: i32 = 30;

impl MinPlan {
    /// Reads the young person's plan; empty for anybody else.
    #[must_use]
    pub fn of(sight: &Sight<'_>) -> Self {
        let Some(ung) = sight.me.ung() else { return Self::default() };
        let plan = find::<Plan>(sight.view, Folder::Plan(ung), ung.0);
        Self {
            naeste: naeste(sight, ung),
            hjaelpere: helpers(sight, ung),
            aftaler: aftaler(sight, ung),
            dage: dage(sight, ung),
            egne_ord: plan.and_then(|plan| Some(plan.egne_ord.as_ref()?.to_string())),
            maal: plan.and_then(|plan| Some(plan.maal.as_ref()?.to_string())),
            trin: plan.map(|plan| trin(sight, plan)).unwrap_or_default(),
            noter: noter(sight, ung),
        }
    }

    /// Whether nothing has been agreed or written yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.naeste.is_none()
            && self.aftaler.is_empty()
            && self.dage.is_empty()
            && self.trin.is_empty()
            && self.egne_ord.is_none()
    }
}

impl AftaleRow {
    /// The record whose state the row shows.
    #[must_use]
    pub fn key(&self) -> Key {
        Key { folder: Folder::Plan(self.ung), kind: Aftale::KIND, id: self.id.0 }
    }
}

impl DageRow {
    /// The record whose state the row shows.
    #[must_use]
    pub fn key(&self) -> Key {
        Key { folder: Folder::Plan(self.ung), kind: Snusepraktik::KIND, id: self.id.0 }
    }
}

/// What the rule says is next, in words.
fn naeste(sight: &Sight<'_>, ung: UngId) -> Option<Naeste> {
    let next = domain::naeste::naeste(sight.view, ung, sight.today())?;
    let (hvad, med, moede) = match next {
        Next::Snusepraktik(booking, _) => {
            let sted = sight.organisation_navn(booking.organisation);
            let hvad = Hvad::Snusepraktik { linje: booking.linje.to_string(), sted };
            (hvad, None, Moede::of(sight, booking))
        }
        Next::Aftale(aftale) => {
            (Hvad::Aftale(aftale.hvad.to_string()), aftale.med, Moede::default())
        }
        Next::Trin(trin) => (Hvad::Trin(trin.hvad.to_string()), trin.hvem, Moede::default()),
    };
    let med = med.map(|id| first_name(sight, id));
    Some(Naeste { hvad, dag: next.dag(), klokken: next.klokken(), med, moede })
}

fn aftaler(sight: &Sight<'_>, ung: UngId) -> Vec<AftaleRow> {
    let shown =
        |aftale: &&Aftale| aftale.udfoert.is_none_or(|udfoert| udfoert.kl.day() == sight.today());
    let all = list::<Aftale>(sight.view, Folder::Plan(ung)).into_iter().filter(shown);
    let mut rows: Vec<_> = all
        .map(|aftale| AftaleRow {
            id: aftale.id,
            ung,
            hvad: aftale.hvad.to_string(),
            frist: aftale.frist,
            klokken: aftale.klokken,
            med: aftale.med.map(|id| first_name(sight, id)),
            gjort: aftale.udfoert.is_some(),
        })
        .collect();
    order::by_key(&mut rows, |row| (row.gjort, row.frist.is_none(), row.frist, row.klokken));
    rows
}

fn dage(sight: &Sight<'_>, ung: UngId) -> Vec<DageRow> {
    let today = sight.today();
    let last = |booking: &Snusepraktik| booking.dage.last().copied().unwrap_or(today);
    let comes = |booking: &Snusepraktik| booking.naeste_dag(today).is_some();
    let all = list::<Snusepraktik>(sight.view, Folder::Plan(ung)).into_iter();
    let mut rows: Vec<_> = all
        .filter(|booking| today.days_since(last(booking)) <= REMEMBERED)
        .map(|booking| DageRow {
            id: booking.id,
            ung,
            linje: booking.linje.to_string(),
            sted: sight.organisation_navn(booking.organisation),
            dage: booking.dage.clone(),
            moede: if comes(booking) { Moede::of(sight, booking) } else { Moede::default() },
            status: booking.status,
            kan_aflyses: booking.status.is_open() && last(booking) >= today,
        })
        .collect();
    order::by_key(&mut rows, |row| (!row.status.is_open(), row.dage.first().copied()));
    rows
}

fn trin(sight: &Sight<'_>, plan: &Plan) -> Vec<TrinRow> {
    let now = plan.naeste().map(|trin| trin.id);
    let row = |trin: &domain::plan::Trin| TrinRow {
        hvad: trin.hvad.to_string(),
        hvem: trin.hvem.map(|id| first_name(sight, id)),
        hvornaar: trin.hvornaar,
        naaet: trin.naaet,
        nu: now == Some(trin.id),
    };
    plan.trin.iter().map(row).collect()
}

fn noter(sight: &Sight<'_>, ung: UngId) -> Vec<NoteRow> {
    let mut all = list::<Notat>(sight.view, Folder::Plan(ung));
    order::by_key(&mut all, |notat| std::cmp::Reverse((notat.sket, notat.id)));
    let row = |notat: &Notat| NoteRow {
        slags: notat.slags,
        af: sight.navn(notat.af),
        sket: notat.sket,
        tekst: notat.gaeldende().to_string(),
        rettet: !notat.rettelser.is_empty(),
    };
    all.into_iter().map(row).collect()
}

fn first_name(sight: &Sight<'_>, helper: MedarbejderId) -> String {
    fornavn_apart(&sight.navn(Person::Medarbejder(helper)))
}

#[cfg(test)]
mod tests {
    use domain::aftale::{MakeAftale, NewAftale, SettleAftale};
    use domain::fixtures::{ANNA, DORTE, MADS, day, notat, short, snusepraktik, toemrer};
    use domain::id::NotatId;
    use domain::notat::{Synlighed, WriteNotat};
    use uuid::Uuid;

    use super::*;
    use crate::view::world::World;

    const ME: Person = Person::Ung(MADS);
    const STAFF: Person = Person::Medarbejder(ANNA);

    fn plan(world: &World) -> MinPlan {
        world.seen_by(ME, MinPlan::of)
    }

    fn aftale(id: u128, hvad: &str, frist: Option<&str>) -> MakeAftale {
        let id = AftaleId(Uuid::from_u128(id));
        let (frist, klokken) = (frist.map(day), Some(600));
        let aftale = NewAftale { id, hvad: short(hvad), frist, klokken, med: Some(ANNA) };
        MakeAftale { ung: MADS, aftale }
    }

    #[test]
    fn the_earliest_of_step_appointment_and_taster_day_is_next() {
        let mut world = World::thyland();
        let naeste = plan(&world).naeste.unwrap();
        assert_eq!(naeste.hvad, Hvad::Trin("Besøge Erhvervsskolen".to_owned()));
        assert_eq!(naeste.med.as_deref(), Some("Anna"));

        world.asks(STAFF, aftale(1, "Find papirer", Some("2026-09-10")));
        let naeste = plan(&world).naeste.unwrap();
        assert_eq!(
            (naeste.hvad, naeste.klokken),
            (Hvad::Aftale("Find papirer".to_owned()), Some(600))
        );
    }

    #[test]
    fn a_requested_day_is_no_next_step_before_it_is_confirmed() {
        let mut world = World::thyland();
        let id = SnusepraktikId(Uuid::from_u128(9));
        world.asks_offline(STAFF, snusepraktik(id, MADS, &["2026-09-14"]));
        let seen = plan(&world);
        assert!(matches!(seen.naeste.unwrap().hvad, Hvad::Trin(_)));
        let [row] = seen.dage.try_into().unwrap();
        assert_eq!((row.status, row.kan_aflyses), (Bookingstatus::Oensket, true));
    }

    #[test]
    fn a_confirmed_day_stands_before_a_step_of_the_same_day() {
        let mut world = World::thyland();
        let id = SnusepraktikId(Uuid::from_u128(9));
        world.asks(STAFF, snusepraktik(id, MADS, &["2026-09-14", "2026-09-15"]));
        let seen = plan(&world);
        let naeste = seen.naeste.unwrap();
        assert!(matches!(naeste.hvad, Hvad::Snusepraktik { sted, .. } if sted == "Erhvervsskolen"));
        let telefon = Some("12 34 56 78".to_owned());
        let expected = Moede { moedested: Some(toemrer().moedested()), telefon };
        assert_eq!((&naeste.moede, &seen.dage[0].moede), (&expected, &expected));
    }

    #[test]
    fn what_was_ticked_off_today_stays_in_sight_and_tomorrow_it_is_gone() {
        let mut world = World::thyland();
        world.asks(STAFF, aftale(1, "Uden dag", None));
        world.asks(STAFF, aftale(2, "Med dag", Some("2026-09-10")));
        let done = AftaleId(Uuid::from_u128(2));
        world.asks(ME, SettleAftale { ung: MADS, aftale: done, udfoert: true });
        let rows = plan(&world).aftaler;
        let told: Vec<_> = rows.iter().map(|row| (row.hvad.as_str(), row.gjort)).collect();
        assert_eq!(told, [("Uden dag", false), ("Med dag", true)]);
        world.now = world.now.plus(domain::moment::DAY);
        assert_eq!(plan(&world).aftaler.len(), 1);
    }

    #[test]
    fn only_notes_in_the_plan_are_the_young_persons() {
        let mut world = World::thyland();
        world.asks(STAFF, notat(NotatId(Uuid::from_u128(1)), MADS, "I journalen"));
        let open = notat(NotatId(Uuid::from_u128(2)), MADS, "I planen");
        let by = Person::Medarbejder(DORTE);
        world.asks(by, WriteNotat { synlighed: Synlighed::Plan, ..open });
        let texts: Vec<_> = plan(&world).noter.into_iter().map(|note| note.tekst).collect();
        assert_eq!(texts, ["I planen"]);
    }
}
