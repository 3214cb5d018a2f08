//! What is cleaned out of a text as it is read, on the phone and on the server alike: marks that nobody sees and
//! nobody typed, which come along with what is pasted. Nobody is ever asked to type a text again for them.

/// The text without what cannot be seen: every line break is `\n`, marks that turn the reading direction are gone
/// but for isolates that are closed in their own line (Arabic and Hebrew names come with them), and so are controls,
/// spaces of no width and other marks that show nothing. Cleaning twice changes nothing more.
#[must_use]
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut cleaned = String::with_capacity(text.len());
    for (number, line) in text.split(is_line_break).enumerate() {
        if number > 0 {
            cleaned.push('\n');
        }
        put_line(&mut cleaned, line);
    }
    cleaned
}

/// Whether anything of it can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(shows_nothing)
}

/// Whether every text that is written in some JSON shows something. An empty one is for its type to judge.
#[must_use]
pub(crate) fn all_show(json: &str) -> bool {
    let mut letters = json.chars();
    while letters.any(|letter| letter == '"') {
        let (mut count, mut seen) = (0_u32, false);
        while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
            let letter = if letter == '\\' { escaped(&mut letters) } else { Some(letter) };
            count += 1;
            seen |= letter.is_none_or(|letter| !shows_nothing(letter));
        }
        if count > 0 && !seen {
            return false;
        }
    }
    true
}

/// What an escape of JSON stands for; none for half of a letter of two halves, which is never one of ours.
fn escaped(letters: &mut std::str::Chars<'_>) -> Option<char> {
    match letters.next()? {
        'u' => {
            let digits = letters.as_str().get(..4)?;
            *letters = letters.as_str().get(4..)?.chars();
            char::from_u32(u32::from_str_radix(digits, 16).ok()?)
        }
        'n' | 'r' | 't' | 'b' | 'f' => Some(' '),
        itself => Some(itself),
    }
}

/// A line without what cannot be seen. An isolate stays if its end stands in the same line.
fn put_line(cleaned: &mut String, line: &str) {
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for (at, letter) in line.char_indices() {
        match letter {
            '\u{2066}'..='\u{2068}' => open.push(at),
            '\u{2069}' => closed.extend(open.pop().into_iter().flat_map(|begun| [begun, at])),
            _ => {}
        }
    }
    closed.sort_unstable();
    for (at, letter) in line.char_indices() {
        let stays = match letter {
            '\u{2066}'..='\u{2069}' => closed.binary_search(&at).is_ok(),
            letter => !is_dropped(letter),
        };
        if stays {
            cleaned.push(letter);
        }
    }
}

const fn is_line_break(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Marks that show nothing wherever they stand: all that Unicode calls ignorable by default, and controls of other
/// scripts. Joiners and what chooses a letter's form stay, as Persian words and many pictures are made with them.
fn is_dropped(letter: char) -> bool {
    (letter.is_control() && letter != '\t')
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2065}'
                | '\u{206a}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{13430}'..='\u{1343f}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e00ff}'
                | '\u{e01f0}'..='\u{e0fff}'
        )
}

/// What is no text by itself: white space, what is dropped, and what only joins or fills.
fn shows_nothing(letter: char) -> bool {
    letter.is_whitespace()
        || is_dropped(letter)
        || matches!(
            letter,
            '\u{34f}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{200c}'
                | '\u{200d}'
                | '\u{2066}'..='\u{2069}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}'
                | '\u{e0100}'..='\u{e01ef}'
        )
}
