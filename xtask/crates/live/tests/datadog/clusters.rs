//! Clusters that are not there: which file, which context and which address, before anything is sent to Datadog.

use crate::estate::Estate;

/// `live` with a kubeconfig, which must fail and say all of `parts`.
fn check(estate: &Estate, args: &[&str], kubeconfig: &str, parts: &[&str]) {
    let file = estate.tree.path(kubeconfig);
    let output = estate.command(args).env("KUBECONFIG", file).output();
    let output = output.expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stderr);
    for part in parts {
        assert!(text.contains(part), "{args:?} does not print {part:?}:\n{text}");
    }
    assert_eq!(output.status.code(), Some(2), "{args:?}:\n{text}");
    assert_eq!(estate.datadog.journal.entries().len(), 0, "{args:?}:\n{text}");
}

/// A kubeconfig with a context of this name, for a cluster that does not listen.
fn with_context(name: &str) -> String {
    format!(
        "{{apiVersion: v1, kind: Config, clusters: [{{name: c, cluster: {{server: 'https://127.0.0.1:1'}}}}], users: [{{name: u, user: {{token: t}}}}], contexts: [{{name: {name}, context: {{cluster: c, user: u}}}}]}}"
    )
}

#[test]
fn a_kubeconfig_without_the_context_is_named() {
    let estate = Estate::new();
    for verb in [
        &["adopt", "--env", "prod"][..],
        &["orphans", "--env", "prod", "--delete", "--yes"],
    ] {
        check(
            &estate,
            verb,
            "no-kubeconfig",
            &[
                "cannot read the kubeconfig '",
                "no-kubeconfig': No such file",
                "give a file with the context 'scribemed-prod' in KUBECONFIG",
            ],
        );
    }
    estate.tree.write("config", with_context("scribemed-prd"));
    let named = "the kubeconfig has no context 'scribemed-prod' for the cluster of 'prod'";
    check(
        &estate,
        &["adopt", "--env", "prod"],
        "config",
        &[named, "--env prod --context <context>; did you mean 'scribemed-prd'?"],
    );
    estate.tree.write("config", "{apiVersion: v1, kind: Config}");
    check(
        &estate,
        &["adopt", "--env", "prod"],
        "config",
        &[named, "it has no contexts at all: give another file in KUBECONFIG"],
    );
}

#[test]
fn a_cluster_that_does_not_answer_is_named_with_its_address() {
    let estate = Estate::new();
    estate.tree.write("config", with_context("scribemed-prod"));
    check(
        &estate,
        &["adopt", "--env", "prod"],
        "config",
        &[
            "no answer from the cluster 'scribemed-prod' at https://127.0.0.1:1/: ",
            "refused",
            "`kubectl --context scribemed-prod --namespace datadog get datadoggenericresources`",
        ],
    );
}

/// A mistake on this machine is found before a cluster is asked.
#[test]
fn a_list_of_pairs_is_read_first() {
    let estate = Estate::new();
    let pairs = |file: &str, args: &[&str], parts: &[&str]| {
        check(&estate, &[args, &["--pairs", file]].concat(), "no-kubeconfig", parts);
    };
    let prod = ["adopt", "--env", "prod"];
    pairs(
        "no-such-file",
        &prod,
        &["cannot read 'no-such-file'", "give a file with lines such as"],
    );
    estate.tree.write("pairs.yaml", "- a\n");
    let file = estate.tree.path("pairs.yaml");
    let file = file.to_str().expect("UTF-8");
    pairs(
        file,
        &prod,
        &["is not a list of pairs", "give a file with lines such as"],
    );
    estate.tree.write("pairs.yaml", "a/monitors/b: 1\n");
    pairs(file, &["adopt"], &["is for one environment", "give --env"]);
}
