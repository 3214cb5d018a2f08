//! Building blocks of pages, one a file; its styling has the same name under `style/`.

pub mod form;
pub mod icon;
pub mod name;
pub mod shell;
pub mod state;
pub mod toast;
