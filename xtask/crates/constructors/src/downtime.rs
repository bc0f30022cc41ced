//! Downtimes. A file under `downtimes/` mutes monitors of its own service. What needs the time or all monitors (whether it mutes anything, is over, mutes a
//! page) is checked by the crate `maintenance`, as for the windows of Terraform.

use std::borrow::Cow;

use model::{Catalog, ObjectKind, Service};
use serde_json::{Map, Value};

use crate::args::{Args, Field, FieldType, optional, required};
use crate::constructed::Constructed;
use crate::environments::{self, ENVIRONMENTS};
use crate::finding::{Built, Findings};
use crate::links;
use crate::monitor::fill;
use crate::no_object;
use crate::object::{Downtime, Schedule, object};
use crate::suppress::{self, SUPPRESS};

const COMMON: &[Field] = &[
    required(
        "reason",
        FieldType::Clause,
        "why alerts are not wanted; the message of the downtime begins with it",
    )
    .example("'the nightly batch fills the queues of staging'"),
    ENVIRONMENTS,
    optional(
        "monitor",
        FieldType::Text,
        "the one monitor of the service that it mutes",
    )
    .default("all of them")
    .example("'queue-backlog'"),
    optional("severity", FieldType::Severity, "mutes only monitors of this severity").default("every severity"),
    optional(
        "mutes_p1_because",
        FieldType::Clause,
        "why nobody needs to be paged; required where it mutes a P1 that pages",
    ),
    SUPPRESS,
];

const ONCE: &[Field] = &[
    required("start", FieldType::Text, "the start in UTC").example("'2026-12-06T07:00:00Z'"),
    required("end", FieldType::Text, "the end in UTC").example("'2026-12-06T09:00:00Z'"),
];

const RECURRING: &[Field] = &[
    required("start", FieldType::Text, "the first start, in the time zone").example("'2026-12-06T02:00:00'"),
    required("duration", FieldType::Duration, "how long each lasts").example("'2h'"),
    required("rrule", FieldType::Text, "when it recurs, as in RFC 5545").example("'FREQ=WEEKLY;BYDAY=SU'"),
    required("timezone", FieldType::Text, "a name of the IANA database").example("'America/New_York'"),
];

/// A kind of downtime, as a constructor.
pub(crate) struct DowntimeConstructor {
    /// Its constructor: `ctx.downtime.<name>`.
    pub(crate) name: &'static str,
    /// When it mutes.
    pub(crate) summary: &'static str,
    pub(crate) fields: [&'static [Field]; 2],
    schedule: fn(&Args<'_>, &mut Findings) -> Built<Schedule>,
}

/// Every kind of downtime.
pub(crate) const KINDS: &[&DowntimeConstructor] = &[
    &DowntimeConstructor {
        name: "once",
        summary: "Mutes monitors of the service once. Remove the file when it is over.",
        fields: [COMMON, ONCE],
        schedule: once,
    },
    &DowntimeConstructor {
        name: "recurring",
        summary: "Mutes monitors of the service again and again.",
        fields: [COMMON, RECURRING],
        schedule: recurring,
    },
];

/// Whose downtime it is.
pub(crate) struct Owner<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) env: &'a str,
    pub(crate) service: &'a Service,
}

pub(crate) fn build(owner: &Owner<'_>, name: &str, value: &Value, findings: &mut Findings) -> Built<Downtime> {
    let Owner { catalog, env, service } = *owner;
    let Some(constructed) = Constructed::read("downtime", value, &[], findings)? else {
        return Err(no_object::no_object(
            ObjectKind::Downtime,
            &service.name,
            name,
            findings,
        ));
    };
    let Some(kind) = KINDS.iter().find(|kind| kind.name == constructed.name) else {
        return constructed.unknown("downtime", KINDS.iter().map(|kind| kind.name), findings);
    };
    let what = format!("downtime '{}/{name}'", service.name);
    let args = Args::read(what, constructed.args, &kind.fields, findings)?;
    let known = environments::check(&args, &catalog.environments, findings);
    let reason = args.text("reason", findings);
    let monitor_tags = monitor_tags(&args, catalog, service, findings);
    let because = args.text_or_none("mutes_p1_because", findings);
    let schedule = (kind.schedule)(&args, findings);
    let suppress = suppress::read(&args, findings);
    known?;
    let (reason, monitor_tags, schedule) = (reason?, monitor_tags?, schedule?);
    let file = format!("jsonnet/services/{}/downtimes/{name}.libsonnet", service.name);
    let source = links::repository(&catalog.platform, "blob", &file);
    let message = fill(&catalog.messages, "downtime", &|placeholder| match placeholder {
        "reason" => Some(Cow::Borrowed(reason)),
        "source_url" => Some(Cow::Borrowed(source.as_str())),
        "env" => Some(Cow::Borrowed(env)),
        "service" => Some(Cow::Borrowed(service.name.as_str())),
        "service_title" => Some(Cow::Borrowed(service.title.as_str())),
        _ => None,
    });
    let mut tags = vec![format!("env:{env}"), format!("service:{}", service.name)];
    tags.extend(monitor_tags.iter().cloned());
    let (zone, times) = times(&schedule);
    let attributes = object!({
        "monitor_identifier": object!({ "monitor_tags": tags }),
        "scope": "*",
        "message": message,
        "display_timezone": zone,
        // An alert that lasts longer than the downtime notifies when it ends.
        "notify_end_states": vec!["alert", "no data", "warn"],
        "notify_end_types": vec!["canceled", "expired"],
        "mute_first_recovery_notification": true,
        "schedule": times,
    });
    Ok(Downtime {
        reason: reason.to_owned(),
        monitor_tags,
        schedule,
        mutes_p1_because: because?.map(str::to_owned),
        suppress: suppress?,
        payload: object!({ "data": object!({ "type": "downtime", "attributes": attributes }) }).into(),
    })
}

/// The tags that a monitor must have, besides those of its environment and its service.
fn monitor_tags(args: &Args<'_>, catalog: &Catalog, service: &Service, findings: &mut Findings) -> Built<Vec<String>> {
    let monitor = args.text_or_none("monitor", findings);
    let severity = args.text_or_none("severity", findings);
    let severity = severity.and_then(|severity| match severity {
        Some(name) if !catalog.severities.contains_key(name) => {
            let known = catalog.severities.keys().map(String::as_str);
            Err(args.unknown(
                "severity",
                "monitor/unknown-severity",
                "severity",
                name,
                known,
                findings,
            ))
        }
        other => Ok(other),
    });
    let monitor = monitor?.map(|name| format!("runbook:{}/{name}", service.name));
    let severity = severity?.map(|name| format!("severity:{}", name.to_lowercase()));
    Ok(monitor.into_iter().chain(severity).collect())
}

/// The time zone in which Datadog shows it, and its schedule as the API has it.
fn times(schedule: &Schedule) -> (&str, Map<String, Value>) {
    match schedule {
        Schedule::Once { start, end } => ("UTC", object!({ "start": start.as_str(), "end": end.as_str() })),
        Schedule::Recurring {
            start,
            duration,
            rrule,
            timezone,
        } => {
            let recurrence =
                object!({ "start": start.as_str(), "duration": duration.as_str(), "rrule": rrule.as_str() });
            let times = object!({ "timezone": timezone.as_str(), "recurrences": vec![Value::from(recurrence)] });
            (timezone, times)
        }
    }
}

fn once(args: &Args<'_>, findings: &mut Findings) -> Built<Schedule> {
    let (start, end) = (args.text("start", findings), args.text("end", findings));
    Ok(Schedule::Once {
        start: start?.to_owned(),
        end: end?.to_owned(),
    })
}

fn recurring(args: &Args<'_>, findings: &mut Findings) -> Built<Schedule> {
    let mut text = |field| args.text(field, findings).map(str::to_owned);
    let (start, duration, rrule, timezone) = (text("start"), text("duration"), text("rrule"), text("timezone"));
    Ok(Schedule::Recurring {
        start: start?,
        duration: duration?,
        rrule: rrule?,
        timezone: timezone?,
    })
}
