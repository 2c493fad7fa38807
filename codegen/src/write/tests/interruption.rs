//! Runs that were killed, and the runs after them.

use super::*;
use crate::write::manifest::Manifest;
use crate::write::path::check_all;

/// The plan as a run leaves it that was killed before its end.
fn leave_plan(out: &Path, list: &[(&str, &str)]) -> Checked {
    fs::create_dir_all(out)?;
    let plan = Manifest::of(&check_all(&files(list))?).render();
    fs::write(out.join(PENDING), plan)?;
    Ok(())
}

#[test]
fn a_first_run_is_finished_by_the_next() -> Checked {
    let home = TempDir::new()?;
    leave_plan(home.path(), FIRST)?;
    fs::write(home.path().join("Cargo.toml"), FIRST[0].1)?;
    let report = write_list(home.path(), FIRST)?;
    assert_eq!(report.written, ["src/lib.rs", "src/types/flavour.rs"]);
    assert!(kinds(home.path(), FIRST)?.is_empty());
    assert!(!home.path().join(PENDING).exists());
    Ok(())
}

#[test]
fn what_only_the_interrupted_run_wrote_is_removed_too() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), &FIRST[..2])?;
    leave_plan(home.path(), FIRST)?;
    fs::create_dir_all(home.path().join("src/types"))?;
    fs::write(home.path().join(FIRST[2].0), FIRST[2].1)?;
    let report = write_list(home.path(), &FIRST[..2])?;
    assert_eq!(report.removed, ["src/types/flavour.rs"]);
    assert!(!home.path().join("src/types").exists());
    Ok(())
}

#[test]
fn a_file_is_known_as_it_was_before_the_plan_and_after_it() -> Checked {
    for content in [FIRST[2].1, "pub enum Flavour { Sweet }\n"] {
        let home = TempDir::new()?;
        write_list(home.path(), FIRST)?;
        let mut planned = FIRST.to_vec();
        planned[2].1 = "pub enum Flavour { Sweet }\n";
        leave_plan(home.path(), &planned)?;
        fs::write(home.path().join(FIRST[2].0), content)?;
        let report = write_list(home.path(), &FIRST[..2])?;
        assert_eq!(report.removed, ["src/types/flavour.rs"], "{content}");
    }
    Ok(())
}

#[test]
fn a_plan_without_any_work_left_goes() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), FIRST)?;
    leave_plan(home.path(), FIRST)?;
    assert!(write_list(home.path(), FIRST)?.is_unchanged());
    assert!(!home.path().join(PENDING).exists());
    Ok(())
}

#[test]
fn a_plan_that_was_carried_out_only_needs_its_rename() -> Checked {
    let home = TempDir::new()?;
    write_list(home.path(), FIRST)?;
    fs::rename(home.path().join(MANIFEST), home.path().join(PENDING))?;
    assert_eq!(
        kinds(home.path(), FIRST)?,
        [(MANIFEST.to_owned(), "missing"), (PENDING.to_owned(), "orphan")]
    );
    assert!(write_list(home.path(), FIRST)?.is_unchanged());
    assert!(kinds(home.path(), FIRST)?.is_empty());
    Ok(())
}

#[test]
fn temporaries_are_cleaned_and_only_they() -> Checked {
    let home = TempDir::new()?;
    let left = [".Cargo.toml.17.ferrosmith-tmp", "src/.lib.rs.4711.ferrosmith-tmp"];
    let mine = ["src/lib.rs.ferrosmith-tmp", "src/.x.me.ferrosmith-tmp"];
    // A run that was killed before its plan stood leaves a temporary and nothing else.
    fs::write(home.path().join(left[0]), "half")?;
    write_list(home.path(), FIRST)?;
    assert!(!home.path().join(left[0]).exists());

    for name in left.iter().chain(&mine) {
        fs::write(home.path().join(name), "half")?;
    }
    assert_eq!(
        kinds(home.path(), FIRST)?,
        [("src/.lib.rs.4711.ferrosmith-tmp".to_owned(), "orphan")]
    );
    let mut changed = FIRST.to_vec();
    changed[0].1 = "[package]\nname = \"x\"\n";
    write_list(home.path(), &changed)?;
    for name in left {
        assert!(!home.path().join(name).exists(), "{name}");
    }
    for name in mine {
        assert!(home.path().join(name).exists(), "{name}");
    }
    Ok(())
}
