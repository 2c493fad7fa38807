//! Generated paths and manifests that want out of the folder.

use super::*;

#[test]
fn generated_paths_stay_in_the_folder() -> Checked {
    let long = "x".repeat(2000);
    for path in [
        "",
        "/etc/passwd",
        "../escape.rs",
        "src/../../escape.rs",
        "src/./lib.rs",
        "src//lib.rs",
        "src/",
        "C:\\escape.rs",
        "c:escape.rs",
        "src\\lib.rs",
        "src/a\nb.rs",
        "src/a\0b.rs",
        ".git/hooks/pre-commit",
        "sub/.GIT/config",
        "src/.. /x.rs",
        "trailing.",
        MANIFEST,
        PENDING,
        "src/.lib.rs.17.ferrosmith-tmp",
        &long,
    ] {
        let home = TempDir::new()?;
        assert_refused(home.path(), &[(path, "x")], FORCE, "refusing to write")?;
        assert!(compare(home.path(), &files(&[(path, "x")])).is_err());
    }
    Ok(())
}

#[test]
fn paths_that_exclude_each_other_are_refused() -> Checked {
    for pair in [
        ["src/lib.rs", "src/lib.rs"],
        ["src/lib.rs", "src/LIB.rs"],
        ["src", "src/lib.rs"],
        ["src/a/b", "SRC/A"],
    ] {
        let home = TempDir::new()?;
        assert_refused(home.path(), &pair.map(|path| (path, "x")), FORCE, "side by side")?;
    }
    Ok(())
}

#[test]
fn a_hostile_manifest_is_refused() -> Checked {
    let named = |path: &str| {
        format!("{{\"generator\":\"ferrosmith\",\"files\":{{\"{path}\":\"0000000000000000\"}}}}")
    };
    let deep = format!("{{\"generator\":\"ferrosmith\",\"files\":{}", "[".repeat(100_000));
    for text in [
        named("/etc/passwd"),
        named("../victim"),
        named("src/../../victim"),
        named(".git/config"),
        named(".ferrosmith-manifest.json"),
        named("a\\\\b"),
        "not JSON".to_owned(),
        String::new(),
        "<<<<<<< ours".to_owned(),
        "{\"generator\":\"other\",\"files\":{}}".to_owned(),
        "{\"generator\":\"ferrosmith\",\"files\":{},\"format\":2}".to_owned(),
        deep,
        " ".repeat(9_000_000),
    ] {
        for name in [MANIFEST, PENDING] {
            let home = TempDir::new()?;
            fs::write(home.path().join("victim"), "mine")?;
            let out = home.path().join("out");
            fs::create_dir(&out)?;
            fs::write(out.join(name), &text)?;
            for options in [CAREFUL, FORCE] {
                assert_refused(&out, FIRST, options, "is damaged")?;
            }
            assert!(compare(&out, &files(FIRST)).is_err());
            assert!(home.path().join("victim").exists());
        }
    }
    Ok(())
}

#[test]
fn a_manifest_cannot_have_files_removed_that_nobody_generated() -> Checked {
    let home = TempDir::new()?;
    fs::write(home.path().join("Notes.md"), "mine")?;
    fs::write(
        home.path().join(MANIFEST),
        "{\"generator\":\"ferrosmith\",\"files\":{\"Notes.md\":\"0000000000000000\"}}",
    )?;
    assert_eq!(write_list(home.path(), FIRST)?.kept, ["Notes.md"]);
    assert!(home.path().join("Notes.md").exists());
    Ok(())
}
