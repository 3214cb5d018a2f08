//! English: signing in through the organisation.

use crate::text::openid::OpenidText;

pub(super) const OPENID: OpenidText = OpenidText {
    sign_in: "Sign in through {}",
    unknown: "We do not know you yet",
    unknown_body: "You are signed in with {}, but Overgang does not know which colleague you are. Type the code that \
                   the municipality's local administrator gave you. You do that only once.",
    unknown_none: "Have you no code?",
    unknown_none_body: "Ask the local administrator for one. If you are in already by another way, you can also link \
                        the two on the page My account.",
    link_by_code: "Link, and sign in",
    begin_anew: [
        "Begin anew",
        "It took too long, or the page was opened twice or in another browser. You are not signed in, and nothing has \
         been changed.",
    ],
    already: [
        "You are signed in",
        "The page you came back to has been used or is too old. Nothing has been changed. Go on from here.",
    ],
    go_on: "Go on",
    declined: [
        "You were not signed in",
        "{} said that you are not signed in, or you changed your mind. Nothing has been changed. Try again, or sign in \
         another way.",
    ],
    down: [
        "There was no answer",
        "{} does not answer just now. Nothing is lost: what you wrote in the app is still there. Try again in a little \
         while, or sign in with a passkey or a code.",
    ],
    doubtful: [
        "The answer could not be confirmed",
        "Overgang could not see that the answer really came from {} and was about you, now. So you are not signed in, \
         and nothing has been changed. Try again. If that does not help, tell whoever looks after Overgang with you.",
    ],
    too_weak: [
        "A surer sign-in is needed",
        "The municipality wants you to show who you are more surely than you did with {}. Sign in there in a surer \
         way, such as with MitID, and try again.",
    ],
    ended: [
        "Your account is ended",
        "The municipality's local administrator has ended it. If that is a mistake, ask the administrator for a new \
         code.",
    ],
    taken: [
        "It is linked to somebody else",
        "Whoever is signed in with {} is already linked to another colleague. Nothing has been changed. If that is a \
         mistake, the other link must be removed first.",
    ],
    try_again: "Try again",
    other_ways: "Other ways to sign in",
    link: "Link with {}",
    link_lead: "Then you can sign in through {} next time.",
    linked: "You can sign in through {}",
    unlink: "Remove the link",
    still_there: "You are only signed out of Overgang. If you share the computer with others, sign out of {} as well.",
};
