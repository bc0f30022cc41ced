//! What a plan of Terraform that is posted on a pull request may show: `.github/terraform/mask.sed`.
#![cfg(unix)]

use std::io::Write as _;
use std::process::{Command, Stdio};

use test_support::fixtures::repository;

/// The text after the masks.
fn masked(text: &str) -> String {
    let mut sed = Command::new("sed")
        .args(["-E", "-f"])
        .arg(repository().join(".github/terraform/mask.sed"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("sed starts");
    let mut input = sed.stdin.take().expect("a pipe");
    input.write_all(text.as_bytes()).expect("sed reads");
    drop(input);
    let output = sed.wait_with_output().expect("sed ends");
    assert!(output.status.success(), "sed rejects the masks");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// As many digits as a key has. A key in the source would be found by every scanner of secrets.
fn hexadecimal(length: usize) -> String {
    "0123456789abcdef".chars().cycle().take(length).collect()
}

#[test]
fn keys_are_masked() {
    for key in [
        hexadecimal(32),
        hexadecimal(40),
        hexadecimal(40).to_uppercase(),
        format!("AKIA{}", "ABCD".repeat(4)),
        format!("ghp_{}", "aB3".repeat(12)),
        format!("hvs.{}", "aB3".repeat(8)),
        format!("ddsat_{}", "aB3".repeat(8)),
    ] {
        assert_eq!(
            masked(&format!("+ key = \"{key}\" -> null\n")),
            "+ key = \"[masked]\" -> null\n",
            "{key}"
        );
    }
}

#[test]
fn passwords_and_tokens_in_urls_are_masked() {
    assert_eq!(
        masked("url = https://user:secret@example.com/a\n"),
        "url = https://[masked]@example.com/a\n"
    );
    assert_eq!(
        masked("url = \"https://hooks.slack.com/services/T0/B0/x\"\n"),
        "url = \"https://hooks.slack.com/[masked]\"\n"
    );
}

#[test]
fn what_a_reviewer_needs_survives() {
    let plan = "  # module.logs.datadog_logs_index.this[\"prod\"] will be updated in-place
  ~ id       = \"8b0e2c1e-1111-2222-3333-0123456789ab\"
  ~ query    = \"https://app.datadoghq.com/logs?query=env%3Adev\"
  + arn      = \"arn:aws:kms:us-east-1:123456789012:key/8b0e2c1e-1111-2222-3333-0123456789ab\"
Plan: 1 to add, 2 to change, 0 to destroy.
";
    assert_eq!(masked(plan), plan);
}
