//! Units of rendering: what is evaluated by itself, cached by itself and run in parallel.

use std::fmt::Write;

use model::ObjectKind;
use repository::{Inventory, Source};

use crate::object::{OWN, SLO_ALERTS};
use crate::registry::imports;

/// One evaluation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// The policy and every declaration, checked.
    Policy,
    /// The monitors and SLOs of a service in an environment.
    Service {
        /// The environment.
        env: String,
        /// The service.
        service: String,
    },
    /// The dashboards of a service in an organisation.
    ServiceDashboards {
        /// The organisation.
        organisation: String,
        /// The service.
        service: String,
    },
    /// The dashboards across services in an organisation.
    Dashboards {
        /// The organisation.
        organisation: String,
    },
    /// The agent's Helm values and manifests in an environment.
    Agent {
        /// The environment.
        env: String,
    },
    /// What Argo CD needs.
    ArgoCd,
}

impl Unit {
    /// A short name for messages and the cache.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Policy => "policy".to_owned(),
            Self::Service { env, service } => format!("{env}/{service}"),
            Self::ServiceDashboards { organisation, service } => format!("{organisation}/{service}/dashboards"),
            Self::Dashboards { organisation } => format!("{organisation}/dashboards"),
            Self::Agent { env } => format!("{env}/agent"),
            Self::ArgoCd => "argocd".to_owned(),
        }
    }

    /// The folder of the unit's own files; empty for the policy, which has none of its own.
    #[must_use]
    pub fn import_scope(&self) -> String {
        match self {
            Self::Policy => String::new(),
            Self::Service { service, .. } | Self::ServiceDashboards { service, .. } => format!("services/{service}"),
            Self::Dashboards { .. } => "dashboards".to_owned(),
            Self::Agent { .. } => "agent".to_owned(),
            Self::ArgoCd => "argocd".to_owned(),
        }
    }

    /// The Jsonnet that is evaluated.
    #[must_use]
    pub fn snippet(&self, inventory: &Inventory) -> String {
        match self {
            Self::Policy => "(import 'lib/assemble/catalog.libsonnet')\n".to_owned(),
            Self::Service { env, service } => {
                let files = own(inventory, service, &ObjectKind::OF_SERVICE);
                format!("(import 'lib/assemble/service.libsonnet')({{ env: '{env}', service: {files} }})\n")
            }
            Self::ServiceDashboards { organisation, service } => {
                let files = own(inventory, service, &[ObjectKind::Dashboard]);
                format!(
                    "(import 'lib/assemble/service_dashboards.libsonnet')({{ organisation: '{organisation}', service: {files} }})\n"
                )
            }
            Self::Dashboards { organisation } => {
                let dashboards = named(inventory.dashboards.iter(), "dashboards");
                format!(
                    "(import 'lib/assemble/dashboards.libsonnet')({{ organisation: '{organisation}', dashboards: {dashboards} }})\n"
                )
            }
            Self::Agent { env } => {
                let values = named(inventory.values.iter(), "agent/values");
                let manifests = named(inventory.agent_manifests.iter(), "agent/manifests");
                format!(
                    "(import 'lib/assemble/agent.libsonnet')({{ env: '{env}', values: {values}, manifests: {manifests} }})\n"
                )
            }
            Self::ArgoCd => {
                let manifests = named(inventory.argocd.iter(), "argocd");
                let environment = named(inventory.argocd_environment.iter(), "argocd/environment");
                format!(
                    "(import 'lib/assemble/argocd.libsonnet')({{ manifests: {manifests}, environment: {environment} }})\n"
                )
            }
        }
    }

    /// The Jsonnet of one monitor of a service as its archetype declares it, without what the service tunes. `None` for a unit without monitors.
    pub(crate) fn untuned_snippet(&self, inventory: &Inventory, monitor: &str) -> Option<String> {
        let Self::Service { env, service } = self else {
            return None;
        };
        let files = own(inventory, service, &ObjectKind::OF_SERVICE);
        Some(format!(
            "local monitors = (import 'lib/assemble/service.libsonnet')({{ env: '{env}', untuned: true, service: {files} }}).monitors;
             {{ monitors: {{ [origin]: {{ [name]: monitors[origin][name] for name in std.objectFields(monitors[origin]) if name == '{monitor}' }} for origin in std.objectFields(monitors) }} }}"
        ))
    }

    /// The Jsonnet whose parts are evaluated one by one where [`Unit::snippet`] fails.
    pub(crate) fn parts_snippet(&self, snippet: &str) -> String {
        match self {
            Self::Policy => "(import 'lib/assemble/catalog_parts.libsonnet')\n".to_owned(),
            _ => snippet.to_owned(),
        }
    }

    /// The file of the tree that the value at `path` of the unit's result comes from.
    #[must_use]
    pub fn file_of(&self, path: &[&str]) -> Option<String> {
        match (self, path) {
            (Self::Service { service, .. } | Self::ServiceDashboards { service, .. }, [kind, OWN, name, ..]) => {
                Some(format!("services/{service}/{kind}/{name}.libsonnet"))
            }
            (Self::Service { .. }, [_, alert, ..]) if alert.starts_with(SLO_ALERTS) => {
                Some(format!("lib/{alert}.libsonnet"))
            }
            (Self::Service { .. }, [kind, archetype, name, ..]) => {
                Some(format!("lib/archetype/{archetype}/{kind}/{name}.libsonnet"))
            }
            (Self::Dashboards { .. }, [_, OWN, name, ..]) => Some(format!("dashboards/{name}.libsonnet")),
            (Self::Agent { .. }, [kind, name, ..]) => Some(format!("agent/{kind}/{name}.libsonnet")),
            (Self::ArgoCd, ["environments", _, name, ..]) => Some(format!("argocd/environment/{name}.libsonnet")),
            (Self::ArgoCd, ["manifests", name, ..]) => Some(format!("argocd/{name}.libsonnet")),
            _ => None,
        }
    }

    /// Whether the unit may read `path`. Together with the rule of [`may_import`], these are all files that the unit depends on, so the
    /// cache can rely on it.
    #[must_use]
    pub fn reads(&self, path: &str) -> bool {
        let own = own_range(self);
        is_common(path) || (own.start.as_str()..own.end.as_str()).contains(&path)
    }
}

/// Whether every unit may read the file: the libraries, the policy, the registry and all declarations.
pub(crate) fn is_common(path: &str) -> bool {
    let declaration =
        path.starts_with("services/") && path.ends_with("/service.libsonnet") && path.matches('/').count() == 2;
    declaration
        || ["lib/", "policy/", "registry/"]
            .iter()
            .any(|prefix| path.starts_with(prefix))
}

/// Whether the file `from` may import the file `to`: the libraries and the policy are everybody's, everything else is imported only
/// within its import scope. `from` is `None` for a unit's own snippet.
#[must_use]
pub(crate) fn may_import(from: Option<&str>, to: &str) -> bool {
    let Some(from) = from else { return true };
    let import_scope = |path: &str| {
        let depth = if path.starts_with("services/") { 2 } else { 1 };
        path.split('/').take(depth).collect::<Vec<_>>().join("/")
    };
    match import_scope(to).as_str() {
        "policy" => true,
        "lib" => import_scope(from) != "policy",
        "registry" => import_scope(from) == "lib",
        own => own == import_scope(from) || import_scope(from) == "registry",
    }
}

/// The service's own files as the object that the libraries expect.
fn own(inventory: &Inventory, service: &str, kinds: &[ObjectKind]) -> String {
    let folder = format!("services/{service}");
    let mut out = format!("{{ name: '{service}'");
    for kind in kinds {
        let names = inventory.services.get(service).and_then(|s| s.objects.get(kind));
        write!(out, ", {}: {}", kind.folder(), imports(&folder, *kind, names)).expect("a String takes every write");
    }
    out.push_str(" }");
    out
}

fn named<'a>(names: impl Iterator<Item = &'a String>, folder: &str) -> String {
    let fields: Vec<_> = names
        .map(|name| format!("'{name}': import '{folder}/{name}.libsonnet'"))
        .collect();
    format!("{{ {} }}", fields.join(", "))
}

/// The key of a unit in the cache: a hash over everything that its result depends on.
pub(crate) fn key(
    tool: u128,
    unit: &Unit,
    snippet: &str,
    common: u128,
    sources: &std::collections::BTreeMap<String, Source>,
) -> u128 {
    let mut text = format!("{tool:x} {common:x} {}\n", unit.name());
    text.push_str(snippet);
    for (path, source) in sources.range(own_range(unit)) {
        if unit.reads(path) {
            writeln!(text, "{path} {:x}", source.hash).expect("a String takes every write");
        }
    }
    repository::hash(text.as_bytes())
}

/// The hash over what every unit reads.
pub(crate) fn common_key(sources: &std::collections::BTreeMap<String, Source>) -> u128 {
    let mut text = String::new();
    for (path, source) in sources.iter().filter(|(path, _)| Unit::Policy.reads(path)) {
        writeln!(text, "{path} {:x}", source.hash).expect("a String takes every write");
    }
    repository::hash(text.as_bytes())
}

/// The part of the sorted sources that holds a unit's own files, so that a key does not look at every file of the tree.
fn own_range(unit: &Unit) -> std::ops::Range<String> {
    let scope = unit.import_scope();
    if scope.is_empty() {
        return String::new()..String::new();
    }
    format!("{scope}/")..format!("{scope}0") // '0' follows '/'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn import_scopes_are_closed() {
        assert!(may_import(None, "services/a/service.libsonnet"));
        assert!(may_import(
            Some("services/a/monitors/x.libsonnet"),
            "lib/check.libsonnet"
        ));
        assert!(may_import(
            Some("services/a/monitors/x.libsonnet"),
            "services/a/service.libsonnet"
        ));
        assert!(!may_import(
            Some("services/a/monitors/x.libsonnet"),
            "services/b/service.libsonnet"
        ));
        assert!(!may_import(Some("lib/check.libsonnet"), "services/a/service.libsonnet"));
        assert!(!may_import(Some("policy/tags.libsonnet"), "lib/check.libsonnet"));
        assert!(may_import(
            Some("registry/services.libsonnet"),
            "services/a/service.libsonnet"
        ));
        assert!(!may_import(
            Some("dashboards/x.libsonnet"),
            "registry/services.libsonnet"
        ));
    }

    #[test]
    fn a_key_changes_with_what_the_unit_reads_and_with_nothing_else() {
        let source = |text: &str| Source::new(text);
        let mut sources: std::collections::BTreeMap<String, Source> = [
            ("services/a/monitors/x.libsonnet", "1"),
            ("services/ab/monitors/x.libsonnet", "1"),
            ("lib/l.libsonnet", "1"),
        ]
        .into_iter()
        .map(|(path, text)| (path.to_owned(), source(text)))
        .collect();
        let unit = Unit::Service {
            env: "dev".into(),
            service: "a".into(),
        };
        let now = |sources: &_| key(1, &unit, "", common_key(sources), sources);
        let before = now(&sources);
        sources.insert("services/ab/monitors/x.libsonnet".into(), source("2"));
        assert_eq!(before, now(&sources));
        sources.insert("services/a/monitors/x.libsonnet".into(), source("2"));
        let own = now(&sources);
        assert_ne!(before, own);
        sources.insert("lib/l.libsonnet".into(), source("2"));
        assert_ne!(own, now(&sources));
    }
}
