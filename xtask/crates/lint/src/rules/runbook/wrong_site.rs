use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/wrong-site",
    severity: Severity::Error,
    summary: "a runbook with an address of a Datadog site on which there is no organisation",
    rationale: "Keys of one site are unknown to every other: the command answers 403, and the page is empty.",
    fix: "Use the site of the organisation in `policy/organisations.libsonnet`.",
    examples: &[
        Example::pass(
            "the site of an organisation",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "Roll back; see https://api.datadoghq.com/api/v1/monitor.",
            )],
        ),
        Example::pass(
            "pages that do not belong to an organisation",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "Roll back; see https://status.datadoghq.eu.",
            )],
        ),
        Example::fail(
            "another site",
            &[Edit::Replace(
                "runbook",
                "Roll back.",
                "Roll back; see https://api.datadoghq.eu/api/v1/monitor.",
            )],
            "api.datadoghq.eu",
            "'runbooks/scribe/failure-rate.md' has an address of the site 'datadoghq.eu', on which no organisation is",
        ),
    ],
    check: Check::Facts(check),
};

/// What an organisation's addresses begin with.
const HOSTS: [&str; 2] = ["https://api.", "https://app."];

/// The domains of Datadog's sites.
const DOMAINS: [&str; 2] = ["datadoghq.", "ddog-gov."];

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let is_ours = |site: &str| {
        facts
            .catalog
            .organisations
            .values()
            .any(|organisation| organisation.site == site)
    };
    for runbook in facts.runbooks.iter().map(|facts| &facts.runbook) {
        for host in HOSTS {
            for (start, _) in runbook.text.match_indices(host) {
                let at = start + host.len();
                let site = site(&runbook.text[at..]);
                if DOMAINS.iter().any(|domain| site.contains(domain)) && !is_ours(site) {
                    let message = format!("has an address of the site '{site}', on which no organisation is");
                    let span = start + "https://".len()..at + site.len();
                    reporter
                        .runbook(runbook, message, span)
                        .help("write the site of the organisation in jsonnet/policy/organisations.libsonnet");
                }
            }
        }
    }
}

/// The name of a host up to its end.
fn site(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-');
    text[..end.unwrap_or(text.len())].trim_end_matches('.')
}
