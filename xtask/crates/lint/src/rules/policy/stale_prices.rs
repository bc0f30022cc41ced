use diagnostics::Severity;
use model::Date;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

const DAYS_MAX: u32 = 366;

/// Prices, for the examples.
const COSTS: &str = r#"{
    "currency": "USD", "as_of": "2026-11-01", "source": "a list", "custom_metric_month": 0.05, "ingested_gb": 0.1, "indexed_million": { "30": 2.5 },
    "logs": { "bytes_per_event": 700, "million_events_per_day": { "prod": 1 } }
}"#;

pub(crate) static RULE: Rule = Rule {
    name: "policy/stale-prices",
    severity: Severity::Warning,
    summary: "prices that were not checked for a year",
    rationale: "Every pull request shows what it costs, from these prices. Datadog changes its prices, and a contract usually runs for a year.",
    fix: "Check the prices in `policy/costs.libsonnet` and set `as_of` to that day.",
    examples: &[
        Example::pass("checked this month", &[Edit::Set("catalog/costs", COSTS)]),
        Example::pass("no prices", &[]),
        Example::fail(
            "checked two years ago",
            &[
                Edit::Set("catalog/costs", COSTS),
                Edit::Set("catalog/costs/as_of", r#""2024-11-01""#),
            ],
            "",
            "the prices are 753 days old",
        ),
        Example::fail(
            "not a date",
            &[
                Edit::Set("catalog/costs", COSTS),
                Edit::Set("catalog/costs/as_of", r#""last week""#),
            ],
            "",
            "the prices have an invalid date: 'last week' is not a date of the form YYYY-MM-DD",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let Some(costs) = &facts.catalog.costs else { return };
    let message = match costs.as_of.parse::<Date>() {
        Err(error) => format!("the prices have an invalid date: {error}"),
        Ok(as_of) if facts.today.days_since(as_of) > DAYS_MAX => {
            format!("the prices are {} days old", facts.today.days_since(as_of))
        }
        Ok(_) => return,
    };
    reporter
        .file("jsonnet/policy/costs.libsonnet", message)
        .underline("as_of")
        .help("check the prices and set as_of to that day, as YYYY-MM-DD");
}
