//! The way of a line out of the program: into a queue with an end, and from there by a thread of its own. Whoever says
//! something never waits for who reads it. What finds no room is lost, and how much that was is told.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime as _, SystemTime};

/// So many lines wait at most: about a second of a busy day's.
const MOST: usize = 4_096;
/// The end of the program waits so long for them, in such steps.
const PATIENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(5);

/// The way into the queue.
#[derive(Clone, Debug)]
pub struct Lines {
    queue: SyncSender<Vec<u8>>,
    counts: Arc<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    /// Taken, and not written yet.
    waiting: AtomicU64,
    /// Not taken, and not told of yet.
    lost: AtomicU64,
}

impl Lines {
    /// Starts the thread. It ends with the program.
    pub(super) fn start(out: impl Write + Send + 'static) -> Self {
        let (queue, lines) = sync_channel(MOST);
        let counts = Arc::new(Counts::default());
        let of_thread = Arc::clone(&counts);
        // Without it every line is lost, and the work goes on.
        let _ = thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || write_out(out, &lines, &of_thread));
        Self { queue, counts }
    }

    /// Waits until all that was said is written, but not for a reader who stands still.
    pub fn end(&self) {
        let mut waited = Duration::ZERO;
        while self.counts.waiting.load(Ordering::SeqCst) > 0 && waited < PATIENCE {
            thread::sleep(STEP);
            waited += STEP;
        }
    }
}

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.counts.waiting.fetch_add(1, Ordering::SeqCst);
        if self.queue.try_send(line.to_vec()).is_err() {
            self.counts.waiting.fetch_sub(1, Ordering::SeqCst);
            self.counts.lost.fetch_add(1, Ordering::SeqCst);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A line that cannot be written is lost: there is nowhere else to say so.
fn write_out(mut out: impl Write, lines: &Receiver<Vec<u8>>, counts: &Counts) {
    while let Ok(line) = lines.recv() {
        let _ = out.write_all(&line);
        let lost = counts.lost.swap(0, Ordering::SeqCst);
        if lost > 0 {
            let _ = out.write_all(told(lost).as_bytes());
        }
        counts.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Not said as any other line is: for that there may be no room either.
fn told(lost: u64) -> String {
    let mut line = String::new();
    // Without the time it is told all the same.
    let _ = SystemTime.format_time(&mut Writer::new(&mut line));
    line + &format!("  WARN server::log: nobody read the log in time lines_lost={lost}\n")
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::Sender;

    use super::*;

    /// Writes nothing before it is let, and then tells what.
    struct Gate(Arc<Mutex<()>>, Sender<String>);

    impl Write for Gate {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            let _open = self.0.lock().unwrap();
            self.1.send(String::from_utf8(line.to_vec()).unwrap()).unwrap();
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_nobody_reads_is_lost_and_told_of_and_the_rest_is_written_in_order() {
        let (gate, (told, written)) = (Arc::new(Mutex::new(())), std::sync::mpsc::channel());
        let shut = gate.lock().unwrap();
        let mut lines = Lines::start(Gate(Arc::clone(&gate), told));
        for number in 0..MOST + 100 {
            lines.write_all(format!("{number}\n").as_bytes()).unwrap();
        }
        drop(shut);
        lines.end();
        let written: Vec<_> = written.try_iter().collect();
        let (own, told): (Vec<_>, Vec<_>) =
            written.iter().partition(|line| line.trim_end().parse::<u32>().is_ok());
        assert!(own.is_sorted_by_key(|line| line.trim_end().parse::<u32>().unwrap()));
        let [told] = told.as_slice() else { panic!("{told:?}") };
        let lost: usize = told.trim_end().split_once("lines_lost=").unwrap().1.parse().unwrap();
        assert_eq!((own.len() + lost, lost >= 99), (MOST + 100, true));
    }
}
