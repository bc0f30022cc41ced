//! Tables of a schema and of all that it refers to, to be pasted into a file of `payload/` and adjusted.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;

use crate::openapi::Comparison;
use crate::openapi::compare::Pair;
use crate::openapi::notation::{Notation, constant, words};
use crate::openapi::schemas::{alternatives, closest, required, resolve, values_at};

/// The tables of the schema `name` that `compared` does not know. `response` is the schema of what the API returns, if that is another.
#[must_use]
pub fn declaration(compared: &Comparison<'_>, name: &str, response: Option<&str>) -> String {
    let notation = &compared.notation;
    let pair = Pair {
        request: &notation.schemas[name],
        response: response.map(|name| &notation.schemas[name]),
    };
    let mut writer = Writer {
        notation,
        seen: BTreeSet::new(),
        out: String::new(),
    };
    writer.table(name, pair);
    writer.out
}

struct Writer<'n, 's> {
    notation: &'n Notation<'s>,
    seen: BTreeSet<String>,
    out: String,
}

impl<'s> Writer<'_, 's> {
    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        writeln!(self.out, "{text}").expect("a String accepts every write");
    }

    /// The table of a schema, and then those of its parts.
    fn table(&mut self, name: &str, pair: Pair<'s>) {
        let schemas = self.notation.schemas;
        let request = resolve(schemas, pair.request).1;
        let response = pair.response.map(|response| resolve(schemas, response).1);
        let pair = Pair { request, response };
        let variants = alternatives(schemas, request);
        let title = words(name).join(" ").to_lowercase();
        if variants.len() > 1 {
            self.choice(name, &title, &variants);
            for variant in variants {
                let response = response.map(|response| closest(schemas, variant, response));
                self.part(Pair {
                    request: variant,
                    response,
                });
            }
        } else if request["properties"].is_object() {
            let closed = if request["additionalProperties"] == false {
                "closed "
            } else {
                ""
            };
            self.line(format_args!(
                "object! {{\n    {} = {closed}\"{title}\" {{",
                constant(name)
            ));
            for row in self.notation.rows(request, response) {
                self.line(format_args!("        {row}"));
            }
            self.line(format_args!("    }}\n}}\n"));
            for (name, property) in request["properties"].as_object().into_iter().flatten() {
                let response = pair.response.map(|response| &response["properties"][name]);
                self.part(Pair {
                    request: property,
                    response,
                });
            }
        }
    }

    /// A field, an item or a value: writes a table for it, unless there is one already.
    fn part(&mut self, pair: Pair<'s>) {
        let schemas = self.notation.schemas;
        let (name, request) = resolve(schemas, pair.request);
        let response = pair.response.map(|response| resolve(schemas, response));
        let response = response
            .filter(|(other, _)| name.is_none() || *other != name)
            .map(|(_, schema)| schema);
        let pair = Pair { request, response };
        for key in ["items", "additionalProperties"] {
            if request[key].is_object() {
                let response = response.map(|response| &response[key]);
                return self.part(Pair {
                    request: &request[key],
                    response,
                });
            }
        }
        if let Some(name) = name
            && !self.notation.constants.contains_key(name)
            && self.seen.insert(name.to_owned())
        {
            self.table(name, pair);
        }
    }

    fn choice(&mut self, name: &str, title: &str, variants: &[&'s Value]) {
        let tag = self.tag(variants);
        let pointer = tag.as_deref().unwrap_or_default();
        self.line(format_args!(
            "choice! {{\n    {} = \"{title}\" by \"{pointer}\" {{",
            constant(name)
        ));
        for variant in variants {
            let when = self.when(variant, pointer, variants);
            let shape = self.notation.shape(variant);
            self.line(format_args!("        {when} => {shape},"));
        }
        self.line(format_args!("    }}\n}}\n"));
    }

    /// The pointer to the text that distinguishes the variants: to a field, or to the type within one.
    fn tag(&self, variants: &[&'s Value]) -> Option<String> {
        let schemas = self.notation.schemas;
        let fields = resolve(schemas, variants.first()?).1["properties"].as_object()?;
        let names = ["type", "data_source"]
            .into_iter()
            .chain(fields.keys().map(String::as_str));
        let pointers = names.flat_map(|name| [format!("/{name}"), format!("/{name}/type")]);
        pointers.into_iter().find(|pointer| {
            let values: Option<Vec<_>> = variants
                .iter()
                .map(|variant| values_at(schemas, variant, pointer))
                .collect();
            let once = |values: &[&[Value]]| {
                values
                    .iter()
                    .all(|one| values.iter().filter(|other| *other == one).count() == 1)
            };
            values.is_some_and(|values| once(&values))
        })
    }

    fn when(&self, variant: &'s Value, tag: &str, variants: &[&'s Value]) -> String {
        let schemas = self.notation.schemas;
        let schema = resolve(schemas, variant).1;
        if let Some(values) = values_at(schemas, variant, tag) {
            let values: Vec<_> = values.iter().map(Value::to_string).collect();
            return format!("is({})", values.join(", "));
        }
        let alone = |name: &&str| {
            let has = |other: &&&Value| resolve(schemas, other).1["properties"].get(*name).is_some();
            variants.iter().filter(has).count() == 1
        };
        match (schema["type"].as_str(), required(schema).into_iter().find(alone)) {
            (_, Some(field)) => format!("has(\"{field}\")"),
            (Some("string"), None) => "text".to_owned(),
            (Some("array"), None) => "list".to_owned(),
            _ => "otherwise".to_owned(),
        }
    }
}
