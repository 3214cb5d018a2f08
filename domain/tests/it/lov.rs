//! Law bases and enrolments: what a paragraph opens, to whom, and that it ends with the paragraph, with the
//! enrolment, and with the role, whichever is first.

use domain::fixtures::{
    ANNA, DORTE, ERHVERVSSKOLEN, GYMNASIET, IDA, JENS, KAREN, LARS, MADS, NOW, SOFIE, UNGEHUSET,
    indskrivning, lovhjemmel, medarbejder, short,
};
use domain::grant::{Access, Term};
use domain::id::{
    IndskrivningId, LovhjemmelId, MedarbejderId, NoedadgangId, OrganisationId, UngId,
};
use domain::indskrivning::{Elev, EndIndskrivning, EnrolUng, Indskrivning};
use domain::lovhjemmel::{Lovhjemmel, Lovomraade, SetLovhjemmel};
use domain::moment::{DAY, HOUR};
use domain::noedadgang::OpenNoedadgang;
use domain::organisation::{RegisterMedarbejder, Rolletid};
use domain::{Folder, FolderKind, Moment, Person, Rejection, Rolle};
use proptest::prelude::*;
use uuid::Uuid;

use crate::world::{Who as _, World};

const HER: IndskrivningId = IndskrivningId(Uuid::from_u128(1));
const AGAIN: IndskrivningId = IndskrivningId(Uuid::from_u128(2));

fn law(omraade: Lovomraade, until: Option<Moment>) -> SetLovhjemmel {
    let lovhjemmel = lovhjemmel(omraade);
    SetLovhjemmel {
        lovhjemmel: Lovhjemmel { term: Term { until, ..lovhjemmel.term }, ..lovhjemmel },
    }
}

fn enrol(id: IndskrivningId) -> EnrolUng {
    EnrolUng { indskrivning: indskrivning(id, MADS, GYMNASIET) }
}

/// Mads is at Gymnasiet, and schools see what they may by law.
fn at_school() -> World {
    let mut world = World::thyland();
    world.by(KAREN).asks(law(Lovomraade::Skole, None)).is_applied();
    world.by(ANNA).asks(enrol(HER)).is_applied();
    world
}

#[test]
fn with_no_law_basis_an_enrolment_opens_nothing() {
    let mut world = World::thyland();
    world.by(ANNA).asks(enrol(HER)).is_applied();
    assert_eq!(world.access(IDA, Folder::Skole(MADS)), None);
}

#[test]
fn the_school_sees_its_own_by_law_and_nothing_more_of_them() {
    let world = at_school();
    assert_eq!(world.access(IDA, Folder::Skole(MADS)), Some(Access::Read));
    assert_eq!(world.access(JENS, Folder::Skole(MADS)), None, "another school");
    assert_eq!(world.access(IDA, Folder::Skole(SOFIE)), None, "not enrolled");
    for folder in [Folder::Plan(MADS), Folder::Journal(MADS)] {
        assert_eq!(world.access(IDA, folder), None, "{folder}");
    }
    assert_eq!(world.get::<Elev>(Folder::Skole(MADS), MADS.0).navn, short("Mads Kjær"));
}

#[test]
fn counsellors_see_every_plan_by_law_and_only_plans() {
    let mut world = World::thyland();
    assert_eq!(world.access(DORTE, Folder::Plan(SOFIE)), None);
    world.by(KAREN).asks(law(Lovomraade::Vejledning, None)).is_applied();
    assert_eq!(world.access(DORTE, Folder::Plan(SOFIE)), Some(Access::Read));
    for folder in [Folder::Journal(SOFIE), Folder::Skole(SOFIE)] {
        assert_eq!(world.access(DORTE, folder), None, "{folder}");
    }
    assert_eq!(world.access(ANNA, Folder::Plan(SOFIE)), None, "a mentor is no counsellor");
    assert_eq!(world.access(IDA, Folder::Plan(SOFIE)), None, "nor is a school's");
}

#[test]
fn it_ends_with_the_paragraph_for_everybody() {
    let mut world = at_school();
    let until = NOW.plus(DAY);
    world.by(KAREN).asks(law(Lovomraade::Skole, Some(until))).is_applied();
    world.now = until.plus(-1);
    assert_eq!(world.access(IDA, Folder::Skole(MADS)), Some(Access::Read));
    world.now = until;
    assert_eq!(world.access(IDA, Folder::Skole(MADS)), None);
}

#[test]
fn it_ends_with_the_enrolment() {
    let mut world = at_school();
    let until = NOW.plus(HOUR);
    let end = EndIndskrivning { indskrivning: HER, ung: MADS, until };
    world.by(ANNA).asks(end.clone()).is_applied();
    assert_eq!(world.access(IDA, Folder::Skole(MADS)), Some(Access::Read));
    world.now = until;
    assert_eq!(world.access(IDA, Folder::Skole(MADS)), None);
    // Ending later than it ended changes nothing; ending before it began is none.
    world.by(ANNA).asks(EndIndskrivning { until: until.plus(DAY), ..end.clone() }).is_no_change();
    let before = EndIndskrivning { until: Moment(0), ..end };
    world.by(ANNA).asks(before).is_refused(Rejection::TermInvalid);
}

#[test]
fn it_ends_with_the_role() {
    let mut world = at_school();
    let mut ida = medarbejder(IDA, "Ida Toft", GYMNASIET, &[]);
    let term = Term { from: Moment(0), until: Some(NOW.plus(HOUR)) };
    ida.roller = vec![Rolletid { rolle: Rolle::Skolevejleder, term }];
    world.by(Person::System).asks(RegisterMedarbejder { medarbejder: ida }).is_applied();
    assert_eq!(world.access(IDA, Folder::Skole(MADS)), Some(Access::Read));
    assert_eq!(world.later(HOUR).access(IDA, Folder::Skole(MADS)), None);
}

#[test]
fn an_enrolment_is_at_a_school_once_at_a_time_and_said_by_those_who_help() {
    let mut world = at_school();
    world.by(ANNA).asks(enrol(HER)).is_no_change();
    world.by(ANNA).asks(enrol(AGAIN)).is_refused(Rejection::AlreadyEnrolled);
    let of = |skole, term: Term| {
        let of = indskrivning(AGAIN, MADS, skole);
        EnrolUng { indskrivning: Indskrivning { term, ..of } }
    };
    let from = Term::from(NOW);
    world.by(ANNA).asks(of(UNGEHUSET, from)).is_refused(Rejection::OrganisationMissing);
    let never = Term { from: NOW, until: Some(NOW) };
    world.by(ANNA).asks(of(ERHVERVSSKOLEN, never)).is_refused(Rejection::TermInvalid);
    world.by(MADS).asks(of(ERHVERVSSKOLEN, from)).is_refused(Rejection::AccessMissing);
    world.by(ANNA).asks(of(ERHVERVSSKOLEN, from)).is_applied();
    let unknown = EnrolUng { indskrivning: indskrivning(AGAIN, SOFIE, GYMNASIET) };
    world.by(ANNA).asks(unknown).is_refused(Rejection::AccessMissing);
}

#[test]
fn a_law_basis_is_set_by_the_administrator_and_its_words_stay_what_they_were() {
    let mut world = at_school();
    let until = Some(NOW);
    world.by(DORTE).asks(law(Lovomraade::Skole, until)).is_refused(Rejection::AccessMissing);
    let mut other = law(Lovomraade::Skole, None);
    other.lovhjemmel.paragraf = short("§ 99");
    world.by(KAREN).asks(other.clone()).is_refused(Rejection::AlreadyExists);
    other.lovhjemmel.id = LovhjemmelId(Uuid::from_u128(3));
    world.by(KAREN).asks(other.clone()).is_applied();
    other.lovhjemmel.term = Term { from: NOW, until };
    world.by(KAREN).asks(other).is_refused(Rejection::TermInvalid);
}

#[test]
fn two_paragraphs_hold_as_long_as_either_does() {
    let mut world = at_school();
    let mut other = law(Lovomraade::Skole, Some(NOW.plus(2 * DAY)));
    other.lovhjemmel.id = LovhjemmelId(Uuid::from_u128(3));
    world.by(KAREN).asks(other).is_applied();
    world.by(KAREN).asks(law(Lovomraade::Skole, Some(NOW.plus(DAY)))).is_applied();
    world.later(DAY);
    assert_eq!(world.access(IDA, Folder::Skole(MADS)), Some(Access::Read));
    assert_eq!(world.later(DAY).access(IDA, Folder::Skole(MADS)), None);
    assert_eq!(
        world.access(IDA.person(), Folder::Faelles(domain::fixtures::THYLAND)),
        Some(Access::Read)
    );
}

/// Something that happens, in the order it is asked; days are counted from now.
#[derive(Clone, Debug)]
enum Step {
    Law(Lovomraade, i64, Option<i64>),
    Enrol(usize, i64, Option<i64>),
    Leave(usize, i64),
    Role(bool, i64),
    Glass,
    Later(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let span = || (-3..6_i64, prop::option::of(1..6_i64));
    prop_oneof![
        (prop::sample::select(Lovomraade::ALL.to_vec()), span())
            .prop_map(|(omraade, (from, length))| Step::Law(omraade, from, length)),
        (0..2_usize, span()).prop_map(|(at, (from, length))| Step::Enrol(at, from, length)),
        (0..4_usize, -3..6_i64).prop_map(|(which, until)| Step::Leave(which, until)),
        (any::<bool>(), 0..6_i64).prop_map(|(school, until)| Step::Role(school, until)),
        Just(Step::Glass),
        (1..3_i64).prop_map(Step::Later),
    ]
}

/// What was asked and carried out, told in plain lists.
#[derive(Clone, Debug, Default)]
struct Told {
    law: Vec<(Lovomraade, Span)>,
    enrolled: Vec<(u128, OrganisationId, Span)>,
    /// Until when Dorte is vejleder, and Ida skolevejleder.
    roles: [Option<Moment>; 2],
    glass: Option<Moment>,
}

type Span = (Moment, Option<Moment>);

fn within((from, until): Span, at: Moment) -> bool {
    from <= at && until.is_none_or(|until| at < until)
}

const SCHOOLS: [OrganisationId; 2] = [GYMNASIET, ERHVERVSSKOLEN];

impl Told {
    fn by_law(&self, omraade: Lovomraade, at: Moment) -> bool {
        self.law.iter().any(|(of, span)| *of == omraade && within(*span, at))
    }

    /// Who may see what of Mads, in other words than the rule's. Whom he has been given as a helper sees it too, while they
    /// hold the role they were given as.
    fn may(&self, who: MedarbejderId, folder: FolderKind, at: Moment) -> bool {
        let held = |role: Option<Moment>| role.is_none_or(|until| at < until);
        let in_need = || {
            let opened = self.glass.filter(|from| at < from.plus(3 * HOUR));
            who == LARS && opened.is_some()
        };
        let pupil_of = |school| {
            self.enrolled
                .iter()
                .any(|(_, at_school, span)| *at_school == school && within(*span, at))
        };
        let law = self.by_law(Lovomraade::Skole, at);
        match folder {
            FolderKind::Plan if who == DORTE => held(self.roles[0]),
            FolderKind::Plan | FolderKind::Journal => in_need(),
            _ if who == DORTE => held(self.roles[0]),
            _ if who == IDA => law && held(self.roles[1]) && pupil_of(GYMNASIET),
            _ if who == JENS => law && pupil_of(ERHVERVSSKOLEN),
            _ => in_need(),
        }
    }

    /// And of Sofie, who is at no school and whom none of these helps.
    fn may_of_sofie(&self, who: MedarbejderId, folder: FolderKind, at: Moment) -> bool {
        let held = self.roles[0].is_none_or(|until| at < until);
        let law = self.by_law(Lovomraade::Vejledning, at);
        who == DORTE && folder == FolderKind::Plan && held && law
    }
}

fn carry_out(world: &mut World, told: &mut Told, number: u128, step: &Step) {
    let now = world.now;
    let span = |from: i64, length: Option<i64>| {
        let from = now.plus(from * DAY);
        (from, length.map(|length| from.plus(length * DAY)))
    };
    match *step {
        Step::Law(omraade, from, length) => {
            let (id, (from, until)) = (LovhjemmelId(Uuid::from_u128(number)), span(from, length));
            let law = Lovhjemmel { id, term: Term { from, until }, ..lovhjemmel(omraade) };
            world.by(KAREN).asks(SetLovhjemmel { lovhjemmel: law }).is_applied();
            told.law.push((omraade, (from, until)));
        }
        Step::Enrol(at, from, length) => {
            let (id, (from, until)) = (IndskrivningId(Uuid::from_u128(number)), span(from, length));
            let of = indskrivning(id, MADS, SCHOOLS[at]);
            let of = Indskrivning { term: Term { from, until }, ..of };
            let asked = world.by(ANNA).asks(EnrolUng { indskrivning: of });
            if asked.0.is_ok() {
                told.enrolled.push((number, SCHOOLS[at], (from, until)));
            }
        }
        Step::Leave(which, until) => {
            let until = now.plus(until * DAY);
            let Some((number, _, span)) = told.enrolled.get_mut(which) else { return };
            let indskrivning = IndskrivningId(Uuid::from_u128(*number));
            let asked = world.by(ANNA).asks(EndIndskrivning { indskrivning, ung: MADS, until });
            if asked.0.is_ok() && span.1.is_none_or(|before| until < before) {
                span.1 = Some(until);
            }
        }
        Step::Role(school, until) => {
            let until = Some(now.plus(until * DAY));
            let (who, navn, at, rolle) = if school {
                (IDA, "Ida Toft", GYMNASIET, Rolle::Skolevejleder)
            } else {
                (DORTE, "Dorte Bak", UNGEHUSET, Rolle::Vejleder)
            };
            let term = Term { from: Moment(0), until };
            let mut medarbejder = medarbejder(who, navn, at, &[]);
            medarbejder.roller = vec![Rolletid { rolle, term }];
            let asked = world.by(Person::System).asks(RegisterMedarbejder { medarbejder });
            assert!(asked.0.is_ok());
            told.roles[usize::from(school)] = until;
        }
        Step::Glass => {
            let id = NoedadgangId(Uuid::from_u128(number));
            let grund = short("Mads er meldt savnet.");
            world.by(LARS).asks(OpenNoedadgang { id, ung: MADS, grund }).is_applied();
            told.glass = Some(now);
        }
        Step::Later(days) => {
            world.later(days * DAY);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// Whatever is set, ended, enrolled, left, taken away and opened: nobody sees without a ground, at no hour of
    /// the days around, and whoever has one does.
    #[test]
    fn by_law_or_in_need_nobody_sees_without_a_ground(steps in prop::collection::vec(step(), 1..12)) {
        let (mut world, mut told) = (World::thyland(), Told::default());
        for (number, step) in (1..).zip(&steps) {
            carry_out(&mut world, &mut told, number, step);
        }
        let now = world.now;
        for hours in [-26_i64, -1, 0, 1, 2, 3, 4, 23, 24, 25, 47, 49, 72, 97, 121] {
            world.now = now.plus(hours * HOUR);
            for who in [DORTE, IDA, JENS, LARS] {
                for kind in [FolderKind::Plan, FolderKind::Skole, FolderKind::Journal] {
                    let sees = |ung: UngId| world.access(who, kind.of(ung.0)).is_some();
                    let told = if told.glass.is_some_and(|from| world.now < from) {
                        // The hours before the glass was broken.
                        Told { glass: None, ..told.clone() }
                    } else {
                        told.clone()
                    };
                    let of_mads = told.may(who, kind, world.now);
                    prop_assert_eq!(sees(MADS), of_mads, "{:?} {:?} {}", who, kind, hours);
                    let of_sofie = told.may_of_sofie(who, kind, world.now);
                    prop_assert_eq!(sees(SOFIE), of_sofie, "{:?} {:?} {}", who, kind, hours);
                }
            }
        }
    }
}
