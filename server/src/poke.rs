//! Who waits to hear that something has changed. After each commit the writer tells which folders it
//! touched; each open phone finds out for itself whether that is any of its own. The stream is in `api`.

use std::sync::Arc;

use domain::id::KommuneId;
use tokio::sync::broadcast;

use crate::exchange::Touched;

/// How many commits a slow listener may fall behind before it is poked on suspicion.
const BACKLOG: usize = 256;

/// Where commits are told of.
#[derive(Clone, Debug)]
pub struct Hub {
    told: broadcast::Sender<Arc<News>>,
}

/// What one commit changed.
#[derive(Debug)]
pub struct News {
    pub kommune: KommuneId,
    pub touched: Touched,
}

impl Default for Hub {
    fn default() -> Self {
        Self { told: broadcast::Sender::new(BACKLOG) }
    }
}

impl Hub {
    /// Tells everyone who listens.
    pub fn tell(&self, kommune: KommuneId, touched: &Touched) {
        if !touched.folders.is_empty() {
            // Nobody listening is no fault.
            let _ = self.told.send(Arc::new(News { kommune, touched: touched.clone() }));
        }
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Arc<News>> {
        self.told.subscribe()
    }
}
