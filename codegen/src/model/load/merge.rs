//! Definitions that several files give (model.rst, "Merging model files", "Metadata conflicts"
//! and "Trait conflict resolution").

use std::sync::Arc;

use super::super::traits::{DEFAULT, ENUM_VALUE};
use super::super::{AppliedTrait, Entry, Node, Object, Shape, ShapeId, ShapeKind, Traits, Value};
use super::report::Report;
use super::Draft;
use crate::diagnostic::Code;

/// Adds a definition, or reconciles it with an earlier one.
pub(super) fn shape(draft: &mut Draft, shape: Shape, report: &mut Report<'_>) {
    let Some(present) = draft.shapes.get_mut(&shape.id) else {
        draft.shapes.insert(shape.id.clone(), shape);
        return;
    };
    if let Some(difference) = difference(present, &shape) {
        let before = report.sources.location(present.position);
        let before = before.map(|at| format!(", first at {at}")).unwrap_or_default();
        let message = format!("the shape is defined twice{before}: {difference}");
        let help = "keep one definition, or make both the same; traits alone can be added with \
                    `apply`";
        report.error(Code::SHAPE_CONFLICT, shape.position, &shape.id, message, help);
        return;
    }
    for applied in &shape.traits {
        traits(&mut present.traits, applied.clone(), &shape.id, report);
    }
    for member in shape.members() {
        let Some(own) = present.member_mut(&member.name) else {
            continue;
        };
        for applied in &member.traits {
            traits(&mut own.traits, applied.clone(), &member.id, report);
        }
    }
}

fn difference(first: &Shape, second: &Shape) -> Option<String> {
    let (one, two) = (first.kind.name(), second.kind.name());
    if one != two {
        return Some(format!("once as {one} and once as {two}"));
    }
    let targets = |shape: &Shape| -> Vec<ShapeId> {
        shape.mixins.iter().map(|mixin| mixin.target.clone()).collect()
    };
    if targets(first) != targets(second) {
        return Some("the mixins differ".to_owned());
    }
    if first.members().count() != second.members().count() {
        return Some("the members differ".to_owned());
    }
    for member in second.members() {
        match first.member(&member.name) {
            None => return Some(format!("only one has a member `{}`", member.name)),
            Some(other) if other.target != member.target => {
                return Some(format!("the member `{}` has two targets", member.name));
            }
            Some(_) => {}
        }
    }
    (!same_properties(&first.kind, &second.kind)).then(|| "the properties differ".to_owned())
}

fn same_properties(first: &ShapeKind, second: &ShapeKind) -> bool {
    match (first, second) {
        (ShapeKind::Operation(one), ShapeKind::Operation(two)) => {
            one.input.target == two.input.target
                && one.output.target == two.output.target
                && same_set(&one.errors, &two.errors)
        }
        (ShapeKind::Service(one), ShapeKind::Service(two)) => {
            one.version == two.version
                && same_set(&one.operations, &two.operations)
                && same_set(&one.resources, &two.resources)
                && same_set(&one.errors, &two.errors)
                && one.rename.len() == two.rename.len()
                && one.rename.iter().all(|(id, rename)| {
                    two.rename.get(id).is_some_and(|other| other.name == rename.name)
                })
        }
        (ShapeKind::Resource(one), ShapeKind::Resource(two)) => {
            let lifecycle = |resource: &super::super::Resource| -> Vec<(&str, ShapeId)> {
                resource.lifecycle().map(|(name, at)| (name, at.target.clone())).collect()
            };
            lifecycle(one) == lifecycle(two)
                && same_set(&one.operations, &two.operations)
                && same_set(&one.collection_operations, &two.collection_operations)
                && same_set(&one.resources, &two.resources)
                && same_names(&one.identifiers, &two.identifiers)
                && same_names(&one.properties, &two.properties)
        }
        _ => true,
    }
}

fn same_set(one: &[super::super::Reference], two: &[super::super::Reference]) -> bool {
    let sorted = |list: &[super::super::Reference]| {
        let mut ids: Vec<ShapeId> = list.iter().map(|reference| reference.target.clone()).collect();
        ids.sort();
        ids
    };
    sorted(one) == sorted(two)
}

type Named = indexmap::IndexMap<Arc<str>, super::super::Reference>;

fn same_names(one: &Named, two: &Named) -> bool {
    one.len() == two.len()
        && one.iter().all(|(name, reference)| {
            two.get(name).is_some_and(|other| other.target == reference.target)
        })
}

/// Applies a trait that may be there already: lists are concatenated, equal values are one, other
/// conflicts are errors.
pub(super) fn traits(
    traits: &mut Traits,
    applied: AppliedTrait,
    owner: &ShapeId,
    report: &mut Report<'_>,
) {
    let Some(present) = traits.applied(applied.id.as_str()) else {
        traits.insert(applied);
        return;
    };
    match (&present.value.value, &applied.value.value) {
        // These two are documents: an array in them is a value, not a list of values.
        (Value::Array(one), Value::Array(two))
            if ![DEFAULT, ENUM_VALUE].contains(&applied.id.as_str()) =>
        {
            let joined: Vec<Node> = one.iter().chain(two).cloned().collect();
            let node = Node::new(Value::Array(joined), present.value.position);
            let position = present.position;
            traits.insert(AppliedTrait { id: applied.id, value: Arc::new(node), position });
        }
        (one, two) if one == two => {}
        _ => {
            let before = report.sources.location(present.position);
            let before = before.map(|at| format!(", first at {at}")).unwrap_or_default();
            let message = format!(
                "the trait `{}` is applied twice with different values{before}",
                applied.id
            );
            let help = "keep one of the two; a conflict cannot be overridden";
            report.error(Code::TRAIT_CONFLICT, applied.position, owner, message, help);
        }
    }
}

/// Merges metadata: arrays are concatenated, equal values are one, other conflicts are errors.
pub(super) fn metadata(into: &mut Object, from: Object, report: &mut Report<'_>) {
    let mut merged: Vec<Entry> = std::mem::take(into).into_iter().collect();
    for entry in from {
        let Some(present) = merged.iter_mut().find(|present| present.key == entry.key) else {
            merged.push(entry);
            continue;
        };
        match (&mut present.value.value, entry.value.value) {
            (Value::Array(one), Value::Array(two)) => one.extend(two),
            (one, two) if *one == two => {}
            _ => {
                let message = format!("the files disagree on the metadata `{}`", entry.key);
                let help = "give it in one file only, or make the values the same";
                report.file_error(Code::METADATA_CONFLICT, entry.position, message, help);
            }
        }
    }
    *into = Object::new(merged);
}
