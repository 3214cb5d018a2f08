//! Snusepraktik (R15): asking, cancelling, attendance.
//!
//! A phone only ever asks: its decision says `Oensket`. The server seats the booking on all its days, or
//! puts it on the waiting list of all of them, or says no with a reason that stays readable in the plan.
//! Who sits where, and who moves up when a seat comes free, is in `seating`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{OrganisationId, PladsId, SnusepraktikId, UngId};
use crate::plads::{Moedested, Plads, Pladsform, must_be_days, must_span_four_weeks};
use crate::record::{Follows, Kept, list};
use crate::seating::Seating;
use crate::text::ShortText;
use crate::ung::Ung;
use crate::writing::{Changes, Writing};
use crate::{Day, Moment, Person, Rejection};

/// A request for snusepraktik, and what became of it. Lies in the young person's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snusepraktik {
    /// The booking's own id.
    pub id: SnusepraktikId,
    /// For whom.
    pub ung: UngId,
    /// The host.
    pub organisation: OrganisationId,
    /// The place.
    pub plads: PladsId,
    /// What is tasted, as the place said when it was asked for.
    pub linje: ShortText,
    /// Where and when to meet, as the place says now. A booking from before this was copied has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moedested: Option<Moedested>,
    /// The days, ascending.
    pub dage: Vec<Day>,
    /// The lines chosen for the weeks after the first, in a snuseforløb.
    pub linjer: Vec<ShortText>,
    /// What became of it.
    pub status: Bookingstatus,
    /// Whether the young person came, day by day, as far as the host has said.
    pub fremmoede: BTreeMap<Day, Fremmoede>,
    /// Who asked.
    pub af: Person,
    /// When, by their phone.
    pub skrevet: Moment,
}

impl Kept for Snusepraktik {
    const CODE: &'static str = "snusepraktik";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Plan(self.ung)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn grants(&self) -> Vec<Grant> {
        Vec::new()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        vec![Folder::Vaert(self.organisation)]
    }
}

/// The booking as the host sees it: a first name and the days. Lies with the host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vaertsbooking {
    /// The same id as the snusepraktik's.
    pub id: SnusepraktikId,
    /// The host.
    pub organisation: OrganisationId,
    /// The place.
    pub plads: PladsId,
    /// Points to the young person; the host can see nothing more of them.
    pub ung: UngId,
    /// The first name.
    pub fornavn: ShortText,
    /// What is tasted.
    pub linje: ShortText,
    /// The days.
    pub dage: Vec<Day>,
    /// What became of it.
    pub status: Bookingstatus,
    /// Whether the young person came.
    pub fremmoede: BTreeMap<Day, Fremmoede>,
    /// Whom to call.
    pub af: Person,
}

impl Kept for Vaertsbooking {
    const CODE: &'static str = "vaertsbooking";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Vaert(self.organisation)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn grants(&self) -> Vec<Grant> {
        Vec::new()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// What became of a request (design 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bookingstatus {
    /// Asked for. Not booked.
    Oensket,
    /// Seated on all days.
    Bekraeftet,
    /// On the waiting list, with the longest place in line of any of its days.
    Venteliste(u16),
    /// Not possible.
    Afvist(Afvisning),
    /// The young person came on at least one of the days.
    Gennemfoert,
    /// All days are over and they came on none.
    Udeblevet,
    /// Cancelled by the young person or a helper.
    Aflyst,
}

/// Why a request was not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Afvisning {
    /// The place is no longer offered, or was closed.
    PladsLukket,
    /// One of the days had passed when the request arrived.
    DagPasseret,
    /// The young person is somewhere else on one of the days.
    Optaget,
}

/// Whether a young person came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fremmoede {
    /// Came.
    Moedt,
    /// Did not.
    Udeblevet,
}

/// Asks for snusepraktik.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestSnusepraktik {
    /// Which one it becomes.
    pub id: SnusepraktikId,
    /// For whom.
    pub ung: UngId,
    /// The host.
    pub organisation: OrganisationId,
    /// The place.
    pub plads: PladsId,
    /// The days, ascending; all of them in a snuseforløb.
    pub dage: Vec<Day>,
    /// The lines for the weeks after the first, in a snuseforløb.
    #[serde(default)]
    pub linjer: Vec<ShortText>,
}

/// Cancels a request or booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelSnusepraktik {
    /// The booking's own id.
    pub id: SnusepraktikId,
    /// For whom.
    pub ung: UngId,
}

/// Says whether the young person came on a day. The host may change their mind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmFremmoede {
    /// The host.
    pub organisation: OrganisationId,
    /// Which booking.
    pub id: SnusepraktikId,
    /// Which day.
    pub dag: Day,
    /// Came or did not.
    pub fremmoede: Fremmoede,
}

impl Snusepraktik {
    /// The next day they are to come: one from today on whose attendance nobody has told.
    #[must_use]
    pub fn naeste_dag(&self, today: Day) -> Option<Day> {
        let ahead = |dag: &Day| *dag >= today && !self.fremmoede.contains_key(dag);
        self.status.is_seated().then(|| self.dage.iter().copied().find(ahead)).flatten()
    }
}

impl Bookingstatus {
    /// Whether it still holds or waits for seats.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Oensket | Self::Bekraeftet | Self::Venteliste(_))
    }

    /// Whether it has, or had, seats: only then is there attendance.
    #[must_use]
    pub const fn is_seated(self) -> bool {
        matches!(self, Self::Bekraeftet | Self::Gennemfoert | Self::Udeblevet)
    }
}

impl Asks for RequestSnusepraktik {
    const NAME: &'static str = "snusepraktik.request.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let folder = Folder::Plan(self.ung);
        let plan = ask.must_add(folder)?;
        must_be_days(&self.dage)?;
        must_span_four_weeks(&self.dage)?;
        if let Some(found) = plan.find::<Snusepraktik>(self.id.0) {
            let same = self.is_asking_for(found, ask);
            return if same { Ok(Changes::default()) } else { Err(Rejection::AlreadyExists) };
        }
        // Seats and hosts know a booking by its id alone, so nobody else's may be taken, at whichever host.
        if ask.is_taken::<Snusepraktik>(folder, self.id.0) {
            return Err(Rejection::AlreadyExists);
        }
        let pladser = Folder::Pladser(self.organisation);
        let plads = ask.find::<Plads>(pladser, self.plads.0);
        if let Some(plads) = plads {
            self.must_fit(plads)?;
        }
        if !ask.is_server() {
            let plads = plads.ok_or(Rejection::RecordMissing)?;
            return Ok(plan.put(self.asked(plads, Bookingstatus::Oensket, ask)));
        }
        let plan = plan.that_reads(pladser)?;
        plan.need::<Ung>(self.ung.0)?;
        let plads = plads.ok_or(Rejection::RecordMissing)?;
        Ok(match self.obstacle(plads, ask) {
            Some(why) => plan.put(self.asked(plads, Bookingstatus::Afvist(why), ask)),
            None => self.place(plads, plan, ask),
        })
    }
}

impl RequestSnusepraktik {
    /// Whether the booking was made by this command, whatever became of it.
    fn is_asking_for(&self, found: &Snusepraktik, ask: &Ask<'_>) -> bool {
        let Self { id, ung, organisation, plads, dage, linjer } = self;
        let (af, skrevet) = (ask.actor.person, ask.context.written);
        (id, ung, organisation, plads) == (&found.id, &found.ung, &found.organisation, &found.plads)
            && (dage, linjer) == (&found.dage, &found.linjer)
            && (af, skrevet) == (found.af, found.skrevet)
    }

    /// The days and lines must be ones the place has.
    fn must_fit(&self, plads: &Plads) -> Result<(), Rejection> {
        if self.dage.iter().any(|dag| !plads.dage.contains(dag)) {
            return Err(Rejection::DayNotOffered);
        }
        match &plads.form {
            Pladsform::Dage => Ok(()),
            Pladsform::Forloeb { .. } if self.dage != plads.dage => Err(Rejection::ForloebNotWhole),
            Pladsform::Forloeb { linjer } => {
                let offered = self.linjer.iter().all(|linje| linjer.contains(linje));
                offered.then_some(()).ok_or(Rejection::DayNotOffered)
            }
        }
    }

    /// What stands in the way, whatever seats there are.
    fn obstacle(&self, plads: &Plads, ask: &Ask<'_>) -> Option<Afvisning> {
        if plads.lukket {
            return Some(Afvisning::PladsLukket);
        }
        if self.dage.first().is_some_and(|first| *first < ask.context.now.day()) {
            return Some(Afvisning::DagPasseret);
        }
        let others = list::<Snusepraktik>(ask.view, Folder::Plan(self.ung));
        let busy = others
            .iter()
            .filter(|other| other.status.is_open() || other.status == Bookingstatus::Gennemfoert)
            .any(|other| other.dage.iter().any(|dag| self.dage.contains(dag)));
        busy.then_some(Afvisning::Optaget)
    }

    /// Seats on all days, or the waiting list of all of them.
    fn place(&self, plads: &Plads, plan: Writing<'_, '_>, ask: &Ask<'_>) -> Changes {
        let mut seating = Seating::load(self.organisation, plads.id, &self.dage, ask);
        seating.open(plads, &self.dage);
        let status = seating.place(self.id, &self.dage);
        let booking = self.asked(plads, status, ask);
        seating.changes(plan).and(booking.with_host_copy(plan, ask))
    }

    fn asked(&self, plads: &Plads, status: Bookingstatus, ask: &Ask<'_>) -> Snusepraktik {
        Snusepraktik {
            id: self.id,
            ung: self.ung,
            organisation: self.organisation,
            plads: self.plads,
            linje: plads.linje.clone(),
            moedested: Some(plads.moedested()),
            dage: self.dage.clone(),
            linjer: self.linjer.clone(),
            status,
            fremmoede: BTreeMap::new(),
            af: ask.actor.person,
            skrevet: ask.context.written,
        }
    }
}

impl Snusepraktik {
    /// The booking and what the host sees of it, which always say the same.
    pub(crate) fn with_host_copy(self, writing: Writing<'_, '_>, ask: &Ask<'_>) -> Changes {
        let copy = self.host_copy(ask).map(|copy| writing.beyond(copy.folder()).put(copy));
        writing.beyond(self.folder()).put(self).and(copy.unwrap_or_default())
    }

    fn host_copy(&self, ask: &Ask<'_>) -> Option<Vaertsbooking> {
        let ung = ask.find::<Ung>(Folder::Plan(self.ung), self.ung.0)?;
        Some(Vaertsbooking {
            id: self.id,
            organisation: self.organisation,
            plads: self.plads,
            ung: self.ung,
            fornavn: ShortText::parse(ung.fornavn()).ok()?,
            linje: self.linje.clone(),
            dage: self.dage.clone(),
            status: self.status,
            fremmoede: self.fremmoede.clone(),
            af: self.af,
        })
    }
}

impl Asks for CancelSnusepraktik {
    const NAME: &'static str = "snusepraktik.cancel.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_write_now(Folder::Plan(self.ung))?;
        let booking = plan.need::<Snusepraktik>(self.id.0)?;
        match booking.status {
            Bookingstatus::Aflyst => return Ok(Changes::default()),
            status if !status.is_open() => return Err(Rejection::BookingEnded),
            _ => {}
        }
        let cancelled = Snusepraktik { status: Bookingstatus::Aflyst, ..booking.clone() };
        if !ask.is_server() {
            return Ok(plan.put(cancelled));
        }
        let mut seating = Seating::load(booking.organisation, booking.plads, &booking.dage, ask);
        seating.release(booking.id);
        let pladser = Folder::Pladser(booking.organisation);
        let plads = ask.find::<Plads>(pladser, booking.plads.0);
        Ok(seating.promote(plads, plan, ask).and(cancelled.with_host_copy(plan, ask)))
    }
}

impl Asks for ConfirmFremmoede {
    const NAME: &'static str = "snusepraktik.fremmoede.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Organisation(self.organisation)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let vaert = ask.must_write_now(Folder::Vaert(self.organisation))?;
        let copy = vaert.need::<Vaertsbooking>(self.id.0)?;
        if !copy.status.is_seated() {
            return Err(Rejection::BookingNotConfirmed);
        }
        if !copy.dage.contains(&self.dag) {
            return Err(Rejection::DayNotOffered);
        }
        if self.dag > ask.context.now.day() {
            return Err(Rejection::DayNotYet);
        }
        let mut fremmoede = copy.fremmoede.clone();
        fremmoede.insert(self.dag, self.fremmoede);
        let status = attended(&copy.dage, &fremmoede);
        // A host's phone does not hold the young person's plan; the server does.
        let plan = vaert.beyond(Folder::Plan(copy.ung));
        let told = plan.find::<Snusepraktik>(self.id.0).map(|booking| {
            let fremmoede = fremmoede.clone();
            plan.put(Snusepraktik { status, fremmoede, ..booking.clone() })
        });
        let noted = vaert.put(Vaertsbooking { status, fremmoede, ..copy.clone() });
        Ok(told.unwrap_or_default().and(noted))
    }
}

/// Came at least once; or all days are told and they never did; or it is still open.
fn attended(dage: &[Day], fremmoede: &BTreeMap<Day, Fremmoede>) -> Bookingstatus {
    if fremmoede.values().any(|came| *came == Fremmoede::Moedt) {
        Bookingstatus::Gennemfoert
    } else if dage.iter().all(|dag| fremmoede.contains_key(dag)) {
        Bookingstatus::Udeblevet
    } else {
        Bookingstatus::Bekraeftet
    }
}
