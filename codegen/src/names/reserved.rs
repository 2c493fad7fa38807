//! Words that Rust, or a file system, keeps for itself.

/// Keywords that may be written raw, `r#type` (Rust reference, "Keywords"; those reserved for
/// later editions included).
const RAW: [&str; 49] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "static",
    "struct",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
];

/// Keywords that have no raw form.
const NEVER_RAW: [&str; 4] = ["crate", "self", "super", "Self"];

/// Names of the prelude that a generated file uses or that derives and macros expect to mean
/// what they mean everywhere.
const PRELUDE_TYPES: [&str; 41] = [
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "Vec",
];

/// Device names that Windows does not allow as a file, whatever the extension.
const DEVICES: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// A field or method name that is not a keyword: raw where Rust allows it, else with a `_`.
#[must_use]
pub fn identifier(name: &str) -> String {
    if NEVER_RAW.contains(&name) {
        format!("{name}_")
    } else if RAW.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// A type name that hides nothing of Rust's prelude.
#[must_use]
pub fn type_name(name: &str) -> String {
    if PRELUDE_TYPES.contains(&name) || name == "TryInto" {
        format!("{name}Shape")
    } else {
        name.to_owned()
    }
}

/// A module name that is also a file name everywhere: neither a keyword, nor `mod`, nor a device.
#[must_use]
pub fn file_stem(name: &str) -> String {
    if RAW.contains(&name) || NEVER_RAW.contains(&name) || DEVICES.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}
