//! Words of the host's start page.

crate::texts! {
    today: "Kommer i dag" / "Coming today",
    nobody_today: "Ingen kommer i dag." / "Nobody comes today.",
    unanswered: "Mangler dit svar" / "Waits for your answer",
    waiting: "Venteliste" / "Waiting list",
    waits_1: "1 venter på en plads" / "1 waits for a place",
    waits_n(count: usize): "{count} venter på en plads" / "{count} wait for a place",
    day_of(number: usize, of: usize): "dag {number} af {of}" / "day {number} of {of}",
    attendance(navn: &str): "Fremmøde, {navn}" / "Attendance, {navn}",
    told_came: "Mødt. Gemt på telefonen." / "Came. Stored on the phone.",
    told_absent: "Ikke mødt. Gemt på telefonen." / "Did not come. Stored on the phone.",
    call(navn: &str): "Ring til {navn}" / "Call {navn}",
    empty_title: "Ingen kommer lige nu" / "Nobody comes right now",
    empty: "Når en ung får en plads hos jer, står fornavn og dage her." / "When a young person gets a place with you, the first name and the days stand here.",
    empty_act: "Se jeres pladser" / "See your places",
}
