//! From the model's spelling to Rust's.
//!
//! Word boundaries come from `heck`. Before it sees a name, spellings that mix case inside one
//! word (`GiB`, `IPv6`, `IDs`) are folded into an ordinary word, so that `sizeInGiB` reads
//! `size_in_gib` and not `size_in_gi_b`.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words whose inner capitals do not start a new word. Longer ones come first where one is the
/// start of another.
const MIXED_CASE_WORDS: [&str; 26] = [
    "GiB", "MiB", "KiB", "TiB", "PiB", "Gbps", "Mbps", "Kbps", "IPv4", "IPv6", "IPs", "IDs",
    "ARNs", "URLs", "URIs", "ACLs", "APIs", "VPCs", "AMIs", "CIDRs", "OAuth", "OAuth2", "IoT",
    "IdP", "SaaS", "DBs",
];

/// `snake_case`, for fields, functions and modules.
#[must_use]
pub fn snake(name: &str) -> String {
    fold_mixed_case(name).to_snake_case()
}

/// `UpperCamelCase`, for types and variants. A type's name in the model keeps its capitals
/// (`IPAddress` stays `IPAddress` only as `IpAddress`), as Rust's API guidelines ask.
#[must_use]
pub fn upper_camel(name: &str) -> String {
    fold_mixed_case(name).to_upper_camel_case()
}

/// `SCREAMING_SNAKE_CASE`, for statics.
#[must_use]
pub fn constant(name: &str) -> String {
    fold_mixed_case(name).to_shouty_snake_case()
}

/// The name in plain words, for sentences: `space name`.
#[must_use]
pub fn field_words(name: &str) -> String {
    snake(name).replace('_', " ")
}

fn fold_mixed_case(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let starts_word = !folded.ends_with(|last: char| last.is_ascii_uppercase());
        let word = MIXED_CASE_WORDS
            .iter()
            .filter(|word| starts_word && starts_with_word(rest, word))
            .max_by_key(|word| word.len());
        if let Some(word) = word {
            let mut letters = word.chars();
            folded.extend(letters.next());
            folded.extend(letters.map(|letter| letter.to_ascii_lowercase()));
            rest = rest.get(word.len()..).unwrap_or_default();
        } else {
            folded.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    folded
}

/// Whether the text starts with the word and the word ends there: `IDs` in `vpcIDsList`, not in
/// `IDstring`.
fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()))
}
