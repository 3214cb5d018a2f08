//! What the desk page says about closing every way in that a young person has. What it says about codes is in
//! `account`.

use super::Lang;

texts! {
    out_head: "Er den unge stadig logget ind et sted, hvor andre kan komme til?" / "Is the young person still signed in somewhere others can get at?",
    out_lead: "Det kan være på en lånt computer. Du kan logge den unge ud alle steder på én gang. Så virker deres adgangsnøgler heller ikke mere; giv dem en ny kode, når de skal ind igen. Det, de har skrevet på deres telefon, bliver liggende bag pinkoden. Er en telefon blevet væk, så slet på den herunder; så bliver den unge også logget ud alle steder." / "It may be on a borrowed computer. You can sign the young person out everywhere at once. Their passkeys stop working too; give them a new code when they are to get in again. What they have written on their phone stays behind the PIN. If a phone is lost, erase it below; that also signs the young person out everywhere.",
    out: "Log ud alle steder" / "Sign out everywhere",
    out_sure: "Ja, log den unge ud alle steder" / "Yes, sign the young person out everywhere",
    out_done: "Den unge er logget ud alle steder" / "The young person is signed out everywhere",
    out_done_body: "Ingen computer og ingen telefon får mere fra serveren, før den unge har fået en ny kode." / "No computer and no phone gets anything more from the server until the young person has a new code.",
}
