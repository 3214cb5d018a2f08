//! What the pages of law bases and of emergency access say.

use domain::lovhjemmel::Lovomraade;

use super::Lang;

texts! {
    title: "Lovhjemler" / "Law bases",
    lead: "En lovhjemmel åbner mapper for en hel gruppe af medarbejdere, så længe den gælder. Er der ingen, ser ingen noget efter loven. Spørg kommunens jurist, hvilken paragraf der bærer hvad." / "A law basis opens folders to a whole group of staff for as long as it holds. With none, nobody sees anything by law. Ask the municipality’s lawyers which paragraph carries what.",
    none: "Der er ingen lovhjemler endnu." / "There are no law bases yet.",
    new: "Ny lovhjemmel" / "New law basis",
    act: "Lov" / "Act",
    paragraph: "Paragraf" / "Paragraph",
    opens: "Hvad den åbner" / "What it opens",
    save: "Gem lovhjemlen" / "Save the law basis",
    end: "Slut i dag" / "End today",
    end_sure: "Ja, ingen ser mere efter den" / "Yes, nobody sees by it any longer",
    ended: "Sluttet" / "Ended",
    invalid: "Det blev ikke gemt" / "It was not saved",
    invalid_body: "Skriv loven og paragraffen, og se efter, at slutdagen ligger efter startdagen." / "Write the act and the paragraph, and see that the last day comes after the first.",
    glass: "Nødadgang" / "Emergency access",
    glass_lead: "Du kan åbne én sag i tre timer, når det ikke kan vente, og ingen af dem, der hjælper den unge, kan nås. Det bliver skrevet ned. Tovholderen får din grund at læse, og den unge kan se, at du har set sagen." / "You can open one case for three hours when it cannot wait and nobody who helps the young person can be reached. It is written down. The coordinator reads your reason, and the young person can see that you have looked.",
    glass_navn: "Den unges for- og efternavn" / "The young person’s first and last name",
    glass_foedt: "Fødselsdag" / "Birthday",
    glass_grund: "Hvorfor kan det ikke vente?" / "Why can it not wait?",
    glass_grund_hint: "Mindst ti tegn. Tovholderen læser det." / "At least ten characters. The coordinator reads it.",
    glass_open: "Åbn sagen i tre timer" / "Open the case for three hours",
    glass_none: "Der er ingen med det navn og den fødselsdag" / "There is nobody of that name and birthday",
    glass_none_body: "Se efter stavemåden, og skriv hele navnet. Ingen sag er åbnet." / "Check the spelling, and write the whole name. No case was opened.",
    glass_short: "Skriv grunden" / "Write the reason",
    glass_short_body: "Sagen er ikke åbnet. Skriv med mindst ti tegn, hvorfor det ikke kan vente." / "The case was not opened. Write in at least ten characters why it cannot wait.",
    glass_enough: "Ikke flere i dag" / "No more today",
    glass_enough_body: "Du har åbnet så mange sager med nødadgang, som en person kan på en dag. Sagen er ikke åbnet. Ring til en, der hjælper den unge, eller til den lokale administrator." / "You have opened as many cases by emergency access as one person can in a day. The case was not opened. Call somebody who helps the young person, or the local administrator.",
    glass_done: "Sagen er åben" / "The case is open",
    glass_done_body: "Du kan læse den i appen indtil {}. Så forsvinder den af sig selv." / "You can read it in the app until {}. Then it goes by itself.",
    glass_to: "Åbn sagen i appen" / "Open the case in the app",
}

/// What an area of law opens, and to whom.
#[must_use]
pub const fn area(lang: Lang, omraade: Lovomraade) -> &'static str {
    let [danish, english] = match omraade {
        Lovomraade::Vejledning => [
            "Kommunens vejledere må se enhver ungs plan",
            "The municipality’s counsellors may see any young person’s plan",
        ],
        Lovomraade::Skole => [
            "En skoles vejledere må se det, der er delt med skoler, om dens egne elever",
            "A school’s counsellors may see what is shared with schools about its own pupils",
        ],
    };
    match lang {
        Lang::Da => danish,
        Lang::En => english,
    }
}
