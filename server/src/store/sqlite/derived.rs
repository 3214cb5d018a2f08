//! Reading all that is stored beside the records though it follows from them. What should stand there is
//! `audit::verify`'s to know.

use std::collections::{BTreeMap, BTreeSet};

use domain::grant::Grant;
use domain::id::{OrganisationId, PladsId, SnusepraktikId};
use domain::{Day, Key, Kind};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::SqliteTransaction;
use super::codec::folder;
use super::read::{folder_state, grant};
use crate::store::{Derived, Fault};

pub(super) async fn read(at: &mut SqliteTransaction) -> Result<Derived, Fault> {
    let sums = rows(at, "SELECT last_no, live, digest, name FROM folder WHERE tenant = ?").await?;
    let sum = |row: &SqliteRow| Ok((folder(row.try_get(3)?)?, folder_state(row, 0)?));
    let words = rows(at, "SELECT folder, words FROM found_by WHERE tenant = ?").await?;
    let word = |row: &SqliteRow| Ok((folder(row.try_get(0)?)?, row.try_get(1)?));
    let filled = "SELECT folder FROM record WHERE tenant = ?1
        UNION SELECT folder FROM record_history WHERE tenant = ?1";
    let filled = rows(at, filled).await?;
    Ok(Derived {
        folders: sums.iter().map(sum).collect::<Result<_, Fault>>()?,
        grants: grants(at).await?,
        found_by: words.iter().map(word).collect::<Result<_, Fault>>()?,
        seats: seats(at).await?,
        filled: filled
            .iter()
            .map(|row| folder(row.try_get(0)?))
            .collect::<Result<BTreeSet<_>, _>>()?,
    })
}

async fn rows(at: &mut SqliteTransaction, sql: &'static str) -> Result<Vec<SqliteRow>, Fault> {
    Ok(sqlx::query(sql).bind(at.tenant).fetch_all(&mut *at.tx).await?)
}

async fn grants(at: &mut SqliteTransaction) -> Result<BTreeMap<Key, Vec<Grant>>, Fault> {
    let sql =
        "SELECT folder, grantee, basis, access, held_from, held_until, source_folder, source_kind,
            source_id
        FROM access_grant WHERE tenant = ?";
    let mut grants = BTreeMap::<_, Vec<_>>::new();
    for row in rows(at, sql).await? {
        let kind = Kind::from_code(row.try_get(7)?).ok_or(Fault::Corrupt("kind"))?;
        let key = Key { folder: folder(row.try_get(6)?)?, kind, id: row.try_get(8)? };
        grants.entry(key).or_default().push(grant(&row)?);
    }
    Ok(grants)
}

type Seats = BTreeMap<(OrganisationId, PladsId, Day), Vec<Option<SnusepraktikId>>>;

async fn seats(at: &mut SqliteTransaction) -> Result<Seats, Fault> {
    let sql = "SELECT vaert, plads, dag, snusepraktik FROM seat WHERE tenant = ?
        ORDER BY vaert, plads, dag, number";
    let mut seats = Seats::new();
    for row in rows(at, sql).await? {
        let (vaert, plads): (Uuid, Uuid) = (row.try_get(0)?, row.try_get(1)?);
        let (day, who): (_, Option<Uuid>) = (Day::from_epoch(row.try_get(2)?), row.try_get(3)?);
        let place = (OrganisationId(vaert), PladsId(plads), day);
        seats.entry(place).or_default().push(who.map(SnusepraktikId));
    }
    Ok(seats)
}
