//! A model without the operations that cannot be generated.

use std::collections::BTreeMap;

use ferrosmith::diagnostic::{Code, Diagnostic};
use ferrosmith::model::{Model, ShapeId};
use ferrosmith::Source;
use ferrosmith_conformance::Verdict;

use crate::error::Error;

/// The operations that the findings are about, by shape id: those that reach one of the shapes.
pub(super) fn affected(
    model: &Model,
    service: &ShapeId,
    diagnostics: &[Diagnostic],
) -> Vec<(String, Verdict)> {
    let mut found = Vec::new();
    for operation in model.operations_of(service) {
        let reached = model.reach([&operation.id]);
        let finding = diagnostics.iter().find(|diagnostic| {
            let id = diagnostic.shape.as_deref().unwrap_or_default();
            let shape = id.split_once('$').map_or(id, |(shape, _)| shape);
            reached.iter().any(|shape_reached| shape_reached.id.as_str() == shape)
        });
        if let Some(finding) = finding {
            let reason = describe(finding);
            // What the generator says it does not do is not run; everything else is a fault.
            let verdict = if finding.code == Code::UNSUPPORTED {
                Verdict::Skipped(reason)
            } else {
                Verdict::Failed(reason)
            };
            found.push((operation.id.to_string(), verdict));
        }
    }
    found
}

/// A finding as the reason of a test's outcome.
pub(super) fn describe(diagnostic: &Diagnostic) -> String {
    let shape = diagnostic.shape.as_deref().map(|shape| format!(" ({shape})")).unwrap_or_default();
    format!("not generated: {}{shape}", diagnostic.message)
}

/// The model without these operations: no service and no resource binds them.
pub(super) fn leave_out<T>(
    sources: &[Source],
    operations: &BTreeMap<String, T>,
) -> Result<Vec<Source>, Error> {
    if operations.is_empty() {
        return Ok(sources.to_vec());
    }
    sources
        .iter()
        .map(|source| {
            let reason = |error: serde_json::Error| Error::file(source.name().as_ref(), error);
            let mut model: serde_json::Value =
                serde_json::from_str(source.text()).map_err(reason)?;
            let shapes = model.get_mut("shapes").and_then(serde_json::Value::as_object_mut);
            for (_, shape) in shapes.into_iter().flatten() {
                unbind(shape, operations);
            }
            Ok(Source::new(source.name().clone(), model.to_string()))
        })
        .collect()
}

fn unbind<T>(shape: &mut serde_json::Value, operations: &BTreeMap<String, T>) {
    let is_left_out = |reference: &serde_json::Value| {
        reference
            .get("target")
            .and_then(serde_json::Value::as_str)
            .is_some_and(|id| operations.contains_key(id))
    };
    let Some(shape) = shape.as_object_mut() else { return };
    for list in ["operations", "collectionOperations"] {
        if let Some(references) = shape.get_mut(list).and_then(serde_json::Value::as_array_mut) {
            references.retain(|reference| !is_left_out(reference));
        }
    }
    for lifecycle in ["create", "put", "read", "update", "delete", "list"] {
        if shape.get(lifecycle).is_some_and(is_left_out) {
            shape.remove(lifecycle);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_unbound_wherever_they_are_bound() -> Result<(), Error> {
        let text = r#"{"shapes":{
            "a#S":{"type":"service","operations":[{"target":"a#X"},{"target":"a#Y"}]},
            "a#R":{"type":"resource","read":{"target":"a#X"},"list":{"target":"a#Y"}}}}"#;
        let left_out = BTreeMap::from([("a#X".to_owned(), "a reason")]);
        let pruned = leave_out(&[Source::new("a.json", text)], &left_out)?;
        let texts: Vec<&str> = pruned.iter().map(Source::text).collect();
        assert_eq!(texts.len(), 1);
        assert!(texts.iter().all(|text| !text.contains("a#X") && text.matches("a#Y").count() == 2));
        Ok(())
    }
}
