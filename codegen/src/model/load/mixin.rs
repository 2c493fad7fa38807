//! Flattening of mixins (mixins.rst).

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::super::traits::MIXIN;
use super::super::{Member, Members, Node, Reference, Shape, ShapeId, ShapeKind, Traits};
use super::report::Report;
use super::{apply, merge, Application, Introduced};
use crate::diagnostic::{Code, Position};

/// Members and traits that mixins may copy in all. A model that goes beyond multiplies itself, as
/// a hundred thousand mixins in a row with a member each would. Tests need not copy as much.
const LARGEST_GROWTH: usize = if cfg!(test) { 200_000 } else { 2_000_000 };

/// Copies the members and traits of mixins into the shapes that use them.
pub(super) fn flatten(
    shapes: IndexMap<ShapeId, Shape>,
    mut introduced: Introduced,
    report: &mut Report<'_>,
) -> IndexMap<ShapeId, Shape> {
    let order = order(&shapes, report);
    let mut flattener = Flattener { shapes, growth: 0, report };
    for index in order {
        let Some((id, shape)) = flattener.shapes.get_index(index) else {
            continue;
        };
        let (id, shape) = (id.clone(), shape.clone());
        let applications = introduced.remove(&id).unwrap_or_default();
        let Some(flat) = flattener.flat(&shape, applications) else {
            break;
        };
        if let Some((_, slot)) = flattener.shapes.get_index_mut(index) {
            *slot = flat;
        }
    }
    for application in introduced.values().flatten() {
        apply::unknown(application, "the shape has no such member", flattener.report);
    }
    flattener.shapes
}

/// Indexes of the shapes that use mixins, each after its mixins; cycles are reported and left out.
fn order(shapes: &IndexMap<ShapeId, Shape>, report: &mut Report<'_>) -> Vec<usize> {
    let mut waiting: Vec<usize> = vec![0; shapes.len()];
    let mut users: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut todo = Vec::new();
    for (index, shape) in shapes.values().enumerate() {
        if shape.mixins.is_empty() {
            continue;
        }
        let mut open = 0;
        for mixin in &shape.mixins {
            let Some(at) = shapes.get_index_of(&mixin.target) else {
                continue;
            };
            let uses_mixins = shapes.get_index(at).is_some_and(|(_, used)| !used.mixins.is_empty());
            if uses_mixins {
                open += 1;
                users.entry(at).or_default().push(index);
            }
        }
        if let Some(slot) = waiting.get_mut(index) {
            *slot = open;
        }
        if open == 0 {
            todo.push(index);
        }
    }
    let mut next = 0;
    while let Some(done) = todo.get(next).copied() {
        next += 1;
        for user in users.remove(&done).unwrap_or_default() {
            let Some(open) = waiting.get_mut(user) else {
                continue;
            };
            *open -= 1;
            if *open == 0 {
                todo.push(user);
            }
        }
    }
    let stuck = waiting.iter().enumerate().filter(|(_, open)| **open > 0).map(|(index, _)| index);
    report_cycles(shapes, &stuck.collect(), report);
    todo
}

fn report_cycles(
    shapes: &IndexMap<ShapeId, Shape>,
    stuck: &HashSet<usize>,
    report: &mut Report<'_>,
) {
    let mut reported: HashSet<usize> = HashSet::new();
    let mut sorted: Vec<usize> = stuck.iter().copied().collect();
    sorted.sort_unstable();
    for start in sorted {
        // From a shape that waits, some mixin that waits can always be followed, so the path
        // meets itself; what it meets is on a cycle.
        let mut path: Vec<usize> = Vec::new();
        let mut seen: HashSet<usize> = HashSet::new();
        let mut current = start;
        while seen.insert(current) && !reported.contains(&current) {
            path.push(current);
            let Some((_, shape)) = shapes.get_index(current) else {
                break;
            };
            let waiting = |mixin: &Reference| {
                shapes.get_index_of(&mixin.target).filter(|index| stuck.contains(index))
            };
            let Some(next) = shape.mixins.iter().find_map(waiting) else {
                break;
            };
            current = next;
        }
        if !reported.contains(&current) {
            if let Some((id, shape)) = shapes.get_index(current) {
                let message = format!("the mixins of `{id}` lead back to `{id}`");
                let help = "remove one of the mixins on the way";
                report.error(Code::MIXIN_CYCLE, shape.position, id, message, help);
            }
        }
        reported.extend(path);
    }
}

struct Flattener<'r, 's> {
    shapes: IndexMap<ShapeId, Shape>,
    growth: usize,
    report: &'r mut Report<'s>,
}

impl Flattener<'_, '_> {
    /// The shape with everything its mixins bring; `None` once the limit is reached.
    fn flat(&mut self, own: &Shape, applications: Vec<Application>) -> Option<Shape> {
        let mut flat = empty(own);
        for reference in &own.mixins {
            let Some(mixin) = self.shapes.get(&reference.target) else {
                not_a_mixin(&own.id, reference, "there is no such shape", self.report);
                continue;
            };
            if !mixin.traits.has(MIXIN) {
                let why = "that shape has no `mixin` trait";
                not_a_mixin(&own.id, reference, why, self.report);
                continue;
            }
            if mixin.kind.name() != own.kind.name() {
                let (mixin, shape) = (mixin.kind.name(), own.kind.name());
                let message = format!("`{}` is a {mixin}, but this is a {shape}", reference.target);
                let help = "mix in shapes of the same type only";
                self.report.error(Code::MIXIN_TYPE, reference.position, &own.id, message, help);
                continue;
            }
            self.growth += mixin.traits.len() + mixin.neighbours().len() + mixin.members().count();
            if self.growth > LARGEST_GROWTH {
                let message = format!("mixins copy more than {LARGEST_GROWTH} members and traits");
                let help = "use fewer or smaller mixins; the rest of the model is not checked";
                self.report.error(Code::MIXIN_GROWTH, own.position, &own.id, message, help);
                return None;
            }
            inherit(&mut flat, mixin, reference.position, self.report);
        }
        introduce(&mut flat, applications, self.report);
        override_with(&mut flat, own, self.report);
        Some(flat)
    }
}

fn not_a_mixin(id: &ShapeId, reference: &Reference, why: &str, report: &mut Report<'_>) {
    let message = format!("`{}` cannot be mixed in: {why}", reference.target);
    let help = "correct the name, or add the trait `smithy.api#mixin` to that shape";
    report.error(Code::NOT_A_MIXIN, reference.position, id, message, help);
}

/// The shape without members, traits and lists of its own; single properties stay.
fn empty(own: &Shape) -> Shape {
    let mut kind = own.kind.clone();
    if let Some(members) = kind.named_members_mut() {
        members.clear();
    }
    match &mut kind {
        ShapeKind::List(member) => vacate(member),
        ShapeKind::Map { key, value } => {
            vacate(key);
            vacate(value);
        }
        ShapeKind::Operation(operation) => operation.errors.clear(),
        ShapeKind::Service(service) => {
            service.operations.clear();
            service.resources.clear();
            service.errors.clear();
            service.rename.clear();
        }
        _ => {}
    }
    Shape {
        id: own.id.clone(),
        kind,
        traits: Traits::default(),
        mixins: own.mixins.clone(),
        position: own.position,
    }
}

fn vacate(member: &mut Member) {
    member.target = ShapeId::unchecked("");
    member.traits = Traits::default();
}

/// Copies what a mixin has. Later mixins take precedence over earlier ones.
fn inherit(flat: &mut Shape, mixin: &Shape, position: Position, report: &mut Report<'_>) {
    let local: Vec<&str> = mixin
        .traits
        .get(MIXIN)
        .and_then(|node| node.get("localTraits"))
        .and_then(Node::as_array)
        .map(|ids| ids.iter().filter_map(Node::as_str).collect())
        .unwrap_or_default();
    for applied in &mixin.traits {
        if applied.id.as_str() != MIXIN && !local.contains(&applied.id.as_str()) {
            flat.traits.insert(applied.clone());
        }
    }
    merge_kind(flat, &mixin.kind, Some(position), report);
}

/// Puts the shape's own traits, members and properties over the inherited ones.
fn override_with(flat: &mut Shape, own: &Shape, report: &mut Report<'_>) {
    for applied in &own.traits {
        flat.traits.insert(applied.clone());
    }
    merge_kind(flat, &own.kind, None, report);
}

/// `mixed_in` is where the mixin is mentioned; members then take the identifier of their new shape.
fn merge_kind(
    flat: &mut Shape,
    from: &ShapeKind,
    mixed_in: Option<Position>,
    report: &mut Report<'_>,
) {
    let id = flat.id.clone();
    match (&mut flat.kind, from) {
        (ShapeKind::List(into), ShapeKind::List(from)) => {
            merge_member(into, from, mixed_in, report);
        }
        (ShapeKind::Map { key: into_key, value: into_value }, ShapeKind::Map { key, value }) => {
            merge_member(into_key, key, mixed_in, report);
            merge_member(into_value, value, mixed_in, report);
        }
        (ShapeKind::Operation(into), ShapeKind::Operation(from)) => {
            if mixed_in.is_some() {
                operation_mixin(&id, from, mixed_in, report);
            }
            extend(&mut into.errors, &from.errors);
        }
        (ShapeKind::Service(into), ShapeKind::Service(from)) => {
            extend(&mut into.operations, &from.operations);
            extend(&mut into.resources, &from.resources);
            extend(&mut into.errors, &from.errors);
            for (shape, rename) in &from.rename {
                into.rename.insert(shape.clone(), rename.clone());
            }
            if into.version.is_empty() {
                into.version.clone_from(&from.version);
            }
        }
        (ShapeKind::Resource(_), ShapeKind::Resource(from)) if mixed_in.is_some() => {
            resource_mixin(&id, from, mixed_in, report);
        }
        (into, from) => {
            if let (Some(into), Some(from)) = (into.named_members_mut(), from.named_members()) {
                merge_members(&id, into, from, mixed_in, report);
            }
        }
    }
}

fn merge_members(
    id: &ShapeId,
    into: &mut Members,
    from: &Members,
    mixed_in: Option<Position>,
    report: &mut Report<'_>,
) {
    for (name, member) in from {
        if let Some(present) = into.get_mut(name) {
            merge_member(present, member, mixed_in, report);
        } else {
            let mut member = member.clone();
            if mixed_in.is_some() {
                member.id = id.with_member(name);
            }
            into.insert(name.clone(), member);
        }
    }
}

fn merge_member(
    into: &mut Member,
    from: &Member,
    mixed_in: Option<Position>,
    report: &mut Report<'_>,
) {
    if from.target.as_str().is_empty() {
        return;
    }
    if into.target.as_str().is_empty() {
        into.target = from.target.clone();
    } else if into.target != from.target {
        let message = format!(
            "the member `{}` targets both `{}` and `{}`",
            from.name, into.target, from.target
        );
        let help = "mixins and redefinitions must give a member the same target; rename one";
        let position = mixed_in.unwrap_or(from.position);
        report.error(Code::MIXIN_MEMBER_CONFLICT, position, &into.id, message, help);
        return;
    }
    into.position = from.position;
    into.target_position = from.target_position;
    for applied in &from.traits {
        into.traits.insert(applied.clone());
    }
}

fn operation_mixin(
    id: &ShapeId,
    mixin: &super::super::Operation,
    mixed_in: Option<Position>,
    report: &mut Report<'_>,
) {
    let unit = super::super::prelude::UNIT;
    if mixin.input.target.as_str() != unit || mixin.output.target.as_str() != unit {
        let message = "an operation mixin has an input or an output".to_owned();
        let help = "mix in structures instead; an operation mixin may only bring errors and traits";
        let position = mixed_in.unwrap_or(Position::NONE);
        report.error(Code::MIXIN_TYPE, position, id, message, help);
    }
}

fn resource_mixin(
    id: &ShapeId,
    mixin: &super::super::Resource,
    mixed_in: Option<Position>,
    report: &mut Report<'_>,
) {
    let bare = mixin.identifiers.is_empty()
        && mixin.properties.is_empty()
        && mixin.resources.is_empty()
        && mixin.all_operations().next().is_none();
    if !bare {
        let message = "a resource mixin has properties".to_owned();
        let help = "a resource mixin may only bring traits";
        let position = mixed_in.unwrap_or(Position::NONE);
        report.error(Code::MIXIN_TYPE, position, id, message, help);
    }
}

fn extend(into: &mut Vec<Reference>, from: &[Reference]) {
    let present: HashSet<ShapeId> = into.iter().map(|at| at.target.clone()).collect();
    into.extend(from.iter().filter(|at| !present.contains(&at.target)).cloned());
}

/// Applies traits to inherited members (mixins.rst, "Adding and replacing traits on copied
/// members"): they take precedence over inherited values, but not over each other.
fn introduce(flat: &mut Shape, applications: Vec<Application>, report: &mut Report<'_>) {
    let mut by_member: IndexMap<ShapeId, Traits> = IndexMap::new();
    for application in applications {
        let name = application.target.member().unwrap_or_default();
        if flat.member(name).is_none_or(|found| found.target.as_str().is_empty()) {
            apply::unknown(&application, "the shape has no such member", report);
            continue;
        }
        let traits = by_member.entry(application.target.clone()).or_default();
        for applied in application.traits {
            merge::traits(traits, applied, &application.target, report);
        }
    }
    for (id, traits) in by_member {
        let Some(member) = id.member().and_then(|name| flat.member_mut(name)) else {
            continue;
        };
        for applied in &traits {
            member.traits.insert(applied.clone());
        }
    }
}
