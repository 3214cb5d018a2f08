//! How they come in, and on which phones. What is in it is told in `indsigt::account`.

use domain::Moment;
use leptos::prelude::*;

use super::trail::row;
use super::words::Words;
use crate::indsigt::account::{Account, Passkey, Phone, Session};
use crate::text::{Lang, Spoken as _, date, indsigt as t};

/// The section.
pub(super) fn section(words: &Words<'_>, account: &Account) -> AnyView {
    let lang = words.lang;
    let Account { ended, sessions, passkeys, phones } = account;
    let ended = ended.iter().map(|at| {
        row(t::account_is_ended(lang).to_owned(), vec![at_time(lang, t::since(lang), *at)], None)
    });
    let sessions = sessions.iter().map(|one| session(lang, one));
    let passkeys = passkeys.iter().map(|one| passkey(lang, one));
    let phones = phones.iter().map(|one| phone(lang, one));
    let rows: Vec<_> = ended.chain(sessions).chain(passkeys).chain(phones).collect();
    let none = rows.is_empty().then(|| view! { <p class="soft">{t::nothing(lang)}</p> });
    view! {
        <section class="band">
            <h2>{t::account(lang)}</h2>
            <p>{t::account_intro(lang)}</p>
            {none}
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn session(lang: Lang, session: &Session) -> AnyView {
    let Session { how, created, last_seen, until, .. } = session;
    let meta = vec![
        at_time(lang, t::since(lang), *created),
        at_time(lang, t::last_seen(lang), *last_seen),
        at_time(lang, t::holds_until(lang), *until),
    ];
    row(lang.text().account.in_by(*how).to_owned(), meta, None)
}

fn passkey(lang: Lang, passkey: &Passkey) -> AnyView {
    let made = at_time(lang, t::made(lang), passkey.created);
    let used = passkey.last_used.map(|at| at_time(lang, t::last_used(lang), at));
    row(t::passkey(lang).to_owned(), std::iter::once(made).chain(used).collect(), None)
}

fn phone(lang: Lang, phone: &Phone) -> AnyView {
    let Phone { last_seen, waiting, clock_behind, closed, .. } = phone;
    let mut meta = vec![
        at_time(lang, t::last_seen(lang), *last_seen),
        format!("{}: {waiting}", t::waiting(lang)),
    ];
    meta.extend(t::clock(lang, *clock_behind));
    meta.extend(closed.map(|at| at_time(lang, t::closed_phone(lang), at)));
    row(t::phone(lang).to_owned(), meta, None)
}

fn at_time(lang: Lang, word: &str, at: Moment) -> String {
    format!("{word}: {}", date::moment(lang, at))
}
