//! The right to write in a folder, and the changes that are made with it: no command changes a record without one.
//! What the right rests on is asked in `decide`; how changes are stored is the server's and the replica's.

use uuid::Uuid;

use crate::Rejection;
use crate::decide::{Ask, Change};
use crate::folder::Folder;
use crate::record::{Listed, Record};

/// Somebody may write in a folder, or might when they wrote this. Made by the guards of [`Ask`] alone.
#[derive(Clone, Copy)]
#[must_use]
pub struct Writing<'w, 'a> {
    ask: &'w Ask<'a>,
    folder: Folder,
    late: bool,
}

/// What a command changes. It begins empty, and what is in it was made by a [`Writing`].
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Changes {
    list: Vec<Change>,
    late: bool,
    astray: bool,
}

impl<'w, 'a> Writing<'w, 'a> {
    pub(crate) const fn new(ask: &'w Ask<'a>, folder: Folder, late: bool) -> Self {
        Self { ask, folder, late }
    }

    /// A record of this folder.
    pub(crate) fn find<R: Listed>(self, id: Uuid) -> Option<&'a R> {
        self.ask.find(self.folder, id)
    }

    /// As [`Writing::find`], with a missing record being a no.
    pub(crate) fn need<R: Listed>(self, id: Uuid) -> Result<&'a R, Rejection> {
        self.ask.need(self.folder, id)
    }

    /// The same right in another folder, for what this command brings with it there: a seat, the host's copy, the
    /// letter to a school.
    pub(crate) const fn beyond(self, folder: Folder) -> Self {
        Self { folder, ..self }
    }

    /// The same right, of somebody who must be allowed to see another folder too.
    pub(crate) fn that_reads(self, folder: Folder) -> Result<Self, Rejection> {
        let late = self.late || self.ask.must_trace(folder)?.late;
        Ok(Self { late, ..self })
    }

    /// Whether the right had ended when the command was received, not when it was written.
    pub(crate) const fn is_late(self) -> bool {
        self.late
    }

    /// The record now stands so.
    pub(crate) fn put<R: Into<Record>>(self, record: R) -> Changes {
        let record = record.into();
        let astray = record.key().folder != self.folder;
        Changes { list: vec![Change::Put(record)], late: self.late, astray }
    }

    /// A new record's id must be free. The very same record again is no change, which makes a repeated
    /// command harmless even if its receipt was lost with a restored database.
    pub(crate) fn create<R>(self, record: R) -> Result<Changes, Rejection>
    where
        R: Listed + PartialEq,
        Record: From<R>,
    {
        self.create_once(record, |found, record| found == record)
    }

    /// As [`Writing::create`], for a record that goes on changing after it was made: `same` tells whether the
    /// one found was made by this command.
    pub(crate) fn create_once<R>(
        self,
        record: R,
        same: impl FnOnce(&R, &R) -> bool,
    ) -> Result<Changes, Rejection>
    where
        R: Listed,
        Record: From<R>,
    {
        match self.find::<R>(record.key().id) {
            None => Ok(self.put(record)),
            Some(found) if same(found, &record) => Ok(Changes::default()),
            Some(_) => Err(Rejection::AlreadyExists),
        }
    }
}

impl Changes {
    /// These and those, in this order.
    pub(crate) fn and(mut self, more: Self) -> Self {
        self.list.extend(more.list);
        Self { list: self.list, late: self.late || more.late, astray: self.astray || more.astray }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Change> {
        self.list.iter()
    }

    /// The changes, and whether any was made with a right that has ended since. A change outside of the folder that
    /// the right was for is a no.
    pub(crate) fn settle(self) -> Result<(Vec<Change>, bool), Rejection> {
        if self.astray { Err(Rejection::AccessMissing) } else { Ok((self.list, self.late)) }
    }
}

impl FromIterator<Self> for Changes {
    fn from_iter<I: IntoIterator<Item = Self>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), Self::and)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Person;
    use crate::decide::{Actor, Authority, Context};
    use crate::fixtures::{THYLAND, at, organisationer};
    use crate::grant::Permits;
    use crate::id::{CommandId, OrganisationId};
    use crate::organisation::Organisation;
    use crate::record::{Key, Kind, View};

    struct Empty;

    impl View for Empty {
        fn get(&self, _: &Key) -> Option<&Record> {
            None
        }

        fn list(&self, _: Folder, _: Kind) -> Vec<&Record> {
            Vec::new()
        }
    }

    fn settled(folder: Folder, late: bool, record: Organisation) -> Result<bool, Rejection> {
        let (permits, now) = (Permits::default(), at("2026-05-18", 9, 0));
        let actor = Actor { person: Person::System, permits: &permits };
        let (command, authority) = (CommandId(Uuid::nil()), Authority::Server);
        let context = Context { kommune: THYLAND, now, written: now, command, authority };
        let ask = Ask { view: &Empty, actor: &actor, context: &context };
        let writing = Writing::new(&ask, folder, late);
        Ok(Changes::default().and(writing.put(record)).settle()?.1)
    }

    #[test]
    fn a_right_in_one_folder_changes_nothing_in_another() {
        let organisation = organisationer().remove(0);
        let elsewhere = Folder::Partnerskab(OrganisationId(Uuid::nil()));
        assert_eq!(settled(elsewhere, false, organisation.clone()), Err(Rejection::AccessMissing));
        assert_eq!(settled(Folder::Faelles(THYLAND), false, organisation), Ok(false));
    }

    #[test]
    fn what_one_change_is_late_with_all_are() {
        let organisation = organisationer().remove(0);
        assert_eq!(settled(Folder::Faelles(THYLAND), true, organisation), Ok(true));
    }
}
