//! Partners, schools and hosts, and the staff directory with the roles that people hold, each for a time.
//! What a role lets people see is told here, where the organisation makes its folders' grants.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Door};
use crate::decide::Ask;
use crate::folder::Folder;
use crate::grant::{Access, Basis, Grant, Term};
use crate::id::{KommuneId, MedarbejderId, OrganisationId};
use crate::lovhjemmel::{Lovhjemmel, Lovomraade};
use crate::person::{Grantee, Person, Rolle};
use crate::record::{Follows, Kept};
use crate::text::ShortText;
use crate::writing::{Changes, Writing};
use crate::{Day, Moment, Rejection};

/// A partner, school or host (S0, Organisering).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The organisation's own id.
    pub id: OrganisationId,
    /// The municipality it belongs to.
    pub kommune: KommuneId,
    /// Its real name, such as "EUC Nordvest".
    pub navn: ShortText,
    /// Where it is.
    pub by: Option<ShortText>,
    /// Since when it is a partner of the network and owed a visit a year; none if it is not one.
    pub partner_siden: Option<Day>,
    /// Whether it receives young people in snusepraktik.
    pub vaert: bool,
    /// Whether it is a school that a samtykke can name.
    #[serde(default)]
    pub skole: bool,
}

impl Kept for Organisation {
    const CODE: &'static str = "organisation";
    const FOLLOWS: Follows = Follows::Derived;

    fn folder(&self) -> Folder {
        Folder::Faelles(self.kommune)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    /// Partnerskab to those who visit and to the hosts there; pladser to those who book and to the hosts;
    /// who comes to the hosts alone (design 3, decision 0002); what a school is told of samtykker to those
    /// who guide pupils there (decision 0006).
    fn grants(&self) -> Vec<Grant> {
        use Access::{Read, Write};
        use Rolle::{
            Ambassadoer, Netvaerkstovholder, Overgangsmentor, Skolevejleder, Tovholder, Vaert,
            Vejleder,
        };
        let mut grants = Vec::new();
        if self.partner_siden.is_some() {
            let partnerskab = Folder::Partnerskab(self.id);
            grants.push(self.grant(partnerskab, Ambassadoer, Write));
            grants.push(self.grant(partnerskab, Netvaerkstovholder, Write));
            grants.push(self.grant(partnerskab, Vaert, Read));
        }
        if self.vaert {
            let pladser = Folder::Pladser(self.id);
            let bookers = [Overgangsmentor, Vejleder, Tovholder];
            grants.extend(bookers.map(|rolle| self.grant(pladser, rolle, Read)));
            grants.push(self.grant(pladser, Vaert, Write));
            grants.push(self.grant(Folder::Vaert(self.id), Vaert, Write));
        }
        if self.skole {
            grants.push(self.grant(Folder::Indbakke(self.id), Skolevejleder, Read));
        }
        grants
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// A member of staff in the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medarbejder {
    /// The member of staff's own id.
    pub id: MedarbejderId,
    /// The municipality.
    pub kommune: KommuneId,
    /// First and last name.
    pub navn: ShortText,
    /// Where they work.
    pub organisation: OrganisationId,
    /// How to reach them.
    pub telefon: Option<ShortText>,
    /// How to write to them.
    pub mail: Option<ShortText>,
    /// What they may be, each for a time.
    pub roller: Vec<Rolletid>,
}

impl Kept for Medarbejder {
    const CODE: &'static str = "medarbejder";
    const FOLLOWS: Follows = Follows::AnyAccess;

    fn folder(&self) -> Folder {
        Folder::Faelles(self.kommune)
    }

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn grants(&self) -> Vec<Grant> {
        Vec::new()
    }

    fn found_by(&self) -> Option<String> {
        None
    }

    fn copies(&self) -> Vec<Folder> {
        Vec::new()
    }
}

/// A role held for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rolletid {
    /// The role. As host and as skolevejleder it is held at the organisation where the person works.
    pub rolle: Rolle,
    /// When.
    pub term: Term,
}

/// Adds or changes an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterOrganisation {
    /// What it is to be.
    pub organisation: Organisation,
}

/// Adds or changes a member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterMedarbejder {
    /// What they are to be.
    pub medarbejder: Medarbejder,
}

impl Organisation {
    fn grant(&self, folder: Folder, rolle: Rolle, access: Access) -> Grant {
        let grantee = rolle.grantee(self.id);
        Grant { folder, grantee, access, basis: Basis::Rolle(rolle), term: Term::from(Moment(0)) }
    }
}

impl Medarbejder {
    /// All that the person is towards grants, each with the time they are it.
    #[must_use]
    pub fn grantees(&self) -> Vec<(Grantee, Term)> {
        let always = Term::from(Moment(0));
        let mut grantees =
            vec![(Grantee::Alle, always), (Grantee::Person(Person::Medarbejder(self.id)), always)];
        for held in &self.roller {
            grantees.push((held.rolle.grantee(self.organisation), held.term));
            grantees.push((Grantee::Holder(self.id, held.rolle), held.term));
        }
        grantees
    }

    /// Whether any law basis could be for them.
    #[must_use]
    pub fn may_hold_by_law(&self) -> bool {
        let mut could = self.roller.iter().flat_map(|held| {
            Lovomraade::ALL.map(|omraade| omraade.grantee(held.rolle, self.organisation))
        });
        could.any(|grantee| grantee.is_some())
    }

    /// What they are besides by law, as long as both the role and a law basis hold.
    #[must_use]
    pub fn grantees_by_law(&self, law: &[Lovhjemmel]) -> Vec<(Grantee, Term)> {
        let each = self.roller.iter().flat_map(|held| law.iter().map(move |law| (held, law)));
        let met = each.filter(|(held, law)| held.term.meets(law.term));
        met.filter_map(|(held, law)| {
            let grantee = law.omraade.grantee(held.rolle, self.organisation)?;
            Some((grantee, held.term.and(law.term)))
        })
        .collect()
    }

    /// Whether they hold the role at the moment.
    #[must_use]
    pub fn has(&self, rolle: Rolle, at: Moment) -> bool {
        self.roller.iter().any(|held| held.rolle == rolle && held.term.holds_at(at))
    }
}

impl Asks for RegisterOrganisation {
    const NAME: &'static str = "organisation.register.v1";
    const DOOR: Door = Door::Desk;

    fn about(&self) -> About {
        About::Organisation(self.organisation.id)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let faelles = ask.must_write_now(Folder::Faelles(ask.context.kommune))?;
        own(self.organisation.kommune, ask)?;
        ask.must_be_near(self.organisation.partner_siden)?;
        Ok(faelles.put(self.organisation.clone()))
    }
}

impl Asks for RegisterMedarbejder {
    const NAME: &'static str = "medarbejder.register.v1";
    const DOOR: Door = Door::Desk;

    fn about(&self) -> About {
        About::Kommune
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let faelles = must_be_administrator(ask)?;
        self.must_be_another(ask)?;
        own(self.medarbejder.kommune, ask)?;
        faelles
            .find::<Organisation>(self.medarbejder.organisation.0)
            .ok_or(Rejection::OrganisationMissing)?;
        let known = faelles.find::<Medarbejder>(self.medarbejder.id.0);
        let stood = known.map(|known| known.roller.as_slice()).unwrap_or_default();
        for held in self.medarbejder.roller.iter().filter(|held| !stood.contains(held)) {
            let before = stood.iter().find(|one| one.rolle == held.rolle);
            ask.must_be_a_term(held.term, before.map(|before| before.term))?;
        }
        Ok(faelles.put(self.medarbejder.clone()))
    }
}

impl RegisterMedarbejder {
    /// Nobody gives roles to themselves.
    fn must_be_another(&self, ask: &Ask<'_>) -> Result<(), Rejection> {
        let other = ask.actor.person.medarbejder() != Some(self.medarbejder.id);
        other.then_some(()).ok_or(Rejection::AccessMissing)
    }
}

/// Roles and law bases open folders: a local administrator sets them, while they are one (and the set-up does).
pub(crate) fn must_be_administrator<'w, 'a>(
    ask: &'w Ask<'a>,
) -> Result<Writing<'w, 'a>, Rejection> {
    let faelles = ask.must_write_now(Folder::Faelles(ask.context.kommune))?;
    if ask.actor.person == Person::System {
        return Ok(faelles);
    }
    let me = ask.actor.person.medarbejder();
    let me = me.and_then(|me| faelles.find::<Medarbejder>(me.0));
    let is = me.is_some_and(|me| me.has(Rolle::Administrator, ask.context.now));
    is.then_some(faelles).ok_or(Rejection::AccessMissing)
}

fn own(kommune: KommuneId, ask: &Ask<'_>) -> Result<(), Rejection> {
    if kommune == ask.context.kommune { Ok(()) } else { Err(Rejection::AccessMissing) }
}
