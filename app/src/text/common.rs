//! Words of the frame: navigation, states, what is the same on every page.

crate::texts! {
    skip: "Gå til indholdet" / "Go to the content",
    back: "Tilbage" / "Back",
    close: "Luk. Kladden bliver gemt" / "Close. The draft is kept",
    saved: "Gemt på telefonen" / "Stored on the phone",
    sent: "Sendt" / "Sent",
    received: "Modtaget" / "Received",
    app_name: "Overgang" / "Overgang",
    sign_in_title: "Log ind for at begynde" / "Sign in to begin",
    sign_in_body: "Der er ingen på denne telefon endnu. Log ind, mens der er net; bagefter virker alt også uden." / "Nobody is on this phone yet. Sign in while there is a network; afterwards everything works without one too.",
    sign_in: "Log ind" / "Sign in",
    no_network_title: "Der er ikke net" / "There is no network",
    no_network_body: "Første gang skal der være net. Prøv igen, når telefonen har forbindelse." / "The first time needs a network. Try again when the phone is connected.",
    try_again: "Prøv igen" / "Try again",
    broken_title: "Telefonens lager kan ikke åbnes" / "The phone's storage cannot be opened",
    broken_body: "Intet er slettet. Luk appen helt og åbn den igen. Hjælper det ikke, så vis denne besked til den, der hjælper jer." / "Nothing is deleted. Close the app completely and open it again. If that does not help, show this message to whoever supports you.",
}
