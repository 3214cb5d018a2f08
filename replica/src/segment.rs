//! The stored form of a folder's rows. A segment is a run of changes to one folder; later segments win.
//! Segments of like size are merged as they come, so that a folder of n rows lies in about log n
//! segments and a small change costs a small write.

use domain::Folder;
use domain::exchange::RecordChange;
use serde::{Deserialize, Serialize};

/// A segment as stored.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Segment {
    /// Whose rows these are.
    pub(crate) folder: Folder,
    /// Which copy of the folder they belong to; see [`crate::confirmed::FolderCopy`].
    pub(crate) round: u32,
    /// The rows, the last of a record winning.
    pub(crate) rows: Vec<RecordChange>,
}

/// About how many bytes of documents a segment holds.
pub(crate) const SEGMENT_BYTES: usize = 64 * 1024;

/// Cuts rows into segments of at most about [`SEGMENT_BYTES`].
pub(crate) fn cut(rows: Vec<RecordChange>) -> Vec<Vec<RecordChange>> {
    let mut pieces: Vec<Vec<RecordChange>> = Vec::new();
    let mut room = 0;
    for row in rows {
        let size = size(&row);
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

/// About how many bytes a row takes.
pub(crate) fn size(row: &RecordChange) -> usize {
    row.doc.as_ref().map_or(0, |doc| doc.get().len()) + 80
}

/// A segment's key: numbers sort as text.
pub(crate) fn key(number: u64) -> String {
    format!("{number:016x}")
}
