//! Reads HTML, as AWS models use it, by means of a tokenizer that follows the standard.
//!
//! Only known elements count as mark-up. Anything else in angle brackets is, in these texts, a
//! placeholder such as `<bucket>`, and stays in the text.

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::Tokenizer;

use super::document::{Builder, Container, Document, Style};

/// What an element means for documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Paragraph,
    Heading(usize),
    Break,
    Rule,
    List,
    NumberedList,
    Item,
    Term,
    Details,
    Quote,
    Labelled(&'static str),
    Preformatted,
    Code,
    Styled(Style),
    Link,
    Image,
    Quotation,
    Table,
    Row,
    HeaderCell,
    Cell,
    /// Not for readers, with everything in it.
    Hidden,
    /// Only its content matters.
    Transparent,
}

impl Element {
    fn from_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"p" | b"div" | b"section" | b"article" | b"center" | b"figure" | b"figcaption"
            | b"aside" | b"details" | b"summary" | b"main" | b"body" | b"html" | b"header"
            | b"footer" | b"caption" => Self::Paragraph,
            b"fullname" | b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"ul" | b"menu" | b"dl" => Self::List,
            b"ol" => Self::NumberedList,
            b"li" => Self::Item,
            b"dt" => Self::Term,
            b"dd" => Self::Details,
            b"blockquote" => Self::Quote,
            b"note" => Self::Labelled("Note"),
            b"important" => Self::Labelled("Important"),
            b"caution" => Self::Labelled("Caution"),
            b"warning" => Self::Labelled("Warning"),
            b"tip" => Self::Labelled("Tip"),
            b"pre" => Self::Preformatted,
            b"code" | b"tt" | b"kbd" | b"samp" => Self::Code,
            b"b" | b"strong" => Self::Styled(Style::Strong),
            b"i" | b"em" | b"cite" | b"dfn" | b"var" => Self::Styled(Style::Emphasis),
            b"a" => Self::Link,
            b"img" => Self::Image,
            b"q" => Self::Quotation,
            b"table" => Self::Table,
            b"tr" => Self::Row,
            b"th" => Self::HeaderCell,
            b"td" => Self::Cell,
            b"script" | b"style" => Self::Hidden,
            b"span" | b"font" | b"u" | b"s" | b"small" | b"big" | b"sup" | b"sub" | b"abbr"
            | b"mark" | b"ins" | b"del" | b"strike" | b"thead" | b"tbody" | b"tfoot"
            | b"colgroup" | b"col" | b"wbr" | b"nobr" => Self::Transparent,
            _ => return None,
        })
    }

    fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Break
                | Self::Code
                | Self::Styled(_)
                | Self::Link
                | Self::Image
                | Self::Quotation
                | Self::Hidden
                | Self::Transparent
        )
    }
}

/// Reads a whole text.
pub(super) fn read(source: &str) -> Document {
    let mut builder = Builder::default();
    Reader::default().feed(source, &mut builder);
    builder.finish()
}

/// Whether a piece of HTML holds an element that ends a paragraph.
pub(super) fn has_block(source: &str) -> bool {
    source.match_indices('<').any(|(index, _)| {
        let rest = source.get(index + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        // The longest known name, "blockquote" or "figcaption", has ten letters.
        let length = rest.bytes().take(11).take_while(u8::is_ascii_alphanumeric).count();
        let ends_well = matches!(rest.as_bytes().get(length), Some(b'>' | b'/' | b' ' | b'\n'));
        let name = rest.get(..length).unwrap_or_default().to_ascii_lowercase();
        ends_well && Element::from_name(name.as_bytes()).is_some_and(Element::is_block)
    })
}

/// Feeds HTML to a builder, piece by piece if need be.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// How many hidden elements are open.
    hidden: usize,
}

impl Reader {
    /// Reads one piece. A tag that the piece does not finish is text.
    pub(super) fn feed(&mut self, source: &str, builder: &mut Builder) {
        let emitter = DefaultEmitter::<usize>::new_with_span();
        let mut consumed = 0;
        for token in Tokenizer::new_with_emitter(source, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    consumed = consumed.max(tag.span.end);
                    self.start(&tag, source, builder);
                }
                Token::EndTag(tag) => {
                    consumed = consumed.max(tag.span.end);
                    match Element::from_name(&tag.name) {
                        Some(element) => self.end(element, builder),
                        None => self.text(slice(source, tag.span.start, tag.span.end), builder),
                    }
                }
                Token::String(text) => {
                    consumed = consumed.max(text.span.end);
                    self.text(&String::from_utf8_lossy(&text), builder);
                }
                Token::Comment(comment) => consumed = consumed.max(comment.span.end),
                Token::Doctype(doctype) => consumed = consumed.max(doctype.span.end),
                Token::Error(_) => {}
            }
        }
        if let Some(rest) = source.get(consumed..) {
            if rest.starts_with('<') && !rest.starts_with("<!") {
                self.text(rest, builder);
            }
        }
    }

    /// Text between tags.
    fn text(&mut self, text: &str, builder: &mut Builder) {
        if self.hidden == 0 {
            builder.text(text);
        }
    }

    fn start(&mut self, tag: &StartTag<usize>, source: &str, builder: &mut Builder) {
        let Some(element) = Element::from_name(&tag.name) else {
            self.text(slice(source, tag.span.start, tag.span.end), builder);
            return;
        };
        if element == Element::Hidden && !tag.self_closing {
            self.hidden += 1;
        }
        if self.hidden > 0 || (builder.is_preformatted() && element != Element::Break) {
            return;
        }
        let attribute =
            |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value));
        match element {
            Element::Break => builder.line_break(),
            Element::Rule => builder.rule(),
            Element::Image => builder.text(&attribute(b"alt").unwrap_or_default()),
            // An element that closes itself holds nothing; only paragraphs mean something empty.
            _ if tag.self_closing && element != Element::Paragraph => {}
            Element::Paragraph | Element::Details => builder.end_paragraph(),
            Element::Heading(level) => builder.open_heading(level),
            Element::List => builder.open(Container::List(None)),
            Element::NumberedList => {
                let start = attribute(b"start").and_then(|start| start.trim().parse().ok());
                builder.open(Container::List(Some(start.unwrap_or(1))));
            }
            Element::Item => builder.open(Container::Item),
            Element::Term => {
                builder.open(Container::Item);
                builder.open_style(Style::Strong);
            }
            Element::Quote => builder.open(Container::Quote),
            Element::Labelled(label) => builder.open_labelled(label),
            Element::Preformatted => builder.open_preformatted(),
            Element::Code => builder.open_code(),
            Element::Styled(style) => builder.open_style(style),
            Element::Link => builder.open_link(attribute(b"href").as_deref()),
            Element::Quotation => builder.text("\""),
            Element::Table => builder.open_table(),
            Element::Row => builder.row(),
            Element::HeaderCell => {
                builder.end_cell();
                builder.header();
            }
            Element::Cell => builder.end_cell(),
            Element::Hidden | Element::Transparent => {}
        }
    }

    fn end(&mut self, element: Element, builder: &mut Builder) {
        if element == Element::Hidden {
            self.hidden = self.hidden.saturating_sub(1);
        }
        if self.hidden > 0 || (builder.is_preformatted() && element != Element::Preformatted) {
            return;
        }
        match element {
            Element::Paragraph | Element::Heading(_) | Element::Term | Element::Details => {
                builder.end_paragraph();
            }
            Element::List | Element::NumberedList => builder.close(Container::List(None)),
            Element::Item => builder.close(Container::Item),
            Element::Quote | Element::Labelled(_) => builder.close(Container::Quote),
            Element::Preformatted => builder.close_preformatted(),
            Element::Code => builder.close_code(),
            Element::Styled(style) => builder.close_style(style),
            Element::Link => builder.close_link(),
            Element::Quotation => builder.text("\""),
            Element::Table => builder.close_table(),
            Element::Row => builder.end_cell(),
            Element::HeaderCell | Element::Cell => builder.close_cell(),
            Element::Break
            | Element::Rule
            | Element::Image
            | Element::Hidden
            | Element::Transparent => {}
        }
    }
}

fn slice(source: &str, start: usize, end: usize) -> &str {
    source.get(start..end).unwrap_or_default()
}
