//! The server as a child process: started with example data, asked whether it is ready, ended with SIGTERM.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::{command, place};

/// Example data of the larger size takes a while to make.
const PATIENCE: Duration = Duration::from_mins(2);
const POLITE: Duration = Duration::from_secs(10);
const TICK: Duration = Duration::from_millis(50);

pub(super) struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    pub(super) fn start(port: u16, size: &str) -> Result<Self, Error> {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let mut command = command::new(&place::server_binary("debug").to_string_lossy());
        command.args(["serve", "--listen", &address.to_string()]);
        command.args(["--database", "data/demo.sqlite", "--site", "dist/site"]);
        command.args(["--demo", "--demo-size", size]);
        own_group(&mut command);
        let child = command.spawn().map_err(command::not_started(&command))?;
        Ok(Self { child, address })
    }

    /// Returns early, without an error, when the person has asked to stop.
    pub(super) fn wait_until_ready(&mut self, stop: &AtomicBool) -> Result<(), Error> {
        let start = Instant::now();
        while !stop.load(Ordering::Relaxed) && !is_ready(self.address) {
            self.check()?;
            if start.elapsed() > PATIENCE {
                self.stop()?;
                return Err(Error::ServerSilent(PATIENCE.as_secs()));
            }
            thread::sleep(TICK);
        }
        Ok(())
    }

    /// An error if it has ended by itself.
    pub(super) fn check(&mut self) -> Result<(), Error> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(Error::ServerEnded(status.to_string())),
            Err(error) => Err(Error::ServerEnded(error.to_string())),
        }
    }

    /// Asks it to end; ends it the hard way if it does not.
    pub(super) fn stop(&mut self) -> Result<(), Error> {
        let id = self.child.id().to_string();
        let _ = command::new("kill").args(["-TERM", &id]).status();
        let start = Instant::now();
        while start.elapsed() < POLITE && self.check().is_ok() {
            thread::sleep(TICK);
        }
        let _ = self.child.kill();
        self.child.wait().map(drop).map_err(|error| Error::ServerEnded(error.to_string()))
    }
}

/// Ctrl-C in the terminal then reaches this tool alone, which passes it on once.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

fn is_ready(address: SocketAddr) -> bool {
    ask(address).is_ok_and(|answer| answer.starts_with(b"HTTP/1.1 200"))
}

fn ask(address: SocketAddr) -> std::io::Result<Vec<u8>> {
    let second = Duration::from_secs(1);
    let mut stream = TcpStream::connect_timeout(&address, second)?;
    stream.set_read_timeout(Some(second))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}
