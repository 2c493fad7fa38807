//! Pairs of source and result written by hand, hostile texts, and every text of real models.

use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::{cell_code, code, inline, markdown, summary};

const PAIRS: &[(&str, &str)] = &[
    // HTML
    ("<p>One.</p>\n   <p>Two.</p>", "One.\n\nTwo."),
    ("<p>Uses <code>Foo</code>.</p>", "Uses `Foo`."),
    (
        "<p>a</p><ul> <li> <p>x</p> </li> <li><p>y</p></li></ul>",
        "a\n\n- x\n- y",
    ),
    ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"),
    ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"),
    ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n- b"),
    ("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n1) b"),
    ("<a href='https://a.com'>x</a>\n .", "[x](https://a.com)."),
    ("<note> <p>Careful.</p> </note>", "> **Note:** Careful."),
    (
        "<important><ul><li>x</li></ul></important>",
        "> **Important:**\n>\n> - x",
    ),
    (
        "<dl><dt>term</dt><dd><p>meaning</p></dd></dl>",
        "- **term**\n\n  meaning",
    ),
    (
        "<p><a href=\"https://a.com/x_(y)\">here</a></p>",
        "[here](https://a.com/x_%28y%29)",
    ),
    ("<p><a href=\"javascript:alert(1)\">x</a></p>", "x"),
    ("<p><a href=\"/relative\">GetThing</a></p>", "`GetThing`"),
    ("<p>Wow!<a href='https://a.com'>x</a></p>", "Wow\\![x](https://a.com)"),
    ("<p>a &lt;b&gt; &amp;copy; &quot;c&quot;</p>", "a `<b>` \\&copy; \"c\""),
    ("<p>a<br>b<br/><br>c</p>", "a\\\nb\n\nc"),
    ("<b>Note</b>: <i>x</i>y<b>z</b>.", "**Note**: xyz."),
    ("<p>in <bucket_name>/<key></p>", "in `<bucket_name>/<key>`"),
    ("<pre>let x;\n  ```\n</pre>", "````text\nlet x;\n  ```\n````"),
    (
        "<table><tr><th>A</th><th>B</th></tr><tr><td>a|b</td><td><code>c|d</code></td></tr></table>",
        "| A | B |\n| --- | --- |\n| a\\|b | `c\\|d` |",
    ),
    ("<script>alert(1)</script><p>x</p><!-- y -->", "x"),
    ("<p>**not** `md` [x]</p>", "\\*\\*not\\*\\* `` `md` `` \\[x\\]"),
    ("<p>a < b <c", "a \\< b \\<c"),
    // CommonMark
    ("Plain text.", "Plain text."),
    ("A *b* __c__ `d`", "A *b* **c** `d`"),
    ("# Title #\n\ntext", "# Title\n\ntext"),
    ("Title\n=====", "# Title"),
    ("- a\n- b\n\n  c", "- a\n\n- b\n\n  c"),
    ("> a\nb", "> a b"),
    ("a\n\n***\n\nb", "a\n\n---\n\nb"),
    ("[a](https://x.com) [b](rel) [c] [`D`]", "[a](https://x.com) b \\[c\\] \\[`D`\\]"),
    ("[a]: https://x.com\n\n[a]", "[a](https://x.com)"),
    ("see https://x.com/a_b.", "see <https://x.com/a_b>."),
    ("x=https://x.com", "`x=https://x.com`"),
    ("s3://bucket/key and ftp:x", "`s3://bucket/key` and `ftp:x`"),
    ("    indented", "```text\nindented\n```"),
    ("~~~rust\nx\n~~~", "```text\nx\n```"),
    ("- x\n  ```\n  unclosed", "- x\n\n  ```text\n  unclosed\n  ```"),
    ("> - ```rust,should_panic\n>   x", "> - ```text\n>   x\n>   ```"),
    ("text <b>bold</b> & <div>x</div>", "text **bold** &\n\nx"),
    ("a  \nb", "a\\\nb"),
    ("1986\\. A year", "1986\\. A year"),
    ("\\- a\n\\+ b", "\\- a + b"),
    // Words
    (
        "CloudWatch's snake_case a::b f() IDs GitHub (FooBar) don't_do",
        "`CloudWatch`'s `snake_case` `a::b` `f()` IDs GitHub (`FooBar`) `don't_do`",
    ),
    ("--flag -- {id} C:\\x", "`--flag` -- `{id}` `C:\\x`"),
    ("a * b ~ c ` d | e", "a \\* b \\~ c &#96; d \\| e"),
    ("[^1] ![x] R&D", "\\[^1\\] !\\[x\\] R&D"),
    // Characters
    ("a\u{202e}b\u{200b}c\0d\u{7}e", "abcde"),
    ("a\r\nb\u{2028}c\u{a0}d", "a b c d"),
    ("<p>&#x202e;&#8203;&#7;x&nbsp;y</p>", "x y"),
    ("```\n\tx\u{2029}y\n```", "```text\n    x\ny\n```"),
    // Nothing
    ("", ""),
    (" \n\t", ""),
    ("<p></p><ul><li></li></ul>", ""),
    ("<!-- only -->", ""),
];

/// Texts that try to get out, beside those in [`PAIRS`].
const HOSTILE: &[&str] = &[
    "<div",
    "</p></ul></note></table></code></b></a>",
    "<ul><p>x</ul><li>y<td>z",
    "<table><tr><td><table><tr><td>x</td></tr></table><ul><li>y</li></ul></td></tr></table>",
    "<code>``` x</code>`` y",
    "<pre><code class='rust'>panic!()</code></pre>",
    "<details>\n\n```rust\npanic!()\n```\n\n</details>",
    "````\n```\n````\n```rust\npanic!()",
    "1. a\n\n       panic!()\n\n\tpanic!()",
    "[foo][bar] [`foo`] [foo]() [crate::x] [x](data:x) ![i](https://a.b/c.png)",
    "<a href='https://x.com'>\"quoted\"</a> <a href='https://x.com'>'</a>",
    "a|b\n-|-\n`c|d`|[e]",
    "* * ```\n    b",
    "*/ /* \" \\\" #\"",
    "!x\n# Safety",
    "<b>a<i>b</b>c</i> <b>`</b> *<b>x</b>* **<i>y</i>**",
    "- - - a\n> > > b\n1) c",
    "---\n===\n+++",
    "\\",
    "`",
];

fn events(text: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(text, options).collect()
}

/// What must hold for every result, whatever the source.
fn assert_safe(source: &str, result: &str) {
    for event in events(result) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(html.ends_with("code>"), "HTML {html:?} from {source:?}");
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "from {source:?}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_web = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                assert!(is_web, "link to {dest_url:?} from {source:?}");
            }
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_))
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => panic_on(source, result),
            _ => {}
        }
    }
    let is_harmless = |character: char| character == '\n' || !character.is_control();
    assert!(result.chars().all(is_harmless), "control from {source:?}");
    assert!(!result.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{2028}']));
    assert_eq!(result, result.trim());
}

#[track_caller]
fn panic_on(source: &str, result: &str) {
    assert_eq!(source, result, "something that must not come from a model");
}

fn assert_all_safe(source: &str) {
    let result = markdown(source);
    assert_safe(source, &result);
    assert_eq!(markdown(&result), result, "written twice, from {source:?}");
    for line in [summary(source), inline(source), code(source)] {
        assert!(!line.contains('\n'));
        assert_safe(source, line.trim());
        let table = format!("| a | b |\n| - | - |\n| {line} | end |");
        let cells = events(&table)
            .iter()
            .filter(|event| matches!(event, Event::Start(Tag::TableCell)))
            .count();
        assert_eq!(cells, 4, "{table}");
        assert!(events(&table).contains(&Event::Text("end".into())), "{table}");
    }
}

#[test]
fn pairs() {
    for (source, expected) in PAIRS {
        assert_eq!(markdown(source), *expected, "from {source:?}");
    }
}

#[test]
fn everything_is_safe_and_settled() {
    for source in PAIRS.iter().map(|(source, _)| source).chain(HOSTILE) {
        assert_all_safe(source);
    }
}

#[test]
fn summaries() {
    for (source, expected) in [
        ("One. Two.", "One."),
        ("<p>One, e.g. Two. Three.</p>", "One, e.g. Two."),
        ("Version 1.2 of it. Next", "Version 1.2 of it."),
        ("<note><p>x</p></note>", "**Note:** x"),
        ("# Head\n\nBody [a](https://x.com)!", "Body a!"),
        ("# Head", "Head"),
        ("Is it? Yes.", "Is it?"),
        ("See `a|b`. End.", "See `a\\|b`."),
        ("- item", "item"),
        ("", ""),
    ] {
        assert_eq!(summary(source), expected, "from {source:?}");
    }
    let long = summary(&"some words, ".repeat(100));
    assert!(long.ends_with("some…"), "{long}");
    assert!(long.chars().count() <= 161);
    assert!(summary(&"x".repeat(5000)).chars().count() <= 161);
    assert!(summary(&format!("`{}`", "x".repeat(5000))).chars().count() <= 163);
}

#[test]
fn one_line_of_text() {
    for (text, expected) in [
        ("a|b [c] `d` *e* _f_ <g>", "a\\|b \\[c\\] `` `d` `` \\*e\\* `_f_` `<g>`"),
        ("two\nlines", "two lines"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("", ""),
    ] {
        assert_eq!(inline(text), expected);
    }
}

#[test]
fn code_cannot_be_left() {
    for (text, expected) in [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        (" a", "`  a `"),
        ("a\nb\u{202e}\0", "`a b`"),
        ("", "` `"),
        ("  ", "`  `"),
        ("a|b", "<code>a&#124;b</code>"),
    ] {
        assert_eq!(code(text), expected);
    }
    assert_eq!(cell_code("a|b"), "`a\\|b`");
    assert_eq!(cell_code("a\\|b"), "<code>a&#92;&#124;b</code>");
}

#[test]
fn lines_are_wrapped() {
    let result = markdown(&"<ul><li>word `x` </li></ul>".replace("word", &"word ".repeat(99)));
    assert!(result.lines().count() > 4);
    assert!(result.lines().all(|line| line.chars().count() <= 96));
    assert!(result.lines().skip(1).all(|line| line.starts_with("  word")));
}

#[test]
fn size_stays_linear() {
    const COUNT: usize = 10_000;
    let columns = format!("<table><tr>{}</tr>", "<td>x".repeat(1000)) + &"<tr><td>y".repeat(1000);
    let nested = format!("{}{}", "- ".repeat(COUNT), "\n".repeat(COUNT));
    let lists = "<ul><li>x".repeat(COUNT / 10);
    let many = [
        "[",
        "]",
        "(",
        "<",
        ">",
        "*",
        "_",
        "`",
        "~",
        "|",
        "&",
        "\\",
        "![",
        "](",
        "[x](",
        "<div>",
        "<b>",
        "<p>",
        "</p>",
        "<a href='https://x.com'>",
        "> ",
        "- ",
        "1. ",
        "`a",
        "**a ",
        "<!--",
        "<a ",
        "&#",
        "http://",
        "a_",
        "::",
        "()",
        "\n",
        "\t",
        "```\n",
        "|-|\n",
        "<code>",
        "<pre>",
        "<td>x",
        "<li>x",
    ]
    .map(|token| token.repeat(COUNT));
    for source in many.iter().chain([&columns, &nested, &lists]) {
        let start: String = source.chars().take(20).collect();
        for result in [markdown(source), inline(source), code(source), summary(source)] {
            let bound = source.len() * 8 + 100;
            assert!(result.len() <= bound, "{start}: {} > {bound}", result.len());
        }
    }
    assert_eq!(markdown(&"[".repeat(1 << 20)).len(), 2 << 20);
    assert_eq!(markdown(&"<div>".repeat(100_000)), "");
    assert!(markdown(&">".repeat(100_000)).is_empty());
}

#[test]
fn real_models() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/aws-models");
    let Ok(folder) = std::fs::read_dir(&root) else {
        println!("skipped: no models at ../shared/conformance/aws-models");
        return;
    };
    let mut count = 0;
    for entry in folder.flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let Ok(model) = serde_json::from_str::<serde_json::Value>(&text) else {
            continue;
        };
        let mut open = vec![&model];
        while let Some(value) = open.pop() {
            match value {
                serde_json::Value::Array(values) => open.extend(values),
                serde_json::Value::Object(members) => {
                    let source = members.get("smithy.api#documentation");
                    if let Some(source) = source.and_then(serde_json::Value::as_str) {
                        assert_all_safe(source);
                        count += 1;
                    }
                    open.extend(members.values());
                }
                _ => {}
            }
        }
    }
    assert!(count > 0, "models without documentation");
}
