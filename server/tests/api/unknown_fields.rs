//! T10: a newer version wrote fields that this one does not know. They survive being changed here.

use domain::fixtures::{FIE, NOW, THYLAND, organisationer};
use domain::organisation::RegisterOrganisation;
use domain::{Folder, Key, Kind, Record};
use server::store::{Read as _, RecordRow, Store as _, Stored, Write as _};
use uuid::Uuid;

use crate::harness::TestApp;

#[tokio::test]
async fn t10_fields_of_a_newer_version_survive_a_change_and_count_in_the_digest() {
    let mut app = TestApp::start().await;
    let gymnasiet = organisationer().remove(1);
    let (folder, kind) = (Folder::Faelles(THYLAND), Kind::Organisation);
    let key = Key { folder, kind, id: gymnasiet.id.0 };
    let doc = Record::from(gymnasiet.clone()).encode().unwrap().get().to_owned();
    let newer = doc.replacen('{', "{\"åbningstid\":{\"fra\":8},\"z\":null,", 1);
    write_as_newer(&app, key, &newer).await;

    let mut fie = app.phone(FIE).await;
    fie.sync().await;
    let by = Some(domain::fixtures::short("Klitby"));
    let organisation = domain::organisation::Organisation { by, ..gymnasiet };
    app.set_up(vec![RegisterOrganisation { organisation }.into()]).await;
    fie.sync().await;
    let docs = fie.docs(folder, "organisation");
    let changed =
        docs.iter().find(|doc| doc["by"] == "Klitby" && doc["navn"] == "Gymnasiet").unwrap();
    assert_eq!(changed["åbningstid"]["fra"], 8);
    assert!(changed.get("z").is_some());

    let mut tx = app.store().read(THYLAND).await.unwrap();
    let history = tx.history(&key).await.unwrap();
    assert_eq!(history.last().unwrap().doc.as_deref(), Some(&*newer), "and the old text is kept");
    assert_eq!(app.clock_now(), NOW);
}

async fn write_as_newer(app: &TestApp, key: Key, doc: &str) {
    let mut tx = app.store().write(THYLAND).await.unwrap();
    let old = tx.record(&key).await.unwrap().unwrap();
    let rev = old.rev + 1;
    let digest = domain::digest::Digest::of_row(key.kind.code(), key.id, rev, doc);
    let stored = Stored { rev, no: tx.next_no(), doc: Some(doc.to_owned()), digest };
    let command = domain::id::CommandId(Uuid::nil());
    tx.put_record(&RecordRow { key, stored: &stored, command }).await.unwrap();
    let mut state = tx.folder(key.folder).await.unwrap();
    state.digest ^= old.digest;
    state.digest ^= digest;
    state.last_no = stored.no;
    tx.put_folder(key.folder, &state).await.unwrap();
    tx.commit().await.unwrap();
}
