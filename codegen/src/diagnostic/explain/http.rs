//! Codes of HTTP bindings.

use super::Explanation;
use crate::diagnostic::Code;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: Code::URI_PATTERN,
        title: "a URI pattern is ill-formed",
        meaning: "A pattern is an absolute path. A label fills a whole segment, occurs once, and \
                  never in the query; a greedy label is the last one.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "users" } }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users" } }
    }
  }
}"#,
    },
    Explanation {
        code: Code::LABEL_WITHOUT_MEMBER,
        title: "a label has no member",
        meaning:
            "Each label in a URI is filled from the member of the input with its name and the \
                  trait `httpLabel`.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users/{name}" } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": {
        "name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users/{name}" } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": {
        "name": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} }
        }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::MEMBER_WITHOUT_LABEL,
        title: "a member has no label",
        meaning:
            "A member with `httpLabel` must occur in the URI of each operation that has it as \
                  input.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users" } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": {
        "name": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} }
        }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users/{name}" } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": {
        "name": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} }
        }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::LABEL_MEMBER,
        title: "a member is unfit for its label",
        meaning:
            "Without the value of a label there is no URI, so the member is required. A greedy \
                  label takes strings only.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users/{name}" } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": {
        "name": { "target": "smithy.api#String", "traits": { "smithy.api#httpLabel": {} } }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users/{name}" } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": {
        "name": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} }
        }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::URI_CONFLICT,
        title: "two operations answer to the same requests",
        meaning: "Within a service the method, path and constant query parameters tell operations \
                  apart; names of labels do not.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }, { "target": "example#Read" }]
    },
    "example#Get": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users" } }
    },
    "example#Read": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users" } }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }, { "target": "example#Read" }]
    },
    "example#Get": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/users" } }
    },
    "example#Read": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "GET", "uri": "/all-users" } }
    }
  }
}"#,
    },
    Explanation {
        code: Code::HTTP_MISSING,
        title: "an operation has no HTTP binding",
        meaning: "With REST protocols every operation needs the `http` trait. Without one of them \
                  it is a warning if only some operations have it.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Api": {
      "type": "service",
      "version": "1",
      "operations": [{ "target": "example#Get" }],
      "traits": { "aws.protocols#restJson1": {} }
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
      "traits": { "aws.protocols#restJson1": {} }
    },
    "example#Get": {
      "type": "operation",
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/get" } }
    }
  }
}"#,
    },
    Explanation {
        code: Code::PAYLOAD_CONFLICT,
        title: "members are left for a body that is taken",
        meaning: "With `httpPayload` one member is the whole body, so every other is bound to a \
                  header, label, query parameter or status code.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Put": {
      "type": "operation",
      "input": { "target": "example#PutInput" },
      "traits": { "smithy.api#http": { "method": "PUT", "uri": "/file" } }
    },
    "example#PutInput": {
      "type": "structure",
      "members": {
        "data": { "target": "smithy.api#Blob", "traits": { "smithy.api#httpPayload": {} } },
        "name": { "target": "smithy.api#String" }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Put": {
      "type": "operation",
      "input": { "target": "example#PutInput" },
      "traits": { "smithy.api#http": { "method": "PUT", "uri": "/file" } }
    },
    "example#PutInput": {
      "type": "structure",
      "members": {
        "data": { "target": "smithy.api#Blob", "traits": { "smithy.api#httpPayload": {} } },
        "name": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#httpHeader": "X-Name" }
        }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::BINDING_CLASH,
        title: "two members are bound to one name",
        meaning: "Headers (in any case), query parameters, prefixes of headers and constant query \
                  parameters of the URI must not overlap.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Input": {
      "type": "structure",
      "members": {
        "a": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#httpHeader": "X-Name" }
        },
        "b": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#httpHeader": "x-name" }
        }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Input": {
      "type": "structure",
      "members": {
        "a": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#httpHeader": "X-Name" }
        },
        "b": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#httpHeader": "X-Other" }
        }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::HEADER_NAME,
        title: "a header name is not usable",
        meaning: "Names of headers are tokens of HTTP. Those that HTTP or authentication set \
                  themselves, such as `Host`, are a warning.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Input": {
      "type": "structure",
      "members": {
        "a": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#httpHeader": "X Name" }
        }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Input": {
      "type": "structure",
      "members": {
        "a": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#httpHeader": "X-Name" }
        }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::STATUS_CODE,
        title: "a status code does not fit",
        meaning:
            "Codes are three digits; client errors have codes from 400 and server errors from \
                  500.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Gone": {
      "type": "structure",
      "traits": { "smithy.api#error": "client", "smithy.api#httpError": 510 }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Gone": {
      "type": "structure",
      "traits": { "smithy.api#error": "client", "smithy.api#httpError": 410 }
    }
  }
}"#,
    },
    Explanation {
        code: Code::HOST_PREFIX,
        title: "a host prefix is ill-formed",
        meaning: "Each label in `hostPrefix` is filled from the required member of the input with \
                  its name and the trait `hostLabel`.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#endpoint": { "hostPrefix": "{name}." } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": {
        "name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "input": { "target": "example#GetInput" },
      "traits": { "smithy.api#endpoint": { "hostPrefix": "{name}." } }
    },
    "example#GetInput": {
      "type": "structure",
      "members": {
        "name": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#required": {}, "smithy.api#hostLabel": {} }
        }
      }
    }
  }
}"#,
    },
];
