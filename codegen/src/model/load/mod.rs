//! From files to a model, step by step (model.rst, "Merging model files").
//!
//! Read each file (`ast`), merge definitions (`merge`), apply traits (`apply`), flatten mixins
//! (`mixin`), then bring old constructs up to date (`upgrade`). Each step reports what it finds and
//! goes on with what is left.

mod apply;
mod ast;
mod file;
mod merge;
mod mixin;
mod report;
mod upgrade;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::json::Interner;
use super::{AppliedTrait, Model, Object, Shape, ShapeId};
use crate::diagnostic::{Diagnostics, Position, Sources};
use report::Report;

/// What the files say, before mixins are flattened.
#[derive(Default)]
struct Draft {
    shapes: IndexMap<ShapeId, Shape>,
    applications: Vec<Application>,
    /// Shapes that a file of version 1.0 defines.
    version_one: HashSet<ShapeId>,
    metadata: Object,
}

/// An `apply` statement.
struct Application {
    target: ShapeId,
    position: Position,
    traits: Vec<AppliedTrait>,
}

/// Traits for members that a shape only inherits, by the shape.
type Introduced = HashMap<ShapeId, Vec<Application>>;

pub(super) fn load(sources: Sources, diagnostics: &mut Diagnostics) -> Model {
    let prelude = super::prelude::shapes();
    let mut report = Report { sources: &sources, diagnostics };
    let names = Interner::default();
    let mut draft = Draft::default();
    for index in 0..sources.iter().count() {
        file::read(index, &names, &mut draft, &prelude, &mut report);
    }
    let introduced = apply::apply(&mut draft, &prelude, &mut report);
    let mut shapes = mixin::flatten(draft.shapes, introduced, &mut report);
    upgrade::upgrade(&mut shapes, &draft.version_one, &prelude, &mut report);
    Model { shapes, prelude, metadata: draft.metadata, sources }
}
