//! The one who writes: takes the requests that wait, carries each out under a savepoint of its own inside
//! one transaction, and answers them all after one commit (group commit). What is decided is in `exchange`.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use domain::Moment;
use domain::exchange::{Refusal, Request};
use futures_util::FutureExt as _;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::exchange::{self, Part, Rules, Scribe, Sender, Written};
use crate::poke::Hub;
use crate::store::{Fault, Store, Write};

/// How many requests share a commit at most.
const BATCH: usize = 64;
/// How many requests may wait before the server says it is busy.
const QUEUE: usize = 1_024;

/// The way to the writer.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
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
    /// Starts the task. It ends, everything committed, when the last [`Writer`] is gone.
    pub fn start<S: Store>(store: S, rules: Rules, hub: Hub) -> (Self, JoinHandle<()>) {
        let (queue, jobs) = mpsc::channel(QUEUE);
        (Self { queue }, tokio::spawn(work(store, rules, hub, jobs)))
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
        if self.queue.try_send(job).is_err() {
            return Ok(Err(Refusal::Busy));
        }
        Ok(answer.await.unwrap_or(Err(Refusal::Busy)))
    }
}

async fn work<S: Store>(store: S, rules: Rules, hub: Hub, mut jobs: mpsc::Receiver<Job>) {
    let mut next = jobs.recv().await;
    while let Some(first) = next.take() {
        let kommune = first.sender.kommune;
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(job) = jobs.try_recv()
        {
            if job.sender.kommune != kommune {
                next = Some(job);
                break;
            }
            batch.push(job);
        }
        Box::pin(write(&store, &rules, &hub, batch)).await;
        if next.is_none() {
            next = jobs.recv().await;
        }
    }
}

/// One transaction. Nobody is answered before it is committed; if it is not, all are told to try again. This task
/// writes for everybody, so a request that makes it fall over is tried alone, and nobody else notices.
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
