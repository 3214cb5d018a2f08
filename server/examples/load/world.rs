//! A municipality with as many mentors as there are phones, each with a young person of their own, served on a port
//! and a database of its own.

use domain::digest::ContentHash;
use domain::envelope::{Envelope, Seq};
use domain::exchange::{Cursor, PROTOCOL, Request};
use domain::fixtures::{self, THYLAND};
use domain::id::{CommandId, Epoch, InstallationId, MedarbejderId, TilknytningId, UngId};
use domain::tilknytning::{AssignHelper, Funktion};
use domain::ung::RegisterUng;
use domain::{Command, Moment, Person};
use server::config::Config;
use server::exchange::{Rules, Sender, push};
use server::serve::{self, Server};
use server::state;
use server::store::sqlite::Sqlite;
use server::store::{SessionRow, Store as _, Write as _};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use uuid::Uuid;

use crate::Failed;
use crate::phone::Phone;

pub(crate) struct World {
    server: Server<Sqlite>,
    now: Moment,
    /// Removed when the world ends.
    _folder: TempDir,
}

impl World {
    pub(crate) async fn start(phones: u16) -> Result<Self, Failed> {
        let folder = tempfile::tempdir()?;
        let config = Config {
            listen: "127.0.0.1:0".parse()?,
            database: folder.path().join("load.sqlite"),
            site: folder.path().to_owned(),
            demo: None,
        };
        let world = state::World::real();
        let now = world.clock.now();
        let server = serve::start(&config, world).await?;
        server.store.found(THYLAND, Epoch(Uuid::from_u128(1))).await?;
        let world = Self { server, now, _folder: folder };
        world.set_up(phones).await?;
        Ok(world)
    }

    /// What is there before the phones come, asked by nobody's phone.
    async fn set_up(&self, phones: u16) -> Result<(), Failed> {
        let mut commands = fixtures::setup();
        for number in 0..phones {
            commands.extend(case(number));
        }
        let request = self.as_system(&commands)?;
        let sender = Sender { kommune: THYLAND, person: Person::System };
        let mut tx = self.server.store.write(THYLAND).await?;
        push::push(&mut tx, &Rules::DOMAIN, sender, &request, &request.commands, self.now)
            .await?
            .map_err(|refusal| format!("{refusal:?}"))?;
        tx.commit().await?;
        Ok(())
    }

    fn as_system(&self, commands: &[Command]) -> Result<Request, Failed> {
        let mut sealed = Vec::new();
        for (seq, command) in (1..).zip(commands) {
            let id = CommandId(Uuid::from_u128(0xc000_0000 + u128::from(seq)));
            let envelope = Envelope::new(id, Person::System, self.now, "load", command)?;
            sealed.push(envelope.seal(Seq(seq))?);
        }
        Ok(Request {
            protocol: PROTOCOL,
            app: "load".to_owned(),
            installation: InstallationId(Uuid::from_u128(2)),
            person: Person::System,
            epoch: None,
            cursor: Cursor::default(),
            commands: sealed,
            first_available: Seq(1),
            outbox_len: 0,
            sent_at: self.now,
            want_digests: false,
        })
    }

    /// A mentor's phone, signed in, with its first copy.
    pub(crate) async fn phone(&self, number: u16) -> Result<Phone, Failed> {
        let mut token = [7; 32];
        token[..2].copy_from_slice(&number.to_be_bytes());
        let (kommune, person) = (THYLAND, Person::Medarbejder(mentor(number)));
        let row = SessionRow { kommune, person, created: self.now, last_seen: self.now };
        self.server.store.keep_session(&Sha256::digest(token).into(), &row).await?;
        let cookie = format!("__Host-overgang={:?}", ContentHash(token));
        let mut phone = Phone::new(self.server.address, cookie, person, number, self.now);
        phone.first_copy().await?;
        Ok(phone)
    }

    pub(crate) async fn stop(self) {
        self.server.stop().await;
    }
}

fn case(number: u16) -> [Command; 3] {
    let name = format!("Prøvementor {number}");
    let mentor = fixtures::medarbejder(
        mentor(number),
        &name,
        fixtures::UNGEHUSET,
        &[domain::Rolle::Overgangsmentor],
    );
    let helper = fixtures::tilknytning(
        TilknytningId(Uuid::from_u128(0x5000_0000 + u128::from(number))),
        ung(number),
        mentor.id,
        Funktion::Overgangsmentor,
    );
    [
        domain::organisation::RegisterMedarbejder { medarbejder: mentor }.into(),
        RegisterUng { ung: fixtures::ung(ung(number), "Prøveung", "2008-03-14") }.into(),
        AssignHelper { tilknytning: helper }.into(),
    ]
}

fn mentor(number: u16) -> MedarbejderId {
    MedarbejderId(Uuid::from_u128(0x3000_0000 + u128::from(number)))
}

pub(crate) fn ung(number: u16) -> UngId {
    UngId(Uuid::from_u128(0x4000_0000 + u128::from(number)))
}
