//! The downtimes that Terraform makes of the maintenance windows, as terraform/modules/maintenance does.

use std::collections::BTreeSet;
use std::path::Path;

use diagnostics::Diagnostic;
use documents::window::Window;
use documents::yaml::{Located, ParseError};
use repository::WindowFile;
use serde_json::Value;

use super::schedule::Schedule;

/// A downtime that Terraform makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    /// How its message begins. What follows are the handles of who is notified.
    message: String,
    monitor_tags: BTreeSet<String>,
    schedule: Schedule,
}

/// The downtimes of all windows.
///
/// # Errors
/// Every file that cannot be read.
pub(super) fn planned(root: &Path) -> Result<Vec<Planned>, Vec<Diagnostic>> {
    let (mut planned, mut findings) = (Vec::new(), Vec::new());
    for file in repository::windows(root)? {
        match Window::parse(&file.text) {
            Ok(window) => planned.extend(of_window(&file.env, &file.name, &window)),
            Err(errors) => findings.extend(errors.into_iter().map(|error| finding(&file, error))),
        }
    }
    if findings.is_empty() {
        Ok(planned)
    } else {
        Err(findings)
    }
}

fn finding(file: &WindowFile, ParseError { message, span, help }: ParseError) -> Diagnostic {
    let check = "run `cargo xtask maintenance`, which checks windows";
    let message = format!("'{}' is not a maintenance window: {message}", file.path);
    Diagnostic::error("live/window", message)
        .at(file.path.as_str(), file.text.clone(), span)
        .help(help.map_or_else(|| check.to_owned(), |help| format!("{help} ({check})")))
}

/// One downtime for each service or team of a window, or one for the window.
fn of_window(env: &str, name: &str, window: &Window) -> Vec<Planned> {
    let scope = &window.scope.value;
    let keyed = |key: &str, values: &[Located<String>]| -> Vec<String> {
        values.iter().map(|value| format!("{key}:{}", value.value)).collect()
    };
    let mut own: Vec<Vec<String>> = [keyed("service", &scope.services), keyed("team", &scope.teams)]
        .concat()
        .into_iter()
        .map(|tag| vec![tag])
        .collect();
    if own.is_empty() {
        own.push(Vec::new());
    }
    let planned = own.into_iter().map(|own| {
        let narrowed = scope.monitor_tags.iter().map(|tag| tag.value.clone());
        Planned {
            message: format!("{} (window {name}, {env}).", window.reason.value),
            monitor_tags: [format!("env:{env}")].into_iter().chain(own).chain(narrowed).collect(),
            schedule: Schedule::of_window(window),
        }
    });
    planned.collect()
}

impl Planned {
    /// Whether a downtime of Datadog is this one. A copy of the message alone is not.
    pub(super) fn is(&self, attributes: &Value) -> bool {
        let message = attributes["message"].as_str().unwrap_or_default();
        let tags = attributes["monitor_identifier"]["monitor_tags"].as_array();
        let tags: BTreeSet<&str> = tags.into_iter().flatten().filter_map(Value::as_str).collect();
        message.starts_with(&self.message)
            && tags.iter().copied().eq(self.monitor_tags.iter().map(String::as_str))
            && attributes["scope"] == "*"
            && Schedule::of(&attributes["schedule"]) == self.schedule
    }
}
