//! Days, weeks, holidays, deadlines and the Danish clock: the vectors of the reference, and an independent
//! library (jiff with the bundled time zone database) as the other witness.

use std::collections::BTreeSet;

use domain::calendar::{Calendar, Helligdag, helligdag, paaskedag};
use domain::day::{Day, Week, Weekday, Ymd};
use domain::fixtures::{at, day, thyland};
use domain::moment::{HOUR, MINUTE, Moment, WallTime};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn closed(days: &[&str]) -> Calendar {
    Calendar { closed: days.iter().map(|date| day(date)).collect() }
}

#[test]
fn five_working_days_as_the_reference_counts_them() {
    let vectors: [(&str, &[&str], &str); 11] = [
        ("2023-05-01", &[], "2023-05-09"),
        ("2024-04-22", &[], "2024-04-29"),
        ("2026-04-01", &[], "2026-04-13"),
        ("2027-03-24", &[], "2027-04-05"),
        ("2026-05-12", &[], "2026-05-20"),
        ("2026-05-12", &["2026-05-15"], "2026-05-21"),
        ("2026-05-21", &[], "2026-05-29"),
        ("2026-12-18", &[], "2026-12-28"),
        ("2026-12-18", &["2026-12-24", "2026-12-31"], "2026-12-29"),
        ("2026-12-30", &[], "2027-01-07"),
        ("2026-08-15", &[], "2026-08-21"),
    ];
    for (trigger, shut, due) in vectors {
        assert_eq!(closed(shut).due(day(trigger), 5), day(due), "{trigger} with {shut:?} closed");
    }
}

#[test]
fn a_municipality_counts_by_its_own_closing_days() {
    let calendar = thyland().calendar();
    assert_eq!(calendar.due(day("2026-12-18"), 5), day("2026-12-29"));
    assert!(!calendar.is_working_day(day("2026-12-24")));
    assert!(Calendar::default().is_working_day(day("2026-12-24")));
}

#[test]
fn the_days_that_are_no_holidays() {
    for date in ["2026-05-01", "2026-06-05", "2025-12-24", "2026-12-31", "2026-05-15", "2024-04-26"]
    {
        assert_eq!(helligdag(day(date)), None, "{date}");
    }
    assert_eq!(helligdag(day("2023-05-05")), Some(Helligdag::StoreBededag));
}

#[test]
fn the_holidays_of_2026() {
    let year = (0..365).map(|n| day("2026-01-01").plus(n));
    let found: Vec<_> = year.filter_map(|d| Some((d.to_string(), helligdag(d)?))).collect();
    let expected = [
        ("2026-01-01", Helligdag::Nytaarsdag),
        ("2026-04-02", Helligdag::Skaertorsdag),
        ("2026-04-03", Helligdag::Langfredag),
        ("2026-04-05", Helligdag::Paaskedag),
        ("2026-04-06", Helligdag::AndenPaaskedag),
        ("2026-05-14", Helligdag::KristiHimmelfart),
        ("2026-05-24", Helligdag::Pinsedag),
        ("2026-05-25", Helligdag::AndenPinsedag),
        ("2026-12-25", Helligdag::Juledag),
        ("2026-12-26", Helligdag::AndenJuledag),
    ];
    assert_eq!(found, expected.map(|(date, which)| (date.to_owned(), which)));
}

#[test]
fn a_calendar_closed_all_year_gives_up() {
    let all: BTreeSet<_> = (0..800).map(|n| day("2026-01-01").plus(n)).collect();
    assert_eq!(Calendar { closed: all }.due(day("2026-01-01"), 1), day("2027-01-02"));
}

#[test]
fn the_mondays_of_the_wheel() {
    let mondays = [
        (2026, [(5, "01-26"), (12, "03-16"), (17, "04-20"), (25, "06-15")]),
        (2026, [(37, "09-07"), (39, "09-21"), (43, "10-19"), (47, "11-16")]),
        (2027, [(5, "02-01"), (12, "03-22"), (17, "04-26"), (25, "06-21")]),
        (2027, [(37, "09-13"), (39, "09-27"), (43, "10-25"), (47, "11-22")]),
    ];
    for (year, weeks) in mondays {
        for (week, date) in weeks {
            let monday = day(&format!("{year}-{date}"));
            assert_eq!(Week { year, week }.monday(), Some(monday));
            assert_eq!(monday.week(), Week { year, week });
        }
    }
}

#[test]
fn a_wheel_week_may_hold_holidays() {
    let holds = |year, week| {
        let monday = Week { year, week }.monday().unwrap();
        (0..5).filter_map(|n| helligdag(monday.plus(n))).collect::<Vec<_>>()
    };
    assert_eq!(holds(2027, 12), [Helligdag::Skaertorsdag, Helligdag::Langfredag]);
    assert_eq!(holds(2030, 17), [Helligdag::AndenPaaskedag]);
    assert_eq!(Week { year: 2030, week: 17 }.monday(), Some(day("2030-04-22")));
}

#[test]
fn long_years_and_only_they_have_a_week_53() {
    let long: Vec<_> =
        (2020..=2037).filter(|year| Week { year: *year, week: 53 }.monday().is_some()).collect();
    assert_eq!(long, [2020, 2026, 2032, 2037]);
    assert_eq!(day("2027-01-03").week(), Week { year: 2026, week: 53 });
    for week in [0, 54, 613_566_757, u32::MAX] {
        assert_eq!(Week { year: 2026, week }.monday(), None);
    }
}

#[test]
fn thirty_days_and_eight_weeks() {
    assert_eq!(day("2026-06-15").plus(30), day("2026-07-15"));
    let eight_weeks = day("2027-01-29").plus(8 * 7);
    assert_eq!(eight_weeks, day("2027-03-26"));
    assert_eq!(helligdag(eight_weeks), Some(Helligdag::Langfredag));
}

#[test]
fn easter_as_published() {
    for date in ["2023-04-09", "2024-03-31", "2026-04-05", "2027-03-28", "2030-04-21", "2038-04-25"]
    {
        assert_eq!(paaskedag(day(date).ymd().year), Some(day(date)));
    }
}

/// Easter by the other road: the first Sunday after the church's full moon, from the table of epacts.
fn easter_by_the_moon(year: i32) -> Day {
    let golden = year % 19 + 1;
    let century = year / 100 + 1;
    let (skipped, synced) = (3 * century / 4 - 12, (8 * century + 5) / 25 - 5);
    let mut epact = (11 * golden + 20 + synced - skipped).rem_euclid(30);
    if (epact == 25 && golden > 11) || epact == 24 {
        epact += 1;
    }
    let of_march = if epact > 23 { 74 - epact } else { 44 - epact };
    let full_moon = Day::new(year, 3, 1).unwrap().plus(of_march - 1);
    full_moon.monday().plus(6 + if full_moon.weekday() == Weekday::Sunday { 7 } else { 0 })
}

#[test]
fn easter_of_two_centuries() {
    for year in 1900..=2100 {
        let easter = paaskedag(year).unwrap();
        assert_eq!(easter, easter_by_the_moon(year), "{year}");
        let Ymd { month, day, .. } = easter.ymd();
        assert!((month == 3 && day >= 22) || (month == 4 && day <= 25), "{easter}");
    }
}

/// Both libraries' pictures of one date.
fn both(day: Day) -> (Ymd, Date) {
    let Ymd { year, month, day: of_month } = day.ymd();
    let (y, m, d) = (year.try_into(), month.try_into(), of_month.try_into());
    (day.ymd(), Date::new(y.unwrap(), m.unwrap(), d.unwrap()).expect("a date to jiff as well"))
}

#[test]
fn every_day_of_two_centuries_agrees_with_jiff() {
    let (first, last) = (day("1900-01-01"), day("2100-12-31"));
    let mut other = Date::constant(1900, 1, 1);
    for n in 0..=last.days_since(first) {
        let day = first.plus(n);
        assert_eq!(both(day).1, other);
        assert_eq!(day.to_string(), other.to_string());
        assert_eq!(day.to_string().parse(), Ok(day));
        let since_monday = day.days_since(day.monday());
        assert_eq!(since_monday, i32::from(other.weekday().to_monday_zero_offset()));
        assert_eq!(day.weekday() as i32, since_monday);
        let (week, iso) = (day.week(), other.iso_week_date());
        assert_eq!((week.year, week.week), (iso.year().into(), iso.week().cast_unsigned().into()));
        assert_eq!(week.monday(), Some(day.monday()));
        other = other.tomorrow().unwrap();
    }
}

#[test]
fn days_end_where_their_written_form_ends() {
    assert_eq!(
        (Day::FIRST.to_string(), Day::LAST.to_string()),
        ("0001-01-01".into(), "9999-12-31".into())
    );
    for wild in [i32::MIN, -719_163, 2_932_897, i32::MAX] {
        let day = Day::from_epoch(wild);
        assert_eq!(day.to_string().parse(), Ok(day));
        assert_eq!(day.plus(wild).to_string().parse(), Ok(day.plus(wild)));
        let _ = (day.week(), day.monday(), day.plus_year(), day.days_since(Day::FIRST));
    }
}

proptest! {
    #[test]
    fn a_date_exists_here_exactly_if_it_does_in_jiff(
        year in prop_oneof![1900..=2100, any::<i32>()],
        month in prop_oneof![0_u32..=13, any::<u32>()],
        of_month in prop_oneof![0_u32..=32, any::<u32>()],
    ) {
        let ours = Day::new(year, month, of_month);
        let theirs = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))
            .zip(i8::try_from(month).ok()).zip(i8::try_from(of_month).ok())
            .and_then(|((y, m), d)| Date::new(y, m, d).ok());
        prop_assert_eq!(ours.map(|day| day.to_string()), theirs.map(|date| date.to_string()));
    }

    #[test]
    fn moving_by_days_and_years_agrees_with_jiff(start in -25_567..=47_846_i32, days in -4_000..=4_000_i32) {
        let day = Day::from_epoch(start);
        let date = both(day).1;
        prop_assert_eq!(both(day.plus(days)).1, date.checked_add(days.days()).unwrap());
        prop_assert_eq!(day.plus(days).days_since(day), days);
        let leap = date.month() == 2 && date.day() == 29;
        let year_on = if leap { Date::new(date.year() + 1, 3, 1) } else { date.checked_add(1.year()) };
        prop_assert_eq!(both(day.plus_year()).1, year_on.unwrap());
    }

    #[test]
    fn no_text_is_read_as_a_day_unless_it_is_written_as_one(text in "[-+0-9 ]{0,11}|[0-9]{4}-[0-9]{2}-[0-9]{2}") {
        if let Ok(day) = text.parse::<Day>() {
            prop_assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn a_deadline_is_that_many_working_days_on(start in -25_567..=47_846_i32, count in 0_u32..30) {
        let (calendar, trigger) = (Calendar::default(), Day::from_epoch(start));
        let due = calendar.due(trigger, count);
        let counted = (1..=due.days_since(trigger)).filter(|n| calendar.is_working_day(trigger.plus(*n)));
        prop_assert_eq!(u32::try_from(counted.count()).unwrap(), count);
        prop_assert!(count == 0 || calendar.is_working_day(due));
    }
}

fn copenhagen() -> TimeZone {
    TimeZone::get("Europe/Copenhagen").expect("the zone is bundled")
}

/// What jiff's clock shows in Copenhagen.
fn shown(zone: &TimeZone, moment: Moment) -> WallTime {
    let shown = jiff::Timestamp::from_millisecond(moment.0).unwrap().to_zoned(zone.clone());
    let (month, of_month) = (shown.month().cast_unsigned(), shown.day().cast_unsigned());
    let day = Day::new(shown.year().into(), month.into(), of_month.into()).unwrap();
    let (hour, minute) = (shown.hour().cast_unsigned(), shown.minute().cast_unsigned());
    WallTime { day, hour: hour.into(), minute: minute.into() }
}

/// When jiff's clock in Copenhagen shows this; first of two times, or the hour after a skipped one.
fn comes(zone: &TimeZone, wall: WallTime) -> Moment {
    let (hour, minute) = (wall.hour.try_into().unwrap(), wall.minute.try_into().unwrap());
    let shown = both(wall.day).1.at(hour, minute, 0, 0).to_zoned(zone.clone()).unwrap();
    Moment(shown.timestamp().as_millisecond())
}

/// From 1996, when Denmark's summer time took its present rule, to the last day of 2100.
fn since_1996() -> impl Strategy<Value = i64> {
    at("1996-01-01", 12, 0).0..at("2100-12-31", 12, 0).0
}

proptest! {
    #[test]
    fn the_clock_agrees_with_copenhagen(milliseconds in since_1996()) {
        let (zone, moment) = (copenhagen(), Moment(milliseconds));
        prop_assert_eq!(moment.wall(), shown(&zone, moment));
        prop_assert_eq!(moment.day(), moment.wall().day);
    }

    #[test]
    fn a_time_on_the_wall_agrees_with_copenhagen(milliseconds in since_1996(), hour in 0_u32..24, minute in 0_u32..60) {
        let wall = WallTime { day: Moment(milliseconds).day(), hour, minute };
        prop_assert_eq!(wall.moment(), comes(&copenhagen(), wall));
    }

    #[test]
    fn no_moment_is_too_wild_to_show(milliseconds in any::<i64>(), hour in any::<u32>(), minute in any::<u32>()) {
        let day = Moment(milliseconds).day();
        prop_assert!((Day::FIRST..=Day::LAST).contains(&day));
        let _ = WallTime { day, hour, minute }.moment();
    }
}

#[test]
fn every_night_the_clock_changes_agrees_with_copenhagen_minute_by_minute() {
    let zone = copenhagen();
    for year in 1996..=2100 {
        for month in [3, 10] {
            let last = Day::new(year, month, 31).unwrap();
            let sunday = last.plus(1).monday().plus(-1);
            let midnight = WallTime { day: sunday, hour: 0, minute: 0 };
            for n in 0..5 * 60 {
                let moment = midnight.moment().plus(n * MINUTE);
                assert_eq!(moment.wall(), shown(&zone, moment), "{sunday} {n}");
                let (hour, minute) =
                    (u32::try_from(n / 60).unwrap(), u32::try_from(n % 60).unwrap());
                let wall = WallTime { day: sunday, hour, minute };
                assert_eq!(wall.moment(), comes(&zone, wall), "{wall:?}");
            }
        }
    }
}

#[test]
fn the_hour_spring_skips_and_the_hour_autumn_repeats() {
    // 29 March 2026: from 02:00 to 03:00. A time in between is the hour after.
    assert_eq!(at("2026-03-29", 2, 30), at("2026-03-29", 3, 30));
    assert_eq!(at("2026-03-29", 3, 0).0 - at("2026-03-29", 1, 59).0, MINUTE);
    // 25 October 2026: 02:30 comes twice. The first is meant; the second is told apart on no wall.
    let first = at("2026-10-25", 2, 30);
    assert_eq!(first.plus(HOUR).wall(), first.wall());
    assert_eq!(at("2026-10-25", 3, 0).0 - first.0, HOUR + 30 * MINUTE);
}

#[test]
fn one_minute_to_midnight_is_still_today() {
    assert_eq!(at("2026-09-07", 23, 59).day(), day("2026-09-07"));
    assert_eq!(at("2026-09-07", 23, 59).plus(MINUTE).day(), day("2026-09-08"));
}
