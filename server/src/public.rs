//! What anybody may see: the pages in front of the app, the app's files, and the headers of all of it.

pub mod build;
pub mod demo;
pub mod files;
pub mod front;
pub mod headers;
pub mod indsigt;
pub mod layout;
pub mod missing;
