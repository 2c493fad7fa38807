//! A service for tests, and its protocol: lines of `name=value`, the error's name in a header.

// The macros write for generated crates, whose items are public and used by others.
#![allow(dead_code, unreachable_pub)]

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::auth::AuthScheme;
use crate::error::{decoded, ErrorContext, Failure, ModeledError, OperationError};
use crate::http::Body;
use crate::operation::{Operation, OperationSchema, Paginated, ServiceSchema};
use crate::protocol::{DecodeError, Decoded, EncodeError, ErrorSummary, Protocol};
use crate::schema::{Fault, Member, Schema};
use crate::shape::{Shape, Structure, Value};

pub(crate) static SERVICE: ServiceSchema = ServiceSchema {
    id: "test#Things",
    version: "1",
    protocol: &Lines,
    endpoint: None,
    auth: &[AuthScheme::Bearer],
    token_variables: &["FERROSMITH_TEST_TOKEN_THAT_IS_NEVER_SET"],
    request_id_headers: &["x-request-id"],
    headers: &[("x-constant", "always")],
    user_agent: "things/1.0",
};

#[derive(Debug)]
pub(crate) struct Lines;

fn text(bytes: &[u8]) -> Result<&str, DecodeError> {
    let wrong = |_| DecodeError { at: String::new(), message: "expected text".into() };
    core::str::from_utf8(bytes).map_err(wrong)
}

fn fill(text: &str, structure: &mut dyn Structure) -> Result<Decoded, DecodeError> {
    for line in text.lines() {
        let Some((name, value)) = line.split_once('=') else {
            return Err(DecodeError {
                at: String::new(),
                message: "expected a name and a value".into(),
            });
        };
        let members = structure.schema().members();
        let Some(index) = members.iter().position(|member| member.name() == name) else { continue };
        let slot = structure.member_mut(index).unwrap().slot();
        if let crate::shape::Slot::List(list) = slot {
            list.push().unwrap().slot().set_string(value).unwrap();
        } else {
            slot.set_string(value).unwrap();
        }
    }
    Ok(Decoded::default())
}

impl Protocol for Lines {
    fn id(&self) -> &'static str {
        "test#lines"
    }

    fn encode_request(
        &self,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<http::Request<Body>, EncodeError> {
        let mut body = String::new();
        for (index, member) in input.schema().members().iter().enumerate() {
            if let Some(Value::String(value)) = input.member(index).map(Shape::get) {
                if value == ".." {
                    return Err(EncodeError {
                        member: member.name(),
                        reason: "must not be a dot segment",
                    });
                }
                body.extend([member.name(), "=", value, "\n"]);
            }
        }
        let binding = operation.http_binding().unwrap();
        let body = if binding.method == "GET" { Body::Empty } else { Body::Bytes(body.into()) };
        Ok(http::Request::builder().method(binding.method).uri(binding.uri).body(body).unwrap())
    }

    fn is_success(
        &self,
        operation: &'static OperationSchema,
        head: &http::response::Parts,
    ) -> bool {
        head.status.as_u16() == operation.http_binding().unwrap().code
    }

    fn decode_response(
        &self,
        _operation: &'static OperationSchema,
        _head: &http::response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        match body {
            Body::Bytes(bytes) => fill(text(&bytes)?, output),
            Body::Empty | Body::Stream { .. } => Ok(Decoded::default()),
        }
    }

    fn error_summary(&self, head: &http::response::Parts, body: &[u8]) -> ErrorSummary {
        let code = head.headers.get("x-error").map(|code| code.to_str().unwrap().to_string());
        let message = text(body)
            .ok()
            .and_then(|text| text.lines().find_map(|line| line.strip_prefix("message=")));
        ErrorSummary { code, message: message.map(ToString::to_string), ..ErrorSummary::default() }
    }

    fn decode_error(
        &self,
        _head: &http::response::Parts,
        body: &[u8],
        error: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        fill(text(body)?, error)
    }
}

static STRING: Schema = Schema::string("smithy.api#String");
static SECRET: Schema = Schema::string("test#Secret").sensitive();
static STRINGS: Schema = Schema::list("test#Strings", &[Member::new("member", &STRING)]);

macro_rules! structure {
    ($name:ident, $schema:ident = $value:expr, $($index:literal $field:ident: $type:ty),*) => {
        pub(crate) static $schema: Schema = $value;

        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct $name { $(pub(crate) $field: $type,)* }

        impl Structure for $name {
            fn schema(&self) -> &'static Schema {
                &$schema
            }

            fn empty() -> Self {
                Self { $($field: Shape::empty(),)* }
            }

            fn member(&self, index: usize) -> Option<&dyn Shape> {
                match index { $($index => Some(&self.$field),)* _ => None }
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
                match index { $($index => Some(&mut self.$field),)* _ => None }
            }
        }
    };
}

macro_rules! error {
    ($name:ident, $schema:ident = $value:expr) => {
        static $schema: Schema = $value;

        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct $name {
            pub(crate) message: String,
            context: ErrorContext,
        }

        impl Structure for $name {
            fn schema(&self) -> &'static Schema {
                &$schema
            }

            fn empty() -> Self {
                Self { message: String::new(), context: ErrorContext::default() }
            }

            fn member(&self, index: usize) -> Option<&dyn Shape> {
                (index == 0).then_some(&self.message)
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
                (index == 0).then_some(&mut self.message)
            }
        }

        impl ModeledError for $name {
            fn context(&self) -> &ErrorContext {
                &self.context
            }

            fn context_mut(&mut self) -> &mut ErrorContext {
                &mut self.context
            }
        }

        crate::modeled_error!($name);
    };
}

structure!(Name, NAME = Schema::structure("test#NameRequest", &[
    Member::new("name", &STRING).required().min_length(3),
]), 0 name: String);
structure!(Put, PUT = Schema::structure("test#PutRequest", &[Member::new("name", &STRING)]), 0 name: String);
structure!(PutOnce, PUT_ONCE = Schema::structure("test#PutOnceRequest", &[
    Member::new("name", &STRING),
    Member::new("clientToken", &STRING).idempotency_token(),
]), 0 name: String, 1 client_token: Option<String>);
structure!(Make, MAKE = Schema::structure("test#MakeRequest", &[Member::new("name", &STRING)]), 0 name: String);
structure!(Thing, THING = Schema::structure("test#Thing", &[Member::new("name", &STRING)]), 0 name: String);
structure!(Key, KEY = Schema::structure("test#Key", &[Member::new("secret", &SECRET)]), 0 secret: String);
structure!(List, LIST = Schema::structure("test#ListRequest", &[
    Member::new("nextToken", &STRING),
]), 0 next_token: Option<String>);
structure!(Page, PAGE = Schema::structure("test#Page", &[
    Member::new("nextToken", &STRING),
    Member::new("items", &STRINGS),
]), 0 next_token: Option<String>, 1 items: Vec<String>);

error!(
    Gone,
    GONE = Schema::structure("test#GoneException", &[Member::new("message", &STRING).required()])
        .error(Fault::Client, 404)
);
error!(
    Busy,
    BUSY = Schema::structure("test#BusyException", &[Member::new("message", &STRING).required()])
        .error(Fault::Client, 409)
        .retryable(false)
);
error!(
    Hidden,
    HIDDEN =
        Schema::structure("test#HiddenException", &[Member::new("message", &SECRET).required(),])
            .error(Fault::Client, 400)
);

#[derive(Debug)]
#[non_exhaustive]
pub(crate) enum ThingError {
    Gone(Gone),
    Busy(Busy),
    Hidden(Hidden),
    Other(Failure),
}

impl OperationError for ThingError {
    fn modeled(name: &str, fill: &mut dyn FnMut(&mut dyn ModeledError)) -> Option<Self> {
        Some(match name {
            "GoneException" => Self::Gone(decoded(fill)),
            "BusyException" => Self::Busy(decoded(fill)),
            "HiddenException" => Self::Hidden(decoded(fill)),
            _ => return None,
        })
    }

    fn as_modeled(&self) -> Result<&dyn ModeledError, &Failure> {
        match self {
            Self::Gone(error) => Ok(error),
            Self::Busy(error) => Ok(error),
            Self::Hidden(error) => Ok(error),
            Self::Other(failure) => Err(failure),
        }
    }
}

crate::operation_error!(ThingError);

macro_rules! operation {
    ($input:ident -> $output:ident, $schema:ident = $value:expr) => {
        static $schema: OperationSchema = $value;

        impl Operation for $input {
            type Response = $output;
            type Error = ThingError;

            fn operation() -> &'static OperationSchema {
                &$schema
            }
        }
    };
}

operation!(Name -> Thing, GET_THING = OperationSchema::new("GetThing", &SERVICE, &NAME, &THING)
    .http("GET", "/things/%2e%2e?q=a%20b", 200).readonly());
operation!(Put -> Thing, PUT_THING = OperationSchema::new("PutThing", &SERVICE, &PUT, &THING)
    .http("PUT", "/things", 201).idempotent());
operation!(PutOnce -> Thing, ADD_THING = OperationSchema::new("AddThing", &SERVICE, &PUT_ONCE, &THING)
    .http("POST", "/things", 201));
operation!(Make -> Key, MAKE_KEY = OperationSchema::new("MakeKey", &SERVICE, &MAKE, &KEY)
    .http("POST", "/keys", 201));
operation!(List -> Page, LIST_THINGS = OperationSchema::new("ListThings", &SERVICE, &LIST, &PAGE)
    .http("POST", "/list", 200).readonly().paginated("nextToken", &["nextToken"]));

impl Paginated for List {
    type Item = String;

    fn items(response: Page) -> Vec<String> {
        response.items
    }
}

pub(crate) fn name(name: &str) -> Name {
    Name { name: name.into() }
}

pub(crate) fn put(name: &str) -> Put {
    Put { name: name.into() }
}

pub(crate) fn add(name: &str) -> PutOnce {
    PutOnce { name: name.into(), client_token: None }
}

pub(crate) fn make(name: &str) -> Make {
    Make { name: name.into() }
}

/// A response with this status, these headers and this body.
pub(crate) fn reply(
    status: u16,
    headers: &[(&str, &str)],
    body: &'static str,
) -> http::Response<Body> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Body::Bytes(body.into())).unwrap()
}

/// A client as generated crates have it.
#[derive(Clone, Debug)]
pub(crate) struct ThingClient(crate::client::Client);

impl ThingClient {
    pub(crate) fn builder() -> crate::client::Builder<Self> {
        crate::client::Builder::new(&SERVICE)
    }

    pub(crate) fn call<O: crate::operation::Operation>(
        &self,
        request: O,
    ) -> crate::client::Call<O> {
        self.0.call(request)
    }

    pub(crate) async fn send<O: crate::operation::Operation>(
        &self,
        request: O,
    ) -> Result<O::Response, O::Error> {
        self.call(request).send().await
    }

    pub(crate) async fn send_with_metadata<O: crate::operation::Operation>(
        &self,
        request: O,
    ) -> Result<(O::Response, crate::client::Metadata), O::Error> {
        self.call(request).send_with_metadata().await
    }
}

impl From<crate::client::Client> for ThingClient {
    fn from(client: crate::client::Client) -> Self {
        Self(client)
    }
}
