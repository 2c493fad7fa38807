//! Types alone: requests, responses, errors and what they consist of, with validators.

use quote::quote;

use crate::emit::library::Extent;
use crate::emit::structure::Parts;
use crate::emit::{crates, error, manifest, operation, File, Scope};
use crate::ir::{Operation, Package};

/// The files of the crate.
pub(super) fn files(package: &Package) -> Vec<File> {
    let mut files = vec![
        File::text("Cargo.toml", manifest::manifest(package, Extent::Types)),
        File::text("README.md", manifest::readme(package, Extent::Types)),
        crates::root(package, Extent::Types),
    ];
    files.extend(crates::shared(package));
    files.push(errors(package));
    files.push(crates::operations(package, Extent::Types));
    files.extend(package.operations.iter().map(|item| operation_file(package, item)));
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
