//! The vocabulary that the shared monitoring packages get from the policy.

mod support;

use std::fs;

use support::{XTASK, edited};
use test_support::tree::Tree;

const ATTRIBUTES: &str = "jsonnet/policy/attributes.libsonnet";
const SPANS: &str = "jsonnet/policy/spans.libsonnet";
const NODE: &str = "services-template/packages/node/src/vocabulary.ts";
const PYTHON: &str = "services-template/packages/python/src/scribemed_monitoring/vocabulary.py";

/// A tree with both packages, rendered.
fn with_packages() -> Tree {
    let tree = Tree::demo(XTASK);
    for package in ["node", "python"] {
        fs::create_dir_all(tree.path("services-template/packages").join(package)).expect("a folder is created");
    }
    tree.render();
    tree
}

#[test]
fn a_metric_of_the_policy_reaches_both_packages() {
    let tree = with_packages();
    let metric = "  'pages.total': { type: 'count', unit: 'page', tags: ['outcome', 'model'], meaning: 'm' },\n";
    tree.edit(
        "jsonnet/policy/metrics/custom.libsonnet",
        "{\n",
        &format!("{{\n{metric}"),
    );
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let node = "  'pages.total': {\n    type: 'count',\n    unit: 'page',\n    tags: ['model', 'outcome'],\n  },\n";
    assert!(tree.read(NODE).contains(node), "{}", tree.read(NODE));
    let python = tree.read(PYTHON);
    let entry = "    \"pages.total\": Metric(\n        type=\"count\",\n        unit=\"page\",\n        tags=(\n            \"model\",\n            \"outcome\",\n        ),\n    ),\n";
    assert!(python.contains(entry), "{python}");
    let overload = "        name: Literal[\n            \"inference.outcomes\",\n            \"pages.total\",\n        ],\n        value: int = 1,\n        /,\n        **tags: Unpack[ModelOutcomeTags],\n";
    assert!(python.contains(overload), "{python}");
}

#[test]
fn a_family_of_metrics_can_be_measured_in_python() {
    let tree = with_packages();
    let metrics = "  'pages.total': { type: 'count', unit: 'page', tags: ['model'], meaning: 'm' },\n  \
                     'pages.failed': { type: 'count', unit: 'page', tags: ['model'], meaning: 'm' },\n  \
                     'scans.total': { type: 'count', unit: 'page', tags: ['model'], meaning: 'm' },\n  \
                     'scans.failed': { type: 'count', unit: 'page', tags: ['model', 'step'], meaning: 'm' },\n  \
                     'prints.total': { type: 'count', unit: 'page', tags: ['model'], meaning: 'm' },\n  \
                     'prints.failed': { type: 'gauge', unit: 'page', tags: ['model'], meaning: 'm' },\n";
    tree.edit(
        "jsonnet/policy/metrics/custom.libsonnet",
        "{\n",
        &format!("{{\n{metrics}"),
    );
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let python = tree.read(PYTHON);
    let overload = "        family: Literal[\"pages\"],\n        /,\n        **tags: Unpack[ModelTags],\n    ) -> AbstractContextManager[None]: ...\n";
    assert!(python.contains(overload), "{python}");
    // Metrics of other tags or types, or a total alone, make no family.
    for other in ["scans", "prints", "inference"] {
        assert!(!python.contains(&format!("\"{other}\"")), "{other} in {python}");
    }
}

#[test]
fn a_span_of_the_policy_gets_the_types_of_its_attributes() {
    let tree = with_packages();
    tree.edit(
        SPANS,
        "{\n",
        "{\n  'a.step': { attributes: ['passages', 'token_type'], meaning: 'm' },\n",
    );
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    let node = "  'a.step': {\n    attributes: ['passages', 'token_type'],\n  },\n";
    assert!(tree.read(NODE).contains(node), "{}", tree.read(NODE));
    let class = "class AStepAttributes(TypedDict, total=False):\n    \"\"\"The attributes of a.step.\"\"\"\n\n    error_class: str\n    outcome: OutcomeValue\n    passages: int\n    retries: int\n    token_type: TokenTypeValue\n";
    assert!(tree.read(PYTHON).contains(class), "{}", tree.read(PYTHON));
}

#[test]
fn an_edited_vocabulary_is_outdated() {
    let tree = with_packages();
    tree.edit(NODE, "'count'", "'gauge'");
    let run = tree.run(["render", "--check"]);
    assert_eq!(run.code, Some(1), "{}", run.text);
    assert!(run.text.contains(NODE), "{}", run.text);
}

#[test]
fn without_packages_nothing_is_written() {
    let tree = Tree::demo(XTASK);
    let run = tree.run(["render", "--no-cache"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    assert!(!tree.path("services-template").exists());
}

#[test]
fn mistakes_in_the_vocabulary_are_reported_at_their_place() {
    edited(
        ATTRIBUTES,
        "form: 'uuid', meaning: 'the encounter",
        "form: 'uid', meaning: 'the encounter",
        &[
            "error[policy/unknown-form]: form of attribute 'encounter_id' cannot be 'uid'",
            "did you mean 'uuid'?",
        ],
    );
    edited(
        ATTRIBUTES,
        "on: ['log', 'span', 'baggage']",
        "on: ['log', 'spam']",
        &["error[policy/unknown-carrier]", "did you mean 'span'?"],
    );
    edited(
        ATTRIBUTES,
        "  job_id:",
        "  queue: { on: ['log'], form: 'identifier', meaning: 'm' },\n  job_id:",
        &[
            "error[policy/attribute-and-tag]: attribute 'queue' is also a tag",
            "attributes.libsonnet:",
        ],
    );
    edited(
        SPANS,
        "'passages'",
        "'pasages'",
        &[
            "error[policy/unknown-attribute]: unknown attribute of span 'rag.retrieval' 'pasages'",
            "did you mean 'passages'?",
        ],
    );
    edited(
        SPANS,
        "'passages'",
        "'duration_ms'",
        &["error[policy/not-on-spans]: span 'rag.retrieval' carries 'duration_ms'"],
    );
}
