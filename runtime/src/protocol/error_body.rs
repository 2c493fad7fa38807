//! What an error response says of the error, whatever its model is.

use alloc::string::String;
use alloc::vec::Vec;

use http::header::HeaderName;

use super::encoding::Encoding;
use crate::document::Document;
use crate::schema::{Kind, Member, Schema};
use crate::shape::{Shape, Structure, Value};

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// The name of an error without namespace, and its message.
#[derive(Default)]
pub(super) struct ErrorBody {
    pub(super) name: Option<String>,
    pub(super) message: Option<String>,
}

/// In which fields of a body the name of an error may be, the first one present wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// In `__type` and in `code`.
    TypeOrCode,
    /// In `__type` alone; what is called `code` may be of any kind.
    Type,
}

const fn field(name: &'static str) -> Member {
    static ANY: Schema = Schema::simple("smithy.api#Document", Kind::Document);
    Member::new(name, &ANY)
}

static FIELDS: [Member; 4] =
    [field("__type"), field("message"), field("Message"), field("errorMessage")];
static FIELDS_AND_CODE: [Member; 5] =
    [field("__type"), field("message"), field("Message"), field("errorMessage"), field("code")];
static TYPE: Schema = Schema::structure("ferrosmith#ErrorBody", &FIELDS);
static TYPE_OR_CODE: Schema = Schema::structure("ferrosmith#ErrorBody", &FIELDS_AND_CODE);

/// Documents, since a field of another type must not hide the others.
struct Fields {
    schema: &'static Schema,
    documents: [Document; 5],
}

impl Structure for Fields {
    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn empty() -> Self {
        Self { schema: &TYPE, documents: Default::default() }
    }

    fn member(&self, index: usize) -> Option<&dyn Shape> {
        self.documents.get(index).map(|field| field as &dyn Shape)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Shape> {
        self.documents.get_mut(index).map(|field| field as &mut dyn Shape)
    }
}

/// The name in the header that some protocols put it in.
pub(super) fn name_in_header(head: &http::response::Parts) -> Option<String> {
    let name = bare_name(head.headers.get(ERROR_TYPE)?.to_str().ok()?);
    (!name.is_empty()).then(|| name.into())
}

/// The name in `namespace#Name:uri`.
fn bare_name(text: &str) -> &str {
    let text = text.split_once(':').map_or(text, |(name, _)| name);
    text.rsplit_once('#').map_or(text, |(_, name)| name).trim()
}

/// Reads what it can; a body that is no object says nothing.
pub(super) fn read(body: &[u8], encoding: &dyn Encoding, names: Names) -> ErrorBody {
    let schema = if names == Names::Type { &TYPE } else { &TYPE_OR_CODE };
    let mut fields = Fields { schema, ..Structure::empty() };
    if body.is_empty() || encoding.read(body, &mut fields).is_err() {
        return ErrorBody::default();
    }
    let [dunder_type, message, capitalized, error_message, code] = &fields.documents;
    let text = |field: &Document| field.as_str().filter(|text| !text.is_empty()).map(String::from);
    let name = |field: &Document| text(field).map(|name| String::from(bare_name(&name)));
    ErrorBody {
        name: name(dunder_type).or_else(|| name(code)),
        message: text(message).or_else(|| text(capitalized)).or_else(|| text(error_message)),
    }
}

/// Fills the message of an error from one of its other spellings, where the one of the model was
/// not sent.
pub(super) fn fill_message(
    body: &[u8],
    encoding: &dyn Encoding,
    error: &mut dyn Structure,
    missing: &mut Vec<String>,
) {
    let mut members = error.schema().members().iter().enumerate();
    let Some((index, member)) = members.find(|(_, member)| {
        member.name().eq_ignore_ascii_case("message") && member.target().kind() == Kind::String
    }) else {
        return;
    };
    let is_it = |pointer: &String| pointer.strip_prefix('/') == Some(member.name());
    let absent = error.member(index).is_none_or(|shape| matches!(shape.get(), Value::Absent));
    if !absent && !missing.iter().any(is_it) {
        return;
    }
    let ErrorBody { message, .. } = read(body, encoding, Names::Type);
    if let (Some(message), Some(shape)) = (message, error.member_mut(index)) {
        if shape.slot().set_string(&message).is_ok() {
            missing.retain(|pointer| !is_it(pointer));
        }
    }
}
