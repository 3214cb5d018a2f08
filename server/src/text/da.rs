//! Danish.

use super::{Point, Source, Text};

mod account;
mod openid;

pub(super) const TEXT: Text = Text {
    tag: "da",
    skip: "Gå til indholdet",
    nav: "Sider",
    nav_for_whom: "For hvem",
    nav_data: "Dine ord",
    nav_sources: "Hvor det kommer fra",
    other_language: "English",
    demo_banner: "Demo: alle personer er opdigtede",
    foot: "Overgang er fri software.",
    title: "Ingen unge slippes i en overgang",
    lead: "Overgang er arbejdsredskabet til en kommunes ungegaranti. Mentorer, vejledere, ambassadører \
           og værter skriver, hvor de står, også uden net. Den unge ser sin egen plan.",
    open_app: "Åbn Overgang",
    try_demo: "Prøv demoen",
    path_title: "Tre trin: skole, grundforløb, læreplads. Over springet mellem to trin går den unge \
                 sammen med sin mentor.",
    path_steps: ["Skole", "Grundforløb", "Læreplads"],
    for_whom: "For dem, der følger en ung videre",
    whom: [
        Point {
            icon: "edit",
            head: "Mentor, vejleder og tovholder",
            body: "Et notat på skolens gang. Aftaler, der ikke bliver glemt, når den unge skifter sted.",
        },
        Point {
            icon: "construction",
            head: "Vært for snusepraktik",
            body: "Hvem kommer i dag, og mødte de op? To knapper, og mentoren ved det.",
        },
        Point {
            icon: "flag",
            head: "Ambassadør",
            body: "Hvilken partner venter på besøg, hvad blev der spurgt om, og hvad lovede vi?",
        },
        Point {
            icon: "person",
            head: "Den unge",
            body: "Hvad sker der nu, og hvem kan jeg ringe til?",
        },
    ],
    data: "Siger sandheden om, hvor dine ord er",
    states: [
        Point {
            icon: "smartphone",
            head: "Gemt på telefonen",
            body: "Sikkert på telefonen, også hvis den slukker. Intet går tabt, hvis nettet gør.",
        },
        Point { icon: "send", head: "Sendt", body: "På vej til kommunens server." },
        Point { icon: "check", head: "Modtaget", body: "Serveren har sagt ja. Først da." },
    ],
    sources: "Hvor det kommer fra",
    sources_lead: "Overgang er bygget på det, fem danske programmer har skrevet ned om at følge unge \
                   videre. De har ikke været med til at lave det og står ikke inde for det.",
    source_list: [
        Source {
            name: "Uddannelsesgaranti Thy",
            place: "Thisted, 2014",
            gave: "Netværket, ambassadørernes besøg, den gennemgående tovholder, årshjulet.",
        },
        Source {
            name: "Fastholdelsespakken",
            place: "Køge, Greve, Stevns og Solrød, 2013",
            gave: "Overgangsmentoren, opmærksomhedspunkterne, snuseforløbet på fire uger.",
        },
        Source {
            name: "Tværgående indsats for ledige unge",
            place: "Viborg, 2016",
            gave: "Overgangsmøder i god tid, og ønsket om ét fælles overblik.",
        },
        Source {
            name: "Ungdomsuddannelse til alle",
            place: "KL og Undervisningsministeriet, 2007",
            gave: "Kommunens samlede ansvar, og handleplanen på tværs.",
        },
        Source {
            name: "Ungegarantien",
            place: "Hjørring, 2022",
            gave: "Garantipartnerne: hjælp hver ung, der spørger, eller vis videre.",
        },
    ],
    demo_title: "Prøv som en af de opdigtede personer",
    demo_lead: "Ingen af dem findes. Organisationerne er virkelige og har intet med demoen at gøre.",
    demo_try: "Prøv som",
    ung: "Ung",
    missing_title: "Her er ikke noget",
    missing_body: "Siden findes ikke, eller den er flyttet. Det, du har skrevet i appen, er der stadig.",
    to_front: "Til forsiden",
    account: account::ACCOUNT,
    openid: openid::OPENID,
};
