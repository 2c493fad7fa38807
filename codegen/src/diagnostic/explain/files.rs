//! Codes of files: JSON, definitions, `apply` and mixins.

use super::Explanation;
use crate::diagnostic::Code;

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: Code::NOT_JSON,
        title: "a file is not JSON",
        meaning:
            "Models are read as JSON ASTs, strictly: no comments, no trailing commas, no byte \
                  order mark. A file in the Smithy IDL must be converted first, for example with \
                  `smithy ast`.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": { },
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": { }
}"#,
    },
    Explanation {
        code: Code::TOO_LARGE,
        title: "a file is too large",
        meaning:
            "A file may have 256 MiB. Models can be split over any number of files, which are \
                  merged.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: Code::TOO_DEEP,
        title: "JSON is nested too deeply",
        meaning: "Arrays and objects may be nested 128 deep, far more than any model needs. Most \
                  often a bracket was not closed.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: Code::DUPLICATE_KEY,
        title: "an object has a key twice",
        meaning:
            "JSON readers disagree on which of the two counts, so neither is trusted. Only the \
                  first is read.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string" },
    "example#Name": { "type": "blob" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string" },
    "example#Image": { "type": "blob" }
  }
}"#,
    },
    Explanation {
        code: Code::SMITHY_VERSION,
        title: "the version of Smithy is missing or unsupported",
        meaning:
            "A model says which version of the specification it follows. Versions 1.0 and 2.0 \
                  are read; 1.0 is upgraded while loading.",
        wrong: r#"{
  "smithy": "3.0",
  "shapes": {}
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {}
}"#,
    },
    Explanation {
        code: Code::PROPERTY_TYPE,
        title: "a property has a value of the wrong type",
        meaning:
            "The JSON AST fixes the type of each property, such as an array of references for \
                  `operations`.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Weather": { "type": "service", "version": "1", "operations": "example#Get" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Weather": { "type": "service", "version": "1", "operations": [] }
  }
}"#,
    },
    Explanation {
        code: Code::UNKNOWN_PROPERTY,
        title: "a property is unknown",
        meaning: "A property that the JSON AST does not have is ignored. Most often its name is \
                  misspelled.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Weather": { "type": "service", "version": "1", "operation": [] }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Weather": { "type": "service", "version": "1", "operations": [] }
  }
}"#,
    },
    Explanation {
        code: Code::MISSING_PROPERTY,
        title: "a property is missing",
        meaning:
            "Some properties must be there: `type` in each shape, `target` in each reference, \
                  `member` in lists, `key` and `value` in maps.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Names": { "type": "list" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Names": { "type": "list", "member": { "target": "smithy.api#String" } }
  }
}"#,
    },
    Explanation {
        code: Code::SHAPE_TYPE,
        title: "there is no such shape type",
        meaning: "Shape types are those of Smithy 2.0, and `set` of Smithy 1.0.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "text" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string" }
  }
}"#,
    },
    Explanation {
        code: Code::METADATA_CONFLICT,
        title: "files disagree on metadata",
        meaning: "Arrays of metadata are concatenated and equal values are one; all else is a \
                  conflict.",
        wrong: r#"{
  "smithy": "2.0",
  "metadata": { "owner": "a" },
  "shapes": {}
}
// next file
{
  "smithy": "2.0",
  "metadata": { "owner": "b" },
  "shapes": {}
}"#,
        right: r#"{
  "smithy": "2.0",
  "metadata": { "owners": ["a"] },
  "shapes": {}
}
// next file
{
  "smithy": "2.0",
  "metadata": { "owners": ["b"] },
  "shapes": {}
}"#,
    },
    Explanation {
        code: Code::SHAPE_CONFLICT,
        title: "a shape is defined twice, differently",
        meaning:
            "Files may repeat a definition only if type, members and properties are the same. \
                  Traits may be added.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string" }
  }
}
// next file
{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "blob" }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string" }
  }
}
// next file
{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string", "traits": { "smithy.api#title": "Name" } }
  }
}"#,
    },
    Explanation {
        code: Code::TRAIT_CONFLICT,
        title: "a trait is applied twice with different values",
        meaning: "A trait can be applied in a definition and by `apply`, but then the values must \
                  be the same, or lists, which are concatenated. `apply` adds; it does not \
                  override.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string", "traits": { "smithy.api#title": "Name" } }
  }
}
// next file
{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "apply", "traits": { "smithy.api#title": "Label" } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string", "traits": { "smithy.api#tags": ["a"] } }
  }
}
// next file
{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "apply", "traits": { "smithy.api#tags": ["b"] } }
  }
}"#,
    },
    Explanation {
        code: Code::APPLY_TARGET,
        title: "`apply` names what is not there",
        meaning: "A trait can only be applied to a shape or member that some file defines or a \
                  mixin brings.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string" }
  }
}
// next file
{
  "smithy": "2.0",
  "shapes": {
    "example#Nmae": { "type": "apply", "traits": { "smithy.api#title": "Name" } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string" }
  }
}
// next file
{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "apply", "traits": { "smithy.api#title": "Name" } }
  }
}"#,
    },
    Explanation {
        code: Code::APPLY_TO_PRELUDE,
        title: "`apply` changes the prelude",
        meaning: "The shapes of `smithy.api` are the same in every model.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "smithy.api#String": { "type": "apply", "traits": { "smithy.api#pattern": "^a" } }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Name": { "type": "string", "traits": { "smithy.api#pattern": "^a" } }
  }
}"#,
    },
    Explanation {
        code: Code::NOT_A_MIXIN,
        title: "a shape that is not a mixin is mixed in",
        meaning: "Only shapes with the `mixin` trait can be mixed into others.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Base": {
      "type": "structure",
      "members": { "id": { "target": "smithy.api#String" } }
    },
    "example#User": { "type": "structure", "mixins": [{ "target": "example#Base" }] }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Base": {
      "type": "structure",
      "members": { "id": { "target": "smithy.api#String" } },
      "traits": { "smithy.api#mixin": {} }
    },
    "example#User": { "type": "structure", "mixins": [{ "target": "example#Base" }] }
  }
}"#,
    },
    Explanation {
        code: Code::MIXIN_CYCLE,
        title: "mixins lead back to themselves",
        meaning: "A mixin may use other mixins, but not itself on the way.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#One": {
      "type": "structure",
      "mixins": [{ "target": "example#Two" }],
      "traits": { "smithy.api#mixin": {} }
    },
    "example#Two": {
      "type": "structure",
      "mixins": [{ "target": "example#One" }],
      "traits": { "smithy.api#mixin": {} }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#One": {
      "type": "structure",
      "mixins": [{ "target": "example#Two" }],
      "traits": { "smithy.api#mixin": {} }
    },
    "example#Two": { "type": "structure", "traits": { "smithy.api#mixin": {} } }
  }
}"#,
    },
    Explanation {
        code: Code::MIXIN_TYPE,
        title: "a mixin does not fit the shape",
        meaning: "A shape can only use mixins of its own type. Operation mixins bring errors and \
                  traits only, resource mixins traits only.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Base": { "type": "string", "traits": { "smithy.api#mixin": {} } },
    "example#User": { "type": "structure", "mixins": [{ "target": "example#Base" }] }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Base": { "type": "structure", "traits": { "smithy.api#mixin": {} } },
    "example#User": { "type": "structure", "mixins": [{ "target": "example#Base" }] }
  }
}"#,
    },
    Explanation {
        code: Code::MIXIN_MEMBER_CONFLICT,
        title: "a member has two targets",
        meaning: "Members of the same name from several mixins, or redefined in the shape itself, \
                  must target the same shape.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Base": {
      "type": "structure",
      "members": { "id": { "target": "smithy.api#String" } },
      "traits": { "smithy.api#mixin": {} }
    },
    "example#User": {
      "type": "structure",
      "mixins": [{ "target": "example#Base" }],
      "members": { "id": { "target": "smithy.api#Integer" } }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Base": {
      "type": "structure",
      "members": { "id": { "target": "smithy.api#String" } },
      "traits": { "smithy.api#mixin": {} }
    },
    "example#User": {
      "type": "structure",
      "mixins": [{ "target": "example#Base" }],
      "members": {
        "id": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }
      }
    }
  }
}"#,
    },
    Explanation {
        code: Code::MIXIN_GROWTH,
        title: "mixins multiply the model",
        meaning: "All mixins together may copy two million members and traits. Long chains of \
                  mixins that each add some grow with the square of their length.",
        wrong: "",
        right: "",
    },
    Explanation {
        code: Code::ENUM_TRAIT_KEPT,
        title: "an `enum` trait cannot become an enum shape",
        meaning:
            "Strings with the trait `enum` of Smithy 1.0 become enum shapes if each entry has \
                  a name, or a value that can serve as one. Otherwise the shape stays a string.",
        wrong: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Size": {
      "type": "string",
      "traits": { "smithy.api#enum": [{ "value": "1 m" }, { "value": "2 m" }] }
    }
  }
}"#,
        right: r#"{
  "smithy": "2.0",
  "shapes": {
    "example#Size": {
      "type": "string",
      "traits": {
        "smithy.api#enum": [
          { "value": "1 m", "name": "ONE" },
          { "value": "2 m", "name": "TWO" }
        ]
      }
    }
  }
}"#,
    },
];
