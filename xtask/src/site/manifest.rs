//! The list of files: for the service worker (what to keep on the phone) and for the server (build.json).

use std::collections::BTreeMap;

use serde_json::json;

use super::assets::SiteFile;
use crate::hash;

/// Addresses by the names that texts use.
type Names = BTreeMap<String, String>;

/// The lines that go before public/sw.js: what the shell consists of, each file with the hash the browser checks.
pub(super) fn for_worker(build: &str, files: &[SiteFile]) -> String {
    let kept = files.iter().filter(|file| is_precached(&file.url));
    let entries: Vec<_> =
        kept.map(|file| json!([file.url, hash::integrity(&file.bytes)])).collect();
    let manifest = json!({ "build": build, "files": entries });
    format!("// Made by `cargo xtask`: the shell of this build.\nconst MANIFEST = {manifest};\n\n")
}

/// Pictures for the home screen are fetched by the system when it installs, and the script of the server's own
/// pages by these; the shell does without.
fn is_precached(url: &str) -> bool {
    !super::is_of_the_pages(url) && url.rsplit_once('.').is_none_or(|(_, end)| end != "png")
}

/// build.json: `css` and `icons` are what the server's own pages link to.
pub(super) fn for_server(build: &str, names: &Names, files: &[SiteFile]) -> String {
    let listed: Vec<_> =
        files.iter().map(|file| json!({ "url": file.url, "bytes": file.bytes.len() })).collect();
    let (css, icons) = (names.get("app.css"), names.get("public/icons/ui.svg"));
    let value = json!({
        "build": build, "css": css, "icons": icons, "assets": names, "files": listed
    });
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<SiteFile> {
        vec![SiteFile::new("/app/", "<!doctype html>"), SiteFile::new("/app/assets/i.1.png", "")]
    }

    #[test]
    fn the_worker_gets_addresses_with_integrity_and_no_home_screen_pictures() {
        let text = for_worker("b1", &files());
        assert!(text.contains(r#""build":"b1""#));
        assert!(text.contains(r#"["/app/","sha256-"#));
        assert!(!text.contains("png"));
    }

    #[test]
    fn the_server_gets_the_build_the_style_and_every_file() {
        let names = Names::from([("app.css".to_owned(), "/app/assets/a.css".to_owned())]);
        let text = for_server("b1", &names, &files());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["css"], "/app/assets/a.css");
        assert_eq!(value["files"][0]["bytes"], 15);
        assert_eq!(value["files"].as_array().unwrap().len(), 2);
    }
}
