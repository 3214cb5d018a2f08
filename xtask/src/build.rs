//! `build`: what is shipped: the site with sizes and budget, and the server.

use pico_args::Arguments;

use crate::error::Error;
use crate::site::{self, Mode};
use crate::{command, place, say, setup};

pub(crate) fn verb(args: Arguments) -> Result<(), Error> {
    crate::no_more(args)?;
    setup::for_building()?;
    site::make(Mode::Release)?;
    let mut server = command::cargo(&["build", "--release", "--package", "server"]);
    say::timed("server", || command::run(&mut server))?;
    say::line(&format!("Made {} and", place::site().display()));
    say::line(&format!("     {}", place::server_binary("release").display()));
    Ok(())
}
