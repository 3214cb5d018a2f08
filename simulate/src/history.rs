//! What happened, one short line an event. Written only when somebody will read it.

use std::cell::RefCell;
use std::rc::Rc;

/// The lines so far. Clones write to the same.
#[derive(Clone, Debug, Default)]
pub struct History(Option<Rc<RefCell<Vec<String>>>>);

impl History {
    /// A history that keeps its lines.
    #[must_use]
    pub fn kept() -> Self {
        Self(Some(Rc::default()))
    }

    /// Adds a line.
    pub fn tell(&self, line: impl FnOnce() -> String) {
        if let Some(lines) = &self.0 {
            lines.borrow_mut().push(line());
        }
    }

    /// The lines so far.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.0.as_ref().map(|lines| lines.borrow().clone()).unwrap_or_default()
    }
}
