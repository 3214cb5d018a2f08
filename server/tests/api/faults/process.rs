//! The program as an operator starts it, and the ways it ends.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use server::config::Config;
use tokio::time::sleep;

use crate::harness::Http;

const PROGRAM: &str = env!("CARGO_BIN_EXE_overgang");
const READY_WITHIN: Duration = Duration::from_secs(30);

pub(super) struct Process {
    pub(super) http: Http,
    child: Child,
}

impl Process {
    pub(super) async fn start(config: &Config) -> Self {
        Self::run(Command::new(PROGRAM), config).await
    }

    /// With a log that goes there.
    pub(super) async fn start_logging(config: &Config, to: impl Into<Stdio>) -> Self {
        Self::run_logging(Command::new(PROGRAM), config, to.into()).await
    }

    /// No file of it may grow beyond this many bytes, as on a disk that is full, until there is [`Self::room`].
    pub(super) async fn start_cramped(config: &Config, bytes: u64) -> Self {
        let mut shell = Command::new("sh");
        let limit = format!("trap '' XFSZ; ulimit -S -f {}; exec \"$@\"", bytes / 512);
        shell.args(["-c", &limit, "sh", PROGRAM]);
        Self::run(shell, config).await
    }

    /// No file of it may grow at all, or each as it likes.
    pub(super) fn room(&self, any: bool) {
        let id = self.child.id().to_string();
        let limit = if any { "--fsize=unlimited" } else { "--fsize=0:unlimited" };
        let given = Command::new("prlimit").args(["--pid", &id, limit]).status();
        assert!(given.unwrap().success());
    }

    /// Whether it says that it can do its work.
    pub(super) async fn is_ready(&self) -> bool {
        // What it found stands for half a second.
        sleep(Duration::from_millis(600)).await;
        self.http.get("/readyz", "").await.status == 200
    }

    /// Asks it to end, and tells whether it did by itself and well.
    pub(super) async fn ends(&mut self) -> bool {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let until = Instant::now() + READY_WITHIN;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            sleep(Duration::from_millis(5)).await;
        }
        false
    }

    async fn run(command: Command, config: &Config) -> Self {
        Self::run_logging(command, config, Stdio::null()).await
    }

    async fn run_logging(mut command: Command, config: &Config, log: Stdio) -> Self {
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        command.arg("serve").args(["--listen", &address.to_string()]);
        command.arg("--database").arg(&config.database).arg("--site").arg(&config.site);
        let child = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let mut process = Self { http: Http::to(address), child };
        process.ready().await;
        process
    }

    /// The most memory it has had, in bytes, where the system tells.
    pub(super) fn most_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        kibibytes.unwrap_or_default() << 10
    }

    /// Waits until it says that it is.
    pub(super) async fn ready(&mut self) {
        let until = Instant::now() + READY_WITHIN;
        while Instant::now() < until {
            assert!(self.child.try_wait().unwrap().is_none(), "it ended by itself");
            let answer = self.http.open(hyper::Method::GET, "/readyz", &[], "").await;
            if answer.is_ok_and(|answer| answer.status() == 200) {
                return;
            }
            sleep(Duration::from_millis(5)).await;
        }
        panic!("it did not get ready");
    }
}

/// As the machine does it when the power goes: without a word.
impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
