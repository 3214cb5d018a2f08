//! One stylesheet for the app and for the server's pages: style/main.scss through npm's sass.
//! A font or picture is named as it lies in public/: `url('fonts/…')`, `url('icons/…')`.

use crate::error::Error;
use crate::stamp::Stamp;
use crate::{command, files, hash, place, say};

const MAIN: &str = "style/main.scss";
const FLAGS: [&str; 4] =
    ["--style=compressed", "--no-source-map", "--quiet-deps", "--load-path=node_modules"];

pub(super) fn compile() -> Result<String, Error> {
    if !place::in_root(MAIN).exists() {
        say::line("  no style/main.scss yet: the style is empty");
        return Ok(String::new());
    }
    let out = place::kept("sass").join("main.css");
    let stamp = Stamp::new("sass", inputs()?);
    let mut sass = command::new("node");
    sass.arg("node_modules/sass/sass.js").args(FLAGS).arg(MAIN).arg(&out);
    stamp.unless_fresh(|| say::timed("style", || command::run(&mut sass)))?;
    files::read_text(&out).map(|css| name_assets(&css))
}

/// What a stylesheet calls `url(fonts/…)` becomes an asset with a hashed name like any other.
fn name_assets(css: &str) -> String {
    let folders = ["fonts/", "icons/"];
    let starts = ["url(", "url(\"", "url('"];
    let pairs = folders.iter().flat_map(|folder| starts.map(|start| (start, folder)));
    pairs.fold(css.to_owned(), |css, (start, folder)| {
        css.replace(&format!("{start}{folder}"), &format!("{start}asset:public/{folder}"))
    })
}

fn inputs() -> Result<String, Error> {
    let mut parts = vec![files::read(&place::in_root("package-lock.json"))?];
    for file in files::below(&place::in_root("style"))? {
        parts.push(file.to_string_lossy().into_owned().into_bytes());
        parts.push(files::read(&file)?);
    }
    Ok(hash::of_parts(parts.iter().map(Vec::as_slice)))
}

#[cfg(test)]
mod tests {
    use super::name_assets;

    #[test]
    fn fonts_and_icons_are_assets_however_they_are_quoted() {
        assert_eq!(
            name_assets("a{src:url(fonts/a.woff2)}b{src:url(\"icons/b.svg\")}"),
            "a{src:url(asset:public/fonts/a.woff2)}b{src:url(\"asset:public/icons/b.svg\")}"
        );
    }

    #[test]
    fn data_and_addresses_stay() {
        let css = "a{background:url(data:image/svg+xml,x)}";
        assert_eq!(name_assets(css), css);
    }
}
