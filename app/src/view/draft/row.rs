//! Under which name a tab keeps a form. Each tab has a row of its own, so that no tab writes over another's words or
//! removes them; a form that is opened takes up what a tab that is gone has left. What is in a row is `draft`'s.

/// Stands between a form's name and a tab's.
const OF: char = '~';

/// The rows of all forms, by name.
pub type Rows = [(String, String)];

/// The row of a form in one tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    form: String,
    own: String,
    taken_up: Option<Left>,
    is_kept: bool,
    is_typed: bool,
}

/// What another tab, or an earlier edition, has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The row's name.
    pub name: String,
    /// What it says.
    pub text: String,
}

impl DraftRow {
    /// Finds the row that a form begins with: the tab's own, else the newest that was left. Tabs are named in the order
    /// in which they were opened.
    #[must_use]
    pub fn find(form: &str, tab: &str, rows: &Rows) -> (Self, Option<Left>) {
        let own = format!("{form}{OF}{tab}");
        let of_form = || rows.iter().filter(|(name, _)| is_of(form, name));
        let mine = of_form().find(|(name, _)| *name == own);
        let found = mine.or_else(|| of_form().max_by_key(|(name, _)| name));
        let left = found.map(|(name, text)| Left { name: name.clone(), text: text.clone() });
        let taken_up = left.clone().filter(|left| left.name != own);
        let row =
            Self { form: form.to_owned(), own, taken_up, is_kept: left.is_some(), is_typed: false };
        (row, left)
    }

    /// The row that goes when the form is sent, or begun anew.
    #[must_use]
    pub fn name(&self) -> &str {
        self.taken_up.as_ref().map_or(&self.own, |left| &left.name)
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

    /// From now on the words lie in the tab's own row, of this name. What was taken up, if it was, is to go.
    pub fn write(&mut self) -> (String, Option<Left>) {
        (self.own.clone(), self.taken_up.take())
    }

    /// What came of writing. If nothing was written, what was taken up stands.
    pub fn hear(&mut self, is_kept: bool, left: Option<Left>) {
        self.is_kept = is_kept;
        if !is_kept && self.taken_up.is_none() {
            self.taken_up = left;
        }
    }

    /// Answers which row is to go.
    pub fn let_go(&mut self) -> String {
        let name = self.name().to_owned();
        (self.taken_up, self.is_kept, self.is_typed) = (None, false, false);
        name
    }

    /// Looks what has become of the row. Where another tab has taken it up, these words are that one's. Answers whether
    /// they are nobody's: they were sent, or let go of.
    pub fn look(&mut self, rows: &Rows) -> bool {
        let is_gone = self.is_kept && !rows.iter().any(|(name, _)| name == self.name());
        if is_gone {
            (self.is_kept, self.is_typed) = (false, false);
        }
        is_gone && !rows.iter().any(|(name, _)| is_of(&self.form, name))
    }
}

fn is_of(form: &str, name: &str) -> bool {
    name.strip_prefix(form).is_some_and(|rest| rest.is_empty() || rest.starts_with(OF))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(names: &[&str]) -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), format!("in {name}"))).collect()
    }

    #[test]
    fn a_tab_keeps_its_own_words_and_takes_up_only_what_was_left() {
        let rows = rows(&["notat:1", "notat:1~a", "notat:1~c", "notat:12~z", "notat:1:igen:5~z"]);
        let (row, left) = DraftRow::find("notat:1", "a", &rows);
        assert_eq!(left.map(|left| left.text), Some("in notat:1~a".to_owned()));
        assert_eq!(row.name(), "notat:1~a");

        let (mut row, left) = DraftRow::find("notat:1", "b", &rows);
        assert_eq!(left.as_ref().map(|left| left.text.as_str()), Some("in notat:1~c"));
        assert_eq!(row.name(), "notat:1~c", "sent untouched, it is not offered again");
        assert_eq!(row.write(), ("notat:1~b".to_owned(), left.clone()));
        assert_eq!(row.name(), "notat:1~b");
        row.hear(false, left);
        assert_eq!(row.name(), "notat:1~c", "nothing was written");
    }

    #[test]
    fn what_an_earlier_edition_left_is_taken_up_last() {
        let (_, left) = DraftRow::find("notat:1", "b", &rows(&["notat:1"]));
        assert_eq!(left.map(|left| left.name), Some("notat:1".to_owned()));
        let (row, left) = DraftRow::find("notat:1", "b", &rows(&["notat:12"]));
        assert_eq!((row.name(), left), ("notat:1~b", None));
    }

    #[test]
    fn words_that_another_tab_took_up_are_that_ones_and_words_that_were_sent_are_nobodys() {
        let stood = rows(&["notat:1~a"]);
        let (mut row, _) = DraftRow::find("notat:1", "a", &stood);
        row.type_in();
        assert!(!row.look(&stood) && row.is_typed());
        assert!(!row.look(&rows(&["notat:1~b"])) && !row.is_typed(), "taken up");

        let (mut row, _) = DraftRow::find("notat:1", "a", &stood);
        assert!(row.look(&rows(&["notat:2~a"])), "sent");
        assert!(!row.look(&rows(&[])), "that is told once");
        let (mut untouched, _) = DraftRow::find("notat:1", "a", &[]);
        assert!(!untouched.look(&[]), "nothing ever lay there");
    }
}
