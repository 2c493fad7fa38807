//! `cargo xtask conformance` as people start it: on a model made to come out every way, and on
//! Smithy's own protocol tests where they are present.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// Tests of Smithy's that are not passed, each with the reason. A test that is missing here must
/// pass, and one that is here must not.
const NOT_PASSED: [(&str, &str); 2] =
    [("GlacierChecksums", "needs-facts"), ("GlacierMultipartChecksums", "needs-facts")];

/// A service with tests that pass, fail and are about servers, and one that speaks nothing.
const MODEL: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "demo#Demo": {
            "type": "service",
            "version": "2024-01-01",
            "operations": [{ "target": "demo#PutThing" }, { "target": "demo#Watch" }],
            "traits": { "aws.protocols#restJson1": {} }
        },
        "demo#Mute": {
            "type": "service",
            "version": "2024-01-01",
            "operations": [{ "target": "demo#PutThing" }]
        },
        "demo#PutThing": {
            "type": "operation",
            "input": { "target": "demo#PutThingInput" },
            "output": { "target": "demo#PutThingOutput" },
            "errors": [{ "target": "demo#Gone" }],
            "traits": {
                "smithy.api#http": { "method": "PUT", "uri": "/things/{name}" },
                "smithy.api#idempotent": {},
                "smithy.test#httpRequestTests": [
                    {
                        "id": "Writes", "protocol": "aws.protocols#restJson1", "method": "PUT",
                        "uri": "/things/a%20b", "queryParams": ["q=1", "q=2"],
                        "headers": { "X-Tags": "c,\"d, e\"" }, "requireHeaders": ["Content-Length"],
                        "body": "{\"when\": 1.50, \"none\": [null]}", "bodyMediaType": "application/json",
                        "params": {
                            "name": "a b", "numbers": [1, 2], "tags": ["c", "d, e"], "when": 1.5,
                            "none": [null]
                        }
                    },
                    {
                        "id": "WritesElse", "protocol": "aws.protocols#restJson1", "method": "PUT",
                        "uri": "/things/b", "forbidHeaders": ["X-Tags"],
                        "body": "{\"when\": 3}", "bodyMediaType": "application/json",
                        "params": { "name": "a", "tags": ["c"], "when": 2 }
                    },
                    {
                        "id": "ServersRead", "protocol": "aws.protocols#restJson1", "method": "PUT",
                        "uri": "/things/a", "appliesTo": "server", "params": { "name": "a" }
                    },
                    {
                        "id": "SpeaksElse", "protocol": "demo#another", "method": "PUT",
                        "uri": "/things/a", "params": { "name": "a" }
                    }
                ],
                "smithy.test#httpResponseTests": [
                    {
                        "id": "Reads", "protocol": "aws.protocols#restJson1", "code": 200,
                        "body": "{\"big\": 123456789012345678901234567890, \"double\": \"NaN\"}",
                        "bodyMediaType": "application/json",
                        "params": { "big": 123456789012345678901234567890, "double": "NaN" }
                    },
                    {
                        "id": "ReadsElse", "protocol": "aws.protocols#restJson1", "code": 200,
                        "body": "{\"big\": 123456789012345678901234567890, \"double\": 1}",
                        "bodyMediaType": "application/json",
                        "params": { "big": 123456789012345678901234567891 }
                    }
                ]
            }
        },
        "demo#PutThingInput": {
            "type": "structure",
            "members": {
                "name": {
                    "target": "smithy.api#String",
                    "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} }
                },
                "numbers": { "target": "demo#Numbers", "traits": { "smithy.api#httpQuery": "q" } },
                "tags": { "target": "demo#Tags", "traits": { "smithy.api#httpHeader": "X-Tags" } },
                "when": { "target": "smithy.api#Timestamp" },
                "none": { "target": "demo#Sparse" }
            }
        },
        "demo#PutThingOutput": {
            "type": "structure",
            "members": {
                "big": { "target": "smithy.api#BigInteger" },
                "double": { "target": "smithy.api#Double" }
            }
        },
        "demo#Numbers": { "type": "list", "member": { "target": "smithy.api#Integer" } },
        "demo#Tags": { "type": "list", "member": { "target": "smithy.api#String" } },
        "demo#Sparse": {
            "type": "list",
            "member": { "target": "smithy.api#String" },
            "traits": { "smithy.api#sparse": {} }
        },
        "demo#Gone": {
            "type": "structure",
            "members": { "message": { "target": "smithy.api#String" } },
            "traits": {
                "smithy.api#error": "client",
                "smithy.api#httpError": 410,
                "smithy.test#httpResponseTests": [
                    {
                        "id": "ReadsError", "protocol": "aws.protocols#restJson1", "code": 410,
                        "headers": { "X-Amzn-Errortype": "Gone" }, "body": "{\"message\": \"m\"}",
                        "params": { "message": "m" }
                    },
                    {
                        "id": "ReadsAnotherError", "protocol": "aws.protocols#restJson1", "code": 410,
                        "headers": { "X-Amzn-Errortype": "Other" }, "body": "{}"
                    }
                ]
            }
        },
        "demo#Watch": {
            "type": "operation",
            "input": { "target": "smithy.api#Unit" },
            "output": { "target": "smithy.api#Unit" },
            "traits": {
                "smithy.api#http": { "method": "POST", "uri": "/watch" },
                "smithy.test#httpMalformedRequestTests": [
                    { "id": "Refuses", "protocol": "aws.protocols#restJson1" }
                ]
            }
        }
    }
}
"#;

/// What became of each test, and why.
type Outcomes = BTreeMap<(String, String), (String, String)>;

#[test]
fn protocol_tests() -> Result<(), Box<dyn Error>> {
    let home = TempDir::new()?;
    let own = home.path().join("demo.json");
    fs::write(&own, MODEL)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("../shared/conformance/protocol-tests");
    let theirs = models(&folder);
    if theirs.is_empty() {
        println!("skipped: no protocol tests in {}", folder.display());
    }

    // All in one run: crates that are built side by side share what they depend on.
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["conformance", "--format", "json"])
        .arg(&own)
        .args(&theirs)
        .current_dir(&root)
        .output()?;
    let (text, closing) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{closing}");
    let mut own = Outcomes::new();
    let mut theirs = Outcomes::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line)?;
        let field = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let key = (field("suite"), format!("{} ({})", field("id"), field("kind")));
        let outcome = (field("outcome"), field("reason"));
        if key.0.starts_with("demo#") { &mut own } else { &mut theirs }.insert(key, outcome);
    }
    every_way(&own);
    // Models that are there must be used.
    assert_eq!(theirs.is_empty(), models(&folder).is_empty());
    nothing_else_is_left(&theirs);
    assert!(closing.trim_end().ends_with(" skipped"), "{closing}");
    Ok(())
}

/// The model that was made for it comes out as it was made to.
fn every_way(outcomes: &Outcomes) {
    for (id, outcome, reasons) in [
        ("Writes (request)", "passed", &[][..]),
        (
            "WritesElse (request)",
            "failed",
            &[
                "path: expected /things/b, got /things/a",
                "header X-Tags: expected none, got \"c\"",
                "body: expected {\"when\":3}, got {\"when\":2}",
            ],
        ),
        ("ServersRead (request)", "not-for-clients", &[]),
        (
            "SpeaksElse (request)",
            "skipped",
            &["the generated crate speaks aws.protocols#restJson1"],
        ),
        ("Reads (response)", "passed", &[]),
        (
            "ReadsElse (response)",
            "failed",
            &[
                "/big: expected 123456789012345678901234567891, got 123456789012345678901234567890",
                "/double: expected null, got 1",
            ],
        ),
        ("ReadsError (response)", "passed", &[]),
        ("ReadsAnotherError (response)", "failed", &["expected the error demo#Gone, got another:"]),
        ("Refuses (malformed-request)", "not-for-clients", &[]),
    ] {
        let found = outcomes.get(&("demo#Demo".to_owned(), id.to_owned()));
        let (got, reason) = found.cloned().unwrap_or_default();
        assert_eq!(got, outcome, "{id}: {reason}");
        for part in reasons {
            assert!(reason.contains(part), "{id}: {reason:?} lacks {part:?}");
        }
    }
    let mute = outcomes.get(&("demo#Mute".to_owned(), "Writes (request)".to_owned()));
    let (got, reason) = mute.cloned().unwrap_or_default();
    assert_eq!(got, "failed");
    assert!(reason.contains("no protocol that clients can speak"), "{reason}");
}

/// Smithy's own tests pass, but for those that are listed.
fn nothing_else_is_left(outcomes: &Outcomes) {
    let mut surprises = Vec::new();
    for ((suite, id), (outcome, reason)) in outcomes {
        let name = id.split_once(' ').map_or(id.as_str(), |(name, _)| name);
        let listed = NOT_PASSED.iter().find(|(other, _)| *other == name);
        let expected = listed.map_or("passed", |(_, outcome)| outcome);
        // The command cannot run tests of event streams yet, and says so of each of them.
        let is_stream = outcome == "skipped" && reason.contains("event streams are not run yet");
        if outcome != expected && outcome != "not-for-clients" && !is_stream {
            surprises.push(format!("{suite} {id}: {outcome}: {reason}"));
        }
    }
    assert!(surprises.is_empty(), "{} tests:\n{}", surprises.len(), surprises.join("\n"));
}

fn models(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    found.sort();
    found
}
