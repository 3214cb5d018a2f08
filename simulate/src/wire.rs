//! The phone's end of the network: a request becomes a letter, and the answer comes when the simulation
//! delivers it. What happens to letters on their way is in `post`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::Person;
use domain::id::InstallationId;
use replica::{NoAnswer, Response, Transport};

use crate::task::give_way;

/// Where an answer is put.
pub type Slot = Rc<RefCell<Option<Result<Response, NoAnswer>>>>;

/// A request that was just put in the box.
#[derive(Debug)]
pub struct Posted {
    /// Which phone sent it.
    pub phone: usize,
    /// As which installation.
    pub installation: InstallationId,
    /// Who is signed in on it.
    pub signed_in: Option<Person>,
    /// The request.
    pub body: String,
    /// Where the phone waits for the answer.
    pub slot: Slot,
}

/// The box that all phones put their letters in.
pub type Outbound = Rc<RefCell<Vec<Posted>>>;

/// A phone's way to the server.
#[derive(Clone, Debug)]
pub struct Wire {
    /// Which phone.
    pub phone: usize,
    /// As which installation.
    pub installation: InstallationId,
    /// Who is signed in on it.
    pub signed_in: Rc<Cell<Option<Person>>>,
    /// Where its letters go.
    pub outbound: Outbound,
}

impl Transport for Wire {
    async fn post(&self, body: String) -> Result<Response, NoAnswer> {
        let slot = Slot::default();
        self.outbound.borrow_mut().push(Posted {
            phone: self.phone,
            installation: self.installation,
            signed_in: self.signed_in.get(),
            body,
            slot: Rc::clone(&slot),
        });
        loop {
            give_way().await;
            if let Some(answer) = slot.take() {
                return answer;
            }
        }
    }
}
