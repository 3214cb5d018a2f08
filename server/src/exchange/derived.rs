//! What lies beside the records and follows from them (grants, seats, search keys) is worked out as a record changes
//! (`effects`). Where a rule changes it is worked out anew for all that stand, as the server starts.

use domain::Kind;
use domain::record::Follows;

use super::effects::derive;
use crate::store::{Fault, Read as _, Store, Write as _};

/// Which rules these are. Goes up with every change of what a record grants, whom it seats or what it is found by.
pub const RULES: u32 = 3;

/// Works it out anew, unless that was done by these rules. Each municipality's in one transaction; one that is done
/// twice comes to the same.
pub async fn renew<S: Store>(store: &S) -> Result<(), Fault> {
    if store.rules().await? == Some(RULES) {
        return Ok(());
    }
    for kommune in store.kommuner().await? {
        let mut tx = store.write(kommune).await?;
        for kind in Kind::ALL.iter().filter(|kind| kind.follows() == Follows::Derived) {
            for (key, stored) in tx.all_of(*kind).await? {
                derive(&mut tx, &key, stored.doc.as_deref().unwrap_or_default()).await?;
            }
        }
        tx.commit().await?;
    }
    store.follow_rules(RULES).await
}
