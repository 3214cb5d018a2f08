//! The phone's copy of what its person may see, and what waits to be sent: nothing of browsers,
//! databases or HTTP, which are behind the traits [`Store`] and [`Transport`].
//!
//! ```text
//!  submit ─▶ decide ─▶ outbox ──▶ request ─▶ (Transport) ─▶ reply ─▶ one batch: records, receipts,
//!                        │                                            outbox, cursor
//!  view  =  confirmed records  +  pending commands replayed            │
//!              ▲──────────────────────────────────────────────────────┘
//! ```
//!
//! [`Replica`] is the state and its rules, all synchronous; [`Phone`] is the only place that waits: it
//! writes to the store first and changes the state after. Reading order: `store`, `outbox`, `confirmed`,
//! `pending`, `replica`, `portion`, `exchange`, `phase`, `phone`.

pub mod store;
pub mod transport;

pub mod confirmed;
mod opslag;
pub mod outbox;
pub mod pending;
pub mod row;
pub mod segment;

pub mod lock;
pub mod parcel;

pub mod exchange;
pub mod phase;
pub mod phone;
pub mod portion;
pub mod replica;
pub mod status;

pub use phone::{Phone, PhoneError, SubmitError};
pub use replica::{Identity, Replica};
pub use status::{Chip, Progress, Status};
pub use store::{Batch, Store, StoreError};
pub use transport::{NoAnswer, Response, Transport};
