use std::ops::Range;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::shell;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/fixed-context",
    severity: Severity::Error,
    summary: "a command in a `sh` block that goes to the cluster of one environment, whichever the alert names",
    rationale: "Alerts of every environment link to the same runbook. Who follows an alert of staging and copies `kubectl config use-context` of production restarts pods of production with the next command.",
    fix: "Write `kubectl config current-context   # the environment that the alert names`. A command for every cluster takes the context from a loop; a comparison with another environment takes a placeholder, `--context <cluster>`.",
    examples: &[
        Example::pass(
            "the reader compares it with the alert",
            &[Edit::Replace(
                "runbook",
                "kubectl -n acme get pods",
                "kubectl config current-context",
            )],
        ),
        Example::pass(
            "a placeholder, and a loop over all clusters",
            &[Edit::Replace(
                "runbook",
                "kubectl -n acme get pods",
                "kubectl --context <cluster> get pods\nfor C in acme-dev acme-prod; do kubectl --context $C get pods; done",
            )],
        ),
        Example::pass(
            "a cluster of no environment",
            &[Edit::Replace(
                "runbook",
                "kubectl -n acme get pods",
                "kubectl config use-context management",
            )],
        ),
        Example::pass(
            "in a comment",
            &[Edit::Replace(
                "runbook",
                "kubectl -n acme get pods",
                "kubectl config current-context  # not kubectx acme-prod",
            )],
        ),
        Example::fail(
            "a switch to a cluster",
            &[Edit::Replace(
                "runbook",
                "kubectl -n acme get pods",
                "kubectl config use-context acme-prod && kubectl -n acme get pods",
            )],
            "acme-prod",
            "'runbooks/scribe/failure-rate.md' goes to the cluster of prod, also for an alert of another environment",
        ),
        Example::fail(
            "an option, in a troubleshooting guide",
            &[Edit::Replace(
                "guide",
                "No logs.",
                "```sh\nkubectl --context='acme-prod' get pods\n```",
            )],
            "acme-prod",
            "'runbooks/troubleshooting/logs.md' goes to the cluster of prod, also for an alert of another environment",
        ),
        Example::fail(
            "a short name",
            &[Edit::Replace("runbook", "kubectl -n acme get pods", "kubectx prod")],
            "prod",
            "'runbooks/scribe/failure-rate.md' goes to the cluster of prod, also for an alert of another environment",
        ),
    ],
    check: Check::Facts(check),
};

/// The words before the name of a context.
const BEFORE: [&str; 4] = ["use-context", "kubectx", "--context", "--kube-context"];

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts.runbooks.iter().map(|runbook| &runbook.runbook) {
        for block in runbook.outline.code.iter().filter(|block| block.is_shell()) {
            let script = &runbook.text[block.span.clone()];
            for context in contexts(script) {
                let Some(env) = environment(facts, &script[context.clone()]) else {
                    continue;
                };
                let span = block.span.start + context.start..block.span.start + context.end;
                reporter
                    .runbook(
                        runbook,
                        format_args!("goes to the cluster of {env}, also for an alert of another environment"),
                        span,
                    )
                    .help("write 'kubectl config current-context   # the environment that the alert names', or --context <cluster>");
            }
        }
    }
}

/// The names of contexts in a script.
fn contexts(script: &str) -> Vec<Range<usize>> {
    let words = shell::words(script);
    let mut contexts = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let text = &script[word.clone()];
        if BEFORE.contains(&text) {
            contexts.extend(words.get(at + 1).cloned());
        } else if let Some((option, _)) = text.split_once('=')
            && BEFORE.contains(&option)
        {
            contexts.push(word.start + option.len() + 1..word.end);
        }
    }
    contexts.into_iter().map(|context| unquoted(script, context)).collect()
}

/// A word without the quotes around it.
fn unquoted(script: &str, word: Range<usize>) -> Range<usize> {
    let text = &script[word.clone()];
    let start = text.len() - text.trim_start_matches(['"', '\'']).len();
    let end = text.trim_end_matches(['"', '\'']).len();
    word.start + start..word.start + end.max(start)
}

/// The environment that the name of a context names: by its cluster, or by its own name, as in `prod` and `eks-prod`.
fn environment<'a>(facts: &'a Facts<'a>, context: &str) -> Option<&'a str> {
    let mut environments = facts.catalog.environments.iter();
    let is_named = |name: &str| {
        let mut parts = context.split(|c: char| !c.is_ascii_alphanumeric());
        parts.any(|part| part == name)
    };
    let found = environments.find(|(name, environment)| context == environment.cluster || is_named(name));
    found.map(|(name, _)| name.as_str())
}
