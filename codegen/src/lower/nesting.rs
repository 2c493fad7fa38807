//! How deep lists and maps may nest. Each level is a level of a Rust type, of the code that prints
//! it and of the compiler that reads it, and all of these recurse.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, Shape, ShapeKind};

/// The deepest nesting of lists and maps in each other; public models stay below ten.
const DEEPEST: usize = 64;

/// Refuses lists and maps that nest deeper.
pub(super) fn refuse_deep(model: &Model, closure: &[&Shape], diagnostics: &mut Diagnostics) {
    let mut depths: HashMap<&str, usize> = HashMap::new();
    for shape in closure {
        if depth(model, shape, &mut depths) == DEEPEST + 1 {
            let message = format!("lists and maps are nested more than {DEEPEST} levels deep here");
            diagnostics.push(
                Diagnostic::error(Code::UNSUPPORTED, message)
                    .at(model.location(shape.position))
                    .shape(&shape.id)
                    .help("put a structure in between"),
            );
        }
    }
}

/// The number of lists and maps from this shape inwards. Each holds one other shape that counts,
/// so the way in is a chain, walked without recursion; the checks have excluded circles.
fn depth<'a>(model: &'a Model, shape: &'a Shape, depths: &mut HashMap<&'a str, usize>) -> usize {
    let mut chain = Vec::new();
    let mut next = Some(shape);
    let mut inner = 0;
    while let Some(shape) = next {
        if let Some(known) = depths.get(shape.id.as_str()) {
            inner = *known;
            break;
        }
        next = match &shape.kind {
            ShapeKind::List(member) => model.target(member),
            ShapeKind::Map { value, .. } => model.target(value),
            _ => break,
        };
        chain.push(shape.id.as_str());
    }
    for id in chain.into_iter().rev() {
        inner += 1;
        depths.insert(id, inner);
    }
    inner
}
