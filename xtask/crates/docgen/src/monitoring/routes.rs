use documents::runbook::runbook_path;

use crate::document::Document;
use crate::facts::{channel, no_data};
use crate::markdown::{Table, code, link, text};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Severities and routes");
    let mut header = vec!["Severity".to_owned(), "Priority".to_owned()];
    header.extend(view.environments.iter().map(|(name, _)| format!("Notified in {name}")));
    header.extend([
        "At once at most".to_owned(),
        "Renotifies".to_owned(),
        "Response".to_owned(),
        "Meaning".to_owned(),
    ]);
    let mut table = Table::new(header);
    for (name, severity) in &view.catalog.severities {
        let mut row = vec![name.clone(), severity.priority.to_string()];
        row.extend(view.environments.iter().map(|(_, env)| route(view, &env.notify, name)));
        row.push(
            severity
                .fan_out_max
                .map_or_else(|| "any number".to_owned(), |most| most.to_string()),
        );
        row.push(if severity.renotify_min == 0 {
            "never".to_owned()
        } else {
            format!("every {} min", severity.renotify_min)
        });
        row.extend([text(&severity.response), text(&severity.meaning)]);
        table.row(row);
    }
    document.block(&table.markdown());
    document.block(
        "`At once at most` is how many groups of a monitor may fail together: each sends its own notification.\nSlack is notified of every transition; a pager of alerts, their recovery and, for monitors that notify on no data, missing data.\nRoutes are defined in `jsonnet/policy/routes.libsonnet`, handles by the team:",
    );
    document.block(&teams(view));
    document.block(&format!(
        "These monitors page in `{}`, by team. Each is a symptom; a cause that explains it has a lower severity ([0032](../decisions/0032-one-incident-one-page.md)).",
        view.loudest()
    ));
    document.block(&paging(view));
}

/// The monitors of the highest priority, those of synthetic tests included, by team.
fn paging(view: &View<'_>) -> String {
    let monitors = view.monitors.iter().map(|monitor| {
        let m = monitor.reference();
        (
            &m.severity,
            monitor.service,
            monitor.name,
            &m.symptom,
            &m.impact,
            no_data(m),
        )
    });
    let tests = view.synthetics.iter().map(|test| {
        let t = test.reference();
        (
            &t.severity,
            test.service,
            test.name,
            &t.symptom,
            &t.impact,
            "measured from outside",
        )
    });
    let mut rows: Vec<_> = monitors
        .chain(tests)
        .filter(|(severity, ..)| view.pages(severity))
        .filter_map(|row| Some((view.service(row.1)?.1.title.as_str(), row)))
        .collect();
    rows.sort_by_key(|(team, (_, service, name, ..))| (*team, *service, *name));
    let mut table = Table::new(["Team", "Monitor", "Symptom", "Impact", "No data"]);
    for (team, (_, service, name, symptom, impact, no_data)) in rows {
        table.row([
            text(team),
            link(
                &code(&format!("{service}/{name}")),
                &format!("{}/{}", super::ROOT, runbook_path(service, name)),
            ),
            text(symptom),
            text(impact),
            no_data.to_owned(),
        ]);
    }
    table.markdown()
}

/// The names of the channels that a route notifies.
fn route(view: &View<'_>, notify: &str, severity: &str) -> String {
    let fields = view.catalog.routes.get(notify).and_then(|route| route.get(severity));
    let words: Vec<&str> = fields
        .into_iter()
        .flatten()
        .map(|field| match field.as_str() {
            "pagerduty" => "PagerDuty",
            "pagerduty_low" => "PagerDuty, low urgency",
            "slack" => "Slack",
            other => other,
        })
        .collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(" + ")
    }
}

fn teams(view: &View<'_>) -> String {
    let mut table = Table::new([
        "Team",
        "PagerDuty",
        "PagerDuty, low urgency",
        "Slack",
        "Services",
        "Owns",
    ]);
    for (name, team) in &view.catalog.teams {
        let channels: Vec<String> = view
            .environments
            .iter()
            .filter(|(_, env)| {
                view.catalog
                    .routes
                    .get(&env.notify)
                    .is_some_and(|route| route.values().any(|fields| fields.iter().any(|f| f == "slack")))
            })
            .map(|(env, _)| code(&channel(team, env)))
            .collect();
        let services: Vec<String> = view
            .catalog
            .services
            .values()
            .filter(|s| s.team == *name)
            .map(|s| code(&s.name))
            .collect();
        table.row([
            text(&team.title),
            code(&format!("@{}", team.pagerduty)),
            code(&format!("@{}", team.pagerduty_low)),
            channels.join(" "),
            services.join(" "),
            text(&team.charter),
        ]);
    }
    table.markdown()
}
