//! `cargo xtask parse`: whether texts are in one of Datadog's languages, one JSON string a line.

mod tree;

use std::fmt::Debug;
use std::process::ExitCode;

use datadog_query::metric::Context;
use datadog_query::{ParseError, formula, message, metric, monitor, search};
use serde_json::{Value, json};

use crate::input::{self, Item};
use crate::report::{self, Exit};
use cli::{Format, Language, ParseArgs};

pub(crate) fn run(args: &ParseArgs, format: Format) -> ExitCode {
    let text = match input::text(&args.file) {
        Ok(text) => text,
        Err(finding) => return report::findings(&[*finding], format, Exit::Usage),
    };
    let answers: Vec<_> = input::lines(&text).iter().map(|item| answer(args, item)).collect();
    let all: String = answers.iter().map(|answer| format!("{answer}\n")).collect();
    report::print_all(&all);
    let refused = answers.iter().any(|answer| answer["ok"] != true);
    if refused {
        Exit::Findings.into()
    } else {
        Exit::Clean.into()
    }
}

/// `{"ok":true}` or `{"ok":false,"message":...,"span":[start,end]}`
fn answer(args: &ParseArgs, item: &Item) -> Value {
    let text = match &item.value {
        Ok(Value::String(text)) => text,
        Ok(_) => {
            return json!({ "ok": false, "message": format!("line {} is no JSON string", item.line), "span": null });
        }
        Err(why) => {
            return json!({ "ok": false, "message": format!("line {} is no JSON: {why}", item.line), "span": null });
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
    fn shown<T: Debug>(parsed: datadog_query::Result<T>, ast: bool) -> datadog_query::Result<Option<Value>> {
        parsed.map(|tree| ast.then(|| tree::json(&tree)))
    }
    match language {
        Language::Metric => shown(metric(text), ast),
        Language::Formula => shown(formula::parse(text, Context::Dashboard), ast),
        Language::Monitor => shown(monitor::parse(text), ast),
        Language::LogSearch => shown(search::parse(text), ast),
        Language::Message => shown(message(text), ast),
    }
}

/// A query, or several with commas between them, as older widgets hold them.
fn metric(text: &str) -> Result<Vec<metric::Expression>, ParseError> {
    metric::parse_list(text, Context::Dashboard)
}

/// A template, or the first thing that is wrong with it.
fn message(text: &str) -> Result<message::Template, ParseError> {
    let (template, errors) = message::parse(text);
    errors.into_iter().next().map_or(Ok(template), Err)
}
