//! `cargo xtask completions` and `cargo xtask man`.

use test_support::tree::Tree;

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

#[test]
fn every_shell_completes_verbs_and_options() {
    let tree = Tree::demo(CHECKS);
    for shell in ["bash", "fish", "powershell", "zsh"] {
        let run = tree.run(["completions", shell]);
        assert_eq!(run.code, Some(0), "{}", run.text);
        for word in ["monitors", "no-cache", "fail-on"] {
            assert!(run.text.contains(word), "{shell}: {word}");
        }
    }
    let run = tree.run(["completions", "csh"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
}

#[cfg(unix)]
#[test]
fn bash_reads_its_completions() {
    let tree = Tree::demo(CHECKS);
    tree.write("xtask.bash", tree.run(["completions", "bash"]).text);
    let script =
        "source xtask.bash; COMP_WORDS=(xtask mon); COMP_CWORD=1; _xtask xtask mon xtask; echo \"${COMPREPLY[@]}\"";
    let mut bash = std::process::Command::new("bash");
    let output = bash
        .args(["-c", script])
        .current_dir(tree.root())
        .output()
        .expect("bash runs");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "monitors\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn each_verb_has_a_man_page() {
    let tree = Tree::demo(CHECKS);
    let folder = tree.path("man1");
    let run = tree.run(["man".as_ref(), folder.as_os_str()]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    for page in ["cargo-xtask.1", "cargo-xtask-render.1", "cargo-xtask-monitors-test.1"] {
        let text = tree.read(&format!("man1/{page}"));
        assert!(text.contains(".TH cargo"), "{page}: {text}");
    }
    assert!(tree.read("man1/cargo-xtask-lint.1").contains("Exit codes"));
}
