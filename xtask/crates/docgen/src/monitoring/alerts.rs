use documents::runbook::runbook_path;
use render::{Monitor, Service, Team};

use crate::alert;
use crate::document::Document;
use crate::facts::no_data;
use crate::markdown::{Table, code, link, text};
use crate::view::{Across, View, handles};

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    document.heading(2, "Alert catalog");
    let loudest = view.loudest();
    document.block(&format!(
        "One row per monitor. Values that differ between environments are in the order {}; a single value holds in all of them.\nIn a query `$env` is the environment, `$window` the window, and `$assumed` the number of successes added to a ratio, so that low traffic does not page. The route is that of `{loudest}`; [Severities and routes](#severities-and-routes) has the others.",
        view.order(),
    ));
    for service in view.catalog.services.values() {
        let monitors: Vec<_> = view.monitors.iter().filter(|m| m.service == service.name).collect();
        if let Some((service, team)) = view.service(&service.name).filter(|_| !monitors.is_empty()) {
            document.heading(3, &service.title);
            document.block(&introduction(service, team));
            document.block(&alerts(&monitors, view));
            document.block(&queries(&monitors));
        }
    }
}

fn introduction(service: &Service, team: &Team) -> String {
    format!(
        "{} (`service:{}`, tier {}, {}) {}.",
        text(&service.title),
        service.name,
        service.tier,
        text(&team.title),
        text(&service.purpose)
    )
}

fn alerts(monitors: &[&Across<'_, Monitor>], view: &View<'_>) -> String {
    let mut table = Table::new([
        "Severity".to_owned(),
        "Monitor".to_owned(),
        "Symptom".to_owned(),
        "Alert".to_owned(),
        "Warning".to_owned(),
        "Unit".to_owned(),
        "Window".to_owned(),
        "No data".to_owned(),
        format!("Route in {}", view.loudest()),
    ]);
    let mut sorted = monitors.to_vec();
    sorted.sort_by_key(|m| (m.reference().severity.as_str(), m.name));
    for monitor in sorted {
        let m = monitor.reference();
        table.row([
            monitor.merged(|_, m| m.severity.clone()),
            link(
                &code(monitor.name),
                &format!("{}/{}", super::ROOT, runbook_path(monitor.service, monitor.name)),
            ),
            text(&m.symptom),
            condition(monitor),
            alert::condition(monitor, "warning"),
            text(&m.unit),
            monitor.merged(|_, m| m.window.clone()),
            monitor.merged(|_, m| no_data(m).to_owned()),
            handles(&m.notifies),
        ]);
    }
    table.markdown()
}

/// The alert threshold and, for a ratio, the least number of bad events.
fn condition(monitor: &Across<'_, Monitor>) -> String {
    let condition = alert::condition(monitor, "critical");
    match alert::minimum(monitor).as_str() {
        "" => condition,
        minimum => format!("{condition}, at least {minimum}"),
    }
}

/// The queries are a table of their own, because they are too wide for the first one.
fn queries(monitors: &[&Across<'_, Monitor>]) -> String {
    let mut table = Table::new(["Monitor", "Query"]);
    for monitor in monitors {
        table.row([code(monitor.name), alert::anywhere(monitor)]);
    }
    table.markdown()
}
