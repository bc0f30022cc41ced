//! `docs/observability/page-budget.md` and its picture: how often the monitors notify somebody in each world.

use std::collections::BTreeMap;

use ::page_budget::print::{self, with_repeats};
use ::page_budget::{Estimate, Incident, Urgency};
use render::Catalog;
use repository::Artifact;

use crate::document::Document;
use crate::generated;
use crate::markdown::{Table, code, list, text};

const PATH: &str = "docs/observability/page-budget.md";
const PICTURE: &str = "page-budget.svg";

/// The page and its picture; nothing without worlds.
pub(crate) fn artifacts(catalog: &Catalog, estimates: &[Estimate]) -> Vec<Artifact> {
    if estimates.is_empty() {
        return Vec::new();
    }
    let picture = Artifact {
        path: format!("docs/observability/{PICTURE}"),
        text: Some(print::svg(estimates)),
    };
    vec![page(catalog, estimates), picture]
}

fn page(catalog: &Catalog, estimates: &[Estimate]) -> Artifact {
    let mut document = Document::default();
    document.heading(2, "All worlds");
    document.block(
        "Notifications by team, without recoveries. `+` counts repetitions of alerts that last. The goal: nobody is paged in a quiet week, and a single cause\npages one person once.",
    );
    document.block(&totals(catalog, estimates));
    document.block(&format!(
        "![For each world the notifications of each team over time]({PICTURE})"
    ));
    for estimate in estimates {
        world(&mut document, estimate);
    }
    healthy_values(&mut document, &estimates[0]);
    let intro = "An estimate of how often production's monitors notify somebody, from the worlds in `jsonnet/worlds/`: telemetry of a healthy estate, and what happens \
                 to it. The\nmonitors are real, the telemetry is assumed: [what an estimate can show, and what not](../how-to/estimate-pages.md#what-an-estimate-cannot-show).";
    Artifact {
        path: PATH.to_owned(),
        text: Some(format!(
            "{}# Page budget\n\n{intro}\n\n{}{}",
            generated::header("jsonnet/"),
            document.contents(2),
            document.body()
        )),
    }
}

fn totals(catalog: &Catalog, estimates: &[Estimate]) -> String {
    let mut header = vec!["World".to_owned(), "Team".to_owned()];
    let severities: Vec<(&String, u8)> = catalog.severities.iter().map(|(name, s)| (name, s.priority)).collect();
    header.extend(severities.iter().map(|(name, _)| (*name).clone()));
    header.extend(["Pages", "Low urgency", "Channel only"].map(str::to_owned));
    let mut table = Table::new(header);
    for estimate in estimates {
        let mut teams: Vec<Option<&str>> = catalog.teams.keys().map(|team| Some(team.as_str())).collect();
        teams.push(None);
        for team in teams {
            let of = |matches: &dyn Fn(&::page_budget::Sent) -> bool| {
                let sent = || {
                    estimate
                        .sent
                        .iter()
                        .filter(|s| team.is_none_or(|team| s.team == team) && matches(s))
                };
                with_repeats(
                    sent().filter(|s| !s.repeated).count(),
                    sent().filter(|s| s.repeated).count(),
                )
            };
            let mut row = vec![text(&estimate.title), team.map_or("**all**".to_owned(), text)];
            row.extend(severities.iter().map(|(_, priority)| of(&|s| s.priority == *priority)));
            row.extend([Urgency::Page, Urgency::Low, Urgency::Post].map(|urgency| of(&|s| s.urgency == urgency)));
            table.row(row);
        }
    }
    table.markdown()
}

fn world(document: &mut Document, estimate: &Estimate) {
    document.heading(2, &estimate.title);
    let goal = if estimate.quiet { " It must page nobody." } else { "" };
    document.block(&format!(
        "{}{goal} To run it: `cargo xtask monitors pages {}`.",
        text(&estimate.about),
        estimate.world
    ));
    let incidents = estimate.incidents();
    let mut causes: Vec<(&str, Vec<&Incident<'_>>)> = Vec::new();
    for incident in incidents.iter().filter(|incident| incident.cause.is_some()) {
        let what = incident.cause.map_or("", |cause| cause.what.as_str());
        match causes.iter_mut().find(|(known, _)| *known == what) {
            Some((_, all)) => all.push(incident),
            None => causes.push((what, vec![incident])),
        }
    }
    if causes.is_empty() {
        document.block("Nothing that happens notifies anybody.");
    } else {
        document.block("What happens, and who is notified because of it:");
        document.block(&by_cause(&causes));
    }
    let without: Vec<&Incident<'_>> = incidents.iter().filter(|incident| incident.cause.is_none()).collect();
    if !without.is_empty() {
        document.block("Also sent if nothing happens, from ordinary variation:");
        document.block(&by_monitor(&without));
    }
    if !estimate.not_estimated.is_empty() {
        document.block("Not estimated:");
        let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for not in &estimate.not_estimated {
            by_reason.entry(&not.reason).or_default().push(code(&not.monitor));
        }
        let rows: Vec<String> = by_reason
            .iter()
            .map(|(reason, monitors)| format!("- {}: {}", text(reason), monitors.join(", ")))
            .collect();
        document.block(&rows.join("\n"));
    }
}

/// Which monitors have derived values. It depends on the healthy estate alone, so any world knows it.
fn healthy_values(document: &mut Document, estimate: &Estimate) {
    let derived: Vec<String> = estimate.derived.iter().map(|name| code(name)).collect();
    document.heading(2, "Healthy values");
    let measured = format!(
        "{} of {} monitors read only metrics whose healthy values are in `jsonnet/worlds/normal.yaml`.",
        estimate.monitors - derived.len(),
        estimate.monitors
    );
    if derived.is_empty() {
        document.block(&measured);
    } else {
        document.block(&format!(
            "{measured} {} have derived values, at which the monitor is OK: they notify only if a world changes these metrics: {}.",
            derived.len(),
            list(&derived, "none")
        ));
    }
}

fn by_cause(causes: &[(&str, Vec<&Incident<'_>>)]) -> String {
    let mut table = Table::new([
        "Cause",
        "Times",
        "Pages",
        "Paged teams",
        "Low urgency",
        "Channel only",
        "Monitors that page",
    ]);
    for (what, incidents) in causes {
        let of = |urgency| urgent(incidents, urgency);
        let mut teams: Vec<&str> = incidents.iter().flat_map(|incident| incident.paged_teams()).collect();
        let mut monitors: Vec<String> = incidents
            .iter()
            .flat_map(|i| i.new_alerts(Urgency::Page))
            .map(|sent| code(&sent.monitor))
            .collect();
        monitors.sort();
        monitors.dedup();
        teams.sort_unstable();
        teams.dedup();
        table.row([
            text(what),
            incidents.len().to_string(),
            of(Urgency::Page),
            text(list(&teams, "none").as_str()),
            of(Urgency::Low),
            of(Urgency::Post),
            list(&monitors, "none"),
        ]);
    }
    table.markdown()
}

fn by_monitor(incidents: &[&Incident<'_>]) -> String {
    let mut table = Table::new(["Monitor", "Pages", "Low urgency", "Channel only"]);
    let mut monitors: Vec<&str> = incidents
        .iter()
        .flat_map(|i| &i.sent)
        .map(|sent| sent.monitor.as_str())
        .collect();
    monitors.sort_unstable();
    monitors.dedup();
    for monitor in monitors {
        let of = |urgency| {
            let sent = || {
                incidents
                    .iter()
                    .flat_map(|i| &i.sent)
                    .filter(|s| s.monitor == monitor && s.urgency == urgency)
            };
            with_repeats(
                sent().filter(|s| !s.repeated).count(),
                sent().filter(|s| s.repeated).count(),
            )
        };
        table.row([code(monitor), of(Urgency::Page), of(Urgency::Low), of(Urgency::Post)]);
    }
    table.markdown()
}

fn urgent(incidents: &[&Incident<'_>], urgency: Urgency) -> String {
    let sent = || {
        incidents
            .iter()
            .flat_map(|incident| &incident.sent)
            .filter(|sent| sent.urgency == urgency)
    };
    with_repeats(
        sent().filter(|s| !s.repeated).count(),
        sent().filter(|s| s.repeated).count(),
    )
}
