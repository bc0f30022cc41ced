//! The vocabulary in Python, as constants and as overloads that a type checker reads. Formatted as `ruff format` does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::{HEADER, ValueType, Vocabulary};

/// The methods of `Metrics`, which are the types of metrics, with their parameter.
const METHODS: [(&str, &str); 3] = [
    ("count", "value: int = 1"),
    ("gauge", "value: float"),
    ("distribution", "value: float"),
];

pub(super) fn text(vocabulary: &Vocabulary<'_>) -> String {
    let mut out = format!(
        "\"\"\"{HEADER}\"\"\"\n\n\
         from contextlib import AbstractContextManager\n\
         from typing import Final, Literal, Protocol, TypedDict, Unpack, overload\n\n\
         from scribemed_monitoring.schema import Attribute, CriticalSpan, Metric, Pattern, Tag\n\n\
         METRIC_PREFIX: Final = {}\n\n",
        quoted(vocabulary.metric_prefix)
    );
    out += &constants(vocabulary);
    out += &closed_values(vocabulary);
    out += &log_fields(vocabulary);
    out += &metrics(vocabulary);
    out += &spans(vocabulary);
    out
}

fn constants(vocabulary: &Vocabulary<'_>) -> String {
    let metrics = vocabulary.metrics.iter().map(|(name, (metric, tags))| {
        let lines = [
            ("type", quoted(&metric.kind)),
            ("unit", quoted(&metric.unit)),
            ("tags", tuple(tags)),
        ];
        (*name, lines.to_vec())
    });
    let tags = vocabulary.tags.iter().map(|(name, values)| {
        let values = if values.is_empty() {
            "None".to_owned()
        } else {
            tuple(values)
        };
        (*name, vec![("values", values)])
    });
    let attributes = vocabulary
        .attributes
        .iter()
        .map(|(name, (kind, on))| (*name, vec![("form", quoted(kind.as_str())), ("on", tuple(on))]));
    let spans = vocabulary
        .spans
        .iter()
        .map(|(name, keys)| (*name, vec![("attributes", tuple(keys))]));
    let phi: String = vocabulary
        .phi
        .iter()
        .map(|phi| {
            format!(
                "    Pattern(\n        name={},\n        pattern={},\n        replacement={},\n    ),\n",
                quoted(&phi.name),
                quoted(&phi.pattern),
                quoted(&phi.replacement)
            )
        })
        .collect();
    [
        mapping("METRICS", "Metric", metrics),
        mapping("TAGS", "Tag", tags),
        mapping("ATTRIBUTES", "Attribute", attributes),
        mapping("SPANS", "CriticalSpan", spans),
        // A pattern stays in one line, however long: it is compared with the policy's by eye.
        format!("# fmt: off\nPHI_PATTERNS: Final[tuple[Pattern, ...]] = (\n{phi})\n# fmt: on\n"),
    ]
    .join("\n")
}

fn mapping<'a>(name: &str, class: &str, entries: impl Iterator<Item = (&'a str, Vec<(&'a str, String)>)>) -> String {
    let mut out = format!("{name}: Final[dict[str, {class}]] = {{\n");
    for (key, fields) in entries {
        let fields: String = fields
            .iter()
            .map(|(field, value)| format!("        {field}={value},\n"))
            .collect();
        out += &format!("    {}: {class}(\n{fields}    ),\n", quoted(key));
    }
    out + "}\n"
}

/// A name for each closed set of values.
fn closed_values(vocabulary: &Vocabulary<'_>) -> String {
    let closed = vocabulary.tags.iter().filter(|(_, values)| !values.is_empty());
    closed
        .map(|(tag, values)| {
            let values = match *values {
                [value] => quoted(value),
                _ => {
                    let values: String = values.iter().map(|value| format!("    {},\n", quoted(value))).collect();
                    format!("\n{values}")
                }
            };
            format!("\n{}Value = Literal[{values}]\n", class_name(&[tag]))
        })
        .collect()
}

fn log_fields(vocabulary: &Vocabulary<'_>) -> String {
    typed_dict(
        vocabulary,
        "LogFields",
        "The fields that a log line may carry.",
        vocabulary.log_keys(),
    )
}

/// A dictionary for keyword arguments, each of which may be left out.
fn typed_dict<'a>(
    vocabulary: &Vocabulary<'_>,
    name: &str,
    doc: &str,
    keys: impl IntoIterator<Item = &'a str>,
) -> String {
    let fields: String = keys
        .into_iter()
        .map(|key| format!("    {key}: {}\n", type_name(vocabulary.value_type(key))))
        .collect();
    format!("\n\nclass {name}(TypedDict, total=False):\n    \"\"\"{doc}\"\"\"\n\n{fields}")
}

fn metrics(vocabulary: &Vocabulary<'_>) -> String {
    // Metrics of one type with the same tags have one signature.
    let mut signatures: BTreeMap<(&str, &[&str]), Vec<&str>> = BTreeMap::new();
    for (name, (metric, tags)) in &vocabulary.metrics {
        signatures.entry((&metric.kind, tags)).or_default().push(name);
    }
    let tag_sets: BTreeSet<&[&str]> = signatures.keys().map(|(_, tags)| *tags).collect();
    let mut out = String::new();
    for tags in tag_sets.iter().filter(|tags| !tags.is_empty()) {
        let doc = format!("The tags of metrics by {}.", tags.join(", "));
        out += &typed_dict(vocabulary, &(class_name(tags) + "Tags"), &doc, tags.iter().copied());
    }
    out += "\n\nclass Metrics(Protocol):\n    \"\"\"Metrics of the service.\"\"\"\n";
    for (method, value) in METHODS {
        let overloads: Vec<String> = signatures
            .iter()
            .filter(|((kind, _), _)| *kind == method)
            .map(|((_, tags), names)| {
                format!(
                    "    def {method}(\n        self,\n        name: {},\n        {value},\n        /,\n{}    ) -> None: ...\n",
                    literal(names),
                    tag_parameters(tags)
                )
            })
            .collect();
        out += &overloaded(&overloads);
    }
    out + &overloaded(&measures(vocabulary))
}

/// The signatures of `measure`: one for each set of tags of families of metrics.
fn measures(vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let mut by_tags: BTreeMap<&[&str], Vec<&str>> = BTreeMap::new();
    for (family, tags) in vocabulary.families() {
        by_tags.entry(tags).or_default().push(family);
    }
    by_tags
        .iter()
        .map(|(tags, families)| {
            format!(
                "    def measure(\n        self,\n        family: {},\n        /,\n{}    ) -> AbstractContextManager[None]: ...\n",
                literal(families),
                tag_parameters(tags)
            )
        })
        .collect()
}

/// The keyword arguments for a set of tags.
fn tag_parameters(tags: &[&str]) -> String {
    if tags.is_empty() {
        return String::new();
    }
    format!("        **tags: Unpack[{}Tags],\n", class_name(tags))
}

fn spans(vocabulary: &Vocabulary<'_>) -> String {
    let mut out = String::new();
    let mut runs = Vec::new();
    for name in vocabulary.spans.keys() {
        let class = class_name(&[name]);
        let keys = vocabulary.span_keys(name);
        out += &typed_dict(
            vocabulary,
            &format!("{class}Attributes"),
            &format!("The attributes of {name}."),
            keys.iter().copied(),
        );
        let mut by_type: BTreeMap<ValueType<'_>, Vec<&str>> = BTreeMap::new();
        for key in keys {
            by_type.entry(vocabulary.value_type(key)).or_default().push(key);
        }
        let setters: Vec<String> = by_type
            .iter()
            .map(|(value, keys)| {
                format!(
                    "    def set(\n        self,\n        key: {},\n        value: {},\n        /,\n    ) -> None: ...\n",
                    literal(keys),
                    type_name(*value)
                )
            })
            .collect();
        out += &format!("\n\nclass {class}Span(Protocol):\n    \"\"\"A running span {name}.\"\"\"\n");
        out += &overloaded(&setters);
        runs.push(format!(
            "    def run(\n        self,\n        name: Literal[{}],\n        /,\n        **attributes: Unpack[{class}Attributes],\n    ) -> AbstractContextManager[{class}Span]: ...\n",
            quoted(name)
        ));
    }
    out + "\n\nclass Spans(Protocol):\n    \"\"\"The critical spans of the platform.\"\"\"\n" + &overloaded(&runs)
}

/// The signatures of a method. Python rejects a single overload.
fn overloaded(signatures: &[String]) -> String {
    let decorator = if signatures.len() > 1 { "    @overload\n" } else { "" };
    signatures
        .iter()
        .map(|signature| format!("\n{decorator}{signature}"))
        .collect()
}

/// `Literal["a"]`, or a name a line if there are several.
fn literal(names: &[&str]) -> String {
    if let [name] = names {
        return format!("Literal[{}]", quoted(name));
    }
    let names: String = names
        .iter()
        .map(|name| format!("            {},\n", quoted(name)))
        .collect();
    format!("Literal[\n{names}        ]")
}

fn type_name(value: ValueType<'_>) -> String {
    match value {
        ValueType::OneOf(tag) => class_name(&[tag]) + "Value",
        ValueType::Boolean => "bool".to_owned(),
        ValueType::Number => "float".to_owned(),
        ValueType::Integer => "int".to_owned(),
        ValueType::Text => "str".to_owned(),
    }
}

/// `CodingInference` of `coding` and `inference`.
fn class_name(words: &[&str]) -> String {
    words
        .iter()
        .flat_map(|word| word.split(['.', '_']))
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| {
                first.to_ascii_uppercase().to_string() + chars.as_str()
            })
        })
        .collect()
}

/// A tuple: an element a line if there are several, so that a longer list changes no other line.
fn tuple(items: &[impl AsRef<str>]) -> String {
    match items {
        [] => "()".to_owned(),
        [item] => format!("({},)", quoted(item.as_ref())),
        _ => {
            let items: String = items
                .iter()
                .map(|item| format!("            {},\n", quoted(item.as_ref())))
                .collect();
            format!("(\n{items}        )")
        }
    }
}

/// A string literal in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => write!(out, "\\U{:08x}", u32::from(c)).expect("a String takes every write"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
