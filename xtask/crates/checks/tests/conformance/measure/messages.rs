//! Published messages: which of them the parser accepts, and which added faults it detects.

use std::collections::BTreeMap;
use std::path::Path;

use crate::measure::{Share, lines};

/// Every distinct name, message and escalation message of the corpus' monitors, sorted.
///
/// # Panics
/// When the file is missing or a line is not JSON.
#[must_use]
pub(crate) fn messages(corpus: &Path) -> Vec<String> {
    let mut out: Vec<String> = lines(corpus, "monitors.jsonl")
        .iter()
        .flat_map(|line| {
            let monitor = &line["monitor"];
            [
                &monitor["name"],
                &monitor["message"],
                &monitor["options"]["escalation_message"],
            ]
            .map(|text| text.as_str().map(str::to_owned))
        })
        .flatten()
        .collect();
    out.sort();
    out.dedup();
    out
}

/// The parser's results for a set of messages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Messages without a finding.
    pub(crate) accepted: Share,
    /// The detected faults, by kind.
    pub(crate) refused: BTreeMap<&'static str, Share>,
    /// The messages with findings, with the first finding of each.
    pub(crate) refusals: Vec<(String, String)>,
    /// The faults that were not detected.
    pub(crate) missed: Vec<(&'static str, String)>,
    /// Messages whose canonical text differs in meaning.
    pub(crate) unstable: Vec<String>,
}

/// Measures `messages`, all of which Datadog accepts.
#[must_use]
pub(crate) fn figures(messages: &[String]) -> Figures {
    let mut out = Figures::default();
    for message in messages {
        let (template, errors) = datadog_query::message::parse(message);
        out.accepted.count(errors.is_empty());
        if let Some(error) = errors.first() {
            out.refusals.push((message.clone(), error.message.clone()));
            continue;
        }
        let printed = template.to_string();
        let (again, errors) = datadog_query::message::parse(&printed);
        if !errors.is_empty() || again.to_string() != printed {
            out.unstable.push(message.clone());
        }
        for (kind, text) in mutations(message) {
            let refused = !datadog_query::message::parse(&text).1.is_empty();
            out.refused.entry(kind).or_default().count(refused);
            if !refused {
                out.missed.push((kind, text));
            }
        }
    }
    out
}

/// The faults that can be added to the valid `message`.
#[must_use]
pub(crate) fn mutations(message: &str) -> Vec<(&'static str, String)> {
    let mut out = vec![
        ("open braces", format!("{message} {{{{value")),
        ("block without an end", format!("{message}{{{{#is_alert}}}}")),
        ("end without a block", format!("{message}{{{{/is_alert}}}}")),
        ("else without a block", format!("{message}{{{{else}}}}")),
        // Few published messages contain a computation, so one is added to each.
        ("eval without quotes", format!("{message}{{{{eval value}}}}")),
        ("misspelt function", format!("{message}{{{{eval \"rond(value)\"}}}}")),
        ("misspelt function", format!("{message}{{{{eval \"itn(value)\"}}}}")),
    ];
    let mut replace = |kind, from: &str, to: &str| {
        if message.contains(from) {
            out.push((kind, message.replacen(from, to, 1)));
        }
    };
    replace("open braces", "{{value}}", "{{value");
    replace("misspelt block", "{{#is_alert}}", "{{#is_alrt}}");
    replace("misspelt block", "{{#is_warning}}", "{{#is_warn}}");
    replace("misspelt end", "{{/is_alert}}", "{{/is_alrt}}");
    replace("block without '#'", "{{#is_alert}}", "{{is_alert}}");
    replace("end without '/'", "{{/is_alert}}", "{{is_alert}}");
    replace("wrong end", "{{/is_alert}}", "{{/is_recovery}}");
    replace("end removed", "{{/is_alert}}", "");
    replace("begin removed", "{{#is_warning}}", "");
    replace(
        "states in each other",
        "{{#is_alert}}",
        "{{#is_warning}}{{/is_warning}}{{#is_alert}}{{#is_recovery}}{{/is_recovery}}",
    );
    replace("eval without quotes", "{{eval \"", "{{eval ");
    replace("misspelt function", "{{eval \"round(", "{{eval \"rond(");
    replace("misspelt function", "{{eval \"int(", "{{eval \"itn(");
    out
}
