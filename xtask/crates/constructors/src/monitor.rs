//! Monitors. A file under `monitors/` says the symptom, the impact and the numbers; tags, routes, links and wording come from the policy.

mod fields;
mod kinds;
mod message;
mod minimum;
mod query;
mod thresholds;

use std::collections::BTreeMap;

use model::{Catalog, ObjectKind, Service, Suppressions};
use serde_json::{Map, Value, json};

use crate::constructed::Constructed;
use crate::finding::{Finding, Findings, Lowered};
use crate::given::Given;
use crate::object::{Minimum, Monitor, object};
use crate::signal::{Signal, Site};
use crate::{refused, suppress, tags};
use fields::Missing;
use message::Texts;

const KINDS: [&str; 5] = ["check", "growth", "logs", "ratio", "threshold"];

/// What all monitors of a service in an environment share.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    catalog: &'a Catalog,
    env: &'a str,
    service: &'a Service,
    tags: Vec<String>,
    handles: BTreeMap<String, Vec<String>>,
    texts: Texts,
}

impl<'a> Shared<'a> {
    /// `None` where the catalog does not hold the environment, its organisation or the service's team.
    pub(crate) fn of(catalog: &'a Catalog, env: &'a str, service: &'a Service) -> Option<Self> {
        let environment = catalog.environments.get(env)?;
        let organisation = catalog.organisations.get(&environment.organisation)?;
        let team = catalog.teams.get(&service.team)?;
        Some(Self {
            catalog,
            env,
            service,
            tags: tags::of(catalog, env, service),
            handles: message::handles(catalog, &environment.notify, env, team),
            texts: Texts::of(catalog, env, organisation, service, team),
        })
    }

    /// The tags of every object of the service.
    pub(crate) fn tags(&self) -> &[String] {
        &self.tags
    }

    pub(crate) fn lower<'v>(
        &'v self,
        site: &Site<'v>,
        name: &str,
        value: &'v Value,
        findings: &mut Findings,
    ) -> Lowered<Monitor> {
        let Some(constructed) = Constructed::read("monitor", value, &[], findings)? else {
            return Err(refused::no_object(
                ObjectKind::Monitor,
                &self.service.name,
                name,
                findings,
            ));
        };
        let shape = match constructed.name {
            "threshold" => fields::OF_THRESHOLD,
            "growth" | "logs" => fields::OF_COMPARED,
            "ratio" => fields::OF_RATIO,
            "check" => fields::OF_CHECK,
            _ => return constructed.unknown("monitor", KINDS, findings),
        };
        let tune = self
            .service
            .tune
            .get(name)
            .map(|tune| (tune, self.service.file.as_str()));
        let what = format!("monitor '{}/{name}'", self.service.name);
        let given = Given::tuned(what, constructed.given, shape, tune, findings)?;
        let common = self.common(&given, findings);
        let how = kinds::read(site, constructed.name, &given, findings);
        let (common, how) = (common?, how?);
        Ok(self.monitor(name, common, how))
    }

    fn common<'v>(&self, given: &Given<'v>, findings: &mut Findings) -> Lowered<Common<'v>> {
        let symptom = given.text("symptom", findings);
        let impact = given.text("impact", findings);
        let severity = given.text("severity", findings);
        let severities = &self.catalog.severities;
        let meaning = severity.and_then(|name| {
            let unknown = |findings| {
                given.unknown(
                    "severity",
                    "monitor/unknown-severity",
                    "severity",
                    name,
                    severities.keys().map(String::as_str),
                    findings,
                )
            };
            severities.get(name).ok_or_else(|| unknown(findings))
        });
        let no_data = given.word(
            "no_data",
            "monitor/unknown-no-data",
            "choice for missing data",
            &fields::MISSING,
            findings,
        );
        let suppress = suppress::read(given, findings);
        let meaning = meaning?;
        Ok(Common {
            symptom: symptom?,
            impact: impact?,
            severity: severity?,
            priority: meaning.priority,
            renotify_min: meaning.renotify_min,
            no_data: no_data?,
            suppress: suppress?,
        })
    }

    fn monitor(&self, name: &str, common: Common<'_>, how: How<'_>) -> Monitor {
        let notifies = self.handles.get(common.severity).cloned().unwrap_or_default();
        let message = message::text(
            &self.texts,
            &message::Said {
                name,
                symptom: common.symptom,
                impact: common.impact,
                severity: common.severity,
                no_data: common.no_data.word,
                warns: how.warns,
                by: &how.by,
                sign: how.sign,
                unit: &how.unit_text,
                reading: &how.reading,
                of_check: how.kind == kinds::SERVICE_CHECK,
                minimum: how.minimum,
                notifies: &notifies,
            },
        );
        let mut tags = self.tags.clone();
        tags.push(format!("severity:{}", common.severity.to_lowercase()));
        tags.push(format!("runbook:{}/{name}", self.service.name));
        let payload = object!({
            "name": format!("[{}] [{}] {}: {}", common.severity, self.env, self.service.title, common.symptom),
            "type": how.kind,
            "query": how.query,
            "message": message,
            "tags": tags,
            "priority": common.priority,
            "options": options(&common, how.options),
        });
        Monitor {
            severity: common.severity.to_owned(),
            symptom: common.symptom.to_owned(),
            impact: common.impact.to_owned(),
            window: how.window,
            minimum: how.minimum,
            unit: how.unit,
            no_data: common.no_data.word.to_owned(),
            notifies,
            metrics: how.metrics,
            suppress: common.suppress,
            payload: payload.into(),
        }
    }
}

/// What every monitor says.
struct Common<'a> {
    symptom: &'a str,
    impact: &'a str,
    severity: &'a str,
    priority: u8,
    renotify_min: u32,
    no_data: Missing,
    suppress: Suppressions,
}

/// What its kind makes of a monitor.
struct How<'a> {
    /// Datadog's type of monitor.
    kind: &'static str,
    query: String,
    by: Vec<&'a str>,
    warns: bool,
    sign: &'static str,
    /// As the catalog names it, and as it follows a number.
    unit: String,
    unit_text: String,
    reading: String,
    window: String,
    /// Of a ratio that few events must not trip.
    minimum: Option<Minimum>,
    metrics: Vec<String>,
    options: Map<String, Value>,
}

/// The options of every monitor, added to those of its kind.
fn options(common: &Common<'_>, mut options: Map<String, Value>) -> Map<String, Value> {
    // The name says it; with group tags appended no two alerts would share a title.
    options.insert("include_tags".to_owned(), false.into());
    options.insert("notify_audit".to_owned(), false.into());
    options.insert("new_group_delay".to_owned(), 300.into());
    options.insert("renotify_interval".to_owned(), common.renotify_min.into());
    if common.renotify_min > 0 {
        let of_no_data = common.no_data.word == "notify";
        let statuses: &[&str] = if of_no_data { &["alert", "no data"] } else { &["alert"] };
        options.insert("renotify_statuses".to_owned(), json!(statuses));
        options.insert(
            "escalation_message".to_owned(),
            message::again(common.symptom, of_no_data).into(),
        );
    }
    options
}

/// The signal that a monitor watches, and the tags that make an alert of their own.
fn watched<'a>(site: &Site<'a>, given: &Given<'a>, findings: &mut Findings) -> Lowered<(Signal<'a>, Vec<&'a str>)> {
    let value = given.value("signal", findings);
    let signal = value.and_then(|value| Signal::read(site, given.what(), value, findings));
    let by = given.texts_or_none("by", findings);
    let (signal, by) = (signal?, by?);
    if let Some(by) = &by {
        findings.within(given.file_of("by"), |findings| signal.check_by(by, findings))?;
    }
    let by = by.unwrap_or_else(|| signal.by.clone());
    Ok((signal, by))
}

/// Tells that the constructor does not suit the signal.
fn unsuitable<T>(given: &Given<'_>, signal: &Signal<'_>, findings: &mut Findings) -> Lowered<T> {
    let constructor = match signal.kind_name() {
        "check" => "ctx.monitor.check",
        "logs" => "ctx.monitor.logs",
        _ => "ctx.monitor.threshold",
    };
    let message = format!(
        "{}: the signal '{}' is a {} signal",
        given.what(),
        signal.title,
        signal.kind_name()
    );
    let finding = Finding::new("monitor/signal-kind", message)
        .at("signal")
        .help(format!("watch it with {constructor}"));
    Err(given.refuse("signal", finding, findings))
}
