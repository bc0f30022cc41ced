//! A service is given by its name, or by a path, which counts from the current folder, or from the root if nothing is there.

use crate::{commit, created, repository};
use test_support::tree::Run;

/// The folder in which the user is, and the service.
const CASES: [(&str, &str); 7] = [
    ("", "dictation-export"),
    ("runbooks", "dictation-export"),
    ("services", "dictation-export"),
    ("services/dictation-export", "."),
    ("services/dictation-export/src", ".."),
    ("runbooks", "../services/dictation-export"),
    ("runbooks", "services/dictation-export"),
];

#[test]
fn a_service_is_found_from_each_folder() {
    let tree = repository();
    assert_eq!(created(&tree).code, Some(0));
    commit(&tree, "service");
    for verb in [["service", "status"].as_slice(), &["service", "update", "--dry-run"]] {
        let printed = CASES.map(|(here, service)| {
            let mut command = tree.command(verb.iter().chain([&service]));
            let output = command.current_dir(tree.path(here)).output();
            let run = Run::from(output.expect("the command runs"));
            assert_eq!(run.code, Some(0), "{verb:?} {service} in '{here}':\n{}", run.text);
            run.text
        });
        assert!(printed[0].contains("dictation-export"), "{}", printed[0]);
        for (text, (here, service)) in printed.iter().zip(CASES) {
            assert_eq!(*text, printed[0], "{verb:?} {service} in '{here}'");
        }
    }
}
