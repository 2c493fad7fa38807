//! Codes of trait values.

use super::Explanation;
use crate::diagnostic::Code;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: Code::TRAIT_VALUE,
        title: "a trait has an ill-formed value",
        meaning:
            "The value of a trait has the form its definition says. Traits without a value are \
                  written as an empty object.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string", "traits": { "smithy.api#length": { "min": "1" } } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string", "traits": { "smithy.api#length": { "min": 1 } } }
  }
}"#,
    },
    Explanation {
        code: Code::TRAIT_PLACE,
        title: "a trait is in the wrong place",
        meaning: "Each trait applies to certain types of shapes and members only.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Count": { "type": "integer", "traits": { "smithy.api#length": { "min": 1 } } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Count": { "type": "integer", "traits": { "smithy.api#range": { "min": 1 } } }
  }
}"#,
    },
    Explanation {
        code: Code::TRAITS_EXCLUDE,
        title: "traits exclude each other",
        meaning: "Some traits contradict each other, such as `readonly` and `idempotent`, or two \
                  HTTP bindings of one member.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": {
      "type": "operation",
      "traits": { "smithy.api#readonly": {}, "smithy.api#idempotent": {} }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Get": { "type": "operation", "traits": { "smithy.api#readonly": {} } }
  }
}"#,
    },
    Explanation {
        code: Code::EXCLUSIVE_MEMBERS,
        title: "a trait is on several members",
        meaning: "Some traits may be on one member of a structure only, such as `httpPayload` and \
                  `idempotencyToken`.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Input": {
      "type": "structure",
      "members": {
        "a": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#idempotencyToken": {} }
        },
        "b": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#idempotencyToken": {} }
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
          "traits": { "smithy.api#idempotencyToken": {} }
        },
        "b": { "target": "smithy.api#String" }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::BOUNDS_ORDER,
        title: "bounds are in the wrong order",
        meaning: "The minimum of `length` and `range` is not above the maximum.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": {
      "type": "string",
      "traits": { "smithy.api#length": { "min": 5, "max": 1 } }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": {
      "type": "string",
      "traits": { "smithy.api#length": { "min": 1, "max": 5 } }
    }
  }
}"#,
    },
    Explanation {
        code: Code::DEFAULT_TYPE,
        title: "a default does not fit its type",
        meaning: "Defaults are values of the type of their shape; defaults of lists, maps and \
                  documents are empty, and those of enums are one of the values.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": {
        "age": {
          "target": "smithy.api#Integer",
          "traits": { "smithy.api#default": "old" }
        }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": {
        "age": { "target": "smithy.api#Integer", "traits": { "smithy.api#default": 18 } }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::DEFAULT_CONSTRAINT,
        title: "a default breaks a constraint",
        meaning: "A default that `length` or `range` forbids is refused by the service when it is \
                  sent. Some models have such defaults on purpose, so this is a warning.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": {
        "age": {
          "target": "smithy.api#Integer",
          "traits": { "smithy.api#default": 0, "smithy.api#range": { "min": 1 } }
        }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": {
        "age": {
          "target": "smithy.api#Integer",
          "traits": { "smithy.api#default": 1, "smithy.api#range": { "min": 1 } }
        }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::DEFAULT_TARGET,
        title: "a member disagrees with the default of its target",
        meaning:
            "A member that targets a shape with a default repeats it, or says `null` for none. \
                  So a reader of the structure sees it.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Age": { "type": "integer", "traits": { "smithy.api#default": 1 } },
    "example#User": { "type": "structure", "members": { "age": { "target": "example#Age" } } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Age": { "type": "integer", "traits": { "smithy.api#default": 1 } },
    "example#User": {
      "type": "structure",
      "members": {
        "age": { "target": "example#Age", "traits": { "smithy.api#default": 1 } }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::JSON_NAME_CLASH,
        title: "two members have one name in JSON",
        meaning:
            "The name of a member in JSON is its `jsonName`, or else its own name; both kinds \
                  must differ.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": {
        "id": { "target": "smithy.api#String" },
        "key": { "target": "smithy.api#String", "traits": { "smithy.api#jsonName": "id" } }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": {
        "id": { "target": "smithy.api#String" },
        "key": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#jsonName": "key" }
        }
      }
    }
  }
}"#,
    },
];
