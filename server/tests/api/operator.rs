//! What whoever runs the program is told on the command line.

use std::os::unix::fs::MetadataExt as _;
use std::process::{Command, Output};

use server::state::World;

use crate::harness::TestApp;

fn overgang(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_overgang")).args(words).output().unwrap()
}

#[test]
fn help_and_version_are_answers_and_no_errors() {
    for (word, says) in [("--help", "overgang serve"), ("--version", "overgang 0.")] {
        let said = overgang(&[word]);
        let text = String::from_utf8(said.stdout).unwrap();
        assert!(said.status.success() && said.stderr.is_empty() && text.contains(says), "{text}");
    }
    assert!(overgang(&["audit", "verify", "--help"]).status.success());
    assert!(!overgang(&["--helf"]).status.success());
}

#[tokio::test]
async fn what_is_wrong_is_told_with_the_name_of_what_it_is_wrong_with() {
    let app = TestApp::start().await;
    let (site, missing) = (app.config().site.display().to_string(), app.file("missing.sqlite"));
    let (missing, taken) =
        (missing.display().to_string(), app.http.origin().replace("http://", ""));
    let database = app.config().database.display().to_string();
    let serve = ["serve", "--database", &database, "--listen"];
    let with = |rest: &[&'static str]| [&["127.0.0.1:0", "--site", site.as_str()], rest].concat();
    for (words, told) in [
        (vec!["restored", "--database", &missing], missing.as_str()),
        (vec!["audit", "verify", "--database", &missing], "missing.sqlite"),
        ([&serve[..], &[&taken, "--site", &site]].concat(), &taken),
        ([&serve[..], &["127.0.0.1:0", "--site", "/no/such/site"]].concat(), "/no/such/site"),
        ([&serve[..], &with(&["--origin", "https://x.dk/path"])].concat(), "--origin"),
        ([&serve[..], &with(&["--origin", "https://x.dk/?a"])].concat(), "--origin"),
    ] {
        let said = overgang(&words);
        let text = String::from_utf8(said.stderr).unwrap();
        let last = text.lines().last().unwrap_or_default();
        assert!(!said.status.success() && last.contains(told), "{words:?}: {text}");
    }
}

/// After a restore nothing of the ends is lost, and nobody else reads them.
#[tokio::test]
async fn the_ends_of_the_trail_are_their_owners_alone_and_all_put_aside() {
    let mut app = TestApp::start().await;
    app.stop().await;
    let (database, heads) = (app.config().database.clone(), app.config().heads.clone());
    let before = std::fs::read_to_string(&heads).unwrap();
    server::restored::say(&database, &heads, &World::real()).await.unwrap();
    let folder =
        std::fs::read_dir(heads.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let all: Vec<_> = folder.filter(|path| path.display().to_string().contains("/heads")).collect();
    assert_eq!(all.len(), 2, "{all:?}");
    for file in &all {
        assert_eq!(std::fs::metadata(file).unwrap().mode() & 0o777, 0o600, "{}", file.display());
    }
    let aside = all.iter().find(|path| **path != heads).unwrap();
    assert_eq!(std::fs::read_to_string(aside).unwrap(), before);
}
