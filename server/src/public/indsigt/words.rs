//! Who and what an id means, in words, for whoever reads the page.

use domain::{Folder, Person};
use uuid::Uuid;

use crate::indsigt::Udskrift;
use crate::text::{Lang, indsigt as t};

/// What is known of the people and places on the page.
pub(super) struct Words<'a> {
    pub(super) lang: Lang,
    udskrift: &'a Udskrift,
}

impl<'a> Words<'a> {
    pub(super) const fn of(lang: Lang, udskrift: &'a Udskrift) -> Self {
        Self { lang, udskrift }
    }

    /// "Anna (overgangsmentor)", or "dig".
    pub(super) fn person(&self, person: Person) -> String {
        let lang = self.lang;
        match person {
            Person::Ung(ung) if ung == self.udskrift.indsigt.ung => t::you_named(lang).to_owned(),
            Person::Ung(_) => t::somebody_else(lang).to_owned(),
            Person::System => t::system(lang).to_owned(),
            Person::Medarbejder(id) => {
                self.staff(id.0).unwrap_or_else(|| t::unknown_staff(lang).to_owned())
            }
        }
    }

    /// As [`Words::person`], where a sentence begins: "Du".
    pub(super) fn actor(&self, person: Option<Person>) -> String {
        let lang = self.lang;
        let says = match person {
            None => t::somebody_else(lang).to_owned(),
            Some(Person::Ung(ung)) if ung == self.udskrift.indsigt.ung => {
                t::you_act(lang).to_owned()
            }
            Some(person) => self.person(person),
        };
        let mut letters = says.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// Somebody or some place with that id, if it is one.
    pub(super) fn named(&self, id: Uuid) -> Option<String> {
        if id == self.udskrift.indsigt.ung.0 {
            return Some(t::you_named(self.lang).to_owned());
        }
        let houses = self.udskrift.organisations.iter();
        let house = houses.into_iter().find(|(of, _)| of.0 == id).map(|(_, navn)| navn.clone());
        house.or_else(|| self.staff(id))
    }

    /// What a folder holds, and where it lies if that is a place.
    pub(super) fn folder(&self, folder: Folder) -> String {
        let what = t::folder(self.lang, folder);
        match self
            .named(folder.subject())
            .filter(|_| matches!(folder, Folder::Indbakke(_) | Folder::Vaert(_)))
        {
            Some(place) => format!("{what}: {place}"),
            None => what.to_owned(),
        }
    }

    fn staff(&self, id: Uuid) -> Option<String> {
        let (_, staff) = self.udskrift.staff.iter().find(|(of, _)| of.0 == id)?;
        let roles: Vec<_> = staff
            .roles
            .iter()
            .map(|role| words::rolle::rolle(self.lang, *role).to_lowercase())
            .collect();
        Some(format!("{} ({})", staff.fornavn, roles.join(", ")))
    }
}
