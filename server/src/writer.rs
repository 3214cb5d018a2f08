//! Who writes: for each municipality one task, which takes the requests that wait, carries each out under a savepoint of
//! its own inside one transaction, and answers them all after one commit (group commit). What is decided is in `exchange`.

use std::collections::BTreeMap;
use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Moment;
use domain::exchange::{Refusal, Request};
use domain::id::KommuneId;
use futures_util::FutureExt as _;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::exchange::{self, Part, Rules, Scribe, Sender, Written};
use crate::poke::Hub;
use crate::store::{Fault, Store, Write};

/// How many requests share a commit at most.
const BATCH: usize = 64;
/// How many requests of one municipality may wait before the server says it is busy.
const QUEUE: usize = 1_024;

/// The way to the writers. Neighbours share none: what one municipality sends neither waits for another's nor fails with it.
#[derive(Clone, Debug)]
pub struct Writer(Arc<Queues>);

struct Queues {
    open: Mutex<BTreeMap<KommuneId, mpsc::Sender<Job>>>,
    /// Begins the task of a municipality.
    begin: Box<dyn Fn(mpsc::Receiver<Job>) + Send + Sync>,
}

#[derive(Debug)]
struct Job {
    sender: Sender,
    request: Arc<Request>,
    part: Part,
    now: Moment,
    done: oneshot::Sender<Written>,
}

impl Writer {
    /// With nobody writing yet. The handle ends, everything committed, when the last [`Writer`] is gone.
    pub fn start<S: Store>(store: S, rules: Rules, hub: Hub) -> (Self, JoinHandle<()>) {
        // Nothing is ever sent here: it closes when the last task has ended.
        let (working, mut over) = mpsc::channel::<()>(1);
        let begin = move |jobs| {
            let (work, working) = (work(store.clone(), rules, hub.clone(), jobs), working.clone());
            tokio::spawn(async move {
                work.await;
                drop(working);
            });
        };
        let queues = Queues { open: Mutex::default(), begin: Box::new(begin) };
        let ended = tokio::spawn(async move { while over.recv().await.is_some() {} });
        (Self(Arc::new(queues)), ended)
    }
}

impl Queues {
    fn of(&self, kommune: KommuneId) -> mpsc::Sender<Job> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = open.entry(kommune).or_insert_with(|| {
            let (queue, jobs) = mpsc::channel(QUEUE);
            (self.begin)(jobs);
            queue
        });
        queue.clone()
    }
}

impl fmt::Debug for Queues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queues").field("open", &self.open).finish_non_exhaustive()
    }
}

impl Scribe for Writer {
    async fn write(
        &self,
        sender: Sender,
        request: &Arc<Request>,
        part: Part,
        now: Moment,
    ) -> Result<Written, Fault> {
        let (done, answer) = oneshot::channel();
        let job = Job { sender, request: Arc::clone(request), part, now, done };
        if self.0.of(sender.kommune).try_send(job).is_err() {
            return Ok(Err(Refusal::Busy));
        }
        Ok(answer.await.unwrap_or(Err(Refusal::Busy)))
    }
}

async fn work<S: Store>(store: S, rules: Rules, hub: Hub, mut jobs: mpsc::Receiver<Job>) {
    while let Some(first) = jobs.recv().await {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(job) = jobs.try_recv()
        {
            batch.push(job);
        }
        Box::pin(write(&store, &rules, &hub, batch)).await;
    }
}

/// One transaction. Nobody is answered before it is committed; if it is not, all are told to try again. This task
/// writes for a whole municipality, so a request that makes it fall over is tried alone, and nobody else notices.
async fn write<S: Store>(store: &S, rules: &Rules, hub: &Hub, batch: Vec<Job>) {
    let Some(first) = batch.first() else { return };
    let kommune = first.sender.kommune;
    // What a panic leaves half done is a transaction, which is rolled back as it is dropped.
    let Ok(attempted) = AssertUnwindSafe(attempt(store, rules, &batch)).catch_unwind().await else {
        tracing::error!(requests = batch.len(), "writing panicked");
        if batch.len() > 1 {
            for job in batch {
                Box::pin(write(store, rules, hub, vec![job])).await;
            }
        }
        return;
    };
    match attempted {
        Ok(answers) => {
            for (job, answer) in batch.into_iter().zip(answers) {
                if let Ok(pushed) = &answer {
                    hub.tell(kommune, &pushed.touched);
                }
                // Whoever asked may have hung up; what they sent is stored all the same.
                let _ = job.done.send(answer);
            }
        }
        Err(fault) => tracing::error!(%fault, requests = batch.len(), "nothing was written"),
    }
}

async fn attempt<S: Store>(store: &S, rules: &Rules, batch: &[Job]) -> Result<Vec<Written>, Fault> {
    let kommune = batch.first().map(|job| job.sender.kommune).ok_or(Fault::UnknownKommune)?;
    let mut tx = store.write(kommune).await?;
    let mut answers = Vec::with_capacity(batch.len());
    for job in batch {
        tx.savepoint().await?;
        let Job { sender, request, part, now, .. } = job;
        match exchange::write(&mut tx, rules, *sender, request, *part, *now).await {
            Ok(answer) => {
                tx.release().await?;
                answers.push(answer);
            }
            Err(fault) => {
                tracing::error!(%fault, "a request was not carried out");
                tx.rollback().await?;
                answers.push(Err(Refusal::Busy));
            }
        }
    }
    tx.commit().await?;
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::exchange::PROTOCOL;
    use domain::id::{Epoch, InstallationId};
    use uuid::Uuid;

    use super::*;
    use crate::store::memory::Memory;

    fn request(number: u128) -> Arc<Request> {
        let id = InstallationId(Uuid::from_u128(number));
        let request = Request::handing_in(Vec::new(), id, Person::System, "test", Moment(1));
        assert_eq!(request.protocol, PROTOCOL);
        Arc::new(request)
    }

    #[tokio::test]
    async fn a_municipality_whose_database_stands_still_holds_up_no_other() {
        let store = Memory::default();
        let [here, there] = [1, 2].map(|number| KommuneId(Uuid::from_u128(number)));
        for kommune in [here, there] {
            store.found(kommune, Epoch(Uuid::from_u128(3))).await.unwrap();
        }
        let (writer, ended) = Writer::start(store.clone(), Rules::DOMAIN, Hub::default());
        let held = store.write(here).await.unwrap();
        let asks = |kommune, number| {
            let (writer, sender) = (writer.clone(), Sender { kommune, person: Person::System });
            let request = request(number);
            tokio::spawn(async move { writer.write(sender, &request, Part::All, Moment(1)).await })
        };
        let waits = asks(here, 10);
        tokio::task::yield_now().await;
        asks(there, 11).await.unwrap().unwrap().unwrap();
        assert!(!waits.is_finished());
        drop(held);
        waits.await.unwrap().unwrap().unwrap();
        drop(writer);
        ended.await.unwrap();
    }
}
