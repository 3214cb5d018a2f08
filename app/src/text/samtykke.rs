//! Words of samtykke: what is asked, what it means, what the school sees. What a young person reads says "du".

use domain::besked::Beskedtype;
use domain::samtykke::Underskriver;

use super::pick;

crate::texts! {
    title: "Samtykke" / "Consent",
    list: "Samtykker" / "Consents",
    list_own: "Hvem må vide noget om dig" / "Who may know something about you",
    none: "Ingen må få noget at vide endnu." / "Nobody may be told anything yet.",
    new: "Nyt samtykke" / "New consent",
    new_title: "Nyt samtykke" / "New consent",
    about: "Om" / "About",
    school: "Hvilken skole må få noget at vide?" / "Which school may be told something?",
    school_missing: "Vælg en skole" / "Choose a school",
    no_words: "Teksten, der skrives under på, er ikke på telefonen endnu. Prøv igen, når den har haft net" / "The text to be signed is not on the phone yet. Try again once it has had a network",
    scope: "Hvad må fortælles?" / "What may be told?",
    scope_hint: "Vælg kun det, der er brug for." / "Choose only what is needed.",
    scope_missing: "Vælg mindst én ting, der må fortælles" / "Choose at least one thing that may be told",
    situations: "Hvornår må det fortælles?" / "When may it be told?",
    situations_missing: "Vælg mindst én situation" / "Choose at least one situation",
    from: "Fra" / "From",
    until: "Til og med" / "Until and including",
    ends_before: "Slutdagen ligger før den første dag" / "The last day lies before the first",
    save_draft: "Gem, og gå til underskrift" / "Save and go on to signing",
    draft_note: "Intet bliver fortalt, før der er skrevet under." / "Nothing is told before it is signed.",
    gone_title: "Samtykket er ikke på telefonen" / "The consent is not on this phone",
    to_school(skole: &str): "Samtykke til {skole}" / "Consent to {skole}",
    may_tell: "Det må fortælles" / "May be told",
    when: "I de situationer" / "In these situations",
    period: "Periode" / "Period",
    period_days(fra: &str, til: &str): "{fra} til {til}" / "{fra} to {til}",
    until_day(til: &str): "til {til}" / "until {til}",
    written_by: "Skrevet af" / "Written by",
    words: "Samtykketeksten" / "The text of the consent",
    signatures: "Underskrifter" / "Signatures",
    signed_on_screen: "på skærmen" / "on the screen",
    signed_on_paper: "på papir" / "on paper",
    signed_spoken(vidne: &str): "sagt, hørt af {vidne}" / "said, heard by {vidne}",
    signed_own: "på egen telefon" / "on their own phone",
    taken_by(navn: &str): "modtaget af {navn}" / "taken by {navn}",
    given_when(hvornaar: &str): "Samtykket er givet {hvornaar}" / "The consent was given {hvornaar}",
    withdrawn_by(navn: &str, hvornaar: &str): "Trukket tilbage af {navn} {hvornaar}" / "Withdrawn by {navn} {hvornaar}",
    hand_over_note: "På skærmen står kun det, der skal skrives under på. Bagefter låser du op med din pinkode." / "The screen shows only what is to be signed. Afterwards you unlock with your PIN.",
    their_words(fornavn: &str): "Sådan står der i det, {fornavn} selv siger ja til:" / "This is what {fornavn} says yes to:",
    signed_title: "Tak. Du har givet samtykke" / "Thank you. You have given your consent",
    signed_safe: "Din underskrift er gemt." / "Your signature is saved.",
    not_now: "Nej, ikke nu" / "No, not now",
    not_now_title: "Du har ikke skrevet under" / "You have not signed",
    not_now_safe: "Det er helt i orden. Intet bliver fortalt." / "That is quite all right. Nothing is told.",
    over_title: "Her er ikke mere at skrive under på" / "There is nothing more to sign here",
    over_safe: "Samtykket er ændret imens." / "The consent has changed meanwhile.",
    give_back(navn: &str): "Giv telefonen tilbage til {navn}." / "Give the phone back to {navn}.",
    has_it(navn: &str): "{navn} har telefonen igen" / "{navn} has the phone back",
    elsewhere: "Samtykket er givet på papir eller mundtligt" / "The consent was given on paper or aloud",
    who_gave: "Hvem har givet samtykke?" / "Who gave their consent?",
    name_of: "Navnet på den, der har givet samtykke" / "The name of whoever gave it",
    was_read: "Teksten er læst, eller den er læst op" / "The text was read, or read aloud",
    was_read_missing: "Kryds af, at teksten er læst" / "Tick that the text was read",
    note_it: "Gem, at samtykket er givet" / "Save that consent was given",
    read: "Jeg har læst det, eller det er læst op for mig" / "I have read it, or it was read to me",
    read_missing: "Kryds af, at det er læst" / "Tick that it was read",
    name: "Skriv dit navn" / "Write your name",
    name_missing: "Skriv dit navn" / "Write your name",
    how: "Hvordan er samtykket givet?" / "How was the consent given?",
    on_paper: "På papir" / "On paper",
    spoken: "Mundtligt" / "Spoken",
    witness: "Hvem hørte det?" / "Who heard it?",
    witness_missing: "Skriv, hvem der hørte det" / "Write who heard it",
    sign: "Jeg giver samtykke" / "I give my consent",
    signed: "Underskrevet. Gemt på telefonen." / "Signed. Stored on the phone.",
    sign_note: "Du kan altid trække dit samtykke tilbage. Sig det til en af dem, der hjælper." / "You can always withdraw your consent. Tell one of those who help.",
    waits_for(hvem: &str): "Venter på underskrift: {hvem}" / "Waits for the signature of: {hvem}",
    withdraw: "Træk tilbage" / "Withdraw",
    withdraw_what(word: &str, skole: &str): "{word}: {skole}" / "{word}: {skole}",
    withdraw_sure: "Så kan skolen ikke længere se noget, og den får besked. Vil du trække samtykket tilbage?" / "The school can then see nothing more, and is told so. Withdraw the consent?",
    withdraw_yes: "Ja, træk tilbage" / "Yes, withdraw",
    withdraw_no: "Nej, behold" / "No, keep it",
    withdrawn: "Trukket tilbage. Gemt på telefonen." / "Withdrawn. Stored on the phone.",
    withdrawing: "Du trækker samtykket tilbage" / "You are withdrawing your consent",
    does_once_sent(skole: &str): "Når det er sendt, kan {skole} ikke længere se noget, og skolen får besked." / "Once it is sent, {skole} can see nothing more, and the school is told.",
    does(skole: &str): "{skole} kan ikke længere se noget. Skolen får besked." / "{skole} can see nothing more. The school is told.",
    dropping: "Kladden bliver slettet" / "The draft is being deleted",
    drop_draft: "Læg kladden væk" / "Put the draft away",
    dropped: "Kladden er lagt væk." / "The draft is put away.",
    put_away_by(navn: &str, hvornaar: &str): "Lagt væk af {navn} {hvornaar}" / "Put away by {navn} {hvornaar}",
    told: "Det er fortalt" / "What was told",
    told_none: "Der er ikke fortalt noget endnu." / "Nothing was told yet.",
    told_count_1: "1 ting fortalt" / "1 thing told",
    told_count(count: usize): "{count} ting fortalt" / "{count} things told",
    told_by(navn: &str, hvornaar: &str): "{navn}, {hvornaar}" / "{navn}, {hvornaar}",
    tell: "Fortæl noget" / "Tell something",
    tell_title(skole: &str): "Fortæl {skole} noget" / "Tell {skole} something",
    topic: "Hvad handler det om?" / "What is it about?",
    topic_missing: "Vælg, hvad det handler om" / "Choose what it is about",
    situation: "I hvilken situation?" / "In which situation?",
    situation_missing: "Vælg situationen" / "Choose the situation",
    text: "Det vil jeg fortælle" / "What I want to tell",
    text_hint: "Skolen og den unge kan læse det." / "The school and the young person can read it.",
    tell_save: "Fortæl det" / "Tell it",
    tell_note: "Skolen får det kun, hvis samtykket stadig gælder, når det bliver sendt." / "The school gets it only if the consent still holds when it is sent.",
    tell_saved: "Gemt på telefonen. Skolen ser det, når der er net, hvis samtykket stadig gælder." / "Stored on the phone. The school sees it once there is a network, if the consent still holds.",
    shared: "Delt med os" / "Shared with us",
    shared_empty_title: "Ingen har delt noget" / "Nobody has shared anything",
    shared_empty: "Når en ung siger ja til, at skolen må vide noget, står det her. Det forsvinder igen, når samtykket slutter." / "When a young person says yes to the school being told something, it stands here. It goes again when the consent ends.",
    told_when: "Det er fortalt" / "What was told",
    ask(navn: &str): "Spørg {navn}" / "Ask {navn}",
    notices: "Nyt om samtykker" / "News of consents",
}

/// What a signer is asked, as a heading.
#[must_use]
pub fn asks(som: Underskriver, fornavn: &str) -> String {
    match som {
        Underskriver::Ung => pick(
            format!("{fornavn}, vil du give samtykke?"),
            format!("{fornavn}, will you give your consent?"),
        ),
        Underskriver::Foraeldremyndighed => pick(
            format!("Du har forældremyndigheden over {fornavn}. Vil du give samtykke?"),
            format!("You have custody of {fornavn}. Will you give your consent?"),
        ),
    }
}

/// What they say yes to, before it is listed.
#[must_use]
pub fn says_yes(som: Underskriver, skole: &str, fornavn: &str) -> String {
    match som {
        Underskriver::Ung => pick(
            format!("Du siger ja til, at {skole} må få det her at vide om dig:"),
            format!("You say yes to {skole} being told this about you:"),
        ),
        Underskriver::Foraeldremyndighed => pick(
            format!("Du siger ja til, at {skole} må få det her at vide om {fornavn}:"),
            format!("You say yes to {skole} being told this about {fornavn}:"),
        ),
    }
}

/// Whose signature is missing, to a helper.
#[must_use]
pub fn lacks(som: Underskriver, fornavn: &str) -> String {
    match som {
        Underskriver::Ung => {
            pick(format!("{fornavn} har ikke skrevet under"), format!("{fornavn} has not signed"))
        }
        Underskriver::Foraeldremyndighed => pick(
            "Forældremyndighedens indehaver har ikke skrevet under".to_owned(),
            "The holder of custody has not signed".to_owned(),
        ),
    }
}

/// Handing the phone over to a signer.
#[must_use]
pub fn hand_over(som: Underskriver, fornavn: &str) -> String {
    match som {
        Underskriver::Ung => {
            pick(format!("Giv telefonen til {fornavn}"), format!("Hand the phone to {fornavn}"))
        }
        Underskriver::Foraeldremyndighed => pick(
            "Giv telefonen til den, der har forældremyndigheden".to_owned(),
            "Hand the phone to the holder of custody".to_owned(),
        ),
    }
}

/// "Mads har sagt ja".
#[must_use]
pub fn notice(hvad: Beskedtype, fornavn: &str) -> String {
    match hvad {
        Beskedtype::Givet => {
            pick(format!("{fornavn}: samtykke givet"), format!("{fornavn}: consent given"))
        }
        Beskedtype::Trukket => pick(
            format!("{fornavn}: samtykke trukket tilbage"),
            format!("{fornavn}: consent withdrawn"),
        ),
    }
}
