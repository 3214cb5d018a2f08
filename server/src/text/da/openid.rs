//! Danish: signing in through the organisation.

use crate::text::openid::OpenidText;

pub(super) const OPENID: OpenidText = OpenidText {
    sign_in: "Log ind gennem {}",
    unknown: "Vi kender dig ikke endnu",
    unknown_body: "Du er logget ind hos {}, men Overgang ved ikke, hvilken medarbejder du er. Skriv den kode, du \
                   har fået af kommunens lokale administrator. Det skal du kun gøre én gang.",
    unknown_none: "Har du ingen kode?",
    unknown_none_body: "Bed den lokale administrator om en. Er du allerede inde på en anden måde, kan du også \
                        forbinde de to på siden Min konto.",
    link_by_code: "Forbind, og log ind",
    begin_anew: [
        "Begynd forfra",
        "Der gik for lang tid, eller siden er åbnet to gange eller i en anden browser. Du er ikke logget ind, og \
         intet er ændret.",
    ],
    already: [
        "Du er logget ind",
        "Siden, du kom tilbage til, er brugt eller for gammel. Intet er ændret. Gå videre herfra.",
    ],
    go_on: "Videre",
    declined: [
        "Du blev ikke logget ind",
        "{} sagde, at du ikke er logget ind, eller du fortrød. Intet er ændret. Prøv igen, eller log ind på en \
         anden måde.",
    ],
    down: [
        "Vi fik intet svar",
        "{} svarer ikke lige nu. Intet er gået tabt: det, du har skrevet i appen, er der stadig. Prøv igen om lidt, \
         eller log ind med adgangsnøgle eller kode.",
    ],
    doubtful: [
        "Svaret kunne ikke bekræftes",
        "Overgang kunne ikke se, at svaret virkelig kom fra {} og gjaldt dig nu. Derfor er du ikke logget ind, og \
         intet er ændret. Prøv igen. Hjælper det ikke, så sig det til den, der passer Overgang hos jer.",
    ],
    too_weak: [
        "Der skal et sikrere login til",
        "Kommunen kræver, at du viser sikrere, hvem du er, end du gjorde hos {}. Log ind der på en sikrere måde, for \
         eksempel med MitID, og prøv igen.",
    ],
    ended: [
        "Din konto er lukket",
        "Kommunens lokale administrator har lukket den. Er det en fejl, så bed administratoren om en ny kode.",
    ],
    taken: [
        "Den er forbundet med en anden",
        "Den, der er logget ind hos {}, er allerede forbundet med en anden medarbejder. Intet er ændret. Er det en \
         fejl, så skal den anden forbindelse fjernes først.",
    ],
    try_again: "Prøv igen",
    other_ways: "Andre måder at logge ind på",
    link: "Forbind med {}",
    link_lead: "Så kan du logge ind gennem {} næste gang.",
    linked: "Du kan logge ind gennem {}",
    unlink: "Fjern forbindelsen",
    still_there: "Du bliver kun logget ud af Overgang. Deler du computeren med andre, så log også ud hos {}.",
};
