//! Small words that tell a status; not clickable. A word, and an icon where the status matters.

use domain::samtykke::Tilstand;
use domain::snusepraktik::Bookingstatus;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::text::words;

/// Where a samtykke stands.
#[component]
pub fn SamtykkeTag(
    /// Where.
    tilstand: Tilstand,
    /// It was never in force.
    opgivet: bool,
) -> impl IntoView {
    let (class, icon) = match tilstand {
        Tilstand::Kladde => ("tag tag-warn", "edit"),
        Tilstand::Underskrevet => ("tag", "hourglass"),
        Tilstand::IKraft => ("tag tag-good", "check"),
        Tilstand::Trukket | Tilstand::Udloebet | Tilstand::Erstattet | Tilstand::Bortfaldet => {
            ("tag", "close")
        }
    };
    let word = if opgivet && tilstand == Tilstand::Trukket {
        words::opgivet()
    } else {
        words::tilstand(tilstand)
    };
    view! { <span class=class><Icon name=icon small=true/>{word}</span> }
}

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
