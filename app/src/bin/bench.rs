//! The phone as the benchmarks drive it: the app's own store, copy and transport, with no page on top. What is
//! measured, and against whom, is in `bench/`. Here alone a copy can also lie unsealed, to tell what sealing costs.

use std::rc::Rc;

use app::browser::clock;
use app::store::{IndexedDbStore, schema};
use app::sync::BrowserTransport;
use domain::edge::{self, Commands};
use domain::id::{InstallationId, NotatId, UngId};
use domain::notat::{CorrectNotat, Notat, Notatslags, Synlighed, WriteNotat};
use domain::record::{Listed, list};
use domain::text::LongText;
use domain::{Command, Folder, Kind, Moment, Person, View};
use js_sys::{Error, JsString};
use replica::lock::DataKey;
use replica::store::locked::Locked;
use replica::store::{Batch, Row, Store, StoreError, Table, Written};
use replica::{Identity, Phone};
use wasm_bindgen::prelude::*;

fn main() {}

/// A phone.
#[wasm_bindgen]
pub struct Bench(Rc<Phone<Shelf, BrowserTransport>>);

#[wasm_bindgen]
impl Bench {
    /// Opens a person's copy, as the app does at its start; not `sealed`, as the app never does.
    pub async fn open(person: String, kommune: String, sealed: bool) -> Result<Self, Error> {
        // This program is whole.
        edge::arrive(Commands::whole());
        let person: Person = person.parse().map_err(fault)?;
        let kommune = kommune.parse().map_err(fault)?;
        let identity = Identity { installation: InstallationId(clock::new_id()), person, kommune };
        let store = IndexedDbStore::open(&schema::name(person)).await.map_err(fault)?;
        // What the PIN costs is a matter of the start.
        let store = if sealed {
            Shelf::Sealed(Locked::new(store, &DataKey::new([7; 32])))
        } else {
            Shelf::Open(store)
        };
        let app = env!("CARGO_PKG_VERSION");
        let phone = Phone::open(store, BrowserTransport, identity, app).await.map_err(fault)?;
        phone.expire(clock::now()).await.map_err(fault)?;
        Ok(Self(Rc::new(phone)))
    }

    /// Writes a note in a young person's journal; it is stored, strictly, when this ends.
    pub async fn write(
        &self,
        id: String,
        ung: String,
        sket: f64,
        tekst: String,
    ) -> Result<(), Error> {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds are whole numbers")]
        let sket = Moment(sket as i64);
        let write = WriteNotat {
            id: id.parse().map_err(fault)?,
            ung: ung.parse().map_err(fault)?,
            synlighed: Synlighed::Journal,
            slags: Notatslags::Samtale,
            sket,
            tekst: LongText::parse(&tekst).map_err(fault)?,
            punkter: std::iter::empty().collect(),
            aftale: None,
        };
        self.submit(write.into()).await
    }

    /// Corrects a note.
    pub async fn correct(&self, id: String, ung: String, tekst: String) -> Result<(), Error> {
        let id: NotatId = id.parse().map_err(fault)?;
        let ung: UngId = ung.parse().map_err(fault)?;
        let tekst = LongText::parse(&tekst).map_err(fault)?;
        self.submit(CorrectNotat { id, ung, synlighed: Synlighed::Journal, tekst }.into()).await
    }

    /// One exchange; answers whether there is more to send or to fetch.
    pub async fn exchange(&self) -> Result<bool, Error> {
        let got = self.0.exchange(clock::now()).await;
        got.map(|got| got.more).map_err(fault)
    }

    /// How many commands wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.0.look(|replica| replica.waiting().count())
    }

    /// How many notes there are, each of them read.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.look(|replica| {
            let view = replica.view();
            let journals = replica.folders().filter(|folder| matches!(folder, Folder::Journal(_)));
            journals.map(|folder| list::<Notat>(&view, folder).len()).sum()
        })
    }

    /// What the notes made last say.
    #[must_use]
    pub fn newest(&self, most: usize) -> Vec<JsString> {
        self.0.look(|replica| {
            let view = replica.view();
            let mut keys = view.keys(Kind::Notat);
            keys.sort_unstable_by_key(|key| std::cmp::Reverse(key.id));
            let newest =
                keys.iter().take(most).filter_map(|key| view.get(key)).filter_map(Notat::of);
            newest.map(|notat| JsString::from(notat.gaeldende().as_str())).collect()
        })
    }
}

impl Bench {
    async fn submit(&self, command: Command) -> Result<(), Error> {
        let done = self.0.submit(command, clock::stamp(), None).await;
        done.map(drop).map_err(fault)
    }
}

/// How the copy lies on the phone.
enum Shelf {
    Sealed(Locked<IndexedDbStore>),
    Open(IndexedDbStore),
}

impl Store for Shelf {
    async fn read(&self, table: Table) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sealed(store) => store.read(table).await,
            Self::Open(store) => store.read(table).await,
        }
    }

    async fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        match self {
            Self::Sealed(store) => store.write(batch).await,
            Self::Open(store) => store.write(batch).await,
        }
    }
}

fn fault(error: impl std::fmt::Debug) -> Error {
    Error::new(&format!("{error:?}"))
}
