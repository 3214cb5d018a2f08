//! Arbitrary commands and records: from small pools, so that they meet, with the wildest values between.

mod adgang;

use std::collections::BTreeSet;

use domain::aarshjul::{Netvaerksmoede, Niveau, PlanNetvaerksmoede};
use domain::aftale::{Aftale, MakeAftale, NewAftale, SettleAftale, Udfoert};
use domain::besked::{Besked, Beskedtype};
use domain::besoeg::{
    Aendring, AmendBesoeg, Besoeg, BesoegEdit, BesoegFelt, LogBesoeg, Materiale, Moedetype,
};
use domain::edit::{Afgjort, Conflict, Edit, SettleConflict, Valg};
use domain::fixtures::{
    ANNA, BENT, CLARA, ERHVERVSSKOLEN, ERIK, FIE, FORLOEB, GORM, GYMNASIET, LARS, MADS, NOW,
    ORDENE, SOFIE, THYLAND, TOEMRER, forloeb, long, short, toemrer,
};
use domain::grant::{Access, Permit, Permits, Term};
use domain::id::{
    AftaleId, BeskedId, BesoegId, CommandId, ConflictId, DelingId, IndsigtId, KommuneId, LoefteId,
    MedarbejderId, MoedeId, NotatId, OplysningId, OrganisationId, PladsId, SamtykkeId,
    SamtykketekstId, SnusepraktikId, TilbudId, TilknytningId, TrinId, UngId,
};
use domain::indsigt::{AskIndsigt, GiveIndsigt, Indsigt, Udlevering};
use domain::kommune::{FoundKommune, Kommune};
use domain::loefte::{Loefte, NewLoefte, SettleLoefte};
use domain::moment::{DAY, HOUR};
use domain::notat::{
    CorrectNotat, Notat, Notatslags, Opmaerksomhedspunkt, Rettelse, Synlighed, WriteNotat,
};
use domain::oplysning::{DeltOplysning, Oplysning, ShareOplysning};
use domain::opslag::{NoteOpslag, Opslag};
use domain::organisation::{
    Medarbejder, Organisation, RegisterMedarbejder, RegisterOrganisation, Rolletid,
};
use domain::plads::{Moedested, OfferPlads, Plads, Pladsdag, Pladsform};
use domain::plan::{EditPlan, Plan, PlanEdit, Trin, WritePlan};
use domain::samtykke::{
    Bevis, DraftSamtykke, Emne, Erstatning, PublishSamtykketekst, Samtykke, Samtykkebrev,
    Samtykketekst, SignSamtykke, Situation, Tilbagetraekning, Underskrift, Underskriftsregel,
    Underskriver, WithdrawSamtykke,
};
use domain::snusepraktik::{
    Afvisning, Bookingstatus, CancelSnusepraktik, ConfirmFremmoede, Fremmoede, RequestSnusepraktik,
    Snusepraktik, Vaertsbooking,
};
use domain::text::{LongText, ShortText};
use domain::tilbud::{RegisterTilbud, Tilbud};
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion, Tilknytning};
use domain::ung::{RegisterUng, Ung};
use domain::{Command, Day, Folder, Moment, Person, Record, Rolle};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

type Some<T> = BoxedStrategy<T>;

fn one_of<T: Clone + std::fmt::Debug + 'static>(pool: &[T]) -> Some<T> {
    select(pool.to_vec()).boxed()
}

fn id() -> Some<Uuid> {
    (0..2_u128).prop_map(|n| Uuid::from_u128(0x9_0000 + n)).boxed()
}

fn kommune_id() -> Some<KommuneId> {
    one_of(&[THYLAND, THYLAND, THYLAND, KommuneId(Uuid::nil())])
}

fn organisation_id() -> Some<OrganisationId> {
    one_of(&[
        ERHVERVSSKOLEN,
        ERHVERVSSKOLEN,
        ERHVERVSSKOLEN,
        GYMNASIET,
        OrganisationId(Uuid::max()),
    ])
}

fn ung_id() -> Some<UngId> {
    one_of(&[MADS, MADS, SOFIE, UngId(Uuid::max())])
}

fn medarbejder_id() -> Some<MedarbejderId> {
    one_of(&[ANNA, BENT, CLARA, ERIK, FIE, GORM, LARS, MedarbejderId(Uuid::nil())])
}

fn plads_id() -> Some<PladsId> {
    prop_oneof![6 => Just(TOEMRER), 2 => Just(FORLOEB), 1 => id().prop_map(PladsId)].boxed()
}

pub(crate) fn person() -> Some<Person> {
    prop_oneof![
        6 => medarbejder_id().prop_map(Person::Medarbejder),
        2 => ung_id().prop_map(Person::Ung),
        5 => Just(Person::System),
    ]
    .boxed()
}

pub(crate) fn command_id() -> Some<CommandId> {
    id().prop_map(CommandId).boxed()
}

pub(crate) fn moment() -> Some<Moment> {
    prop_oneof![
        6 => (-40..40_i64).prop_map(|n| NOW.plus(n * DAY)),
        3 => (-40..40_i64).prop_map(|n| NOW.plus(n * HOUR)),
        1 => one_of(&[Moment(i64::MIN), Moment(-1), Moment(0), Moment(i64::MAX)]),
        1 => any::<i64>().prop_map(Moment),
    ]
    .boxed()
}

fn day() -> Some<Day> {
    prop_oneof![
        12 => one_of(&toemrer().dage),
        2 => Just(NOW.day()),
        1 => one_of(&forloeb().dage),
        1 => one_of(&[Day::FIRST, Day::LAST]),
        1 => any::<i32>().prop_map(Day::from_epoch),
    ]
    .boxed()
}

/// A number, mostly one that can be counted, measured or read from a clock.
fn count() -> Some<u16> {
    prop_oneof![9 => 0..1_440_u16, 1 => any::<u16>()].boxed()
}

fn days() -> Some<Vec<Day>> {
    prop_oneof![
        8 => btree_set(day(), 0..4).prop_map(|days| days.into_iter().collect()),
        1 => vec(day(), 0..4),
        2 => (18..=20_usize).prop_map(|n| forloeb().dage.into_iter().take(n).collect()),
    ]
    .boxed()
}

fn term() -> Some<Term> {
    (moment(), option::of(moment())).prop_map(|(from, until)| Term { from, until }).boxed()
}

fn text() -> Some<ShortText> {
    one_of(&["a", "b", "æøå", "Elektriker", "to\nlinjer"].map(short))
}

fn texts() -> Some<Vec<ShortText>> {
    vec(text(), 0..3).boxed()
}

fn long_text() -> Some<LongText> {
    one_of(&["a", "b", "æøå\n\nog mere"].map(long))
}

fn edit<T: Clone + std::fmt::Debug + 'static>(value: Some<T>) -> Some<Option<Edit<T>>> {
    option::weighted(0.3, (value.clone(), value).prop_map(|(was, now)| Edit { was, now })).boxed()
}

fn udfoert() -> Some<Option<Udfoert>> {
    option::of((person(), moment()).prop_map(|(af, kl)| Udfoert { af, kl })).boxed()
}

/// Somebody's permits that follow from no record at all.
pub(crate) fn permits() -> Some<Permits> {
    let folder = prop_oneof![
        kommune_id().prop_map(Folder::Faelles),
        organisation_id().prop_map(Folder::Partnerskab),
        organisation_id().prop_map(Folder::Pladser),
        organisation_id().prop_map(Folder::Vaert),
        ung_id().prop_map(Folder::Plan),
        ung_id().prop_map(Folder::Journal),
        id().prop_map(|id| Folder::Deling(DelingId(id))),
        organisation_id().prop_map(Folder::Indbakke),
    ];
    let permit = (one_of(&[Access::Read, Access::Write, Access::Write]), term())
        .prop_map(|(access, term)| Permit { access, term });
    vec((folder, permit), 0..12).prop_map(Permits::from_iter).boxed()
}

fn kommune() -> Some<Kommune> {
    let rule = [Underskriftsregel::UnderAttenForaeldre, Underskriftsregel::FraFemtenBegge];
    (kommune_id(), text(), btree_set(day(), 0..3), one_of(&rule), 0..70_u16)
        .prop_map(|(id, navn, lukkedage, underskrifter, dage_uden_net)| {
            let program = navn.clone();
            Kommune { id, program, navn, lukkedage, underskrifter, dage_uden_net }
        })
        .boxed()
}

fn organisation() -> Some<Organisation> {
    let is = (any::<bool>(), any::<bool>());
    (organisation_id(), kommune_id(), text(), option::of(text()), option::of(day()), is)
        .prop_map(|(id, kommune, navn, by, partner_siden, (vaert, skole))| Organisation {
            id,
            kommune,
            navn,
            by,
            partner_siden,
            vaert,
            skole,
        })
        .boxed()
}

fn medarbejder() -> Some<Medarbejder> {
    let held = (one_of(&Rolle::ALL), term()).prop_map(|(rolle, term)| Rolletid { rolle, term });
    (medarbejder_id(), kommune_id(), text(), organisation_id(), option::of(text()), vec(held, 0..4))
        .prop_map(|(id, kommune, navn, organisation, telefon, roller)| {
            let mail = telefon.clone();
            Medarbejder { id, kommune, navn, organisation, telefon, mail, roller }
        })
        .boxed()
}

fn moede() -> Some<Netvaerksmoede> {
    let niveau =
        one_of(&[Niveau::Praktikere, Niveau::Mellemledere, Niveau::Chefer, Niveau::Faellesmoede]);
    let aar = prop_oneof![3 => 2020..2040_i32, 1 => any::<i32>()];
    let uge = prop_oneof![3 => 0..55_u32, 1 => any::<u32>()];
    let maaned = prop_oneof![6 => 1..13_u32, 1 => any::<u32>()];
    (id(), kommune_id(), niveau, aar, maaned, option::of(uge), option::of(organisation_id()))
        .prop_map(|(id, kommune, niveau, aar, maaned, uge, vaert)| {
            let id = MoedeId(id);
            Netvaerksmoede { id, kommune, niveau, aar, maaned, uge, vaert }
        })
        .boxed()
}

fn tilbud() -> Some<Tilbud> {
    (id(), kommune_id(), organisation_id(), text(), option::of(text()), option::of(long_text()))
        .prop_map(|(id, kommune, organisation, navn, maalgruppe, indhold)| Tilbud {
            id: TilbudId(id),
            kommune,
            organisation,
            navn,
            maalgruppe,
            indhold,
        })
        .boxed()
}

fn moedetype() -> Some<Moedetype> {
    one_of(&[Moedetype::Afdeling, Moedetype::Laerer, Moedetype::Andet])
}

fn materialer() -> Some<Vec<Materiale>> {
    vec(one_of(&[Materiale::Folder, Materiale::Slides, Materiale::Referat]), 0..3).boxed()
}

fn new_loefte() -> Some<NewLoefte> {
    (id(), text(), option::of(day()))
        .prop_map(|(id, hvad, frist)| NewLoefte { id: LoefteId(id), hvad, frist })
        .boxed()
}

fn log_besoeg() -> Some<LogBesoeg> {
    let what = (option::of(text()), moedetype(), moment(), vec(medarbejder_id(), 0..3));
    let more = (option::of(count()), count(), texts(), option::of(day()), materialer());
    (id(), organisation_id(), what, more, vec(new_loefte(), 0..3))
        .prop_map(|(id, organisation, what, more, loefter)| {
            let (sted, moedetype, sket, ambassadoerer) = what;
            let (antal, minutter, spoergsmaal, naeste, materialer) = more;
            LogBesoeg {
                id: BesoegId(id),
                organisation,
                sted,
                moedetype,
                sket,
                ambassadoerer,
                antal,
                minutter,
                spoergsmaal,
                loefter,
                naeste,
                materialer,
            }
        })
        .boxed()
}

fn besoeg_edit() -> Some<BesoegEdit> {
    let one = (
        edit(option::of(text()).boxed()),
        edit(moedetype()),
        edit(moment()),
        edit(vec(medarbejder_id(), 0..2).boxed()),
        edit(option::of(0..3_u16).boxed()),
    );
    let other = (
        edit((44..47_u16).boxed()),
        edit(texts()),
        edit(option::of(day()).boxed()),
        edit(materialer()),
    );
    (one, other)
        .prop_map(|(one, other)| {
            let (sted, moedetype, sket, ambassadoerer, antal) = one;
            let (minutter, spoergsmaal, naeste, materialer) = other;
            BesoegEdit {
                sted,
                moedetype,
                sket,
                ambassadoerer,
                antal,
                minutter,
                spoergsmaal,
                naeste,
                materialer,
            }
        })
        .boxed()
}

fn besoeg() -> Some<Besoeg> {
    let felter = vec(one_of(&[BesoegFelt::Antal, BesoegFelt::Sted, BesoegFelt::Sket]), 0..3);
    let made =
        (person(), moment(), felter).prop_map(|(af, kl, felter)| Aendring { af, kl, felter });
    (log_besoeg(), person(), moment(), vec(made, 0..3))
        .prop_map(|(logged, af, skrevet, aendringer)| Besoeg {
            id: logged.id,
            organisation: logged.organisation,
            sted: logged.sted,
            moedetype: logged.moedetype,
            sket: logged.sket,
            ambassadoerer: logged.ambassadoerer,
            antal: logged.antal,
            minutter: logged.minutter,
            spoergsmaal: logged.spoergsmaal,
            naeste: logged.naeste,
            materialer: logged.materialer,
            af,
            skrevet,
            aendringer,
        })
        .boxed()
}

fn valg() -> Some<Valg> {
    one_of(&[Valg::Staaende, Valg::Anden])
}

fn conflict() -> Some<Conflict> {
    let settled = (valg(), person(), moment()).prop_map(|(valg, af, kl)| Afgjort { valg, af, kl });
    let who = (person(), moment(), person(), moment());
    (id(), organisation_id(), id(), besoeg_edit(), who, option::of(settled))
        .prop_map(|(id, organisation, besoeg, edit, who, afgjort)| {
            let (id, besoeg) = (ConflictId(id), BesoegId(besoeg));
            let (stod_af, stod_kl, af, kl) = who;
            Conflict { id, organisation, besoeg, edit, stod_af, stod_kl, af, kl, afgjort }
        })
        .boxed()
}

fn plads() -> Some<Plads> {
    let form = prop_oneof![
        3 => Just(Pladsform::Dage),
        1 => texts().prop_map(|linjer| Pladsform::Forloeb { linjer }),
    ];
    (plads_id(), organisation_id(), text(), form, days(), 0..4_u8, prop::bool::weighted(0.2))
        .prop_map(|(id, organisation, linje, form, dage, pladser, lukket)| {
            let (sted, moedetid) = (linje.clone(), linje.clone());
            let medbring = None;
            Plads { id, organisation, linje, form, sted, moedetid, medbring, dage, pladser, lukket }
        })
        .boxed()
}

fn snuse_id() -> Some<SnusepraktikId> {
    id().prop_map(SnusepraktikId).boxed()
}

/// A day of seats, consistent with nothing.
fn pladsdag() -> Some<Pladsdag> {
    (organisation_id(), plads_id(), day(), vec(option::of(snuse_id()), 0..4), vec(snuse_id(), 0..4))
        .prop_map(|(organisation, plads, dag, saeder, venter)| {
            let id = Pladsdag::id_of(plads, dag);
            Pladsdag { id, organisation, plads, dag, saeder, venter }
        })
        .boxed()
}

fn status() -> Some<Bookingstatus> {
    prop_oneof![
        one_of(&[
            Bookingstatus::Oensket,
            Bookingstatus::Bekraeftet,
            Bookingstatus::Afvist(Afvisning::Optaget),
            Bookingstatus::Gennemfoert,
            Bookingstatus::Udeblevet,
            Bookingstatus::Aflyst,
        ]),
        any::<u16>().prop_map(Bookingstatus::Venteliste),
    ]
    .boxed()
}

fn fremmoede() -> Some<Fremmoede> {
    one_of(&[Fremmoede::Moedt, Fremmoede::Udeblevet])
}

fn request() -> Some<RequestSnusepraktik> {
    (snuse_id(), ung_id(), organisation_id(), plads_id(), days(), texts())
        .prop_map(|(id, ung, organisation, plads, dage, linjer)| RequestSnusepraktik {
            id,
            ung,
            organisation,
            plads,
            dage,
            linjer,
        })
        .boxed()
}

fn booking() -> Some<Snusepraktik> {
    let told = btree_map(day(), fremmoede(), 0..3);
    let moedested = (text(), text(), option::of(text()))
        .prop_map(|(sted, moedetid, medbring)| Moedested { sted, moedetid, medbring });
    (request(), text(), option::of(moedested), status(), told, person(), moment())
        .prop_map(|(asked, linje, moedested, status, fremmoede, af, skrevet)| Snusepraktik {
            id: asked.id,
            ung: asked.ung,
            organisation: asked.organisation,
            plads: asked.plads,
            linje,
            moedested,
            dage: asked.dage,
            linjer: asked.linjer,
            status,
            fremmoede,
            af,
            skrevet,
        })
        .boxed()
}

fn host_copy() -> Some<Vaertsbooking> {
    (booking(), text())
        .prop_map(|(booking, fornavn)| Vaertsbooking {
            id: booking.id,
            organisation: booking.organisation,
            plads: booking.plads,
            ung: booking.ung,
            fornavn,
            linje: booking.linje,
            dage: booking.dage,
            status: booking.status,
            fremmoede: booking.fremmoede,
            af: booking.af,
        })
        .boxed()
}

fn ung() -> Some<Ung> {
    (ung_id(), text(), day(), option::of(text()), option::of(organisation_id()))
        .prop_map(|(id, navn, foedt, telefon, skole)| Ung { id, navn, foedt, telefon, skole })
        .boxed()
}

fn tilknytning() -> Some<Tilknytning> {
    let funktion = one_of(&[Funktion::Tovholder, Funktion::Overgangsmentor, Funktion::Vejleder]);
    (id(), ung_id(), medarbejder_id(), funktion, term())
        .prop_map(|(id, ung, medarbejder, funktion, term)| Tilknytning {
            id: TilknytningId(id),
            ung,
            medarbejder,
            funktion,
            term,
        })
        .boxed()
}

fn plan() -> Some<Plan> {
    let trin = (id(), text(), option::of(medarbejder_id()), option::of(day()), any::<bool>())
        .prop_map(|(id, hvad, hvem, hvornaar, naaet)| Trin {
            id: TrinId(id),
            hvad,
            hvem,
            hvornaar,
            naaet,
        });
    (ung_id(), option::of(long_text()), option::of(text()), vec(trin, 0..3))
        .prop_map(|(ung, egne_ord, maal, trin)| Plan { ung, egne_ord, maal, trin })
        .boxed()
}

fn new_aftale() -> Some<NewAftale> {
    (id(), text(), option::of(day()), option::of(count()), option::of(medarbejder_id()))
        .prop_map(|(id, hvad, frist, klokken, med)| NewAftale {
            id: AftaleId(id),
            hvad,
            frist,
            klokken,
            med,
        })
        .boxed()
}

fn aftale() -> Some<Aftale> {
    (new_aftale(), ung_id(), option::of(id()), person(), udfoert())
        .prop_map(|(new, ung, notat, af, udfoert)| {
            let NewAftale { id, hvad, frist, klokken, med } = new;
            let notat = notat.map(NotatId);
            Aftale { id, ung, hvad, frist, klokken, med, notat, af, udfoert }
        })
        .boxed()
}

fn loefte() -> Some<Loefte> {
    (new_loefte(), organisation_id(), id(), udfoert())
        .prop_map(|(new, organisation, besoeg, udfoert)| {
            let NewLoefte { id, hvad, frist } = new;
            Loefte { id, organisation, besoeg: BesoegId(besoeg), hvad, frist, udfoert }
        })
        .boxed()
}

fn synlighed() -> Some<Synlighed> {
    one_of(&[Synlighed::Journal, Synlighed::Plan])
}

fn punkter() -> Some<BTreeSet<Opmaerksomhedspunkt>> {
    let all = [Opmaerksomhedspunkt::Psyke, Opmaerksomhedspunkt::Netvaerk];
    btree_set(one_of(&all), 0..3).boxed()
}

fn write_notat() -> Some<WriteNotat> {
    let slags = one_of(&[Notatslags::Samtale, Notatslags::Udeblevet]);
    let what = (synlighed(), slags, moment(), long_text(), punkter(), option::of(new_aftale()));
    (id(), ung_id(), what)
        .prop_map(|(id, ung, (synlighed, slags, sket, tekst, punkter, aftale))| WriteNotat {
            id: NotatId(id),
            ung,
            synlighed,
            slags,
            sket,
            tekst,
            punkter,
            aftale,
        })
        .boxed()
}

fn notat() -> Some<Notat> {
    let correction =
        (command_id(), person(), moment(), option::of(moment()), long_text()).prop_map(
            |(id, af, skrevet, modtaget, tekst)| Rettelse { id, af, skrevet, modtaget, tekst },
        );
    let more = (moment(), option::of(moment()), person(), vec(correction, 0..3), any::<bool>());
    (write_notat(), more)
        .prop_map(|(new, (skrevet, modtaget, af, rettelser, foer_overdragelse))| Notat {
            id: new.id,
            ung: new.ung,
            synlighed: new.synlighed,
            slags: new.slags,
            sket: new.sket,
            skrevet,
            modtaget,
            af,
            tekst: new.tekst,
            punkter: new.punkter,
            aftale: new.aftale.map(|aftale| aftale.id),
            rettelser,
            foer_overdragelse,
        })
        .boxed()
}

/// Any record, of every kind.
pub(crate) fn record() -> Some<Record> {
    prop_oneof![
        1 => kommune().prop_map(Record::from),
        1 => organisation().prop_map(Record::from),
        1 => medarbejder().prop_map(Record::from),
        1 => moede().prop_map(Record::from),
        1 => tilbud().prop_map(Record::from),
        3 => besoeg().prop_map(Record::from),
        2 => loefte().prop_map(Record::from),
        3 => conflict().prop_map(Record::from),
        2 => plads().prop_map(Record::from),
        6 => pladsdag().prop_map(Record::from),
        4 => host_copy().prop_map(Record::from),
        2 => ung().prop_map(Record::from),
        3 => tilknytning().prop_map(Record::from),
        1 => plan().prop_map(Record::from),
        2 => aftale().prop_map(Record::from),
        6 => booking().prop_map(Record::from),
        3 => notat().prop_map(Record::from),
        2 => samtykketekst().prop_map(Record::from),
        3 => samtykke().prop_map(Record::from),
        4 => in_force().prop_map(Record::from),
        2 => brev().prop_map(Record::from),
        2 => oplysning().prop_map(Record::from),
        1 => delt().prop_map(Record::from),
        1 => besked().prop_map(Record::from),
        2 => opslag().prop_map(Record::from),
        2 => indsigt().prop_map(Record::from),
        8 => adgang::records(),
    ]
    .boxed()
}

/// Any command, of every name.
pub(crate) fn command() -> Some<Command> {
    let one = prop_oneof![
        desk_command(),
        field_command(),
        booking_command(),
        booking_command(),
        samtykke_command(),
        indsigt_command(),
        adgang::commands()
    ];
    one.boxed()
}

fn samtykke_id() -> Some<SamtykkeId> {
    id().prop_map(SamtykkeId).boxed()
}

fn tekst_id() -> Some<SamtykketekstId> {
    one_of(&[ORDENE, ORDENE, ORDENE, SamtykketekstId(Uuid::nil())])
}

fn samtykketekst() -> Some<Samtykketekst> {
    (tekst_id(), kommune_id(), day(), long_text(), option::of(long_text()))
        .prop_map(|(id, kommune, siden, tekst, foraeldre)| Samtykketekst {
            id,
            kommune,
            siden,
            tekst,
            foraeldre,
        })
        .boxed()
}

fn draft() -> Some<DraftSamtykke> {
    let what = (btree_set(one_of(&Emne::ALL), 0..4), btree_set(one_of(&Situation::ALL), 0..4));
    let when = (day(), day(), tekst_id(), option::of(samtykke_id()));
    (samtykke_id(), ung_id(), organisation_id(), what, when)
        .prop_map(|(id, ung, modtager, (omfang, situationer), (fra, til, tekst, erstatter))| {
            DraftSamtykke { id, ung, modtager, omfang, situationer, fra, til, tekst, erstatter }
        })
        .boxed()
}

fn underskriver() -> Some<Underskriver> {
    one_of(&[Underskriver::Ung, Underskriver::Foraeldremyndighed])
}

fn bevis() -> Some<Bevis> {
    prop_oneof![
        Just(Bevis::Skaerm),
        Just(Bevis::Papir),
        text().prop_map(|vidne| Bevis::Mundtligt { vidne })
    ]
    .boxed()
}

fn samtykke() -> Some<Samtykke> {
    let signature = (underskriver(), text(), bevis(), moment(), person())
        .prop_map(|(som, navn, bevis, kl, af)| Underskrift { som, navn, bevis, kl, af });
    let withdrawn = (moment(), person()).prop_map(|(kl, af)| Tilbagetraekning { kl, af });
    let replaced = (samtykke_id(), moment()).prop_map(|(af, kl)| Erstatning { af, kl });
    let ends = (option::of(withdrawn), option::of(replaced));
    (draft(), person(), moment(), vec(signature, 0..3), option::of(moment()), ends)
        .prop_map(|(draft, af, myndig, underskrifter, underskrevet, (trukket, erstattet))| {
            let DraftSamtykke { id, ung, modtager, omfang, situationer, fra, til, .. } = draft;
            let (tekst, erstatter) = (draft.tekst, draft.erstatter);
            Samtykke {
                id,
                ung,
                modtager,
                omfang,
                situationer,
                fra,
                til,
                tekst,
                af,
                skrevet: myndig,
                myndig,
                underskrifter,
                underskrevet,
                trukket,
                erstatter,
                erstattet,
            }
        })
        .boxed()
}

/// One that has held for long and goes on.
fn in_force() -> Some<Samtykke> {
    samtykke()
        .prop_map(|held| Samtykke {
            fra: Day::FIRST,
            skrevet: Moment(0),
            til: Day::LAST,
            myndig: Moment(0),
            underskrevet: Some(Moment(1)),
            trukket: None,
            erstattet: None,
            ..held
        })
        .boxed()
}

fn brev() -> Some<Samtykkebrev> {
    (draft(), text(), person())
        .prop_map(|(draft, navn, kontakt)| {
            let id = Samtykke::deling_of(draft.ung, draft.id);
            let DraftSamtykke { modtager, omfang, situationer, fra, til, .. } = draft;
            Samtykkebrev { id, navn, modtager, omfang, situationer, fra, til, kontakt }
        })
        .boxed()
}

fn share() -> Some<ShareOplysning> {
    let what = (one_of(&Emne::ALL), one_of(&Situation::ALL), long_text());
    (id(), ung_id(), samtykke_id(), what)
        .prop_map(|(id, ung, samtykke, (emne, situation, tekst))| {
            let id = OplysningId(id);
            ShareOplysning { id, ung, samtykke, emne, situation, tekst }
        })
        .boxed()
}

fn oplysning() -> Some<Oplysning> {
    (share(), person(), moment())
        .prop_map(|(ShareOplysning { id, ung, samtykke, emne, situation, tekst }, af, kl)| {
            Oplysning { id, ung, samtykke, emne, situation, tekst, af, kl }
        })
        .boxed()
}

fn delt() -> Some<DeltOplysning> {
    oplysning()
        .prop_map(|Oplysning { id, ung, samtykke, emne, situation, tekst, af, kl }| {
            let deling = Samtykke::deling_of(ung, samtykke);
            DeltOplysning { id, deling, emne, situation, tekst, af, kl }
        })
        .boxed()
}

fn opslag() -> Some<Opslag> {
    let som = option::of(one_of(&[Funktion::Tovholder, Funktion::Vejleder]));
    (ung_id(), person(), day(), som, btree_set(day(), 0..4), moment())
        .prop_map(|(ung, af, dag, som, dage, seneste)| {
            let id = Opslag::id_of(ung, af, dag);
            Opslag { id, ung, af, som, dage, seneste }
        })
        .boxed()
}

fn indsigt() -> Some<Indsigt> {
    let given = (person(), moment(), option::of(long_text()));
    let given = given.prop_map(|(af, kl, bemaerkning)| Udlevering { af, kl, bemaerkning });
    (id(), ung_id(), moment(), option::of(day()), option::of(given))
        .prop_map(|(id, ung, bedt, frist, givet)| {
            let id = IndsigtId(id);
            Indsigt { id, ung, bedt, frist, givet }
        })
        .boxed()
}

fn indsigt_command() -> Some<Command> {
    prop_oneof![
        (id(), ung_id()).prop_map(|(id, ung)| AskIndsigt { id: IndsigtId(id), ung }.into()),
        (id(), ung_id(), option::of(long_text())).prop_map(|(id, ung, bemaerkning)| {
            GiveIndsigt { indsigt: IndsigtId(id), ung, bemaerkning }.into()
        }),
    ]
    .boxed()
}

fn besked() -> Some<Besked> {
    let hvad = one_of(&[Beskedtype::Givet, Beskedtype::Trukket]);
    (id(), organisation_id(), id(), option::of(text()), hvad, moment())
        .prop_map(|(id, modtager, deling, fornavn, hvad, kl)| {
            let (id, deling) = (BeskedId(id), DelingId(deling));
            Besked { id, modtager, deling, fornavn, hvad, kl }
        })
        .boxed()
}

fn samtykke_command() -> Some<Command> {
    let sign = (samtykke_id(), ung_id(), underskriver(), text(), bevis()).prop_map(
        |(samtykke, ung, som, navn, bevis)| SignSamtykke { samtykke, ung, som, navn, bevis }.into(),
    );
    prop_oneof![
        1 => samtykketekst().prop_map(|tekst| PublishSamtykketekst { tekst }.into()),
        3 => draft().prop_map(Command::from),
        4 => sign,
        2 => (samtykke_id(), ung_id()).prop_map(|(samtykke, ung)| {
            WithdrawSamtykke { samtykke, ung }.into()
        }),
        3 => share().prop_map(Command::from),
        2 => ung_id().prop_map(|ung| NoteOpslag { ung }.into()),
    ]
    .boxed()
}

fn desk_command() -> Some<Command> {
    prop_oneof![
        kommune().prop_map(|kommune| FoundKommune { kommune }.into()),
        organisation().prop_map(|organisation| RegisterOrganisation { organisation }.into()),
        medarbejder().prop_map(|medarbejder| RegisterMedarbejder { medarbejder }.into()),
        tilbud().prop_map(|tilbud| RegisterTilbud { tilbud }.into()),
        moede().prop_map(|moede| PlanNetvaerksmoede { moede }.into()),
        ung().prop_map(|ung| RegisterUng { ung }.into()),
        tilknytning().prop_map(|tilknytning| AssignHelper { tilknytning }.into()),
        (id(), ung_id(), moment()).prop_map(|(id, ung, until)| {
            EndTilknytning { tilknytning: TilknytningId(id), ung, until }.into()
        }),
        plan().prop_map(|plan| WritePlan { plan }.into()),
        (plan(), plan()).prop_map(|(was, now)| {
            EditPlan { ung: was.ung, edit: PlanEdit::between(&was, &now) }.into()
        }),
    ]
    .boxed()
}

fn field_command() -> Some<Command> {
    prop_oneof![
        (ung_id(), new_aftale()).prop_map(|(ung, aftale)| MakeAftale { ung, aftale }.into()),
        (ung_id(), id(), any::<bool>()).prop_map(|(ung, id, udfoert)| {
            SettleAftale { ung, aftale: AftaleId(id), udfoert }.into()
        }),
        write_notat().prop_map(Command::from),
        (id(), ung_id(), synlighed(), long_text()).prop_map(|(id, ung, synlighed, tekst)| {
            CorrectNotat { id: NotatId(id), ung, synlighed, tekst }.into()
        }),
        log_besoeg().prop_map(Command::from),
        (id(), organisation_id(), besoeg_edit()).prop_map(|(id, organisation, edit)| {
            AmendBesoeg { id: BesoegId(id), organisation, edit }.into()
        }),
        (organisation_id(), id(), valg()).prop_map(|(organisation, id, valg)| {
            SettleConflict { organisation, conflict: ConflictId(id), valg }.into()
        }),
        (organisation_id(), id(), any::<bool>()).prop_map(|(organisation, id, udfoert)| {
            SettleLoefte { organisation, loefte: LoefteId(id), udfoert }.into()
        }),
    ]
    .boxed()
}

fn booking_command() -> Some<Command> {
    prop_oneof![
        2 => plads().prop_map(|plads| OfferPlads { plads }.into()),
        4 => request().prop_map(Command::from),
        3 => (snuse_id(), ung_id()).prop_map(|(id, ung)| CancelSnusepraktik { id, ung }.into()),
        4 => (organisation_id(), snuse_id(), day(), fremmoede()).prop_map(
            |(organisation, id, dag, fremmoede)| {
                ConfirmFremmoede { organisation, id, dag, fremmoede }.into()
            }
        ),
    ]
    .boxed()
}
