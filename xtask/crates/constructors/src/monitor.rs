//! Monitors. A file under `monitors/` declares the symptom, the impact, the first action and the thresholds; tags, routes, links and texts come from the
//! policy.

mod composite;
mod fields;
mod groups;
mod kinds;
mod message;
mod minimum;
mod query;
mod slo_alert;
mod template;
mod thresholds;

use std::collections::BTreeMap;

use diagnostics::near_matches;
use model::{Catalog, ObjectKind, Service, Suppressions};
use serde_json::{Map, Value, json};

use crate::args::{Args, Shape, Tuned, a, written};
use crate::constructed::Constructed;
use crate::finding::{Built, Finding, Findings};
use crate::object::{Minimum, Monitor, ShownUnit, object};
use crate::signal::{Signal, SignalContext};
use crate::{no_object, suppress, tags};
use fields::{NO_DATA_FIELD, NoData};
use groups::Groups;
pub use template::check_messages;

pub(crate) use fields::FIRST_ACTION;
pub use fields::is_measured;
use message::{MessageParams, Template, Watches};
pub(crate) use template::fill;

/// A kind of monitor, as a constructor.
pub(crate) struct MonitorConstructor {
    /// Its constructor: `ctx.monitor.<name>`.
    pub(crate) name: &'static str,
    /// What it compares.
    pub(crate) summary: &'static str,
    pub(crate) fields: &'static Shape,
    build: for<'a> fn(&SignalContext<'a>, &Args<'a>, &mut Findings) -> Built<Evaluation<'a>>,
}

/// Every kind of monitor.
pub(crate) const KINDS: &[&MonitorConstructor] = &[
    &kinds::AUDIT,
    &slo_alert::BURN_RATE,
    &kinds::CHECK,
    &composite::COMPOSITE,
    &slo_alert::ERROR_BUDGET,
    &kinds::GROWTH,
    &kinds::LOGS,
    &kinds::RATIO,
    &kinds::THRESHOLD,
];

/// What all monitors of a service in an environment have in common.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    catalog: &'a Catalog,
    env: &'a str,
    service: &'a Service,
    tags: Vec<String>,
    handles: BTreeMap<String, Vec<String>>,
    /// Whether the environment applies what exists once in its organisation.
    owns_organisation: bool,
    programs: &'a [String],
    template: Template<'a>,
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
            owns_organisation: organisation.owner == env,
            programs: &organisation.programs,
            template: Template::of(catalog, env, organisation, service, team),
        })
    }

    /// Whether what watches the whole organisation is rendered here: once, in the environment that owns it.
    pub(crate) fn owns_organisation(&self) -> bool {
        self.owns_organisation
    }

    /// The addresses of the accounts of the organisation's programs.
    pub(crate) fn programs(&self) -> &'a [String] {
        self.programs
    }

    /// The tags of every object of the service.
    pub(crate) fn tags(&self) -> &[String] {
        &self.tags
    }

    pub(crate) fn build<'v>(
        &'v self,
        context: &SignalContext<'v>,
        name: &str,
        value: &'v Value,
        findings: &mut Findings,
    ) -> Built<Monitor> {
        let Some(constructed) = Constructed::read("monitor", value, &[], findings)? else {
            return Err(no_object::no_object(
                ObjectKind::Monitor,
                &self.service.name,
                name,
                findings,
            ));
        };
        let Some(kind) = KINDS.iter().find(|kind| kind.name == constructed.name) else {
            return constructed.unknown("monitor", KINDS.iter().map(|kind| kind.name), findings);
        };
        let tune = self
            .service
            .tune
            .get(name)
            .and_then(Value::as_object)
            .map(|fields| Tuned {
                fields,
                file: &self.service.file,
                env: self.env,
            });
        let what = format!("monitor '{}/{name}'", self.service.name);
        let args = Args::tuned(what, constructed.args, kind.fields, tune, findings)?;
        let has_no_data = kind
            .fields
            .iter()
            .copied()
            .flatten()
            .any(|field| field.name == NO_DATA_FIELD);
        let common = match has_no_data {
            true => self.common(&args, no_data, findings),
            false => self.common(&args, |_, _| Ok(KEEPS_STATUS), findings),
        };
        let evaluation = (kind.build)(context, &args, findings);
        let (mut common, evaluation) = (common?, evaluation?);
        if matches!(evaluation.watched, Watched::Audits(_)) {
            // Nothing lasts that could be sent again.
            common.renotify_min = 0;
        }
        Ok(self.monitor(name, common, evaluation))
    }

    /// `no_data` reads what to do on no data.
    fn common<'v>(
        &self,
        args: &Args<'v>,
        no_data: impl FnOnce(&Args<'v>, &mut Findings) -> Built<NoData>,
        findings: &mut Findings,
    ) -> Built<Common<'v>> {
        let symptom = args.text("symptom", findings);
        let impact = args.text("impact", findings);
        let first_action = args.text("first_action", findings);
        let severity = args.text("severity", findings);
        let severities = &self.catalog.severities;
        let meaning = severity.and_then(|name| {
            let unknown = |findings| {
                args.unknown(
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
        let no_data = no_data(args, findings);
        let suppress = suppress::read(args, findings);
        let meaning = meaning?;
        Ok(Common {
            symptom: symptom?,
            impact: impact?,
            first_action: first_action?,
            severity: severity?,
            priority: meaning.priority,
            renotify_min: meaning.renotify_min,
            no_data: no_data?,
            suppress: suppress?,
        })
    }

    /// The tags of the monitor `name`.
    fn tags_of(&self, name: &str, severity: &str) -> Vec<String> {
        let mut tags = self.tags.clone();
        tags.push(format!("severity:{}", severity.to_lowercase()));
        tags.push(format!("runbook:{}/{name}", self.service.name));
        tags
    }

    /// The monitor that Datadog makes of the synthetic test `name`.
    pub(crate) fn outside(&self, name: &str, args: &Args<'_>, findings: &mut Findings) -> Built<Outside> {
        // A location that does not report has no status: Datadog has no option for it.
        let common = self.common(args, |_, _| Ok(KEEPS_STATUS), findings)?;
        let notifies = self.handles.get(common.severity).cloned().unwrap_or_default();
        let params = MessageParams {
            name,
            symptom: common.symptom,
            impact: common.impact,
            first_action: common.first_action,
            severity: common.severity,
            no_data: KEEPS_STATUS.word,
            warns: false,
            by: &[],
            folded: &[],
            comparison: "",
            shown_in: &ShownUnit {
                text: String::new(),
                of_unit: None,
            },
            renotified: common.renotify_min > 0,
            window: "",
            watches: Watches::Synthetic,
            minimum: None,
            notifies: &notifies,
        };
        Ok(Outside {
            name: self.template.name(&params),
            message: self.template.message(&params),
            tags: self.tags_of(name, common.severity),
            severity: common.severity.to_owned(),
            symptom: common.symptom.to_owned(),
            impact: common.impact.to_owned(),
            priority: common.priority,
            renotify_min: common.renotify_min,
            suppress: common.suppress,
            notifies,
        })
    }

    fn monitor(&self, name: &str, common: Common<'_>, evaluation: Evaluation<'_>) -> Monitor {
        let notifies = self.handles.get(common.severity).cloned().unwrap_or_default();
        let params = MessageParams {
            name,
            symptom: common.symptom,
            impact: common.impact,
            first_action: common.first_action,
            severity: common.severity,
            no_data: common.no_data.word,
            warns: evaluation.warns,
            by: evaluation.groups.notified(),
            folded: &evaluation.groups.folded(),
            comparison: evaluation.comparison,
            shown_in: &evaluation.shown_in,
            renotified: common.renotify_min > 0,
            window: &evaluation.window,
            watches: match &evaluation.watched {
                Watched::Audits(search) => Watches::Audits(search),
                Watched::Check => Watches::Check,
                Watched::BurnRate { short_window } => Watches::BurnRate { short_window },
                Watched::Monitors => Watches::Monitors,
                Watched::Value => Watches::Value,
            },
            minimum: evaluation.minimum,
            notifies: &notifies,
        };
        let mut tags = self.tags_of(name, common.severity);
        tags.extend(evaluation.slo.map(|slo| format!("slo:{slo}")));
        let payload = object!({
            "name": self.template.name(&params),
            "type": evaluation.kind,
            "query": evaluation.query,
            "message": self.template.message(&params),
            "tags": tags,
            "priority": common.priority,
            "options": options(&common, &evaluation.groups, evaluation.options),
        });
        let window = match evaluation.watched {
            Watched::BurnRate { short_window } => format!("{} and {short_window}", evaluation.window),
            _ => evaluation.window,
        };
        Monitor {
            severity: common.severity.to_owned(),
            symptom: common.symptom.to_owned(),
            impact: common.impact.to_owned(),
            window,
            minimum: evaluation.minimum,
            unit: evaluation.unit,
            limit: evaluation.limit,
            shown_in: evaluation.shown_in,
            no_data: common.no_data.word.to_owned(),
            notifies,
            metrics: evaluation.metrics,
            suppress: common.suppress,
            payload: payload.into(),
        }
    }
}

/// The monitor of a synthetic test.
pub(crate) struct Outside {
    pub(crate) name: String,
    pub(crate) message: String,
    pub(crate) tags: Vec<String>,
    pub(crate) severity: String,
    pub(crate) symptom: String,
    pub(crate) impact: String,
    pub(crate) priority: u8,
    pub(crate) renotify_min: u32,
    pub(crate) suppress: Suppressions,
    pub(crate) notifies: Vec<String>,
}

/// The fields of every monitor.
struct Common<'a> {
    symptom: &'a str,
    impact: &'a str,
    first_action: &'a str,
    severity: &'a str,
    priority: u8,
    renotify_min: u32,
    no_data: NoData,
    suppress: Suppressions,
}

/// How a monitor evaluates: what its kind contributes to the payload.
struct Evaluation<'a> {
    /// Datadog's type of monitor.
    kind: &'static str,
    query: String,
    groups: Groups<'a>,
    warns: bool,
    /// In words: `above`.
    comparison: &'static str,
    /// As the catalog names it.
    unit: String,
    shown_in: ShownUnit,
    /// Of an over_limit signal.
    limit: Option<f64>,
    window: String,
    /// Of a ratio with `min_bad`.
    minimum: Option<Minimum>,
    watched: Watched<'a>,
    /// The name of the SLO that it alerts on.
    slo: Option<String>,
    metrics: Vec<String>,
    options: Map<String, Value>,
}

/// What a monitor watches, where the wording differs.
enum Watched<'a> {
    /// A value against thresholds.
    Value,
    /// A service check.
    Check,
    /// The events of Audit Trail that this search finds.
    Audits(String),
    /// The burn rate of an SLO.
    BurnRate { short_window: &'a str },
    /// Other monitors.
    Monitors,
}

/// Datadog has no option for no data of a synthetic test, an SLO or a composite: the status stays.
const KEEPS_STATUS: NoData = NoData {
    word: "last",
    on_missing_data: "default",
};

/// The options of every monitor, added to those of its kind.
fn options(common: &Common<'_>, groups: &Groups<'_>, mut options: Map<String, Value>) -> Map<String, Value> {
    // The name has the groups that people need.
    options.insert("include_tags".to_owned(), false.into());
    options.insert("notify_audit".to_owned(), false.into());
    groups.add_to(&mut options);
    options.insert("renotify_interval".to_owned(), common.renotify_min.into());
    if common.renotify_min > 0 {
        let of_no_data = common.no_data.word == "notify";
        let statuses: &[&str] = if of_no_data { &["alert", "no data"] } else { &["alert"] };
        options.insert("renotify_statuses".to_owned(), json!(statuses));
    }
    options
}

/// The signal that a monitor watches, and its groups.
fn watched<'a>(
    context: &SignalContext<'a>,
    args: &Args<'a>,
    findings: &mut Findings,
) -> Built<(Signal<'a>, Groups<'a>)> {
    let value = args.value("signal", findings);
    let signal = value.and_then(|value| Signal::read(context, args.what(), value, findings));
    let by = args.texts_or_none("by", findings);
    let (signal, by) = (signal?, by?);
    if let Some(by) = &by {
        args.within("by", findings, |findings| signal.check_by(by, findings))?;
    }
    let by = by.unwrap_or_else(|| signal.by.clone());
    let groups = Groups::read(args, by, findings)?;
    Ok((signal, groups))
}

/// What to do on no data. Every monitor must choose, so the help for another value has the meanings.
fn no_data(args: &Args<'_>, findings: &mut Findings) -> Built<NoData> {
    let value = args.value("no_data", findings)?;
    let word = value.as_str();
    if let Some((_, known)) = fields::NO_DATA.iter().find(|(name, _)| Some(*name) == word) {
        return Ok(*known);
    }
    let names = || fields::NO_DATA.iter().map(|(name, _)| *name);
    let message = match word {
        Some(word) => format!("{}: unknown no_data '{word}'", args.what()),
        None => format!("{}: no_data must be a string, not {}", args.what(), a(value)),
    };
    let did_you_mean = match word.map(|word| near_matches(word, names())) {
        Some(near) if !near.is_empty() => format!("did you mean '{}'? ", near.join("' or '")),
        _ => String::new(),
    };
    let finding = Finding::new("monitor/unknown-no-data", message)
        .at(written("no_data", value))
        .help(format!("{did_you_mean}no_data is {}", fields::NO_DATA_MEANING));
    Err(args.reject("no_data", finding, findings))
}

/// Reports that the constructor does not suit the signal.
fn unsuitable<T>(args: &Args<'_>, signal: &Signal<'_>, findings: &mut Findings) -> Built<T> {
    let constructor = match signal.kind_name() {
        "check" => "ctx.monitor.check",
        "logs" => "ctx.monitor.logs",
        _ => "ctx.monitor.threshold",
    };
    let message = format!(
        "{}: the signal '{}' is a {} signal",
        args.what(),
        signal.title,
        signal.kind_name()
    );
    let finding = Finding::new("monitor/signal-kind", message)
        .at("signal")
        .help(format!("use {constructor}"));
    Err(args.reject("signal", finding, findings))
}
