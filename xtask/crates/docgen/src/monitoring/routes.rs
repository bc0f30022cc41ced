use documents::runbook::runbook_path;
use render::Monitor;

use crate::document::Document;
use crate::facts::{channel, no_data};
use crate::markdown::{Table, code, link, text};
use crate::view::{Across, View};

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Severities and routes");
    let mut header = vec!["Severity".to_owned(), "Priority".to_owned()];
    header.extend(view.environments.iter().map(|(name, _)| format!("Notified in {name}")));
    header.extend(["Renotifies".to_owned(), "Response".to_owned(), "Meaning".to_owned()]);
    let mut table = Table::new(header);
    for (name, severity) in &view.catalog.severities {
        let mut row = vec![name.clone(), severity.priority.to_string()];
        row.extend(view.environments.iter().map(|(_, env)| route(view, &env.notify, name)));
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
        "Slack is notified of every transition; a pager of alerts, their recovery and, for monitors that notify on no data, missing data.\nRoutes are defined in `jsonnet/policy/routes.libsonnet`, handles by the team:",
    );
    document.block(&teams(view));
    document.block(&format!(
        "These monitors page in `{}`, by team. Each is a symptom; a cause that explains it has a lower severity ([0032](../decisions/0032-one-incident-one-page.md)).",
        view.loudest()
    ));
    document.block(&paging(view));
}

/// The monitors of the highest priority, by team.
fn paging(view: &View<'_>) -> String {
    let mut rows: Vec<(&str, &Across<'_, Monitor>)> = view
        .monitors
        .iter()
        .filter(|monitor| {
            let severity = view.catalog.severities.get(&monitor.reference().severity);
            severity.is_some_and(|severity| severity.priority == 1)
        })
        .filter_map(|monitor| Some((view.service(monitor.service)?.1.title.as_str(), monitor)))
        .collect();
    rows.sort_by_key(|(team, monitor)| (*team, monitor.service, monitor.name));
    let mut table = Table::new(["Team", "Monitor", "Symptom", "Impact", "No data"]);
    for (team, monitor) in rows {
        let reference = monitor.reference();
        table.row([
            text(team),
            link(
                &code(&format!("{}/{}", monitor.service, monitor.name)),
                &format!("{}/{}", super::ROOT, runbook_path(monitor.service, monitor.name)),
            ),
            text(&reference.symptom),
            text(&reference.impact),
            no_data(reference).to_owned(),
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
