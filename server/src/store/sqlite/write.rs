//! Writing one municipality to SQLite.

use domain::envelope::Seq;
use domain::folder::Folder;
use domain::grant::Grant;
use domain::id::{InstallationId, OrganisationId, PladsId, SnusepraktikId, UngId};
use domain::{Day, Key, Moment, Person};

use sqlx::{QueryBuilder, Sqlite as Driver};

use super::SqliteTransaction;
use super::codec::{access_code, json, signed};
use crate::store::{
    AuditRow, Fault, FolderState, Holding, Installation, LogEntry, ReceiptRow, RecordRow, Write,
};

/// How many rows one statement adds: SQLite takes 32,766 values in one, and a phone that is given many folders at
/// once makes more entries than that.
const AT_ONCE: usize = 1_000;

impl Write for SqliteTransaction {
    fn next_no(&mut self) -> u64 {
        self.head.no += 1;
        self.head.no
    }

    async fn put_record(&mut self, row: &RecordRow<'_>) -> Result<(), Fault> {
        if row.stored.rev > 1 {
            self.keep_old(&row.key).await?;
        }
        let sql = "INSERT INTO record (tenant, folder, kind, id, rev, no, doc, digest, command)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, folder, kind, id) DO UPDATE SET rev = excluded.rev,
                no = excluded.no, doc = excluded.doc, digest = excluded.digest,
                command = excluded.command";
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(row.key.folder.to_string())
            .bind(row.key.kind.code())
            .bind(row.key.id)
            .bind(signed(row.stored.rev))
            .bind(signed(row.stored.no))
            .bind(row.stored.doc.as_deref())
            .bind(row.stored.digest.to_string())
            .bind(row.command.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn put_folder(&mut self, folder: Folder, state: &FolderState) -> Result<(), Fault> {
        let sql = "INSERT INTO folder (tenant, name, last_no, live, digest)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET last_no = excluded.last_no, live = excluded.live,
                digest = excluded.digest";
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(folder.to_string())
            .bind(signed(state.last_no))
            .bind(signed(state.live))
            .bind(state.digest.to_string())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn put_grants(&mut self, source: &Key, grants: &[Grant]) -> Result<(), Fault> {
        let sql = "DELETE FROM access_grant
            WHERE tenant = ? AND source_folder = ? AND source_kind = ? AND source_id = ?";
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(source.folder.to_string())
            .bind(source.kind.code())
            .bind(source.id)
            .execute(&mut *self.tx)
            .await?;
        for grant in grants {
            self.add_grant(source, grant).await?;
        }
        Ok(())
    }

    async fn put_found_by(&mut self, folder: Folder, words: Option<&str>) -> Result<(), Fault> {
        let sql = match words {
            Some(_) => {
                "INSERT INTO found_by (tenant, folder, words) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET words = excluded.words"
            }
            None => "DELETE FROM found_by WHERE tenant = ? AND folder = ?",
        };
        let query = sqlx::query(sql).bind(self.tenant).bind(folder.to_string());
        let query = match words {
            Some(words) => query.bind(words),
            None => query,
        };
        query.execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn put_seats(
        &mut self,
        vaert: OrganisationId,
        plads: PladsId,
        dag: Day,
        seats: &[Option<SnusepraktikId>],
    ) -> Result<(), Fault> {
        let sql = "DELETE FROM seat WHERE tenant = ? AND vaert = ? AND plads = ? AND dag = ?";
        let delete = sqlx::query(sql).bind(self.tenant).bind(vaert.0).bind(plads.0);
        delete.bind(dag.since_epoch()).execute(&mut *self.tx).await?;
        let sql = "INSERT INTO seat (tenant, vaert, plads, dag, number, snusepraktik)
            VALUES (?, ?, ?, ?, ?, ?)";
        for (number, who) in (0_i64..).zip(seats) {
            sqlx::query(sql)
                .bind(self.tenant)
                .bind(vaert.0)
                .bind(plads.0)
                .bind(dag.since_epoch())
                .bind(number)
                .bind(who.map(|who| who.0))
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    async fn put_installation(&mut self, row: &Installation) -> Result<(), Fault> {
        let sql = "INSERT INTO installation
                (tenant, id, person, next_seq, last_seen, outbox_len, skew, revoked)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET person = excluded.person, next_seq = excluded.next_seq,
                last_seen = excluded.last_seen, outbox_len = excluded.outbox_len,
                skew = excluded.skew, revoked = excluded.revoked";
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(row.id.0)
            .bind(row.person.to_string())
            .bind(signed(row.next_seq.0))
            .bind(row.last_seen.0)
            .bind(row.outbox_len)
            .bind(row.skew)
            .bind(row.revoked.map(|revoked| revoked.0))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn put_holding(&mut self, id: InstallationId, held: &Holding) -> Result<(), Fault> {
        let sql = "INSERT INTO holding (tenant, installation, folder, since, permit_no, access,
                held_from, held_until, left_no, used)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET since = excluded.since, permit_no = excluded.permit_no,
                access = excluded.access, held_from = excluded.held_from,
                held_until = excluded.held_until, left_no = excluded.left_no,
                used = excluded.used";
        let term = held.permit.term;
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(id.0)
            .bind(held.folder.to_string())
            .bind(signed(held.since))
            .bind(signed(held.permit_no))
            .bind(access_code(held.permit.access))
            .bind(term.from.0)
            .bind(term.until.map(|until| until.0))
            .bind(held.left.map(signed))
            .bind(held.used.map(|used| used.0))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn drop_holding(&mut self, id: InstallationId, folder: Folder) -> Result<(), Fault> {
        let sql = "DELETE FROM holding WHERE tenant = ? AND installation = ? AND folder = ?";
        let delete = sqlx::query(sql).bind(self.tenant).bind(id.0).bind(folder.to_string());
        delete.execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn put_receipts(
        &mut self,
        id: InstallationId,
        rows: &[(Seq, ReceiptRow)],
    ) -> Result<(), Fault> {
        let outcomes = rows.iter().map(|(_, row)| json(&row.outcome));
        let outcomes = outcomes.collect::<Result<Vec<_>, _>>()?;
        let mut insert = QueryBuilder::new(
            "INSERT INTO receipt (tenant, installation, seq, content, command, asked, outcome) ",
        );
        insert.push_values(rows.iter().zip(outcomes), |mut row, ((seq, receipt), outcome)| {
            let (command, asked) = receipt.command.unzip();
            row.push_bind(self.tenant)
                .push_bind(id.0)
                .push_bind(signed(seq.0))
                .push_bind(receipt.content.0.to_vec())
                .push_bind(command.map(|command| command.0))
                .push_bind(asked.map(|asked| asked.0.to_vec()))
                .push_bind(outcome);
        });
        insert.push(" ON CONFLICT DO UPDATE SET outcome = excluded.outcome");
        self.run_once(insert).await
    }

    async fn note_opslag(
        &mut self,
        person: Person,
        ung: UngId,
        seneste: Moment,
    ) -> Result<(), Fault> {
        let sql = "INSERT INTO opslag_noted (tenant, person, ung, seneste) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET seneste = excluded.seneste";
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(person.to_string())
            .bind(ung.0)
            .bind(seneste.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn log(&mut self, entries: &[LogEntry<'_>]) -> Result<(), Fault> {
        let outcomes = entries.iter().map(|entry| json(&entry.outcome));
        let outcomes = outcomes.collect::<Result<Vec<_>, _>>()?;
        let mut insert = QueryBuilder::new(
            "INSERT INTO command_log (tenant, installation, seq, content, command, sender,
                name, written, received, skew, body, outcome) ",
        );
        insert.push_values(entries.iter().zip(outcomes), |mut row, (entry, outcome)| {
            let read = entry.read.as_ref();
            row.push_bind(self.tenant)
                .push_bind(entry.installation.0)
                .push_bind(signed(entry.seq.0))
                .push_bind(entry.content.0.to_vec())
                .push_bind(read.map(|read| read.command.0))
                .push_bind(entry.sender.to_string())
                .push_bind(read.map(|read| read.name.clone()))
                .push_bind(read.map(|read| read.written.0))
                .push_bind(entry.received.0)
                .push_bind(entry.skew)
                .push_bind(entry.body.to_owned())
                .push_bind(outcome);
        });
        insert.push(" ON CONFLICT DO NOTHING");
        self.run_once(insert).await
    }

    async fn put_audit(&mut self, rows: &[AuditRow]) -> Result<(), Fault> {
        for part in rows.chunks(AT_ONCE) {
            let mut insert = QueryBuilder::new("INSERT INTO audit (tenant, no, entry, hash) ");
            insert.push_values(part, |mut row, AuditRow { no, entry, hash }| {
                row.push_bind(self.tenant)
                    .push_bind(signed(*no))
                    .push_bind(entry.clone())
                    .push_bind(hash.0.to_vec());
            });
            self.run_once(insert).await?;
        }
        Ok(())
    }

    async fn savepoint(&mut self) -> Result<(), Fault> {
        self.run("SAVEPOINT mark").await
    }

    async fn rollback(&mut self) -> Result<(), Fault> {
        self.run("ROLLBACK TO mark").await?;
        self.run("RELEASE mark").await
    }

    async fn release(&mut self) -> Result<(), Fault> {
        self.run("RELEASE mark").await
    }

    async fn commit(self) -> Result<(), Fault> {
        self.finish().await
    }
}

impl SqliteTransaction {
    async fn run(&mut self, sql: &'static str) -> Result<(), Fault> {
        sqlx::query(sql).execute(&mut *self.tx).await?;
        Ok(())
    }

    /// A statement of a length of its own is not worth keeping prepared.
    async fn run_once(&mut self, mut insert: QueryBuilder<Driver>) -> Result<(), Fault> {
        insert.build().persistent(false).execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn keep_old(&mut self, key: &Key) -> Result<(), Fault> {
        let sql = "INSERT INTO record_history
            SELECT * FROM record WHERE tenant = ? AND folder = ? AND kind = ? AND id = ?";
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(key.folder.to_string())
            .bind(key.kind.code())
            .bind(key.id)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn add_grant(&mut self, source: &Key, grant: &Grant) -> Result<(), Fault> {
        let sql = "INSERT INTO access_grant (tenant, source_folder, source_kind, source_id,
                grantee, folder, access, basis, held_from, held_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(source.folder.to_string())
            .bind(source.kind.code())
            .bind(source.id)
            .bind(grant.grantee.to_string())
            .bind(grant.folder.to_string())
            .bind(access_code(grant.access))
            .bind(json(&grant.basis)?)
            .bind(grant.term.from.0)
            .bind(grant.term.until.map(|until| until.0))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
