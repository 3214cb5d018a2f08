//! Reading one municipality from SQLite.

use std::collections::BTreeSet;

use domain::digest::ContentHash;
use domain::envelope::Seq;
use domain::exchange::Outcome;
use domain::folder::Folder;
use domain::grant::{Grant, Permit};
use domain::id::{CommandId, InstallationId, OrganisationId, PladsId, SnusepraktikId, UngId};
use domain::person::Grantee;
use domain::soegning::rank_of;
use domain::{Day, Key, Kind, Moment, Person};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::codec::{
    digest, folder, from_json, hash, json, permit, person, signed, stored, unsigned,
};
use super::{SqliteTransaction, derived};
use crate::store::found::best;
use crate::store::{
    AuditRow, Changed, Derived, Fault, FolderState, Head, Holding, Installation, LogRow, Read,
    ReceiptRow, Revision, Stored,
};

impl Read for SqliteTransaction {
    async fn head(&mut self) -> Result<Head, Fault> {
        Ok(self.head)
    }

    async fn record(&mut self, key: &Key) -> Result<Option<Stored>, Fault> {
        let sql = "SELECT rev, no, doc, digest FROM record
            WHERE tenant = ? AND folder = ? AND kind = ? AND id = ?";
        let found = sqlx::query(sql)
            .bind(self.tenant)
            .bind(key.folder.to_string())
            .bind(key.kind.code())
            .bind(key.id)
            .fetch_optional(&mut *self.tx);
        found.await?.map(|row| stored(&row, 0)).transpose()
    }

    async fn records(&mut self, folder: Folder, kind: Kind) -> Result<Vec<(Uuid, Stored)>, Fault> {
        let sql = "SELECT id, rev, no, doc, digest FROM record
            WHERE tenant = ? AND folder = ? AND kind = ? AND doc IS NOT NULL ORDER BY id";
        let rows = sqlx::query(sql)
            .bind(self.tenant)
            .bind(folder.to_string())
            .bind(kind.code())
            .fetch_all(&mut *self.tx);
        rows.await?.iter().map(|row| Ok((row.try_get(0)?, stored(row, 1)?))).collect()
    }

    async fn all_of(&mut self, kind: Kind) -> Result<Vec<(Key, Stored)>, Fault> {
        let sql = "SELECT folder, id, rev, no, doc, digest FROM record
            WHERE tenant = ? AND kind = ? AND doc IS NOT NULL ORDER BY folder, id";
        let rows = sqlx::query(sql).bind(self.tenant).bind(kind.code()).fetch_all(&mut *self.tx);
        let read = |row: &SqliteRow| -> Result<(Key, Stored), Fault> {
            let key = Key { folder: folder(row.try_get(0)?)?, kind, id: row.try_get(1)? };
            Ok((key, stored(row, 2)?))
        };
        rows.await?.iter().map(read).collect()
    }

    async fn lies_elsewhere(&mut self, key: &Key) -> Result<bool, Fault> {
        // The kinds are those of the index, word for word: else it is not used.
        let sql = "SELECT EXISTS (SELECT 1 FROM record WHERE tenant = ? AND kind = ? AND id = ?
            AND kind IN ('plads', 'snusepraktik') AND folder <> ?)";
        let found = sqlx::query_scalar(sql)
            .bind(self.tenant)
            .bind(key.kind.code())
            .bind(key.id)
            .bind(key.folder.to_string());
        Ok(found.fetch_one(&mut *self.tx).await?)
    }

    async fn history(&mut self, key: &Key) -> Result<Vec<Stored>, Fault> {
        let sql = "SELECT rev, no, doc, digest FROM record_history
            WHERE tenant = ? AND folder = ? AND kind = ? AND id = ? ORDER BY rev";
        let rows = sqlx::query(sql)
            .bind(self.tenant)
            .bind(key.folder.to_string())
            .bind(key.kind.code())
            .bind(key.id)
            .fetch_all(&mut *self.tx);
        rows.await?.iter().map(|row| stored(row, 0)).collect()
    }

    async fn revisions(&mut self, folder: Folder) -> Result<Vec<Revision>, Fault> {
        let sql = "SELECT kind, id, rev, no, doc FROM record WHERE tenant = ?1 AND folder = ?2
            UNION ALL
            SELECT kind, id, rev, no, doc FROM record_history WHERE tenant = ?1 AND folder = ?2
            ORDER BY no";
        let rows = sqlx::query(sql).bind(self.tenant).bind(folder.to_string());
        rows.fetch_all(&mut *self.tx).await?.iter().map(revision).collect()
    }

    async fn folder(&mut self, folder: Folder) -> Result<FolderState, Fault> {
        let sql = "SELECT last_no, live, digest FROM folder WHERE tenant = ? AND name = ?";
        let found = sqlx::query(sql)
            .bind(self.tenant)
            .bind(folder.to_string())
            .fetch_optional(&mut *self.tx);
        found.await?.map_or_else(|| Ok(FolderState::default()), |row| folder_state(&row, 0))
    }

    async fn changes(
        &mut self,
        folder: Folder,
        after: u64,
        living: bool,
        limit: usize,
    ) -> Result<Vec<Changed>, Fault> {
        let sql = "SELECT no, kind, id, rev, doc FROM record
            WHERE tenant = ? AND folder = ? AND no > ? AND NOT (? AND doc IS NULL)
            ORDER BY no LIMIT ?";
        let rows = sqlx::query(sql)
            .bind(self.tenant)
            .bind(folder.to_string())
            .bind(signed(after))
            .bind(living)
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .fetch_all(&mut *self.tx);
        rows.await?.iter().map(changed).collect()
    }

    async fn grants(&mut self, grantees: &[Grantee]) -> Result<Vec<Grant>, Fault> {
        let sql = "SELECT folder, grantee, basis, access, held_from, held_until FROM access_grant
            WHERE tenant = ? AND grantee IN (SELECT value FROM json_each(?))";
        let rows =
            sqlx::query(sql).bind(self.tenant).bind(json(&grantees)?).fetch_all(&mut *self.tx);
        rows.await?.iter().map(grant).collect()
    }

    async fn grants_in(
        &mut self,
        grantees: &[Grantee],
        folders: &BTreeSet<Folder>,
    ) -> Result<Vec<Grant>, Fault> {
        let sql = "SELECT folder, grantee, basis, access, held_from, held_until FROM access_grant
            WHERE tenant = ? AND grantee IN (SELECT value FROM json_each(?))
                AND folder IN (SELECT value FROM json_each(?))";
        let rows = sqlx::query(sql)
            .bind(self.tenant)
            .bind(json(&grantees)?)
            .bind(json(folders)?)
            .fetch_all(&mut *self.tx);
        rows.await?.iter().map(grant).collect()
    }

    async fn search(
        &mut self,
        grantees: &[Grantee],
        words: &[String],
        now: Moment,
        limit: usize,
    ) -> Result<Vec<Grant>, Fault> {
        // How a name is met is told once, in the rules of searching: the database only says whose it may be.
        let sql = "SELECT g.folder, grantee, basis, access, held_from, held_until, words
            FROM found_by f JOIN access_grant g ON g.tenant = f.tenant AND g.folder = f.folder
            WHERE f.tenant = ?1 AND grantee IN (SELECT value FROM json_each(?2))
                AND held_from <= ?3 AND (held_until IS NULL OR held_until > ?3)";
        let rows = sqlx::query(sql).bind(self.tenant).bind(json(&grantees)?).bind(now.0);
        let mut named = Vec::new();
        for row in rows.fetch_all(&mut *self.tx).await? {
            let name: String = row.try_get("words")?;
            if rank_of(&name, words).is_some() {
                named.push((name, grant(&row)?));
            }
        }
        Ok(best(named, words, limit))
    }

    async fn named(&mut self, name: &str) -> Result<Vec<Folder>, Fault> {
        let sql = "SELECT folder FROM found_by WHERE tenant = ? AND words = ? ORDER BY folder";
        let rows = sqlx::query_scalar::<_, String>(sql).bind(self.tenant).bind(name);
        let found = rows.fetch_all(&mut *self.tx).await?;
        found.iter().map(|name| folder(name)).collect()
    }

    async fn seats(
        &mut self,
        vaert: OrganisationId,
        plads: PladsId,
        dag: Day,
    ) -> Result<Vec<Option<SnusepraktikId>>, Fault> {
        let sql = "SELECT snusepraktik FROM seat
            WHERE tenant = ? AND vaert = ? AND plads = ? AND dag = ? ORDER BY number";
        let rows = sqlx::query_scalar::<_, Option<Uuid>>(sql)
            .bind(self.tenant)
            .bind(vaert.0)
            .bind(plads.0)
            .bind(dag.since_epoch())
            .fetch_all(&mut *self.tx);
        Ok(rows.await?.into_iter().map(|who| who.map(SnusepraktikId)).collect())
    }

    async fn installation(&mut self, id: InstallationId) -> Result<Option<Installation>, Fault> {
        let sql = "SELECT id, person, next_seq, last_seen, outbox_len, skew, revoked
            FROM installation WHERE tenant = ? AND id = ?";
        let found = sqlx::query(sql).bind(self.tenant).bind(id.0).fetch_optional(&mut *self.tx);
        found.await?.map(|row| installation(&row)).transpose()
    }

    async fn holdings(&mut self, id: InstallationId) -> Result<Vec<(Holding, FolderState)>, Fault> {
        let sql = "SELECT h.folder, since, permit_no, left_no, access, held_from, held_until, used,
                coalesce(last_no, 0), coalesce(live, 0), digest
            FROM holding h LEFT JOIN folder f ON f.tenant = h.tenant AND f.name = h.folder
            WHERE h.tenant = ? AND installation = ? ORDER BY h.folder";
        let rows = sqlx::query(sql).bind(self.tenant).bind(id.0).fetch_all(&mut *self.tx);
        rows.await?.iter().map(|row| Ok((holding(row)?, folder_state(row, 8)?))).collect()
    }

    async fn receipt(&mut self, id: InstallationId, seq: Seq) -> Result<Option<ReceiptRow>, Fault> {
        let sql = "SELECT content, command, asked, outcome FROM receipt
            WHERE tenant = ? AND installation = ? AND seq = ?";
        let found = sqlx::query(sql)
            .bind(self.tenant)
            .bind(id.0)
            .bind(signed(seq.0))
            .fetch_optional(&mut *self.tx);
        found.await?.map(|row| receipt(&row)).transpose()
    }

    async fn receipt_of(&mut self, command: CommandId) -> Result<Option<ReceiptRow>, Fault> {
        // Left to choose, SQLite walks through all receipts of the tenant in the order of the key.
        let sql = "SELECT content, command, asked, outcome
            FROM receipt INDEXED BY receipt_by_command
            WHERE tenant = ? AND command = ? ORDER BY outcome = ? LIMIT 1";
        let found = sqlx::query(sql)
            .bind(self.tenant)
            .bind(command.0)
            .bind(json(&Outcome::Held)?)
            .fetch_optional(&mut *self.tx);
        found.await?.map(|row| receipt(&row)).transpose()
    }

    async fn opslag_noted(&mut self, person: Person, ung: UngId) -> Result<Option<Moment>, Fault> {
        let sql = "SELECT seneste FROM opslag_noted WHERE tenant = ? AND person = ? AND ung = ?";
        let found = sqlx::query_scalar::<_, i64>(sql).bind(self.tenant).bind(person.to_string());
        Ok(found.bind(ung.0).fetch_optional(&mut *self.tx).await?.map(Moment))
    }

    async fn logged(&mut self, id: InstallationId, seq: Seq) -> Result<Vec<LogRow>, Fault> {
        let sql = "SELECT entry, installation, seq, sender, written, received, body, outcome
            FROM command_log WHERE tenant = ? AND installation = ? AND seq = ? ORDER BY entry";
        let rows = sqlx::query(sql)
            .bind(self.tenant)
            .bind(id.0)
            .bind(signed(seq.0))
            .fetch_all(&mut *self.tx);
        rows.await?.iter().map(log_row).collect()
    }

    async fn is_logged(
        &mut self,
        id: InstallationId,
        seq: Seq,
        content: ContentHash,
        outcome: Outcome,
    ) -> Result<bool, Fault> {
        let sql = "SELECT EXISTS (SELECT 1 FROM command_log
            WHERE tenant = ? AND installation = ? AND seq = ? AND content = ? AND outcome = ?)";
        let found = sqlx::query_scalar(sql)
            .bind(self.tenant)
            .bind(id.0)
            .bind(signed(seq.0))
            .bind(content.0.as_slice())
            .bind(json(&outcome)?);
        Ok(found.fetch_one(&mut *self.tx).await?)
    }

    async fn commands(&mut self, after: u64, limit: usize) -> Result<Vec<LogRow>, Fault> {
        let sql = "SELECT entry, installation, seq, sender, written, received, body, outcome
            FROM command_log WHERE tenant = ? AND entry > ? ORDER BY entry LIMIT ?";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = sqlx::query(sql).bind(self.tenant).bind(signed(after)).bind(limit);
        rows.fetch_all(&mut *self.tx).await?.iter().map(log_row).collect()
    }

    async fn derived(&mut self) -> Result<Derived, Fault> {
        derived::read(self).await
    }

    async fn audit_end(&mut self) -> Result<Option<AuditRow>, Fault> {
        let sql = "SELECT no, entry, hash FROM audit WHERE tenant = ? ORDER BY no DESC LIMIT 1";
        let found = sqlx::query(sql).bind(self.tenant).fetch_optional(&mut *self.tx);
        found.await?.map(|row| audit_row(&row)).transpose()
    }

    async fn audit(&mut self, after: u64, limit: usize) -> Result<Vec<AuditRow>, Fault> {
        let sql = "SELECT no, entry, hash FROM audit WHERE tenant = ? AND no > ?
            ORDER BY no LIMIT ?";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = sqlx::query(sql).bind(self.tenant).bind(signed(after)).bind(limit);
        rows.fetch_all(&mut *self.tx).await?.iter().map(audit_row).collect()
    }
}

fn revision(row: &SqliteRow) -> Result<Revision, Fault> {
    let (kind, id, doc) = (row.try_get(0)?, row.try_get(1)?, row.try_get(4)?);
    let (rev, no) = (unsigned(row.try_get(2)?), unsigned(row.try_get(3)?));
    Ok(Revision { kind, id, rev, no, doc })
}

fn log_row(row: &SqliteRow) -> Result<LogRow, Fault> {
    let written: Option<i64> = row.try_get(4)?;
    Ok(LogRow {
        entry: unsigned(row.try_get(0)?),
        installation: InstallationId(row.try_get(1)?),
        seq: Seq(unsigned(row.try_get(2)?)),
        sender: person(row.try_get(3)?)?,
        written: written.map(Moment),
        received: Moment(row.try_get(5)?),
        body: row.try_get(6)?,
        outcome: from_json(row.try_get(7)?)?,
    })
}

fn audit_row(row: &SqliteRow) -> Result<AuditRow, Fault> {
    let (no, entry) = (unsigned(row.try_get(0)?), row.try_get(1)?);
    Ok(AuditRow { no, entry, hash: hash(row.try_get(2)?)? })
}

pub(super) fn installation(row: &SqliteRow) -> Result<Installation, Fault> {
    let revoked: Option<i64> = row.try_get(6)?;
    Ok(Installation {
        id: InstallationId(row.try_get(0)?),
        person: person(row.try_get(1)?)?,
        next_seq: Seq(unsigned(row.try_get(2)?)),
        last_seen: Moment(row.try_get(3)?),
        outbox_len: row.try_get(4)?,
        skew: row.try_get(5)?,
        revoked: revoked.map(Moment),
    })
}

pub(super) fn folder_state(row: &SqliteRow, at: usize) -> Result<FolderState, Fault> {
    let sum: Option<&str> = row.try_get(at + 2)?;
    Ok(FolderState {
        last_no: unsigned(row.try_get(at)?),
        live: unsigned(row.try_get(at + 1)?),
        digest: sum.map(digest).transpose()?.unwrap_or_default(),
    })
}

fn changed(row: &SqliteRow) -> Result<Changed, Fault> {
    Ok(Changed {
        no: unsigned(row.try_get(0)?),
        kind: row.try_get(1)?,
        id: row.try_get(2)?,
        rev: unsigned(row.try_get(3)?),
        doc: row.try_get(4)?,
    })
}

pub(super) fn grant(row: &SqliteRow) -> Result<Grant, Fault> {
    let Permit { access, term } = permit(row, 3)?;
    let grantee: &str = row.try_get(1)?;
    Ok(Grant {
        folder: folder(row.try_get(0)?)?,
        grantee: grantee.parse().or(Err(Fault::Corrupt("grantee")))?,
        basis: from_json(row.try_get(2)?)?,
        access,
        term,
    })
}

fn holding(row: &SqliteRow) -> Result<Holding, Fault> {
    let (left, used): (Option<i64>, Option<i64>) = (row.try_get(3)?, row.try_get(7)?);
    Ok(Holding {
        folder: folder(row.try_get(0)?)?,
        since: unsigned(row.try_get(1)?),
        permit_no: unsigned(row.try_get(2)?),
        left: left.map(unsigned),
        permit: permit(row, 4)?,
        used: used.map(Moment),
    })
}

fn receipt(row: &SqliteRow) -> Result<ReceiptRow, Fault> {
    let command: Option<Uuid> = row.try_get(1)?;
    let asked: Option<&[u8]> = row.try_get(2)?;
    let asked = asked.map(hash).transpose()?;
    Ok(ReceiptRow {
        content: hash(row.try_get(0)?)?,
        command: command.map(CommandId).zip(asked),
        outcome: from_json(row.try_get(3)?)?,
    })
}
