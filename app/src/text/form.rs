//! Words of every form: what is missing, what is kept, what saving does.

use domain::moment::HOUR;

crate::texts! {
    optional: "(frivilligt)" / "(optional)",
    fault: "Fejl: " / "Error: ",
    not_saved: "Ikke gemt endnu" / "Not stored yet",
    mend_these: "Ret det her, og tryk på knappen igen. Det, du har skrevet, står her endnu." / "Correct these and press the button again. What you have written is still here.",
    resumed: "Fortsat fra din kladde." / "Continued from your draft.",
    begin_anew: "Begynd forfra" / "Start over",
    put_away: "Kladden er lagt væk." / "The draft is put away.",
    take_back: "Hent den tilbage" / "Bring it back",
    sent_elsewhere: "Det, der stod her, er gemt fra et andet vindue. Skriver du videre, bliver det gemt for sig." / "What stood here is stored from another window. If you write on, it is stored as something of its own.",
    unkept: "Det, du skriver nu, bliver ikke gemt undervejs: telefonens lager svarer ikke. Lad siden stå åben; appen prøver igen." / "What you write now is not being kept along the way: the phone’s storage does not answer. Leave this page open; the app tries again.",
    store_silent: "Telefonens lager svarer ikke. Det er ikke gemt, før der står, at det er. Lad siden stå åben; svarer lageret, bliver det gemt." / "The phone’s storage does not answer. This is not stored until it says so. Leave the page open; if the storage answers, it will be.",
    unread: "Noget i formularen kunne ikke læses. Intet er gemt endnu: se felterne igennem, og gem igen." / "Something in the form could not be read. Nothing is stored yet: look through the fields and save again.",
    draft_unread: "Kladden kan ikke hentes lige nu" / "The draft cannot be read just now",
    draft_unread_body: "Telefonens lager svarede ikke. Intet er slettet. Prøv igen, før du skriver." / "The phone’s storage did not answer. Nothing is deleted. Try again before you write.",
    aside: "Fra en kladde, som denne udgave af appen ikke kan læse helt" / "From a draft that this version of the app cannot read in full",
    aside_body: "Resten står i formularen. Det her har ingen plads dér; skriv det ind, hvor det hører til. Det bliver stående, til du fjerner det." / "The rest stands in the form. This has no place there; write it where it belongs. It stays until you remove it.",
    left: "Det, du var ved at skrive, kan ikke sendes herfra" / "What you were writing cannot be sent from here",
    left_body: "Det er ikke sendt, og det ligger her på telefonen. Kopiér det, hvis du skal bruge det et andet sted." / "It was not sent, and it is here on the phone. Copy it if you need it elsewhere.",
    aside_remove: "Fjern" / "Remove",
    aside_ask: "Fjern de her ord? De kan ikke hentes tilbage." / "Remove these words? They cannot be brought back.",
    aside_stay: "Behold" / "Keep",
    saves_here: "Gemmes på telefonen. Sendes, når der er net." / "Stored on the phone. Sent when there is a network.",
    /// Beside whom or what a form is about.
    another: "Skift" / "Change",
    saving: "Gemmer …" / "Storing …",
    saved: "Gemt på telefonen" / "Stored on the phone",
    day: "Dag" / "Day",
    clock: "Klokken" / "Time",
    text_missing: "Skriv noget her" / "Write something here",
    text_too_long(most: usize): "Teksten er for lang. Der er plads til {most} tegn" / "The text is too long. There is room for {most} characters",
    day_missing: "Vælg en dag" / "Choose a day",
    day_wrong: "Skriv dagen som 08-09-2026" / "Write the day as 08/09/2026",
    day_half: "Dagen er ikke hel, eller den findes ikke. Skriv dag, måned og år, eller slet det, du skrev" / "The day is not complete, or there is no such day. Write day, month and year, or delete what you wrote",
    day_past: "Dagen er gået. Vælg i dag eller senere" / "The day has passed. Choose today or later",
    day_future: "Dagen ligger i fremtiden. Vælg i dag eller før" / "The day lies in the future. Choose today or before",
    clock_wrong: "Skriv klokken som 9.05" / "Write the time as 09:05",
    clock_ahead(long: &str): "Telefonens ur går {long} foran" / "The phone’s clock is {long} ahead",
    clock_behind(long: &str): "Telefonens ur går {long} bagud" / "The phone’s clock is {long} behind",
    clock_off_what: "Ret uret i telefonens indstillinger. Indtil da: se efter, at dag og klokkeslæt er rigtige, før du gemmer." / "Set the clock in the phone’s settings. Until then: check that day and time are right before you save.",
    hours_long(count: i64): "{count} timer" / "{count} hours",
    one_day_long: "1 dag" / "1 day",
    days_long(count: i64): "{count} dage" / "{count} days",
    clock_half: "Klokken er ikke hel. Skriv timer og minutter, eller slet det, du skrev" / "The time is not complete. Write hours and minutes, or delete what you wrote",
    clock_skipped: "Den time fandtes ikke: uret blev stillet frem fra 2 til 3. Skriv en anden tid" / "There was no such hour: the clock went from 2 to 3. Write another time",
    clock_without_day: "Vælg også en dag" / "Choose a day too",
    year_unlikely(year: i32, meant: i32): "Året {year:04} kan ikke passe. Mente du {meant}?" / "The year {year:04} cannot be right. Did you mean {meant}?",
    number_wrong(most: u16): "Skriv et helt tal fra 0 til {most}" / "Write a whole number from 0 to {most}",
}

/// Says how far the phone's clock is ahead, or behind if negative; nothing as long as it is less than two hours.
#[must_use]
pub fn clock_off(ahead: i64) -> Option<String> {
    let hours = ahead.saturating_abs() / HOUR;
    let long = match hours {
        ..2 => return None,
        2..24 => hours_long(hours),
        24..48 => one_day_long().to_owned(),
        _ => days_long(hours / 24),
    };
    Some(if ahead > 0 { clock_ahead(&long) } else { clock_behind(&long) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::DAY;

    #[test]
    fn a_clock_that_is_days_off_is_told_and_an_hour_of_travelling_is_not() {
        assert_eq!(clock_off(3 * DAY + HOUR).as_deref(), Some("Telefonens ur går 3 dage foran"));
        assert_eq!(clock_off(-5 * HOUR).as_deref(), Some("Telefonens ur går 5 timer bagud"));
        assert_eq!([0, HOUR, -HOUR].map(clock_off), [const { None }; 3]);
    }
}
