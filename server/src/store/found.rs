//! Which of those who may be found are told of. The rule of how a name is met is the domain's; the stores share this,
//! so that both tell of the same ones.

use domain::grant::Grant;
use domain::soegning::rank_of;

/// The first so many of these that are met by all the words, those that are written so first, by name.
pub(super) fn best(
    named: impl IntoIterator<Item = (String, Grant)>,
    words: &[String],
    limit: usize,
) -> Vec<Grant> {
    let met = named.into_iter();
    let mut met: Vec<_> = met
        .filter_map(|(name, grant)| {
            Some((rank_of(&name, words)?, name, grant.folder.to_string(), grant))
        })
        .collect();
    met.sort_by(|(rank, name, folder, _), (other, its_name, its_folder, _)| {
        (rank, name, folder).cmp(&(other, its_name, its_folder))
    });
    met.into_iter().map(|(.., grant)| grant).take(limit).collect()
}
