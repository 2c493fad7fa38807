//! Codes of services, resources and operations.

use super::Explanation;
use crate::diagnostic::Code;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: Code::BOUND_TWICE,
        title: "an operation or resource is bound twice",
        meaning: "Within a service each operation and each resource has one place.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }],
      "resources": [{ "target": "example#User" }]
    },
    "example#User": { "type": "resource", "operations": [{ "target": "example#Get" }] },
    "example#Get": { "type": "operation" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "resources": [{ "target": "example#User" }]
    },
    "example#User": { "type": "resource", "operations": [{ "target": "example#Get" }] },
    "example#Get": { "type": "operation" }
  }
}"#,
    },
    Explanation {
        code: Code::RESOURCE_IDENTIFIERS,
        title: "identifiers of a resource are missing",
        meaning: "An operation on one resource takes all its identifiers as required members with \
                  the same target. An operation on all takes not all of them. A contained resource \
                  has those of its container.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "resource",
      "identifiers": { "id": { "target": "smithy.api#String" } },
      "read": { "target": "example#GetUser" }
    },
    "example#GetUser": {
      "type": "operation",
      "input": { "target": "example#GetUserInput" },
      "traits": { "smithy.api#readonly": {} }
    },
    "example#GetUserInput": { "type": "structure" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "resource",
      "identifiers": { "id": { "target": "smithy.api#String" } },
      "read": { "target": "example#GetUser" }
    },
    "example#GetUser": {
      "type": "operation",
      "input": { "target": "example#GetUserInput" },
      "traits": { "smithy.api#readonly": {} }
    },
    "example#GetUserInput": {
      "type": "structure",
      "members": {
        "id": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::NAME_CONFLICT,
        title: "shapes of a service have the same name",
        meaning: "Names in a service differ by more than case and namespace. `rename` gives a shape \
                  another name within the service. Equal simple types and lists of them may share \
                  one.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }]
    },
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#Input" },
      "output": { "target": "other#INPUT" }
    },
    "example#Input": { "type": "structure" },
    "other#INPUT": { "type": "structure" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }],
      "rename": { "other#INPUT": "Output" }
    },
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#Input" },
      "output": { "target": "other#INPUT" }
    },
    "example#Input": { "type": "structure" },
    "other#INPUT": { "type": "structure" }
  }
}"#,
    },
    Explanation {
        code: Code::RENAME,
        title: "a rename breaks the rules",
        meaning: "`rename` names data shapes of the service and gives them a valid name that \
                  differs from their own.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }],
      "rename": { "example#Get": "Fetch" }
    },
    "example#Get": { "type": "operation" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }],
      "rename": { "example#Input": "Request" }
    },
    "example#Get": { "type": "operation", "input": { "target": "example#Input" } },
    "example#Input": { "type": "structure" }
  }
}"#,
    },
    Explanation {
        code: Code::PAGINATION,
        title: "pagination does not work out",
        meaning: "`paginated` names an optional input token and an output token, both strings, a \
                  list or map of items, and an integer that limits a page. What an operation leaves \
                  out comes from the service.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#List" }]
    },
    "example#List": {
      "type": "operation",
      "input": { "target": "example#ListInput" },
      "output": { "target": "example#ListOutput" },
      "traits": {
        "smithy.api#paginated": {
          "inputToken": "token",
          "outputToken": "token",
          "items": "users"
        }
      }
    },
    "example#ListInput": {
      "type": "structure",
      "members": { "token": { "target": "smithy.api#String" } }
    },
    "example#ListOutput": {
      "type": "structure",
      "members": {
        "token": { "target": "smithy.api#String" },
        "names": { "target": "example#Names" }
      }
    },
    "example#Names": { "type": "list", "member": { "target": "smithy.api#String" } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#List" }]
    },
    "example#List": {
      "type": "operation",
      "input": { "target": "example#ListInput" },
      "output": { "target": "example#ListOutput" },
      "traits": {
        "smithy.api#paginated": {
          "inputToken": "token",
          "outputToken": "token",
          "items": "names"
        }
      }
    },
    "example#ListInput": {
      "type": "structure",
      "members": { "token": { "target": "smithy.api#String" } }
    },
    "example#ListOutput": {
      "type": "structure",
      "members": {
        "token": { "target": "smithy.api#String" },
        "names": { "target": "example#Names" }
      }
    },
    "example#Names": { "type": "list", "member": { "target": "smithy.api#String" } }
  }
}"#,
    },
    Explanation {
        code: Code::NOT_AN_ERROR,
        title: "an error is not marked as one",
        meaning: "Structures in `errors` have the trait `error`, which says who is at fault.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": { "type": "operation", "errors": [{ "target": "example#Gone" }] },
    "example#Gone": { "type": "structure" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": { "type": "operation", "errors": [{ "target": "example#Gone" }] },
    "example#Gone": { "type": "structure", "traits": { "smithy.api#error": "client" } }
  }
}"#,
    },
    Explanation {
        code: Code::STREAMING,
        title: "a stream is used where it cannot be",
        meaning: "Inputs and outputs have one stream at most, as a member of their own; with HTTP \
                  it is the payload. A stream of bytes is required or has a default. Events are \
                  structures.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "output": { "target": "example#GetOutput" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/data" } }
    },
    "example#GetOutput": {
      "type": "structure",
      "members": {
        "data": { "target": "example#Data", "traits": { "smithy.api#required": {} } }
      }
    },
    "example#Data": { "type": "blob", "traits": { "smithy.api#streaming": {} } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "output": { "target": "example#GetOutput" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/data" } }
    },
    "example#GetOutput": {
      "type": "structure",
      "members": {
        "data": {
          "target": "example#Data",
          "traits": { "smithy.api#required": {}, "smithy.api#httpPayload": {} }
        }
      }
    },
    "example#Data": { "type": "blob", "traits": { "smithy.api#streaming": {} } }
  }
}"#,
    },
    Explanation {
        code: Code::RESOURCE_CYCLE,
        title: "resources contain themselves",
        meaning: "Resources form a tree.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#One": { "type": "resource", "resources": [{ "target": "example#Two" }] },
    "example#Two": { "type": "resource", "resources": [{ "target": "example#One" }] }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#One": { "type": "resource", "resources": [{ "target": "example#Two" }] },
    "example#Two": { "type": "resource" }
  }
}"#,
    },
    Explanation {
        code: Code::UNHANDLED_SCHEME,
        title: "nobody handles a protocol or scheme",
        meaning: "The service names a protocol or authentication scheme that is not supported here. \
                  Generation goes on with the supported ones.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "traits": { "aws.protocols#ec2Query": {} }
    }
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
        code: Code::UNKNOWN_SERVICE,
        title: "there is no such service",
        meaning: "The service to generate is named by its absolute shape ID, which one of the files \
                  defines.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: Code::INPUT_OUTPUT_REUSE,
        title: "an input or output is used elsewhere",
        meaning: "A structure with the trait `input` or `output` belongs to one operation, so that \
                  it can change with it.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#One": { "type": "operation", "input": { "target": "example#Input" } },
    "example#Two": { "type": "operation", "input": { "target": "example#Input" } },
    "example#Input": { "type": "structure", "traits": { "smithy.api#input": {} } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#One": { "type": "operation", "input": { "target": "example#Input" } },
    "example#Two": { "type": "operation", "input": { "target": "example#Other" } },
    "example#Input": { "type": "structure", "traits": { "smithy.api#input": {} } },
    "example#Other": { "type": "structure", "traits": { "smithy.api#input": {} } }
  }
}"#,
    },
    Explanation {
        code: Code::AUTH_LIST,
        title: "`auth` names a scheme the service does not have",
        meaning: "The schemes in `auth` are among those whose traits the service has.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "traits": { "smithy.api#auth": ["smithy.api#httpBasicAuth"] }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "traits": {
        "smithy.api#auth": ["smithy.api#httpBasicAuth"],
        "smithy.api#httpBasicAuth": {}
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::LIFECYCLE,
        title: "a lifecycle operation lacks its trait",
        meaning: "`read` and `list` operations are `readonly`; `put` and `delete` operations are \
                  `idempotent`.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": { "type": "resource", "read": { "target": "example#GetUser" } },
    "example#GetUser": { "type": "operation" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": { "type": "resource", "read": { "target": "example#GetUser" } },
    "example#GetUser": { "type": "operation", "traits": { "smithy.api#readonly": {} } }
  }
}"#,
    },
];
