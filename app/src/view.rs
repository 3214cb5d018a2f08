//! What pages show, as plain structs made from the copy: tested without a browser.
