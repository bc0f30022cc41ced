//! Values that are no objects.

use model::ObjectKind;

use crate::finding::{Finding, Findings, Reported};

/// A file that answers something else than what a constructor of its kind answers.
pub(crate) fn no_object(kind: ObjectKind, service: &str, name: &str, findings: &mut Findings) -> Reported {
    let constructor = match kind {
        ObjectKind::Monitor => "ctx.monitor.threshold",
        ObjectKind::Slo => "ctx.slo.events",
        ObjectKind::Dashboard => "ctx.dashboard",
    };
    findings.push(
        Finding::new(
            "jsonnet/no-object",
            format!("the file of {kind} '{service}/{name}' answers no {kind}"),
        )
        .help(format!(
            "a file under {}/ is function(ctx) {constructor}({{ ... }}), or another constructor of its kind",
            kind.folder()
        )),
    )
}
