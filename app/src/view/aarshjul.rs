//! The wheel of the year: the network's meetings in the order of their weeks. A slot without a week stays
//! where its month is, and says so.

use domain::Day;
use domain::aarshjul::{Netvaerksmoede, Niveau};
use domain::day::Week;
use domain::record::list;

use super::Sight;
use super::order;

/// A meeting on the wheel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moede {
    /// Who meets.
    pub niveau: Niveau,
    /// The year.
    pub aar: i32,
    /// The month the source prints.
    pub maaned: u32,
    /// The week, and its Monday; none where it is not fixed.
    pub uge: Option<(u32, Day)>,
    /// Who hosts.
    pub vaert: Option<String>,
    /// How it stands to today.
    pub stand: Stand,
}

/// How a meeting stands to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Its week is over.
    Forbi,
    /// The first that is to come, or is this week.
    Naeste,
    /// Later, or without a week.
    Kommer,
}

/// The wheel, year by year.
#[must_use]
pub fn aarshjul(sight: &Sight<'_>) -> Vec<(i32, Vec<Moede>)> {
    let mut all: Vec<_> = list::<Netvaerksmoede>(sight.view, sight.faelles())
        .into_iter()
        .map(|meeting| moede(meeting, sight))
        .filter(|meeting| meeting.aar >= sight.today().ymd().year)
        .collect();
    order::by_key(&mut all, |meeting| (meeting.aar, place(meeting), meeting.niveau));
    let coming = |meeting: &&mut Moede| meeting.uge.is_some() && meeting.stand == Stand::Kommer;
    if let Some(next) = all.iter_mut().find(coming) {
        next.stand = Stand::Naeste;
    }
    let mut years: Vec<(i32, Vec<Moede>)> = Vec::new();
    for meeting in all {
        match years.last_mut().filter(|(year, _)| *year == meeting.aar) {
            Some((_, meetings)) => meetings.push(meeting),
            None => years.push((meeting.aar, vec![meeting])),
        }
    }
    years
}

/// The next meeting with a week.
#[must_use]
pub fn naeste(years: &[(i32, Vec<Moede>)]) -> Option<&Moede> {
    let mut all = years.iter().flat_map(|(_, meetings)| meetings);
    all.find(|meeting| meeting.stand == Stand::Naeste)
}

fn moede(meeting: &Netvaerksmoede, sight: &Sight<'_>) -> Moede {
    let uge = meeting.week().and_then(|week| Some((week.week, Week::monday(week)?)));
    let over = uge.is_some_and(|(_, monday)| monday.plus(6) < sight.today());
    Moede {
        niveau: meeting.niveau,
        aar: meeting.aar,
        maaned: meeting.maaned,
        uge,
        vaert: meeting.vaert.map(|host| sight.organisation_navn(host)),
        stand: if over { Stand::Forbi } else { Stand::Kommer },
    }
}

/// Where in its year a meeting stands: by its week, or in the middle of its month.
fn place(meeting: &Moede) -> u32 {
    meeting.uge.map_or(meeting.maaned * 435 / 100, |(week, _)| week)
}

#[cfg(test)]
mod tests {
    use domain::Person;
    use domain::aarshjul::{AARSHJUL, PlanNetvaerksmoede};
    use domain::fixtures::{FIE, THYLAND, day};
    use domain::id::MoedeId;
    use uuid::Uuid;

    use super::*;
    use crate::view::world::World;

    #[test]
    fn a_slot_without_a_week_stands_in_its_month_and_is_never_the_next() {
        let mut world = World::thyland();
        for (index, (niveau, maaned, uge)) in (1..).zip(AARSHJUL) {
            let id = MoedeId(Uuid::from_u128(0x900 + index));
            let (kommune, aar) = (THYLAND, 2027);
            let moede = Netvaerksmoede { id, kommune, niveau, aar, maaned, uge, vaert: None };
            world.asks(Person::Medarbejder(FIE), PlanNetvaerksmoede { moede });
        }
        let years = world.seen_by(Person::Medarbejder(FIE), aarshjul);
        let [(2026, this), (2027, next)] = years.as_slice() else { panic!("{years:?}") };
        assert_eq!(this.first().map(|m| m.stand), Some(Stand::Naeste));
        let weeks: Vec<_> = next.iter().map(|m| m.uge.map(|(week, _)| week)).collect();
        let expected =
            [Some(5), None, Some(12), Some(17), Some(25), Some(37), Some(39), Some(43), Some(47)];
        assert_eq!(weeks, expected);
        assert_eq!(next.first().and_then(|m| m.uge), Some((5, day("2027-02-01"))));
    }
}
