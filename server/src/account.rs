//! Accounts: signing in by code, passkey, organisation or phone, and ending all of it. Free of HTTP: what is asked, by which
//! cookie and from which page is in `auth`, `api` and `public`. Who may see what is no affair of this: that
//! follows from records (`exchange::access`).

use domain::organisation::Medarbejder;
use domain::ung::Ung;
use domain::{Folder, Moment, Person, Rolle};

use crate::exchange::{Sender, access};
use crate::store::{Fault, Read};

pub mod code;
pub mod command;
pub mod installation;
pub mod invite;
pub mod openid;
pub mod passkey;
pub mod session;
pub mod staff;

/// Somebody the records know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub navn: String,
    /// The roles held now; none for a young person.
    pub roller: Vec<Rolle>,
}

impl Known {
    /// Whether they are local administrator now.
    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.roller.contains(&Rolle::Administrator)
    }

    /// Whether they have nothing to do but that.
    #[must_use]
    pub fn is_only_administrator(&self) -> bool {
        self.roller == [Rolle::Administrator]
    }
}

/// Who somebody is by the records, if they know them.
pub async fn known<R: Read>(tx: &mut R, who: Sender, now: Moment) -> Result<Option<Known>, Fault> {
    match who.person {
        Person::Medarbejder(id) => {
            let folder = Folder::Faelles(who.kommune);
            let found = access::kept::<_, Medarbejder>(tx, folder, id.0).await?;
            Ok(found.map(|staff| Known {
                navn: staff.navn.to_string(),
                roller: Rolle::ALL.into_iter().filter(|rolle| staff.has(*rolle, now)).collect(),
            }))
        }
        Person::Ung(id) => {
            let found = access::kept::<_, Ung>(tx, Folder::Plan(id), id.0).await?;
            Ok(found.map(|ung| Known { navn: ung.navn.to_string(), roller: Vec::new() }))
        }
        Person::System => Ok(None),
    }
}
