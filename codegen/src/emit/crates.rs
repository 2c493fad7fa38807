//! The files that crates of several styles have in common.

use proc_macro2::TokenStream;
use quote::quote;

use super::library::{self, Extent};
use super::structure::{structure, Parts};
use super::{code, enumeration, pattern, schema, union, Content, Draft, File, Scope};
use crate::ir::{Definition, Engine, Operation, Package};

/// The root of the crate.
#[must_use]
pub fn root(package: &Package, extent: Extent) -> File {
    let scope = Scope::new(package, "");
    let mut file = File::source(
        "src/lib.rs",
        library::documentation(package, extent),
        &scope,
        library::root(package, extent),
    );
    if let Content::Source(source) = &mut file.content {
        source.attributes = library::attributes(package);
    }
    file
}

/// Schemas, patterns and shared types.
#[must_use]
pub fn shared(package: &Package) -> Vec<Draft<'_>> {
    let mut files: Vec<Draft<'_>> = Vec::new();
    if !package.schemas.is_empty() {
        files.push(Box::new(|| schemas(package)));
    }
    if !package.patterns.is_empty() {
        files.push(Box::new(|| patterns(package)));
    }
    files.push(Box::new(|| types(package)));
    for item in &package.types {
        files.push(Box::new(|| definition(package, item)));
    }
    files
}

fn schemas(package: &Package) -> File {
    let mut scope = Scope::new(package, "schema");
    let items: Vec<_> =
        package.schemas.iter().map(|item| schema::shape(item, &mut scope)).collect();
    let about = "Schemas of shapes that are plain Rust types: strings, numbers, lists, maps.";
    File::source("src/schema.rs", about, &scope, quote!(#(#items)*))
}

fn types(package: &Package) -> File {
    let scope = Scope::new(package, "types");
    let about = "The types that requests and responses consist of.";
    File::source("src/types/mod.rs", about, &scope, library::types(package))
}

fn patterns(package: &Package) -> File {
    let mut scope = Scope::new(package, "pattern");
    // No model's type occurs in this file, so no import can hide one.
    scope.import("crate::runtime::pattern", "Pattern");
    let items: Vec<_> = package
        .patterns
        .iter()
        .map(|matcher| {
            let name = code(&matcher.name);
            let value = match &matcher.engine {
                Engine::Static(compiled) => {
                    scope.import("crate::runtime::pattern", "Node");
                    pattern::expression(compiled)
                }
                Engine::Fallback(mode) => pattern::fallback(&matcher.source, *mode),
            };
            quote!(pub(crate) static #name: Pattern = #value;)
        })
        .collect();
    File::source(
        "src/pattern.rs",
        "The patterns of the model, compiled.",
        &scope,
        quote!(#(#items)*),
    )
}

fn definition(package: &Package, definition: &Definition) -> File {
    let name = definition.name();
    let mut scope = Scope::new(package, &name.file);
    let items = match definition {
        Definition::Structure(item) => {
            let Parts { interface, machinery } = structure(item, &mut scope);
            quote!(#interface #machinery)
        }
        Definition::Union(item) => union::union(item, &mut scope),
        Definition::Enumeration(item) => enumeration::enumeration(item, &mut scope),
        Definition::IntEnumeration(item) => enumeration::int_enumeration(item, &mut scope),
    };
    let path = format!("src/{}.rs", name.file.replace("::", "/").replace("r#", ""));
    File::source(path, format!("[`{0}`](crate::{1}::{0}).", name.name, name.home), &scope, items)
}

/// The file of the errors.
#[must_use]
pub fn errors(scope: &Scope<'_>, errors: &[Parts]) -> File {
    let interfaces = errors.iter().map(|error| &error.interface);
    let machinery = errors.iter().map(|error| &error.machinery);
    let items = quote!(#(#interfaces)* #(#machinery)*);
    File::source("src/error.rs", "What the service can answer instead of a response.", scope, items)
}

/// The root of the operations.
#[must_use]
pub fn operations(package: &Package, extent: Extent) -> File {
    let scope = Scope::new(package, "operation");
    File::source(
        "src/operation/mod.rs",
        "The operations, one module each.",
        &scope,
        library::operations(package, extent),
    )
}

/// The file of an operation.
#[must_use]
pub fn operation(operation: &Operation, scope: &Scope<'_>, items: TokenStream) -> File {
    let path = format!("src/operation/{}.rs", operation.module.replace("r#", ""));
    File::source(path, format!("`{}`: {}", operation.name, operation.summary), scope, items)
}
