//! Codes of what follows the check.

use super::Explanation;
use crate::diagnostic::Code;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: Code::PATTERN,
        title: "a pattern cannot be checked",
        meaning: "Patterns are regular expressions of ECMA-262, read with the `u` flag and, where \
                  that fails, as Annex B allows. A pattern that is neither is a warning, and no \
                  validator is made for it.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }],
      "traits": { "aws.protocols#restJson1": {} }
    },
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/get" } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": { "name": { "target": "example#Name" } }
    },
    "example#Name": { "type": "string", "traits": { "smithy.api#pattern": "(a" } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }],
      "traits": { "aws.protocols#restJson1": {} }
    },
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/get" } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": { "name": { "target": "example#Name" } }
    },
    "example#Name": { "type": "string", "traits": { "smithy.api#pattern": "(a)" } }
  }
}"#,
    },
    Explanation {
        code: Code::NO_PROTOCOL,
        title: "the service has no usable protocol",
        meaning: "A client or server needs a protocol: a trait on the service such as \
                  `aws.protocols#restJson1`.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": { "type": "service", "version": "1" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "traits": { "aws.protocols#restJson1": {} }
    }
  }
}"#,
    },
    Explanation {
        code: Code::UNSUPPORTED,
        title: "the generator cannot do this",
        meaning: "The model is sound, but goes beyond what can be made of it, such as lists nested \
                  deeper than a compiler can follow. The message says what it is, and the help what \
                  to do.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: Code::INTERNAL,
        title: "the generator made something wrong",
        meaning:
            "This is a fault of the generator, whatever the model says. Please report it with \
                  the model, or the part of it that shows the fault.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: Code::EVENTS,
        title: "a stream of events is not carried in full",
        meaning: "Clients carry streams of events in both directions, with two limits. Events are \
                  not signed one by one, so a service that knows no other scheme than \
                  `aws.auth#sigv4` may refuse those that it is sent; what it sends can be read. And \
                  a style without protocol leaves the member of the stream out, since a stream is a \
                  way to send and to receive; the types of the events are there.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Talk" }],
      "traits": { "aws.protocols#restJson1": {}, "aws.auth#sigv4": { "name": "example" } }
    },
    "example#Talk": {
      "type": "operation",
      "input": { "target": "example#TalkInput" },
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/talk" } }
    },
    "example#TalkInput": {
      "type": "structure",
      "members": {
        "events": { "target": "example#Events", "traits": { "smithy.api#httpPayload": {} } }
      }
    },
    "example#Events": {
      "type": "union",
      "members": { "end": { "target": "example#End" } },
      "traits": { "smithy.api#streaming": {} }
    },
    "example#End": { "type": "structure" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Talk" }],
      "traits": { "aws.protocols#restJson1": {}, "smithy.api#httpBasicAuth": {} }
    },
    "example#Talk": {
      "type": "operation",
      "input": { "target": "example#TalkInput" },
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/talk" } }
    },
    "example#TalkInput": {
      "type": "structure",
      "members": {
        "events": { "target": "example#Events", "traits": { "smithy.api#httpPayload": {} } }
      }
    },
    "example#Events": {
      "type": "union",
      "members": { "end": { "target": "example#End" } },
      "traits": { "smithy.api#streaming": {} }
    },
    "example#End": { "type": "structure" }
  }
}"#,
    },
];
