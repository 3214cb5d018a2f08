//! Invented texts and ids that do not repeat each other, so that compression gets no more than it would in the field.
//! The same number always gives the same.

use domain::digest::derived_uuid;
use uuid::Uuid;

const WORDS: &str = "vi gik en tur på værkstedet og så hvad dag grundforløbet kræver hun han vil gerne prøve to dage hos \
    tømrer spørge læreren om hjælp til matematik næste skridt ring vejlederen torsdag morgen bussen er sen søvn uro \
    hjemme mor bror penge fritidsjob køkken skole ven trygt alene klasse fravær møde aftale plan håb øve sig smed \
    butik pleje barn gård traktor tegne musik kørekort læse skrive stille glad træt bedre næsten aldrig ofte først \
    siden derfor måske helst ikke endnu igen både eller fordi hvis når kontakt mentor snusepraktik efterskole";

/// So many words.
pub(crate) fn text(seed: u64, count: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut word = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let at = usize::try_from(state % 1_000_003).unwrap_or(0) % words.len();
        words.get(at).copied().unwrap_or_default()
    };
    (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
}

/// An id of a kind.
pub(crate) fn id(kind: &str, number: u64) -> Uuid {
    derived_uuid(Uuid::nil(), &format!("{kind} {number}"))
}
