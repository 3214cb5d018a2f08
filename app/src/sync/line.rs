//! The one line on which the server calls. A browser keeps few connections to one server, and a stream takes one for
//! good: of all tabs of a profile one holds it, while it is looked at. The others hear from it that something was stored.

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser::lock::Turn;
use crate::browser::poke::Poke;

/// A place in line for the line, or the line itself.
#[derive(Debug)]
pub struct Line {
    poke: Rc<RefCell<Option<Poke>>>,
    _turn: Turn,
}

impl Line {
    /// Opens it as soon as no other tab holds it.
    pub fn wait_for(name: &str, called: impl Fn() + 'static) -> Self {
        let poke = Rc::<RefCell<Option<Poke>>>::default();
        let place = Rc::clone(&poke);
        let turn = Turn::wait_for(name, move || *place.borrow_mut() = Poke::open(called));
        Self { poke, _turn: turn }
    }

    /// Whether the browser has given it up.
    #[must_use]
    pub fn is_given_up(&self) -> bool {
        self.poke.borrow().as_ref().is_some_and(Poke::is_given_up)
    }
}
