//! Days in short, spans and waits: "15. sep.", "2 dage sen", "om 3 uger".

use domain::Day;
use domain::day::{Weekday, Ymd};

use super::{date, joined, pick};

crate::texts! {
    late_one: "1 dag sen" / "1 day late",
    late_days(count: i32): "{count} dage sen" / "{count} days late",
    late_weeks(count: i32): "{count} uger sen" / "{count} weeks late",
    late_months(count: i32): "{count} måneder sen" / "{count} months late",
    late_years(count: i32): "{count} år sen" / "{count} years late",
    in_days(count: i32): "om {count} dage" / "in {count} days",
    in_weeks(count: i32): "om {count} uger" / "in {count} weeks",
    in_months(count: i32): "om {count} måneder" / "in {count} months",
    span(first: &str, last: &str): "{first} til {last}" / "{first} to {last}",
}

/// "2 dage sen".
#[must_use]
pub fn late(days: i32) -> String {
    match days {
        ..=1 => late_one().to_owned(),
        2..14 => late_days(days),
        14..61 => late_weeks(days / 7),
        61..730 => late_months(days / 30),
        _ => late_years(days / 365),
    }
}

/// "om 3 uger"; near days by name.
#[must_use]
pub fn ahead(day: Day, today: Day) -> String {
    match day.days_since(today) {
        ..2 => date::near(day, today),
        days @ 2..14 => in_days(days),
        days @ 14..61 => in_weeks(days / 7),
        days => in_months(days / 30),
    }
}

/// "tir".
#[must_use]
pub fn weekday(day: Day) -> &'static str {
    match day.weekday() {
        Weekday::Monday => pick("man", "Mon"),
        Weekday::Tuesday => pick("tir", "Tue"),
        Weekday::Wednesday => pick("ons", "Wed"),
        Weekday::Thursday => pick("tor", "Thu"),
        Weekday::Friday => pick("fre", "Fri"),
        Weekday::Saturday => pick("lør", "Sat"),
        Weekday::Sunday => pick("søn", "Sun"),
    }
}

/// "15. sep."
#[must_use]
pub fn short(day: Day) -> String {
    let Ymd { month, day: of_month, .. } = day.ymd();
    let month = month_short(month);
    pick(format!("{of_month}. {month}"), format!("{of_month} {month}"))
}

/// "sep."
#[must_use]
pub fn month_short(month: u32) -> &'static str {
    let danish = [
        "jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.",
        "dec.",
    ];
    let english =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let at = usize::try_from(month).unwrap_or(1).saturating_sub(1);
    pick(danish, english).get(at).copied().unwrap_or_default()
}

/// Days in words: "tirsdag 15. september", "15., 16. og 17. sep.", "21. sep. til 16. okt."
#[must_use]
pub fn days(days: &[Day], today: Day) -> String {
    match days {
        [] => String::new(),
        [day] => date::day(*day, today),
        [first, .., last] if days.len() > 5 => span(&short(*first), &short(*last)),
        _ => joined(&days.iter().map(|day| short(*day)).collect::<Vec<_>>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fixtures::{day, working_weeks};

    #[test]
    fn days_are_told_as_people_say_them() {
        let today = day("2026-09-07");
        assert_eq!(days(&[day("2026-09-15")], today), "tirsdag 15. september");
        assert_eq!(days(&[day("2026-09-15"), day("2026-09-17")], today), "15. sep. og 17. sep.");
        assert_eq!(days(&working_weeks("2026-09-21", 4), today), "21. sep. til 16. okt.");
    }

    #[test]
    fn waits_grow_coarser_with_their_length() {
        let today = day("2026-09-07");
        assert_eq!((late(1).as_str(), late(2).as_str()), ("1 dag sen", "2 dage sen"));
        assert_eq!((late(20).as_str(), late(400).as_str()), ("2 uger sen", "13 måneder sen"));
        assert_eq!(late(4_131), "11 år sen");
        assert_eq!(ahead(day("2026-09-08"), today), "i morgen");
        assert_eq!(ahead(day("2026-09-30"), today), "om 3 uger");
    }
}
