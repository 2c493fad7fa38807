//! `cargo xtask explain`: what a diagnostic's code means.

use clap::Args;
use ferrosmith::diagnostic::{explain, explanations, Code, Explanation};

use crate::error::Error;
use crate::{terminal, Verdict};

/// How many codes are suggested in place of an unknown one.
const SUGGESTIONS: usize = 3;

/// Explain the code of a diagnostic, with a wrong and a right model
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A code such as FS0101
    #[arg(required_unless_present = "list")]
    code: Option<String>,
    /// List all codes
    #[arg(long, conflicts_with = "code")]
    list: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Error> {
    let text = match &arguments.code {
        None => explanations()
            .map(|found| format!("{}  {}\n", found.code, found.title))
            .collect::<Vec<_>>()
            .concat(),
        Some(code) => match Code::parse(code).and_then(explain) {
            Some(found) => page(found),
            None => return Err(Error::Usage(unknown(code))),
        },
    };
    terminal::print(&text)?;
    Ok(Verdict::Fine)
}

fn page(found: &Explanation) -> String {
    let code = terminal::strong(&found.code.to_string());
    let title = terminal::strong(found.title);
    let mut text = format!("{code}: {title}\n\n{}\n", found.meaning.trim());
    let examples = [(terminal::bad("Wrong"), found.wrong), (terminal::good("Right"), found.right)];
    for (heading, example) in examples {
        // Some findings, such as a file that is too large, cannot be shown.
        if !example.trim().is_empty() {
            text = text + "\n" + &heading + ":\n\n" + &indent(example);
        }
    }
    text
}

fn indent(text: &str) -> String {
    text.trim_matches('\n')
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") })
        .collect()
}

fn unknown(code: &str) -> String {
    let known: Vec<String> = explanations().map(|found| found.code.to_string()).collect();
    let closest = closest(code, &known);
    let hint = if closest.is_empty() {
        String::new()
    } else {
        format!("; close to it are {}", closest.join(", "))
    };
    format!("there is no code {code:?}{hint}; `cargo xtask explain --list` lists all")
}

/// The codes with the most digits in the same place.
fn closest<'a>(code: &str, known: &'a [String]) -> Vec<&'a str> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let wanted = format!("FS{digits:0>4}");
    let mut ranked: Vec<(usize, &str)> = known
        .iter()
        .map(|candidate| {
            let different = candidate.bytes().zip(wanted.bytes()).filter(|(a, b)| a != b).count();
            (different, candidate.as_str())
        })
        .filter(|(different, _)| *different <= 2)
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(SUGGESTIONS).map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_differs_least() {
        let known = ["FS0101", "FS0102", "FS0201", "FS0510"].map(str::to_owned);
        assert_eq!(closest("FS0103", &known), ["FS0101", "FS0102", "FS0201"]);
        assert_eq!(closest("fs511", &known), ["FS0510", "FS0101", "FS0201"]);
        assert!(closest("nonsense", &["FS1234".to_owned()]).is_empty());
    }

    #[test]
    fn models_are_indented_and_empty_lines_stay_empty() {
        assert_eq!(indent("\n{\n\n}\n"), "    {\n\n    }\n");
    }
}
