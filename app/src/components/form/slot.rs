//! One field of a form, as its input needs it: what is in it, how to change it, what is wrong with it.

use leptos::prelude::*;

/// A handle to a field; cheap to copy.
pub struct Slot<T: Send + Sync + 'static> {
    pub(super) id: StoredValue<String>,
    /// What is in it.
    pub value: Signal<T>,
    pub(super) set: Callback<T>,
    /// What is wrong with it.
    pub fault: Signal<Option<String>>,
}

impl<T: Send + Sync + 'static> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Slot<T> {}

impl<T: Send + Sync + 'static> Slot<T> {
    /// Somebody typed or chose. A browser may tell so when the form has just gone.
    pub fn set(self, value: T) {
        let _gone = self.set.try_run(value);
    }

    /// The input's id on the page; faults name it.
    #[must_use]
    pub fn id(self) -> String {
        self.id.get_value()
    }
}

/// The slot of a field by its name, which is also the input's id.
#[macro_export]
macro_rules! slot {
    ($form:expr, $field:ident) => {
        $form.slot(stringify!($field), |f| f.$field.clone(), |f, value| f.$field = value)
    };
}
