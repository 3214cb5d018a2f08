//! What every story needs: a server with Thyland in it, whose clock is moved by hand, and people with
//! phones.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::digest::ContentHash;
use domain::envelope::{Envelope, Seq};
use domain::exchange::{Receipt, Request};
use domain::fixtures::{ANNA, ANNA_FOR_MADS, BENT, MADS, NOW, THYLAND, setup};
use domain::id::{CommandId, Epoch, InstallationId, SessionId};
use domain::moment::HOUR;
use domain::tilknytning::EndTilknytning;
use domain::{Command, Moment, Person};
use server::account::session::{ABSOLUTE, fingerprint};
use server::audit::{Act, Entry};
use server::config::Config;
use server::exchange::daily::Bounds;
use server::exchange::{Part, Rules, Sender, push};
use server::serve::{self, Server};
use server::state::{Clock, World};
use server::store::sqlite::Sqlite;
use server::store::{
    How, MadeAs, Read as _, SessionRow, Store as _, Write as _, WriteAccounts as _,
};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) mod authenticator;
pub(crate) mod http;
pub(crate) mod phone;
pub(crate) mod provider;

pub(crate) use http::{Answer, Http};
pub(crate) use phone::Phone;
pub(crate) use provider::Provider;

/// A running server.
pub(crate) struct TestApp {
    pub(crate) http: Http,
    pub(crate) clock: Arc<HandClock>,
    server: Option<Server<Sqlite>>,
    config: Config,
    rules: Rules,
    folder: TempDir,
    made: u128,
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub(crate) struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

impl HandClock {
    pub(crate) const fn at(moment: Moment) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    pub(crate) fn set(&self, moment: Moment) {
        self.0.store(moment.0, Ordering::SeqCst);
    }

    pub(crate) fn forward(&self, milliseconds: i64) {
        self.set(self.now().plus(milliseconds));
    }
}

impl TestApp {
    /// With Thyland set up.
    pub(crate) async fn start() -> Self {
        let mut app = Self::empty(Rules::DOMAIN).await;
        app.set_up(setup()).await;
        app
    }

    /// With Thyland set up, where nobody has too many phones.
    pub(crate) async fn start_with_any_number_of_phones() -> Self {
        Self::start_with(Rules { most_phones: u32::MAX, ..Rules::DOMAIN }).await
    }

    pub(crate) async fn start_with(rules: Rules) -> Self {
        let mut app = Self::empty(rules).await;
        app.set_up(setup()).await;
        app
    }

    /// Two hours after Anna was told that she helps Mads for one hour more; her phone has not been told. The second
    /// phone is Bent's.
    pub(crate) async fn after_anna() -> (Self, Phone, Phone) {
        let mut app = Self::start().await;
        let (mut anna, mut bent) = (app.phone(ANNA).await, app.phone(BENT).await);
        anna.sync().await;
        let until = NOW.plus(HOUR);
        bent.write(EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until });
        bent.sync().await;
        app.clock.forward(2 * HOUR);
        (app, anna, bent)
    }

    /// With no municipality in it.
    pub(crate) async fn empty(rules: Rules) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            listen: "127.0.0.1:0".parse().unwrap(),
            database: folder.path().join("data/test.sqlite"),
            heads: folder.path().join("heads"),
            site: site(&folder),
            demo: None,
            origin: None,
            oidc: None,
            behind_proxy: false,
            bounds: Bounds::default(),
        };
        let clock = Arc::new(HandClock::at(NOW));
        let http = Http::to("127.0.0.1:0".parse().unwrap());
        make_real(&config.database).await;
        let mut app = Self { http, clock, server: None, config, rules, folder, made: 0 };
        app.run().await;
        app
    }

    async fn run(&mut self) {
        let world = World { clock: self.clock.clone(), rules: self.rules, ..World::real() };
        let server = serve::start(&self.config, world).await.unwrap();
        self.http = Http::to(server.address);
        self.server = Some(server);
    }

    /// Stops the server and starts it again, perhaps with other rules.
    pub(crate) async fn restart(&mut self, rules: Rules) {
        self.stop().await;
        self.rules = rules;
        self.run().await;
    }

    /// A provider beside it, and the server started anew with its name; what else its file says is `more`.
    pub(crate) async fn provider(&mut self, more: &str) -> Provider {
        let provider = Provider::start(self.clock.clone()).await;
        let (file, secret) = (self.file("oidc.toml"), self.file("oidc-secret"));
        std::fs::write(&secret, provider::SECRET).unwrap();
        std::fs::write(&file, provider.file(&secret, more)).unwrap();
        self.config.oidc = Some(file);
        self.restart(self.rules).await;
        provider
    }

    /// Starts it again after a stop.
    pub(crate) async fn run_again(&mut self) {
        self.run().await;
    }

    pub(crate) fn clock_now(&self) -> Moment {
        self.clock.now()
    }

    pub(crate) async fn stop(&mut self) {
        self.server.take().unwrap().stop().await;
    }

    pub(crate) fn store(&self) -> &Sqlite {
        &self.server.as_ref().unwrap().store
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn file(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// A number that no other has had.
    pub(crate) fn number(&mut self) -> u128 {
        self.made += 1;
        0xfeed_0000 + self.made
    }

    /// What the set-up asks, by no phone.
    pub(crate) async fn set_up(&mut self, commands: Vec<Command>) -> Vec<Receipt> {
        let epoch = Epoch(Uuid::from_u128(self.number()));
        self.store().found(THYLAND, epoch).await.unwrap();
        let mut receipts = Vec::new();
        for part in commands.chunks(100) {
            let request = self.as_system(part);
            let sender = Sender { kommune: THYLAND, person: Person::System };
            let now = self.clock.now();
            let mut tx = self.store().write(THYLAND).await.unwrap();
            let pushed =
                push::push(&mut tx, &Rules::DOMAIN, sender, &request, Part::Desk, now).await;
            tx.commit().await.unwrap();
            receipts.extend(pushed.unwrap().unwrap().receipts);
        }
        receipts
    }

    fn as_system(&mut self, commands: &[Command]) -> Request {
        let (now, person) = (self.clock.now(), Person::System);
        let installation = InstallationId(Uuid::from_u128(self.number()));
        let seal = |(place, command): (u64, &Command)| {
            let id = CommandId(Uuid::from_u128(self.number()));
            let envelope = Envelope::new(id, person, now, "test", command).unwrap();
            envelope.seal(Seq(place)).unwrap()
        };
        let commands = (1..).zip(commands).map(seal).collect();
        Request::handing_in(commands, installation, person, "test", now)
    }

    /// A session, without the form in front of it. Returns the cookie.
    pub(crate) async fn sign_in(&mut self, person: impl Into<Who>) -> String {
        let Who(person) = person.into();
        let mut token = [0; 32];
        token[..16].copy_from_slice(&self.number().to_be_bytes());
        let now = self.clock.now();
        let row = SessionRow {
            id: SessionId(Uuid::from_u128(self.number())),
            kommune: THYLAND,
            person,
            how: How::Passkey,
            phone: None,
            confined: false,
            created: now,
            last_seen: now,
            until: now.plus(ABSOLUTE),
        };
        let mut tx = self.store().write(THYLAND).await.unwrap();
        tx.put_session(&fingerprint(&token), &row).await.unwrap();
        tx.commit().await.unwrap();
        format!("__Host-overgang={:?}", ContentHash(token))
    }

    /// What the audit trail tells, in order.
    pub(crate) async fn trail(&self) -> Vec<Entry> {
        let mut snapshot = self.store().read(THYLAND).await.unwrap();
        let rows = snapshot.audit(0, 100_000).await.unwrap();
        rows.iter().map(|row| serde_json::from_str(&row.entry).unwrap()).collect()
    }

    /// What the audit trail tells of somebody, in order.
    pub(crate) async fn done_by(&self, who: impl Into<Who>) -> Vec<Act> {
        let Who(person) = who.into();
        let its = self.trail().await.into_iter().filter(|entry| entry.who == person);
        its.map(|entry| entry.did).collect()
    }

    /// A phone in somebody's hand, signed in.
    pub(crate) async fn phone(&mut self, person: impl Into<Who>) -> Phone {
        let Who(person) = person.into();
        let cookie = self.sign_in(person).await;
        let number = self.number();
        Phone::new(self.http.clone(), self.clock.clone(), person, cookie, number)
    }
}

/// Somebody, by any of their ids.
pub(crate) struct Who(Person);

impl From<Person> for Who {
    fn from(person: Person) -> Self {
        Self(person)
    }
}

impl From<domain::id::MedarbejderId> for Who {
    fn from(id: domain::id::MedarbejderId) -> Self {
        Self(Person::Medarbejder(id))
    }
}

impl From<domain::id::UngId> for Who {
    fn from(id: domain::id::UngId) -> Self {
        Self(Person::Ung(id))
    }
}

/// A built site, as small as can be.
fn site(folder: &TempDir) -> std::path::PathBuf {
    let site = folder.path().join("site");
    std::fs::create_dir_all(site.join("app/assets")).unwrap();
    let files: [(&str, &[u8]); 9] = [
        ("build.json", br#"{"css":"/app/assets/app.0.css","icons":"/app/assets/ui.0.svg"}"#),
        ("app/index.html", b"<!doctype html><title>app</title>"),
        ("app/index.html.br", b"as if packed"),
        ("app/sw.js", b"// worker"),
        ("app/sw-kill.js", b"// away"),
        ("app/manifest.webmanifest", b"{}"),
        ("app/assets/app.0.css", b"body{}"),
        ("app/assets/ui.0.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("app/assets/app.0.wasm", b"\0asm"),
    ];
    for (name, content) in files {
        std::fs::write(site.join(name), content).unwrap();
    }
    site
}

/// A database of a real municipality as `account invite` leaves it, but with no municipality in it yet.
pub(crate) async fn make_real(database: &std::path::Path) {
    std::fs::create_dir_all(database.parent().unwrap()).unwrap();
    let store = Sqlite::open(database).await.unwrap();
    store.make_as(MadeAs::Real).await.unwrap();
    store.close().await;
}
