//! One file: its version, metadata and shapes (json-ast.rst, "Top level properties").

use indexmap::IndexMap;

use super::super::json::{self, Interner};
use super::super::{Node, Object, Shape, ShapeId};
use super::report::Report;
use super::{ast, merge, Draft};
use crate::diagnostic::{Code, Position, Source};

/// Larger files are refused: positions are 32 bits wide, and no model comes near.
/// Tests need not hold as much.
const LARGEST_BYTES: usize = if cfg!(test) { 4 << 20 } else { 256 << 20 };

/// Reads the file with this index into the draft.
pub(super) fn read(
    index: usize,
    names: &Interner,
    draft: &mut Draft,
    prelude: &IndexMap<ShapeId, Shape>,
    report: &mut Report<'_>,
) {
    let Some(source) = report.sources.get(index) else {
        return;
    };
    if given_before(source, index, report) {
        return;
    }
    let start = Position::new(index, 0);
    if source.text().len() > LARGEST_BYTES {
        let message =
            format!("the file has {} bytes; the limit is {LARGEST_BYTES}", source.text().len());
        report.file_error(Code::TOO_LARGE, start, message, "split the model into several files");
        return;
    }
    let Some(root) = parse(source, index, names, report) else {
        return;
    };
    let position = root.position;
    let super::super::Value::Object(object) = root.value else {
        let message = format!("a model is an object, but this file holds {}", root.kind());
        let help = "start with {\"smithy\": \"2.0\", \"shapes\": {}}";
        report.file_error(Code::PROPERTY_TYPE, position, message, help);
        return;
    };
    read_model(object, position, draft, prelude, report);
}

/// The same file given twice counts once, or its lists of tags would grow.
fn given_before(source: &Source, index: usize, report: &Report<'_>) -> bool {
    let mut earlier = report.sources.iter().take(index);
    earlier.any(|other| other.name() == source.name() && other.text() == source.text())
}

fn parse(source: &Source, index: usize, names: &Interner, report: &mut Report<'_>) -> Option<Node> {
    match json::parse(source.text(), index, names) {
        Ok(parsed) => {
            for (key, position) in parsed.duplicates {
                let message = format!("the key `{key}` occurs twice in this object");
                let help = "keep one of the two; only the first is read";
                report.file_error(Code::DUPLICATE_KEY, position, message, help);
            }
            Some(parsed.node)
        }
        Err(error) if error.too_deep => {
            let message = "JSON is nested more than 128 deep here".to_owned();
            let help = "no model needs that; look for brackets that are not closed";
            report.file_error(Code::TOO_DEEP, error.position, message, help);
            None
        }
        Err(error) => {
            let message = format!("this is not JSON: {}", error.message);
            let help = if source.text().starts_with('\u{feff}') {
                "remove the byte order mark at the start of the file"
            } else {
                "JSON has no comments and no trailing commas; a Smithy IDL file must be \
                 converted with `smithy ast` first"
            };
            report.file_error(Code::NOT_JSON, error.position, message, help);
            None
        }
    }
}

fn read_model(
    object: Object,
    position: Position,
    draft: &mut Draft,
    prelude: &IndexMap<ShapeId, Shape>,
    report: &mut Report<'_>,
) {
    let version = version(&object, position, report);
    for entry in object {
        match entry.key.as_ref() {
            "smithy" => {}
            "metadata" => match entry.value.value {
                super::super::Value::Object(metadata) => {
                    merge::metadata(&mut draft.metadata, metadata, report);
                }
                _ => wrong_section("metadata", &entry.value, report),
            },
            "shapes" => match entry.value.value {
                super::super::Value::Object(shapes) => {
                    ast::read_shapes(shapes, version, draft, prelude, report);
                }
                _ => wrong_section("shapes", &entry.value, report),
            },
            other => {
                let message = format!("a model has no property `{other}`; it is ignored");
                let help = "the properties are `smithy`, `metadata` and `shapes`";
                report.warning(Code::UNKNOWN_PROPERTY, entry.position, "", message, help);
            }
        }
    }
}

fn wrong_section(name: &str, found: &Node, report: &mut Report<'_>) {
    let message = format!("`{name}` is an object, but this is {}", found.kind());
    report.file_error(Code::PROPERTY_TYPE, found.position, message, "write {} for none");
}

/// Smithy versions that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 1.0, upgraded while loading.
    One,
    /// 2.0
    Two,
}

fn version(object: &Object, position: Position, report: &mut Report<'_>) -> Version {
    let help = "write \"smithy\": \"2.0\"";
    let Some(found) = object.get("smithy") else {
        let message = "`smithy`, the version of the specification, is missing".to_owned();
        report.file_error(Code::SMITHY_VERSION, position, message, help);
        return Version::Two;
    };
    match found.as_str() {
        Some("2" | "2.0" | "2.1") => Version::Two,
        Some("1" | "1.0") => Version::One,
        Some(other) => {
            let message = format!("version {other:?} of Smithy is not supported");
            report.file_error(Code::SMITHY_VERSION, found.position, message, help);
            Version::Two
        }
        None => {
            let message =
                format!("the version of Smithy is a string, but this is {}", found.kind());
            report.file_error(Code::SMITHY_VERSION, found.position, message, help);
            Version::Two
        }
    }
}
