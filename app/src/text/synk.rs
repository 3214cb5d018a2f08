//! Words about sync: the chip, what waits, what came of it, and how the phone is.

use replica::Chip;

use super::pick;

crate::texts! {
    synced: "Synkroniseret" / "In sync",
    waiting(count: usize): "{count} venter" / "{count} waiting",
    offline: "Offline" / "Offline",
    offline_with(count: usize): "Offline · {count} gemt her" / "Offline · {count} stored here",
    attention(count: usize): "{count} kræver handling" / "{count} need action",
    signed_out: "Log ind" / "Sign in",
    signed_out_with(count: usize): "Log ind · {count} gemt her" / "Sign in · {count} stored here",
    fetching: "Henter …" / "Fetching …",
}

/// The one line that is always in sight.
#[must_use]
pub fn chip(chip: Chip) -> String {
    match chip {
        Chip::Attention(1) => pick("1 kræver handling", "1 needs action").to_owned(),
        Chip::Attention(count) => attention(count),
        Chip::SignedOut(0) => signed_out().to_owned(),
        Chip::SignedOut(count) => signed_out_with(count),
        Chip::Offline(0) => offline().to_owned(),
        Chip::Offline(count) => offline_with(count),
        Chip::Waiting(count) => waiting(count),
        Chip::Fetching => fetching().to_owned(),
        Chip::Synced => synced().to_owned(),
    }
}
