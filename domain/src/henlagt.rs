//! What was put aside: something that was written about a young person after its writer's access had ended.
//! It is not carried out; the case's tovholder reads it and says that they have (design 3, review list).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::command::{About, Asks, Command, Door};
use crate::decide::{Ask, Context};
use crate::envelope::Envelope;
use crate::folder::Folder;
use crate::grant::Grant;
use crate::id::{HenlagtId, UngId};
use crate::record::{Follows, Kept};
use crate::tilknytning::must_be_tovholder;
use crate::writing::Changes;
use crate::{Moment, Person, Rejection};

/// Something that was put aside, as it came. Lies in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Henlagt {
    /// Which one: the command's id.
    pub id: HenlagtId,
    /// The young person it is about.
    pub ung: UngId,
    /// Who wrote it.
    pub af: Person,
    /// When, by the phone's clock as far as it can be believed.
    pub skrevet: Moment,
    /// When the server received it.
    pub modtaget: Moment,
    /// The envelope's text.
    pub konvolut: String,
    /// When the tovholder said that they have read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<Moment>,
}

impl Kept for Henlagt {
    const CODE: &'static str = "henlagt";
    const FOLLOWS: Follows = Follows::Nothing;

    fn folder(&self) -> Folder {
        Folder::Journal(self.ung)
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

/// The tovholder has read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeeHenlagt {
    /// The thing put aside's own id.
    pub id: HenlagtId,
    /// The young person.
    pub ung: UngId,
}

impl Henlagt {
    /// The record of a command that was put aside; none if it is not about one young person's case,
    /// or nothing that anybody wrote. Its text is kept in the log in any case.
    #[must_use]
    pub fn of(envelope: &Envelope, command: &Command, context: &Context) -> Option<Self> {
        if matches!(command, Command::NoteOpslag(_)) {
            return None;
        }
        let ung = command.ung()?;
        let konvolut = serde_json::to_string(envelope).ok()?;
        let Context { written, now, .. } = *context;
        let (id, af) = (HenlagtId(envelope.id.0), envelope.person);
        let (skrevet, modtaget) = (written.min(now), now);
        Some(Self { id, ung, af, skrevet, modtaget, konvolut, set: None })
    }

    /// What was asked, if this version understands it.
    #[must_use]
    pub fn envelope(&self) -> Option<Envelope> {
        serde_json::from_str(&self.konvolut).ok()
    }
}

impl Asks for SeeHenlagt {
    const NAME: &'static str = "henlagt.see.v1";
    const DOOR: Door = Door::Phone;

    fn about(&self) -> About {
        About::Ung(self.ung)
    }

    fn decide(&self, ask: &Ask<'_>) -> Result<Changes, Rejection> {
        let journal = must_be_tovholder(ask, self.ung)?;
        let held = journal.need::<Henlagt>(self.id.0)?;
        if held.set.is_some() {
            return Ok(Changes::default());
        }
        Ok(journal.put(Henlagt { set: Some(ask.happened()), ..held.clone() }))
    }
}
