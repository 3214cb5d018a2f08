//! Building blocks of pages, one a file; its styling has the same name under `style/`.
