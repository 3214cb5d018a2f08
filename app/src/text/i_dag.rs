//! Words of the work list.

crate::texts! {
    overview: "Overblik" / "Overview",
    sene: "Sen" / "Late",
    i_dag: "I dag" / "Today",
    ugen: "Resten af ugen" / "Rest of the week",
    haenger: "Hænger fast" / "Stuck",
    senere: "Senere" / "Later",
    gjort: "Gjort i dag" / "Done today",
    n_sene: "sene" / "late",
    n_i_dag: "i dag" / "today",
    n_ugen: "i ugen" / "this week",
    n_haenger: "hænger" / "stuck",
    done(what: &str): "Gjort: {what}" / "Done: {what}",
    ticked: "Krydset af. Gemt på telefonen." / "Ticked off. Stored on the phone.",
    reopened: "Åben igen. Gemt på telefonen." / "Open again. Stored on the phone.",
    late_1: "1 dag sen" / "1 day late",
    late_n(days: i32): "{days} dage sen" / "{days} days late",
    with(navn: &str): "med {navn}" / "with {navn}",
    i_snusepraktik(linje: &str): "I snusepraktik: {linje}" / "Taster placement: {linje}",
    ubesvaret(linje: &str): "Intet svar endnu: {linje}" / "No answer yet: {linje}",
    wished(day: &str): "ønsket {day}" / "requested {day}",
    besoeg(navn: &str): "Besøg hos {navn}" / "Visit at {navn}",
    besoeg_agreed: "aftalt" / "agreed",
    besoeg_latest(day: &str): "senest {day}" / "by {day}",
    besoeg_last(day: &str): "sidst {day}" / "last {day}",
    besoeg_never: "aldrig besøgt" / "never visited",
    promise_to(navn: &str): "lovet {navn}" / "promised to {navn}",
    conflict(navn: &str): "Vælg mellem to svar: besøg hos {navn}" / "Choose between two answers: visit at {navn}",
    meeting_host(navn: &str): "hos {navn}" / "at {navn}",
    stuck_title: "Noget, du har skrevet, kræver handling" / "Something you wrote needs action",
    stuck_body: "Serveren sagde nej, eller telefonen kan ikke komme videre. Teksten er bevaret." / "The server said no, or the phone cannot go on. The text is kept.",
    see_it: "Se på det" / "Look at it",
    signed_out_title: "Log ind igen for at sende" / "Sign in again to send",
    signed_out_body: "Du kan arbejde videre. Alt bliver gemt på telefonen, til du har logget ind." / "You can go on working. Everything is stored on the phone until you have signed in.",
    empty_title: "Intet haster" / "Nothing is due",
    empty_young: "Skriv et notat om en ung. Aftaler med en dato dukker op her på dagen." / "Write a note about a young person. Agreements with a date turn up here on the day.",
    empty_young_act: "Skriv notat" / "Write a note",
    empty_partners: "Alle partnere er besøgt i tide. Log det næste besøg, når du har holdt det." / "All partners are visited in time. Log the next visit when you have made it.",
    empty_partners_act: "Log et besøg" / "Log a visit",
    empty_nobody: "Du har ingen opgaver i appen endnu. Din leder giver dig en rolle." / "You have no tasks in the app yet. Your manager gives you a role.",
    first_title: "Henter dine ting" / "Fetching your things",
    first_body: "Første gang tager det et øjeblik. Bagefter virker alt også uden net." / "The first time takes a moment. Afterwards everything works without a network too.",
    first_offline: "Der er ikke net. Dine ting bliver hentet, så snart telefonen har forbindelse." / "There is no network. Your things are fetched as soon as the phone is connected.",
}

/// "2 dage sen".
#[must_use]
pub fn late(days: i32) -> String {
    if days == 1 { late_1().to_owned() } else { late_n(days) }
}
