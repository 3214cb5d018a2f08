//! What pages show, as plain structs made from a [`Sight`] of the copy: tested without a browser.

pub mod aarshjul;
pub mod besoeg;
pub mod besoegsliste;
pub mod draft;
pub mod form;
pub mod gate;
pub mod helpers;
pub mod i_dag;
pub mod indsigt;
pub mod indskrivning;
pub mod laes;
pub mod landkort;
pub mod log_besoeg;
pub mod me;
pub mod min_plan;
pub mod moede;
pub mod nav;
pub mod navne;
pub mod notat;
pub mod noter;
pub mod oensk_plads;
pub mod opslag;
pub mod order;
pub mod partner;
pub mod pladser;
pub mod samtykke;
pub mod skole;
pub mod soeg;
pub mod synk;
pub mod taps;
pub mod ung;
pub mod unge;
pub mod vaert;
pub mod wheel;
#[cfg(test)]
pub(crate) mod world;

use domain::id::{MedarbejderId, OrganisationId, UngId};
use domain::organisation::{Medarbejder, Organisation};
use domain::record::{find, list};
use domain::tilknytning::{Funktion, Tilknytning};
use domain::ung::Ung;
use domain::{Day, Folder, FolderKind, Moment, Person, View};

use me::Me;

/// The copy as one person sees it at one moment: what every page is made from.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// Confirmed records with the pending commands over them.
    pub view: &'a dyn View,
    /// The folders on this phone.
    pub folders: &'a [Folder],
    /// Who looks.
    pub me: &'a Me,
    /// When.
    pub now: Moment,
}

impl<'a> Sight<'a> {
    /// The day it is.
    #[must_use]
    pub fn today(&self) -> Day {
        self.now.day()
    }

    /// What everybody shares.
    #[must_use]
    pub fn faelles(&self) -> Folder {
        Folder::Faelles(self.me.kommune)
    }

    /// The folders of a kind.
    pub fn folders_of(&self, kind: FolderKind) -> impl Iterator<Item = Folder> + 'a {
        self.folders.iter().copied().filter(move |folder| folder.kind() == kind)
    }

    /// The young people whose plan is on this phone.
    #[must_use]
    pub fn unge(&self) -> Vec<&'a Ung> {
        let plans = self.folders_of(FolderKind::Plan);
        plans.filter_map(|plan| find(self.view, plan, plan.subject())).collect()
    }

    /// A young person.
    #[must_use]
    pub fn ung(&self, id: UngId) -> Option<&'a Ung> {
        find(self.view, Folder::Plan(id), id.0)
    }

    /// Whether whoever looks helps the young person now. Others may read the plan, by law or in need.
    #[must_use]
    pub fn helps(&self, ung: UngId) -> bool {
        self.help(ung).next().is_some()
    }

    /// As what whoever looks helps the young person now.
    pub fn help(&self, ung: UngId) -> impl Iterator<Item = Funktion> + use<'a> {
        let (me, now) = (self.me.medarbejder(), self.now);
        let all = list::<Tilknytning>(self.view, Folder::Plan(ung)).into_iter();
        let mine = all.filter(move |help| Some(help.medarbejder) == me && help.term.holds_at(now));
        mine.map(|help| help.funktion)
    }

    /// An organisation.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> Option<&'a Organisation> {
        find(self.view, self.faelles(), id.0)
    }

    /// Every organisation.
    #[must_use]
    pub fn organisationer(&self) -> Vec<&'a Organisation> {
        list(self.view, self.faelles())
    }

    /// Somebody in the directory.
    #[must_use]
    pub fn medarbejder(&self, id: MedarbejderId) -> Option<&'a Medarbejder> {
        find(self.view, self.faelles(), id.0)
    }

    /// An organisation's name.
    #[must_use]
    pub fn organisation_navn(&self, id: OrganisationId) -> String {
        self.organisation(id).map_or_else(String::new, |found| found.navn.to_string())
    }

    /// Anybody's name, as far as this phone knows it and as much of it as is needed here: two of one name are told
    /// apart.
    #[must_use]
    pub fn navn(&self, person: Person) -> String {
        let navn = match person {
            Person::Medarbejder(id) => self.medarbejder(id).map(|found| self.kendt_ansat(found)),
            Person::Ung(id) => self.ung(id).map(|found| self.kendt(found)),
            Person::System => None,
        };
        navn.unwrap_or_else(|| crate::text::words::unknown_person().to_owned())
    }

    /// A young person's name. Beside it stands their age where somebody else on this phone has the same name, the school
    /// where that is the same too, and then the birthday.
    #[must_use]
    pub fn kendt(&self, ung: &Ung) -> String {
        let mut others = self.unge();
        others.retain(|other| other.id != ung.id && navne::alike(&other.navn, &ung.navn));
        let told = |ung: &Ung| {
            let alder = unge::age(ung.foedt, self.today());
            let born = crate::text::date::date(ung.foedt, self.today());
            vec![crate::text::unge::years(alder), indskrivning::skole(self, ung), born]
        };
        navne::apart(&ung.navn, told(ung), others.into_iter().map(told).collect())
    }

    /// As [`Sight::kendt`], for staff: where they work, then their number.
    fn kendt_ansat(&self, ansat: &Medarbejder) -> String {
        let mut others = list::<Medarbejder>(self.view, self.faelles());
        others.retain(|other| other.id != ansat.id && navne::alike(&other.navn, &ansat.navn));
        let told = |one: &Medarbejder| {
            let telefon = one.telefon.as_ref().map(ToString::to_string);
            vec![self.organisation_navn(one.organisation), telefon.unwrap_or_default()]
        };
        navne::apart(&ansat.navn, told(ansat), others.into_iter().map(told).collect())
    }
}
