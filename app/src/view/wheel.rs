//! The wheel as a picture: where each meeting stands on it. One ring for each level, the year clockwise
//! from the top. What it shows stands in the table below it too.

use std::f64::consts::TAU;

use domain::Day;
use domain::aarshjul::Niveau;

use super::aarshjul::{Moede, Stand};

/// The picture's width and height.
pub const SIZE: f64 = 320.0;
const CENTER: f64 = SIZE / 2.0;
/// Where the months' names stand.
const NAMES: f64 = 148.0;
/// The outermost ring, and the distance to the next.
const OUTER: f64 = 122.0;
const STEP: f64 = 24.0;

/// A point in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A meeting in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Where.
    pub at: Point,
    /// Who meets.
    pub niveau: Niveau,
    /// The week; none where it is not fixed.
    pub uge: Option<u32>,
    /// How it stands to today.
    pub stand: Stand,
}

/// A year's meetings in the picture.
#[must_use]
pub fn dots(year: i32, meetings: &[Moede]) -> Vec<Dot> {
    let dot = |meeting: &Moede| {
        let middle = Day::new(year, meeting.maaned, 15);
        let day = meeting.uge.map(|(_, monday)| monday.plus(3)).or(middle)?;
        let at = on_circle(turn(year, day), ring(meeting.niveau));
        let uge = meeting.uge.map(|(week, _)| week);
        Some(Dot { at, niveau: meeting.niveau, uge, stand: meeting.stand })
    };
    meetings.iter().filter_map(dot).collect()
}

/// The radius of a level's ring.
#[must_use]
pub fn ring(niveau: Niveau) -> f64 {
    let from_outside = match niveau {
        Niveau::Praktikere => 0.0,
        Niveau::Mellemledere => 1.0,
        Niveau::Chefer => 2.0,
        Niveau::Faellesmoede => 3.0,
    };
    OUTER - from_outside * STEP
}

/// Where a month's name stands.
#[must_use]
pub fn month_name_at(year: i32, month: u32) -> Option<Point> {
    Day::new(year, month, 15).map(|day| on_circle(turn(year, day), NAMES))
}

/// The line between a month and the one before: from the innermost ring outwards.
#[must_use]
pub fn month_line(year: i32, month: u32) -> Option<(Point, Point)> {
    let turn = turn(year, Day::new(year, month, 1)?);
    Some((on_circle(turn, OUTER - 3.5 * STEP), on_circle(turn, OUTER + STEP / 2.0)))
}

/// The hand that points at today, if today lies in the year.
#[must_use]
pub fn hand(year: i32, today: Day) -> Option<(Point, Point)> {
    let turn = (today.ymd().year == year).then(|| turn(year, today))?;
    Some((on_circle(turn, OUTER - 3.5 * STEP), on_circle(turn, OUTER + STEP / 2.0)))
}

/// How far round the year a day lies: 0 at New Year, 1 at the next.
fn turn(year: i32, day: Day) -> f64 {
    let span = |from: Day, to: Day| f64::from(to.days_since(from));
    match (Day::new(year, 1, 1), Day::new(year + 1, 1, 1)) {
        (Some(first), Some(next)) => span(first, day) / span(first, next),
        _ => 0.0,
    }
}

fn on_circle(turn: f64, radius: f64) -> Point {
    let (sin, cos) = (turn * TAU).sin_cos();
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    Point { x: tenth(CENTER + radius * sin), y: tenth(CENTER - radius * cos) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_goes_clockwise_from_the_top() {
        let at = |month| on_circle(turn(2026, Day::new(2026, month, 1).unwrap()), 100.0);
        assert_eq!(at(1), Point { x: 160.0, y: 60.0 });
        assert!(at(4).x > 250.0 && at(7).y > 250.0 && at(10).x < 70.0);
    }

    #[test]
    fn a_slot_without_a_week_stands_in_the_middle_of_its_month() {
        let (niveau, uge, vaert, stand) = (Niveau::Chefer, None, None, Stand::Kommer);
        let slot = Moede { niveau, aar: 2026, maaned: 2, uge, vaert, stand };
        let [dot] = dots(2026, &[slot]).try_into().unwrap();
        assert_eq!(dot.uge, None);
        assert!(dot.at.x > CENTER && dot.at.y < CENTER);
    }
}
