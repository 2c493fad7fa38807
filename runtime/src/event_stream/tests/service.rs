//! A service with streams, over a protocol with HTTP bindings and over one without.

// The macros write for generated crates, whose items are public and used by others.
#![allow(dead_code, unreachable_pub)]

use std::string::String;
use std::vec::Vec;

use crate::blob::Blob;
use crate::error::{ErrorContext, Failure};
use crate::event_stream::{EventFormat, EventStream, JsonEvents};
use crate::http::Body;
use crate::json;
use crate::operation::{OperationSchema, ServiceSchema};
use crate::prelude;
use crate::protocol::{DecodeError, Decoded, EncodeError, ErrorSummary, Protocol, RestJson};
use crate::schema::{Fault, Member};
use crate::serde::{Codec, Members, Secrets};
use crate::shape::Structure;
use crate::timestamp::Timestamp;

macro_rules! plain {
    ($name:ident { $($field:ident: $type:ty),* }) => {
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $(pub $field: $type,)* }
    };
}

plain!(Text { text: String, at: Option<Timestamp> });
plain!(Sound { channel: Option<i32>, sound: Blob });
plain!(Mood { joy: Option<f32> });
plain!(MoodEvent { mood: Option<Mood> });
plain!(Words { words: Option<String> });
plain!(Mark {
    seen: Option<bool>,
    level: Option<i8>,
    rank: Option<i16>,
    size: Option<i64>,
    key: Option<Blob>,
    name: Option<String>
});
plain!(End {});

#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    pub message: Option<String>,
    context: ErrorContext,
}

crate::structure! {
    static TEXT: Text = "test#Text";
    0 => text = Member::new("text", &prelude::STRING).required(),
    1 => at = Member::new("at", &prelude::TIMESTAMP).event_header(),
}
crate::structure! {
    static SOUND: Sound = "test#Sound";
    0 => channel = Member::new("channel", &prelude::INTEGER).event_header(),
    1 => sound = Member::new("sound", &prelude::BLOB).event_payload(),
}
crate::structure! {
    static MOOD: Mood = "test#Mood";
    0 => joy = Member::new("joy", &prelude::FLOAT),
}
crate::structure! {
    static MOOD_EVENT: MoodEvent = "test#MoodEvent";
    0 => mood = Member::new("mood", &MOOD).event_payload(),
}
crate::structure! {
    static WORDS: Words = "test#Words";
    0 => words = Member::new("words", &prelude::STRING).event_payload(),
}
crate::structure! {
    static MARK: Mark = "test#Mark";
    0 => seen = Member::new("seen", &prelude::BOOLEAN).event_header(),
    1 => level = Member::new("level", &prelude::BYTE).event_header(),
    2 => rank = Member::new("rank", &prelude::SHORT).event_header(),
    3 => size = Member::new("size", &prelude::LONG).event_header(),
    4 => key = Member::new("key", &prelude::BLOB).event_header(),
    5 => name = Member::new("name", &prelude::STRING).event_header(),
}
crate::structure! { static END: End = "test#End"; }
crate::structure! {
    static SILENCE: Silence = "test#SilenceException".error(Fault::Server, 503);
    0 => message = Member::new("message", &prelude::STRING),
    _ => context,
}
crate::error_structure!(Silence);

#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Text(Text),
    Sound(Sound),
    Mood(MoodEvent),
    Words(Words),
    Mark(Mark),
    End(End),
    Silence(Silence),
    Unknown(String),
}

crate::union! {
    static EVENT: Event = "test#Event".streaming();
    0 => Text = Member::new("text", &TEXT),
    1 => Sound = Member::new("sound", &SOUND),
    2 => Mood = Member::new("mood", &MOOD_EVENT),
    3 => Words = Member::new("words", &WORDS),
    4 => Mark = Member::new("mark", &MARK),
    5 => End = Member::new("end", &END),
    6 => Silence = Member::new("silence", &SILENCE),
    _ => Unknown,
}

#[derive(Debug)]
pub enum TalkError {
    Silence(Silence),
    Other(Failure),
}

#[derive(Debug)]
pub enum AnyError {
    Silence(Silence),
    Other(Failure),
}

crate::modeled_errors! { TalkError into AnyError; Silence(Silence) => is_silence, _ => Other, }
crate::modeled_errors! { AnyError; Silence(Silence) => is_silence, _ => Other, }

const CODEC: Codec =
    Codec { secrets: Secrets::Shown, format: crate::serde::Format::Json, ..Codec::USER };

/// JSON without places in HTTP, whose streams begin with the other members.
#[derive(Debug)]
pub(super) struct Calls;

static FORMAT: JsonEvents = JsonEvents { codec: CODEC, initial_messages: true };

impl Protocol for Calls {
    fn id(&self) -> &'static str {
        "test#calls"
    }

    fn events(&self) -> Option<&'static dyn EventFormat> {
        Some(&FORMAT)
    }

    fn encode_request(
        &self,
        _operation: &'static OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<http::Request<Body>, EncodeError> {
        let bytes = json::write_members(input, Members::Body, CODEC).unwrap();
        let request = http::Request::post("/").header("accept", "application/json");
        Ok(request.body(Body::Bytes(bytes.into())).unwrap())
    }

    fn is_success(&self, _: &'static OperationSchema, head: &http::response::Parts) -> bool {
        head.status.is_success()
    }

    fn decode_response(
        &self,
        _operation: &'static OperationSchema,
        _head: &http::response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        let bytes = if let Body::Bytes(bytes) = body { bytes } else { "{}".into() };
        let read = json::read(&bytes, json::Target::Members(output, Members::Body), CODEC);
        read.map(|missing| Decoded { missing: missing.into_pointers() })
            .map_err(|error| DecodeError { at: error.at, message: error.message })
    }

    fn error_summary(&self, _head: &http::response::Parts, _body: &[u8]) -> ErrorSummary {
        ErrorSummary::default()
    }

    fn decode_error(
        &self,
        _head: &http::response::Parts,
        _body: &[u8],
        _error: &mut dyn Structure,
    ) -> Result<Decoded, DecodeError> {
        Ok(Decoded::default())
    }
}

const fn service(protocol: &'static dyn Protocol) -> ServiceSchema {
    ServiceSchema {
        id: "test#Talk",
        version: "1",
        protocol,
        endpoint: None,
        auth: &[],
        token_variables: &[],
        request_id_headers: &["x-request-id"],
        headers: &[],
        user_agent: "talk/1.0",
    }
}

static REST: ServiceSchema = service(&RestJson);
static RPC: ServiceSchema = service(&Calls);

macro_rules! talk {
    ($input:ident, $output:ident, $in:ident, $out:ident, $schema:ident,
     $service:expr, [$($name:tt)*], [$($payload:tt)*], [$($http:tt)*]) => {
        #[derive(Debug)]
        pub struct $input {
            pub name: Option<String>,
            pub events: EventStream<Event>,
        }

        #[derive(Debug)]
        pub struct $output {
            pub name: Option<String>,
            pub events: EventStream<Event, TalkError>,
        }

        crate::structure! {
            static $in: $input = "test#Input";
            0 => name = Member::new("name", &prelude::STRING)$($name)*,
            1 => events = Member::new("events", &EVENT).required()$($payload)*,
        }
        crate::structure! {
            static $out: $output = "test#Output";
            0 => name = Member::new("name", &prelude::STRING).required()$($name)*,
            1 => events = Member::new("events", &EVENT).required()$($payload)*,
        }

        static $schema: OperationSchema =
            OperationSchema::new("Talk", $service, &$in, &$out)$($http)*;

        impl crate::operation::Operation for $input {
            type Response = $output;
            type Error = TalkError;

            fn operation() -> &'static OperationSchema {
                &$schema
            }
        }
    };
}

talk!(
    RestInput, RestOutput, REST_INPUT, REST_OUTPUT, REST_TALK, &REST,
    [.header("x-name")], [.payload()], [.http("POST", "/talk", 200)]
);
talk!(RpcInput, RpcOutput, RPC_INPUT, RPC_OUTPUT, RPC_TALK, &RPC, [], [], []);

/// One event of each kind that the service knows.
pub(super) fn events() -> Vec<Event> {
    std::vec![
        Event::Text(Text {
            text: "hi".into(),
            at: Timestamp::from_unix(1_700_000_000, 123_000_000),
        }),
        Event::Sound(Sound { channel: Some(2), sound: Blob::from(&[1, 2]) }),
        Event::Mood(MoodEvent { mood: Some(Mood { joy: Some(0.5) }) }),
        Event::Words(Words { words: Some("plain".into()) }),
        Event::Mark(Mark {
            seen: Some(true),
            level: Some(-1),
            rank: Some(300),
            size: Some(1 << 40),
            key: Some("k".into()),
            name: Some("n".into()),
        }),
        Event::End(End {}),
    ]
}

/// An error that a stream lists.
pub(super) fn silence() -> Silence {
    Silence { message: Some("hush".into()), context: ErrorContext::default() }
}
