//! Log indexes: the first one whose filter matches takes a line, so an earlier filter can leave nothing for a later one.

use std::collections::BTreeMap;
use std::ops::Range;

use datadog_query::search::{Clause, Expr, Node, Options, Search, parse_with};
use diagnostics::Diagnostic;
use documents::account::{Hipaa, Index, Indexes, Policy};
use documents::yaml::Located;

use super::read;
use crate::Files;

const PATH: &str = "terraform/logs/indexes.yaml";

/// The retentions that Datadog offers for an index, in days.
const RETENTIONS: [u32; 9] = [3, 7, 15, 30, 45, 60, 90, 180, 360];

/// The policy of an organisation.
struct Organisation {
    /// For how many days each environment keeps lines.
    retention_days: BTreeMap<String, u32>,
    hipaa: Hipaa,
}

pub(crate) fn check(files: &Files, findings: &mut Vec<Diagnostic>) {
    let Some(text) = files.get(PATH) else { return };
    let Some(Indexes { indexes }) = read(files, PATH, findings) else {
        return;
    };
    let error = |rule: &str, message: String, at: &Range<usize>| {
        Diagnostic::error(rule, message).at(PATH, text.clone(), at.clone())
    };
    hidden(&indexes, &error, findings);
    exclusions(&indexes, &error, findings);
    let policy = policies(files, findings);
    for (position, index) in indexes.iter().enumerate() {
        let Some((days, at)) = retention(index, &policy, &error, findings) else {
            continue;
        };
        if !RETENTIONS.contains(&days) {
            let message = format!(
                "index '{}' keeps lines {days} days, which Datadog does not offer",
                *index.name
            );
            let offered = RETENTIONS.map(|days| days.to_string()).join(", ");
            findings.push(error("terraform/retention", message, &at).help(format!("use one of {offered}")));
        }
        // The first index holds the audit trail, which the policy is about.
        let min = policy.iter().map(|policy| policy.hipaa.index_retention_days_min).max();
        if let Some(min) = min.filter(|min| position == 0 && days < *min) {
            let message = format!(
                "index '{}' keeps the audit trail {days} days, less than the {min} of HIPAA's policy",
                *index.name
            );
            let help =
                format!("keep it {min} days or longer: index_retention_days_min in jsonnet/policy/hipaa.libsonnet");
            findings.push(error("terraform/retention", message, &at).help(help));
        }
    }
}

type ErrorAt<'a> = dyn Fn(&str, String, &Range<usize>) -> Diagnostic + 'a;

/// The days that an index keeps lines, and where that is written.
fn retention(
    index: &Index,
    policies: &[Organisation],
    error: &ErrorAt<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<(u32, Range<usize>)> {
    match (&index.retention_days, &index.environment) {
        (Some(days), None) => Some((**days, days.span.clone())),
        (None, Some(env)) => {
            let known = |policy: &Organisation| policy.retention_days.get(&**env).copied();
            let days = policies.iter().find_map(known);
            if days.is_none() && !policies.is_empty() {
                let names = policies
                    .iter()
                    .flat_map(|policy| policy.retention_days.keys().map(String::as_str));
                let message = format!(
                    "index '{}' is of the environment '{}', which does not exist",
                    *index.name, **env
                );
                findings
                    .push(error("terraform/retention", message, &env.span).help(diagnostics::suggestion(env, names)));
            }
            days.map(|days| (days, env.span.clone()))
        }
        _ => {
            let message = format!(
                "index '{}' must have either 'retention_days' or 'environment'",
                *index.name
            );
            let help = "'environment' takes the days from jsonnet/policy/environments.libsonnet";
            findings.push(error("terraform/retention", message, &index.name.span).help(help));
            None
        }
    }
}

/// The policies of all organisations. Without one, nothing says how long lines must be kept.
fn policies(files: &Files, findings: &mut Vec<Diagnostic>) -> Vec<Organisation> {
    let mut policies = Vec::new();
    for (path, text) in files {
        if !(path.starts_with("terraform/policy/") && path.ends_with(".json")) {
            continue;
        }
        match serde_json::from_str(text) {
            Ok(Policy::Organisation { environments, hipaa }) => {
                let days = environments
                    .into_iter()
                    .map(|(name, env)| (name, env.log_retention_days));
                policies.push(Organisation {
                    retention_days: days.collect(),
                    hipaa,
                });
            }
            Ok(Policy::Environment { .. }) => {}
            Err(why) => {
                let message = format!("'{path}' is neither the policy of an organisation nor of an environment: {why}");
                findings.push(
                    Diagnostic::error("terraform/policy", message)
                        .in_file(path)
                        .help(RENDER),
                );
            }
        }
    }
    if policies.is_empty() {
        let message = format!(
            "no policy of an organisation in terraform/policy says how long the indexes of '{PATH}' must keep lines"
        );
        findings.push(Diagnostic::error("terraform/policy", message).help(RENDER));
    }
    policies
}

const RENDER: &str = "run `cargo xtask render`, which writes terraform/policy from jsonnet/policy";

/// A search in the file; a finding if it is none.
fn search(query: &Located<String>, of: &str, error: &ErrorAt<'_>, findings: &mut Vec<Diagnostic>) -> Option<Search> {
    match parse_with(query, Options::FILTER) {
        Ok(search) => Some(search),
        Err(why) => {
            let finding = error("terraform/filter", format!("{of} is no search: {why}"), &query.span);
            findings.push(finding.help("`cargo xtask parse` shows how a search is read"));
            None
        }
    }
}

fn exclusions(indexes: &[Index], error: &ErrorAt<'_>, findings: &mut Vec<Diagnostic>) {
    for (index, exclusion) in indexes.iter().flat_map(|i| i.exclusions.iter().map(move |e| (i, e))) {
        let of = format!("exclusion '{}' of index '{}'", exclusion.name, *index.name);
        search(&exclusion.query, &format!("the query of {of}"), error, findings);
        let Some(percent) = &exclusion.exclude_percent else {
            continue;
        };
        // Not written as a comparison, so that NaN is a finding, too.
        if !(percent.value > 0.0 && percent.value <= 100.0) {
            let message = format!("{of} excludes {} % of its lines", percent.value);
            let help = "write above 0, at most 100: the share of the lines that the index does not keep";
            findings.push(error("terraform/exclusion", message, &percent.span).help(help));
        }
    }
}

fn hidden(indexes: &[Index], error: &ErrorAt<'_>, findings: &mut Vec<Diagnostic>) {
    let mut earlier: Vec<(&Index, Search)> = Vec::new();
    for index in indexes {
        let Some(filter) = search(
            &index.filter,
            &format!("the filter of index '{}'", *index.name),
            error,
            findings,
        ) else {
            continue;
        };
        let filter = filter.without_spans();
        if let Some((broader, _)) = earlier
            .iter()
            .find(|(_, broader)| implies(filter.root.as_ref(), broader.root.as_ref()))
        {
            let message = format!(
                "index '{}' gets no line: index '{}' before it takes all that match its filter",
                *index.name, *broader.name
            );
            let help = format!(
                "move '{}' before '{}', or narrow the filter of '{}'",
                *index.name, *broader.name, *broader.name
            );
            findings.push(error("terraform/hidden-index", message, &index.filter.span).help(help));
        }
        earlier.push((index, filter));
    }
}

/// Whether every event that matches `narrow` surely matches `broad`. Only by form: what is not seen here is no finding.
fn implies(narrow: Option<&Node<Clause>>, broad: Option<&Node<Clause>>) -> bool {
    let Some(broad) = broad else { return true };
    match &broad.expr {
        Expr::Leaf(Clause::All) => return true,
        Expr::And(all) => return all.iter().all(|part| implies(narrow, Some(part))),
        _ => {}
    }
    let Some(narrow) = narrow else { return false };
    if narrow == broad {
        return true;
    }
    match &narrow.expr {
        Expr::Or(any) => return any.iter().all(|part| implies(Some(part), Some(broad))),
        Expr::And(all) if all.iter().any(|part| implies(Some(part), Some(broad))) => return true,
        _ => {}
    }
    matches!(&broad.expr, Expr::Or(any) if any.iter().any(|part| implies(Some(narrow), Some(part))))
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    const POLICY: &str =
        r#"{ "environments": { "dev": { "log_retention_days": 3 } }, "hipaa": { "index_retention_days_min": 90 } }"#;

    fn index(name: &str, filter: &str, rest: &str) -> String {
        format!("  - name: {name}\n    filter: \"{filter}\"\n    {rest}\n")
    }

    fn check(indexes: &[String], parts: &[&str]) {
        let text = format!("indexes:\n{}", indexes.concat());
        expect(
            &[
                ("terraform/logs/indexes.yaml", &text),
                ("terraform/policy/scribemed.json", POLICY),
            ],
            parts,
        );
    }

    fn audit() -> String {
        index("audit", "source:vault", "retention_days: 360")
    }

    #[test]
    fn a_broader_filter_hides_a_later_index() {
        let narrow = |filter: &str| index("prod", filter, "environment: dev");
        for (broad, filter) in [
            ("*", "env:prod"),
            ("", "env:prod"),
            ("env:prod", "env:prod service:ehr"),
            ("env:(prod OR staging)", "env:(prod OR staging) -status:debug"),
            ("env:prod OR env:dev", "env:prod"),
            ("env:prod OR env:dev", "env:dev OR (env:prod service:a)"),
        ] {
            let all = [audit(), index("all", broad, "environment: dev"), narrow(filter)];
            check(
                &all,
                &["terraform/hidden-index", "'prod'", "'all'", "move 'prod' before 'all'"],
            );
        }
    }

    #[test]
    fn separate_and_narrower_filters_hide_nothing() {
        for (first, second) in [
            ("env:prod", "env:dev"),
            ("env:prod service:a", "env:prod"),
            ("-env:prod", "env:prod"),
            ("env:dev", "*"),
        ] {
            check(
                &[
                    audit(),
                    index("a", first, "environment: dev"),
                    index("b", second, "environment: dev"),
                ],
                &[],
            );
        }
    }

    #[test]
    fn the_audit_trail_is_kept_as_long_as_the_policy_says() {
        check(
            &[index("audit", "source:vault", "retention_days: 60")],
            &["terraform/retention '60'", "90"],
        );
        check(
            &[index("audit", "source:vault", "environment: dev")],
            &["terraform/retention 'dev'", "90"],
        );
        check(&[audit(), index("dev", "env:dev", "environment: dev")], &[]);
    }

    #[test]
    fn a_retention_is_one_that_datadog_offers() {
        check(
            &[index("audit", "source:vault", "retention_days: 365")],
            &["terraform/retention '365'", "180, 360"],
        );
        check(
            &[index("audit", "source:vault", "environment: dve")],
            &["'dve', which does not exist", "'dev'"],
        );
        check(
            &[index("audit", "source:vault", "daily_limit: 3")],
            &["either 'retention_days' or 'environment'"],
        );
    }

    #[test]
    fn a_policy_is_needed() {
        let text = format!("indexes:\n{}", audit());
        expect(
            &[("terraform/logs/indexes.yaml", &text)],
            &["terraform/policy", "cargo xtask render"],
        );
        let env = ("terraform/policy/dev.json", r#"{ "env": "dev" }"#);
        expect(&[("terraform/logs/indexes.yaml", &text), env], &["terraform/policy"]);
    }

    #[test]
    fn a_filter_that_is_no_search_is_found() {
        check(
            &[audit(), index("a", "env:(prod", "environment: dev")],
            &["terraform/filter", "'a'"],
        );
    }

    #[test]
    fn an_exclusion_has_a_search_and_a_share() {
        let excluding = |query: &str, percent: &str| {
            let exclusion = format!("exclusions: [{{ name: noise, query: \"{query}\", exclude_percent: {percent} }}]");
            index("dev", "env:dev", &format!("environment: dev\n    {exclusion}"))
        };
        check(&[audit(), excluding("status:debug", "90")], &[]);
        check(&[audit(), excluding("status:debug", "100")], &[]);
        for percent in ["0", "101", "-1", ".nan"] {
            check(
                &[audit(), excluding("status:debug", percent)],
                &["terraform/exclusion", "exclusion 'noise' of index 'dev' excludes"],
            );
        }
        check(
            &[audit(), excluding("status:(debug", "90")],
            &["terraform/filter", "exclusion 'noise' of index 'dev'"],
        );
    }

    #[test]
    fn a_misspelt_field_is_found() {
        check(
            &[audit(), index("dev", "env:dev", "enviroment: dev")],
            &["terraform/data 'enviroment'", "'environment'"],
        );
    }
}
