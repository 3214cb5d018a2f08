//! I dag: the work list. What is late, due today, due in the next seven days, stuck, and coming up; what was ticked off
//! today stays in sight, so that a slip of the thumb can be undone. Where the rows come from is in
//! `i_dag/`: young people in `unge`, partners and the network in `netvaerk`.

mod netvaerk;
mod unge;

use domain::aarshjul::Niveau;
use domain::aftale::{Aftale, SettleAftale};
use domain::besoeg::BesoegFelt;
use domain::edit::Conflict;
use domain::id::{
    AftaleId, BesoegId, ConflictId, IndsigtId, LoefteId, MoedeId, OrganisationId, SnusepraktikId,
    UngId,
};
use domain::indsigt::Indsigt;
use domain::loefte::{Loefte, SettleLoefte};
use domain::record::Listed;
use domain::snusepraktik::Snusepraktik;
use domain::{Command, Day, Folder, Key};
use uuid::Uuid;

use super::Sight;
use super::laes::Ulaest;
use super::order;

/// The work list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IDag {
    /// Past their day, the latest first.
    pub sene: Vec<Row>,
    /// Today, in the order of the clock.
    pub i_dag: Vec<Row>,
    /// In the next seven days: on a Friday, too, next week is in sight.
    pub ugen: Vec<Row>,
    /// What does not move unless somebody does something.
    pub haenger: Vec<Row>,
    /// What comes after these days.
    pub senere: Vec<Row>,
    /// Ticked off today by whoever looks.
    pub gjort: Vec<Row>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// What.
    pub sag: Sag,
    /// The day it is due or takes place.
    pub day: Option<Day>,
    /// Minutes after midnight.
    pub klokken: Option<u16>,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sag {
    /// An agreement with a young person; `med` where it is with another helper.
    Aftale {
        id: AftaleId,
        ung: UngId,
        navn: String,
        hvad: String,
        med: Option<String>,
        gjort: bool,
    },
    /// A young person is in snusepraktik.
    Snusepraktik {
        id: SnusepraktikId,
        ung: UngId,
        navn: String,
        linje: String,
        sted: String,
        moedetid: Option<String>,
    },
    /// A request that has had no answer for days.
    Ubesvaret { id: SnusepraktikId, ung: UngId, navn: String, linje: String, siden: Day },
    /// A young person asked for all that is written about them.
    Indsigt { id: IndsigtId, ung: UngId, navn: String },
    /// Something in the case that its tovholder must read.
    Laes { key: Key, ung: UngId, navn: String, hvad: Ulaest },
    /// A helper who can help no longer: they lost the role, or their account was ended.
    Slut { key: Key, ung: UngId, navn: String, hvem: String },
    /// A promise to a partner.
    Loefte { id: LoefteId, organisation: OrganisationId, navn: String, hvad: String, gjort: bool },
    /// A partner is owed a visit, or one was agreed.
    Besoeg { organisation: OrganisationId, navn: String, sidst: Option<Day>, aftalt: bool },
    /// Two people changed the same field of a visit.
    Conflict {
        id: ConflictId,
        organisation: OrganisationId,
        besoeg: BesoegId,
        navn: String,
        felter: Vec<BesoegFelt>,
    },
    /// A meeting of the network; `uge` is none where no week is fixed.
    Moede { id: MoedeId, niveau: Niveau, uge: Option<u32>, maaned: u32, vaert: Option<String> },
}

/// After how many days a request without an answer counts as stuck.
const UNANSWERED_DAYS: i64 = 3;
/// How many days count as this week, and how far beyond agreements are shown.
const WEEK_DAYS: i32 = 7;
const AHEAD_DAYS: i32 = 21;

impl IDag {
    /// Makes the list for whoever looks.
    #[must_use]
    pub fn of(sight: &Sight<'_>) -> Self {
        let mut list = Self::default();
        if sight.me.helps_young() {
            unge::add(&mut list, sight);
        }
        if sight.me.visits_partners() {
            netvaerk::add(&mut list, sight);
        }
        list.sort();
        list
    }

    /// Whether there is nothing at all to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let groups =
            [&self.sene, &self.i_dag, &self.ugen, &self.haenger, &self.senere, &self.gjort];
        groups.into_iter().all(Vec::is_empty)
    }

    /// Puts a row where its day belongs; one without a day comes later.
    fn place(&mut self, row: Row, today: Day) {
        match row.day {
            Some(day) if day < today => self.sene.push(row),
            Some(day) if day == today => self.i_dag.push(row),
            Some(day) if day <= today.plus(WEEK_DAYS) => self.ugen.push(row),
            Some(day) if day > today.plus(AHEAD_DAYS) => {}
            _ => self.senere.push(row),
        }
    }

    fn sort(&mut self) {
        for rows in [&mut self.sene, &mut self.i_dag, &mut self.ugen, &mut self.senere] {
            // Without a day or a time comes last.
            order::by_key(rows, |row| {
                (row.day.is_none(), row.day, row.klokken.is_none(), row.klokken)
            });
        }
    }
}

impl Row {
    fn on(day: Option<Day>, sag: Sag) -> Self {
        Self { sag, day, klokken: None }
    }

    /// Where the row leads: to the act, not to a page about it.
    #[must_use]
    pub fn href(&self) -> String {
        match &self.sag {
            Sag::Aftale { ung, .. } => format!("/app/unge/{ung}/notat"),
            Sag::Snusepraktik { ung, .. }
            | Sag::Ubesvaret { ung, .. }
            | Sag::Laes { ung, .. }
            | Sag::Slut { ung, .. } => {
                format!("/app/unge/{ung}")
            }
            Sag::Indsigt { id, ung, .. } => format!("/app/unge/{ung}/indsigt/{id}"),
            Sag::Loefte { organisation, .. } => format!("/app/besoeg/{organisation}"),
            Sag::Besoeg { organisation, .. } => format!("/app/besoeg/{organisation}/nyt"),
            Sag::Conflict { organisation, besoeg, .. } => {
                format!("/app/besoeg/{organisation}/{besoeg}")
            }
            Sag::Moede { .. } => "/app/mere/aarshjul".to_owned(),
        }
    }

    /// The record whose state the row shows.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        let (folder, kind, id) = match &self.sag {
            Sag::Aftale { id, ung, .. } => (Folder::Plan(*ung), Aftale::KIND, id.0),
            Sag::Snusepraktik { id, ung, .. } | Sag::Ubesvaret { id, ung, .. } => {
                (Folder::Plan(*ung), Snusepraktik::KIND, id.0)
            }
            Sag::Indsigt { id, ung, .. } => (Folder::Plan(*ung), Indsigt::KIND, id.0),
            Sag::Loefte { id, organisation, .. } => {
                (Folder::Partnerskab(*organisation), Loefte::KIND, id.0)
            }
            Sag::Conflict { id, organisation, .. } => {
                (Folder::Partnerskab(*organisation), Conflict::KIND, id.0)
            }
            Sag::Laes { key, .. } | Sag::Slut { key, .. } => return Some(*key),
            Sag::Besoeg { .. } | Sag::Moede { .. } => return None,
        };
        Some(Key { folder, kind, id })
    }

    /// Whether it is ticked off, for a row that can be.
    #[must_use]
    pub fn gjort(&self) -> Option<bool> {
        match &self.sag {
            Sag::Aftale { gjort, .. } | Sag::Loefte { gjort, .. } => Some(*gjort),
            _ => None,
        }
    }

    /// How it is ticked off, where it can be.
    #[must_use]
    pub fn tick(&self) -> Option<Tick> {
        let gjort = self.gjort()?;
        match self.sag {
            Sag::Aftale { id, ung, .. } => Some(Tick { what: Ticked::Aftale(ung, id), gjort }),
            Sag::Loefte { id, organisation, .. } => {
                Some(Tick { what: Ticked::Loefte(organisation, id), gjort })
            }
            _ => None,
        }
    }
}

/// What can be ticked off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Whether it is.
    pub gjort: bool,
    what: Ticked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ticked {
    Aftale(UngId, AftaleId),
    Loefte(OrganisationId, LoefteId),
}

impl Tick {
    /// The record.
    #[must_use]
    pub fn id(self) -> Uuid {
        match self.what {
            Ticked::Aftale(_, id) => id.0,
            Ticked::Loefte(_, id) => id.0,
        }
    }

    /// What ticks it off, or opens it again.
    #[must_use]
    pub fn settle(self, udfoert: bool) -> Command {
        match self.what {
            Ticked::Aftale(ung, aftale) => SettleAftale { ung, aftale, udfoert }.into(),
            Ticked::Loefte(organisation, loefte) => {
                SettleLoefte { organisation, loefte, udfoert }.into()
            }
        }
    }
}

#[cfg(test)]
mod tests;
