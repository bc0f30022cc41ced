use crate::fixture::{Fixture, RUNBOOK};

fn page() -> String {
    Fixture::new()
        .monitor("scribe", "own", "slow")
        .runbook("runbooks/scribe/slow.md", RUNBOOK)
        .runbook(
            "runbooks/troubleshooting/logs.md",
            "---\nsummary: no | logs\nreviewed: 2026-11-23\n---\n# Missing logs\n",
        )
        .file("docs/observability/monitoring.md")
}

/// Compares the text below `heading`, up to the next heading.
fn check(heading: &str, expected: &str) {
    let page = page();
    let start = page
        .find(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("no '{heading}' in\n{page}"))
        + heading.len()
        + 2;
    let end = page[start..].find("\n#").map_or(page.len(), |end| start + end);
    assert_eq!(page[start..end].trim(), expected.trim(), "{heading}");
}

#[test]
fn the_same_tree_gives_the_same_document() {
    assert_eq!(page(), page());
}

#[test]
fn every_entry_of_the_contents_leads_to_a_heading() {
    let page = page();
    let contents: Vec<&str> = page
        .lines()
        .filter_map(|l| {
            l.strip_prefix("- [")?
                .strip_suffix(')')?
                .split_once("](#")
                .map(|(title, _)| title)
        })
        .collect();
    assert!(contents.len() > 8, "{contents:?}");
    for title in contents {
        assert!(page.contains(&format!("\n## {title}\n")), "{title}");
    }
}

#[test]
fn environments_are_sorted_by_how_much_they_notify() {
    let page = page();
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no '{text}'"));
    assert!(at("| Development |") < at("| Production |"));
}

#[test]
fn a_monitor_is_one_row_with_its_values_by_environment() {
    check(
        "### Scribe",
        "
Scribe (`service:scribe`, tier 1, ML) does its work.

| Severity | Monitor | Symptom | Alert | Warning | Unit | Window | No data | Route in prod |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| P1 | [`slow`](../../runbooks/scribe/slow.md) | jobs are failing | > 20 / 5 | – | percent | 5m | resolves | `@slack-ml-prod` |

| Monitor | Query |
| --- | --- |
| `slow` | `sum(last_5m):sum:m{env:$env}` |
",
    );
}

#[test]
fn a_metric_has_its_series_and_its_uses() {
    check(
        "### Metrics of `custom`",
        "
| Metric | Type | Unit | Further tags | Series | Used by | Meaning |
| --- | --- | --- | --- | --- | --- | --- |
| `m` | count | job | `queue` (12) | 12 | 1 | all \\{jobs\\} |
| `n` | gauge | job | none | 1 | 0 | none |
",
    );
}

#[test]
fn pipes_do_not_end_a_cell() {
    check(
        "## Troubleshooting",
        "
Guides for problems of the monitoring itself. The runbook of each monitor is linked in the [alert catalog](#alert-catalog).

| Guide | When |
| --- | --- |
| [Missing logs](../../runbooks/troubleshooting/logs.md) | no \\| logs |
",
    );
    assert!(page().contains("`a\\|b`"));
}

#[test]
fn the_diagram_follows_the_declarations() {
    let page = page();
    for line in [
        "n_scribe[\"Scribe\"]",
        "n_rabbit_2f_scribe_2e_jobs([\"scribe.jobs\"])",
        "n_db[(\"Database\")]",
        "n_rabbit_2f_scribe_2e_jobs --> n_scribe",
        "n_scribe -.-> n_db",
        "n_agent_of_prod --> n_org",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

#[test]
fn queries_that_differ_by_their_window_only_are_one() {
    let fixture = Fixture::new()
        .monitor("scribe", "own", "slow")
        .runbook("runbooks/scribe/slow.md", RUNBOOK);
    let check = |queries: [&str; 2], windows: [&str; 2], expected: &str| {
        let mut fixture = fixture.copy();
        for ((object, query), window) in fixture.definitions.objects.iter_mut().zip(queries).zip(windows) {
            let render::Spec::Monitor(monitor) = &mut object.spec else {
                panic!("a monitor")
            };
            monitor.window = window.to_owned();
            monitor.payload["query"] = query.into();
        }
        let page = fixture.file("docs/observability/monitoring.md");
        assert!(
            page.contains(&format!("| `slow` | {expected} |\n")),
            "{expected}\n{page}"
        );
    };
    let metric = ["sum(last_1d):sum:m{env:dev} < 1", "sum(last_15m):sum:m{env:prod} < 1"];
    check(metric, ["1d", "15m"], "`sum(last_$window):sum:m{env:$env}`");
    let logs = [
        "logs(\"env:dev\").last(\"1d\") < 1",
        "logs(\"env:prod\").last(\"5m\") < 1",
    ];
    check(logs, ["1d", "5m"], "`logs(\"env:$env\").last(\"$window\")`");
    check(
        ["sum(last_5m):a > 1", "sum(last_5m):b > 1"],
        ["5m", "5m"],
        "`sum(last_$window):a` / `sum(last_$window):b`",
    );
}
