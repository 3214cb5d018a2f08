//! The database's name and tables. Upgrades only ever add: no version may drop the outbox.

use domain::Person;
use indexed_db_futures::Build;
use indexed_db_futures::database::Database;
use replica::store::Table;

/// The version of the schema.
pub const VERSION: u8 = 2;

/// Each person has a database of their own: another person on the same phone never opens it.
#[must_use]
pub fn name(person: Person) -> String {
    format!("overgang:{person}")
}

/// Makes the tables that are missing.
pub fn upgrade(database: &Database) -> Result<(), indexed_db_futures::error::Error> {
    let existing: Vec<String> = database.object_store_names().collect();
    for table in Table::ALL {
        if !existing.iter().any(|name| name == table.name()) {
            database.create_object_store(table.name()).build()?;
        }
    }
    Ok(())
}
