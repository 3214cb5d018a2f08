//! How values stand in SQLite's columns, and back.

use domain::digest::{ContentHash, Digest};
use domain::folder::Folder;
use domain::grant::{Access, Permit, Term};
use domain::{Moment, Person};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::store::{Fault, How, Stored};

pub(super) const fn signed(number: u64) -> i64 {
    number.cast_signed()
}

pub(super) const fn unsigned(number: i64) -> u64 {
    number.cast_unsigned()
}

pub(super) fn person(text: &str) -> Result<Person, Fault> {
    text.parse().or(Err(Fault::Corrupt("person")))
}

pub(super) fn folder(text: &str) -> Result<Folder, Fault> {
    text.parse().or(Err(Fault::Corrupt("folder")))
}

pub(super) fn digest(text: &str) -> Result<Digest, Fault> {
    text.parse().or(Err(Fault::Corrupt("digest")))
}

pub(super) fn hash(bytes: &[u8]) -> Result<ContentHash, Fault> {
    bytes.try_into().map(ContentHash).or(Err(Fault::Corrupt("fingerprint")))
}

pub(super) fn key(bytes: &[u8]) -> Result<[u8; 32], Fault> {
    bytes.try_into().or(Err(Fault::Corrupt("key")))
}

pub(super) fn how(code: &str) -> Result<How, Fault> {
    How::ALL.into_iter().find(|how| how.code() == code).ok_or(Fault::Corrupt("way of signing in"))
}

pub(super) fn json(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).or(Err(Fault::Corrupt("value")))
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).or(Err(Fault::Corrupt("value")))
}

pub(super) const fn access_code(access: Access) -> &'static str {
    match access {
        Access::Read => "read",
        Access::Write => "write",
    }
}

/// Access and term in three columns from `at` on.
pub(super) fn permit(row: &SqliteRow, at: usize) -> Result<Permit, Fault> {
    let access = match row.try_get(at)? {
        "read" => Access::Read,
        "write" => Access::Write,
        _ => return Err(Fault::Corrupt("access")),
    };
    let until: Option<i64> = row.try_get(at + 2)?;
    let term = Term { from: Moment(row.try_get(at + 1)?), until: until.map(Moment) };
    Ok(Permit { access, term })
}

/// Revision, number, document and digest in four columns from `at` on.
pub(super) fn stored(row: &SqliteRow, at: usize) -> Result<Stored, Fault> {
    Ok(Stored {
        rev: unsigned(row.try_get(at)?),
        no: unsigned(row.try_get(at + 1)?),
        doc: row.try_get(at + 2)?,
        digest: digest(row.try_get(at + 3)?)?,
    })
}
