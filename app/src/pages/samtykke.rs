//! A samtykke: what it says, who signed, what was told; signing it, telling something, withdrawing it. The
//! young person and their helpers have the same page, each with what they may do.

pub mod andetsteds;
pub mod fakta;
pub mod fortael;
pub mod ny;
pub mod skriv;
pub mod traek;
pub mod underskriv;

use domain::id::{SamtykkeId, UngId};
use domain::samtykke::Tilstand;
use leptos::prelude::*;

use crate::browser::route::use_id;
use crate::components::act::{Act, ActFailure, use_act};
use crate::components::gone::Gone;
use crate::components::icon::Icon;
use crate::components::name::Name;
use crate::components::shell::Page;
use crate::components::state::ItemState;
use crate::components::tag::SamtykkeTag;
use crate::field::use_field;
use crate::text::{samtykke as t, unge};
use crate::view::samtykke::SamtykkeSide;
use fakta::{Fakta, Fortalt, Underskrifter};
use traek::{Fortryd, Traek, Withdrawal, use_withdrawal};
use underskriv::Mangler;

/// A samtykke.
#[component]
pub fn SamtykkePage() -> impl IntoView {
    let field = use_field();
    let (ung, id) = (use_id::<UngId>("ung"), use_id::<SamtykkeId>("samtykke"));
    let side = Memo::new(move |_| {
        let (ung, id) = (ung.get()?, id.get()?);
        field.see(|sight| SamtykkeSide::of(sight, ung, id))
    });
    let own = Memo::new(move |_| field.me().ung().is_some());
    let back = Signal::derive(move || match (own.get(), ung.get()) {
        (false, Some(ung)) => format!("/app/unge/{ung}"),
        _ => "/app/".to_owned(),
    });
    // Every page that shows what is in somebody's plan tells that it was looked at.
    if let (false, Some(ung)) = (own.get_untracked(), ung.get_untracked()) {
        field.note_opslag(ung);
    }
    let act = use_act();
    let here = Memo::new(move |_| side.with(Option::is_some));
    view! {
        <Page title=t::title().to_owned() back=back>
            <Show when=move || here.get() fallback=move || view! {
                <Gone title=t::gone_title() body=unge::gone_body() href="/app/" back=unge::to_list()/>
            }>
                <Side side=side act=act/>
            </Show>
        </Page>
    }
}

#[component]
fn Side(side: Memo<Option<SamtykkeSide>>, act: Act) -> impl IntoView {
    let withdrawal = use_withdrawal(act);
    view! {
        {move || side.get().map(|side| view! { <Hoved side=side withdrawal=withdrawal/> })}
        <Fortryd side=side withdrawal=withdrawal/>
        <ActFailure act=act/>
        <Mangler side=side/>
        {move || side.get().map(|side| view! { <Fakta side=side.clone()/><Underskrifter side=side.clone()/><Fortalt side=side/> })}
    }
}

#[component]
fn Hoved(side: SamtykkeSide, withdrawal: Withdrawal) -> impl IntoView {
    let key = side.key();
    let tell = !side.egen && side.tilstand == Tilstand::IKraft;
    let href = format!("/app/unge/{}/samtykke/{}/fortael", side.ung, side.id);
    let whom = (!side.egen).then(|| {
        view! { <p class="soft">{t::about()}" "<Name navn=side.navn.clone()/></p> }
    });
    view! {
        <div class="page-head">
            <div>
                <h1>{t::to_school(&side.modtager)}</h1>
                {whom}
                <p class="row-more"><SamtykkeTag tilstand=side.tilstand opgivet=side.opgivet/><ItemState key=key quiet=true/></p>
            </div>
            <div class="page-acts">
                {tell.then(|| view! { <a class="button button-primary" href=href><Icon name="forum"/><span>{t::tell()}</span></a> })}
                <Traek side=side withdrawal=withdrawal/>
            </div>
        </div>
    }
}
