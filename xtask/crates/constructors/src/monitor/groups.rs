//! The groups of a monitor, and for which of them it notifies. Without `notify_by` each group notifies on its own, so that the failure of a shared part sends one
//! notification for each group.

use std::collections::BTreeSet;

use diagnostics::suggestion;
use serde_json::{Map, Value, json};

use crate::args::Args;
use crate::finding::{Built, Finding, Findings, Reported, each};

/// The field with the tags that notify.
const NOTIFY_BY: &str = "notify_by";

/// In Datadog's option: one notification for all groups (`doc: monitors/guide/alert_aggregation`).
const ALL_GROUPS: &str = "*";

/// The groups of a monitor.
#[derive(Debug, Default)]
pub(super) struct Groups<'a> {
    /// The tags that its query groups by.
    pub(super) by: Vec<&'a str>,
    /// Those that notify, where they are fewer.
    notify_by: Option<Vec<&'a str>>,
}

impl<'a> Groups<'a> {
    /// Reads for which of the groups `by` a monitor notifies.
    pub(super) fn read(args: &Args<'a>, by: Vec<&'a str>, findings: &mut Findings) -> Built<Self> {
        let Some(notify_by) = args.texts_or_none(NOTIFY_BY, findings)? else {
            return Ok(Self { by, notify_by: None });
        };
        if by.is_empty() {
            let help = "remove notify_by, or group by a tag with by";
            let what = "notify_by needs groups, and the monitor has none";
            return Err(reject(args, what, NOTIFY_BY, help, findings));
        }
        each(&notify_by, |key| {
            if by.contains(key) {
                return Ok(());
            }
            let what = format!("notify_by '{key}' is none of the groups");
            let help = suggestion(key, by.iter().copied());
            Err(reject(args, &what, key, &help, findings))
        })?;
        let named: BTreeSet<&str> = notify_by.iter().copied().collect();
        if named.len() < notify_by.len() {
            let help = "name each tag once";
            return Err(reject(args, "notify_by has a tag twice", NOTIFY_BY, help, findings));
        }
        if by.iter().all(|key| named.contains(key)) {
            // Datadog's API refuses that.
            let help = "remove notify_by: without it, each group notifies";
            return Err(reject(args, "notify_by names every group", NOTIFY_BY, help, findings));
        }
        Ok(Self {
            by,
            notify_by: Some(notify_by),
        })
    }

    /// The tags whose values get notifications of their own: a message can name these.
    pub(super) fn notified(&self) -> &[&'a str] {
        self.notify_by.as_ref().unwrap_or(&self.by)
    }

    /// The tags of which one notification covers several values.
    pub(super) fn folded(&self) -> Vec<&'a str> {
        let notified = self.notified();
        self.by.iter().copied().filter(|key| !notified.contains(key)).collect()
    }

    /// Adds the options of the groups.
    pub(super) fn add_to(&self, options: &mut Map<String, Value>) {
        // The API rejects the delay of new groups where the query has none.
        if !self.by.is_empty() {
            options.insert("new_group_delay".to_owned(), 300.into());
        }
        if let Some(keys) = &self.notify_by {
            let keys = if keys.is_empty() {
                &[ALL_GROUPS]
            } else {
                keys.as_slice()
            };
            options.insert(NOTIFY_BY.to_owned(), json!(keys));
        }
    }
}

fn reject(args: &Args<'_>, what: &str, at: &str, help: &str, findings: &mut Findings) -> Reported {
    let finding = Finding::new("monitor/notify-by", format!("{}: {what}", args.what()));
    args.reject(NOTIFY_BY, finding.at(at).help(help), findings)
}
