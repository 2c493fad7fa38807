//! What the body of an error says of it, whatever its model is.

use alloc::string::String;
use alloc::vec::Vec;

use crate::document::Document;
use crate::json::{self, Target};
use crate::schema::{Kind, Member, Schema};
use crate::serde::{Codec, Members};
use crate::shape::{Shape, Structure, Value};

/// The name of an error without namespace, and its message.
#[derive(Default)]
pub(super) struct ErrorBody {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

static ANY: Schema = Schema::simple("smithy.api#Document", Kind::Document);
/// The names of an error come first, then those of its message, each in the order of precedence.
static FIELDS: Schema = Schema::structure(
    "ferrosmith#ErrorBody",
    &[
        Member::new("__type", &ANY),
        Member::new("code", &ANY),
        Member::new("message", &ANY),
        Member::new("Message", &ANY),
        Member::new("errorMessage", &ANY),
    ],
);

/// Documents, since a field of another type must not hide the others.
#[derive(Default)]
struct Fields([Document; 5]);

impl Structure for Fields {
    fn schema(&self) -> &'static Schema {
        &FIELDS
    }

    fn empty() -> Self {
        Self::default()
    }

    fn member(&self, index: usize) -> Option<&dyn Shape> {
        self.0.get(index).map(|field| field as &dyn Shape)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
        self.0.get_mut(index).map(|field| field as &mut dyn Shape)
    }
}

/// The name in `namespace#Name:uri`.
pub(super) fn bare_name(text: &str) -> &str {
    let text = text.split_once(':').map_or(text, |(name, _)| name);
    text.rsplit_once('#').map_or(text, |(_, name)| name).trim()
}

/// Reads what it can; a body that is no JSON object says nothing.
pub(super) fn read(body: &[u8], codec: Codec) -> ErrorBody {
    let mut fields = Fields::default();
    if body.is_empty() || json::read(body, Target::Members(&mut fields, Members::All), codec).is_err() {
        return ErrorBody::default();
    }
    let [dunder_type, code, message, capitalized, error_message] = &fields.0;
    let text = |field: &Document| field.as_str().filter(|text| !text.is_empty()).map(String::from);
    let name = |field: &Document| text(field).map(|name| String::from(bare_name(&name)));
    ErrorBody {
        code: name(dunder_type).or_else(|| name(code)),
        message: text(message).or_else(|| text(capitalized)).or_else(|| text(error_message)),
    }
}

/// Fills the message of an error from one of its other spellings, where the one of the model was
/// not sent.
pub(super) fn fill_message(body: &[u8], codec: Codec, error: &mut dyn Structure, missing: &mut Vec<String>) {
    let mut members = error.schema().members().iter().enumerate();
    let Some((index, member)) = members
        .find(|(_, member)| member.name().eq_ignore_ascii_case("message") && member.target().kind() == Kind::String)
    else {
        return;
    };
    let is_it = |pointer: &String| pointer.strip_prefix('/') == Some(member.name());
    let absent = error.member(index).is_none_or(|shape| matches!(shape.get(), Value::Absent));
    if !absent && !missing.iter().any(is_it) {
        return;
    }
    if let (Some(message), Some(shape)) = (read(body, codec).message, error.member_mut(index)) {
        if shape.slot().set_string(&message).is_ok() {
            missing.retain(|pointer| !is_it(pointer));
        }
    }
}
