//! Words of the young person's own plan. The young person is "du"; sentences are short.

use domain::snusepraktik::Bookingstatus;
use domain::tilknytning::Funktion;
use replica::Progress;

use super::{pick, words};

crate::texts! {
    next: "Det næste, der sker" / "What happens next",
    you_try(linje: &str): "Du prøver {linje}" / "You try {linje}",
    at(sted: &str): "hos {sted}" / "at {sted}",
    with(navn: &str): "Sammen med {navn}" / "Together with {navn}",
    helps(navn: &str): "{navn} hjælper dig" / "{navn} helps you",
    no_day: "Dagen er ikke aftalt endnu" / "The day is not agreed yet",
    helpers: "De hjælper dig" / "They help you",
    call: "Ring" / "Call",
    call_whom(navn: &str): "Ring til {navn}" / "Call {navn}",
    call_host: "Ring til værten" / "Call the host",
    text: "SMS" / "Text",
    text_whom(navn: &str): "SMS til {navn}" / "Text {navn}",
    mail: "Mail" / "Mail",
    mail_whom(navn: &str): "Mail til {navn}" / "Mail {navn}",
    printed(navn: &str, dag: &str, aar: i32): "{navn} · {dag} {aar}" / "{navn} · {dag} {aar}",
    no_agreements: "Du har ingen aftaler lige nu." / "You have no agreements right now.",
    no_helpers: "Her står snart, hvem der hjælper dig." / "Soon it says here who helps you.",
    agreements: "Dine aftaler" / "Your agreements",
    done(what: &str): "Gjort: {what}" / "Done: {what}",
    ticked: "Krydset af" / "Ticked off",
    reopened: "Åben igen" / "Open again",
    days: "Dage, du prøver" / "Days you try",
    has_seat: "Du har pladsen." / "The place is yours.",
    wished_saved: "Du får svar, når telefonen har net." / "You get an answer when the phone has a network.",
    wished_sent: "Ønsket er sendt. Svaret er på vej." / "The request is sent. The answer is on its way.",
    wished: "Du får svar her, så snart det er afgjort." / "You get the answer here as soon as it is decided.",
    waits: "Du får besked her, hvis der bliver en plads." / "You are told here if a place comes free.",
    cancelled: "Du skal ikke møde op." / "You do not have to turn up.",
    did_not_come: "Du kom ikke. Tal med en af dem, der hjælper dig." / "You did not come. Talk to one of those who help you.",
    cancel: "Aflys" / "Cancel",
    cancel_what(linje: &str): "Aflys {linje}" / "Cancel {linje}",
    cancel_sure: "Så får en anden pladsen. Vil du aflyse?" / "Somebody else gets the place. Do you want to cancel?",
    cancel_yes: "Ja, aflys" / "Yes, cancel",
    cancel_no: "Nej, behold" / "No, keep it",
    cancel_done: "Aflyst. Gemt på telefonen." / "Cancelled. Stored on the phone.",
    way: "Din vej" / "Your way",
    goal: "Målet" / "The goal",
    you: "dig" / "you",
    now: "Nu" / "Now",
    reached: "Nået" / "Reached",
    notes: "Skrevet om dig" / "Written about you",
    notes_who: "Noter, som du og dine hjælpere kan se." / "Notes that you and your helpers can see.",
    corrected: "Rettet" / "Corrected",
    looked: "Hvem har set din side" / "Who has looked at your page",
    looked_what: "De sidste 30 dage. Dine hjælpere skal kun kigge, når de har brug for det." / "The last 30 days. Your helpers are to look only when they need to.",
    looked_last(hvornaar: &str): "senest {hvornaar}" / "last {hvornaar}",
    looked_1: "1 dag" / "1 day",
    looked_n(dage: usize): "{dage} dage" / "{dage} days",
    empty_title: "Din plan er ikke lavet endnu" / "Your plan is not made yet",
    empty: "I laver den sammen. Tal med en af dem, der hjælper dig." / "You make it together. Talk to one of those who help you.",
    empty_nobody: "I laver den sammen. Her står snart, hvem der hjælper dig." / "You make it together. Soon it says here who helps you.",
}

/// What a helper is to the young person; the official word is explained.
#[must_use]
pub fn helper(funktion: Funktion) -> &'static str {
    match funktion {
        Funktion::Tovholder => pick(
            "Din tovholder: holder styr på planen",
            "Your coordinator: keeps the plan together",
        ),
        Funktion::Overgangsmentor => {
            pick("Din mentor: følger dig på vej", "Your mentor: comes along with you")
        }
        Funktion::Vejleder => {
            pick("Din vejleder: ved noget om uddannelser", "Your counsellor: knows about education")
        }
    }
}

/// What a status means to the young person.
#[must_use]
pub fn means(status: Bookingstatus, progress: Progress) -> &'static str {
    match (status, progress) {
        (Bookingstatus::Oensket, Progress::Saved) => wished_saved(),
        (Bookingstatus::Oensket, Progress::Sent) => wished_sent(),
        (Bookingstatus::Oensket, Progress::Received) => wished(),
        (Bookingstatus::Bekraeftet, _) => has_seat(),
        (Bookingstatus::Venteliste(_), _) => waits(),
        (Bookingstatus::Afvist(why), _) => words::afvisning(why),
        (Bookingstatus::Aflyst, _) => cancelled(),
        (Bookingstatus::Udeblevet, _) => did_not_come(),
        (Bookingstatus::Gennemfoert, _) => "",
    }
}
