//! What people get wrong, and what they are told: rule, place, words, advice, exit code. No generated file changes.

mod support;

use std::fs;

use support::Tree;

const DECLARATION: &str = "jsonnet/services/demo/service.libsonnet";
const MONITOR: &str = "jsonnet/services/demo/monitors/failures.libsonnet";

/// Breaks a rendered tree, renders it, and looks for all of `expected` in what is printed.
fn check(broken: impl FnOnce(&Tree), code: i32, expected: &[&str]) {
    let tree = Tree::demo();
    broken(&tree);
    let before = tree.generated();
    let run = tree.run(["render"]);
    for part in expected {
        assert!(run.text.contains(part), "{part:?} is missing from:\n{}", run.text);
    }
    assert_eq!(run.code, Some(code), "{}", run.text);
    assert!(tree.generated() == before, "generated files changed:\n{}", run.text);
    assert!(!tree.path(".cache/transaction").exists(), "something was left behind");
}

fn edited(path: &str, from: &str, to: &str, expected: &[&str]) {
    check(|tree| tree.edit(path, from, to), 1, expected);
}

fn written(text: &str, expected: &[&str]) {
    check(|tree| tree.write(MONITOR, text), 1, expected);
}

#[test]
fn names_that_are_not_known() {
    let at = |position: &str| format!("failures.libsonnet:{position}");
    edited(MONITOR, "symptom:", "symptm:", &["error[jsonnet/unknown-field]: monitor 'demo/failures' has no field 'symptm'", &at("2:3"), "did you mean 'symptom'?"]);
    edited(MONITOR, "'jobs.failed'", "'jobs.faild'", &["error[metric/unknown]: unknown metric 'jobs.faild'", &at("4:9"), "did you mean 'jobs.failed'"]);
    edited(MONITOR, "['queue']", "['queu']", &["error[metric/unknown-tag]", &at("7:9"), "did you mean 'queue'?"]);
    edited(MONITOR, "'P1'", "'P4'", &["error[monitor/unknown-severity]: unknown severity 'P4'", &at("10:14"), "known are P1, P2, P3"]);
    edited(MONITOR, "'resolve'", "'resolv'", &["error[monitor/unknown-missing]", &at("11:13"), "did you mean 'resolve'?"]);
    edited(MONITOR, "dev: 20, ", "", &["error[policy/missing-environment]: no value for the environment 'dev'", &at("8:18"), "help: add 'dev'"]);
}

#[test]
fn names_of_a_declaration_that_are_not_known() {
    let at = |position: &str| format!("services/demo/service.libsonnet:{position}");
    edited(DECLARATION, "'platform'", "'platfrm'", &["error[service/unknown-team]: unknown team 'platfrm'", &at("4:10"), "did you mean 'platform'"]);
    edited(DECLARATION, "'http-service'", "'htp-service'", &["error[service/unknown-archetype]", &at("7:29"), "did you mean 'http-service'"]);
    edited(DECLARATION, "availability:", "availabilty:", &["error[service/unknown-slo]", &at("9:5"), "did you mean 'availability'?"]);
    edited(DECLARATION, "    latency: { percentile: 95, under_s: 0.5, target_percent: 99, window: '30d' },\n", "", &["error[service/no-target]", "declare slos['latency']"]);
    edited(DECLARATION, "'30d'", "'31d'", &["error[slo/unknown-window]", "known are 30d, 7d, 90d"]);
    edited(DECLARATION, "tier: 1", "tier: 4", &["error[service/tier]", "tier must be 1, 2 or 3"]);
}

#[test]
fn names_of_the_policy_that_are_not_known() {
    let environments = "jsonnet/policy/environments.libsonnet";
    edited(environments, "notify: 'post'", "notify: 'pst'", &["error[policy/unknown-route]: unknown route 'pst'", "environments.libsonnet:23:", "known are never, page, post"]);
    edited(environments, "organisation: 'scribemed'", "organisation: 'scribmed'", &["error[policy/unknown-organisation]", "did you mean 'scribemed'?"]);
    edited("jsonnet/policy/organisations.libsonnet", "owner: 'prod'", "owner: 'prd'", &["error[policy/unknown-environment]", "organisations.libsonnet:", "known are dev, prod, staging"]);
}

#[test]
fn a_selection_that_is_not_known() {
    let tree = Tree::demo();
    for (args, expected) in [(["--env", "prd"], "did you mean 'prod'?"), (["--service", "dmo"], "did you mean 'demo'?")] {
        let run = tree.run(["render"].iter().chain(&args));
        assert_eq!(run.code, Some(2), "{}", run.text);
        assert!(run.text.contains("error[usage/") && run.text.contains(expected), "{}", run.text);
    }
}

#[test]
fn files_that_do_not_evaluate() {
    written("import 'lib/nope.libsonnet'", &["error[jsonnet/missing-import]: there is no file 'lib/nope.libsonnet'", "failures.libsonnet:1:1", "did you mean"]);
    written("import '../service.libsonnet'", &["error[jsonnet/", "failures.libsonnet:1:1", "help:"]);
    written("local a = import 'services/demo/monitors/failures.libsonnet'; a", &["error[jsonnet/recursion]", "failures.libsonnet:1:11", "needs itself to be known"]);
    written("local f(x) = f(x + 1) + 1; function(ctx) f(0)", &["error[jsonnet/recursion]: the calls nest too deep", "failures.libsonnet:1:14"]);
    written("function(ctx) { a: 1 b: 2 }", &["error[jsonnet/syntax]: expected", "failures.libsonnet:1:22"]);
    written("function(ctx) ctx.monitr", &["error[jsonnet/evaluation]: there is no field 'monitr'", "failures.libsonnet:1:15"]);
    written("function(ctx) 'text'", &["error[jsonnet/no-object]: the file of monitor 'demo/failures' answers no monitor", "ctx.monitor.threshold"]);
    written("", &["error[jsonnet/syntax]: expected a value, found the end of the file", "failures.libsonnet:1:1"]);
}

/// Each of these would end the engine's process for want of stack.
#[test]
fn files_that_nest_without_end() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{ a: ", "}"), ("local a = ", ""), ("if true then ", ""), ("std.abs(", ")"), ("-", "")] {
        let text = format!("function(ctx) {}1{}", open.repeat(20_000), close.repeat(20_000));
        written(&text, &["error[jsonnet/nesting]", "failures.libsonnet:1:", "help:"]);
    }
}

#[test]
fn files_that_are_no_text() {
    check(
        |tree| tree.write(MONITOR, b"function(ctx) {\n  a: '\xff'\n}"),
        1,
        &["error[estate/not-utf8]", "failures.libsonnet' is not UTF-8: byte 22, on line 2", "help: save the file as UTF-8"],
    );
}

#[test]
fn two_objects_with_one_path() {
    let archetype = "jsonnet/services/demo/monitors/error-rate.libsonnet";
    check(
        |tree| fs::rename(tree.path(MONITOR), tree.path(archetype)).expect("the monitor is renamed"),
        1,
        &["error[estate/two-objects]: two monitors of service 'demo' are called 'error-rate'", archetype, "lib/archetype/http-service/monitors/error-rate.libsonnet", "help: rename one"],
    );
}

#[test]
fn names_that_kubernetes_refuses() {
    let long = "a".repeat(64);
    check(
        |tree| tree.write(&format!("jsonnet/services/demo/monitors/{long}.libsonnet"), fixtures::monitor(1)),
        1,
        &["error[estate/name]", "it is 64 bytes long, and Kubernetes allows 63", "help: rename the file or folder"],
    );
    check(|tree| tree.write("jsonnet/services/demo/monitors/Too_Slow.libsonnet", fixtures::monitor(1)), 1, &["error[estate/name]", "names are kebab-case"]);
}

#[test]
fn files_that_nothing_would_read() {
    check(
        |tree| tree.write("jsonnet/services/demo/monitor/slow.libsonnet", fixtures::monitor(1)),
        1,
        &["error[estate/layout]: 'jsonnet/services/demo/monitor/slow.libsonnet' stands in an unknown folder", "did you mean 'monitors'?"],
    );
    check(|tree| tree.write("jsonnet/services/lone/monitors/slow.libsonnet", fixtures::monitor(1)), 1, &["error[estate/undeclared-service]", "services/lone/service.libsonnet"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_tree() {
    check(
        |tree| std::os::unix::fs::symlink("/etc/hostname", tree.path("jsonnet/services/demo/monitors/link.libsonnet")).expect("a link"),
        1,
        &["error[estate/symlink]", "monitors/link.libsonnet' is a symbolic link", "help: copy the file"],
    );
}

/// Every mistake is told at once, and in JSON as in text.
#[test]
fn findings_as_json() {
    let tree = Tree::demo();
    tree.edit(MONITOR, "symptom:", "symptm:");
    let run = tree.run(["render", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.text).expect("one JSON object");
    let finding = &value["findings"][0];
    assert_eq!((finding["rule"].as_str(), finding["line"].as_u64(), finding["column"].as_u64()), (Some("jsonnet/unknown-field"), Some(2), Some(3)));
    assert_eq!(run.code, Some(1));
}
