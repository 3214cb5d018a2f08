//! What opens folders to more than those who help (law bases, enrolments, emergency access), and what was put
//! aside: arbitrary, as everything in the file above.

use domain::henlagt::{Henlagt, SeeHenlagt};
use domain::id::{HenlagtId, IndskrivningId, LovhjemmelId, NoedadgangId};
use domain::indskrivning::{Elev, EndIndskrivning, EnrolUng, Indskrivning};
use domain::lovhjemmel::{Lovhjemmel, Lovomraade, SetLovhjemmel};
use domain::noedadgang::{EndNoedadgang, Noedadgang, OpenNoedadgang, SeeNoedadgang};
use domain::{Command, Record};
use proptest::option;
use proptest::prelude::*;

use super::{
    Some, id, kommune_id, medarbejder_id, moment, one_of, organisation_id, person, term, text,
    ung_id,
};

pub(super) fn records() -> Some<Record> {
    prop_oneof![
        lovhjemmel().prop_map(Record::from),
        indskrivning().prop_map(Record::from),
        elev().prop_map(Record::from),
        noedadgang().prop_map(Record::from),
        henlagt().prop_map(Record::from),
    ]
    .boxed()
}

pub(super) fn commands() -> Some<Command> {
    prop_oneof![
        lovhjemmel().prop_map(|lovhjemmel| SetLovhjemmel { lovhjemmel }.into()),
        indskrivning().prop_map(|indskrivning| EnrolUng { indskrivning }.into()),
        (id(), ung_id(), moment()).prop_map(|(id, ung, until)| {
            EndIndskrivning { indskrivning: IndskrivningId(id), ung, until }.into()
        }),
        (id(), ung_id(), text()).prop_map(|(id, ung, grund)| OpenNoedadgang {
            id: NoedadgangId(id),
            ung,
            grund
        }
        .into()),
        (id(), ung_id()).prop_map(|(id, ung)| EndNoedadgang { id: NoedadgangId(id), ung }.into()),
        (id(), ung_id()).prop_map(|(id, ung)| SeeNoedadgang { id: NoedadgangId(id), ung }.into()),
        (id(), ung_id()).prop_map(|(id, ung)| SeeHenlagt { id: HenlagtId(id), ung }.into()),
    ]
    .boxed()
}

fn lovhjemmel() -> Some<Lovhjemmel> {
    (id(), kommune_id(), one_of(&Lovomraade::ALL), text(), text(), term())
        .prop_map(|(id, kommune, omraade, lov, paragraf, term)| {
            let id = LovhjemmelId(id);
            Lovhjemmel { id, kommune, omraade, lov, paragraf, term }
        })
        .boxed()
}

fn indskrivning() -> Some<Indskrivning> {
    (id(), ung_id(), organisation_id(), term())
        .prop_map(|(id, ung, skole, term)| {
            let id = IndskrivningId(id);
            Indskrivning { id, ung, skole, term }
        })
        .boxed()
}

fn elev() -> Some<Elev> {
    (ung_id(), text()).prop_map(|(ung, navn)| Elev { ung, navn }).boxed()
}

fn noedadgang() -> Some<Noedadgang> {
    (id(), ung_id(), medarbejder_id(), text(), term(), option::of(moment()))
        .prop_map(|(id, ung, leder, grund, term, set)| {
            let id = NoedadgangId(id);
            Noedadgang { id, ung, leder, grund, term, set }
        })
        .boxed()
}

fn henlagt() -> Some<Henlagt> {
    (id(), ung_id(), person(), moment(), moment(), text(), option::of(moment()))
        .prop_map(|(id, ung, af, skrevet, modtaget, text, set)| {
            let (id, konvolut) = (HenlagtId(id), text.to_string());
            Henlagt { id, ung, af, skrevet, modtaget, konvolut, set }
        })
        .boxed()
}
