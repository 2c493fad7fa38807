//! From a request to a message and back, without sending anything; and what a response is read
//! into, behind a trait object, so that reading is compiled once for all operations.

#[cfg(feature = "content-md5")]
mod checksum;
#[cfg(feature = "compression")]
mod compression;
mod endpoint;
#[cfg(feature = "event-stream")]
mod events;
mod host;
mod reply;
mod shaping;
mod success;

use bytes::Bytes;

use crate::error::{hides_message, ErrorKind, Failure, ModeledError, OperationError};
use crate::http::Body;
use crate::operation::Operation;
use crate::protocol::DecodeError;
use crate::schema::ErrorTraits;
use crate::shape::Structure;

pub(crate) use self::endpoint::Endpoint;
#[cfg(feature = "client")]
pub(crate) use self::reply::request_id;
pub(crate) use self::reply::Failed;
pub(crate) use self::reply::{context, encode, read_error, read_success, unsendable};
pub(crate) use self::shaping::Shaping;
pub(crate) use self::success::Success;

/// Messages without a transport, for callers that send them in their own way.
pub trait Exchange: Operation + Sized {
    /// The request as a message to this address: without credentials, without checks of the
    /// model's constraints, and without filling an idempotency token.
    ///
    /// # Errors
    /// The address is none, or the request cannot be written at all: an empty path label, say.
    fn to_http(mut self, endpoint: &str) -> Result<http::Request<Body>, Self::Error> {
        let operation = Self::operation();
        let endpoint = Endpoint::parse(endpoint).map_err(|reason| {
            misconfigured(operation.name(), alloc::format!("`endpoint` {reason}"))
        })?;
        let shaping = Shaping::default();
        let endpoint = shaping.address(operation, &endpoint, &self)?;
        Ok(encode(operation, &endpoint, shaping, &mut self)?)
    }

    /// The response that a message holds. A body that is to be handed out as a stream comes as
    /// one of bytes here.
    ///
    /// # Errors
    /// An error of the model, or a [`Failure`] with everything else.
    fn from_http(response: http::Response<Bytes>) -> Result<Self::Response, Self::Error> {
        let operation = Self::operation();
        let (head, body) = response.into_parts();
        let mut received = Received::<Self>::new();
        let context = context(operation, &head).with_attempts(1);
        let read = if operation.service().protocol.is_success(operation, &head) {
            Success::whole(operation, &head, Body::Bytes(body))
                .map_err(Failed::from)
                .and_then(|success| {
                    read_success(operation, &head, success, &context, received.output())
                })
                .map(drop)
        } else {
            Err(read_error(operation, head, body, context, &received))
        };
        match read {
            Ok(()) => Ok(received.output),
            Err(failed) => {
                let failure = failed.settle(operation, &mut received);
                Err(received.into_error(failure))
            }
        }
    }
}

impl<O: Operation> Exchange for O {}

/// What a response is read into, whatever the operation.
pub(crate) trait Reads: Send + Sync {
    /// The empty response.
    fn output(&mut self) -> &mut dyn Structure;

    /// What the model says of the error of this name, if it lists it.
    fn class(&self, name: &str) -> Option<Class>;

    /// Keeps the modelled error of this name, unless `fill` cannot read it.
    fn keep(&mut self, name: &str, fill: &mut Fill<'_>) -> Result<(), DecodeError>;
}

/// Reads a response into a modelled error.
pub(crate) type Fill<'a> = dyn FnMut(&mut dyn ModeledError) -> Result<(), DecodeError> + 'a;

/// What the model says of an error.
#[derive(Clone, Copy)]
pub(crate) struct Class {
    pub(crate) traits: Option<ErrorTraits>,
    pub(crate) hides_message: bool,
}

/// The response or the error of an operation, to be filled.
pub(crate) struct Received<O: Operation> {
    pub(crate) output: O::Response,
    error: Option<O::Error>,
}

impl<O: Operation> Received<O> {
    pub(crate) fn new() -> Self {
        Self { output: <O::Response as Structure>::empty(), error: None }
    }

    /// The error that was kept, or else the failure.
    pub(crate) fn into_error(self, failure: Failure) -> O::Error {
        self.error.unwrap_or_else(|| failure.into())
    }
}

impl<O: Operation> Reads for Received<O> {
    fn output(&mut self) -> &mut dyn Structure {
        &mut self.output
    }

    fn class(&self, name: &str) -> Option<Class> {
        let mut class = None;
        // Making the error is the only way to ask for its shape, and it is cheap: it is empty.
        O::Error::modeled(name, &mut |error| {
            class = Some(Class {
                traits: error.schema().error_traits(),
                hides_message: hides_message(error),
            });
        })?;
        class
    }

    fn keep(&mut self, name: &str, fill: &mut Fill<'_>) -> Result<(), DecodeError> {
        let mut read = Ok(());
        self.error = O::Error::modeled(name, &mut |error| read = fill(error));
        if read.is_err() {
            self.error = None;
        }
        read
    }
}

/// The failure of a call that has a wrong setting.
pub(crate) fn misconfigured(
    operation: &'static str,
    reason: impl Into<alloc::string::String>,
) -> Failure {
    Failure::new(operation, ErrorKind::Configuration, reason)
}
