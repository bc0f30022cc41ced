//! Recipients of notifications.

use std::collections::BTreeMap;
use std::ops::Range;

use datadog_query::message::{Guard, Template, parse};
use datadog_simulator::{Definition, MessageField};

use crate::mutation::messages::{notifies_the_same, text_of, with_text};
use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

/// The prefixes of handles that page.
const PAGERS: [&str; 5] = ["@pagerduty", "@opsgenie", "@oncall", "@victorops", "@incident"];
const ADDED: &str = "@pagerduty-another-team";

/// A handle in a message.
struct Place {
    text: MessageField,
    name: String,
    span: Range<usize>,
    /// The conditionals around it: `{{#is_alert}}`; empty if it is unconditional.
    within: String,
}

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    let places = places(original.definition);
    let mut add = |change, killed_by, definition: Definition| {
        if !notifies_the_same(original.definition, &definition, &original.monitor.transitions()) {
            out.add(MutantKind::Route, change, killed_by, definition);
        }
    };
    for place in &places {
        let (within, on) = if place.within.is_empty() {
            (String::new(), String::new())
        } else {
            (
                format!(" in {}", place.within),
                format!(", for a notification that shows {}", place.within),
            )
        };
        add(
            format!("{}{within} is dropped", place.name),
            format!("a test with {} in `to`{on}", place.name),
            edited(original.definition, &[place], ""),
        );
    }
    let mut by_name: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for place in &places {
        by_name.entry(&place.name).or_default().push(place);
    }
    for (name, places) in by_name {
        let other = another(name);
        add(
            format!("{name} becomes {other}"),
            format!("a test with {name} in `to`"),
            edited(original.definition, &places, &other),
        );
        if places.iter().all(|place| !place.within.is_empty()) {
            let mut definition = edited(original.definition, &places, "");
            definition.message.push_str(&format!("\n{name}"));
            add(
                format!("{name} is always notified"),
                format!("a test of another transition, with {name} in `never`"),
                definition,
            );
        }
    }
    if !places
        .iter()
        .any(|place| PAGERS.iter().any(|pager| place.name.starts_with(pager)))
    {
        let mut definition = original.definition.clone();
        definition.message.push_str(&format!("\n{ADDED}"));
        add(
            format!("{ADDED} is notified too"),
            "a test with `never: [pagerduty-*]`".to_owned(),
            definition,
        );
    }
}

fn places(definition: &Definition) -> Vec<Place> {
    let mut out = Vec::new();
    for text in [MessageField::Message, MessageField::Escalation] {
        let Some(written) = text_of(definition, text) else {
            continue;
        };
        let template: Template = parse(written).0;
        for handle in template.handles() {
            out.push(Place {
                text,
                name: handle.name(),
                span: handle.span.clone(),
                within: handle.guards.iter().map(tag).collect::<Vec<_>>().join(" "),
            });
        }
    }
    out
}

fn tag(guard: &Guard<'_>) -> String {
    format!("{{{{{}{}}}}}", if guard.holds { '#' } else { '^' }, guard.condition)
}

/// The definition with the handles at all these places replaced by `other`.
fn edited(definition: &Definition, places: &[&Place], other: &str) -> Definition {
    let mut out = definition.clone();
    for text in [MessageField::Message, MessageField::Escalation] {
        let Some(mut written) = text_of(definition, text).map(str::to_owned) else {
            continue;
        };
        let mut spans: Vec<&Range<usize>> = places
            .iter()
            .filter(|place| place.text == text)
            .map(|place| &place.span)
            .collect();
        if spans.is_empty() {
            continue;
        }
        // from the end, so that earlier places keep their offsets
        spans.sort_by_key(|span| std::cmp::Reverse(span.start));
        for span in spans {
            written.replace_range(span.clone(), other);
        }
        out = with_text(&out, text, written);
    }
    out
}

/// Another handle of the same service.
fn another(name: &str) -> String {
    match name.split_once('-') {
        Some((service, _)) if !name.contains("{{") || name.find('-') < name.find("{{") => {
            format!("{service}-another-team")
        }
        _ => "@another@example.com".to_owned(),
    }
}
