use std::collections::BTreeMap;
use std::sync::Arc;

use documents::runbook::{Place, Runbook, is_generated, runbook_path, template_path};

use super::MonitorFacts;

/// A handwritten runbook or template.
#[derive(Debug)]
pub(crate) struct RunbookFacts<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) runbook: Runbook<'a>,
}

/// The handwritten runbooks and templates, without the README. A misplaced file is left out: `runbook/misplaced-file` reports it.
pub(super) fn read(texts: &BTreeMap<String, Arc<str>>) -> Vec<RunbookFacts<'_>> {
    let mut runbooks = Vec::new();
    for (path, text) in texts {
        match Place::parse(path) {
            Ok(place) if place != Place::Readme && !is_generated(text) => runbooks.push(RunbookFacts {
                place,
                runbook: Runbook::parse(path, text),
            }),
            _ => {}
        }
    }
    runbooks
}

/// The runbook at `path`, found by binary search.
pub(super) fn find<'p, 'a>(runbooks: &'p [RunbookFacts<'a>], path: &str) -> Option<&'p RunbookFacts<'a>> {
    let at = runbooks.binary_search_by(|facts| facts.runbook.path.cmp(path)).ok()?;
    runbooks.get(at)
}

/// The runbooks that are generated from templates: path -> path of the template.
pub(super) fn generated(monitors: &[MonitorFacts<'_>], runbooks: &[RunbookFacts<'_>]) -> BTreeMap<String, String> {
    let mut generated = BTreeMap::new();
    for object in monitors
        .iter()
        .map(|monitor| monitor.object)
        .filter(|object| object.origin != render::OWN)
    {
        let template = {
            let (archetype, name) = object.template();
            template_path(archetype, name)
        };
        let runbook = runbook_path(&object.path.service, &object.path.name);
        if find(runbooks, &template).is_some() && find(runbooks, &runbook).is_none() {
            generated.insert(runbook, template);
        }
    }
    generated
}
