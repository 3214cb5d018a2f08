//! Everything that can stop a verb. Each message says what to do next, as far as that is known.

use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("there is no verb `{0}`; `cargo xtask` lists them")]
    UnknownVerb(String),
    #[error("{0}")]
    Arguments(#[from] pico_args::Error),
    #[error("not understood on the command line: {0}")]
    Leftover(String),
    #[error("{what} is missing or too old.\nBy hand: {by_hand}")]
    Missing { what: String, by_hand: String },
    #[error("could not start `{program}`: {source}")]
    NotStarted { program: String, source: io::Error },
    #[error("`{command}` ended with {status}")]
    Failed { command: String, status: String },
    #[error("{path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error("this wasm cannot be read: {0}")]
    Wasm(#[from] wasmparser::BinaryReaderError),
    #[error("wasm-bindgen: {0}")]
    Bindgen(String),
    #[error("the names that module and glue share could not be shortened: {0}")]
    Names(String),
    #[error("the module could not be cut into what is loaded first and the rest: {0}")]
    Split(String),
    #[error(
        "`asset:{0}` names nothing that the build knows; write asset:public/… or asset:node_modules/…"
    )]
    UnknownAsset(String),
    #[error("over budget: {what} is {actual} bytes of brotli, allowed are {allowed}")]
    OverBudget { what: &'static str, actual: usize, allowed: usize },
    #[error("port {0} is taken; choose another with --port")]
    PortTaken(u16),
    #[error("the server ended before it was ready ({0}); its own words are above")]
    ServerEnded(String),
    #[error("the server did not answer /readyz within {0} seconds")]
    ServerSilent(u64),
    #[error("Ctrl-C cannot be caught: {0}")]
    Signal(#[from] ctrlc::Error),
    #[error("there is no {what} `{name}`; there are: {known}")]
    UnknownName { what: &'static str, name: String, known: String },
    #[error("{0} failed")]
    TestsFailed(String),
    #[error("tidy found {0} thing(s) to mend")]
    Untidy(usize),
}

impl Error {
    /// For `map_err` on file operations: the path is what one needs to know.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File { path: path.to_owned(), source }
    }

    pub(crate) fn missing(what: &str, by_hand: &str) -> Self {
        Self::Missing { what: what.to_owned(), by_hand: by_hand.to_owned() }
    }
}
