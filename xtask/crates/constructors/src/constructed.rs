//! What a constructor of `jsonnet/lib/constructor` returns: its name, its arguments, and facts of the context.

use diagnostics::suggestion;
use serde_json::{Map, Value};

use crate::finding::{Built, Finding, Findings};

/// The value that a constructor returned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Constructed<'a> {
    /// The constructor within its group: `ratio` of `monitor.ratio`.
    pub(crate) name: &'a str,
    /// The arguments.
    pub(crate) args: &'a Value,
    fields: &'a Map<String, Value>,
}

impl<'a> Constructed<'a> {
    /// Reads `value` when a constructor of `group` returned it; `facts` are the fields that the context adds to the arguments.
    ///
    /// # Errors
    /// Fields that were added to the returned value, which the constructor cannot see. `Ok(None)` where no constructor of the group returned the value.
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
            let message = format!("the field '{name}' was added to the value that ctx.{full} returns");
            reported = Some(
                findings.push(
                    Finding::new("jsonnet/unknown-field", message)
                        .at(name)
                        .of(fields, Some(name))
                        .help("write it among the arguments of the constructor"),
                ),
            );
        }
        reported.map_or(Ok(Some(Self { name, args, fields })), Err)
    }

    /// A fact of the context.
    pub(crate) fn fact(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// Reports that the group has no constructor of this name: the libraries have one that the tool does not.
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
