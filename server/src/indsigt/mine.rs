//! Whether a text is about one young person, and whether it names another. Texts are looked through for ids,
//! not understood: what a newer version wrote is found too, and nothing of anybody else gets out with it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use domain::folder::FolderKind;
use domain::id::UngId;
use domain::{Folder, Person};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::store::Revision;

/// What is theirs.
#[derive(Debug)]
pub struct Mine {
    pub ung: UngId,
    /// Every id in what was given out to them.
    pub mentioned: BTreeSet<Uuid>,
    ids: BTreeSet<Uuid>,
    folders: BTreeSet<Folder>,
}

impl Mine {
    #[must_use]
    pub fn of(ung: UngId) -> Self {
        let ids = BTreeSet::from([ung.0]);
        Self { ung, mentioned: BTreeSet::new(), ids, folders: BTreeSet::new() }
    }

    /// The folders that are about them.
    pub fn own_folders(&self) -> impl Iterator<Item = Folder> + use<> {
        Folder::of_ung(self.ung)
    }

    /// Records of theirs: what names one of them is about them.
    pub fn take_in(&mut self, rows: &[Revision]) {
        self.ids.extend(rows.iter().map(|row| row.id));
    }

    /// Something of theirs lies in a folder: whom it was given to is theirs to know.
    pub fn lies_in(&mut self, folder: Folder) {
        self.folders.insert(folder);
        if let Folder::Deling(id) = folder {
            self.ids.insert(id.0);
        }
    }

    /// Whether a text names them, something of theirs, or a folder in which something of theirs lies. Of one
    /// that names only another young person nothing else is looked at: ids may meet by mistake.
    #[must_use]
    pub fn is_told_of_in(&self, text: &str) -> bool {
        let text = plain(text);
        let by_name = |name: &Name<'_>| name.id == self.ung.0;
        let by_thing = |name: &Name<'_>| {
            let folder = || name.token.parse::<Folder>().is_ok_and(|of| self.folders.contains(&of));
            self.ids.contains(&name.id) || folder()
        };
        names(&text).any(|name| by_name(&name))
            || (!self.names_another(&text) && names(&text).any(|name| by_thing(&name)))
    }

    /// Whether a text tells of them and names no other young person.
    #[must_use]
    pub fn is_about_me_alone(&self, text: &str) -> bool {
        self.is_told_of_in(text) && !self.names_another(text)
    }

    /// Whether a text names another young person.
    #[must_use]
    pub fn names_another(&self, text: &str) -> bool {
        self.others(&plain(text)).next().is_some()
    }

    /// Who did something, unless it was another young person.
    #[must_use]
    pub fn known(&self, person: Person) -> Option<Person> {
        person.ung().is_none_or(|ung| ung == self.ung).then_some(person)
    }

    /// A text as it is given out: nobody can tell from it who another young person is.
    pub fn told(&mut self, text: &str) -> Option<Box<RawValue>> {
        let text = plain(text);
        let mut told = text.clone().into_owned();
        for other in self.others(&text) {
            told = told.replace(other, &Uuid::nil().to_string());
        }
        self.mentioned.extend(names(&told).map(|name| name.id));
        RawValue::from_string(told).ok()
    }

    /// The ids of other young people in a text, as they are written there.
    fn others<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        let own = self.ung.0;
        let of_young = names(text).filter(move |name| name.is_young && name.id != own);
        of_young.filter(|name| !name.id.is_nil()).map(|name| name.written)
    }
}

/// An id in a text.
struct Name<'t> {
    /// With what stands before it: `plan:<id>`.
    token: &'t str,
    /// The id alone.
    written: &'t str,
    id: Uuid,
    /// It says that this is a young person.
    is_young: bool,
}

/// Every id in a text, in order.
fn names(text: &str) -> impl Iterator<Item = Name<'_>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    let tokens = text.split(move |c: char| !is_part(c)).filter(|token| !token.is_empty());
    let mut before = ["", ""];
    tokens.filter_map(move |token| {
        let [field, colon] = before;
        before = [colon, token];
        let (kind, written) = token.rsplit_once(':').unwrap_or(("", token));
        // Shorter is no id, and most tokens are words.
        let id = (written.len() >= 32).then(|| Uuid::parse_str(written).ok()).flatten()?;
        let is_folder = || FolderKind::from_code(kind).is_some_and(FolderKind::is_of_ung);
        let by_kind = kind == "ung" || is_folder();
        let is_young = by_kind || (colon == ":" && field == "ung");
        Some(Name { token, written, id, is_young })
    })
}

/// JSON may write any letter by its number; ids are looked for as they are read.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains("\\u") {
        return Cow::Borrowed(text);
    }
    let read = serde_json::from_str::<serde_json::Value>(text);
    read.map_or(Cow::Borrowed(text), |value| Cow::Owned(value.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: UngId = UngId(Uuid::from_u128(0x40));
    const OTHER: UngId = UngId(Uuid::from_u128(0x41));
    const THING: Uuid = Uuid::from_u128(0x95);

    fn mine() -> Mine {
        let mut mine = Mine::of(ME);
        let kind = "snusepraktik".to_owned();
        mine.take_in(&[Revision { kind, id: THING, rev: 1, no: 1, doc: None }]);
        mine
    }

    #[test]
    fn a_text_is_about_them_by_their_own_id_or_by_something_of_theirs() {
        for text in [
            format!(r#"{{"ung":"{ME}","tekst":"x"}}"#),
            format!(r#"{{"af":"ung:{ME}"}}"#),
            format!(r#"{{"folder":"journal:{ME}"}}"#),
            format!(r#"{{"id":"{THING}","fremmoede":"moedt"}}"#),
            format!(r#"{{"ung":"{}"}}"#, ME.to_string().replace('-', "")),
            format!(r#"{{"ung":"\u0030{}"}}"#, ME.to_string().replacen('0', "", 1)),
        ] {
            assert!(mine().is_about_me_alone(&text), "{text}");
        }
        assert!(!mine().is_told_of_in(r#"{"id":"00000000-0000-0000-0000-0000000000ff"}"#));
    }

    #[test]
    fn what_names_another_is_not_about_them_by_a_thing_alone_and_never_alone() {
        for other in [
            format!(r#"{{"ung":"{OTHER}","id":"{THING}"}}"#),
            format!(r#"{{"ung" : "{OTHER}", "id":"{THING}"}}"#),
            format!(r#"{{"person":"ung:{OTHER}","id":"{THING}"}}"#),
            format!(r#"{{"folder":"plan:{OTHER}","id":"{THING}"}}"#),
        ] {
            assert!(!mine().is_told_of_in(&other), "{other}");
            let both = format!(r#"[{other},"ung:{ME}"]"#);
            assert!(mine().is_told_of_in(&both) && !mine().is_about_me_alone(&both), "{both}");
            let told = mine().told(&both).unwrap();
            assert!(!told.get().contains(&OTHER.to_string()) && told.get().contains("ung"));
        }
    }
}
