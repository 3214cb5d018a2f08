//! Under which name a tab keeps a form. Each tab has a row of its own, so that no tab writes over another's words or
//! removes them; a form that is opened takes up what a tab that is gone has left. What is in a row is `draft`'s.

/// Stands between a form's name and a tab's.
const OF: char = '~';

/// What a row says whose words were put away in its tab.
pub const PUT_AWAY: &str = "null";

/// The rows of all forms, by name.
pub type Rows = [(String, String)];

/// The row of a form in one tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    form: String,
    own: String,
    taken_up: Option<Left>,
    is_written: bool,
    is_kept: bool,
    is_typed: bool,
}

/// What has become of a tab's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is there, or there never was one.
    Stands,
    /// It is gone, and other tabs have words in the same form.
    Elsewhere,
    /// It is gone, and nobody has words in this form.
    Gone,
}

/// What another tab, or an earlier edition, has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The row's name.
    pub name: String,
    /// What it said when it was taken up.
    pub text: String,
    /// The other tab is still there: its words are its own until they are sent here.
    is_open: bool,
}

impl DraftRow {
    /// Finds the row that a form begins with: the tab's own, else the newest that was left. Tabs are named in the order
    /// in which they were opened; `open` are those that are there now.
    #[must_use]
    pub fn find(form: &str, tab: &str, open: &[String], rows: &Rows) -> (Self, Option<Left>) {
        let own = name(form, tab);
        let is_open = |name: &str| open.iter().any(|tab| name.ends_with(tab.as_str()));
        let of_form = || rows.iter().filter(|(name, text)| is_of(form, name) && text != PUT_AWAY);
        let mine = of_form().find(|(name, _)| *name == own);
        let found = mine.or_else(|| of_form().max_by_key(|(name, _)| name));
        let left = found.map(|(name, text)| Left {
            name: name.clone(),
            text: text.clone(),
            is_open: is_open(name),
        });
        let row = Self {
            form: form.to_owned(),
            taken_up: left.clone().filter(|left| left.name != own),
            is_written: mine.is_some(),
            is_kept: left.is_some(),
            is_typed: false,
            own,
        };
        (row, left)
    }

    /// The tab's own row. It goes when the form is sent.
    #[must_use]
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Somebody has typed in this tab.
    pub fn type_in(&mut self) {
        self.is_typed = true;
    }

    /// Whether this tab has words that no other has.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.is_typed
    }

    /// From now on the words lie in the tab's own row. Answers which other row goes with that: one whose tab is gone.
    pub fn write(&mut self) -> Option<Left> {
        self.is_written = true;
        self.taken_up.take_if(|left| !left.is_open)
    }

    /// What came of writing, and which row was to go. If nothing was written, that row stands.
    pub fn hear(&mut self, is_kept: bool, left: Option<Left>) {
        self.is_kept = is_kept;
        if !is_kept && self.taken_up.is_none() {
            self.taken_up = left;
        }
    }

    /// The form was sent: there are no words here. Answers which other row goes with that.
    pub fn sent(&mut self) -> Option<Left> {
        (self.is_written, self.is_kept, self.is_typed) = (true, false, false);
        self.taken_up.take()
    }

    /// The form was begun anew: there are no words here. Answers which other row goes with that: one whose tab is gone.
    /// Words that stand in a tab that is open are that one's to put away.
    pub fn put_away(&mut self) -> Option<Left> {
        self.sent().filter(|left| !left.is_open)
    }

    /// Looks whether the row is still there.
    pub fn look(&mut self, rows: &Rows) -> Found {
        let taken_up = self.taken_up.as_ref().filter(|_| !self.is_written);
        let name = taken_up.map_or(self.own.as_str(), |left| &left.name);
        let says = rows.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        match says {
            _ if !self.is_kept => return Found::Stands,
            Some(PUT_AWAY) => {
                // What others put away stands here all the same, and is this tab's from now on.
                (self.is_kept, self.is_typed, self.taken_up) = (false, true, None);
                return Found::Elsewhere;
            }
            Some(_) => return Found::Stands,
            None => self.is_kept = false,
        }
        let elsewhere = rows.iter().any(|(name, _)| is_of(&self.form, name));
        if elsewhere { Found::Elsewhere } else { Found::Gone }
    }

    /// What was typed here was sent from another tab, to the last letter.
    pub fn was_sent(&mut self) {
        self.is_typed = false;
    }
}

/// The name of a form's row in a tab.
#[must_use]
pub fn name(form: &str, tab: &str) -> String {
    format!("{form}{OF}{tab}")
}

/// The rows of a form, in whichever tab it was kept: also what was being put right to be sent again, and words that were
/// put aside.
#[must_use]
pub fn of_form(form: &str, rows: Vec<(String, String)>) -> Vec<(String, String)> {
    let is_its = |name: &str| {
        let name = name.strip_prefix(ASIDE).unwrap_or(name);
        name.strip_prefix(form).is_some_and(|rest| rest.is_empty() || rest.starts_with([OF, PART]))
    };
    rows.into_iter().filter(|(name, _)| is_its(name)).collect()
}

/// Before the name of a form: what it has no place for.
pub const ASIDE: &str = "aside:";
/// Stands between a form's name and what it is about.
const PART: char = ':';

fn is_of(form: &str, name: &str) -> bool {
    name.strip_prefix(form).is_some_and(|rest| rest.is_empty() || rest.starts_with(OF))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(names: &[&str]) -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), format!("in {name}"))).collect()
    }

    fn found(tab: &str, open: &[&str], names: &[&str]) -> (DraftRow, Option<String>) {
        let open: Vec<_> = open.iter().map(|tab| (*tab).to_owned()).collect();
        let (row, left) = DraftRow::find("notat:1", tab, &open, &rows(names));
        (row, left.map(|left| left.name))
    }

    fn name(left: Option<Left>) -> Option<String> {
        left.map(|left| left.name)
    }

    const STAND: [&str; 5] =
        ["notat:1", "notat:1~a", "notat:1~c", "notat:12~z", "notat:1:igen:5~z"];

    #[test]
    fn a_tab_begins_with_its_own_words_else_with_the_newest_that_were_left() {
        assert_eq!(found("a", &[], &STAND).1.as_deref(), Some("notat:1~a"));
        assert_eq!(found("b", &[], &STAND).1.as_deref(), Some("notat:1~c"));
        assert_eq!(
            found("b", &[], &["notat:1"]).1.as_deref(),
            Some("notat:1"),
            "an earlier edition's"
        );
        assert_eq!(found("b", &[], &["notat:12", "notat:1:igen:5~a"]).1, None);
    }

    #[test]
    fn the_row_of_a_tab_that_is_gone_goes_once_its_words_lie_here() {
        let (mut row, _) = found("b", &[], &STAND);
        let left = row.write();
        assert_eq!(name(left.clone()).as_deref(), Some("notat:1~c"));
        row.hear(false, left);
        assert_eq!(name(row.write()).as_deref(), Some("notat:1~c"), "it was not written before");
        assert_eq!(row.sent(), None);
    }

    #[test]
    fn the_row_of_a_tab_that_is_open_stays_until_its_words_were_sent_here() {
        let (mut row, _) = found("b", &["c"], &STAND);
        assert_eq!(row.write(), None);
        assert_eq!(name(row.clone().sent()).as_deref(), Some("notat:1~c"));
        assert_eq!(row.put_away(), None, "only here are they put away");
        let (mut row, _) = found("b", &[], &STAND);
        assert_eq!(name(row.put_away()).as_deref(), Some("notat:1~c"), "nobody has them open");
    }

    #[test]
    fn a_row_that_is_gone_is_told_once_and_what_was_typed_is_still_known_to_be() {
        let (mut row, _) = found("a", &[], &["notat:1~a"]);
        row.type_in();
        assert_eq!(row.look(&rows(&["notat:1~a"])), Found::Stands);
        assert_eq!(row.look(&rows(&["notat:1~b"])), Found::Elsewhere);
        assert!(row.is_typed());

        let (mut row, _) = found("b", &["a"], &["notat:1~a"]);
        assert_eq!(row.look(&rows(&["notat:2~a"])), Found::Gone);
        assert_eq!(row.look(&[]), Found::Stands, "that is told once");
        let (mut untouched, _) = found("a", &[], &[]);
        assert_eq!(untouched.look(&[]), Found::Stands, "nothing ever lay there");
    }

    #[test]
    fn words_that_were_put_away_in_their_tab_are_this_ones_where_they_stand_here_too() {
        let away = vec![("notat:1~a".to_owned(), PUT_AWAY.to_owned())];
        let (mut row, _) = found("b", &["a"], &["notat:1~a"]);
        assert_eq!((row.look(&away), row.is_typed()), (Found::Elsewhere, true));
        assert_eq!(row.sent(), None, "nothing of the other tab's goes with them");
        assert_eq!(DraftRow::find("notat:1", "c", &[], &away).1, None, "nobody takes it up");
    }

    #[test]
    fn what_is_left_of_a_form_is_found_under_all_its_names() {
        let all = ["notat:1~a", "notat:1:igen:5~z", "aside:notat:1", "notat:12~z", "besoeg:1~a"];
        let found = of_form("notat:1", rows(&all)).into_iter().map(|(name, _)| name);
        assert_eq!(found.collect::<Vec<_>>(), all[..3]);
    }
}
