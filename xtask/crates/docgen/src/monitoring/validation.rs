use gameday_scenarios::{Detection, GOAL_S, Goal, minutes};

use crate::document::Document;
use crate::markdown::{Table, code, link, text};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, detections: &[Detection], document: &mut Document) {
    let platform = &view.catalog.platform;
    document.heading(2, "Validation");
    document.block("Before a merge, offline and without a Datadog key:");
    document.block(
        "```sh\ncargo xtask render --check   # manifests/, helm-values/ and terraform/policy/ match jsonnet/\ncargo xtask docs --check     # this document and the runbooks are up to date\ncargo xtask validate         # Datadog's API accepts every payload\ncargo xtask lint             # no flapping alerts, missing or stale runbooks, or patient data in tags\ncargo xtask check            # all fast checks\ncargo xtask test             # all tests\n```",
    );
    document
        .block("After a merge, here for the environment that notifies most (`argocd` uses the management cluster):");
    if let Some((name, env)) = view.environments.last() {
        document.block(&commands(
            &platform.agent_namespace,
            &platform.managed_by,
            name,
            &env.cluster,
        ));
    }
    let mut table = Table::new(["Environment", "Cluster", "Expected in Datadog"]);
    for (name, env) in &view.environments {
        let monitors = view
            .monitors
            .iter()
            .filter(|m| m.by_env.iter().any(|(e, spec)| e == name && spec.is_some()))
            .count();
        let slos = view
            .slos
            .iter()
            .filter(|s| s.by_env.iter().any(|(e, spec)| e == name && spec.is_some()))
            .count();
        let expected = format!(
            "{} shows {monitors} monitors and {slos} SLOs",
            code(&format!("env:{name} managed-by:{}", platform.managed_by))
        );
        table.row([text(&env.title), code(&env.cluster), expected]);
    }
    document.block(&table.markdown());
    if let Some((env, _)) = view.environments.last() {
        for service in view.catalog.services.values() {
            if service.archetypes.iter().any(|archetype| archetype == "object-store") {
                document.block(&buckets(env, &service.title, &service.name));
            }
        }
    }
    if !detections.is_empty() {
        game_days(detections, document);
        document.block(&unstaged(view, detections));
    }
}

/// The monitors that page, and that no published game day has made alert.
fn unstaged(view: &View<'_>, detections: &[Detection]) -> String {
    let pages: Vec<String> = view
        .monitors
        .iter()
        .filter(|monitor| view.pages(&monitor.reference().severity))
        .map(|monitor| format!("{}/{}", monitor.service, monitor.name))
        .collect();
    let missing: Vec<String> = pages
        .iter()
        .filter(|name| !detections.iter().any(|found| found.monitor == **name))
        .map(|name| code(name))
        .collect();
    let staged = pages.len() - missing.len();
    match missing.is_empty() {
        true => format!("All {} monitors of priority 1 have been staged.", pages.len()),
        false => format!(
            "{staged} of {} monitors of priority 1 have been staged. Not these, whose tests are the only proof that they alert: {}.",
            pages.len(),
            missing.join(", ")
        ),
    }
}

/// How long monitors took in published game days.
fn game_days(detections: &[Detection], document: &mut Document) {
    document.heading(3, "Time to detect");
    document.block(&format!(
        "In [game days](../how-to/run-a-game-day.md), from the injected failure to the notification, in data time. The goal for priority 1 is {}. The runs and their hashes: {}.",
        minutes(GOAL_S),
        link("evidence of game days", "evidence.md"),
    ));
    let mut table = Table::new(["Monitor", "Scenario", "Priority", "Warning", "Notification", "Goal"]);
    let time = |seconds: Option<i64>| seconds.map_or_else(|| "–".to_owned(), minutes);
    for found in detections {
        table.row([
            code(&found.monitor),
            code(&found.scenario),
            found
                .priority
                .map_or_else(|| "–".to_owned(), |priority| format!("P{priority}")),
            time(found.warned_s),
            time(found.notified_s),
            match (found.goal(), &found.late_because) {
                (Goal::None, _) => "–".to_owned(),
                (Goal::Excepted, Some(because)) => format!("exception: {}", text(because)),
                (goal, _) => goal.as_str().to_owned(),
            },
        ]);
    }
    document.block(&table.markdown());
}

/// How to see that the provider of an object store reports its buckets: nothing in the clusters does.
fn buckets(env: &str, title: &str, service: &str) -> String {
    let query = code(&format!(
        "sum:aws.s3.all_requests{{env:{env},service:{service}}} by {{bucketname,filterid}}.as_count()"
    ));
    format!(
        "{title} is reported by AWS. In the Metrics Explorer {query} shows every bucket once. No bucket, or one with two filters: [buckets in AWS](../how-to/bootstrap-argocd.md#4-buckets-in-aws)."
    )
}

fn commands(namespace: &str, managed_by: &str, env: &str, cluster: &str) -> String {
    let lines = [
        (
            "argocd app list -l env=".to_owned() + env,
            "every application Synced and Healthy",
        ),
        (
            format!("argocd app wait {managed_by}-{env} --health --sync"),
            "the root application of the environment",
        ),
        (
            format!("kubectl config use-context {cluster}"),
            "the cluster of the environment",
        ),
        (
            format!("kubectl -n {namespace} get externalsecrets"),
            "all SecretSynced",
        ),
        (
            format!("kubectl -n {namespace} rollout status daemonset/datadog"),
            "an agent on every node",
        ),
        (
            format!("kubectl -n {namespace} exec daemonset/datadog -c agent -- agent status"),
            "no check with errors",
        ),
        (
            format!("kubectl -n {namespace} get ddgr -o custom-columns=NAME:.metadata.name,SYNC:.status.syncStatus"),
            "every object OK",
        ),
    ];
    let width = lines.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    let commands: String = lines
        .iter()
        .map(|(command, expected)| format!("{command:<width$}   # {expected}\n"))
        .collect();
    format!("```sh\n{commands}```")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_page_has_its_reason() {
        let detection = |monitor: &str, notified_s, because: Option<&str>| Detection {
            monitor: monitor.to_owned(),
            scenario: "stuck".to_owned(),
            environment: "prod".to_owned(),
            priority: Some(1),
            warned_s: Some(60),
            detected_s: 60,
            notified_s,
            late_because: because.map(str::to_owned),
        };
        let mut document = Document::default();
        game_days(
            &[
                detection("notes/stalled", Some(240), None),
                detection("notes/flags", Some(720), Some("it is rare")),
                detection("notes/age", None, None),
            ],
            &mut document,
        );
        let body = document.body();
        for row in [
            "| `notes/stalled` | `stuck` | P1 | 60 s | 4 min | met |",
            "| `notes/flags` | `stuck` | P1 | 60 s | 12 min | exception: it is rare |",
            "| `notes/age` | `stuck` | P1 | 60 s | – | missed |",
        ] {
            assert!(body.contains(row), "{row}: {body}");
        }
    }
}
