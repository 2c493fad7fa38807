//! Shapes and traits that every model can name without defining them (model.rst, "Prelude").

use std::sync::Arc;

use indexmap::IndexMap;

use super::traits::{AppliedTrait, BOX, DEFAULT, UNIT_TYPE};
use super::{Node, Number, Shape, ShapeId, ShapeKind, Traits, Value};
use crate::diagnostic::Position;

/// `smithy.api#Unit`
pub const UNIT: &str = "smithy.api#Unit";

/// The prelude's shapes, trait definitions left out.
pub(super) fn shapes() -> IndexMap<ShapeId, Shape> {
    let simple = [
        ("String", ShapeKind::String),
        ("Blob", ShapeKind::Blob),
        ("BigInteger", ShapeKind::BigInteger),
        ("BigDecimal", ShapeKind::BigDecimal),
        ("Timestamp", ShapeKind::Timestamp),
        ("Document", ShapeKind::Document),
        ("Boolean", ShapeKind::Boolean),
        ("Byte", ShapeKind::Byte),
        ("Short", ShapeKind::Short),
        ("Integer", ShapeKind::Integer),
        ("Long", ShapeKind::Long),
        ("Float", ShapeKind::Float),
        ("Double", ShapeKind::Double),
    ];
    let boxed = |kind: &ShapeKind| kind.is_number() || matches!(kind, ShapeKind::Boolean);
    let big = |kind: &ShapeKind| matches!(kind, ShapeKind::BigInteger | ShapeKind::BigDecimal);
    let mut shapes = IndexMap::new();
    for (name, kind) in simple {
        let primitive = (boxed(&kind) && !big(&kind)).then(|| kind.clone());
        let mut traits = Traits::default();
        if let Some(kind) = primitive {
            let zero = match kind {
                ShapeKind::Boolean => Value::Bool(false),
                _ => Value::Number(Number::new("0")),
            };
            let mut defaults = Traits::default();
            defaults.insert(applied(DEFAULT, Node::new(zero, Position::NONE)));
            add(&mut shapes, &format!("Primitive{name}"), kind, defaults);
            traits.insert(applied(BOX, Node::annotation()));
        }
        add(&mut shapes, name, kind, traits);
    }
    let mut unit = Traits::default();
    unit.insert(applied(UNIT_TYPE, Node::annotation()));
    add(&mut shapes, "Unit", ShapeKind::Structure(IndexMap::new()), unit);
    shapes
}

fn applied(id: &str, node: Node) -> AppliedTrait {
    AppliedTrait { id: ShapeId::unchecked(id), value: Arc::new(node), position: Position::NONE }
}

fn add(shapes: &mut IndexMap<ShapeId, Shape>, name: &str, kind: ShapeKind, traits: Traits) {
    let id = ShapeId::unchecked(format!("smithy.api#{name}"));
    let shape =
        Shape { id: id.clone(), kind, traits, mixins: Vec::new(), position: Position::NONE };
    shapes.insert(id, shape);
}
