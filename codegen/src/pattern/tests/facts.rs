//! Facts about ECMA-262: pattern, values that match, values that do not. The verdicts are those of
//! Node.js 20, with the `u` flag if it accepts the pattern and without it otherwise.

use super::load::load;
use crate::pattern::{compile, Mode, PatternError};

type Fact = (&'static str, &'static [&'static str], &'static [&'static str]);

#[rustfmt::skip]
const FACTS: &[Fact] = &[
    // Search, not full match (Smithy, `pattern`), and the assertions of 22.2.2.4.
    ("b", &["abc"], &["ac", ""]),
    ("^b", &["bc"], &["ab"]),
    ("b$", &["ab"], &["ba", "b\u{A}"]),
    ("^$", &[""], &["a"]),
    ("a^b", &[], &["ab"]),
    ("(?:)", &["", "x"], &[]),
    ("^a|b$", &["ax", "xb"], &["xax"]),
    ("a$b|c", &["c"], &["ab"]),
    ("^^a$$", &["a"], &[]),
    ("(^a|b)c", &["ac", "xbc"], &["xac"]),
    ("\\bfoo\\b", &["a foo.", "foo", "\u{E9}foo"], &["afoo", "foo_"]),
    ("\\Bo", &["foo"], &["o"]),
    ("^\\b$", &[], &[""]),
    ("^\\B$", &[""], &[]),
    ("a\\b", &["a", "a!"], &["ab"]),
    // Characters that `.` and the class escapes match (12.2, 12.3, 22.2.2.9).
    ("^.$", &["a", "\u{85}", "\u{1F600}", "\u{9}"], &["\u{A}", "\u{D}", "\u{2028}", "\u{2029}"]),
    ("^\\d$", &["0", "9"], &["\u{663}", "a"]),
    ("^\\D$", &["\u{663}"], &["5"]),
    ("^\\w$", &["_", "z"], &["\u{E9}", "-", "\u{17F}", "\u{212A}"]),
    ("^\\W$", &["\u{E9}"], &["a"]),
    ("^\\s$", &[" ", "\u{9}", "\u{B}", "\u{C}", "\u{A}", "\u{A0}", "\u{FEFF}", "\u{1680}", "\u{2003}", "\u{2028}", "\u{202F}", "\u{205F}", "\u{3000}"], &["\u{180E}", "\u{85}", "\u{200B}"]),
    ("^\\S$", &["\u{85}"], &["\u{FEFF}"]),
    ("^[^]$", &["\u{A}", "a"], &[""]),
    ("[]", &[], &["", "a"]),
    ("^[^a]$", &["\u{A}", "\u{10000}"], &["a"]),
    ("^[\\b]$", &["\u{8}"], &["b"]),
    ("^[a-]$", &["-", "a"], &["b"]),
    ("^[-a]$", &["-"], &[]),
    ("^[^-]$", &["^"], &["-"]),
    ("^[\\]\\\\]$", &["]", "\\"], &[]),
    ("^[\\d.]+$", &["1.2"], &["1,2"]),
    ("^[.]$", &["."], &["a"]),
    // Escapes (22.2.1).
    ("^\\x41\\u0042\\u{43}$", &["ABC"], &["abc"]),
    ("^\\u{1F600}$", &["\u{1F600}"], &["\u{1F601}"]),
    ("^\\uD83D\\uDE00$", &["\u{1F600}"], &["\u{1F601}"]),
    ("^[\\uD83D\\uDE00-\\uD83D\\uDE4F]$", &["\u{1F64F}"], &["\u{1F650}"]),
    ("^[\\uD800\\uDC00-\\uDBFF\\uDFFF]$", &["\u{10000}", "\u{10FFFF}"], &["\u{FFFF}"]),
    ("^\\cJ\\ca$", &["\u{A}\u{1}"], &[]),
    ("^\\t\\n\\v\\f\\r\\0$", &["\u{9}\u{A}\u{B}\u{C}\u{D}\u{0}"], &[]),
    ("^\\/\\.\\*$", &["/.*"], &[]),
    ("^\\$\\^$", &["$^"], &[]),
    ("\\u{0000000061}", &["a"], &[]),
    // Quantifiers (22.2.2.3).
    ("^a{2,3}$", &["aa", "aaa"], &["a", "aaaa"]),
    ("^a{2}$", &["aa"], &["aaa"]),
    ("^a{2,}$", &["aaaaa"], &["a"]),
    ("^a{0}$", &[""], &["a"]),
    ("^a??b+?c*?$", &["b", "abc"], &["ac"]),
    ("(a*)*b", &["aaaab"], &["aaaac"]),
    ("^(a|aa)+$", &["aaaaa"], &["aab"]),
    ("^(a?){3}$", &["", "aaa"], &["aaaa"]),
    ("^(?:a|^){2}b$", &["ab", "aab", "b"], &[]),
    ("^(a{1,2}b){2,3}$", &["abaab", "ababab"], &["ab", "abababab"]),
    ("^(?:\\b)*a$", &["a"], &[]),
    ("^(z)((a+)?(b+)?(c))*$", &["zaacbbbcac"], &["zaacbbb"]),
    // Look-around (22.2.2.4).
    ("^(?!.*[.]git$)[\\w\\-.]*$", &["repository", "a.git.b", "", "agit"], &["repository.git", ".git"]),
    ("a(?=b)", &["ab"], &["ac"]),
    ("a(?!b)", &["ac", "a"], &["ab"]),
    ("(?<=a)b", &["ab"], &["cb", "b"]),
    ("(?<!a)b", &["cb", "b"], &["ab"]),
    ("^(?=.*\\d)(?=.*[a-z]).{3,5}$", &["a1b"], &["abc", "a1", "a1bcde"]),
    ("^(?!^\\d+$)\\w+$", &["12a"], &["123"]),
    ("(?=a(?!b))a.", &["ac"], &["ab"]),
    ("^(?:(?!ab).)*$", &["acb"], &["cab"]),
    ("(?<=^|-)a$", &["a", "b-a"], &["ba"]),
    ("(?<=(?<!x)aa)b", &["aab"], &["xaab", "b"]),
    ("(?<!\\s)$", &["a"], &["a "]),
    ("^(?!a*$)", &["ab"], &["aa", ""]),
    ("(?=^)(?=a)", &["a"], &["ba"]),
    ("(?<=\\bfoo)bar", &["foobar"], &["xfoobar"]),
    ("(?!)|b", &["b"], &["a"]),
    // Unicode properties (22.2.2.9).
    ("^\\p{L}$", &["\u{E9}", "\u{4E00}"], &["1"]),
    ("^\\P{L}$", &["1"], &["a"]),
    ("^\\p{Lu}$", &["A", "\u{130}"], &["a"]),
    ("^\\p{General_Category=Decimal_Number}$", &["\u{663}"], &["x"]),
    ("^\\p{Script=Greek}$", &["\u{3B1}"], &["a"]),
    ("^\\p{sc=Cyrl}$", &["\u{436}"], &[]),
    ("^\\p{Script_Extensions=Deva}$", &["\u{964}", "\u{915}"], &[]),
    ("^\\p{Script=Deva}$", &[], &["\u{964}"]),
    ("^\\p{ASCII}$", &["a"], &["\u{80}"]),
    ("^\\p{Any}$", &["\u{10FFFF}"], &[]),
    ("^\\p{Assigned}$", &["a"], &["\u{378}"]),
    ("^\\p{Emoji}$", &["\u{1F600}", "1"], &["a"]),
    ("^\\p{White_Space}$", &["\u{85}"], &["\u{FEFF}"]),
    ("^[\\p{L}\\p{Nd}_-]+$", &["\u{E9}\u{663}_-"], &["a b"]),
    ("^[^\\p{C}]$", &["a"], &["\u{0}", "\u{AD}"]),
    ("^\\p{Zl}$", &["\u{2028}"], &[]),
    ("^\\p{Cs}$", &[], &["a"]),
    ("^\\p{punct}$", &["!"], &["a"]),
    // Groups (22.2.1).
    ("^(?<year>\\d{4})-(?<month>\\d\\d)$", &["2026-11"], &["26-11"]),
    ("^(?:a|(b)|)c$", &["ac", "bc", "c"], &["d"]),
    ("^(?<$a_1>x)$", &["x"], &[]),
    ("^(?<\\u0061b>x)$", &["x"], &[]),
    // Annex B (B.1.2): what the `u` flag rejects.
    ("^[\\w-.]+$", &["a-."], &["a,"]),
    ("^[\\d-x]$", &["-", "x"], &["e"]),
    ("^\\_\\-\\:$", &["_-:"], &[]),
    ("^a{,2}$", &["a{,2}"], &["aa"]),
    ("^{$", &["{"], &[]),
    ("^x{1$", &["x{1"], &[]),
    ("^]}$", &["]}"], &[]),
    ("^\\1$", &["\u{1}"], &[]),
    ("^\\101\\60$", &["A0"], &[]),
    ("^\\8$", &["8"], &[]),
    ("^\\c!$", &["\\c!"], &[]),
    ("^[\\c!]+$", &["\\c!"], &[]),
    ("^[\\c0]$", &["\u{10}"], &[]),
    ("^\\p{2}$", &["pp"], &[]),
    ("^\\u{3}$", &[], &["uuu"]),
    ("^\\xg\\ug$", &["xgug"], &[]),
    ("^(?=a)*b$", &["b"], &[]),
    ("^(?!b){1}a\\-$", &["a-"], &[]),
    ("^\\k<a>$", &["k<a>"], &[]),
    ("^[\\377\\400]+$", &["\u{FF}", " 0"], &[]),
    ("^[\\B\\q]+$", &["Bq"], &[]),
];

#[test]
fn facts_hold() {
    for (source, matching, failing) in FACTS {
        let compiled = compile(source).unwrap_or_else(|error| panic!("{source}: {error}"));
        let pattern = load(&compiled);
        for value in *matching {
            assert!(pattern.is_match(value), "{source} should match {value:?}");
        }
        for value in *failing {
            assert!(!pattern.is_match(value), "{source} should not match {value:?}");
        }
    }
}

#[test]
fn the_mode_is_the_first_that_accepts() {
    let mode = |source| compile(source).map(|compiled| compiled.mode);
    assert_eq!(mode(r"^[\w-]+$"), Ok(Mode::Unicode));
    assert_eq!(mode(r"^[\w-.]+$"), Ok(Mode::AnnexB));
    assert_eq!(mode(r"^\p{L}$"), Ok(Mode::Unicode));
    // Names are exact: a wrong one leaves Annex B, where `\p` is a letter.
    assert_eq!(mode(r"\p{letter}"), Ok(Mode::AnnexB));
    assert_eq!(mode(r"\p{Script=latin}"), Ok(Mode::AnnexB));
}

#[test]
fn errors_tell_where() {
    let faults: &[(&str, usize, &str)] = &[
        ("ab(c", 2, "the group is not closed"),
        ("a)", 1, "a `)` closes no group"),
        ("a[bc", 1, "the class is not closed"),
        ("a**", 2, "nothing to repeat"),
        ("*a", 0, "nothing to repeat"),
        ("\u{E9}a{2,1}", 3, "the bounds are out of order"),
        ("a{1}{2}", 4, "nothing to repeat"),
        ("[b-a]", 1, "the range is out of order"),
        ("ab\\", 2, "a `\\` at the end"),
        ("(?<a", 4, "an invalid group name"),
        ("(?<1>x)", 3, "an invalid group name"),
        ("(?i)a", 0, "a group begins with `(?` and no known sign"),
        ("(?<a>x)(?<a>y)", 7, "a group name is used twice"),
        ("(?", 0, "a group begins with `(?` and no known sign"),
        ("^*", 0, "a condition cannot be repeated"),
        ("a|+", 2, "nothing to repeat"),
        ("(?<=a)*", 0, "a condition cannot be repeated"),
        ("\\b+", 0, "a condition cannot be repeated"),
        ("(?<a>x)\\k<b>", 7, "a back-reference to no group"),
        ("(?<a>x)\\k", 7, "a named back-reference without a name"),
        ("x{1}{0,4}", 4, "nothing to repeat"),
        ("{1}", 0, "nothing to repeat"),
    ];
    for &(source, offset, message) in faults {
        let expected = PatternError::Syntax { offset, message: message.to_owned() };
        assert_eq!(compile(source).err(), Some(expected), "{source}");
    }
}

#[test]
fn back_references_and_flags_are_left_to_an_engine() {
    for (source, mode) in [
        (r"(a)\1", Mode::Unicode),
        (r"(?<a>b)\k<a>", Mode::Unicode),
        (r"\_(a)\1", Mode::AnnexB),
        (r"(?i:a)", Mode::Unicode),
        (r"\p{Changes_When_NFKC_Casefolded}", Mode::Unicode),
        (r"(?<=(?=a)a)b", Mode::Unicode),
    ] {
        let found = compile(source).err();
        let right =
            matches!(&found, Some(PatternError::Unsupported { mode: found, .. }) if *found == mode);
        assert!(right, "{source}: {found:?}");
    }
}
