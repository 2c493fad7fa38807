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
    "example#Name": { "type": "string", "traits": { "smithy.api#pattern": "(a" } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
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
        meaning: "The model is sound, but uses something that is not supported, such as event \
                  streams. Leave the operation out, or generate types only.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Watch": { "type": "operation", "output": { "target": "example#WatchOutput" } },
    "example#WatchOutput": {
      "type": "structure",
      "members": { "events": { "target": "example#Events" } }
    },
    "example#Events": {
      "type": "union",
      "members": { "end": { "target": "example#End" } },
      "traits": { "smithy.api#streaming": {} }
    },
    "example#End": { "type": "structure" }
  }
}"#,
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
];
