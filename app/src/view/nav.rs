//! The navigation: which places a person has, by what they are. At most five on a phone, one of them the
//! large "+" for what they write most.

use domain::Rolle;
use domain::id::{OrganisationId, UngId};

use super::me::Me;

/// Where a place leads; its word and picture are told by the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The start: the work list, the young person's plan, or who comes today.
    Start,
    /// The young people.
    Unge,
    /// A new note.
    NewNotat,
    /// The partners and their visits.
    Besoeg,
    /// A new visit.
    NewBesoeg,
    /// Places for snusepraktik.
    Pladser,
    /// The young person's appointments, on the start page.
    Aftaler,
    /// Who helps, on the start page.
    Hjaelp,
    /// What was told to the school.
    Skole,
    /// Sync.
    Synk,
    /// The rest; a young person's "Mig".
    Mere,
}

impl Place {
    /// Its address.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Self::Start => "/app/",
            Self::Unge => "/app/unge",
            Self::NewNotat => "/app/notat",
            Self::Besoeg => "/app/besoeg",
            Self::NewBesoeg => "/app/besoeg/nyt",
            Self::Pladser => "/app/pladser",
            Self::Aftaler => "/app/#aftaler",
            Self::Hjaelp => "/app/#hjaelp",
            Self::Skole => "/app/skole",
            Self::Synk => "/app/synk",
            Self::Mere => "/app/mere",
        }
    }

    /// Its address from the page at that path. The "+" knows whom one is with: a note is about the young person whose page
    /// it is, where `helps` says so, a visit at the partner's.
    #[must_use]
    pub fn href_from(self, path: &str, helps: impl Fn(UngId) -> bool) -> String {
        let id = |base| path.strip_prefix(base).and_then(|rest| rest.split('/').next());
        match self {
            Self::NewNotat => match id("/app/unge/").and_then(|id| id.parse().ok()) {
                Some(ung) if helps(ung) => format!("/app/unge/{ung}/notat"),
                _ => self.href().to_owned(),
            },
            Self::NewBesoeg => match id("/app/besoeg/").and_then(|id| id.parse().ok()) {
                Some::<OrganisationId>(partner) => format!("/app/besoeg/{partner}/nyt"),
                None => self.href().to_owned(),
            },
            _ => self.href().to_owned(),
        }
    }

    /// Whether it is the large "+".
    #[must_use]
    pub const fn is_new(self) -> bool {
        matches!(self, Self::NewNotat | Self::NewBesoeg)
    }

    /// Whether the page at that path is here.
    #[must_use]
    pub fn is_at(self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        match self {
            Self::Start => ["/app", "/app/ind", "/app/min-plan", "/app/vaert"].contains(&path),
            Self::Aftaler | Self::Hjaelp => false,
            Self::Besoeg if path == Self::NewBesoeg.href() => false,
            place => path
                .strip_prefix(place.href())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
        }
    }
}

/// A person's places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// In the bottom bar of a phone, and first at a desk.
    pub first: Vec<Place>,
    /// At a desk besides.
    pub desk: Vec<Place>,
}

impl Places {
    /// What the person's roles ask for. Roles add up.
    #[must_use]
    pub fn of(me: &Me) -> Self {
        use Place::{
            Aftaler, Besoeg, Hjaelp, Mere, NewBesoeg, NewNotat, Pladser, Skole, Start, Synk, Unge,
        };
        let (young, partners, host) = (me.helps_young(), me.visits_partners(), me.is(Rolle::Vaert));
        let first = match () {
            () if me.ung().is_some() => vec![Start, Aftaler, Hjaelp, Mere],
            () if young && partners => vec![Start, Unge, NewNotat, Besoeg, Mere],
            () if young => vec![Start, Unge, NewNotat, Pladser, Mere],
            () if partners => vec![Start, Besoeg, NewBesoeg, Mere],
            () if host => vec![Start, Pladser, Mere],
            () if me.is(Rolle::Leder) => vec![Start, Unge, Mere],
            () => vec![Start, Mere],
        };
        let mut desk = Vec::new();
        if me.ung().is_none() {
            if (young || host) && !first.contains(&Pladser) {
                desk.push(Pladser);
            }
            if me.is(Rolle::Skolevejleder) && (young || partners || host) {
                desk.push(Skole);
            }
            desk.push(Synk);
        }
        Self { first, desk }
    }

    /// In the order of a desk: "Mere" stands last.
    #[must_use]
    pub fn all(&self) -> Vec<(Place, bool)> {
        let (mere, first): (Vec<Place>, Vec<Place>) =
            self.first.iter().partition(|place| **place == Place::Mere);
        let on_phone = |places: Vec<Place>| places.into_iter().map(|place| (place, false));
        let desk = self.desk.iter().map(|place| (*place, true));
        on_phone(first).chain(desk).chain(on_phone(mere)).collect()
    }

    /// The key that leads to a place at a desk.
    #[must_use]
    pub fn key(&self, place: Place) -> Option<char> {
        if place.is_new() {
            return Some('n');
        }
        let numbered = self.all().into_iter().map(|(found, _)| found).filter(|p| !p.is_new());
        let index = numbered.take(9).position(|found| found == place)?;
        char::from_digit(u32::try_from(index).ok()? + 1, 10)
    }

    /// The place a key leads to.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<Place> {
        let mut pressed = key.chars();
        let (Some(first), None) = (pressed.next(), pressed.next()) else { return None };
        let known = self.all().into_iter().map(|(place, _)| place);
        known.into_iter().find(|place| self.key(*place) == Some(first.to_ascii_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::fixtures::{ANNA, CLARA, ERIK, GYMNASIET, HANNE, MADS};

    use super::*;
    use crate::view::world::World;

    fn first(person: Person) -> Vec<Place> {
        World::thyland().seen_by(person, |sight| Places::of(sight.me).first)
    }

    #[test]
    fn each_has_the_places_of_their_roles() {
        use Place::*;
        assert_eq!(first(Person::Medarbejder(ANNA)), [Start, Unge, NewNotat, Pladser, Mere]);
        assert_eq!(first(Person::Medarbejder(HANNE)), [Start, Unge, NewNotat, Besoeg, Mere]);
        assert_eq!(first(Person::Medarbejder(CLARA)), [Start, Besoeg, NewBesoeg, Mere]);
        assert_eq!(first(Person::Medarbejder(ERIK)), [Start, Pladser, Mere]);
        assert_eq!(first(Person::Ung(MADS)), [Start, Aftaler, Hjaelp, Mere]);
    }

    #[test]
    fn plus_writes_about_whom_one_is_with() {
        let (page, other) = (format!("/app/unge/{MADS}"), format!("/app/besoeg/{GYMNASIET}/x"));
        let from = |place: Place, path: &str| place.href_from(path, |ung| ung == MADS);
        assert_eq!(from(Place::NewNotat, &page), format!("{page}/notat"));
        assert_eq!(from(Place::NewNotat, &format!("{page}/snusepraktik")), format!("{page}/notat"));
        assert_eq!(Place::NewNotat.href_from(&page, |_| false), "/app/notat", "who only reads");
        assert_eq!(from(Place::NewBesoeg, &other), format!("/app/besoeg/{GYMNASIET}/nyt"));
        for path in ["/app/", "/app/unge", "/app/besoeg/nyt"] {
            assert_eq!(from(Place::NewNotat, path), "/app/notat");
            assert_eq!(from(Place::NewBesoeg, path), "/app/besoeg/nyt");
        }
        assert_eq!(from(Place::Unge, &page), "/app/unge");
    }

    #[test]
    fn a_new_visit_is_not_the_list_of_visits() {
        assert!(Place::Besoeg.is_at("/app/besoeg/0000/nyt"));
        assert!(!Place::Besoeg.is_at("/app/besoeg/nyt"));
        assert!(!Place::Unge.is_at("/app/ungeliste"));
        assert!(Place::Start.is_at("/app/"));
    }

    #[test]
    fn keys_lead_back_to_their_places() {
        let places =
            World::thyland().seen_by(Person::Medarbejder(HANNE), |sight| Places::of(sight.me));
        for (place, _) in places.all() {
            let key = places.key(place).map(String::from).unwrap_or_default();
            assert_eq!(places.by_key(&key), Some(place), "{key}");
        }
        assert_eq!(places.by_key("Enter"), None);
    }
}
