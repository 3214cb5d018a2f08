//! What happens next for a young person: one rule for everybody who sees the plan. It is derived each time and stored
//! nowhere.

use crate::Day;
use crate::aftale::Aftale;
use crate::folder::Folder;
use crate::id::UngId;
use crate::plan::{Plan, Trin};
use crate::record::{View, find, list};
use crate::snusepraktik::Snusepraktik;

/// What happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naeste<'a> {
    /// A day of a booking that has its seats.
    Snusepraktik(&'a Snusepraktik, Day),
    /// An open agreement.
    Aftale(&'a Aftale),
    /// A step of the plan that has not happened.
    Trin(&'a Trin),
}

/// What happens next: the earliest from today on, of taster days, open agreements and steps. On the same day a taster
/// day stands first, then what has a time. Without any of these it is the first step of the plan that has not happened,
/// whatever its day, and then an open agreement without a day. An agreement whose day has passed is late, not next.
#[must_use]
pub fn naeste(view: &dyn View, ung: UngId, today: Day) -> Option<Naeste<'_>> {
    let folder = Folder::Plan(ung);
    let seated = list::<Snusepraktik>(view, folder).into_iter();
    let seated = seated.filter_map(|booking| {
        booking.naeste_dag(today).map(|dag| Naeste::Snusepraktik(booking, dag))
    });
    let aftaler = || {
        let open = list::<Aftale>(view, folder).into_iter();
        open.filter(|aftale| aftale.udfoert.is_none()).map(Naeste::Aftale)
    };
    let trin = || {
        let steps = find::<Plan>(view, folder, ung.0).into_iter().flat_map(|plan| &plan.trin);
        steps.filter(|trin| !trin.naaet).map(Naeste::Trin)
    };
    let ahead = seated.chain(aftaler()).chain(trin());
    let ahead = ahead.filter(|one| one.dag().is_some_and(|dag| dag >= today));
    let first = ahead.min_by_key(|one| {
        (
            one.dag(),
            !matches!(one, Naeste::Snusepraktik(..)),
            one.klokken().is_none(),
            one.klokken(),
        )
    });
    first.or_else(|| trin().next()).or_else(|| aftaler().find(|one| one.dag().is_none()))
}

impl Naeste<'_> {
    /// The day, if it has one.
    #[must_use]
    pub const fn dag(&self) -> Option<Day> {
        match self {
            Self::Snusepraktik(_, dag) => Some(*dag),
            Self::Aftale(aftale) => aftale.frist,
            Self::Trin(trin) => trin.hvornaar,
        }
    }

    /// Minutes after midnight; a taster day's time is the host's words, in the booking.
    #[must_use]
    pub const fn klokken(&self) -> Option<u16> {
        match self {
            Self::Aftale(aftale) => aftale.klokken,
            Self::Snusepraktik(..) | Self::Trin(_) => None,
        }
    }
}
