//! Words about sync: the chip, what waits, what came of it, and how the phone is.

use ::words::command;
use domain::Command;
use domain::exchange::Refusal;
use replica::Chip;
use replica::phase::Trouble;

use super::{language, pick};

crate::texts! {
    synced: "Synkroniseret" / "In sync",
    waiting(count: usize): "{count} venter" / "{count} waiting",
    offline: "Offline" / "Offline",
    offline_with(count: usize): "Offline · {count} gemt her" / "Offline · {count} stored here",
    slow: "Dårligt net" / "Poor network",
    slow_with(count: usize): "Dårligt net · {count} venter" / "Poor network · {count} waiting",
    attention(count: usize): "{count} kræver handling" / "{count} need action",
    signed_out: "Log ind" / "Sign in",
    signed_out_with(count: usize): "Log ind · {count} gemt her" / "Sign in · {count} stored here",
    contact(when: &str): "Seneste kontakt {when}" / "Last contact {when}",
    no_contact: "Ingen kontakt endnu" / "No contact yet",
    sync_now: "Synkronisér nu" / "Sync now",
    needs_action: "Kræver handling" / "Needs action",
    waits: "Venter på at blive sendt" / "Waits to be sent",
    received_lately: "Modtaget for nylig" / "Received lately",
    phone: "Telefonen" / "The phone",
    refused(what: &str): "{what}: ikke taget imod" / "{what}: not accepted",
    about: "Det handler om " / "It is about ",
    written(when: &str): "Skrevet {when}" / "Written {when}",
    text_is_kept: "Din tekst er bevaret her." / "Your text is kept here.",
    your_text: "Læs det, du skrev" / "Read what you wrote",
    again: "Ret og send igen" / "Correct and send again",
    seen: "Det har jeg set" / "I have seen it",
    doubt: "Vil nok blive afvist" / "Will probably be refused",
    all_sent_title: "Alt er sendt" / "Everything is sent",
    all_sent: "Intet venter på denne telefon." / "Nothing waits on this phone.",
    installed: "Lagt på hjemmeskærmen" / "On the home screen",
    persisted: "Telefonen lover ikke at slette" / "The phone promises not to delete",
    promised: "Ja" / "Yes",
    not_promised: "Nej" / "No",
    ask_persist: "Bed telefonen om det" / "Ask the phone for it",
    offline_ready: "Kan åbnes uden net" / "Opens without a network",
    offline_coming: "Bliver hentet" / "Being fetched",
    offline_no_workers: "Browseren kan ikke gemme selve appen. Det, du skriver, bliver gemt og sendt, så længe appen er åben. Brug en nyere browser, og ikke et privat vindue, før du går ud, hvor der ikke er net." / "The browser cannot keep the app itself. What you write is stored and sent as long as the app is open. Use a newer browser, and no private window, before you go where there is no network.",
    offline_not_allowed: "Browseren lader ikke appen gemme sig selv. Det sker i private vinduer, og hvor data for siden er slået fra. Åbn appen i et almindeligt vindue, og se efter her igen." / "The browser does not let the app keep itself. That happens in private windows and where data for the site is turned off. Open the app in an ordinary window and look here again.",
    offline_changed: "Noget mellem telefonen og serveren ændrer appen undervejs, så telefonen kan ikke gemme den. Det kan være et filter på nettet eller en udvidelse i browseren. Prøv på et andet net, eller slå udvidelsen fra; ellers vis denne besked til den, der hjælper jer." / "Something between the phone and the server changes the app on its way, so the phone cannot keep it. It may be a filter on the network or an extension of the browser. Try another network or turn the extension off; else show this message to whoever supports you.",
    offline_full: "Telefonen har ikke plads til at gemme appen. Slet noget andet, fx billeder eller videoer, og åbn appen igen, mens der er net." / "The phone has no room to keep the app. Delete something else, such as pictures or videos, and open the app again while there is a network.",
    offline_not_whole: "Appen er ikke hentet helt endnu. Lad den stå åben, mens der er net; den henter resten selv." / "The app has not been fetched whole yet. Leave it open while there is a network; it fetches the rest by itself.",
    put_on_home_screen: "Sådan gør du" / "How to do it",
    oldest: "Ældste, der ikke er sendt" / "Oldest not sent",
    nothing_waits: "Intet venter" / "Nothing waits",
    last_contact: "Seneste kontakt" / "Last contact",
    on_phone: "Mapper på telefonen" / "Folders on the phone",
    version: "Udgave" / "Version",
    held_title: "Noget kan ikke vises endnu" / "Something cannot be shown yet",
    held(count: usize): "{count} mapper står, som de sidst var, fordi de er skrevet med en nyere udgave af appen. Intet er tabt. Opdatér appen, når der er net." / "{count} folders stay as they last were, because they are written with a newer version of the app. Nothing is lost. Update the app when there is a network.",
    sign_in: "Log ind" / "Sign in",
    parcel: "Tag det usendte med" / "Take the unsent along",
    parcel_why: "Skal du aflevere telefonen uden net? Gem det usendte i en låst fil, og hent det ind på en anden telefon, hvor du er logget ind." / "Do you hand in the phone with no network? Save the unsent in a locked file and take it in on another phone where you are signed in.",
    parcel_nothing: "Alt er sendt, så der er intet at tage med." / "Everything is sent, so there is nothing to take along.",
    parcel_make: "Gem i en fil" / "Save in a file",
    parcel_made: "Filen er gemt" / "The file is saved",
    parcel_offered: "Har du fået filen?" / "Have you got the file?",
    parcel_offered_body(name: &str): "Se efter, at den er der, før du stoler på den. Den hedder {name}." / "See that it is there before you rely on it. It is called {name}.",
    parcel_have: "Ja, jeg har den" / "Yes, I have it",
    parcel_again: "Nej, prøv igen" / "No, try again",
    parcel_code: "Skriv koden ned. Den vises kun nu, og uden den kan filen ikke åbnes. Det usendte bliver også liggende her." / "Write the code down. It is shown only now, and without it the file cannot be opened. The unsent stays here, too.",
    parcel_failed: "Filen kunne ikke gemmes. Intet er ændret, det usendte ligger stadig på telefonen." / "The file could not be saved. Nothing has changed, the unsent is still on the phone.",
    parcel_take: "Hent fra en fil" / "Take in from a file",
    parcel_file: "Filen" / "The file",
    parcel_code_label: "Koden til filen" / "The file’s code",
    parcel_take_in: "Hent ind" / "Take in",
    parcel_came_one: "1 ny ting er hentet ind og bliver sendt." / "1 new thing is taken in and will be sent.",
    parcel_came(count: usize): "{count} nye ting er hentet ind og bliver sendt." / "{count} new things are taken in and will be sent.",
    parcel_came_none: "Der var intet nyt i filen: det hele er her allerede." / "There was nothing new in the file: all of it is here already.",
    parcel_bad_code: "Koden har ti bogstaver og tal, som ABCDE-23456." / "The code has ten letters and digits, such as ABCDE-23456.",
    parcel_wrong_code: "Koden passer ikke til filen. Se efter, og prøv igen." / "The code does not fit the file. Check it and try again.",
    parcel_not_one: "Vælg en fil, som appen har gemt. Denne kan ikke læses, eller den er ikke hel." / "Choose a file that the app has saved. This one cannot be read, or is not whole.",
    parcel_foreign: "Filen er en andens. Kun den, der skrev det, kan hente det ind." / "The file is somebody else’s. Only whoever wrote it can take it in.",
    parcel_store: "Telefonen kunne ikke gemme det hele. Filen er uændret: gør plads, og hent den ind igen." / "The phone could not store all of it. The file is unchanged: make room and take it in again.",
    fetching: "Henter …" / "Fetching …",
}

/// The one line that is always in sight.
#[must_use]
pub fn chip(chip: Chip) -> String {
    match chip {
        Chip::Attention(1) => pick("1 kræver handling", "1 needs action").to_owned(),
        Chip::Attention(count) => attention(count),
        Chip::SignedOut(0) => signed_out().to_owned(),
        Chip::SignedOut(count) => signed_out_with(count),
        Chip::Offline(0) => offline().to_owned(),
        Chip::Offline(count) => offline_with(count),
        Chip::Slow(0) => slow().to_owned(),
        Chip::Slow(count) => slow_with(count),
        Chip::Waiting(count) => waiting(count),
        Chip::Fetching => fetching().to_owned(),
        Chip::Synced => synced().to_owned(),
    }
}

/// What stands in the way: what happened, and what to do. That all is safe is said beside it.
#[must_use]
pub fn trouble(trouble: Trouble) -> (&'static str, &'static str) {
    match trouble {
        Trouble::Offline => pick(
            (
                "Ingen forbindelse",
                "Arbejd bare videre. Alt bliver gemt på telefonen og sendt, når der er net.",
            ),
            (
                "No connection",
                "Just go on working. Everything is stored on the phone and sent when there is a network.",
            ),
        ),
        Trouble::Slow => pick(
            (
                "Dårligt net",
                "Noget kommer igennem, men forbindelsen knækker. Telefonen sender og henter mindre ad gangen, til det lykkes. Alt er gemt her.",
            ),
            (
                "Poor network",
                "Something gets through, but the connection breaks. The phone sends and fetches less at a time until it works. Everything is stored here.",
            ),
        ),
        Trouble::Passing => pick(
            ("Serveren har travlt", "Telefonen prøver igen af sig selv. Du skal ikke gøre noget."),
            (
                "The server is busy",
                "The phone tries again by itself. There is nothing for you to do.",
            ),
        ),
        Trouble::SignedOut => pick(
            (
                "Log ind igen for at sende",
                "Du kan arbejde videre. Alt bliver gemt på telefonen, til du har logget ind.",
            ),
            (
                "Sign in again to send",
                "You can go on working. Everything is stored on the phone until you have signed in.",
            ),
        ),
        Trouble::Storage => pick(
            (
                "Telefonen kan ikke gemme det nye",
                "Det, du har skrevet, er her stadig. Frigør plads på telefonen, og prøv igen.",
            ),
            (
                "The phone cannot store what is new",
                "What you have written is still here. Free some space on the phone and try again.",
            ),
        ),
        Trouble::Stopped(refusal) => stopped(refusal),
    }
}

fn stopped(refusal: Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::AppTooOld => pick(
            (
                "Appen er for gammel",
                "Intet er tabt. Luk appen helt, og åbn den igen, mens der er net.",
            ),
            (
                "The app is too old",
                "Nothing is lost. Close the app completely and open it again while there is a network.",
            ),
        ),
        Refusal::ServerTooOld => pick(
            (
                "Serveren er ved at blive opdateret",
                "Intet er tabt. Telefonen prøver igen af sig selv.",
            ),
            ("The server is being updated", "Nothing is lost. The phone tries again by itself."),
        ),
        Refusal::WrongPerson | Refusal::ForeignInstallation => pick(
            (
                "En anden er logget ind",
                "Det, du har skrevet, bliver ikke sendt i en andens navn. Log ind som dig selv.",
            ),
            (
                "Somebody else is signed in",
                "What you have written is not sent in another’s name. Sign in as yourself.",
            ),
        ),
        _ => pick(
            ("Serveren tog ikke imod", "Intet er tabt. Vis denne side til den, der hjælper jer."),
            (
                "The server did not accept it",
                "Nothing is lost. Show this page to whoever supports you.",
            ),
        ),
    }
}

/// What was asked for, as a heading.
#[must_use]
pub fn asked(command: Option<&Command>) -> &'static str {
    let newer = || command::of_a_newer_edition(language());
    command.map_or_else(newer, |known| command::asked(language(), known))
}
