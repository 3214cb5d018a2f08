//! `overgang restored`: says that the database was put back from a backup. It gets a new epoch: the phones
//! then compare everything anew and send again what the lost hours held.

use std::path::Path;

use domain::id::Epoch;

use crate::audit::heads::Keeper;
use crate::files;
use crate::serve::NoStart;
use crate::state::World;
use crate::store::sqlite::Sqlite;
use crate::store::{Fault, Store as _};

/// Says so to the file, which must be there: a misspelt name must not make an empty database.
pub async fn say(database: &Path, heads: &Path, world: &World) -> Result<(), NoStart> {
    std::fs::metadata(database).map_err(files::at(database))?;
    let store = Sqlite::open(database).await?;
    let epoch = Epoch(world.id().map_err(Fault::from)?);
    store.renew(epoch).await?;
    // A code that was used since, a session that was ended, or a phone that was revoked, would hold again.
    store.sign_everybody_out().await?;
    // What was signed after the backup was made is gone with it.
    if heads.exists() {
        Keeper::existing(database, heads)?.put_aside(&store, epoch).await?;
    }
    store.close().await;
    tracing::info!(epoch = %epoch.0, "the phones will bring back what they hold");
    Ok(())
}
