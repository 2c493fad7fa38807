//! Links in the output folder.

use std::os::unix::fs::symlink;

use super::*;

#[test]
fn nothing_is_written_or_removed_through_a_link() -> Checked {
    for link in ["src", "src/types", "src/lib.rs", MANIFEST] {
        let home = TempDir::new()?;
        let (out, elsewhere) = (home.path().join("out"), home.path().join("elsewhere"));
        write_list(&out, FIRST)?;
        let place = out.join(link);
        // The link leads to the very content that was there, so only its being one matters.
        fs::rename(&place, &elsewhere)?;
        symlink(&elsewhere, &place)?;
        let before = snapshot(home.path())?;
        for list in [FIRST, &FIRST[..1]] {
            for options in [CAREFUL, FORCE] {
                assert_refused(&out, list, options, "is a symbolic link")?;
            }
            assert!(compare(&out, &files(FIRST)).is_err(), "{link}");
        }
        assert_eq!(before, snapshot(home.path())?);
    }
    Ok(())
}

#[test]
fn a_dangling_link_is_a_link() -> Checked {
    let home = TempDir::new()?;
    let victim = home.path().join("victim");
    let out = home.path().join("out");
    write_list(&out, &FIRST[..1])?;
    fs::create_dir(out.join("src"))?;
    symlink(&victim, out.join("src/lib.rs"))?;
    assert_refused(&out, FIRST, FORCE, "is a symbolic link")?;
    assert!(!victim.exists());
    Ok(())
}

#[test]
fn links_elsewhere_in_the_folder_are_left_alone() -> Checked {
    let home = TempDir::new()?;
    let out = home.path().join("out");
    write_list(&out, FIRST)?;
    fs::write(home.path().join("loose.rs"), "mine")?;
    symlink(home.path(), out.join("src/loop"))?;
    symlink(home.path().join("loose.rs"), out.join("src/loose.rs"))?;
    assert!(write_list(&out, FIRST)?.is_unchanged());
    assert_eq!(kinds(&out, FIRST)?, [("src/loose.rs".to_owned(), "orphan")]);
    Ok(())
}
