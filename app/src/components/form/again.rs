//! What was refused, in its form once more: the address names the command's place in line, the form opens with what
//! it said, and once it is sent again the refused one counts as seen.

use domain::Command;
use domain::envelope::Seq;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::field::use_field;

/// The place in line that the address names, if what stands there was refused.
pub fn refused_seq() -> Option<Seq> {
    refused().map(|(seq, _)| seq)
}

/// The refused command that the address asks to put right.
pub fn refused_command() -> Option<Command> {
    refused().map(|(_, command)| command)
}

fn refused() -> Option<(Seq, Command)> {
    let query = use_location().query;
    let seq = query.with_untracked(|query| query.get_str("igen")?.parse().ok().map(Seq))?;
    Some((seq, use_field().refused(seq)?))
}
