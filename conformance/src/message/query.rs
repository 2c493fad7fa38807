//! The query of a URI, pair by pair.

use std::collections::BTreeSet;

use crate::case::Case;

/// Compares what the test says of the query: which pairs it holds, and which names it must and
/// must not hold. Pairs of one name keep their order; other pairs may come along.
pub(super) fn compare(query: &str, case: &Case, differences: &mut Vec<String>) {
    let sent: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    let expected = case.texts("queryParams");
    let names: BTreeSet<&str> = expected.iter().map(|pair| name(pair)).collect();
    for wanted in names {
        let of_name = |pairs: &[&str]| -> Vec<String> {
            pairs
                .iter()
                .filter(|pair| name(pair) == wanted)
                .map(|pair| (*pair).to_owned())
                .collect()
        };
        let (expected, got) = (of_name(&expected), of_name(&sent));
        if expected != got {
            let line = format!(
                "query: expected {}, got {}",
                expected.join("&"),
                or_nothing(&got.join("&"))
            );
            differences.push(line);
        }
    }
    for wanted in case.texts("requireQueryParams") {
        if !sent.iter().any(|pair| name(pair) == wanted) {
            differences.push(format!("query: expected {wanted}, got {}", or_nothing(query)));
        }
    }
    for unwanted in case.texts("forbidQueryParams") {
        if sent.iter().any(|pair| name(pair) == unwanted) {
            differences.push(format!("query: expected no {unwanted}, got {query}"));
        }
    }
}

fn name(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name)
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() {
        "nothing"
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Kind;
    use crate::json::{Json, ParseError};

    fn differences(query: &str, test: &str) -> Result<usize, ParseError> {
        let test = Json::parse(test)?;
        let case = Case { kind: Kind::Request, operation: String::new(), error: None, test };
        let mut found = Vec::new();
        compare(query, &case, &mut found);
        Ok(found.len())
    }

    #[test]
    fn pairs_of_one_name_keep_their_order() -> Result<(), ParseError> {
        let test = r#"{"queryParams":["a=1","b","a=2"]}"#;
        assert_eq!(differences("b&a=1&c=&a=2", test)?, 0);
        assert_eq!(differences("b&a=2&a=1", test)?, 1);
        assert_eq!(differences("b=&a=1&a=2&a=3", test)?, 2);
        Ok(())
    }

    #[test]
    fn names_are_required_and_forbidden() -> Result<(), ParseError> {
        let test = r#"{"requireQueryParams":["a"],"forbidQueryParams":["b"]}"#;
        assert_eq!(differences("a=1", test)?, 0);
        assert_eq!(differences("b", test)?, 2);
        Ok(())
    }
}
