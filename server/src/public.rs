//! What anybody may see: the pages in front of the app, the app's files, and the headers of all of it.

pub mod access;
pub mod account;
pub mod admin;
pub mod build;
pub mod code;
pub mod demo;
pub mod fields;
pub mod files;
pub mod front;
pub mod headers;
pub mod indsigt;
pub mod landing;
pub mod layout;
pub mod missing;
pub mod noedadgang;
pub mod openid;
pub mod parts;
pub mod phones;
pub mod sign_in;
pub mod visitor;
