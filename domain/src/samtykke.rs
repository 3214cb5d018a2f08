//! Samtykke (R6; S0, Overgange): what may be told about a young person, to which school, in which
//! situations, from when until when, and who signed. It opens one folder, `deling`, to that school while it
//! is in force; what is put there is in `oplysning`. Its commands are in `samtykke/commands.rs`. Readings of
//! the sources are in decision 0006.

mod commands;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::digest::derived_uuid;
use crate::folder::Folder;
use crate::grant::{Access, Basis, Grant, Term};
use crate::id::{
    DelingId, KommuneId, MedarbejderId, OrganisationId, SamtykkeId, SamtykketekstId, UngId,
};
use crate::kommune::Kommune;
use crate::person::{Grantee, Person};
use crate::record::{Follows, Kept, View, find};
use crate::text::{LongText, ShortText};
use crate::ung::Ung;
use crate::{Day, Moment};

pub use commands::{DraftSamtykke, PublishSamtykketekst, SignSamtykke, WithdrawSamtykke};

/// A samtykke. Its state is never stored: it follows from what was signed and withdrawn, and from the time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Samtykke {
    /// The samtykke's own id.
    pub id: SamtykkeId,
    /// About whom.
    pub ung: UngId,
    /// To which school.
    pub modtager: OrganisationId,
    /// What may be told.
    pub omfang: BTreeSet<Emne>,
    /// In which situations.
    pub situationer: BTreeSet<Situation>,
    /// The first day.
    pub fra: Day,
    /// The last day: a samtykke always has one (T14).
    pub til: Day,
    /// The text that is signed.
    pub tekst: SamtykketekstId,
    /// Who wrote it, and stands behind it for the municipality (T15).
    pub af: Person,
    /// When it was written; nobody signed before that.
    pub skrevet: Moment,
    /// When the young person turns 18: what a custody holder signed ends then.
    pub myndig: Moment,
    /// Who signed, in the order it was received; the last one of each.
    pub underskrifter: Vec<Underskrift>,
    /// When the last of the signatures that were needed was made.
    pub underskrevet: Option<Moment>,
    /// That it was withdrawn.
    pub trukket: Option<Tilbagetraekning>,
    /// The one it takes the place of.
    pub erstatter: Option<SamtykkeId>,
    /// The one that took its place.
    pub erstattet: Option<Erstatning>,
}

impl Kept for Samtykke {
    const CODE: &'static str = "samtykke";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Plan(self.ung)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    /// The school's counsellors may see what is told under it while it is in force, and nothing else.
    fn grants(&self) -> Vec<Grant> {
        let grant = |term| Grant {
            folder: Folder::Deling(self.deling()),
            grantee: Grantee::Skole(self.modtager),
            access: Access::Read,
            basis: Basis::Samtykke(self.id),
            term,
        };
        self.term().into_iter().map(grant).collect()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        vec![Folder::Deling(self.deling()), Folder::Indbakke(self.modtager)]
    }
}

/// What may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emne {
    /// Attendance and absence.
    Fremmoede,
    /// Goals and agreements.
    Plan,
    /// What support helps.
    Stoette,
    /// What the school should watch for (R11).
    Opmaerksomhed,
    /// Who helps, and how to reach them.
    Kontakt,
}

/// When it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    /// Before and when they begin.
    Opstart,
    /// When they are absent.
    Fravaer,
    /// When they are about to drop out.
    Frafald,
    /// When they change to something else.
    Skift,
}

/// Who may have to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Underskriver {
    /// The young person.
    Ung,
    /// A holder of custody.
    Foraeldremyndighed,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Underskrift {
    /// As what they signed.
    pub som: Underskriver,
    /// Their name.
    pub navn: ShortText,
    /// How it is known.
    pub bevis: Bevis,
    /// When it was made; never later than it was received.
    pub kl: Moment,
    /// Who took it: a member of staff, or the young person on their own phone.
    pub af: Person,
}

/// How a signature is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bevis {
    /// They read it and wrote their name on a screen.
    Skaerm,
    /// They signed on paper, which is kept elsewhere.
    Papir,
    /// They said so, and somebody heard it.
    Mundtligt {
        /// Who heard it.
        vidne: ShortText,
    },
}

/// That a samtykke was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tilbagetraekning {
    /// When; never later than it was received.
    pub kl: Moment,
    /// Who said so here.
    pub af: Person,
}

/// That another took its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erstatning {
    /// Which.
    pub af: SamtykkeId,
    /// When.
    pub kl: Moment,
}

/// Where a samtykke stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tilstand {
    /// Written, and not signed by all who must.
    Kladde,
    /// Signed by all, and its first day is to come.
    Underskrevet,
    /// It holds.
    IKraft,
    /// Somebody withdrew it.
    Trukket,
    /// Its last day is over.
    Udloebet,
    /// Another took its place.
    Erstattet,
    /// A custody holder signed it and the young person has turned 18.
    Bortfaldet,
}

/// Who must sign at which age: the municipality's setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Underskriftsregel {
    /// Under 18 a custody holder (S0).
    UnderAttenForaeldre,
    /// Under 15 a custody holder, from 15 to 17 both, from 18 the young person (law.md 2.1).
    #[default]
    FraFemtenBegge,
}

/// The text that people sign, as it was on the day. A new wording is a new record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Samtykketekst {
    /// The text's own id.
    pub id: SamtykketekstId,
    /// Whose.
    pub kommune: KommuneId,
    /// In use since.
    pub siden: Day,
    /// The words, as the young person says them.
    pub tekst: LongText,
    /// The same as a holder of custody says it. A text from before this was asked for has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foraeldre: Option<LongText>,
}

impl Kept for Samtykketekst {
    const CODE: &'static str = "samtykketekst";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Faelles(self.kommune)
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

/// A samtykke as its receiver sees it. Lies with what is told under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Samtykkebrev {
    /// What it opens; the school does not learn the samtykke's own id.
    pub id: DelingId,
    /// About whom.
    pub navn: ShortText,
    /// To which school.
    pub modtager: OrganisationId,
    /// What may be told.
    pub omfang: BTreeSet<Emne>,
    /// In which situations.
    pub situationer: BTreeSet<Situation>,
    /// The first day.
    pub fra: Day,
    /// The last day.
    pub til: Day,
    /// Whom to ask.
    pub kontakt: Person,
}

impl Kept for Samtykkebrev {
    const CODE: &'static str = "samtykkebrev";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Deling(self.id)
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

impl Underskrift {
    /// The member of staff on whose word alone it rests: that somebody wrote their name on that colleague's screen, or
    /// said so to them. Nobody's where it was made with an account of one's own, or lies somewhere on paper (decision
    /// 0026).
    #[must_use]
    pub fn on_the_word_of(&self) -> Option<MedarbejderId> {
        match self.bevis {
            Bevis::Skaerm | Bevis::Mundtligt { .. } => self.af.medarbejder(),
            Bevis::Papir => None,
        }
    }
}

impl Emne {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Fremmoede, Self::Plan, Self::Stoette, Self::Opmaerksomhed, Self::Kontakt];
}

impl Situation {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Opstart, Self::Fravaer, Self::Frafald, Self::Skift];
}

impl Tilstand {
    /// Whether it can still be signed, come into force, or be withdrawn.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Kladde | Self::Underskrevet | Self::IKraft)
    }
}

impl Underskriftsregel {
    /// The municipality's; the usual one where its settings are not here.
    #[must_use]
    pub fn of(view: &dyn View, kommune: KommuneId) -> Self {
        let settings = find::<Kommune>(view, Folder::Faelles(kommune), kommune.0);
        settings.map(|kommune| kommune.underskrifter).unwrap_or_default()
    }

    /// Who must sign at an age in whole years (T15).
    #[must_use]
    pub const fn underskrivere(self, alder: i32) -> &'static [Underskriver] {
        use Underskriver::{Foraeldremyndighed, Ung};
        match (self, alder) {
            (_, 18..) => &[Ung],
            (Self::FraFemtenBegge, 15..) => &[Ung, Foraeldremyndighed],
            _ => &[Foraeldremyndighed],
        }
    }
}

impl Samtykke {
    /// Where it stands. Of several ends the first counts.
    #[must_use]
    pub fn tilstand(&self, now: Moment) -> Tilstand {
        let ends = self.ends();
        let first = ends.into_iter().flatten().min_by_key(|(end, _)| *end);
        match (first, self.underskrevet) {
            (Some((end, how)), _) if end <= now => how,
            (_, None) => Tilstand::Kladde,
            (_, Some(signed)) if self.begins(signed) > now => Tilstand::Underskrevet,
            _ => Tilstand::IKraft,
        }
    }

    /// When it is in force; none as long as it is not signed.
    #[must_use]
    pub fn term(&self) -> Option<Term> {
        let from = self.begins(self.underskrevet?);
        let end = self.ends().into_iter().flatten().map(|(end, _)| end).min();
        Some(Term { from, until: end.map(|end| end.max(from)) })
    }

    /// What it opens. The young person is part of it: a samtykke of the same id about somebody else opens
    /// something else.
    #[must_use]
    pub fn deling(&self) -> DelingId {
        Self::deling_of(self.ung, self.id)
    }

    /// As [`Samtykke::deling`], from the two ids.
    #[must_use]
    pub fn deling_of(ung: UngId, id: SamtykkeId) -> DelingId {
        DelingId(derived_uuid(ung.0, &format!("deling {id}")))
    }

    /// Who has to sign at this moment and has not. A signature counts as long as the same have to sign as when
    /// it was made: what somebody signed at 17 is not the yes of somebody of age.
    #[must_use]
    pub fn mangler(&self, ung: &Ung, rule: Underskriftsregel, at: Moment) -> Vec<Underskriver> {
        let needed = rule.underskrivere(ung.alder(at.day()));
        let missing =
            |som: &&Underskriver| self.counting(ung, rule, at).all(|has| has.som != **som);
        needed.iter().filter(missing).copied().collect()
    }

    /// The signatures that count at this moment.
    fn counting<'a>(
        &'a self,
        ung: &'a Ung,
        rule: Underskriftsregel,
        at: Moment,
    ) -> impl Iterator<Item = &'a Underskrift> {
        let needed = move |at: Moment| rule.underskrivere(ung.alder(at.day()));
        self.underskrifter.iter().filter(move |made| needed(made.kl) == needed(at))
    }

    /// Whether more than one must sign and all that counts rests on the word of one member of staff.
    pub(crate) fn rests_on_one(&self, ung: &Ung, rule: Underskriftsregel, at: Moment) -> bool {
        let mut words = self.counting(ung, rule, at).map(Underskrift::on_the_word_of);
        match words.next() {
            Some(Some(first)) => {
                let rest: Vec<_> = words.collect();
                !rest.is_empty() && rest.into_iter().all(|word| word == Some(first))
            }
            _ => false,
        }
    }

    /// The moment it begins, signed then.
    fn begins(&self, signed: Moment) -> Moment {
        signed.max(self.fra.begins())
    }

    fn ends(&self) -> [Option<(Moment, Tilstand)>; 4] {
        let by_custody = self.underskrevet.is_some_and(|signed| signed < self.myndig);
        [
            Some((self.til.plus(1).begins(), Tilstand::Udloebet)),
            by_custody.then_some((self.myndig, Tilstand::Bortfaldet)),
            self.trukket.as_ref().map(|trukket| (trukket.kl, Tilstand::Trukket)),
            self.erstattet.as_ref().map(|erstattet| (erstattet.kl, Tilstand::Erstattet)),
        ]
    }

    fn brev(&self, ung: &Ung) -> Samtykkebrev {
        Samtykkebrev {
            id: self.deling(),
            navn: ung.navn.clone(),
            modtager: self.modtager,
            omfang: self.omfang.clone(),
            situationer: self.situationer.clone(),
            fra: self.fra,
            til: self.til,
            kontakt: self.af,
        }
    }
    /// Whether this, but for what was signed or ended since, is what was drafted.
    fn is_draft_of(&self, drafted: &Self) -> bool {
        let fresh = Self {
            underskrifter: Vec::new(),
            underskrevet: None,
            trukket: None,
            erstattet: None,
            skrevet: drafted.skrevet,
            ..self.clone()
        };
        fresh == *drafted
    }
}
