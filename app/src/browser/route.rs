//! What the address says: the ids in it, parsed.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The id of that name in the address; none where it is not there or is no id.
pub fn use_id<T>(name: &'static str) -> Memo<Option<T>>
where
    T: FromStr + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.read().get_str(name).and_then(|text| text.parse().ok()))
}
