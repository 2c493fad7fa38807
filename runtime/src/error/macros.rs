//! What all generated errors have in common, written once.

/// Gives an operation's error enum its text, its source and its answers.
///
/// The enum implements [`OperationError`](crate::error::OperationError) and has a variant
/// `Other(Failure)`.
#[macro_export]
macro_rules! operation_error {
    ($name:ident) => {
        impl $name {
            /// What sort of thing went wrong, and whether trying again can help.
            #[must_use]
            pub fn kind(&self) -> $crate::error::ErrorKind {
                match $crate::error::OperationError::as_modeled(self) {
                    Ok(error) => $crate::error::modeled_kind(error),
                    Err(failure) => failure.kind(),
                }
            }

            /// The name of the error, if the service answered with one.
            #[must_use]
            pub fn code(&self) -> Option<&str> {
                match $crate::error::OperationError::as_modeled(self) {
                    Ok(error) => Some($crate::error::modeled_code(error)),
                    Err(failure) => failure.code(),
                }
            }

            /// What the service said, if it answered with an error.
            #[must_use]
            pub fn message(&self) -> Option<&str> {
                match $crate::error::OperationError::as_modeled(self) {
                    Ok(error) => $crate::error::modeled_message(error),
                    Err(failure) => failure.message(),
                }
            }

            /// What is known about the call.
            #[must_use]
            pub fn context(&self) -> &$crate::error::ErrorContext {
                match $crate::error::OperationError::as_modeled(self) {
                    Ok(error) => $crate::error::ModeledError::context(error),
                    Err(failure) => failure.context(),
                }
            }

            /// The status code of the response, if there was one.
            #[must_use]
            pub fn status(&self) -> Option<u16> {
                self.context().status()
            }

            /// The id that the service gave the request, if it named one.
            #[must_use]
            pub fn request_id(&self) -> Option<&str> {
                self.context().request_id()
            }

            /// How often the request was sent.
            #[must_use]
            pub fn attempts(&self) -> u32 {
                self.context().attempts()
            }

            /// The operation's name.
            #[must_use]
            pub fn operation(&self) -> &'static str {
                self.context().operation()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match $crate::error::OperationError::as_modeled(self) {
                    Ok(error) => ::core::fmt::Display::fmt(error, f),
                    Err(failure) => ::core::fmt::Display::fmt(failure, f),
                }
            }
        }

        impl ::core::error::Error for $name {
            fn source(&self) -> Option<&(dyn ::core::error::Error + 'static)> {
                match $crate::error::OperationError::as_modeled(self) {
                    Ok(error) => ::core::error::Error::source(error),
                    Err(failure) => ::core::error::Error::source(failure),
                }
            }
        }

        impl From<$crate::error::Failure> for $name {
            fn from(failure: $crate::error::Failure) -> Self {
                Self::Other(failure)
            }
        }
    };
}

/// Gives an error structure of the model its text and its answers.
///
/// The structure implements [`ModeledError`](crate::error::ModeledError).
#[macro_export]
macro_rules! modeled_error {
    ($name:ident) => {
        impl $name {
            /// What sort of error it is, and whether trying again can help.
            #[must_use]
            pub fn kind(&self) -> $crate::error::ErrorKind {
                $crate::error::modeled_kind(self)
            }

            /// The name of the error, or the code that the service sent in its place.
            #[must_use]
            pub fn code(&self) -> &str {
                $crate::error::modeled_code(self)
            }

            /// What the service said, unless the model marks it as a secret.
            #[must_use]
            pub fn message(&self) -> Option<&str> {
                $crate::error::modeled_message(self)
            }

            /// The status code of the response, unless the value was made by hand.
            #[must_use]
            pub fn status(&self) -> Option<u16> {
                $crate::error::ModeledError::context(self).status()
            }

            /// The id that the service gave the request, if it named one.
            #[must_use]
            pub fn request_id(&self) -> Option<&str> {
                $crate::error::ModeledError::context(self).request_id()
            }

            /// How often the request was sent.
            #[must_use]
            pub fn attempts(&self) -> u32 {
                $crate::error::ModeledError::context(self).attempts()
            }

            /// The name of the operation that was called; empty if the value was made by hand.
            #[must_use]
            pub fn operation(&self) -> &'static str {
                $crate::error::ModeledError::context(self).operation()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::error::display_modeled(self, f)
            }
        }

        impl ::core::error::Error for $name {}
    };
}
