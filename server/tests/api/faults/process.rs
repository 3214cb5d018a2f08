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

    /// No file of it may grow beyond this many bytes, as on a disk that is full.
    pub(super) async fn start_cramped(config: &Config, bytes: u64) -> Self {
        let mut shell = Command::new("sh");
        let limit = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", bytes / 512);
        shell.args(["-c", &limit, "sh", PROGRAM]);
        Self::run(shell, config).await
    }

    async fn run(mut command: Command, config: &Config) -> Self {
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        command.arg("serve").args(["--listen", &address.to_string()]);
        command.arg("--database").arg(&config.database).arg("--site").arg(&config.site);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
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

    async fn ready(&mut self) {
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
