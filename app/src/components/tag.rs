//! Small words that tell a status; not clickable. A word, and an icon where the status matters.

use domain::snusepraktik::Bookingstatus;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::text::words;

/// The status of a request for snusepraktik.
#[component]
pub fn BookingTag(
    /// What became of it.
    status: Bookingstatus,
) -> impl IntoView {
    let (class, icon) = match status {
        Bookingstatus::Oensket => ("tag", "hourglass"),
        Bookingstatus::Bekraeftet | Bookingstatus::Gennemfoert => ("tag tag-good", "check"),
        Bookingstatus::Venteliste(_) => ("tag tag-warn", "time"),
        Bookingstatus::Afvist(_) | Bookingstatus::Udeblevet => ("tag tag-bad", "close"),
        Bookingstatus::Aflyst => ("tag", "close"),
    };
    view! { <span class=class><Icon name=icon small=true/>{words::bookingstatus(status)}</span> }
}
