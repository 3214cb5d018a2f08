//! Building blocks of pages, one a file; its styling has the same name under `style/`.

pub mod act;
pub mod alert;
pub mod banner;
pub mod chip;
pub mod confirm;
pub mod discreet;
pub mod due;
pub mod first_time;
pub mod form;
pub mod gone;
pub mod handed;
pub mod helper;
pub mod icon;
pub mod later;
pub mod loefter;
pub mod moede;
pub mod name;
pub mod nav;
pub mod row;
pub mod search;
pub mod shell;
pub mod soeg;
pub mod state;
pub mod tag;
pub mod toast;
pub mod wheel;
