use render::{Dashboard, Object, links};

use crate::document::Document;
use crate::markdown::{Table, code, link, text};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Dashboards");
    document.block(
        "Each link searches Datadog for the dashboard's title, so it still works after the dashboard was created again. A dashboard has all environments: choose one by\nits saved view or its variable `env`, or append `?tpl_var_env=<environment>` to the URL of the open dashboard. To see one\nbefore it is applied, with generated data: [preview a dashboard](../how-to/preview-a-dashboard.md).",
    );
    document.block(&dashboards(view));
    document.heading(3, "Links by environment");
    document.block(&by_environment(view));
}

fn dashboards(view: &View<'_>) -> String {
    let mut table = Table::new(["Dashboard", "Organisation", "Declared in", "Purpose"]);
    for (scope, object, dashboard) in &view.dashboards {
        let app = view.catalog.organisations.get(*scope).map_or("", |o| o.app.as_str());
        let source = object.source();
        table.row([
            link(&text(&dashboard.title), &links::dashboard(app, full_title(dashboard))),
            code(scope),
            link(
                &code(source.trim_start_matches("jsonnet/")),
                &format!("{}/{source}", super::ROOT),
            ),
            text(&dashboard.description),
        ]);
    }
    table.markdown()
}

/// The title in Datadog.
fn full_title(dashboard: &Dashboard) -> &str {
    dashboard
        .payload
        .get("title")
        .and_then(|t| t.as_str())
        .unwrap_or(&dashboard.title)
}

fn by_environment(view: &View<'_>) -> String {
    let mut header = vec!["Service".to_owned(), "Dashboard".to_owned()];
    header.extend(view.environments.iter().map(|(name, _)| (*name).to_owned()));
    let mut table = Table::new(header);
    for service in view.catalog.services.values() {
        let mut row = vec![text(&service.title), dashboard_links(view, &service.name)];
        row.extend(view.environments.iter().map(|(env, environment)| {
            let app = view
                .catalog
                .organisations
                .get(&environment.organisation)
                .map_or("", |o| o.app.as_str());
            let name = Some(service.name.as_str());
            let mut addresses = vec![link("monitors", &links::monitors(app, env, name))];
            if view.slos.iter().any(|s| s.service == service.name) {
                addresses.push(link("SLOs", &links::slos(app, env, name)));
            }
            addresses.push(link("logs", &links::logs(app, env, name)));
            if service.runs.kind == "deployment" {
                addresses.push(link("traces", &links::traces(app, env, name)));
            }
            addresses.join(" · ")
        }));
        table.row(row);
    }
    table.markdown()
}

fn dashboard_links(view: &View<'_>, service: &str) -> String {
    let of_service = |(_, object, _): &&(&str, &Object, &Dashboard)| object.path.service == service;
    let links: Vec<String> = view
        .dashboards
        .iter()
        .filter(of_service)
        .map(|(scope, _, dashboard)| {
            link(
                &text(&dashboard.title),
                &links::dashboard(
                    view.catalog.organisations.get(*scope).map_or("", |o| o.app.as_str()),
                    full_title(dashboard),
                ),
            )
        })
        .collect();
    if links.is_empty() {
        "–".to_owned()
    } else {
        links.join(" · ")
    }
}
