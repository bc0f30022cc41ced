use datadog_simulator::world::Tags;

use super::{Builder, Finding};
use crate::file;

impl Builder<'_> {
    /// The tags; adds the tag of the environment unless one is given, as all telemetry of an environment has it.
    pub(super) fn tags(&mut self, written: &file::Tags) -> Option<Tags> {
        let mut tags = Vec::new();
        let mut valid = true;
        for (key, values) in written {
            for value in &values.0 {
                match self.filled_at(value, &values.span) {
                    Some(value) => match self.filled_at(key, &values.span) {
                        Some(key) => tags.push(format!("{key}:{value}")),
                        None => valid = false,
                    },
                    None => valid = false,
                }
            }
        }
        if !written.contains_key("env") {
            tags.push(format!("env:{}", self.monitor.env));
        }
        valid.then(|| Tags::new(tags))
    }

    /// A group by its name: `queue:a`, `host:a,db:b`, or `*` for a monitor without groups.
    pub(super) fn group(&mut self, name: &file::Text) -> Option<Tags> {
        let name_filled = self.filled(name)?;
        let group = match name_filled.as_str() {
            "*" => Tags::default(),
            tags => Tags::new(tags.split(',')),
        };
        let keys = self.monitor.compiled.group_keys();
        let known = |group: &Tags| group.len() == keys.len() && keys.iter().all(|key| group.value(key).is_some());
        // a composite has the groups of its constituents; a check by("*") has every combination of tags
        if keys.is_empty() && !group.is_empty() && self.monitor.compiled.constituents().is_empty()
            || !keys.is_empty() && !keys.contains(&"*".to_owned()) && !known(&group)
        {
            let span = if name.span.is_empty() {
                name.span.start..name.span.start + 1
            } else {
                name.span.clone()
            };
            let finding = Finding::new(
                "monitors/group",
                span,
                format!("monitor '{}' has no group '{name_filled}'", self.monitor.title()),
            );
            let example: Vec<String> = keys.iter().map(|key| format!("{key}:...")).collect();
            self.find(if keys.is_empty() {
                finding.help("it has no groups: write '*', or only the list of state changes")
            } else {
                finding.help(format!(
                    "it groups by {}: write \"{}\"",
                    keys.join(" and "),
                    example.join(",")
                ))
            });
            return None;
        }
        Some(group)
    }
}
