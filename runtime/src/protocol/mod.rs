//! How a service's messages look on the wire: one module a protocol, one Cargo feature each.

#[cfg(feature = "aws-json")]
mod aws_json;
#[cfg(any(feature = "rest-json", feature = "rpc"))]
#[cfg_attr(not(feature = "rpc"), allow(dead_code))]
mod encoding;
#[cfg(any(feature = "rest-json", feature = "rpc"))]
#[cfg_attr(not(any(feature = "rest-json", feature = "aws-json")), allow(dead_code))]
mod error_body;
mod query_compatible;
#[cfg(feature = "rest-json")]
mod rest_json;
#[cfg(feature = "rpc")]
mod rpc;
#[cfg(feature = "rpc-v2")]
mod rpc_v2;
#[cfg(feature = "rpc-v2-cbor")]
mod rpc_v2_cbor;
#[cfg(feature = "rpc-v2-json")]
mod rpc_v2_json;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::http::Body;
use crate::operation::OperationSchema;
use crate::shape::Structure;

#[cfg(feature = "aws-json")]
pub use aws_json::{AwsJson, AWS_JSON_1_0, AWS_JSON_1_1};
pub use query_compatible::QueryCompatible;
#[cfg(feature = "rest-json")]
pub use rest_json::RestJson;
#[cfg(feature = "rpc-v2")]
pub use rpc_v2::RpcV2;
#[cfg(feature = "rpc-v2-cbor")]
pub use rpc_v2_cbor::RPC_V2_CBOR;
#[cfg(feature = "rpc-v2-json")]
pub use rpc_v2_json::RPC_V2_JSON;

/// The wire format of a service. One value of each protocol exists, and services refer to it.
pub trait Protocol: fmt::Debug + Sync {
    /// The shape id of the protocol's trait.
    fn id(&self) -> &'static str;

    /// How the protocol writes the events of a stream, if it has any.
    #[cfg(feature = "event-stream")]
    fn events(&self) -> Option<&'static dyn crate::event_stream::EventFormat> {
        None
    }

    /// Writes the input into a request whose URI is a path and a query, for the caller to join to
    /// an endpoint.
    ///
    /// The input is taken mutably for one reason: a streaming member is moved out of it. A stream
    /// of events is left alone: the body is then that of the other members.
    ///
    /// # Errors
    /// A value that cannot be sent at all, such as an empty path label.
    fn encode_request(
        &self,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<http::Request<Body>, EncodeError>;

    /// Whether the response is a success, for [`Protocol::decode_response`] to read.
    fn is_success(&self, operation: &'static OperationSchema, head: &http::response::Parts)
        -> bool;

    /// Reads a success into the output, which starts out empty. The body is one of bytes unless
    /// the output has a streaming blob. A stream of events is left alone: the body is then that of
    /// the other members, or empty.
    ///
    /// # Errors
    /// A response that is not what the model says.
    fn decode_response(
        &self,
        operation: &'static OperationSchema,
        head: &http::response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError>;

    /// The error that a response tells of.
    fn error_summary(&self, head: &http::response::Parts, body: &[u8]) -> ErrorSummary;

    /// Reads the members of a modelled error, which starts out empty.
    ///
    /// # Errors
    /// A response that is not what the model says.
    fn decode_error(
        &self,
        head: &http::response::Parts,
        body: &[u8],
        error: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError>;
}

/// What was noticed while reading a message that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// JSON pointers to required members that were missing and now hold an empty value.
    pub missing: Vec<String>,
}

/// The name of an error, and what it says, before its members are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorSummary {
    /// The error's name without namespace.
    pub code: Option<String>,
    /// The code by which callers know the error, where it is not its name: the one that it had in
    /// a protocol that the service spoke before (`awsQueryCompatible`).
    pub query_code: Option<String>,
    /// The error's message.
    pub message: Option<String>,
}

/// A request that cannot be sent. It never holds a member's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// The name of the member.
    pub member: &'static str,
    /// What is wrong with it, to follow the member's name.
    pub reason: &'static str,
}

/// A message that cannot be read. It never holds a member's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Where: a JSON pointer, or the name of a header.
    pub at: String,
    /// What is wrong, such as `expected a string, found a number at line 1 column 14`.
    pub message: String,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.member, self.reason)
    }
}

impl core::error::Error for EncodeError {}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "at '{}': {}", self.at, self.message)
        }
    }
}

impl core::error::Error for DecodeError {}
