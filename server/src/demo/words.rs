//! What the invented people write. None of it is about anybody.

use domain::notat::{Notatslags, Opmaerksomhedspunkt};
use domain::samtykke::{Emne, Situation};

/// Notes: what kind of contact, what was written, what to pay attention to.
pub(super) const NOTATER: [(Notatslags, &str, Option<Opmaerksomhedspunkt>); 8] = [
    (
        Notatslags::Samtale,
        "Opdigtet: Mødte til tiden og var i godt humør. Vi talte om, hvad en dag på grundforløbet \
         indeholder, og hvem man kan spørge.",
        Some(Opmaerksomhedspunkt::Uddannelsesvalg),
    ),
    (
        Notatslags::Telefon,
        "Opdigtet: Ringede om bussen. Den går 7.12, og det passer nu. Vil gerne minde om det søndag aften.",
        None,
    ),
    (
        Notatslags::Skolebesoeg,
        "Opdigtet: Besøg i værkstedet. Læreren roser indsatsen; der mangler en makker til pauserne.",
        Some(Opmaerksomhedspunkt::Netvaerk),
    ),
    (
        Notatslags::Udeblevet,
        "Opdigtet: Kom ikke. Sendte en besked og foreslår en ny tid.\n\nNæste skridt: ring i morgen kl. 9.",
        Some(Opmaerksomhedspunkt::Umodenhed),
    ),
    (
        Notatslags::Samtale,
        "Opdigtet: SU'en rækker ikke til værktøj og madpakke. Vi så på budgettet sammen; der søges støtte.",
        Some(Opmaerksomhedspunkt::Oekonomi),
    ),
    (
        Notatslags::Samtale,
        "Opdigtet: Har sovet dårligt før prøven. Aftalt at begynde dagen med studievejlederen i to uger.",
        Some(Opmaerksomhedspunkt::Psyke),
    ),
    (
        Notatslags::Telefon,
        "Opdigtet: Hjemmet vil gerne bakke op og kender nu mødetiderne.",
        Some(Opmaerksomhedspunkt::Opbakning),
    ),
    (Notatslags::Andet, "Opdigtet: Læreplads på vej; aftalen skrives under i næste uge.", None),
];

pub(super) const RETTELSE: &str =
    "Opdigtet: Ringede om bussen. Den går 7.21, ikke 7.12. Vil gerne minde om det søndag aften.";

pub(super) const AFTALER: [&str; 6] = [
    "Ring til studievejlederen",
    "Tag sygesikringskort og sikkerhedssko med",
    "Skriv tre spørgsmål til værkstedet",
    "Mød mentor ved indgangen",
    "Aflever ansøgningen om støtte",
    "Prøv busturen en eftermiddag",
];

pub(super) const EGNE_ORD: [&str; 4] = [
    "Jeg vil gerne bruge hænderne og have nogen at følges med.",
    "Jeg ved ikke helt, hvad jeg vil, men jeg vil ikke sidde stille.",
    "Jeg vil gerne hjælpe andre mennesker.",
    "Jeg vil have en læreplads inden sommer.",
];

pub(super) const MAAL: [&str; 4] =
    ["Tømrer", "Finde den rigtige retning", "Social- og sundhedsassistent", "Læreplads som smed"];

pub(super) const TRIN: [&str; 4] =
    ["Samtale om, hvad jeg vil", "Snusepraktik", "Søg optagelse", "Første dag, sammen med mentor"];

pub(super) const SPOERGSMAAL: [&str; 5] = [
    "Hvem ringer vi til, når en elev er på vej væk?",
    "Skal den unge sige ja, før vi kontakter jer?",
    "Hvor hurtigt kan en mentor være her?",
    "Gælder garantien også for dem over 25?",
    "Hvad gør vi i ferien?",
];

pub(super) const LOEFTER: [&str; 3] = [
    "Sender folderen i 30 eksemplarer",
    "Finder tid til et kursus i efteråret",
    "Ringer om hotline",
];

pub(super) const SAMTYKKETEKST: &str = "Jeg siger ja til, at de, der hjælper mig, må fortælle min skole det, \
     der er valgt her, og ikke andet. Det gælder kun i de situationer og i den periode, der står.\n\n\
     Jeg kan altid trække mit ja tilbage uden at give en grund. Så holder det op med det samme. Jeg kan \
     hele tiden se, hvad der er fortalt, og til hvem.";

/// The same, as a holder of custody says it.
pub(super) const FORAELDRETEKST: &str = "Jeg har forældremyndigheden. Jeg siger ja til, at de, der hjælper mit \
     barn, må fortælle skolen det, der er valgt her, og ikke andet. Det gælder kun i de situationer og i den \
     periode, der står.\n\n\
     Jeg kan altid trække mit ja tilbage uden at give en grund. Så holder det op med det samme. Det, jeg har \
     skrevet under på, holder også op, når mit barn fylder 18 år.";

/// What was told: about what, in which situation, in which words.
pub(super) const FORTALT: [(Emne, Situation, &str); 2] = [
    (
        Emne::Stoette,
        Situation::Opstart,
        "Opdigtet: Det hjælper at få dagens plan på en seddel om morgenen og at vide, hvem man går til.",
    ),
    (
        Emne::Fremmoede,
        Situation::Fravaer,
        "Opdigtet: Ring samme dag. Bussen er som regel grunden, og så kan mentor hente.",
    ),
];
