//! A municipality served on a port and a database of its own: with as many mentors as there are phones, each with a
//! young person of their own, or with what a measurement adds.

use std::path::PathBuf;

use domain::digest::ContentHash;
use domain::envelope::{Envelope, Seq};
use domain::exchange::{Outcome, Receipt, Request};
use domain::fixtures::{self, THYLAND};
use domain::id::{
    CommandId, Epoch, InstallationId, MedarbejderId, SessionId, TilknytningId, UngId,
};
use domain::tilknytning::{AssignHelper, Funktion};
use domain::ung::RegisterUng;
use domain::{Command, Moment, Person};
use server::account::session::{ABSOLUTE, fingerprint};
use server::config::Config;
use server::exchange::daily::Bounds;
use server::exchange::{Part, Rules, Sender, push};
use server::serve::{self, Server};
use server::state;
use server::store::sqlite::Sqlite;
use server::store::{How, MadeAs, SessionRow, Store as _, Write as _, WriteAccounts as _};
use tempfile::TempDir;
use uuid::Uuid;

use crate::phone::Phone;
use crate::{Failed, words};

const DATABASE: &str = "load.sqlite";

pub(crate) struct World {
    server: Server<Sqlite>,
    now: Moment,
    asked: u64,
    /// Removed when the world ends.
    folder: TempDir,
}

impl World {
    pub(crate) async fn start(phones: u16) -> Result<Self, Failed> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join("app"))?;
        std::fs::write(folder.path().join("app/index.html"), "")?;
        let config = Config {
            listen: "127.0.0.1:0".parse()?,
            database: folder.path().join(DATABASE),
            heads: folder.path().join("heads"),
            site: folder.path().to_owned(),
            demo: None,
            origin: None,
            oidc: None,
            behind_proxy: false,
            bounds: Bounds::NONE,
        };
        // As `account invite` leaves a database, but with a municipality of the load's own in it.
        let store = Sqlite::open(&config.database).await?;
        store.make_as(MadeAs::Real).await?;
        store.close().await;
        let world = state::World::real();
        let now = world.clock.now();
        let server = serve::start(&config, world).await?;
        server.store.found(THYLAND, Epoch(Uuid::from_u128(1))).await?;
        let mut world = Self { server, now, asked: 0, folder };
        world.ask(&fixtures::setup()).await?;
        for number in 0..phones {
            world.ask(&case(number)).await?;
        }
        Ok(world)
    }

    /// What is there before the phones come, asked by nobody's phone.
    pub(crate) async fn ask(&mut self, commands: &[Command]) -> Result<(), Failed> {
        let request = self.as_system(commands)?;
        let sender = Sender { kommune: THYLAND, person: Person::System };
        let mut tx = self.server.store.write(THYLAND).await?;
        let pushed = push::push(&mut tx, &Rules::DOMAIN, sender, &request, Part::Desk, self.now)
            .await?
            .map_err(|refusal| format!("{refusal:?}"))?;
        let applied = |receipt: &Receipt| receipt.outcome == Outcome::Applied;
        if !pushed.receipts.iter().all(applied) {
            return Err(format!("not applied: {:?}", pushed.receipts).into());
        }
        tx.commit().await?;
        Ok(())
    }

    fn as_system(&mut self, commands: &[Command]) -> Result<Request, Failed> {
        let mut sealed = Vec::new();
        for command in commands {
            self.asked += 1;
            let id = CommandId(Uuid::from_u128(0xc000_0000 + u128::from(self.asked)));
            let envelope = Envelope::new(id, Person::System, self.now, "load", command)?;
            sealed.push(envelope.seal(Seq(self.asked))?);
        }
        let installation = InstallationId(Uuid::from_u128(2));
        Ok(Request::handing_in(sealed, installation, Person::System, "load", self.now))
    }

    /// The file that the server's database lies in.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join(DATABASE)
    }

    /// A mentor's phone, signed in, with its first copy.
    pub(crate) async fn phone(&self, number: u16) -> Result<Phone, Failed> {
        let mut phone = self.new_phone(number, number).await?;
        phone.exchange(0).await?;
        Ok(phone)
    }

    /// A phone of the mentor with that number, signed in, with nothing on it.
    pub(crate) async fn new_phone(&self, mentor_no: u16, number: u16) -> Result<Phone, Failed> {
        let mut token = [7; 32];
        token[..2].copy_from_slice(&number.to_be_bytes());
        let (kommune, person) = (THYLAND, Person::Medarbejder(mentor(mentor_no)));
        let row = SessionRow {
            id: SessionId(Uuid::from_u128(number.into())),
            kommune,
            person,
            how: How::Passkey,
            phone: None,
            confined: false,
            created: self.now,
            last_seen: self.now,
            until: self.now.plus(ABSOLUTE),
        };
        let mut tx = self.server.store.write(kommune).await?;
        tx.put_session(&fingerprint(&token), &row).await?;
        tx.commit().await?;
        let cookie = format!("__Host-overgang={:?}", ContentHash(token));
        Ok(Phone::new(self.server.address, cookie, person, number, self.now))
    }

    pub(crate) async fn stop(self) {
        self.server.stop().await;
    }
}

fn case(number: u16) -> Vec<Command> {
    let name = format!("Prøvementor {number}");
    let roles = [domain::Rolle::Overgangsmentor];
    let medarbejder = fixtures::medarbejder(mentor(number), &name, fixtures::UNGEHUSET, &roles);
    let mut case = vec![domain::organisation::RegisterMedarbejder { medarbejder }.into()];
    case.extend(young(number, mentor(number)));
    case
}

/// A young person with a mentor.
pub(crate) fn young(number: u16, mentor: MedarbejderId) -> [Command; 2] {
    let id = TilknytningId(words::id("tilknytning", number.into()));
    let tilknytning = fixtures::tilknytning(id, ung(number), mentor, Funktion::Overgangsmentor);
    let name = format!("Prøveung {number} Demosen");
    [
        RegisterUng { ung: fixtures::ung(ung(number), &name, "2008-03-14") }.into(),
        AssignHelper { tilknytning }.into(),
    ]
}

pub(crate) fn mentor(number: u16) -> MedarbejderId {
    MedarbejderId(words::id("medarbejder", number.into()))
}

pub(crate) fn ung(number: u16) -> UngId {
    UngId(words::id("ung", number.into()))
}
