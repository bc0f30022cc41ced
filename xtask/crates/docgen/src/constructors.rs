//! The reference of the constructors, and the snippets that editors complete from. Both follow from the fields that the crate `constructors` declares.
//!
//! Snippets, because the Jsonnet language server cannot complete arguments: `ctx` is a parameter, whose fields it does not know.

use constructors::{Constructor, Field, FieldType, reference};
use repository::Artifact;
use serde_json::{Map, Value, json};

use crate::generated::header;
use crate::markdown::{Table, code, text};

const SOURCE: &str = "xtask/crates/constructors/src";

/// `docs/reference/constructors.md` and `.vscode/constructors.code-snippets`
pub(crate) fn artifacts() -> Vec<Artifact> {
    vec![
        Artifact {
            path: "docs/reference/constructors.md".to_owned(),
            text: Some(page()),
        },
        Artifact {
            path: ".vscode/constructors.code-snippets".to_owned(),
            text: Some(snippets()),
        },
    ]
}

fn page() -> String {
    let mut out = header(SOURCE);
    out += "# Constructors\n\n\
        Every constructor of `jsonnet/lib/constructor` with its fields. `cargo xtask render` rejects an unknown field, a missing one and a value of the \
        wrong type. `null` means that a field is not set. In VS Code, type the name of a constructor to complete its required fields.\n\n\
        | type | value |\n| --- | --- |\n\
        | clause | a part of a sentence on one line: `'jobs are failing'` |\n\
        | duration | a number and one of `m`, `h`, `d` and `w`: `'10m'` |\n\
        | metric | a name of `jsonnet/policy/metrics`, custom metrics without their prefix |\n\
        | list of tags | keys that each metric of the signal has: `['queue']` |\n\
        | object of tags | keys with their values; a list means any of them: `{ store: ['redis', 'pgvector'] }` |\n\
        | signal | `ctx.signals.<archetype>.<signal>`, or a constructor of [signals](#signals) |\n";
    for group in reference() {
        out += &format!("\n## {}\n", group.title);
        for constructor in &group.constructors {
            out += &section(constructor);
        }
    }
    out
}

fn section(constructor: &Constructor) -> String {
    let mut table = Table::new(["field", "type", "unit", "default", "meaning", "example"]);
    for field in &constructor.fields {
        let default = match (field.required, field.default) {
            (true, _) => "**required**".to_owned(),
            (false, "") => String::new(),
            (false, default) => value_or_words(default),
        };
        table.row([
            code(field.name),
            kind(field.kind),
            text(field.unit),
            default,
            text(field.meaning),
            if field.example.is_empty() {
                String::new()
            } else {
                code(field.example)
            },
        ]);
    }
    let title = &constructor.call;
    format!("\n### {title}\n\n{}\n\n{}", constructor.summary, table.markdown())
}

/// A default is a value, or says in words what holds.
fn value_or_words(default: &str) -> String {
    let value = default.starts_with(['\'', '[', '{']) && !default.contains("for ")
        || default.parse::<f64>().is_ok()
        || ["true", "false"].contains(&default);
    if value { code(default) } else { text(default) }
}

fn kind(kind: FieldType) -> String {
    let numbers = |numbers: &[u8]| {
        numbers
            .iter()
            .map(|n| code(&n.to_string()))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match kind {
        FieldType::Clause => "clause".to_owned(),
        FieldType::Text => "text".to_owned(),
        FieldType::Markdown => "Markdown".to_owned(),
        FieldType::Duration => "duration".to_owned(),
        FieldType::Date => "date".to_owned(),
        FieldType::Number => "number".to_owned(),
        FieldType::Percent => "percentage, 0 to 100".to_owned(),
        FieldType::Seconds => "number, 0 or more".to_owned(),
        FieldType::Count(max) => format!("whole number, 1 to {max}"),
        FieldType::Flag => "true or false".to_owned(),
        FieldType::Choice(words) => words
            .iter()
            .map(|word| code(&quoted(word)))
            .collect::<Vec<_>>()
            .join(", "),
        FieldType::Percentile(known) => numbers(known),
        FieldType::Percentiles(known) => format!("list of {}", numbers(known)),
        FieldType::Metric => "metric".to_owned(),
        FieldType::Tags => "list of tags".to_owned(),
        FieldType::TagFilter => "object of tags".to_owned(),
        FieldType::Signal => "signal".to_owned(),
        FieldType::Signals => "list of signals".to_owned(),
        FieldType::Severity => "severity".to_owned(),
        FieldType::Team => "team".to_owned(),
        FieldType::Path(kind) => format!("path of a {kind}"),
        FieldType::Paths(kind) => format!("list of paths of {kind}s"),
        FieldType::PathsByName(kind) => format!("object of paths of {kind}s"),
        FieldType::Service => "service".to_owned(),
        FieldType::Services => "list of services".to_owned(),
        FieldType::Texts => "list of texts".to_owned(),
        FieldType::Search => "search".to_owned(),
        FieldType::Object(name) => object(name),
        FieldType::Objects(name) => format!("list of {}", object(name)),
        FieldType::Rows => "list of lists of widgets".to_owned(),
        FieldType::Groups => "list of groups".to_owned(),
    }
}

fn object(name: &str) -> String {
    format!("[{name}](#{})", name.to_lowercase())
}

fn quoted(word: &str) -> String {
    format!("'{word}'")
}

/// One snippet for each constructor: its call with the required fields, as stops of the cursor.
fn snippets() -> String {
    let constructors = reference().into_iter().flat_map(|group| group.constructors);
    let snippets: Map<String, Value> = constructors
        .filter(|constructor| !constructor.name.is_empty())
        .map(|constructor| {
            let mut body = vec![format!("{}({{", constructor.call)];
            let required = constructor.fields.iter().filter(|field| field.required);
            body.extend(
                required
                    .zip(1..)
                    .map(|(field, n)| format!("  {}: {},", field.name, stop(field, n))),
            );
            body.push("})$0".to_owned());
            let snippet = json!({
                "scope": "jsonnet",
                "prefix": constructor.call,
                "description": constructor.summary,
                "body": body,
            });
            (constructor.call, snippet)
        })
        .collect();
    // JSON values always have a text.
    let snippets = serde_json::to_string_pretty(&snippets).expect("a JSON value prints");
    format!("// Generated by `cargo xtask docs` from {SOURCE}; do not edit.\n{snippets}\n")
}

/// A stop with a choice, or with an example of the field.
fn stop(field: &Field, n: usize) -> String {
    let choice = |words: Vec<String>| format!("${{{n}|{}|}}", words.join(","));
    match field.kind {
        FieldType::Choice(words) => choice(words.iter().map(|word| quoted(word)).collect()),
        FieldType::Percentile(known) => choice(known.iter().map(ToString::to_string).collect()),
        _ => {
            let example = match (field.example, field.kind) {
                ("", FieldType::Tags | FieldType::Objects(_)) => "[]",
                ("", FieldType::Rows) => "[[]]",
                ("", FieldType::Groups) => "[ctx.group({})]",
                ("", FieldType::Signal) => "ctx.signals",
                ("", FieldType::Number) => "0",
                ("", _) => "''",
                (example, _) => example,
            };
            let escaped = example.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
            format!("${{{n}:{escaped}}}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_the_snippets_have_every_constructor() {
        let (page, snippets) = (page(), snippets());
        for constructor in reference().into_iter().flat_map(|group| group.constructors) {
            assert!(
                page.contains(&format!("\n### {}\n", constructor.call)),
                "{}",
                constructor.call
            );
            if !constructor.name.is_empty() {
                assert!(
                    snippets.contains(&format!("\"prefix\": \"{}\"", constructor.call)),
                    "{}",
                    constructor.call
                );
            }
        }
        assert!(page.contains("| `min_bad` "), "{page}");
    }

    #[test]
    fn a_snippet_is_a_call_with_its_required_fields() {
        let (_, json) = snippets()
            .split_once('\n')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .expect("two lines");
        let snippets: Value = serde_json::from_str(&json).expect("JSON below the first line");
        assert_eq!(
            snippets["ctx.monitor.check"]["body"],
            json!([
                "ctx.monitor.check({",
                "  symptom: ${1:'transcription jobs are failing'},",
                "  impact: ${2:'clinicians wait for notes'},",
                "  first_action: ${3:'see which pods are up, and which is the primary'},",
                "  severity: ${4:'P1'},",
                "  no_data: ${5|'resolve','last','show','notify'|},",
                "  signal: ${6:ctx.signals.worker.failures},",
                "  alert: ${7:3},",
                "})$0"
            ])
        );
    }
}
