//! What a call can end with instead of a response.
//!
//! Each operation has one enum of errors: a variant for each error that the model lists, which
//! is a [`ModeledError`], and `Other` with a [`Failure`] for everything else. All of them answer
//! the same questions: [`ErrorKind`], code, message, status, request id, attempts, operation.

mod context;
mod excerpt;
mod failure;
mod kind;
mod macros;

use alloc::boxed::Box;
use core::fmt;

use crate::shape::Structure;

pub use context::ErrorContext;
pub use failure::Failure;
pub use kind::{ErrorKind, Timeout};

#[cfg(feature = "client")]
pub(crate) use excerpt::chain;
pub(crate) use excerpt::printable;
pub(crate) use failure::{Detail, Unreadable};

/// The error behind an error, as [`core::error::Error::source`] hands it out.
pub type Source = Box<dyn core::error::Error + Send + Sync>;

/// The errors of one operation.
pub trait OperationError:
    core::error::Error + From<Failure> + Send + Sync + Sized + 'static
{
    /// The modelled error of this name, read by `fill`; nothing if the model lists no such error.
    fn modeled(name: &str, fill: &mut dyn FnMut(&mut dyn ModeledError)) -> Option<Self>;

    /// The modelled error, or what else went wrong.
    ///
    /// # Errors
    /// The failure, where the model does not list what happened.
    fn as_modeled(&self) -> Result<&dyn ModeledError, &Failure>;
}

/// A failure alone, where the model lists no errors.
impl OperationError for Failure {
    fn modeled(_name: &str, _fill: &mut dyn FnMut(&mut dyn ModeledError)) -> Option<Self> {
        None
    }

    fn as_modeled(&self) -> Result<&dyn ModeledError, &Failure> {
        Err(self)
    }
}

/// An error structure of the model.
pub trait ModeledError: AsStructure + core::error::Error + Send + Sync + 'static {
    /// What is known about the call that it ended.
    fn context(&self) -> &ErrorContext;

    /// The same, to be filled.
    fn context_mut(&mut self) -> &mut ErrorContext;
}

/// A structure seen as one; implemented for every [`Structure`].
pub trait AsStructure: Structure {
    /// The structure, to be read.
    fn as_structure(&self) -> &dyn Structure;

    /// The structure, to be filled.
    fn as_structure_mut(&mut self) -> &mut dyn Structure;
}

impl<T: Structure> AsStructure for T {
    fn as_structure(&self) -> &dyn Structure {
        self
    }

    fn as_structure_mut(&mut self) -> &mut dyn Structure {
        self
    }
}

/// A modelled error that `fill` has read.
pub fn decoded<E: ModeledError>(fill: &mut dyn FnMut(&mut dyn ModeledError)) -> E {
    let mut error = <E as Structure>::empty();
    fill(&mut error);
    error
}

/// The kind of a modelled error, by the status it came with and the traits of its shape.
#[must_use]
pub fn modeled_kind(error: &dyn ModeledError) -> ErrorKind {
    let context = error.context();
    let traits = error.schema().error_traits();
    ErrorKind::of_codes(context.status(), Some(error.schema().name()), context.code(), traits)
}

/// The code by which callers know a modelled error: its name, unless the service sent another.
#[must_use]
pub fn modeled_code(error: &dyn ModeledError) -> &str {
    error.context().code().unwrap_or_else(|| error.schema().name())
}

/// Whether the message of a modelled error must not be shown.
pub(crate) fn hides_message(error: &dyn ModeledError) -> bool {
    context::hides_message(error.as_structure())
}

/// The message of a modelled error, if it has a member for one that may be shown.
#[must_use]
pub fn modeled_message(error: &dyn ModeledError) -> Option<&str> {
    context::message_of(error.as_structure())
}

/// Writes the one line that tells the story of a modelled error.
///
/// # Errors
/// The formatter's own.
pub fn display_modeled(error: &dyn ModeledError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    error.context().story(f, Some(modeled_code(error)), modeled_message(error))
}
