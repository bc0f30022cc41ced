//! What worlds are estimated with: the catalog, the monitors of an environment, and how the estate is when nothing happens.

use datadog_simulator::world::{References, Series};
use datadog_simulator::{Definition, Monitor};
use diagnostics::Diagnostic;
use model::{Catalog, Metric, ObjectPath};
use serde_json::Value;

use crate::check::{self, Lengths};
use crate::demand::{self, Demand};
use crate::file::{NORMAL, Normal, World, WorldSource};

/// A rendered monitor.
#[derive(Clone, Debug)]
pub struct RenderedMonitor<'a> {
    /// Its environment.
    pub env: &'a str,
    /// Its identity.
    pub path: &'a ObjectPath,
    /// The payload for Datadog's API.
    pub payload: &'a Value,
    /// The SLOs and monitors that it refers to, by their ids.
    pub slos: Vec<(String, &'a Value)>,
    /// See [`RenderedMonitor::slos`].
    pub monitors: Vec<(u64, &'a Value)>,
}

/// A monitor that can be estimated.
#[derive(Debug)]
pub(crate) struct EstateMonitor {
    /// `<service>/<name>`
    pub(crate) name: String,
    /// The service it belongs to.
    pub(crate) service: String,
    pub(crate) compiled: Monitor,
    /// The SLOs and monitors that it refers to.
    pub(crate) references: References,
    pub(crate) demand: Demand,
    /// Its payload and how the estate is when nothing happens, as text: what its runs depend on.
    pub(crate) key: String,
}

impl EstateMonitor {
    /// Whether it reads the series, itself or through what it refers to.
    pub(crate) fn reads_series(&self, series: &Series) -> bool {
        self.compiled.reads_series(series)
            || self.references.slos.values().any(|slo| slo.reads_series(series))
            || self
                .references
                .monitors
                .values()
                .any(|monitor| monitor.reads_series(series))
    }
}

/// The catalog, the monitors of an environment, and how the estate is when nothing happens.
#[derive(Debug)]
pub struct Estate<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) normal: Normal,
    pub(crate) lengths: Lengths,
    pub(crate) monitors: Vec<EstateMonitor>,
    /// Monitors that cannot be estimated in any world, and why.
    pub(crate) refused: Vec<(String, String)>,
    /// The worlds by name, in order.
    worlds: Vec<(String, World)>,
}

impl<'a> Estate<'a> {
    /// Reads the files of `jsonnet/worlds/` and compiles the monitors of their environment.
    ///
    /// # Errors
    /// Every finding in the files, and a monitor that does not compile.
    pub fn new(
        catalog: &'a Catalog,
        monitors: &[RenderedMonitor<'_>],
        sources: &[WorldSource],
    ) -> Result<Self, Vec<Diagnostic>> {
        let Some(source) = sources.iter().find(|s| s.name() == NORMAL) else {
            let finding = Diagnostic::error("worlds/file", format!("'jsonnet/worlds/{NORMAL}.yaml' is missing"));
            return Err(vec![finding.help(
                "it says how the estate is when nothing happens: see docs/reference/worlds.md",
            )]);
        };
        let normal: Normal = source.parse().map_err(|finding| vec![*finding])?;
        let (lengths, mut findings) = check::normal(source, &normal, catalog);
        let mut worlds = Vec::new();
        for source in sources.iter().filter(|s| s.name() != NORMAL) {
            match source.parse::<World>() {
                Ok(world) => {
                    findings.extend(check::world(source, &world, &normal, catalog));
                    worlds.push((source.name().to_owned(), world));
                }
                Err(finding) => findings.push(*finding),
            }
        }
        let key = format!("{normal:?}");
        let (mut compiled, mut refused) = (Vec::new(), Vec::new());
        for rendered in monitors.iter().filter(|m| m.env == *normal.environment) {
            match monitor(rendered, &key) {
                Ok(monitor) => compiled.push(monitor),
                Err((name, reason)) => refused.push((name, reason)),
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        Ok(Self {
            catalog,
            normal,
            lengths,
            monitors: compiled,
            refused,
            worlds,
        })
    }

    /// The worlds by name, in order.
    #[must_use]
    pub fn worlds(&self) -> &[(String, World)] {
        &self.worlds
    }

    /// The environment whose monitors run.
    #[must_use]
    pub fn environment(&self) -> &str {
        &self.normal.environment
    }

    /// The number of monitors that run.
    #[must_use]
    pub fn monitors(&self) -> usize {
        self.monitors.len()
    }

    pub(crate) fn metric(&self, name: &str) -> Option<&'a Metric> {
        self.catalog.metrics.values().find(|metric| metric.name == name)
    }
}

fn monitor(rendered: &RenderedMonitor<'_>, normal: &str) -> Result<EstateMonitor, (String, String)> {
    let name = format!("{}/{}", rendered.path.service, rendered.path.name);
    let compile = || {
        let compiled = Monitor::compile(Definition::from_payload(rendered.payload).map_err(|e| e.message)?)
            .map_err(|e| e.message)?;
        if let Some(reason) = compiled.unsupported_reason() {
            return Err(reason.message.clone());
        }
        let references = References::from_payloads(rendered.slos.iter().cloned(), rendered.monitors.iter().copied())
            .map_err(|e| e.message)?;
        let demand = demand::of(&compiled, &references)?;
        Ok((compiled, references, demand))
    };
    let (compiled, references, demand) = compile().map_err(|reason| (name.clone(), reason))?;
    Ok(EstateMonitor {
        name,
        service: rendered.path.service.clone(),
        key: format!(
            "{normal}{}{}{:?}{:?}",
            rendered.path, rendered.payload, rendered.slos, rendered.monitors
        ),
        compiled,
        references,
        demand,
    })
}
