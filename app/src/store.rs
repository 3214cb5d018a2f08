//! Where the copy lies in the browser. The trait and what every store must do are in `replica`.

pub mod indexeddb;
pub mod schema;

pub use indexeddb::IndexedDbStore;
