//! The words for every no: what happened and what to do. That nothing is lost is told where they stand.

use domain::Rejection;
use domain::exchange::{Outcome, Quarantine};
use replica::{StoreError, SubmitError};

use super::pick;

/// Why a command was refused.
#[expect(clippy::too_many_lines, reason = "a text for every no, and the compiler asks for each")]
#[must_use]
pub fn rejection(why: Rejection) -> &'static str {
    match why {
        Rejection::AccessMissing => pick(
            "Du har ikke adgang til at gøre det her. Spørg tovholderen.",
            "You do not have access to do this. Ask the coordinator.",
        ),
        Rejection::AccessEnded => pick(
            "Din adgang var ophørt, da det blev skrevet. Tovholderen ser på det.",
            "Your access had ended when this was written. The coordinator will look at it.",
        ),
        Rejection::AlreadyExists => pick(
            "Der ligger allerede noget andet på den plads, så det her er ikke gemt dér. Skriv det som nyt.",
            "Something else has this place already, so this was not stored there. Write it as a new one.",
        ),
        Rejection::RecordMissing => pick(
            "Det, det handler om, er her ikke længere.",
            "What this is about is no longer here.",
        ),
        Rejection::OrganisationMissing => pick(
            "Organisationen er ikke en af kommunens partnere.",
            "The organisation is not one of the municipality's partners.",
        ),
        Rejection::HappenedInFuture => pick(
            "Tidspunktet ligger i fremtiden. Ret dagen og klokken.",
            "The time lies in the future. Correct the day and the hour.",
        ),
        Rejection::TimeOutOfBounds => pick(
            "Dagen eller klokken kan ikke passe. Se efter, om året er rigtigt.",
            "The day or the time cannot be right. Check the year.",
        ),
        Rejection::NumberOutOfBounds => pick(
            "Et af tallene er større, end det kan være.",
            "One of the numbers is greater than it can be.",
        ),
        Rejection::NothingChanged => pick("Der er ikke rettet noget.", "Nothing was changed."),
        Rejection::ConflictSettled => pick(
            "En anden har allerede valgt. Se, hvad der gælder nu.",
            "Somebody else has already chosen. See what stands now.",
        ),
        Rejection::DaysInvalid => pick(
            "Vælg mindst én dag og højst fire uger.",
            "Choose at least one day and at most four weeks.",
        ),
        Rejection::DayNotOffered => pick(
            "En af dagene bliver ikke tilbudt længere. Vælg dage igen.",
            "One of the days is no longer offered. Choose days again.",
        ),
        Rejection::ForloebNotWhole => pick(
            "Et snuseforløb følges i alle fire uger.",
            "A taster course is followed for all four weeks.",
        ),
        Rejection::BookingEnded => pick(
            "Snusepraktikken er aflyst eller slut.",
            "The taster placement is cancelled or over.",
        ),
        Rejection::DayNotYet => pick(
            "Fremmøde kan først meldes på selve dagen.",
            "Attendance can be told on the day itself at the earliest.",
        ),
        Rejection::BookingNotConfirmed => {
            pick("Kun en bekræftet plads har fremmøde.", "Only a confirmed place has attendance.")
        }
        Rejection::RolleMissing => pick(
            "Personen har ikke den rolle, der skal til.",
            "The person does not hold the role that is needed.",
        ),
        Rejection::ChangedMeanwhile => pick(
            "Det er ændret, siden du så det. Se, hvad der står nu, og skriv igen.",
            "It has changed since you saw it. Look at what stands now and write again.",
        ),
        Rejection::SignaturesRestOnOne => pick(
            "Begge underskrifter må ikke hvile på den samme kollegas ord. Lad den unge skrive under på sin egen telefon, brug papir, eller lad en anden kollega tage den.",
            "Both signatures must not rest on the same colleague’s word. Let the young person sign on their own phone, use paper, or let another colleague take it.",
        ),
        Rejection::AlreadyEnrolled => pick(
            "Den unge er allerede indskrevet dér i den tid.",
            "The young person is already enrolled there at that time.",
        ),
        Rejection::ReasonMissing => pick(
            "Skriv med nogle ord, hvorfor det er nødvendigt.",
            "Write in some words why it is needed.",
        ),
        Rejection::TermInvalid => {
            pick("Slutdatoen ligger før begyndelsen.", "The end lies before the beginning.")
        }
        Rejection::SamtykkeEmpty => pick(
            "Vælg mindst én ting, der må fortælles, og én situation.",
            "Choose at least one thing that may be told, and one situation.",
        ),
        Rejection::SamtykkeEnded => pick(
            "Samtykket er slut eller allerede underskrevet. Lav et nyt, hvis der er brug for det.",
            "The consent has ended or is signed already. Make a new one if it is needed.",
        ),
        Rejection::SamtykkeNotInForce => pick(
            "Samtykket gælder ikke. Der er ikke fortalt noget.",
            "The consent is not in force. Nothing was told.",
        ),
        Rejection::OutsideSamtykke => pick(
            "Det her giver samtykket ikke lov til. Der er ikke fortalt noget.",
            "The consent does not allow this. Nothing was told.",
        ),
        Rejection::SignatureNotNeeded => {
            pick("I den alder skal en anden skrive under.", "At this age somebody else must sign.")
        }
        Rejection::IndsigtGiven => pick(
            "Det er allerede givet ud, uden de ord, du skrev nu.",
            "It is given out already, without the words you wrote now.",
        ),
        Rejection::Unknown => pick(
            "Serveren sagde nej af en grund, som denne udgave af appen ikke kender. Opdatér appen.",
            "The server said no for a reason this version of the app does not know. Update the app.",
        ),
    }
}

/// What an outcome says to the person who asked; nothing where all went well.
#[must_use]
pub fn outcome(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Applied => None,
        Outcome::AppliedLate => Some(pick(
            "Modtaget. Det blev skrevet før overdragelsen.",
            "Received. It was written before the handover.",
        )),
        Outcome::Merged => Some(pick(
            "Modtaget. En anden har rettet det samme; begge er gemt.",
            "Received. Somebody else changed the same; both are kept.",
        )),
        Outcome::Held => Some(pick(
            "Venter på, at serveren bliver opdateret.",
            "Waits for the server to be updated.",
        )),
        Outcome::Refused { why } => Some(rejection(why)),
        Outcome::Quarantined { why } => Some(quarantine(why)),
        Outcome::Unknown => Some(rejection(Rejection::Unknown)),
    }
}

fn quarantine(why: Quarantine) -> &'static str {
    match why {
        Quarantine::AccessEnded => rejection(Rejection::AccessEnded),
        Quarantine::Unreadable | Quarantine::TooLarge => pick(
            "Serveren kunne ikke læse det. Teksten er bevaret her og på serveren.",
            "The server could not read it. The text is kept here and on the server.",
        ),
        Quarantine::WrongPerson => pick(
            "Det er skrevet af en anden, end den der er logget ind.",
            "It was written by somebody else than the person signed in.",
        ),
        Quarantine::IdentityReused | Quarantine::ServerFault | Quarantine::Unknown => pick(
            "Serveren kunne ikke behandle det. Teksten er bevaret; vis den til den, der hjælper jer.",
            "The server could not handle it. The text is kept; show it to whoever supports you.",
        ),
    }
}

/// Why a form was not stored. Its text still stands in it.
#[must_use]
pub fn submit(error: &SubmitError) -> &'static str {
    match error {
        SubmitError::Rejected(why) => rejection(*why),
        SubmitError::NotHere => pick(
            "Resten af appen er ikke kommet til telefonen endnu, så det er ikke gemt. Din tekst står her endnu. Find net, og tryk gem igen.",
            "The rest of the app has not come to the phone yet, so this is not stored. Your text is still here. Find a network and press save again.",
        ),
        SubmitError::Store(StoreError::Full) => pick(
            "Telefonen er fuld, så det er ikke gemt. Frigør plads, og tryk gem igen. Din tekst står her endnu.",
            "The phone is full, so this is not stored. Free some space and press save again. Your text is still here.",
        ),
        SubmitError::Store(_) => pick(
            "Telefonen kunne ikke gemme det. Tryk gem igen. Din tekst står her endnu.",
            "The phone could not store this. Press save again. Your text is still here.",
        ),
    }
}
