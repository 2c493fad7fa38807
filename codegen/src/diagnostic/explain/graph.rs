//! Codes of the shape graph.

use super::Explanation;
use crate::diagnostic::Code;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: Code::INVALID_IDENTIFIER,
        title: "a name is not an identifier",
        meaning:
            "Names of shapes and members consist of letters, digits and underscores, and begin \
                  with a letter or with underscores. Names on the wire are free: see `jsonName`, \
                  `httpHeader` and `httpQuery`.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": { "../../x": { "target": "smithy.api#String" } }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": {
        "x": {
          "target": "smithy.api#String",
          "traits": { "smithy.api#jsonName": "../../x" }
        }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::UNRESOLVED_TARGET,
        title: "a shape does not exist",
        meaning: "Every shape that is mentioned is defined in one of the files or belongs to the \
                  prelude, `smithy.api`. Shape IDs in JSON are always absolute.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": { "type": "structure", "members": { "name": { "target": "example#Name" } } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": { "type": "structure", "members": { "name": { "target": "example#Name" } } },
    "example#Name": { "type": "string" }
  }
}"#,
    },
    Explanation {
        code: Code::TARGET_TYPE,
        title: "a shape of the wrong type is mentioned",
        meaning: "Members target data, map keys strings, inputs, outputs and errors structures, \
                  services and resources operations and resources.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Ages": {
      "type": "map",
      "key": { "target": "smithy.api#Integer" },
      "value": { "target": "smithy.api#Integer" }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Ages": {
      "type": "map",
      "key": { "target": "smithy.api#String" },
      "value": { "target": "smithy.api#Integer" }
    }
  }
}"#,
    },
    Explanation {
        code: Code::MEMBER_CASE,
        title: "members differ only by case",
        meaning: "Generated code changes the case of names, so members must differ by more.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": {
      "type": "structure",
      "members": {
        "name": { "target": "smithy.api#String" },
        "Name": { "target": "smithy.api#String" }
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
        "name": { "target": "smithy.api#String" },
        "fullName": { "target": "smithy.api#String" }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::SHAPE_CASE,
        title: "shapes differ only by case",
        meaning: "Generated code changes the case of names, so shapes must differ by more.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": { "type": "structure" },
    "example#USER": { "type": "structure" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#User": { "type": "structure" },
    "example#Users": { "type": "structure" }
  }
}"#,
    },
    Explanation {
        code: Code::NO_MEMBERS,
        title: "a union or enum has no members",
        meaning: "A union or enum without members has no values.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Choice": { "type": "union", "members": {} }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Choice": {
      "type": "union",
      "members": { "text": { "target": "smithy.api#String" } }
    }
  }
}"#,
    },
    Explanation {
        code: Code::RECURSION,
        title: "a shape contains itself without a way out",
        meaning: "Lists and maps may contain themselves only through a structure or union, \
                  structures only through an optional member, list or map, and some member of a \
                  union must not contain the union.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Node": {
      "type": "structure",
      "members": {
        "next": { "target": "example#Node", "traits": { "smithy.api#required": {} } }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Node": { "type": "structure", "members": { "next": { "target": "example#Node" } } }
  }
}"#,
    },
    Explanation {
        code: Code::ENUM_VALUES,
        title: "values of an enum are wrong",
        meaning: "Each member of an enum has a string of its own, each member of an intEnum an \
                  integer of 32 bits.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Suit": {
      "type": "enum",
      "members": {
        "CLUB": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "c" } },
        "HEART": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "c" } }
      }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Suit": {
      "type": "enum",
      "members": {
        "CLUB": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "c" } },
        "HEART": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "h" } }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::MIXIN_REFERENCED,
        title: "a mixin is used as an ordinary shape",
        meaning: "Mixins vanish when the model is flattened, so nothing can target one.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Base": { "type": "structure", "traits": { "smithy.api#mixin": {} } },
    "example#User": { "type": "structure", "members": { "base": { "target": "example#Base" } } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Base": { "type": "structure", "traits": { "smithy.api#mixin": {} } },
    "example#Concrete": { "type": "structure", "mixins": [{ "target": "example#Base" }] },
    "example#User": {
      "type": "structure",
      "members": { "base": { "target": "example#Concrete" } }
    }
  }
}"#,
    },
];
