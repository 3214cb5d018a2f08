//! The way in: the lock of a person's copy, and what of it needs the server. Pages call this from event handlers;
//! what they show is in `view::gate`, and how a passkey of the phone's own is made in `gate::passkey`.

pub mod passkey;

use replica::exchange::Failure;
use replica::lock::{Answer, By, Cost, DataKey, GivenShare, Lock, NoEntry, Pin, Shut, Standing};
use replica::store::locked::Locked;
use replica::store::{Batch, Durability, Store as _, Table, Written};
use replica::{Identity, PhoneError, Replica, StoreError};
use wasm_bindgen_futures::spawn_local;

use crate::browser::{self, chance, clock};
use crate::components::later;
use crate::field::Field;
use crate::store::{IndexedDbStore, schema};
use crate::sync::installation::{self, Bytes, Enrolled, NotGiven};
use crate::{app, boot};

/// The gate before one person's copy; cheap to clone into event handlers.
#[derive(Clone, Debug)]
pub struct Gateway {
    store: IndexedDbStore,
    lock: Lock<IndexedDbStore>,
    identity: Identity,
}

/// Why it does not open.
#[derive(Clone, Debug, PartialEq)]
pub enum StaysShut {
    /// The lock says so.
    Lock(NoEntry),
    /// The server's part is needed, and it did not give it.
    Server(NotGiven),
    /// The browser gives no chance to make a key of.
    NoChance,
    /// It is open, and what lies behind it cannot be used.
    Broken(PhoneError),
}

/// The row of the phone's own secret, among the sealed ones.
const SECRET: &str = "secret";

impl Gateway {
    /// The gate of this person's copy, and how its lock stands. An installation that is known keeps its id.
    pub async fn of(identity: Identity) -> Result<(Self, Standing), StoreError> {
        let store = IndexedDbStore::open(&schema::name(identity.person)).await?;
        let lock = Lock::of(store.clone());
        let standing = lock.standing(clock::now()).await?;
        let identity = match standing {
            Standing::Shut(Shut { identity: known, .. }) => known,
            Standing::Unset { installation: Some(installation) } => {
                Identity { installation, ..identity }
            }
            Standing::Unset { installation: None } => identity,
        };
        Ok((Self { store, lock, identity }, standing))
    }

    /// How the lock stands now.
    pub async fn standing(&self) -> Result<Standing, StoreError> {
        self.lock.standing(clock::now()).await
    }

    /// Makes this phone known to the server, as that of the person who has just signed in.
    pub async fn enrol(&self) -> Result<Enrolled, NotGiven> {
        installation::enrol(self.identity.installation).await
    }

    /// Lets the phone ask for a finger or a face: what its passkey answers opens the lock. Whatever comes of it, the
    /// PIN is there as before.
    pub async fn ask_passkey(&self) -> Result<Answer, StaysShut> {
        let passkey = self.lock.passkey().await.map_err(NoEntry::from)?.ok_or(NoEntry::Moved)?;
        Ok(browser::passkey::ask(&passkey).await.ok_or(NoEntry::Wrong)?)
    }

    /// Tries a PIN, or what a passkey answered. If the server's share is not here any more, the server is asked for it
    /// first; so too where the clock is wrong, as the server knows the time. For somebody who comes from signing in the
    /// phone is enrolled anew.
    pub async fn open(&self, by: By<'_>, arriving: bool) -> Result<Field, StaysShut> {
        let mut share = None;
        let key = loop {
            match self.lock.open(by, share, clock::now()).await {
                Err(NoEntry::WantsShare) => share = Some(self.share().await?),
                Err(NoEntry::ClockWrong) => {
                    share = Some(self.share().await.or(Err(NoEntry::ClockWrong))?);
                }
                result => break result?,
            }
        };
        let locked = Locked::new(self.store.clone(), &key);
        let field = self.enter(&locked).await?;
        self.renew(locked, arriving);
        Ok(field)
    }

    /// Sets the first PIN of a new copy.
    pub async fn choose(&self, pin: &Pin, enrolled: &Enrolled) -> Result<Field, StaysShut> {
        let key = DataKey::new(chance::bytes().ok_or(StaysShut::NoChance)?);
        self.set(&key, pin, enrolled).await
    }

    /// Sets a new PIN for somebody who has signed in anew: the copy stays as it is.
    pub async fn choose_anew(&self, pin: &Pin, enrolled: &Enrolled) -> Result<Field, StaysShut> {
        let key = self.lock.recover(&enrolled.parts.recovery).await?;
        self.set(&key, pin, enrolled).await
    }

    async fn set(&self, key: &DataKey, pin: &Pin, from: &Enrolled) -> Result<Field, StaysShut> {
        let salt = chance::bytes().ok_or(StaysShut::NoChance)?;
        let with = (pin, salt, Cost::PHONE);
        let locked = self.lock.set(self.identity, key, &from.parts, with, clock::now()).await?;
        keep_secret(&locked, &from.secret).await.map_err(NoEntry::from)?;
        self.enter(&locked).await
    }

    async fn share(&self) -> Result<[u8; 32], StaysShut> {
        let given = installation::share(self.identity.installation).await;
        given.map(|given| given.share).map_err(StaysShut::Server)
    }

    async fn enter(&self, locked: &Locked<IndexedDbStore>) -> Result<Field, StaysShut> {
        // What waits is to show at once. If it cannot be read yet it does when it can.
        if self.lock.unsent().await.is_ok_and(|count| count > 0) {
            let _came = later::commands().await;
        }
        Field::open(self.identity, locked.clone()).await.map_err(StaysShut::Broken)
    }

    /// Every time somebody is let in with a network, the phone can be without one for as long again.
    fn renew(&self, locked: Locked<IndexedDbStore>, arriving: bool) {
        let gate = self.clone();
        spawn_local(async move {
            let anew = if arriving { gate.enrol_anew(&locked).await } else { None };
            let given = match anew {
                Some(given) => Ok(given),
                None => installation::share(gate.identity.installation).await,
            };
            if let Ok(given) = given {
                // Not kept is not renewed: the one before still counts.
                drop(gate.lock.keep_share(given, clock::now()).await);
            }
        });
    }

    /// Somebody has just signed in: from now on the phone signs them in by itself for as long again. Answers the
    /// share, which is the one it had; none if they did so too long ago.
    async fn enrol_anew(&self, locked: &Locked<IndexedDbStore>) -> Option<GivenShare> {
        let Enrolled { parts, secret } = self.enrol().await.ok()?;
        // A secret that is not kept is missed when the session ends: then they sign in again.
        drop(keep_secret(locked, &secret).await);
        Some(parts.given)
    }
}

/// Opens a session with the secret that lies behind the lock. Answers whether there is one now.
pub async fn renew_session(identity: Identity, store: &Locked<IndexedDbStore>) -> bool {
    let Ok(rows) = store.read(Table::Meta).await else { return false };
    let found = rows.into_iter().find(|(key, _)| key == SECRET);
    let secret = found.and_then(|(_, value)| Some(Bytes(value.try_into().ok()?)));
    match secret {
        Some(secret) => installation::session(identity.installation, secret).await.is_ok(),
        None => false,
    }
}

/// Lets go of the phone's secret: whoever signs out is not signed in again by the phone.
pub async fn forget_secret(store: &Locked<IndexedDbStore>) -> Result<(), StoreError> {
    let mut batch = Batch::new(Durability::Strict);
    batch.remove(Table::Meta, SECRET);
    store.write(batch).await.map(drop)
}

/// The phone was shut out and has handed in what it had: nothing of the copy stays here. Where that fails, or something
/// was written meanwhile, the next exchange hands it in and says so again.
pub async fn clear(field: Field) -> Result<(), Failure> {
    let next = field.phone().look(Replica::handed_in).ok_or(Failure::Overtaken)?;
    match field.store().lock().wipe(next).await? {
        Written::GuardFailed => Err(Failure::Overtaken),
        Written::Done => {
            boot::clear();
            field.tell_other_tabs();
            app::lock();
            Ok(())
        }
    }
}

async fn keep_secret(store: &Locked<IndexedDbStore>, secret: &Bytes) -> Result<(), StoreError> {
    let mut batch = Batch::new(Durability::Strict);
    batch.put(Table::Meta, SECRET, secret.0.to_vec());
    store.write(batch).await.map(drop)
}

impl From<NoEntry> for StaysShut {
    fn from(why: NoEntry) -> Self {
        Self::Lock(why)
    }
}
