//! The downtimes that Terraform makes of a window: one for each service or team, or one for all (terraform/modules/maintenance).

use std::collections::BTreeMap;

use datadog_simulator::world::DowntimeTarget;
use diagnostics::suggestion;
use documents::window::Window;
use documents::yaml::Located;
use model::Catalog;

use crate::Bytes;
use crate::reporter::Reporter;

/// What a downtime is for.
pub(crate) struct Selected {
    /// `team 'data-platform'`
    pub(crate) what: String,
    /// Where the file names it.
    pub(crate) at: Bytes,
    pub(crate) target: DowntimeTarget,
}

/// What the scope of a window selects. Unknown names are reported and left out.
pub(crate) fn selected(env: &str, window: &Window, catalog: &Catalog, reporter: &mut Reporter<'_>) -> Vec<Selected> {
    let scope = &window.scope;
    let tags = |own: Option<String>| {
        let narrowed = scope.monitor_tags.iter().map(|tag| tag.value.clone());
        DowntimeTarget::Tags([format!("env:{env}")].into_iter().chain(own).chain(narrowed).collect())
    };
    let mut out = Vec::new();
    for (kind, names, known) in [
        ("service", &scope.services, names(&catalog.services)),
        ("team", &scope.teams, names(&catalog.teams)),
    ] {
        for name in names.iter().filter(|name| is_known(kind, name, &known, reporter)) {
            out.push(Selected {
                what: format!("{kind} '{}'{}", name.value, narrowed_by(window)),
                at: name.span.clone(),
                target: tags(Some(format!("{kind}:{}", name.value))),
            });
        }
    }
    if scope.services.is_empty() && scope.teams.is_empty() {
        let at = scope.monitor_tags.first().map_or(0..0, |tag| tag.span.clone());
        out.push(Selected {
            what: "its tags".to_owned(),
            at,
            target: tags(None),
        });
    }
    out
}

/// ` and the tags severity:p3`, where the scope has tags.
fn narrowed_by(window: &Window) -> String {
    let tags: Vec<&str> = window.scope.monitor_tags.iter().map(|tag| tag.value.as_str()).collect();
    match tags.as_slice() {
        [] => String::new(),
        [tag] => format!(" and the tag '{tag}'"),
        tags => format!(" and the tags '{}'", tags.join("', '")),
    }
}

/// Reports a name that is not among `known`.
pub(crate) fn is_known(kind: &str, name: &Located<String>, known: &[&str], reporter: &mut Reporter<'_>) -> bool {
    let is_known = known.contains(&name.as_str());
    if !is_known {
        let what = format!("names the unknown {kind} '{}'", name.value);
        let near = suggestion(name, known.iter().copied());
        reporter.report(&format!("unknown-{kind}"), &what, name.span.clone(), &near);
    }
    is_known
}

pub(crate) fn names<T>(map: &BTreeMap<String, T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}
