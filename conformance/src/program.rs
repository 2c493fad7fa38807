//! The program that runs the tests of one service; all that is generated of it is which types
//! belong to which operation.

use std::fs;
use std::io::Write as _;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::case::Case;
use crate::json::Json;
use crate::report::{Outcome, Verdict};
use crate::settings::Settings;

/// Runs a test: [`crate::run`] with the types of one operation.
pub type Run = fn(&Case, &Settings) -> Verdict;

/// Runs the tests of the file that the first argument names, and prints an [`Outcome`] a line.
/// `find` knows the operations of the generated crate.
pub fn program(find: fn(&str) -> Option<Run>) -> ExitCode {
    let outcome = read().and_then(|(settings, cases)| {
        let mut text = String::new();
        for case in &cases {
            let outcome = Outcome::new(case, judge(case, &settings, find));
            text += &outcome.to_json().to_string();
            text.push('\n');
        }
        std::io::stdout().lock().write_all(text.as_bytes()).map_err(|error| error.to_string())
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // When even standard error is closed, the exit code has to do.
            let _ = writeln!(std::io::stderr(), "{reason}");
            ExitCode::from(2)
        }
    }
}

fn judge(case: &Case, settings: &Settings, find: fn(&str) -> Option<Run>) -> Verdict {
    let Some(run) = find(&case.operation) else {
        return Verdict::Failed(format!("the generated crate has no operation {}", case.operation));
    };
    // A panic is a defect of the generated code or its runtime; the other tests still tell theirs.
    catch_unwind(AssertUnwindSafe(|| run(case, settings))).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text =
            text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("without a message");
        Verdict::Failed(format!("it panicked: {text}"))
    })
}

fn read() -> Result<(Settings, Vec<Case>), String> {
    let path = PathBuf::from(std::env::args_os().nth(1).ok_or("name the file with the tests")?);
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let json = Json::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let settings = json.get("settings").map(Settings::from_json).unwrap_or_default();
    let cases = json.get("cases").and_then(Json::as_array).unwrap_or_default();
    let cases: Option<Vec<Case>> = cases.iter().map(Case::from_json).collect();
    Ok((
        settings,
        cases.ok_or_else(|| format!("{}: it holds something that is no test", path.display()))?,
    ))
}
