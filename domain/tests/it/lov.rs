//! Law bases and enrolments: what a paragraph opens, to whom, and that it ends with the paragraph, with the
//! enrolment, and with the role, whichever is first.

use domain::fixtures::{
    ANNA, DORTE, ERHVERVSSKOLEN, GYMNASIET, IDA, JENS, KAREN, MADS, NOW, SOFIE, UNGEHUSET,
    indskrivning, lovhjemmel, medarbejder, short,
};
use domain::grant::{Access, Term};
use domain::id::{IndskrivningId, LovhjemmelId};
use domain::indskrivning::{Elev, EndIndskrivning, EnrolUng, Indskrivning};
use domain::lovhjemmel::{Lovhjemmel, Lovomraade, SetLovhjemmel};
use domain::moment::{DAY, HOUR};
use domain::organisation::{RegisterMedarbejder, Rolletid};
use domain::{Folder, Moment, Person, Rejection, Rolle};
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
