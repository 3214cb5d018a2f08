//! Samtykker of the invented people, one in each state that a person may meet: in force with something told,
//! waiting for a signature, withdrawn.

use std::collections::BTreeSet;

use domain::id::{OplysningId, SamtykkeId, SamtykketekstId};
use domain::moment::{HOUR, MINUTE};
use domain::oplysning::ShareOplysning;
use domain::samtykke::{
    Bevis, DraftSamtykke, Emne, PublishSamtykketekst, Samtykketekst, SignSamtykke, Situation,
    Underskriver, WithdrawSamtykke,
};
use domain::text::{LongText, ShortText};
use domain::{Moment, Person};

use super::organisations::{EUC, GYM, PRODUKTION, organisation, system};
use super::people::{UNGE, mentor_of, staff, ung};
use super::script::Script;
use super::words::{FORAELDRETEKST, FORTALT, SAMTYKKETEKST};
use super::{DemoFault, FOUNDED, id, kommune};

/// One samtykke.
struct Told {
    /// Whose, by their place among all.
    place: usize,
    skole: &'static str,
    /// Written so many days ago.
    ago: i32,
    signers: &'static [Underskriver],
    withdrawn: bool,
}

const BOTH: &[Underskriver] = &[Underskriver::Ung, Underskriver::Foraeldremyndighed];

const SAMTYKKER: [Told; 4] = [
    Told { place: 0, skole: EUC, ago: 20, signers: BOTH, withdrawn: false },
    Told { place: 1, skole: PRODUKTION, ago: 1, signers: &[], withdrawn: false },
    Told { place: 2, skole: GYM, ago: 30, signers: BOTH, withdrawn: true },
    Told { place: 5, skole: PRODUKTION, ago: 15, signers: BOTH.split_at(1).0, withdrawn: false },
];

pub(super) fn tell(script: &mut Script) -> Result<(), DemoFault> {
    let siden = script.today.plus(FOUNDED);
    let tekst = LongText::parse(SAMTYKKETEKST)?;
    let foraeldre = Some(LongText::parse(FORAELDRETEKST)?);
    let tekst = Samtykketekst { id: tekst_id(), kommune: kommune(), siden, tekst, foraeldre };
    system(script, PublishSamtykketekst { tekst });
    SAMTYKKER.iter().try_for_each(|one| one.tell(script))
}

fn tekst_id() -> SamtykketekstId {
    SamtykketekstId(id("samtykketekst 1"))
}

impl Told {
    fn tell(&self, script: &mut Script) -> Result<(), DemoFault> {
        let navn = UNGE.get(self.place).copied().ok_or(DemoFault::Nobody)?;
        let mentor = staff(mentor_of(self.place));
        let at = script.at(-self.ago, 11, 0);
        script.ask(at, mentor, self.draft(script, navn));
        for som in self.signers {
            script.ask(at.plus(10 * MINUTE), mentor, self.signature(navn, *som)?);
        }
        if !self.signers.is_empty() {
            self.share(script, navn, mentor, at.plus(HOUR))?;
        }
        if self.withdrawn {
            let (samtykke, ung) = (self.id(), ung(navn));
            let withdraw = WithdrawSamtykke { samtykke, ung };
            script.ask(script.at(-3, 18, 0), Person::Ung(ung), withdraw);
        }
        Ok(())
    }

    fn id(&self) -> SamtykkeId {
        SamtykkeId(id(&format!("samtykke {}", self.place)))
    }

    fn draft(&self, script: &Script, navn: &str) -> DraftSamtykke {
        DraftSamtykke {
            id: self.id(),
            ung: ung(navn),
            modtager: organisation(self.skole),
            omfang: BTreeSet::from([Emne::Fremmoede, Emne::Stoette, Emne::Kontakt]),
            situationer: BTreeSet::from([Situation::Opstart, Situation::Fravaer]),
            fra: script.today.plus(-self.ago),
            til: script.today.plus(180 - self.ago),
            tekst: tekst_id(),
            erstatter: None,
        }
    }

    fn signature(&self, navn: &str, som: Underskriver) -> Result<SignSamtykke, DemoFault> {
        let (navn_skrevet, bevis) = match som {
            Underskriver::Ung => (navn, Bevis::Skaerm),
            Underskriver::Foraeldremyndighed => ("Prøve-Forælder Demosen", Bevis::Papir),
        };
        let navn_skrevet = ShortText::parse(navn_skrevet)?;
        Ok(SignSamtykke { samtykke: self.id(), ung: ung(navn), som, navn: navn_skrevet, bevis })
    }

    fn share(
        &self,
        script: &mut Script,
        navn: &str,
        by: Person,
        at: Moment,
    ) -> Result<(), DemoFault> {
        for (number, (emne, situation, tekst)) in FORTALT.into_iter().enumerate() {
            let share = ShareOplysning {
                id: OplysningId(id(&format!("oplysning {} {number}", self.place))),
                ung: ung(navn),
                samtykke: self.id(),
                emne,
                situation,
                tekst: LongText::parse(tekst)?,
            };
            script.ask(at, by, share);
        }
        Ok(())
    }
}
