//! Operations.

use super::auth::Auth;
use super::types::{Structure, Type, TypeName};

/// An operation: one file.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name in the model, such as `CreateProject`.
    pub name: String,
    /// The module below `operation`, and the method of the client: `create_project`, keyword-safe.
    pub module: String,
    /// The method of the client, free of clashes with the client's own methods.
    pub method: String,
    /// The builder's name, such as `CreateProjectBuilder`.
    pub builder: String,
    /// The error's name, such as `CreateProjectError`.
    pub error: String,
    /// What it does, in Markdown.
    pub documentation: String,
    /// The first sentence of that.
    pub summary: String,
    /// A note for the `deprecated` attribute.
    pub deprecated: Option<String>,
    /// Method, URI pattern and success code.
    pub http: Option<(String, String, u16)>,
    /// Whether it may be repeated.
    pub safety: Safety,
    /// How callers prove who they are.
    pub auth: Auth,
    /// What it asks of a whole message.
    pub shaping: Shaping,
    /// The input.
    pub request: Message,
    /// The output.
    pub response: Message,
    /// The modelled errors, in the order of the model.
    pub errors: Vec<ErrorVariant>,
    /// The required members of the input, in the order of the URI and then of the model.
    pub stages: Vec<Stage>,
    /// How lists are walked.
    pub pagination: Option<Pagination>,
    /// The lines of an example call, to be compiled as a doctest: setter calls with sample values.
    pub example: Vec<(String, String)>,
}

/// What an operation asks of a whole message, beyond where members travel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shaping {
    /// What goes before the host, with labels that name members.
    pub host_prefix: Option<String>,
    /// Whether requests may be compressed.
    pub compressed: bool,
    /// Whether requests carry the MD5 checksum of their body.
    pub content_md5: bool,
}

/// Whether an operation may be repeated when it is not known what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// `readonly`
    Readonly,
    /// `idempotent`
    Idempotent,
    /// Neither.
    Unsafe,
}

/// The input or the output of an operation.
#[derive(Clone, Debug)]
pub enum Message {
    /// A structure that only this operation uses, defined in its file.
    Own(Structure),
    /// A structure with other uses, defined below `types`; its fields are repeated here for
    /// builders.
    Shared(Structure),
}

/// An error that an operation can answer with.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    /// The variant's name, such as `AccessDenied`.
    pub variant: String,
    /// The predicate's name, such as `is_access_denied`.
    pub predicate: String,
    /// The error structure.
    pub kind: TypeName,
    /// The name on the wire, such as `AccessDeniedException`.
    pub code: String,
    /// The HTTP status code.
    pub status: u16,
    /// What it means, one sentence in Markdown.
    pub summary: String,
}

/// A step of a builder that waits for one required member.
#[derive(Clone, Debug)]
pub struct Stage {
    /// The type's name, such as `NeedsDisplayName`.
    pub name: String,
    /// The index of the field in the input.
    pub field: usize,
}

/// How the pages of a list are walked.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// The input member that takes the token of the next page, by its name in the model.
    pub input_token: String,
    /// The path to the output member that gives it, by names in the model.
    pub output_token: Vec<String>,
    /// The entries of a page, where the model says which they are.
    pub items: Option<Items>,
}

/// The entries of a page.
#[derive(Clone, Debug)]
pub struct Items {
    /// The type of an entry; for a map a pair of key and value.
    pub item: Type,
    /// The type of the keys, where the entries are those of a map.
    pub key: Option<Type>,
    /// The way from the output to the list.
    pub path: Vec<StepInto>,
}

/// One step of the way to the entries of a page.
#[derive(Clone, Debug)]
pub struct StepInto {
    /// The field's name.
    pub field: String,
    /// Whether it is an `Option`.
    pub optional: bool,
}

impl Operation {
    /// Whether the input or the output has a stream of events.
    #[must_use]
    pub fn carries_events(&self) -> bool {
        [&self.request, &self.response]
            .into_iter()
            .flat_map(|message| &message.structure().fields)
            .any(|field| matches!(field.kind, Type::EventStream { .. }))
    }
}

impl Message {
    /// The structure.
    #[must_use]
    pub fn structure(&self) -> &Structure {
        match self {
            Self::Own(structure) | Self::Shared(structure) => structure,
        }
    }
}
