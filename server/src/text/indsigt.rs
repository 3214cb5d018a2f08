//! The words of the page on which a young person reads all that is written about them. The young person is
//! "du". What stored documents say in code words is put into words by `indsigt/dictionary`.

use domain::exchange::Outcome;
use domain::grant::Basis;
use domain::lovhjemmel::Lovomraade;
use domain::{Folder, Rolle};

use super::Lang;

pub mod dictionary;

texts! {
    title: "Alt, der står om dig" / "All that is written about you",
    lead: "Her er alt, hvad Overgang ved om dig: det, der står nu, det, der stod før, hvem der har set det, og hvem det er sendt til." / "Here is all that Overgang knows about you: what it says now, what it said before, who has seen it, and whom it was sent to.",
    in_other: "Read this page in English" / "Læs siden på dansk",
    asked: "Du bad om det" / "You asked for it",
    given: "Det blev givet ud" / "It was given out",
    given_by: "Af" / "By",
    remark: "Din tovholder skriver" / "Your coordinator writes",
    until: "Du kan hente det til og med" / "You can fetch it until and including",
    gathered: "Siden er lavet" / "This page was made",
    as_file: "Hent det hele som én fil" / "Fetch it all as one file",
    print: "Du kan skrive siden ud fra browserens menu." / "You can print this page from the browser's menu.",
    you: "Dig" / "You",
    you_named: "dig" / "you",
    you_act: "du" / "you",
    not_shown: "noget, der ikke kan vises, fordi en anden ung er nævnt" / "something that cannot be shown because another young person is named",
    plan: "Din plan og dine aftaler" / "Your plan and your agreements",
    notes: "Notater om dig" / "Notes about you",
    notes_intro: "Alt, der er skrevet, også det, du ikke kan se i appen. Et notat bliver aldrig slettet; det bliver rettet, og den første tekst står der stadig." / "All that was written, also what you cannot see in the app. A note is never deleted; it is corrected, and the first text still stands there.",
    tasters: "Snusepraktik" / "Taster placements",
    helpers: "Hvem har hjulpet dig" / "Who has helped you",
    consents: "Dine samtykker" / "Your consents",
    sent: "Hvad er sendt til hvem" / "What was sent to whom",
    seen: "Hvem har set det" / "Who has seen it",
    seen_intro: "Hver gang nogen har set på din side, og hver gang noget om dig er lagt på nogens telefon eller taget fra den igen. Her står også, hvad der er gjort ved din konto." / "Each time somebody looked at your page, and each time something about you was put on somebody's phone or taken from it again. What was done with your account stands here too.",
    asked_of: "Hvad er der bedt om" / "What was asked for",
    asked_of_intro: "Alt, der er sendt til serveren om dig eller af dig, og hvad der blev af det. Det, der blev til noget, står ovenfor." / "All that was sent to the server about you or by you, and what became of it. What came to something stands above.",
    requests: "At du bad om det her" / "That you asked for this",
    school: "Skole" / "School",
    opened: "Åbnet af en leder, eller skrevet for sent" / "Opened by a manager, or written too late",
    rest: "Andet" / "Other",
    rest_intro: "Det her har siden ikke ord for endnu. Du får det, som det er gemt." / "This page has no words for this yet. You get it as it is stored.",
    nothing: "Her står ikke noget." / "There is nothing here.",
    earlier: "Sådan stod det før" / "What it said before",
    removed: "Fjernet" / "Removed",
    not_given: "ikke udfyldt" / "not filled in",
    somebody_else: "en anden" / "somebody else",
    unknown_staff: "en, der ikke længere er i kartoteket" / "somebody who is no longer in the directory",
    system: "kommunens opsætning" / "the municipality's set-up",
    yes: "ja" / "yes",
    no: "nej" / "no",
    at: "Hvornår" / "When",
    ground: "Grund" / "Ground",
    purpose: "Formål" / "Purpose",
    sender: "Hvem" / "Who",
    received: "Modtaget" / "Received",
    came_of_it: "Hvad blev det til" / "What became of it",
    looked: "så på din side" / "looked at your page",
    looked_refused: "prøvede at se din side og fik nej" / "tried to look at your page and was refused",
    found: "søgte efter et navn og fik vist dit" / "looked for a name and was shown yours",
    got: "fik det her på telefonen" / "got this on the phone",
    lost: "fik det her taget af telefonen" / "had this taken off the phone",
    fetched: "hentede alt, der står om dig" / "fetched all that is written about you",
    signed_in: "loggede ind" / "signed in",
    code_made: "lavede en kode, du kunne logge ind med" / "made a code for you to sign in with",
    passkey_added: "lavede en adgangsnøgle" / "made a passkey",
    passkey_fell_back: "loggede ind med en adgangsnøgle, der også findes på en anden enhed" / "signed in with a passkey that is on another device too",
    passkey_removed: "fjernede en adgangsnøgle" / "removed a passkey",
    session_ended: "afsluttede et sted, du var logget ind" / "ended a place where you were signed in",
    all_closed: "lukkede alle dine veje ind: logins, adgangsnøgler, telefoner og koder" / "closed every way in you had: sessions, passkeys, phones and codes",
    account_ended: "lukkede din konto" / "ended your account",
    account_opened: "åbnede din konto igen" / "opened your account again",
    enrolled: "tog Overgang i brug på en telefon" / "began to use Overgang on a phone",
    revoked: "lukkede en telefon, så den sletter det, den har" / "closed a phone, so that it erases what it has",
    by_what: "Hvordan" / "How",
    account: "Sådan kommer du ind" / "How you come in",
    account_intro: "Hvor du er eller var logget ind, dine adgangsnøgler, og telefoner, hvor Overgang har ligget. Nøgler og koder selv får ingen at se." / "Where you are or were signed in, your passkeys, and phones that Overgang has been on. Keys and codes themselves are shown to nobody.",
    account_is_ended: "Din konto er lukket" / "Your account is ended",
    since: "Siden" / "Since",
    last_seen: "Sidst set" / "Last seen",
    holds_until: "Til" / "Until",
    passkey: "Adgangsnøgle" / "Passkey",
    made: "Lavet" / "Made",
    last_used: "Sidst brugt" / "Last used",
    phone: "Telefon" / "Phone",
    waiting: "Ventede på at blive sendt" / "Waited to be sent",
    behind: "Uret gik bagud med" / "Its clock was behind by",
    ahead: "Uret gik foran med" / "Its clock was ahead by",
    closed_phone: "Lukket" / "Closed",
    other_act: "gjorde noget, som siden ikke har ord for endnu" / "did something this page has no words for yet",
    rights: "Dine rettigheder" / "Your rights",
    rights_why: "Kommunen bruger oplysningerne til at hjælpe dig videre i uddannelse og arbejde. De kommer fra dig selv, fra dem, der hjælper dig, og fra steder, du har prøvet." / "The municipality uses this to help you onwards in education and work. It comes from yourself, from those who help you, and from places you have tried.",
    rights_mend: "Er noget forkert, så sig det til din tovholder. Det bliver rettet, så både det gamle og det nye kan læses. Du kan også bede om, at noget bliver slettet, eller sige nej til, at det bliver brugt. Kommunen skal svare dig." / "If something is wrong, tell your coordinator. It is corrected so that both the old and the new can be read. You can also ask for something to be deleted, or object to its being used. The municipality must answer you.",
    rights_keep: "Kommunen gemmer det, så længe loven siger. Spørg din tovholder hvor længe." / "The municipality keeps it for as long as the law says. Ask your coordinator how long.",
    rights_complain: "Du kan klage til Datatilsynet: datatilsynet.dk." / "You can complain to the Danish data protection agency: datatilsynet.dk.",
    closed_title: "Der er ikke noget at hente her" / "There is nothing to fetch here",
    closed: "Enten er det ikke givet ud endnu, eller også er de 30 dage gået. På din side i appen kan du se det, og dér kan du bede om det igen." / "Either it is not given out yet, or the thirty days are over. On your page in the app you can see which, and there you can ask for it again.",
    again_title: "Vent lidt" / "Wait a little",
    again: "Siden er lige hentet. Det er meget at samle, så den kan hentes igen efter ti minutter. Den, du hentede før, gælder stadig." / "The page was fetched just now. It is much to gather, so it can be fetched again after ten minutes. The one you fetched before still holds.",
    signed_out_title: "Log ind for at hente det" / "Sign in to fetch it",
    signed_out: "Kun du selv kan hente det. Log ind i Overgang, og prøv igen." / "Only you can fetch it. Sign in to Overgang and try again.",
    to_app: "Til Overgang" / "To Overgang",
}

/// "Uret gik bagud med: 3 sek.", of a clock that was off.
#[must_use]
pub fn clock(lang: Lang, behind: i64) -> Option<String> {
    let seconds = behind.unsigned_abs() / 1_000;
    let word = if behind > 0 { self::behind(lang) } else { ahead(lang) };
    let unit = lang.pick("sek.", "s");
    (seconds > 0).then(|| format!("{word}: {seconds} {unit}"))
}

/// "Udgave 2".
#[must_use]
pub fn edition(lang: Lang, rev: u64) -> String {
    lang.pick(format!("udgave {rev}"), format!("version {rev}"))
}

/// What somebody who is that needs it for.
#[must_use]
pub const fn purpose_of(lang: Lang, rolle: Rolle) -> &'static str {
    let [danish, english] = match rolle {
        Rolle::Tovholder => ["at holde din plan samlet", "to keep your plan together"],
        Rolle::Overgangsmentor => {
            ["at følge dig gennem en overgang", "to come along with you through a transition"]
        }
        Rolle::Vejleder => {
            ["at vejlede dig om uddannelse og arbejde", "to guide you on education and work"]
        }
        Rolle::Vaert => ["at tage imod dig i snusepraktik", "to receive you in a taster placement"],
        Rolle::Skolevejleder => [
            "at hjælpe dig på skolen, som dit samtykke siger",
            "to help you at school, as your consent says",
        ],
        Rolle::Ambassadoer => ["at besøge partnere", "to visit partners"],
        Rolle::Netvaerkstovholder => ["at holde netværket i gang", "to keep the network running"],
        Rolle::Leder => ["at tage stilling i en hastesag", "to act when it could not wait"],
        Rolle::Administrator => {
            ["at passe konti og telefoner", "to look after accounts and phones"]
        }
    };
    match lang {
        Lang::Da => danish,
        Lang::En => english,
    }
}

/// On what ground somebody was given something.
#[must_use]
pub fn basis(lang: Lang, basis: Basis) -> String {
    match basis {
        Basis::Self_ => lang.pick("det er om dig selv", "it is about yourself").to_owned(),
        Basis::Tilknytning(_) => lang.pick("hjælper dig", "helps you").to_owned(),
        Basis::Samtykke(_) => lang.pick("dit samtykke", "your consent").to_owned(),
        Basis::Rolle(rolle) => {
            let rolle = words::rolle::rolle(lang, rolle).to_lowercase();
            lang.pick(format!("er {rolle}"), format!("is {rolle}"))
        }
        Basis::Lov(Lovomraade::Vejledning) => lang
            .pick(
                "vejleder kommunens unge efter loven",
                "guides the municipality's young people by law",
            )
            .to_owned(),
        Basis::Lov(Lovomraade::Skole) => lang
            .pick(
                "du går på skolen, og loven lader den se det",
                "you are at the school, and the law lets it see this",
            )
            .to_owned(),
        Basis::Noedadgang(_) => lang
            .pick(
                "åbnede sagen med en grund, i tre timer",
                "opened the case with a reason, for three hours",
            )
            .to_owned(),
        Basis::Faelles => lang.pick("fælles for alle", "common to everybody").to_owned(),
    }
}

/// What a folder holds.
#[must_use]
pub const fn folder(lang: Lang, folder: Folder) -> &'static str {
    let [danish, english] = match folder {
        Folder::Plan(_) => ["din plan", "your plan"],
        Folder::Journal(_) => ["notater om dig", "notes about you"],
        Folder::Skole(_) => ["fremmøde og bekymring", "attendance and concern"],
        Folder::Deling(_) => ["det, der er fortalt skolen", "what was told to the school"],
        Folder::Indbakke(_) => {
            ["skolens beskeder om samtykker", "the school's notices of consents"]
        }
        Folder::Vaert(_) => ["værtens liste over, hvem der kommer", "the host's list of who comes"],
        Folder::Faelles(_) | Folder::Partnerskab(_) | Folder::Pladser(_) | Folder::Moeder(_) => {
            ["noget, der er fælles", "something common"]
        }
    };
    match lang {
        Lang::Da => danish,
        Lang::En => english,
    }
}

/// What became of a command.
#[must_use]
pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    let [danish, english] = match outcome {
        Outcome::Applied => ["Gennemført", "Carried out"],
        Outcome::AppliedLate => {
            ["Gennemført; skrevet før overdragelsen", "Carried out; written before the handover"]
        }
        Outcome::Merged => [
            "Gennemført; en anden rettede det samme",
            "Carried out; somebody else changed the same",
        ],
        Outcome::Refused { .. } => ["Afvist", "Refused"],
        Outcome::Quarantined { .. } => ["Lagt til side og gemt", "Put aside and kept"],
        Outcome::Held => ["Venter på en nyere server", "Waits for a newer server"],
        Outcome::Unknown => ["Ukendt", "Unknown"],
    };
    match lang {
        Lang::Da => danish,
        Lang::En => english,
    }
}
