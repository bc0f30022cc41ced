//! Identifiers of people who do not exist, in every place of a line, after the pipelines and the scanner.

#![allow(missing_docs, reason = "a test")]

mod carriers;
mod gaps;
mod page;
mod pairs;
mod people;
mod stage;
mod survivors;

use carriers::{CARRIERS, Carrier};
use datadog_logs::Log;
use people::{Identifier, person};
use serde_json::Value;
use stage::Stage;

const PEOPLE: u64 = 4;

/// An identifier in a place, and whether an index sees it.
pub(crate) struct Outcome {
    pub(crate) identifier: Identifier,
    pub(crate) carrier: &'static Carrier,
    pub(crate) is_left: bool,
    /// Why it may be left.
    pub(crate) gap: Option<&'static str>,
}

#[test]
fn no_identifier_reaches_an_index_unless_the_page_says_why() {
    let stage = Stage::read();
    let mut wrong = Vec::new();
    let mut outcomes = Vec::new();
    for identifier in (0..PEOPLE).flat_map(person) {
        for carrier in CARRIERS {
            let Some(line) = (carrier.line)(&identifier) else {
                continue;
            };
            assert!(
                holds_text(&line, &identifier.text),
                "the carrier '{}' loses {identifier:?}: {line}",
                carrier.name
            );
            let log = stage.indexed(&line, carrier.source);
            let is_left = identifier.parts().iter().any(|part| holds(&log, part));
            let gap = gaps::of(&identifier, carrier);
            if is_left && gap.is_none() {
                wrong.push(format!(
                    "{} ({}) is left in '{}'\n    line     {line}\n    message  {}\n    fields   {}",
                    identifier.kind,
                    identifier.form,
                    carrier.name,
                    log.message,
                    Value::Object(log.attributes.clone())
                ));
            }
            outcomes.push(Outcome {
                identifier: identifier.clone(),
                carrier,
                is_left,
                gap,
            });
        }
    }
    assert!(
        wrong.is_empty(),
        "{} identifiers are left\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let unused: Vec<String> = gaps::unused(&outcomes);
    assert!(
        unused.is_empty(),
        "forms that are found without a label, remove their `no_form` in tests/phi/people.rs: {unused:?}"
    );
    let changed = survivors::changed(&stage);
    assert!(
        changed.is_empty(),
        "codes that must survive are changed\n{}",
        changed.join("\n")
    );
    let real_lines = survivors::real_lines(&stage);
    assert!(
        real_lines.tagged.is_empty(),
        "the scanner finds something in lines without a patient: {:?}",
        real_lines.tagged
    );
    page::check(&outcomes, real_lines.all, &stage);
}

/// Whether an index sees a text anywhere in a log.
fn holds(log: &Log, text: &str) -> bool {
    let attributes = Value::Object(log.attributes.clone());
    let others = [
        log.service.as_deref(),
        log.host.as_deref(),
        log.trace_id.as_deref(),
        log.span_id.as_deref(),
    ];
    holds_text(&log.message, text)
        || in_value(&attributes, text)
        || others
            .into_iter()
            .flatten()
            .chain(log.tags.iter().map(String::as_str))
            .any(|other| holds_text(other, text))
}

fn in_value(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => holds_text(found, text),
        Value::Array(values) => values.iter().any(|value| in_value(value, text)),
        Value::Object(object) => object
            .iter()
            .any(|(key, value)| holds_text(key, text) || in_value(value, text)),
        Value::Number(number) => holds_text(&number.to_string(), text),
        Value::Null | Value::Bool(_) => false,
    }
}

/// Whether a text holds another in any case, as it is, percent-encoded, or escaped as in JSON.
fn holds_text(text: &str, part: &str) -> bool {
    let text = text.to_lowercase();
    let escaped = Value::from(part).to_string();
    let forms = [
        part.to_owned(),
        carriers::percent(part),
        escaped.trim_matches('"').to_owned(),
    ];
    forms.iter().any(|form| text.contains(&form.to_lowercase()))
}
