//! The municipality, the 14 partners of Uddannelsesgaranti Thy by their real names, and the wheel of the
//! year (S0). No real member of staff is named anywhere.

use std::collections::BTreeSet;

use domain::aarshjul::{AARSHJUL, Netvaerksmoede, PlanNetvaerksmoede};
use domain::id::{LovhjemmelId, MoedeId, OrganisationId, TilbudId};
use domain::kommune::{FoundKommune, Kommune};
use domain::lovhjemmel::{Lovhjemmel, Lovomraade, SetLovhjemmel};
use domain::organisation::{Organisation, RegisterOrganisation};
use domain::samtykke::Underskriftsregel;
use domain::text::{LongText, ShortText};
use domain::tilbud::{RegisterTilbud, Tilbud};
use domain::{Day, Person};

use super::script::Script;
use super::{DemoFault, FOUNDED, always, id, kommune};

pub(super) const EUC: &str = "EUC Nordvest";
pub(super) const SOSU: &str = "SOSU STV";
pub(super) const GYM: &str = "Thisted Gymnasium og HF";
pub(super) const PRODUKTION: &str = "Thy Produktionsskole";
pub(super) const UU: &str = "UU Thy";
pub(super) const JOBCENTER: &str = "Jobcenter Thisted";

/// The partners, each with what it offers in the overview of offers.
pub(super) const PARTNERE: [(&str, &str); 14] = [
    (EUC, "Erhvervsuddannelser, grundforløb og snusepraktik i værkstederne."),
    (PRODUKTION, "Værksteder, dansk og matematik; løbende optag."),
    (SOSU, "Uddannelser til social- og sundhedshjælper og -assistent."),
    ("Thy-Mors HF & VUC", "HF, avu, ordblindeundervisning og FVU."),
    (GYM, "Stx og hf, med studievejledning hver dag."),
    ("Folkeskolerne", "Grundskolens udskoling, praktik og brobygning."),
    ("Efterskolerne", "Et år hjemmefra, med vejledning mod ungdomsuddannelse."),
    (UU, "Vejledning om uddannelse og job, og tovholder for netværket."),
    ("Thy Uddannelsescenter", "10. klasse, brobygning og ungdomsskole."),
    ("Sprogcenter Thisted", "Danskuddannelse for voksne udlændinge."),
    ("Familierådgivningen", "Støtte til børn, unge og deres familier."),
    ("Handicap- og psykiatridelingen", "Støtte til unge med handicap eller psykisk sårbarhed."),
    ("Forebyggelseskonsulent", "Samtaler om rusmidler, trivsel og vaner."),
    (JOBCENTER, "Team Uddannelse: uddannelsespålæg, mentor og virksomhedspraktik."),
];

/// Who receives young people in snusepraktik.
const VAERTER: [&str; 3] = [EUC, SOSU, GYM];

/// The schools that a samtykke can name.
const SKOLER: [&str; 8] = [
    EUC,
    PRODUKTION,
    SOSU,
    "Thy-Mors HF & VUC",
    GYM,
    "Folkeskolerne",
    "Efterskolerne",
    "Thy Uddannelsescenter",
];

pub(super) fn organisation(navn: &str) -> OrganisationId {
    OrganisationId(id(navn))
}

/// The days the town hall is closed though the law does not say so.
pub(super) fn lukkedage(today: Day) -> BTreeSet<Day> {
    let year = today.ymd().year;
    let dates = [(year - 1, 12, 24), (year - 1, 12, 31), (year, 12, 24), (year, 12, 31)];
    dates.into_iter().filter_map(|(year, month, day)| Day::new(year, month, day)).collect()
}

pub(super) fn tell(script: &mut Script) -> Result<(), DemoFault> {
    let kommune = Kommune {
        id: kommune(),
        navn: ShortText::parse("Thisted Kommune")?,
        program: ShortText::parse("Uddannelsesgaranti Thy")?,
        lukkedage: lukkedage(script.today),
        underskrifter: Underskriftsregel::FraFemtenBegge,
        dage_uden_net: Kommune::DAGE_UDEN_NET,
    };
    system(script, FoundKommune { kommune });
    for (navn, indhold) in PARTNERE {
        system(script, RegisterOrganisation { organisation: partner(navn)? });
        system(script, RegisterTilbud { tilbud: tilbud(navn, indhold)? });
    }
    for omraade in Lovomraade::ALL {
        system(script, SetLovhjemmel { lovhjemmel: lovhjemmel(script, omraade)? });
    }
    let year = script.today.ymd().year;
    for year in [year, year + 1] {
        wheel(script, year);
    }
    Ok(())
}

fn partner(navn: &str) -> Result<Organisation, DemoFault> {
    // The partnership came into force on 21 June 2013 (S0, Bilag A); Sprogcenter Thisted joined later.
    let siden =
        if navn == "Sprogcenter Thisted" { Day::new(2014, 8, 1) } else { Day::new(2013, 6, 21) };
    Ok(Organisation {
        id: organisation(navn),
        kommune: kommune(),
        navn: ShortText::parse(navn)?,
        by: Some(ShortText::parse("Thisted")?),
        partner_siden: siden,
        vaert: VAERTER.contains(&navn),
        skole: SKOLER.contains(&navn),
    })
}

/// Which paragraph carries what is for a municipality's lawyers to say; these are examples of how it looks.
fn lovhjemmel(script: &Script, omraade: Lovomraade) -> Result<Lovhjemmel, DemoFault> {
    let paragraf = match omraade {
        Lovomraade::Vejledning => "§ 2 a",
        Lovomraade::Skole => "§ 12 c",
    };
    Ok(Lovhjemmel {
        id: LovhjemmelId(id(&format!("lovhjemmel {paragraf}"))),
        kommune: kommune(),
        omraade,
        lov: ShortText::parse("Lov om kommunal indsats for unge under 25 år (eksempel)")?,
        paragraf: ShortText::parse(paragraf)?,
        term: always(script.now),
    })
}

fn tilbud(navn: &str, indhold: &str) -> Result<Tilbud, DemoFault> {
    Ok(Tilbud {
        id: TilbudId(id(&format!("tilbud {navn}"))),
        kommune: kommune(),
        organisation: organisation(navn),
        navn: ShortText::parse(navn)?,
        maalgruppe: Some(ShortText::parse("Unge 15-30 år")?),
        indhold: Some(LongText::parse(indhold)?),
    })
}

fn wheel(script: &mut Script, aar: i32) {
    for (place, (niveau, maaned, uge)) in AARSHJUL.into_iter().enumerate() {
        let vaert = PARTNERE.get(place).map(|(navn, _)| organisation(navn));
        let id = MoedeId(id(&format!("moede {aar} {place}")));
        let moede = Netvaerksmoede { id, kommune: kommune(), niveau, aar, maaned, uge, vaert };
        system(script, PlanNetvaerksmoede { moede });
    }
}

/// Part of the set-up.
pub(super) fn system(script: &mut Script, command: impl Into<domain::Command>) {
    script.ask(script.at(FOUNDED, 9, 0), Person::System, command);
}
