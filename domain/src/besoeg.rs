//! Roadshow visits at partners (R1): logging, amending, and which partner is due one (rule T12: each is
//! owed at least one visit a year of about 45 minutes; S0, Formidlingsstrategi).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bounds::{must_be_at_most, must_be_few};
use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::digest::derived_uuid;
use crate::edit::{Conflict, Edit, Meeting};
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{BesoegId, ConflictId, MedarbejderId, OrganisationId};
use crate::loefte::{Loefte, NewLoefte};
use crate::notat::must_have_happened;
use crate::organisation::Organisation;
use crate::record::{Follows, Kept};
use crate::text::ShortText;
use crate::writing::{Changes, Writing};
use crate::{Day, Moment, Person, Rejection};

/// A visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Besoeg {
    /// The visit's own id.
    pub id: BesoegId,
    /// The partner visited.
    pub organisation: OrganisationId,
    /// Where.
    pub sted: Option<ShortText>,
    /// At what kind of meeting.
    pub moedetype: Moedetype,
    /// When.
    pub sket: Moment,
    /// The ambassadors who were there.
    pub ambassadoerer: Vec<MedarbejderId>,
    /// How many listened; none where it was not counted, which is not zero.
    pub antal: Option<u16>,
    /// How long, in minutes.
    pub minutter: u16,
    /// Questions that were asked.
    pub spoergsmaal: Vec<ShortText>,
    /// When the next visit is, if that was agreed.
    pub naeste: Option<Day>,
    /// What was left with the partner.
    pub materialer: Vec<Materiale>,
    /// Who logged it.
    pub af: Person,
    /// When it was written, by their phone.
    pub skrevet: Moment,
    /// Who changed which fields afterwards, in the order the server received it.
    pub aendringer: Vec<Aendring>,
}

impl Kept for Besoeg {
    const CODE: &'static str = "besoeg";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Partnerskab(self.organisation)
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

/// Who changed which fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aendring {
    /// Who.
    pub af: Person,
    /// When, by their phone.
    pub kl: Moment,
    /// Which.
    pub felter: Vec<BesoegFelt>,
}

/// The kind of meeting a roadshow is given at (S0, Formidling).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moedetype {
    /// Afdelingsmøde.
    Afdeling,
    /// Pædagogisk møde.
    Paedagogisk,
    /// Lærermøde.
    Laerer,
    /// Vejledermøde.
    Vejleder,
    /// Another kind.
    Andet,
}

/// What is left with a partner (S0, Formidling: shared templates).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Materiale {
    /// The folder.
    Folder,
    /// The slides.
    Slides,
    /// The template for an agenda.
    Dagsorden,
    /// The template for minutes.
    Referat,
}

/// How long a roadshow is meant to take, in minutes (T12).
pub const PRESET_MINUTTER: u16 = 45;
/// The most who can have listened.
pub const MOST_ANTAL: u16 = 9_999;
/// The longest a visit can have taken, in minutes: a day.
pub const MOST_MINUTTER: u16 = 1_440;

/// Logs a visit, with the promises made at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogBesoeg {
    /// Which one it becomes.
    pub id: BesoegId,
    /// The partner visited.
    pub organisation: OrganisationId,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sted: Option<ShortText>,
    /// At what kind of meeting.
    pub moedetype: Moedetype,
    /// When.
    pub sket: Moment,
    /// The ambassadors who were there.
    pub ambassadoerer: Vec<MedarbejderId>,
    /// How many listened, if counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub antal: Option<u16>,
    /// How long, in minutes.
    pub minutter: u16,
    /// Questions that were asked.
    #[serde(default)]
    pub spoergsmaal: Vec<ShortText>,
    /// What was promised.
    #[serde(default)]
    pub loefter: Vec<NewLoefte>,
    /// When the next visit is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naeste: Option<Day>,
    /// What was left.
    #[serde(default)]
    pub materialer: Vec<Materiale>,
}

/// Changes fields of a visit; see `edit` for what happens when two people do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendBesoeg {
    /// The visit's own id.
    pub id: BesoegId,
    /// The partner visited.
    pub organisation: OrganisationId,
    /// The fields that change.
    pub edit: BesoegEdit,
}

macro_rules! besoeg_fields {
    ($($(#[$doc:meta])* $felt:ident $field:ident: $type:ty,)*) => {
        /// The fields of a visit that can be changed afterwards.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum BesoegFelt {
            $($(#[$doc])* $felt,)*
        }

        /// Wishes to change fields; those not named stay untouched.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct BesoegEdit {
            $(
                $(#[$doc])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $field: Option<Edit<$type>>,
            )*
        }

        impl BesoegEdit {
            /// What must be wished to get from one state of a visit to another.
            #[must_use]
            pub fn between(was: &Besoeg, now: &Besoeg) -> Self {
                Self { $($field: Edit::between(was.$field.clone(), now.$field.clone()),)* }
            }

            /// The fields that are to change.
            #[must_use]
            pub fn fields(&self) -> Vec<BesoegFelt> {
                let mut fields = Vec::new();
                $(if self.$field.is_some() { fields.push(BesoegFelt::$felt); })*
                fields
            }

            /// The visit as it would be if all that is wished came true.
            #[must_use]
            pub fn wished(&self, seen: &Besoeg) -> Besoeg {
                let mut wished = seen.clone();
                $(if let Some(edit) = &self.$field { wished.$field = edit.now.clone(); })*
                wished
            }

            /// Carries out what can be; returns the fields that changed, and for each field in
            /// disagreement a wish that tells the value that stands and the value that lost.
            fn apply(&self, besoeg: &mut Besoeg) -> (Vec<BesoegFelt>, Vec<(BesoegFelt, Self)>) {
                let (mut taken, mut lost) = (Vec::new(), Vec::new());
                $(if let Some(edit) = &self.$field {
                    match edit.meets(&besoeg.$field) {
                        Meeting::Agrees => {}
                        Meeting::Changes => {
                            besoeg.$field = edit.now.clone();
                            taken.push(BesoegFelt::$felt);
                        }
                        Meeting::Disagrees => {
                            let kept = Edit { was: besoeg.$field.clone(), now: edit.now.clone() };
                            let only = Self { $field: Some(kept), ..Self::default() };
                            lost.push((BesoegFelt::$felt, only));
                        }
                    }
                })*
                (taken, lost)
            }
        }
    };
}

besoeg_fields! {
    /// Where.
    Sted sted: Option<ShortText>,
    /// The kind of meeting.
    Moedetype moedetype: Moedetype,
    /// When.
    Sket sket: Moment,
    /// The ambassadors.
    Ambassadoerer ambassadoerer: Vec<MedarbejderId>,
    /// How many listened.
    Antal antal: Option<u16>,
    /// How long.
    Minutter minutter: u16,
    /// The questions.
    Spoergsmaal spoergsmaal: Vec<ShortText>,
    /// The next visit.
    Naeste naeste: Option<Day>,
    /// What was left.
    Materialer materialer: Vec<Materiale>,
}

impl BesoegEdit {
    /// What is wished for is held to the same as what is logged.
    fn must_be_likely(&self, ask: &Ask<'_>) -> Result<(), Rejection> {
        if let Some(sket) = &self.sket {
            must_have_happened(sket.now, ask)?;
        }
        let antal = self.antal.as_ref().and_then(|edit| edit.now);
        must_be_at_most(antal.unwrap_or_default(), MOST_ANTAL)?;
        let minutter = self.minutter.as_ref().map(|edit| edit.now);
        must_be_at_most(minutter.unwrap_or_default(), MOST_MINUTTER)?;
        ask.must_come(self.naeste.as_ref().and_then(|edit| edit.now))?;
        ask.must_be_staff(self.ambassadoerer.iter().flat_map(|edit| &edit.now))
    }
}

impl Besoeg {
    /// Who last wrote the field, and when, as far as the visit tells.
    #[must_use]
    pub fn writer_of(&self, felt: BesoegFelt) -> (Person, Moment) {
        let last = self.aendringer.iter().rev().find(|made| made.felter.contains(&felt));
        last.map_or((self.af, self.skrevet), |made| (made.af, made.kl))
    }

    /// Whether this was logged by the command that logs `logged`, whatever was changed afterwards.
    fn is_logging_of(&self, logged: &Self) -> bool {
        let amended = !self.aendringer.is_empty();
        self == logged || (amended && (self.af, self.skrevet) == (logged.af, logged.skrevet))
    }

    /// What an edit comes to: the fields that change, and a conflict for each that disagrees.
    pub(crate) fn amended(
        &self,
        edit: &BesoegEdit,
        partnerskab: Writing<'_, '_>,
        ask: &Ask<'_>,
    ) -> Changes {
        let mut amended = self.clone();
        let (taken, lost) = edit.apply(&mut amended);
        let conflicts = lost.into_iter().filter_map(|(felt, edit)| self.conflict(felt, edit, ask));
        let disagree: Changes = conflicts.map(|conflict| partnerskab.put(conflict)).collect();
        if taken.is_empty() {
            return disagree;
        }
        let (af, kl) = (ask.actor.person, ask.context.written);
        amended.aendringer.push(Aendring { af, kl, felter: taken });
        disagree.and(partnerskab.put(amended))
    }

    /// The conflict over one field; none if this command made it before, as it may be settled by now.
    fn conflict(&self, felt: BesoegFelt, edit: BesoegEdit, ask: &Ask<'_>) -> Option<Conflict> {
        let id = ConflictId(derived_uuid(ask.context.command.0, &format!("{felt:?}")));
        if ask.find::<Conflict>(Folder::Partnerskab(self.organisation), id.0).is_some() {
            return None;
        }
        let (stod_af, stod_kl) = self.writer_of(felt);
        Some(Conflict {
            id,
            organisation: self.organisation,
            besoeg: self.id,
            edit,
            stod_af,
            stod_kl,
            af: ask.actor.person,
            kl: ask.context.written,
            afgjort: None,
        })
    }
}

impl Asks for LogBesoeg {
    const NAME: &'static str = "besoeg.log.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Organisation(self.organisation)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let partnerskab = ask.must_add(Folder::Partnerskab(self.organisation))?;
        let faelles = Folder::Faelles(ask.context.kommune);
        ask.find::<Organisation>(faelles, self.organisation.0)
            .ok_or(Rejection::OrganisationMissing)?;
        must_have_happened(self.sket, ask)?;
        must_be_at_most(self.antal.unwrap_or_default(), MOST_ANTAL)?;
        must_be_at_most(self.minutter, MOST_MINUTTER)?;
        ask.must_come(self.naeste.into_iter().chain(self.loefter.iter().filter_map(|l| l.frist)))?;
        ask.must_be_staff(&self.ambassadoerer)?;
        let mut changes = partnerskab.create_once(self.logged(ask), Besoeg::is_logging_of)?;
        for loefte in &self.loefter {
            let loefte = loefte.made(self.organisation, self.id);
            changes = changes.and(partnerskab.create_once(loefte, Loefte::is_making_of)?);
        }
        Ok(changes)
    }
}

impl LogBesoeg {
    fn logged(&self, ask: &Ask<'_>) -> Besoeg {
        Besoeg {
            id: self.id,
            organisation: self.organisation,
            sted: self.sted.clone(),
            moedetype: self.moedetype,
            sket: self.sket,
            ambassadoerer: self.ambassadoerer.clone(),
            antal: self.antal,
            minutter: self.minutter,
            spoergsmaal: self.spoergsmaal.clone(),
            naeste: self.naeste,
            materialer: self.materialer.clone(),
            af: ask.actor.person,
            skrevet: ask.context.written,
            aendringer: Vec::new(),
        }
    }
}

/// A visit is changed so often at the most: it tells of every change.
pub const MOST_CHANGES: usize = 100;

impl Asks for AmendBesoeg {
    const NAME: &'static str = "besoeg.amend.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Organisation(self.organisation)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let partnerskab = ask.must_write_now(Folder::Partnerskab(self.organisation))?;
        let besoeg = partnerskab.need::<Besoeg>(self.id.0)?;
        self.edit.must_be_likely(ask)?;
        must_be_few(besoeg.aendringer.len() + 1, MOST_CHANGES)?;
        Ok(besoeg.amended(&self.edit, partnerskab, ask))
    }
}

/// When a partner is owed its next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Besoegsfrist {
    /// The last day of the year in which a visit is owed.
    pub senest: Day,
    /// The last visit, if there was one.
    pub sidst: Option<Day>,
    /// How near that is.
    pub stand: Fristens,
}

/// How near a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fristens {
    /// It has passed.
    Sen,
    /// Within 60 days.
    Snart,
    /// Further off.
    IOrden,
}

/// How many days ahead a visit counts as due soon. Our proposal; the source has only "once a year".
pub const SNART: i32 = 60;

/// When the partner is owed a visit: a year after the last one, or after it became a partner.
/// An organisation that is no partner is owed none.
#[must_use]
pub fn besoegsfrist<'a>(
    organisation: &Organisation,
    besoeg: impl IntoIterator<Item = &'a Besoeg>,
    today: Day,
) -> Option<Besoegsfrist> {
    let siden = organisation.partner_siden?;
    let held = besoeg.into_iter().filter(|b| b.organisation == organisation.id);
    let sidst = held.map(|b| b.sket.day()).filter(|day| *day <= today).max();
    let senest = sidst.unwrap_or(siden).plus_year();
    let stand = match senest.days_since(today) {
        ..0 => Fristens::Sen,
        0..=SNART => Fristens::Snart,
        _ => Fristens::IOrden,
    };
    Some(Besoegsfrist { senest, sidst, stand })
}
