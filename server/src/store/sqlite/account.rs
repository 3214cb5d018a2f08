//! Accounts in SQLite: first what is looked up before it is known in which municipality, then the accounts of
//! one.

use domain::id::{InstallationId, KommuneId, MedarbejderId, PasskeyId, SessionId};
use domain::{Day, Moment, Person};
use sqlx::Row as _;
use sqlx::sqlite::{SqlitePool, SqliteRow};
use uuid::Uuid;

use super::SqliteTransaction;
use super::codec::{how, key, person};
use super::read::installation;
use crate::store::{
    CodeRow, DAILY_KEPT, Daily, DailyRow, Enrolment, Fault, Fingerprint, Identity, Installation,
    LinkRow, PasskeyRow, ReadAccounts, SessionRow, Shown, WriteAccounts,
};

/// Sessions in the order of columns in which they are read.
macro_rules! sessions {
    ($which:literal) => {
        concat!(
            "SELECT s.id, k.id, s.person, s.how, s.phone, s.confined, s.created, s.last_seen, s.until
            FROM session s JOIN kommune k ON k.tenant = s.tenant ",
            $which
        )
    };
}

/// Passkeys, likewise.
macro_rules! passkeys {
    ($which:literal) => {
        concat!("SELECT id, credential, person, made, created, last_used FROM passkey ", $which)
    };
}

/// Links, likewise.
macro_rules! links {
    ($which:literal) => {
        concat!("SELECT identity, medarbejder, created, last_used FROM link ", $which)
    };
}

/// Phones, as `read` reads them.
macro_rules! phones {
    ($which:literal) => {
        concat!(
            "SELECT id, person, next_seq, last_seen, outbox_len, skew, revoked FROM installation ",
            $which
        )
    };
}

pub(super) async fn session(
    pool: &SqlitePool,
    token: &Fingerprint,
) -> Result<Option<SessionRow>, Fault> {
    let found = sqlx::query(sessions!("WHERE s.token = ?")).bind(token.as_slice());
    found.fetch_optional(pool).await?.map(|row| session_row(&row)).transpose()
}

pub(super) async fn see_session(
    pool: &SqlitePool,
    token: &Fingerprint,
    now: Moment,
) -> Result<(), Fault> {
    let sql = "UPDATE session SET last_seen = ? WHERE token = ?";
    sqlx::query(sql).bind(now.0).bind(token.as_slice()).execute(pool).await?;
    Ok(())
}

pub(super) async fn kommune_of(
    pool: &SqlitePool,
    shown: Shown<'_>,
) -> Result<Option<KommuneId>, Fault> {
    let (sql, shown) = match shown {
        Shown::Code(hash) => (
            "SELECT k.id FROM code c JOIN kommune k ON k.tenant = c.tenant WHERE hash = ?",
            hash.as_slice(),
        ),
        Shown::Passkey(credential) => (
            "SELECT k.id FROM passkey p JOIN kommune k ON k.tenant = p.tenant WHERE credential = ?",
            credential,
        ),
        Shown::Device(secret) => (
            "SELECT k.id FROM enrolment e JOIN kommune k ON k.tenant = e.tenant WHERE secret = ?",
            secret.as_slice(),
        ),
        Shown::Identity(Identity(identity)) => (
            "SELECT k.id FROM link l JOIN kommune k ON k.tenant = l.tenant WHERE identity = ?",
            identity.as_slice(),
        ),
    };
    let found = sqlx::query_scalar::<_, Uuid>(sql).bind(shown).fetch_optional(pool).await?;
    Ok(found.map(KommuneId))
}

pub(super) async fn keep_ceremony(
    pool: &SqlitePool,
    token: &Fingerprint,
    state: &str,
    until: Moment,
) -> Result<(), Fault> {
    let sql = "INSERT INTO ceremony (token, state, until) VALUES (?, ?, ?)";
    sqlx::query(sql).bind(token.as_slice()).bind(state).bind(until.0).execute(pool).await?;
    Ok(())
}

pub(super) async fn take_ceremony(
    pool: &SqlitePool,
    token: &Fingerprint,
    now: Moment,
) -> Result<Option<String>, Fault> {
    let sql = "DELETE FROM ceremony WHERE token = ? RETURNING state, until";
    let Some(row) = sqlx::query(sql).bind(token.as_slice()).fetch_optional(pool).await? else {
        return Ok(None);
    };
    let until = Moment(row.try_get(1)?);
    Ok((now < until).then_some(row.try_get(0)?))
}

pub(super) async fn sweep(pool: &SqlitePool, now: Moment) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM session WHERE until <= ?",
        "DELETE FROM code WHERE until <= ?",
        "DELETE FROM ceremony WHERE until <= ?",
    ] {
        sqlx::query(sql).bind(now.0).execute(pool).await?;
    }
    let old = sqlx::query("DELETE FROM daily WHERE dag < ?");
    old.bind(now.day().since_epoch() - DAILY_KEPT).execute(pool).await?;
    Ok(())
}

pub(super) async fn sign_everybody_out(pool: &SqlitePool) -> Result<(), Fault> {
    for sql in ["DELETE FROM session", "DELETE FROM code", "DELETE FROM ceremony"] {
        sqlx::query(sql).execute(pool).await?;
    }
    let void = sqlx::query("UPDATE enrolment SET signed_in = ?").bind(Enrolment::VOID.0);
    void.execute(pool).await?;
    Ok(())
}

impl ReadAccounts for SqliteTransaction {
    async fn account_ended(&mut self, person: Person) -> Result<Option<Moment>, Fault> {
        let sql = "SELECT ended FROM account WHERE tenant = ? AND person = ?";
        let found = sqlx::query_scalar::<_, i64>(sql).bind(self.tenant).bind(person.to_string());
        Ok(found.fetch_optional(&mut *self.tx).await?.map(Moment))
    }

    async fn stood_on(&mut self, session: SessionId) -> Result<Vec<InstallationId>, Fault> {
        let sql = "SELECT phone FROM session_phone WHERE session = ? ORDER BY phone";
        let rows = sqlx::query_scalar(sql).bind(session.0).fetch_all(&mut *self.tx).await?;
        Ok(rows.into_iter().map(InstallationId).collect())
    }

    async fn beside(&mut self, phone: InstallationId) -> Result<Vec<InstallationId>, Fault> {
        let sql = "SELECT other FROM phone_beside WHERE tenant = ? AND phone = ? ORDER BY other";
        let rows = sqlx::query_scalar(sql).bind(self.tenant).bind(phone.0);
        Ok(rows.fetch_all(&mut *self.tx).await?.into_iter().map(InstallationId).collect())
    }

    async fn sessions_of(&mut self, person: Person) -> Result<Vec<SessionRow>, Fault> {
        let sql = sessions!("WHERE s.tenant = ? AND s.person = ? ORDER BY s.created, s.id");
        let rows = sqlx::query(sql).bind(self.tenant).bind(person.to_string());
        rows.fetch_all(&mut *self.tx).await?.iter().map(session_row).collect()
    }

    async fn passkeys_of(&mut self, person: Person) -> Result<Vec<PasskeyRow>, Fault> {
        let sql = passkeys!("WHERE tenant = ? AND person = ? ORDER BY created, id");
        let rows = sqlx::query(sql).bind(self.tenant).bind(person.to_string());
        rows.fetch_all(&mut *self.tx).await?.iter().map(passkey_row).collect()
    }

    async fn passkey(&mut self, credential: &[u8]) -> Result<Option<PasskeyRow>, Fault> {
        let sql = passkeys!("WHERE tenant = ? AND credential = ?");
        let found = sqlx::query(sql).bind(self.tenant).bind(credential);
        found.fetch_optional(&mut *self.tx).await?.map(|row| passkey_row(&row)).transpose()
    }

    async fn link(&mut self, identity: Identity) -> Result<Option<LinkRow>, Fault> {
        let sql = links!("WHERE tenant = ? AND identity = ?");
        let found = sqlx::query(sql).bind(self.tenant).bind(identity.0.as_slice());
        found.fetch_optional(&mut *self.tx).await?.map(|row| link_row(&row)).transpose()
    }

    async fn link_of(&mut self, medarbejder: MedarbejderId) -> Result<Option<LinkRow>, Fault> {
        let sql = links!("WHERE tenant = ? AND medarbejder = ?");
        let found = sqlx::query(sql).bind(self.tenant).bind(medarbejder.0);
        found.fetch_optional(&mut *self.tx).await?.map(|row| link_row(&row)).transpose()
    }

    async fn installations(&mut self, of: Option<Person>) -> Result<Vec<Installation>, Fault> {
        let everybody = phones!("WHERE tenant = ? ORDER BY last_seen DESC, id");
        let one = phones!("WHERE tenant = ? AND person = ? ORDER BY last_seen DESC, id");
        let rows = match of {
            None => sqlx::query(everybody).bind(self.tenant),
            Some(person) => sqlx::query(one).bind(self.tenant).bind(person.to_string()),
        };
        rows.fetch_all(&mut *self.tx).await?.iter().map(installation).collect()
    }

    async fn daily(&mut self, since: Day) -> Result<Vec<DailyRow>, Fault> {
        let sql = "SELECT person, what, dag, times FROM daily WHERE tenant = ? AND dag >= ?
            ORDER BY dag DESC, times DESC, person, what";
        let rows = sqlx::query(sql).bind(self.tenant).bind(since.since_epoch());
        rows.fetch_all(&mut *self.tx).await?.iter().map(daily_row).collect()
    }

    async fn enrolment(&mut self, id: InstallationId) -> Result<Option<Enrolment>, Fault> {
        let sql = "SELECT share, recovery, secret, signed_in FROM enrolment
            WHERE tenant = ? AND installation = ?";
        let found = sqlx::query(sql).bind(self.tenant).bind(id.0);
        let Some(row) = found.fetch_optional(&mut *self.tx).await? else { return Ok(None) };
        let (share, recovery) = (key(row.try_get(0)?)?, key(row.try_get(1)?)?);
        let (secret, signed_in) = (key(row.try_get(2)?)?, Moment(row.try_get(3)?));
        Ok(Some(Enrolment { installation: id, share, recovery, secret, signed_in }))
    }
}

impl WriteAccounts for SqliteTransaction {
    async fn put_account(&mut self, who: Person, ended: Option<Moment>) -> Result<(), Fault> {
        let sql = "DELETE FROM account WHERE tenant = ? AND person = ?";
        let open = sqlx::query(sql).bind(self.tenant).bind(who.to_string());
        open.execute(&mut *self.tx).await?;
        if let Some(ended) = ended {
            let sql = "INSERT INTO account (tenant, person, ended) VALUES (?, ?, ?)";
            let end = sqlx::query(sql).bind(self.tenant).bind(who.to_string()).bind(ended.0);
            end.execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    async fn put_session(&mut self, token: &Fingerprint, row: &SessionRow) -> Result<(), Fault> {
        let sql = "INSERT INTO session
                (token, tenant, id, person, how, phone, confined, created, last_seen, until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (token) DO UPDATE SET phone = excluded.phone,
                confined = excluded.confined, last_seen = excluded.last_seen";
        sqlx::query(sql)
            .bind(token.as_slice())
            .bind(self.tenant)
            .bind(row.id.0)
            .bind(row.person.to_string())
            .bind(row.how.code())
            .bind(row.phone.map(|phone| phone.0))
            .bind(row.confined)
            .bind(row.created.0)
            .bind(row.last_seen.0)
            .bind(row.until.0)
            .execute(&mut *self.tx)
            .await?;
        if let Some(phone) = row.phone {
            let sql = "INSERT INTO session_phone (session, phone) VALUES (?, ?)
                ON CONFLICT DO NOTHING";
            sqlx::query(sql).bind(row.id.0).bind(phone.0).execute(&mut *self.tx).await?;
        }
        self.put_beside(row.id).await
    }

    async fn take_over(&mut self, of: SessionId, by: SessionId) -> Result<(), Fault> {
        let sql = "INSERT INTO session_phone (session, phone)
            SELECT ?, phone FROM session_phone WHERE session = ? ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(by.0).bind(of.0).execute(&mut *self.tx).await?;
        self.put_beside(by).await
    }

    async fn drop_session(&mut self, id: SessionId) -> Result<(), Fault> {
        let sql = "DELETE FROM session WHERE tenant = ? AND id = ?";
        sqlx::query(sql).bind(self.tenant).bind(id.0).execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn confine(&mut self, phone: InstallationId) -> Result<(), Fault> {
        let sql = "UPDATE session SET confined = 1, phone = ?1 WHERE tenant = ?2
            AND id IN (SELECT session FROM session_phone WHERE phone = ?1)";
        sqlx::query(sql).bind(phone.0).bind(self.tenant).execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn put_code(&mut self, code: &CodeRow) -> Result<(), Fault> {
        let sql = "INSERT INTO code (hash, tenant, person, made_by, until) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant, person) DO UPDATE SET hash = excluded.hash,
                made_by = excluded.made_by, until = excluded.until";
        sqlx::query(sql)
            .bind(code.hash.as_slice())
            .bind(self.tenant)
            .bind(code.person.to_string())
            .bind(code.made_by.to_string())
            .bind(code.until.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn take_code(&mut self, hash: &Fingerprint) -> Result<Option<CodeRow>, Fault> {
        let sql = "DELETE FROM code WHERE tenant = ? AND hash = ? RETURNING person, made_by, until";
        let taken = sqlx::query(sql).bind(self.tenant).bind(hash.as_slice());
        let Some(row) = taken.fetch_optional(&mut *self.tx).await? else { return Ok(None) };
        let (hash, until) = (*hash, Moment(row.try_get(2)?));
        let (person, made_by) = (person(row.try_get(0)?)?, person(row.try_get(1)?)?);
        Ok(Some(CodeRow { hash, person, made_by, until }))
    }

    async fn drop_code(&mut self, person: Person) -> Result<(), Fault> {
        let sql = "DELETE FROM code WHERE tenant = ? AND person = ?";
        let delete = sqlx::query(sql).bind(self.tenant).bind(person.to_string());
        delete.execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn put_passkey(&mut self, row: &PasskeyRow) -> Result<(), Fault> {
        let sql = "INSERT INTO passkey (credential, tenant, id, person, made, created, last_used)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET made = excluded.made, last_used = excluded.last_used";
        sqlx::query(sql)
            .bind(&row.credential)
            .bind(self.tenant)
            .bind(row.id.0)
            .bind(row.person.to_string())
            .bind(&row.made)
            .bind(row.created.0)
            .bind(row.last_used.map(|used| used.0))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    async fn drop_passkey(&mut self, id: PasskeyId) -> Result<(), Fault> {
        let sql = "DELETE FROM passkey WHERE tenant = ? AND id = ?";
        sqlx::query(sql).bind(self.tenant).bind(id.0).execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn put_link(&mut self, row: &LinkRow) -> Result<(), Fault> {
        let sql = "INSERT INTO link (identity, tenant, medarbejder, created, last_used)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (identity) DO UPDATE SET last_used = excluded.last_used
                WHERE link.tenant = excluded.tenant
                    AND link.medarbejder = excluded.medarbejder";
        let put = sqlx::query(sql)
            .bind(row.identity.0.as_slice())
            .bind(self.tenant)
            .bind(row.medarbejder.0)
            .bind(row.created.0)
            .bind(row.last_used.map(|used| used.0));
        let done = put.execute(&mut *self.tx).await?;
        if done.rows_affected() == 0 { Err(Fault::Constraint) } else { Ok(()) }
    }

    async fn drop_link(&mut self, medarbejder: MedarbejderId) -> Result<(), Fault> {
        let sql = "DELETE FROM link WHERE tenant = ? AND medarbejder = ?";
        sqlx::query(sql).bind(self.tenant).bind(medarbejder.0).execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn count_daily(
        &mut self,
        who: Person,
        what: Daily,
        more: u32,
        dag: Day,
    ) -> Result<u32, Fault> {
        let sql = "INSERT INTO daily (tenant, person, what, dag, times) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET times = times + excluded.times RETURNING times";
        let times = sqlx::query_scalar(sql)
            .bind(self.tenant)
            .bind(who.to_string())
            .bind(what.code())
            .bind(dag.since_epoch())
            .bind(more);
        Ok(times.fetch_one(&mut *self.tx).await?)
    }

    async fn put_enrolment(&mut self, row: &Enrolment) -> Result<(), Fault> {
        let sql = "INSERT INTO enrolment
                (tenant, installation, share, recovery, secret, signed_in)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, installation) DO UPDATE SET share = excluded.share,
                recovery = excluded.recovery, secret = excluded.secret,
                signed_in = excluded.signed_in";
        sqlx::query(sql)
            .bind(self.tenant)
            .bind(row.installation.0)
            .bind(row.share.as_slice())
            .bind(row.recovery.as_slice())
            .bind(row.secret.as_slice())
            .bind(row.signed_in.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

impl SqliteTransaction {
    /// The phones that a session stood on are of one browser.
    async fn put_beside(&mut self, session: SessionId) -> Result<(), Fault> {
        let sql = "INSERT INTO phone_beside (tenant, phone, other)
            SELECT ?, a.phone, b.phone FROM session_phone a
            JOIN session_phone b ON b.session = a.session AND b.phone <> a.phone
            WHERE a.session = ? ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(self.tenant).bind(session.0).execute(&mut *self.tx).await?;
        Ok(())
    }
}

fn session_row(row: &SqliteRow) -> Result<SessionRow, Fault> {
    let phone: Option<Uuid> = row.try_get(4)?;
    Ok(SessionRow {
        id: SessionId(row.try_get(0)?),
        kommune: KommuneId(row.try_get(1)?),
        person: person(row.try_get(2)?)?,
        how: how(row.try_get(3)?)?,
        phone: phone.map(InstallationId),
        confined: row.try_get(5)?,
        created: Moment(row.try_get(6)?),
        last_seen: Moment(row.try_get(7)?),
        until: Moment(row.try_get(8)?),
    })
}

fn passkey_row(row: &SqliteRow) -> Result<PasskeyRow, Fault> {
    let last_used: Option<i64> = row.try_get(5)?;
    Ok(PasskeyRow {
        id: PasskeyId(row.try_get(0)?),
        credential: row.try_get(1)?,
        person: person(row.try_get(2)?)?,
        made: row.try_get(3)?,
        created: Moment(row.try_get(4)?),
        last_used: last_used.map(Moment),
    })
}

fn link_row(row: &SqliteRow) -> Result<LinkRow, Fault> {
    let last_used: Option<i64> = row.try_get(3)?;
    Ok(LinkRow {
        identity: Identity(key(row.try_get(0)?)?),
        medarbejder: MedarbejderId(row.try_get(1)?),
        created: Moment(row.try_get(2)?),
        last_used: last_used.map(Moment),
    })
}

fn daily_row(row: &SqliteRow) -> Result<DailyRow, Fault> {
    let what = match row.try_get(1)? {
        "searches" => Daily::Searches,
        "cases" => Daily::Cases,
        "phones" => Daily::Phones,
        "noedadgange" => Daily::Noedadgange,
        "handed" => Daily::Handed,
        _ => return Err(Fault::Corrupt("what was asked for")),
    };
    let dag = Day::from_epoch(row.try_get(2)?);
    Ok(DailyRow { person: person(row.try_get(0)?)?, what, dag, times: row.try_get(3)? })
}
