use diagnostics::Severity;

use crate::facts::{Facts, Widget};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/unused-variable",
    severity: Severity::Error,
    summary: "a template variable that no query of the dashboard uses",
    rationale: "Choosing a value has no effect: readers take the numbers of all values for those of the chosen one.",
    fix: "Use the variable in the queries, or remove it.",
    examples: &[
        Example::pass("every variable is used", &[]),
        Example::fail(
            "no query uses it",
            &[Edit::Set(
                "dashboard/payload/template_variables/2",
                r#"{ "name": "region", "prefix": "region", "defaults": ["*"] }"#,
            )],
            "",
            "dashboard 'scribe/jobs' has a variable 'region' that no query uses",
        ),
        Example::fail(
            "a variable with a longer name does not count",
            &[Edit::Set(
                "dashboard/payload/template_variables/2",
                r#"{ "name": "en", "prefix": "en", "defaults": ["*"] }"#,
            )],
            "",
            "dashboard 'scribe/jobs' has a variable 'en' that no query uses",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        let queries: Vec<&str> = dashboard.widgets.iter().flat_map(Widget::texts).collect();
        for name in dashboard.variables() {
            if !queries.iter().any(|query| uses(query, name)) {
                reporter
                    .object(
                        dashboard.object,
                        format_args!("has a variable '{name}' that no query uses"),
                    )
                    .underline(name)
                    .help("use it in the queries, or remove the variable");
            }
        }
    }
}

/// Whether `query` contains the variable `$name`; a longer name that begins with it does not count.
pub(crate) fn uses(query: &str, name: &str) -> bool {
    query.match_indices('$').any(|(at, _)| {
        let after = &query[at + 1..];
        after
            .strip_prefix(name)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-'))
    })
}
