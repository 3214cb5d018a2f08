//! Listens for the server's call that there is something to fetch; an exchange happens without the call
//! too, only later. That the line breaks, or stands again, is the first sign of the network going and
//! coming, so it counts as a call as well. The browser mends a broken line by itself, but gives one up that
//! was answered by anything but a stream: `sync` opens another then.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::EventSource;

/// An open line from the server; closed when dropped.
#[derive(Debug)]
pub struct Poke {
    source: EventSource,
    _listeners: [EventListener; 3],
}

impl Poke {
    /// Opens the line.
    pub fn open(called: impl Fn() + 'static) -> Option<Self> {
        let source = EventSource::new("/api/poke").ok()?;
        let (called, stands) = (Rc::new(called), Rc::new(Cell::new(false)));
        let on = |name: &'static str, act: Box<dyn Fn()>| {
            EventListener::new(&source, name, move |_| act())
        };
        // Told once for each change: a line that stays broken must not hurry the pauses between tries.
        let turned = |now: bool| {
            let (called, stands) = (Rc::clone(&called), Rc::clone(&stands));
            move || {
                if stands.replace(now) != now {
                    called();
                }
            }
        };
        let listeners = [
            on("open", Box::new(turned(true))),
            on("error", Box::new(turned(false))),
            on("poke", Box::new(move || called())),
        ];
        Some(Self { source, _listeners: listeners })
    }

    /// Whether the browser has given the line up.
    #[must_use]
    pub fn is_given_up(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Poke {
    fn drop(&mut self) {
        self.source.close();
    }
}
