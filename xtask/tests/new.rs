//! `cargo xtask new`: the created files render as they are, and a rejected command changes nothing.

use test_support::tree::Tree;

/// The command under test.
const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// Creates `what` in a copy of this repository, renders it, and returns the tree.
fn create(what: &[&str], files: &[&str], manifest: &str) -> Tree {
    let tree = Tree::of_repository(XTASK);
    let run = tree.run(["new"].iter().chain(what));
    assert_eq!(run.code, Some(0), "{}", run.text);
    for file in files {
        assert!(run.text.contains(&format!("created {file}\n")), "{}", run.text);
        assert!(!tree.read(file).contains("<<"), "{file} has an empty field");
    }
    assert!(run.text.contains("next: cargo xtask"), "{}", run.text);
    let [_, scope, service, ..] = manifest.split('/').collect::<Vec<_>>()[..] else {
        panic!("{manifest} is not the path of a manifest")
    };
    let env = if scope == "scribemed" { "prod" } else { scope };
    let narrowed = if service == "platform" {
        vec![]
    } else {
        vec!["--service", service]
    };
    let run = tree.run(["render", "--env", env].iter().chain(&narrowed));
    assert_eq!(run.code, Some(0), "{}", run.text);
    assert!(
        tree.path(manifest).is_file(),
        "{manifest} is not rendered:\n{}",
        run.text
    );
    tree
}

#[test]
fn a_monitor_comes_with_its_tests_and_its_runbook() {
    let files = [
        "jsonnet/services/transcription/monitors/stuck-uploads.libsonnet",
        "jsonnet/services/transcription/monitors/stuck-uploads_test.yaml",
        "runbooks/transcription/stuck-uploads.md",
    ];
    let tree = create(
        &["monitor", "transcription/stuck-uploads"],
        &files,
        "manifests/prod/transcription/monitors/stuck-uploads.yaml",
    );
    let page = tree.read(files[2]);
    // The mark of a draft is a comment of the front matter.
    let is_heading = |line: &&str| line.starts_with('#') && !line.contains(model::DRAFT);
    let headings: Vec<_> = page.lines().filter(is_heading).collect();
    assert_eq!(
        headings,
        [
            "# Transcription: stuck uploads",
            "## First command",
            "## Meaning",
            "## Impact",
            "## Diagnosis",
            "## Mitigation",
            "## Escalation"
        ]
    );
    assert!(
        page.starts_with(&format!("---\n# {}\nsummary: ", model::DRAFT)),
        "{page}"
    );
    assert!(
        (30..=80).contains(&page.lines().count()),
        "{} lines",
        page.lines().count()
    );
}

#[test]
fn the_tests_of_a_new_monitor_cover_it() {
    let tree = Tree::of_repository(XTASK);
    assert_eq!(tree.run(["new", "monitor", "redis/slow-commands"]).code, Some(0));
    kills_every_mutant(&tree, "jsonnet/services/redis/monitors/slow-commands_test.yaml");
}

/// The tests of a draft pass, and no mistake in its monitor survives them: a survivor would count against who edits the draft.
fn kills_every_mutant(tree: &Tree, tests: &str) {
    let run = tree.run(["monitors", "test", "--coverage", "--mutate", tests]);
    assert_eq!(run.code, Some(0), "{tests}: {}", run.text);
    assert!(
        run.text.contains("passed: tests kill ") && !run.text.contains("survived: "),
        "{tests}: {}",
        run.text
    );
}

/// Who edits only the severity and who is notified has a file that kills enough mutants.
#[test]
fn the_tests_of_a_new_monitor_hold_for_a_severity_that_pages() {
    let tree = Tree::of_repository(XTASK);
    assert_eq!(tree.run(["new", "monitor", "redis/slow-commands"]).code, Some(0));
    let monitor = "jsonnet/services/redis/monitors/slow-commands";
    tree.edit(&format!("{monitor}.libsonnet"), "'P3'", "'P2'");
    let tests = format!("{monitor}_test.yaml");
    let text = tree.read(&tests);
    let (slack, pager) = (
        "[slack-data-platform-alerts-prod]",
        "[pagerduty-data-platform-low, slack-data-platform-alerts-prod]",
    );
    assert!(text.contains(slack), "{text}");
    tree.write(&tests, text.replace(slack, pager));
    let run = tree.run(["monitors", "test", "--coverage", "--mutate", &tests]);
    assert_eq!(run.code, Some(0), "{}", run.text);
}

/// Each alone, because `new` checks the whole tree.
#[test]
fn drafts_that_refer_to_other_objects_pass_every_check() {
    let tree = Tree::of_repository(XTASK);
    let monitors = "kafka/down,kafka/offline-partitions,redis/down";
    let burn_rate = [
        "monitor",
        "transcription/jobs-fail-at-noon",
        "--slo",
        "transcription/success",
    ];
    let budget = [
        "monitor",
        "transcription/budget-half-spent",
        "--slo",
        "transcription/success",
        "--error-budget",
    ];
    let composite = ["monitor", "kafka/no-leader-anywhere", "--monitors", monitors];
    let slo = ["slo", "kafka/up", "--monitors", "kafka/down,kafka/offline-partitions"];
    for args in [&burn_rate[..], &budget, &composite, &slo] {
        let run = tree.run(["new"].iter().chain(args));
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.text);
    }
    for verb in ["render", "validate"] {
        let run = tree.run([verb]);
        assert_eq!(run.code, Some(0), "{verb:?}: {}", run.text);
    }
    let run = tree.run(["lint"]);
    let found = run
        .text
        .lines()
        .filter(|line| line.starts_with("error") || line.starts_with("warning"));
    let found: Vec<&str> = found.collect();
    // Four drafts, and a runbook with each monitor.
    assert!(
        found.len() == 7 && found.iter().all(|line| line.contains("policy/unedited-draft")),
        "{}",
        run.text
    );
    for monitor in [burn_rate[1], budget[1], composite[1]] {
        let (service, name) = monitor.split_once('/').expect("a service and a name");
        kills_every_mutant(&tree, &format!("jsonnet/services/{service}/monitors/{name}_test.yaml"));
    }
}

/// Its test says in which hours it alerts, which depends on the window of the SLO, and on how fast the target lets the budget burn.
#[test]
fn the_draft_of_an_error_budget_fits_the_target() {
    const LOW: &str = "'the target is low'";
    let without = format!(
        "  without: {{ 'success-burns-fast': {LOW}, 'success-burns-slowly': {LOW}, 'success-burns-all-day': {LOW} }},\n  slos:"
    );
    for (target, window, without, sample) in [
        ("99.9", "7d", "  slos:", "0 10x11 0x174"),
        ("60", "90d", without.as_str(), "0 2x648 0x2166"),
    ] {
        let tree = Tree::of_repository(XTASK);
        let declaration = "jsonnet/services/transcription/service.libsonnet";
        let declared = format!("target_percent: {target}, window: '{window}'");
        tree.edit(declaration, "target_percent: 99.5, window: '30d'", &declared);
        tree.edit(declaration, "  slos:", without);
        let slo = ["--slo", "transcription/success", "--error-budget"];
        let run = tree.run(["new", "monitor", "transcription/budget-half-spent"].iter().chain(&slo));
        assert_eq!(run.code, Some(0), "{}", run.text);
        let tests = "jsonnet/services/transcription/monitors/budget-half-spent_test.yaml";
        assert!(tree.read(tests).contains(sample), "{}", tree.read(tests));
        kills_every_mutant(&tree, tests);
    }
}

#[test]
fn an_error_budget_is_that_of_an_slo() {
    let tree = Tree::of_repository(XTASK);
    for (of, expected) in [
        (&[][..], "required arguments were not provided:\n  --slo <SERVICE/SLO>"),
        (
            &["--monitors", "kafka/down,redis/down"],
            "'--error-budget' cannot be used with '--monitors",
        ),
    ] {
        let run = tree.run(["new", "monitor", "kafka/budget", "--error-budget"].iter().chain(of));
        assert_eq!(run.code, Some(2), "{}", run.text);
        assert!(run.text.contains(expected), "{}", run.text);
    }
    let run = tree.run([
        "new",
        "monitor",
        "kafka/budget",
        "--slo",
        "transcription/sucess",
        "--error-budget",
    ]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(
        run.text.contains("did you mean 'transcription/slos/success'?"),
        "{}",
        run.text
    );
    assert!(!tree.path("jsonnet/services/kafka/monitors/budget.libsonnet").exists());
}

/// The alerts that every SLO of events has would alert a second time on what its monitors report.
#[test]
fn an_slo_of_monitors_has_no_alerts_of_its_own() {
    let tree = create(
        &["slo", "kafka/up", "--monitors", "kafka/down"],
        &["jsonnet/services/kafka/slos/up.libsonnet"],
        "manifests/prod/kafka/slos/up.yaml",
    );
    assert!(!tree.path("manifests/prod/kafka/monitors/up-burns-fast.yaml").exists());
    let run = tree.run(["new", "monitor", "kafka/budget", "--slo", "kafka/up"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(run.text.contains("counts the time of monitors"), "{}", run.text);
    let run = tree.run(["new", "monitor", "kafka/budget", "--slo", "kafka/up", "--error-budget"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(run.text.contains("counts the time of monitors"), "{}", run.text);
}

#[test]
fn what_a_draft_cannot_refer_to_is_wrong_usage() {
    let tree = Tree::of_repository(XTASK);
    for (args, expected) in [
        (
            ["monitor", "kafka/slow", "--slo", "transcription/sucess"],
            "did you mean 'transcription/slos/success'?",
        ),
        (
            ["monitor", "kafka/slow", "--slo", "transcripton/success"],
            "did you mean 'transcription'?",
        ),
        (
            ["monitor", "kafka/slow", "--monitors", "kafka/down"],
            "two or more monitors",
        ),
        (
            ["monitor", "kafka/slow", "--monitors", "kafka/down,kafka/down"],
            "'kafka/down' is given twice",
        ),
        (
            ["monitor", "kafka/slow", "--monitors", "kafka/down,kafka/dwon"],
            "did you mean 'kafka/monitors/down'",
        ),
        (
            [
                "monitor",
                "kafka/slow",
                "--monitors",
                "kafka/down,kafka/partitions-unavailable",
            ],
            "is a composite of the composite",
        ),
        (
            ["slo", "kafka/up", "--monitors", "transcription/success-burns-slowly"],
            "exists only in prod",
        ),
        (
            ["slo", "kafka/up", "--monitors", "kafka/partitions-unavailable"],
            "counts the time of",
        ),
    ] {
        let run = tree.run(["new"].iter().chain(&args));
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.text);
        assert!(run.text.contains(expected), "{args:?}: {}", run.text);
    }
    assert!(!tree.path("jsonnet/services/kafka/slos").exists());
}

#[test]
fn an_slo_comes_with_its_target() {
    let tree = create(
        &["slo", "redis/hits"],
        &["jsonnet/services/redis/slos/hits.libsonnet"],
        "manifests/prod/redis/slos/hits.yaml",
    );
    assert!(
        tree.read("jsonnet/services/redis/service.libsonnet")
            .contains("  slos: {\n    hits: { target_percent: 99, window: '30d' },\n  },\n")
    );
    create(
        &["slo", "ingestion/uploads"],
        &["jsonnet/services/ingestion/slos/uploads.libsonnet"],
        "manifests/dev/ingestion/slos/uploads.yaml",
    );
}

#[test]
fn a_dashboard_belongs_to_a_service_or_spans_services() {
    create(
        &["dashboard", "s3/cost"],
        &["jsonnet/services/s3/dashboards/cost.libsonnet"],
        "manifests/scribemed/s3/dashboards/cost.yaml",
    );
    create(
        &["dashboard", "platform/on-call"],
        &["jsonnet/dashboards/on-call.libsonnet"],
        "manifests/scribemed/platform/dashboards/on-call.yaml",
    );
}

#[test]
fn a_service_is_a_declaration() {
    let file = "jsonnet/services/dictation-export/service.libsonnet";
    let tree = create(
        &["service", "dictation-export", "--team", "ingestion"],
        &[file],
        "manifests/prod/dictation-export/monitors/crash-loops.yaml",
    );
    assert!(tree.read(file).contains("team: 'ingestion'"));
    let run = tree.run(["new", "service", "letters", "--team", "ingestion"]);
    let owners = "next: add /jsonnet/services/letters/ and /runbooks/letters/ to CODEOWNERS, owned by team ingestion\n";
    assert!(run.text.contains(owners), "{}", run.text);
}

#[test]
fn a_runbook_replaces_only_a_generated_one() {
    let tree = Tree::of_repository(XTASK);
    let page = "runbooks/redis/down.md";
    tree.write(
        page,
        "<!-- Generated by `cargo xtask docs` from runbooks/archetypes/redis/down.md; do not edit. -->\n# Redis\n",
    );
    let run = tree.run(["new", "runbook", "redis/down"]);
    assert_eq!(
        (run.code, run.text.contains(&format!("changed {page}"))),
        (Some(0), true),
        "{}",
        run.text
    );
    let written = tree.read(page);
    let run = tree.run(["new", "runbook", "redis/down"]);
    assert_eq!(
        (run.code, run.text.contains(&format!("'{page}' already exists"))),
        (Some(2), true),
        "{}",
        run.text
    );
    assert_eq!(tree.read(page), written);
}

#[test]
fn invalid_arguments_are_rejected_with_the_reason() {
    let tree = Tree::of_repository(XTASK);
    for (args, expected) in [
        (["monitor", "transcripton/slow"], "did you mean 'transcription'?"),
        (["monitor", "transcription"], "write <service>/<name>"),
        (["monitor", "transcription/Too_Slow"], "names are kebab-case"),
        (["monitor", "transcription/failure-rate"], "from its archetype 'worker'"),
        (["monitor", "transcription/long-audio-share"], "already exists"),
        (
            ["monitor", "transcription/success-burns-fast"],
            "an alert of its SLO 'success'",
        ),
        (["slo", "transcription/success"], "declare its target in 'slos'"),
        (["dashboard", "platfrm/on-call"], "did you mean 'platform'?"),
        (["runbook", "redis/dwn"], "did you mean 'down'?"),
        (["service", "redis"], "already exists"),
        (["service", "9lives"], "'9' is not allowed there"),
    ] {
        let run = tree.run(["new"].iter().chain(&args));
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.text);
        assert!(
            run.text.contains(expected) && run.text.contains("error[usage/"),
            "{args:?}: {}",
            run.text
        );
    }
}

/// The runbook of a monitor that the service does not have would be an error of `docs` and `lint`.
#[test]
fn a_runbook_needs_a_monitor_that_the_service_has() {
    let tree = Tree::of_repository(XTASK);
    let declaration = "jsonnet/services/redis/service.libsonnet";
    tree.edit(
        declaration,
        "  tier:",
        "  without: { down: 'a test leaves it out' },\n  tier:",
    );
    for (monitor, expected) in [
        ("redis/down", "service 'redis' removes the monitor 'down' in 'without'"),
        (
            "transcription/consumer-lag",
            "monitor 'consumer-lag' of archetype 'worker' does not apply to service 'transcription'",
        ),
    ] {
        let run = tree.run(["new", "runbook", monitor]);
        assert_eq!(run.code, Some(2), "{}", run.text);
        assert!(run.text.contains(expected), "{}", run.text);
    }
}

/// An SLO has alerts of its own, whose names must be free.
#[test]
fn an_slo_whose_alert_would_have_the_name_of_a_monitor() {
    let tree = Tree::of_repository(XTASK);
    let folder = "jsonnet/services/transcription/monitors";
    let monitor = tree.read(&format!("{folder}/long-audio-share.libsonnet"));
    tree.write(&format!("{folder}/uploads-burns-fast.libsonnet"), monitor);
    let run = tree.run(["new", "slo", "transcription/uploads"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(
        run.text.contains("service 'transcription' already has a monitor 'uploads-burns-fast', as an alert of the SLO 'uploads' would be called"),
        "{}",
        run.text
    );
}

/// The comment by which the lint rule `policy/unedited-draft` finds a file that nobody has edited.
#[test]
fn drafts_say_that_they_are_drafts() {
    let tree = Tree::of_repository(XTASK);
    for (what, name, file) in [
        ("service", "letters", "services/letters/service"),
        ("monitor", "redis/slow", "services/redis/monitors/slow"),
        ("slo", "redis/hits", "services/redis/slos/hits"),
        ("dashboard", "redis/cost", "services/redis/dashboards/cost"),
        ("dashboard", "platform/cost", "dashboards/cost"),
    ] {
        let run = tree.run(["new", what, name]);
        assert_eq!(run.code, Some(0), "{}", run.text);
        let draft = tree.read(&format!("jsonnet/{file}.libsonnet"));
        assert!(draft.starts_with(&format!("// {}\n", model::DRAFT)), "{draft}");
    }
    for (what, name, file) in [
        ("runbook", "redis/down", "runbooks/redis/down.md"),
        (
            "window",
            "staging/patches",
            "terraform/environments/staging/maintenance/patches.yaml",
        ),
    ] {
        let page =
            "<!-- Generated by `cargo xtask docs` from runbooks/archetypes/redis/down.md; do not edit. -->\n# Redis\n";
        tree.write("runbooks/redis/down.md", page);
        let run = tree.run(["new", what, name]);
        assert_eq!(run.code, Some(0), "{}", run.text);
        let draft = tree.read(file);
        assert!(
            draft.lines().any(|line| line == format!("# {}", model::DRAFT)),
            "{draft}"
        );
    }
}

/// A service of a reserved name would share a folder with files of another purpose; `render` reports one that exists.
#[test]
fn reserved_names_of_services_are_rejected() {
    let tree = Tree::of_repository(XTASK);
    for name in ["platform", "argocd", "archetypes", "troubleshooting"] {
        let message = format!("a service cannot be named '{name}'");
        let run = tree.run(["new", "service", name]);
        assert_eq!(run.code, Some(2), "{}", run.text);
        for part in [
            &format!("error[usage/name]: {message}"),
            &format!("/{name}/ contains "),
            "reserved names: platform, argocd, archetypes, troubleshooting",
        ] {
            assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
        }
        let declaration = format!("jsonnet/services/{name}/service.libsonnet");
        assert!(!tree.path(&declaration).exists(), "{}", run.text);
        tree.write(&declaration, tree.read("jsonnet/services/redis/service.libsonnet"));
        let run = tree.run(["render", "--check"]);
        assert!(
            run.text.contains(&format!("error[tree/reserved-name]: {message}")),
            "{}",
            run.text
        );
        std::fs::remove_dir_all(tree.path(&format!("jsonnet/services/{name}"))).expect("the service is removed");
    }
}

/// The second file cannot be created, because a file has the name of its folder: the first is not created either.
#[test]
fn all_files_are_created_or_none() {
    let tree = Tree::of_repository(XTASK);
    std::fs::remove_dir_all(tree.path("runbooks/s3")).expect("the runbooks are removed");
    tree.write("runbooks/s3", "a file with the name of a folder");
    let run = tree.run(["new", "monitor", "s3/costs"]);
    assert_eq!(run.code, Some(2), "{}", run.text);
    assert!(
        run.text.contains("error[tree/write]") && run.text.contains("nothing was changed"),
        "{}",
        run.text
    );
    assert!(!tree.path("jsonnet/services/s3/monitors").exists(), "{}", run.text);
}

/// The new window is valid in every environment, also where severe monitors page.
#[test]
fn a_window_is_valid_without_edits() {
    for env in ["dev", "staging", "prod"] {
        let tree = Tree::of_repository(XTASK);
        let run = tree.run(["new", "window", &format!("{env}/patches")]);
        assert_eq!(run.code, Some(0), "{}", run.text);
        let path = format!("terraform/environments/{env}/maintenance/patches.yaml");
        assert!(run.text.contains(&format!("created {path}\n")), "{}", run.text);
        assert!(!tree.read(&path).contains("<<"), "{path} has an empty field");
        let run = tree.run(["maintenance", env]);
        assert_eq!(run.code, Some(0), "{}", run.text);
        assert!(run.text.contains("clean: "), "{}", run.text);
        assert!(run.text.contains(&format!("{env}/patches: ")), "{}", run.text);
    }
}

#[test]
fn a_window_of_an_unknown_environment_or_with_a_taken_name_is_rejected() {
    let tree = Tree::of_repository(XTASK);
    let rejected = |name: &str, expected: &str| {
        let run = tree.run(["new", "window", name]);
        assert_eq!(run.code, Some(2), "{}", run.text);
        assert!(run.text.contains(expected), "{}", run.text);
    };
    rejected("patches", "write <environment>/<name>, as in staging/weekly-patches");
    rejected("stagin/patches", "did you mean 'staging'?");
    rejected("staging/Patches", "the name 'Patches' is invalid");
    assert_eq!(tree.run(["new", "window", "staging/patches"]).code, Some(0));
    rejected("staging/patches", "already exists");
}
