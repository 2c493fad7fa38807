//! Operations and errors.

use core::fmt;

use crate::schema::Member;
use crate::shape::{Shape, Structure, Value};

/// Makes the schema of an operation, and connects its request with its response and its errors.
#[macro_export]
macro_rules! operation {
    (
        static $schema:ident: $request:ty =
            $service:ident.operation($name:literal) $(.$trait:ident($($argument:expr),* $(,)?))*;
        type Response = $response:ty;
        type Error = $error:ty;
    ) => {
        static $schema: $crate::operation::OperationSchema = $crate::operation::OperationSchema::new(
            $name,
            &$service,
            <$request as $crate::macros::Described>::SCHEMA,
            <$response as $crate::macros::Described>::SCHEMA,
        )$(.$trait($($argument),*))*.errors(<$error>::SCHEMAS);

        impl $crate::operation::Operation for $request {
            type Response = $response;
            type Error = $error;

            fn operation() -> &'static $crate::operation::OperationSchema {
                &$schema
            }
        }
    };
}

/// Connects an enum of errors with the structures that its variants hold.
///
/// The entries are the variants with their structures and predicates, and last the variant for
/// everything else. `A into B` converts the enum into another one with the same variants and more.
#[macro_export]
macro_rules! modeled_errors {
    (
        $name:ident $(into $service:path)?;
        $($variant:ident($kind:path) => $predicate:ident,)*
        _ => $other:ident,
    ) => {
        impl $name {
            #[doc(hidden)]
            pub const SCHEMAS: &'static [&'static $crate::schema::Schema] =
                &[$(<$kind as $crate::macros::Described>::SCHEMA),*];

            $(
                #[doc = concat!("Whether it is [`", stringify!($name), "::", stringify!($variant), "`].")]
                #[must_use]
                pub const fn $predicate(&self) -> bool {
                    matches!(self, Self::$variant(_))
                }
            )*
        }

        impl $crate::error::OperationError for $name {
            fn modeled(
                name: &str,
                fill: &mut dyn FnMut(&mut dyn $crate::error::ModeledError),
            ) -> ::core::option::Option<Self> {
                $(
                    if name == <$kind as $crate::macros::Described>::SCHEMA.name() {
                        return ::core::option::Option::Some(Self::$variant($crate::error::decoded(fill)));
                    }
                )*
                ::core::option::Option::None
            }

            fn as_modeled(
                &self,
            ) -> ::core::result::Result<&dyn $crate::error::ModeledError, &$crate::error::Failure> {
                match self {
                    $(Self::$variant(error) => ::core::result::Result::Ok(error),)*
                    Self::$other(failure) => ::core::result::Result::Err(failure),
                }
            }
        }

        $crate::operation_error!($name);
        $crate::modeled_errors!(@into $($service)?; $name, [$($variant),*], $other);
    };
    (@into ; $($rest:tt)*) => {};
    (@into $service:path; $name:ident, [$($variant:ident),*], $other:ident) => {
        impl ::core::convert::From<$name> for $service {
            fn from(error: $name) -> Self {
                match error {
                    $($name::$variant(error) => Self::$variant(error),)*
                    $name::$other(failure) => Self::$other(failure),
                }
            }
        }
    };
}

/// Gives an error structure of the model its context, its text and its answers; the context is its
/// private field `context`.
#[macro_export]
macro_rules! error_structure {
    ($name:ident) => {
        impl $crate::error::ModeledError for $name {
            fn context(&self) -> &$crate::error::ErrorContext {
                &self.context
            }

            fn context_mut(&mut self) -> &mut $crate::error::ErrorContext {
                &mut self.context
            }
        }

        $crate::modeled_error!($name);
    };
}

/// Gives an error structure that knows nothing of the call its text.
#[macro_export]
macro_rules! plain_error {
    ($name:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::macros::display_plain(self, f)
            }
        }

        impl ::core::error::Error for $name {}
    };
}

/// Writes the name of an error, and its message unless that must not be shown.
///
/// # Errors
/// The formatter's own.
#[doc(hidden)]
pub fn display_plain(error: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = error.schema();
    f.write_str(schema.name())?;
    let message =
        schema.members().iter().position(|member| member.name().eq_ignore_ascii_case("message"));
    let hidden = |index: usize| {
        schema.is_sensitive() || schema.members().get(index).is_none_or(Member::is_sensitive)
    };
    match message
        .filter(|index| !hidden(*index))
        .and_then(|index| error.member(index))
        .map(Shape::get)
    {
        Some(Value::String(message)) => write!(f, ": {message}"),
        _ => Ok(()),
    }
}
