//! The rules of Overgang, and nothing else: no browser, no database, no clock, no chance, no language.
//!
//! A person asks for something ([`Command`]); [`decide()`] answers with the records that change, or says
//! no with a typed [`Rejection`]. The phone asks at once and shows the answer as provisional; the server
//! asks again and its answer stands. Records lie in a [`Folder`], the unit of access and of sync;
//! [`grant`] says who may see one, why, and until when. [`exchange`] holds what travels between the two.
//!
//! Reading order: the ground (ids, texts, time), the frame (folders, grants, records, commands), then
//! one file a concept with its types, its rule and its tests.

#![warn(missing_docs)]

pub mod alfabet;
pub mod bounds;
pub mod calendar;
pub mod day;
pub mod hex;
pub mod id;
pub mod json;
pub mod moment;
pub mod text;

pub mod folder;
pub mod grant;
pub mod person;
pub mod record;

pub mod command;
pub mod decide;
pub mod rejection;

pub mod digest;
pub mod envelope;
pub mod exchange;

pub mod aarshjul;
pub mod aftale;
pub mod besked;
pub mod besoeg;
pub mod edge;
pub mod edit;
pub mod henlagt;
pub mod indsigt;
pub mod indskrivning;
pub mod kommune;
pub mod loefte;
pub mod lovhjemmel;
pub mod naeste;
pub mod noedadgang;
pub mod notat;
pub mod oplysning;
pub mod opslag;
pub mod organisation;
pub mod plads;
pub mod plan;
pub mod samtykke;
mod seating;
pub mod snusepraktik;
pub mod soegning;
pub mod tilbud;
pub mod tilknytning;
pub mod ung;
pub mod writing;

#[cfg(feature = "fixtures")]
pub mod fixtures;

pub use command::Command;
pub use day::Day;
pub use decide::{Actor, Authority, Change, Context, Decision, decide};
pub use folder::{Folder, FolderKind};
pub use moment::Moment;
pub use person::{Person, Rolle};
pub use record::{Key, Kind, Record, View};
pub use rejection::Rejection;
