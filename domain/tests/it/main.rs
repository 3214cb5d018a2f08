//! The rules of the field, told as stories. `world` is the harness; every other file is one story.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that meets what it does not expect has failed"
)]

mod access;
mod besoeg;
mod bounds;
mod calendar;
mod formats;
mod generated;
mod henlagt;
mod indsigt;
mod lov;
mod naeste;
mod noedadgang;
mod notat;
mod opslag;
mod overdragelse;
mod plan;
mod samples;
mod samtykke;
mod snusepraktik;
mod total;
mod world;
