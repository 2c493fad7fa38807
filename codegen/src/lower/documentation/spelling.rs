//! Which words a doc comment must put between backticks.
//!
//! Clippy's `doc_markdown` asks for it where a word looks like code or like an address. The test
//! here says yes wherever any Clippy since the oldest supported toolchain does, and for some more
//! words that read better as code (placeholders, flags).

/// Words that look like code but are names, in the default configuration of every Clippy since
/// 1.85. Sorted, for the search.
const NAMES: &[&str] = &[
    "AccessKit",
    "BibLaTeX",
    "BibTeX",
    "CamelCase",
    "ClojureScript",
    "CoAP",
    "CoffeeScript",
    "CoreFoundation",
    "CoreGraphics",
    "CoreText",
    "DevOps",
    "Direct2D",
    "Direct3D",
    "DirectWrite",
    "DirectX",
    "ECMAScript",
    "EiB",
    "FreeBSD",
    "GHz",
    "GPLv2",
    "GPLv3",
    "GiB",
    "GitHub",
    "GitLab",
    "GraphQL",
    "IPv4",
    "IPv6",
    "InfiniBand",
    "JavaScript",
    "KiB",
    "LaTeX",
    "MHz",
    "MiB",
    "MinGW",
    "NaN",
    "NaNs",
    "NetBSD",
    "NixOS",
    "OAuth",
    "OCaml",
    "OpenAL",
    "OpenBSD",
    "OpenDNS",
    "OpenExr",
    "OpenGL",
    "OpenMP",
    "OpenSSH",
    "OpenSSL",
    "OpenStreetMap",
    "OpenTelemetry",
    "OpenType",
    "PiB",
    "PowerPC",
    "PureScript",
    "RoCE",
    "THz",
    "TeX",
    "TensorFlow",
    "TiB",
    "TrueType",
    "TypeScript",
    "WebAssembly",
    "WebGL",
    "WebGL2",
    "WebGPU",
    "WebP",
    "WebRTC",
    "WebSocket",
    "WebTransport",
    "YCbCr",
    "iOS",
    "macOS",
    "sRGB",
];

/// Schemes that make an address even without a slash behind the colon.
const SPECIAL_SCHEMES: [&str; 6] = ["file", "ftp", "http", "https", "ws", "wss"];

/// Characters that the writer escapes. A reader sees the text in pieces that begin with them.
pub(super) const ESCAPED: [char; 9] = ['\\', '`', '*', '_', '[', ']', '<', '|', '~'];

/// Whether a word is so plain that nothing needs looking at: most are, and it saves time.
pub(super) fn is_ordinary(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphanumeric())
        && bytes.all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b',' | b'-' | b';'))
}

/// Whether a word without white space must be a code span.
pub(super) fn needs_code(word: &str) -> bool {
    reads_as_code(word)
        || looks_like_code(word)
        || word
            .match_indices(is_seam)
            .map(|(index, _)| index)
            .scan(0, |start, index| {
                let fragment = word.get(*start..index);
                *start = index;
                Some(fragment.unwrap_or_default())
            })
            .any(looks_like_code)
        || word.rfind(is_seam).and_then(|index| word.get(index..)).is_some_and(looks_like_code)
}

/// Where one piece of text may end for a reader and the next begin.
fn is_seam(character: char) -> bool {
    character == '&' || ESCAPED.contains(&character)
}

/// Words that no rule asks backticks for, but that are code to every reader, and ugly or changed
/// by smart punctuation otherwise.
fn reads_as_code(word: &str) -> bool {
    let has = |character| word.contains(character);
    let is_flag = word
        .strip_prefix("--")
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()));
    is_flag
        || word.contains("://")
        || (word.contains(|character: char| character.is_ascii_alphanumeric())
            && (has('_')
                || has('\\')
                || has('`')
                || (has('<') && has('>'))
                || (has('{') && has('}'))
                || (has('*') && (has(':') || has('/')))))
}

/// Clippy's rule, for a word as one piece of text holds it. An apostrophe ends a word there.
fn looks_like_code(fragment: &str) -> bool {
    fragment.split('\'').any(|part| {
        let is_edge = |character: char| !character.is_alphanumeric() && character != ':';
        let end = part.trim_end_matches(is_edge);
        if part.get(end.len()..).is_some_and(|rest| rest.starts_with("()")) && !end.is_empty() {
            return true;
        }
        let mut core = end.trim_start_matches(is_edge);
        if !core.starts_with("::") {
            core = core.trim_start_matches(':');
        }
        if !core.ends_with("::") {
            core = core.trim_end_matches(':');
        }
        if core.chars().all(|character| character == ':') || NAMES.binary_search(&core).is_ok() {
            return false;
        }
        core.contains('_')
            || core.contains("::")
            || core.contains("()")
            || is_camel_case(core)
            || is_address(core)
    })
}

/// At least two capitals and a small letter, beginning with neither a digit nor a small letter;
/// a plural's `s` does not count.
fn is_camel_case(word: &str) -> bool {
    if word.starts_with(|first: char| first.is_ascii_digit() || first.is_ascii_lowercase()) {
        return false;
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    stem.chars().all(char::is_alphanumeric)
        && stem.chars().filter(|letter| letter.is_uppercase()).nth(1).is_some()
        && stem.chars().any(char::is_lowercase)
}

/// Whether a word would parse as an address that has a path.
fn is_address(word: &str) -> bool {
    let Some((scheme, rest)) = word.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let is_special = || SPECIAL_SCHEMES.iter().any(|special| scheme.eq_ignore_ascii_case(special));
    is_scheme && (rest.starts_with('/') || (!rest.is_empty() && is_special()))
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted());
    }
}
