//! The same input gives the same bytes, and no input gives a panic.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::Path;
use std::thread;

use ferrosmith::diagnostic::Code;
use ferrosmith::{generate, InputRequired, Options, Runtime, ServiceFacts, Source};
use serde_json::{json, Map, Value};

const MODEL: &str = "codecatalyst.json";
const OVERLAY: &str = "codecatalyst.overlay.json";

fn options() -> Options {
    Options {
        crate_name: "codecatalyst".to_owned(),
        crate_version: "0.1.0".to_owned(),
        style: "client".to_owned(),
        service: None,
        runtime: Runtime::Version("0.1.0".to_owned()),
        input_required: InputRequired::Staged,
        strict: false,
        facts: ServiceFacts::default(),
        license: None,
        repository: None,
        description: None,
    }
}

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../model").join(name)).unwrap()
}

fn files(sources: Vec<Source>) -> BTreeMap<String, String> {
    let outcome = generate(sources, &options());
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    outcome.files.unwrap().into_iter().map(|file| (file.path, file.content)).collect()
}

/// Numbers that are the same in every run (Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators", the mixing function of `SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let sources = || vec![Source::new(MODEL, text(MODEL)), Source::new(OVERLAY, text(OVERLAY))];
    assert_eq!(files(sources()), files(sources()));
}

#[test]
fn the_order_and_the_names_of_the_files_do_not_matter() {
    let usual = files(vec![Source::new(MODEL, text(MODEL)), Source::new(OVERLAY, text(OVERLAY))]);
    let other = files(vec![
        Source::new("/elsewhere/z.json", text(OVERLAY)),
        Source::new("a.json", text(MODEL)),
    ]);
    assert_eq!(usual, other);
}

/// The order of a generated file follows the order of the model by design: a reader finds members
/// where the model has them, and shapes of a table as they are declared. Which files there are,
/// and what is in them, does not depend on it.
#[test]
fn the_order_of_shapes_changes_no_more_than_the_order_of_words() {
    let usual = files(vec![Source::new(MODEL, text(MODEL)), Source::new(OVERLAY, text(OVERLAY))]);
    for seed in 0..3 {
        let shuffled = |name| Source::new(name, shuffled(&text(name), &mut Numbers(seed)));
        let other = files(vec![shuffled(MODEL), shuffled(OVERLAY)]);
        assert_eq!(usual.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (path, content) in &usual {
            assert_eq!(sorted_words(content), sorted_words(&other[path]), "{path}, seed {seed}");
        }
    }
}

/// The text with its `shapes` in another order; what is inside a shape keeps its order.
fn shuffled(text: &str, numbers: &mut Numbers) -> String {
    // Objects of serde_json may be sorted or not, so that the order is made in the text itself.
    let shapes = entries_of_shapes(text);
    let mut order: Vec<usize> = (0..shapes.len()).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, numbers.below(last + 1));
    }
    assert!(order.windows(2).any(|pair| pair[0] > pair[1]));
    let shapes: Vec<&str> = order.into_iter().map(|index| shapes[index]).collect();
    format!("{{\"smithy\": \"2.0\", \"shapes\": {{{}}}}}", shapes.join(","))
}

/// Each `"id": {...}` of the object `shapes`.
fn entries_of_shapes(text: &str) -> Vec<&str> {
    let start = text.find("\"shapes\"").unwrap();
    let open = start + text[start..].find('{').unwrap() + 1;
    let (mut depth, mut in_string, mut escaped, mut from) = (0, false, false, open);
    let mut entries = Vec::new();
    for (index, byte) in text.bytes().enumerate().skip(open) {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b',' | b'}' if depth == 0 => {
                entries.push(text[from..index].trim());
                from = index + 1;
                if byte == b'}' {
                    break;
                }
            }
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    entries
}

/// The words of a text in order: where a list breaks over lines depends on the order of its items.
fn sorted_words(text: &str) -> Vec<&str> {
    let is_part = |character: char| character.is_whitespace() || character == ',';
    let mut words: Vec<&str> = text.split(is_part).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

#[test]
fn every_problem_is_reported_in_one_run_and_nothing_is_made() {
    let model = json!({
        "smithy": "2.0",
        "shapes": {
            "example#Api": {
                "type": "service",
                "version": "1",
                "operations": [{ "target": "example#Get" }, { "target": "example#Missing" }],
                "traits": { "aws.protocols#restJson1": {} }
            },
            "example#Get": {
                "type": "operation",
                "input": { "target": "example#GetInput" },
                "traits": { "smithy.api#http": { "method": "GET", "uri": "/things/{name}", "code": 200 } }
            },
            "example#GetInput": {
                "type": "structure",
                "members": {
                    "../../x": { "target": "smithy.api#String" },
                    "first": { "target": "example#First" },
                    "empty": { "target": "example#Empty" },
                    "short": { "target": "smithy.api#String", "traits": { "smithy.api#length": { "min": 2, "max": 1 } } }
                }
            },
            "example#First": {
                "type": "structure",
                "members": { "itself": { "target": "example#First", "traits": { "smithy.api#required": {} } } }
            },
            "example#Empty": { "type": "union", "members": {} }
        }
    });
    let outcome = generate(vec![Source::new("model.json", model.to_string())], &options());
    assert!(outcome.files.is_none());
    let found: BTreeSet<Code> =
        outcome.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let expected = BTreeSet::from([
        Code::INVALID_IDENTIFIER,
        Code::UNRESOLVED_TARGET,
        Code::NO_MEMBERS,
        Code::RECURSION,
        Code::BOUNDS_ORDER,
        Code::LABEL_WITHOUT_MEMBER,
    ]);
    assert_eq!(found, expected, "{:#?}", outcome.diagnostics);
    for diagnostic in outcome.diagnostics.iter() {
        assert!(diagnostic.location.is_some() && diagnostic.shape.is_some(), "{diagnostic:?}");
    }
}

/// Whatever the generator accepts it has parsed with `syn` before it hands it out, so that a model
/// that is changed at random is either refused or becomes Rust.
#[test]
fn models_that_are_changed_at_random_never_end_in_a_panic() {
    const MODELS: u64 = 1_000;
    const THREADS: u64 = 4;
    let read = |name| serde_json::from_str(&text(name)).unwrap();
    let (model, overlay): (Value, Value) = (read(MODEL), read(OVERLAY));
    let accepted: usize = thread::scope(|scope| {
        let run = |first| {
            let (model, overlay) = (&model, &overlay);
            move || {
                (first..MODELS)
                    .step_by(usize::try_from(THREADS).unwrap())
                    .filter(|seed| is_accepted(model, overlay, *seed))
                    .count()
            }
        };
        let threads: Vec<_> = (0..THREADS).map(|first| scope.spawn(run(first))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    // Were nearly all refused or accepted, the changes would not test what they are meant to.
    assert!((100..900).contains(&accepted), "{accepted} of {MODELS} models are accepted");
}

/// Changes the model and generates; whether there was nothing to refuse.
fn is_accepted(model: &Value, overlay: &Value, seed: u64) -> bool {
    let mut numbers = Numbers(seed);
    let (mut model, overlay) = part(model, overlay, &mut numbers);
    for _ in 0..=numbers.below(2) {
        change(&mut model, &mut numbers);
    }
    let mut changed = model.to_string();
    // Text that is cut short is not JSON most of the time, which is one path only: one in sixteen
    // will do.
    if numbers.below(16) == 0 {
        let length = numbers.below(changed.len());
        changed = changed.chars().take(length).collect();
    }
    let sources = vec![Source::new(MODEL, changed), Source::new(OVERLAY, overlay.to_string())];
    let outcome = catch_unwind(AssertUnwindSafe(|| generate(sources, &options())));
    let outcome = outcome.unwrap_or_else(|_| panic!("seed {seed} panics"));
    let is_internal = outcome.diagnostics.iter().any(|found| found.code == Code::INTERNAL);
    assert!(!is_internal, "seed {seed}: {:?}", outcome.diagnostics);
    assert_eq!(outcome.files.is_none(), outcome.diagnostics.has_errors(), "seed {seed}");
    outcome.files.is_some()
}

/// Both files with three of the operations and what these need: a change then meets something in
/// use more often than not, and a thousand models take seconds.
fn part(model: &Value, overlay: &Value, numbers: &mut Numbers) -> (Value, Value) {
    let shapes = model["shapes"].as_object().unwrap();
    let is_of = |id: &str, kind: &str| shapes[id]["type"] == kind;
    let service = shapes.keys().find(|id| is_of(id, "service")).unwrap();
    let operations: Vec<&String> = shapes.keys().filter(|id| is_of(id, "operation")).collect();
    let chosen: BTreeSet<&str> =
        (0..3).map(|_| operations[numbers.below(operations.len())].as_str()).collect();
    let mut kept = BTreeMap::new();
    let mut open: Vec<&str> = chosen.iter().copied().collect();
    while let Some(id) = open.pop() {
        if let (Some(shape), false) = (shapes.get(id), kept.contains_key(id)) {
            kept.insert(id, shape.clone());
            targets(shape, &mut open);
        }
    }
    let mut facts = shapes[service].clone();
    facts["operations"] = chosen.iter().map(|id| json!({ "target": id })).collect();
    kept.insert(service, facts);
    let is_kept = |id: &str| kept.contains_key(id.split('$').next().unwrap_or(id));
    let applied: Map<String, Value> = overlay["shapes"]
        .as_object()
        .unwrap()
        .clone()
        .into_iter()
        .filter(|(id, _)| is_kept(id))
        .collect();
    (json!({ "smithy": "2.0", "shapes": kept }), json!({ "smithy": "2.0", "shapes": applied }))
}

/// Adds everything that a shape targets.
fn targets<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(entries) => {
            found.extend(entries.get("target").and_then(Value::as_str));
            entries.values().for_each(|value| targets(value, found));
        }
        Value::Array(entries) => entries.iter().for_each(|value| targets(value, found)),
        _ => {}
    }
}

/// Changes one value somewhere in the model: half of the time into one that has the right form at
/// least, so that what is wrong is found late or nothing is wrong at all.
fn change(model: &mut Value, numbers: &mut Numbers) {
    // Nearly all of a model is in its shapes.
    let mut place = if numbers.below(32) == 0 { model } else { &mut model["shapes"] };
    for _ in 0..=numbers.below(8) {
        let next = match &*place {
            Value::Object(entries) if !entries.is_empty() => {
                Step::Key(entries.keys().nth(numbers.below(entries.len())).unwrap().clone())
            }
            Value::Array(entries) if !entries.is_empty() => {
                Step::Index(numbers.below(entries.len()))
            }
            _ => break,
        };
        place = match next {
            Step::Key(key) => &mut place[key],
            Step::Index(index) => &mut place[index],
        };
    }
    let is_rough = numbers.below(2) == 0;
    match place {
        Value::Object(entries) => change_object(entries, is_rough, numbers),
        Value::Array(entries) if !entries.is_empty() => {
            let copy = entries[numbers.below(entries.len())].clone();
            entries.push(if is_rough { any_value(numbers) } else { copy });
        }
        value if is_rough => *value = any_value(numbers),
        Value::String(text) if text.contains('#') => one_of(&TARGETS, numbers).clone_into(text),
        Value::String(text) => one_of(&NAMES, numbers).clone_into(text),
        Value::Number(_) => *place = json!(numbers.below(500)),
        Value::Bool(value) => *value = !*value,
        value => *value = any_value(numbers),
    }
}

enum Step {
    Key(String),
    Index(usize),
}

fn change_object(entries: &mut Map<String, Value>, is_rough: bool, numbers: &mut Numbers) {
    if entries.contains_key("target") || entries.contains_key("traits") {
        let (id, value) = applied(numbers);
        if !is_rough {
            entries.entry("traits").or_insert_with(|| json!({}))[id] = value;
            return;
        }
    }
    let keys: Vec<String> = entries.keys().cloned().collect();
    let Some(key) = keys.get(numbers.below(keys.len())) else {
        if is_rough {
            entries.insert("added".to_owned(), any_value(numbers));
        }
        return;
    };
    let name = one_of(&NAMES, numbers).to_owned();
    match numbers.below(4) {
        0 => {
            entries.remove(key);
        }
        1 => {
            let value = entries.remove(key).unwrap();
            entries.insert(name, value);
        }
        2 => {
            entries.insert(name, entries[key].clone());
        }
        _ => {
            entries.insert(key.clone(), any_value(numbers));
        }
    }
}

const NAMES: [&str; 16] = [
    "",
    "type",
    "self",
    "Self",
    "unknown",
    "Option",
    "send",
    "../../x",
    "a b",
    "*/\n```\n#[doc]",
    "(",
    "^[a-z]+$",
    "com.amazonaws.codecatalyst#CreateProjectRequest",
    "\u{e9}\u{202e}",
    "\"\\",
    "/{a+}/{a}?b",
];

const TARGETS: [&str; 10] = [
    "smithy.api#String",
    "smithy.api#Document",
    "smithy.api#Blob",
    "smithy.api#BigDecimal",
    "smithy.api#Unit",
    "com.amazonaws.codecatalyst#NameString",
    "com.amazonaws.codecatalyst#DateTime",
    "com.amazonaws.codecatalyst#AccessDeniedException",
    "com.amazonaws.codecatalyst#CodeCatalyst",
    "com.amazonaws.codecatalyst#Missing",
];

fn one_of<'a>(texts: &[&'a str], numbers: &mut Numbers) -> &'a str {
    texts[numbers.below(texts.len())]
}

/// A trait with a value that it may have.
fn applied(numbers: &mut Numbers) -> (&'static str, Value) {
    let name = one_of(&NAMES, numbers);
    match numbers.below(12) {
        0 => ("smithy.api#required", json!({})),
        1 => ("smithy.api#sensitive", json!({})),
        2 => ("smithy.api#length", json!({ "min": numbers.below(3) })),
        3 => ("smithy.api#range", json!({ "max": 1.5 })),
        4 => ("smithy.api#pattern", json!(name)),
        5 => ("smithy.api#jsonName", json!(name)),
        6 => ("smithy.api#default", json!("")),
        7 => ("smithy.api#idempotencyToken", json!({})),
        8 => ("smithy.api#deprecated", json!({ "message": name })),
        9 => ("smithy.api#clientOptional", json!({})),
        10 => ("smithy.api#httpHeader", json!("X-Name")),
        _ => ("smithy.api#documentation", json!(name)),
    }
}

fn any_value(numbers: &mut Numbers) -> Value {
    match numbers.below(9) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1e300),
        4 => json!([]),
        5 => json!({}),
        6 => json!({ "target": one_of(&TARGETS, numbers) }),
        7 => json!({ "type": "union", "members": { "unknown": { "target": "smithy.api#Unit" } } }),
        _ => json!(one_of(&NAMES, numbers)),
    }
}
