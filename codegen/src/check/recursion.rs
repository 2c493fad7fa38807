//! Shapes that contain themselves without a way out (model.rst, "Recursive shape definitions";
//! aggregate-types.rst).
//!
//! Lists and maps must pass through a structure or union. Structures and unions must have a finite
//! value: a structure has one if all its required members have, a union if any member has.

use std::collections::{HashMap, HashSet};

use super::Scope;
use crate::diagnostic::Code;
use crate::model::{Shape, ShapeKind};

pub(super) fn check(scope: &mut Scope<'_, '_>) {
    collections(scope);
    finite_values(scope);
}

/// Follows lists and maps from each to the next; a path among them alone must end.
fn collections(scope: &mut Scope<'_, '_>) {
    let mut settled: HashSet<&str> = HashSet::new();
    for start in scope.shapes() {
        let mut path: Vec<&Shape> = Vec::new();
        let mut on_path: HashSet<&str> = HashSet::new();
        let mut current = Some(start);
        while let Some(shape) = current.filter(|shape| !settled.contains(shape.id.as_str())) {
            let next = match &shape.kind {
                ShapeKind::List(member) => scope.model.target(member),
                // Keys are strings, so only values lead on.
                ShapeKind::Map { value, .. } => scope.model.target(value),
                _ => None,
            };
            if !on_path.insert(shape.id.as_str()) {
                let kind = shape.kind.name();
                let message = format!("the {kind} contains itself through lists and maps alone");
                let help = "put a structure or union in between";
                scope.error(Code::RECURSION, shape.position, &shape.id, message, help);
                break;
            }
            path.push(shape);
            current = next;
        }
        settled.extend(path.iter().map(|shape| shape.id.as_str()));
    }
}

/// Finds the structures and unions that no finite value can have, from those that surely can.
fn finite_values(scope: &mut Scope<'_, '_>) {
    // How many required targets a structure still waits for; unions wait for the first of any.
    let mut waiting: HashMap<&str, usize> = HashMap::new();
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut ready: Vec<&str> = Vec::new();
    let shapes = scope.shapes();
    for shape in &shapes {
        let (needed, any) = match &shape.kind {
            ShapeKind::Structure(members) => {
                let required = members.values().filter(|member| member.traits.required());
                (required.collect::<Vec<_>>(), false)
            }
            ShapeKind::Union(members) if !members.is_empty() => {
                (members.values().collect::<Vec<_>>(), true)
            }
            _ => continue,
        };
        let open: Vec<&str> = needed
            .iter()
            .filter_map(|member| scope.model.target(member))
            .filter(|target| matches!(target.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)))
            .filter(|target| !target.id.is_prelude())
            .map(|target| target.id.as_str())
            .collect();
        let free = if any { open.len() < needed.len() } else { open.is_empty() };
        if free {
            waiting.insert(shape.id.as_str(), 0);
            ready.push(shape.id.as_str());
        } else {
            waiting.insert(shape.id.as_str(), if any { 1 } else { open.len() });
            for target in open {
                users.entry(target).or_default().push(shape.id.as_str());
            }
        }
    }
    while let Some(done) = ready.pop() {
        for user in users.remove(done).unwrap_or_default() {
            let Some(open) = waiting.get_mut(user).filter(|open| **open > 0) else {
                continue;
            };
            *open -= 1;
            if *open == 0 {
                ready.push(user);
            }
        }
    }
    let mut stuck: Vec<&Shape> = shapes;
    stuck.retain(|shape| waiting.get(shape.id.as_str()).is_some_and(|open| *open > 0));
    for shape in on_cycles(scope, &stuck) {
        let (message, help) = if matches!(shape.kind, ShapeKind::Union(_)) {
            ("every member of the union contains the union again", "add a member that does not")
        } else {
            (
                "the structure contains itself through required members alone",
                "make one of the members on the way optional, or put a list or map in between",
            )
        };
        scope.error(Code::RECURSION, shape.position, &shape.id, message, help);
    }
}

/// The shapes without those that merely require one on a cycle and are not themselves to blame.
fn on_cycles<'a>(scope: &Scope<'a, '_>, stuck: &[&'a Shape]) -> Vec<&'a Shape> {
    let mut users: HashMap<&str, usize> =
        stuck.iter().map(|shape| (shape.id.as_str(), 0)).collect();
    for shape in stuck {
        for target in required(scope, shape) {
            if let Some(count) = users.get_mut(target.id.as_str()) {
                *count += 1;
            }
        }
    }
    let unused = |shape: &&&Shape| users.get(shape.id.as_str()) == Some(&0);
    let mut todo: Vec<&Shape> = stuck.iter().filter(unused).copied().collect();
    while let Some(shape) = todo.pop() {
        for target in required(scope, shape) {
            let Some(count) = users.get_mut(target.id.as_str()).filter(|count| **count > 0) else {
                continue;
            };
            *count -= 1;
            if *count == 0 {
                todo.push(target);
            }
        }
    }
    let used = |shape: &&&Shape| users.get(shape.id.as_str()).is_some_and(|count| *count > 0);
    stuck.iter().filter(used).copied().collect()
}

fn required<'a>(scope: &Scope<'a, '_>, shape: &'a Shape) -> Vec<&'a Shape> {
    let all = matches!(shape.kind, ShapeKind::Union(_));
    let counts = shape.members().filter(|member| all || member.traits.required());
    counts.filter_map(|member| scope.model.target(member)).collect()
}
