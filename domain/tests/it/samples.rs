//! One or more samples of every command and of every kind of record, every field filled at least once and
//! every code word used: what the stored formats are pinned by, and what the access table asks with.

use std::collections::{BTreeMap, BTreeSet};

use domain::aarshjul::{AARSHJUL, Netvaerksmoede, PlanNetvaerksmoede};
use domain::aftale::{Aftale, MakeAftale, NewAftale, SettleAftale, Udfoert};
use domain::besked::{Besked, Beskedtype};
use domain::besoeg::{
    Aendring, AmendBesoeg, Besoeg, BesoegEdit, BesoegFelt, LogBesoeg, Materiale, Moedetype,
};
use domain::edit::{Afgjort, Conflict, Edit, SettleConflict, Valg};
use domain::envelope::Envelope;
use domain::fixtures::{
    ANNA, ANNA_FOR_MADS, BENT, CLARA, ERHVERVSSKOLEN, FORLOEB, GORM, GYMNASIET, HANNE, LARS, MADS,
    NOW, SOFIE, THYLAND, TOEMRER, UNGEHUSET, VAERKSTEDET, at, besoeg, day, forloeb, indskrivning,
    long, lovhjemmel, medarbejder, notat, organisationer, plan_for_mads, samtykke, samtykketekst,
    short, snusepraktik, thyland, tilknytning, toemrer, underskrift, ung,
};
use domain::grant::Term;
use domain::henlagt::{Henlagt, SeeHenlagt};
use domain::id::{
    AftaleId, BeskedId, BesoegId, CommandId, ConflictId, HenlagtId, IndsigtId, IndskrivningId,
    LoefteId, MedarbejderId, MoedeId, NoedadgangId, NotatId, OplysningId, SamtykkeId,
    SnusepraktikId, TilbudId, TilknytningId, UngId,
};
use domain::indsigt::{AskIndsigt, GiveIndsigt, Indsigt, Udlevering};
use domain::indskrivning::{Elev, EndIndskrivning, EnrolUng, Indskrivning};
use domain::kommune::FoundKommune;
use domain::loefte::{Loefte, NewLoefte, SettleLoefte};
use domain::lovhjemmel::{Lovomraade, SetLovhjemmel};
use domain::moment::{DAY, HOUR, MINUTE};
use domain::noedadgang::{EndNoedadgang, Noedadgang, OpenNoedadgang, SeeNoedadgang};
use domain::notat::{
    CorrectNotat, Notat, Notatslags, Opmaerksomhedspunkt, Rettelse, Synlighed, WriteNotat,
};
use domain::oplysning::{DeltOplysning, Oplysning, ShareOplysning};
use domain::opslag::{NoteOpslag, Opslag};
use domain::organisation::{RegisterMedarbejder, RegisterOrganisation};
use domain::plads::{OfferPlads, Plads, Pladsdag, Pladsform};
use domain::plan::{EditPlan, Plan, PlanEdit, WritePlan};
use domain::samtykke::{
    Bevis, DraftSamtykke, Emne, Erstatning, PublishSamtykketekst, Samtykke, Samtykkebrev,
    Samtykketekst, SignSamtykke, Situation, Tilbagetraekning, Underskrift, Underskriver,
    WithdrawSamtykke,
};
use domain::snusepraktik::{
    Afvisning, Bookingstatus, CancelSnusepraktik, ConfirmFremmoede, Fremmoede, RequestSnusepraktik,
    Snusepraktik, Vaertsbooking,
};
use domain::text::LongText;
use domain::tilbud::{RegisterTilbud, Tilbud};
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion, Tilknytning};
use domain::ung::{RegisterUng, Ung};
use domain::{Authority, Command, Context, Person, Record, Rolle};
use uuid::Uuid;

pub(crate) const AFTALE: AftaleId = AftaleId(uuid(0x90));
pub(crate) const BESOEG: BesoegId = BesoegId(uuid(0x91));
pub(crate) const LOEFTE: LoefteId = LoefteId(uuid(0x92));
pub(crate) const CONFLICT: ConflictId = ConflictId(uuid(0x93));
pub(crate) const NOTAT: NotatId = NotatId(uuid(0x94));
pub(crate) const SNUSE: SnusepraktikId = SnusepraktikId(uuid(0x95));
pub(crate) const TILKNYTNING: TilknytningId = TilknytningId(uuid(0x96));
pub(crate) const MOEDE: MoedeId = MoedeId(uuid(0x97));
pub(crate) const TILBUD: TilbudId = TilbudId(uuid(0x98));
pub(crate) const NY: MedarbejderId = MedarbejderId(uuid(0x99));
pub(crate) const SAMTYKKE: SamtykkeId = SamtykkeId(uuid(0x9c));
pub(crate) const ANDET: SamtykkeId = SamtykkeId(uuid(0x9d));
pub(crate) const OPLYSNING: OplysningId = OplysningId(uuid(0x9f));
pub(crate) const INDSIGT: IndsigtId = IndsigtId(uuid(0x196));
pub(crate) const INDSKRIVNING: IndskrivningId = IndskrivningId(uuid(0x197));
pub(crate) const NOEDADGANG: NoedadgangId = NoedadgangId(uuid(0x198));
pub(crate) const HENLAGT: HenlagtId = HenlagtId(uuid(0x199));
pub(crate) const NY_UNG: UngId = UngId(uuid(0x9a));

const fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Every command, in the order of `CommandKind::ALL`.
pub(crate) fn commands() -> Vec<Command> {
    let mut commands = desk_commands();
    commands.extend(field_commands());
    commands
}

fn desk_commands() -> Vec<Command> {
    let mut commands = vec![FoundKommune { kommune: thyland() }.into()];
    let both = organisationer().into_iter().take(2);
    commands.extend(both.map(|organisation| RegisterOrganisation { organisation }.into()));
    let medarbejder = medarbejder(NY, "Ny Medarbejder", UNGEHUSET, &Rolle::ALL);
    commands.push(RegisterMedarbejder { medarbejder }.into());
    commands.extend(Lovomraade::ALL.map(|o| SetLovhjemmel { lovhjemmel: lovhjemmel(o) }.into()));
    commands.push(RegisterTilbud { tilbud: tilbud() }.into());
    commands.extend(moeder().into_iter().map(|moede| PlanNetvaerksmoede { moede }.into()));
    commands.push(RegisterUng { ung: young() }.into());
    commands.extend(assigned().into_iter().map(|tilknytning| AssignHelper { tilknytning }.into()));
    let (tilknytning, until) = (ANNA_FOR_MADS, at("2026-12-01", 0, 0));
    commands.push(EndTilknytning { tilknytning, ung: MADS, until }.into());
    commands.push(EnrolUng { indskrivning: enrolled() }.into());
    commands.push(EndIndskrivning { indskrivning: INDSKRIVNING, ung: MADS, until }.into());
    commands.extend(plans().into_iter().map(|plan| WritePlan { plan }.into()));
    commands.extend(plans().windows(2).map(|two| edited(&two[0], &two[1]).into()));
    commands.extend(texts_to_sign().map(|tekst| PublishSamtykketekst { tekst }.into()));
    commands
}

fn edited(was: &Plan, now: &Plan) -> EditPlan {
    EditPlan { ung: was.ung, edit: PlanEdit::between(was, now) }
}

/// One from before a holder of custody had words of their own, and one with them.
fn texts_to_sign() -> [Samtykketekst; 2] {
    let foraeldre = Some(long("Jeg siger ja til, at skolen må få det at vide, der står her."));
    [samtykketekst(), Samtykketekst { foraeldre, ..samtykketekst() }]
}

fn field_commands() -> Vec<Command> {
    let mut commands: Vec<Command> = vec![
        MakeAftale { ung: MADS, aftale: new_aftale() }.into(),
        MakeAftale { ung: MADS, aftale: bare_aftale() }.into(),
        SettleAftale { ung: MADS, aftale: AFTALE, udfoert: true }.into(),
    ];
    let slags = [
        (Notatslags::Samtale, Synlighed::Journal),
        (Notatslags::Telefon, Synlighed::Plan),
        (Notatslags::Skolebesoeg, Synlighed::Journal),
        (Notatslags::Udeblevet, Synlighed::Journal),
        (Notatslags::Andet, Synlighed::Journal),
    ];
    let bare = || notat(NOTAT, MADS, "Vi talte om praktik.\n\nMads er i tvivl.");
    commands
        .extend(slags.map(|(slags, synlighed)| WriteNotat { slags, synlighed, ..bare() }.into()));
    let aftale = Some(new_aftale());
    commands.push(WriteNotat { punkter: punkter(), aftale, ..bare() }.into());
    let (synlighed, tekst) = (Synlighed::Journal, long("Vi talte om læreplads."));
    commands.push(CorrectNotat { id: NOTAT, ung: MADS, synlighed, tekst }.into());
    commands.push(besoeg(BESOEG).into());
    commands.push(sparse_besoeg().into());
    commands.push(amend(edit_of_all()));
    commands.push(amend(BesoegEdit { antal: Edit::between(Some(17), None), ..no_edit() }));
    commands.extend([Valg::Staaende, Valg::Anden].map(|valg| {
        SettleConflict { organisation: ERHVERVSSKOLEN, conflict: CONFLICT, valg }.into()
    }));
    let organisation = ERHVERVSSKOLEN;
    commands.push(SettleLoefte { organisation, loefte: LOEFTE, udfoert: true }.into());
    commands.extend([toemrer(), forloeb()].map(|plads| OfferPlads { plads }.into()));
    commands.extend(requests().map(Command::from));
    commands.push(CancelSnusepraktik { id: SNUSE, ung: MADS }.into());
    commands.extend([Fremmoede::Moedt, Fremmoede::Udeblevet].map(|fremmoede| {
        ConfirmFremmoede { organisation, id: SNUSE, dag: day("2026-09-07"), fremmoede }.into()
    }));
    commands.extend(samtykke_commands());
    commands
}

fn samtykke_commands() -> Vec<Command> {
    let (omfang, situationer) = (Emne::ALL.into(), Situation::ALL.into());
    let all =
        DraftSamtykke { omfang, situationer, erstatter: Some(ANDET), ..samtykke(SAMTYKKE, MADS) };
    let mut commands: Vec<Command> = vec![samtykke(SAMTYKKE, MADS).into(), all.into()];
    commands.extend(
        underskrifter()
            .map(|(som, bevis)| SignSamtykke { bevis, ..underskrift(SAMTYKKE, MADS, som) }.into()),
    );
    commands.push(WithdrawSamtykke { samtykke: SAMTYKKE, ung: MADS }.into());
    commands.push(share().into());
    commands.push(AskIndsigt { id: INDSIGT, ung: MADS }.into());
    commands.extend([Some(remark()), None].map(|text| give(text).into()));
    commands.push(opening().into());
    commands.push(EndNoedadgang { id: NOEDADGANG, ung: MADS }.into());
    commands.push(SeeNoedadgang { id: NOEDADGANG, ung: MADS }.into());
    commands.push(SeeHenlagt { id: HENLAGT, ung: MADS }.into());
    commands.push(NoteOpslag { ung: MADS }.into());
    commands
}

fn underskrifter() -> [(Underskriver, Bevis); 3] {
    let mundtligt = Bevis::Mundtligt { vidne: short("Anna Lund") };
    [
        (Underskriver::Ung, Bevis::Skaerm),
        (Underskriver::Foraeldremyndighed, Bevis::Papir),
        (Underskriver::Foraeldremyndighed, mundtligt),
    ]
}

pub(crate) fn share() -> ShareOplysning {
    let (emne, situation) = (Emne::Stoette, Situation::Opstart);
    let tekst = long("Ring den første uge, hvis Mads ikke er kommet klokken ni.");
    ShareOplysning { id: OPLYSNING, ung: MADS, samtykke: SAMTYKKE, emne, situation, tekst }
}

pub(crate) fn opening() -> OpenNoedadgang {
    let grund = short("Mads er meldt savnet, og Bent er på ferie.");
    OpenNoedadgang { id: NOEDADGANG, ung: MADS, grund }
}

pub(crate) fn enrolled() -> Indskrivning {
    indskrivning(INDSKRIVNING, MADS, GYMNASIET)
}

fn elev() -> Elev {
    Elev { ung: MADS, navn: short("Mads Kjær") }
}

pub(crate) fn opened() -> Noedadgang {
    let OpenNoedadgang { id, ung, grund } = opening();
    let term = Term { from: NOW, until: Some(NOW.plus(3 * HOUR)) };
    Noedadgang { id, ung, leder: LARS, grund, term, set: None }
}

pub(crate) fn put_aside() -> Henlagt {
    let command = notat(NOTAT, MADS, "Han vil gerne ringes op.").into();
    let id = CommandId(HENLAGT.0);
    let envelope = Envelope::new(id, Person::Medarbejder(HANNE), NOW, "1", &command).unwrap();
    let authority = Authority::Server;
    let context = Context { kommune: THYLAND, now: NOW, written: NOW, command: id, authority };
    Henlagt::of(&envelope, &command, &context).unwrap()
}

fn remark() -> LongText {
    long("Et brev fra din mor er holdt tilbage for hendes skyld.")
}

pub(crate) fn give(bemaerkning: Option<LongText>) -> GiveIndsigt {
    GiveIndsigt { indsigt: INDSIGT, ung: MADS, bemaerkning }
}

fn amend(edit: BesoegEdit) -> Command {
    AmendBesoeg { id: BESOEG, organisation: ERHVERVSSKOLEN, edit }.into()
}

fn no_edit() -> BesoegEdit {
    BesoegEdit::default()
}

fn tilbud() -> Tilbud {
    Tilbud {
        id: TILBUD,
        kommune: THYLAND,
        organisation: VAERKSTEDET,
        navn: short("Åbent værksted"),
        maalgruppe: Some(short("15 til 25 år")),
        indhold: Some(long("Kom og prøv.\nDer er kaffe.")),
    }
}

/// The wheel as the source prints it; a slot without a week among them.
pub(crate) fn moeder() -> Vec<Netvaerksmoede> {
    let moede = |(n, (niveau, maaned, uge))| {
        let vaert = (n == 0).then_some(GYMNASIET);
        Netvaerksmoede { id: MOEDE, kommune: THYLAND, niveau, aar: 2027, maaned, uge, vaert }
    };
    AARSHJUL.into_iter().enumerate().map(moede).collect()
}

fn young() -> Ung {
    let telefon = Some(short("87 65 43 21"));
    Ung { telefon, skole: None, ..ung(NY_UNG, "Ny Ung", "2009-12-31") }
}

fn assigned() -> Vec<Tilknytning> {
    let until = Some(at("2027-08-01", 0, 0));
    let term = Term { from: at("2026-09-07", 12, 0), until };
    let mentor = tilknytning(TILKNYTNING, MADS, GORM, Funktion::Overgangsmentor);
    let tovholder = tilknytning(TILKNYTNING, MADS, GORM, Funktion::Tovholder);
    let vejleder = tilknytning(TILKNYTNING, MADS, GORM, Funktion::Vejleder);
    vec![Tilknytning { term, ..mentor }, tovholder, vejleder]
}

fn plans() -> [Plan; 2] {
    [plan_for_mads(), Plan { ung: MADS, egne_ord: None, maal: None, trin: Vec::new() }]
}

pub(crate) fn new_aftale() -> NewAftale {
    let (frist, klokken) = (Some(day("2026-09-14")), Some(8 * 60 + 10));
    NewAftale { frist, klokken, med: Some(ANNA), ..bare_aftale() }
}

fn bare_aftale() -> NewAftale {
    let hvad = short("Mødes på Erhvervsskolen");
    NewAftale { id: AFTALE, hvad, frist: None, klokken: None, med: None }
}

fn punkter() -> BTreeSet<Opmaerksomhedspunkt> {
    use Opmaerksomhedspunkt::{Netvaerk, Oekonomi, Opbakning, Psyke, Uddannelsesvalg, Umodenhed};
    BTreeSet::from([Oekonomi, Umodenhed, Psyke, Netvaerk, Opbakning, Uddannelsesvalg])
}

fn sparse_besoeg() -> LogBesoeg {
    let loefte = NewLoefte { id: LOEFTE, hvad: short("Sende plakaten"), frist: None };
    let frist = Some(day("2026-09-18"));
    let other = NewLoefte { id: LoefteId(uuid(0x192)), hvad: short("Ringe tilbage"), frist };
    LogBesoeg {
        sted: None,
        moedetype: Moedetype::Afdeling,
        antal: None,
        spoergsmaal: Vec::new(),
        loefter: vec![loefte, other],
        naeste: Some(day("2027-09-01")),
        materialer: Vec::new(),
        ..besoeg(BESOEG)
    }
}

fn edit_of_all() -> BesoegEdit {
    BesoegEdit {
        sted: Edit::between(Some(short("Lærerværelset")), None),
        moedetype: Edit::between(Moedetype::Laerer, Moedetype::Paedagogisk),
        sket: Edit::between(at("2026-09-03", 14, 0), at("2026-09-03", 15, 0)),
        ambassadoerer: Edit::between(vec![CLARA], vec![CLARA, ANNA]),
        antal: Edit::between(Some(17), Some(18)),
        minutter: Edit::between(45, 60),
        spoergsmaal: Edit::between(vec![short("Hvem ringer vi til?")], Vec::new()),
        naeste: Edit::between(None, Some(day("2027-09-01"))),
        materialer: Edit::between(
            vec![Materiale::Folder],
            vec![Materiale::Slides, Materiale::Dagsorden, Materiale::Referat],
        ),
    }
}

fn requests() -> [RequestSnusepraktik; 2] {
    let days = snusepraktik(SNUSE, MADS, &["2026-09-14", "2026-09-16"]);
    let (dage, linjer) = (forloeb().dage, vec![short("Elektriker")]);
    let whole = RequestSnusepraktik { plads: FORLOEB, dage, linjer, ..days.clone() };
    [days, whole]
}

/// Every kind of record, in the order of `Kind::ALL`.
pub(crate) fn records() -> Vec<Record> {
    let mut records: Vec<Record> = vec![thyland().into()];
    records.extend(organisationer().into_iter().take(3).map(Record::from));
    records.push(medarbejder(NY, "Ny Medarbejder", UNGEHUSET, &Rolle::ALL).into());
    records.extend(moeder().into_iter().map(Record::from));
    records.push(tilbud().into());
    records.push(visit().into());
    records.extend(promises().map(Record::from));
    records.extend(conflicts().map(Record::from));
    records.extend([toemrer(), forloeb(), closed_plads()].map(Record::from));
    records.push(full_day().into());
    records.extend(statuses().map(|status| Record::from(host_copy(status))));
    records.push(young().into());
    records.extend(assigned().into_iter().map(Record::from));
    records.extend(plans().map(Record::from));
    records.extend(appointments().map(Record::from));
    records.extend(statuses().map(|status| Record::from(booking(status))));
    // Where and when to meet was copied later.
    let moedested = Some(toemrer().moedested());
    records.push(Snusepraktik { moedested, ..booking(Bookingstatus::Bekraeftet) }.into());
    records.extend(Lovomraade::ALL.map(|omraade| lovhjemmel(omraade).into()));
    records.push(enrolled().into());
    records.push(elev().into());
    records.extend([opened(), Noedadgang { set: Some(NOW), ..opened() }].map(Record::from));
    records.extend([put_aside(), Henlagt { set: Some(NOW), ..put_aside() }].map(Record::from));
    records.extend(texts_to_sign().map(Record::from));
    records.extend([drafted(), signed(), ended()].map(Record::from));
    records.push(brev().into());
    records.push(told().into());
    records.push(told_copy().into());
    records.extend([Some(Funktion::Overgangsmentor), None].map(|som| looked_up(som).into()));
    records.extend([indsigt(), given()].map(Record::from));
    records.extend([Beskedtype::Givet, Beskedtype::Trukket].map(|hvad| besked(hvad).into()));
    records.extend([written(), corrected()].map(Record::from));
    records
}

/// A samtykke that nobody has signed.
pub(crate) fn drafted() -> Samtykke {
    let DraftSamtykke { id, ung, modtager, omfang, situationer, fra, til, tekst, erstatter } =
        samtykke(SAMTYKKE, MADS);
    Samtykke {
        id,
        ung,
        modtager,
        omfang,
        situationer,
        fra,
        til,
        tekst,
        af: Person::Medarbejder(ANNA),
        skrevet: NOW.plus(-2 * DAY),
        myndig: at("2026-03-14", 0, 0),
        underskrifter: Vec::new(),
        underskrevet: None,
        trukket: None,
        erstatter,
        erstattet: None,
    }
}

/// One that Mads signed the day before.
pub(crate) fn signed() -> Samtykke {
    let kl = NOW.plus(-DAY);
    let made = |(som, bevis)| {
        let (navn, af) = (short("Underskriverens navn"), Person::Medarbejder(ANNA));
        Underskrift { som, navn, bevis, kl, af }
    };
    let fra = day("2026-09-01");
    let underskrifter = underskrifter().map(made).to_vec();
    Samtykke { fra, underskrifter, underskrevet: Some(kl), erstatter: Some(ANDET), ..drafted() }
}

fn ended() -> Samtykke {
    Samtykke {
        trukket: Some(Tilbagetraekning { kl: NOW, af: Person::Ung(MADS) }),
        erstattet: Some(Erstatning { af: ANDET, kl: NOW.plus(HOUR) }),
        omfang: Emne::ALL.into(),
        situationer: Situation::ALL.into(),
        ..signed()
    }
}

fn brev() -> Samtykkebrev {
    let id = signed().deling();
    let Samtykke { modtager, omfang, situationer, fra, til, af, .. } = signed();
    let navn = short("Mads Kjær");
    Samtykkebrev { id, navn, modtager, omfang, situationer, fra, til, kontakt: af }
}

fn told() -> Oplysning {
    let ShareOplysning { id, ung, samtykke, emne, situation, tekst } = share();
    let (af, kl) = (Person::Medarbejder(ANNA), NOW);
    Oplysning { id, ung, samtykke, emne, situation, tekst, af, kl }
}

fn told_copy() -> DeltOplysning {
    let Oplysning { id, ung: _, samtykke: _, emne, situation, tekst, af, kl } = told();
    let deling = signed().deling();
    DeltOplysning { id, deling, emne, situation, tekst, af, kl }
}

fn looked_up(som: Option<Funktion>) -> Opslag {
    let (af, dage) = (Person::Medarbejder(ANNA), BTreeSet::from([day("2026-09-04"), NOW.day()]));
    Opslag { id: Opslag::id_of(MADS, af, NOW.day()), ung: MADS, af, som, dage, seneste: NOW }
}

/// A request that nobody has answered.
pub(crate) fn indsigt() -> Indsigt {
    Indsigt { id: INDSIGT, ung: MADS, bedt: NOW, frist: Some(day("2026-10-07")), givet: None }
}

fn given() -> Indsigt {
    let (af, bemaerkning) = (Person::Medarbejder(BENT), Some(remark()));
    let givet = Some(Udlevering { af, kl: NOW.plus(DAY), bemaerkning });
    Indsigt { frist: None, givet, ..indsigt() }
}

fn besked(hvad: Beskedtype) -> Besked {
    let fornavn = (hvad == Beskedtype::Givet).then(|| short("Mads"));
    let (id, modtager) = (BeskedId(uuid(0x9e)), GYMNASIET);
    Besked { id, modtager, deling: signed().deling(), fornavn, hvad, kl: NOW }
}

/// A visit as logged, and amended once.
pub(crate) fn visit() -> Besoeg {
    use BesoegFelt::{
        Ambassadoerer, Antal, Materialer, Minutter, Moedetype as Type, Naeste, Sket, Spoergsmaal,
        Sted,
    };
    let felter =
        vec![Sted, Type, Sket, Ambassadoerer, Antal, Minutter, Spoergsmaal, Naeste, Materialer];
    let logged = besoeg(BESOEG);
    Besoeg {
        id: logged.id,
        organisation: logged.organisation,
        sted: logged.sted,
        moedetype: Moedetype::Vejleder,
        sket: logged.sket,
        ambassadoerer: logged.ambassadoerer,
        antal: logged.antal,
        minutter: logged.minutter,
        spoergsmaal: logged.spoergsmaal,
        naeste: logged.naeste,
        materialer: logged.materialer,
        af: Person::Medarbejder(CLARA),
        skrevet: NOW,
        aendringer: vec![Aendring { af: Person::System, kl: NOW.plus(HOUR), felter }],
    }
}

fn promises() -> [Loefte; 2] {
    let (id, organisation, besoeg) = (LOEFTE, ERHVERVSSKOLEN, BESOEG);
    let hvad = short("Sende plakaten");
    let frist = Some(day("2026-09-18"));
    let open = Loefte { id, organisation, besoeg, hvad, frist, udfoert: None };
    let udfoert = Some(Udfoert { af: Person::Medarbejder(CLARA), kl: NOW });
    [open.clone(), Loefte { frist: None, udfoert, ..open }]
}

pub(crate) fn conflicts() -> [Conflict; 2] {
    let open = Conflict {
        id: CONFLICT,
        organisation: ERHVERVSSKOLEN,
        besoeg: BESOEG,
        edit: BesoegEdit { antal: Edit::between(Some(17), Some(20)), ..no_edit() },
        stod_af: Person::Medarbejder(CLARA),
        stod_kl: NOW,
        af: Person::Medarbejder(ANNA),
        kl: NOW.plus(MINUTE),
        afgjort: None,
    };
    let afgjort = Some(Afgjort { valg: Valg::Anden, af: Person::Medarbejder(BENT), kl: NOW });
    [open.clone(), Conflict { edit: edit_of_all(), afgjort, ..open }]
}

fn closed_plads() -> Plads {
    let form = Pladsform::Forloeb { linjer: Vec::new() };
    Plads { medbring: None, form, pladser: 0, lukket: true, ..forloeb() }
}

fn full_day() -> Pladsdag {
    let other = SnusepraktikId(uuid(0x195));
    let empty = Pladsdag::empty(&toemrer(), day("2026-09-14"));
    Pladsdag { saeder: vec![None, Some(SNUSE)], venter: vec![other], ..empty }
}

fn statuses() -> [Bookingstatus; 9] {
    [
        Bookingstatus::Oensket,
        Bookingstatus::Bekraeftet,
        Bookingstatus::Venteliste(3),
        Bookingstatus::Afvist(Afvisning::PladsLukket),
        Bookingstatus::Afvist(Afvisning::DagPasseret),
        Bookingstatus::Afvist(Afvisning::Optaget),
        Bookingstatus::Gennemfoert,
        Bookingstatus::Udeblevet,
        Bookingstatus::Aflyst,
    ]
}

pub(crate) fn booking(status: Bookingstatus) -> Snusepraktik {
    let asked = snusepraktik(SNUSE, MADS, &["2026-09-07", "2026-09-14"]);
    Snusepraktik {
        id: asked.id,
        ung: asked.ung,
        organisation: asked.organisation,
        plads: TOEMRER,
        linje: toemrer().linje,
        moedested: None,
        dage: asked.dage,
        linjer: vec![short("Elektriker")],
        status,
        fremmoede: BTreeMap::from([(day("2026-09-07"), Fremmoede::Udeblevet)]),
        af: Person::Medarbejder(ANNA),
        skrevet: NOW,
    }
}

pub(crate) fn host_copy(status: Bookingstatus) -> Vaertsbooking {
    let Snusepraktik { id, ung, organisation, plads, linje, dage, status, af, .. } =
        booking(status);
    let fremmoede = BTreeMap::from([(day("2026-09-07"), Fremmoede::Moedt)]);
    let fornavn = short("Mads");
    Vaertsbooking { id, organisation, plads, ung, fornavn, linje, dage, status, fremmoede, af }
}

pub(crate) fn appointments() -> [Aftale; 2] {
    let NewAftale { id, hvad, frist, klokken, med } = new_aftale();
    let (ung, af) = (MADS, Person::Medarbejder(ANNA));
    let notat = Some(NOTAT);
    let open = Aftale { id, ung, hvad, frist, klokken, med, notat, af, udfoert: None };
    let udfoert = Some(Udfoert { af: Person::Ung(SOFIE), kl: NOW });
    [open.clone(), Aftale { frist: None, klokken: None, med: None, notat: None, udfoert, ..open }]
}

pub(crate) fn written() -> Notat {
    let WriteNotat { id, ung, synlighed, slags, sket, tekst, .. } =
        notat(NOTAT, MADS, "Vi talte om praktik.");
    Notat {
        id,
        ung,
        synlighed,
        slags,
        sket,
        skrevet: NOW,
        modtaget: None,
        af: Person::Medarbejder(ANNA),
        tekst,
        punkter: BTreeSet::new(),
        aftale: None,
        rettelser: Vec::new(),
        foer_overdragelse: false,
    }
}

fn corrected() -> Notat {
    let rettelse = Rettelse {
        id: CommandId(uuid(0x9b)),
        af: Person::Medarbejder(ANNA),
        skrevet: NOW.plus(HOUR),
        modtaget: Some(NOW.plus(HOUR + MINUTE)),
        tekst: long("Vi talte om læreplads."),
    };
    Notat {
        synlighed: Synlighed::Plan,
        modtaget: Some(NOW.plus(MINUTE)),
        punkter: punkter(),
        aftale: Some(AFTALE),
        rettelser: vec![rettelse],
        foer_overdragelse: true,
        ..written()
    }
}
