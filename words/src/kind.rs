//! Kinds of record, as the young person whose record it is reads them.

use domain::Kind;

use crate::{Lang, Word};

/// What a kind of record is called.
#[must_use]
pub const fn kind(lang: Lang, kind: Kind) -> &'static str {
    let word: Word = match kind {
        Kind::Kommune => ["Kommunen", "The municipality"],
        Kind::Organisation => ["Partner, skole eller vært", "Partner, school or host"],
        Kind::Medarbejder => ["Medarbejder", "Member of staff"],
        Kind::Netvaerksmoede => ["Netværksmøde", "Network meeting"],
        Kind::Tilbud => ["Tilbud", "Offer"],
        Kind::Lovhjemmel => ["Lovhjemmel", "Law basis"],
        Kind::Besoeg => ["Besøg", "Visit"],
        Kind::Loefte => ["Løfte", "Promise"],
        Kind::Conflict => ["To svar på det samme", "Two answers to one question"],
        Kind::Plads => ["Plads til snusepraktik", "Taster place"],
        Kind::Pladsdag => ["Pladser på en dag", "Seats of a day"],
        Kind::Vaertsbooking => ["Det, værten ser", "What the host sees"],
        Kind::Ung => ["Dig", "You"],
        Kind::Tilknytning => ["Hjælper", "Helper"],
        Kind::Indskrivning => ["Tid på en skole", "Time at a school"],
        Kind::Elev => ["Det, skolen ser af dig", "What the school sees of you"],
        Kind::Plan => ["Plan", "Plan"],
        Kind::Aftale => ["Aftale", "Agreement"],
        Kind::Snusepraktik => ["Ønske om snusepraktik", "Request for a taster placement"],
        Kind::Samtykketekst => ["Samtykkets ord", "The words of a consent"],
        Kind::Samtykke => ["Samtykke", "Consent"],
        Kind::Samtykkebrev => {
            ["Samtykket, som skolen ser det", "The consent as the school sees it"]
        }
        Kind::Oplysning => ["Fortalt til skolen", "Told to the school"],
        Kind::DeltOplysning => {
            ["Fortalt, som skolen ser det", "What was told as the school sees it"]
        }
        Kind::Opslag => ["Set på din side", "Looked at your page"],
        Kind::Indsigt => ["Du bad om at se det hele", "You asked to see it all"],
        Kind::Besked => ["Besked til skolen", "Notice to the school"],
        Kind::Henlagt => ["Skrevet for sent og lagt til side", "Written too late and put aside"],
        Kind::Noedadgang => ["En leder åbnede din sag", "A manager opened your case"],
        Kind::Notat => ["Notat", "Note"],
    };
    lang.word(word)
}
