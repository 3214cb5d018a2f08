//! Words of "Mere": who one is, the wheel of the year, the Landkort, the phone, language, signing out.

use super::pick;

crate::texts! {
    look_up: "Slå op" / "Look up",
    phone: "Telefonen" / "The phone",
    settings: "Indstillinger" / "Settings",
    you: "Dig" / "You",
    unknown: "Dine ting er ikke hentet endnu." / "Your things are not fetched yet.",
    young: "Det her er din app." / "This is your app.",
    aarshjul: "Årshjul" / "Wheel of the year",
    aarshjul_next(week: u32, who: &str): "næste møde i uge {week}: {who}" / "next meeting in week {week}: {who}",
    aarshjul_none: "ingen møder med uge endnu" / "no meetings with a week yet",
    landkort: "Landkort" / "Map of offers",
    landkort_count(count: usize): "{count} tilbud til unge" / "{count} offers for young people",
    account: "Min konto" / "My account",
    account_why: "adgangsnøgler, telefoner og hvor du er logget ind. Kræver net." / "passkeys, phones and where you are signed in. Needs a network.",
    administration: "Administration" / "Administration",
    home_screen: "Læg på hjemmeskærmen" / "Put on the home screen",
    home_screen_why: "så starter appen hurtigt, også uden net" / "the app then starts fast, without a network too",
    keep_storage: "Bed telefonen om ikke at slette" / "Ask the phone not to delete",
    keep_storage_why: "Telefonen kan ellers rydde op, når den er fuld." / "Otherwise the phone may tidy up when it is full.",
    keep_storage_ask: "Spørg" / "Ask",
    kept: "Telefonen har lovet ikke at slette." / "The phone has promised not to delete.",
    not_kept: "Telefonen sagde nej. Læg appen på hjemmeskærmen, og prøv igen." / "The phone said no. Put the app on the home screen and try again.",
    language: "Sprog" / "Language",
    language_hint: "Vælg sproget her. Browserens oversættelse er ikke nødvendig og rører kun ved noter og aftaler: det, appen siger om, hvad der er sendt, skal altid passe." / "Choose the language here. The browser’s translation is not needed and touches notes and agreements only: what the app says about what is sent must always be true.",
    shortcuts: "Genveje på tastaturet" / "Keyboard shortcuts",
    shortcuts_hint: "Ét tryk på 1 til 9 eller N skifter side, når du ikke skriver." / "One press of 1 to 9 or N changes the page while you are not typing.",
    on: "Til" / "On",
    off: "Fra" / "Off",
    sign_out: "Log ud" / "Sign out",
    sign_out_nothing: "Alt er sendt. Det, der ligger på telefonen, bliver liggende og vises igen, når du logger ind." / "Everything is sent. What lies on the phone stays there and is shown again when you sign in.",
    sign_out_one: "1 ting er ikke sendt endnu. Den bliver liggende på telefonen og bliver sendt, når du selv logger ind her igen. Ingen andre kan sende den." / "1 thing is not sent yet. It stays on the phone and is sent when you sign in here again yourself. Nobody else can send it.",
    sign_out_some(count: usize): "{count} ting er ikke sendt endnu. De bliver liggende på telefonen og bliver sendt, når du selv logger ind her igen. Ingen andre kan sende dem." / "{count} things are not sent yet. They stay on the phone and are sent when you sign in here again yourself. Nobody else can send them.",
    sign_out_sure: "Vil du logge ud?" / "Do you want to sign out?",
    sign_out_yes: "Ja, log ud" / "Yes, sign out",
    sign_out_no: "Nej, bliv" / "No, stay",
    wheel_lead: "Netværkets møder. Ugen bestemmer, måneden er kun en hjælp." / "The network’s meetings. The week decides, the month is only a help.",
    wheel_of(year: i32): "Møder i {year}" / "Meetings in {year}",
    wheel_picture(year: i32): "Årets møder på et hjul. Det samme står i tabellen for {year}." / "The year’s meetings on a wheel. The same stands in the table for {year}.",
    week: "Uge" / "Week",
    monday: "Fra mandag" / "From Monday",
    meeting: "Møde" / "Meeting",
    host: "Vært" / "Host",
    no_week: "Ikke fastsat" / "Not fixed",
    in_month(month: &str): "en gang i {month}" / "sometime in {month}",
    no_host: "ikke valgt" / "not chosen",
    next: "Næste" / "Next",
    over: "Holdt" / "Held",
    wheel_empty: "Årets møder er ikke lagt ind endnu. Tovholderen for netværket gør det." / "The year’s meetings are not entered yet. The coordinator of the network does that.",
    search_offers: "Søg i tilbud" / "Search the offers",
    search_hint: "Søg navn, by eller målgruppe" / "Search name, town or for whom",
    hits(count: usize): "{count} tilbud" / "{count} offers",
    no_hits: "Ingen tilbud passer til det, du søger. Prøv et kortere ord." / "No offer matches your search. Try a shorter word.",
    no_offers: "Der er ingen tilbud på telefonen endnu." / "There are no offers on the phone yet.",
    what_is_it: "Hvad er det?" / "What is it?",
    installed: "Appen ligger på hjemmeskærmen." / "The app is on the home screen.",
    install_now: "Læg appen på hjemmeskærmen" / "Put the app on the home screen",
    iphone: "iPhone og iPad" / "iPhone and iPad",
    android: "Android" / "Android",
    computer: "Computer" / "Computer",
    why_install: "Fra hjemmeskærmen starter appen hurtigt og uden net. På iPhone er det også dér, dit arbejde ligger sikkert: Safari kan slette det, der ikke er åbnet i syv dage." / "From the home screen the app starts fast and without a network. On an iPhone your work is also safe there: Safari may delete what has not been opened for seven days.",
    send_first: "Send alt, før du gør det på iPhone: appen på hjemmeskærmen begynder forfra, og du logger ind igen." / "Send everything before you do it on an iPhone: the app on the home screen begins anew, and you sign in again.",
}

/// The steps on an iPhone.
#[must_use]
pub fn iphone_steps() -> [&'static str; 4] {
    pick(
        [
            "Åbn siden i Safari.",
            "Tryk på Del: firkanten med en pil op.",
            "Rul ned, og tryk Føj til hjemmeskærm.",
            "Tryk Tilføj. Åbn appen fra hjemmeskærmen, og log ind.",
        ],
        [
            "Open the page in Safari.",
            "Tap Share: the square with an arrow up.",
            "Scroll down and tap Add to Home Screen.",
            "Tap Add. Open the app from the home screen and sign in.",
        ],
    )
}

/// The steps on an Android phone.
#[must_use]
pub fn android_steps() -> [&'static str; 3] {
    pick(
        [
            "Åbn siden i Chrome.",
            "Tryk på de tre prikker øverst.",
            "Tryk Installér app eller Føj til startskærm.",
        ],
        [
            "Open the page in Chrome.",
            "Tap the three dots at the top.",
            "Tap Install app or Add to Home screen.",
        ],
    )
}

/// The steps on a computer.
#[must_use]
pub fn computer_steps() -> [&'static str; 2] {
    pick(
        [
            "Åbn siden i Chrome eller Edge.",
            "Tryk på ikonet med en skærm og en pil i adresselinjen.",
        ],
        [
            "Open the page in Chrome or Edge.",
            "Click the icon with a screen and an arrow in the address bar.",
        ],
    )
}
