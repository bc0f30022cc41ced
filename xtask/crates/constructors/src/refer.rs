//! References to other objects, by path. Where the id goes, the payload has a placeholder (crate `linked`). Whether the object exists is checked when all
//! objects are known (`render::references`); an SLO is declared with its target, so it is checked here.

use linked::placeholder;
use model::{Catalog, ObjectKind, ObjectPath, Service};

use crate::args::Args;
use crate::finding::{Built, Finding, Findings};
use crate::slo::Target;

/// The placeholder for the id of the object that `path`, a value of `field`, names.
pub(crate) fn id_of(
    args: &Args<'_>,
    field: &'static str,
    path: &str,
    kind: ObjectKind,
    findings: &mut Findings,
) -> Built<String> {
    read(args, field, path, kind, findings).map(|path| placeholder(&path.reference()))
}

fn read(
    args: &Args<'_>,
    field: &'static str,
    path: &str,
    kind: ObjectKind,
    findings: &mut Findings,
) -> Built<ObjectPath> {
    let example = format!("write its path: '<service>/{}/<name>'", kind.folder());
    let Some(found) = ObjectPath::parse_reference(path) else {
        let message = format!("{}: {field} must name a {kind}, not '{path}'", args.what());
        let finding = Finding::new("reference/path", message).at(path).help(example);
        return Err(args.reject(field, finding, findings));
    };
    if found.kind != kind {
        let message = format!(
            "{}: {field} must name a {kind}, and '{path}' is a {}",
            args.what(),
            found.kind
        );
        let finding = Finding::new("reference/kind", message).at(path).help(example);
        return Err(args.reject(field, finding, findings));
    }
    Ok(found)
}

/// An SLO that is referred to, with its target.
pub(crate) struct SloReference {
    /// The placeholder for its id.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) target_percent: f64,
    /// `30d`
    pub(crate) window: String,
}

/// The SLO that the field `slo` names.
pub(crate) fn slo(catalog: &Catalog, args: &Args<'_>, findings: &mut Findings) -> Built<SloReference> {
    let text = args.text("slo", findings)?;
    let path = read(args, "slo", text, ObjectKind::Slo, findings)?;
    let target = catalog
        .services
        .get(&path.service)
        .and_then(|service| Some((service, service.slos.get(&path.name)?)));
    let Some((service, target)) = target else {
        let known: Vec<String> = catalog.services.values().flat_map(paths).collect();
        let known = known.iter().map(String::as_str);
        return Err(args.unknown("slo", "reference/unknown", "SLO", text, known, findings));
    };
    let target = Target::read(service, &path.name, target, findings)?;
    Ok(SloReference {
        id: placeholder(&path.reference()),
        name: path.name.clone(),
        target_percent: target.percent(),
        window: target.window().to_owned(),
    })
}

/// The paths of the SLOs of a service.
fn paths(service: &Service) -> Vec<String> {
    let path = |name: &String| ObjectPath {
        service: service.name.clone(),
        kind: ObjectKind::Slo,
        name: name.clone(),
    };
    service.slos.keys().map(|name| path(name).reference()).collect()
}
