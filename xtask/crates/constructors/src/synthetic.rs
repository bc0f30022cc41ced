//! Synthetic API tests: requests from outside, by Datadog. Each has a monitor of its own, whose message, tags and route are those of all monitors. Nothing of a
//! response is kept, and no test has a header or a body: neither a secret nor patient data can be in one.

use model::{Catalog, ObjectKind, Service};
use serde_json::{Map, Value};

use crate::args::{Args, Field, FieldType, optional, required};
use crate::constructed::Constructed;
use crate::environments::{self, ENVIRONMENTS};
use crate::finding::{Built, Finding, Findings};
use crate::monitor::{FIRST_ACTION, Shared};
use crate::no_object;
use crate::object::{Synthetic, object};
use crate::suppress::SUPPRESS;

/// The most seconds of any duration of a test: a week, as the API has it.
const SECONDS_MAX: u64 = 604_800;
/// The shortest interval that the API accepts.
const EVERY_S_MIN: u64 = 30;
const STATUS_MAX: u64 = 599;
const DAYS_MAX: u64 = 365;
const LOCATIONS_MAX: u64 = 50;

const COMMON: &[Field] = &[
    required("symptom", FieldType::Clause, "what is wrong").example("'nobody can sign in from outside'"),
    required("impact", FieldType::Clause, "who is affected, and how").example("'clinicians cannot open a chart'"),
    FIRST_ACTION,
    required(
        "severity",
        FieldType::Severity,
        "how bad it is; routes and repetition follow from it",
    )
    .example("'P1'"),
    ENVIRONMENTS,
    required("locations", FieldType::Texts, "where Datadog requests it from")
        .example("['aws:us-east-1', 'aws:us-west-2']"),
    required(
        "every_s",
        FieldType::Count(SECONDS_MAX),
        "the time between two requests of a location",
    )
    .unit("seconds")
    .example("60"),
    optional(
        "failing_s",
        FieldType::Count(SECONDS_MAX),
        "how long it must fail before it alerts",
    )
    .unit("seconds")
    .default("alerts at the first failure"),
    optional(
        "failing_locations",
        FieldType::Count(LOCATIONS_MAX),
        "in how many locations it must fail",
    )
    .default("1"),
    SUPPRESS,
];

const HTTP: &[Field] = &[
    required(
        "path",
        FieldType::Text,
        "the path on the public host of the environment",
    )
    .example("'/health'"),
    optional(
        "status",
        FieldType::Count(STATUS_MAX),
        "the status that a good response has",
    )
    .default("200"),
    optional("contains", FieldType::Text, "a text that a good response contains"),
];

const TLS: &[Field] = &[required(
    "valid_days",
    FieldType::Count(DAYS_MAX),
    "alerts when the certificate of the public host is valid for fewer days",
)
.unit("days")
.example("21")];

/// A kind of synthetic test, as a constructor.
pub(crate) struct SyntheticConstructor {
    /// Its constructor: `ctx.synthetic.<name>`.
    pub(crate) name: &'static str,
    /// What it requests.
    pub(crate) summary: &'static str,
    pub(crate) fields: [&'static [Field]; 2],
    request: fn(&str, &Args<'_>, &mut Findings) -> Built<Request>,
}

/// Every kind of synthetic test.
pub(crate) const KINDS: &[&SyntheticConstructor] = &[
    &SyntheticConstructor {
        name: "http",
        summary: "Requests a page of the public host from outside.",
        fields: [COMMON, HTTP],
        request: http,
    },
    &SyntheticConstructor {
        name: "tls",
        summary: "Looks at the certificate of the public host from outside.",
        fields: [COMMON, TLS],
        request: tls,
    },
];

/// What a test requests, and what a good response is.
struct Request {
    subtype: &'static str,
    /// As people read it.
    text: String,
    request: Map<String, Value>,
    assertions: Vec<Map<String, Value>>,
}

pub(crate) fn build(
    catalog: &Catalog,
    env: &str,
    service: &Service,
    shared: &Shared<'_>,
    name: &str,
    value: &Value,
    findings: &mut Findings,
) -> Built<Synthetic> {
    let Some(constructed) = Constructed::read("synthetic", value, &[], findings)? else {
        return Err(no_object::no_object(
            ObjectKind::Synthetic,
            &service.name,
            name,
            findings,
        ));
    };
    let Some(kind) = KINDS.iter().find(|kind| kind.name == constructed.name) else {
        return constructed.unknown("synthetic", KINDS.iter().map(|kind| kind.name), findings);
    };
    let what = format!("synthetic test '{}/{name}'", service.name);
    let args = Args::read(what, constructed.args, &kind.fields, findings)?;
    environments::check(&args, &catalog.environments, findings)?;
    let host = catalog
        .environments
        .get(env)
        .and_then(|environment| environment.public_host.as_deref());
    let Some(host) = host else {
        let message = format!("{}: the environment '{env}' has no public_host", args.what());
        let finding = Finding::new("synthetic/no-host", message)
            .at("environments")
            .help("remove the environment, or set its public_host in policy/environments.libsonnet");
        return Err(args.reject("environments", finding, findings));
    };
    let outside = shared.outside(name, &args, findings);
    let request = (kind.request)(host, &args, findings);
    let locations = args.texts("locations", findings);
    let every_s = args.count("every_s", SECONDS_MAX, findings).and_then(|every_s| {
        if every_s >= EVERY_S_MIN {
            return Ok(every_s);
        }
        let message = format!("{}: every_s must be {EVERY_S_MIN} or more, not {every_s}", args.what());
        let finding = Finding::new("jsonnet/range", message).at("every_s");
        Err(args.reject("every_s", finding, findings))
    });
    let failing_s = args.count_or_none("failing_s", SECONDS_MAX, findings);
    let failing = args.count_or_none("failing_locations", LOCATIONS_MAX, findings);
    let (outside, request, locations, every_s) = (outside?, request?, locations?, every_s?);
    let failing = failing?.unwrap_or(1);
    if failing > locations.len() as u64 {
        let message = format!(
            "{}: {failing} locations cannot fail, it has {}",
            args.what(),
            locations.len()
        );
        let finding = Finding::new("synthetic/locations", message)
            .at("failing_locations")
            .help("name more locations, or let it fail in fewer");
        return Err(args.reject("failing_locations", finding, findings));
    }
    let options = object!({
        "tick_every": every_s,
        "min_failure_duration": failing_s?.unwrap_or(0),
        "min_location_failed": failing,
        // One lost packet is no outage: a second later it is requested again, twice.
        "retry": object!({ "count": 2, "interval": 1000 }),
        "monitor_name": outside.name.as_str(),
        "monitor_priority": outside.priority,
        "monitor_options": object!({ "renotify_interval": outside.renotify_min }),
    });
    let payload = object!({
        "type": "api",
        "subtype": request.subtype,
        "status": "live",
        "name": outside.name,
        "message": outside.message,
        "tags": outside.tags,
        "locations": locations.clone(),
        "config": object!({ "request": request.request, "assertions": request.assertions }),
        "options": options,
    });
    Ok(Synthetic {
        severity: outside.severity,
        symptom: outside.symptom,
        impact: outside.impact,
        request: request.text,
        locations: locations.len(),
        every_s,
        notifies: outside.notifies,
        suppress: outside.suppress,
        payload: payload.into(),
    })
}

fn http(host: &str, args: &Args<'_>, findings: &mut Findings) -> Built<Request> {
    let path = args.text("path", findings).and_then(|path| {
        if path.starts_with('/') {
            return Ok(path);
        }
        let finding = Finding::new("synthetic/path", format!("{}: path must begin with '/'", args.what()))
            .at("path")
            .help("the host is that of the environment: write '/health'");
        Err(args.reject("path", finding, findings))
    });
    let status = args.count_or_none("status", STATUS_MAX, findings);
    let contains = args.text_or_none("contains", findings);
    let (path, status, contains) = (path?, status?.unwrap_or(200), contains?);
    let mut assertions = vec![object!({ "type": "statusCode", "operator": "is", "target": status })];
    if let Some(text) = contains {
        assertions.push(object!({ "type": "body", "operator": "contains", "target": text }));
    }
    let url = format!("https://{host}{path}");
    Ok(Request {
        subtype: "http",
        text: format!("GET {url}"),
        request: object!({ "method": "GET", "url": url, "timeout": 30, "noSavingResponseBody": true }),
        assertions,
    })
}

fn tls(host: &str, args: &Args<'_>, findings: &mut Findings) -> Built<Request> {
    let days = args.count("valid_days", DAYS_MAX, findings)?;
    Ok(Request {
        subtype: "ssl",
        text: format!("the certificate of {host}:443"),
        request: object!({ "host": host, "port": 443, "servername": host }),
        assertions: vec![object!({ "type": "certificate", "operator": "isInMoreThan", "target": days })],
    })
}
