use std::collections::BTreeMap;
use std::sync::Arc;

use datadog_simulator::world::{Downtime, DowntimeTarget};
use model::{ObjectKind, ObjectPath, Suppressions};
use proptest::prelude::*;
use render::{Monitor, Spec};
use serde_json::json;

use super::*;

const RECURRING: &str = "recurring: { start: '2026-12-06T02:00:00', duration: 2h, rrule: 'FREQ=WEEKLY;BYDAY=SU', timezone: America/New_York }\n";
const RESTART: &str = "reason: the stores restart\nscope: { services: [redis] }\n";
/// A window in prod mutes a page.
const BECAUSE: &str = "mutes_p1_because: on-call runs the upgrade\n";

fn catalog() -> Catalog {
    let environment = |notify: &str| json!({ "title": "t", "organisation": "acme", "cluster": "c", "notify": notify, "secret_store": "vault", "secret_path": "p", "log_retention_days": 3 });
    let service = |team: &str| {
        json!({
            "name": "n", "file": "f", "title": "t", "purpose": "p", "team": team, "tier": 1, "runs": { "kind": "managed" }, "archetypes": [], "consumes": [],
            "produces": [], "depends_on": [], "slos": {}, "tune": {}, "without": {},
        })
    };
    let severity = |priority: u8| json!({ "priority": priority, "meaning": "m", "response": "r", "renotify_min": 0 });
    let platform = json!({
        "name": "n", "slug": "s", "metric_prefix": "acme.", "repository": "r", "repository_git": "g", "revision": "main", "managed_by": "m",
        "services_namespace": "s", "agent_namespace": "a", "argocd_namespace": "c", "charts": {},
    });
    let catalog = json!({
        "platform": platform,
        "environments": { "dev": environment("never"), "guarded": environment("never"), "prod": environment("page") },
        "organisations": { "acme": { "site": "s", "app": "a", "owner": "prod", "slack_account": "acme" } },
        "teams": { "data": { "title": "t", "charter": "c", "slack": "slack-data-{env}", "pagerduty": "pagerduty-data", "pagerduty_low": "pagerduty-data-low" } },
        "severities": { "P1": severity(1), "P3": severity(3) },
        "routes": { "page": { "P1": ["pagerduty", "slack"], "P3": ["slack"] }, "never": { "P1": [], "P3": [] } },
        "maintenance": { "longest_hours": 24, "longest_ahead_days": 400, "never_muted": { "vault/*": "they guard the keys", "elastic/breach": "a breach" } },
        "tags": {}, "metrics": {}, "archetypes": {},
        "services": { "redis": service("data"), "kafka": service("data"), "idle": service("data"), "vault": service("data"), "elastic": service("data") },
    });
    serde_json::from_value(catalog).expect("a catalog")
}

fn objects() -> Vec<Object> {
    let monitor = |env: &str, service: &str, name: &str, severity: &str, notifies: &[&str]| Object {
        scope: env.to_owned(),
        path: ObjectPath {
            service: service.to_owned(),
            kind: ObjectKind::Monitor,
            name: name.to_owned(),
        },
        origin: "own".to_owned(),
        linked: None,
        spec: Spec::Monitor(Monitor {
            severity: severity.to_owned(),
            symptom: String::new(),
            impact: String::new(),
            window: String::new(),
            minimum: None,
            unit: String::new(),
            limit: None,
            shown_in: render::ShownUnit {
                text: String::new(),
                of_unit: None,
            },
            no_data: String::new(),
            notifies: notifies.iter().map(|handle| (*handle).to_owned()).collect(),
            metrics: Vec::new(),
            suppress: Suppressions::new(),
            payload: json!({ "tags": [format!("env:{env}"), format!("service:{service}"), "team:data", format!("severity:{}", severity.to_lowercase())] }),
        }),
    };
    vec![
        monitor("prod", "redis", "down", "P1", &["pagerduty-data", "slack-data-prod"]),
        monitor("prod", "redis", "memory", "P3", &["slack-data-prod"]),
        monitor("prod", "kafka", "lag", "P3", &["slack-data-prod"]),
        monitor("dev", "redis", "down", "P1", &[]),
        monitor("guarded", "vault", "key-leaked", "P3", &[]),
        monitor("guarded", "vault", "login", "P3", &[]),
        monitor("guarded", "elastic", "breach", "P1", &[]),
        monitor("guarded", "elastic", "slow", "P3", &[]),
    ]
}

fn report(env: &str, text: &str) -> Report {
    let (catalog, objects) = (catalog(), objects());
    let input = Input {
        catalog: &catalog,
        objects: &objects,
        sources: &BTreeMap::new(),
        now: parse_time("2026-12-01").expect("a day"),
    };
    let file = WindowFile {
        env: env.to_owned(),
        name: "w".to_owned(),
        path: "w.yaml".to_owned(),
        text: Arc::from(text),
    };
    check(input, &[file], None)
}

/// The window has these findings: `rule: message [the underlined text]`.
#[track_caller]
fn found(env: &str, text: &str, expected: &[&str]) -> Report {
    let report = report(env, text);
    let found: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            assert!(
                finding.help.as_ref().is_some_and(|help| !help.is_empty()),
                "{finding:?}"
            );
            let place = finding.place.as_ref().expect("a place");
            let excerpt = place.excerpt.as_ref().map_or("", |(text, at)| &text[at.clone()]);
            format!("{}: {} [{excerpt}]", finding.rule, finding.message)
        })
        .collect();
    assert_eq!(found, expected, "{text}");
    report
}

#[test]
fn a_window_mutes_the_monitors_that_its_downtimes_select() {
    let muted = |env: &str, scope: &str, more: &str| {
        let report = found(
            env,
            &format!("reason: the stores restart\nscope: {scope}\n{RECURRING}{more}"),
            &[],
        );
        let mutes = report.windows[0].mutes.iter();
        mutes.map(|muted| muted.monitor.clone()).collect::<Vec<_>>()
    };
    assert_eq!(muted("prod", "{ services: [kafka] }", ""), ["kafka/lag"]);
    assert_eq!(
        muted("prod", "{ services: [kafka, redis] }", BECAUSE),
        ["redis/down", "kafka/lag", "redis/memory"]
    );
    assert_eq!(
        muted("prod", "{ teams: [data], monitor_tags: ['severity:p3'] }", ""),
        ["kafka/lag", "redis/memory"]
    );
    assert_eq!(muted("prod", "{ monitor_tags: ['env:prod'] }", BECAUSE).len(), 3);
    assert_eq!(muted("dev", "{ teams: [data] }", ""), ["redis/down"]);
}

/// The tags are those of the payload that Terraform sends.
#[test]
fn a_downtime_has_the_tags_that_terraform_sends() {
    let payload =
        json!({ "scope": "*", "monitor_identifier": { "monitor_tags": ["env:prod", "team:data", "severity:p3"] } });
    let sent = Downtime::from_payload("w", &payload, 0).expect("a downtime").monitors;
    let text =
        format!("reason: the stores restart\nscope: {{ teams: [data], monitor_tags: ['severity:p3'] }}\n{RECURRING}");
    let window = documents::window::Window::parse(&text).expect("a window");
    let file = WindowFile {
        env: "prod".to_owned(),
        name: "w".to_owned(),
        path: String::new(),
        text: Arc::from(text),
    };
    let mut findings = Vec::new();
    let selected = downtimes::selected(
        "prod",
        &window,
        &catalog(),
        &mut reporter::Reporter::new(&file, &mut findings),
    );
    let sorted = |target: &DowntimeTarget| match target {
        DowntimeTarget::Tags(tags) => tags.iter().cloned().collect::<std::collections::BTreeSet<_>>(),
        DowntimeTarget::Id(id) => panic!("an id: {id}"),
    };
    assert_eq!(
        selected.iter().map(|s| sorted(&s.target)).collect::<Vec<_>>(),
        [sorted(&sent)]
    );
}

#[test]
fn names_that_do_not_exist_and_scopes_that_mute_nothing() {
    let scope = |scope: &str| format!("reason: the stores restart\nscope: {scope}\n{RECURRING}");
    found(
        "prod",
        &scope("{ services: [rediss] }"),
        &["maintenance/unknown-service: window 'prod/w' names the unknown service 'rediss' [rediss]"],
    );
    found(
        "prod",
        &scope("{ teams: [date] }"),
        &["maintenance/unknown-team: window 'prod/w' names the unknown team 'date' [date]"],
    );
    found(
        "prod",
        &scope("{ services: [kafka, idle] }"),
        &["maintenance/mutes-nothing: window 'prod/w' mutes nothing: no monitor of prod has service 'idle' [idle]"],
    );
    found(
        "prod",
        &scope("{ monitor_tags: ['severity:p5'] }"),
        &["maintenance/mutes-nothing: window 'prod/w' mutes nothing: no monitor of prod has its tags ['severity:p5']"],
    );
    // The service has monitors; the tags leave none of them.
    for (tags, named) in [
        ("['severity:p5']", "the tag 'severity:p5'"),
        ("['severity:p3', 'a:b']", "the tags 'severity:p3', 'a:b'"),
    ] {
        let expected = format!(
            "maintenance/mutes-nothing: window 'prod/w' mutes nothing: no monitor of prod has service 'redis' and {named} [redis]"
        );
        found(
            "prod",
            &scope(&format!("{{ services: [redis], monitor_tags: {tags} }}")),
            &[&expected],
        );
    }
    found(
        "qa",
        &scope("{ teams: [data] }"),
        &["maintenance/unknown-environment: window 'w' is in the unknown environment 'qa' []"],
    );
}

#[test]
fn a_muted_page_needs_a_reason_and_a_reason_needs_a_page() {
    found(
        "prod",
        &format!("{RESTART}{RECURRING}"),
        &["maintenance/mutes-p1: window 'prod/w' mutes P1 monitors that page: redis/down [the stores restart]"],
    );
    let report = found("prod", &format!("{RESTART}{RECURRING}{BECAUSE}"), &[]);
    assert!(report.windows[0].mutes[0].pages);
    // Development pages nobody.
    found("dev", &format!("{RESTART}{RECURRING}"), &[]);
    found(
        "dev",
        &format!("{RESTART}{RECURRING}{BECAUSE}"),
        &["maintenance/unused-reason: window 'dev/w' mutes no P1 that pages [on-call runs the upgrade]"],
    );
}

/// Whatever selects them: the environment, a team, a service. A severity leaves them out.
#[test]
fn what_watches_the_watchers_is_never_muted() {
    let scope = |scope: &str, expected: &[&str]| {
        found(
            "guarded",
            &format!("reason: the stores restart\nscope: {scope}\n{RECURRING}"),
            expected,
        )
    };
    let all = "maintenance/never-muted: window 'guarded/w' mutes what no window may mute: elastic/breach and 2 more";
    let report = scope(
        "{ monitor_tags: ['env:guarded'] }",
        &[&format!("{all} ['env:guarded']")],
    );
    let help = report.findings[0].help.clone().unwrap_or_default();
    assert!(
        help.contains("a breach (never_muted in jsonnet/policy/maintenance.libsonnet)"),
        "{help}"
    );
    scope("{ teams: [data] }", &[&format!("{all} [data]")]);
    scope(
        "{ services: [vault] }",
        &[
            "maintenance/never-muted: window 'guarded/w' mutes what no window may mute: vault/key-leaked and 1 more [vault]",
        ],
    );
    scope("{ services: [elastic], monitor_tags: ['severity:p3'] }", &[]);
}

#[test]
fn an_entry_of_never_muted_that_is_no_monitor() {
    let (mut catalog, objects) = (catalog(), objects());
    let limits = catalog.maintenance.as_mut().expect("limits");
    limits.never_muted = BTreeMap::from([
        ("redis/donw".to_owned(), "r".to_owned()),
        ("redsi/*".to_owned(), "r".to_owned()),
        ("redis/down".to_owned(), "r".to_owned()),
        ("kafka/*".to_owned(), "r".to_owned()),
    ]);
    let policy = "{ never_muted: { 'redis/donw': 'r' } }".to_owned();
    let sources = BTreeMap::from([(
        "policy/maintenance.libsonnet".to_owned(),
        repository::Source::new(policy),
    )]);
    let input = Input {
        catalog: &catalog,
        objects: &objects,
        sources: &sources,
        now: parse_time("2026-12-01").expect("a day"),
    };
    let findings = check(input, &[], None).findings;
    let shown: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        shown,
        [
            "'redis/donw' of never_muted is no monitor",
            "'redsi/*' of never_muted is no monitor"
        ]
    );
    assert_eq!(findings[0].help.as_deref(), Some("did you mean 'redis/down'?"));
    let excerpt = findings[0].place.as_ref().and_then(|place| place.excerpt.as_ref());
    assert_eq!(excerpt.map(|(text, at)| &text[at.clone()]), Some("redis/donw"));
}

#[test]
fn a_window_is_announced_where_a_channel_exists() {
    let notify = |team: &str| format!("{RESTART}{RECURRING}notify: {{ teams: [{team}] }}\n");
    found("prod", &(notify("data") + BECAUSE), &[]);
    found(
        "dev",
        &notify("data"),
        &[
            "maintenance/missing-integration: window 'dev/w' notifies team 'data', whose channel no route of dev notifies [data]",
        ],
    );
    found(
        "dev",
        &notify("dta"),
        &["maintenance/unknown-team: window 'dev/w' names the unknown team 'dta' [dta]"],
    );
}

#[test]
fn the_next_times_are_in_the_time_zone_of_the_window() {
    let next = |schedule: &str| {
        let report = found("dev", &format!("{RESTART}{schedule}"), &[]);
        text(&[&report.windows[0]])
    };
    let printed = "dev/w: the stores restart
  next   Sun 2026-12-06 02:00 to 04:00 EST
         Sun 2026-12-13 02:00 to 04:00 EST
         Sun 2026-12-20 02:00 to 04:00 EST
  mutes  1 monitor: P1 1
         P1  redis/down  data
";
    assert_eq!(next(RECURRING), printed);
    // A window that is active now, and ends on another day.
    let once = next("once: { start: '2026-11-30T20:00:00Z', end: '2026-12-01T04:00:00Z' }\n");
    assert!(
        once.contains("  next   Mon 2026-11-30 20:00 to Tue 2026-12-01 04:00 UTC\n"),
        "{once}"
    );
    // Clocks go back an hour while it is active.
    let clocks = RECURRING
        .replace("2026-12-06T02:00:00", "2027-11-07T01:30:00")
        .replace("2h", "1h");
    let clocks = next(&clocks);
    assert!(
        clocks.contains("  next   Sun 2027-11-07 01:30 EDT to 01:30 EST\n         Sun 2027-11-14 01:30 to 02:30 EST\n"),
        "{clocks}"
    );
}

#[test]
fn a_schedule_that_is_over_or_never_begins_or_never_ends() {
    let schedule = |schedule: &str, expected: &str| {
        found("dev", &format!("{RESTART}{schedule}\n"), &[expected]);
    };
    let recurring = |rule: &str, duration: &str| {
        format!("recurring: {{ start: '2026-11-01T02:00:00', duration: {duration}, rrule: '{rule}', timezone: UTC }}")
    };
    schedule(
        "once: { start: '2026-11-30T20:00:00Z', end: '2026-12-01T00:00:00Z' }",
        "maintenance/over: window 'dev/w' is over since 2026-12-01 ['2026-11-30T20:00:00Z']",
    );
    schedule(
        &recurring("FREQ=DAILY;COUNT=2", "1h"),
        "maintenance/over: window 'dev/w' is over since 2026-11-02 ['FREQ=DAILY;COUNT=2']",
    );
    schedule(
        &recurring("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "1h"),
        "maintenance/never: window 'dev/w' never occurs ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30']",
    );
    schedule(
        &recurring("FREQ=DAILY", "24h"),
        "maintenance/always: window 'dev/w' begins again before it ends, so it never ends [24h]",
    );
    schedule(
        &recurring("FREQ=WEEKLY", "25h"),
        "maintenance/too-long: window 'dev/w' lasts longer than 24 hours [25h]",
    );
    schedule(
        "once: { start: '2028-01-05T00:00:01Z', end: '2028-01-05T01:00:00Z' }",
        "maintenance/too-far-ahead: window 'dev/w' begins on 2028-01-05, more than 400 days ahead ['2028-01-05T00:00:01Z']",
    );
    found(
        "dev",
        &format!("{RESTART}once: {{ start: '2028-01-05T00:00:00Z', end: '2028-01-05T01:00:00Z' }}\n"),
        &[],
    );
    schedule(
        &recurring("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", "1h").replace("2026-11-01", "2062-02-28"),
        "maintenance/too-far-ahead: window 'dev/w' begins on 2064-02-29, more than 400 days ahead ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2']",
    );
    schedule(
        "once: { start: '2026-12-06T07:00:00Z', end: '2026-12-06T06:00:00Z' }",
        "maintenance/time: window 'dev/w' ends before it starts ['2026-12-06T06:00:00Z']",
    );
}

#[test]
fn times_rules_and_time_zones_that_datadog_rejects() {
    let recurring = |start: &str, duration: &str, rule: &str, zone: &str| {
        format!("{RESTART}recurring: {{ start: {start}, duration: {duration}, rrule: '{rule}', timezone: {zone} }}\n")
    };
    let (start, rule) = ("2026-12-06T02:00:00", "FREQ=WEEKLY");
    let case = |text: String, expected: &str, help: &str| {
        let report = found("dev", &text, &[expected]);
        let given = report.findings[0].help.clone().unwrap_or_default();
        assert!(given.contains(help), "{given}");
    };
    case(
        recurring("2026-12-06T02:00:00Z", "2h", rule, "UTC"),
        "maintenance/time: window 'dev/w' has no time without an offset in recurring.start: '2026-12-06T02:00:00Z' [2026-12-06T02:00:00Z]",
        "in the time zone of the window",
    );
    case(
        recurring(start, "90s", rule, "UTC"),
        "maintenance/time: window 'dev/w' has no duration in recurring.duration: '90s' [90s]",
        "m, h, d or w",
    );
    case(
        recurring(start, "2h", rule, "America/New_Yrok"),
        "maintenance/time-zone: window 'dev/w' has the unknown time zone 'America/New_Yrok' [America/New_Yrok]",
        "did you mean 'America/New_York'?",
    );
    case(
        recurring(start, "2h", rule, "america/new_york"),
        "maintenance/time-zone: window 'dev/w' has the unknown time zone 'america/new_york' [america/new_york]",
        "America/New_York",
    );
    case(
        recurring(start, "2h", "FREQ=WEEKLY;BYDAY=SO", "UTC"),
        "maintenance/rule: window 'dev/w' has no recurrence rule: 'SO' is not a valid value of BYDAY [BYDAY=SO]",
        "",
    );
    case(
        recurring(start, "2h", "FREQ=HOURLY", "UTC"),
        "maintenance/rule: window 'dev/w' cannot be evaluated: recurrence rule 'FREQ=HOURLY' recurs within a day, which is not evaluated ['FREQ=HOURLY']",
        "recur daily, weekly, monthly or yearly",
    );
    case(
        format!("{RESTART}once: {{ start: 2026-12-06T02:00:00-05:00, end: 2026-12-06T08:00:00Z }}\n"),
        "maintenance/time: window 'dev/w' has no time in UTC in once.start: '2026-12-06T02:00:00-05:00' [2026-12-06T02:00:00-05:00]",
        "2026-12-06T07:00:00Z",
    );
}

proptest! {
    /// No schedule makes it panic, and every finding underlines a part of the file.
    #[test]
    fn findings_are_within_the_file(
        start in "(2026-1[0-3]-[0-3][0-9]T[0-2][0-9]:00:00Z?|[^'\n]{0,12})",
        duration in "([0-9]{0,20}[smhdwé]?)",
        rule in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY|HOURLY)|X)(;(BYDAY|INTERVAL|COUNT|BYMONTHDAY|UNTIL)=[0-9A-Zé,-]{0,9}){0,3}",
        zone in "(UTC|Europe/Berlin|[^'\n]{0,8})",
    ) {
        let quoted = |text: &str| format!("'{text}'");
        let text = format!(
            "{RESTART}recurring: {{ start: {}, duration: {}, rrule: {}, timezone: {} }}\n",
            quoted(&start), quoted(&duration), quoted(&rule), quoted(&zone)
        );
        for finding in report("dev", &text).findings {
            let (file, at) = finding.place.expect("a place").excerpt.expect("an excerpt");
            prop_assert!(file.get(at).is_some());
        }
    }
}

/// The findings of a downtime of the service redis in prod whose file has this text, next to a window; `rule: message [the underlined text]`.
fn declared(tags: &[&str], text: &str, window: &str) -> Vec<String> {
    let (catalog, mut objects) = (catalog(), objects());
    objects.push(Object {
        scope: "prod".to_owned(),
        path: ObjectPath {
            service: "redis".to_owned(),
            kind: ObjectKind::Downtime,
            name: "snapshots".to_owned(),
        },
        origin: render::OWN.to_owned(),
        linked: None,
        spec: Spec::Downtime(render::Downtime {
            reason: "snapshots fill the disk at night".to_owned(),
            monitor_tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            schedule: render::Schedule::Recurring {
                start: "2026-12-06T02:00:00".to_owned(),
                duration: "30h".to_owned(),
                rrule: "FREQ=WEEKLY;BYDAY=SU".to_owned(),
                timezone: "UTC".to_owned(),
            },
            mutes_p1_because: None,
            suppress: Suppressions::new(),
            payload: json!({}),
        }),
    });
    let path = "services/redis/downtimes/snapshots.libsonnet".to_owned();
    let sources = BTreeMap::from([(path, repository::Source::new(text.to_owned()))]);
    let input = Input {
        catalog: &catalog,
        objects: &objects,
        sources: &sources,
        now: parse_time("2026-12-01").expect("a day"),
    };
    let file = WindowFile {
        env: "prod".to_owned(),
        name: "w".to_owned(),
        path: "w.yaml".to_owned(),
        text: Arc::from(window),
    };
    let report = check(input, &[file], Some("prod"));
    assert!(check(input, &[], Some("dev")).windows.is_empty());
    report
        .findings
        .iter()
        .map(|finding| {
            let excerpt = finding.place.as_ref().and_then(|place| place.excerpt.as_ref());
            let excerpt = excerpt.map_or("", |(text, at)| &text[at.clone()]);
            format!("{}: {} [{excerpt}]", finding.rule, finding.message)
        })
        .collect()
}

/// A downtime of a service follows the rules of windows, and its findings are at the fields of its file.
#[test]
fn a_downtime_of_a_service_follows_the_rules_of_windows() {
    const KAFKA: &str = "reason: the brokers restart\nscope: { services: [kafka] }\nrecurring: { start: '2026-12-06T03:00:00', duration: 1h, rrule: 'FREQ=WEEKLY;BYDAY=SU', timezone: UTC }\n";
    let text = "function(ctx) ctx.downtime.recurring({ reason: 'snapshots fill the disk at night', monitor: 'memroy', duration: '30h' })";
    assert_eq!(
        declared(&["runbook:redis/memroy"], text, KAFKA),
        [
            "maintenance/mutes-nothing: window 'prod/redis/snapshots' mutes nothing: no monitor of prod has service 'redis' and the tag 'runbook:redis/memroy' [snapshots fill the disk at night]",
            "maintenance/too-long: window 'prod/redis/snapshots' lasts longer than 24 hours [30h]",
        ]
    );
    assert_eq!(
        declared(&[], text, KAFKA)[0],
        "maintenance/mutes-p1: window 'prod/redis/snapshots' mutes P1 monitors that page: redis/down [snapshots fill the disk at night]"
    );
}

#[test]
fn a_downtime_is_declared_once() {
    let window = |day: &str| {
        format!(
            "reason: the stores restart\nscope: {{ services: [redis], monitor_tags: ['severity:p3'] }}\nrecurring: {{ start: '2026-12-06T02:00:00', duration: 2h, rrule: 'FREQ=WEEKLY;BYDAY={day}', timezone: UTC }}\n"
        )
    };
    let twice = |day: &str| {
        let found = declared(&["severity:p3"], "", &window(day));
        found
            .into_iter()
            .filter(|finding| finding.starts_with("maintenance/twice"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        twice("SU"),
        ["maintenance/twice: window 'prod/redis/snapshots' mutes at the same time the same monitors as 'w' []"]
    );
    assert_eq!(twice("TU"), [""; 0]);
}
