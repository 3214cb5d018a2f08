//! The rules of the field, told as stories. `world` is the harness; every other file is one story.

mod access;
mod besoeg;
mod calendar;
mod formats;
mod generated;
mod notat;
mod overdragelse;
mod plan;
mod samples;
mod snusepraktik;
mod total;
mod world;
