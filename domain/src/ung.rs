//! A young person: name, birthday, how to reach them. They see their own plan folder because it is about
//! them; who else does is told by `tilknytning`. No CPR number is kept here or on any phone.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::day::Ymd;
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::{Access, Basis, Grant, Term};
use crate::id::{OrganisationId, UngId};
use crate::lovhjemmel::Lovomraade;
use crate::person::{Grantee, Person};
use crate::record::{Follows, Kept};
use crate::soegning::folded;
use crate::text::ShortText;
use crate::writing::Changes;
use crate::{Day, Moment, Rejection};

/// A young person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ung {
    /// The young person's own id.
    pub id: UngId,
    /// First and last name.
    pub navn: ShortText,
    /// Birthday.
    pub foedt: Day,
    /// How to reach them.
    pub telefon: Option<ShortText>,
    /// The school they are at now, if any.
    pub skole: Option<OrganisationId>,
}

impl Kept for Ung {
    const CODE: &'static str = "ung";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Plan(self.id)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    /// The young person sees their own plan and may act in it; those who by law guide the municipality's
    /// young people may see it.
    fn grants(&self) -> Vec<Grant> {
        let (folder, term) = (Folder::Plan(self.id), Term::from(Moment(0)));
        let grant = |grantee, access, basis| Grant { folder, grantee, access, basis, term };
        vec![
            grant(Grantee::Person(Person::Ung(self.id)), Access::Write, Basis::Self_),
            grant(Grantee::Vejledning, Access::Read, Basis::Lov(Lovomraade::Vejledning)),
        ]
    }

    fn found_by(&self) -> Option<String> {
        Some(folded(self.navn.as_str()))
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// Adds a young person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterUng {
    /// Who they are.
    pub ung: Ung,
}

impl Ung {
    /// All that the person is towards grants.
    #[must_use]
    pub fn grantees(&self) -> Vec<(Grantee, Term)> {
        let always = Term::from(Moment(0));
        vec![(Grantee::Alle, always), (Grantee::Person(Person::Ung(self.id)), always)]
    }

    /// The day they turn so many years old; born on 29 February, on 1 March of a year that has none.
    #[must_use]
    pub fn fylder(&self, aar: i32) -> Day {
        let Ymd { year, month, day } = self.foedt.ymd();
        let first_of_march = || Day::new(year + aar, 3, 1).unwrap_or(Day::LAST);
        Day::new(year + aar, month, day).unwrap_or_else(first_of_march)
    }

    /// How old they are on a day, in whole years.
    #[must_use]
    pub fn alder(&self, dag: Day) -> i32 {
        let years = dag.ymd().year - self.foedt.ymd().year;
        if self.fylder(years) > dag { years - 1 } else { years }
    }

    /// The first of the names, for where a whole name would tell too much.
    #[must_use]
    pub fn fornavn(&self) -> &str {
        self.navn.as_str().split_whitespace().next().unwrap_or_default()
    }
}

impl Asks for RegisterUng {
    const NAME: &'static str = "ung.register.v1";
    const DOOR: Door = Door::Desk;

    fn about(&self) -> About {
        About::Ung(self.ung.id)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        // Taking a young person in needs the tovholder's own rule (who may, on what basis): set-up only.
        let plan = ask.must_be_system(Folder::Plan(self.ung.id))?;
        if self.ung.foedt > ask.happened().day() {
            return Err(Rejection::TimeOutOfBounds);
        }
        ask.must_be_near([self.ung.foedt])?;
        plan.create(self.ung.clone())
    }
}
