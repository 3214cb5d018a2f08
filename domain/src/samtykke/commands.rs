//! What is asked about a samtykke: a text put into use, a draft, a signature, a withdrawal; and what is
//! answered. What a samtykke is, and where it stands when, is in `samtykke`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Bevis, Emne, Erstatning, Samtykke, Samtykketekst, Situation, Tilbagetraekning, Tilstand,
    Underskrift, Underskriftsregel, Underskriver,
};
use crate::besked::{Besked, Beskedtype};
use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::id::{OrganisationId, SamtykkeId, SamtykketekstId, UngId};
use crate::organisation::{Organisation, must_be_administrator};
use crate::record::Kept;
use crate::text::ShortText;
use crate::ung::Ung;
use crate::writing::{Changes, Writing};
use crate::{Day, Moment, Rejection};

/// Puts a text into use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishSamtykketekst {
    /// What it says.
    pub tekst: Samtykketekst,
}

/// Writes a samtykke that nobody has signed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSamtykke {
    /// Which one it becomes.
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
    /// The last day.
    pub til: Day,
    /// The text that is signed.
    pub tekst: SamtykketekstId,
    /// The one it is to take the place of once it is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erstatter: Option<SamtykkeId>,
}

/// Adds a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignSamtykke {
    /// The samtykke that is meant.
    pub samtykke: SamtykkeId,
    /// About whom.
    pub ung: UngId,
    /// As what they sign.
    pub som: Underskriver,
    /// Their name.
    pub navn: ShortText,
    /// How it is known.
    pub bevis: Bevis,
}

/// Withdraws a samtykke, or lets go of one that is not signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawSamtykke {
    /// The samtykke that is meant.
    pub samtykke: SamtykkeId,
    /// About whom.
    pub ung: UngId,
}
impl Asks for PublishSamtykketekst {
    const NAME: &'static str = "samtykketekst.publish.v1";
    const DOOR: Door = Door::Desk;

    fn about(&self) -> About {
        About::Kommune
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        // What people sign is the municipality's word.
        let faelles = must_be_administrator(ask)?;
        if self.tekst.kommune != ask.context.kommune {
            return Err(Rejection::AccessMissing);
        }
        ask.must_be_near([self.tekst.siden])?;
        faelles.create(self.tekst.clone())
    }
}

/// How many days a samtykke may last: it is limited by the situation (T14), and nobody's is five years long.
const LONGEST: i32 = 5 * 366;

impl Asks for DraftSamtykke {
    const NAME: &'static str = "samtykke.draft.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_add(Folder::Plan(self.ung))?;
        ask.must_not_be_young()?;
        if self.til < self.fra || self.til.days_since(self.fra) > LONGEST {
            return Err(Rejection::TermInvalid);
        }
        ask.must_come([self.fra, self.til])?;
        if self.omfang.is_empty() || self.situationer.is_empty() {
            return Err(Rejection::SamtykkeEmpty);
        }
        let faelles = Folder::Faelles(ask.context.kommune);
        let modtager = ask.find::<Organisation>(faelles, self.modtager.0);
        modtager.filter(|modtager| modtager.skole).ok_or(Rejection::OrganisationMissing)?;
        let tekst = ask.need::<Samtykketekst>(faelles, self.tekst.0)?;
        if tekst.siden > ask.happened().day() {
            return Err(Rejection::RecordMissing);
        }
        if let Some(before) = self.erstatter {
            let before = plan.need::<Samtykke>(before.0)?;
            (before.modtager == self.modtager)
                .then_some(())
                .ok_or(Rejection::OrganisationMissing)?;
        }
        let ung = plan.need::<Ung>(self.ung.0)?;
        plan.create_once(self.made(ung, ask), Samtykke::is_draft_of)
    }
}

impl DraftSamtykke {
    fn made(&self, ung: &Ung, ask: &Ask<'_>) -> Samtykke {
        let Self { id, ung: _, modtager, omfang, situationer, fra, til, tekst, erstatter } =
            self.clone();
        Samtykke {
            id,
            ung: ung.id,
            modtager,
            omfang,
            situationer,
            fra,
            til,
            tekst,
            af: ask.actor.person,
            skrevet: ask.happened(),
            myndig: ung.fylder(18).begins(),
            underskrifter: Vec::new(),
            underskrevet: None,
            trukket: None,
            erstatter,
            erstattet: None,
        }
    }
}

impl Asks for SignSamtykke {
    const NAME: &'static str = "samtykke.sign.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_write_now(Folder::Plan(self.ung))?;
        let signs_themself = self.som == Underskriver::Ung && self.bevis == Bevis::Skaerm;
        if ask.actor.person.ung().is_some() && !signs_themself {
            return Err(Rejection::AccessMissing);
        }
        let held = plan.need::<Samtykke>(self.samtykke.0)?;
        let ung = plan.need::<Ung>(self.ung.0)?;
        // Nobody signed what was not written yet, whatever a phone's clock says.
        let (kl, rule) = (
            ask.happened().max(held.skrevet),
            Underskriftsregel::of(ask.view, ask.context.kommune),
        );
        // Who has to sign follows from their age when it is decided: a phone's date makes nobody younger.
        let decided = ask.context.now.max(kl);
        let stands = held.counting(ung, rule, decided).find(|has| has.som == self.som);
        let by_account = ask.actor.person.ung().is_some() && held.underskrevet.is_none();
        if stands.is_some_and(|has| !by_account || has.on_the_word_of().is_none()) {
            return Ok(Changes::default());
        }
        let open = |at| held.tilstand(at) == Tilstand::Kladde;
        if !open(kl) || !open(ask.context.now) {
            return Err(Rejection::SamtykkeEnded);
        }
        if !rule.underskrivere(ung.alder(decided.day())).contains(&self.som) {
            return Err(Rejection::SignatureNotNeeded);
        }
        let mut signed = held.clone();
        signed.underskrifter.retain(|has| has.som != self.som);
        signed.underskrifter.push(self.made(kl, ask));
        if !signed.mangler(ung, rule, decided).is_empty() {
            return Ok(plan.put(signed));
        }
        if signed.rests_on_one(ung, rule, decided) {
            return Err(Rejection::SignaturesRestOnOne);
        }
        signed.underskrevet = signed.counting(ung, rule, decided).map(|has| has.kl).max();
        complete(signed, ung, plan, ask)
    }
}

impl SignSamtykke {
    fn made(&self, kl: Moment, ask: &Ask<'_>) -> Underskrift {
        let Self { som, navn, bevis, .. } = self.clone();
        Underskrift { som, navn, bevis, kl, af: ask.actor.person }
    }
}

/// The last signature: what it takes the place of ends where it begins, and the receiver is told.
fn complete(
    signed: Samtykke,
    ung: &Ung,
    plan: Writing<'_, '_>,
    ask: &Ask<'_>,
) -> Result<Changes, Rejection> {
    let kl = signed.underskrevet.unwrap_or(ask.context.now);
    let mut changes = Changes::default();
    let before = signed.erstatter.and_then(|id| plan.find::<Samtykke>(id.0));
    if let Some(before) = before {
        if before.erstattet.is_some() {
            // Two for the place of one: the second would stand beside the first.
            return Err(Rejection::SamtykkeEnded);
        }
        if before.tilstand(ask.context.now).is_open() {
            let erstattet = Some(Erstatning { af: signed.id, kl: signed.begins(kl) });
            changes = changes.and(plan.put(Samtykke { erstattet, ..before.clone() }));
        }
    }
    // The receiver's folders are not on the phone of whoever signs.
    if ask.is_server() {
        let (brev, besked) = (signed.brev(ung), Besked::om(&signed, ung, Beskedtype::Givet, kl));
        changes = changes.and(plan.beyond(brev.folder()).put(brev));
        changes = changes.and(plan.beyond(besked.folder()).put(besked));
    }
    Ok(changes.and(plan.put(signed)))
}

impl Asks for WithdrawSamtykke {
    const NAME: &'static str = "samtykke.withdraw.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let plan = ask.must_write_now(Folder::Plan(self.ung))?;
        let held = plan.need::<Samtykke>(self.samtykke.0)?;
        let kl = ask.happened();
        if held.trukket.is_some() {
            return Ok(Changes::default());
        }
        if !held.tilstand(kl).is_open() {
            return Err(Rejection::SamtykkeEnded);
        }
        let trukket = Some(Tilbagetraekning { kl, af: ask.actor.person });
        let withdrawn = plan.put(Samtykke { trukket, ..held.clone() });
        if held.underskrevet.is_some() && ask.is_server() {
            let ung = plan.need::<Ung>(self.ung.0)?;
            let besked = Besked::om(held, ung, Beskedtype::Trukket, kl);
            return Ok(withdrawn.and(plan.beyond(besked.folder()).put(besked)));
        }
        Ok(withdrawn)
    }
}
