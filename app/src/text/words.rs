//! The words for the field's own enums, the same on every page.

use domain::Rolle;
use domain::aarshjul::Niveau;
use domain::besoeg::{BesoegFelt, Materiale, Moedetype};
use domain::notat::{Notatslags, Opmaerksomhedspunkt, Synlighed};
use domain::samtykke::{Emne, Situation, Tilstand, Underskriver};
use domain::snusepraktik::{Afvisning, Bookingstatus, Fremmoede};
use domain::tilknytning::Funktion;

use super::{language, pick};

crate::texts! {
    unknown_person: "en, som telefonen ikke kender" / "somebody this phone does not know",
    opgivet: "Lagt væk" / "Put away",
    waitlisted(place: u16): "Venteliste nr. {place}" / "Waiting list no. {place}",
}

/// "Samtale".
#[must_use]
pub fn notatslags(slags: Notatslags) -> &'static str {
    match slags {
        Notatslags::Samtale => pick("Samtale", "Talk"),
        Notatslags::Telefon => pick("Telefon", "Phone call"),
        Notatslags::Skolebesoeg => pick("Skolebesøg", "School visit"),
        Notatslags::Udeblevet => pick("Udeblevet", "Did not come"),
        Notatslags::Andet => pick("Andet", "Other"),
    }
}

/// "Lærermøde".
#[must_use]
pub fn moedetype(moedetype: Moedetype) -> &'static str {
    match moedetype {
        Moedetype::Afdeling => pick("Afdelingsmøde", "Department meeting"),
        Moedetype::Paedagogisk => pick("Pædagogisk møde", "Pedagogical meeting"),
        Moedetype::Laerer => pick("Lærermøde", "Teachers’ meeting"),
        Moedetype::Vejleder => pick("Vejledermøde", "Counsellors’ meeting"),
        Moedetype::Andet => pick("Andet møde", "Other meeting"),
    }
}

/// "Ønsket".
#[must_use]
pub fn bookingstatus(status: Bookingstatus) -> String {
    match status {
        Bookingstatus::Oensket => pick("Ønsket", "Requested").to_owned(),
        Bookingstatus::Bekraeftet => pick("Bekræftet", "Confirmed").to_owned(),
        Bookingstatus::Venteliste(place) => waitlisted(place),
        Bookingstatus::Afvist(_) => pick("Afvist", "Not possible").to_owned(),
        Bookingstatus::Gennemfoert => pick("Gennemført", "Completed").to_owned(),
        Bookingstatus::Udeblevet => pick("Udeblevet", "Did not come").to_owned(),
        Bookingstatus::Aflyst => pick("Aflyst", "Cancelled").to_owned(),
    }
}

/// Why a taster placement was not possible, as a sentence.
#[must_use]
pub fn afvisning(why: Afvisning) -> &'static str {
    match why {
        Afvisning::PladsLukket => pick(
            "Stedet tager ikke imod mere. Prøv et andet sted.",
            "The place takes nobody more. Try another place.",
        ),
        Afvisning::DagPasseret => pick(
            "Dagen var forbi, da ønsket nåede frem. Vælg nye dage.",
            "The day had passed when the request arrived. Choose new days.",
        ),
        Afvisning::Optaget => pick(
            "Der er allerede en anden snusepraktik på en af dagene. Vælg andre dage.",
            "There is another taster placement on one of the days already. Choose other days.",
        ),
    }
}

/// "Mødt".
#[must_use]
pub fn fremmoede(fremmoede: Fremmoede) -> &'static str {
    match fremmoede {
        Fremmoede::Moedt => pick("Mødt", "Came"),
        Fremmoede::Udeblevet => pick("Ikke mødt", "Did not come"),
    }
}

/// "Tovholder".
#[must_use]
pub fn funktion(funktion: Funktion) -> &'static str {
    ::words::rolle::funktion(language(), funktion)
}

/// "Overgangsmentor".
#[must_use]
pub fn rolle(rolle: Rolle) -> &'static str {
    ::words::rolle::rolle(language(), rolle)
}

/// "Praktikernetværket".
#[must_use]
pub fn niveau(niveau: Niveau) -> &'static str {
    match niveau {
        Niveau::Praktikere => pick("Praktikernetværket", "The practitioners’ network"),
        Niveau::Mellemledere => pick("Mellemledernetværket", "The middle managers’ network"),
        Niveau::Chefer => pick("Chef- og direktørnetværket", "The directors’ network"),
        Niveau::Faellesmoede => pick("Fælles temamøde", "Joint theme meeting"),
    }
}

/// What to pay attention to, such as "Psykisk sårbarhed".
#[must_use]
pub fn opmaerksomhedspunkt(punkt: Opmaerksomhedspunkt) -> &'static str {
    match punkt {
        Opmaerksomhedspunkt::Oekonomi => pick("Økonomi", "Money"),
        Opmaerksomhedspunkt::Umodenhed => pick("Umodenhed", "Immaturity"),
        Opmaerksomhedspunkt::Psyke => pick("Psykisk sårbarhed", "Mental fragility"),
        Opmaerksomhedspunkt::Netvaerk => pick("Mangler netværk", "Lacks a network"),
        Opmaerksomhedspunkt::Opbakning => pick("Mangler opbakning hjemme", "Lacks backing at home"),
        Opmaerksomhedspunkt::Uddannelsesvalg => {
            pick("Uafklaret uddannelsesvalg", "Unclear choice of education")
        }
    }
}

/// What was left with a partner.
#[must_use]
pub fn materiale(materiale: Materiale) -> &'static str {
    match materiale {
        Materiale::Folder => pick("Folder", "Leaflet"),
        Materiale::Slides => pick("Slides", "Slides"),
        Materiale::Dagsorden => pick("Dagsorden", "Agenda"),
        Materiale::Referat => pick("Referatskabelon", "Template for minutes"),
    }
}

/// A field of a visit.
#[must_use]
pub fn besoeg_felt(felt: BesoegFelt) -> &'static str {
    match felt {
        BesoegFelt::Sted => pick("Sted", "Place"),
        BesoegFelt::Moedetype => pick("Mødetype", "Kind of meeting"),
        BesoegFelt::Sket => pick("Tidspunkt", "Time"),
        BesoegFelt::Ambassadoerer => pick("Ambassadører", "Ambassadors"),
        BesoegFelt::Antal => pick("Antal til stede", "Number present"),
        BesoegFelt::Minutter => pick("Minutter", "Minutes"),
        BesoegFelt::Spoergsmaal => pick("Spørgsmål", "Questions"),
        BesoegFelt::Naeste => pick("Næste besøg", "Next visit"),
        BesoegFelt::Materialer => pick("Materialer", "Materials"),
    }
}

/// What may be told under a samtykke.
#[must_use]
pub fn emne(emne: Emne) -> &'static str {
    match emne {
        Emne::Fremmoede => pick("Fremmøde og fravær", "Attendance and absence"),
        Emne::Plan => pick("Mål og aftaler", "Goals and agreements"),
        Emne::Stoette => pick("Hvad der hjælper", "What helps"),
        Emne::Opmaerksomhed => pick("Hvad skolen skal lægge mærke til", "What to watch for"),
        Emne::Kontakt => pick("Hvem der hjælper", "Who helps"),
    }
}

/// When it may be told.
#[must_use]
pub fn situation(situation: Situation) -> &'static str {
    match situation {
        Situation::Opstart => pick("Før og ved start", "Before and at the start"),
        Situation::Fravaer => pick("Ved fravær", "In case of absence"),
        Situation::Frafald => pick("Ved fare for frafald", "At risk of dropping out"),
        Situation::Skift => pick("Ved skift", "At a change"),
    }
}

/// Where a samtykke stands.
#[must_use]
pub fn tilstand(tilstand: Tilstand) -> &'static str {
    match tilstand {
        Tilstand::Kladde => pick("Mangler underskrift", "Not signed yet"),
        Tilstand::Underskrevet => pick("Underskrevet", "Signed"),
        Tilstand::IKraft => pick("Gælder", "In force"),
        Tilstand::Trukket => pick("Trukket tilbage", "Withdrawn"),
        Tilstand::Udloebet => pick("Udløbet", "Expired"),
        Tilstand::Erstattet => pick("Erstattet", "Replaced"),
        Tilstand::Bortfaldet => pick("Bortfaldet ved 18 år", "Lapsed at 18"),
    }
}

/// As what somebody signs.
#[must_use]
pub fn underskriver(som: Underskriver) -> &'static str {
    match som {
        Underskriver::Ung => pick("Den unge", "The young person"),
        Underskriver::Foraeldremyndighed => {
            pick("Forældremyndighedens indehaver", "The holder of custody")
        }
    }
}

/// Who sees a note, as "Ses af: …" goes on.
#[must_use]
pub fn synlighed(synlighed: Synlighed) -> &'static str {
    match synlighed {
        Synlighed::Journal => pick("tovholder og mentor", "coordinator and mentor"),
        Synlighed::Plan => {
            pick("den unge og alle, der hjælper", "the young person and all helpers")
        }
    }
}
