//! `cargo xtask lint` on copies of this repository: the findings of common mistakes, `--fix`, `--explain` and the output formats.

use serde_json::Value;
use test_support::tree::{Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

const PAGE: &str = "runbooks/transcription/long-audio-share.md";
const MONITOR: &str = "jsonnet/services/transcription/monitors/long-audio-share.libsonnet";
const MANIFESTS: &str = "manifests";

/// A day on which every runbook was reviewed recently enough, so that no test starts to fail when time passes.
const TODAY: [&str; 2] = ["--today", "2026-12-01"];

/// Line and column of the monitor's window.
fn window() -> (u64, u64) {
    let path = test_support::fixtures::repository().join(MONITOR);
    let text = std::fs::read_to_string(path).expect("the monitor");
    let (index, line) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.trim_start().starts_with("window: "))
        .expect("a window");
    let column = line.len() - line.trim_start().len() + 1;
    (index as u64 + 1, column as u64)
}

fn lint(tree: &Tree, args: &[&str]) -> Run {
    tree.run(["lint"].iter().chain(args).chain(&TODAY))
}

/// Breaks a file in a copy of this repository, and expects all of `expected` in the output.
fn refused(path: &str, from: &str, to: &str, expected: &[&str]) {
    let tree = Tree::of_repository(CHECKS);
    tree.edit(path, from, to);
    let run = lint(&tree, &[]);
    for part in expected {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(1), "{}", run.text);
    assert!(!tree.path(MANIFESTS).exists(), "lint wrote something");
}

#[test]
fn the_repository_is_clean() {
    let tree = Tree::of_repository(CHECKS);
    let owners = test_support::fixtures::repository().join("CODEOWNERS");
    tree.write("CODEOWNERS", std::fs::read_to_string(owners).expect("CODEOWNERS"));
    let run = lint(&tree, &[]);
    assert!(run.text.starts_with("clean: "), "{}", run.text);
    assert_eq!(run.code, Some(0));
}

#[test]
fn an_unfinished_merge_in_a_rendered_file_and_in_a_page() {
    let tree = Tree::demo(CHECKS);
    let manifest = "manifests/prod/demo/monitors/failures.yaml";
    tree.write(manifest, format!("{}>>>>>>> main\n", tree.read(manifest)));
    tree.write("docs/how-to/lint.md", "# Lint\n||||||| 1234567\n");
    let run = lint(&tree, &[]);
    for path in [manifest, "docs/how-to/lint.md"] {
        let message = format!("error[tree/conflict]: '{path}' has the conflict markers of an unfinished merge");
        assert!(
            run.text.contains(&message),
            "{message:?} is missing from:\n{}",
            run.text
        );
    }
    assert_eq!(run.code, Some(1), "{}", run.text);
}

#[test]
fn a_service_with_the_wrong_code_owner() {
    let tree = Tree::of_repository(CHECKS);
    tree.write("CODEOWNERS", "/jsonnet/services/s3/ @scribemed/nobody\n");
    let run = lint(&tree, &["--rule", "policy/wrong-codeowner"]);
    for part in [
        "'/jsonnet/services/s3/' is owned by @scribemed/nobody in CODEOWNERS, but service 's3' belongs to team 'data-platform'",
        "--> CODEOWNERS:1:1",
    ] {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(1));
}

#[test]
fn a_window_of_one_point() {
    let (line, column) = window();
    refused(
        MONITOR,
        "window: '1h'",
        "window: '1m'",
        &[
            "error[monitor/short-window]: monitor 'transcription/long-audio-share' has a window of only 1m",
            &format!("monitors/long-audio-share.libsonnet:{line}:{column}\n"),
            "  window: '1m',",
            "help: set the window to at least 5m",
        ],
    );
}

#[test]
fn a_tag_that_names_a_patient() {
    refused(
        "jsonnet/policy/tags.libsonnet",
        "  queue: {",
        "  patient_id: { on: ['telemetry'], cardinality: 9000, meaning: 'whose note it is' },\n  queue: {",
        &[
            "error[tagging/phi-key]: the tagging schema declares the key 'patient_id', which could name a patient",
            "jsonnet/policy/tags.libsonnet:20:3",
            "help: do not tag by it",
        ],
    );
}

/// Whatever carries it: what people write, and what Jsonnet computes. No output repeats it.
#[test]
fn an_identifier_of_a_patient() {
    const FOUND: &str = "has what looks like an identifier of a patient: the pattern";
    let window = "terraform/environments/prod/maintenance/sync.yaml";
    let game_day = "gamedays/redis-memory.yaml";
    // One of each file.
    let files = [
        (
            MONITOR,
            "function(ctx)",
            "// for Jane Doe, MRN 12345678\nfunction(ctx)",
            "medical_record",
        ),
        (
            "jsonnet/services/transcription/monitors/long-audio-share_test.yaml",
            "tests:",
            "# 078-05-1120\ntests:",
            "ssn",
        ),
        ("jsonnet/worlds/quiet-week.yaml", "", "# born on 01/31/1970\n", "date"),
        (PAGE, "## Impact\n", "## Impact\npatient.name:\"Jane Doe\" ", "name"),
        (game_day, "", "# Patient/4711\n", "fhir"),
        (
            window,
            "",
            "reason: sync with Jane Doe, dob 1970-01-31\nscope: { services: [redis], monitor_tags: ['severity:p3'] }\nonce: { start: 2026-12-06T07:00:00Z, end: 2026-12-06T09:00:00Z }\n",
            "birth_date",
        ),
        (
            "terraform/pipelines/redis/tests.yaml",
            "",
            "# mrn=5512\n",
            "medical_record",
        ),
    ];
    let texts = [
        ("symptom: '", "symptom: 'of 078-05-1120: ", "ssn"),
        ("impact: '", "impact: 'jane.doe@example.com: ", "email"),
        ("first_action: '", "first_action: 'call 617-555-0199, ", "phone"),
    ];
    let texts = texts.map(|(from, to, pattern)| vec![(MONITOR, from, to, pattern)]);
    for edits in [files.to_vec()].into_iter().chain(texts) {
        let tree = Tree::of_repository(CHECKS);
        for (path, from, to, _) in &edits {
            if from.is_empty() {
                let file = test_support::fixtures::repository().join(path);
                let old = std::fs::read_to_string(file).unwrap_or_default();
                tree.write(path, format!("{to}{old}"));
            } else {
                tree.edit(path, from, to);
            }
        }
        let run = lint(&tree, &["--rule", "policy/phi-value"]);
        for (path, _, _, pattern) in edits {
            assert!(
                run.text.contains(&format!("'{path}' {FOUND} '{pattern}' finds it")),
                "{path}: {}",
                run.text
            );
        }
        assert_eq!(run.code, Some(1), "{}", run.text);
        // The first line has counts and a time, in which the same digits may be.
        let (_, finding) = run.text.split_once('\n').expect("a finding");
        for part in ["Jane", "078", "12345678", "555", "4711", "5512", "1970"] {
            assert!(!finding.contains(part), "{part} is shown: {finding}");
        }
    }
}

#[test]
fn a_runbook_with_a_misspelt_section_and_a_broken_command() {
    refused(
        PAGE,
        "## Impact",
        "## Impct",
        &[
            "error[runbook/headings]: 'runbooks/transcription/long-audio-share.md' has an unknown section 'Impct'",
            "help: did you mean 'Impact'?",
        ],
    );
    refused(
        PAGE,
        "kubectl config current-context",
        "kubctl config current-context",
        &[
            "error[runbook/unparsable-command]",
            "'kubctl' is not a known command",
            "long-audio-share.md:9:1",
            "help: did you mean 'kubectl'?",
        ],
    );
}

#[test]
fn an_unknown_rule_is_reported_with_suggestions() {
    let tree = Tree::of_repository(CHECKS);
    for (args, expected) in [
        (["--rule", "monitor/no-recvery"], "did you mean 'monitor/no-recovery'"),
        (["--explain", "tagging/phi"], "did you mean 'tagging/phi-key'"),
        (
            ["--rule", "nonsense"],
            "the groups are agent, dashboard, monitor, policy, runbook, slo and tagging",
        ),
    ] {
        let run = tree.run(["lint"].iter().chain(&args));
        assert_eq!(run.code, Some(2), "{}", run.text);
        assert!(
            run.text.contains("error[usage/rule]: unknown rule") && run.text.contains(expected),
            "{}",
            run.text
        );
    }
}

#[test]
fn explain_describes_a_rule() {
    let run = Tree::of_repository(CHECKS).run(["lint", "--explain", "monitor/no-recovery"]);
    for part in [
        "# monitor/no-recovery",
        "Checks for a threshold without a recovery threshold (error).",
        "## Examples",
        "has an alert threshold without a recovery threshold",
    ] {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(0));
}

#[test]
fn explain_describes_every_rule_of_a_group() {
    let tree = Tree::of_repository(CHECKS);
    let run = tree.run(["lint", "--explain", "tagging"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let titles = run
        .text
        .lines()
        .filter(|line| line.starts_with("# "))
        .collect::<Vec<_>>();
    assert!(
        titles.len() > 3 && titles.iter().all(|title| title.starts_with("# tagging/")),
        "{titles:?}"
    );
    let json = |name| -> Value {
        let run = tree.run(["lint", "--format", "json", "--explain", name]);
        serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}: {}", run.text))
    };
    assert_eq!(json("tagging")["rules"].as_array().map(Vec::len), Some(titles.len()));
    assert_eq!(json("tagging/phi-key")["rule"], "tagging/phi-key");
}

/// A description is not a list of findings, so the formats of findings are an error, which is printed in that format.
#[test]
fn explain_rejects_formats_of_findings() {
    let tree = Tree::of_repository(CHECKS);
    for (format, expected) in [
        ("sarif", "\"ruleId\":\"usage/format\""),
        ("github", "::error title=usage/format::"),
    ] {
        let run = tree.run(["lint", "--format", format, "--explain", "tagging/phi-key"]);
        assert_eq!(run.code, Some(2), "{}", run.text);
        assert!(run.text.contains(expected), "{}", run.text);
        assert!(run.text.contains("--explain prints text or JSON only"), "{}", run.text);
    }
}

/// The fix changes only the runbook and reports that; afterwards there is nothing to fix.
#[test]
fn sections_are_put_in_order() {
    let tree = Tree::of_repository(CHECKS);
    let sound = tree.read(PAGE);
    let (start, end) = (
        sound.find("## Impact").expect("a section"),
        sound.find("## Diagnosis").expect("a section"),
    );
    let swapped = format!("{}{}", &sound[..start], &sound[end..]).trim_end().to_owned()
        + "\n\n"
        + sound[start..end].trim_end()
        + "\n";
    tree.write(PAGE, swapped);
    let run = lint(&tree, &[]);
    assert!(
        run.text.contains("has the section 'Impact' after 'Escalation'")
            && run.text.contains("`cargo xtask lint --fix` fixes 1 of them"),
        "{}",
        run.text
    );
    let run = lint(&tree, &["--fix"]);
    assert!(
        run.text.contains(&format!("fixed {PAGE}: sorted the sections")),
        "{}",
        run.text
    );
    assert!(run.text.contains("clean: "), "{}", run.text);
    assert_eq!((run.code, tree.read(PAGE)), (Some(0), sound));
}

#[test]
fn rule_selects_rules() {
    let tree = Tree::of_repository(CHECKS);
    tree.edit(PAGE, "## Impact", "## Impct");
    tree.edit(MONITOR, "window: '1h'", "window: '1m'");
    let run = lint(&tree, &["--rule", "monitor"]);
    assert!(
        run.text.contains("monitor/short-window") && !run.text.contains("runbook/"),
        "{}",
        run.text
    );
    let run = lint(&tree, &["--rule", "runbook/headings"]);
    assert!(
        run.text.contains("runbook/headings") && !run.text.contains("monitor/short-window"),
        "{}",
        run.text
    );
    assert!(run.text.contains("findings: 1 rule on "), "{}", run.text);
}

/// An old runbook is a warning, so that no pull request fails only because time has passed.
#[test]
fn an_old_runbook_is_a_warning() {
    let run = Tree::of_repository(CHECKS).run(["lint", "--today", "2028-01-01"]);
    assert!(run.text.contains("warning[runbook/stale-review]"), "{}", run.text);
    assert_eq!(run.code, Some(0), "{}", run.text);
}

#[test]
fn a_suppression_in_a_runbook_has_a_reason_and_a_last_day() {
    let tree = Tree::of_repository(CHECKS);
    let suppress = |until: &str| {
        format!(
            "reviewed: 2026-11-29\nsuppress:\n  runbook/headings: {{ reason: the form is tried out, until: {until} }}\n"
        )
    };
    tree.edit(PAGE, "## Impact", "## Impct");
    tree.edit(PAGE, "reviewed: 2026-11-29\n", &suppress("2026-12-31"));
    assert_eq!(lint(&tree, &[]).code, Some(0), "{}", lint(&tree, &[]).text);
    tree.edit(PAGE, "2026-12-31", "2026-11-30");
    let run = lint(&tree, &[]);
    for part in [
        "suppresses 'runbook/headings' until 2026-11-30, which has passed",
        "has an unknown section 'Impct'",
    ] {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(1));
}

#[test]
fn findings_in_machine_readable_formats() {
    let tree = Tree::of_repository(CHECKS);
    tree.edit(MONITOR, "window: '1h'", "window: '1m'");
    let json = |run: &Run| -> Value {
        serde_json::from_str(&run.text).unwrap_or_else(|error| panic!("{error}:\n{}", run.text))
    };
    let (line, column) = window();
    let run = lint(&tree, &["--format", "json"]);
    let finding = &json(&run)["findings"][0];
    assert_eq!(
        (finding["rule"].as_str(), finding["line"].as_u64(), run.code),
        (Some("monitor/short-window"), Some(line), Some(1))
    );

    let run = lint(&tree, &["--format", "sarif"]);
    let log = json(&run);
    let result = &log["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(
        (log["version"].as_str(), result["ruleId"].as_str()),
        (Some("2.1.0"), Some("monitor/short-window"))
    );
    assert_eq!(
        (
            place["artifactLocation"]["uri"].as_str(),
            place["region"]["startLine"].as_u64()
        ),
        (Some(MONITOR), Some(line))
    );
    assert_eq!(
        log["runs"][0]["tool"]["driver"]["rules"][0]["shortDescription"]["text"],
        "an evaluation window of less than five minutes"
    );

    let run = lint(&tree, &["--format", "github"]);
    assert!(
        run.text.starts_with(&format!(
            "::error file={MONITOR},line={line},col={column},endLine={line},endColumn={},title=monitor/short-window::monitor ",
            column + 6
        )),
        "{}",
        run.text
    );

    let run = tree.run(["render", "--format", "sarif"]);
    assert!(run.text.contains("invalid value 'sarif'"), "{}", run.text);
    assert_eq!(run.code, Some(2));
}
