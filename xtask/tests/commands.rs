//! The commands as people start them: in a small repository of their own.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

type Checked = Result<(), Box<dyn Error>>;

const MODEL: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "demo#Demo": {
            "type": "service",
            "version": "2024-01-01",
            "operations": [{ "target": "demo#GetFlavour" }]
        },
        "demo#GetFlavour": {
            "type": "operation",
            "input": { "target": "demo#GetFlavourRequest" },
            "output": { "target": "smithy.api#Unit" }
        },
        "demo#GetFlavourRequest": {
            "type": "structure",
            "members": { "name": { "target": "smithy.api#String" } }
        }
    }
}
"#;

const CONFIGURATION: &str = r#"
[[crate]]
name = "demo"
models = ["model/demo.json"]
style = "types"
out = "generated/demo"
"#;

/// A repository with one model and one crate to generate.
struct Repository {
    home: TempDir,
}

/// How a command ended.
#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Repository {
    fn new() -> Result<Self, Box<dyn Error>> {
        let repository = Self { home: TempDir::new()? };
        repository.write("codegen.toml", CONFIGURATION)?;
        repository.write("model/demo.json", MODEL)?;
        repository.write(
            "Cargo.toml",
            "[workspace.package]\nversion = \"4.5.6\"\nedition = \"2021\"\n",
        )?;
        repository.write(
            "runtime/Cargo.toml",
            "[package]\nname = \"ferrosmith-runtime\"\nversion.workspace = true\nedition.workspace = true\n",
        )?;
        repository.write("runtime/src/lib.rs", "//! The runtime.\n")?;
        Ok(repository)
    }

    fn path(&self, relative: &str) -> PathBuf {
        self.home.path().join(relative)
    }

    fn read(&self, relative: &str) -> Result<String, Box<dyn Error>> {
        fs::read_to_string(self.path(relative))
            .map_err(|error| format!("{relative}: {error}").into())
    }

    fn write(&self, relative: &str, content: &str) -> Checked {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        Ok(fs::write(path, content)?)
    }

    /// Runs a command line, words apart by spaces, at the root of the repository.
    fn run(&self, line: &str) -> Result<Ended, Box<dyn Error>> {
        self.run_with(line, &[])
    }

    fn run_with(&self, line: &str, variables: &[(&str, &str)]) -> Result<Ended, Box<dyn Error>> {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(line.split_whitespace())
            .current_dir(self.home.path())
            .env("CARGO_MANIFEST_DIR", self.home.path())
            .env_remove("CLICOLOR_FORCE")
            .env_remove("NO_COLOR")
            .envs(variables.iter().copied())
            .output()?;
        Ok(Ended {
            code: output.status.code(),
            out: String::from_utf8(output.stdout)?,
            err: String::from_utf8(output.stderr)?,
        })
    }
}

impl Ended {
    /// Asserts the exit code and that both streams together hold these texts.
    fn expect(self, code: i32, texts: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        for text in texts {
            assert!(
                self.out.contains(text) || self.err.contains(text),
                "{text:?} is missing: {self:#?}"
            );
        }
        self
    }
}

#[test]
fn codegen_writes_once_and_check_finds_every_kind_of_drift() -> Checked {
    let repository = Repository::new()?;
    repository.run("codegen --check")?.expect(1, &["missing: Cargo.toml", "`cargo xtask codegen`"]);
    repository
        .run("codegen")?
        .expect(0, &["demo: ", " 0 unchanged, 0 removed in generated/demo ("]);
    let manifest = repository.read("generated/demo/.ferrosmith-manifest.json")?;
    repository.run("codegen demo")?.expect(0, &["demo: 0 files written"]);
    repository.run("codegen --check")?.expect(0, &["demo: up to date"]);

    let library = repository.read("generated/demo/src/lib.rs")?;
    repository.write("generated/demo/src/lib.rs", &format!("{library}// Edited.\n"))?;
    repository.write("generated/demo/src/orphan.rs", "")?;
    repository.run("codegen --check")?.expect(
        1,
        &[
            "changed: src/lib.rs",
            "-// Edited.",
            "not generated: src/orphan.rs",
            "`cargo xtask codegen`",
        ],
    );
    fs::remove_file(repository.path("generated/demo/src/orphan.rs"))?;
    repository.run("codegen")?.expect(0, &["demo: 1 file written"]);
    assert_eq!(repository.read("generated/demo/src/lib.rs")?, library);
    assert_eq!(repository.read("generated/demo/.ferrosmith-manifest.json")?, manifest);

    repository.write("model/demo.json", &MODEL.replace("\"name\"", "\"otherName\""))?;
    repository.run("codegen --check")?.expect(1, &["changed: "]);
    Ok(())
}

#[test]
fn a_broken_model_is_reported_with_its_place_and_writes_nothing() -> Checked {
    let repository = Repository::new()?;
    repository.write("model/demo.json", "{ \"smithy\": \"2.0\", ")?;
    for line in [
        "codegen",
        "codegen --check",
        "generate --model model/demo.json --style types --out generated/demo",
    ] {
        repository.run(line)?.expect(1, &["model/demo.json:1:", "nothing written"]);
        assert!(!repository.path("generated/demo").exists(), "{line}");
    }
    Ok(())
}

#[test]
fn goldens_are_written_only_when_asked_for_and_always_checked() -> Checked {
    let repository = Repository::new()?;
    repository.write("tests/cases/types/small/model.json", MODEL)?;
    repository.write("tests/cases/types/small/case.toml", "input_required = \"optional\"\n")?;
    repository.run("codegen")?.expect(0, &[]);
    assert!(!repository.path("tests/cases/types/small/expected").exists());
    repository
        .run("codegen --check")?
        .expect(1, &["demo: up to date", "types/small", "`cargo xtask codegen --goldens`"]);
    repository.run("codegen --goldens")?.expect(0, &["types/small: "]);
    let manifest = repository.read("tests/cases/types/small/expected/Cargo.toml")?;
    assert!(manifest.contains("golden-types-small"), "{manifest}");
    assert!(manifest.contains("../../../../../runtime"), "{manifest}");
    repository.run("codegen --check")?.expect(0, &["types/small: up to date"]);

    repository.write("tests/cases/types/small/case.toml", "stict = true\n")?;
    repository.run("codegen --check")?.expect(2, &["case.toml", "stict"]);
    Ok(())
}

#[test]
fn generate_names_the_crate_after_its_folder_and_can_bring_the_runtime() -> Checked {
    let repository = Repository::new()?;
    let line = "generate --model model/demo.json --style types --out deep/flavours";
    repository.run(line)?.expect(0, &["flavours: "]);
    let manifest = repository.read("deep/flavours/Cargo.toml")?;
    assert!(manifest.contains("name = \"flavours\""), "{manifest}");
    assert!(manifest.contains("../../runtime"), "{manifest}");

    repository.run(&format!("{line} --runtime version"))?.expect(0, &["1 file written"]);
    assert!(repository.read("deep/flavours/Cargo.toml")?.contains("4.5.6"));

    repository.run(&format!("{line} --runtime vendored"))?.expect(0, &[]);
    let runtime = repository.read("deep/flavours/runtime/Cargo.toml")?;
    assert!(runtime.contains("version = \"4.5.6\""), "{runtime}");
    assert_eq!(repository.read("deep/flavours/runtime/src/lib.rs")?, "//! The runtime.\n");
    Ok(())
}

#[test]
fn generate_refuses_a_folder_that_is_not_its_own() -> Checked {
    let repository = Repository::new()?;
    for name in [".git/config", "src/main.rs", "notes.txt"] {
        let path = format!("mine/{name}");
        repository.write(&path, "mine")?;
        repository
            .run("generate --model model/demo.json --style types --out mine")?
            .expect(2, &["mine holds", "does not look like the work of ferrosmith"]);
        assert_eq!(repository.read(&path)?, "mine");
        assert!(!repository.path("mine/Cargo.toml").exists());
        fs::remove_dir_all(repository.path("mine"))?;
    }
    repository.write("mine/notes.txt", "mine")?;
    repository
        .run("generate --model model/demo.json --style types --out mine --force")?
        .expect(0, &[]);
    assert_eq!(repository.read("mine/notes.txt")?, "mine");
    Ok(())
}

#[test]
fn wrong_usage_says_what_would_be_right() -> Checked {
    let repository = Repository::new()?;
    let generate = "generate --model model/demo.json --out x --style";
    repository.run(&format!("{generate} ruby"))?.expect(2, &["no style \"ruby\"", "types"]);
    repository.run("codegen other")?.expect(2, &["no \"other\"", "demo"]);
    repository
        .run("generate --model nowhere.json --out x --style types")?
        .expect(2, &["cannot open nowhere.json"]);
    repository
        .run("generate --model model/demo.json --style types --out 1st")?
        .expect(2, &["\"1st\" is no package name", "--name"]);
    repository.run("validate nowhere.json")?.expect(2, &["cannot open nowhere.json"]);
    repository.run("explain FS9999")?.expect(2, &["FS9999", "explain --list"]);
    repository.run("explain --list")?.expect(0, &[]);
    repository.run("sing")?.expect(2, &["sing"]);

    repository.write("codegen.toml", &format!("{CONFIGURATION}transform = 1\n"))?;
    repository.run("codegen")?.expect(2, &["codegen.toml", "line 7", "transform"]);
    fs::remove_file(repository.path("codegen.toml"))?;
    repository.run("codegen")?.expect(2, &["there is no codegen.toml"]);
    Ok(())
}

#[test]
fn validate_prints_findings_for_people_and_for_tools() -> Checked {
    let repository = Repository::new()?;
    repository.run("validate model/demo.json")?.expect(0, &["0 errors, 0 warnings"]);
    repository.write("model/broken.json", "{ \"smithy\": \"2.0\", ")?;
    let text = repository.run("validate model/broken.json")?.expect(1, &["1 error, 0 warnings"]);
    assert!(text.out.contains("model/broken.json:1:"), "{text:#?}");
    let json = repository
        .run("validate --format json model/broken.json")?
        .expect(1, &["1 error, 0 warnings"]);
    assert!(json.out.starts_with('{') && json.out.trim_end().ends_with('}'), "{json:#?}");
    Ok(())
}

#[test]
fn colour_is_for_terminals() -> Checked {
    let repository = Repository::new()?;
    repository.run("codegen")?.expect(0, &[]);
    let coloured = |ended: &Ended| ended.out.contains('\u{1b}');
    assert!(!coloured(&repository.run("codegen --check")?));
    assert!(coloured(&repository.run_with("codegen --check", &[("CLICOLOR_FORCE", "1")])?));
    let refused = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
    assert!(!coloured(&repository.run_with("codegen --check", &refused)?));
    Ok(())
}
