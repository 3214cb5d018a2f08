//! What the desk page says about ending a young person's sign-ins. What it says about codes is in `account`.

use super::Lang;

texts! {
    out_head: "Er den unge logget ind et sted, det ikke skal være?" / "Is the young person signed in somewhere they should not be?",
    out_lead: "Det kan være en lånt computer eller en telefon, der er blevet væk. Du kan logge den unge ud alle steder på én gang. Det, der er skrevet på deres telefon, bliver liggende der, og de kommer ind igen med en kode eller deres adgangsnøgle." / "It may be a borrowed computer or a phone that went missing. You can sign the young person out everywhere at once. What is written on their phone stays there, and they come back in with a code or their passkey.",
    out: "Log ud alle steder" / "Sign out everywhere",
    out_sure: "Ja, log den unge ud alle steder" / "Yes, sign the young person out everywhere",
    out_done: "Den unge er logget ud alle steder" / "The young person is signed out everywhere",
    out_done_body: "Ingen computer og ingen telefon kommer ind uden en ny kode eller den unges adgangsnøgle." / "No computer and no phone gets in without a new code or the young person’s passkey.",
}
