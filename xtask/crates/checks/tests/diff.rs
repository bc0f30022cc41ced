//! `cargo xtask diff` in Git repositories: the reports of three pull requests, and revisions that cannot be compared.

use std::process::Command;

use test_support::tree::{DECLARATION, MONITOR, Run, Tree};

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

/// Prices for every retention.
const COSTS: &str = "{
  currency: 'EUR',
  as_of: '2026-01-02',
  source: 'a contract',
  custom_metric_month: 0.5,
  ingested_gb: 0.1,
  indexed_million: { [std.toString(e.log_retention_days)]: 2 for e in std.objectValues(import 'policy/environments.libsonnet') },
  logs: { bytes_per_event: 1000, million_events_per_day: { dev: 0.1, staging: 0.2, prod: 1 } },
}
";

/// The custom metrics of the fixture's monitor.
const METRICS: &str = "{
  'jobs.total': { type: 'count', unit: 'job', tags: ['queue'], meaning: 'jobs' },
  'jobs.failed': { type: 'count', unit: 'job', tags: ['queue'], meaning: 'jobs that failed' },
}
";

/// A tree in a Git repository.
struct Repository {
    tree: Tree,
}

impl Repository {
    /// The rendered tree with one service, committed as `base`.
    fn demo() -> Self {
        Self::of(Tree::demo(CHECKS))
    }

    /// The same with fixed numbers in the policy, so that costs do not depend on this repository's policy.
    fn priced(services: &[&str]) -> Self {
        let tree = Tree::demo(CHECKS);
        tree.write("jsonnet/policy/costs.libsonnet", COSTS);
        tree.write("jsonnet/policy/metrics/custom.libsonnet", METRICS);
        let tags = tree.read("jsonnet/policy/tags.libsonnet");
        let (first, rest) = tags.split_once("cardinality: ").expect("tags have a cardinality");
        let rest = rest
            .split("cardinality: ")
            .map(|tag| format!("cardinality: 2{}", tag.trim_start_matches(|c: char| c.is_ascii_digit())));
        tree.write(
            "jsonnet/policy/tags.libsonnet",
            first.to_owned() + &rest.collect::<String>(),
        );
        for service in services {
            tree.write(
                &format!("jsonnet/services/{service}/service.libsonnet"),
                DECLARATION.replace("Demo", service),
            );
        }
        tree.render();
        Self::of(tree)
    }

    fn of(tree: Tree) -> Self {
        let repository = Self { tree };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.commit("base");
        repository
    }

    fn git(&self, args: &[&str]) -> String {
        let output = Command::new("git")
            .args([
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@example.com",
                "-c",
                "commit.gpgsign=false",
                "-c",
                "core.autocrlf=false",
            ])
            .args(args)
            .current_dir(self.tree.root())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git runs");
        assert!(
            output.status.success(),
            "git {args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Commits the tree without its cache and tags it.
    fn commit(&self, name: &str) {
        self.git(&["add", "--all", "--", ".", ":!.cache"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", name]);
        self.git(&["tag", name]);
    }

    /// Renders the edited tree and commits it.
    fn render(&self, name: &str) {
        self.tree.render();
        self.commit(name);
    }

    /// Runs `diff` with these arguments, and replaces the ids of commits by `<id>`.
    fn diff(&self, args: &[&str]) -> Run {
        let mut run = self.tree.run(["diff"].iter().chain(args));
        for tag in self.git(&["tag"]).lines() {
            let id = self.git(&["rev-parse", "--short=7", &format!("{tag}^{{commit}}")]);
            run.text = run.text.replace(&id, "<id>");
        }
        run
    }

    fn check(&self, args: &[&str], expected: &str) {
        let run = self.diff(args);
        assert!(
            run.text == expected,
            "--- expected\n{expected}\n--- found\n{}",
            run.text
        );
        assert_eq!(run.code, Some(0));
    }
}

#[test]
fn a_threshold_is_loosened_and_a_route_changes() {
    let repository = Repository::demo();
    let tree = &repository.tree;
    tree.edit(MONITOR, "prod: 1 ", "prod: 5 ");
    tree.edit(
        "jsonnet/policy/routes.libsonnet",
        "P1: ['pagerduty', 'slack'],\n    P2",
        "P1: ['pagerduty_low', 'slack'],\n    P2",
    );
    repository.render("head");
    repository.check(&["base", "head"], include_str!("diff/threshold-and-route.txt"));
    repository.check(
        &["base", "head", "--format", "markdown"],
        include_str!("diff/threshold-and-route.md"),
    );
    let gated = repository.diff(&["base", "head", "--fail-on", "lost-page"]);
    assert_eq!(gated.code, Some(1), "{}", gated.text);
    let other = repository.diff(&["base", "head", "--fail-on", "removed-slo,unreadable"]);
    assert_eq!(other.code, Some(0), "{}", other.text);
}

#[test]
fn a_service_is_removed() {
    let repository = Repository::priced(&["orders"]);
    std::fs::remove_dir_all(repository.tree.path("jsonnet/services/orders")).expect("it exists");
    repository.render("head");
    repository.check(&["base", "head"], include_str!("diff/service-removed.txt"));
    repository.check(
        &["base", "head", "--format", "markdown"],
        include_str!("diff/service-removed.md"),
    );
}

#[test]
fn a_service_is_added_with_its_metrics() {
    let repository = Repository::priced(&[]);
    let tree = &repository.tree;
    tree.write(
        "jsonnet/services/orders/service.libsonnet",
        DECLARATION.replace("Demo", "Orders").replace(
            "tier: 1",
            "tier: 2,\n  logs: { million_events_per_day: { dev: 0, staging: 0.1, prod: 3 } }",
        ),
    );
    tree.write(
        "jsonnet/services/orders/monitors/export-failures.libsonnet",
        test_support::fixtures::monitor(1)
            .replace("jobs.failed", "exports.failed")
            .replace("jobs.total", "exports.total"),
    );
    tree.edit(
        "jsonnet/policy/metrics/custom.libsonnet",
        "  'jobs.total':",
        "  'exports.total': { type: 'count', unit: 'job', tags: ['queue'], meaning: 'exports that ended' },
  'exports.failed': { type: 'count', unit: 'job', tags: ['queue'], meaning: 'exports that failed' },
  'exports.duration': { type: 'distribution', unit: 'second', tags: [], meaning: 'time of an export' },
  'jobs.total':",
    );
    repository.render("head");
    repository.check(&["base", "head"], include_str!("diff/service-added.txt"));
    repository.check(
        &["base", "head", "--format", "markdown"],
        include_str!("diff/service-added.md"),
    );
}

#[test]
fn the_working_tree_is_the_default_head() {
    let repository = Repository::demo();
    repository.check(&["base"], "base (<id>) -> the working tree: nothing differs\n");

    let tree = Tree::demo(CHECKS);
    tree.write("helm-values/prod/datadog.yaml", "datadog:\n  site: datadoghq.com\n");
    let repository = Repository::of(tree);
    repository.tree.edit(
        "helm-values/prod/datadog.yaml",
        "site: datadoghq.com",
        "site: datadoghq.eu",
    );
    let run = repository.diff(&["HEAD", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.text).expect("one JSON object");
    assert_eq!(report["risk"], "platform", "{}", run.text);
    assert_eq!(
        report["warning"],
        "'helm-values/prod/datadog.yaml' is out of date, so this comparison misses changes"
    );
    assert_eq!(report["changes"][0]["objects"][0], "datadog");
    assert_eq!(report["changes"][0]["environments"][0], "prod");
    assert_eq!(
        report["changes"][0]["details"][0]["values"][0]["how"],
        "datadoghq.com -> datadoghq.eu"
    );
    assert_eq!(
        repository.git(&["diff", "--name-only"]),
        "helm-values/prod/datadog.yaml",
        "the tree is unchanged"
    );
}

#[test]
fn a_tree_that_is_not_rendered_is_reported() {
    let repository = Repository::demo();
    repository.tree.edit(MONITOR, "prod: 1 ", "prod: 5 ");
    repository.check(
        &["base"],
        "base (<id>) -> the working tree: nothing differs
warning[diff/outdated]: 'manifests/prod/demo/monitors/failures.yaml' is out of date, so this comparison misses changes
 = help: run `cargo xtask render` first

",
    );
    let gated = repository.diff(&["base", "--fail-on", "lost-page"]);
    assert_eq!(gated.code, Some(2), "{}", gated.text);
    assert!(gated.text.contains("error[diff/outdated]"), "{}", gated.text);
}

#[test]
fn later_changes_of_the_base_are_ignored() {
    let repository = Repository::demo();
    repository.git(&["checkout", "--quiet", "-b", "branch"]);
    repository.commit("head");
    repository.git(&["checkout", "--quiet", "main"]);
    std::fs::remove_file(repository.tree.path("manifests/prod/demo/monitors/failures.yaml")).expect("it exists");
    repository.git(&["commit", "--quiet", "--all", "--message", "later"]);
    let straight = repository.diff(&["main", "head"]);
    assert!(straight.text.contains("demo/failures:\n    new\n"), "{}", straight.text);
    let parted = repository.diff(&["main", "head", "--merge-base"]);
    assert!(parted.text.contains("nothing differs"), "{}", parted.text);
}

#[test]
fn a_revision_that_does_not_evaluate_is_compared_without_its_cost() {
    let repository = Repository::demo();
    repository
        .tree
        .edit("jsonnet/policy/costs.libsonnet", "currency:", "curency:");
    repository.commit("head");
    repository.check(
        &["base", "head"],
        "base (<id>) -> head (<id>): nothing differs\n\ncost\n  unknown: the head policy: costs has no field 'curency'\n",
    );
}

#[test]
fn errors_have_help() {
    let refused = |tree: &Tree, args: &[&str], expected: &[&str]| {
        let run = tree.run(args);
        assert_eq!(run.code, Some(2), "{}", run.text);
        for part in expected {
            assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
        }
    };
    let repository = Repository::demo();
    refused(
        &repository.tree,
        &["diff", "nowhere"],
        &["there is no commit 'nowhere'", "git branch --all"],
    );
    refused(
        &repository.tree,
        &["diff", "base..head"],
        &["there is no commit 'base..head'"],
    );
    refused(
        &repository.tree,
        &["diff", "base", "--fail-on", "los-page"],
        &["invalid value 'los-page'"],
    );
    refused(
        &repository.tree,
        &["render", "--check", "--format", "markdown"],
        &["invalid value 'markdown'"],
    );
    let outside = Tree::demo(CHECKS);
    refused(&outside, &["diff", "HEAD"], &["is not in a Git repository", "--root"]);

    repository.commit("second");
    let shallow = Tree::empty(CHECKS);
    let source = format!("file://{}", repository.tree.root().display());
    repository.git(&[
        "clone",
        "--quiet",
        "--depth",
        "1",
        &source,
        &shallow.root().display().to_string(),
    ]);
    refused(
        &shallow,
        &["diff", "HEAD^"],
        &["there is no commit 'HEAD^'", "git fetch --unshallow"],
    );
}
