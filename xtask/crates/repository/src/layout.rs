//! What a path declares. There is no list of files, so a file in an unknown place would be ignored: that is an error.

use diagnostics::{Diagnostic, suggestion};
use model::{ObjectKind, Slug};

/// What a file below `jsonnet/` is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    /// Read only when another file imports it.
    Library,
    /// `policy/metrics/<source>.libsonnet`
    Metrics(&'a str),
    /// `services/<service>/service.libsonnet`
    Declaration(&'a str),
    /// `services/<service>/<kind>s/<name>.libsonnet`
    Object(&'a str, ObjectKind, &'a str),
    /// `services/<service>/monitors/<name>_test.yaml`, `lib/archetype/<archetype>/monitors/<name>_test.yaml`, `lib/slo-alert/<name>_test.yaml`
    MonitorTest(&'a str, &'a str),
    /// `worlds/<name>.yaml`
    World(&'a str),
    /// `lib/archetype/<archetype>/<file>.libsonnet`
    ArchetypeFile(&'a str, &'a str),
    /// `lib/archetype/<archetype>/<kind>s/<name>.libsonnet`
    ArchetypeObject(&'a str, ObjectKind, &'a str),
    /// `lib/slo-alert/<name>.libsonnet`
    SloAlert(&'a str),
    /// `dashboards/<name>.libsonnet`
    Dashboard(&'a str),
    /// `agent/values/<chart>.libsonnet`
    Values(&'a str),
    /// `agent/manifests/<name>.libsonnet`
    AgentManifests(&'a str),
    /// `argocd/<name>.libsonnet`
    ArgoCd(&'a str),
    /// `argocd/environment/<name>.libsonnet`
    ArgoCdEnvironment(&'a str),
}

/// Files of an archetype next to the folders of its objects.
const ARCHETYPE_FILES: [&str; 3] = ["archetype", "signals", "dashboard"];

/// The place of `path` (below `jsonnet/`). A file that nothing would read is an error.
pub(crate) fn place(path: &str) -> Result<Place<'_>, Box<Diagnostic>> {
    let reject = |message: String, help: String| {
        Err(Box::new(
            Diagnostic::error("tree/layout", message)
                .in_file(format!("jsonnet/{path}"))
                .help(help),
        ))
    };
    let segments: Vec<&str> = path.split('/').collect();
    let (folders, file) = segments.split_at(segments.len() - 1);
    let Some(stem) = file[0].strip_suffix(".libsonnet") else {
        return if let (
            ["services", owner, "monitors"] | ["lib", "archetype", owner, "monitors"] | ["lib", owner @ "slo-alert"],
            Some(name),
        ) = (folders, file[0].strip_suffix("_test.yaml"))
        {
            let found = Place::MonitorTest(owner, name);
            check_names(path, &found).map(|()| found)
        } else if let (["worlds"], Some(name)) = (folders, file[0].strip_suffix(".yaml")) {
            let found = Place::World(name);
            check_names(path, &found).map(|()| found)
        } else if matches!(folders.first(), Some(&("agent" | "argocd"))) {
            Ok(Place::Library) // texts for importstr
        } else {
            reject(
                format!("'jsonnet/{path}' is not a Jsonnet library"),
                "name it <name>.libsonnet, or <name>_test.yaml for the tests of the monitor next to it, or <name>.yaml in worlds/, or move it out of jsonnet/"
                    .to_owned(),
            )
        };
    };
    let found = match folders {
        ["policy", "metrics"] => Place::Metrics(stem),
        ["services", service] if stem == "service" => Place::Declaration(service),
        ["services", service, folder] => match kind(folder, &ObjectKind::ALL) {
            Ok(kind) => Place::Object(service, kind, stem),
            Err(help) => return reject(format!("'jsonnet/{path}' is in an unknown folder"), help),
        },
        ["services", ..] => {
            return reject(
                format!("'jsonnet/{path}' declares nothing"),
                "a service has service.libsonnet and the folders monitors, slos, dashboards, downtimes and synthetics"
                    .to_owned(),
            );
        }
        ["lib", "archetype", archetype] => {
            if !ARCHETYPE_FILES.contains(&stem) {
                return reject(
                    format!("'jsonnet/{path}' is not part of an archetype"),
                    suggestion(stem, ARCHETYPE_FILES),
                );
            }
            Place::ArchetypeFile(archetype, stem)
        }
        ["lib", "archetype", archetype, folder] => match kind(folder, &[ObjectKind::Monitor, ObjectKind::Slo]) {
            Ok(kind) => Place::ArchetypeObject(archetype, kind, stem),
            Err(help) => return reject(format!("'jsonnet/{path}' is in an unknown folder"), help),
        },
        ["lib", "slo-alert"] => Place::SloAlert(stem),
        ["dashboards"] => Place::Dashboard(stem),
        ["agent", "values"] => Place::Values(stem),
        ["agent", "manifests"] => Place::AgentManifests(stem),
        ["argocd"] => Place::ArgoCd(stem),
        ["argocd", "environment"] => Place::ArgoCdEnvironment(stem),
        ["policy" | "lib" | "agent" | "argocd" | "dashboards", ..] => Place::Library,
        _ => {
            return reject(
                format!("'jsonnet/{path}' is in an unknown folder"),
                suggestion(
                    folders.first().copied().unwrap_or(stem),
                    ["policy", "lib", "services", "dashboards", "agent", "argocd", "worlds"],
                ),
            );
        }
    };
    check_names(path, &found)?;
    Ok(found)
}

fn kind(folder: &str, allowed: &[ObjectKind]) -> Result<ObjectKind, String> {
    allowed
        .iter()
        .copied()
        .find(|kind| kind.folder() == folder)
        .ok_or_else(|| suggestion(folder, allowed.iter().map(|kind| kind.folder())))
}

/// Checks every name that becomes part of a Kubernetes name or label.
fn check_names(path: &str, place: &Place<'_>) -> Result<(), Box<Diagnostic>> {
    let names: &[&str] = match place {
        Place::Library | Place::Metrics(_) => &[],
        Place::Declaration(name)
        | Place::SloAlert(name)
        | Place::Dashboard(name)
        | Place::World(name)
        | Place::Values(name)
        | Place::AgentManifests(name)
        | Place::ArgoCd(name)
        | Place::ArgoCdEnvironment(name) => &[name],
        Place::Object(owner, _, name)
        | Place::MonitorTest(owner, name)
        | Place::ArchetypeFile(owner, name)
        | Place::ArchetypeObject(owner, _, name) => &[owner, name],
    };
    for name in names {
        if let Err(error) = Slug::parse(name) {
            return Err(Box::new(
                Diagnostic::error("tree/name", format!("the name '{name}' is invalid: {error}"))
                    .in_file(format!("jsonnet/{path}"))
                    .help("rename the file or folder: it becomes part of a Kubernetes name"),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(path: &str) -> String {
        let d = place(path).expect_err(path);
        format!("{}: {}", d.message, d.help.unwrap_or_default())
    }

    #[test]
    fn every_place_is_known_by_its_path() {
        assert_eq!(place("policy/teams.libsonnet"), Ok(Place::Library));
        assert_eq!(place("policy/metrics/custom.libsonnet"), Ok(Place::Metrics("custom")));
        assert_eq!(place("services/s3/service.libsonnet"), Ok(Place::Declaration("s3")));
        assert_eq!(
            place("services/s3/monitors/a.libsonnet"),
            Ok(Place::Object("s3", ObjectKind::Monitor, "a"))
        );
        assert_eq!(
            place("lib/archetype/worker/slos/a.libsonnet"),
            Ok(Place::ArchetypeObject("worker", ObjectKind::Slo, "a"))
        );
        assert_eq!(place("agent/values/datadog.libsonnet"), Ok(Place::Values("datadog")));
        assert_eq!(place("argocd/health.lua"), Ok(Place::Library));
        assert_eq!(place("argocd/root.libsonnet"), Ok(Place::ArgoCd("root")));
        assert_eq!(
            place("argocd/environment/estate.libsonnet"),
            Ok(Place::ArgoCdEnvironment("estate"))
        );
        assert_eq!(place("argocd/parts/meta.libsonnet"), Ok(Place::Library));
        assert_eq!(
            place("services/s3/monitors/a_test.yaml"),
            Ok(Place::MonitorTest("s3", "a"))
        );
        assert_eq!(
            place("lib/archetype/worker/monitors/a_test.yaml"),
            Ok(Place::MonitorTest("worker", "a"))
        );
        assert_eq!(place("lib/slo-alert/a.libsonnet"), Ok(Place::SloAlert("a")));
        assert_eq!(
            place("lib/slo-alert/a_test.yaml"),
            Ok(Place::MonitorTest("slo-alert", "a"))
        );
        assert_eq!(place("worlds/quiet-week.yaml"), Ok(Place::World("quiet-week")));
    }

    #[test]
    fn a_file_in_an_unknown_place_is_an_error_with_a_suggestion() {
        assert!(rejected("services/s3/monitor/a.libsonnet").contains("did you mean 'monitors'?"));
        assert!(rejected("service/s3/monitors/a.libsonnet").contains("did you mean 'services'?"));
        assert!(rejected("services/s3/servce.libsonnet").contains("declares nothing"));
        assert!(rejected("services/s3/monitors/a.jsonnet").contains("not a Jsonnet library"));
        assert!(rejected("worlds/a.libsonnet").contains("unknown folder"));
        assert!(rejected("worlds/bad/a.yaml").contains("not a Jsonnet library"));
        assert!(rejected("worlds/Quiet.yaml").contains("kebab-case"));
        assert!(rejected("services/s3/slos/a_test.yaml").contains("not a Jsonnet library"));
        assert!(rejected("services/s3/monitors/A_test.yaml").contains("kebab-case"));
        assert!(rejected("services/s3/monitors/A_b.libsonnet").contains("kebab-case"));
        let long = format!("services/s3/monitors/{}.libsonnet", "a".repeat(64));
        assert!(rejected(&long).contains("64 bytes long"));
    }
}
