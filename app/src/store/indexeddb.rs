//! The store in `IndexedDB`. A batch is one transaction: the guard is read if there is one, the changes are
//! sent, and it is committed; nothing else is awaited in between. Browsers lose the database under an app and say
//! so in many ways: whatever opening it anew may mend is tried so before anybody hears of it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr as _;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::typed_array::TypedArray;
use js_sys::{Function, Promise};
use replica::store::{
    Batch, Claim, Durability, Guard, Row, RowChange, Store, StoreError, Table, Written,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::schema;
use crate::browser::clock;

/// What failed is tried again with the database opened anew: at once, and once more after so many milliseconds.
const TRIED_AGAIN: [u32; 2] = [0, 400];

/// A person's database.
#[derive(Clone, Debug)]
pub struct IndexedDbStore {
    name: Rc<str>,
    database: Rc<RefCell<Option<Database>>>,
    writing: Line,
}

impl IndexedDbStore {
    /// Opens the database of that name; made if there is none.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let store = Self { name: name.into(), database: Rc::default(), writing: Line::default() };
        store.persistently(|| store.database()).await?;
        Ok(store)
    }

    /// Tries something, and again where it failed for a reason that may lie with the open database: the names of
    /// such reasons are the browser's own and are no list that could be kept.
    async fn persistently<T, F>(&self, attempt: impl Fn() -> F) -> Result<T, StoreError>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        let mut result = attempt().await;
        for pause in TRIED_AGAIN {
            if !result.as_ref().is_err_and(may_mend) {
                break;
            }
            if pause > 0 {
                clock::pause(pause).await;
            }
            self.forget();
            result = attempt().await;
        }
        result
    }

    async fn database(&self) -> Result<Database, StoreError> {
        if let Some(open) = self.database.borrow().as_ref() {
            return Ok(open.clone());
        }
        let opened = open(&self.name).await.map_err(|error| of_open(&error))?;
        self.yield_to_upgrades(&opened);
        self.database.replace(Some(opened.clone()));
        Ok(opened)
    }

    /// A newer tab that wants to upgrade the schema must not wait for this one; and a database the
    /// browser closed is opened anew at the next use.
    fn yield_to_upgrades(&self, opened: &Database) {
        let Ok(mut changes) = opened.version_changes() else { return };
        let (held, opened) = (Rc::clone(&self.database), opened.clone());
        spawn_local(async move {
            let _wanted_or_closed = changes.recv().await;
            held.borrow_mut().take();
            // Reads that wait together open it each for themselves; every one of them lets go.
            opened.close();
        });
    }

    fn forget(&self) {
        self.database.borrow_mut().take();
    }

    async fn try_read(&self, table: Table) -> Result<Vec<Row>, StoreError> {
        let database = self.database().await?;
        let read = async {
            let transaction = database.transaction(table.name()).build()?;
            let rows = transaction.object_store(table.name())?;
            let keys = rows.get_all_keys::<String>().primitive()?;
            let values = rows.get_all::<TypedArray<u8>>().primitive()?;
            let keys: Vec<String> = keys.await?.collect::<Result<_, _>>()?;
            let values: Vec<TypedArray<u8>> = values.await?.collect::<Result<_, _>>()?;
            Ok(keys.into_iter().zip(values.into_iter().map(Vec::from)).collect())
        };
        read.await.map_err(|error| of(&error))
    }

    async fn try_write(&self, batch: &Batch) -> Result<Written, StoreError> {
        let database = self.database().await?;
        let sending = async {
            let transaction = begin(&database, batch)?;
            let first = first_error_alone(&transaction);
            if let Some(guard) = &batch.guard
                && !holds(guard, &transaction).await?
            {
                return Ok(None);
            }
            for change in batch.changes.iter().filter(|change| change.claim == Claim::Last) {
                if !is_last(change, &transaction).await? {
                    return Ok(None);
                }
            }
            for change in &batch.changes {
                send(change, &transaction)?;
            }
            answered(batch, &transaction).await;
            Ok(Some((transaction, first)))
        };
        match sending.await.map_err(|error| of(&error))? {
            Some((transaction, _first)) => commit(transaction).await,
            None => Ok(Written::GuardFailed),
        }
    }
}

impl Store for IndexedDbStore {
    async fn read(&self, table: Table) -> Result<Vec<Row>, StoreError> {
        self.persistently(|| self.try_read(table)).await
    }

    /// A batch may have been written although the browser said no. What must not be written twice is guarded or
    /// claimed, and then a second try says so.
    async fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        // In the order in which they were asked for: what is tried again must not come after what was written since.
        let _turn = self.writing.turn().await;
        self.persistently(|| self.try_write(&batch)).await
    }
}

thread_local! {
    /// The newest turn in any line.
    static NEWEST: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Waits until all that was to be written by now is, or could not be.
pub async fn written() {
    if let Some(newest) = NEWEST.with_borrow(Clone::clone) {
        let _over = JsFuture::from(newest).await;
    }
}

/// A line in which one works at a time.
#[derive(Clone, Debug, Default)]
struct Line(Rc<RefCell<Option<Promise>>>);

/// A turn in it, until it is dropped.
struct Turn(Option<Function>);

impl Line {
    async fn turn(&self) -> Turn {
        let mut over = None;
        let mine = Promise::new(&mut |done, _| over = Some(done));
        NEWEST.replace(Some(mine.clone()));
        if let Some(before) = self.0.replace(Some(mine)) {
            let _over = JsFuture::from(before).await;
        }
        Turn(over)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(over) = self.0.take() {
            let _next = over.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Whether opening the database anew may help: a full phone stays full, and what is stored stays what it is.
const fn may_mend(error: &StoreError) -> bool {
    match error {
        StoreError::Closed | StoreError::Other(_) => true,
        StoreError::Full | StoreError::Corrupt(_) => false,
    }
}

/// A newer edition may have been here, and may still be open in another tab. Upgrades only add, so an older
/// one goes on reading and writing what it knows.
async fn open(name: &str) -> Result<Database, OpenDbError> {
    let upgrade = |_, database: Database| schema::upgrade(&database);
    let opening = Database::open(name).with_version(schema::VERSION);
    match opening.with_on_upgrade_needed(upgrade).await {
        Err(OpenDbError::Base(Error::DomException(DomException::Other(why)))) if is_newer(&why) => {
            Database::open(name).await
        }
        opened => opened,
    }
}

fn begin<'a>(database: &'a Database, batch: &Batch) -> Result<Transaction<'a>, Error> {
    let mut names: Vec<&str> = batch.changes.iter().map(|change| change.table.name()).collect();
    names.extend(batch.guard.as_ref().map(|guard| guard.table.name()));
    names.sort_unstable();
    names.dedup();
    let durability = match batch.durability {
        Durability::Strict => TransactionDurability::Strict,
        Durability::Relaxed => TransactionDurability::Relaxed,
    };
    let options = TransactionOptions::new().with_durability(durability);
    let transaction = database.transaction(names).with_mode(TransactionMode::Readwrite);
    transaction.with_options(options).build()
}

/// The transaction hears of its first error alone, as long as the listener is kept: what an abort takes along has an error
/// each, and the library's listener throws when it is called again.
fn first_error_alone(transaction: &Transaction<'_>) -> EventListener {
    let inner = transaction.as_sys().clone();
    EventListener::new(transaction.as_sys(), "error", move |_| inner.set_onerror(None))
}

async fn holds(guard: &Guard, transaction: &Transaction<'_>) -> Result<bool, Error> {
    Ok(row(guard.table, guard.key.as_ref(), transaction).await? == guard.says)
}

/// Whether nothing stands at the row's place in its table, nor after it.
async fn is_last(change: &RowChange, transaction: &Transaction<'_>) -> Result<bool, Error> {
    let rows = transaction.object_store(change.table.name())?;
    Ok(rows.count().with_query(change.key.clone()..).primitive()?.await? == 0)
}

async fn row(
    table: Table,
    key: &str,
    transaction: &Transaction<'_>,
) -> Result<Option<Vec<u8>>, Error> {
    let rows = transaction.object_store(table.name())?;
    let says = rows.get::<TypedArray<u8>, _, _>(key).primitive()?.await?;
    Ok(says.map(Vec::from))
}

/// Waits until every change was answered; answers come in order, so a question after them comes last. A change that
/// failed has aborted the transaction by then. Firefox, asked to commit before it has told of the failure, keeps the
/// rest of the batch (seen in 153), unless the failed change was the last one.
async fn answered(batch: &Batch, transaction: &Transaction<'_>) {
    if let Some(change) = batch.changes.last() {
        // No row is called so. That something was aborted is told by the commit.
        drop(row(change.table, "", transaction).await);
    }
}

/// Sends one change. Its own end is not awaited: the commit tells of all of them.
fn send(change: &RowChange, transaction: &Transaction<'_>) -> Result<(), Error> {
    let rows = transaction.object_store(change.table.name())?;
    match &change.value {
        Some(value) => {
            let (bytes, key) = (TypedArray::new(value.clone()), change.key.as_str());
            match change.claim {
                Claim::Nothing | Claim::Last => drop(rows.put(bytes).with_key(key).build()?),
                Claim::Free => drop(rows.add(bytes).with_key(key).build()?),
            }
        }
        None => drop(rows.delete(change.key.as_str()).build()?),
    }
    Ok(())
}

/// That a transaction was aborted comes without a reason; the transaction itself knows it. A row that was
/// claimed and is there is told before the transaction knows.
async fn commit(transaction: Transaction<'_>) -> Result<Written, StoreError> {
    let inner = transaction.as_sys().clone();
    match transaction.commit().await {
        Ok(()) => Ok(Written::Done),
        Err(_) if inner.error().is_some_and(|why| is_full(&why)) => Err(StoreError::Full),
        Err(Error::DomException(DomException::ConstraintError(_))) => Ok(Written::GuardFailed),
        Err(_) if inner.error().is_some_and(|why| is_taken(&why)) => Ok(Written::GuardFailed),
        Err(error) => Err(of(&error)),
    }
}

fn is_full(why: &web_sys::DomException) -> bool {
    why.name() == "QuotaExceededError"
}

/// A row that was claimed is there already.
fn is_taken(why: &web_sys::DomException) -> bool {
    why.name() == "ConstraintError"
}

fn is_newer(why: &web_sys::DomException) -> bool {
    why.name() == "VersionError"
}

fn of(error: &Error) -> StoreError {
    match error {
        Error::DomException(DomException::InvalidStateError(_)) => StoreError::Closed,
        Error::DomException(DomException::Other(other)) if is_full(other) => StoreError::Full,
        other => StoreError::Other(other.to_string()),
    }
}

fn of_open(error: &OpenDbError) -> StoreError {
    StoreError::Other(error.to_string())
}
