//! Tells the other tabs of the same person that something was stored. A hint only: messages get lost, so
//! whoever hears one reads the store again, and nothing depends on hearing it.

use gloo::events::EventListener;
use web_sys::BroadcastChannel;

/// The line between tabs.
#[derive(Debug)]
pub struct Channel {
    channel: Option<BroadcastChannel>,
    _listener: Option<EventListener>,
}

impl Channel {
    /// Joins the line, and calls back whenever another tab has stored something.
    pub fn join(name: &str, heard: impl Fn() + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        let listener = channel
            .as_ref()
            .map(|channel| EventListener::new(channel, "message", move |_| heard()));
        Self { channel, _listener: listener }
    }

    /// Tells the others.
    pub fn tell(&self) {
        if let Some(channel) = &self.channel {
            let _unheard = channel.post_message(&"stored".into());
        }
    }
}
