//! Named people and cases, all invented, for the tests of every crate (feature `fixtures`).
//!
//! The municipality is Thyland, the time Monday 7 September 2026 at ten. Mads is followed by Bent
//! (tovholder), Anna (overgangsmentor) and Dorte (vejleder); Sofie by Gorm, who also stands ready to take
//! over Mads, and by Hanne, who is an ambassador too. Clara gives roadshows; Fie keeps the network; Erik
//! receives young people at Erhvervsskolen, where Jens guides the pupils, as Ida does at Gymnasiet. Karen is
//! the local administrator.
//! [`setup`] is how it all came to be.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::aarshjul::{Netvaerksmoede, Niveau, PlanNetvaerksmoede};
use crate::besoeg::{LogBesoeg, Materiale, Moedetype, PRESET_MINUTTER};
use crate::grant::Term;
use crate::id::{
    BesoegId, IndskrivningId, KommuneId, LovhjemmelId, MedarbejderId, MoedeId, NetvaerkId, NotatId,
    OrganisationId, PladsId, SamtykkeId, SamtykketekstId, SnusepraktikId, TilbudId, TilknytningId,
    TrinId, UngId,
};
use crate::indskrivning::Indskrivning;
use crate::kommune::{FoundKommune, Kommune};
use crate::lovhjemmel::{Lovhjemmel, Lovomraade};
use crate::moment::WallTime;
use crate::notat::{Notatslags, Synlighed, WriteNotat};
use crate::organisation::{
    Medarbejder, Organisation, RegisterMedarbejder, RegisterOrganisation, Rolletid,
};
use crate::plads::{OfferPlads, Plads, Pladsform};
use crate::plan::{Plan, Trin, WritePlan};
use crate::samtykke::{
    Bevis, DraftSamtykke, Emne, PublishSamtykketekst, Samtykketekst, SignSamtykke, Situation,
    Underskriftsregel, Underskriver,
};
use crate::snusepraktik::RequestSnusepraktik;
use crate::text::{LongText, ShortText};
use crate::tilbud::{RegisterTilbud, Tilbud};
use crate::tilknytning::{AssignHelper, Funktion, Tilknytning};
use crate::ung::{RegisterUng, Ung};
use crate::{Command, Day, Moment, Rolle};

/// Monday 7 September 2026, ten o'clock in Denmark.
pub const NOW: Moment = Moment(1_788_768_000_000);

/// The municipality.
pub const THYLAND: KommuneId = KommuneId(uuid(0x10));

/// A partner since August 2024, and a host.
pub const ERHVERVSSKOLEN: OrganisationId = OrganisationId(uuid(0x20));
/// A partner since January 2025, and no host.
pub const GYMNASIET: OrganisationId = OrganisationId(uuid(0x21));
/// A host, and no partner.
pub const VAERKSTEDET: OrganisationId = OrganisationId(uuid(0x22));
/// The municipality's own house: neither.
pub const UNGEHUSET: OrganisationId = OrganisationId(uuid(0x23));

/// The practitioners' network.
pub const PRAKTIKERNE: NetvaerkId = NetvaerkId(uuid(0x28));

/// Anna Lund, overgangsmentor: follows Mads.
pub const ANNA: MedarbejderId = MedarbejderId(uuid(0x30));
/// Bent Krogh, tovholder: holds Mads' case together.
pub const BENT: MedarbejderId = MedarbejderId(uuid(0x31));
/// Clara Holm, ambassador.
pub const CLARA: MedarbejderId = MedarbejderId(uuid(0x32));
/// Dorte Bak, vejleder: guides Mads.
pub const DORTE: MedarbejderId = MedarbejderId(uuid(0x33));
/// Erik Skov, host at [`ERHVERVSSKOLEN`].
pub const ERIK: MedarbejderId = MedarbejderId(uuid(0x34));
/// Fie Dam, keeper of the network.
pub const FIE: MedarbejderId = MedarbejderId(uuid(0x35));
/// Gorm Vang, tovholder and overgangsmentor: holds Sofie's case together.
pub const GORM: MedarbejderId = MedarbejderId(uuid(0x36));
/// Hanne Mølgaard, ambassador and overgangsmentor: follows Sofie.
pub const HANNE: MedarbejderId = MedarbejderId(uuid(0x37));
/// Ida Toft, skolevejleder at [`GYMNASIET`].
pub const IDA: MedarbejderId = MedarbejderId(uuid(0x38));
/// Jens Brix, skolevejleder at [`ERHVERVSSKOLEN`].
pub const JENS: MedarbejderId = MedarbejderId(uuid(0x39));

/// Karen Bro, local administrator.
pub const KAREN: MedarbejderId = MedarbejderId(uuid(0x3a));
/// A manager, who helps nobody.
pub const LARS: MedarbejderId = MedarbejderId(uuid(0x3b));

/// The words that are signed.
pub const ORDENE: SamtykketekstId = SamtykketekstId(uuid(0x7a));

/// Mads Kjær, 18.
pub const MADS: UngId = UngId(uuid(0x40));
/// Sofie Ravn, 19.
pub const SOFIE: UngId = UngId(uuid(0x41));

/// Bent is Mads' tovholder.
pub const BENT_FOR_MADS: TilknytningId = TilknytningId(uuid(0x50));
/// Anna is Mads' overgangsmentor.
pub const ANNA_FOR_MADS: TilknytningId = TilknytningId(uuid(0x51));
/// Dorte is Mads' vejleder.
pub const DORTE_FOR_MADS: TilknytningId = TilknytningId(uuid(0x52));
/// Gorm is Sofie's tovholder.
pub const GORM_FOR_SOFIE: TilknytningId = TilknytningId(uuid(0x53));
/// Hanne is Sofie's overgangsmentor.
pub const HANNE_FOR_SOFIE: TilknytningId = TilknytningId(uuid(0x54));

/// Single days as a carpenter at [`ERHVERVSSKOLEN`]: two seats, Monday 14 to Friday 18 September 2026.
pub const TOEMRER: PladsId = PladsId(uuid(0x60));
/// The snuseforløb at [`ERHVERVSSKOLEN`]: three seats, the working days of four weeks from 21 September.
pub const FORLOEB: PladsId = PladsId(uuid(0x61));

/// A text of one line.
///
/// # Panics
/// If it is none: fixtures are right or the test is wrong.
#[must_use]
pub fn short(text: &str) -> ShortText {
    ShortText::parse(text).expect("a short text")
}

/// A text of several paragraphs.
///
/// # Panics
/// If it is none.
#[must_use]
pub fn long(text: &str) -> LongText {
    LongText::parse(text).expect("a long text")
}

/// A day written `YYYY-MM-DD`.
///
/// # Panics
/// If it is none.
#[must_use]
pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The moment at which a Danish clock shows this.
#[must_use]
pub fn at(date: &str, hour: u32, minute: u32) -> Moment {
    WallTime { day: day(date), hour, minute }.moment()
}

/// The working days of so many weeks from a Monday on.
#[must_use]
pub fn working_weeks(monday: &str, weeks: i32) -> Vec<Day> {
    let monday = day(monday);
    (0..weeks * 7).filter(|n| n % 7 < 5).map(|n| monday.plus(n)).collect()
}

/// The municipality.
#[must_use]
pub fn thyland() -> Kommune {
    Kommune {
        id: THYLAND,
        navn: short("Thyland Kommune"),
        program: short("Uddannelsesgaranti Thyland"),
        lukkedage: BTreeSet::from([day("2026-12-24"), day("2026-12-31")]),
        underskrifter: Underskriftsregel::FraFemtenBegge,
        dage_uden_net: Kommune::DAGE_UDEN_NET,
    }
}

/// The organisations.
#[must_use]
pub fn organisationer() -> Vec<Organisation> {
    let organisation = |id, navn: &str, by: &str, partner_siden: Option<&str>, vaert, skole| {
        let (navn, by, partner_siden) = (short(navn), Some(short(by)), partner_siden.map(day));
        Organisation { id, kommune: THYLAND, navn, by, partner_siden, vaert, skole }
    };
    vec![
        organisation(ERHVERVSSKOLEN, "Erhvervsskolen", "Fjordby", Some("2024-08-01"), true, true),
        organisation(GYMNASIET, "Gymnasiet", "Fjordby", Some("2025-01-15"), false, true),
        organisation(VAERKSTEDET, "Værkstedet", "Klitby", None, true, false),
        organisation(UNGEHUSET, "Ungehuset", "Fjordby", None, false, false),
    ]
}

/// A member of staff, with roles held since the beginning.
#[must_use]
pub fn medarbejder(
    id: MedarbejderId,
    navn: &str,
    organisation: OrganisationId,
    roller: &[Rolle],
) -> Medarbejder {
    let held = |rolle: &Rolle| Rolletid { rolle: *rolle, term: Term::from(Moment(0)) };
    Medarbejder {
        id,
        kommune: THYLAND,
        navn: short(navn),
        organisation,
        telefon: Some(short("12 34 56 78")),
        mail: None,
        roller: roller.iter().map(held).collect(),
    }
}

/// The staff.
#[must_use]
pub fn medarbejdere() -> Vec<Medarbejder> {
    use Rolle::{
        Administrator, Ambassadoer, Leder, Netvaerkstovholder, Overgangsmentor, Skolevejleder,
        Tovholder, Vaert, Vejleder,
    };
    vec![
        medarbejder(ANNA, "Anna Lund", UNGEHUSET, &[Overgangsmentor]),
        medarbejder(BENT, "Bent Krogh", UNGEHUSET, &[Tovholder]),
        medarbejder(CLARA, "Clara Holm", GYMNASIET, &[Ambassadoer]),
        medarbejder(DORTE, "Dorte Bak", UNGEHUSET, &[Vejleder]),
        medarbejder(ERIK, "Erik Skov", ERHVERVSSKOLEN, &[Vaert]),
        medarbejder(FIE, "Fie Dam", UNGEHUSET, &[Netvaerkstovholder]),
        medarbejder(GORM, "Gorm Vang", UNGEHUSET, &[Tovholder, Overgangsmentor]),
        medarbejder(HANNE, "Hanne Mølgaard", UNGEHUSET, &[Ambassadoer, Overgangsmentor]),
        medarbejder(IDA, "Ida Toft", GYMNASIET, &[Skolevejleder]),
        medarbejder(JENS, "Jens Brix", ERHVERVSSKOLEN, &[Skolevejleder]),
        medarbejder(KAREN, "Karen Bro", UNGEHUSET, &[Administrator]),
        medarbejder(LARS, "Lars Hede", UNGEHUSET, &[Leder]),
    ]
}

/// A young person.
#[must_use]
pub fn ung(id: UngId, navn: &str, foedt: &str) -> Ung {
    Ung { id, navn: short(navn), foedt: day(foedt), telefon: None, skole: Some(GYMNASIET) }
}

/// A law basis since August 2026.
#[must_use]
pub fn lovhjemmel(omraade: Lovomraade) -> Lovhjemmel {
    let (number, paragraf) = match omraade {
        Lovomraade::Vejledning => (0xa0, "§ 2 a"),
        Lovomraade::Skole => (0xa1, "§ 12 c"),
    };
    Lovhjemmel {
        id: LovhjemmelId(uuid(number)),
        kommune: THYLAND,
        omraade,
        lov: short("Lov om kommunal indsats for unge under 25 år"),
        paragraf: short(paragraf),
        term: Term::from(at("2026-08-01", 0, 0)),
    }
}

/// An enrolment that began on 1 August 2026 and has no end.
#[must_use]
pub fn indskrivning(id: IndskrivningId, ung: UngId, skole: OrganisationId) -> Indskrivning {
    Indskrivning { id, ung, skole, term: Term::from(at("2026-08-01", 0, 0)) }
}

/// One of as many young people as a test needs, numbered from 0.
#[must_use]
pub fn ung_nr(number: u16) -> UngId {
    UngId(uuid(0x4000 + u128::from(number)))
}

/// An assignment that began on 1 August 2026 and has no end.
#[must_use]
pub fn tilknytning(
    id: TilknytningId,
    ung: UngId,
    medarbejder: MedarbejderId,
    funktion: Funktion,
) -> Tilknytning {
    Tilknytning { id, ung, medarbejder, funktion, term: Term::from(at("2026-08-01", 0, 0)) }
}

/// Who helps whom.
#[must_use]
pub fn tilknytninger() -> Vec<Tilknytning> {
    vec![
        tilknytning(BENT_FOR_MADS, MADS, BENT, Funktion::Tovholder),
        tilknytning(ANNA_FOR_MADS, MADS, ANNA, Funktion::Overgangsmentor),
        tilknytning(DORTE_FOR_MADS, MADS, DORTE, Funktion::Vejleder),
        tilknytning(GORM_FOR_SOFIE, SOFIE, GORM, Funktion::Tovholder),
        tilknytning(HANNE_FOR_SOFIE, SOFIE, HANNE, Funktion::Overgangsmentor),
    ]
}

/// Single days as a carpenter.
#[must_use]
pub fn toemrer() -> Plads {
    Plads {
        id: TOEMRER,
        organisation: ERHVERVSSKOLEN,
        linje: short("Tømrer, grundforløb 1"),
        form: Pladsform::Dage,
        sted: short("Hal 3"),
        moedetid: short("kl. 8.10 ved receptionen"),
        medbring: Some(short("Sikkerhedssko")),
        dage: working_weeks("2026-09-14", 1),
        pladser: 2,
        lukket: false,
    }
}

/// The snuseforløb of four weeks.
#[must_use]
pub fn forloeb() -> Plads {
    Plads {
        id: FORLOEB,
        linje: short("Snuseforløb, byggeri"),
        form: Pladsform::Forloeb { linjer: vec![short("Tømrer"), short("Elektriker")] },
        dage: working_weeks("2026-09-21", 4),
        pladser: 3,
        ..toemrer()
    }
}

/// Mads' plan.
#[must_use]
pub fn plan_for_mads() -> Plan {
    let hvad = short("Besøge Erhvervsskolen");
    let hvornaar = Some(day("2026-09-14"));
    let trin = Trin { id: TrinId(uuid(0x70)), hvad, hvem: Some(ANNA), hvornaar, naaet: false };
    Plan {
        ung: MADS,
        egne_ord: Some(long("Jeg vil gerne arbejde med hænderne.")),
        maal: Some(short("Begynde på grundforløb 1")),
        trin: vec![trin],
    }
}

/// The commands that set up Thyland, in their order, for `Person::System` to ask.
#[must_use]
pub fn setup() -> Vec<Command> {
    let moede = Netvaerksmoede {
        id: MoedeId(uuid(0x78)),
        kommune: THYLAND,
        niveau: Niveau::Praktikere,
        aar: 2026,
        maaned: 9,
        uge: Some(37),
        vaert: Some(GYMNASIET),
    };
    let tilbud = Tilbud {
        id: TilbudId(uuid(0x79)),
        kommune: THYLAND,
        organisation: VAERKSTEDET,
        navn: short("Åbent værksted"),
        maalgruppe: Some(short("15 til 25 år")),
        indhold: None,
    };
    let young = [ung(MADS, "Mads Kjær", "2008-03-14"), ung(SOFIE, "Sofie Ravn", "2007-01-02")];
    let mut commands: Vec<Command> = vec![FoundKommune { kommune: thyland() }.into()];
    let organisationer = organisationer().into_iter();
    commands
        .extend(organisationer.map(|organisation| RegisterOrganisation { organisation }.into()));
    let medarbejdere = medarbejdere().into_iter();
    commands.extend(medarbejdere.map(|medarbejder| RegisterMedarbejder { medarbejder }.into()));
    commands.push(PlanNetvaerksmoede { moede }.into());
    commands.push(RegisterTilbud { tilbud }.into());
    commands.push(PublishSamtykketekst { tekst: samtykketekst() }.into());
    commands.extend(young.into_iter().map(|ung| RegisterUng { ung }.into()));
    let tilknytninger = tilknytninger().into_iter();
    commands.extend(tilknytninger.map(|tilknytning| AssignHelper { tilknytning }.into()));
    commands.push(WritePlan { plan: plan_for_mads() }.into());
    commands.extend([toemrer(), forloeb()].map(|plads| OfferPlads { plads }.into()));
    commands
}

/// The words that are signed.
#[must_use]
pub fn samtykketekst() -> Samtykketekst {
    let tekst = long("Jeg siger ja til, at min skole må få det at vide, der står her.");
    Samtykketekst { id: ORDENE, kommune: THYLAND, siden: day("2026-01-01"), tekst, foraeldre: None }
}

/// A samtykke for Gymnasiet, from today until the end of January: attendance and support, when beginning
/// and when absent.
#[must_use]
pub fn samtykke(id: SamtykkeId, ung: UngId) -> DraftSamtykke {
    DraftSamtykke {
        id,
        ung,
        modtager: GYMNASIET,
        omfang: BTreeSet::from([Emne::Fremmoede, Emne::Stoette]),
        situationer: BTreeSet::from([Situation::Opstart, Situation::Fravaer]),
        fra: NOW.day(),
        til: day("2027-01-31"),
        tekst: ORDENE,
        erstatter: None,
    }
}

/// A signature on a screen.
#[must_use]
pub fn underskrift(samtykke: SamtykkeId, ung: UngId, som: Underskriver) -> SignSamtykke {
    // A holder of custody signs at home.
    let bevis = match som {
        Underskriver::Ung => Bevis::Skaerm,
        Underskriver::Foraeldremyndighed => Bevis::Papir,
    };
    SignSamtykke { samtykke, ung, som, navn: short("Underskriverens navn"), bevis }
}

/// A visit at Erhvervsskolen on 3 September 2026, by Clara.
#[must_use]
pub fn besoeg(id: BesoegId) -> LogBesoeg {
    LogBesoeg {
        id,
        organisation: ERHVERVSSKOLEN,
        sted: Some(short("Lærerværelset")),
        moedetype: Moedetype::Laerer,
        sket: at("2026-09-03", 14, 0),
        ambassadoerer: vec![CLARA],
        antal: Some(17),
        minutter: PRESET_MINUTTER,
        spoergsmaal: vec![short("Hvem ringer vi til?")],
        loefter: Vec::new(),
        naeste: None,
        materialer: vec![Materiale::Folder],
    }
}

/// A note in the journal, on a talk an hour before [`NOW`].
#[must_use]
pub fn notat(id: NotatId, ung: UngId, tekst: &str) -> WriteNotat {
    WriteNotat {
        id,
        ung,
        synlighed: Synlighed::Journal,
        slags: Notatslags::Samtale,
        sket: NOW.plus(-crate::moment::HOUR),
        tekst: long(tekst),
        punkter: BTreeSet::new(),
        aftale: None,
    }
}

/// A request for single days as a carpenter.
#[must_use]
pub fn snusepraktik(id: SnusepraktikId, ung: UngId, dage: &[&str]) -> RequestSnusepraktik {
    let dage = dage.iter().map(|date| day(date)).collect();
    let (organisation, plads, linjer) = (ERHVERVSSKOLEN, TOEMRER, Vec::new());
    RequestSnusepraktik { id, ung, organisation, plads, dage, linjer }
}

const fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}
