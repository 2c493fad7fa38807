//! What people see. Colours are dropped where nobody would: `anstream` asks the terminal,
//! `NO_COLOR` and `CLICOLOR`.

use std::io::{ErrorKind, Write};

use anstyle::{AnsiColor, Style};

use crate::error::Error;

/// Prints results to standard output. A reader that has gone away has seen enough.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    deliver(anstream::stdout().lock(), text)
}

/// Prints diagnostics and progress to standard error.
pub(crate) fn note(text: &str) -> Result<(), Error> {
    deliver(anstream::stderr().lock(), text)
}

fn deliver(mut to: impl Write, text: &str) -> Result<(), Error> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::Print(error)),
        _ => Ok(()),
    }
}

/// For what went well.
pub(crate) fn good(text: &str) -> String {
    paint(AnsiColor::Green.on_default().bold(), text)
}

/// For what went wrong.
pub(crate) fn bad(text: &str) -> String {
    paint(AnsiColor::Red.on_default().bold(), text)
}

/// For headings.
pub(crate) fn strong(text: &str) -> String {
    paint(Style::new().bold(), text)
}

/// A unified diff with its lines coloured.
pub(crate) fn diff(text: &str) -> String {
    text.lines()
        .map(|line| {
            let style = match line.as_bytes().first() {
                Some(b'+') => AnsiColor::Green.on_default(),
                Some(b'-') => AnsiColor::Red.on_default(),
                Some(b'@') => AnsiColor::Cyan.on_default(),
                _ => Style::new(),
            };
            paint(style, line) + "\n"
        })
        .collect()
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn paint(style: Style, text: &str) -> String {
    if style == Style::new() {
        return text.to_owned();
    }
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_english() {
        assert_eq!(count(0, "file"), "0 files");
        assert_eq!(count(1, "file"), "1 file");
        assert_eq!(count(2, "file"), "2 files");
    }

    #[test]
    fn only_changed_lines_of_a_diff_are_coloured() {
        let painted = diff(" same\n+new\n");
        assert!(painted.starts_with(" same\n\u{1b}["), "{painted:?}");
        assert_eq!(anstream::adapter::strip_str(&painted).to_string(), " same\n+new\n");
    }
}
