//! The form of trait values (model.rst, "Trait node values").

use super::defaults::{self, Fit};
use super::trait_rules::Form;
use super::Scope;
use crate::diagnostic::Code;
use crate::model::decimal::Decimal;
use crate::model::{AppliedTrait, Node, ShapeId};

/// Reports a value that does not have the form its trait demands.
pub(super) fn check(scope: &mut Scope<'_, '_>, id: &ShapeId, applied: &AppliedTrait, form: Form) {
    let mut wrong = Vec::new();
    mismatches(&applied.value, form, "the value", &mut wrong);
    for (node, reason) in wrong {
        let message = format!("`{}`: {reason}", applied.id);
        let help = "correct the value; its form is given by the definition of the trait";
        scope.error(Code::TRAIT_VALUE, node.position, id, message, help);
    }
    unknown_keys(scope, id, applied, form);
}

/// Newer versions of the specification may add keys, so unknown ones are only a warning.
fn unknown_keys(scope: &mut Scope<'_, '_>, id: &ShapeId, applied: &AppliedTrait, form: Form) {
    let (Form::Object(keys), Some(object)) = (form, applied.value.as_object()) else {
        return;
    };
    for entry in object {
        if !keys.iter().any(|(key, _, _)| *key == entry.key.as_ref()) {
            let message =
                format!("`{}` has no property `{}`; it is ignored", applied.id, entry.key);
            let help = "remove it, or correct its spelling";
            scope.warning(Code::UNKNOWN_PROPERTY, entry.position, id, message, help);
        }
    }
}

/// Reports a value that does not fit the shape that defines its trait, if the model has it.
pub(super) fn check_defined(scope: &mut Scope<'_, '_>, id: &ShapeId, applied: &AppliedTrait) {
    let Some(definition) = scope.model.get(&applied.id) else {
        return;
    };
    if !definition.is_trait_definition() {
        return;
    }
    let mut fit = Fit::default();
    defaults::fit(scope.model, definition, None, &applied.value, &mut fit);
    for (position, reason) in fit.wrong {
        let message = format!("`{}`: {reason}", applied.id);
        let help = "correct the value; its form is given by the definition of the trait";
        scope.error(Code::TRAIT_VALUE, position, id, message, help);
    }
}

/// Collects the parts of a value that are not as they should be. The depth is that of the form.
fn mismatches<'n>(node: &'n Node, form: Form, what: &str, wrong: &mut Vec<(&'n Node, String)>) {
    let expected = match form {
        Form::Any => None,
        Form::Annotation => (!is_annotation(node)).then_some("an empty object"),
        Form::Text => node.as_str().is_none().then_some("a string"),
        Form::NonEmptyText => {
            node.as_str().is_none_or(str::is_empty).then_some("a string that is not empty")
        }
        Form::Boolean => node.as_bool().is_none().then_some("true or false"),
        Form::Integer => node.as_i64().is_none().then_some("an integer"),
        Form::Decimal => {
            let spelled = node.as_str().is_some_and(|text| Decimal::parse(text).is_some());
            (node.as_number().is_none() && !spelled).then_some("a number")
        }
        Form::OneOf(allowed) => {
            if !node.as_str().is_some_and(|text| allowed.contains(&text)) {
                wrong.push((node, format!("{what} is one of {}", allowed.join(", "))));
            }
            None
        }
        Form::List(item) => match node.as_array() {
            None => Some("an array"),
            Some(elements) => {
                for element in elements {
                    mismatches(element, *item, "an element", wrong);
                }
                None
            }
        },
        Form::Map(value) => match node.as_object() {
            None => Some("an object"),
            Some(object) => {
                for entry in object {
                    mismatches(&entry.value, *value, &format!("`{}`", entry.key), wrong);
                }
                None
            }
        },
        Form::Object(keys) => object(node, keys, wrong),
    };
    if let Some(expected) = expected {
        wrong.push((node, format!("{what} is {expected}, but this is {}", node.kind())));
    }
}

fn object<'n>(
    node: &'n Node,
    keys: &[(&str, Form, bool)],
    wrong: &mut Vec<(&'n Node, String)>,
) -> Option<&'static str> {
    // A structure of which nothing is required may be written like an annotation.
    let may_be_true = keys.iter().all(|(_, _, required)| !required);
    if may_be_true && node.as_bool() == Some(true) {
        return None;
    }
    let Some(object) = node.as_object() else {
        return Some("an object");
    };
    for (key, form, required) in keys {
        match object.get(key) {
            Some(value) => mismatches(value, *form, &format!("`{key}`"), wrong),
            None if *required => wrong.push((node, format!("`{key}` is missing"))),
            None => {}
        }
    }
    None
}

fn is_annotation(node: &Node) -> bool {
    node.as_bool() == Some(true) || node.as_object().is_some_and(crate::model::Object::is_empty)
}
