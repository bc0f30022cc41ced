//! `docs/observability/monitoring.md`: what is monitored, how, and who is notified. One file per section.

mod alerts;
mod architecture;
mod dashboards;
mod downtimes;
mod environments;
mod metrics;
mod onboarding;
mod routes;
mod slos;
mod synthetics;
mod tags;
mod troubleshooting;
mod validation;

use gameday_scenarios::Detection;
use repository::Artifact;

use crate::document::Document;
use crate::generated;
use crate::runbooks::Topic;
use crate::view::View;

/// The path of the document.
const PATH: &str = "docs/observability/monitoring.md";
/// The path from its folder to the root of the repository.
const ROOT: &str = "../..";

pub(crate) fn artifact(view: &View<'_>, topics: &[Topic], detections: &[Detection]) -> Artifact {
    let mut document = Document::default();
    architecture::write(view, &mut document);
    environments::write(view, &mut document);
    tags::write(view, &mut document);
    routes::write(view, &mut document);
    dashboards::write(view, &mut document);
    alerts::write(view, &mut document);
    synthetics::write(view, &mut document);
    downtimes::write(view, &mut document);
    slos::write(view, &mut document);
    metrics::write(view, &mut document);
    validation::write(view, detections, &mut document);
    onboarding::write(view, &mut document);
    troubleshooting::write(topics, &mut document);
    let platform = &view.catalog.platform;
    let intro = format!(
        "{} services, {} monitors and {} SLOs in {} environments, {} dashboards. This document is generated from `jsonnet/` and\n`runbooks/`: make changes there, then run `cargo xtask render && cargo xtask docs`.",
        view.catalog.services.len(),
        view.monitors.len(),
        view.slos.len(),
        view.environments.len(),
        view.dashboards.len(),
    );
    Artifact {
        path: PATH.to_owned(),
        text: Some(format!(
            "{}# Monitoring of {}\n\n{intro}\n\n{}{}",
            generated::header("jsonnet/ and runbooks/"),
            platform.name,
            document.contents(2),
            document.body()
        )),
    }
}

#[cfg(test)]
mod tests;
