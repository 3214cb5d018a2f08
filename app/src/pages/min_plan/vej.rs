//! The way: the young person's own words, the goal, the steps, and the notes that lie in the plan.

use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::field::use_field;
use crate::text::{date, min_plan as t, words};
use crate::view::min_plan::{MinPlan as Plan, NoteRow, TrinRow};

/// Own words, goal and steps.
#[component]
pub fn Vej(plan: Memo<Plan>) -> impl IntoView {
    let way = Memo::new(move |_| {
        plan.with(|plan| (plan.egne_ord.clone(), plan.maal.clone(), plan.trin.clone()))
    });
    move || {
        let (own, goal, steps) = way.get();
        let some = own.is_some() || goal.is_some() || !steps.is_empty();
        let steps = (!steps.is_empty()).then(|| {
            let steps = steps
                .into_iter()
                .zip(1..)
                .map(|(step, number)| view! { <Step step=step number=number/> });
            view! { <div><ol class="timeline">{steps.collect_view()}</ol></div> }
        });
        some.then(|| {
            view! {
                <section class="group" aria-labelledby="vej">
                    <h2 class="group-title" id="vej">{t::way()}</h2>
                    <div class="card stack">
                        {own.map(|own| view! { <blockquote class="own-words">{own}</blockquote> })}
                        {goal.map(|goal| view! { <p><strong>{t::goal()}": "</strong>{goal}</p> })}
                        {steps}
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn Step(step: TrinRow, number: i32) -> impl IntoView {
    let today = use_field().today();
    let TrinRow { hvad, hvem, hvornaar, naaet, nu } = step;
    let class = match (naaet, nu) {
        (true, _) => "done",
        (false, true) => "current",
        (false, false) => "",
    };
    let dot = if naaet {
        view! { <Icon name="check" small=true/> }.into_any()
    } else {
        number.into_any()
    };
    let word = match (naaet, nu) {
        (true, _) => Some(t::reached()),
        (false, true) => Some(t::now()),
        (false, false) => None,
    };
    let when = hvornaar.map(|day| date::date(day, today));
    let when: Vec<String> = word.map(str::to_owned).into_iter().chain(when).collect();
    view! {
        <li class=class aria-current=nu.then_some("step")>
            <span class="timeline-dot">{dot}</span>
            <div class="timeline-body">
                <p class="timeline-when">{when.join(" · ")}</p>
                <h3>{hvad}</h3>
                {hvem.map(|navn| view! { <p class="small soft">{t::helps(&navn)}</p> })}
            </div>
        </li>
    }
}

/// The notes in the plan.
#[component]
pub fn Notes(plan: Memo<Plan>) -> impl IntoView {
    let notes = Memo::new(move |_| plan.with(|plan| plan.noter.clone()));
    view! {
        <Show when=move || notes.with(|notes| !notes.is_empty())>
            <section class="group" aria-labelledby="noter">
                <h2 class="group-title" id="noter">{t::notes()}</h2>
                <p class="soft small">{t::notes_who()}</p>
                <ol class="notes">
                    // A note that has changed is drawn anew: a browser's translation holds on to the words of the old one.
                    <For each=move || notes.get() key=Clone::clone let:note><li><Note note=note/></li></For>
                </ol>
            </section>
        </Show>
    }
}

#[component]
fn Note(note: NoteRow) -> impl IntoView {
    let NoteRow { slags, af, sket, tekst, rettet } = note;
    let by = format!("{af} · {}", date::moment(sket, use_field().today()));
    view! {
        <article class="note">
            <header class="note-head">
                <Icon name="edit"/><h3>{words::notatslags(slags)}</h3><p class="note-by">{by}</p>
            </header>
            <div class="note-text preview"><p translate="yes">{tekst}</p></div>
            {rettet.then(|| view! { <p class="note-reason">{t::corrected()}</p> })}
        </article>
    }
}
