//! Notater on young people (R3): append-only. A correction is added; the first text stays visible, as
//! notes in a case may not be removed (law.md 2.1, rectification). Three times are kept: when it
//! happened, when it was written, and when the server received it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::aftale::{Aftale, NewAftale};
use crate::bounds::must_be_few;
use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{AftaleId, CommandId, NotatId, UngId};
use crate::record::{Follows, Kept};
use crate::text::LongText;
use crate::ung::Ung;
use crate::writing::{Changes, Writing};
use crate::{Moment, Person, Rejection};

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notat {
    /// The note's own id.
    pub id: NotatId,
    /// About whom.
    pub ung: UngId,
    /// Where it lies, and so who sees it.
    pub synlighed: Synlighed,
    /// What kind of contact it was.
    pub slags: Notatslags,
    /// When the contact was.
    pub sket: Moment,
    /// When it was written, by the writer's phone.
    pub skrevet: Moment,
    /// When the server received it.
    pub modtaget: Option<Moment>,
    /// Who wrote it.
    pub af: Person,
    /// The first text. It never changes.
    pub tekst: LongText,
    /// What to pay attention to (S1, Opmærksomhedspunkter).
    pub punkter: BTreeSet<Opmaerksomhedspunkt>,
    /// The agreement made with it, if any.
    pub aftale: Option<AftaleId>,
    /// Later corrections, in the order the server received them.
    pub rettelser: Vec<Rettelse>,
    /// Written before the case was handed over, received after.
    pub foer_overdragelse: bool,
}

impl Kept for Notat {
    const CODE: &'static str = "notat";
    const FOLLOWS: Follows = Follows::Nothing;

    /// Where the note lies.
    fn folder(&self) -> Folder {
        self.synlighed.folder(self.ung)
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

/// A correction of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rettelse {
    /// The command that made it; a repeated command adds nothing.
    pub id: CommandId,
    /// Who corrected.
    pub af: Person,
    /// When, by their phone.
    pub skrevet: Moment,
    /// When the server received it.
    pub modtaget: Option<Moment>,
    /// What it says now.
    pub tekst: LongText,
}

/// Who sees a note: told by the folder it lies in, never by a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Synlighed {
    /// In the journal: the tovholder and the assigned mentor.
    Journal,
    /// In the plan: all helpers, and the young person.
    Plan,
}

/// What kind of contact a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notatslags {
    /// A talk.
    Samtale,
    /// A call.
    Telefon,
    /// A visit at the school.
    Skolebesoeg,
    /// The young person did not come.
    Udeblevet,
    /// Something else.
    Andet,
}

/// The six points of attention (S1, Opmærksomhedspunkter).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opmaerksomhedspunkt {
    /// Hard to live on the study grant.
    Oekonomi,
    /// Immature, or unclear about work and future.
    Umodenhed,
    /// Mentally fragile.
    Psyke,
    /// Lacks a social network.
    Netvaerk,
    /// Lacks backing at home.
    Opbakning,
    /// Unclear choice of education.
    Uddannelsesvalg,
}

/// Writes a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteNotat {
    /// Which one it becomes.
    pub id: NotatId,
    /// About whom.
    pub ung: UngId,
    /// Who is to see it.
    pub synlighed: Synlighed,
    /// What kind of contact it was.
    pub slags: Notatslags,
    /// When the contact was.
    pub sket: Moment,
    /// What there is to say.
    pub tekst: LongText,
    /// What to pay attention to.
    #[serde(default)]
    pub punkter: BTreeSet<Opmaerksomhedspunkt>,
    /// An agreement made with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aftale: Option<NewAftale>,
}

/// Corrects a note. Two phones may; both corrections stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectNotat {
    /// The note's own id.
    pub id: NotatId,
    /// About whom.
    pub ung: UngId,
    /// Where it lies.
    pub synlighed: Synlighed,
    /// What it says now.
    pub tekst: LongText,
}

impl Synlighed {
    /// The folder that such notes on the young person lie in.
    #[must_use]
    pub const fn folder(self, ung: UngId) -> Folder {
        match self {
            Self::Journal => Folder::Journal(ung),
            Self::Plan => Folder::Plan(ung),
        }
    }
}

impl Notat {
    /// Whether this, but for what came with receiving and correcting it, is what was written.
    fn is_writing_of(&self, written: &Self) -> bool {
        let Self { modtaget, foer_overdragelse, .. } = *written;
        Self { modtaget, foer_overdragelse, rettelser: Vec::new(), ..self.clone() } == *written
    }

    /// What it says now: the last correction, or the first text.
    #[must_use]
    pub fn gaeldende(&self) -> &LongText {
        self.rettelser.last().map_or(&self.tekst, |rettelse| &rettelse.tekst)
    }
}

/// A note is corrected so often at the most: each edition keeps all that stood before.
pub const MOST_CORRECTIONS: usize = 20;

/// A phone's clock may run ahead of the server's by this much before "happened" counts as the future.
const CLOCK_TOLERANCE: i64 = 24 * crate::moment::HOUR;

/// What is said to have happened must not lie after the time it was written, nor in the server's future, nor longer
/// ago than anything can.
pub(crate) fn must_have_happened(sket: Moment, ask: &Ask<'_>) -> Result<(), Rejection> {
    let latest = ask.happened().plus(CLOCK_TOLERANCE);
    if sket > latest { Err(Rejection::HappenedInFuture) } else { ask.must_be_near([sket.day()]) }
}

impl Asks for WriteNotat {
    const NAME: &'static str = "notat.write.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        // A young person has their own words in the plan; notater are the helpers'.
        if ask.actor.person.ung().is_some() {
            return Err(Rejection::AccessMissing);
        }
        let folder = ask.must_add(self.synlighed.folder(self.ung))?;
        must_have_happened(self.sket, ask)?;
        self.must_be_in_their_life(ask)?;
        let notat = folder.create_once(self.written(folder, ask), Notat::is_writing_of)?;
        let Some(aftale) = self.aftale.as_ref().filter(|_| !notat.is_empty()) else {
            return Ok(notat);
        };
        let plan = ask.must_add(Folder::Plan(self.ung))?;
        aftale.must_be_likely(ask)?;
        let aftale = aftale.made(self.ung, Some(self.id), ask.actor.person);
        Ok(notat.and(plan.create_once(aftale, Aftale::is_making_of)?))
    }
}

impl WriteNotat {
    /// Nothing is told of anybody before the day they were born, as far as that day is known here.
    fn must_be_in_their_life(&self, ask: &Ask<'_>) -> Result<(), Rejection> {
        let ung = ask.find::<Ung>(Folder::Plan(self.ung), self.ung.0);
        let born = ung.is_none_or(|ung| ung.foedt <= self.sket.day());
        born.then_some(()).ok_or(Rejection::TimeOutOfBounds)
    }

    fn written(&self, folder: Writing<'_, '_>, ask: &Ask<'_>) -> Notat {
        Notat {
            id: self.id,
            ung: self.ung,
            synlighed: self.synlighed,
            slags: self.slags,
            sket: self.sket,
            skrevet: ask.context.written,
            modtaget: ask.received(),
            af: ask.actor.person,
            tekst: self.tekst.clone(),
            punkter: self.punkter.clone(),
            aftale: self.aftale.as_ref().map(|aftale| aftale.id),
            rettelser: Vec::new(),
            foer_overdragelse: folder.is_late(),
        }
    }
}

impl Asks for CorrectNotat {
    const NAME: &'static str = "notat.correct.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        if ask.actor.person.ung().is_some() {
            return Err(Rejection::AccessMissing);
        }
        let folder = ask.must_write_now(self.synlighed.folder(self.ung))?;
        let notat = folder.need::<Notat>(self.id.0)?;
        if notat.rettelser.iter().any(|made| made.id == ask.context.command) {
            return Ok(Changes::default());
        }
        if *notat.gaeldende() == self.tekst {
            return Err(Rejection::NothingChanged);
        }
        must_be_few(notat.rettelser.len() + 1, MOST_CORRECTIONS)?;
        let mut corrected = notat.clone();
        corrected.rettelser.push(self.rettelse(ask));
        Ok(folder.put(corrected))
    }
}

impl CorrectNotat {
    fn rettelse(&self, ask: &Ask<'_>) -> Rettelse {
        Rettelse {
            id: ask.context.command,
            af: ask.actor.person,
            skrevet: ask.context.written,
            modtaget: ask.received(),
            tekst: self.tekst.clone(),
        }
    }
}
