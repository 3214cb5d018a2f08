//! Letters: what each letter of the Latin script is another one with a mark on, and how a Danish list sorts. One order
//! for every list, on the phone and at the server, as `Intl.Collator('da')` has it: å, aa among them, comes last, ä
//! stands by æ, ö by ø and ü by y, and other marks count only between names that are alike without them.

/// The base letters of U+00C0 to U+024F; a dot where there is none, or where it is told apart below.
const LATIN: &str = "\
    aaaa...ceeeeiiiidnoooo...uuuuy..aaaa...ceeeeiiiidnoooo...uuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooo....rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    b.bb...cc..dd.e..ff.....kkl...n.oo..pp.....ttt.uu..yyzz......................aaiioouuuuuuuuuueaa\
    aa..ggggkkoooo..j...gg..nn......aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylntj...ccl.s\
    z..b..eejjqqrryy";
/// The base letters of U+1E00 to U+1EFF.
const ADDITIONAL: &str = "\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
    ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy..ss..aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy..vvyy";

/// The key that sorts a name as a Danish list does. Compare keys, and nothing else: they are not for reading.
#[must_use]
pub fn sorted(navn: &str) -> String {
    let mut key = Key::default();
    navn.chars().for_each(|letter| key.put(letter));
    let Key { mut first, marks, cases } = key;
    for part in [marks, cases] {
        first.push('\0');
        first.push_str(&part);
    }
    first
}

/// What is compared first, what only between those that are alike in that, and what last.
#[derive(Default)]
struct Key {
    first: String,
    marks: String,
    cases: String,
}

/// Stands in the marks for each letter, before the marks on it.
const LETTER: char = '\u{1}';
/// Where æ, ø and å stand: after z.
const AE: char = '{';
const OE: char = '|';
const AA: char = '}';

impl Key {
    fn put(&mut self, letter: char) {
        let upper = letter.is_uppercase();
        for small in letter.to_lowercase() {
            match small {
                'a' if self.first.ends_with('a') && self.marks.ends_with(LETTER) => {
                    self.double_a(upper);
                }
                '\u{300}'..='\u{36f}' => self.mark(small),
                'æ' | 'ä' | 'ǽ' | 'ǣ' => self.letter(AE, small, small != 'æ', upper),
                'ø' | 'ö' | 'ő' | 'ǿ' => self.letter(OE, small, small != 'ø', upper),
                'å' | 'ǻ' => self.letter(AA, small, small != 'å', upper),
                'ü' | 'ű' => self.letter('y', small, true, upper),
                'ı' => self.letter('i', small, true, upper),
                small => match base(small) {
                    Some(letters) => {
                        letters.chars().for_each(|one| self.letter(one, small, true, upper));
                    }
                    None => self.letter(place(small), small, false, upper),
                },
            }
        }
    }

    fn letter(&mut self, first: char, letter: char, marked: bool, upper: bool) {
        self.first.push(first);
        self.marks.push(LETTER);
        if marked {
            self.marks.push(letter);
        }
        self.cases.push(if upper { '0' } else { '4' });
    }

    /// The second of two: together they are å, and stand after it where nothing else tells them apart.
    fn double_a(&mut self, upper: bool) {
        self.first.pop();
        self.first.push(AA);
        let both = match (self.cases.pop(), upper) {
            (Some('0'), true) => '1',
            (Some('0'), false) => '2',
            (_, true) => '3',
            (_, false) => '5',
        };
        self.cases.push(both);
    }

    /// A mark that came after its letter: with some it makes another letter.
    fn mark(&mut self, mark: char) {
        let before = self.first.pop();
        let (after, is_letter) = match (before, mark) {
            (Some('a'), '\u{30a}') => (AA, true),
            (Some('a'), '\u{308}') => (AE, false),
            (Some('o'), '\u{308}' | '\u{30b}') => (OE, false),
            (Some('u'), '\u{308}' | '\u{30b}') => ('y', false),
            (Some(other), _) => (other, false),
            (None, _) => return,
        };
        self.first.push(after);
        if !is_letter {
            self.marks.push(mark);
        }
    }
}

/// Where what is no letter stands: spaces, then what joins words, as they come in names.
const fn place(letter: char) -> char {
    match letter {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => ' ',
        '_' => '!',
        '-' | '\u{2010}'..='\u{2015}' => '"',
        '.' => '$',
        '\'' | '\u{2019}' => '%',
        letter => letter,
    }
}

/// The letters that a small letter of the Latin script is, without the marks on it; none for a to z themselves, and
/// for what is no letter of it.
#[must_use]
pub fn base(letter: char) -> Option<&'static str> {
    let found = match letter {
        'å' | 'ǻ' => "aa",
        'æ' | 'ä' | 'ǽ' | 'ǣ' => "ae",
        'ø' | 'ö' | 'ő' | 'ǿ' | 'œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'þ' => "th",
        'ĳ' => "ij",
        'ə' => "e",
        '\u{c0}'..='\u{24f}' => one_of(LATIN, u32::from(letter) - 0xc0)?,
        '\u{1e00}'..='\u{1eff}' => one_of(ADDITIONAL, u32::from(letter) - 0x1e00)?,
        _ => return None,
    };
    Some(found)
}

fn one_of(letters: &'static str, at: u32) -> Option<&'static str> {
    let at = usize::try_from(at).ok()?;
    letters.get(at..=at).filter(|found| *found != ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with `Intl.Collator('da')` of ICU 78: every name stands after the one before it.
    const DANISH: &[&str] = &[
        "1. klasse",
        "2. klasse",
        "Andersen",
        "ANNA",
        "Anna",
        "anna",
        "Anne",
        "Anne Marie",
        "Anne-Marie",
        "Annemarie",
        "Cagla",
        "Çağla",
        "Čapek",
        "Carl",
        "Ðóra",
        "Dorde",
        "Đorđe",
        "Dorthe",
        "Emil",
        "Émile",
        "Emilie",
        "Eva",
        "Éva",
        "Isabel",
        "Isak",
        "Isaac",
        "Izabel",
        "Lukas",
        "Łukasz",
        "Luna",
        "Ly",
        "Lý",
        "Muller",
        "Mylius",
        "Myller",
        "Müller",
        "Mzia",
        "Ngo",
        "Nguyen",
        "Nguyễn",
        "O'Neil",
        "Oda",
        "Oeuvre",
        "Œuvre",
        "Ofelia",
        "Ole",
        "Ole B",
        "Ole Å",
        "Ole Aa",
        "Oneil",
        "Oskar",
        "Saban",
        "Šaban",
        "Soerensen",
        "Sorensen",
        "Strasse",
        "Straße",
        "Strata",
        "Søren",
        "Sørensen",
        "Thor",
        "Þór",
        "Thora",
        "Tina",
        "Ula",
        "Ūla",
        "Vi",
        "Ví",
        "Vaabe",
        "Våge",
        "Vaage",
        "Wu",
        "Übel",
        "Ylva",
        "Ynal",
        "Ünal",
        "Yusuf",
        "Zara",
        "Zoe",
        "Zoë",
        "Ægir",
        "Ägir",
        "Ærø",
        "Øjvind",
        "Öjvind",
        "Ømand",
        "Østergaard",
        "Ősz",
        "Özil",
        "Å",
        "Aa",
        "å",
        "aa",
        "Åge Bo",
        "Aage Bo",
        "Ågård",
        "Aagaard",
        "Ålborg",
        "AALBORG",
        "Aalborg",
        "Åse",
        "Aase",
        "Абдул",
        "محمد",
        "李",
    ];

    #[test]
    fn names_sort_as_a_danish_list_does() {
        for pair in DANISH.windows(2) {
            assert!(sorted(pair[0]) < sorted(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn a_letter_is_the_same_however_its_mark_was_sent() {
        assert_eq!(sorted("A\u{30a}se"), sorted("Åse"));
        assert!(sorted("Andersen") < sorted("A\u{30a}ga\u{30a}rd"));
        assert!(sorted("Mu\u{308}ller") < sorted("Mz"));
    }

    #[test]
    fn every_letter_of_the_latin_script_has_its_base_letter() {
        for (letters, plain) in
            [("ễịǧșțćđłħŋḍ", "eigstcdlhnd"), ("ăąảấậ", "aaaaa"), ("ưữřšžźż", "uurszzz")]
        {
            let found: String = letters.chars().filter_map(base).collect();
            assert_eq!(found, plain);
        }
        assert_eq!(
            ['å', 'ø', 'æ', 'ß', 'þ'].map(base),
            [Some("aa"), Some("oe"), Some("ae"), Some("ss"), Some("th")]
        );
        assert_eq!(['a', '÷', '×', 'м', ' '].map(base), [None; 5]);
    }
}
