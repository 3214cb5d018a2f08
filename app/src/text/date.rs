//! Days and times in words: "tirsdag 8. september", "uge 37", "kl. 9.05".

use domain::day::{Weekday, Ymd};
use domain::moment::WallTime;
use domain::{Day, Moment};

use super::pick;

/// "tirsdag 8. september"; with the year where it is not this one.
#[must_use]
pub fn day(day: Day, today: Day) -> String {
    let Ymd { year, day: of_month, .. } = day.ymd();
    let (weekday, month) = (weekday(day.weekday()), month(day));
    let date =
        pick(format!("{weekday} {of_month}. {month}"), format!("{weekday} {of_month} {month}"));
    if year == today.ymd().year { date } else { format!("{date} {year:04}") }
}

/// "I dag", "I morgen", "I går", or the date, as a heading begins.
#[must_use]
pub fn near_heading(day_: Day, today: Day) -> String {
    let text = near(day_, today);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "i dag", "i morgen", "i går", or the date.
#[must_use]
pub fn near(day_: Day, today: Day) -> String {
    match day_.days_since(today) {
        -1 => pick("i går", "yesterday").to_owned(),
        0 => pick("i dag", "today").to_owned(),
        1 => pick("i morgen", "tomorrow").to_owned(),
        _ => day(day_, today),
    }
}

/// "kl. 9.05".
#[must_use]
pub fn clock(moment: Moment) -> String {
    let WallTime { hour, minute, .. } = moment.wall();
    pick(format!("kl. {hour}.{minute:02}"), format!("{hour}:{minute:02}"))
}

/// "tirsdag 8. september kl. 9.05".
#[must_use]
pub fn moment(moment: Moment, today: Day) -> String {
    format!("{} {}", near(moment.day(), today), clock(moment))
}

/// "kl. 9.05", from minutes after midnight.
#[must_use]
pub fn minutes(minutes: u16) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60);
    pick(format!("kl. {hour}.{minute:02}"), format!("{hour}:{minute:02}"))
}

/// "8. september"; with the year where it is not this one.
#[must_use]
pub fn date(day: Day, today: Day) -> String {
    let Ymd { year, day: of_month, .. } = day.ymd();
    let date = pick(format!("{of_month}. {}", month(day)), format!("{of_month} {}", month(day)));
    if year == today.ymd().year { date } else { format!("{date} {year:04}") }
}

/// "uge 37".
#[must_use]
pub fn week(day: Day) -> String {
    let week = day.week().week;
    pick(format!("uge {week}"), format!("week {week}"))
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => pick("mandag", "Monday"),
        Weekday::Tuesday => pick("tirsdag", "Tuesday"),
        Weekday::Wednesday => pick("onsdag", "Wednesday"),
        Weekday::Thursday => pick("torsdag", "Thursday"),
        Weekday::Friday => pick("fredag", "Friday"),
        Weekday::Saturday => pick("lørdag", "Saturday"),
        Weekday::Sunday => pick("søndag", "Sunday"),
    }
}

fn month(day: Day) -> &'static str {
    month_name(day.ymd().month)
}

/// "september".
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    match month {
        1 => pick("januar", "January"),
        2 => pick("februar", "February"),
        3 => pick("marts", "March"),
        4 => pick("april", "April"),
        5 => pick("maj", "May"),
        6 => pick("juni", "June"),
        7 => pick("juli", "July"),
        8 => pick("august", "August"),
        9 => pick("september", "September"),
        10 => pick("oktober", "October"),
        11 => pick("november", "November"),
        _ => pick("december", "December"),
    }
}
