//! What every handler shares, and the only place where time and chance come from the world. Elsewhere
//! they are passed in, so that tests move the clock by hand.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use domain::Moment;
use tokio::sync::watch;
use uuid::Uuid;
use webauthn_rs::Webauthn;

use crate::api::health::Health;
use crate::auth::limit::Limits;
use crate::auth::refused::Refused;
use crate::auth::seal::Seal;
use crate::exchange::Rules;
use crate::exchange::daily::Bounds;
use crate::openid::Provider;
use crate::poke::Hub;
use crate::writer::Writer;

/// What handlers share.
#[derive(Clone, Debug)]
pub struct App<S> {
    pub store: S,
    pub writer: Writer,
    pub hub: Hub,
    pub world: World,
    pub site: Arc<Site>,
    /// Checks passkeys.
    pub webauthn: Arc<Webauthn>,
    /// The organisation's own sign-in, if the operator named one.
    pub openid: Option<Arc<Provider>>,
    /// How often anybody may guess, and how much somebody may ask for.
    pub limits: Arc<Limits>,
    /// How much of some things there is for one person a day.
    pub bounds: Bounds,
    /// Closes what browsers keep for the server.
    pub seal: Arc<Seal>,
    /// How many guessed wrong.
    pub refused: Arc<Refused>,
    /// Whether the database took what was last tried.
    pub health: Arc<Health>,
    /// Turns true when the server is to end: streams close then.
    pub ending: watch::Receiver<bool>,
}

/// Time, chance, and the rules.
#[derive(Clone, Debug)]
pub struct World {
    pub clock: Arc<dyn Clock>,
    pub chance: Arc<dyn Chance>,
    pub rules: Rules,
}

/// What the server serves besides records.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder the app was built into.
    pub folder: PathBuf,
    /// Anybody may sign in as one of the invented persons.
    pub demo: bool,
    /// A proxy stands in front and notes who asks.
    pub behind_proxy: bool,
}

/// Tells the time.
pub trait Clock: Send + Sync + std::fmt::Debug {
    fn now(&self) -> Moment;
}

/// Throws the dice.
pub trait Chance: Send + Sync + std::fmt::Debug {
    /// 32 bytes that nobody can guess.
    fn bytes(&self) -> Result<[u8; 32], NoChance>;
}

/// The system has no randomness to give. Nothing that needs it may go on.
#[derive(Clone, Copy, Debug)]
pub struct NoChance;

/// The system's clock and randomness.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl<S> App<S> {
    /// The address people use.
    #[must_use]
    pub fn origin(&self) -> String {
        let origin = self.webauthn.get_allowed_origins().first();
        origin.map(|origin| origin.origin().ascii_serialization()).unwrap_or_default()
    }
}

impl World {
    /// The real one.
    #[must_use]
    pub fn real() -> Self {
        Self { clock: Arc::new(System), chance: Arc::new(System), rules: Rules::DOMAIN }
    }

    /// A fresh id.
    pub fn id(&self) -> Result<Uuid, NoChance> {
        let bytes = self.chance.bytes()?;
        let (half, _) = bytes.split_first_chunk().ok_or(NoChance)?;
        Ok(uuid::Builder::from_random_bytes(*half).into_uuid())
    }
}

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "the one place where time comes from")]
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        Moment(since.ok().and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or(0))
    }
}

impl Chance for System {
    #[expect(clippy::disallowed_methods, reason = "the one place where chance comes from")]
    fn bytes(&self) -> Result<[u8; 32], NoChance> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).or(Err(NoChance))?;
        Ok(bytes)
    }
}

impl std::fmt::Display for NoChance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the system gives no randomness")
    }
}

impl std::error::Error for NoChance {}
