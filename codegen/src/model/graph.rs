//! Questions about how shapes hang together. All walks use explicit stacks: a chain of shapes may
//! be longer than a call stack is deep.

use std::collections::HashSet;

use super::traits::{AppliedTrait, AUTH_DEFINITION, PROTOCOL_DEFINITION};
use super::{Member, Model, Paginated, Reference, Shape, ShapeId, ShapeKind};

/// How an operation paginates, its own settings merged with the service's and paths resolved.
#[derive(Clone, Debug)]
pub struct Pagination<'a> {
    /// Input member that takes the token.
    pub input_token: &'a Member,
    /// Where the output holds the next token.
    pub output_token: PaginationPath<'a>,
    /// Where the output holds the items.
    pub items: Option<PaginationPath<'a>>,
    /// Input member that limits a page.
    pub page_size: Option<&'a Member>,
}

/// A path into an output: each member is one of the structure that the one before targets.
#[derive(Clone, Debug)]
pub struct PaginationPath<'a> {
    /// From the output structure inwards; never empty.
    pub members: Vec<&'a Member>,
}

impl<'a> PaginationPath<'a> {
    /// The member the path leads to.
    #[must_use]
    pub fn last(&self) -> Option<&'a Member> {
        self.members.last().copied()
    }
}

impl Model {
    /// All shapes of a service: the service, its resources and operations, their inputs, outputs
    /// and errors, and whatever members target, each once, in the order of first mention
    /// (service-types.rst, "Service closure"). Prelude shapes are included.
    #[must_use]
    pub fn closure(&self, service: &ShapeId) -> Vec<&Shape> {
        let roots: Vec<&ShapeId> = self.get(service).map(|shape| &shape.id).into_iter().collect();
        self.reach(roots)
    }

    /// Like [`Model::closure`], from any shapes.
    #[must_use]
    pub fn reach<'a>(&'a self, roots: impl IntoIterator<Item = &'a ShapeId>) -> Vec<&'a Shape> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut found = Vec::new();
        let mut stack: Vec<&ShapeId> = roots.into_iter().collect();
        stack.reverse();
        while let Some(id) = stack.pop() {
            let Some(shape) = self.get(id) else { continue };
            if !seen.insert(shape.id.as_str()) {
                continue;
            }
            found.push(shape);
            let start = stack.len();
            stack.extend(shape.neighbours());
            if let Some(added) = stack.get_mut(start..) {
                added.reverse();
            }
        }
        found
    }

    /// All operations of a service, those of its resources included, each once: first the ones
    /// bound directly, then resource by resource in the order of definition.
    #[must_use]
    pub fn operations_of(&self, service: &ShapeId) -> Vec<&Shape> {
        let mut seen = HashSet::new();
        self.bindings_of(service)
            .into_iter()
            .filter_map(|binding| self.get(&binding.operation.target))
            .filter(|shape| shape.as_operation().is_some())
            .filter(|shape| seen.insert(shape.id.as_str()))
            .collect()
    }

    /// All resources of a service, nested ones included, each once, outer ones first.
    #[must_use]
    pub fn resources_of(&self, service: &ShapeId) -> Vec<&Shape> {
        let Some(root) = self.get(service).and_then(Shape::as_service) else {
            return Vec::new();
        };
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        let mut stack: Vec<&Reference> = root.resources.iter().rev().collect();
        while let Some(reference) = stack.pop() {
            let Some(shape) = self.get(&reference.target) else {
                continue;
            };
            let Some(resource) = shape.as_resource() else {
                continue;
            };
            if seen.insert(shape.id.as_str()) {
                found.push(shape);
                stack.extend(resource.resources.iter().rev());
            }
        }
        found
    }

    /// Every binding of an operation to the service or to one of its resources.
    #[must_use]
    pub fn bindings_of(&self, service: &ShapeId) -> Vec<Binding<'_>> {
        let Some(shape) = self.get(service) else {
            return Vec::new();
        };
        let Some(root) = shape.as_service() else {
            return Vec::new();
        };
        let direct =
            root.operations.iter().map(|operation| Binding { container: shape, operation });
        let bound = self.resources_of(service).into_iter().flat_map(|container| {
            container
                .as_resource()
                .into_iter()
                .flat_map(super::Resource::all_operations)
                .map(move |operation| Binding { container, operation })
        });
        direct.chain(bound).collect()
    }

    /// The errors an operation of a service can return: its own, then the service's, each once.
    #[must_use]
    pub fn errors_of(&self, service: &ShapeId, operation: &ShapeId) -> Vec<&Shape> {
        let own = self.get(operation).and_then(Shape::as_operation);
        let common = self.get(service).and_then(Shape::as_service);
        let own = own.into_iter().flat_map(|operation| &operation.errors);
        let common = common.into_iter().flat_map(|service| &service.errors);
        let mut seen = HashSet::new();
        own.chain(common)
            .filter_map(|reference| self.get(&reference.target))
            .filter(|shape| seen.insert(shape.id.as_str()))
            .collect()
    }

    /// The name of a shape within a service, `rename` applied.
    #[must_use]
    pub fn name_in<'a>(&'a self, service: &ShapeId, shape: &'a ShapeId) -> &'a str {
        let service = self.get(service).and_then(Shape::as_service);
        service
            .and_then(|service| service.rename.get(shape))
            .map_or_else(|| shape.name(), |rename| rename.name.as_ref())
    }

    /// How an operation paginates within a service; `None` if it does not, or not properly.
    #[must_use]
    pub fn pagination(&self, service: &ShapeId, operation: &ShapeId) -> Option<Pagination<'_>> {
        let shape = self.get(operation)?;
        let merged = self.merged_pagination(service, shape)?;
        let operation = shape.as_operation()?;
        let input = self.get(&operation.input.target)?;
        let page_size = merged.page_size.as_deref().map(|name| input.member(name));
        let items = merged.items.as_deref().map(|path| self.output_path(operation, path));
        Some(Pagination {
            input_token: input.member(merged.input_token.as_deref()?)?,
            output_token: self.output_path(operation, merged.output_token.as_deref()?)?,
            items: match items {
                Some(found) => Some(found?),
                None => None,
            },
            page_size: match page_size {
                Some(found) => Some(found?),
                None => None,
            },
        })
    }

    /// The `paginated` trait of an operation with what it leaves out taken from the service
    /// (behavior-traits.rst, "paginated trait").
    #[must_use]
    pub fn merged_pagination(&self, service: &ShapeId, operation: &Shape) -> Option<Paginated> {
        let own = operation.traits.paginated()?;
        let common =
            self.get(service).and_then(|shape| shape.traits.paginated()).unwrap_or_default();
        Some(Paginated {
            input_token: own.input_token.or(common.input_token),
            output_token: own.output_token.or(common.output_token),
            items: own.items.or(common.items),
            page_size: own.page_size.or(common.page_size),
        })
    }

    fn output_path(&self, operation: &super::Operation, path: &str) -> Option<PaginationPath<'_>> {
        let mut shape = self.get(&operation.output.target);
        let mut members = Vec::new();
        for name in path.split('.') {
            let structure = shape.filter(|shape| shape.as_structure().is_some())?;
            let member = structure.member(name)?;
            members.push(member);
            shape = self.target(member);
        }
        Some(PaginationPath { members })
    }

    /// The protocol traits on a service: those that are defined as protocols, or that
    /// `known` names (definitions of well-known protocols are often left out of a model).
    #[must_use]
    pub fn protocols<'a>(&'a self, service: &'a Shape, known: &[&str]) -> Vec<&'a AppliedTrait> {
        self.applied_with(service, PROTOCOL_DEFINITION, known)
    }

    /// The authentication scheme traits on a service; see [`Model::protocols`].
    #[must_use]
    pub fn auth_schemes<'a>(&'a self, service: &'a Shape, known: &[&str]) -> Vec<&'a AppliedTrait> {
        self.applied_with(service, AUTH_DEFINITION, known)
    }

    fn applied_with<'a>(
        &'a self,
        service: &'a Shape,
        marker: &str,
        known: &[&str],
    ) -> Vec<&'a AppliedTrait> {
        let defined = |applied: &AppliedTrait| {
            self.get(&applied.id).is_some_and(|definition| definition.traits.has(marker))
        };
        let listed = |applied: &AppliedTrait| known.contains(&applied.id.as_str());
        service.traits.iter().filter(|applied| defined(applied) || listed(applied)).collect()
    }
}

/// An operation bound to a service or resource.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'a> {
    /// The service or resource.
    pub container: &'a Shape,
    /// The mention of the operation.
    pub operation: &'a Reference,
}

impl Shape {
    /// The shapes this one mentions, in order; mixins and trait values left out.
    #[must_use]
    pub fn neighbours(&self) -> Vec<&ShapeId> {
        match &self.kind {
            ShapeKind::Service(service) => service
                .operations
                .iter()
                .chain(&service.resources)
                .chain(&service.errors)
                .map(|reference| &reference.target)
                .collect(),
            ShapeKind::Resource(resource) => resource
                .all_operations()
                .chain(&resource.resources)
                .chain(resource.identifiers.values())
                .chain(resource.properties.values())
                .map(|reference| &reference.target)
                .collect(),
            ShapeKind::Operation(operation) => [&operation.input, &operation.output]
                .into_iter()
                .chain(&operation.errors)
                .map(|reference| &reference.target)
                .collect(),
            // The members of enums target Unit, which says nothing.
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
            _ => self.members().map(|member| &member.target).collect(),
        }
    }
}
