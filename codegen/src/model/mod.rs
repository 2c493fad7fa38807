//! Smithy models: any number of JSON AST files become one typed, indexed shape graph.
//!
//! Nothing in here knows Rust's names or types. After [`Model::load`] traits are applied, mixins
//! are flattened and Smithy 1.0 is upgraded, so the rest of the generator sees plain Smithy 2.0.

pub mod decimal;
mod graph;
mod json;
mod load;
mod node;
pub mod prelude;
mod shape;
mod shape_id;
#[cfg(test)]
mod tests;
mod trait_values;
pub mod traits;
pub mod uri;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostics, Location, Position, Source, Sources};

pub use graph::{Binding, Pagination, PaginationPath};
pub use node::{Entry, Node, Number, Object, Value};
pub use shape::{
    Member, Members, Operation, Reference, Rename, Resource, Service, Shape, ShapeKind,
};
pub use shape_id::{is_identifier, ShapeId};
pub use trait_values::{
    Deprecated, EnumValue, ErrorKind, Http, Length, Paginated, Range, RequestCompression,
    Retryable, TimestampFormat,
};
pub use traits::{AppliedTrait, Traits};

/// A loaded model.
#[derive(Debug, Default)]
pub struct Model {
    shapes: IndexMap<ShapeId, Shape>,
    prelude: IndexMap<ShapeId, Shape>,
    sources: Sources,
    metadata: Object,
}

impl Model {
    /// Loads and merges model files. Whatever is wrong is reported; the result holds what could
    /// be understood, so that [`crate::check::check`] can find more in the same run.
    #[must_use]
    pub fn load(sources: Vec<Source>, diagnostics: &mut Diagnostics) -> Self {
        load::load(Sources::new(sources), diagnostics)
    }

    /// A shape by its identifier; prelude shapes included, members not.
    #[must_use]
    pub fn get(&self, id: &ShapeId) -> Option<&Shape> {
        self.lookup(id.as_str())
    }

    /// A shape by the text of its identifier.
    #[must_use]
    pub fn lookup(&self, id: &str) -> Option<&Shape> {
        self.shapes.get(id).or_else(|| self.prelude.get(id))
    }

    /// A member by its identifier.
    #[must_use]
    pub fn member(&self, id: &ShapeId) -> Option<&Member> {
        let (container, member) = id.as_str().split_once('$')?;
        self.lookup(container)?.member(member)
    }

    /// The shape a member targets.
    #[must_use]
    pub fn target(&self, member: &Member) -> Option<&Shape> {
        self.get(&member.target)
    }

    /// The value of a trait that counts for a member: its own, else that of its target
    /// (model.rst, "Scope of member traits"). Ask only for traits that both can have.
    #[must_use]
    pub fn effective<'a>(&'a self, member: &'a Member, id: &str) -> Option<&'a AppliedTrait> {
        let inherited = || self.target(member)?.traits.applied(id);
        member.traits.applied(id).or_else(inherited)
    }

    /// All shapes that the files define, in the order of definition; without the prelude, with
    /// mixins and trait definitions.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.values()
    }

    /// Number of shapes that the files define.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether the files define no shapes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// All services in the order of definition, mixins left out.
    pub fn services(&self) -> impl Iterator<Item = &Shape> {
        self.shapes().filter(|shape| shape.as_service().is_some() && !shape.is_mixin())
    }

    /// Merged metadata.
    #[must_use]
    pub fn metadata(&self) -> &Object {
        &self.metadata
    }

    /// The files it was loaded from.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The files alone, for showing diagnostics once the model has served.
    #[must_use]
    pub fn into_sources(self) -> Sources {
        self.sources
    }

    /// File, line and column of a position.
    #[must_use]
    pub fn location(&self, position: Position) -> Option<Location> {
        self.sources.location(position)
    }
}
