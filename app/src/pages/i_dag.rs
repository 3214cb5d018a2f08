//! I dag: the work list. Every row leads to the act, and what can be ticked off is ticked off right here.

pub mod row;

use domain::Rolle;
use leptos::prelude::*;
use replica::phase::Trouble;

use crate::boot;
use crate::components::act::{Act, ActFailure, use_act};
use crate::components::alert::{Alert, Tone};
use crate::components::first_time::FirstTime;
use crate::components::icon::Icon;
use crate::components::row::Group;
use crate::components::shell::Page;
use crate::field::use_field;
use crate::text::{common, date, i_dag as t, laes};
use crate::view::i_dag::{IDag as WorkList, Opgave};
use row::WorkRow;

/// The work list.
#[component]
pub fn IDag() -> impl IntoView {
    let field = use_field();
    let act = use_act();
    let list = act.steady(move || field.see(WorkList::of));
    let first_time = Memo::new(move |_| field.status().contact.is_none());
    let today = move || {
        format!("{} · {}", date::day(field.today(), field.today()), date::week(field.today()))
    };
    view! {
        <Page title=common::i_dag() wide=true>
            <Notices/>
            <ActFailure act=act/>
            <div class="page-head"><p class="soft">{today}</p></div>
            {move || match (list.with(WorkList::is_empty), first_time.get()) {
                (true, true) => view! { <FirstTime/> }.into_any(),
                (true, false) => view! { <Empty/> }.into_any(),
                (false, _) => view! { <Lists list=list act=act/> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Lists(list: Memo<WorkList>, act: Act) -> impl IntoView {
    let field = use_field();
    // With the day, so that midnight says every row anew.
    let dated = move |rows: fn(&WorkList) -> &Vec<Opgave>| {
        let today = field.today();
        let rows = list.with(|list| rows(list).clone());
        rows.into_iter().map(|row| (today, row)).collect::<Vec<_>>()
    };
    let group = move |id, title: &'static str, rows: fn(&WorkList) -> &Vec<Opgave>| {
        let count = Signal::derive(move || list.with(|list| rows(list).len()));
        view! {
            <Group id=id title=title count=count late=id == "sene">
                <For each=move || dated(rows) key=Clone::clone let:row>
                    <WorkRow today=row.0 row=row.1 act=act/>
                </For>
            </Group>
        }
    };
    view! {
        <Tally list=list/>
        <div class="columns">
            <div>
                {group("sene", t::sene(), |list| &list.sene)}
                {group("i-dag", t::i_dag(), |list| &list.i_dag)}
                {group("gjort", t::gjort(), |list| &list.gjort)}
            </div>
            <div>
                {group("haenger", t::haenger(), |list| &list.haenger)}
                {group("ugen", t::ugen(), |list| &list.ugen)}
                {group("senere", t::senere(), |list| &list.senere)}
            </div>
        </div>
    }
}

/// How many there are of each, where there is any.
#[component]
fn Tally(list: Memo<WorkList>) -> impl IntoView {
    let item = |id: &'static str, word: &'static str, count: usize| {
        let class = if id == "sene" { "tally-late" } else { "" };
        (count > 0).then(|| {
            view! { <li class=class><a href=format!("#{id}")><span class="tally-num">{count}</span>{word}</a></li> }
        })
    };
    move || {
        list.with(|list| {
            let items = [
                item("sene", t::n_sene(), list.sene.len()),
                item("i-dag", t::n_i_dag(), list.i_dag.len()),
                item("haenger", t::n_haenger(), list.haenger.len()),
                item("ugen", t::n_ugen(), list.ugen.len()),
            ];
            let some = items.iter().any(Option::is_some);
            some.then(|| view! { <ul class="tally" aria-label=t::overview()>{items.into_iter().collect_view()}</ul> })
        })
    }
}

/// What must be done before anything goes out.
#[component]
fn Notices() -> impl IntoView {
    let field = use_field();
    let stuck = Memo::new(move |_| field.status().attention > 0);
    let signed_out = Memo::new(move |_| field.status().trouble == Some(Trouble::SignedOut));
    view! {
        {move || stuck.get().then(|| view! {
            <Alert tone=Tone::Error heading=t::stuck_title()>
                <p class="alert-text">{t::stuck_body()}</p>
                <div class="button-group"><a class="button button-secondary button-small" href="/app/synk">{t::see_it()}</a></div>
            </Alert>
        })}
        {move || signed_out.get().then(|| view! {
            <Alert tone=Tone::Warning heading=t::signed_out_title()>
                <p class="alert-text">{t::signed_out_body()}</p>
                <div class="button-group">
                    <a class="button button-secondary button-small" href=boot::sign_in_page() rel="external">{common::sign_in()}</a>
                </div>
            </Alert>
        })}
    }
}

/// Nothing to do: what to do first.
#[component]
fn Empty() -> impl IntoView {
    let me = use_field().me();
    let (body, act) = match (me.helps_young(), me.visits_partners(), me.is(Rolle::Leder)) {
        (true, ..) => (t::empty_young(), Some(("/app/notat", t::empty_young_act()))),
        (_, true, _) => (t::empty_partners(), Some(("/app/besoeg/nyt", t::empty_partners_act()))),
        (_, _, true) => (t::empty_leader(), Some(("/noedadgang", laes::glass()))),
        (false, false, false) => (t::empty_nobody(), None),
    };
    let icon = if me.is(Rolle::Leder) { "warning" } else { "plus" };
    view! {
        <div class="empty">
            <Icon name="checklist"/><h2>{t::empty_title()}</h2><p>{body}</p>
            {act.map(|(href, word)| view! {
                <a class="button button-primary" href=href><Icon name=icon/><span>{word}</span></a>
            })}
        </div>
    }
}
