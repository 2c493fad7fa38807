//! Headers.

use http::HeaderMap;

use super::differs;
use crate::case::Case;

/// Compares what the test says of headers: their values, and which must and must not be there.
pub(super) fn compare(sent: &HeaderMap, case: &Case, differences: &mut Vec<String>) {
    for (name, expected) in case.headers() {
        match value(sent, name) {
            None => differences.push(format!("header {name}: expected {expected:?}, got none")),
            Some(got) if !is_same(expected, &got) => {
                differences.push(differs(&format!("header {name}"), &expected, &got));
            }
            Some(_) => {}
        }
    }
    for name in case.texts("requireHeaders") {
        if !sent.contains_key(name) {
            differences.push(format!("header {name}: expected one, got none"));
        }
    }
    for name in case.texts("forbidHeaders") {
        if let Some(got) = value(sent, name) {
            differences.push(format!("header {name}: expected none, got {got:?}"));
        }
    }
}

/// The value of a header; several of one name are a list (RFC 9110, section 5.3).
fn value(sent: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<_> = sent
        .get_all(name)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// Whether both are the same value. White space around the entries of a list means nothing.
fn is_same(expected: &str, got: &str) -> bool {
    expected == got || entries(expected) == entries(got)
}

/// The entries of a list, split at the commas outside of quotes.
fn entries(text: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    let parts = text.split(move |letter: char| {
        let ends = letter == ',' && !quoted;
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        ends
    });
    parts.map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_split_outside_of_quotes() {
        assert_eq!(entries(r#"a, "b, \"c\"" ,d"#), ["a", r#""b, \"c\"""#, "d"]);
        assert!(is_same("a,b", "a, b"));
        assert!(!is_same("a b", "a  b"));
    }
}
