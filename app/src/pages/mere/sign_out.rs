//! Signing out: says first what is unsent, and that it stays on the phone for this person alone.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::boot;
use crate::browser::session;
use crate::components::confirm::Confirm;
use crate::field::use_field;
use crate::gate;
use crate::text::mere as t;

/// The button, and what it means.
#[component]
pub fn SignOut() -> impl IntoView {
    let field = use_field();
    let unsent = move || match field.status().waiting {
        0 => t::sign_out_nothing().to_owned(),
        1 => t::sign_out_one().to_owned(),
        count => t::sign_out_some(count),
    };
    let sign_out = move || {
        spawn_local(async move {
            // Or the phone would sign in again by itself.
            drop(gate::forget_secret(&field.store()).await);
            boot::sign_out();
            session::leave_to("/app/");
        });
    };
    view! {
        <section class="group" aria-labelledby="log-ud">
            <h2 class="group-title" id="log-ud">{t::sign_out()}</h2>
            <div class="card stack">
                <p>{unsent}</p>
                <div class="button-group">
                    <Confirm
                        act=t::sign_out()
                        label=t::sign_out()
                        ask=t::sign_out_sure()
                        yes=t::sign_out_yes()
                        no=t::sign_out_no()
                        done=sign_out
                    />
                </div>
            </div>
        </section>
    }
}
