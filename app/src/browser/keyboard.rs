//! How much of the screen an on-screen keyboard covers, where the browser does not make room by itself
//! (iPhone): told to the style sheet as `--keyboard`.

use gloo::events::EventListener;

use super::page;

/// Less than this is the browser's own bar, not a keyboard.
const SMALLEST: f64 = 80.0;

/// Follows the keyboard as long as the tab lives.
pub fn follow() {
    let Some(viewport) = super::window().visual_viewport() else { return };
    for event in ["resize", "scroll"] {
        EventListener::new(&viewport, event, |_| tell()).forget();
    }
    tell();
}

fn tell() {
    let window = super::window();
    let Some(viewport) = window.visual_viewport() else { return };
    let whole = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    // A page that is zoomed in shows less of itself too; that is no keyboard.
    let zoomed = viewport.scale() > 1.01;
    let covered = whole - viewport.height() - viewport.offset_top();
    let covered = if zoomed || covered < SMALLEST { 0.0 } else { covered };
    page::set_property("--keyboard", &format!("{covered:.0}px"));
}
