//! Sorting for the screens, stable. The standard library's sort is compiled anew for every type, several
//! kilobytes each; here one copy sorts places in a list, whatever is in the list.

use std::cmp::Ordering;

/// Sorts by a key, which is made once for each item.
pub fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = places(keys.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    arrange(items, order);
}

fn arrange<T>(items: &mut Vec<T>, order: Vec<usize>) {
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| slots.get_mut(at).and_then(Option::take)));
}

fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_by_the_key_and_leaves_equals_in_their_order() {
        let mut words = vec!["ær", "bil", "is", "bus", "å", "al"];
        by_key(&mut words, |word| word.chars().count());
        assert_eq!(words, ["å", "ær", "is", "al", "bil", "bus"]);
    }

    #[test]
    fn nothing_and_one_are_sorted() {
        let mut none: Vec<u8> = Vec::new();
        by_key(&mut none, |number| *number);
        assert!(none.is_empty());
        let mut one = vec![7];
        by_key(&mut one, |number| *number);
        assert_eq!(one, [7]);
    }
}
