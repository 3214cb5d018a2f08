//! One page a file: markup over a plain struct from `view`. Pages read the copy and call `submit`; they
//! never write to the store.

pub mod aarshjul;
pub mod besoeg;
pub mod besoegsliste;
pub mod gate;
pub mod hjemmeskaerm;
pub mod home;
pub mod i_dag;
pub mod indsigt;
pub mod landkort;
pub mod log_besoeg;
pub mod mere;
pub mod min_plan;
pub mod notat;
pub mod oensk_plads;
pub mod partner;
pub mod pladser;
pub mod rest;
pub mod ret_besoeg;
pub mod ret_notat;
pub mod samtykke;
pub mod skole;
pub mod synk;
pub mod ung;
pub mod unge;
pub mod vaert;
