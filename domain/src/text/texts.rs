//! Every text in a value, found by its type: nobody lists which fields hold what somebody typed. Ids, days and code words
//! are no texts; of an edit, only what it changes a field to is.

use std::fmt;

use serde::ser::{self, Serialize, Serializer};

use crate::edit;

/// What a text calls itself when it is written.
pub(super) const TEXT: &str = "Text";

/// Every text in a value, in the order of its fields.
#[must_use]
pub fn texts(value: &impl Serialize) -> Vec<String> {
    let mut found = Found { texts: Vec::new(), in_text: false };
    // Nothing here fails: what is no text is passed over.
    let _walked = value.serialize(&mut found);
    found.texts
}

struct Found {
    texts: Vec<String>,
    in_text: bool,
}

/// Nothing is ever made of it.
#[derive(Debug)]
struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("never")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Numbers and the like, which are no texts.
macro_rules! passed_over {
    ($($method:ident: $kind:ty,)*) => {$(
        fn $method(self, _: $kind) -> Result<(), Never> {
            Ok(())
        }
    )*};
}

impl Serializer for &mut Found {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Fields<Self>;
    type SerializeStructVariant = Fields<Self>;

    passed_over! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    fn serialize_str(self, text: &str) -> Result<(), Never> {
        if self.in_text {
            self.texts.push(text.to_owned());
        }
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.in_text = name == TEXT;
        let walked = value.serialize(&mut *self);
        self.in_text = false;
        walked
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<Self>, Never> {
        Ok(Fields { found: self, of_an_edit: name == edit::EDIT })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Fields<Self>, Never> {
        Ok(Fields { found: self, of_an_edit: false })
    }
}

macro_rules! walks {
    ($($kind:ident: $method:ident,)*) => {$(
        impl ser::$kind for &mut Found {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )*};
}

walks! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}

impl ser::SerializeMap for &mut Found {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

/// The fields of a struct. Of an edit, what stood before is not what was typed.
struct Fields<F> {
    found: F,
    of_an_edit: bool,
}

macro_rules! fields {
    ($($kind:ident,)*) => {$(
        impl ser::$kind for Fields<&mut Found> {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                field: &'static str,
                value: &T,
            ) -> Result<(), Never> {
                if self.of_an_edit && field == edit::WAS {
                    return Ok(());
                }
                value.serialize(&mut *self.found)
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )*};
}

fields! {
    SerializeStruct,
    SerializeStructVariant,
}
