//! Real models, and models damaged on purpose.

use std::path::Path;

use crate::check::{check, Handled};
use crate::diagnostic::{render_json, render_text, Diagnostics, Source, Style};
use crate::model::Model;

/// Loads, checks and renders: whatever the text, none of these may panic.
fn exercise(name: &str, text: &str) -> (Model, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let model = Model::load(vec![Source::new(name, text)], &mut diagnostics);
    check(&model, None, Handled::default(), &mut diagnostics);
    (model, diagnostics)
}

#[test]
fn conformance_models_are_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance");
    let mut count = 0;
    for folder in ["aws-models", "protocol-tests"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
            continue;
        };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            let (model, diagnostics) = exercise(&path.to_string_lossy(), &text);
            let report = render_text(&diagnostics, model.sources(), Style::Plain);
            assert!(!diagnostics.has_errors(), "{report}");
            let service = model.services().next().map(|service| service.id.clone());
            assert!(service.is_some_and(|id| !model.operations_of(&id).is_empty()), "{path:?}");
            count += 1;
        }
    }
    if count == 0 {
        println!("skipped: no models in {}", root.display());
    }
}

const MODEL: &str = r#"{"smithy":"2.0","metadata":{"a":[1,null]},"shapes":{
"a#V":{"type":"service","version":"1","operations":[{"target":"a#O"}],"resources":[{"target":"a#R"}],
"rename":{"a#S":"T"},"traits":{"smithy.api#paginated":{"inputToken":"t"},"smithy.api#auth":["x#y"]}},
"a#R":{"type":"resource","identifiers":{"id":{"target":"smithy.api#String"}},"read":{"target":"a#O"}},
"a#O":{"type":"operation","input":{"target":"a#I"},"output":{"target":"a#I"},"errors":[{"target":"a#E"}],
"traits":{"smithy.api#http":{"method":"GET","uri":"/a/{id}?x","code":200},"smithy.api#paginated":
{"outputToken":"s.t","items":"l"},"smithy.api#endpoint":{"hostPrefix":"{id}."}}},
"a#I":{"type":"structure","mixins":[{"target":"a#M"}],"members":{"id":{"target":"smithy.api#String",
"traits":{"smithy.api#required":{},"smithy.api#httpLabel":{}}},"l":{"target":"a#L"},
"s":{"target":"a#S","traits":{"smithy.api#default":{"é":1}}}}},
"a#M":{"type":"structure","members":{"t":{"target":"smithy.api#String"}},"traits":{"smithy.api#mixin":{}}},
"a#I$t":{"type":"apply","traits":{"smithy.api#length":{"min":1,"max":2}}},
"a#L":{"type":"list","member":{"target":"a#U"}},
"a#U":{"type":"union","members":{"l":{"target":"a#L"},"n":{"target":"smithy.api#Long"}}},
"a#S":{"type":"structure","members":{"t":{"target":"a#G","traits":{"smithy.api#default":"A"}}}},
"a#G":{"type":"enum","members":{"A":{"target":"smithy.api#Unit"}}},
"a#E":{"type":"structure","traits":{"smithy.api#error":"client","smithy.api#httpError":404}}}}"#;

/// A small generator with a fixed seed, so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let index = self.below(from.len());
        from.get(index).copied().unwrap_or_default()
    }
}

/// Where each JSON value or key starts and ends, roughly: between structural characters.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (index, character) in text.char_indices() {
        if ",:{}[]\n".contains(character) {
            if start < index {
                found.push((start, index));
            }
            start = index + character.len_utf8();
        }
    }
    found
}

#[test]
fn damaged_models_are_survived() {
    let pieces = [
        "null",
        "true",
        "{}",
        "[]",
        "-1",
        "1e400",
        "\"\"",
        "\"a#L\"",
        "\"a#I$t\"",
        "\"../../x\"",
        "{\"target\":\"a#L\"}",
        "\"\\u202e\"",
        "\"a#M\"",
        "\"smithy.api#mixin\"",
        "\"type\"",
        "\"smithy.api#streaming\"",
        "\"smithy.api#Unit\"",
        "\"structure\"",
        "\"list\"",
        ",",
        "{",
        "\"{\"",
        "\"/{+}\"",
        "\"a.b.c\"",
        "99999999999999999999",
    ];
    let places = tokens(MODEL);
    let mut random = Random(7);
    for round in 0..4_000 {
        let mut text = MODEL.to_owned();
        for _ in 0..=random.below(3) {
            let (start, end) = places.get(random.below(places.len())).copied().unwrap_or((0, 0));
            let fits = text.is_char_boundary(start) && text.is_char_boundary(end);
            if fits && end <= text.len() {
                text.replace_range(start..end, random.pick(&pieces));
            }
        }
        if round % 5 == 0 {
            let mut cut = random.below(text.len());
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            text.truncate(cut);
        }
        let (model, mut diagnostics) = exercise("damaged.json", &text);
        let _ = render_text(&diagnostics, model.sources(), Style::Colour);
        let _ = render_json(&diagnostics);
        for service in model.services() {
            for operation in model.operations_of(&service.id) {
                let _ = model.pagination(&service.id, &operation.id);
            }
        }
        diagnostics.deny_warnings();
        assert!(diagnostics.is_empty() || diagnostics.has_errors());
    }
}
