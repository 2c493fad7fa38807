//! The core runs where there is neither a network nor threads nor files: in a browser worker, in a
//! proxy's plug-in. Transports, sign-in files and the process's environment are features or modules
//! of their own, and nothing else may reach for the system.

use std::fs;
use std::path::{Path, PathBuf};

/// What a platform without an operating system does not have.
const SYSTEM: [&str; 6] =
    ["std::net", "std::thread", "std::fs", "std::process", "std::io::std", "tokio::"];

/// Modules that exist for the sake of the system, each behind a feature that the core lacks.
const ADAPTERS: [&str; 4] = [
    "client/tokio_sleep.rs",
    "credentials/aws_sign_in/",
    "transport/hyper.rs",
    "transport/reqwest.rs",
];

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else {
            files.push(path);
        }
    }
}

#[test]
fn the_core_needs_no_network_no_threads_and_no_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut looked_at = 0;
    for path in files {
        let shown = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if shown.contains("tests") || ADAPTERS.iter().any(|adapter| shown.starts_with(adapter)) {
            continue;
        }
        looked_at += 1;
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            let code = line.split("//").next().unwrap_or_default();
            assert!(!SYSTEM.iter().any(|word| code.contains(word)), "{shown}:{number}: {line}");
        }
    }
    assert!(looked_at > 50, "only {looked_at} files were looked at");
}

#[test]
fn below_the_client_the_standard_library_is_not_even_linked() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/lib.rs"))
            .unwrap();
    assert!(text.contains("#![cfg_attr(not(any(feature = \"std\", test)), no_std)]"));
}
