//! Structures, unions, and the requests among them.

/// Makes the schema of a structure, and gives the structure its members by their index in it.
///
/// The entries are the indices with their fields and members, each with the value that stands for
/// an absent one where it is not the type's own, and last a field that is no member, if there is
/// one.
///
/// ```
/// use ferrosmith_runtime::schema::Member;
/// use ferrosmith_runtime::{prelude, structure};
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Page {
///     token: Option<String>,
///     size: i32,
/// }
///
/// structure! {
///     static PAGE: Page = "example#Page";
///     0 => token = Member::new("token", &prelude::STRING),
///     1 => size = Member::new("size", &prelude::INTEGER) => 10,
/// }
///
/// assert_eq!(PAGE.members()[1].name(), "size");
/// assert_eq!(<Page as ferrosmith_runtime::shape::Structure>::empty().size, 10);
/// ```
#[macro_export]
macro_rules! structure {
    (
        $visibility:vis static $schema:ident: $name:ident = $id:literal $(.$trait:ident($($argument:expr),* $(,)?))*;
        $($index:literal => $field:ident = $member:expr $(=> $default:expr)?,)*
        $(_ => $context:ident,)?
    ) => {
        $visibility static $schema: $crate::schema::Schema =
            $crate::schema::Schema::structure($id, &[$($member),*])$(.$trait($($argument),*))*;

        impl $crate::shape::Structure for $name {
            fn schema(&self) -> &'static $crate::schema::Schema {
                &$schema
            }

            fn empty() -> Self {
                Self {
                    $($field: $crate::or_empty!($($default)?),)*
                    $($context: ::core::default::Default::default(),)?
                }
            }

            fn member(&self, index: usize) -> ::core::option::Option<&dyn $crate::shape::Shape> {
                match index {
                    $($index => ::core::option::Option::Some(&self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn member_mut(&mut self, index: usize) -> ::core::option::Option<&mut dyn $crate::shape::Shape> {
                match index {
                    $($index => ::core::option::Option::Some(&mut self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl $crate::macros::Described for $name {
            const SCHEMA: &'static $crate::schema::Schema = &$schema;
        }

        $crate::serde_structure!($name);
    };
}

/// Makes the schema of a union, and gives the union its members by their index in it; the last
/// entry is the variant for members that the model does not list.
#[macro_export]
macro_rules! union {
    (
        $visibility:vis static $schema:ident: $name:ident = $id:literal $(.$trait:ident($($argument:expr),* $(,)?))*;
        $($index:literal => $variant:ident = $member:expr,)*
        _ => $unknown:ident,
    ) => {
        $visibility static $schema: $crate::schema::Schema =
            $crate::schema::Schema::union($id, &[$($member),*])$(.$trait($($argument),*))*;

        impl $crate::shape::Structure for $name {
            fn schema(&self) -> &'static $crate::schema::Schema {
                &$schema
            }

            fn empty() -> Self {
                Self::$unknown(::core::default::Default::default())
            }

            fn member(&self, index: usize) -> ::core::option::Option<&dyn $crate::shape::Shape> {
                match (self, index) {
                    $((Self::$variant(value), $index) => ::core::option::Option::Some(value),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn member_mut(&mut self, index: usize) -> ::core::option::Option<&mut dyn $crate::shape::Shape> {
                // A member that is set keeps its value, one that is not becomes an empty one.
                match (&*self, index) {
                    $((Self::$variant(_), $index) => {})*
                    $((_, $index) => *self = Self::$variant($crate::shape::Shape::empty()),)*
                    _ => return ::core::option::Option::None,
                }
                match self {
                    $(Self::$variant(value) => ::core::option::Option::Some(value),)*
                    Self::$unknown(_) => ::core::option::Option::None,
                }
            }

            fn unknown(&self) -> ::core::option::Option<&str> {
                match self {
                    Self::$unknown(name) => ::core::option::Option::Some(name),
                    _ => ::core::option::Option::None,
                }
            }

            fn set_unknown(&mut self, name: &str) {
                *self = Self::$unknown(name.into());
            }
        }

        $crate::serde_structure!($name);
    };
}

/// A value, or the one that stands for an absent one.
#[doc(hidden)]
#[macro_export]
macro_rules! or_empty {
    () => {
        $crate::shape::Shape::empty()
    };
    ($value:expr) => {
        $value
    };
}

/// Gives the request of an operation its check.
#[macro_export]
macro_rules! request {
    ($name:ident) => {
        impl $name {
            /// Checks every constraint of the model.
            ///
            /// # Errors
            /// All constraints that do not hold, each with the path to the member.
            pub fn validate(&self) -> ::core::result::Result<(), $crate::validate::Violations> {
                $crate::validate::validate(self)
            }
        }
    };
}
