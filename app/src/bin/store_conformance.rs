//! Runs the store conformance suite against `IndexedDB` in a real browser and leaves the result in the
//! page's title: "ok", or the faults.

use app::store::IndexedDbStore;
use replica::lock::DataKey;
use replica::store::conformance;
use replica::store::locked::Locked;
use wasm_bindgen_futures::spawn_local;

fn main() {
    spawn_local(async {
        let mut faults = conformance::check(open).await;
        faults.extend(conformance::check(locked).await);
        let result = if faults.is_empty() { "ok".to_owned() } else { format!("{faults:?}") };
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&result);
        }
    });
}

/// As the app has it: over the same store, sealed.
async fn locked(case: &'static str) -> Locked<IndexedDbStore> {
    let name = format!("conformance:locked:{case}");
    match IndexedDbStore::open(&name).await {
        Ok(store) => Locked::new(store, &DataKey::new([9; 32])),
        Err(error) => panic!("cannot open a database: {error}"),
    }
}

async fn open(case: &'static str) -> IndexedDbStore {
    match IndexedDbStore::open(&format!("conformance:{case}")).await {
        Ok(store) => store,
        Err(error) => panic!("cannot open a database: {error}"),
    }
}
