//! Words of what a tovholder must read, of finding somebody, of schools, and of what the law lets others see.

use domain::lovhjemmel::Lovomraade;

use super::pick;
use crate::view::laes::Ulaest;

crate::texts! {
    opened(who: &str): "{who} åbnede sagen i tre timer" / "{who} opened the case for three hours",
    aside(who: &str, what: &str): "Lagt til side: {what} fra {who}" / "Put aside: {what} by {who}",
    aside_why: "Det er skrevet, efter at adgangen var slut, og er ikke sat i kraft. Skriv selv det, der skal med i sagen." / "It was written after the access had ended, and was not carried out. Write yourself what belongs in the case.",
    lost(who: &str): "{who} hjælper ikke længere: rollen eller kontoen er slut" / "{who} no longer helps: the role or the account has ended",
    reason: "Grunden:" / "The reason:",
    read: "Jeg har læst det" / "I have read it",
    read_done: "Læst. Gemt på telefonen." / "Read. Stored on the phone.",
    find: "Find en, der ikke er på telefonen" / "Find somebody who is not on the phone",
    find_why: "Loven lader dig slå andre op, når du har brug for det. Det bliver skrevet ned." / "The law lets you look others up when you need to. It is written down.",
    find_label: "Del af navnet" / "Part of the name",
    find_do: "Søg" / "Search",
    find_busy: "Søger …" / "Searching …",
    find_none: "Ingen fundet. Prøv med en anden del af navnet." / "Nobody found. Try another part of the name.",
    find_count(count: usize): "{count} fundet" / "{count} found",
    find_most: "Her er de første 20. Skriv mere af navnet." / "Here are the first 20. Write more of the name.",
    find_failed: "Der kom intet svar" / "There was no answer",
    find_failed_body: "Det kræver net. Det, du har skrevet, står her endnu; prøv igen." / "It needs a network. What you have written is still here; try again.",
    find_often: "Du har søgt mange gange på kort tid" / "You have searched many times in a short while",
    find_often_body: "Vent nogle minutter, og prøv igen. Det, du har skrevet, står her endnu." / "Wait some minutes and try again. What you have written is still here.",
    find_enough: "Du kan ikke slå flere op i dag" / "You can look up no more today",
    find_enough_body: "Der er en grænse for, hvor mange én person søger efter og tager med på en dag. I morgen kan du igen. Haster det, så spørg en kollega." / "There is a bound on how many one person searches for and brings along in a day. Tomorrow you can again. If it is urgent, ask a colleague.",
    bring: "Tag med" / "Bring along",
    bring_whom(navn: &str): "Tag med: {navn}" / "Bring along: {navn}",
    bringing: "Hentes …" / "Fetching …",
    brought: "På telefonen" / "On the phone",
    brought_stays: "Det bliver på telefonen i 14 dage, efter at du sidst har set på det." / "It stays on the phone for 14 days after you last looked at it.",
    not_yours: "til læsning" / "to read",
    reads_only: "Du kan læse, men ikke skrive" / "You can read, not write",
    reads_only_why: "Du er ikke knyttet til den unge. At du har set planen, kan den unge se." / "You are not assigned to the young person. They can see that you looked at the plan.",
    school: "Skole" / "School",
    school_since(day: &str): "siden {day}" / "since {day}",
    school_until(day: &str): "til og med {day}" / "until and including {day}",
    school_none: "Ikke skrevet ind på en skole her." / "Not enrolled at a school here.",
    school_law(law: &str): "Skolen må se det, der er delt med skoler: {law}." / "The school may see what is shared with schools: {law}.",
    school_leave: "Skriv ud" / "Leave",
    school_leave_what(navn: &str): "Skriv ud af {navn}" / "Leave {navn}",
    school_left: "Skrevet ud. Gemt på telefonen." / "Left. Stored on the phone.",
    school_enrol: "Skriv ind på en skole" / "Enrol at a school",
    school_which: "Hvilken skole" / "Which school",
    school_enrol_do: "Skriv ind fra i dag" / "Enrol from today",
    school_enrolled: "Skrevet ind. Gemt på telefonen." / "Enrolled. Stored on the phone.",
    pupils: "Elever på telefonen" / "Pupils on the phone",
    law_title: "Hvem loven lader se med" / "Whom the law lets see",
    by_law: "Slog dig op efter loven" / "Looked you up by law",
    in_need: "Leder, i nødadgang" / "Manager, by emergency access",
    glass: "Nødadgang" / "Emergency access",
    glass_why: "Åbn en sag i tre timer, når det ikke kan vente" / "Open a case for three hours when it cannot wait",
}

/// What there is to read.
#[must_use]
pub fn heading(hvad: &Ulaest) -> String {
    match hvad {
        Ulaest::Noedadgang { leder } => opened(leder),
        Ulaest::Henlagt { af, hvad } => aside(af, &hvad.title.to_lowercase()),
    }
}

/// What an area of law lets whom see, told to the young person.
#[must_use]
pub fn area(omraade: Lovomraade) -> &'static str {
    match omraade {
        Lovomraade::Vejledning => pick(
            "Kommunens vejledere må se din plan",
            "The municipality’s counsellors may see your plan",
        ),
        Lovomraade::Skole => pick(
            "Vejledere på din skole må se det, der er delt med skoler",
            "Counsellors at your school may see what is shared with schools",
        ),
    }
}
