//! Where people arrive once they are signed in.

use crate::account::Known;

/// There the app asks anew who is signed in, before it opens anybody's copy. A local administrator with nothing
/// else to do has no work in the app.
#[must_use]
pub fn of(known: Option<&Known>) -> &'static str {
    if known.is_some_and(Known::is_only_administrator) { "/admin" } else { "/app/ind" }
}
