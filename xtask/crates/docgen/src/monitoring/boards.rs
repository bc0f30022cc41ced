use render::{Dashboard, Object, links};

use crate::document::Document;
use crate::markdown::{Table, code, link, text};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Dashboards");
    document.block(
        "A link searches Datadog for the board's title, so it needs no id and outlives a board that is made anew. A board shows every environment: choose one by\nits saved view or its variable `env`, or append `?tpl_var_env=<environment>` to the address of the open board.",
    );
    document.block(&boards(view));
    document.heading(3, "Links by environment");
    document.block(&by_environment(view));
}

fn boards(view: &View<'_>) -> String {
    let mut table = Table::new(["Board", "Organisation", "Declared in", "What it is for"]);
    for (scope, object, board) in &view.dashboards {
        let app = view.catalog.organisations.get(*scope).map_or("", |o| o.app.as_str());
        let source = object.source();
        table.row([
            link(&text(&board.title), &links::board(app, full_title(board))),
            code(scope),
            link(
                &code(source.trim_start_matches("jsonnet/")),
                &format!("{}/{source}", super::ROOT),
            ),
            text(&board.description),
        ]);
    }
    table.markdown()
}

/// The title as Datadog knows it.
fn full_title(board: &Dashboard) -> &str {
    board
        .payload
        .get("title")
        .and_then(|t| t.as_str())
        .unwrap_or(&board.title)
}

fn by_environment(view: &View<'_>) -> String {
    let mut header = vec!["Service".to_owned(), "Board".to_owned()];
    header.extend(view.environments.iter().map(|(name, _)| (*name).to_owned()));
    let mut table = Table::new(header);
    for service in view.catalog.services.values() {
        let mut row = vec![text(&service.title), board_links(view, &service.name)];
        row.extend(view.environments.iter().map(|(env, environment)| {
            let app = view
                .catalog
                .organisations
                .get(&environment.organisation)
                .map_or("", |o| o.app.as_str());
            let name = Some(service.name.as_str());
            let mut leading = vec![link("monitors", &links::monitors(app, env, name))];
            if view.slos.iter().any(|s| s.service == service.name) {
                leading.push(link("SLOs", &links::slos(app, env, name)));
            }
            leading.push(link("logs", &links::logs(app, env, name)));
            if service.runs.kind == "deployment" {
                leading.push(link("traces", &links::traces(app, env, name)));
            }
            leading.join(" · ")
        }));
        table.row(row);
    }
    table.markdown()
}

fn board_links(view: &View<'_>, service: &str) -> String {
    let of_service = |(_, object, _): &&(&str, &Object, &Dashboard)| object.path.service == service;
    let links: Vec<String> = view
        .dashboards
        .iter()
        .filter(of_service)
        .map(|(scope, _, board)| {
            link(
                &text(&board.title),
                &links::board(
                    view.catalog.organisations.get(*scope).map_or("", |o| o.app.as_str()),
                    full_title(board),
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
