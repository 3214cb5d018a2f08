//! `build`: what is shipped: the site with sizes and budget, and the server.
//! With `--weigh` also which crates the wasm consists of.

use pico_args::Arguments;

use crate::error::Error;
use crate::site::{self, Mode};
use crate::{command, place, say, setup};

pub(crate) fn verb(mut args: Arguments) -> Result<(), Error> {
    let weigh = args.contains("--weigh");
    crate::no_more(args)?;
    setup::for_building()?;
    let made = site::make(Mode::Release);
    if weigh {
        site::weigh()?;
    }
    made?;
    let mut server = command::cargo(&["build", "--release", "--package", "server"]);
    say::timed("server", || command::run(&mut server))?;
    say::line(&format!("Made {} and", place::site().display()));
    say::line(&format!("     {}", place::server_binary("release").display()));
    Ok(())
}
