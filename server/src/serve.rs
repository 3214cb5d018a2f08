//! Starting and stopping: the database is opened and checked for what it was made as, then the port is
//! listened on; at the end no more is accepted, streams close, the last batch is committed.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::audit::{
    self,
    heads::{HeadsFault, Keeper},
};
use crate::auth::refused::Refused;
use crate::auth::seal::Seal;
use crate::config::Config;
use crate::demo::{self, DemoFault};
use crate::exchange::daily::Bounds;
use crate::exchange::derived;
use crate::files;
use crate::openid::Provider;
use crate::openid::setting::{Misset, Setting};
use crate::poke::Hub;
use crate::router::router;
use crate::state::{App, Site, World};
use crate::store::sqlite::{Sqlite, Untold};
use crate::store::{Fault, MadeAs, Store};
use crate::writer::Writer;

/// How long open calls may take to finish when the server ends.
const GRACE: Duration = Duration::from_secs(4);

/// Where there is this, there is the app.
const FIRST: &str = "app/index.html";

/// How often the end of the audit trail is noted elsewhere.
const NOTED_EVERY: Duration = Duration::from_hours(1);

/// A server that runs.
#[derive(Debug)]
pub struct Server<S> {
    pub address: SocketAddr,
    pub store: S,
    end: watch::Sender<bool>,
    listening: JoinHandle<std::io::Result<()>>,
    writing: JoinHandle<()>,
    kept: Kept,
    keeping: JoinHandle<()>,
    world: World,
}

/// Why the server does not start.
#[derive(Debug)]
pub enum NoStart {
    Fault(Fault),
    Audit(HeadsFault),
    Demo(DemoFault),
    /// The app is not in the folder that was named.
    NoSite(PathBuf),
    /// The folder of the database, or the port, cannot be had.
    Io(std::io::Error),
    /// `--demo` was said, and the database holds people's own data.
    NotADemo,
    /// `--demo` was not said, and the database was made as a demo.
    IsADemo,
    /// What is said of the organisation's own sign-in cannot be used.
    Oidc(Misset),
    /// There is no database of that name, or nothing in it: a real one is made by inviting its first administrator.
    NoDatabase(PathBuf),
    /// An end of the audit trail was signed that this database does not reach.
    Behind(Box<audit::heads::Head>),
    /// Something stands there that no audit trail tells of.
    Untold(Untold),
    /// The origin is not one that browsers let sign in: `https://…`, or `http://localhost`.
    Origin,
}

/// Opens the database and serves it.
pub async fn start(config: &Config, world: World) -> Result<Server<Sqlite>, NoStart> {
    if !config.site.join(FIRST).is_file() {
        return Err(NoStart::NoSite(config.site.clone()));
    }
    let store = open(config).await?;
    if config.demo.is_none() {
        prepare(&store, &world, config).await?;
        believe(&store, config, &world).await?;
        derived::renew(&store).await?;
    } else {
        derived::renew(&store).await?;
        prepare(&store, &world, config).await?;
    }
    start_on(store, config, world).await
}

/// A database is served that goes on where the signed ends of its trails are, and in which nothing stands that no trail
/// tells of.
async fn believe(store: &Sqlite, config: &Config, world: &World) -> Result<(), NoStart> {
    let keeper = Keeper::open(&config.database, &config.heads, world)?;
    if let Some(head) = keeper.beyond(store).await? {
        return Err(NoStart::Behind(Box::new(head)));
    }
    match store.untold().await?.into_iter().next() {
        Some(untold) => Err(NoStart::Untold(untold)),
        None => Ok(()),
    }
}

/// A demo's database is made as it is first served. A real one must be there: a misspelt name must not serve an empty one.
async fn open(config: &Config) -> Result<Sqlite, NoStart> {
    let database = &config.database;
    if config.demo.is_none() && std::fs::metadata(database).map_or(true, |found| found.len() == 0) {
        return Err(NoStart::NoDatabase(database.clone()));
    }
    if let Some(folder) = database.parent().filter(|folder| *folder != Path::new("")) {
        std::fs::create_dir_all(folder).map_err(files::at(folder))?;
    }
    Ok(Sqlite::open(database).await?)
}

/// Serves a database that is prepared.
pub async fn start_on<S: Store>(
    store: S,
    config: &Config,
    mut world: World,
) -> Result<Server<S>, NoStart> {
    if config.demo.is_some() {
        // There many are the same person.
        world.rules.most_phones = u32::MAX;
        world.rules.most_handed = u32::MAX;
    }
    let listener = TcpListener::bind(config.listen).await.map_err(files::named(config.listen))?;
    let address = listener.local_addr()?;
    let (end, ending) = watch::channel(false);
    let hub = Hub::default();
    let (writer, writing) = Writer::start(store.clone(), world.rules, hub.clone());
    let keeper = Arc::new(Keeper::open(&config.database, &config.heads, &world)?);
    let refused = Arc::new(Refused::default());
    let kept = Kept { keeper, refused: Arc::clone(&refused) };
    let keeping = tokio::spawn(keep(kept.clone(), store.clone(), world.clone()));
    let site = Arc::new(Site {
        folder: config.site.clone(),
        demo: config.demo.is_some(),
        behind_proxy: config.behind_proxy,
    });
    let webauthn = webauthn(config, address)?;
    let openid = openid(config, &webauthn)?;
    let app = App {
        store: store.clone(),
        writer,
        hub,
        world: world.clone(),
        site,
        webauthn: Arc::new(webauthn),
        openid,
        limits: Arc::default(),
        seal: Arc::new(Seal::new(&world).map_err(Fault::from)?),
        bounds: if config.demo.is_some() { Bounds::NONE } else { config.bounds },
        refused,
        health: Arc::default(),
        ending: ending.clone(),
    };
    let ended = async move {
        let mut ending = ending;
        // An error means that nobody is left who could end it: then it is over, too.
        let _ = ending.wait_for(|ending| *ending).await;
    };
    let router = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let service = axum::serve(listener, router).with_graceful_shutdown(ended);
    let listening = tokio::spawn(async move { service.await });
    tracing::info!(%address, "listening");
    Ok(Server { address, store, end, listening, writing, kept, keeping, world })
}

/// Passkeys belong to the address people know. Without one it is the port on this machine.
fn webauthn(config: &Config, address: SocketAddr) -> Result<Webauthn, NoStart> {
    let here = || format!("http://localhost:{}", address.port());
    let origin = config.origin.clone().unwrap_or_else(here);
    let origin = Url::parse(&origin).or(Err(NoStart::Origin))?;
    let host = origin.host_str().ok_or(NoStart::Origin)?.to_owned();
    let bare = origin.path() == "/" && origin.query().is_none() && origin.fragment().is_none();
    let bare = bare && origin.username().is_empty() && origin.password().is_none();
    if !bare || (origin.scheme() != "https" && host != "localhost") {
        return Err(NoStart::Origin);
    }
    let built =
        WebauthnBuilder::new(&host, &origin).and_then(|one| one.rp_name("Overgang").build());
    built.or(Err(NoStart::Origin))
}

/// The organisation's own sign-in sends people back to the address that passkeys belong to.
fn openid(config: &Config, webauthn: &Webauthn) -> Result<Option<Arc<Provider>>, NoStart> {
    let Some(file) = &config.oidc else { return Ok(None) };
    let origin = webauthn.get_allowed_origins().first().ok_or(NoStart::Origin)?;
    let origin = origin.origin().ascii_serialization();
    Ok(Some(Arc::new(Provider::new(Setting::read(file)?, &origin)?)))
}

/// What is looked after while the server runs.
#[derive(Clone, Debug)]
struct Kept {
    keeper: Arc<Keeper>,
    refused: Arc<Refused>,
}

/// Notes the end of the audit trail now and then. That it cannot is said, and stops nobody's work.
async fn keep<S: Store>(kept: Kept, store: S, world: World) {
    loop {
        note(&kept, &store, &world).await;
        tokio::time::sleep(NOTED_EVERY).await;
    }
}

async fn note<S: Store>(kept: &Kept, store: &S, world: &World) {
    let now = world.clock.now();
    let told = kept.refused.tell(store, now).await;
    if let Err(fault) = told.and(store.sweep(now).await) {
        tracing::error!(%fault, "what is over was not cleared away");
    }
    if let Err(error) = kept.keeper.note(store, now).await {
        tracing::error!(%error, "the end of the audit trail was not noted");
    }
}

/// A demo's door stands open to everybody: it is never put before a database that was not made as one.
async fn prepare<S: Store>(store: &S, world: &World, config: &Config) -> Result<(), NoStart> {
    let made = store.made_as().await?;
    let ours = |kommuner: &[_]| kommuner.iter().all(|kommune| *kommune == demo::kommune());
    let kommuner = store.kommuner().await?;
    match (config.demo, made) {
        (Some(_), Some(MadeAs::Real)) => Err(NoStart::NotADemo),
        (Some(_), None) if !ours(&kommuner) => Err(NoStart::NotADemo),
        (None, Some(MadeAs::Demo)) => Err(NoStart::IsADemo),
        (None, None) if kommuner.contains(&demo::kommune()) => Err(NoStart::IsADemo),
        (Some(size), _) => Ok(demo::load(store, world, size).await?),
        (None, Some(MadeAs::Real)) => Ok(()),
        (None, None) if kommuner.is_empty() => Err(NoStart::NoDatabase(config.database.clone())),
        (None, None) => Ok(store.make_as(MadeAs::Real).await?),
    }
}

impl<S: Store> Server<S> {
    /// Ends it cleanly. What was acknowledged is on the disk when this returns.
    pub async fn stop(self) {
        let _ = self.end.send(true);
        let abort = self.listening.abort_handle();
        if timeout(GRACE, self.listening).await.is_err() {
            tracing::warn!("some calls were cut off");
            abort.abort();
        }
        // The writer ends when the last handler has let go of it.
        if timeout(GRACE, self.writing).await.is_err() {
            tracing::warn!("the writer was cut off");
        }
        self.keeping.abort();
        note(&self.kept, &self.store, &self.world).await;
        self.store.close().await;
        tracing::info!("stopped");
    }

    /// Returns if it ends by itself, which it should not.
    pub async fn ended(&mut self) {
        let _ = (&mut self.listening).await;
    }
}

impl std::fmt::Display for NoStart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::Audit(fault) => fault.fmt(f),
            Self::Demo(fault) => write!(f, "the example data cannot be loaded: {fault}"),
            Self::Io(error) => error.fmt(f),
            Self::NoSite(folder) => {
                write!(f, "--site {}: the app is not there ({FIRST})", folder.display())
            }
            Self::Oidc(misset) => misset.fmt(f),
            Self::NoDatabase(file) => write!(
                f,
                "{}: there is no database of a municipality here; `overgang account invite` makes one and \
                 invites its first administrator",
                file.display()
            ),
            Self::Behind(head) => write!(
                f,
                "the audit trail of {} was signed up to entry {} and does not reach it here: if the database \
                 was put back from a backup, say so with `overgang restored`; if not, it is not the one that \
                 was served last",
                head.kommune, head.no
            ),
            Self::Untold(untold) => {
                write!(f, "the audit trail was taken away: {untold}; put the database back from a backup")
            }
            Self::Origin => f.write_str(
                "--origin is the address people use, https://… with no path; without TLS only \
                 http://localhost lets anybody sign in",
            ),
            Self::NotADemo => f.write_str(
                "this database holds people's own data and is never opened with --demo, which lets \
                 anybody sign in as anybody; name another file with --database",
            ),
            Self::IsADemo => f.write_str(
                "this database was made as a demo and is only opened with --demo; name another file \
                 with --database",
            ),
        }
    }
}

impl std::error::Error for NoStart {}

impl From<Fault> for NoStart {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Misset> for NoStart {
    fn from(misset: Misset) -> Self {
        Self::Oidc(misset)
    }
}

impl From<HeadsFault> for NoStart {
    fn from(fault: HeadsFault) -> Self {
        Self::Audit(fault)
    }
}

impl From<DemoFault> for NoStart {
    fn from(fault: DemoFault) -> Self {
        Self::Demo(fault)
    }
}

impl From<std::io::Error> for NoStart {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}
