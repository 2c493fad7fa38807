//! Where a type would contain itself, and so needs a `Box`.

use std::collections::{HashMap, HashSet};

use crate::model::{Model, Shape, ShapeId, ShapeKind};

/// The ids of members that lead back to their own container through structures and unions only;
/// a list or a map on the way is a pointer already.
pub(super) fn boxed_members(model: &Model, closure: &[&Shape]) -> HashSet<ShapeId> {
    let components = components(model, closure);
    let mut boxed = HashSet::new();
    for shape in closure.iter().filter(|shape| holds_members_inline(shape)) {
        for member in shape.members() {
            let target = model.get(&member.target).filter(|target| holds_members_inline(target));
            let same = target.is_some_and(|target| {
                components.get(target.id.as_str()) == components.get(shape.id.as_str())
            });
            if same {
                boxed.insert(member.id.clone());
            }
        }
    }
    boxed
}

fn holds_members_inline(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

/// The strongly connected component of each structure and union, by Tarjan's algorithm on an
/// explicit stack, since a chain of shapes may be as long as the model. Two shapes of one
/// component contain each other; a shape that does not contain itself is alone in its component,
/// and then none of its members targets that component.
fn components<'a>(model: &'a Model, closure: &[&'a Shape]) -> HashMap<&'a str, usize> {
    let mut search = Search {
        model,
        order: HashMap::new(),
        low: HashMap::new(),
        open: Vec::new(),
        component: HashMap::new(),
    };
    for shape in closure.iter().filter(|shape| holds_members_inline(shape)) {
        if !search.order.contains_key(shape.id.as_str()) {
            search.run(shape);
        }
    }
    search.component
}

struct Search<'a> {
    model: &'a Model,
    order: HashMap<&'a str, usize>,
    low: HashMap<&'a str, usize>,
    open: Vec<&'a str>,
    component: HashMap<&'a str, usize>,
}

impl<'a> Search<'a> {
    fn run(&mut self, root: &'a Shape) {
        let mut path: Vec<(&'a str, std::vec::IntoIter<&'a Shape>)> = vec![self.enter(root)];
        while let Some((id, targets)) = path.last_mut() {
            let id = *id;
            if let Some(target) = targets.next() {
                let target_id = target.id.as_str();
                if !self.order.contains_key(target_id) {
                    let entered = self.enter(target);
                    path.push(entered);
                } else if !self.component.contains_key(target_id) {
                    self.lower(id, self.order.get(target_id).copied());
                }
            } else {
                path.pop();
                self.leave(id);
                if let Some((parent, _)) = path.last() {
                    self.lower(parent, self.low.get(id).copied());
                }
            }
        }
    }

    fn enter(&mut self, shape: &'a Shape) -> (&'a str, std::vec::IntoIter<&'a Shape>) {
        let id = shape.id.as_str();
        let number = self.order.len();
        self.order.insert(id, number);
        self.low.insert(id, number);
        self.open.push(id);
        let targets: Vec<&'a Shape> = shape
            .members()
            .filter_map(|member| self.model.get(&member.target))
            .filter(|target| holds_members_inline(target))
            .collect();
        (id, targets.into_iter())
    }

    fn lower(&mut self, id: &'a str, to: Option<usize>) {
        if let (Some(low), Some(to)) = (self.low.get_mut(id), to) {
            *low = (*low).min(to);
        }
    }

    fn leave(&mut self, id: &'a str) {
        if self.low.get(id) != self.order.get(id) {
            return;
        }
        let number = self.component.len();
        while let Some(member) = self.open.pop() {
            self.component.insert(member, number);
            if member == id {
                break;
            }
        }
    }
}
