//! One record as the server told it. Its document is read into a record when somebody first asks for it: a
//! phone holds thousands and shows fifty.

use std::cell::OnceCell;
use std::ops::{Deref, Range};
use std::rc::Rc;

use domain::digest::Digest;
use domain::exchange::RecordChange;
use domain::record::Unreadable;
use domain::{Folder, Kind, Record};
use uuid::Uuid;

/// A record's place within its folder.
pub type RowId = (Kind, Uuid);

/// A record with its revision.
#[derive(Debug)]
pub(crate) struct Row {
    /// Which copy of its folder it came with.
    pub(crate) round: u32,
    /// Its revision, as the server counts.
    pub(crate) rev: u64,
    doc: Doc,
    /// Apart, as most are never asked for.
    record: OnceCell<Result<Box<Record>, Unreadable>>,
}

/// A document: a piece of a text that it may share with others. What is read from the store is cut up
/// without being copied.
#[derive(Clone, Debug)]
pub(crate) struct Doc {
    text: Rc<str>,
    span: Range<usize>,
}

impl Row {
    /// Reads what the server tells: the row's place, and the row if it was not removed.
    pub(crate) fn told(
        folder: Folder,
        change: &RecordChange,
        round: u32,
    ) -> Result<(RowId, Option<Self>), Unreadable> {
        let RecordChange { kind, id, rev, doc } = change;
        let place = row_id(change).ok_or(Unreadable::UnknownKind)?;
        let Some(doc) = doc else { return Ok((place, None)) };
        let record = Record::decode(folder, kind, *id, doc.get())?;
        let (doc, record) = (Doc::from(doc.get()), OnceCell::from(Ok(Box::new(record))));
        Ok((place, Some(Self { round, rev: *rev, doc, record })))
    }

    /// A row as it was stored: it could be read when it came.
    pub(crate) const fn stored(round: u32, rev: u64, doc: Doc) -> Self {
        Self { round, rev, doc, record: OnceCell::new() }
    }

    /// The record. That a stored one cannot be read happens to an older app after a newer one.
    pub(crate) fn record(&self, folder: Folder, (kind, id): RowId) -> Result<&Record, Unreadable> {
        let read = || Record::decode(folder, kind.code(), id, self.doc()).map(Box::new);
        self.record.get_or_init(read).as_deref().map_err(|why| *why)
    }

    /// The document, as it came.
    pub(crate) fn doc(&self) -> &str {
        &self.doc
    }

    pub(crate) fn digest(&self, id: RowId) -> Digest {
        Digest::of_row(id.0.code(), id.1, self.rev, self.doc())
    }
}

impl Doc {
    /// A piece of a text, if it is one.
    pub(crate) fn cut(text: &Rc<str>, span: Range<usize>) -> Option<Self> {
        text.get(span.clone()).map(|_| Self { text: Rc::clone(text), span })
    }
}

impl Deref for Doc {
    type Target = str;

    fn deref(&self) -> &str {
        self.text.get(self.span.clone()).unwrap_or_default()
    }
}

impl From<&str> for Doc {
    fn from(text: &str) -> Self {
        Self { text: text.into(), span: 0..text.len() }
    }
}

/// The place of a change within its folder, if this version knows its kind.
#[must_use]
pub fn row_id(change: &RecordChange) -> Option<RowId> {
    Kind::from_code(&change.kind).map(|kind| (kind, change.id))
}
