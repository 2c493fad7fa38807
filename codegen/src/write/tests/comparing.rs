//! What `compare` reports.

use super::*;

#[test]
fn says_what_is_missing_changed_and_orphaned() -> Checked {
    let home = TempDir::new()?;
    assert_eq!(kinds(&home.path().join("nowhere"), FIRST)?.len(), 4);
    write_list(home.path(), FIRST)?;
    assert!(kinds(home.path(), FIRST)?.is_empty());

    fs::remove_file(home.path().join("Cargo.toml"))?;
    fs::write(home.path().join("src/lib.rs"), "//! Edited.\n")?;
    for name in ["src/types/hand_made.rs", "src/notes.txt", "build.rs", "README.md"] {
        fs::write(home.path().join(name), "mine")?;
    }
    let before = snapshot(home.path())?;
    let expected = [
        ("Cargo.toml", "missing"),
        ("build.rs", "orphan"),
        ("src/lib.rs", "changed"),
        ("src/types/hand_made.rs", "orphan"),
    ];
    assert_eq!(kinds(home.path(), FIRST)?, expected.map(|(path, kind)| (path.to_owned(), kind)));
    assert_eq!(before, snapshot(home.path())?);
    Ok(())
}

#[test]
fn a_stale_manifest_and_what_it_names_are_differences() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), FIRST)?;
    assert_eq!(
        kinds(home.path(), &FIRST[..2])?,
        [(MANIFEST.to_owned(), "changed"), ("src/types/flavour.rs".to_owned(), "orphan")]
    );
    Ok(())
}

fn diff_of(found: &[u8], wanted: &str) -> Result<String, Box<dyn Error>> {
    let home = TempDir::new()?;
    write_list(home.path(), &[("src/lib.rs", wanted)])?;
    fs::write(home.path().join("src/lib.rs"), found)?;
    let mut differences = compare(home.path(), &files(&[("src/lib.rs", wanted)]))?;
    match differences.pop().map(|difference| difference.kind) {
        Some(DifferenceKind::Changed { diff }) => Ok(diff),
        other => Err(format!("{other:?}").into()),
    }
}

#[test]
fn a_diff_leads_from_what_is_there_to_what_is_generated() -> Checked {
    assert_eq!(
        diff_of(b"one\ntwo\n", "one\nthree\n")?,
        "--- src/lib.rs\n+++ src/lib.rs (generated)\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n"
    );
    Ok(())
}

#[test]
fn a_diff_is_bounded_and_harmless() -> Checked {
    let many: String = (0..5000).fold(String::new(), |text, line| format!("{text}{line}\n"));
    let diff = diff_of(b"", &many)?;
    assert!(diff.lines().count() <= 81, "{diff}");
    assert!(diff.ends_with("more lines\n"), "{diff}");

    let long = diff_of("x".repeat(1_000_000).as_bytes(), "short")?;
    assert!(long.len() < 1000, "{}", long.len());
    let huge = diff_of("x\n".repeat(3_000_000).as_bytes(), "short")?;
    assert!(huge.starts_with("6000000 bytes"), "{huge}");
    let steering = diff_of(b"a\x1b[2Jb\r\n\xff\n", "a\n")?;
    assert!(!steering.contains(['\u{1b}', '\r']), "{steering:?}");
    assert!(steering.contains("\\u{d}"), "{steering:?}");
    Ok(())
}
