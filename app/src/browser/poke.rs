//! Listens for the server's call that there is something to fetch. The browser reconnects by itself; an
//! exchange happens without the call too, only later.

use gloo::events::EventListener;
use web_sys::EventSource;

/// An open line from the server; closed when dropped.
#[derive(Debug)]
pub struct Poke {
    source: EventSource,
    _listener: EventListener,
}

impl Poke {
    /// Opens the line.
    pub fn open(called: impl Fn() + 'static) -> Option<Self> {
        let source = EventSource::new("/api/poke").ok()?;
        let listener = EventListener::new(&source, "poke", move |_| called());
        Some(Self { source, _listener: listener })
    }
}

impl Drop for Poke {
    fn drop(&mut self) {
        self.source.close();
    }
}
