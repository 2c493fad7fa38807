//! What a run writes, leaves and removes.

use super::*;

#[test]
fn a_new_folder_gets_every_file_and_a_sorted_manifest() -> Checked {
    let home = TempDir::new()?;
    let out = home.path().join("deep/er");
    let report = write_list(&out, FIRST)?;
    assert_eq!(report.written.len(), 3);
    assert_eq!(fs::read_to_string(out.join("src/types/flavour.rs"))?, "pub enum Flavour {}\n");
    assert_eq!(
        fs::read_to_string(out.join(MANIFEST))?,
        "{\n  \"generator\": \"ferrosmith\",\n  \"files\": {\n    \
         \"Cargo.toml\": \"1e7f9162e3f5d435\",\n    \
         \"src/lib.rs\": \"e429bed34b165f02\",\n    \
         \"src/types/flavour.rs\": \"6970446a40c79b9e\"\n  }\n}\n"
    );
    Ok(())
}

#[test]
fn the_order_of_files_does_not_matter() -> Checked {
    let (one, two) = (TempDir::new()?, TempDir::new()?);
    let reversed: Vec<_> = FIRST.iter().rev().copied().collect();
    write_list(one.path(), FIRST)?;
    write_list(two.path(), &reversed)?;
    assert_eq!(fs::read(one.path().join(MANIFEST))?, fs::read(two.path().join(MANIFEST))?);
    Ok(())
}

#[test]
fn unchanged_files_keep_their_time_and_changed_ones_are_replaced() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), FIRST)?;
    let old = std::time::SystemTime::UNIX_EPOCH;
    for name in ["Cargo.toml", "src/lib.rs", MANIFEST] {
        fs::File::options().append(true).open(home.path().join(name))?.set_modified(old)?;
    }
    let again = write_list(home.path(), FIRST)?;
    assert!(again.is_unchanged());
    assert_eq!(again.unchanged, 3);
    let modified =
        |name: &str| fs::metadata(home.path().join(name)).and_then(|found| found.modified());
    assert_eq!(modified(MANIFEST)?, old);

    let mut changed = FIRST.to_vec();
    changed[1].1 = "//! Another crate.\n";
    let report = write_list(home.path(), &changed)?;
    assert_eq!(report.written, ["src/lib.rs"]);
    assert_eq!(report.unchanged, 2);
    assert_eq!(modified("Cargo.toml")?, old);
    assert_ne!(modified("src/lib.rs")?, old);
    assert_ne!(modified(MANIFEST)?, old);
    Ok(())
}

#[test]
fn an_edited_file_is_put_right() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), FIRST)?;
    fs::write(home.path().join("src/lib.rs"), "edited")?;
    assert_eq!(write_list(home.path(), FIRST)?.written, ["src/lib.rs"]);
    assert!(kinds(home.path(), FIRST)?.is_empty());
    Ok(())
}

#[test]
fn what_is_no_longer_generated_goes_with_its_empty_folders() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), FIRST)?;
    fs::write(home.path().join("notes.txt"), "mine")?;
    let report = write_list(home.path(), &FIRST[..2])?;
    assert_eq!(report.removed, ["src/types/flavour.rs"]);
    assert!(!home.path().join("src/types").exists());
    assert!(home.path().join("src/lib.rs").exists());
    assert!(home.path().join("notes.txt").exists());
    assert!(write_list(home.path(), &FIRST[..2])?.is_unchanged());
    Ok(())
}

#[test]
fn an_orphan_that_was_edited_stays_and_is_reported() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), FIRST)?;
    fs::write(home.path().join("src/types/flavour.rs"), "my own work")?;
    let report = write_list(home.path(), &FIRST[..2])?;
    assert_eq!(report.kept, ["src/types/flavour.rs"]);
    assert!(report.removed.is_empty());
    assert!(home.path().join("src/types/flavour.rs").exists());
    Ok(())
}

#[test]
fn a_file_may_become_a_folder() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), &[("data", "x")])?;
    write_list(home.path(), &[("data/inner", "x")])?;
    assert!(home.path().join("data/inner").is_file());
    assert_refused(home.path(), &[("data", "x")], FORCE, "is not a regular file")
}

#[test]
fn a_name_that_changes_only_in_case_is_written_anew() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), &[("src/Flavour.rs", "x")])?;
    // Where case is ignored, this is the same file: right as it is, and gone with the old name.
    fs::write(home.path().join("src/flavour.rs"), "x")?;
    let report = write_list(home.path(), &[("src/flavour.rs", "x")])?;
    assert_eq!(report.written, ["src/flavour.rs"]);
    assert_eq!(report.removed, ["src/Flavour.rs"]);
    assert!(kinds(home.path(), &[("src/flavour.rs", "x")])?.is_empty());
    Ok(())
}
