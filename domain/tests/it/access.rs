//! Who may see and do what: the table of folders, and every command under every standing of a permit.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::aarshjul::{Netvaerksmoede, Niveau, PlanNetvaerksmoede};
use domain::aftale::{MakeAftale, SettleAftale};
use domain::besoeg::{AmendBesoeg, BesoegEdit};
use domain::command::{CommandKind, Door};
use domain::edit::{Edit, SettleConflict, Valg};
use domain::fixtures::{
    ANNA, ANNA_FOR_MADS, BENT, CLARA, DORTE, ERHVERVSSKOLEN, ERIK, FIE, GORM, GYMNASIET, HANNE,
    IDA, JENS, KAREN, LARS, MADS, NOW, PRAKTIKERNE, SOFIE, THYLAND, UNGEHUSET, VAERKSTEDET, at,
    besoeg, day, indskrivning, long, lovhjemmel, medarbejder, notat, organisationer, plan_for_mads,
    samtykke, samtykketekst, short, snusepraktik, thyland, tilknytning, toemrer, underskrift, ung,
};
use domain::grant::{Access, Permit, Permits, Term};
use domain::henlagt::SeeHenlagt;
use domain::id::{
    BesoegId, CommandId, IndsigtId, IndskrivningId, LovhjemmelId, MedarbejderId, NoedadgangId,
    NotatId, SamtykkeId, SamtykketekstId, SnusepraktikId, UngId,
};
use domain::indsigt::AskIndsigt;
use domain::indskrivning::{EndIndskrivning, EnrolUng};
use domain::kommune::{FoundKommune, Kommune};
use domain::loefte::{Loefte, SettleLoefte};
use domain::lovhjemmel::{Lovhjemmel, Lovomraade, SetLovhjemmel};
use domain::moment::{DAY, HOUR};
use domain::noedadgang::{EndNoedadgang, Noedadgang, SeeNoedadgang};
use domain::notat::{CorrectNotat, Synlighed, WriteNotat};
use domain::opslag::NoteOpslag;
use domain::organisation::{
    Medarbejder, Organisation, RegisterMedarbejder, RegisterOrganisation, Rolletid,
};
use domain::plads::{OfferPlads, Plads};
use domain::plan::{EditPlan, Plan, PlanEdit, WritePlan};
use domain::samtykke::{
    PublishSamtykketekst, Samtykke, Samtykketekst, Underskriver, WithdrawSamtykke,
};
use domain::snusepraktik::{
    Bookingstatus, CancelSnusepraktik, ConfirmFremmoede, Fremmoede, RequestSnusepraktik,
};
use domain::tilbud::RegisterTilbud;
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion, Tilknytning};
use domain::ung::RegisterUng;
use domain::{Authority, Change, Command, Folder, Kind, Moment, Person, Rejection, Rolle};
use proptest::prelude::*;
use uuid::Uuid;

use crate::samples::{
    self, AFTALE, ANDET, BESOEG, CONFLICT, HENLAGT, INDSKRIVNING, LOEFTE, MOEDE, NOTAT, NY, NY_UNG,
    SAMTYKKE, SNUSE, TILBUD, TILKNYTNING, new_aftale,
};
use crate::world::{Who, World};

/// The ten folders of the table, in the order of its columns.
static FOLDERS: LazyLock<[Folder; 10]> = LazyLock::new(|| {
    [
        Folder::Faelles(THYLAND),
        Folder::Partnerskab(ERHVERVSSKOLEN),
        Folder::Pladser(ERHVERVSSKOLEN),
        Folder::Vaert(ERHVERVSSKOLEN),
        Folder::Plan(MADS),
        Folder::Skole(MADS),
        Folder::Journal(MADS),
        Folder::Deling(Samtykke::deling_of(MADS, SAMTYKKE)),
        Folder::Indbakke(GYMNASIET),
        Folder::Moeder(PRAKTIKERNE),
    ]
});

fn row(world: &World, who: impl Who + Copy) -> String {
    let letter = |folder| match world.access(who, folder) {
        None => "-",
        Some(Access::Read) => "r",
        Some(Access::Write) => "W",
    };
    FOLDERS.map(letter).join(" ")
}

/// Design 3, as a table: a small r reads, a capital W acts, a dash never hears of the folder. The network's
/// meetings have no members yet, so nobody sees them.
#[test]
fn the_access_table() {
    let mut world = World::thyland();
    world.put(samples::signed());
    let table = [
        // faelles, partnerskab, pladser, vaert, then of Mads: plan, skole, journal, deling with Gymnasiet;
        // then Gymnasiet's indbakke; then moeder
        ("Mads himself                  ", Person::Ung(MADS), "r - - - W - - - - -"),
        ("Sofie, another young person   ", Person::Ung(SOFIE), "r - - - - - - - - -"),
        ("Bent, Mads' tovholder         ", BENT.person(), "r - r - W W W - - -"),
        ("Anna, his overgangsmentor     ", ANNA.person(), "r - r - W r W - - -"),
        ("Dorte, his vejleder           ", DORTE.person(), "r - r - W r - - - -"),
        ("Gorm, helps Sofie             ", GORM.person(), "r - r - - - - - - -"),
        ("Hanne, ambassador and mentor  ", HANNE.person(), "r W r - - - - - - -"),
        ("Clara, ambassador             ", CLARA.person(), "r W - - - - - - - -"),
        ("Fie, keeper of the network    ", FIE.person(), "W W - - - - - - - -"),
        ("Erik, host at Erhvervsskolen  ", ERIK.person(), "r r W W - - - - - -"),
        ("Ida, skolevejleder, Gymnasiet ", IDA.person(), "r - - - - - - r r -"),
        ("Jens, the same at another     ", JENS.person(), "r - - - - - - - - -"),
        ("Karen, local administrator    ", KAREN.person(), "W - - - - - - - - -"),
        ("Lars, a manager               ", LARS.person(), "r - - - - - - - - -"),
        ("nobody the records know       ", NY.person(), "- - - - - - - - - -"),
    ];
    for (who, person, expected) in table {
        assert_eq!(row(&world, person), expected, "{who}");
    }
}

#[test]
fn roles_add_up_where_they_hold_and_nowhere_else() {
    let world = World::thyland();
    assert_eq!(world.access(HANNE, Folder::Journal(SOFIE)), Some(Access::Write));
    assert_eq!(world.access(HANNE, Folder::Journal(MADS)), None);
    assert_eq!(world.access(GORM, Folder::Skole(SOFIE)), Some(Access::Write));
}

#[test]
fn a_host_sees_the_own_house_only() {
    let world = World::thyland();
    let of = [Folder::Partnerskab, Folder::Pladser, Folder::Vaert];
    for house in [GYMNASIET, VAERKSTEDET, UNGEHUSET] {
        assert_eq!(of.map(|of| world.access(ERIK, of(house))), [None; 3], "{house:?}");
    }
}

#[test]
fn a_house_that_is_no_partner_or_no_host_has_no_such_folder_for_anybody() {
    let world = World::thyland();
    let staff = [ANNA, BENT, CLARA, DORTE, ERIK, FIE, GORM, HANNE];
    for who in staff {
        assert_eq!(world.access(who, Folder::Partnerskab(VAERKSTEDET)), None);
        assert_eq!(world.access(who, Folder::Pladser(GYMNASIET)), None);
        assert_eq!(world.access(who, Folder::Vaert(GYMNASIET)), None);
    }
    assert_eq!(world.access(CLARA, Folder::Partnerskab(GYMNASIET)), Some(Access::Write));
    assert_eq!(world.access(ANNA, Folder::Pladser(VAERKSTEDET)), Some(Access::Read));
}

#[test]
fn a_role_opens_folders_for_its_time_only() {
    let mut world = World::thyland();
    let mut clara = medarbejder(CLARA, "Clara Holm", GYMNASIET, &[]);
    let term = Term { from: NOW.plus(HOUR), until: Some(NOW.plus(DAY)) };
    clara.roller = vec![Rolletid { rolle: Rolle::Ambassadoer, term }];
    world.by(Person::System).asks(RegisterMedarbejder { medarbejder: clara }).is_applied();
    let partnerskab = Folder::Partnerskab(ERHVERVSSKOLEN);
    assert_eq!(world.access(CLARA, partnerskab), None);
    assert_eq!(world.later(HOUR).access(CLARA, partnerskab), Some(Access::Write));
    assert_eq!(world.later(DAY).access(CLARA, partnerskab), None);
    assert_eq!(world.access(CLARA, Folder::Faelles(THYLAND)), Some(Access::Read));
}

#[test]
fn an_assignment_opens_folders_for_its_time_only() {
    let mut world = World::thyland();
    let until = NOW.plus(DAY);
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until };
    world.by(BENT).asks(end).is_applied();
    assert_eq!(world.access(ANNA, Folder::Journal(MADS)), Some(Access::Write));
    world.now = until.plus(-1);
    assert_eq!(world.access(ANNA, Folder::Journal(MADS)), Some(Access::Write));
    world.now = until;
    assert_eq!(world.access(ANNA, Folder::Journal(MADS)), None);
    assert_eq!(world.access(ANNA, Folder::Plan(MADS)), None);
    assert_eq!(row(&world, ANNA), "r - r - - - - - - -");
}

/// The directory with a person's roles as they are to be from now on.
fn with_roles(who: MedarbejderId, navn: &str, roller: Vec<Rolletid>) -> RegisterMedarbejder {
    RegisterMedarbejder {
        medarbejder: Medarbejder { roller, ..medarbejder(who, navn, UNGEHUSET, &[]) },
    }
}

#[test]
fn an_assignment_opens_folders_only_while_the_role_for_it_holds() {
    let mut world = World::thyland();
    let held = |rolle, from: i64, until: Option<i64>| {
        let until = until.map(|until| NOW.plus(until));
        Rolletid { rolle, term: Term { from: NOW.plus(from), until } }
    };
    let mentor = held(Rolle::Overgangsmentor, -DAY, Some(HOUR));
    world.by(Person::System).asks(with_roles(ANNA, "Anna Lund", vec![mentor])).is_applied();
    assert_eq!(row(&world, ANNA), "r - r - W r W - - -");
    world.later(HOUR);
    assert_eq!(row(&world, ANNA), "r - - - - - - - - -", "a role that ended");
    let write = notat(NotatId(uuid(40)), MADS, "Skrevet uden rolle.");
    world.by(ANNA).asks(write).is_refused(Rejection::AccessEnded);
    let back = vec![mentor, held(Rolle::Ambassadoer, 0, None)];
    world.by(Person::System).asks(with_roles(ANNA, "Anna Lund", back)).is_applied();
    assert_eq!(row(&world, ANNA), "r W - - - - - - - -", "another role brings no case back");

    let none = with_roles(BENT, "Bent Krog", Vec::new());
    world.by(Person::System).asks(none).is_applied();
    let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: world.now };
    world.by(BENT).asks(end).is_refused(Rejection::AccessMissing);
}

#[test]
fn a_managers_emergency_access_ends_with_the_role() {
    let mut world = World::thyland();
    world.by(LARS).asks(samples::opening()).is_applied();
    assert_eq!(world.access(LARS, Folder::Journal(MADS)), Some(Access::Read));
    world.by(Person::System).asks(with_roles(LARS, "Lars Hede", Vec::new())).is_applied();
    assert_eq!(world.access(LARS, Folder::Journal(MADS)), None);
}

/// No phone gives roles, opens what nobody was given, or speaks in the municipality's name.
#[test]
fn these_commands_are_asked_at_a_desk_and_no_others() {
    let desk: BTreeSet<_> = asked()
        .iter()
        .filter(|(command, ..)| command.door() == Door::Desk)
        .map(|(command, ..)| command.name())
        .collect();
    let expected = [
        "kommune.found.v1",
        "lovhjemmel.set.v1",
        "medarbejder.register.v1",
        "noedadgang.end.v1",
        "noedadgang.open.v1",
        "organisation.register.v1",
        "samtykketekst.publish.v1",
        "ung.register.v1",
    ];
    assert_eq!(desk, expected.into());
    let world = ready();
    let refused = [FIE, CLARA, ANNA, BENT, ERIK].map(|who| {
        let permits = world.permits(who.person());
        let context = world.context(CommandId(uuid(41)), NOW, Authority::Server);
        world.decide(who.person(), &permits, &nye_ord().into(), &context).unwrap_err()
    });
    assert_eq!(
        refused,
        [Rejection::AccessMissing; 5],
        "the words of consent are the administrator's"
    );
}

/// An emergency access that the tovholder has not seen yet.
const SEEN: NoedadgangId = NoedadgangId(Uuid::from_u128(0xacce_0000 + 13));

/// A world in which each command of [`asked`] finds what it is about.
fn ready() -> World {
    let mut world = World::thyland();
    world.put(samples::visit());
    world.put(samples::conflicts()[0].clone());
    world.put(samples::appointments()[0].clone());
    world.put(samples::written());
    let loefte = Loefte {
        id: LOEFTE,
        organisation: ERHVERVSSKOLEN,
        besoeg: BESOEG,
        hvad: short("Sende plakaten"),
        frist: None,
        udfoert: None,
    };
    world.put(loefte);
    world.put(samples::booking(Bookingstatus::Bekraeftet));
    world.put(samples::host_copy(Bookingstatus::Bekraeftet));
    world.put(samples::signed());
    world.put(Samtykke { id: ANDET, ..samples::drafted() });
    world.put(samples::indsigt());
    world.put(samples::enrolled());
    world.put(Noedadgang { id: SEEN, ..samples::opened() });
    world.put(samples::put_aside());
    world
}

/// A command, who asks it, and what they need to: the access to each folder. `None`: the set-up alone.
type Asked = (Command, Person, Option<Vec<(Folder, Access)>>);

fn asked() -> Vec<Asked> {
    use Access::{Read, Write};
    let needs = |all: &[(Folder, Access)]| Some(all.to_vec());
    let faelles = needs(&[(Folder::Faelles(THYLAND), Write)]);
    let partnerskab = needs(&[(Folder::Partnerskab(ERHVERVSSKOLEN), Write)]);
    let pladser = Folder::Pladser(ERHVERVSSKOLEN);
    let vaert = needs(&[(Folder::Vaert(ERHVERVSSKOLEN), Write)]);
    let (plan, journal) = ((Folder::Plan(MADS), Write), (Folder::Journal(MADS), Write));
    let (organisation, kept) = (ERHVERVSSKOLEN, faelles.clone());
    let in_plan = WriteNotat { synlighed: Synlighed::Plan, ..ny_notat() };
    let with_aftale = WriteNotat { aftale: Some(ny_aftale()), ..ny_notat() };
    vec![
        (renamed_kommune().into(), KAREN.person(), faelles.clone()),
        (changed_organisation().into(), FIE.person(), faelles.clone()),
        (changed_medarbejder().into(), KAREN.person(), faelles.clone()),
        (another_law().into(), KAREN.person(), faelles.clone()),
        (ny_tilbud().into(), FIE.person(), faelles.clone()),
        (nyt_moede(Some(39)).into(), FIE.person(), faelles.clone()),
        (RegisterUng { ung: ung(NY_UNG, "Ny Ung", "2009-01-01") }.into(), BENT.person(), None),
        (assign(Funktion::Overgangsmentor).into(), BENT.person(), needs(&[journal])),
        (end().into(), BENT.person(), needs(&[journal])),
        (enrol().into(), ANNA.person(), needs(&[plan])),
        (end_enrolment().into(), ANNA.person(), needs(&[plan])),
        (changed_plan().into(), ANNA.person(), needs(&[plan])),
        (edited_plan().into(), ANNA.person(), needs(&[plan])),
        (MakeAftale { ung: MADS, aftale: ny_aftale() }.into(), ANNA.person(), needs(&[plan])),
        (settle_aftale().into(), Person::Ung(MADS), needs(&[plan])),
        (ny_notat().into(), ANNA.person(), needs(&[journal])),
        (in_plan.into(), ANNA.person(), needs(&[plan])),
        (with_aftale.into(), ANNA.person(), needs(&[journal, plan])),
        (correct().into(), ANNA.person(), needs(&[journal])),
        (besoeg(BesoegId(uuid(1))).into(), CLARA.person(), partnerskab.clone()),
        (amend().into(), CLARA.person(), partnerskab.clone()),
        (settle_conflict().into(), CLARA.person(), partnerskab.clone()),
        (
            SettleLoefte { organisation, loefte: LOEFTE, udfoert: true }.into(),
            CLARA.person(),
            partnerskab,
        ),
        (smaller_plads().into(), ERIK.person(), needs(&[(pladser, Write)])),
        (request().into(), ANNA.person(), needs(&[plan, (pladser, Read)])),
        (CancelSnusepraktik { id: SNUSE, ung: MADS }.into(), Person::Ung(MADS), needs(&[plan])),
        (confirm().into(), ERIK.person(), vaert),
        (nye_ord().into(), KAREN.person(), kept),
        (samtykke(SamtykkeId(uuid(7)), MADS).into(), ANNA.person(), needs(&[plan])),
        (underskrift(ANDET, MADS, Underskriver::Ung).into(), ANNA.person(), needs(&[plan])),
        (withdraw().into(), Person::Ung(MADS), needs(&[plan])),
        (samples::share().into(), ANNA.person(), needs(&[plan])),
        (NoteOpslag { ung: MADS }.into(), ANNA.person(), needs(&[(Folder::Plan(MADS), Read)])),
        (ask_indsigt(SOFIE).into(), Person::Ung(SOFIE), needs(&[(Folder::Plan(SOFIE), Write)])),
        (samples::give(None).into(), BENT.person(), needs(&[plan, journal])),
        (samples::opening().into(), LARS.person(), needs(&[])),
        (EndNoedadgang { id: SEEN, ung: MADS }.into(), LARS.person(), None),
        (SeeNoedadgang { id: SEEN, ung: MADS }.into(), BENT.person(), needs(&[journal])),
        (SeeHenlagt { id: HENLAGT, ung: MADS }.into(), BENT.person(), needs(&[journal])),
    ]
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(0xacce_0000 + number)
}

fn renamed_kommune() -> FoundKommune {
    FoundKommune { kommune: Kommune { navn: short("Nordkommunen"), ..thyland() } }
}

fn changed_organisation() -> RegisterOrganisation {
    let first = organisationer().into_iter().next().unwrap();
    RegisterOrganisation { organisation: Organisation { by: None, ..first } }
}

fn changed_medarbejder() -> RegisterMedarbejder {
    RegisterMedarbejder { medarbejder: medarbejder(NY, "Ny Medarbejder", UNGEHUSET, &[]) }
}

fn another_law() -> SetLovhjemmel {
    let id = LovhjemmelId(uuid(11));
    SetLovhjemmel { lovhjemmel: Lovhjemmel { id, ..lovhjemmel(Lovomraade::Skole) } }
}

fn enrol() -> EnrolUng {
    EnrolUng { indskrivning: indskrivning(IndskrivningId(uuid(12)), MADS, ERHVERVSSKOLEN) }
}

fn end_enrolment() -> EndIndskrivning {
    let until = at("2026-12-01", 0, 0);
    EndIndskrivning { indskrivning: INDSKRIVNING, ung: MADS, until }
}

fn ny_tilbud() -> RegisterTilbud {
    let command = samples::commands().into_iter().find_map(|command| match command {
        Command::RegisterTilbud(command) => Some(command),
        _ => None,
    });
    let RegisterTilbud { tilbud } = command.unwrap();
    assert_eq!(tilbud.id, TILBUD);
    RegisterTilbud { tilbud }
}

fn nyt_moede(uge: Option<u32>) -> PlanNetvaerksmoede {
    let (niveau, aar, maaned) = (Niveau::Mellemledere, 2027, 9);
    let vaert = None;
    PlanNetvaerksmoede {
        moede: Netvaerksmoede { id: MOEDE, kommune: THYLAND, niveau, aar, maaned, uge, vaert },
    }
}

fn assign(funktion: Funktion) -> AssignHelper {
    AssignHelper { tilknytning: tilknytning(TILKNYTNING, MADS, GORM, funktion) }
}

fn end() -> EndTilknytning {
    EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until: at("2026-12-01", 0, 0) }
}

fn changed_plan() -> WritePlan {
    WritePlan { plan: Plan { maal: None, ..plan_for_mads() } }
}

fn edited_plan() -> EditPlan {
    let now = Plan { maal: None, ..plan_for_mads() };
    EditPlan { ung: MADS, edit: PlanEdit::between(&plan_for_mads(), &now) }
}

fn ny_aftale() -> domain::aftale::NewAftale {
    domain::aftale::NewAftale { id: domain::id::AftaleId(uuid(2)), ..new_aftale() }
}

fn settle_aftale() -> SettleAftale {
    SettleAftale { ung: MADS, aftale: AFTALE, udfoert: true }
}

fn ny_notat() -> WriteNotat {
    notat(NotatId(uuid(3)), MADS, "Vi mødtes på caféen.")
}

fn correct() -> CorrectNotat {
    let (synlighed, tekst) = (Synlighed::Journal, long("Vi talte om læreplads."));
    CorrectNotat { id: NOTAT, ung: MADS, synlighed, tekst }
}

fn amend() -> AmendBesoeg {
    let edit = BesoegEdit { antal: Edit::between(Some(17), Some(18)), ..BesoegEdit::default() };
    AmendBesoeg { id: BESOEG, organisation: ERHVERVSSKOLEN, edit }
}

fn settle_conflict() -> SettleConflict {
    SettleConflict { organisation: ERHVERVSSKOLEN, conflict: CONFLICT, valg: Valg::Anden }
}

fn smaller_plads() -> OfferPlads {
    OfferPlads { plads: Plads { pladser: 1, ..toemrer() } }
}

fn request() -> RequestSnusepraktik {
    snusepraktik(SnusepraktikId(uuid(4)), MADS, &["2026-09-15"])
}

fn nye_ord() -> PublishSamtykketekst {
    let id = SamtykketekstId(uuid(8));
    PublishSamtykketekst { tekst: Samtykketekst { id, ..samtykketekst() } }
}

fn withdraw() -> WithdrawSamtykke {
    WithdrawSamtykke { samtykke: SAMTYKKE, ung: MADS }
}

/// By somebody who has not asked yet.
fn ask_indsigt(ung: UngId) -> AskIndsigt {
    AskIndsigt { id: IndsigtId(uuid(10)), ung }
}

fn confirm() -> ConfirmFremmoede {
    let (id, dag, fremmoede) = (SNUSE, day("2026-09-07"), Fremmoede::Moedt);
    ConfirmFremmoede { organisation: ERHVERVSSKOLEN, id, dag, fremmoede }
}

/// How a permit for one folder stands.
#[derive(Clone, Copy, Debug)]
enum Held {
    NoGrant,
    NotYet,
    TooLittle,
    EndedBefore,
    EndedSince,
    Holds,
}

/// How long before the server decides it a command was written.
const WRITTEN_AGO: i64 = HOUR / 2;

impl Held {
    fn permit(self, access: Access) -> Option<Permit> {
        let term = |from: i64, until: Option<i64>| Term {
            from: NOW.plus(from),
            until: until.map(|until| NOW.plus(until)),
        };
        let (access, term) = match self {
            Self::NoGrant => return None,
            Self::TooLittle if access == Access::Read => return None,
            Self::TooLittle => (Access::Read, term(-30 * DAY, None)),
            Self::NotYet => (access, term(1, None)),
            Self::EndedBefore => (access, term(-30 * DAY, Some(-WRITTEN_AGO))),
            Self::EndedSince => (access, term(-30 * DAY, Some(-WRITTEN_AGO + 1))),
            Self::Holds => (access, term(-30 * DAY, Some(1))),
        };
        Some(Permit { access, term })
    }

    /// Whether it is late, or why not at all.
    fn expected(self) -> Result<bool, Rejection> {
        match self {
            Self::NoGrant | Self::NotYet | Self::TooLittle => Err(Rejection::AccessMissing),
            Self::EndedBefore => Err(Rejection::AccessEnded),
            Self::EndedSince => Ok(true),
            Self::Holds => Ok(false),
        }
    }
}

/// What gives access, ends it, tells somebody outside, or changes what stands: the phone's clock decides none of it.
const NEVER_LATE: [&str; 27] = [
    "aftale.settle.v1",
    "notat.correct.v1",
    "besoeg.amend.v1",
    "conflict.settle.v1",
    "loefte.settle.v1",
    "snusepraktik.cancel.v1",
    "snusepraktik.fremmoede.v1",
    "samtykke.withdraw.v1",
    "kommune.found.v1",
    "organisation.register.v1",
    "medarbejder.register.v1",
    "lovhjemmel.set.v1",
    "tilbud.register.v1",
    "netvaerksmoede.plan.v1",
    "samtykketekst.publish.v1",
    "plads.offer.v1",
    "plan.write.v1",
    "plan.edit.v1",
    "tilknytning.assign.v1",
    "tilknytning.end.v1",
    "indskrivning.enrol.v1",
    "indskrivning.end.v1",
    "samtykke.sign.v1",
    "oplysning.share.v1",
    "indsigt.give.v1",
    "noedadgang.see.v1",
    "henlagt.see.v1",
];

/// A late command adds a record of its own. Seats are given out by the server, and whoever looks has a list of their own.
fn only_adds(world: &World, change: &Change) -> bool {
    let key = change.key();
    !world.stands(&key) || matches!(key.kind, Kind::Pladsdag | Kind::Opslag)
}

#[test]
fn every_command_is_judged_by_every_permit_it_needs() {
    use Held::{EndedBefore, EndedSince, Holds, NoGrant, NotYet, TooLittle};
    let world = ready();
    for (command, person, needs) in asked() {
        let Some(needs) = needs else { continue };
        for (folder, _) in &needs {
            for held in [NoGrant, NotYet, TooLittle, EndedBefore, EndedSince, Holds] {
                let with = |(of, access): &(Folder, Access)| {
                    let held = if of == folder { held } else { Holds };
                    held.permit(*access).map(|permit| (*of, permit))
                };
                let permits = needs.iter().filter_map(with).collect();
                let written = NOW.plus(-WRITTEN_AGO);
                let context = world.context(CommandId(uuid(9)), written, Authority::Server);
                let answer = world.decide(person, &permits, &command, &context);
                let became = answer.map(|decision| {
                    assert!(!decision.changes.is_empty(), "{}", command.name());
                    let adds = decision.changes.iter().all(|change| only_adds(&world, change));
                    assert!(!decision.late || adds, "{} changes what stands", command.name());
                    decision.late
                });
                let never_late = NEVER_LATE.contains(&command.name());
                let expected = match held.expected() {
                    Ok(true) if never_late => Err(Rejection::AccessEnded),
                    expected => expected,
                };
                assert_eq!(became, expected, "{} {folder} {held:?}", command.name());
            }
        }
    }
}

#[test]
fn every_command_is_in_the_table() {
    let asked: BTreeSet<_> = asked().iter().map(|(command, ..)| command.name()).collect();
    assert_eq!(asked, CommandKind::ALL.iter().map(|kind| kind.name()).collect());
}

#[test]
fn what_gives_access_is_for_the_set_up_alone() {
    let world = ready();
    let all: Permits = FOLDERS
        .into_iter()
        .map(|folder| (folder, Permit { access: Access::Write, term: Term::from(Moment(0)) }))
        .collect();
    for (command, person, needs) in asked() {
        if needs.is_none() {
            let context = world.context(CommandId(uuid(9)), NOW, Authority::Server);
            let of = |person| world.decide(person, &all, &command, &context);
            assert_eq!(of(person).map(|_| ()), Err(Rejection::AccessMissing), "{}", command.name());
            assert!(of(Person::System).is_ok_and(|decision| !decision.changes.is_empty()));
        }
    }
}

/// With the permits the records give, not with permits handed in.
#[test]
fn who_may_do_what_in_thyland() {
    let everyone: [(&str, Person); 14] = [
        ("Mads", MADS.person()),
        ("Sofie", SOFIE.person()),
        ("Bent", BENT.person()),
        ("Anna", ANNA.person()),
        ("Dorte", DORTE.person()),
        ("Gorm", GORM.person()),
        ("Hanne", HANNE.person()),
        ("Clara", CLARA.person()),
        ("Fie", FIE.person()),
        ("Erik", ERIK.person()),
        ("Ida", IDA.person()),
        ("Jens", JENS.person()),
        ("Karen", KAREN.person()),
        ("Lars", LARS.person()),
    ];
    let expected = [
        ("kommune.found.v1", "Karen"),
        ("organisation.register.v1", "Fie Karen"),
        ("medarbejder.register.v1", "Karen"),
        ("lovhjemmel.set.v1", "Karen"),
        ("tilbud.register.v1", "Fie Karen"),
        ("netvaerksmoede.plan.v1", "Fie Karen"),
        ("ung.register.v1", ""),
        ("tilknytning.assign.v1", "Bent"),
        ("tilknytning.end.v1", "Bent"),
        ("indskrivning.enrol.v1", "Bent Anna Dorte"),
        ("indskrivning.end.v1", "Bent Anna Dorte"),
        ("plan.write.v1", "Bent Anna Dorte"),
        ("plan.edit.v1", "Bent Anna Dorte"),
        ("aftale.make.v1", "Mads Bent Anna Dorte"),
        ("aftale.settle.v1", "Mads Bent Anna Dorte"),
        ("notat.write.v1", "Bent Anna"),
        ("notat.write.v1", "Bent Anna Dorte"),
        ("notat.write.v1", "Bent Anna"),
        ("notat.correct.v1", "Bent Anna"),
        ("besoeg.log.v1", "Hanne Clara Fie"),
        ("besoeg.amend.v1", "Hanne Clara Fie"),
        ("conflict.settle.v1", "Hanne Clara Fie"),
        ("loefte.settle.v1", "Hanne Clara Fie"),
        ("plads.offer.v1", "Erik"),
        ("snusepraktik.request.v1", "Bent Anna Dorte"),
        ("snusepraktik.cancel.v1", "Mads Bent Anna Dorte"),
        ("snusepraktik.fremmoede.v1", "Erik"),
        ("samtykketekst.publish.v1", "Karen"),
        ("samtykke.draft.v1", "Bent Anna Dorte"),
        ("samtykke.sign.v1", "Mads Bent Anna Dorte"),
        ("samtykke.withdraw.v1", "Mads Bent Anna Dorte"),
        ("oplysning.share.v1", "Bent Anna Dorte"),
        ("opslag.note.v1", "Bent Anna Dorte Lars"),
        ("indsigt.ask.v1", "Sofie"),
        ("indsigt.give.v1", "Bent"),
        ("noedadgang.open.v1", "Lars"),
        ("noedadgang.end.v1", ""),
        ("noedadgang.see.v1", "Bent"),
        ("henlagt.see.v1", "Bent"),
    ];
    let world = ready();
    let context = world.context(CommandId(uuid(9)), NOW, Authority::Server);
    let found: Vec<_> = asked()
        .into_iter()
        .map(|(command, ..)| {
            let may = |(_, person): &&(&str, Person)| {
                let answer = world.decide(*person, &world.permits(*person), &command, &context);
                assert!(answer.is_ok() || answer == Err(Rejection::AccessMissing), "{answer:?}");
                answer.is_ok()
            };
            let names: Vec<_> = everyone.iter().filter(may).map(|(name, _)| *name).collect();
            (command.name(), names.join(" "))
        })
        .collect();
    assert_eq!(found, expected.map(|(command, names)| (command, names.to_owned())));
}

#[test]
fn a_permit_for_reading_and_an_ended_one_for_acting_do_not_add_up() {
    let journal = Folder::Journal(MADS);
    let read = (journal, Permit { access: Access::Read, term: Term::from(Moment(0)) });
    let ended = Held::EndedBefore.permit(Access::Write).map(|permit| (journal, permit));
    let permits = [Some(read), ended].into_iter().flatten().collect();
    let world = ready();
    let context = world.context(CommandId(uuid(9)), NOW, Authority::Server);
    let answer = world.decide(ANNA.person(), &permits, &ny_notat().into(), &context);
    assert_eq!(answer, Err(Rejection::AccessEnded));
}

#[test]
fn a_permit_that_had_not_begun_when_it_was_written_was_not_held() {
    let term = Term { from: NOW.plus(-2 * DAY), until: Some(NOW.plus(-DAY)) };
    let permit = Permit { access: Access::Write, term };
    let permits = [(Folder::Journal(MADS), permit)].into_iter().collect();
    let world = ready();
    let decide = |ago: i64| {
        let context = world.context(CommandId(uuid(9)), NOW.plus(-ago), Authority::Server);
        let earlier = WriteNotat { sket: NOW.plus(-10 * DAY), ..ny_notat() };
        world.decide(ANNA.person(), &permits, &earlier.into(), &context).map(|d| d.late)
    };
    assert_eq!(decide(3 * DAY), Err(Rejection::AccessEnded));
    assert_eq!(decide(2 * DAY), Ok(true));
    assert_eq!(decide(DAY + 1), Ok(true));
    assert_eq!(decide(DAY), Err(Rejection::AccessEnded));
}

#[test]
fn another_municipality_is_out_of_reach() {
    let mut world = World::thyland();
    let other = domain::id::KommuneId(uuid(5));
    let mut no = |command: Command| {
        world.by(Person::System).asks(command).is_refused(Rejection::AccessMissing);
    };
    no(FoundKommune { kommune: Kommune { id: other, ..thyland() } }.into());
    let mut organisation = changed_organisation();
    organisation.organisation.kommune = other;
    no(organisation.into());
    let mut moede = nyt_moede(None);
    moede.moede.kommune = other;
    no(moede.into());
    let mut tilbud = ny_tilbud();
    tilbud.tilbud.kommune = other;
    no(tilbud.into());
    let medarbejder = Medarbejder { kommune: other, ..changed_medarbejder().medarbejder };
    no(RegisterMedarbejder { medarbejder }.into());
}

#[test]
fn a_helper_needs_the_role_and_a_member_of_staff_a_house() {
    let mut world = World::thyland();
    let as_vejleder = assign(Funktion::Vejleder);
    world.by(BENT).asks(as_vejleder).is_refused(Rejection::RolleMissing);
    let tilknytning = Tilknytning { medarbejder: NY, ..assign(Funktion::Vejleder).tilknytning };
    world.by(BENT).asks(AssignHelper { tilknytning }).is_refused(Rejection::RecordMissing);
    let medarbejder = Medarbejder {
        organisation: domain::id::OrganisationId(uuid(6)),
        ..changed_medarbejder().medarbejder
    };
    let register = RegisterMedarbejder { medarbejder };
    world.by(Person::System).asks(register).is_refused(Rejection::OrganisationMissing);
}

#[test]
fn roles_are_given_by_a_local_administrator_who_still_is_one_and_not_to_themselves() {
    let mut world = World::thyland();
    world.by(KAREN).asks(changed_medarbejder()).is_applied();
    world.by(FIE).asks(changed_medarbejder()).is_refused(Rejection::AccessMissing);
    let roller = &[Rolle::Administrator, Rolle::Tovholder];
    let herself = medarbejder(KAREN, "Karen Bro", UNGEHUSET, roller);
    let more = RegisterMedarbejder { medarbejder: herself.clone() };
    world.by(KAREN).asks(more).is_refused(Rejection::AccessMissing);
    // Her time as one is over: what she wrote before is not carried out after.
    let term = Term { from: Moment(0), until: Some(NOW) };
    let rolle = Rolle::Administrator;
    let gone = Medarbejder { roller: vec![Rolletid { rolle, term }], ..herself };
    world.by(Person::System).asks(RegisterMedarbejder { medarbejder: gone }).is_applied();
    let late = RegisterMedarbejder { medarbejder: medarbejder(NY, "En Anden", UNGEHUSET, &[]) };
    world.by(KAREN).at(NOW.plus(-HOUR)).asks(late).is_refused(Rejection::AccessEnded);
}

#[test]
fn a_meeting_lies_in_a_week_its_year_has_or_in_none() {
    let mut world = World::thyland();
    world.by(FIE).asks(nyt_moede(None)).is_applied();
    world.by(FIE).asks(nyt_moede(Some(39))).is_applied();
    for uge in [0, 53, 54, u32::MAX] {
        world.by(FIE).asks(nyt_moede(Some(uge))).is_refused(Rejection::DaysInvalid);
    }
    for aar in [i32::MIN, -1, 0, 10_000, i32::MAX] {
        let moede = Netvaerksmoede { aar, ..nyt_moede(Some(5)).moede };
        let plan = PlanNetvaerksmoede { moede };
        world.by(FIE).asks(plan).is_refused(Rejection::DaysInvalid);
    }
}

fn some_term() -> impl Strategy<Value = Term> {
    (0..9_i64, prop::option::of(0..9_i64))
        .prop_map(|(from, until)| Term { from: Moment(from), until: until.map(Moment) })
}

proptest! {
    /// A grant and a role that both have their time permit nothing outside either's.
    #[test]
    fn two_spans_hold_together_where_each_does(a in some_term(), b in some_term(), at in -1..10_i64) {
        let at = Moment(at);
        prop_assert_eq!(a.and(b).holds_at(at), a.holds_at(at) && b.holds_at(at));
        let together = (-1..10).any(|m| a.holds_at(Moment(m)) && b.holds_at(Moment(m)));
        prop_assert_eq!(a.meets(b), together);
    }
}
