//! A list of pairs that a person wrote: the path of a declared object, and the id of the object in Datadog.

use std::collections::BTreeMap;
use std::path::Path;

use cli::Failure;
use datadog_api::LiveObject;
use diagnostics::{Diagnostic, suggestion};
use serde_json::Value;

use crate::declared::Declared;
use crate::describe;
use crate::kind_names;
use crate::selection::Selection;
use crate::session::{Session, failed};
use crate::states::States;

/// The lines of a list.
#[derive(Debug, Default)]
pub(super) struct List {
    file: String,
    ids: BTreeMap<String, Value>,
}

/// The objects in Datadog, by the path of the declared one.
#[derive(Debug, Default)]
pub(super) struct Pairs(BTreeMap<String, LiveObject>);

impl List {
    /// Reads a list. Sends nothing, so that a mistake in it is found before the cluster is asked.
    pub(super) fn read(file: Option<&Path>, selection: &Selection) -> Result<Self, Failure> {
        let Some(file) = file else { return Ok(Self::default()) };
        let name = file.display().to_string();
        let invalid = |message: String, help: &str| {
            Failure::from(vec![Diagnostic::error("usage/pairs", message).help(help)]).as_usage()
        };
        const LINES: &str = "give a file with lines such as transcription/monitors/failure-rate: 123";
        let text =
            std::fs::read_to_string(file).map_err(|cause| invalid(format!("cannot read '{name}': {cause}"), LINES))?;
        let ids: BTreeMap<String, Value> = serde_saphyr::from_str(&text).map_err(|cause| {
            let cause = cause.to_string();
            let line = cause.lines().next().unwrap_or_default();
            invalid(format!("'{name}' is not a list of pairs: {line}"), LINES)
        })?;
        if selection.environments.len() != 1 {
            let message = "a list of pairs is for one environment, because the same path exists in each".to_owned();
            return Err(invalid(message, "give --env"));
        }
        Ok(Self { file: name, ids })
    }

    /// Reads the objects that it names. Reports every pair that is wrong.
    pub(super) async fn find(&self, states: &States, session: &Session) -> Result<Pairs, Failure> {
        let (mut found, mut findings) = (BTreeMap::new(), Vec::new());
        for (path, id) in &self.ids {
            match Pairs::object(path, id, states, session).await? {
                Ok(object) => {
                    found.insert(path.clone(), object);
                }
                Err(finding) => findings.push(finding.note(format!("in '{}'", self.file))),
            }
        }
        if findings.is_empty() {
            Ok(Pairs(found))
        } else {
            Err(Failure::from(findings).as_usage())
        }
    }
}

impl Pairs {
    /// The object of one pair, or what is wrong with the pair.
    async fn object(
        path: &str,
        id: &Value,
        states: &States,
        session: &Session,
    ) -> Result<Result<LiveObject, Diagnostic>, Failure> {
        let mut selected = states.selected(session).map(|(declared, _)| declared);
        let Some(declared) = selected.find(|declared| describe::declared(declared) == path) else {
            let names: Vec<String> = states
                .selected(session)
                .map(|(declared, _)| describe::declared(declared))
                .collect();
            let finding = Diagnostic::error("usage/pairs", format!("nothing declares '{path}' in the selection"));
            return Ok(Err(finding.help(suggestion(path, names.iter().map(String::as_str)))));
        };
        let id = match id {
            Value::String(id) => id.clone(),
            Value::Number(id) => id.to_string(),
            _ => {
                let finding = Diagnostic::error(
                    "usage/pairs",
                    format!("the id of '{path}' is neither a text nor a number"),
                );
                return Ok(Err(finding));
            }
        };
        let kind = kind_names::of_api(declared.path.kind);
        let object = session.client.object(kind, &id).await.map_err(failed)?;
        Ok(object.ok_or_else(|| {
            Diagnostic::error("usage/pairs", format!("there is no {kind} '{id}', the id of '{path}'"))
                .help("copy the id from the address of the object in Datadog")
        }))
    }

    /// The object of a declared one.
    pub(super) fn of(&self, declared: &Declared) -> Option<&LiveObject> {
        self.0.get(&describe::declared(declared))
    }
}
