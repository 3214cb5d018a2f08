//! What the desk page says about ending a young person's sign-ins. What it says about codes is in `account`.

use super::Lang;

texts! {
    out_head: "Er den unge logget ind et sted, det ikke skal være?" / "Is the young person signed in somewhere they should not be?",
    out_lead: "Det kan være på en lånt computer. Du kan logge den unge ud alle steder på én gang. De kommer ind igen med en kode eller deres adgangsnøgle, og det, de har skrevet på deres telefon, bliver liggende bag pinkoden. Er en telefon blevet væk, så slet også på den herunder." / "It may be on a borrowed computer. You can sign the young person out everywhere at once. They come back in with a code or their passkey, and what they have written on their phone stays behind the PIN. If a phone is lost, erase it below as well.",
    out: "Log ud alle steder" / "Sign out everywhere",
    out_sure: "Ja, log den unge ud alle steder" / "Yes, sign the young person out everywhere",
    out_done: "Den unge er logget ud alle steder" / "The young person is signed out everywhere",
    out_done_body: "Ingen computer og ingen telefon får mere fra serveren uden en ny kode eller den unges adgangsnøgle." / "No computer and no phone gets anything more from the server without a new code or the young person’s passkey.",
}
