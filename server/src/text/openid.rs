//! What the pages of signing in through the organisation say.

/// The texts of one language. `{}` stands for the provider's name.
#[derive(Debug)]
pub struct OpenidText {
    pub sign_in: &'static str,
    pub unknown: &'static str,
    pub unknown_body: &'static str,
    pub unknown_none: &'static str,
    pub unknown_none_body: &'static str,
    pub link_by_code: &'static str,
    /// Each of these is a heading and what to do.
    pub begin_anew: [&'static str; 2],
    pub already: [&'static str; 2],
    pub declined: [&'static str; 2],
    pub down: [&'static str; 2],
    pub doubtful: [&'static str; 2],
    pub too_weak: [&'static str; 2],
    pub ended: [&'static str; 2],
    pub taken: [&'static str; 2],
    pub try_again: &'static str,
    pub go_on: &'static str,
    pub other_ways: &'static str,
    pub link: &'static str,
    pub link_lead: &'static str,
    pub linked: &'static str,
    pub unlink: &'static str,
    pub still_there: &'static str,
}
