//! Mounts the app in the browser, and is the edge along which its code is cut: what only `rest` reaches comes in a
//! chunk of its own. Here and not in the library, so that the other programs of this package are whole.

#![expect(clippy::unnecessary_wraps, reason = "what the macro makes of it can fail to come")]

use app::pages::rest::{Part, part};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

fn main() {
    app::start(|| Box::pin(async { rest().await.ok() }));
}

#[wasm_split(rest, fallible)]
fn rest() -> Result<Part, SplitLoaderError> {
    Ok(part())
}
