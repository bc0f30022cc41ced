//! `docs/reference/json.md` and a JSON Schema for each output of `--format json`.

use json_outputs::{Field, Output, Shape, VERSION, VERSION_MEMBER, outputs, schema};
use repository::Artifact;

use crate::document::Document;
use crate::generated;
use crate::markdown::{Table, code, link, text};

/// The declarations, as their readers find them.
const SOURCE: &str = "xtask/crates/json-outputs/src/outputs";

/// The folder of the schemas, from the root of the repository.
const FOLDER: &str = "docs/reference/schemas/json";

/// The page, and a schema for each output.
pub(crate) fn artifacts() -> Vec<Artifact> {
    let outputs = outputs();
    let schemas = outputs.iter().map(|output| Artifact {
        path: format!("{FOLDER}/{}", file(output)),
        // A schema consists of JSON values, which always serialise.
        text: Some(serde_json::to_string_pretty(&schema(output)).expect("a JSON value prints") + "\n"),
    });
    schemas.chain([page(&outputs)]).collect()
}

/// The schema's file: `monitors-test.schema.json`, `validate-payload.schema.json`.
fn file(output: &Output) -> String {
    format!("{}.schema.json", output.verb.replace(" --", "-").replace(' ', "-"))
}

fn page(outputs: &[Output]) -> Artifact {
    let intro = format!(
        "With `--format json` a verb prints one JSON object on standard output; everything for people goes to standard error. Exit codes stay the same. A verb that cannot do\n\
         its work prints `{VERSION_MEMBER}` and `findings` alone, as `lint` does: the list has the reason.\n\n\
         - Every object has `{VERSION_MEMBER}`, now {VERSION}. It rises when a member is removed or renamed, or when its type or its meaning changes.\n\
         - New members do not change the version: ignore those that you do not know.\n\
         - Members are in no fixed order. A member that is not marked as optional is always there.\n\n\
         `parse` prints one object for each line that it reads instead, without a version: its members only grow. The formats `sarif` and `github` are those of\n\
         [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html) and of GitHub's workflow commands."
    );
    let mut document = Document::default();
    for output in outputs {
        document.heading(2, &format!("`{}`", output.verb));
        let schema = link("JSON Schema", &format!("schemas/json/{}", file(output)));
        document.block(&format!("{} {schema}.", text(output.about)));
        let mut table = Table::new(["Member", "Type", "Meaning"].map(str::to_owned).to_vec());
        if let Shape::Object(fields) = &output.shape {
            rows(&mut table, "", fields);
        }
        document.block(&table.markdown());
    }
    Artifact {
        path: "docs/reference/json.md".to_owned(),
        text: Some(format!(
            "{}# JSON of the verbs\n\n{intro}\n{}",
            generated::header(SOURCE),
            document.body()
        )),
    }
}

/// A row for each member, and for those within it: `changes[].details[].what`.
fn rows(table: &mut Table, within: &str, fields: &[Field]) {
    for field in fields {
        let name = format!("{within}{}", field.name);
        let optional = if field.optional { ", optional" } else { "" };
        table.row(vec![
            code(&name),
            format!("{}{optional}", named(&field.shape)),
            field.meaning.to_owned(),
        ]);
        members(table, &name, &field.shape);
    }
}

fn members(table: &mut Table, name: &str, shape: &Shape) {
    match shape {
        Shape::Nullable(inner) => members(table, name, inner),
        Shape::List(inner) => members(table, &format!("{name}[]"), inner),
        Shape::Map(inner) => members(table, &format!("{name}.*"), inner),
        Shape::Object(fields) => rows(table, &format!("{name}."), fields),
        Shape::Text | Shape::OneOf(_) | Shape::Integer | Shape::Number | Shape::Boolean | Shape::Any => {}
    }
}

fn named(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::OneOf(words) => words
            .iter()
            .map(|word| code(&format!("\"{word}\"")))
            .collect::<Vec<_>>()
            .join(" or "),
        Shape::Integer => "whole number".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Boolean => "true or false".to_owned(),
        Shape::Any => "any value".to_owned(),
        Shape::Nullable(inner) => format!("{}, or null", named(inner)),
        Shape::List(inner) => format!("list of {}", plural(inner)),
        Shape::Map(inner) => format!("object of {}, by name", plural(inner)),
        Shape::Object(_) => "object".to_owned(),
    }
}

fn plural(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Integer | Shape::Number | Shape::Object(_) => format!("{}s", named(shape)),
        Shape::Any => "any values".to_owned(),
        Shape::Nullable(inner) => format!("{} or null", plural(inner)),
        Shape::OneOf(_) | Shape::Boolean | Shape::List(_) | Shape::Map(_) => named(shape),
    }
}
