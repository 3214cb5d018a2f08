//! A panic is told to the page with its place in the code, before the program ends there. What the page does then is in
//! `public/boot.js`: it must work when nothing here does.

use wasm_bindgen::prelude::*;

/// From now on a panic is told. Its text is not: that may quote a record.
pub fn tell() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(at) = panic.location() {
            panicked(at.file(), at.line());
        }
    }));
}

#[wasm_bindgen]
extern "C" {
    fn panicked(file: &str, line: u32);
}
