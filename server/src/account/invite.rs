//! `overgang account invite`: founds the municipality of a new database and makes its first local
//! administrator, or lets one in again when nobody else can. Whoever may write to the file may do this; the
//! audit trail tells that it was done.

use std::path::PathBuf;

use domain::exchange::Outcome;
use domain::grant::Term;
use domain::id::{Epoch, KommuneId, MedarbejderId, OrganisationId};
use domain::kommune::{FoundKommune, Kommune};
use domain::organisation::{
    Medarbejder, Organisation, RegisterMedarbejder, RegisterOrganisation, Rolletid,
};
use domain::samtykke::Underskriftsregel;
use domain::soegning::folded;
use domain::text::ShortText;
use domain::{Command, Folder, Person, Rolle};

use super::code::{self, Code};
use super::command::ask;
use crate::audit::heads::{HeadsFault, Keeper};
use crate::exchange::{Sender, access};
use crate::files;
use crate::state::World;
use crate::store::sqlite::Sqlite;
use crate::store::{Fault, MadeAs, Store, Write};

/// Who is invited where.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub database: PathBuf,
    /// Where the ends of the audit trail are noted.
    pub heads: PathBuf,
    /// The municipality, by its name. A new database is founded with it.
    pub kommune: ShortText,
    /// Whether a municipality of another name may be founded beside those that are there.
    pub new: bool,
    /// The programme's name; the municipality's own if none is said.
    pub program: Option<ShortText>,
    /// The administrator's first and last name.
    pub navn: ShortText,
}

/// Why nobody was invited.
#[derive(Debug)]
pub enum NotInvited {
    Fault(Fault),
    Io(std::io::Error),
    /// The database holds a demo, whose door is open anyway.
    IsADemo,
    /// There is no municipality of that name, and there are these: a misspelt name must not found another.
    UnknownKommune(Vec<ShortText>),
    /// The end of the audit trail could not be noted. The code is lost with it: ask for another.
    Heads(HeadsFault),
    /// The rules said no.
    Refused(Outcome),
}

/// Does it, and returns the code.
pub async fn invite(asked: &Invitation, world: &World) -> Result<Code, NotInvited> {
    if let Some(folder) = asked.database.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(files::at(folder))?;
    }
    let store = Sqlite::open(&asked.database).await?;
    let code = into(&store, asked, world).await;
    let noted = match &code {
        Ok(_) => note(&store, asked, world).await,
        Err(_) => Ok(()),
    };
    store.close().await;
    noted.and(code)
}

/// From its first entry on a trail has an end that was signed.
async fn note<S: Store>(store: &S, asked: &Invitation, world: &World) -> Result<(), NotInvited> {
    let keeper = Keeper::open(&asked.database, &asked.heads, world)?;
    Ok(keeper.note(store, world.clock.now()).await?)
}

async fn into<S: Store>(store: &S, asked: &Invitation, world: &World) -> Result<Code, NotInvited> {
    match store.made_as().await? {
        Some(MadeAs::Demo) => return Err(NotInvited::IsADemo),
        Some(MadeAs::Real) => {}
        None => store.make_as(MadeAs::Real).await?,
    }
    let known = find(store, asked).await?;
    let kommune = match known {
        Some(kommune) => kommune,
        None => KommuneId(world.id().map_err(Fault::from)?),
    };
    store.found(kommune, Epoch(world.id().map_err(Fault::from)?)).await?;
    let code = code::draw(world).await?;
    let mut tx = store.write(kommune).await?;
    let system = Sender { kommune, person: Person::System };
    let organisation = match known {
        Some(_) => None,
        None => Some(found(&mut tx, world, system, asked).await?),
    };
    let whom = administrator(&mut tx, world, system, asked, organisation).await?;
    let whom = Person::Medarbejder(whom);
    let code = code::give(&mut tx, world, code, whom, Person::System).await?;
    tx.commit().await?;
    Ok(code)
}

/// The municipality of that name, however it is spelt; none if one is to be founded.
async fn find<S: Store>(store: &S, asked: &Invitation) -> Result<Option<KommuneId>, NotInvited> {
    let wanted = folded(asked.kommune.as_str());
    let mut others = Vec::new();
    for id in store.kommuner().await? {
        let mut tx = store.read(id).await?;
        let found = access::kept::<_, Kommune>(&mut tx, Folder::Faelles(id), id.0).await?;
        match found {
            Some(kommune) if folded(kommune.navn.as_str()) == wanted => return Ok(Some(id)),
            Some(kommune) => others.push(kommune.navn),
            None => {}
        }
    }
    if others.is_empty() || asked.new { Ok(None) } else { Err(NotInvited::UnknownKommune(others)) }
}

/// The municipality and its own house, where the administrator works.
async fn found<W: Write>(
    tx: &mut W,
    world: &World,
    system: Sender,
    asked: &Invitation,
) -> Result<OrganisationId, NotInvited> {
    let (kommune, navn) = (system.kommune, asked.kommune.clone());
    let founded = Kommune {
        id: kommune,
        navn: navn.clone(),
        program: asked.program.clone().unwrap_or_else(|| navn.clone()),
        lukkedage: std::collections::BTreeSet::new(),
        underskrifter: Underskriftsregel::default(),
        dage_uden_net: Kommune::DAGE_UDEN_NET,
    };
    told(tx, world, system, FoundKommune { kommune: founded }.into()).await?;
    let id = OrganisationId(world.id().map_err(Fault::from)?);
    let (by, partner_siden, vaert, skole) = (None, None, false, false);
    let organisation = Organisation { id, kommune, navn, by, partner_siden, vaert, skole };
    told(tx, world, system, RegisterOrganisation { organisation }.into()).await?;
    Ok(id)
}

/// The member of staff of that name who is or was administrator, or a new one; administrator from now on.
async fn administrator<W: Write>(
    tx: &mut W,
    world: &World,
    system: Sender,
    asked: &Invitation,
    organisation: Option<OrganisationId>,
) -> Result<MedarbejderId, NotInvited> {
    let (kommune, now) = (system.kommune, world.clock.now());
    let rolle = Rolle::Administrator;
    let was = |staff: &Medarbejder| staff.roller.iter().any(|held| held.rolle == rolle);
    let staff: Vec<Medarbejder> = access::kept_all(tx, Folder::Faelles(kommune)).await?;
    let known = staff.iter().find(|staff| staff.navn == asked.navn && was(staff)).cloned();
    // In a municipality that is there already: where the first of its staff works.
    let house = organisation.or_else(|| staff.first().map(|staff| staff.organisation));
    let mut medarbejder = match known {
        Some(known) => known,
        None => Medarbejder {
            id: MedarbejderId(world.id().map_err(Fault::from)?),
            kommune,
            navn: asked.navn.clone(),
            organisation: house.ok_or(Fault::Corrupt("municipality"))?,
            telefon: None,
            mail: None,
            roller: Vec::new(),
        },
    };
    let id = medarbejder.id;
    if !medarbejder.has(rolle, now) {
        medarbejder.roller.push(Rolletid { rolle, term: Term::from(now) });
        told(tx, world, system, RegisterMedarbejder { medarbejder }.into()).await?;
    }
    Ok(id)
}

async fn told<W: Write>(
    tx: &mut W,
    world: &World,
    who: Sender,
    command: Command,
) -> Result<(), NotInvited> {
    match ask(tx, world, who, &command).await? {
        Ok((Outcome::Applied, _)) => Ok(()),
        Ok((outcome, _)) => Err(NotInvited::Refused(outcome)),
        Err(_) => Err(NotInvited::Refused(Outcome::Unknown)),
    }
}

impl std::fmt::Display for NotInvited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::Io(error) => error.fmt(f),
            Self::IsADemo => f.write_str("this database was made as a demo: its door is open"),
            Self::UnknownKommune(others) => {
                f.write_str("there is no municipality of that name here; there is ")?;
                for (place, navn) in others.iter().enumerate() {
                    write!(f, "{}{:?}", if place > 0 { ", " } else { "" }, navn.as_str())?;
                }
                f.write_str(". To found another one in the same database, say --new")
            }
            Self::Heads(fault) => fault.fmt(f),
            Self::Refused(outcome) => write!(f, "the rules said no: {outcome:?}"),
        }
    }
}

impl std::error::Error for NotInvited {}

impl From<Fault> for NotInvited {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<HeadsFault> for NotInvited {
    fn from(fault: HeadsFault) -> Self {
        Self::Heads(fault)
    }
}

impl From<std::io::Error> for NotInvited {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}
