//! The licences, bans and sources that `deny.toml` allows, checked with what Cargo knows.
//!
//! cargo-deny checks the same file and more, where it is installed; building it takes longer than
//! all the other steps together, so nothing here waits for it.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::metadata::{Metadata, Package};
use crate::error::Error;
use crate::project::Project;
use crate::{config, terminal, Verdict};

/// The registry that packages may come from; cargo-deny's default too.
const REGISTRY: &str = "registry+";

/// The part of cargo-deny's configuration that is checked here; it has more.
#[derive(Debug, Deserialize)]
struct Rules {
    licenses: LicenceRules,
    #[serde(default)]
    bans: BanRules,
}

#[derive(Debug, Deserialize)]
struct LicenceRules {
    allow: BTreeSet<String>,
    #[serde(default)]
    exceptions: Vec<LicenceException>,
}

#[derive(Debug, Deserialize)]
struct LicenceException {
    #[serde(rename = "crate")]
    name: String,
    allow: BTreeSet<String>,
}

#[derive(Debug, Default, Deserialize)]
struct BanRules {
    #[serde(default)]
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: Option<String>,
}

/// Checks every package; prints what is not allowed.
pub(super) fn run(project: &Project, metadata: &Metadata) -> Result<Verdict, Error> {
    let rules: Rules = config::read(&project.path("deny.toml"))?;
    let findings: Vec<String> =
        metadata.packages.iter().flat_map(|package| findings(package, &rules)).collect();
    for finding in &findings {
        terminal::note(&format!("  {finding}\n"))?;
    }
    if findings.is_empty() {
        let checked = terminal::count(metadata.packages.len(), "package");
        terminal::note(&format!("  {checked} checked\n"))?;
        return Ok(Verdict::Fine);
    }
    Ok(Verdict::Findings)
}

fn findings(package: &Package, rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    let shown = format!("{} {}", package.name, package.version);
    // Where a generated crate says nothing about its licence, it is the model owner's to choose.
    let is_own = package.source.is_none();
    let allowed = |licence: &str| {
        let exceptions = rules.licenses.exceptions.iter();
        rules.licenses.allow.contains(licence)
            || exceptions
                .filter(|exception| exception.name == package.name)
                .any(|exception| exception.allow.contains(licence))
    };
    match package.license.as_deref() {
        Some(expression) => match accepts(expression, &allowed) {
            Some(true) => {}
            Some(false) => found.push(format!("{shown}: {expression} is not allowed")),
            None => found.push(format!("{shown}: {expression:?} is no licence expression")),
        },
        None if is_own => {}
        None => found.push(format!("{shown} does not name its licence")),
    }
    for ban in rules.bans.deny.iter().filter(|ban| ban.name == package.name) {
        let reason = ban.reason.as_deref().unwrap_or("deny.toml bans it");
        found.push(format!("{shown} is banned: {reason}"));
    }
    if let Some(source) = package.source.as_deref().filter(|source| !source.starts_with(REGISTRY)) {
        found.push(format!("{shown} comes from {source}, not from the registry"));
    }
    found
}

/// Whether an SPDX expression can be met with allowed licences; `None` if it is not one.
///
/// `MIT/Apache-2.0`, which older packages have, means `OR`.
fn accepts(expression: &str, allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let accepted = any(&mut rest, allowed)?;
    rest.is_empty().then_some(accepted)
}

/// `a OR b OR c`
fn any(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut accepted = all(rest, allowed)?;
    while take(rest, "OR") {
        accepted |= all(rest, allowed)?;
    }
    Some(accepted)
}

/// `a AND b AND c`, which binds more tightly than `OR`
fn all(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut accepted = one(rest, allowed)?;
    while take(rest, "AND") {
        accepted &= one(rest, allowed)?;
    }
    Some(accepted)
}

/// `a`, `a WITH exception` or `(...)`
fn one(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    if take(rest, "(") {
        let accepted = any(rest, allowed)?;
        return take(rest, ")").then_some(accepted);
    }
    let licence = word(rest)?;
    if take(rest, "WITH") {
        let exception = word(rest)?;
        return Some(allowed(&format!("{licence} WITH {exception}")));
    }
    Some(allowed(licence))
}

fn take(rest: &mut &[&str], expected: &str) -> bool {
    match rest.split_first() {
        Some((first, others)) if *first == expected => {
            *rest = others;
            true
        }
        _ => false,
    }
}

fn word<'a>(rest: &mut &[&'a str]) -> Option<&'a str> {
    let (first, others) = rest.split_first()?;
    if matches!(*first, "OR" | "AND" | "WITH" | "(" | ")") {
        return None;
    }
    *rest = others;
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let allowed =
            |licence: &str| matches!(licence, "MIT" | "ISC" | "Apache-2.0 WITH LLVM-exception");
        for (expression, expected) in [
            ("MIT", Some(true)),
            ("GPL-3.0", Some(false)),
            ("GPL-3.0 OR MIT", Some(true)),
            ("GPL-3.0/MIT", Some(true)),
            ("GPL-3.0 AND MIT", Some(false)),
            ("(GPL-3.0 OR MIT) AND ISC", Some(true)),
            ("GPL-3.0 OR MIT AND Zlib", Some(false)),
            ("ISC OR GPL-3.0 AND Zlib", Some(true)),
            ("Apache-2.0 WITH LLVM-exception", Some(true)),
            ("Apache-2.0 WITH other", Some(false)),
            ("", None),
            ("MIT OR", None),
            ("MIT ISC", None),
            ("(MIT", None),
            ("MIT)", None),
            ("AND MIT", None),
        ] {
            assert_eq!(accepts(expression, &allowed), expected, "{expression}");
        }
    }
}
