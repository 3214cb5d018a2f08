//! What every store promises of accounts.

use domain::Moment;
use domain::envelope::Seq;
use domain::id::{InstallationId, MedarbejderId, PasskeyId, SessionId};
use domain::moment::DAY;
use uuid::Uuid;

use super::{EPOCH, HERE, PHONE, SECOND, THERE, WHO, begun};
use crate::store::{
    CodeRow, Daily, Enrolment, Fault, How, Identity, Installation, LinkRow, PasskeyRow,
    ReadAccounts as _, SessionRow, Shown, Store, Write, WriteAccounts as _,
};

const OTHER: domain::Person = domain::Person::Ung(domain::id::UngId(Uuid::from_u128(0x0b)));

fn session(id: u128, phone: Option<InstallationId>) -> SessionRow {
    let (id, created) = (SessionId(Uuid::from_u128(id)), Moment(1));
    let (kommune, person, how, confined) = (HERE, WHO, How::Passkey, false);
    let (last_seen, until) = (created, Moment(9));
    SessionRow { id, kommune, person, how, phone, confined, created, last_seen, until }
}

pub(crate) async fn a_session_lasts_until_it_is_ended<S: Store>(store: S) {
    let (one, two) = ([7; 32], [8; 32]);
    let mut tx = begun(&store).await;
    tx.put_session(&one, &session(1, None)).await.unwrap();
    assert_eq!(store.session(&one).await.unwrap(), None, "not before the commit");
    tx.put_session(&two, &session(2, Some(PHONE))).await.unwrap();
    tx.commit().await.unwrap();
    store.see_session(&one, Moment(3)).await.unwrap();
    let seen = SessionRow { last_seen: Moment(3), ..session(1, None) };
    assert_eq!(store.session(&one).await.unwrap(), Some(seen));
    let mut tx = store.write(HERE).await.unwrap();
    tx.put_session(&one, &SessionRow { phone: Some(PHONE), ..seen }).await.unwrap();
    tx.confine(PHONE).await.unwrap();
    let found = tx.sessions_of(WHO).await.unwrap();
    assert!(found.len() == 2 && found.iter().all(|session| session.confined));
    assert_eq!(tx.sessions_of(OTHER).await.unwrap(), []);
    tx.drop_session(seen.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.session(&one).await.unwrap(), None);
    assert!(store.session(&two).await.unwrap().is_some_and(|session| session.confined));
}

pub(crate) async fn a_phone_confines_every_session_that_ever_stood_on_it<S: Store>(store: S) {
    let (before, moved, after) =
        (session(1, Some(PHONE)), session(1, Some(SECOND)), session(2, None));
    let mut tx = begun(&store).await;
    tx.put_session(&[7; 32], &before).await.unwrap();
    tx.put_session(&[7; 32], &moved).await.unwrap();
    tx.put_session(&[8; 32], &after).await.unwrap();
    tx.put_session(&[9; 32], &session(3, Some(SECOND))).await.unwrap();
    tx.take_over(moved.id, after.id).await.unwrap();
    tx.drop_session(moved.id).await.unwrap();
    assert_eq!(tx.stood_on(moved.id).await.unwrap(), []);
    assert_eq!(tx.stood_on(after.id).await.unwrap(), [PHONE, SECOND]);
    tx.drop_session(after.id).await.unwrap();
    assert_eq!(tx.beside(PHONE).await.unwrap(), [SECOND], "though both are over");
    assert_eq!(tx.beside(SECOND).await.unwrap(), [PHONE]);
    tx.put_session(&[8; 32], &after).await.unwrap();
    tx.put_session(&[8; 32], &session(2, Some(PHONE))).await.unwrap();
    tx.confine(PHONE).await.unwrap();
    tx.commit().await.unwrap();
    let found = store.session(&[8; 32]).await.unwrap().unwrap();
    assert!(found.confined && found.phone == Some(PHONE));
    assert!(store.session(&[9; 32]).await.unwrap().is_some_and(|other| !other.confined));
}

fn code(hash: u8, person: domain::Person, until: i64) -> CodeRow {
    CodeRow { hash: [hash; 32], person, made_by: domain::Person::System, until: Moment(until) }
}

pub(crate) async fn a_code_is_taken_once_and_a_new_one_replaces_it<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    tx.put_code(&code(1, WHO, 5)).await.unwrap();
    tx.put_code(&code(2, WHO, 6)).await.unwrap();
    tx.put_code(&code(3, OTHER, 7)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.kommune_of(Shown::Code(&[1; 32])).await.unwrap(), None);
    assert_eq!(store.kommune_of(Shown::Code(&[2; 32])).await.unwrap(), Some(HERE));
    let takers = (0..20).map(|_| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut tx = store.write(HERE).await.unwrap();
            let taken = tx.take_code(&[2; 32]).await.unwrap();
            tx.commit().await.unwrap();
            taken
        })
    });
    let mut won = Vec::new();
    for taker in takers.collect::<Vec<_>>() {
        won.extend(taker.await.unwrap());
    }
    assert_eq!(won, [code(2, WHO, 6)], "one of many gets it");
    let mut tx = store.write(HERE).await.unwrap();
    tx.drop_code(OTHER).await.unwrap();
    assert_eq!(tx.take_code(&[3; 32]).await.unwrap(), None);
}

pub(crate) async fn a_passkey_belongs_to_one<S: Store>(store: S) {
    let row = PasskeyRow {
        id: PasskeyId(Uuid::from_u128(1)),
        credential: vec![1, 2, 3],
        person: WHO,
        made: "{}".to_owned(),
        created: Moment(1),
        last_used: None,
    };
    let used = PasskeyRow { last_used: Some(Moment(2)), made: "[]".to_owned(), ..row.clone() };
    let mut tx = begun(&store).await;
    tx.put_passkey(&row).await.unwrap();
    tx.put_passkey(&used).await.unwrap();
    tx.savepoint().await.unwrap();
    let stolen = PasskeyRow { id: PasskeyId(Uuid::from_u128(2)), person: OTHER, ..row.clone() };
    assert!(matches!(tx.put_passkey(&stolen).await, Err(Fault::Constraint)));
    tx.rollback().await.unwrap();
    assert_eq!(tx.passkey(&[1, 2, 3]).await.unwrap().as_ref(), Some(&used));
    assert_eq!(tx.passkeys_of(WHO).await.unwrap(), [used]);
    assert_eq!(tx.passkeys_of(OTHER).await.unwrap(), []);
    tx.commit().await.unwrap();
    assert_eq!(store.kommune_of(Shown::Passkey(&[1, 2, 3])).await.unwrap(), Some(HERE));
    assert_eq!(store.kommune_of(Shown::Passkey(&[1, 2])).await.unwrap(), None);
    let mut tx = store.write(HERE).await.unwrap();
    tx.drop_passkey(row.id).await.unwrap();
    assert_eq!(tx.passkey(&[1, 2, 3]).await.unwrap(), None);
}

pub(crate) async fn a_link_is_between_one_identity_and_one_colleague<S: Store>(store: S) {
    let (one, two) = (MedarbejderId(Uuid::from_u128(1)), MedarbejderId(Uuid::from_u128(2)));
    let row = LinkRow {
        identity: Identity([7; 32]),
        medarbejder: one,
        created: Moment(1),
        last_used: None,
    };
    let used = LinkRow { last_used: Some(Moment(2)), ..row };
    let mut tx = begun(&store).await;
    tx.put_link(&row).await.unwrap();
    tx.put_link(&used).await.unwrap();
    tx.savepoint().await.unwrap();
    let taken = LinkRow { medarbejder: two, ..row };
    assert!(matches!(tx.put_link(&taken).await, Err(Fault::Constraint)));
    let second = LinkRow { identity: Identity([8; 32]), ..row };
    assert!(matches!(tx.put_link(&second).await, Err(Fault::Constraint)));
    tx.rollback().await.unwrap();
    assert_eq!(tx.link(row.identity).await.unwrap(), Some(used));
    assert_eq!(tx.link_of(one).await.unwrap(), Some(used));
    assert_eq!(tx.link_of(two).await.unwrap(), None);
    tx.commit().await.unwrap();
    assert_eq!(store.kommune_of(Shown::Identity(&row.identity)).await.unwrap(), Some(HERE));
    store.found(THERE, EPOCH).await.unwrap();
    let mut there = store.write(THERE).await.unwrap();
    assert_eq!(there.link(row.identity).await.unwrap(), None, "another municipality's");
    drop(there);
    let mut tx = store.write(HERE).await.unwrap();
    tx.drop_link(one).await.unwrap();
    tx.put_link(&taken).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.kommune_of(Shown::Identity(&second.identity)).await.unwrap(), None);
}

pub(crate) async fn an_enrolled_phone_is_found_by_its_secret<S: Store>(store: S) {
    let first = Enrolment {
        installation: PHONE,
        share: [1; 32],
        recovery: [2; 32],
        secret: [3; 32],
        signed_in: Moment(1),
    };
    let again = Enrolment { secret: [4; 32], signed_in: Moment(2), ..first };
    let mut tx = begun(&store).await;
    assert_eq!(tx.enrolment(PHONE).await.unwrap(), None);
    tx.put_enrolment(&first).await.unwrap();
    tx.put_enrolment(&again).await.unwrap();
    assert_eq!(tx.enrolment(PHONE).await.unwrap(), Some(again));
    let (person, next_seq, outbox_len, skew) = (WHO, Seq(1), 2, 0);
    let phone = |id: u128, seen: i64| Installation {
        id: InstallationId(Uuid::from_u128(id)),
        person,
        next_seq,
        last_seen: Moment(seen),
        outbox_len,
        skew,
        revoked: (seen > 5).then_some(Moment(seen)),
    };
    let all = [phone(3, 9), phone(1, 4), Installation { person: OTHER, ..phone(2, 3) }];
    for phone in &all {
        tx.put_installation(phone).await.unwrap();
    }
    assert_eq!(tx.installations(None).await.unwrap(), all);
    assert_eq!(tx.installations(Some(OTHER)).await.unwrap(), all[2..]);
    tx.commit().await.unwrap();
    assert_eq!(store.kommune_of(Shown::Device(&[4; 32])).await.unwrap(), Some(HERE));
    assert_eq!(store.kommune_of(Shown::Device(&[3; 32])).await.unwrap(), None);
}

pub(crate) async fn an_account_is_ended_and_opened_again<S: Store>(store: S) {
    let mut tx = begun(&store).await;
    assert_eq!(tx.account_ended(WHO).await.unwrap(), None);
    tx.put_account(WHO, Some(Moment(4))).await.unwrap();
    assert_eq!(tx.account_ended(WHO).await.unwrap(), Some(Moment(4)));
    assert_eq!(tx.account_ended(OTHER).await.unwrap(), None);
    tx.put_account(WHO, None).await.unwrap();
    assert_eq!(tx.account_ended(WHO).await.unwrap(), None);
}

pub(crate) async fn what_is_over_is_swept_away<S: Store>(store: S) {
    store.keep_ceremony(&[1; 32], "one", Moment(5)).await.unwrap();
    let again = store.keep_ceremony(&[1; 32], "again", Moment(5)).await;
    assert!(matches!(again, Err(Fault::Constraint)), "{again:?}");
    assert_eq!(store.take_ceremony(&[1; 32], Moment(4)).await.unwrap().as_deref(), Some("one"));
    assert_eq!(store.take_ceremony(&[1; 32], Moment(4)).await.unwrap(), None, "once");
    store.keep_ceremony(&[2; 32], "two", Moment(5)).await.unwrap();
    assert_eq!(store.take_ceremony(&[2; 32], Moment(5)).await.unwrap(), None, "too late");
    let mut tx = begun(&store).await;
    tx.put_session(&[3; 32], &session(3, None)).await.unwrap();
    tx.put_code(&code(4, WHO, 20)).await.unwrap();
    tx.commit().await.unwrap();
    store.sweep(Moment(8)).await.unwrap();
    assert!(store.session(&[3; 32]).await.unwrap().is_some());
    store.sweep(Moment(9)).await.unwrap();
    assert!(store.session(&[3; 32]).await.unwrap().is_none());
    assert!(store.kommune_of(Shown::Code(&[4; 32])).await.unwrap().is_some());
    let phone = Enrolment {
        installation: PHONE,
        share: [5; 32],
        recovery: [6; 32],
        secret: [7; 32],
        signed_in: Moment(8),
    };
    let mut tx = store.write(HERE).await.unwrap();
    tx.put_enrolment(&phone).await.unwrap();
    tx.commit().await.unwrap();
    store.sign_everybody_out().await.unwrap();
    assert!(store.kommune_of(Shown::Code(&[4; 32])).await.unwrap().is_none());
    let void = Enrolment { signed_in: Enrolment::VOID, ..phone };
    let kept = store.read(HERE).await.unwrap().enrolment(PHONE).await.unwrap();
    assert_eq!(kept, Some(void), "its keys are still known");
}

pub(crate) async fn what_has_a_bound_by_day_is_counted<S: Store>(store: S) {
    let (monday, tuesday) = (Moment(4 * DAY).day(), Moment(5 * DAY).day());
    let mut tx = begun(&store).await;
    for times in 1..=3 {
        assert_eq!(tx.count_daily(WHO, Daily::Searches, 1, monday).await.unwrap(), times);
    }
    assert_eq!(tx.count_daily(WHO, Daily::Searches, 1, tuesday).await.unwrap(), 1);
    assert_eq!(tx.count_daily(WHO, Daily::Cases, 1, monday).await.unwrap(), 1);
    assert_eq!(tx.count_daily(OTHER, Daily::Searches, 1, monday).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let mut tx = store.write(HERE).await.unwrap();
    let rows = tx.daily(monday).await.unwrap();
    assert_eq!((rows.len(), rows[0].dag, rows[1].times), (4, tuesday, 3), "{rows:?}");
    assert_eq!(tx.daily(tuesday).await.unwrap().len(), 1);
    assert_eq!(tx.count_daily(WHO, Daily::Searches, 1, monday).await.unwrap(), 4);
    assert_eq!(tx.count_daily(WHO, Daily::Handed, 30, monday).await.unwrap(), 30);
    assert_eq!(tx.count_daily(WHO, Daily::Handed, 0, monday).await.unwrap(), 30);
    drop(tx);
    assert_eq!(store.read(HERE).await.unwrap().daily(monday).await.unwrap(), rows, "or not at all");
}
