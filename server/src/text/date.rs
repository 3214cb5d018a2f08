//! Days and times in words: "7. september 2026 kl. 9.05", or "7.9.2026 kl. 9.05" in a list. What is printed is
//! read later, so the year is always said.

use domain::day::Ymd;
use domain::moment::WallTime;
use domain::{Day, Moment};

use super::Lang;

const MONTHS: [[&str; 2]; 12] = [
    ["januar", "January"],
    ["februar", "February"],
    ["marts", "March"],
    ["april", "April"],
    ["maj", "May"],
    ["juni", "June"],
    ["juli", "July"],
    ["august", "August"],
    ["september", "September"],
    ["oktober", "October"],
    ["november", "November"],
    ["december", "December"],
];

/// "7. september 2026".
#[must_use]
pub fn day(lang: Lang, day: Day) -> String {
    let Ymd { year, month, day } = day.ymd();
    let place = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    let [danish, english] = place.and_then(|place| MONTHS.get(place)).copied().unwrap_or_default();
    lang.pick(format!("{day}. {danish} {year:04}"), format!("{day} {english} {year:04}"))
}

/// "7. september 2026 kl. 9.05".
#[must_use]
pub fn moment(lang: Lang, moment: Moment) -> String {
    let WallTime { day: of, hour, minute } = moment.wall();
    format!("{} {}", day(lang, of), clock(lang, hour, minute))
}

/// "7.9.2026 kl. 9.05".
#[must_use]
pub fn short(lang: Lang, moment: Moment) -> String {
    let WallTime { day, hour, minute } = moment.wall();
    let Ymd { year, month, day } = day.ymd();
    let clock = lang.pick(format!("kl. {hour}.{minute:02}"), format!("at {hour}:{minute:02}"));
    format!("{day}.{month}.{year:04} {clock}")
}

/// "kl. 9.05", from minutes after midnight.
#[must_use]
pub fn minutes(lang: Lang, minutes: u32) -> String {
    clock(lang, minutes / 60, minutes % 60)
}

fn clock(lang: Lang, hour: u32, minute: u32) -> String {
    lang.pick(format!("kl. {hour}.{minute:02}"), format!("{hour}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_as_the_clock_on_a_danish_wall_shows_it() {
        // 2026-09-07T08:05Z.
        let summer = Moment(1_788_768_300_000);
        assert_eq!(moment(Lang::Da, summer), "7. september 2026 kl. 10.05");
        assert_eq!(moment(Lang::En, summer), "7 September 2026 10:05");
        assert_eq!(minutes(Lang::Da, 545), "kl. 9.05");
        assert_eq!(short(Lang::Da, summer), "7.9.2026 kl. 10.05");
        assert_eq!(short(Lang::En, summer), "7.9.2026 at 10:05");
    }
}
