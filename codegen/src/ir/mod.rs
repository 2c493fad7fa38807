//! Decided facts, as data: what to generate, with every name, type and order settled.
//!
//! `lower` makes these values, [`crate::emit`] turns them into tokens and asks nothing
//! else: neither the model nor an option. Text is final too: documentation is safe Markdown.

mod auth;
mod operation;
mod schema;
mod types;

pub use auth::{Auth, AuthScheme};
pub use operation::{
    ErrorVariant, Items, Message, Operation, Pagination, Safety, Shaping, Stage, StepInto,
};
pub use schema::{
    Bound, DocumentLiteral, Engine, Literal, Matcher, MemberSchema, Schema, SchemaKind, SchemaPath,
    SchemaTrait,
};
pub use types::{
    Definition, Enumeration, EnumerationVariant, Field, IntEnumeration, IntEnumerationVariant,
    Presence, Role, Structure, Type, TypeName, Union, UnionVariant,
};

use std::collections::BTreeSet;

use indexmap::IndexMap;

/// A crate to be generated.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name, such as `codecatalyst`.
    pub name: String,
    /// The library's name in Rust paths, such as `codecatalyst`.
    pub library: String,
    /// The package's version.
    pub version: String,
    /// One line for `Cargo.toml`.
    pub description: String,
    /// The licence expression for `Cargo.toml`, if any.
    pub license: Option<String>,
    /// The repository's address for `Cargo.toml`, if any.
    pub repository: Option<String>,
    /// The entry of the runtime under `[dependencies]`, in TOML: `{ path = "../../runtime", ... }`.
    pub runtime: RuntimeDependency,
    /// The service.
    pub service: Service,
    /// The static matchers, one a distinct pattern, in the order of first use.
    pub patterns: Vec<Matcher>,
    /// Shapes without a Rust type of their own: simple shapes, lists and maps.
    pub schemas: Vec<Schema>,
    /// Shared types, one file each, in the order of the model.
    pub types: Vec<Definition>,
    /// Error structures, in the order of the model.
    pub errors: Vec<Structure>,
    /// Operations, in the order of the service.
    pub operations: Vec<Operation>,
    /// The names of all generated types: what an import must not hide.
    pub type_names: BTreeSet<String>,
}

/// Where the generated crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// A folder, relative to the generated crate.
    Path(String),
    /// A published version.
    Version(String),
}

/// Facts of the service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The absolute shape id.
    pub id: String,
    /// The name to show, such as `Amazon CodeCatalyst`, in Markdown.
    pub title: String,
    /// The same as plain text.
    pub plain_title: String,
    /// The version of the API.
    pub version: String,
    /// What the service is, in Markdown.
    pub documentation: String,
    /// The protocol's Rust path below `runtime::protocol` and the Cargo feature that brings it.
    pub protocol: Protocol,
    /// Whether callers know errors by the codes that they had in an earlier protocol
    /// (`awsQueryCompatible`).
    pub query_compatible: bool,
    /// The endpoint to call when the caller sets none.
    pub endpoint: Option<String>,
    /// Environment variables that may hold a bearer token.
    pub token_variables: Vec<String>,
    /// Response headers that may hold the request id.
    pub request_id_headers: Vec<String>,
    /// Headers that every request carries.
    pub headers: IndexMap<String, String>,
    /// What a client does with a request that breaks a constraint, unless told otherwise.
    pub validation: Validation,
    /// How callers prove who they are, the preferred way first.
    pub auth: Vec<AuthScheme>,
    /// Whether some call can carry a bearer token (`httpBearerAuth`).
    pub bearer_auth: bool,
    /// Features of the runtime that a client of this service needs besides its protocol's, sorted.
    pub client_features: Vec<&'static str>,
    /// Whether a pattern needs the fallback engine, a feature of the runtime.
    pub pattern_fallback: bool,
}

/// A protocol that the runtime speaks: one line of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The shape id of the protocol's trait.
    pub id: &'static str,
    /// The path of its only value below `runtime::protocol`, such as `RestJson`.
    pub path: &'static str,
    /// The Cargo feature of the runtime that brings it.
    pub feature: &'static str,
    /// Whether operations carry the `http` trait.
    pub http_bindings: bool,
}

/// What a client does with a request that breaks a constraint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Validation {
    /// Does not send it.
    #[default]
    Reject,
    /// Sends it and tells the hook.
    Warn,
    /// Does not look.
    Off,
}
