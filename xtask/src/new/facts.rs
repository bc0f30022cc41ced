//! The values that fill the templates.

use std::time::{SystemTime, UNIX_EPOCH};

use render::{Catalog, Environment, Service, Team};

use super::names::{phrase, title};

/// `template` with every `<<field>>` replaced. A line with a field of several lines is repeated for each of them.
pub(super) fn fill(template: &str, facts: &[(&str, String)]) -> String {
    facts.iter().fold(template.to_owned(), |text, (field, value)| {
        let field = format!("<<{field}>>");
        let lines = text.split_inclusive('\n');
        lines.map(|line| filled(line, &field, value)).collect()
    })
}

fn filled(line: &str, field: &str, value: &str) -> String {
    if !line.contains(field) || !value.contains('\n') {
        return line.replace(field, value);
    }
    value.lines().map(|value| line.replace(field, value)).collect()
}

/// The values for an object of `service`.
pub(super) fn of_service(catalog: &Catalog, service: &Service, name: &str) -> Vec<(&'static str, String)> {
    let depends_on = if service.depends_on.is_empty() {
        "none declared".to_owned()
    } else {
        service.depends_on.join(", ")
    };
    let mut facts = vec![
        ("service", service.name.clone()),
        ("name", name.to_owned()),
        ("phrase", phrase(name)),
        ("title", service.title.clone()),
        ("purpose", service.purpose.clone()),
        ("impact", impact(service)),
        ("depends_on", depends_on),
        ("look", look(catalog, service)),
        ("changes", changes(catalog, service)),
        ("alert_by_env", by_env(catalog)),
        ("signal", ratio(catalog, service)),
        ("today", today()),
    ];
    if let Some(team) = catalog.teams.get(&service.team) {
        facts.extend(of_team(team));
        facts.push(("notified", notified(catalog, team)));
    }
    facts.extend(least(catalog).map(|severity| ("severity", severity.to_owned())));
    facts
}

/// The impact of a draft, as a text of Jsonnet. Its tests name its middle.
fn impact(service: &Service) -> String {
    let impact = format!("users of {} are affected: it {}", service.title, service.purpose);
    impact.replace('\\', r"\\").replace('\'', r"\'")
}

/// The severity that matters least.
fn least(catalog: &Catalog) -> Option<&str> {
    let severities = catalog.severities.iter();
    let least = severities.max_by_key(|(_, severity)| severity.priority);
    least.map(|(name, _)| name.as_str())
}

/// Whom a draft notifies, in each environment.
fn notified(catalog: &Catalog, team: &Team) -> String {
    let severity = least(catalog).unwrap_or_default();
    let of_env = |(env, environment): (&String, &Environment)| {
        let handles = catalog.handles(&environment.notify, env, team, severity);
        format!("envs: [{env}], to: [{}]", handles.join(", "))
    };
    let environments: Vec<_> = catalog.environments.iter().map(of_env).collect();
    environments.join("\n")
}

fn of_team(team: &Team) -> [(&'static str, String); 3] {
    let channel = team.slack.replace("{env}", "prod");
    [
        ("team_title", team.title.clone()),
        (
            "slack",
            format!("#{}", channel.strip_prefix("slack-").unwrap_or(&channel)),
        ),
        ("pagerduty", team.pagerduty.clone()),
    ]
}

/// The values for a maintenance window of `team`. It mutes the severity that matters least.
pub(super) fn of_window(catalog: &Catalog, name: &str, team: &str) -> Vec<(&'static str, String)> {
    vec![
        ("phrase", phrase(name)),
        ("team", team.to_owned()),
        ("severity", least(catalog).unwrap_or_default().to_lowercase()),
        ("today", today()),
    ]
}

/// The values for a new service, or for a dashboard across services.
pub(super) fn of_platform(catalog: &Catalog, name: &str, team: &str) -> Vec<(&'static str, String)> {
    let archetypes: Vec<_> = catalog.archetypes.keys().map(String::as_str).collect();
    let archetype = if catalog.archetypes.contains_key("workload") {
        "'workload'"
    } else {
        ""
    };
    vec![
        ("name", name.to_owned()),
        ("phrase", phrase(name)),
        ("title", title(name)),
        ("team", team.to_owned()),
        ("archetypes", archetypes.join(", ")),
        ("archetype", archetype.to_owned()),
    ]
}

/// The command that shows the pods of `service`, or of all services if it is managed elsewhere.
fn look(catalog: &Catalog, service: &Service) -> String {
    let namespace = &catalog.platform.services_namespace;
    let pods = format!("kubectl -n {namespace} get pods");
    match service.runs.kind.as_str() {
        "deployment" | "stateful-set" | "daemon-set" => {
            format!("{pods} -l app.kubernetes.io/name={} -o wide", service.name)
        }
        _ => pods,
    }
}

/// The command that shows recent changes, as a line of a shell block.
fn changes(catalog: &Catalog, service: &Service) -> String {
    let namespace = &catalog.platform.services_namespace;
    let kind = match service.runs.kind.as_str() {
        "deployment" => "deployment",
        "stateful-set" => "statefulset",
        "daemon-set" => "daemonset",
        _ => return format!("   kubectl -n {namespace} get events --sort-by=.lastTimestamp | tail -n 30"),
    };
    format!("   kubectl -n {namespace} rollout history {kind}/{}", service.name)
}

/// A threshold for each environment: the lowest where alerts page, the highest where they notify no one.
fn by_env(catalog: &Catalog) -> String {
    let threshold = |notify: &str| match notify {
        "page" => 50,
        "post" => 200,
        _ => 500,
    };
    let field = |name: &str| {
        if name.contains('-') {
            format!("'{name}'")
        } else {
            name.to_owned()
        }
    };
    let entries: Vec<_> = catalog
        .environments
        .iter()
        .map(|(name, env)| format!("{}: {}", field(name), threshold(&env.notify)))
        .collect();
    entries.join(", ")
}

/// A ratio signal for a new SLO: one of the service's archetypes, otherwise the first pair of metrics in the catalog that is named like `jobs.failed` and
/// `jobs.total`.
fn ratio(catalog: &Catalog, service: &Service) -> String {
    let known = |archetype: &str| service.archetypes.iter().any(|a| a == archetype);
    if known("http-service") {
        return "ctx.signals['http-service'].errors".to_owned();
    }
    if known("worker") {
        return "ctx.signals.worker.failures".to_owned();
    }
    let stem = |name: &str| {
        name.strip_suffix(".failed")
            .filter(|stem| catalog.metrics.contains_key(&format!("{stem}.total")))
            .map(str::to_owned)
    };
    let stem = catalog
        .metrics
        .keys()
        .find_map(|name| stem(name))
        .unwrap_or_else(|| "jobs".to_owned());
    format!("ctx.signal.ratio({{ title: 'Failures', bad: '{stem}.failed', of: '{stem}.total' }})")
}

/// Today in UTC, as `2026-01-31`.
fn today() -> String {
    let days = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() / 86_400);
    date(days)
}

/// The date `days` after 1970-01-01, counted in eras of 400 years that begin on 1 March: the leap day is then the last of its year.
fn date(days: u64) -> String {
    let since_era_zero = days + 719_468;
    let (era, day_of_era) = (since_era_zero / 146_097, since_era_zero % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_account_for_leap_years() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(19_782), "2024-02-29");
        assert_eq!(date(20_513), "2026-03-01");
        assert_eq!(date(20_512), "2026-02-28");
    }

    #[test]
    fn every_occurrence_of_a_field_is_filled() {
        assert_eq!(
            fill("<<a>> <<b>> <<a>>", &[("a", "1".to_owned()), ("b", "2".to_owned())]),
            "1 2 1"
        );
    }

    #[test]
    fn a_line_is_repeated_for_each_line_of_a_field() {
        let facts = [("a", "1".to_owned()), ("each", "x\ny".to_owned())];
        assert_eq!(
            fill("to:\n  - <<a>>, <<each>>\nend <<a>>\n", &facts),
            "to:\n  - 1, x\n  - 1, y\nend 1\n"
        );
    }
}
