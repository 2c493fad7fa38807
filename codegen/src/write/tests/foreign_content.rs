//! Content that no earlier run wrote.

use super::*;

#[test]
fn a_folder_with_other_content_is_refused() -> Checked {
    for name in [".git/config", "Cargo.toml", "src/main.rs", "notes.txt"] {
        let home = TempDir::new()?;
        let place = home.path().join(name);
        fs::create_dir_all(place.parent().ok_or("no parent")?)?;
        fs::write(&place, "mine")?;
        assert_refused(home.path(), FIRST, CAREFUL, "no .ferrosmith-manifest.json")?;
    }
    Ok(())
}

#[test]
fn force_replaces_what_has_the_same_name_and_removes_nothing() -> Checked {
    let home = TempDir::new()?;
    fs::create_dir_all(home.path().join("src"))?;
    fs::create_dir_all(home.path().join(".git"))?;
    for name in ["Cargo.toml", "src/main.rs", ".git/config"] {
        fs::write(home.path().join(name), "mine")?;
    }
    write(home.path(), &files(FIRST), FORCE)?;
    assert_eq!(fs::read_to_string(home.path().join("Cargo.toml"))?, "[package]\n");
    for name in ["src/main.rs", ".git/config"] {
        assert_eq!(fs::read_to_string(home.path().join(name))?, "mine");
    }
    assert_eq!(kinds(home.path(), FIRST)?, [("src/main.rs".to_owned(), "orphan")]);
    Ok(())
}

#[test]
fn a_file_that_no_run_wrote_is_not_replaced() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), &FIRST[..2])?;
    fs::create_dir_all(home.path().join("src/types"))?;
    fs::write(home.path().join("src/types/flavour.rs"), "mine")?;
    assert_refused(home.path(), FIRST, CAREFUL, "was not written by ferrosmith")?;
    assert_eq!(write(home.path(), &files(FIRST), FORCE)?.written, ["src/types/flavour.rs"]);
    Ok(())
}

#[test]
fn a_file_in_the_place_of_the_folder_is_refused() -> Checked {
    let home = TempDir::new()?;
    let out = home.path().join("out");
    fs::write(&out, "mine")?;
    for options in [CAREFUL, FORCE] {
        let result = write(&out, &files(FIRST), options);
        assert!(result.is_err(), "{result:?}");
    }
    assert!(matches!(compare(&out, &files(FIRST)), Err(WriteError::NotAFolder { .. })));
    assert_eq!(fs::read_to_string(&out)?, "mine");
    Ok(())
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused() -> Checked {
    let home = TempDir::new()?;
    fs::create_dir_all(home.path().join("src/lib.rs"))?;
    assert_refused(home.path(), FIRST, FORCE, "is not a regular file")
}
