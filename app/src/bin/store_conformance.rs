//! Runs the store conformance suite against `IndexedDB` in a real browser and leaves the result in the
//! page's title: "ok", or the faults.

use app::store::IndexedDbStore;
use replica::store::conformance;
use wasm_bindgen_futures::spawn_local;

fn main() {
    spawn_local(async {
        let faults = conformance::check(open).await;
        let result = if faults.is_empty() { "ok".to_owned() } else { format!("{faults:?}") };
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&result);
        }
    });
}

async fn open(case: &'static str) -> IndexedDbStore {
    match IndexedDbStore::open(&format!("conformance:{case}")).await {
        Ok(store) => store,
        Err(error) => panic!("cannot open a database: {error}"),
    }
}
