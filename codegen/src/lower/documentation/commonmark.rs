//! Reads `CommonMark`, with the extensions that rustdoc knows.

use std::borrow::Cow;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::document::{Builder, Container, Document, Style};
use super::html;

/// Markers of quotes and items that one line may begin with, and the width they may take.
///
/// A parser walks through the open containers on every line, so that depth times lines is what a
/// text costs. Nobody writes more than a few; a text that does loses the markers.
const MOST_MARKERS: usize = 32;
const WIDEST_MARKERS: usize = 200;

/// Whether a text is HTML with a few characters that mean something in Markdown, rather than
/// Markdown with a little HTML.
pub(super) fn is_better_read_as_html(source: &str) -> bool {
    let start = source.trim_start();
    if !start.contains('<') || !html::has_block(start) {
        return false;
    }
    let first_tag = start.split_inclusive('>').next().unwrap_or_default();
    if start.starts_with('<') && html::has_block(first_tag) {
        return true;
    }
    let mut has_block = false;
    for event in parser(&tame(source)) {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => has_block |= html::has_block(&text),
            Event::Code(_)
            | Event::Start(
                Tag::Heading { .. }
                | Tag::Strong
                | Tag::Table(_)
                | Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(_))
                | Tag::Link { link_type: LinkType::Inline, .. },
            ) => return false,
            _ => {}
        }
    }
    has_block
}

/// Reads a whole text.
pub(super) fn read(source: &str) -> Document {
    let mut reader = Reader::default();
    for event in parser(&tame(source)) {
        reader.event(event);
    }
    reader.builder.finish()
}

fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

#[derive(Debug, Default)]
struct Reader {
    builder: Builder,
    html: html::Reader,
    /// A block of HTML comes line by line, but its tags do not end with the lines.
    html_block: String,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.builder.text(&text),
            Event::Code(text) => self.builder.code_span(&text),
            Event::Html(text) => self.html_block.push_str(&text),
            Event::InlineHtml(text) => self.html.feed(&text, &mut self.builder),
            Event::SoftBreak => self.builder.text(" "),
            Event::HardBreak => self.builder.line_break(),
            Event::Rule => self.builder.rule(),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.builder.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let builder = &mut self.builder;
        match tag {
            Tag::Paragraph => builder.end_paragraph(),
            Tag::Heading { level, .. } => builder.open_heading(level as usize),
            Tag::BlockQuote(_) => builder.open(Container::Quote),
            Tag::CodeBlock(_) => builder.open_preformatted(),
            Tag::List(start) => {
                let start = start.map(|start| u32::try_from(start).unwrap_or(1));
                builder.open(Container::List(start));
            }
            Tag::Item => builder.open(Container::Item),
            Tag::Table(_) => builder.open_table(),
            Tag::TableHead | Tag::TableRow => builder.row(),
            Tag::Emphasis => builder.open_style(Style::Emphasis),
            Tag::Strong => builder.open_style(Style::Strong),
            Tag::Link { link_type, dest_url, .. } => {
                let target = (link_type != LinkType::Email).then_some(&*dest_url);
                builder.open_link(target);
            }
            // The description of an image is its content.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let builder = &mut self.builder;
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => builder.end_paragraph(),
            TagEnd::BlockQuote(_) => builder.close(Container::Quote),
            TagEnd::CodeBlock => builder.close_preformatted(),
            TagEnd::List(_) => builder.close(Container::List(None)),
            TagEnd::Item => builder.close(Container::Item),
            TagEnd::Table => builder.close_table(),
            TagEnd::TableHead => builder.header(),
            TagEnd::TableCell => builder.close_cell(),
            TagEnd::Emphasis => builder.close_style(Style::Emphasis),
            TagEnd::Strong => builder.close_style(Style::Strong),
            TagEnd::Link => builder.close_link(),
            TagEnd::HtmlBlock => {
                let block = std::mem::take(&mut self.html_block);
                self.html.feed(&block, builder);
            }
            _ => {}
        }
    }
}

/// The source without lines that begin with more markers than anyone needs.
fn tame(source: &str) -> Cow<'_, str> {
    let is_tame = |line: &str| line.len() <= MOST_MARKERS || kept(line).len() == line.len();
    if source.lines().all(is_tame) {
        return Cow::Borrowed(source);
    }
    let lines: Vec<_> = source.lines().map(kept).collect();
    Cow::Owned(lines.join("\n"))
}

/// A line, without its markers if they are too many.
fn kept(line: &str) -> &str {
    let bytes = line.as_bytes();
    let ends_marker = |index: usize| matches!(bytes.get(index), None | Some(b' '));
    let mut index = 0;
    let mut markers = 0;
    loop {
        match bytes.get(index) {
            Some(b' ') => index += 1,
            Some(b'>') => {
                index += 1;
                markers += 1;
            }
            Some(b'-' | b'*' | b'+') if ends_marker(index + 1) => {
                index += 1;
                markers += 1;
            }
            Some(byte) if byte.is_ascii_digit() => {
                let rest = bytes.get(index..).unwrap_or_default();
                let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit());
                let end = index + digits.count();
                if !matches!(bytes.get(end), Some(b'.' | b')')) || !ends_marker(end + 1) {
                    break;
                }
                index = end + 1;
                markers += 1;
            }
            _ => break,
        }
    }
    if markers > MOST_MARKERS || index > WIDEST_MARKERS {
        line.get(index..).unwrap_or_default()
    } else {
        line
    }
}
