//! The stored form of a folder's rows. A segment is a run of changes to one folder; later segments win.
//! Segments of like size are merged as they come, so that a folder of n rows lies in about log n
//! segments and a small change costs a small write.
//!
//! A line of JSON says what follows it: the documents, one after the other. Opening a copy thus reads the
//! lines and passes over the documents. All of it is packed: a browser's storage costs by the byte.

use std::ops::Deref;
use std::rc::Rc;

use domain::{Folder, json};
use lz4_flex::block::{compress_prepend_size, decompress, uncompressed_size};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::outbox::bytes;
use crate::row::Doc;

/// A segment as read.
#[derive(Debug)]
pub(crate) struct Segment {
    /// Whose rows these are.
    pub(crate) folder: Folder,
    /// Which copy of the folder they belong to; see [`crate::confirmed::FolderCopy`].
    pub(crate) round: u32,
    /// The rows, the last of a record winning.
    pub(crate) rows: Vec<StoredRow<String, Doc>>,
}

/// A row of a segment; one that is gone has no document.
#[derive(Debug)]
pub(crate) struct StoredRow<K, D> {
    /// The code of its kind. What is read may be of a kind that this version does not know.
    pub(crate) kind: K,
    pub(crate) id: Uuid,
    pub(crate) rev: u64,
    pub(crate) doc: Option<D>,
}

/// A row that is to be stored.
pub(crate) type ToStore<'a> = StoredRow<&'static str, &'a str>;

#[derive(Serialize, Deserialize)]
struct Head<K> {
    folder: Folder,
    round: u32,
    /// Kind, id, revision, and how many bytes the document takes.
    rows: Vec<(K, Uuid, u64, Option<usize>)>,
}

/// About how many bytes of documents a segment holds.
pub(crate) const SEGMENT_BYTES: usize = 64 * 1024;

/// The first byte of a packed segment. One that was written before segments were packed begins with JSON.
const PACKED: u8 = 1;
/// More than any segment takes: one record that is larger than all others has one of its own.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Reads a segment; none if it is damaged.
pub(crate) fn read(bytes: &[u8]) -> Option<Segment> {
    let text = String::from_utf8(unpack(bytes)?).ok()?;
    let (head, docs) = text.split_once('\n')?;
    let Head::<String> { folder, round, rows } = json::read(head).ok()?;
    let (docs, mut at) = (Rc::<str>::from(docs), 0_usize);
    let rows = rows.into_iter().map(|(kind, id, rev, len)| {
        let Some(len) = len else { return Some(StoredRow { kind, id, rev, doc: None }) };
        let from = at;
        at = from.checked_add(len)?;
        Some(StoredRow { kind, id, rev, doc: Some(Doc::cut(&docs, from..at)?) })
    });
    let rows = rows.collect::<Option<_>>()?;
    (at == docs.len()).then_some(Segment { folder, round, rows })
}

/// Writes a segment.
pub(crate) fn write(folder: Folder, round: u32, rows: &[ToStore<'_>]) -> Vec<u8> {
    let head = |row: &ToStore<'_>| (row.kind, row.id, row.rev, row.doc.map(str::len));
    let head = Head { folder, round, rows: rows.iter().map(head).collect() };
    let mut bytes = bytes(&head);
    bytes.push(b'\n');
    for doc in rows.iter().filter_map(|row| row.doc) {
        bytes.extend_from_slice(doc.as_bytes());
    }
    pack(&bytes)
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![PACKED];
    packed.extend(compress_prepend_size(bytes));
    packed
}

/// The text of a stored segment; none if it is damaged. A damaged one may claim any size: none is believed
/// that a segment cannot have.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let Some((&PACKED, packed)) = bytes.split_first() else { return Some(bytes.to_vec()) };
    let (size, block) = uncompressed_size(packed).ok()?;
    (size <= MAX_BYTES).then(|| decompress(block, size).ok()).flatten()
}

/// Cuts rows into segments of at most about [`SEGMENT_BYTES`].
pub(crate) fn cut(rows: Vec<ToStore<'_>>) -> Vec<Vec<ToStore<'_>>> {
    let mut pieces: Vec<Vec<ToStore<'_>>> = Vec::new();
    let mut room = 0;
    for row in rows {
        let size = row.size();
        match pieces.last_mut() {
            Some(piece) if size <= room => {
                room -= size;
                piece.push(row);
            }
            _ => {
                room = SEGMENT_BYTES.saturating_sub(size);
                pieces.push(vec![row]);
            }
        }
    }
    pieces
}

impl<K, D: Deref<Target = str>> StoredRow<K, D> {
    /// About how many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        self.doc.as_deref().map_or(0, str::len) + 80
    }
}

/// A segment's key: numbers sort as text.
pub(crate) fn key(number: u64) -> String {
    format!("{number:016x}")
}
