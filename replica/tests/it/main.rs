//! The phone's copy, told as stories. I1 to I12 are what must always hold, T1 to T20 what may go wrong.
//!
//! `server` is a small server that decides with the real rules, `harness` gives phones on disks that lose
//! power and wires that lose letters; every other file is one story.

mod harness;
mod server;

mod access;
mod convergence;
mod crash;
mod digests;
mod held;
mod line;
mod lock;
mod lock_passkey;
mod lock_tabs;
mod locks;
mod long_offline;
mod network;
mod opslag;
mod paging;
mod parcel;
mod pending;
mod person;
mod poison;
mod restore;
mod saving;
mod segments;
mod stores;
mod tabs;
mod unreadable;
