//! Where and when a booking begins, what to bring, and whom to call at the host's.

use domain::id::OrganisationId;
use domain::organisation::Medarbejder;
use domain::plads::{Moedested, Plads};
use domain::record::{find, list};
use domain::snusepraktik::Snusepraktik;
use domain::{Folder, Rolle};

use super::Sight;

/// What somebody who comes needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Moede {
    /// Where, when and with what.
    pub moedested: Option<Moedested>,
    /// The number of somebody who receives there.
    pub telefon: Option<String>,
}

impl Moede {
    /// Of a booking. One from before it said where to meet has what the place says, where that is on this phone.
    #[must_use]
    pub fn of(sight: &Sight<'_>, booking: &Snusepraktik) -> Self {
        let pladser = Folder::Pladser(booking.organisation);
        let plads = || find::<Plads>(sight.view, pladser, booking.plads.0).map(Plads::moedested);
        let moedested = booking.moedested.clone().or_else(plads);
        Self { moedested, telefon: vaert(sight, booking.organisation) }
    }
}

/// The number of a host who works there now.
fn vaert(sight: &Sight<'_>, organisation: OrganisationId) -> Option<String> {
    let all = list::<Medarbejder>(sight.view, sight.faelles()).into_iter();
    let mut hosts =
        all.filter(|one| one.organisation == organisation && one.has(Rolle::Vaert, sight.now));
    hosts.find_map(|host| Some(host.telefon.as_ref()?.to_string()))
}
