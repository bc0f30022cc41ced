//! What a constructor of `jsonnet/lib/constructor` answers: its name, what it was given, and what the context knows beside that.

use diagnostics::suggestion;
use serde_json::{Map, Value};

use crate::finding::{Built, Finding, Findings};

/// The answer of one constructor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Constructed<'a> {
    /// The constructor within its group: `ratio` of `monitor.ratio`.
    pub(crate) name: &'a str,
    /// What people wrote.
    pub(crate) args: &'a Value,
    fields: &'a Map<String, Value>,
}

impl<'a> Constructed<'a> {
    /// Reads `value` when a constructor of `group` answered it; `facts` are the fields that the context adds to what was given.
    ///
    /// # Errors
    /// Fields that were added to the answer: the constructor would not see them. `Ok(None)` where the value is no answer of the group.
    pub(crate) fn read(group: &str, value: &'a Value, facts: &[&str], findings: &mut Findings) -> Built<Option<Self>> {
        let Some((fields, full)) = value
            .as_object()
            .and_then(|fields| Some((fields, fields.get("constructor")?.as_str()?)))
        else {
            return Ok(None);
        };
        let (Some((of, name)), Some(args)) = (full.split_once('.'), fields.get("args")) else {
            return Ok(None);
        };
        if of != group {
            return Ok(None);
        }
        let added =
            |name: &&String| !["constructor", "args"].contains(&name.as_str()) && !facts.contains(&name.as_str());
        let mut reported = None;
        for name in fields.keys().filter(added) {
            let message = format!("the field '{name}' was added to what ctx.{full} answers");
            reported = Some(
                findings.push(
                    Finding::new("jsonnet/unknown-field", message)
                        .at(name)
                        .of(fields, Some(name))
                        .help("give it to the constructor, among its other fields"),
                ),
            );
        }
        reported.map_or(Ok(Some(Self { name, args, fields })), Err)
    }

    /// What the context adds.
    pub(crate) fn fact(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// Tells that the group has no constructor of this name: the libraries have one that the tool does not know.
    pub(crate) fn unknown<'k, T>(
        &self,
        group: &str,
        known: impl IntoIterator<Item = &'k str>,
        findings: &mut Findings,
    ) -> Built<T> {
        let finding = Finding::new(
            "jsonnet/unknown-constructor",
            format!("unknown constructor '{group}.{}'", self.name),
        )
        .at(self.name)
        .help(suggestion(self.name, known));
        Err(findings.push(finding))
    }
}
