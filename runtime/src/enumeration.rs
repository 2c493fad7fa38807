//! What all generated enums have in common, written once.

// A crate without the standard library has no `String` of its own to name.
#[doc(hidden)]
pub use alloc::string::String;

/// Gives an enum of strings its conversions.
///
/// The entries are the variants with their texts, and last the variant for other texts. A text of
/// the model always becomes its own variant.
#[macro_export]
macro_rules! enumeration {
    ($name:ident, $($variant:ident = $text:literal,)* _ => $unknown:ident $(,)?) => {
        impl $name {
            /// The texts that the model lists, in its order.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The value's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }

            /// Whether the model lists the value.
            #[must_use]
            pub const fn is_known(&self) -> bool {
                !matches!(self, Self::$unknown(_))
            }

            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($text => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::known(text).unwrap_or_else(|| Self::$unknown(text.into()))
            }
        }

        impl ::core::convert::From<$crate::enumeration::String> for $name {
            fn from(text: $crate::enumeration::String) -> Self {
                Self::known(&text).unwrap_or(Self::$unknown(text))
            }
        }

        impl ::core::convert::From<$name> for $crate::enumeration::String {
            fn from(value: $name) -> Self {
                match value {
                    $name::$unknown(text) => text,
                    known => known.as_str().into(),
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::shape::Enumeration for $name {
            fn set(&mut self, value: &str) {
                *self = Self::from(value);
            }
        }

        impl $crate::shape::Shape for $name {
            fn empty() -> Self {
                Self::from("")
            }

            fn get(&self) -> $crate::shape::Value<'_> {
                $crate::shape::Value::String(self.as_str())
            }

            fn slot(&mut self) -> $crate::shape::Slot<'_> {
                $crate::shape::Slot::Enumeration(self)
            }

            fn reset(&mut self) {
                *self = $crate::shape::Shape::empty();
            }
        }

        impl $crate::shape::Key for $name {
            fn from_text(text: &str) -> Self {
                Self::from(text)
            }

            fn as_text(&self) -> &str {
                self.as_str()
            }
        }

        $crate::serde_text!($name);
    };
}

/// Gives an enum of numbers its conversions.
///
/// The entries are the variants with their numbers, and last the variant for other numbers. A
/// number of the model always becomes its own variant.
#[macro_export]
macro_rules! int_enumeration {
    ($name:ident, $($variant:ident = $number:literal,)* _ => $unknown:ident $(,)?) => {
        impl $name {
            /// The numbers that the model lists, in its order.
            pub const VALUES: &'static [i32] = &[$($number),*];

            /// The value's number.
            #[must_use]
            pub const fn as_i32(self) -> i32 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::$unknown(number) => number,
                }
            }

            /// Whether the model lists the value.
            #[must_use]
            pub const fn is_known(self) -> bool {
                !matches!(self, Self::$unknown(_))
            }
        }

        impl ::core::convert::From<i32> for $name {
            fn from(number: i32) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    number => Self::$unknown(number),
                }
            }
        }

        impl ::core::convert::From<$name> for i32 {
            fn from(value: $name) -> Self {
                value.as_i32()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i32(), f)
            }
        }

        impl $crate::shape::IntEnumeration for $name {
            fn set(&mut self, value: i32) {
                *self = Self::from(value);
            }
        }

        impl $crate::shape::Shape for $name {
            fn empty() -> Self {
                Self::from(0)
            }

            fn get(&self) -> $crate::shape::Value<'_> {
                $crate::shape::Value::Integer(i64::from(self.as_i32()))
            }

            fn slot(&mut self) -> $crate::shape::Slot<'_> {
                $crate::shape::Slot::IntEnumeration(self)
            }

            fn reset(&mut self) {
                *self = $crate::shape::Shape::empty();
            }
        }

        $crate::serde_number!($name);
    };
}
