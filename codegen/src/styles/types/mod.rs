//! Types alone: requests, responses, errors and what they consist of, with validators.

use quote::quote;

use crate::emit::library::Extent;
use crate::emit::structure::Parts;
use crate::emit::{crates, error, manifest, operation, Draft, File, Scope};
use crate::ir::{Operation, Package};
use crate::styles::Style;

/// The entry of the registry.
pub(super) const STYLE: Style =
    Style { name: "types", summary: "types with validators, without HTTP", speaks: false, files };

/// The files of the crate.
fn files(package: &Package) -> Vec<Draft<'_>> {
    let mut files: Vec<Draft<'_>> = vec![
        Box::new(|| File::text("Cargo.toml", manifest::manifest(package, Extent::Types))),
        Box::new(|| File::text("README.md", manifest::readme(package, Extent::Types))),
        Box::new(|| crates::root(package, Extent::Types)),
    ];
    files.extend(crates::shared(package));
    files.push(Box::new(|| errors(package)));
    files.push(Box::new(|| crates::operations(package, Extent::Types)));
    for item in &package.operations {
        files.push(Box::new(|| operation_file(package, item)));
    }
    files
}

fn errors(package: &Package) -> File {
    let mut scope = Scope::new(package, "error");
    let parts: Vec<_> = package.errors.iter().map(|item| error::plain(item, &mut scope)).collect();
    crates::errors(&scope, &parts)
}

fn operation_file(package: &Package, item: &Operation) -> File {
    let mut scope = Scope::new(package, &format!("operation::{}", item.module));
    let Parts { interface, machinery } = operation::messages(item, &mut scope);
    crates::operation(item, &scope, quote!(#interface #machinery))
}
