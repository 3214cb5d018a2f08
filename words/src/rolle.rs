//! Roles and functions of the people who help.

use domain::Rolle;
use domain::tilknytning::Funktion;

use crate::{Lang, Word};

/// A role, as a title. Within a sentence it begins with a small letter.
#[must_use]
pub const fn rolle(lang: Lang, rolle: Rolle) -> &'static str {
    let word: Word = match rolle {
        Rolle::Ambassadoer => ["Ambassadør", "Ambassador"],
        Rolle::Overgangsmentor => ["Overgangsmentor", "Transition mentor"],
        Rolle::Vejleder => ["Vejleder", "Counsellor"],
        Rolle::Tovholder => ["Tovholder", "Coordinator"],
        Rolle::Netvaerkstovholder => ["Tovholder for netværket", "Coordinator of the network"],
        Rolle::Vaert => ["Vært for snusepraktik", "Host of taster placements"],
        Rolle::Skolevejleder => ["Vejleder på skolen", "School counsellor"],
        Rolle::Leder => ["Leder", "Manager"],
        Rolle::Administrator => ["Lokal administrator", "Local administrator"],
    };
    lang.word(word)
}

/// What a helper is to a young person: the role that the function asks for.
#[must_use]
pub const fn funktion(lang: Lang, funktion: Funktion) -> &'static str {
    rolle(lang, funktion.rolle())
}
