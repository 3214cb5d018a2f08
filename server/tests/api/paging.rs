//! T16: a large folder comes in pages; a page that is lost is asked for again; what changes meanwhile
//! comes after.

use domain::aftale::{MakeAftale, NewAftale, SettleAftale};
use domain::exchange::{Cursor, PAGE};
use domain::fixtures::{ANNA, BENT, MADS, long, notat, short};
use domain::id::{AftaleId, NotatId};
use domain::{Command, Folder};
use uuid::Uuid;

use crate::harness::TestApp;

const PLAN: Folder = Folder::Plan(MADS);

fn aftale(number: usize) -> Command {
    let id = AftaleId(Uuid::from_u128(0xb000 + number as u128));
    let hvad = short("Ring til studievejlederen");
    let aftale = NewAftale { id, hvad, frist: None, klokken: None, med: None };
    MakeAftale { ung: MADS, aftale }.into()
}

#[tokio::test]
async fn t16_a_folder_larger_than_a_page_comes_in_pages() {
    let mut app = TestApp::start().await;
    app.set_up((0..PAGE + 200).map(aftale).collect()).await;
    let mut anna = app.phone(ANNA).await;
    let first = anna.exchange().await;
    assert!(first.more);
    let sent: usize = first.folders.iter().map(|page| page.changes.len()).sum();
    assert_eq!(sent, PAGE);
    let behind = *first.cursor.behind.get(&PLAN).unwrap();
    assert!(behind > 0 && behind < first.cursor.no);
    assert!(first.folders.iter().any(|page| page.folder == PLAN.to_string() && !page.complete));

    // The next page is lost once, and one of the records sent already changes.
    let lost = anna.send(&anna.request()).await.unwrap();
    let done = SettleAftale { ung: MADS, aftale: AftaleId(Uuid::from_u128(0xb000)), udfoert: true };
    app.set_up(vec![done.into()]).await;
    let second = anna.exchange().await;
    assert!(lost.cursor.no < second.cursor.no);
    assert_eq!(
        second.folders.iter().find(|page| page.folder == PLAN.to_string()).unwrap().after,
        behind
    );
    anna.sync().await;
    assert_eq!(anna.docs(PLAN, "aftale").len(), PAGE + 200);
}

#[tokio::test]
async fn a_page_ends_where_its_bytes_do() {
    let mut app = TestApp::start().await;
    let text = long(&"æ".repeat(9_000));
    let note = |number| {
        let write = notat(NotatId(Uuid::from_u128(number)), MADS, "x");
        Command::from(domain::notat::WriteNotat { tekst: text.clone(), ..write })
    };
    app.set_up((0..100).map(note).collect()).await;
    let mut bent = app.phone(BENT).await;
    let first = bent.exchange().await;
    assert!(first.more && first.cursor.behind.contains_key(&Folder::Journal(MADS)));
    bent.sync().await;
    assert_eq!(bent.docs(Folder::Journal(MADS), "notat").len(), 100);
}

#[tokio::test]
async fn a_phone_on_a_poor_line_is_given_as_little_as_it_asks_for() {
    let mut app = TestApp::start().await;
    app.set_up((0..60).map(aftale).collect()).await;
    let anna = app.phone(ANNA).await;
    for (asked, most) in [(10, 10), (0, 1), (u32::MAX, PAGE)] {
        let request = domain::exchange::Request { page: Some(asked), ..anna.request() };
        let reply = anna.send(&request).await.unwrap();
        let sent: usize = reply.folders.iter().map(|page| page.changes.len()).sum();
        assert!(sent > 0 && sent <= most, "{asked}: {sent}");
        assert_eq!(reply.more, most < 60, "{asked}");
    }
}

#[tokio::test]
async fn in_the_steady_state_nothing_is_sent() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let reply = anna.exchange().await;
    assert!(reply.folders.is_empty() && reply.leave.is_empty() && !reply.more);
    assert_eq!(reply.cursor, anna.cursor);
}

#[tokio::test]
async fn a_folder_asked_for_anew_comes_anew_with_the_living_alone() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    anna.folders.get_mut(&PLAN.to_string()).unwrap().clear();
    let mut request = anna.request();
    request.want_digests = true;
    let reply = anna.send(&request).await.unwrap();
    let theirs = reply.digests.unwrap();
    assert_eq!(theirs.len(), anna.folders.len());
    let differs: Vec<_> = anna
        .folders
        .iter()
        .filter(|(name, rows)| theirs[*name] != crate::harness::phone::of_rows(rows))
        .map(|(name, _)| name.clone())
        .collect();
    assert_eq!(differs, [PLAN.to_string()]);
    anna.cursor.behind.insert(PLAN, 0);
    let reply = anna.exchange().await;
    assert_eq!((reply.folders.len(), reply.folders[0].after), (1, 0));
    anna.sync().await;
}

#[tokio::test]
async fn an_empty_cursor_is_given_everything() {
    let mut app = TestApp::start().await;
    let mut anna = app.phone(ANNA).await;
    anna.sync().await;
    let held = anna.folders.clone();
    anna.cursor = Cursor::default();
    anna.folders.clear();
    anna.sync().await;
    assert_eq!(anna.folders, held);
}
