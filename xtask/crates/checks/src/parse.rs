//! `cargo xtask parse`: parses texts in one of Datadog's languages, one JSON string per line.

use datadog_query::metric::Context;
use datadog_query::{ParseError, formula, message, metric, monitor, search};
use documents::values::{self, Item};
use serde::Serialize;
use serde_json::{Value, json};

use crate::input;
use crate::report;
use cli::{Exit, Language, ParseArgs, VerbResult};

pub(crate) fn run(args: &ParseArgs) -> VerbResult {
    let text = input::text(&args.file)?;
    let results: Vec<_> = values::lines(&text).iter().map(|item| result(args, item)).collect();
    let lines: String = results.iter().map(|result| format!("{result}\n")).collect();
    report::print_all(&lines);
    let failed = results.iter().any(|result| result["ok"] != true);
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

/// `{"ok":true}` or `{"ok":false,"message":...,"span":[start,end]}`
fn result(args: &ParseArgs, item: &Item) -> Value {
    let text = match &item.value {
        Ok(Value::String(text)) => text,
        Ok(_) => {
            return json!({ "ok": false, "message": format!("line {} is not a JSON string", item.line), "span": null });
        }
        Err(why) => {
            return json!({ "ok": false, "message": why.message, "span": null });
        }
    };
    match parsed(args.language, text, args.ast) {
        Ok(None) => json!({ "ok": true }),
        Ok(Some(ast)) => json!({ "ok": true, "ast": ast }),
        Err(error) => {
            json!({ "ok": false, "message": error.message, "span": [error.span.start, error.span.end], "help": error.help })
        }
    }
}

fn parsed(language: Language, text: &str, ast: bool) -> datadog_query::Result<Option<Value>> {
    fn with_tree<T: Serialize>(parsed: datadog_query::Result<T>, ast: bool) -> datadog_query::Result<Option<Value>> {
        parsed.map(|tree| ast.then(|| json!(tree)))
    }
    match language {
        Language::Metric => with_tree(metric(text), ast),
        Language::Formula => with_tree(formula::parse(text, Context::Dashboard), ast),
        Language::Monitor => with_tree(monitor::parse(text), ast),
        Language::LogSearch => with_tree(search::parse(text), ast),
        Language::Message => with_tree(message(text), ast),
    }
}

/// One query, or several separated by commas, as in older widgets.
fn metric(text: &str) -> Result<Vec<metric::Expression>, ParseError> {
    metric::parse_list(text, Context::Dashboard)
}

/// A template, or its first error.
fn message(text: &str) -> Result<message::Template, ParseError> {
    let (template, errors) = message::parse(text);
    errors.into_iter().next().map_or(Ok(template), Err)
}
